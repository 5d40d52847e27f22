"""Markdown drafts: front matter, headings, paragraphs, lists, quotations, tables and footnotes, each character in its place.

markdown-it reads the structure. Of what stands within a paragraph it keeps no places, so its inline rules are watched: each
text token is noted with the place where its rule began.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

from verifier.documents import frontmatter
from verifier.documents.markdown import refuse_marks
from verifier.documents.text import STRUCK
from verifier.drafts import comments, html
from verifier.drafts.comments import HIDDEN
from verifier.drafts.prose import Block, Character, Draft, Kind, Link, Prose, Span, followed, lower, split_lines

HEADLINES = frozenset({"title", "headline"})
SUMMARIES = frozenset(
    {"summary", "description", "subtitle", "standfirst", "abstract", "dek", "deck", "excerpt", "lede", "subheadline"}
)
"""Fields of the front matter that are prose."""

_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,40}\]:?")
_DEFINITION = re.compile(r"(?P<indent>[ ]{0,3})\[\^[^\]\s]{1,40}\]:")
_ATX = re.compile(r"#{1,6}[ \t]+")
_TAG = re.compile(r"<(?P<closes>/?)(?P<name>\w+)")
_BREAKS = frozenset({"softbreak", "hardbreak"})
_TEXTS = frozenset({"text", "text_special", "code_inline"})
_PLACED = _BREAKS | _TEXTS
"""Tokens that the place is noted of."""


def read(file: str, text: str) -> Draft:
    """Read a draft. Raises DocumentError for a front matter that is none."""
    refuse_marks(text, Path(file))
    unix = "\n".join(split_lines(text))
    source, body = frontmatter.cut(unix, Path(file))
    first_line = unix[: len(unix) - len(body)].count("\n")
    reader = _Reader(text, first_line)
    blocks = [*_header(text, unix), *reader.blocks()]
    blocks = _with_headline(blocks)
    return Draft(file, text, tuple(blocks), source.published, reader.comments)


def _with_headline(blocks: list[Block]) -> list[Block]:
    """The first heading is the headline where no other is named and nothing but a summary stands above it."""
    for i, block in enumerate(blocks):
        if block.kind is Kind.HEADLINE:
            break
        if block.kind is Kind.HEADING:
            return [*blocks[:i], replace(block, kind=Kind.HEADLINE), *blocks[i + 1 :]]
        if block.kind is not Kind.SUMMARY:
            break
    return blocks


def _header(text: str, unix: str) -> Iterator[Block]:
    """The headline and summary in the front matter; `unix` is the text with uniform line ends."""
    header = frontmatter.find(unix)
    starts = _starts(text)
    for field in frontmatter.written(header) if header else ():
        name = field.name.lower()
        kind = Kind.HEADLINE if name in HEADLINES else Kind.SUMMARY if name in SUMMARIES else None
        if header and kind and field.value.strip():
            start, end = (_in_file(starts, unix, header.start + at) for at in (field.start, field.end))
            prose = followed(field.value.strip(), text[start:end], start)
            # Escapes of a quoted value are written in other characters: all of it then stands for all of it.
            yield Block(kind, prose or Prose.of((c, start, end) for c in field.value))


def _in_file(starts: list[int], unix: str, at: int, first_line: int = 0) -> int:
    """The offset in the file of one into its text from `first_line` on, with uniform line ends."""
    line = unix.count("\n", 0, at)
    return starts[first_line + line] + at - (unix.rfind("\n", 0, at) + 1)


def _starts(text: str) -> list[int]:
    """Where each line of the file begins, and where it ends."""
    return [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text)), len(text)]


class _Reader:
    """One draft's body under way from tokens to blocks."""

    def __init__(self, text: str, first_line: int) -> None:
        self._first = first_line
        self._text = text
        self._starts = _starts(text)
        lines = split_lines(text)[first_line:]
        joined = "\n".join(lines)
        parser = _parser()
        code = [_lines_of(token, lines) for token in parser.parse(joined) if token.type in ("fence", "code_block")]
        masked, found = comments.find(joined, code, "markdown")
        self.comments = tuple(
            replace(each, start=self._offset_in(joined, each.start), end=self._offset_in(joined, each.end))
            for each in found
        )
        self._notes: set[int] = set()
        self._lines = self._without_footnotes(masked.split("\n"))
        self._tokens = parser.parse("\n".join(self._lines))

    def blocks(self) -> Iterator[Block]:
        """All that is prose, in the order of the file."""
        inside: list[str] = []
        column = 0
        for token in self._tokens:
            if token.nesting == 1:
                inside.append(token.type)
                column = 0 if token.type == "tr_open" else column
            elif token.nesting == -1:
                inside.pop()
            elif token.type == "html_block" and token.map:
                yield from self._html(token.map)
            elif token.type == "inline" and token.map and token.content:
                if "tr_open" in inside:
                    places, column = self._cell(token, column)
                else:
                    places = self._places(token, is_heading="heading_open" in inside)
                block = self._block(token, places, self._kind(inside, token.map[0]))
                if block.prose.text:
                    yield block

    def _kind(self, inside: list[str], line: int) -> Kind:
        if "tr_open" in inside:
            return Kind.CELL
        if "heading_open" in inside:
            return Kind.HEADING
        if line in self._notes:
            return Kind.NOTE
        if "blockquote_open" in inside:
            return Kind.QUOTE
        return Kind.ITEM if "list_item_open" in inside else Kind.PARAGRAPH

    def _block(self, token: Token, places: Callable[[int], int], kind: Kind) -> Block:
        """The prose of one inline token; `places` says where an offset into its content stands in the file."""
        characters: list[Character] = []
        opened: list[tuple[int, str]] = []
        linked: list[tuple[int, int, str]] = []
        struck = False
        raised_from: int | None = None
        for child in token.children or ():
            tag = _TAG.match(child.content) if child.type == "html_inline" else None
            name, closes = (tag["name"].casefold(), bool(tag["closes"])) if tag else ("", False)
            if child.type in {"s_open", "s_close"} or name in STRUCK:
                struck = child.type == "s_open" or (bool(name) and not closes)
            elif name == "sup":
                if closes and raised_from is not None:
                    lower(characters, raised_from)
                raised_from = None if closes else len(characters)
            elif child.type == "link_open":
                opened.append((len(characters), str(child.attrs.get("href", ""))))
            elif child.type == "link_close" and opened:
                start, url = opened.pop()
                linked.append((start, len(characters), url))
            elif child.type in _BREAKS:
                characters.append((" ", places(child.meta["at"]), places(child.meta["end"] - 1) + 1))
            elif not struck and child.type in _TEXTS and "at" in child.meta:
                at, end = child.meta["at"], child.meta["end"]
                exact = end - at == len(child.content)
                for i, character in enumerate(child.content):
                    if character != HIDDEN:
                        start = at + i if exact else at
                        characters.append((character, places(start), places(start if exact else end - 1) + 1))
        prose = Prose.of(characters)
        return Block(kind, prose, tuple(_links(prose, characters, linked)))

    def _places(self, token: Token, *, is_heading: bool) -> Callable[[int], int]:
        assert token.map
        begins: list[int] = []
        shifts: list[int] = []
        offset = 0
        for i, content in enumerate(token.content.split("\n")):
            number = token.map[0] + i
            line = self._lines[number]
            # What precedes the words of a line are the marks of quotations and lists; what follows them, of headings.
            # A tab before them may be several blanks of the content, so that these begin before the line.
            column = len(line.rstrip()) - len(content.rstrip())
            if is_heading and not line.endswith(content):
                mark = _ATX.search(line)
                column = mark.end() if mark else max(line.find(content), 0)
            begins.append(offset)
            shifts.append(self._starts[self._first + number] + column - offset)
            offset += len(content) + 1

        def place(at: int) -> int:
            return at + shifts[bisect_right(begins, at) - 1]

        return place

    def _cell(self, token: Token, column: int) -> tuple[Callable[[int], int], int]:
        """Where the content of a table's cell stands, in the row from `column` on, and where it ends."""
        assert token.map
        line = self._lines[token.map[0]]
        written = token.content.replace("|", r"\|")
        start = max(line.find(written, column), 0)
        escapes = [i for i, character in enumerate(token.content) if character == "|"]
        offset = self._starts[self._first + token.map[0]] + start

        def place(at: int) -> int:
            return offset + at + bisect_right(escapes, at)

        return place, start + len(written)

    def _html(self, lines: list[int]) -> Iterator[Block]:
        """The prose in a block of HTML."""
        parts = []
        for number in range(*lines):
            start = self._starts[self._first + number]
            parts.append((self._lines[number] + "\n", start))
        yield from html.blocks(parts)

    def _offset_in(self, joined: str, at: int) -> int:
        """The offset in the file of an offset into the body with uniform line ends."""
        return _in_file(self._starts, joined, at, self._first)

    def _without_footnotes(self, lines: list[str]) -> list[str]:
        """The lines with the marks of footnotes hidden, and the footnotes' further paragraphs not indented as code is."""
        result = []
        in_note = False
        for number, line in enumerate(lines):
            definition = _DEFINITION.match(line)
            if definition:
                in_note = True
            elif line.strip() and not line.startswith(("    ", "\t")) and not (lines[number - 1].strip() and in_note):
                in_note = False
            if in_note:
                self._notes.add(number)
                if not definition and line.startswith("    "):
                    line = HIDDEN * 4 + line[4:]  # noqa: PLW2901 - the line as it is read
            result.append(_FOOTNOTE.sub(lambda mark: HIDDEN * len(mark[0]), line))
        return result


