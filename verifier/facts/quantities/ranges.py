"""Joins two amounts into one where the words between say so: ranges, "± 3", scores and ratios."""

from __future__ import annotations

from verifier.facts.numerals import HYPHENS
from verifier.facts.quantities.amount import ABOUT, Amount
from verifier.facts.quantities.context import Context
from verifier.facts.quantities.roles import is_change
from verifier.facts.quantities.tables import JOINTS, MOVES, RATIO_WORDS, SCORE_WORDS
from verifier.facts.units import SIZES
from verifier.records import Bound

_LONGEST_JOINT = 4
_LARGEST_SCORE = 1000
_HIGHEST_TERM = 9
"""The most that stands after the colon of a ratio, "16:10" apart: "9:30" is a time, "3:16" a verse."""


def join(context: Context, left: Amount, right: Amount) -> bool:
    """Make one range or score of two amounts where the words between say so; roles where a bound forbids it."""
    tokens, at = context.tokens, context.at
    words = [at(k) for k in range(left.last, right.first)]
    if not words or len(words) > _LONGEST_JOINT or "" in words:
        return False
    if left.kind == "score" or not (left.is_single and right.is_single):
        return False
    joint = words[0]
    alone = len(words) == 1
    if (
        alone
        and joint in {"and", "but", ","}
        and left.bound in {Bound.MORE_THAN, Bound.AT_LEAST}
        and right.bound in {Bound.LESS_THAN, Bound.AT_MOST}
    ):
        return _meet(left, right)  # "more than 10 but less than 20"
    if not alone and words not in JOINTS:
        return False
    opening = at(left.first - 1)
    if joint == ":" and alone:
        return _as_ratio(context, left, right)  # "3:1"
    if joint in {"±", "plus", "+"}:
        return (joint == "±" or not alone) and _spread(left, right)  # "50 plus or minus 3"
    moved = opening in MOVES and left.dimension == right.dimension and left.dimension not in {"count", "share"}
    by = (
        opening == "by"
        and is_change(context, left.first - 2)
        and (left.dimension, right.dimension) != ("count", "share")
    )
    if joint == "to" and (moved or by):
        left.role, right.role = "change", "to"  # "rose by 3 to 10", "rose 14p to 212p"
        return False
    dashed = joint in HYPHENS or joint in {"~", "∼"}
    if dashed and tokens.glued(left.last) != tokens.glued(right.first) and joint == "-" and right.low >= 0:
        return False
    if not (dashed or joint in {"to", "through", "up", "or"} or (joint == "and" and opening == "between")):
        return False
    if not _same_measure(left, right):
        return False
    if joint == "or" and (
        left.name not in {"", right.name} or not left.core_low < right.core_low <= 2 * left.core_low + 1
    ):
        return False
    if opening in {"between", "from"} and right.bound not in {Bound.EXACT, Bound.ABOUT}:
        left.role, right.role = "from", "to"  # "from 3 to more than 10"
        return False
    if left.bound not in {Bound.EXACT, Bound.ABOUT}:
        return False
    if opening == "from" and joint in {"to", "up"} and is_change(context, left.first - 2):
        left.role, right.role = "from", "to"  # "rose from 3 to 10"
        return False
    whole = left.unit == "" and left.dimension == right.dimension == "count" and left.precision == right.precision == 0
    if whole and (dashed or joint == "to") and max(left.core_low, right.core_low) < _LARGEST_SCORE:
        near = {*tokens.lower[max(0, left.first - 8) : left.first], *tokens.lower[right.last : right.last + 3]}
        if (dashed and left.core_low >= right.core_low) or near & SCORE_WORDS:
            return _as_score(left, right)
    if whole and joint == "to" and not RATIO_WORDS.isdisjoint(tokens.lower[max(0, left.first - 5) : left.first]):
        return _as_ratio(context, left, right)
    downward = opening == "between" or (left.core_low < 0 and right.core_low < 0)
    if right.core_low < left.core_low and downward and opening != "from":
        left.core_low, right.core_high = right.core_low, left.core_low  # "between -5 and -10"
    elif not left.core_low < right.core_low:
        if opening == "from" and joint == "to":
            left.role, right.role = "from", "to"  # "from 10 to 3"
        return False
    _span(left, right)
    if opening in {"between", "from"} and left.first - 1 not in context.barred:
        left.first -= 1
    return True


