"""Reads what an article opens: "a dozen", "a third of", "a couple of", "a few hundred", "a good dozen"."""

from __future__ import annotations

from verifier.facts.numerals import fractions, vague
from verifier.facts.numerals.context import Context
from verifier.facts.numerals.numeral import Reading
from verifier.facts.numerals.scales import scaled
from verifier.facts.numerals.tables import COLLECTIVES, FEW


def article(context: Context, i: int) -> Reading | None:
    """The number that "a" or "an" at token `i` opens; "a hundred" and "a million" are left to `hundreds`."""
    at = context.at
    word, following = at(i + 1), at(i + 2)
    if word in FEW:
        return vague.few(context, i + 1)
    if word in {"good", "full", "whole"} and (following in FEW or following in COLLECTIVES):
        return article(context, i + 1)
    if word == "half":
        return fractions.half(context, i + 1)
    if word in {"dozen", "gross"} or (word == "score" and following == "of"):
        return scaled(context, Reading(1, i + 1))
    return fractions.after_article(context, i + 1)
