"""One statement with one run of words rewritten: where the run is in each text, and the one fact that each run holds.

In such a pair the runs stand for the same thing whatever the readers make of each in its sentence ("20 years later" may
be a date and "more than 28 years later" a duration), so each run is read again on its own.
"""

from __future__ import annotations

import re

from verifier import facts
from verifier.records import Fact
from verifier.rules.statement import Statement

LONGEST = 10
"""Words of a run; a longer one is another statement."""
LEAST_SHARED = 2
"""Words outside of the runs, that both texts have."""

_WORD = re.compile(r"\S+")

Span = tuple[int, int]


def runs(claim: Statement, source: Statement) -> tuple[Span, Span] | None:
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


def only_fact(statement: Statement, span: Span) -> tuple[Fact, list[str]] | None:
    """The one quantity or date in a run read on its own, at its place in the whole text, and the stems of the other words.

    None if there is no such fact or more than one.
    """
    start, end = span
    run = Statement.of(statement.text[start:end], facts.extract(statement.text[start:end]))
    found = [token.fact for token in run.tokens if token.fact]
    if len(found) != 1:
        return None
    fact = Fact(start + found[0].start, start + found[0].end, found[0].text, found[0].value)
    return fact, [token.stem for token in run.tokens if not token.fact]