def _lines_of(token: Token, lines: list[str]) -> Span:
    """The span of a block of code in the joined lines."""
    first, last = token.map or (0, 0)
    start = sum(len(line) + 1 for line in lines[:first])
    return start, start + sum(len(line) + 1 for line in lines[first:last])


def _links(prose: Prose, characters: list[Character], linked: list[tuple[int, int, str]]) -> Iterator[Link]:
    for start, end, url in linked:
        if start < end:
            first, last = characters[start][1], characters[end - 1][2]
            inside = prose.within(first, last)
            if inside:
                yield Link(inside.start, inside.stop, url)


# --- markdown-it, with the place of each inline token in its `meta` -------------------------------


class _State(StateInline):
    """Notes where the text that it was gathering began: it is a run of the source that ends here."""

    def pushPending(self) -> Token:  # noqa: N802 - markdown-it's name
        length = len(self.pending)
        token = super().pushPending()
        token.meta = {"at": self.pos - length, "end": self.pos}
        return token


class _Inline(ParserInline):
    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        state = _State(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    watched = _Inline()
    enabled = parser.inline.ruler.get_active_rules()
    for rule in watched.ruler.__rules__:
        rule.enabled = rule.name in enabled
        rule.fn = _watched(rule.fn)
    # These two join tokens to one, whose parts then have no places.
    watched.ruler2.disable("fragments_join")
    parser.core.ruler.disable("text_join")
    parser.inline = watched
    return parser


def _watched(rule: Callable[..., bool]) -> Callable[..., bool]:
    """The inline rule, which notes the places of the tokens that it makes."""

    def run(state: Any, silent: bool) -> bool:
        if silent:
            return rule(state, True)
        if state.pending:
            state.pushPending()
        before, made = state.pos, len(state.tokens)
        if not rule(state, False):
            return False
        at = before
        for token in state.tokens[made:]:
            if "at" in token.meta or token.type not in _PLACED:
                continue
            if token.type in _BREAKS:
                # A backslash may stand before the line's end; the blanks that begin the next line are its own.
                token.meta = {"at": before, "end": before + 1 + (state.src[before] == "\\")}
            elif token.type == "text_special":
                token.meta = {"at": before, "end": state.pos}
            elif token.type == "code_inline":
                within = state.src[before + len(token.markup) : state.pos - len(token.markup)].replace("\n", " ")
                at = before + len(token.markup) + within.find(token.content)
                token.meta = {"at": at, "end": at + len(token.content)}
            else:
                # The marks of emphasis, one token each, and the address of an autolink behind its bracket.
                at = before + 1 if state.src[before] == "<" else at
                token.meta = {"at": at, "end": at + len(token.content)}
                at += len(token.content)
        return True

    return run
