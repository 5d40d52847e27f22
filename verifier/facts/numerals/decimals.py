"""Reads decimals that are spoken: "three point five", "nought point oh two", "point 77"."""

from __future__ import annotations

from verifier.facts.numerals.context import Context
from verifier.facts.numerals.groups import LONGEST_DIGITS
from verifier.facts.numerals.hundreds import below_hundred
from verifier.facts.numerals.numeral import Reading
from verifier.facts.numerals.tables import NOT_BEFORE_POINT, OH, ONES, TENS


def after_point(context: Context, group: Reading) -> Reading | None:
    """The number before a "point" with the decimals after it; None where no such follow."""
    at, tokens = context.at, context.tokens
    if at(group.end) != "point":
        return None
    written = ""
    j = group.end + 1
    while at(j) in ONES or at(j) in OH or at(j) in TENS:
        reading = below_hundred(context, j) or Reading(0, j + 1)
        written += str(int(reading.value))
        j = reading.end
    if not written and tokens.is_number(j) and tokens.raw[j].isdecimal():
        written, j = tokens.raw[j], j + 1
    if not written or len(written) > LONGEST_DIGITS:
        return None
    value = group.value + float(f"0.{written}")
    return Reading(value, j, precision=0.5 * 10.0 ** -len(written))


def point(context: Context, i: int) -> Reading | None:
    """As in "point 77", "point five": a decimal without its nought."""
    if context.at(i - 1) in NOT_BEFORE_POINT or context.tokens.is_number(i - 1):
        return None
    return after_point(context, Reading(0, i)) if context.at(i + 2) not in {"of", "on"} else None
