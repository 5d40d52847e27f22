"""Reads other words before a noun that stand for a number: "no deaths", "none", "both", "a single", "a majority of"."""

from __future__ import annotations

from verifier.facts.numerals.context import Context
from verifier.facts.numerals.numeral import Reading
from verifier.facts.numerals.plurals import is_plural
from verifier.facts.numerals.tables import AFTER_BOTH, BEFORE_SINGLE, ONES, TENS


def no(context: Context, i: int) -> Reading | None:
    """As in "no deaths", "none": zero; the plural tells it from "no longer" and "no doubt"."""
    following = context.at(i + 1)
    if context.at(i) == "none" or is_plural(following) or following == "one":
        return Reading(0, i + 1, kind="none", precision=0.0)
    return None


def both(context: Context, i: int) -> Reading | None:
    """As in "both sides", "both of the sisters"."""
    following = context.at(i + 1)
    if following in AFTER_BOTH:
        following = context.at(i + 2)
    return Reading(2, i + 1, precision=0.0) if is_plural(following) else None


def single(context: Context, i: int) -> Reading | None:
    """As in "a single vote", "not one single day"."""
    return Reading(1, i + 1, precision=0.0) if context.at(i - 1) in BEFORE_SINGLE else None


def majority(context: Context, i: int) -> Reading | None:
    """As in "a majority of voters": more than half, which `quantities` makes of it; with a number it is a margin."""
    following = context.at(i + 2)
    margin = following[:1].isdecimal() or following in ONES or following in TENS
    if context.at(i + 1) != "of" or margin or not following:
        return None
    return Reading(0.5, i + 1, kind="majority", precision=0.0)
