"""Reads ranks: "the second largest city", "among the top ten", "one of the five largest", "No. 5", "season 3"."""

from __future__ import annotations

from verifier.facts import counted, numerals, units
from verifier.facts.dates.tables import DAY_PARTS, SEASONS, UNITS
from verifier.facts.numerals import HYPHENS, Numeral
from verifier.facts.quantities.amount import Amount
from verifier.facts.quantities.context import Context
from verifier.facts.quantities.tables import (
    AFTER_TOP_TEN,
    AMONG,
    BEFORE_NO_SEQUENCE,
    BEFORE_THE_VERB_SECOND,
    BEING,
    BESIDE_A_RANK,
    INSIDE,
    IRREGULAR_SUPERLATIVES,
    LONGEST_RANKING,
    POSSESSIVES,
    RANK_LABELS,
    RANKED,
    SEQUENCES,
)
from verifier.records import Bound


def ordinal(context: Context, numeral: Numeral) -> Amount | None:
    """The rank that an ordinal gives; none for the verb in "I second that"."""
    if context.at(numeral.first - 1) in BEFORE_THE_VERB_SECOND and context.at(numeral.first) == "second":
        return None
    amount = Amount(numeral)
    if _is_each(context, numeral):
        amount.first -= 1
        amount.set_value(1 / numeral.value)
        amount.kind = "share"
        return amount
    amount.precision = 0.0
    _rank(context, amount)
    return amount


def _is_each(context: Context, numeral: Numeral) -> bool:
    """Whether an ordinal tells of a share, as in "every third household"; "every second Tuesday" is a time."""
    at, j = context.at, numeral.last
    if at(numeral.first - 1) != "every" or numeral.value < 2 or not context.tokens.is_word(j):
        return False
    if context.tokens.raw[j][0].isupper() or numerals.is_plural(at(j)) or at(j) in counted.STOP:
        return False
    timed = at(j) in UNITS or at(j) in DAY_PARTS or at(j) in SEASONS or at(j) in {"time", "weekend"}
    return not timed and units.unit_at(context.tokens, j) is None


def place(context: Context, numeral: Numeral, start: int) -> Amount:
    """A rank that is only said to be no lower: "one of the five largest", which begins at `start`."""
    amount = Amount(numeral)
    amount.first, amount.precision = start, 0.0
    amount.limit(Bound.AT_MOST)
    _rank(context, amount)
    return amount


def _rank(context: Context, amount: Amount) -> None:
    """Make it a rank, of what follows: "largest cities"."""
    at = context.at
    amount.dimension = "rank"
    j = amount.last
    modifiers: list[str] = []
    if at(j) in HYPHENS and context.tokens.is_word(j + 1):
        j += 1
    while _is_superlative(at(j)) or at(j) in BESIDE_A_RANK:
        modifiers.append(counted.stem(at(j)))
        j += 1
    noun = counted.read(context.tokens, j, context.closed, single=True)
    if not noun.partitive:
        amount.counted, amount.modifiers = noun.head, (*modifiers, *noun.modifiers[:2])


def _is_superlative(word: str) -> bool:
    return word.endswith("est") or word in IRREGULAR_SUPERLATIVES


def place_start(context: Context, numeral: Numeral) -> int | None:
    """Where "one of the five largest", "among the top ten" or "in the top 20" begins, which tells of a rank, if it is one.

    Not "in the five largest cities", which is a place, nor "the top 10 scorers", who are ten.
    """
    if numeral.kind != "cardinal" or numeral.value != int(numeral.value) or not 1 < numeral.value <= LONGEST_RANKING:
        return None
    tokens, at = context.tokens, context.at
    i = numeral.first - 1
    i -= at(i) in HYPHENS
    top = at(i) == "top"
    i -= top
    if not top and not _is_superlative(at(numeral.last)):
        return None
    if top and at(i) == "a" and at(i - 1) in BEING:
        return i
    if at(i).endswith(("'s", "’s")):
        while tokens.raw[i - 1 : i] and tokens.raw[i - 1][0].isupper() and tokens.is_word(i - 1):
            i -= 1
        i -= at(i - 1) == "the"
    elif at(i) != "the" and at(i) not in POSSESSIVES:
        return None
    i -= 1
    if at(i) in AMONG:
        return i
    if at(i) == "of" and at(i - 1) == "one":
        return i - 1
    ranked = at(i - 1) in RANKED or at(numeral.last) in AFTER_TOP_TEN
    return i if top and ranked and at(i) in INSIDE else None


def read_label(context: Context, amount: Amount, floor: int) -> bool:
    """As in "No. 5", "number one", "ranked 21", "season 3"; not with what belongs to the amount before, up to `floor`."""
    tokens, at = context.tokens, context.at
    i = amount.first - 1
    if i < floor:
        return False
    label = at(i)
    if label == "." and at(i - 1) in {"no", "nos"} and tokens.glued(i):
        amount.first = i - 1
    elif tokens.raw[i : i + 1] == ["No"] and i > 0 and not numerals.is_plural(at(amount.last)):
        amount.first = i
    elif label in RANK_LABELS:
        amount.first = i if label != "ranked" else amount.first
    elif label in SEQUENCES and amount.raw_value == int(amount.raw_value) and _follows_sequence(context, amount):
        amount.counted = counted.stem(label)
        amount.first = i
    else:
        return False
    amount.dimension = "rank"
    return True


def _follows_sequence(context: Context, amount: Amount) -> bool:
    plural = numerals.is_plural(context.at(amount.last))
    return not plural and amount.scale == 1.0 and context.at(amount.first - 2) not in BEFORE_NO_SEQUENCE
