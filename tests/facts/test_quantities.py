"""Quantities are read as the table says: value, unit, bound, range, role, rate and what is counted."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from verifier import facts
from verifier.facts import lookalikes, quantities
from verifier.facts.units import CANONICAL, SIZES
from verifier.records import Bound, Fact, Interval, Quantity

TABLE: dict[str, list[Any]] = yaml.safe_load(Path(__file__).with_name("quantities.yaml").read_text(encoding="utf-8"))
OTHER_UNITS = {"share": "percent", "points": "percentage point"}
PIECES = st.lists(
    st.sampled_from(
        "5 $ £ € 10 km miles % percent to - – and between from more than less at least about over 2.5 million ft "
        "' \" in hours a an half of people prisoners , . ( ) per 100,000 day °C degrees pounds below zero ± or so + "
        "No # : / x".split()
    ),
    max_size=14,
).map(" ".join)


def read(text: str) -> list[Fact]:
    return quantities.read(text, lookalikes.spans(text))


def only(text: str) -> Quantity:
    facts = read(text)
    assert len(facts) == 1, [fact.text for fact in facts]
    value = facts[0].value
    assert isinstance(value, Quantity)
    return value


def cases(section: str) -> list[tuple[dict[str, Any], str]]:
    return [(group, form) for group in TABLE[section] for form in group["forms"]]


def expected(group: dict[str, Any]) -> tuple[list[float], str]:
    values = group["value"] if isinstance(group["value"], list) else [group["value"], group["value"]]
    dimension = group["dimension"]
    if "in" in group:
        size = SIZES[group["in"]]
        values = [value * size.factor + size.offset for value in values]
    unit = group.get("unit") if "unit" in group else OTHER_UNITS.get(dimension) or CANONICAL.get(dimension, "")
    return values, "second" if dimension == "age" else str(unit)


@pytest.mark.parametrize(("group", "form"), cases("groups") + cases("ranges"))
def test_every_form_has_its_value(group: dict[str, Any], form: str) -> None:
    quantity = only(form)
    values, unit = expected(group)
    assert (quantity.dimension, quantity.unit) == (group["dimension"], unit)
    assert [quantity.core.low, quantity.core.high] == pytest.approx(values)
    assert quantity.counted == group.get("counted", quantity.counted)


@pytest.mark.parametrize(("group", "form"), cases("bounds"))
def test_bounds_make_intervals(group: dict[str, Any], form: str) -> None:
    quantity = only(f"{form} people")
    opened = group.get("open", "")
    assert quantity.bound is Bound(group["bound"])
    assert quantity.interval == Interval(
        group.get("low", -math.inf), group.get("high", math.inf), opened in {"low", "both"}, opened in {"high", "both"}
    )


@pytest.mark.parametrize(("group", "form"), cases("shares"))
def test_more_or_less_than_half(group: dict[str, Any], form: str) -> None:
    quantity = only(form)
    assert (quantity.dimension, quantity.bound, quantity.counted) == ("share", Bound(group["bound"]), "voter")
    assert quantity.interval == Interval(
        group.get("low", -math.inf), group.get("high", math.inf), "low" in group, "high" in group
    )


@pytest.mark.parametrize(("group", "form"), cases("groups"))
def test_no_date_is_read_in_a_quantity(group: dict[str, Any], form: str) -> None:
    found = facts.extract(f"It was {form}.")
    assert [fact.kind for fact in found if fact.kind in {"date", "quantity"}] == ["quantity"]


@pytest.mark.parametrize("row", TABLE["roles"], ids=lambda row: str(row["text"]))
def test_roles(row: dict[str, Any]) -> None:
    assert [fact.value.role for fact in read(row["text"]) if isinstance(fact.value, Quantity)] == row["roles"]


@pytest.mark.parametrize(("group", "form"), cases("rates"))
def test_rates(group: dict[str, Any], form: str) -> None:
    assert only(form).per == group["per"]


@pytest.mark.parametrize("text", TABLE["negatives"])
def test_other_words_are_no_quantities(text: str) -> None:
    assert [fact.text for fact in read(text)] == []


def test_what_became_of_those_counted_is_a_modifier() -> None:
    quantity = only("250 political prisoners were freed")
    assert (quantity.counted, quantity.modifiers) == ("prison", ("polit", "freed"))


def test_the_span_runs_from_bound_to_noun() -> None:
    [fact] = read("Officials say that more than 200 prisoners left.")
    assert fact.text == "more than 200 prisoners"


def test_blocked_spans_are_not_touched() -> None:
    text = "On 19 March 250 prisoners left."
    assert [fact.text for fact in quantities.read(text, [(3, 11)])] == ["250 prisoners"]


def test_the_word_before_a_figure_is_its_label_only_if_it_is_no_unit_of_another() -> None:
    assert [fact.text for fact in read("a 10 day 5 km walk")] == ["10 day", "5 km"]
    assert [fact.text for fact in read("for 10 day zero")] == ["10 day", "zero"]


@given(st.one_of(st.text(max_size=150), PIECES))
def test_any_text_gives_exact_spans_and_sound_intervals(text: str) -> None:
    end = 0
    for fact in read(text):
        assert text[fact.start : fact.end] == fact.text
        assert end <= fact.start < fact.end
        end = fact.end
        assert isinstance(fact.value, Quantity)
        assert fact.value.core.low <= fact.value.core.high
        assert fact.value.interval.low <= fact.value.interval.high
        assert fact.value.bound is not Bound.EXACT or fact.value.core.is_within(fact.value.interval)


@pytest.mark.parametrize(
    "unit",
    ["1", "1,", "1.", '5"', "5'", "(", "(1)", "1 ", "1-", "$", "one and ", "tens of ", "more than ", "5 to ", "a@"],
)
def test_time_is_linear_in_the_length(unit: str, assert_linear) -> None:
    assert_linear(read, (unit * 100_000)[:100_000])
