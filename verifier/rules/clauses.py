"""The clauses of a sentence: what a claim says first, before more is told, and whose a fact of a source is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from verifier.facts.names import same
from verifier.records import Fact, Name
from verifier.rules.lexicon import SAYING
from verifier.rules.statement import Statement

_FOLLOWING = re.compile(r",? (?:after|following|before|as|while|when|amid|because|since)\b")
"""What begins a clause that tells more of an event, and does not say of which one the claim is."""
_JOINT = re.compile(r"[,;:] (?:and |but |while |whereas )?| (?:and|but|while|whereas) ")
"""What may stand between what is said of one and what is said of another."""
_ATTRIBUTING = "accord"
_LISTED = re.compile(r", (?:and )?| and | & ")
FEWEST_LISTED = 3
"""Names in a row that are a list."""


def heads(claim: Statement) -> Iterator[Statement]:
    """What a claim of one sentence says before a clause that only adds to it, longest first.

    Not where somebody is said to have said it: that may be true of what others contradict.
    """
    if len(claim.sentences) > 1:
        return
    cuts = [match.start() for match in _FOLLOWING.finditer(claim.text, claim.start, claim.end)]
    for cut in reversed([cut for cut in cuts if not any(fact.start < cut < fact.end for fact in claim.facts)]):
        tail = claim.part(cut, claim.end)
        if tail.stems.isdisjoint(SAYING | {_ATTRIBUTING}):
            yield claim.part(claim.start, cut)


def is_of_another(claim: Statement, source: Statement, fact: Fact) -> bool:
    """Whether a fact of a sentence stands in a clause that begins with one whom the claim does not name, beside one that does.

    As "third" of "Tyson Gay came second and Asafa Powell third", if the claim names Gay.
    """
    edges = [source.start, source.end]
    for match in _JOINT.finditer(source.text, source.start, source.end):
        if not any(each.start < match.end() and match.start() < each.end for each in source.facts):
            edges += [match.start(), match.end()]
    start = max(edge for edge in edges if edge <= fact.start)
    end = min((edge for edge in edges if edge >= fact.end), default=source.end)
    within = [name for name in source.names if start <= name.start < end]
    outside = [name for name in source.names if not start <= name.start < end]
    led = bool(within) and source.text[start : within[0].start].strip().casefold() in {"", "the"}
    return led and within[0].end <= fact.start and not _shared(claim, within) and _shared(claim, outside)


def lists(statement: Statement) -> Iterator[tuple[Fact, ...]]:
    """Names that stand in a row, three or more, with commas and a conjunction between them."""
    run: list[Fact] = []
    for fact in statement.names:
        if run and not _LISTED.fullmatch(statement.text[run[-1].end : fact.start]):
            if len(run) >= FEWEST_LISTED:
                yield tuple(run)
            run = []
        run.append(fact)
    if len(run) >= FEWEST_LISTED:
        yield tuple(run)


def _shared(claim: Statement, names: list[Fact]) -> bool:
    return any(
        isinstance(mine.value, Name) and isinstance(theirs.value, Name) and same(mine.value, theirs.value)
        for mine in claim.names
        for theirs in names
    )
