"""Whether a source's figure bears out a claim's: values of one measure, as intervals, to their stated precision."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

import msgspec

from verifier.facts.numerals import ONES, TENS
from verifier.facts.units import FAMILIES, READINGS, SIZES, Size
from verifier.records import Bound, Fact, Interval, Outcome, Quantity
from verifier.rules.comparison import Comparison

NAME = "quantity"
SUMMARY = (
    "Numbers, money, measures, shares, ranks (the fourth largest is one of the five, and not the largest) and ages, with unit "
    "conversion, bounds and tolerance by stated precision; slips such as digits exchanged, millions for billions, up for down."
)

EQUAL = 1e-9
"""Relative difference below which two values are the same."""
SAME_ROUNDING = 0.03
"""Relative difference below which values in different units are one measurement, even if the claim is more precise."""
TOO_FAR = 0.2
"""Relative difference from which two roundings in different units are no longer the same measurement."""
COARSE = 0.1
"""Relative difference above which a half is too much to be rounded away: three is no rounding of two and a half."""
NEARLY_ROUND = 0.005
"""Relative difference below which a figure that ends in three noughts may stand for an exact one."""
FAR_WITHIN = 2.0
"""How many times the bound a figure may be before it is doubted that it is what the claim speaks of."""

_GROUPED = re.compile(r"(?<![\d.,])(\d{1,3})([.,])(\d{3})(?![\d.,]*\d)")
_STRICT = frozenset((Bound.MORE_THAN, Bound.LESS_THAN))
"""Bounds of a figure that nobody gives as the limit itself: "at least 18" and "up to 5" are limits."""
CHANGING = frozenset(("change", "from", "to"))
"""Roles in a change: by how much, from what and to what are three measures."""
SECONDS = {
    name: SIZES[name].factor for name in ("second", "minute", "hour", "day", "week", "month", "year", "decade")
} | {"night": SIZES["day"].factor}
"""Denominators of rates that can be converted into each other."""

Pair = tuple[Quantity, Quantity]


def compare(claim: Fact, source: Fact) -> Comparison:
    """Compare two quantities that stand for the same thing.

    They agree if the source's range lies within the claim's (a rounding counts as the exact value), conflict if the
    ranges are disjoint, and the rule is silent where the source is vaguer or the two measure different things.
    """
    left, right = claim.value, source.value
    assert isinstance(left, Quantity)
    assert isinstance(right, Quantity)
    pairs = list(_commensurate(left, right))
    if not pairs:
        return Comparison(Outcome.SILENT, f"{claim.text} and {source.text} are different measures")
    outcomes = [_decide(first, second) for first, second in pairs]
    if Outcome.AGREES in outcomes:
        outcome = Outcome.AGREES
    elif (
        _only_equal(left, right) or any(found is Outcome.SILENT for found in outcomes) or differ_in_mark(claim, source)
    ):
        outcome = Outcome.SILENT
    else:
        outcome = Outcome.CONFLICTS
    return _explained(claim, source, outcome)


def differ_in_mark(claim: Fact, source: Fact) -> bool:
    """Whether the one has a full stop where the other has a comma, which may group its digits: "1.800", "1,800"."""
    grouped = [_GROUPED.search(fact.text) for fact in (claim, source)]
    marks = {found[2] for found in grouped if found}
    return len(marks) == 2 and len({(found[1], found[3]) for found in grouped if found}) == 1


def is_far(claim: Fact, source: Fact) -> bool:
    """Whether a figure is so far within a bound that nobody would give it so: "at least 31" of what are 202."""
    mine, theirs = claim.value, source.value
    assert isinstance(mine, Quantity)
    assert isinstance(theirs, Quantity)
    if mine.bound in {Bound.AT_LEAST, Bound.MORE_THAN}:
        return mine.dimension == theirs.dimension and theirs.core.low > FAR_WITHIN * mine.core.low > 0
    if mine.bound in {Bound.AT_MOST, Bound.LESS_THAN}:
        return mine.dimension == theirs.dimension and 0 < FAR_WITHIN * theirs.core.high < mine.core.high
    return False


def is_weaker(claim: Fact, source: Fact) -> bool:
    """Whether a figure agrees only because the source's bound is narrower: "more than 200" of "over 250"."""
    mine, theirs = claim.value, source.value
    assert isinstance(mine, Quantity)
    assert isinstance(theirs, Quantity)
    if mine.bound is not theirs.bound or mine.bound not in _STRICT or not (mine.core.is_exact and theirs.core.is_exact):
        return False
    return all(_values(left, right) is Outcome.CONFLICTS for left, right in _commensurate(mine, theirs))


