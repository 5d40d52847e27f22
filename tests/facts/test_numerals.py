"""Numbers are read as the table says, and from any text without error."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from verifier.facts import numerals

TABLE: dict[str, list[Any]] = yaml.safe_load(Path(__file__).with_name("numerals.yaml").read_text(encoding="utf-8"))
WORDS = st.lists(
    st.sampled_from(
        "one two hundred thousand million and a half third of the few dozen point oh 5 1,000 2.5 ½ 1/2 - minus "
        "no several between to in out 10^6 e6 ten".split()
    ),
    max_size=12,
).map(" ".join)


@pytest.mark.parametrize(("group", "form"), [(group, form) for group in TABLE["groups"] for form in group["forms"]])
def test_every_form_has_its_value(group: dict[str, Any], form: str) -> None:
    found = numerals.find(form)
    assert [(pytest.approx(numeral.value), numeral.kind) for numeral in found] == [
        (group["value"], group.get("kind", "cardinal"))
    ]


@pytest.mark.parametrize(("group", "form"), [(group, form) for group in TABLE["vague"] for form in group["forms"]])
def test_vague_words_are_ranges(group: dict[str, Any], form: str) -> None:
    [numeral] = numerals.find(form)
    assert (numeral.low, numeral.high) == pytest.approx((group["low"], group["high"]))


@pytest.mark.parametrize("row", TABLE["pairs"], ids=lambda row: str(row["text"]))
def test_two_numbers_stay_two(row: dict[str, Any]) -> None:
    assert [numeral.value for numeral in numerals.find(row["text"])] == row["values"]


@pytest.mark.parametrize("text", TABLE["negatives"])
def test_other_words_are_no_numbers(text: str) -> None:
    assert [numeral for numeral in numerals.find(text) if numeral.kind != "ordinal"] == []


@pytest.mark.parametrize(
    ("written", "precision"),
    [("3", 0.5), ("1.5", 0.05), ("2.5 million", 50_000), ("250k", 500), ("1,234", 0.5), ("three point five", 0.05)],
)
def test_precision_is_half_the_last_written_step(written: str, precision: float) -> None:
    [numeral] = numerals.find(written)
    assert numeral.precision == pytest.approx(precision)


@given(st.one_of(st.text(max_size=120), WORDS))
def test_spans_are_exact_and_disjoint(text: str) -> None:
    end = 0
    for numeral in numerals.find(text):
        assert text[numeral.start : numeral.end] == numeral.text
        assert end <= numeral.start < numeral.end
        assert numeral.low <= numeral.value <= numeral.high
        end = numeral.end
