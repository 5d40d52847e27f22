"""Reads ages: "34 years old", "aged 34", "at the age of fifteen", "Smith, 34, ..."."""

from __future__ import annotations

from verifier.facts.numerals import HYPHENS
from verifier.facts.quantities.amount import Amount
from verifier.facts.quantities.context import Context
from verifier.facts.quantities.tables import AFTER_AGE, AGE, AGE_LABELS, OLD, PERSONS, TURNING
from verifier.facts.units import SIZES
from verifier.records import Bound

_OLDEST = 130


def read_old(context: Context, amount: Amount) -> None:
    """Make an age of a duration where it is said so after it: "34 years old", "34-year-old", "34 years of age"."""
    at = context.at
    j = amount.last
    hyphen = at(j) in HYPHENS
    if at(j + hyphen) in OLD:
        amount.dimension, amount.last = "age", j + hyphen + 1
        amount.personal = hyphen and (at(amount.last) in PERSONS or not context.tokens.is_word(amount.last))
    elif at(j) == "of" and at(j + 1) == "age":
        amount.dimension, amount.last = "age", j + 2


def read_bare(context: Context, amount: Amount) -> bool:
    """Make an age of a bare number by the words around: "aged 34", "at the age of fifteen", "Smith, 34, ..."."""
    if amount.dimension != "count" or amount.scale != 1.0 or not 0 < amount.raw_value < _OLDEST:
        return False
    tokens, at = context.tokens, context.at
    i = amount.first - 1
    label, following = at(i), at(amount.last)
    if label == "of" and at(i - 1) in AGE:
        label = "age"
    turned = label in TURNING and following in AFTER_AGE
    aside = (
        label == ","
        and following in {",", "."}
        and tokens.is_word(i - 1)
        and tokens.raw[i - 1][0].isupper()
        and amount.bound is Bound.EXACT
        and tokens.is_number(amount.first)
    )
    if not (label in AGE_LABELS or turned or aside):
        return False
    year = SIZES["year"].factor
    amount.dimension, amount.unit, amount.precision, amount.personal = "age", "second", 0.5 * year, True
    amount.core_low, amount.core_high = amount.core_low * year, amount.core_high * year
    amount.low, amount.high = amount.low * year, amount.high * year
    return True
