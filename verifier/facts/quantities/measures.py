"""Reads what is measured by the word or sign after a number: a unit, per cent, degrees, or feet and inches by marks."""

from __future__ import annotations

from verifier.facts import numerals, units
from verifier.facts.numerals import HYPHENS
from verifier.facts.quantities import ages, money
from verifier.facts.quantities.amount import Amount
from verifier.facts.quantities.context import Context
from verifier.facts.quantities.tables import (
    APOSTROPHES,
    COMPASS,
    FOOT_MARKS,
    IN_INCHES,
    INCH_MARKS,
    LETTER_UNITS,
    LOWERING,
    MILLION,
    NUMBERS_WITH_OF,
    PERCENT,
    POINTS,
    PRIMES,
    SHARE_WORDS,
    SPRINTS,
)
from verifier.facts.units import SIZES

_MOST_BY_MARK = 400
"""From this number on, a mark after it is none of feet, inches, minutes or seconds."""
_QUOTATION = 30
"""How many tokens before a closing quotation mark its opening one is looked for."""
_MOST_GRAND = 1e4
"""From this number on, "grand" after it is no thousand."""


def read_after(context: Context, amount: Amount) -> None:
    """Read the unit, the currency or the share that is named after the number."""
    tokens, at = context.tokens, context.at
    j = amount.last
    hyphen = at(j) in HYPHENS and tokens.glued(j) and tokens.is_word(j + 1)
    if hyphen:
        j += 1
    if amount.kind in {"fraction", "article"} or tokens.lower[amount.last - 1] in NUMBERS_WITH_OF:
        j += at(j) == "of"
        j += at(j) in {"a", "an"} and amount.kind == "fraction"
    if _read_share(context, amount, j) or j in context.barred or j >= len(tokens):
        return
    raw = tokens.raw[j]
    glued = tokens.glued(j) or hyphen
    if raw == "m" and _counts_millions(context, amount, j):
        amount.rescale(MILLION)
        amount.last += 1
        j = amount.last
        raw = tokens.raw[j] if j < len(tokens) else ""
    currency = units.money_at(tokens, j)
    unit = units.unit_at(tokens, j)
    longer = unit is not None and currency is not None and unit[1] > currency[2]
    if currency is not None and not longer and money.is_currency(context, amount, j):
        money.set_currency(amount, *currency)
    elif raw in {"c", "p"} and money.read_letter(context, amount, j, glued=glued):
        return
    elif raw in FOOT_MARKS or raw in INCH_MARKS:
        _read_mark(context, amount, j)
    elif unit is not None and _is_unit(context, amount, unit, j, glued=glued):
        _set_unit(context, amount, *unit)
    elif raw == "grand" and amount.raw_value < _MOST_GRAND:
        amount.measure("money", "", 1000.0)
        amount.last = j + 1
    elif (raw, at(j + 1)) in LOWERING:
        _set_below_zero(amount, j + 2)


def _counts_millions(context: Context, amount: Amount, j: int) -> bool:
    """Whether "m" after digits is a million: a currency or a plural noun follows."""
    tokens = context.tokens
    if not tokens.is_number(j - 1) or amount.scale != 1.0:
        return False
    following = context.at(j + 1)
    if units.money_at(tokens, j + 1) is not None and following not in {"c", "p"}:
        return True
    return tokens.glued(j) and numerals.is_plural(following) and following not in SPRINTS


def _read_share(context: Context, amount: Amount, j: int) -> bool:
    """Read per cent, or percentage and basis points, from token `j` on."""
    at = context.at
    if at(j) not in SHARE_WORDS:
        return False
    hyphen = at(j + 1) in HYPHENS
    for last in (j + 1 + hyphen, j):
        words = at(j) if last == j else f"{at(j)} {at(last)}"
        if words in POINTS:
            amount.measure("points", "percentage point", POINTS[words])
        elif words in PERCENT and (words != "pc" or context.tokens.glued(j)):
            amount.measure("share", "percent", PERCENT[words])
        else:
            continue
        amount.last = last + 1
        return True
    return False


