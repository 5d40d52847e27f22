"""A page's text and what its metadata says of it into a Document: masthead read, furniture removed; formats end here."""

from __future__ import annotations

import msgspec

from verifier.documents import furniture, lines, masthead
from verifier.documents.text import document
from verifier.errors import DocumentError
from verifier.records import Document, Source


def article(source: Source, text: str, properties: Source | None = None) -> Document:
    """The document: what `source` states goes before what the first lines say, and that before the file's `properties`.

    Raises DocumentError if no text is left.
    """
    stated = source.url
    source, text = masthead.read(source, text)
    if properties is not None:
        known = {field: getattr(source, field) or getattr(properties, field) for field in source.__struct_fields__}
        source = msgspec.structs.replace(source, **known)
    source = msgspec.structs.replace(source, url=stated or furniture.origin(text) or source.url)
    source, text = masthead.cut_dateline(source, lines.apart(furniture.remove(text)))
    if not text.strip():
        raise DocumentError(f"{source.path}: has no text: write it, or leave the file out")
    return document(text.strip(), source)
