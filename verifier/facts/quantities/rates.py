"""Reads what an amount is for each of: "5 a day", "per 100,000 people", "$2 an hour", "annually"."""

from __future__ import annotations

from verifier.facts import counted, numerals, units
from verifier.facts.numerals import HYPHENS
from verifier.facts.quantities.amount import Amount
from verifier.facts.quantities.context import Context
from verifier.facts.quantities.tables import NOT_PER_ARTICLE, PER_ADVERBS, PER_UNITS, SO_LONG_AGO


def read_rate(context: Context, amount: Amount) -> None:
    """Set what the amount is per, if it is a rate."""
    if amount.dimension in {"rank", "score", "age"}:
        return
    at, tokens = context.at, context.tokens
    j = amount.last
    word = at(j)
    if word in PER_ADVERBS:
        amount.per, amount.last = PER_ADVERBS[word], j + 1
        return
    k = _denominator(context, j)
    if k is None:
        return
    numeral = context.numeral_at(k)
    many = ""
    if numeral is not None and numeral.kind == "cardinal":
        many = f"{numeral.value:.12g} "
        k = numeral.last
    name = PER_UNITS.get(at(k), "")
    if name == "square":
        unit = units.unit_at(tokens, k)
        name, k = (unit[0].replace("-", " "), unit[1] - 1) if unit else ("", k)
    if not name and many:
        noun = counted.read(tokens, k, context.closed, single=False)
        name, k = (" ".join((*noun.modifiers[:1], noun.head)) or "person", noun.last - 1 if noun.head else k - 1)
    elif not name and word == "per" and tokens.is_word(k):
        name = counted.stem(at(k))
    if not name:
        return
    amount.per, amount.last = f"{many}{name}", k + 1


def _denominator(context: Context, j: int) -> int | None:
    """Where the denominator begins, if the words from token `j` on open one: "per", "each", "a", "/", "-a-"."""
    at = context.at
    word = at(j)
    if word in HYPHENS and at(j + 1) in {"a", "an", "per"} and at(j + 2) in HYPHENS:
        return j + 3
    if word in {"per", "each", "every"} or (word == "/" and context.tokens.is_word(j + 1)):
        return j + 1
    unit = at(j + 1)
    article = word in {"a", "an"} and unit in PER_UNITS and unit not in NOT_PER_ARTICLE
    return j + 1 if article and not _is_time_before(context, j + 2) else None


def _is_time_before(context: Context, i: int) -> bool:
    """Whether token `i` makes "a year" before it a time: "a year earlier", and at the end of a clause "a year before"."""
    return context.at(i) in SO_LONG_AGO or (context.at(i) == "before" and context.at(i + 1) in numerals.CLOSING)
