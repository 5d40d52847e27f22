"""Word documents: paragraphs, headings, lists and tables in their order, and the core properties."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from verifier.documents.article import article
from verifier.documents.text import LARGEST_FILE, clean, megabytes, raised, read_bytes
from verifier.errors import DocumentError
from verifier.records import Document, Source

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BREAKS = {f"{_WORD}tab": "\t", f"{_WORD}br": "\n", f"{_WORD}cr": "\n", f"{_WORD}noBreakHyphen": "-"}
_WORDS = (f"{_WORD}t", *_BREAKS)
_TEMPLATE = "python-docx"
"""Author of the template of a library that many programs write documents with; its date is that of the template."""


def read(path: Path) -> Document:
    """Read one file. Raises DocumentError."""
    import docx  # noqa: PLC0415 - a quarter of a second

    data = read_bytes(path)
    check_size(path, data)
    try:
        opened = docx.Document(io.BytesIO(data))
        blocks = list(_blocks(opened))
        title, stated = properties(opened.core_properties)
    except Exception as error:  # they are of many kinds, and one bad file must not stop the others
        raise DocumentError(f"{path}: is not a Word document that can be read ({error}): save it again") from error
    text = clean("\n".join(blocks)).strip("\n")
    if not text.strip():
        raise DocumentError(f"{path}: has no text: write it, or leave the file out")
    return article(Source(id="", path=str(path), title=title), text, stated)


def check_size(path: Path, data: bytes) -> None:
    """Raise DocumentError for a file that is no archive, or one that unpacks to more than LARGEST_FILE."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
    except (zipfile.BadZipFile, OSError) as error:
        raise DocumentError(f"{path}: is not a Word document that can be read ({error}): save it again") from error
    if unpacked > LARGEST_FILE:
        raise DocumentError(
            f"{path}: unpacks to {megabytes(unpacked)}, the most is {megabytes(LARGEST_FILE)}: split it"
        )


def _blocks(opened: Any) -> Iterator[str]:
    """Paragraphs with an empty line before each; items of a list and rows of a table on lines of their own."""
    from docx.table import Table  # noqa: PLC0415

    in_list = False
    for block in opened.iter_inner_content():
        if isinstance(block, Table):
            rows = [[" ".join(cell.text.split()) for cell in cells(row)] for row in block.rows]
            yield "\n" + "\n".join(" | ".join(row) for row in rows if any(row))
            in_list = False
        elif shown := words(block):
            is_item = _is_item(block)
            yield (f"- {shown}" if in_list else f"\n- {shown}") if is_item else f"\n{shown}"
            in_list = is_item


def cells(row: Any) -> list[Any]:
    """The cells of a row; one that spans columns stands in python-docx's list once for each."""
    return list({cell._tc: cell for cell in row.cells}.values())


def words(paragraph: Any) -> str:
    """The words of a paragraph, inserted ones that are still marked as such too; `paragraph.text` leaves those out."""
    shown = ""
    for part in paragraph._p.iter(*_WORDS):
        said = _BREAKS.get(part.tag, part.text or "")
        form = part.getparent().find(f"{_WORD}rPr")
        if form is not None and any(_is_on(form.find(f"{_WORD}{name}")) for name in ("strike", "dstrike")):
            continue
        height = None if form is None else form.find(f"{_WORD}vertAlign")
        shown += raised(shown, said) if height is not None and height.get(f"{_WORD}val") == "superscript" else said
    return shown.strip()


def _is_on(setting: Any) -> bool:
    """Whether a run has a form that is on where it is named, unless it is named as off."""
    return setting is not None and setting.get(f"{_WORD}val", "true") not in {"0", "false", "off", "none"}


def _is_item(paragraph: Any) -> bool:
    """Whether Word shows a bullet or number before a paragraph, which its text does not hold."""
    settings = paragraph._p.pPr  # python-docx has no public name for it
    numbered = settings is not None and settings.numPr is not None
    return numbered or (paragraph.style is not None and str(paragraph.style.name).startswith("List "))


def properties(stated: Any) -> tuple[str | None, Source]:
    """The title, and what else the properties say: author, language and the day of creation."""
    title = clean(stated.title or "").strip() or None
    language = stated.language or None
    if stated.author == _TEMPLATE:
        return title, Source(id="", language=language)
    created = stated.created.date() if stated.created else None
    return title, Source(id="", author=clean(stated.author or "").strip() or None, published=created, language=language)