def same_measure(left: Quantity, right: Quantity) -> bool:
    """Whether two quantities can be compared at all: dimension, currency and rate are the same or convertible."""
    return next(_commensurate(left, right), None) is not None


# --- bringing both to one unit --------------------------------------------------------------------


def _commensurate(left: Quantity, right: Quantity) -> Iterator[Pair]:
    """The two quantities in a common unit, once for each reading of their words; none for a rise by one and to the other."""
    if left.role != right.role and {left.role, right.role} <= CHANGING:
        return
    if left.per != right.per:
        scales = _rates(left.per), _rates(right.per)
        if scales[0] is None or scales[1] is None or scales[0][1] != scales[1][1]:
            return
        left, right = _times(left, 1 / scales[0][0]), _times(right, 1 / scales[1][0])
    right = _end_of_range(left, right)
    if left.dimension == right.dimension and left.unit == right.unit:
        yield left, right
    elif left.dimension == right.dimension == "money":
        if _currencies_meet(left.unit, right.unit):
            yield left, right
    elif left.unit in READINGS or right.unit in READINGS:
        yield from _by_readings(left, right)
    else:
        yield from _by_analogy(left, right)


def _rates(per: str) -> tuple[float, str] | None:
    """How many of its base a denominator holds: "week" is 604,800 seconds, "100000 person" 100,000 persons."""
    many, _, name = per.rpartition(" ") if per[:1].isdigit() else ("", "", per)
    count = float(many.split(" ")[0]) if many else 1.0
    if name in SECONDS:
        return count * SECONDS[name], "second"
    return (count, name) if name else None


def _times(quantity: Quantity, factor: float, offset: float = 0.0) -> Quantity:
    def scaled(interval: Interval) -> Interval:
        return Interval(
            interval.low * factor + offset, interval.high * factor + offset, interval.low_open, interval.high_open
        )

    return msgspec.structs.replace(
        quantity,
        interval=scaled(quantity.interval),
        core=scaled(quantity.core),
        precision=quantity.precision * abs(factor),
    )


def _end_of_range(left: Quantity, right: Quantity) -> Quantity:
    """The end of a range that the claim's "from" or "to" speaks of."""
    if left.role not in {"from", "to"} or right.bound is not Bound.BETWEEN or left.bound is Bound.BETWEEN:
        return right
    value = right.core.low if left.role == "from" else right.core.high
    end = Interval(value, value)
    return msgspec.structs.replace(right, interval=end, core=end, bound=Bound.EXACT)


def _currencies_meet(left: str, right: str) -> bool:
    """Whether a bare "dollars" may be the other's currency; "" is any."""
    return not left or not right or left in FAMILIES.get(right, ()) or right in FAMILIES.get(left, ())


def _readings_of(quantity: Quantity) -> tuple[Size, ...]:
    return READINGS.get(quantity.unit) or (Size(quantity.dimension, quantity.unit, 1.0),)


def _by_readings(left: Quantity, right: Quantity) -> Iterator[Pair]:
    """Every reading of a name of several sizes; two such names are read in the same system."""
    mine, theirs = _readings_of(left), _readings_of(right)
    both = len(mine) == len(theirs) > 1
    for i, first in enumerate(mine):
        for k, second in enumerate(theirs):
            same = first.dimension == second.dimension
            money = first.dimension == "money" and _currencies_meet(first.unit, second.unit)
            if (both and i != k) or not same or not (first.unit == second.unit or money):
                continue
            yield (
                _times(left, first.factor, first.offset),
                _times(right, second.factor, second.offset),
            )


def _by_analogy(left: Quantity, right: Quantity) -> Iterator[Pair]:
    """Different dimensions that say the same: "doubled" and "rose by 100%", 0.2 and one fifth, 34 and 34 years old."""
    year = SIZES["year"].factor
    kinds = {left.dimension, right.dimension}
    aged = kinds == {"age", "duration"} and not (left.personal or right.personal)
    if aged or (kinds == {"rank", "count"} and left.bound is right.bound):
        yield left, right
    elif kinds == {"age", "count"}:
        count = left if left.dimension == "count" else right
        if not count.counted and count.core.low == int(count.core.low) and 0 < count.core.low < 120:
            yield (_times(left, year), right) if count is left else (left, _times(right, year))
    elif kinds == {"share", "count"}:
        count = left if left.dimension == "count" else right
        if not count.counted and 0 < count.core.low < 1:
            yield (_times(left, 100), right) if count is left else (left, _times(right, 100))
    elif kinds == {"factor", "share"}:
        share = left if left.dimension == "share" else right
        if share.role == "change":
            yield (_times(left, 100, -100), right) if share is right else (left, _times(right, 100, -100))


