"""A text's words, folded as SQLite's full-text search folds them; nothing here knows where they are kept."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> list[str]:
    """The text's distinct words, in order."""
    return list(dict.fromkeys(tokens(text)))


def tokens(text: str) -> list[str]:
    """The text's words in lower case and without diacritics, in order, as FTS5's unicode61 has them."""
    if not text.isascii():
        text = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return _WORD.findall(text.lower())
