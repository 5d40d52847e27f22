"""Documents into passages: short runs of whole sentences, with exact offsets; nothing here reads files."""

from __future__ import annotations

import re
from collections.abc import Iterator

from verifier.documents import sentences
from verifier.records import Document, Passage

TARGET = 450
"""Characters at which a passage is full: two or three sentences, well within the 256 tokens that the embedder reads."""
LONGEST = 1_000
"""Characters of the longest passage; a longer sentence is cut at a clause or a space."""
MOST_TOKENS = 210
"""Of a passage, as `_reach` counts them; it may be a fifth too low, and the embedder reads 256."""
HEADING = 80
"""Characters up to which a paragraph without a full stop is a heading, which goes with what follows."""

_WORD = re.compile(r"\S")
_TOKEN = re.compile(r"[A-Za-z]{1,5}|\d{1,2}|[^\sA-Za-z\d]")
"""About what the embedder's vocabulary makes one token of: part of an English word, two digits, any other character."""


def split(document: Document) -> list[Passage]:
    """The passages of a document: `document.text[start:end] == text`, in order and disjoint, with all that is not space."""
    text = document.text
    passages: list[Passage] = []
    start: int | None = None
    last = 0
    for sentence_start, sentence_end in _pieces(text):
        if start is not None and not _belongs(text, start, last, sentence_start, sentence_end):
            passages.append(_passage(document, start, last, passages))
            start = None
        if start is None:
            start = sentence_start
        last = sentence_end
    if start is not None:
        passages.append(_passage(document, start, last, passages))
    return passages


def _passage(document: Document, start: int, end: int, before: list[Passage]) -> Passage:
    context = " ".join(dict.fromkeys(passage.text for passage in (*before[:1], *before[-1:])))
    return Passage(document.source, start, end, document.text[start:end], context)


def _belongs(text: str, start: int, last: int, sentence_start: int, sentence_end: int) -> bool:
    """Whether a sentence still goes into the passage from `start` to `last`."""
    if _reach(text, start, sentence_end) < sentence_end:
        return False
    if "\n\n" not in text[last:sentence_start]:
        return sentence_end - start <= TARGET
    paragraph = max(text.rfind("\n\n", start, last) + 2, start)
    if not _leads_on(text[paragraph:last]):
        return False
    return sentence_end - start <= (LONGEST if paragraph == start else TARGET)


def _leads_on(paragraph: str) -> bool:
    """Whether a paragraph is a heading, or announces what stands below it, and means little without."""
    if paragraph.endswith(":"):
        return True
    return len(paragraph) <= HEADING and "\n" not in paragraph and not paragraph.endswith((".", "!", "?", "”", '"'))


def _reach(text: str, start: int, end: int) -> int:
    """How far a passage from `start` may go: to `end`, or to where it is too long or has too many tokens."""
    if end - start > MOST_TOKENS:
        end = min(end, start + LONGEST)
        for count, token in enumerate(_TOKEN.finditer(text, start, end)):
            if count == MOST_TOKENS:
                return token.start()
    return end


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """The sentences, the overlong ones cut: after a clause or else at a space, if there is one."""
    for first, end in sentences.spans(text):
        start = first
        while (reach := _reach(text, start, end)) < end:
            cut = max(text.rfind(mark, (start + reach) // 2, reach) for mark in ("; ", ", ", "\n", "，", "、", "；"))
            if cut < 0:
                cut = text.rfind(" ", start + 1, reach)
            cut = reach if cut < 0 else cut + 1
            yield start, start + len(text[start:cut].rstrip())
            following = _WORD.search(text, cut, end)
            start = following.start() if following else end
        if start < end:
            yield start, end
