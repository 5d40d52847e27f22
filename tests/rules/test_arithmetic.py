"""A claim's own sums: right ones agree, wrong ones conflict, and what is no sum gives no finding."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from verifier.facts import extract
from verifier.records import Finding, Outcome
from verifier.rules import arithmetic

TABLE: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("arithmetic.yaml").read_text(encoding="utf-8"))


def check(text: str) -> list[Finding]:
    return arithmetic.check(text, extract(text))


@pytest.mark.parametrize(("outcome", "text"), [(o, t) for o in ("agrees", "conflicts") for t in TABLE[o]])
def test_sums_are_checked(outcome: str, text: str) -> None:
    assert [finding.outcome for finding in check(text)] == [Outcome(outcome)]


@pytest.mark.parametrize("text", TABLE["none"])
def test_nothing_is_found_where_nothing_is_summed(text: str) -> None:
    assert check(text) == []


def test_a_wrong_change_is_corrected() -> None:
    [finding] = check("It rose from 40 to 50, a 30% rise.")
    assert finding.suggestion == "25%"
    assert "30%" in finding.explanation
