"""One statement with one run of words rewritten: where the run is in each text, and the one fact that each run holds.

In such a pair the runs stand for the same thing whatever the readers make of each in its sentence ("20 years later" may
be a date and "more than 28 years later" a duration), so each run is read again on its own, and the two facts are compared.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

import msgspec

from verifier import facts
from verifier.records import Date, Fact, Finding, Quantity
from verifier.rules import date, quantity
from verifier.rules.alignment import comparable
from verifier.rules.comparison import finding_of
from verifier.rules.statement import Statement

LONGEST = 10
"""Words of a run; a longer one is another statement."""
LEAST_SHARED = 2
"""Words outside of the runs, that both texts have."""

_WORD = re.compile(r"\S+")

Span = tuple[int, int]
"""Where a run of words begins and ends in its text."""


def compared(
    claim: Statement, source: Statement, enabled: Collection[str], findings: Sequence[Finding]
) -> tuple[Span, Finding] | None:
    """Where the one run is in the claim, and what comes of the figure or date in it; None if there is no such run.

    It is the finding, if there is one, in which the figures or dates of the two runs are compared already.
    """
    spans = _runs(claim, source)
    if spans is None:
        return None
    for found in findings:
        if found.claim and found.source:
            stems = _beside(claim, spans[0], found.claim)
            if stems is not None and stems == _beside(source, spans[1], found.source):
                return spans[0], found
    if _roles(claim, spans[0]) != _roles(source, spans[1]):
        return None
    mine, theirs = _only_fact(claim, spans[0]), _only_fact(source, spans[1])
    if mine is None or theirs is None:
        return None
    (left, around), (right, beside) = mine, theirs
    if around != beside or not comparable(left, right):
        return None
    rule = quantity if isinstance(left.value, Quantity) else date
    if rule.NAME not in enabled:
        return None
    return spans[0], finding_of(rule.NAME, rule.compare(left, right), left, right)


def _runs(claim: Statement, source: Statement) -> tuple[Span, Span] | None:
    """The spans in which the two texts differ, if all around them is the same; None if nothing differs, or too much."""
    left = [match.span() for match in _WORD.finditer(claim.text, claim.start, claim.end)]
    right = [match.span() for match in _WORD.finditer(source.text, source.start, source.end)]
    mine = [claim.text[start:end].casefold() for start, end in left]
    theirs = [source.text[start:end].casefold() for start, end in right]
    shortest = min(len(mine), len(theirs))
    before = next((i for i in range(shortest) if mine[i] != theirs[i]), shortest)
    after = next((i for i in range(shortest - before) if mine[-1 - i] != theirs[-1 - i]), shortest - before)
    ends = len(mine) - after, len(theirs) - after
    if before + after < LEAST_SHARED or not 0 < ends[0] - before <= LONGEST or not 0 < ends[1] - before <= LONGEST:
        return None
    return (left[before][0], left[ends[0] - 1][1]), (right[before][0], right[ends[1] - 1][1])


def _roles(statement: Statement, run: Span) -> set[str]:
    """What the figures of a run are in a change, if it has several: by how much, from what and to what are no range."""
    values = [fact.value for fact in statement.facts if fact.start < run[1] and run[0] < fact.end]
    roles = [value.role for value in values if isinstance(value, Quantity)]
    return {*roles} & quantity.CHANGING if len(roles) > 1 else set()


def _beside(statement: Statement, run: Span, fact: Fact) -> list[str] | None:
    """The stems in a run beside a figure or date that is in it, or that it is in; None if it is neither, or not alone."""
    if not isinstance(fact.value, Quantity | Date) or not (fact.start < run[1] and run[0] < fact.end):
        return None
    others = [
        token for token in statement.tokens if token.start < run[1] and run[0] < token.end and token.fact is not fact
    ]
    return None if any(token.fact for token in others) else [token.stem for token in others]


def _only_fact(statement: Statement, span: Span) -> tuple[Fact, list[str]] | None:
    """The one quantity or date in a run read on its own, at its place in the whole text, and the stems of the other words.

    None if there is no such fact or more than one.
    """
    start, end = span
    read = _read(statement.text[start:end])
    if read is None:
        return None
    fact, beside = read
    value = fact.value
    if isinstance(value, Quantity):
        # The verb that makes it an amount of a change, or its end, is not in the run: "fell | by 4%", "fell | to 4%".
        whole = (
            each.value for each in statement.facts if each.start < start + fact.end and start + fact.start < each.end
        )
        role = next((each.role for each in whole if isinstance(each, Quantity)), "")
        value = msgspec.structs.replace(value, role=value.role or role)
    return Fact(start + fact.start, start + fact.end, fact.text, value), beside


@lru_cache(maxsize=10_000)
def _read(run: str) -> tuple[Fact, list[str]] | None:
    """As `_only_fact`, of a run as a text of its own: where many statements are alike, its words come again."""
    tokens = Statement.of(run, facts.extract(run)).tokens
    found = [token.fact for token in tokens if token.fact]
    return (found[0], [token.stem for token in tokens if not token.fact]) if len(found) == 1 else None