def _same_measure(left: Amount, right: Amount) -> bool:
    """Whether two ends measure alike; an end without a unit takes over the other's unit and scale."""
    if left.kind == "fraction" and right.kind != "fraction" and right.dimension == "count":
        return False
    if "rank" in {left.dimension, right.dimension}:
        if {left.dimension, right.dimension} <= {"rank", "count"}:
            left.dimension = right.dimension = "rank"
        return left.dimension == right.dimension
    bare = left.dimension == "count"
    if right.scale > 1 and left.scale == 1.0 and (bare or right.dimension in {"count", left.dimension}):
        _take_scale(left, right)
    if bare and right.dimension != "count" and right.name != "minor":
        size = SIZES.get(right.name)
        if size is not None and right.unit == size.unit:
            left.measure(right.dimension, size.unit, size.factor, size.offset)
        else:
            left.measure(right.dimension, right.unit)
        left.name = right.name
    elif left.dimension == "money" and right.dimension == "count":
        right.measure("money", left.unit)
    return left.dimension == right.dimension and left.unit == right.unit


def _take_scale(left: Amount, right: Amount) -> None:
    """Read the "5" of "5 to 10 million" as five million."""
    if left.raw_value >= right.raw_value / right.scale or left.dimension not in {"count", "money"}:
        return
    left.set_value(left.raw_value * right.scale)
    left.raw_precision *= right.scale
    left.precision, left.scale = left.raw_precision, right.scale


def _meet(left: Amount, right: Amount) -> bool:
    """As in "more than 10 but less than 20"."""
    if not _same_measure(left, right) or left.core_low >= right.core_low:
        return False
    left.high, left.high_open, left.core_high = right.high, right.high_open, right.core_high
    left.bound, left.last = Bound.BETWEEN, right.last
    return True


def _spread(left: Amount, right: Amount) -> bool:
    """As in "50 ± 3", "50 plus or minus 3"."""
    if not _same_measure(left, right):
        return False
    slack = abs(right.core_low)
    left.set_core(left.core_low - slack, left.core_high + slack)
    left.bound, left.last = Bound.BETWEEN, right.last
    return True


def _span(left: Amount, right: Amount) -> None:
    """As in "from 10 to 20", "10-20 miles"."""
    about = left.bound is Bound.ABOUT or right.bound is Bound.ABOUT
    left.set_core(left.core_low, right.core_high)
    left.precision = max(left.precision, right.precision)
    if about:
        slack = ABOUT * max(abs(left.core_low), abs(left.core_high))
        left.low, left.high = left.core_low - slack, left.core_high + slack
    left.bound, left.last, left.scale = Bound.BETWEEN, right.last, right.scale


def _as_score(left: Amount, right: Amount) -> bool:
    """As in "won 3-1", "voted 52 to 48"; the lower figure comes first."""
    left.set_core(*sorted((left.core_low, right.core_low)))
    left.dimension, left.kind, left.last = "score", "score", right.last
    return True


def _as_ratio(context: Context, left: Amount, right: Amount) -> bool:
    """As in "3:1", "a ratio of 3 to 1"; a time of day or a verse is none."""
    tokens = context.tokens
    colon = tokens.raw[left.last] == ":"
    spaced = colon and not (tokens.glued(left.last) and tokens.glued(right.first))
    if spaced or left.dimension != "count" or right.dimension != "count" or right.core_low <= 0 or right.counted:
        return False
    if colon and right.core_low > _HIGHEST_TERM and left.core_low != 16:
        return False
    left.set_value(left.core_low / right.core_low)
    left.dimension, left.kind, left.last, left.precision = "ratio", "score", right.last, 0.0
    return True
