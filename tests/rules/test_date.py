"""The date rule says what its table says, in words that a newsroom can print."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from verifier.facts import dates
from verifier.records import Fact, Outcome
from verifier.rules import date

PUBLISHED = dt.date(2026, 3, 19)
GROUPS = yaml.safe_load(Path(__file__).with_name("date.yaml").read_text(encoding="utf-8"))
ROWS = [pytest.param(*row, group["published"], id=f"{row[0]} / {row[1]}") for group in GROUPS for row in group["rows"]]


def first(text: str, published: dt.date | None = PUBLISHED) -> Fact:
    return dates.read(text, published)[0]


@pytest.mark.parametrize(("claim", "source", "outcome", "published"), ROWS)
def test_outcome_is_as_in_the_table(claim: str, source: str, outcome: str, published: Any) -> None:
    comparison = date.compare(first(claim, published), first(source, published))
    assert comparison.outcome == outcome, comparison.explanation


@pytest.mark.parametrize(
    ("claim", "source", "explanation"),
    [
        (
            "on 18 March 2026",
            "on Thursday, 19 March 2026",
            "the claim says 18 March 2026, the source Thursday, 19 March 2026",
        ),
        (
            "It was freed on Wednesday.",
            "on 19 March 2026",
            "the claim says Wednesday (18 March 2026), the source 19 March 2026",
        ),
        (
            "It opened last month.",
            "in January 2026",
            "the claim says last month (February 2026), the source January 2026",
        ),
        ("in 2026", "in 2026", "both say 2026"),
        (
            "It shut on the 5th.",
            "It shut on the 15th.",
            "the claim says 5th (5 March 2026), the source 15th (15 March 2026)",
        ),
        ("on 7 May", "on 2, 6 and 9 May", "the claim says 7 May, the source 2 May"),
        ("at 8am", "at 9, 10 and 11.30am", "the claim says 8am, the source 9:00"),
    ],
)
def test_explanation_names_both_and_resolves_what_is_relative(claim: str, source: str, explanation: str) -> None:
    assert date.compare(first(claim), first(source)).explanation == explanation


@pytest.mark.parametrize(
    ("claim", "source", "suggestion"),
    [
        ("on 18 March 2026", "on March 19, 2026", "19 March 2026"),
        ("on March 18, 2026", "on 19 March 2026", "March 19, 2026"),
        ("on 2026-03-18", "on 19 March 2026", "2026-03-19"),
        ("on Wednesday, 18 March 2026", "on 19 March 2026", "Thursday, 19 March 2026"),
        ("It was freed on Wednesday.", "on 19 March 2026", "Thursday"),
        ("in 2025", "on 19 March 2026", "2026"),
        ("in February 2026", "on 19 March 2026", "March 2026"),
        ("on 18 March 2026", "in April 2026", "April 2026"),
        ("by 1862", "by 1861", "by 1861"),
    ],
)
def test_suggestion_is_in_the_form_of_the_claim(claim: str, source: str, suggestion: str) -> None:
    assert date.compare(first(claim), first(source)).suggestion == suggestion


_FORMS = (
    "%-d %B %Y",
    "%B %-d, %Y",
    "%Y-%m-%d",
    "%A, %B %-d, %Y",
)


@given(
    st.dates(dt.date(1000, 1, 1), dt.date(2199, 12, 31)),
    st.dates(dt.date(1000, 1, 1), dt.date(2199, 12, 31)),
    st.sampled_from(_FORMS),
    st.sampled_from(_FORMS),
)
def test_whole_days_agree_exactly_when_they_are_the_same(left: dt.date, right: dt.date, one: str, other: str) -> None:
    claim, source = first(f"on {left.strftime(one)}"), first(f"on {right.strftime(other)}")
    expected = Outcome.AGREES if left == right else Outcome.CONFLICTS
    assert date.compare(claim, source).outcome is expected
    assert date.compare(claim, claim).outcome is Outcome.AGREES


_TEXTS = st.sampled_from([row[side] for group in GROUPS for row in group["rows"] for side in (0, 1)])


@given(_TEXTS, _TEXTS)
def test_any_two_dates_can_be_compared_and_each_agrees_with_itself(left: str, right: str) -> None:
    claim, source = first(left), first(right)
    assert date.compare(claim, source).explanation
    assert date.compare(claim, claim).outcome is Outcome.AGREES


@given(_TEXTS, _TEXTS)
def test_no_pair_conflicts_in_one_order_and_agrees_in_the_other(left: str, right: str) -> None:
    claim, source = first(left), first(right)
    outcomes = {date.compare(claim, source).outcome, date.compare(source, claim).outcome}
    assert outcomes != {Outcome.AGREES, Outcome.CONFLICTS}
