"""Whether a weekday fits the date that stands beside it ("Thursday 18 March 2026"); no source is needed."""

from __future__ import annotations

from collections.abc import Sequence

from verifier.facts.dates import calendars
from verifier.facts.dates.tables import MONTH_NAMES, WEEKDAY_NAMES, WEEKDAYS
from verifier.facts.dates.tokens import Tokens
from verifier.records import Date, Fact, Finding, Outcome, Quotation

NAME = "weekday"
SUMMARY = "A weekday that does not fit the date beside it."


def check(text: str, facts: Sequence[Fact]) -> list[Finding]:  # noqa: ARG001 - the text is part of every claim-only rule
    """One finding for each date whose weekday is wrong in all of its readings; none for what the claim only quotes."""
    quoted = [fact for fact in facts if isinstance(fact.value, Quotation)]
    own = [fact for fact in facts if not any(each.start <= fact.start < each.end for each in quoted)]
    return [finding for fact in own if (finding := _check(fact)) is not None]


def _check(fact: Fact) -> Finding | None:
    date = fact.value
    if not isinstance(date, Date) or date.weekday is None or date.day is None or date.month is None:
        return None
    days = [core.low for core in date.cores]
    if not days or any(calendars.weekday(day) == date.weekday for day in days):
        return None
    right = [WEEKDAY_NAMES[calendars.weekday(day)] for day in days]
    year, month, number = calendars.civil(days[0])
    return Finding(
        rule=NAME,
        outcome=Outcome.CONFLICTS,
        claim=fact,
        source=None,
        explanation=(
            f"the claim says {fact.text}, but {number} {MONTH_NAMES[month - 1]} {calendars.shown(year)} is a {right[0]}, "
            f"not a {WEEKDAY_NAMES[date.weekday]}"
        ),
        suggestion=_with_weekday(fact.text, right[0]) if len(days) == 1 else None,
    )


def _with_weekday(text: str, right: str) -> str:
    """The date with the right weekday in the place of the wrong one."""
    tokens = Tokens(text)
    for key, start, end in zip(tokens.keys, tokens.starts, tokens.ends, strict=True):
        if key in WEEKDAYS:
            return text[:start] + (right[:3] if len(key) == 3 else right) + text[end:]
    return text
