"""Numbers of a text, in digits and in words, as values; what they measure or count is read in `quantities`.

`expressions` reads one number from its first word on, each by the module for that word: `digits` what is written in
digits, with `groups` for what parts them and `powers` for scientific notation; `words` what is written in words, with
`hundreds` for those below a thousand; `vague` words such as "dozens" and "a few"; what `articles` and other
`determiners` open. `ordinals`, `fractions`, `decimals` and `scales` read what a number may go on as or with. `context`
is the text, `numeral` the number, `tables` has the words, and `plurals` tells a plural noun.
"""

from __future__ import annotations

from collections.abc import Collection

from verifier.facts.numerals.context import Context
from verifier.facts.numerals.expressions import expression
from verifier.facts.numerals.numeral import Numeral
from verifier.facts.numerals.plurals import IRREGULAR_PLURALS, is_plural
from verifier.facts.numerals.tables import CLOSING, HYPHENS, ONES, STARTERS, TENS
from verifier.facts.tokens import Tokens, tokenize

__all__ = [
    "CLOSING",
    "HYPHENS",
    "IRREGULAR_PLURALS",
    "ONES",
    "STARTERS",
    "TENS",
    "Context",
    "Numeral",
    "find",
    "is_plural",
    "read",
]


def find(text: str) -> list[Numeral]:
    """Read all number expressions of a text, in order and disjoint."""
    return read(tokenize(text))


def read(tokens: Tokens, barred: Collection[int] = ()) -> list[Numeral]:
    """Read all number expressions among tokens; no expression touches the barred ones."""
    context = Context(tokens, barred)
    found: list[Numeral] = []
    end = 0
    for i, word in enumerate(tokens.lower):
        if i < end or not (word in STARTERS or word[-1].isdecimal() or word in {"-", "−"}) or i in barred:
            continue
        reading = expression(context, i)
        if reading is not None and reading.end > i:
            found.append(reading.numeral(tokens, i))
            end = reading.end
    return found