def _only_equal(left: Quantity, right: Quantity) -> bool:
    """Whether a difference says nothing: other dimensions, or bare dollars that need not be the other's."""
    if left.dimension != right.dimension and left.unit not in READINGS and right.unit not in READINGS:
        return {left.dimension, right.dimension} not in ({"share", "factor"}, {"share", "count"}, {"age", "count"})
    for family, code in ((left.unit, right.unit), (right.unit, left.unit)):
        if family in FAMILIES and code in FAMILIES[family]:
            return code != FAMILIES[family][0]
    return False


# --- deciding -------------------------------------------------------------------------------------


def _decide(claim: Quantity, source: Quantity) -> Outcome:
    """The outcome for two quantities in one unit."""
    if claim.dimension == "score":
        return Outcome.AGREES if claim.core == source.core else Outcome.CONFLICTS
    if claim.dimension == "rank" and claim.bound is source.bound is Bound.AT_MOST:
        # One of the five largest is one of the ten, and may be one of the two.
        return _intervals(claim.interval, source.interval)
    single = claim.core.is_exact and source.core.is_exact
    if claim.bound is source.bound:
        if claim.bound is Bound.BETWEEN:
            return _ranges(claim, source)
        if single:
            same = _values(claim, source)
            # Over 250 are more than 200, and may be more than 300.
            strict = claim.bound in _STRICT and claim.dimension != "age" and same is Outcome.CONFLICTS
            return _intervals(claim.interval, source.interval) if strict else same
        return _intervals(claim.core, source.core)
    if claim.bound is Bound.EXACT and source.bound is Bound.ABOUT and single:
        return _about(source, claim, equal=_values(claim, source), within=Outcome.SILENT)
    if claim.bound is Bound.ABOUT and source.bound is Bound.EXACT and single:
        return _about(claim, source, equal=Outcome.AGREES, within=Outcome.AGREES)
    stated = _stated(source)
    if claim.bound is Bound.EXACT:
        value = claim.core
        if not value.is_exact and source.bound in {Bound.AT_LEAST, Bound.MORE_THAN} and source.core.low > value.high:
            # Of "at least sixty" nobody says whether they are several.
            return Outcome.SILENT
        ends = filter(math.isfinite, (stated.low, stated.high))
        touches = value.is_exact and any(_close(value.low, claim.precision, end, source.precision) for end in ends)
        return Outcome.SILENT if touches else _intervals(value, stated)
    return _intervals(claim.interval, stated)


def _stated(source: Quantity) -> Interval:
    """The values that the source's words allow: a rounded figure stands for all that round to it."""
    if source.bound is Bound.EXACT and source.core.is_exact:
        return Interval(source.core.low - source.precision, source.core.high + source.precision)
    return source.interval


def _intervals(claim: Interval, source: Interval) -> Outcome:
    if source.is_within(claim):
        return Outcome.AGREES
    return Outcome.CONFLICTS if source.is_disjoint(claim) else Outcome.SILENT


def _about(vague: Quantity, exact: Quantity, *, equal: Outcome, within: Outcome) -> Outcome:
    """A value against "about" another: agreement in the tolerance, conflict from twice it on."""
    if equal is Outcome.AGREES and _values(vague, exact) is Outcome.AGREES:
        return Outcome.AGREES
    value = exact.core.low
    if value in vague.interval:
        return within
    core = vague.core.low
    reach = 2 * max(abs(vague.interval.low - core), abs(vague.interval.high - core))
    return Outcome.CONFLICTS if abs(value - core) > reach + max(vague.precision, exact.precision) else Outcome.SILENT


def _ranges(claim: Quantity, source: Quantity) -> Outcome:
    low = _close(claim.core.low, claim.precision, source.core.low, source.precision)
    high = _close(claim.core.high, claim.precision, source.core.high, source.precision)
    if low and high:
        return Outcome.AGREES
    if not low and not high:
        if source.core.is_within(claim.core):
            return Outcome.AGREES
        if claim.core.is_within(source.core):
            return Outcome.SILENT
    return Outcome.CONFLICTS


def _close(claim: float, claim_precision: float, source: float, source_precision: float) -> bool:
    return abs(claim - source) <= max(EQUAL * max(abs(claim), abs(source)), min(claim_precision, source_precision))


