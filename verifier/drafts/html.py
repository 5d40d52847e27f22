"""HTML drafts: the words between the tags, each character in its place; navigation, scripts and code are passed over."""

from __future__ import annotations

import html as entities
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html.parser import HTMLParser

from verifier.documents.html import day_of
from verifier.documents.text import STRUCK
from verifier.drafts import comments
from verifier.drafts.comments import HIDDEN
from verifier.drafts.prose import Block, Character, Draft, Kind, Link, Prose, lower

SKIPPED = STRUCK.union(
    """
    head script style noscript template svg math nav aside footer form button select textarea iframe object
    video audio code pre kbd samp
    """.split()
)
"""Elements whose words are not the article's."""
KINDS = {
    "h1": Kind.HEADING,
    "h2": Kind.HEADING,
    "h3": Kind.HEADING,
    "h4": Kind.HEADING,
    "h5": Kind.HEADING,
    "h6": Kind.HEADING,
    "li": Kind.ITEM,
    "dd": Kind.ITEM,
    "dt": Kind.ITEM,
    "td": Kind.CELL,
    "th": Kind.CELL,
    "caption": Kind.CAPTION,
    "figcaption": Kind.CAPTION,
    "blockquote": Kind.QUOTE,
}
"""What the words of an element are; in all others they are text."""
INLINE = frozenset(
    """
    a abbr acronym b bdi bdo big br cite data del dfn em font i img ins label mark q s small span strike
    strong sub sup time tt u var wbr
    """.split()
)
"""Elements that do not end a paragraph."""
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
"""Elements without an end."""
DEEPEST = 512
"""Elements within each other that are told apart, as in browsers; more than that is no page."""
MAIN = ("article", "main")
"""Elements that hold the article alone, the surest first."""


def read(file: str, text: str) -> Draft:
    """Read a draft."""
    masked, found = comments.find(text, [], "html")
    parser = _Parser([(masked, 0)])
    blocks = list(parser.blocks(main_only=True))
    if blocks and blocks[0].kind is Kind.HEADING:
        blocks[0] = replace(blocks[0], kind=Kind.HEADLINE)
    return Draft(file, text, tuple(blocks), day_of(text), found)


def blocks(parts: Sequence[tuple[str, int]]) -> Iterator[Block]:
    """The blocks in pieces of a file, each given with its offset; comments are masked already."""
    return _Parser(parts).blocks(main_only=False)


class _Parser(HTMLParser):
    """Gathers the characters of one block after the other, with the elements that they are in."""

    def __init__(self, parts: Sequence[tuple[str, int]]) -> None:
        super().__init__(convert_charrefs=False)
        text = "".join(part for part, _ in parts)
        self._line_starts = [0, *(i + 1 for i, character in enumerate(text) if character == "\n")]
        self._offsets: list[int] = []
        at = 0
        self._part_starts: list[int] = []
        for part, offset in parts:
            self._part_starts.append(at)
            self._offsets.append(offset - at)
            at += len(part)
        self._open: list[str] = []
        self._links: list[tuple[int, int, str]] = []
        self._hrefs: list[tuple[int, str]] = []
        self._raised: int | None = None
        self._characters: list[Character] = []
        self._found: list[tuple[Block, frozenset[str]]] = []
        self.feed(text)
        self.close()
        self._end_block()

    def blocks(self, *, main_only: bool) -> Iterator[Block]:
        """The blocks in their order; with `main_only` those of the article, where one is marked as such."""
        within = next((name for name in MAIN if any(name in inside for _, inside in self._found)), None)
        for block, inside in self._found:
            if not main_only or within is None or within in inside:
                yield block

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A block begins, or an element within one."""
        if tag not in INLINE:
            self._end_block()
        if tag == "br":
            self._add(" ", 4)
        if tag == "a":
            self._hrefs.append((len(self._characters), dict(attrs).get("href") or ""))
        if tag == "sup":
            self._raised = len(self._characters)
        if tag not in VOID and len(self._open) < DEEPEST:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element without content, such as `<br/>`."""
        if tag in VOID:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """A block ends, or an element within one; an end without a beginning is nothing."""
        if tag == "a" and self._hrefs:
            start, url = self._hrefs.pop()
            self._links.append((start, len(self._characters), url))
        if tag == "sup" and self._raised is not None:
            lower(self._characters, self._raised)
            self._raised = None
        if tag not in self._open:
            return
        if tag not in INLINE:
            self._end_block()
        while self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Words as they are."""
        if not SKIPPED.intersection(self._open):
            start = self._position()
            self._characters += [
                (c, self._offset(start + i), self._offset(start + i) + 1) for i, c in enumerate(data) if c != HIDDEN
            ]

    def handle_entityref(self, name: str) -> None:
        """A named character."""
        self._reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        """A numbered character."""
        self._reference(f"&#{name}")

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """`<![…` that is no section, which html.parser asserts, is a comment to browsers."""
        place = self.lineno, self.offset
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:
            self.lineno, self.offset = place
            return self.parse_bogus_comment(i, report)

    def _reference(self, written: str) -> None:
        written += ";" * self.rawdata.startswith(written + ";", self._position())
        characters = entities.unescape(written)
        if characters == written:  # an ampersand that begins none
            self.handle_data(written)
        else:
            self._add(characters, len(written))

    def _add(self, characters: str, length: int) -> None:
        if not SKIPPED.intersection(self._open):
            start = self._offset(self._position())
            self._characters += [(character, start, start + length) for character in characters]

    def _position(self) -> int:
        line, column = self.getpos()
        return self._line_starts[line - 1] + column

    def _offset(self, at: int) -> int:
        return at + self._offsets[bisect_right(self._part_starts, at) - 1]

    def _end_block(self) -> None:
        prose = Prose.of(self._characters)
        if prose.text:
            kind = next((KINDS[tag] for tag in reversed(self._open) if tag in KINDS), Kind.PARAGRAPH)
            self._found.append((Block(kind, prose, tuple(self._linked(prose))), frozenset(self._open)))
        self._characters, self._links, self._raised = [], [], None
        self._hrefs = [(0, url) for _, url in self._hrefs]

    def _linked(self, prose: Prose) -> Iterator[Link]:
        for start, end, url in self._links:
            if start < end:
                first, last = self._characters[start][1], self._characters[end - 1][2]
                inside = prose.within(first, last)
                if inside:
                    yield Link(inside.start, inside.stop, url)
