"""Reads vague words, as ranges: "several", "a few hundred", "a couple of", "dozens", "tens of thousands"."""

from __future__ import annotations

from verifier.facts.numerals.context import Context
from verifier.facts.numerals.numeral import Reading
from verifier.facts.numerals.tables import CLOSING, FEW, FEW_OPENERS, SCALES, VAGUE_PLURALS

_REACH = 5
"""Within how many tokens of the first another such word may stand: "hundreds of thousands of millions"."""


def few(context: Context, i: int) -> Reading | None:
    """As in "several", "a few", "the past few", "a handful of", "a couple of", "a pair of", "a few hundred"."""
    at = context.at
    word, before, following = at(i), at(i - 1), at(i + 1)
    if word == "few" and before not in FEW_OPENERS:
        return None
    if word == "handful" and following != "of":
        return None
    if word in {"couple", "pair"} and before not in FEW_OPENERS and not (before == "one" and following == "of"):
        return None
    low, high = FEW[word]
    factor, end = _scales(context, i + 1)
    if low < high:
        return Reading((low + 2) * factor, end, kind="vague", low=low * factor, high=(high + 0.99) * factor)
    if factor == 1.0:
        return Reading(low, end, precision=0.0)
    return Reading(low * factor, end, kind="vague", low=1.5 * factor, high=3 * factor, precision=0.0)


def _scales(context: Context, j: int) -> tuple[float, int]:
    """What the scales at token `j` multiply by, and the index after them: "few dozen", "couple of hundred thousand"."""
    at = context.at
    factor = 1.0
    end = j
    k = j + (at(j) == "of")
    while True:
        name = at(k)
        if name in {"dozen", "hundred"}:
            factor *= 12.0 if name == "dozen" else 100.0
        elif name in SCALES and (name not in VAGUE_PLURALS or k == end):
            factor *= SCALES[name]
        else:
            return factor, end
        k += 1
        end = k


def plural(context: Context, i: int) -> Reading | None:
    """As in "dozens of", "tens of thousands", "hundreds of thousands of": from one and a half to a hundredfold."""
    at = context.at
    value = 1.0
    j = i
    while at(j) in VAGUE_PLURALS and j < i + _REACH:
        value *= VAGUE_PLURALS[at(j)]
        j += 1
        if at(j) == "of" and at(j + 1) in VAGUE_PLURALS:
            j += 1
    if at(j - 1) == "tens" or (at(i) == "scores" and at(j) != "of"):
        return None
    introduced = at(j) in {"of", "more", "-"} or at(i - 1) in {"in", "by"} or context.tokens.is_word(j)
    if not introduced and j == i + 1 and at(j) not in CLOSING:
        return None
    return Reading(2 * value, j, kind="vague", low=1.5 * value, high=100 * value, precision=0.0)
