"""Reads words for numbers below a thousand: "forty-two", "three hundred and five", "nineteen eighty-four"."""

from __future__ import annotations

from verifier.facts.numerals.context import Context
from verifier.facts.numerals.numeral import Reading
from verifier.facts.numerals.tables import (
    COLLECTIVES,
    GLUED_TENS,
    HUNDRED,
    HYPHENS,
    OH,
    ONES,
    SCALES,
    TENS,
    VAGUE_PLURALS,
)


def below_hundred(context: Context, i: int) -> Reading | None:
    """As in "seven", "fifteen", "forty", "forty-two", "fortytwo"."""
    at = context.at
    word = at(i)
    if word in ONES:
        return Reading(ONES[word], i + 1)
    if word in GLUED_TENS:
        return Reading(GLUED_TENS[word], i + 1)
    if word not in TENS:
        return None
    j = i + 1
    if at(j) in HYPHENS:
        j += 1
    if 0 < ONES.get(at(j), 0) < 10:
        return Reading(TENS[word] + ONES[at(j)], j + 1)
    return Reading(TENS[word], i + 1)


def below_thousand(context: Context, i: int, *, conjunction: bool) -> Reading | None:
    """As in "seven", "two hundred and five", "a hundred"; of "a million" and "million" the one that is scaled.

    `conjunction` says whether an "and" may join the parts.
    """
    at = context.at
    reading = below_hundred(context, i) or _unsaid_one(context, i)
    if reading is None:
        return None
    end = reading.end
    hyphen = context.hyphen_at(end) and at(end + 1) == "hundred"
    if at(end) == "hundred" or hyphen or (at(end) == "hundreds" and reading.value > 1):
        value, end = reading.value * 100, end + 1 + hyphen
        joint = conjunction and at(end) == "and"
        rest = below_hundred(context, end + joint)
        if rest is not None and at(rest.end) not in HUNDRED and at(rest.end) not in COLLECTIVES:
            return Reading(value + rest.value, rest.end)
        return Reading(value, end)
    return _read_by_pairs(context, reading)


def _unsaid_one(context: Context, i: int) -> Reading | None:
    """The one of "a hundred", "a million", "hundred" and "million", without the scale; "hundreds" has none."""
    word, following = context.at(i), context.at(i + 1)
    if word in {"a", "an"} and (following in HUNDRED or following in SCALES):
        return Reading(1, i + 1)
    if (word in HUNDRED or word in SCALES) and word not in VAGUE_PLURALS:
        return Reading(1, i)
    return None


def _read_by_pairs(context: Context, reading: Reading) -> Reading:
    """As in "One twenty two" is 122, "nineteen eighty-four" 1984, "one oh five" 105."""
    at = context.at
    if not 1 <= reading.value < 100 or at(reading.end) in HYPHENS:
        return reading
    if at(reading.end) in OH:
        rest = below_hundred(context, reading.end + 1)
        return Reading(reading.value * 100 + rest.value, rest.end) if rest and rest.value < 10 else reading
    rest = below_hundred(context, reading.end)
    if rest is None or rest.value < 10 or at(rest.end) in HUNDRED or at(rest.end) in SCALES:
        return reading
    return Reading(reading.value * 100 + rest.value, rest.end)
