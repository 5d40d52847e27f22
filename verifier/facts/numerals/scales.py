"""Reads what multiplies the number before it: "2.5 million", "three dozen", "two hundred thousand", "250k", "$5m"."""

from __future__ import annotations

from verifier.facts.numerals.context import Context
from verifier.facts.numerals.numeral import Reading
from verifier.facts.numerals.tables import (
    COLLECTIVES,
    FREE_SUFFIXES,
    HYPHENS,
    MONEY_SIGNS,
    MULTIPLIERS,
    SCALES,
    SUFFIXES,
    UNIT_LETTERS,
)

LARGEST = 1e24
"""Beyond this neither scale words nor groups of digits are added on."""


def scaled(context: Context, reading: Reading) -> Reading:
    """Apply the scale words, collectives and suffix letters that follow."""
    at = context.at
    while True:
        j = reading.end
        word = at(j)
        if word in HYPHENS and context.tokens.glued(j) and (at(j + 1) in SCALES or at(j + 1) in COLLECTIVES):
            j += 1
            word = at(j)
        factor = MULTIPLIERS.get(word, 0.0)
        if reading.scale != 1.0:
            if word == "score":
                return reading
        elif not factor:
            factor = _suffix(context, j)
        if not factor or reading.value > LARGEST:
            return reading
        precision = reading.precision * factor
        if word in COLLECTIVES or word == "hundred":
            precision = 0.5
        reading = Reading(reading.value * factor, j + 1, precision=precision, scale=reading.scale * factor)


def _suffix(context: Context, j: int) -> float:
    """The factor of letters after digits, as in "250k" and "3 bn"; 0 where there are none."""
    if not context.at(j):
        return 0.0
    tokens = context.tokens
    raw = tokens.raw[j]
    if raw not in SUFFIXES or not _is_scale(context, raw, j):
        return 0.0
    glued = tokens.glued(j) and tokens.is_number(j - 1)
    return SUFFIXES[raw] if glued or raw in FREE_SUFFIXES else 0.0


def _is_scale(context: Context, raw: str, j: int) -> bool:
    """Whether a suffix that is also a unit stands for a scale here: a currency is beside it."""
    if raw not in UNIT_LETTERS:
        return True
    tokens = context.tokens
    return tokens.at(j - 2) in MONEY_SIGNS or (raw in {"B", "b"} and not tokens.at(j + 1).startswith("/"))
