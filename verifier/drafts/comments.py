"""Comments in a draft's source: those that speak to this program found, and all of them taken out of what is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from verifier.drafts.prose import Comment

HIDDEN = "\ue000"
"""Stands for a character of a comment within a line, so that what is around it keeps its place."""

Markup = Literal["markdown", "html", "plain"]
"""How a draft is written, which says where a comment is one."""

_CODE = r"(?P<ticks>(?<!`)`+(?!`))(?:(?!\n[ \t]*\n).)*?(?<!`)(?P=ticks)(?!`)"
_RAW = r"<(?P<tag>script|style|textarea|title|xmp)\b.*?(?:</(?P=tag)\b|\Z)"
_OPENED = {
    "markdown": re.compile(rf"{_CODE}|<!--", re.DOTALL),
    "html": re.compile(rf"{_RAW}|<!--", re.DOTALL | re.IGNORECASE),
    "plain": re.compile("<!--"),
}
"""What is read as it stands, or the beginning of a comment."""
_OPENING = "<!--"
_NOTHING = re.compile(r"<!---?>")
"""A comment that is closed as it is opened."""
_BLANK = re.compile(r"\n[ \t]*\n")
_MARKS = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t>]+)*")
"""What may stand before a block in its line: the marks of quotations and lists."""
_DIRECTIVE = re.compile(r"\s*verify:(.*)", re.DOTALL)


def find(text: str, code: list[tuple[int, int]], markup: Markup) -> tuple[str, tuple[Comment, ...]]:
    """The text with every comment masked, its length as it was, and the comments that begin with `verify:`.

    What lies in `code` (spans, in order), in Markdown between backticks, or in HTML in a script is no comment.
    """
    masked = list(text)
    found = []
    for start, end, words in _comments(text, code, markup):
        alone = _stands_alone(text, start, end)
        for i in range(start, end):
            if masked[i] not in "\r\n":
                masked[i] = " " if alone else HIDDEN
        directive = _DIRECTIVE.fullmatch(words)
        if directive:
            found.append(Comment(start, end, directive[1].strip(), alone))
    return "".join(masked), tuple(found)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether nothing but the mark of a quotation stands beside it in its lines."""
    while start and text[start - 1] in " \t>":
        start -= 1
    while end < len(text) and text[end] != "\n" and text[end].isspace():
        end += 1
    return (start == 0 or text[start - 1] == "\n") and (end == len(text) or text[end] == "\n")


def _comments(text: str, code: list[tuple[int, int]], markup: Markup) -> Iterator[tuple[int, int, str]]:
    """Where each comment begins and ends, and its words.

    One that is never closed reaches to the end of a page, and of Markdown if it begins a block; elsewhere it is none, and in
    Markdown neither is one within a line that goes on behind a blank line.
    """
    at = line = seen = 0
    closing = blank = -1
    while match := _OPENED[markup].search(text, at):
        start = match.start()
        line, seen = max(line, text.rfind("\n", seen, start) + 1), start
        within = next((span for span in code if span[0] <= start < span[1]), None)
        if within:
            at = max(within[1], start + 1)
            continue
        if match[0] != _OPENING:
            at = match.end()
            continue
        if markup != "plain" and (nothing := _NOTHING.match(text, start)):
            at = nothing.end()
            yield start, at, ""
            continue
        at = start + len(_OPENING)
        if closing < at:
            closing = text.find("-->", at)
            closing = len(text) if closing < 0 else closing
        is_closed = closing < len(text)
        if markup == "markdown" and not _MARKS.fullmatch(text, line, start):
            if blank < at:
                gap = _BLANK.search(text, at)
                blank = gap.start() if gap else len(text)
            is_comment = is_closed and closing < blank
        else:
            is_comment = is_closed or markup != "plain"
        if is_comment:
            words = text[at:closing]
            at = min(closing + len("-->"), len(text))
            yield start, at, words
