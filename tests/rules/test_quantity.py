"""Pairs of quantities get the outcome that the table says, with a sentence that names both."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from verifier.facts import lookalikes, quantities
from verifier.records import Fact, Outcome, Quantity
from verifier.rules import quantity

TABLE: dict[str, list[Any]] = yaml.safe_load(Path(__file__).with_name("quantity.yaml").read_text(encoding="utf-8"))
PAIRS = [(outcome, claim, source) for outcome in Outcome for claim, source in TABLE[outcome.value]]


def read(text: str) -> Fact:
    facts = quantities.read(text, lookalikes.spans(text))
    assert len(facts) == 1, [fact.text for fact in facts]
    return facts[0]


@pytest.mark.parametrize(("outcome", "claim", "source"), PAIRS)
def test_outcome(outcome: Outcome, claim: str, source: str) -> None:
    assert quantity.compare(read(claim), read(source)).outcome is outcome


@pytest.mark.parametrize(("outcome", "claim", "source"), PAIRS)
def test_the_explanation_names_both(outcome: Outcome, claim: str, source: str) -> None:
    left, right = read(claim), read(source)
    explanation = quantity.compare(left, right).explanation
    assert left.text in explanation
    assert right.text in explanation or left.text.casefold() == right.text.casefold()


@pytest.mark.parametrize(("outcome", "claim", "source"), PAIRS)
def test_every_value_agrees_with_itself(outcome: Outcome, claim: str, source: str) -> None:
    assert quantity.compare(read(claim), read(claim)).outcome is Outcome.AGREES


@pytest.mark.parametrize("row", TABLE["suggestions"], ids=lambda row: str(row["claim"]))
def test_the_suggestion_keeps_the_form_of_the_claim(row: dict[str, str]) -> None:
    assert quantity.compare(read(row["claim"]), read(row["source"])).suggestion == row["suggestion"]


def test_same_measure_is_told_before_values() -> None:
    def value(text: str) -> Quantity:
        found = read(text).value
        assert isinstance(found, Quantity)
        return found

    assert quantity.same_measure(value("3 a day"), value("21 a week"))
    assert quantity.same_measure(value("10 pounds"), value("£10"))
    assert not quantity.same_measure(value("$10"), value("€10"))
    assert not quantity.same_measure(value("3 miles"), value("3 kg"))
