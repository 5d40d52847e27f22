"""Whether two words may be one name in two spellings or transliterations; whole names are compared in `names`."""

from __future__ import annotations

import functools
import re

from verifier.facts import name_tables as tables

SOUNDS = tuple(tuple(pair.split(":")) for pair in tables.SOUNDS.split())


@functools.lru_cache(maxsize=16384)
def sound(word: str) -> str:
    """A spelling-independent form of a folded word: groups of `tables.SOUNDS` made one, doubles single.

    >>> sound("tsikhanouskaya") == sound("tikhanovskaya"), sound("zelenskyy") == sound("zelensky")
    (True, True)
    """
    for group, stands in SOUNDS:
        word = word.replace(group, stands)
    return re.sub(r"(.)\1+", r"\1", word)


@functools.lru_cache(maxsize=16384)
def _skeleton(word: str) -> str:
    return word[:1] + re.sub(r"[aeiou']", "", word[1:])


@functools.lru_cache(maxsize=16384)
def alike(a: str, b: str) -> bool:
    """Whether two words are one name in two spellings, surely."""
    if a == b:
        return True
    sound_a, sound_b = sound(a), sound(b)
    if sound_a == sound_b:
        return min(len(a), len(b)) > 3
    if min(len(a), len(b)) < 5 or _skeleton(sound_a) != _skeleton(sound_b):
        return False
    return _distance(sound_a, sound_b) <= max(1, len(sound_a) // 4)


@functools.lru_cache(maxsize=16384)
def near(a: str, b: str) -> bool:
    """Whether two words are close enough that one may be a spelling of the other."""
    if alike(a, b) or (min(len(a), len(b)) <= 2 and a[:1] == b[:1]):
        return True
    sound_a, sound_b = sound(a)[:24], sound(b)[:24]
    return _distance(sound_a, sound_b) <= max(len(sound_a), len(sound_b)) * 0.4


def _distance(a: str, b: str) -> int:
    """Levenshtein distance of two short words."""
    a, b = a[:24], b[:24]
    row = list(range(len(b) + 1))
    for place, left in enumerate(a, 1):
        previous, row[0] = row[0], place
        for column, right in enumerate(b, 1):
            previous, row[column] = row[column], min(row[column] + 1, row[column - 1] + 1, previous + (left != right))
    return row[-1]
