"""Checks a claim's quotation word for word against a source's text, and its speaker against the source's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

from verifier.facts.names import same
from verifier.facts.quotations import ELLIPSIS, Word, located, words
from verifier.records import Fact, Name, Outcome, Quotation
from verifier.rules.comparison import Comparison

NAME = "quotation"
SUMMARY = "Words in quotation marks, word for word, and who said them; ellipses and brackets are allowed for."

NEAR = 0.6
"""From this share of its words in order, a quotation is a near miss of the source's, not another remark."""
SHORTEST_NEAR_MISS = 3
"""A quotation of fewer words is too short to tell a misquotation from other words."""
LARGEST_COMPARISON = 200_000
"""Words of the claim times words of the source above which no near miss is looked for: the search is quadratic."""
CONTENT_LENGTH = 4
"""A near miss shares at least two words of this length: "of the" is no likeness."""


def check(claim: Fact, source_text: str, source_facts: Sequence[Fact]) -> Comparison:
    """Look the claim's quotation up in the source: found, found from another speaker, nearly found, or not there."""
    quotation = claim.value
    if not isinstance(quotation, Quotation):
        return Comparison(Outcome.SILENT, "not a quotation")
    segments = _segments(words(claim.text))
    if not segments:
        return Comparison(Outcome.SILENT, "the quotation has no words")
    span = _span(segments, source_text)
    if span is not None:
        return _found(claim, quotation, _around(source_facts, *span))
    quoted = [fact for fact in source_facts if isinstance(fact.value, Quotation)]
    if _find(segments, [word for fact in quoted for word in _said(fact)]) is not None:
        return Comparison(Outcome.AGREES, f"the source quotes the words {claim.text}, with others between")
    for fact in quoted:
        if _other_speaker(quotation, _quotation(fact)) is None:
            missed = _near_miss(claim, quotation, fact)
            if missed is not None:
                return missed
    return Comparison(Outcome.SILENT, f"the source does not have the words {claim.text}")


def is_given_to_same(claim: Fact, source_text: str, source_facts: Sequence[Fact]) -> bool:
    """Whether the source gives the words of a quotation to the one to whom the claim gives them."""
    span = _span(_segments(words(claim.text)), source_text)
    source = _around(source_facts, *span) if span else None
    return source is not None and _is_same_speaker(_quotation(claim), source) is True


def _quotation(fact: Fact) -> Quotation:
    assert isinstance(fact.value, Quotation)
    return fact.value


def _said(fact: Fact) -> tuple[str, ...]:
    return _quotation(fact).words


def _segments(quoted: tuple[str, ...]) -> list[list[str]]:
    """The runs of words between ellipses and brackets."""
    runs: list[list[str]] = [[]]
    for word in quoted:
        if word == ELLIPSIS:
            runs.append([])
        else:
            runs[-1].append(word)
    return [run for run in runs if run]


def _find(segments: Sequence[Sequence[str]], source: Sequence[str]) -> tuple[int, int] | None:
    """Where all segments stand in the source in order, each contiguous: (first word, end)."""
    joined = f" {' '.join(source)} "
    position, first = 0, -1
    for segment in segments:
        wanted = f" {' '.join(segment)} "
        at = joined.find(wanted, position)
        if at < 0:
            return None
        first = at if first < 0 else first
        position = at + len(wanted) - 1
    return joined.count(" ", 0, first), joined.count(" ", 0, position)


def _span(segments: Sequence[Sequence[str]], text: str) -> tuple[int, int] | None:
    """Where in a text all segments stand, from the first word to the end of the last; None if they do not."""
    there = located(text)
    found = _find(segments, [word.folded for word in there])
    return (there[found[0]].start, there[found[1] - 1].end) if found else None


def _around(source_facts: Sequence[Fact], start: int, end: int) -> Quotation | None:
    """The quotation of the source that the span lies in."""
    for fact in source_facts:
        if isinstance(fact.value, Quotation) and fact.start <= start and end <= fact.end:
            return fact.value
    return None


def _other_speaker(claim: Quotation, source: Quotation) -> str | None:
    """The source's speaker where that is surely not the claim's."""
    return source.speaker if _is_same_speaker(claim, source) is False else None


def _is_same_speaker(claim: Quotation, source: Quotation) -> bool | None:
    """Whether two quotations are of one speaker; None where that is not stated, or not sure."""
    if not claim.speaker or not source.speaker:
        return None
    names = (Name(canonical=quotation.speaker, kind="person") for quotation in (claim, source))
    return same(*names)


def _found(claim: Fact, quotation: Quotation, source: Quotation | None) -> Comparison:
    if source is None:
        return Comparison(Outcome.AGREES, f"the source has the words {claim.text}")
    other = _other_speaker(quotation, source)
    if other is not None:
        given, stated = quotation.speaker.title(), other.title()
        explanation = f"the claim gives the words {claim.text} to {given}, the source to {stated}"
        return Comparison(Outcome.CONFLICTS, explanation, suggestion=stated)
    return Comparison(Outcome.AGREES, f"the source quotes the words {claim.text}")


def _near_miss(claim: Fact, quotation: Quotation, source: Fact) -> Comparison | None:
    """A conflict where the source's quotation has most of the claim's words in order, and some others between."""
    quoted = [word for word in quotation.words if word != ELLIPSIS]
    if len(quoted) < SHORTEST_NEAR_MISS or ELLIPSIS in quotation.words:
        return None
    stated = located(source.text)
    if len(quoted) * len(stated) > LARGEST_COMPARISON:
        return None
    there = [word.folded for word in stated]
    common = Counter(quoted) & Counter(there)
    if common.total() < NEAR * len(quoted) or sum(len(word) >= CONTENT_LENGTH for word in common) < 2:
        return None
    matcher = SequenceMatcher(None, quoted, there, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    matched = [quoted[block.a + k] for block in blocks for k in range(block.size)]
    start = max(0, blocks[0].b - blocks[0].a)
    end = min(len(there), blocks[-1].b + len(quoted) - blocks[-1].a)
    stretched = end - start > len(quoted) + max(2, len(quoted) // 3)
    if stretched or len(matched) < NEAR * len(quoted) or sum(len(word) >= CONTENT_LENGTH for word in matched) < 2:
        return None
    words_there = source.text[stated[start].start : stated[end - 1].end]
    changes = _changes(quoted, stated[start:end], source.text)
    explanation = f"the claim quotes {claim.text}, the source says “{words_there}”: {changes}"
    return Comparison(Outcome.CONFLICTS, explanation, suggestion=f"{claim.text[0]}{words_there}{claim.text[-1]}")


def _changes(quoted: list[str], stated: Sequence[Word], text: str) -> str:
    """The word diff in words: "soft" → "hard-nosed", without "very", with "deep"."""
    matcher = SequenceMatcher(None, quoted, [word.folded for word in stated], autojunk=False)
    changes = []
    for operation, a, a_end, b, b_end in matcher.get_opcodes():
        left = " ".join(quoted[a:a_end])
        right = text[stated[b].start : stated[b_end - 1].end] if b < b_end else ""
        if operation == "replace":
            changes.append(f"“{left}” → “{right}”")
        elif operation == "delete":
            changes.append(f"without “{left}”")
        elif operation == "insert":
            changes.append(f"with “{right}”")
    return ", ".join(changes)
