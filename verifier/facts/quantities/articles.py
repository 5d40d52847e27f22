"""Reads "a mile" and "an hour" as the number one, where they are amounts and not what a rate is for each of."""

from __future__ import annotations

from verifier.facts import numerals, units
from verifier.facts.numerals import HYPHENS, Numeral
from verifier.facts.quantities.context import Context
from verifier.facts.quantities.tables import (
    AFTER_POUND_OR_FOOT,
    ARTICLE_AFTER,
    ARTICLE_UNITS,
    CALENDAR_UNITS,
    FROM_THEN,
    NO_UNIT_AFTER_ARTICLE,
    NOT_BEFORE_AN_AMOUNT,
    POUND_OR_FOOT,
)
from verifier.facts.units import SIZES

_REACH = 5
"""How many tokens before "a day" a number may stand that makes it a rate."""


def with_articles(context: Context) -> list[Numeral]:
    """The numerals, and "a mile" or "an hour" as one of them."""
    words, barred = context.tokens.lower, context.barred
    articles = [i for i, word in enumerate(words) if word in {"a", "an"} and i not in barred]
    found = [numeral for i in articles if (numeral := _article(context, i)) is not None]
    if not found:
        return context.numerals
    covered = {k for numeral in context.numerals for k in range(numeral.first, numeral.last)}
    found = [numeral for numeral in found if numeral.first not in covered]
    return sorted([*context.numerals, *found], key=lambda numeral: numeral.first)


def _article(context: Context, i: int) -> Numeral | None:
    tokens, at = context.tokens, context.at
    if not tokens.is_word(i + 1) or (at(i - 1) not in ARTICLE_AFTER and _is_denominator(context, i)):
        return None
    word = tokens.lower[i + 1]
    if word in NO_UNIT_AFTER_ARTICLE:
        return None
    if word in POUND_OR_FOOT and tokens.is_word(i + 2) and tokens.at(i + 2) not in AFTER_POUND_OR_FOOT:
        return None
    name = units.unit_at(tokens, i + 1)
    money = units.money_at(tokens, i + 1) if word.islower() else None
    if name is None and money is None:
        return None
    if at(i + 2) in HYPHENS and at(i + 3) == "high":
        return None
    if name is not None and (SIZES[name[0]].dimension not in ARTICLE_UNITS or len(tokens.raw[i + 1]) < 2):
        return None
    if at((name or money or (0, 0))[-1]) in FROM_THEN and word not in CALENDAR_UNITS:
        return None
    start, end = tokens.starts[i], tokens.ends[i]
    return Numeral(
        start=start, end=end, text=tokens.text[start:end], value=1.0, low=1.0, high=1.0, kind="article",
        first=i, last=i + 1
    )  # fmt: skip


def _is_denominator(context: Context, i: int) -> bool:
    """Whether "a day" at `i` follows what happens that often: a number shortly before, "twice", "times"."""
    tokens = context.tokens
    if context.at(i - 1) in NOT_BEFORE_AN_AMOUNT:
        return True
    return any(tokens.is_number(k) or tokens.lower[k] in numerals.STARTERS for k in range(max(0, i - _REACH), i))
