"""Reads numbers written in digits, with what is glued to them or goes on with them: "21st", "2½", "3/4", "2.5 million"."""

from __future__ import annotations

from verifier.facts.numerals import decimals, groups, ordinals
from verifier.facts.numerals.context import Context
from verifier.facts.numerals.fractions import and_a_half
from verifier.facts.numerals.numeral import Reading
from verifier.facts.numerals.powers import power
from verifier.facts.numerals.scales import LARGEST, scaled
from verifier.facts.numerals.tables import SCALES, SIGNS
from verifier.facts.units import PREFIXES


def number(context: Context, i: int) -> Reading | None:
    """The number that begins with the digits at token `i`; None where they belong to the letters before them."""
    tokens, at = context.tokens, context.at
    if tokens.glued(i) and tokens.raw[i - 1][-1].isalpha() and not _may_follow(context, i - 1):
        return None
    written = groups.joined(context, i)
    if written is None:
        return None
    value, precision, j = written
    whole = precision == 0.5
    suffix = at(j) if tokens.glued(j) else ""
    if suffix and whole and suffix == ordinals.suffix_of(value):
        return ordinals.ordinal(context, value, i, j + 1)
    if suffix == "/" and tokens.glued(j + 1) and tokens.is_number(j + 1):
        return _slash(context, value, j)
    found = _with_fraction(context, value, j, whole=whole) or power(context, value, precision, i, j)
    if found is not None:
        return found
    plain = Reading(value, j, precision=precision)
    spoken = decimals.after_point(context, plain) if whole else None
    return and_a_half(context, _with_smaller_scales(context, scaled(context, spoken or plain)))


def _may_follow(context: Context, i: int) -> bool:
    """Whether digits may be glued to the letters at `i`: a currency, or the hours of "2h30"."""
    tokens = context.tokens
    letters = tokens.lower[i]
    between = letters in {"h", "ft", "m"} and tokens.is_number(i - 1) and tokens.glued(i)
    return between or letters in PREFIXES


def _with_fraction(context: Context, value: float, j: int, *, whole: bool) -> Reading | None:
    """As in "2½", "2 ½", "2 1/2"."""
    tokens, at = context.tokens, context.at
    sign = at(j)
    if sign in SIGNS and (whole or tokens.glued(j)):
        return scaled(context, Reading(value + SIGNS[sign], j + 1, precision=0.01))
    if whole and context.hyphen_at(j) and tokens.glued(j + 1) and tokens.is_number(j + 1) and at(j + 2) == "/":
        j += 1  # "5-1/2"
    if whole and tokens.is_number(j) and at(j + 1) == "/" and tokens.is_number(j + 2):
        numerator = groups.value_of(tokens.raw[j])
        part = _slash(context, numerator[0], j + 1) if numerator else None
        if part is not None and part.value < 1:
            return scaled(context, Reading(value + part.value, part.end, precision=0.01))
    return None


def _slash(context: Context, numerator: float, j: int) -> Reading | None:
    """A fraction written "3/4"; a date or "24/7" is none."""
    tokens = context.tokens
    pair = groups.value_of(tokens.raw[j + 1])
    if pair is None or pair[1] != 0.5 or (context.at(j + 2) == "/" and tokens.glued(j + 2)):
        return None
    denominator = pair[0]
    if not denominator >= 2 or numerator >= denominator or numerator < 1 or numerator != int(numerator):
        return None
    value = numerator / denominator
    return scaled(context, Reading(value, j + 2, kind="fraction", precision=0.02 * value))


def _with_smaller_scales(context: Context, reading: Reading) -> Reading:
    """Falling scales after digits: "1 million 200 thousand"."""
    tokens, at = context.tokens, context.at
    while 1.0 < reading.scale <= LARGEST and tokens.is_number(reading.end):
        pair = groups.value_of(at(reading.end))
        group = scaled(context, Reading(pair[0], reading.end + 1, precision=pair[1])) if pair else None
        if group is None or at(group.end - 1) not in SCALES or group.value >= reading.scale:
            return reading
        reading = Reading(reading.value + group.value, group.end, precision=group.precision, scale=group.scale)
    return reading
