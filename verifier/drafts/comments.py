"""Comments in a draft's source: those that speak to this program found, and all of them taken out of what is read."""

from __future__ import annotations

import re

from verifier.drafts.prose import Comment

HIDDEN = "\ue000"
"""Stands for a character of a comment within a line, so that what is around it keeps its place."""

_COMMENT = re.compile(
    r"(?P<code>(?P<ticks>(?<!`)`+(?!`))(?:(?!\n[ \t]*\n).)*?(?<!`)(?P=ticks)(?!`))|<!--(?P<words>.*?)(?:-->|\Z)",
    re.DOTALL,
)
_DIRECTIVE = re.compile(r"\s*verify:(.*)", re.DOTALL)


def find(text: str, code: list[tuple[int, int]], *, ticks: bool = True) -> tuple[str, tuple[Comment, ...]]:
    """The text with every comment masked, its length as it was, and the comments that begin with `verify:`.

    What lies in `code` (spans, in order), or with `ticks` between backticks, is no comment.
    """
    masked = list(text)
    found = []
    for match in _matches(text, code, ticks=ticks):
        start, end = match.span()
        before = text[text.rfind("\n", 0, start) + 1 : start]
        line_end = text.find("\n", end)
        after = text[end : len(text) if line_end < 0 else line_end]
        alone = not before.strip(" \t>") and not after.strip()
        for i in range(start, end):
            if masked[i] not in "\r\n":
                masked[i] = " " if alone else HIDDEN
        directive = _DIRECTIVE.fullmatch(match["words"])
        if directive:
            found.append(Comment(start, end, directive[1].strip(), alone))
    return "".join(masked), tuple(found)


def _matches(text: str, code: list[tuple[int, int]], *, ticks: bool) -> list[re.Match[str]]:
    matches = []
    at = 0
    while match := _COMMENT.search(text, at):
        within = next((span for span in code if span[0] <= match.start() < span[1]), None)
        if within:
            at = max(within[1], match.start() + 1)
        elif match["code"] and not ticks:
            at = match.start() + len(match["ticks"])
        else:
            if match["code"] is None:
                matches.append(match)
            at = match.end()
    return matches
