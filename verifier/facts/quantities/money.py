"""Reads amounts of money: a sign before the number, a currency after it, cents, and pounds that are no weight."""

from __future__ import annotations

import itertools
import math

from verifier.facts import numerals, units
from verifier.facts.numerals import Numeral
from verifier.facts.quantities.amount import Amount
from verifier.facts.quantities.context import Context
from verifier.facts.quantities.tables import (
    CODES_ALSO_OTHERWISE,
    COMPARED_WITH,
    CURRENCIES_ALSO_OTHERWISE,
    LETTER_CURRENCIES,
    LETTER_CURRENCY_ENDS,
    MASS_WORDS,
    MILLION,
    MONEY_AFTER_OF,
    MONEY_CONTEXT,
    POUND_OF_WEIGHT,
    SCREEN_LINES,
    SENTENCE_ENDS,
    SUMS_OF_MONEY,
)
from verifier.facts.units import SIZES

_NEAR = 9
"""How many tokens away a word may stand that tells what pounds are."""
_LEAST_SUM = 100
"""The least number after which a word such as "won" is a currency."""


def read_before(context: Context, amount: Amount, floor: int) -> None:
    """Read the currency before the number, from token `floor` on: "$5", "US$5m", "-£3"; and whose it is after: "$5 AUD"."""
    tokens = context.tokens
    found = units.sign_before(tokens, amount.first)
    if found is None or found[1] < floor or found[1] in context.barred:
        return
    amount.measure("money", found[0])
    amount.first = found[1]
    _minus(context, amount)
    if context.at(amount.last) == "m" and tokens.glued(amount.last):
        amount.rescale(MILLION)
        amount.last += 1
    j = amount.last
    code = tokens.raw[j] if j < len(tokens) else ""
    if code in units.CODES and j not in context.barred and not amount.unit.isupper():
        amount.unit, amount.last = code, j + 1
        return
    name = units.money_at(tokens, j) if amount.unit == "dollar" else None
    if name is not None and name[1] == 1.0 and name[0] in {"dollar", *units.FAMILIES["dollar"]}:
        amount.unit, amount.last = name[0], name[2]


def _minus(context: Context, amount: Amount) -> None:
    """Turn the amount negative where a minus stands before it, which is no dash between two numbers or words."""
    i = amount.first - 1
    sign = context.at(i)
    if context.is_either_way(i):
        return
    if sign not in {"-", "−", "minus"} or context.tokens.is_number(i - 1) or (sign == "-" and context.tokens.glued(i)):
        return
    amount.set_core(-amount.core_high, -amount.core_low)
    amount.first = i


def is_currency(context: Context, amount: Amount, j: int) -> bool:
    """Whether a word that may be a currency is one here; "pounds" are also a weight, "won" and "real" are words."""
    raw = context.tokens.raw[j]
    word = raw.lower()
    if word in {"pound", "pounds"} and context.at(j + 1) != "sterling":
        return False
    if word in CURRENCIES_ALSO_OTHERWISE:
        return amount.scale > 1 or amount.raw_value >= _LEAST_SUM
    if word in LETTER_CURRENCIES:
        return context.tokens.glued(j) or context.at(j + 1) in LETTER_CURRENCY_ENDS
    return raw not in CODES_ALSO_OTHERWISE or amount.scale > 1


def read_letter(context: Context, amount: Amount, j: int, *, glued: bool) -> bool:
    """Read cents or pence by the letter "c" or "p" at token `j`: "50c", "20p", but no "720p"."""
    letter = context.tokens.raw[j]
    if not glued or not context.tokens.is_number(j - 1) or (letter == "p" and amount.raw_value in SCREEN_LINES):
        return False
    set_currency(amount, "dollar" if letter == "c" else "GBP", 0.01, j + 1)
    return True


def set_currency(amount: Amount, code: str, part: float, end: int) -> None:
    """Make it an amount of a currency, or of a part of it, that reaches to token `end`."""
    amount.measure("money", code, part)
    amount.last = end
    amount.name = "minor" if part != 1.0 else ""


def add_cents(context: Context, amount: Amount, numeral: Numeral) -> None:
    """Add the cents of "3 dollars and 20 cents", "£3 50p", "three dollars fifty"."""
    if amount.name == "minor" or numeral.value >= 100:
        return
    j = numeral.last
    found = units.money_at(context.tokens, j)
    if found is None and context.at(j) in {"c", "p"} and context.tokens.glued(j):
        found = "", 0.01, j + 1
    bare = numeral.first == amount.last and 10 <= numeral.value < 100 and context.at(j) in numerals.CLOSING
    if found is None and bare and amount.scale == 1.0 and amount.raw_precision == 0.5:
        found = "", 0.01, j
    if found is None or found[1] == 1.0:
        return
    amount.add(numeral.value * found[1], 0.5 * found[1])
    amount.last, amount.name = found[2], "minor"


def set_pounds(context: Context, amount: Amount) -> None:
    """Make it a weight or a currency, by the words around; undecided where nothing tells."""
    at = context.at
    mass = _nearest(context, amount, MASS_WORDS)
    money = _nearest(context, amount, MONEY_CONTEXT)
    kept = at(amount.last) == "of" and at(amount.last + 1) not in MONEY_AFTER_OF
    weight = context.tokens.lower[amount.last - 1] in POUND_OF_WEIGHT
    if weight or mass < money or (kept and amount.scale == 1.0):
        amount.measure("mass", "kilogram", SIZES["pound"].factor)
    elif money < math.inf or amount.scale > 1.0:
        amount.measure("money", "GBP")
    elif amount.raw_precision < 0.5 and amount.kind != "fraction":
        amount.measure("mass", "kilogram", SIZES["pound"].factor)
    else:
        amount.measure("mass", "pound")


def _nearest(context: Context, amount: Amount, words: frozenset[str]) -> float:
    """How many tokens away the nearest of some words is, within nine to either side; infinite if none is."""
    lower = context.tokens.lower
    first, last = amount.first, amount.last
    before = (first - k for k in range(first - 1, max(-1, first - 1 - _NEAR), -1) if lower[k] in words)
    after = (k - last + 1 for k in range(last, min(len(lower), last + _NEAR)) if lower[k] in words)
    return min(next(before, math.inf), next(after, math.inf))


def read_elided(context: Context, amounts: list[Amount]) -> None:
    """Read the bare millions as money: "rose to 4.2 billion crowns from 3.1 billion, on revenue of 51 billion"."""
    at = context.at
    for before, amount in itertools.pairwise(amounts):
        bare = amount.dimension == "count" and amount.scale >= MILLION and not amount.counted and not amount.per
        apart = {at(i) for i in range(before.last, amount.first)}
        if not bare or before.dimension != "money" or not apart.isdisjoint(SENTENCE_ENDS):
            continue
        compared = at(amount.first - 1) in COMPARED_WITH
        named = any(at(i) in SUMS_OF_MONEY for i in range(amount.first - 2, amount.first))
        if compared or named:
            amount.dimension, amount.unit = before.dimension, before.unit