def _read_mark(context: Context, amount: Amount, j: int) -> None:
    """Feet and inches, or minutes and seconds, by their marks; a closing quotation mark is none."""
    tokens = context.tokens
    if not tokens.glued(j) or not tokens.is_number(j - 1) or amount.raw_value >= _MOST_BY_MARK:
        return
    raw = tokens.raw[j]
    feet = raw in FOOT_MARKS
    if feet and tokens.raw[j + 1 : j + 2] == [raw] and tokens.glued(j + 1):
        amount.measure("length", "metre", SIZES["inch"].factor)
        amount.name, amount.last = "inch", j + 2
        return
    inches = context.numeral_at(j + 1)
    if feet and inches is not None and tokens.glued(j + 1) and inches.value < 12:
        amount.measure("length", "metre", SIZES["foot"].factor)
        inch = SIZES["inch"].factor
        amount.add(inches.value * inch, inches.precision * inch)
        amount.name, amount.last = "inch", _after_inch_mark(context, inches.last)
        return
    opening = {"'", "‘"} if feet else {'"', "“"}
    near = tokens.raw[max(0, amount.first - _QUOTATION) : amount.first]
    if raw in PRIMES or sum(token in opening for token in near) % 2 == 0:
        amount.measure("length", "prime" if feet else "double prime")
        amount.last = j + 1


def _after_inch_mark(context: Context, k: int) -> int:
    """The token after the mark of inches at `k`, which may be two apostrophes or missing."""
    tokens = context.tokens
    raw = tokens.raw[k] if k < len(tokens) else ""
    if not tokens.glued(k) or (raw not in APOSTROPHES and raw not in INCH_MARKS):
        return k
    doubled = raw in APOSTROPHES and tokens.raw[k + 1 : k + 2] == [raw]
    return k + 1 + doubled


def _is_unit(context: Context, amount: Amount, unit: tuple[str, int], j: int, *, glued: bool) -> bool:
    """Whether a symbol that is also a word or a letter stands for a unit here."""
    tokens = context.tokens
    name, end = unit
    raw = tokens.raw[j]
    written = tokens.is_number(j - 1) or glued
    following = tokens.raw[end] if end < len(tokens) else ""
    if raw == "in":
        return tokens.is_number(j - 1) and (glued or following.lower() in IN_INCHES)
    if raw in LETTER_UNITS and end == j + 1:
        if not written:
            return False
        if raw == "s":
            return not glued or amount.raw_precision < 0.5
        if raw == "st":
            return glued or tokens.is_number(j + 1)
        if raw.isupper() and 1000 <= amount.raw_value < 2100 and glued:
            return False
        return glued or not following[:1].isalpha() or (raw.islower() and following.islower())
    if raw == "min" and not written:
        return False
    if name == "second" and amount.kind == "article":
        return False
    return not (name in {"league", "pixel"} and following[:1].isupper())


def _set_unit(context: Context, amount: Amount, name: str, end: int) -> None:
    """Make it an amount of the unit whose name ends before token `end`; more may be said after it ("old", "below zero")."""
    amount.last = end
    amount.name = name
    size = SIZES[name]
    if name == "pound":
        money.set_pounds(context, amount)
    elif name == "degree":
        _set_degrees(context, amount, end)
    elif name in units.READINGS:
        amount.measure(size.dimension, name)
    else:
        amount.measure(size.dimension, size.unit, size.factor, size.offset)
        if size.dimension == "duration":
            ages.read_old(context, amount)
        elif size.dimension == "temperature" and (context.at(end), context.at(end + 1)) in LOWERING:
            amount.set_value(-abs(amount.raw_value) * size.factor + size.offset)
            amount.last = end + 2


def _set_degrees(context: Context, amount: Amount, end: int) -> None:
    """Make it an angle or a temperature of a scale that is not named."""
    at = context.at
    if at(end) in COMPASS or (at(end - 1) == "°" and context.tokens.is_number(end)):
        amount.measure("angle", "degree")
        return
    amount.measure("temperature", "degree")
    if (at(end), at(end + 1)) in LOWERING:
        _set_below_zero(amount, end + 2)


def _set_below_zero(amount: Amount, end: int) -> None:
    """Make it so many degrees below zero: "10 below zero"."""
    if amount.unit != "degree":
        amount.measure("temperature", "degree")
    amount.set_value(-abs(amount.raw_value))
    amount.last = end
