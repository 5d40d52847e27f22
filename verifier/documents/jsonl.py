"""JSON lines: every row is a document of its own; rows are read one at a time, so that the file may be of any size."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from verifier.documents.days import day
from verifier.documents.text import clean, document, megabytes, unreadable
from verifier.errors import DocumentError
from verifier.records import Document, Record, Source

LONGEST_ROW = 10_000_000
"""Bytes. A longer line is hardly a document, and a file without line ends is no JSON lines."""


class Row(Record, frozen=True):
    """A row; other fields are passed over."""

    text: str
    id: str | int | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None


_decoder = msgspec.json.Decoder(Row)


def read(path: Path, on_error: Callable[[DocumentError], None] | None = None) -> Iterator[Document]:
    """The document of each row. A row that can't be used goes to `on_error`; without it, it is raised.

    Raises DocumentError for a file that can't be read, holds no rows, or is no text.
    """
    rows = 0
    try:
        with path.open("rb") as file:
            for number, line in enumerate(iter(lambda: file.readline(LONGEST_ROW + 1), b""), 1):
                if len(line) > LONGEST_ROW:
                    raise DocumentError(
                        f"{path}:{number}: has over {megabytes(LONGEST_ROW)} on one line: write a document a line"
                    )
                if number == 1 and (b"\0" in line or line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))):
                    raise DocumentError(f"{path}:{number}: is not UTF-8 text: save it as UTF-8")
                row = line.removeprefix(codecs.BOM_UTF8) if number == 1 else line
                if not row.strip():
                    continue
                rows += 1
                try:
                    yield _document(path, number, row)
                except DocumentError as error:
                    if on_error is None:
                        raise
                    on_error(error)
    except OSError as error:
        raise unreadable(path, error) from error
    if not rows:
        raise DocumentError(f"{path}: is empty: remove it or write its rows")


def _document(path: Path, number: int, line: bytes) -> Document:
    try:
        row = _decoder.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise DocumentError(f'{path}:{number}: {error}: write it as {{"text": "…", "title": "…"}}') from error
    text = clean(row.text).strip()
    if not text:
        raise DocumentError(f"{path}:{number}: the text is empty: write it or remove the row")
    try:
        published = day(row.published) if row.published else None
    except ValueError as error:
        raise DocumentError(
            f"{path}:{number}: published: {row.published!r} is no day of the calendar ({error}): correct it"
        ) from error
    if row.published and published is None:
        raise DocumentError(f"{path}:{number}: published: {row.published!r} is not a date: write it as 2026-03-19")
    source = Source(
        id="",
        path=f"{path}#{row.id}" if row.id is not None else f"{path}:{number}",
        url=row.url,
        title=row.title,
        publisher=row.publisher,
        author=row.author,
        published=published,
        language=row.language,
    )
    return document(text, source)
