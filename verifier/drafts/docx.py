"""Word drafts: paragraphs and tables as lines of text; a place is the number of the paragraph and the column in it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from verifier.documents import docx
from verifier.drafts.prose import Block, Draft, Kind, Prose
from verifier.errors import DocumentError

_STYLES = {
    "Title": Kind.HEADLINE,
    "Subtitle": Kind.SUMMARY,
    "Heading": Kind.HEADING,
    "Quote": Kind.QUOTE,
    "Intense Quote": Kind.QUOTE,
    "Caption": Kind.CAPTION,
    "List": Kind.ITEM,
}
"""Kinds of paragraph by how the name of their style begins."""
_CELL_END = "\t"
"""Between the cells of a table's row, which is a line."""


def read(file: str, data: bytes) -> Draft:
    """Read a draft. Raises DocumentError."""
    import docx as word  # noqa: PLC0415 - a quarter of a second

    docx.check_size(Path(file), data)
    try:
        opened = word.Document(io.BytesIO(data))
        lines = list(_lines(opened))
        _, properties = docx.properties(opened.core_properties)
    except Exception as error:  # they are of many kinds, and one bad file must not stop the others
        raise DocumentError(f"{file}: is not a Word document that can be read ({error}): save it again") from error
    blocks = []
    offset = 0
    for cells in lines:
        for kind, words in cells:
            prose = Prose.verbatim(words, offset)
            if prose.text:
                blocks.append(Block(kind, prose))
            offset += len(words) + 1
    text = "\n".join(_CELL_END.join(words for _, words in cells) for cells in lines)
    if not blocks:
        raise DocumentError(f"{file}: has no text: write it, or leave the file out")
    return Draft(file, text, tuple(blocks), properties.published)


def _lines(opened: Any) -> Iterator[list[tuple[Kind, str]]]:
    """Each paragraph and each row of a table: its cells with their kinds."""
    from docx.table import Table  # noqa: PLC0415

    for block in opened.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                yield [(Kind.CELL, " ".join(cell.text.split())) for cell in docx.cells(row)]
        else:
            style = str(block.style.name) if block.style is not None else ""
            kind = next((kind for name, kind in _STYLES.items() if style.startswith(name)), Kind.PARAGRAPH)
            yield [(kind, docx.words(block).replace("\n", " ").replace(_CELL_END, " "))]
