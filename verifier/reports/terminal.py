"""Verdicts as a person reads them in a terminal of any width, in colour or in plain text; nothing is decided here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console
from rich.text import Text

from verifier.records import Evidence, Finding, Outcome, Stance, Status, Verdict
from verifier.reports.printable import nearby, printable
from verifier.reports.sources import citation
from verifier.reports.words import ALONE, HEADINGS, OUTCOMES, reasons_of, sureness

MAX_WIDTH = 100
"""Longer lines are hard to read, however wide the terminal is."""

COLOURS = {Status.SUPPORTED: "green", Status.CONFLICTING: "red", Status.MIXED: "yellow", Status.UNVERIFIED: "blue"}
SECTIONS = {Stance.SUPPORTS: "green", Stance.CONFLICTS: "red", Stance.NEUTRAL: "dim"}
REASONS = {Outcome.AGREES: "green", Outcome.CONFLICTS: "red", Outcome.SILENT: "dim"}
"""The colours of verdicts, of sections, in the order in which these stand, and of reasons."""

DECIDING = "**"
"""Stands around deciding words where they can't be shown in colour, as in Markdown."""

LONGEST_PASSAGE = 420
"""Characters of a passage that are shown; of a longer one, what is around the deciding words."""
AROUND = 120
"""Characters that stay on either side of deciding words in a passage that is cut."""
NEIGHBOURS = 24
"""Cutting fewer characters than this is not worth the ellipsis."""

STOCK = frozenset("the claim says names and source both say in it agrees with".split())
"""The words of an explanation that add nothing to the two facts it names."""
WORD = re.compile(r"\w+")


def render(verdicts: Iterable[Verdict], console: Console, *, nearest: bool = False, shown: int = 3) -> None:
    """Print each verdict with at most `shown` passages of a kind; with `nearest` also those that say nothing of it."""
    for number, verdict in enumerate(verdicts):
        if number:
            console.print(Text("─" * min(console.width, MAX_WIDTH), "dim"))
        _Page(console, shown).verdict(verdict, nearest=nearest)


class _Page:
    """One verdict on one console."""

    def __init__(self, console: Console, shown: int) -> None:
        self._console = console
        self._width = min(console.width, MAX_WIDTH)
        self._shown = shown
        self._mark = "" if console.color_system else DECIDING

    def verdict(self, verdict: Verdict, *, nearest: bool) -> None:
        said = ALONE[verdict.status], f"bold {COLOURS[verdict.status]}"
        self._flow(Text(printable(verdict.claim.text).strip(), "bold"))
        sure = sureness(verdict)
        self._flow(Text.assemble(said, (f" · confidence {sure}" if sure else "", "dim")))
        for finding in verdict.findings:
            self._reason(finding)
        if verdict.note:
            self._flow(Text(printable(verdict.note), "dim"))
        for stance, colour in SECTIONS.items():
            if nearest or stance is not Stance.NEUTRAL:
                evidence = [one for one in verdict.evidence if one.stance is stance]
                self._section(HEADINGS[stance], colour, evidence, len(verdict.evidence))
        if verdict.status is Status.UNVERIFIED and verdict.evidence and not nearest:
            near = [one for one in verdict.evidence if reasons_of(one)]
            if near:
                self._section("Near, but not the same", "dim", near[: self._shown], len(near))
                self._console.print()
            self._flow(Text("Nothing in the sources decides it. --nearest shows the nearest passages.", "dim"))

    def _section(self, heading: str, colour: str, evidence: Sequence[Evidence], looked_at: int) -> None:
        if not evidence:
            return
        self._console.print()
        self._flow(Text(heading, f"bold {colour}"))
        for one in evidence[: self._shown]:
            self._console.print()
            self._evidence(one, colour)
        if len(evidence) > self._shown:
            self._console.print()
            self._flow(Text(f"and {len(evidence) - self._shown} more (-k {looked_at} shows all)", "dim"))

    def _evidence(self, evidence: Evidence, colour: str) -> None:
        passage = _marked(evidence, self._mark, f"bold {colour}")
        if evidence.stance is Stance.NEUTRAL:
            passage.stylize("dim")
        self._flow(passage, Text("┃ ", colour))
        for finding in reasons_of(evidence):
            self._reason(finding)
        source = evidence.passage.source
        self._flow(Text(citation(source), "dim"), Text("  "))
        for place in filter(None, (source.path and nearby(source.path), source.url)):
            # Never wrapped, so that it can be copied or clicked whole.
            self._console.print(Text("  " + printable(place), "dim"), soft_wrap=True)

    def _reason(self, finding: Finding) -> None:
        mark, colour = OUTCOMES[finding.outcome], REASONS[finding.outcome]
        self._flow(Text(_reason(finding), colour), Text(f"{mark} ", colour), Text("  "))

    def _flow(self, text: Text, first: Text | None = None, rest: Text | None = None) -> None:
        """Print a text wrapped to the width, its first line after `first`, the others after `rest` or that again."""
        indent = first or Text()
        for line in text.wrap(self._console, max(self._width - indent.cell_len, 10)):
            line.rstrip()
            self._console.print(Text.assemble(indent, line), soft_wrap=True)
            indent = rest or indent


def _reason(finding: Finding) -> str:
    """Why, in a line: the words of both sides, or the rule's sentence where that says more."""
    if finding.claim is None or finding.source is None:
        return printable(finding.explanation)
    rest = finding.explanation.replace(finding.claim.text, " ").replace(finding.source.text, " ")
    if set(WORD.findall(rest)) - STOCK:
        return printable(finding.explanation)
    return printable(f"claim: {finding.claim.text} · source: {finding.source.text}")


def _marked(evidence: Evidence, mark: str, style: str) -> Text:
    """The passage, cut if it is long, its deciding words in a style or between marks."""
    text = printable(evidence.passage.text)
    highlights = _merged(text, evidence.highlights)
    shown = Text()
    for start, end in _kept(text, highlights):
        if start:
            shown.append("… ")
        position = start
        for low, high in highlights:
            if start <= low and high <= end:
                shown.append(text[position:low])
                shown.append(f"{mark}{text[low:high]}{mark}", style)
                position = high
        shown.append(text[position:end])
        if end < len(text):
            shown.append(" …")
    return shown


def _merged(text: str, highlights: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans, those with nothing but a blank between them made one."""
    merged: list[tuple[int, int]] = []
    for start, end in highlights:
        if merged and not text[merged[-1][1] : start].strip():
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def _kept(text: str, highlights: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans of a text that are shown: all of it, or the words around the highlights, or its beginning."""
    if len(text) <= LONGEST_PASSAGE:
        return [(0, len(text))]
    around = [(low - AROUND, high + AROUND) for low, high in highlights] or [(0, LONGEST_PASSAGE)]
    return list(_joined(_at_words(text, low, high) for low, high in around))


def _at_words(text: str, low: int, high: int) -> tuple[int, int]:
    """The span, made smaller so that it begins and ends with whole words; a little that is left over is kept."""
    start = 0 if low < NEIGHBOURS else text.find(" ", low) + 1
    end = len(text) if high > len(text) - NEIGHBOURS else text.rfind(" ", 0, high)
    return start, end


def _joined(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans in order, those that touch or nearly do made one."""
    current: tuple[int, int] | None = None
    for start, end in spans:
        if current is None:
            current = (start, end)
        elif start <= current[1] + NEIGHBOURS:
            current = (current[0], max(current[1], end))
        else:
            yield current
            current = (start, end)
    if current is not None:
        yield current
