"""A draft as prose: its blocks without markup, each character with its place in the file; no format is known here."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from verifier.documents.text import clean, raised
from verifier.drafts.records import Region

_LINE_END = re.compile(r"\r\n|\r|\n")

Span = tuple[int, int]
Character = tuple[str, int, int]
"""A character of prose, and the start and end of what it stands for in the file."""


class Kind(StrEnum):
    """What a block is in its draft."""

    HEADLINE = "headline"
    SUMMARY = "summary"
    HEADING = "heading"
    PARAGRAPH = "text"
    QUOTE = "quotation"
    ITEM = "list"
    CELL = "table"
    NOTE = "footnote"
    CAPTION = "caption"


@dataclass(frozen=True)
class Prose:
    """A text of which every character has its place in the file: `starts` and `ends` are parallel to `text`."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, characters: Iterable[Character]) -> Prose:
        """Clean text from characters as they stand: one space for any run of white space, nothing that can't be seen."""
        kept: list[Character] = []
        for character, start, end in _composed(characters):
            cleaned = clean(character)
            if cleaned.isspace():
                if kept and kept[-1][0] == " ":
                    kept[-1] = (" ", kept[-1][1], end)
                elif kept:
                    kept.append((" ", start, end))
            else:
                kept += [(each, start, end) for each in cleaned]
        if kept and kept[-1][0] == " ":
            kept.pop()
        return cls("".join(c for c, _, _ in kept), tuple(s for _, s, _ in kept), tuple(e for _, _, e in kept))

    @classmethod
    def verbatim(cls, text: str, offset: int) -> Prose:
        """Text that stands in the file as it is, from `offset` on, cleaned."""
        return cls.of((character, offset + i, offset + i + 1) for i, character in enumerate(text))

    def part(self, start: int, end: int) -> Prose:
        """The prose between two offsets into its text."""
        return Prose(self.text[start:end], self.starts[start:end], self.ends[start:end])

    def replaced(self, start: int, end: int, words: str) -> Prose:
        """The prose with other words in a place; they stand for all that they replace."""
        place = self.span(start, end)
        return Prose(
            self.text[:start] + words + self.text[end:],
            self.starts[:start] + (place[0],) * len(words) + self.starts[end:],
            self.ends[:start] + (place[1],) * len(words) + self.ends[end:],
        )

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """Where the characters from `start` to `end` (by default all) stand in the file."""
        end = len(self.text) if end is None else end
        return self.starts[start], self.ends[end - 1]

    def within(self, first: int, last: int) -> range:
        """The offsets into the text of the characters that stand in the file from `first` to `last`."""
        return range(bisect_left(self.starts, first), bisect_right(self.ends, last))


def lower(characters: list[Character], start: int) -> None:
    """Make the characters from `start` on, which are raised, what they are in plain text; their number stays."""
    before, words = (
        "".join(each for each, _, _ in part) for part in (characters[max(start - 9, 0) : start], characters[start:])
    )
    plain = raised(before, words.strip())
    if plain.startswith("^"):
        characters[start] = (f"^{characters[start][0]}", *characters[start][1:])
    elif not plain:
        characters[start:] = [("", first, last) for _, first, last in characters[start:]]


def _composed(characters: Iterable[Character]) -> Iterable[Character]:
    """Combining marks put to the letter before them, so that both are cleaned as one."""
    pending: Character | None = None
    for character, start, end in characters:
        if pending is not None and not pending[0].isspace() and unicodedata.combining(character[:1] or " "):
            pending = (pending[0] + character, pending[1], end)
            continue
        if pending is not None:
            yield pending
        pending = (character, start, end)
    if pending is not None:
        yield pending


def followed(text: str, raw: str, offset: int) -> Prose | None:
    """`text`, whose characters stand in `raw` in this order with white space or marks between; None if they do not.

    `offset` is where `raw` begins in the file. White space of the text may be any white space in the file.
    """
    characters: list[Character] = []
    at = 0
    for character in text:
        if character.isspace():
            if characters and characters[-1][0] == " ":
                continue
            start = at
            while at < len(raw) and raw[at].isspace():
                at += 1
            characters.append((" ", offset + start, offset + max(at, start + 1)))
            continue
        found = raw.find(character, at)
        if found < 0:
            return None
        characters.append((character, offset + found, offset + found + 1))
        at = found + 1
    return Prose.of(characters)


@dataclass(frozen=True)
class Link:
    """An address that a span of a block's prose points to."""

    start: int
    end: int
    url: str


@dataclass(frozen=True)
class Block:
    """A run of prose that stands alone: a paragraph, a heading, a list item, a cell of a table."""

    kind: Kind
    prose: Prose
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Comment:
    """A comment of the draft's source that speaks to this program: `verify: …`."""

    start: int
    end: int
    words: str
    """What follows `verify:`."""
    alone: bool
    """Whether it has its line or lines for itself."""


@dataclass(frozen=True)
class Draft:
    """One draft as read."""

    file: str
    text: str
    """The file's text as it is on disk, its line ends as they are, without a byte order mark."""
    blocks: tuple[Block, ...]
    date: dt.date | None = None
    comments: tuple[Comment, ...] = ()
    encoding: str | None = None
    """How the file's bytes become `text`; None for a format of which the text is only a part."""
    lines: Lines = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Count the lines once."""
        object.__setattr__(self, "lines", Lines(self.text))

    def region(self, span: Span) -> Region:
        """A span of the file as lines and columns too."""
        return self.lines.region(*span)


class Lines:
    """The lines of a file, whose ends are \\n, \\r\\n or \\r."""

    def __init__(self, text: str) -> None:
        """Find them."""
        self.starts: Sequence[int] = [0, *(match.end() for match in _LINE_END.finditer(text))]

    def region(self, start: int, end: int) -> Region:
        """The lines and columns of a span of offsets."""
        line, column = self.place(start)
        end_line, end_column = self.place(end)
        return Region(start, end, line, column, end_line, end_column)

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both counted from 1."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1


def split_lines(text: str) -> list[str]:
    """The lines of a file without their ends."""
    return _LINE_END.split(text)
