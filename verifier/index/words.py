"""A text's words, folded as SQLite's full-text search folds them; nothing here knows where they are kept."""

from __future__ import annotations

import contextlib
import re
import sqlite3

TOKENIZER = "unicode61 remove_diacritics 2"
"""The tokenizer of FTS5 and its options (sqlite.org/fts5.html#unicode61_tokenizer)."""

BLOCK = 256
"""Characters that are asked for at once, in a millisecond."""

_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> list[str]:
    """The text's distinct words, in order."""
    return list(dict.fromkeys(tokens(text)))


def tokens(text: str) -> list[str]:
    """The text's words in order, in lower case and without the diacritics that the tokenizer takes off."""
    if text.isascii():
        return _WORD.findall(text.lower())
    return text.translate(_FOLDED).split()


class _Folded(dict[int, str]):
    """What the tokenizer makes of each character, asked of SQLite itself when a text first has one of its block.

    Its tables are those of one version of Unicode, and take fewer marks off than Unicode knows: "é" becomes "e", but "й"
    stays. What is no part of a word is a space, and a mark that has a character of its own is nothing.
    """

    def __missing__(self, code: int) -> str:
        """Ask for all of the block."""
        self.update(_asked(range(code - code % BLOCK, code - code % BLOCK + BLOCK)))
        return self[code]


def _asked(codes: range) -> dict[int, str]:
    """What the tokenizer makes of characters, each between two letters, for a mark is none of a word but within one."""
    found = dict.fromkeys(codes, " ")
    known = [code for code in codes if not 0xD800 <= code < 0xE000]  # no database holds halves of a pair
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(
            f"""CREATE VIRTUAL TABLE asked USING fts5 (text, tokenize="{TOKENIZER}");
            CREATE VIRTUAL TABLE answered USING fts5vocab (asked, instance);"""
        )
        connection.execute("INSERT INTO asked VALUES (?)", (" ".join(f"a{chr(code)}b" for code in known),))
        terms = (term for (term,) in connection.execute("SELECT term FROM answered ORDER BY offset"))
        for code in known:
            term = next(terms)
            if term == "a":  # the character parted them
                next(terms)
            else:
                found[code] = term[1:-1]
    return found


_FOLDED = _Folded()
