"""Text into words, digit groups and signs with their places; what they mean is left to the readers."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from functools import lru_cache

# A digit group keeps its own separators ("1,234.5", "2.0.1", "1'234"); vulgar fractions (½) are signs of their own.
TOKEN = re.compile(
    r"(?<![\w.])\.\d+"
    r"|\d+(?:[.,]\d+|['’\u00a0\u202f\u2009]\d{3}(?!\d))*"
    r"|[^\W\d_\u00bc-\u00be\u2150-\u215e]+(?:['’][^\W\d_]+)*"
    r"|\S"
)

PADDING = 70
"""How far beyond either end of the tokens a reader may look."""


class Tokens:
    """The tokens of one text in parallel lists; `text[starts[i]:ends[i]] == raw[i]`."""

    __slots__ = ("ends", "lower", "raw", "starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.raw: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        for match in TOKEN.finditer(text):
            self.raw.append(match.group())
            self.starts.append(match.start())
            self.ends.append(match.end())
        self.lower = [word.lower() for word in self.raw]

    def __len__(self) -> int:
        return len(self.raw)

    def at(self, i: int) -> str:
        """The lower-case token at `i`, "" outside the text."""
        return self.lower[i] if 0 <= i < len(self.lower) else ""

    def glued(self, i: int) -> bool:
        """Whether token `i` follows the one before it without a space."""
        return 0 < i < len(self.raw) and self.starts[i] == self.ends[i - 1]

    def is_number(self, i: int) -> bool:
        """Whether token `i` is written in digits."""
        return 0 <= i < len(self.raw) and self.raw[i][-1].isdecimal()

    def is_word(self, i: int) -> bool:
        """Whether token `i` begins with a letter."""
        return 0 <= i < len(self.raw) and self.raw[i][0].isalpha()

    def padded(self, barred: Collection[int]) -> list[str]:
        """The lower-case tokens, "" for barred ones, with so many "" at the end that a look to either side finds them.

        An index of -1 or one just past the end is then a plain look-up, which the readers do for every word.
        """
        words = [*self.lower, *[""] * PADDING]
        for i in barred:
            words[i] = ""
        return words

    def covered(self, spans: Sequence[tuple[int, int]]) -> set[int]:
        """The tokens that touch one of the spans."""
        touched: set[int] = set()
        for start, end in spans:
            touched.update(range(bisect_right(self.ends, start), bisect_left(self.starts, end)))
        return touched


@lru_cache(maxsize=16)
def tokenize(text: str) -> Tokens:
    """The tokens of a text; the readers of one passage share them."""
    return Tokens(text)
