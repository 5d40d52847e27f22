"""Reads what a number counts, or a share is a share of, and whether it is a part of what was counted before."""

from __future__ import annotations

from verifier.facts import counted
from verifier.facts.quantities import bounds, factors, ranks
from verifier.facts.quantities.amount import Amount
from verifier.facts.quantities.context import Context
from verifier.facts.quantities.tables import WHOLES
from verifier.records import Bound


def read_noun(context: Context, amount: Amount, floor: int) -> None:
    """Set what the amount counts; a bare number may turn out to be a rank ("season 3") or a factor ("3x") instead.

    Nothing before token `floor` belongs to it.
    """
    if amount.dimension == "rank":
        return
    at = context.at
    if amount.dimension == "count" and amount.kind != "factor" and not amount.counted:
        if ranks.read_label(context, amount, floor) or factors.read_times(context, amount):
            return
        amount.last = _count(context, amount, amount.last, single=amount.raw_value == 1)
        if amount.bound is Bound.EXACT:
            bounds.read_right(context, amount)
    elif (at(amount.last) == "of" or amount.kind in {"fraction", "share"}) and amount.dimension != "score":
        _count(context, amount, amount.last + (at(amount.last) in WHOLES), single=True)
    before = at(amount.first - 1)
    if before == "including" or (before == "them" and at(amount.first - 2) == "among"):
        amount.role = "part"


def _count(context: Context, amount: Amount, j: int, *, single: bool) -> int:
    """Set what the noun phrase at `j` says is counted, and give the index after the noun."""
    noun = counted.read(context.tokens, j, context.closed, single=single)
    amount.counted, amount.modifiers = noun.head, noun.modifiers
    if noun.partitive:
        amount.role = "part"
    return noun.last
