"""Reads what part an amount has in a change: what it is by ("rose by 5%"), from and to."""

from __future__ import annotations

from verifier.facts.quantities.amount import Amount
from verifier.facts.quantities.context import Context
from verifier.facts.quantities.tables import CHANGE_NOUNS, CHANGE_VERBS, MOVES, SHARES
from verifier.records import Bound

_REACH = 8
"""How many tokens are looked at for a word of change."""


def is_change(context: Context, i: int) -> bool:
    """Whether one of the eight tokens up to `i` is a word of change."""
    return any(context.at(k) in CHANGE_VERBS for k in range(max(0, i - _REACH + 1), i + 1))


def read_role(context: Context, amount: Amount) -> None:
    """Set the role by the words beside the amount, unless it has one."""
    if amount.role or amount.dimension in {"rank", "score", "age"}:
        return
    before = context.at(amount.first - 1)
    if _is_change_by(context, amount, before):
        amount.role = "change"
        if amount.dimension == "temperature":
            amount.dimension = "temperature change"
    elif before in {"to", "from"} and amount.bound is not Bound.BETWEEN and is_change(context, amount.first - 2):
        amount.role = before


def _is_change_by(context: Context, amount: Amount, before: str) -> bool:
    """Whether the amount is what something changed by: "rose by 5", "rose 5%", "a 5% rise", "a rise of 5%"."""
    if before == "by" and is_change(context, amount.first - 2):
        return True
    if before in MOVES and not amount.counted and amount.dimension != "factor":
        return True
    if amount.dimension not in SHARES:
        return False
    noun = context.at(amount.last) in CHANGE_NOUNS or (before == "of" and context.at(amount.first - 2) in CHANGE_NOUNS)
    return noun or before in CHANGE_VERBS