def _values(claim: Quantity, source: Quantity) -> Outcome:
    """Two single figures, each to the precision that it is written with."""
    first, second = claim.core.low, source.core.low
    difference = abs(first - second)
    largest = max(abs(first), abs(second))
    if difference <= EQUAL * largest:
        return Outcome.AGREES
    mine, theirs = claim.precision * (1 + EQUAL), source.precision * (1 + EQUAL)
    if claim.bound is Bound.ABOUT and difference <= 0.02 * largest:
        return Outcome.AGREES
    if _same_family(claim.precision, source.precision):
        return _roundings(claim, difference, mine, theirs, largest, rounds_down=abs(first) < abs(second))
    if difference >= max(mine, theirs) * (1 - 3 * EQUAL) or (
        difference > TOO_FAR * largest and claim.dimension != "temperature"
    ):
        return Outcome.CONFLICTS
    if difference <= mine or difference <= SAME_ROUNDING * largest:
        far = difference > TOO_FAR / 2 * largest and claim.dimension not in {"temperature", "share"}
        return Outcome.SILENT if far else Outcome.AGREES
    return Outcome.SILENT


def _roundings(
    claim: Quantity, difference: float, mine: float, theirs: float, largest: float, *, rounds_down: bool
) -> Outcome:
    """Two figures in the same unit: one may be the other, rounded to fewer digits; a half is rounded up.

    `rounds_down` tells whether the claim's figure is the smaller one.
    """
    half_way = difference > max(mine, theirs) * (1 - 3 * EQUAL)
    if mine != theirs and half_way and (difference > COARSE * largest or (mine > theirs and rounds_down)):
        return Outcome.CONFLICTS
    if mine > theirs:
        if difference > mine:
            return Outcome.CONFLICTS
        exact_by_custom = claim.dimension == "money" and mine < 1
        return Outcome.SILENT if exact_by_custom else Outcome.AGREES
    if mine < theirs:
        return Outcome.SILENT if difference <= theirs else Outcome.CONFLICTS
    first = claim.core.low
    round_figure = claim.dimension in {"count", "money"} and first and first % 1000 == 0
    return Outcome.SILENT if round_figure and difference < NEARLY_ROUND * largest else Outcome.CONFLICTS


def _same_family(first: float, second: float) -> bool:
    """Whether two precisions are of one unit: equal, or a power of ten apart; an exact count goes with any."""
    if not first or not second:
        return True
    power = math.log10(first / second)
    return abs(power - round(power)) < 1e-6


# --- words ----------------------------------------------------------------------------------------

_SCALE = re.compile(r"(?<=[\d\s])(thousand|million|billion|trillion|bn|k|m)\b", re.IGNORECASE)
_SCALES = {"thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12}
_PERCENT = re.compile(r"\s?(?:%|per ?cent)", re.IGNORECASE)


def _explained(claim: Fact, source: Fact, outcome: Outcome) -> Comparison:
    if outcome is Outcome.CONFLICTS:
        explanation = f"the claim says {claim.text}, the source {source.text}"
        return Comparison(outcome, explanation, _suggestion(claim, source))
    if outcome is Outcome.AGREES:
        if claim.text.casefold() == source.text.casefold():
            return Comparison(outcome, f"claim and source both say {claim.text}")
        return Comparison(outcome, f"the claim says {claim.text}, and {source.text} in the source agrees with it")
    return Comparison(outcome, f"{source.text} in the source neither bears out nor rules out {claim.text}")


def _suggestion(claim: Fact, source: Fact) -> str:
    """The source's figure in the claim's form; in the source's own words where that can't be done."""
    left, right = claim.value, source.value
    assert isinstance(left, Quantity)
    assert isinstance(right, Quantity)
    plain = right.bound is Bound.EXACT and right.core.is_exact and left.dimension == right.dimension
    if not plain or left.dimension not in {"count", "share"} or left.unit != right.unit:
        return source.text
    value = right.core.low
    if left.dimension == "share":
        sign = _PERCENT.search(claim.text)
        return f"{value:.12g}{sign[0]}" if sign else source.text
    scale = _SCALE.search(claim.text)
    if scale and value >= _SCALES[scale[1].lower()]:
        gap = " " if claim.text[scale.start() - 1].isspace() else ""
        return f"{value / _SCALES[scale[1].lower()]:.12g}{gap}{scale[1]}"
    if not any(character.isdigit() for character in claim.text) and 0 <= value <= 100 and value == int(value):
        return _in_words(int(value))
    return f"{value:,.12g}" if "," in claim.text or value >= 10_000 else f"{value:.12g}"


def _in_words(value: int) -> str:
    ones = {number: word for word, number in reversed(ONES.items())} | {0: "zero"}
    if value < 20:
        return ones[value]
    if value == 100:
        return "one hundred"
    tens = {number: word for word, number in TENS.items() if word != "fourty"}
    return tens[value - value % 10] + (f"-{ones[value % 10]}" if value % 10 else "")
