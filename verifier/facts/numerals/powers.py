"""Reads scientific notation: "1.2e6", "1.2 × 10^6", "10⁶"."""

from __future__ import annotations

import re

from verifier.facts.numerals.context import Context
from verifier.facts.numerals.numeral import Reading

_MOST_POWER = 99
"""Of ten, in either direction; nothing that is counted or measured needs more, and 1e309 is no float."""

_TIMES = frozenset({"×", "x", "*"})
_MINUS = frozenset({"-", "−"})
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_EXPONENT = re.compile(r"-?\d{1,2}")


def power(context: Context, value: float, precision: float, i: int, j: int) -> Reading | None:
    """The digits of tokens `i` to `j` times a power of ten that follows, or the power where they are its ten."""
    at = context.at
    word = at(j)
    if word == "e":
        found = _after_e(context, j)
    elif word in _TIMES and at(j + 1) == "10":
        found = _behind_ten(context, j + 2)
    elif at(i) == "10":
        value, precision, found = 1.0, 0.5, _behind_ten(context, j)
    else:
        return None
    if found is None:
        return None
    exponent, end = found
    factor = 10.0**exponent
    return Reading(value * factor, end, precision=precision * factor, scale=factor)


def _after_e(context: Context, j: int) -> tuple[int, int] | None:
    """The exponent after the "e" at token `j`, as in "1.2e6" and "1.2e-6", and the index after it."""
    tokens = context.tokens
    if not tokens.glued(j):
        return None
    sign = context.at(j + 1)
    end = j + 2 + (sign in _MINUS or sign == "+")
    written = tokens.raw[end - 1] if tokens.glued(end - 1) else ""
    if not written.isdecimal() or len(written) > 3 or int(written) > _MOST_POWER:
        return None
    return (-int(written) if sign in _MINUS else int(written)), end


def _behind_ten(context: Context, j: int) -> tuple[int, int] | None:
    """The exponent at token `j`, as in "10^6", "10^-6", "10⁶" and "10⁻⁶", and the index after it."""
    tokens, at = context.tokens, context.at
    if at(j) == "^":
        sign = at(j + 1) if at(j + 1) in _MINUS else ""
        end = j + 2 + bool(sign)
        written = sign.replace("−", "-") + at(end - 1)
    elif tokens.glued(j):
        end = j + 1 + (tokens.raw[j] == "⁻")
        written = "".join(tokens.raw[j:end]).translate(_SUPERSCRIPTS)
    else:
        return None
    return (int(written), end) if _EXPONENT.fullmatch(written) else None
