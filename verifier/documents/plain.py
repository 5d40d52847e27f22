"""Plain text, often a page copied from the web; front matter is read as in Markdown."""

from __future__ import annotations

import re
from pathlib import Path

from verifier.documents import frontmatter, lines
from verifier.documents.article import article
from verifier.documents.text import decode, read_bytes
from verifier.records import Document

_LINK = re.compile(r"!?\[([^\[\]\n]{0,500})\]\(([^()\s]{0,2000})\)")


def read(path: Path) -> Document:
    """Read one file. Raises DocumentError."""
    source, body = frontmatter.cut(decode(read_bytes(path), path), path)
    return article(source, lines.unwrap(_LINK.sub(r"\1", body)))
