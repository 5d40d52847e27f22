"""The passes over one text, in their order: numbers into amounts, those into ranges, then what each one counts."""

from __future__ import annotations

from verifier.facts.numerals import Numeral
from verifier.facts.quantities import ages, bounds, compounds, factors, measures, money, ranges, ranks
from verifier.facts.quantities.amount import Amount
from verifier.facts.quantities.articles import with_articles
from verifier.facts.quantities.context import Context
from verifier.facts.quantities.nouns import read_noun
from verifier.facts.quantities.rates import read_rate
from verifier.facts.quantities.roles import read_role
from verifier.records import Bound

_FRACTION_PRECISION = 1.5
"""How far, in per cent, a fraction such as "a third" may be off."""


def measured(context: Context) -> list[Amount]:
    """Each number with its unit, and the bound after it."""
    found: list[Amount] = []
    end = 0
    places = {
        numeral.first: start
        for numeral in context.numerals
        if (start := ranks.place_start(context, numeral)) is not None
    }
    within = set(places.values()) - places.keys()
    for numeral in with_articles(context):
        if numeral.first < end or numeral.first in within:
            continue
        start = places.get(numeral.first)
        amount = _amount(context, numeral, end) if start is None else ranks.place(context, numeral, start)
        if amount is not None:
            found.append(amount)
            end = amount.last
    return found


def _amount(context: Context, numeral: Numeral, floor: int) -> Amount | None:
    """The amount of one number; no sign of a currency is looked for before token `floor`."""
    match numeral.kind:
        case "ordinal":
            amount = ranks.ordinal(context, numeral)
            if amount is not None and amount.kind == "share":
                _make_share(amount)
            return amount
        case "factor":
            return factors.factor(context, numeral)
        case "majority":
            return _majority(context, numeral)
    amount = Amount(numeral)
    bounds.read_right(context, amount)
    money.read_before(context, amount, floor)
    if amount.dimension == "count":
        measures.read_after(context, amount)
    if amount.dimension == "count" and numeral.kind == "article":
        return None
    if amount.dimension == "count" and numeral.kind in {"fraction", "share"}:
        _make_share(amount)
    if amount.dimension not in {"count", "share"}:
        compounds.read_smaller(context, amount)
    if amount.dimension != "count":
        bounds.read_right(context, amount)
    return amount


def _make_share(amount: Amount) -> None:
    """Per cent of a fraction such as "a third"."""
    amount.measure("share", "percent", 100.0)
    amount.precision = _FRACTION_PRECISION


def _majority(context: Context, numeral: Numeral) -> Amount:
    """More than half for "a majority", less for "a minority"."""
    amount = Amount(numeral)
    amount.measure("share", "percent", 100.0)
    amount.limit(Bound.MORE_THAN if context.at(amount.first) == "majority" else Bound.LESS_THAN)
    amount.first -= context.at(amount.first - 1) in {"a", "the"}
    return amount


def joined(context: Context, amounts: list[Amount]) -> list[Amount]:
    """The amounts with the bounds before them, two of them as one where they are a range, a score or a ratio."""
    found: list[Amount] = []
    for amount in amounts:
        bounds.read_left(context, amount)
        if not found or not ranges.join(context, found[-1], amount):
            found.append(amount)
    return found


def described(context: Context, amounts: list[Amount]) -> list[Amount]:
    """The amounts with what they count, rate and role; without those that reach into the one before."""
    found: list[Amount] = []
    floor = 0
    for amount in amounts:
        if amount.first < floor:
            continue
        if not ages.read_bare(context, amount):
            read_noun(context, amount, floor)
        read_rate(context, amount)
        read_role(context, amount)
        found.append(amount)
        floor = amount.last
    return found
