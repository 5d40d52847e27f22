"""Reads parts of a whole: "two-thirds", "one fifth", "half the", "a quarter of", "two and a half million"."""

from __future__ import annotations

from verifier.facts.numerals.context import Context
from verifier.facts.numerals.hundreds import below_hundred
from verifier.facts.numerals.numeral import Reading
from verifier.facts.numerals.scales import scaled
from verifier.facts.numerals.tables import (
    AFTER_A_PART,
    AFTER_A_QUARTER,
    AFTER_HALF,
    AFTER_ONE_PART,
    AFTER_QUARTERS,
    BEFORE_A_PART,
    BEFORE_A_PART_ALONE,
    BEFORE_AS,
    BEFORE_HALF,
    CLOSING,
    HYPHENS,
    NOT_BEFORE_HALF,
    NOT_BEFORE_QUARTER,
    ORDINALS,
    PART_NOUNS,
    PARTS,
    SCALES,
)

# Parts with a number before them


def ending(context: Context, group: Reading) -> Reading | None:
    """The fraction that a number in words goes on as: "two-thirds", "three quarters", "one fifth", "nine tenths"."""
    hyphen = context.hyphen_at(group.end)
    j = group.end + hyphen
    word = context.at(j)
    parts = PARTS.get(word)
    if parts is None:
        return None
    plural = word.endswith("s")
    if plural != (group.value > 1) and not (hyphen and word in ORDINALS):
        return None
    following = context.at(j + 1)
    if word == "quarters" and following in AFTER_QUARTERS:
        return None
    if following == "of" and context.at(j + 2) in {"a", "an"} and context.at(j + 3) in SCALES:
        return scaled(context, Reading(group.value / parts, j + 3, kind="fraction", precision=0.005))
    if not plural and word in ORDINALS and _starts_noun(context, j + 1) and following not in AFTER_ONE_PART:
        return None
    return Reading(group.value / parts, j + 1, kind="fraction", precision=0.01)


def and_a_half(context: Context, reading: Reading) -> Reading:
    """As in "two and a half million", "a million and a half", "three and three quarters", "two-and-a-half"."""
    joint = reading.end + context.hyphen_at(reading.end)
    if context.at(joint) != "and":
        return reading
    part_at = joint + 1 + context.hyphen_at(joint + 1)
    found = _half_after_and(context, part_at) or _parts_after_and(context, part_at)
    if found is None:
        return reading
    part, end = found
    mixed = Reading(reading.value + part * reading.scale, end, precision=0.01 * reading.scale, scale=reading.scale)
    return scaled(context, mixed) if reading.scale == 1.0 else mixed


def _half_after_and(context: Context, j: int) -> tuple[float, int] | None:
    """One part, as in "and a half", "and one third", "and half", with the index after it."""
    at = context.at
    if at(j) in {"a", "an", "one"}:
        j += 1 + context.hyphen_at(j + 1)
        word = at(j)
        if word in {"half", "quarter"} or (word in PARTS and word in ORDINALS):
            return 1 / PARTS[word], j + 1
    elif at(j) == "half" and not _starts_noun(context, j + 1):
        return 0.5, j + 1
    return None


def _parts_after_and(context: Context, j: int) -> tuple[float, int] | None:
    """Several parts, as in "and three quarters", with the index after them."""
    top = below_hundred(context, j)
    if top is None:
        return None
    k = top.end + (context.at(top.end) in HYPHENS)
    word = context.at(k)
    if word in PARTS and word.endswith("s") and 0 < top.value < PARTS[word]:
        return top.value / PARTS[word], k + 1
    return None


# Parts with an article or nothing before them


def after_article(context: Context, i: int) -> Reading | None:
    """The "third" of "a third of the voters", "a quarter mile", "a third of a million", at token `i`."""
    at = context.at
    word, following = at(i), at(i + 1)
    if word not in PARTS or word.endswith("s"):
        return None
    if following == "of" and at(i + 2) in {"a", "an"} and at(i + 3) in SCALES:
        return scaled(context, Reading(1 / PARTS[word], i + 3, kind="fraction", precision=0.005))
    if word == "quarter" and following in AFTER_A_QUARTER:
        return scaled(context, Reading(0.25, i + 1, kind="fraction", precision=0.01))
    before = at(i - 2)
    known = before in BEFORE_A_PART or (following in CLOSING and before in BEFORE_A_PART_ALONE)
    if following in AFTER_A_PART or (known and not _starts_noun(context, i + 1)):
        return Reading(1 / PARTS[word], i + 1, kind="fraction", precision=0.01)
    return None


def half(context: Context, i: int) -> Reading | None:
    """As in "half the voters", "half-hour", "half a million", "half a dozen", "by half"."""
    at = context.at
    if at(i - 1) in NOT_BEFORE_HALF:
        return None
    j = i + 1
    hyphen = context.hyphen_at(j)
    following = at(j + hyphen)
    if following == "as" and at(j + 1) in BEFORE_AS:
        return Reading(0.5, j, kind="factor", precision=0.0)
    if following in {"a", "an"}:
        k = j + hyphen + 1 + context.hyphen_at(j + hyphen + 1)
        if at(k) in SCALES or at(k) == "dozen":
            return scaled(context, Reading(0.5, k, kind="fraction", precision=0.05))
    if following in SCALES or following == "dozen":
        return scaled(context, Reading(0.5, j + hyphen, kind="fraction", precision=0.05))
    known = at(i - 1) in BEFORE_HALF and not _starts_noun(context, j)
    if known or following in AFTER_HALF or following in PART_NOUNS:
        return Reading(0.5, j, kind="fraction", precision=0.01)
    return None


def quarter(context: Context, i: int) -> Reading | None:
    """As in "quarter of an hour", "quarter-litre", "quarter mile"."""
    at = context.at
    if at(i - 1) in NOT_BEFORE_QUARTER:
        return None
    j = i + 1
    if at(j + context.hyphen_at(j)) in PART_NOUNS or (at(j) == "of" and at(j + 1) in {"a", "an"}):
        return Reading(0.25, j, kind="fraction", precision=0.01)
    return None


def part_alone(context: Context, i: int) -> Reading | None:
    """As in "tenth of a gallon", "fourth of a litre", without an article before it."""
    word = context.at(i)
    if word in PARTS and context.at(i + 1) == "of" and context.at(i + 2) in {"a", "an"}:
        return Reading(1 / PARTS[word], i + 1, kind="fraction", precision=0.01)
    return None


def _starts_noun(context: Context, i: int) -> bool:
    """Whether a word at token `i` may be a noun, or go before one, that a part belongs to."""
    following = context.at(i)
    return context.tokens.is_word(i) and following not in SCALES and following not in {"of", "in", "on", "at"}
