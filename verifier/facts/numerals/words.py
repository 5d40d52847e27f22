"""Reads numbers written in words: "two million, three hundred thousand and five", "twenty-first", "two-thirds"."""

from __future__ import annotations

from verifier.facts.numerals import fractions, ordinals
from verifier.facts.numerals.context import Context
from verifier.facts.numerals.decimals import after_point
from verifier.facts.numerals.hundreds import below_thousand
from verifier.facts.numerals.numeral import Reading
from verifier.facts.numerals.scales import scaled


def number(context: Context, i: int) -> Reading | None:
    """The number that begins at token `i`; in "between one hundred and two hundred" the "and" joins no parts of one."""
    between = context.at(i - 1) in {"between", "from"}
    reading = _number(context, i, conjunction=not between)
    if reading is not None and between and context.at(reading.end) not in {"and", "to"}:
        reading = _number(context, i, conjunction=True)
    return reading and fractions.and_a_half(context, reading)


def _number(context: Context, i: int, *, conjunction: bool) -> Reading | None:
    """Groups with falling scales, an ordinal or a fraction; `conjunction` says whether an "and" may join the groups."""
    group = below_thousand(context, i, conjunction=conjunction)
    if group is None:
        return None
    ended = ordinals.ending(context, group, i) or fractions.ending(context, group)
    if ended is not None:
        return ended
    reading = scaled(context, after_point(context, group) or group)
    if reading.scale == 1.0:
        return reading
    return _with_smaller_groups(context, reading, conjunction=conjunction)


def _with_smaller_groups(context: Context, reading: Reading, *, conjunction: bool) -> Reading:
    """The groups after one with a scale: the "three hundred thousand and five" of "two million, ..."."""
    while True:
        joint = context.at(reading.end)
        if joint == "and" and not conjunction:
            return reading
        j = reading.end + (joint in {"and", ","})
        group = below_thousand(context, j, conjunction=conjunction)
        if group is None:
            return reading
        group = scaled(context, group)
        too_large = group.value >= reading.scale
        if too_large or (joint == "," and group.scale == 1.0 and group.value < 100):
            return reading
        ordinal = ordinals.ending(context, group, j)
        if ordinal is not None:
            return Reading(reading.value + ordinal.value, ordinal.end, kind="ordinal", precision=0.0)
        reading = Reading(reading.value + group.value, group.end, precision=group.precision, scale=group.scale)
        if group.scale == 1.0:
            return reading
