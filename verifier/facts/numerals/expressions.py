"""Reads a number from its first word on, by the module for that word, with its sign or what it is out of: "one in five"."""

from __future__ import annotations

from collections.abc import Callable

from verifier.facts.numerals import decimals, determiners, digits, fractions, ordinals, vague, words
from verifier.facts.numerals.articles import article
from verifier.facts.numerals.context import Context
from verifier.facts.numerals.numeral import Reading
from verifier.facts.numerals.scales import scaled
from verifier.facts.numerals.tables import FACTORS, FEW, MINUS, ORDINALS, SIGNS, TENS_OF_ORDINAL, VAGUE_PLURALS

_MOST_OUT_OF = 10
"""The most that "in" alone makes a share, as in "ten in a hundred"."""

_READERS: dict[str, Callable[[Context, int], Reading | None]] = {
    **dict.fromkeys(("a", "an"), article),
    "half": fractions.half,
    "quarter": fractions.quarter,
    "no": determiners.no,
    "none": determiners.no,
    "both": determiners.both,
    "single": determiners.single,
    **dict.fromkeys(("majority", "minority"), determiners.majority),
    "point": decimals.point,
    **dict.fromkeys(FEW, vague.few),
    **dict.fromkeys(VAGUE_PLURALS, vague.plural),
    **dict.fromkeys(ORDINALS.keys() - {"first", "second"}, fractions.part_alone),
}
"""Readers of words with a grammar of their own; where one reads nothing, the word is read as other words are."""


def expression(context: Context, i: int) -> Reading | None:
    """The number that begins at token `i`, with its sign or what it is out of."""
    if context.at(i) in MINUS:
        return _negative(context, i)
    reading = _unsigned(context, i)
    if reading is None or reading.kind != "cardinal":
        return reading
    return _share(context, reading) or reading


def _negative(context: Context, i: int) -> Reading | None:
    """As in "minus 5", "-5", "negative one"."""
    tokens = context.tokens
    sign = context.at(i) in {"-", "−"}
    if (sign and (tokens.glued(i) or not _may_follow_sign(context, i + 1))) or context.is_either_way(i):
        return None
    reading = _unsigned(context, i + 1)
    if reading is None or reading.kind not in {"cardinal", "fraction"}:
        return None
    reading.value, reading.low, reading.high = -reading.value, -reading.high, -reading.low
    return reading


def _may_follow_sign(context: Context, i: int) -> bool:
    """Whether digits stand at token `i`, glued to the sign before them, which no number precedes."""
    tokens = context.tokens
    return tokens.is_number(i) and tokens.glued(i) and not tokens.is_number(i - 2)


def _unsigned(context: Context, i: int) -> Reading | None:
    """The number that begins at token `i`, by what that token is."""
    word = context.at(i)
    if not word:
        return None
    if word[-1].isdecimal():
        return digits.number(context, i)
    reader = _READERS.get(word)
    reading = reader(context, i) if reader else None
    if reading is not None:
        return reading
    if word in ORDINALS or word in TENS_OF_ORDINAL:
        return ordinals.word(context, i)
    if word in FACTORS:
        return Reading(FACTORS[word], i + 1, kind="factor", precision=0.0)
    if word in SIGNS:
        return scaled(context, Reading(SIGNS[word], i + 1, kind="fraction", precision=0.01))
    return words.number(context, i)


def _share(context: Context, part: Reading) -> Reading | None:
    """As in "one in five", "3 out of 4", "nine out of every ten"."""
    at = context.at
    j = part.end
    outright = at(j) == "out" and at(j + 1) == "of"
    if not outright and at(j) != "in":
        return None
    j += 1 + outright
    if at(j) in {"every", "each"}:
        j += 1
        outright = True
    whole = _unsigned(context, j)
    if whole is None or whole.kind != "cardinal" or not _is_share(context, part, whole, j, outright=outright):
        return None
    return Reading(part.value / whole.value, whole.end, kind="share", precision=0.01)


def _is_share(context: Context, part: Reading, whole: Reading, j: int, *, outright: bool) -> bool:
    """Whether one number is out of another, which begins at token `j` and is no year; `outright` where the words say so."""
    if part.value != int(part.value) or part.scale != 1.0 or not 0 < part.value <= whole.value:
        return False
    likely = part.value <= _MOST_OUT_OF and part.precision == 0.5 and part.value < whole.value and whole.value >= 2
    if not likely and not outright:
        return False
    in_digits = context.tokens.is_number(j) and whole.end == j + 1
    if in_digits and 1000 <= whole.value <= 2100 and "," not in context.tokens.raw[j]:
        return False
    return context.at(whole.end) not in {"%", "percent"}
