"""Markdown: the front matter and the text as it is read, without markup."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from verifier.documents import frontmatter, masthead
from verifier.documents.article import article
from verifier.documents.text import STRUCK, clean, decode, raised, read_bytes
from verifier.errors import DocumentError
from verifier.records import Document

if TYPE_CHECKING:
    from markdown_it.token import Token

_UNREAD = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
"""What of HTML is not to be read."""
_TAG = re.compile(r"(</?[A-Za-z][^<>]*>)")
_TAG_NAME = re.compile(r"<(?P<closes>/?)(?P<name>\w+)")
_LEFT_OUT = STRUCK | {"script", "style"}
_WITHIN = frozenset(
    "a abbr b big cite code data dfn em font i ins kbd label mark q small span strong sub sup time tt u var wbr".split()
)
"""Tags that do not part words."""
_BEFORE = 9
"""Parts of a paragraph before what is raised that tell what it is; to join all, each time, would take quadratic time."""
_TEXTS = frozenset({"text", "code_inline"})
_SOFT = "\x00"
"""Stands for a line end that Markdown shows as a space; no text has it, for it is no text."""
_HEAD = 3
"""Paragraphs in which the lines of a masthead may stand."""
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,30}\]:?")


MARKS = "[]*_`<|!&"
MOST_MARKS = 200_000
"""Of a file."""


def read(path: Path) -> Document:
    """Read one file. Raises DocumentError."""
    source, body = frontmatter.cut(decode(read_bytes(path), path), path)
    refuse_marks(body, path)
    title, text = plain(body)
    if title and source.title is None:
        source = msgspec.structs.replace(source, title=title)
    elif title:
        text = f"{title}\n\n{text}"
    return article(source, clean(text))


def refuse_marks(markdown: str, path: Path) -> None:
    """Raise DocumentError for a text with more marks than an article has: each costs markdown-it some 30 µs."""
    marks = sum(markdown.count(mark) for mark in MARKS)
    if marks > MOST_MARKS:
        raise DocumentError(
            f"{path}: has {marks:,} characters that may be Markdown ({MARKS}), the most is {MOST_MARKS:,}: "
            "split it, or name it .txt"
        )


def plain(markdown: str) -> tuple[str | None, str]:
    """The heading above all else, if there is one, and the text.

    Paragraphs, headings and blocks of code stand apart; each item of a list and each row of a table has a line.
    """
    from markdown_it import MarkdownIt  # noqa: PLC0415 - 60 ms that a command that reads no Markdown need not wait for

    title: str | None = None
    blocks: list[tuple[str, str]] = []
    cells: list[str] = []
    inside: list[str] = []
    marks: list[str] = []
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown):
        if token.nesting == 1:
            inside.append(token.type)
            if token.type == "list_item_open":
                marks.append(f"{token.info}{token.markup}" if token.info else "-")
        elif token.nesting == -1:
            inside.pop()
            if token.type == "list_item_close":
                marks.pop()
            if token.type == "tr_close":
                blocks.append((" | ".join(cells), "tr"))
                cells = []
        elif token.type == "inline":
            words = _words(token.children or (), wrapped=len(blocks) >= _HEAD)
            if "tr_open" in inside:
                cells.append(words)
            elif inside == ["heading_open"] and title is None and not blocks:
                title = words
            elif "list_item_open" in inside:
                blocks.append((f"{marks[-1]} {words}", "li"))
                marks[-1] = "-"
            else:
                blocks.append((words, ""))
        elif token.type in ("fence", "code_block"):
            blocks.append((token.content.strip("\n"), ""))
        elif token.type == "html_block":
            blocks.append((_inline(_html(token.content)).strip(), ""))
    return title, _joined([block for block in blocks if block[0]])


def _words(children: Iterable[Token], *, wrapped: bool) -> str:
    """The words of a paragraph: the text of links and code too, neither pictures nor tags.

    Lines are joined, unless they may not be `wrapped` and are title, byline and date of a page that was pasted.
    """
    words = _FOOTNOTE.sub("", _inline((child.type, child.content) for child in children)).strip()
    if _SOFT in words:
        masthead_lines = not wrapped and any(masthead.belongs(line) for line in words.split(_SOFT))
        words = words.replace(_SOFT, "\n" if masthead_lines else " ")
    return words


def _html(block: str) -> Iterator[tuple[str, str]]:
    """The tags and the words of a block of HTML, as the parts of a paragraph are."""
    for place, part in enumerate(_TAG.split(_UNREAD.sub(" ", block))):
        yield ("html_inline", part) if place % 2 else ("text", html.unescape(part))


def _inline(children: Iterable[tuple[str, str]]) -> str:
    """The text of a paragraph's parts, each a kind of token and its content, without what is struck out.

    What is raised is told from the figures before it.
    """
    breaks = {"hardbreak": "\n", "softbreak": _SOFT}
    parts: list[str] = []
    left_out = False
    raised_from: int | None = None
    for kind, content in children:
        tag = _TAG_NAME.match(content) if kind == "html_inline" else None
        name, closes = (tag["name"].casefold(), bool(tag["closes"])) if tag else ("", False)
        if kind in {"s_open", "s_close"} or name in _LEFT_OUT:
            left_out = kind == "s_open" or (bool(name) and not closes)
        elif name == "sup" and not closes:
            raised_from = len(parts)
        elif name == "sup" and raised_from is not None:
            before = "".join(parts[max(0, raised_from - _BEFORE) : raised_from])
            parts[raised_from:] = [raised(before, "".join(parts[raised_from:]))]
            raised_from = None
        elif tag and name not in _WITHIN:
            parts.append(" ")
        elif not left_out:
            parts.append(content if kind in _TEXTS else breaks.get(kind, ""))
    return "".join(parts)


def _joined(blocks: list[tuple[str, str]]) -> str:
    """Blocks as text: items of a list and rows of a table on lines below each other, everything else apart."""
    parts: list[str] = []
    before = ""
    for block, kind in blocks:
        parts += ["\n" if kind and kind == before else "\n\n", block]
        before = kind
    return "".join(parts[1:])
