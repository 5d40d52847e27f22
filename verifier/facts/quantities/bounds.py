"""Reads the words before and after a number that limit it: "more than", "up to", "about", "or so"."""

from __future__ import annotations

from verifier.facts.quantities.amount import Amount
from verifier.facts.quantities.context import Context
from verifier.facts.quantities.tables import (
    AFTER_AND_BOUNDS,
    AFTER_NO_PLUS,
    AFTER_TOPS,
    AND_BOUNDS,
    AT_THE_END_ONLY,
    CLAUSE_ENDS,
    CONTESTS,
    EMPHASIS,
    GIVEN_OVER,
    GONE_UP,
    LEFT_BOUNDS,
    OPENING_ANOTHER,
    PREPOSITIONS_OF_PLACE,
    RIGHT_BOUNDS,
)
from verifier.facts.tokens import Tokens
from verifier.records import Bound

_MOST = 4
"""The most bounds that are read before one number: "not more than about"."""
_FEWEST_SOME = 5
"""The least number that "some" makes approximate: "some two" are not about two."""


def _phrases(table: dict[Bound, str]) -> dict[str, Bound]:
    return {
        " ".join(Tokens(phrase.strip()).lower): bound
        for bound, lines in table.items()
        for line in lines.splitlines()
        for phrase in line.split("|")
        if phrase.strip()
    }


def _lengths(phrases: dict[str, Bound], place: int) -> dict[str, tuple[int, ...]]:
    """For each word that stands at a place of some phrase, how many words such phrases have, longest first."""
    lengths: dict[str, set[int]] = {}
    for phrase in phrases:
        words = phrase.split(" ")
        lengths.setdefault(words[place], set()).add(len(words))
    return {word: tuple(sorted(counts, reverse=True)) for word, counts in lengths.items()}


_LEFT = _phrases(LEFT_BOUNDS)
_RIGHT = _phrases(RIGHT_BOUNDS)
_LEFT_LENGTHS = _lengths(_LEFT, -1)
_RIGHT_LENGTHS = _lengths(_RIGHT, 0)


def read_right(context: Context, amount: Amount) -> None:
    """Apply the bound that stands after the amount; one that is bound already only reaches over the words."""
    at = context.at
    j = amount.last
    for length in _RIGHT_LENGTHS.get(at(j), ()):
        words = " ".join(at(k) for k in range(j, j + length))
        bound = _RIGHT.get(words)
        if bound is None or not _closes(context, words, j, j + length):
            continue
        if amount.bound is Bound.EXACT:
            amount.limit(bound, words)
        amount.last = j + length
        return


def _closes(context: Context, words: str, j: int, end: int) -> bool:
    """Whether words after a number limit it, and do not begin the next part of the sentence."""
    following = context.at(end)
    if words in {"plus", "+"}:
        added = context.numeral_at(end) is not None or following in AFTER_NO_PLUS
        return not added and (words == "plus" or context.tokens.glued(j))
    if words in AND_BOUNDS:
        return following in AFTER_AND_BOUNDS
    if words in AT_THE_END_ONLY:
        return following in CLAUSE_ENDS
    if words == "tops":
        return following in AFTER_TOPS
    if words in {"odd", "- odd"}:
        return True
    return context.numeral_at(end) is None or words not in OPENING_ANOTHER


def read_left(context: Context, amount: Amount) -> None:
    """Apply the bounds that stand before the amount, the nearest first, and last once more the one after it."""
    at, tokens = context.at, context.tokens
    end = amount.first
    while at(end - 1) in EMPHASIS and end > 1:
        end -= 1
    found: list[tuple[Bound, str]] = []
    start = end
    while (match := _bound_before(context, start)) is not None and len(found) < _MOST:
        bound, words, start = match
        found.append((bound, words))
    if not found:
        return
    nearest = found[0][1]
    if nearest in PREPOSITIONS_OF_PLACE and tokens.is_number(start - 1):
        return
    if nearest == "over" and amount.dimension == "length" and at(start - 1) in CONTESTS:
        return
    if nearest == "over" and at(start - 1) in GIVEN_OVER and amount.dimension not in {"duration", "length", "share"}:
        return
    if len(found) == 1 and nearest == "some" and amount.raw_value < _FEWEST_SOME:
        return
    amount.first = start
    if amount.bound is not Bound.EXACT:
        found.append((amount.bound, ""))
    amount.limit(*found[0])
    for bound, words in found[1:]:
        amount.limit_further(bound, words)


def _bound_before(context: Context, end: int) -> tuple[Bound, str, int] | None:
    """The bound that ends before a token, its words, and the index of the first of them."""
    at = context.at
    for length in _LEFT_LENGTHS.get(at(end - 1), ()):
        start = end - length
        if start < 0:
            continue
        words = " ".join(at(k) for k in range(start, end))
        bound = _LEFT.get(words)
        if bound is None:
            continue
        if words == "c" and not context.tokens.glued(end):
            continue
        if words == "minimum" and at(start - 1) == "the":
            continue
        if words == "up to" and at(start - 1) in GONE_UP:
            continue
        if start and at(start - 1) == "a" and words.startswith(("maximum", "minimum")):
            start -= 1
        return bound, words, start
    return None
