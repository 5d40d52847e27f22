"""Quantities of a text, as facts: numbers with their units, bounds and ranges, and what they count.

Comparing two of them is the work of `rules.quantity`. `context` is the text with its numbers, `amount` one number while
it is being read. `passes` says what is read in which order, each by the module of its name: `articles`, `ranks`,
`factors`, `money`, `measures`, `compounds` and `bounds` make amounts of the numbers, `ranges` joins them, and `ages`,
`nouns`, `rates` and `roles` say what they are amounts of. The words are in `tables`.
"""

from __future__ import annotations

from collections.abc import Sequence

from verifier.facts.quantities import money, passes
from verifier.facts.quantities.context import Context
from verifier.records import Fact

__all__ = ["read"]


def read(text: str, blocked: Sequence[tuple[int, int]] = ()) -> list[Fact]:
    """Read the quantities of a text, in order and disjoint; none touches a blocked span."""
    context = Context(text, blocked)
    amounts = passes.measured(context)
    amounts = passes.joined(context, amounts)
    amounts = passes.described(context, amounts)
    money.read_elided(context, amounts)
    return [amount.fact(context.tokens) for amount in amounts]
