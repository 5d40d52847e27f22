"""Cuts a text into the words, numbers and signs that the grammar of dates reads; what they mean is in `tables`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

_TOKEN = re.compile(
    r"(?P<abbreviation>(?<![^\W\d_])[a-z]\.[a-z](?:\.[a-z])*\.?(?!\w))"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]*)?)"
    r"|(?P<numeric>(?<![\w./,-])\d{1,4}(?P<separator>[-/.])\d{1,2}(?P=separator)\d{2,4}(?![\d/]|[-.]\d))"
    r"|(?P<clock>(?<![\d:.])\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?![\d:]))"
    r"|(?P<decimal>\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+\.\d+)"
    r"|(?P<integer>\d+)"
    r"|(?P<sign>[^\w\s])"
)
"""The text has been lowered, so that only lower case occurs. Every repeated part is a single class of characters."""


_LOOKAHEAD = 16
"""Empty tokens after the last, so that a phrase may look past the end of the text."""


def lowered(text: str) -> str:
    """The text in lower case at unchanged offsets, also where lowering a character makes it two ("İ")."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(one if len(one := character.lower()) == 1 else character for character in text)


class Tokens:
    """The tokens of a text in parallel lists: kind, key (what a table is asked for), start and end."""

    __slots__ = ("ends", "keys", "kinds", "size", "starts", "text")

    def __init__(self, text: str, blocked: Sequence[tuple[int, int]] = ()) -> None:
        self.text = text
        self.kinds: list[str | None] = []
        self.keys: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        for match in _TOKEN.finditer(lowered(text)):
            kind = match.lastgroup
            key = match.group()
            end = match.end()
            if kind == "word":
                if "'" in key or "’" in key:
                    key, end = _without_apostrophe(key, end)
            elif kind == "abbreviation":
                kind = "word"
                key = key.replace(".", "").replace(" ", "")
            self.kinds.append(kind)
            self.keys.append(key)
            self.starts.append(match.start())
            self.ends.append(end)
        self.size = len(self.keys)
        self.kinds += [None] * _LOOKAHEAD
        self.keys += [""] * _LOOKAHEAD
        self.starts += [len(text)] * _LOOKAHEAD
        self.ends += [len(text)] * _LOOKAHEAD
        for low, high in blocked:
            at = bisect_left(self.ends, low + 1)
            while at < self.size and self.starts[at] < high:
                self.kinds[at] = "blocked"
                self.keys[at] = ""
                at += 1

    def key(self, at: int) -> str:
        """The token's key, "" outside the text."""
        return self.keys[at] if 0 <= at < self.size else ""

    def kind(self, at: int) -> str | None:
        """The token's kind, None outside the text."""
        return self.kinds[at] if 0 <= at < self.size else None

    def written(self, at: int) -> str:
        """The token as the text has it."""
        return self.text[self.starts[at] : self.ends[at]] if 0 <= at < self.size else ""

    def is_glued(self, at: int) -> bool:
        """Whether nothing stands between the token and the one before it."""
        return 0 < at < self.size and self.starts[at] == self.ends[at - 1]

    def is_capitalised(self, at: int) -> bool:
        """Whether the token begins with a capital."""
        return 0 <= at < self.size and self.text[self.starts[at]].isupper()


def _without_apostrophe(key: str, end: int) -> tuple[str, int]:
    """Such as "monday's" → "monday", "presidents'" → "presidents", "o'clock" → "oclock"; a possessive is left out."""
    head, _, tail = key.replace("’", "'").partition("'")
    if tail in ("", "s"):
        return head, end - len(tail) - 1
    return head + tail, end
