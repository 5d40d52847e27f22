"""Reads ordinals: "21st", "third", "twenty-first", "one hundred and third", "two hundredth"."""

from __future__ import annotations

from verifier.facts.numerals.context import Context
from verifier.facts.numerals.hundreds import below_hundred
from verifier.facts.numerals.numeral import Reading
from verifier.facts.numerals.tables import ORDINALS, TENS_OF_ORDINAL


def suffix_of(value: float) -> str:
    """The letters of "21st" for 21."""
    if value % 100 in {11, 12, 13}:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(int(value % 10), "th")


def ordinal(context: Context, value: float, i: int, end: int) -> Reading | None:
    """The ordinal that tokens `i` to `end` are; None in "every second other"."""
    if context.at(i - 1) == "every" and context.at(end) == "other":
        return None
    return Reading(value, end, kind="ordinal", precision=0.0)


def word(context: Context, i: int) -> Reading | None:
    """As in "third", "twentyfirst"."""
    name = context.at(i)
    return ordinal(context, ORDINALS.get(name) or TENS_OF_ORDINAL[name], i, i + 1)


def ending(context: Context, group: Reading, i: int) -> Reading | None:
    """The ordinal that a number in words from token `i` goes on as: "twenty-first", "one hundred and third"."""
    j = group.end
    if context.at(j) == "and" and group.value >= 100 and group.value % 100 == 0:
        last = _last(context, j + 1)
        return last and Reading(group.value + last.value, last.end, kind="ordinal", precision=0.0)
    j += context.hyphen_at(j)
    value = ORDINALS.get(context.at(j), 0)
    if not value or group.scale != 1.0:
        return None
    tens = group.value % 100
    if value < 10 and group.value >= 20 and tens in {20, 30, 40, 50, 60, 70, 80, 90}:
        total = group.value + value
    elif value in {100, 1000, 1_000_000} and group.value >= 1 and not (value == 1000 and group.value == 1):
        total = group.value * value
    else:
        return None
    return ordinal(context, total, i, j + 1)


def _last(context: Context, i: int) -> Reading | None:
    """The ordinal that closes "one hundred and third", "two hundred and twenty-first"."""
    tens = below_hundred(context, i)
    if tens is not None:
        return ending(context, tens, i)
    value = ORDINALS.get(context.at(i), 0)
    return Reading(value, i + 1) if 0 < value < 100 else None
