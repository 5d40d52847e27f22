"""PDF files: the running text of the pages, without what stands on every page, and the document's properties."""

from __future__ import annotations

import datetime as dt
import io
import logging
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from verifier.documents import days, lines
from verifier.documents.article import article
from verifier.documents.text import clean, megabytes, read_bytes
from verifier.errors import DocumentError
from verifier.records import Document, Source

MOST_PAGES = 2_000
"""Pages that are read of one file; a longer one is refused."""
LARGEST_PAGE = 5_000_000
"""Bytes of the drawing of a page."""
LONGEST_READING = 180
"""Seconds for all pages."""
LEAST_PAGES = 3
"""Pages on which a line must stand to be a running head."""

_CUT_WORD = re.compile(r"(?<=[^\W\d_])-\n(?=[a-z])")
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"\W*(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*", re.IGNORECASE)
_NO_TITLE = re.compile(r"\W*|untitled.*|microsoft .*|.*\.(?:docx?|pdf|rtf|odt|indd|qxd|tex|html?)", re.IGNORECASE)
"""What programs write where the author gave no title."""


def read(path: Path) -> Document:
    """Read one file. Raises DocumentError."""
    import pypdf  # noqa: PLC0415 - a tenth of a second

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it says of small damage is nothing to act on
    data = read_bytes(path)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        locked = reader.is_encrypted and not reader.decrypt("")
        count = 0 if locked else len(reader.pages)
        pages = list(_texts(reader, path)) if 0 < count <= MOST_PAGES else []
        title, properties = (None, None) if locked else _properties(reader)
    except DocumentError:
        raise
    except Exception as error:  # they are of many kinds, and one bad file must not stop the others
        raise DocumentError(f"{path}: is not a PDF file that can be read ({error}): save it again") from error
    if locked:
        raise DocumentError(f"{path}: is protected by a password: save it without one")
    if count > MOST_PAGES:
        raise DocumentError(f"{path}: has {count:,} pages, the most is {MOST_PAGES:,}: split it into smaller files")
    text = _flow([clean(page) for page in pages])
    if not text.strip():
        raise DocumentError(f"{path}: has no text: run text recognition (OCR) on its pictures of pages first")
    return article(Source(id="", path=str(path), title=title), text, properties)


def _texts(reader: Any, path: Path) -> Iterator[str]:
    """The text of each page; one file of a few kilobytes could name the same endless drawing on every page."""
    end = time.monotonic() + LONGEST_READING
    for number, page in enumerate(reader.pages, 1):
        contents = page.get_contents()
        drawn = len(contents.get_data()) if contents is not None else 0
        if drawn > LARGEST_PAGE:
            raise DocumentError(
                f"{path}: page {number} unpacks to {megabytes(drawn)}, the most is {megabytes(LARGEST_PAGE)}: leave it out"
            )
        yield page.extract_text()
        if time.monotonic() > end:
            raise DocumentError(
                f"{path}: takes over {LONGEST_READING} s to read (page {number}): split it into smaller files"
            )


def _properties(reader: Any) -> tuple[str | None, Source | None]:
    """The title, where it is one, and what else the properties say: author and the day of creation."""
    stated = reader.metadata
    if not stated:
        return None, None
    title = clean(str(stated.title or "")).strip()
    properties = Source(
        id="",
        author=clean(str(stated.author or "")).strip() or None,
        published=_created(str(stated.get("/CreationDate", ""))),
    )
    return None if _NO_TITLE.fullmatch(title) else title, properties


def _created(stamp: str) -> dt.date | None:
    """The day in a stamp such as D:20260319120000+03'00', in the time zone of the file; None for one that is no day.

    pypdf reads a month of 13 as January, so this does not ask it.
    """
    try:
        return days.day(stamp.removeprefix("D:")[:8])
    except ValueError:
        return None


def _flow(pages: list[str]) -> str:
    """The pages as paragraphs; one that goes on over a page's end is whole again."""
    rows = [[row.strip() for row in page.split("\n") if row.strip()] for page in pages]
    edges = Counter(_DIGITS.sub("#", row) for page in rows for row in {*page[:1], *page[-1:]})
    running = {row for row, times in edges.items() if times >= max(LEAST_PAGES, len(pages) / 2)}
    kept = [
        row
        for page in rows
        for place, row in enumerate(page)
        if place not in (0, len(page) - 1) or not (_PAGE_NUMBER.fullmatch(row) or _DIGITS.sub("#", row) in running)
    ]
    return lines.unwrap(_CUT_WORD.sub("", "\n".join(kept)))
