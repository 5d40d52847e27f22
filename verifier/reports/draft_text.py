"""Problems of drafts as a compiler prints them, a line each; in full also the words in the draft and in the source."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence

from verifier.drafts.records import CheckedDraft, Level, Problem, Region
from verifier.records import Evidence, Status
from verifier.reports.printable import nearby, printable
from verifier.reports.problems import against
from verifier.reports.sources import citation

COLOURS = {Level.ERROR: "red", Level.WARNING: "yellow", Level.NOTE: "blue"}
LABELS = {Status.CONFLICTING: "conflict", Status.MIXED: "mixed"}
"""What a verdict is called before its rule; other problems are called by their rule alone."""

WIDTH = 100
"""Columns of an excerpt; of a longer line what is around the words is shown."""

_SIDES = re.compile(r"\bthe (claim|source)\b")
_LINE_END = re.compile(r"\r\n|\r|\n")

Paint = Callable[[str, str], str]
"""Words in a colour, or as they are."""


def render(drafts: Sequence[CheckedDraft], *, colour: bool = False) -> str:
    """One line for each problem; nothing for drafts without any."""
    paint = _painter(colour)
    return "".join(f"{_line(each, paint)}\n" for draft in drafts for each in draft.problems)


def render_full(drafts: Sequence[CheckedDraft], *, colour: bool = False) -> str:
    """Each problem with its line of the draft and the passage of the source, the words that count marked below."""
    paint = _painter(colour)
    shown = ["".join(f"{line}\n" for line in _full(each, draft, paint)) for draft in drafts for each in draft.problems]
    return "\n".join(shown)


def _painter(colour: bool) -> Paint:
    if not colour:
        return lambda words, _: words
    import typer  # noqa: PLC0415 - only a terminal needs it

    return lambda words, name: typer.style(words, dim=True) if name == "dim" else typer.style(words, fg=name, bold=True)


def _line(problem: Problem, paint: Paint) -> str:
    place = f"{printable(nearby(problem.file))}:{problem.region.line}:{problem.region.column}:"
    label = paint(_label(problem), COLOURS[problem.level])
    cited = next(against(problem), None)
    source = f" — {citation(cited[0].passage.source, ', ')}" if cited else ""
    known = " (known)" if problem.known else ""
    return f"{place} {label} {_SIDES.sub(_side, printable(problem.message))}{source}{known}"


def _side(match: re.Match[str]) -> str:
    return match[1]


def _label(problem: Problem) -> str:
    status = problem.verdict.status if problem.verdict else None
    label = LABELS.get(status) if status else None
    return f"{label}[{problem.rule}]" if label else f"{problem.rule}:"


def _full(problem: Problem, draft: CheckedDraft, paint: Paint) -> Iterator[str]:
    yield _line(problem, paint)
    region = problem.region
    colour = COLOURS[problem.level]
    yield from _excerpt(*_line_of(draft.text, region), f"{region.line:>6} | ", lambda words: paint(words, colour))
    cited = next(against(problem), None)
    if cited:
        evidence, finding = cited
        passage = evidence.passage
        words = (finding.source.start, finding.source.end) if finding.source else _widest(evidence)
        yield from _excerpt(passage.text, words, "source | ", lambda words: paint(words, "green"))
        for place in filter(None, (passage.source.path and nearby(passage.source.path), passage.source.url)):
            yield paint(f"       = {printable(place)}", "dim")
    if problem.fix:
        safe = "safe to apply with --fix" if problem.fix.safe else "read it before you apply it"
        yield f"       = correction: {printable(problem.fix.replacement)} ({safe})"


def _widest(evidence: Evidence) -> tuple[int, int]:
    return max(evidence.highlights, key=lambda span: span[1] - span[0], default=(0, 0))


def _line_of(text: str, region: Region) -> tuple[str, tuple[int, int]]:
    """The line on which a region begins, and the columns, from 0, that it takes there."""
    start = region.start - region.column + 1
    end = _LINE_END.search(text, start)
    line = text[start : end.start() if end else len(text)]
    first = region.column - 1
    return line, (first, region.end_column - 1 if region.end_line == region.line else len(line))


def _excerpt(text: str, span: tuple[int, int], margin: str, paint: Callable[[str], str]) -> Iterator[str]:
    """A line of text around a span, and carets under the span."""
    start, end = span
    first, last = 0, len(text)
    if len(text) > WIDTH:
        first = max(0, min(start - WIDTH // 3, len(text) - WIDTH))
        last = min(len(text), first + WIDTH)
    before, after = ("…" if first else ""), ("…" if last < len(text) else "")
    shown = printable(text[first:last])
    yield f"{margin}{before}{shown}{after}"
    start, end = max(start, first), min(end, last)
    if start < end:
        indent = len(before) + columns(shown[: start - first])
        carets = "^" * columns(shown[start - first : end - first])
        yield f"{' ' * (len(margin) - 2)}| {' ' * indent}{paint(carets)}"


def columns(text: str) -> int:
    """The columns of a terminal that a text takes: two for a wide character, none for a combining mark."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return len(text) + wide - sum(bool(unicodedata.combining(character)) for character in text)
