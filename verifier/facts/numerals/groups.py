"""Reads the digits of a number with what parts them: "1,234.5", "1'234", "12,34,567", "1 234 567", "10 , 000"."""

from __future__ import annotations

import re

from verifier.facts.numerals.context import Context
from verifier.facts.numerals.scales import LARGEST

LONGEST_DIGITS = 25
"""Characters of a number in digits; a longer one is a code."""

_PLAIN = re.compile(r"(?:\d*\.)?\d+")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?")
_SPACED = re.compile(r"\d{1,3}(?:['’\u00a0\u202f\u2009]\d{3})+(?:[.,]\d{1,2})?")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}(?:\.\d{3})+,\d{1,2}")
_COMMA_DECIMAL = re.compile(r"\d{1,4},\d{1,2}")
_THREE_DIGITS = re.compile(r"\d{3}")
_LAST_WITH_DECIMALS = re.compile(r"\d{3}\.\d{1,3}")


def value_of(written: str) -> tuple[float, float] | None:
    """The value of a token of digits and half its last digit's step; None for a version, an address or a list."""
    if len(written) > LONGEST_DIGITS:
        return None
    if written.isdecimal():
        return float(written), 0.5
    if _PLAIN.fullmatch(written):
        plain = written
    elif _GROUPED.fullmatch(written) or _INDIAN.fullmatch(written):
        plain = written.replace(",", "")
    elif _SPACED.fullmatch(written):
        plain = re.sub(r"[^\d.,]", "", written).replace(",", ".")
    elif _DOTTED.fullmatch(written):
        plain = written.replace(".", "").replace(",", ".")
    elif _COMMA_DECIMAL.fullmatch(written):
        plain = written.replace(",", ".")
    else:
        return None
    decimals = len(plain.rpartition(".")[2]) if "." in plain else 0
    return float(plain), 0.5 * 10.0**-decimals


def joined(context: Context, i: int) -> tuple[float, float, int] | None:
    """The value of the digits at token `i` and of the groups after it, half the last step, and the index after them."""
    written = context.tokens.raw[i]
    pair = value_of(written)
    if pair is None:
        return None
    value, precision = pair
    end = i + 1
    if precision == 0.5 and len(written) <= 3 and value and written[0] != "0":
        value, end = _spaced_groups(context, value, end)
        value, end = _spread_groups(context, value, i, end)
    return value, precision, end


def _spaced_groups(context: Context, value: float, j: int) -> tuple[float, int]:
    """Join "1 234 567": groups of exactly three digits, one space apart."""
    tokens = context.tokens
    while value < LARGEST and _is_next(context, j) and len(tokens.raw[j]) == 3 and tokens.raw[j].isdecimal():
        if tokens.glued(j + 1) and tokens.raw[j + 1] in {"-", "/"}:
            break
        value = value * 1000 + float(tokens.raw[j])
        j += 1
    if _is_next(context, j) and _LAST_WITH_DECIMALS.fullmatch(tokens.raw[j]):
        value, j = value * 1000 + float(tokens.raw[j]), j + 1
    return value, j


def _is_next(context: Context, j: int) -> bool:
    """Whether token `j` may be read and follows the one before it after one space."""
    tokens = context.tokens
    return context.at(j) != "" and tokens.starts[j] == tokens.ends[j - 1] + 1


def _spread_groups(context: Context, value: float, i: int, j: int) -> tuple[float, int]:
    """Join "10 , 000" of a text that was cut into words; the last group must be 000, or it may be a list."""
    tokens, at = context.tokens, context.at
    end = j
    while (
        at(end) == ","
        and not tokens.glued(end)
        and not tokens.glued(end + 1)
        and _THREE_DIGITS.fullmatch(at(end + 1))
        and end < j + 6
    ):
        end += 2
    if end == j or at(end - 1) != "000" or at(i - 1) == ",":
        return value, j
    return float(f"{value:.0f}" + "".join(tokens.raw[k] for k in range(j + 1, end, 2))), end
