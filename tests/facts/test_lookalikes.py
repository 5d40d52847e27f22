"""Figures that count nothing are kept from the readers of numbers and dates."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from verifier.facts import lookalikes, quantities
from verifier.records import Quantity

TABLE: dict[str, list[Any]] = yaml.safe_load(Path(__file__).with_name("lookalikes.yaml").read_text(encoding="utf-8"))
FRAMES = ("{}", "We saw {} there.", "Officials said the {} was discussed")


def read(text: str) -> list[Quantity]:
    facts = quantities.read(text, lookalikes.spans(text))
    return [fact.value for fact in facts if isinstance(fact.value, Quantity)]


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("form", TABLE["blocked"])
def test_a_lookalike_is_no_quantity(form: str, frame: str) -> None:
    assert read(frame.format(form)) == []


@pytest.mark.parametrize("row", TABLE["partly"], ids=lambda row: str(row["text"]))
def test_the_count_beside_a_lookalike_is_read(row: dict[str, Any]) -> None:
    counts = [quantity.core.low for quantity in read(row["text"]) if quantity.dimension == "count"]
    assert counts == row["counts"]


@pytest.mark.parametrize("form", TABLE["free"])
def test_other_numbers_are_free(form: str) -> None:
    assert lookalikes.spans(f"We saw {form} there.") == []


@given(st.text(max_size=200))
def test_spans_are_in_order_and_disjoint(text: str) -> None:
    end = 0
    for start, stop in lookalikes.spans(text):
        assert end <= start < stop <= len(text)
        end = stop
