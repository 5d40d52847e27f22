"""Reads the smaller units of one amount: "5 ft 11 in", "an hour and a half", "six foot two", "2h30"."""

from __future__ import annotations

from verifier.facts import units
from verifier.facts.numerals import HYPHENS, Numeral
from verifier.facts.quantities import money
from verifier.facts.quantities.amount import Amount
from verifier.facts.quantities.context import Context
from verifier.facts.quantities.tables import AFTER_BARE_INCHES, COMPOUNDED
from verifier.facts.units import SIZES, Size

_SMALLER = 0.51
"""How much of the larger unit the smaller one may be at most."""
_PARTS = {"half": 0.5, "quarter": 0.25}


def read_smaller(context: Context, amount: Amount) -> None:
    """Add to an amount what smaller units after it say, and cents to money."""
    at, tokens = context.at, context.tokens
    size = SIZES.get(amount.name)
    while amount.dimension in COMPOUNDED:
        j = amount.last
        joint = j + context.hyphen_at(j)
        if at(joint) == "and" and _add_half(context, amount, joint + 1 + context.hyphen_at(joint + 1), size):
            return
        numeral = _next_numeral(context, amount)
        if numeral is None or numeral.kind not in {"cardinal", "fraction"} or not amount.is_single:
            return
        if amount.dimension == "money":
            money.add_cents(context, amount, numeral)
            return
        end = numeral.last
        found = units.unit_at(tokens, end + (at(end) in HYPHENS))
        if found is None and amount.name == "foot" and tokens.raw[end : end + 1] in (['"'], ["″"]):
            found = "inch", end + 1
        if found is None or size is None:
            _add_bare(context, amount, numeral)
            return
        if amount.name == "hour" and found[0] == "meter":
            found = "minute", found[1]
        smaller = SIZES[found[0]]
        same = smaller.dimension == size.dimension and smaller.factor < _SMALLER * size.factor
        if not same or (amount.unit in units.READINGS and amount.name != "pound"):
            return
        if amount.unit == "pound":
            amount.measure("mass", "kilogram", SIZES["pound"].factor)
        _add(amount, numeral, smaller)
        amount.last, amount.name, size = found[1], found[0], smaller


def _next_numeral(context: Context, amount: Amount) -> Numeral | None:
    """The numeral after the amount, past "and", a comma, both, or the hyphen of "six-foot-two"."""
    at = context.at
    j = amount.last
    joint = at(j) in {"and", ","} or (amount.name == "foot" and at(j) in HYPHENS and context.tokens.glued(j))
    numeral = context.numeral_at(j + joint)
    if numeral is None and at(j) == "," and at(j + 1) == "and":
        numeral = context.numeral_at(j + 2)
    return numeral


def _add(amount: Amount, numeral: Numeral, size: Size) -> None:
    amount.add(numeral.value * size.factor, numeral.precision * size.factor)
    amount.last = numeral.last


def _add_bare(context: Context, amount: Amount, numeral: Numeral) -> None:
    """The inches of "six foot two", the minutes of "2h30"."""
    at, tokens = context.at, context.tokens
    j = amount.last
    hyphen = at(j) in HYPHENS
    closed = hyphen or at(numeral.last) in AFTER_BARE_INCHES
    if amount.name == "foot" and numeral.first == j + hyphen and numeral.value < 12 and closed:
        _add(amount, numeral, SIZES["inch"])
        amount.name = "inch"
    elif amount.name == "hour" and numeral.first == j and tokens.glued(j) and numeral.value < 60:
        _add(amount, numeral, SIZES["minute"])
        amount.name = "minute"
        amount.last += at(amount.last) in {"m", "min", "mins"} and tokens.glued(amount.last)


def _add_half(context: Context, amount: Amount, j: int, size: Size | None) -> bool:
    """As in "an hour and a half", "two years and a quarter"."""
    at = context.at
    article = at(j) in {"a", "an", "one"}
    place = j + article + (article and context.hyphen_at(j + 1))
    part = _PARTS.get(at(place), 0.0)
    end = place + 1
    if not part or units.unit_at(context.tokens, end) is not None or at(end) == "of" or not amount.is_single:
        return False
    step = size.factor if size and amount.unit == size.unit else 1.0
    amount.set_value(amount.core_low + part * step)
    amount.precision = 0.05 * step
    amount.last = end
    return True
