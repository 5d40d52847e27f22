"""Lines into paragraphs: text that was wrapped, or cut in two by a blank line, put together again."""

from __future__ import annotations

import re
from itertools import pairwise

LEAST_WIDTH = 40
"""Characters: a text whose lines are all shorter was not wrapped."""
LEAST_LOWER = 0.4
"""The least share of wrapped lines that begin in lower case; in prose it is about 0.8."""
LEAST_WORDS = 5
"""Of a paragraph that can be the first half of a sentence; a shorter one without a full stop is a heading."""

_CELLS = " | "
ITEM = re.compile(r"\s*(?:[-*•‣◦▪●]|\(?\d{1,3}[.)]|\(?[a-z]\))\s+\S")
_STOPPED = re.compile(r"[.!?…:。！？][\"'”’»)\]]*$")
_CUT_WORD = re.compile(r"[^\W\d_]-$")


def unwrap(text: str) -> str:
    """The text with each wrapped paragraph on one line; lines that were ended on purpose stay.

    A line was wrapped if the first word of the next did not fit into the text's width, or begins in lower case without
    a stop before it. The first holds only where enough lines begin in lower case that the text is wrapped at all.
    """
    lines = [line.rstrip() for line in text.split("\n")]
    breaks = [
        (line, following) for line, following in pairwise(lines) if line and following and not ITEM.match(following)
    ]
    lower = sum(_is_lower(following) for _, following in breaks)
    lengths = sorted(len(line) for line in lines if line and "://" not in line)
    width = 0
    if breaks and lower >= LEAST_LOWER * len(breaks):
        width = max(LEAST_WIDTH, lengths[len(lengths) * 95 // 100] if lengths else 0)
    joined = [lines[0]]
    for line, following in pairwise(lines):
        if not line or not following or ITEM.match(following) or not _is_wrap(line, following, width):
            joined.append(following)
        elif _CUT_WORD.search(line) and _is_lower(following) and width:
            joined[-1] = joined[-1][:-1] + following.lstrip()
        else:
            joined[-1] += " " + following.lstrip()
    return "\n".join(joined)


def apart(text: str) -> str:
    """The text with an empty line before each line but items of a list and rows of a table: a paragraph of its own."""
    rows = text.split("\n")
    parted = rows[:1]
    for line, following in pairwise(rows):
        together = not line or not following or ITEM.match(following) or (_CELLS in line and _CELLS in following)
        parted.append(following if together else f"\n{following}")
    return "\n".join(parted)


def goes_on(paragraph: str, following: str) -> bool:
    """Whether a blank line cut one sentence in two between these paragraphs."""
    if ITEM.match(paragraph) or ITEM.match(following) or len(paragraph.split(None, LEAST_WORDS)) < LEAST_WORDS:
        return False
    return _is_lower(following) and not _STOPPED.search(paragraph[-8:])


def _is_wrap(line: str, following: str, width: int) -> bool:
    word = following.split(None, 1)[0]
    if _is_lower(following):
        return bool(width) or not _STOPPED.search(line[-8:])
    return len(line) + 1 + len(word) > width > 0


def _is_lower(line: str) -> bool:
    return line.lstrip()[:1].islower()
