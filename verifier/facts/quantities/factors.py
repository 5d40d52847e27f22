"""Reads factors and numbers of times: "double the price", "twice", "three times as many", "3x", "10-fold"."""

from __future__ import annotations

from verifier.facts.numerals import HYPHENS, Numeral
from verifier.facts.quantities.amount import Amount
from verifier.facts.quantities.context import Context
from verifier.facts.quantities.tables import AFTER_MULTIPLE, AFTER_ONCE, AFTER_TIMES, COMPARED, MULTIPLES, TIMES


def factor(context: Context, numeral: Numeral) -> Amount | None:
    """What a word of multiplication gives: a factor, or how many times; none where "once" or "double" means neither."""
    word = context.tokens.lower[numeral.last - 1]
    following = context.at(numeral.last)
    if word == "once" and following not in AFTER_ONCE:
        return None
    if word in MULTIPLES and following not in AFTER_MULTIPLE:
        return None
    amount = Amount(numeral)
    amount.precision = 0.0
    if word in TIMES and following not in AFTER_TIMES:
        amount.counted = "time"
    else:
        amount.dimension = "factor"
    return amount


def read_times(context: Context, amount: Amount) -> bool:
    """Make a factor of the number where it is said so after it: "three times as many", "3x", "10-fold"."""
    at, tokens = context.at, context.tokens
    j = amount.last
    hyphen = at(j) in HYPHENS and at(j + 1) in {"fold", "times"}
    word = at(j + hyphen)
    folded = word == "fold" or (word in {"x", "×"} and tokens.glued(j) and not tokens.is_number(j + 1))
    if folded or (word in {"times", "time"} and at(j + 1) in COMPARED):
        amount.dimension, amount.last = "factor", j + hyphen + 1
        return True
    return False
