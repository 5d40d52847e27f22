"""Plain-text drafts: paragraphs, their wrapped lines joined, each character in its place."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from verifier.documents import frontmatter, lines, masthead
from verifier.documents.text import clean
from verifier.drafts import comments
from verifier.drafts.prose import Block, Draft, Kind, Prose, followed, split_lines
from verifier.records import Source

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


def read(file: str, text: str) -> Draft:
    """Read a draft. Raises DocumentError for a front matter that is none."""
    unix = "\n".join(split_lines(text))
    source, body = frontmatter.cut(unix, Path(file))
    skipped = unix[: len(unix) - len(body)].count("\n")
    offset = sum(len(match[0]) for match, _ in zip(_LINE.finditer(text), range(skipped), strict=False))
    masked, found = comments.find(text, [], "plain")
    raw = masked.replace(comments.HIDDEN, " ")[offset:]
    blocks = []
    at = 0
    for paragraph in lines.unwrap("\n".join(split_lines(raw))).split("\n"):
        prose = followed(paragraph.strip(), raw[at:], offset + at) if paragraph.strip() else None
        if prose is not None and prose.text:
            blocks.append(Block(Kind.ITEM if lines.ITEM.match(paragraph) else Kind.PARAGRAPH, prose))
            at = prose.ends[-1] - offset
    described, _ = masthead.read(source, clean("\n\n".join(block.prose.text for block in blocks)))
    return Draft(file, text, tuple(_with_headline(source, described, blocks)), described.published, found)


def _with_headline(source: Source, described: Source, blocks: list[Block]) -> list[Block]:
    """The blocks, the title among them marked as the headline; that of a front matter is not in the text."""
    if source.title is None and described.title is not None:
        for i, block in enumerate(blocks):
            if block.prose.text.lstrip("# ") == described.title:
                start = len(block.prose.text) - len(described.title)
                prose: Prose = block.prose.part(start, len(block.prose.text))
                return [*blocks[:i], replace(block, kind=Kind.HEADLINE, prose=prose), *blocks[i + 1 :]]
    return blocks
