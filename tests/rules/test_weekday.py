"""A weekday that does not fit its date is found without any source."""

from __future__ import annotations

import datetime as dt

import pytest

from verifier import facts
from verifier.facts import dates
from verifier.records import Outcome
from verifier.rules import weekday

PUBLISHED = dt.date(2026, 3, 19)


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("It was signed on Thursday 18 March 2026.", "Wednesday 18 March 2026"),
        ("It was signed on Monday, March 19, 2026.", "Thursday, March 19, 2026"),
        ("It was signed on Fri, 18 March 2026.", "Wed, 18 March 2026"),
        ("The war began on Friday, September 1, 1938.", "Thursday, September 1, 1938"),
        ("It was signed on Friday, 18 March.", "Wednesday, 18 March"),
        ("They will meet on Friday, April 1.", "Wednesday, April 1"),
    ],
)
def test_wrong_weekday_is_a_conflict_with_a_correction(text: str, suggestion: str) -> None:
    (finding,) = weekday.check(text, dates.read(text, PUBLISHED))
    assert finding.outcome is Outcome.CONFLICTS
    assert finding.source is None
    assert finding.claim is not None
    assert finding.suggestion == suggestion


@pytest.mark.parametrize(
    "text",
    [
        "It was signed on Thursday 19 March 2026.",
        "It was signed on Thursday.",
        "It was signed on 18 March 2026.",
        "It was signed on Friday the 13th.",
        "It was signed on Thursday, March 19.",
        "It was signed on Wednesday, 18 March.",
        "They will meet on Wednesday, April 1.",
        "He left on Sunday, 20 July.",
        "He left on Sunday, 18 March 2018.",
        "It was signed on Tuesday, 4/3/2025.",
        "The war began on Friday, September 1, 1939.",
    ],
)
def test_fitting_or_missing_weekday_is_no_finding(text: str) -> None:
    assert weekday.check(text, dates.read(text, PUBLISHED)) == []


def test_what_a_claim_quotes_is_not_its_own_mistake() -> None:
    text = 'The film opens on "Thursday, June 2, 1922", a day that fell on a Friday.'
    assert weekday.check(text, dates.read(text, PUBLISHED))
    assert weekday.check(text, facts.extract(text, PUBLISHED)) == []


def test_explanation_gives_the_right_weekday() -> None:
    text = "It was signed on Thursday 18 March 2026."
    (finding,) = weekday.check(text, dates.read(text))
    assert finding.explanation == (
        "the claim says Thursday 18 March 2026, but 18 March 2026 is a Wednesday, not a Thursday"
    )
