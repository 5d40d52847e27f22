"""A batch as one HTML file that needs nothing else: figures, filters, and each claim with its evidence.

What is shown is chosen here, how it looks is in `templates/`. Text is escaped by Jinja, and the page's Content-Security-Policy
lets only the style and the script run whose hashes it names, so that markup that got through would do nothing.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

import verifier
from verifier.batch.records import Batch, Result
from verifier.records import Evidence, Finding, Outcome, Stance, Status
from verifier.reports.claimreview import anchor
from verifier.reports.links import is_web, to_passage
from verifier.reports.printable import long_date, nearby, printable
from verifier.reports.sources import citation
from verifier.reports.summary import BINS, Summary, summarise
from verifier.reports.words import MEANINGS, VERDICTS, deciding, decisive, reasons, shown, source_name

NEEDS_ALL = True
"""The figures and the choices of the filters stand before the claims, so the results are gone through twice."""

TEMPLATES = Path(__file__).parent / "templates"

MARKS = {Status.CONFLICTING: "≠", Status.MIXED: "±", Status.UNVERIFIED: "?", Status.SUPPORTED: "="}
OUTCOMES = {Outcome.AGREES: "=", Outcome.CONFLICTS: "≠", Outcome.SILENT: "?"}
SIDES = {
    Stance.CONFLICTS: "Conflicting evidence",
    Stance.SUPPORTS: "Supporting evidence",
    Stance.NEUTRAL: "Nearest passages, which do not decide it",
}

Piece = tuple[str, str]
"""Text, and the class of its mark: conflicts, agrees, common (a word that both have) or none."""

WIDTH = 1000.0
"""Of the bar of verdicts, in units of its drawing."""
LEFT, TOP, BOTTOM, STEP = 34, 10, 166, 40
"""Of the histogram: where its columns begin, how high they reach, where they stand, how far they are apart."""


def render(batch: Batch) -> Iterator[str]:
    """The page, in pieces."""
    summary = summarise(batch.results)
    numbers = {name: number for number, (name, _) in enumerate(_by_count(summary.sources.items()))}
    stream = _template().stream(
        name=printable(batch.name),
        author=printable(batch.author),
        made=batch.made,
        made_words=long_date(batch.made),
        problems=[printable(problem) for problem in batch.problems],
        version=verifier.__version__,
        summary=summary,
        verdicts=VERDICTS,
        meanings=MEANINGS,
        marks=MARKS,
        bars=_bars(summary),
        verdicts_said=_verdicts_said(summary),
        histogram=_histogram(summary),
        confidence_said=_confidence_said(summary),
        sources=[(number, name, summary.sources[name]) for name, number in numbers.items()],
        rules=_by_count(summary.rules.items()),
        claims=(_claim(result, numbers) for result in batch.results),
        counted=_counted,
        policy=policy(),
        style=Markup(_read("report.css")),  # noqa: S704 - the project's own
        script=Markup(_read("report.js")),  # noqa: S704
    )
    stream.enable_buffering(200)
    return iter(stream)


@cache
def _template() -> Any:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html")


@cache
def _read(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def policy() -> str:
    """The page's Content-Security-Policy: its own style and script, no other, and no word to anyone."""
    style, script = (
        base64.b64encode(hashlib.sha256(_read(name).encode()).digest()).decode() for name in ("report.css", "report.js")
    )
    return (
        f"default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; img-src data:; base-uri 'none'; "
        "form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _by_count(counts: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    return sorted(counts, key=lambda item: (-item[1], item[0]))


# The claims


def _claim(result: Result, numbers: dict[str, int]) -> dict[str, Any]:
    row, verdict = result.row, result.verdict
    found = decisive(verdict)
    decided = {source_name(one.passage.source) for one in deciding(verdict)}
    return {
        "anchor": anchor(result),
        "status": verdict.status,
        "confidence": round(verdict.confidence, 3),
        "sources": " ".join(str(number) for number in sorted(numbers[name] for name in decided)),
        "rules": " ".join(dict.fromkeys(finding.rule for finding in found)),
        "text": list(_pieces(row.claim.text, _spans_of_claim(found))),
        "reason": printable(found[0].explanation) if found else "",
        "as_expected": result.as_expected,
        "expect": row.expect,
        "about": _about(result),
        "note": printable(verdict.note),
        "findings": _findings(verdict.findings),
        "sides": _sides(shown(verdict)),
    }


def _about(result: Result) -> list[str]:
    row = result.row
    parts = [f"Claim {result.number}", f"line {row.line}", row.id, row.claim.speaker]
    parts += [long_date(row.claim.date)] if row.claim.date else []
    parts += [f"expected {row.expect}"] if row.expect else []
    return [printable(part) for part in parts if part]


def _sides(evidence: Sequence[Evidence]) -> list[dict[str, Any]]:
    sides = []
    for stance, heading in SIDES.items():
        held = [_evidence(one) for one in evidence if one.stance is stance]
        if held:
            sides.append({"stance": stance, "heading": heading, "evidence": held})
    return sides


def _evidence(evidence: Evidence) -> dict[str, Any]:
    source, text = evidence.passage.source, evidence.passage.text
    linked = source.url is not None and is_web(source.url)
    place = source.path and nearby(source.path)
    return {
        "text": list(_pieces(text, _spans_of_source(evidence))),
        "findings": _findings(evidence.findings) if evidence.stance is not Stance.NEUTRAL else [],
        "citation": citation(source),
        "link": printable(to_passage(source.url, text)) if source.url and linked else "",
        "place": " · ".join(printable(part) for part in (place, None if linked else source.url) if part),
    }


def _findings(findings: Sequence[Finding]) -> list[dict[str, str]]:
    return [
        {
            "outcome": finding.outcome,
            "mark": OUTCOMES[finding.outcome],
            "explanation": printable(finding.explanation),
            "rule": finding.rule,
        }
        for finding in reasons(findings)
    ]


def _spans_of_claim(findings: Sequence[Finding]) -> list[tuple[int, int, str]]:
    """The claim's deciding words, disjoint; where a conflict and an agreement meet, the conflict counts."""
    spans: list[tuple[int, int, str]] = []
    for finding in sorted(findings, key=lambda finding: finding.outcome is not Outcome.CONFLICTS):
        fact = finding.claim
        if fact and not any(fact.start < end and start < fact.end for start, end, _ in spans):
            spans.append((fact.start, fact.end, finding.outcome))
    return sorted(spans)


def _spans_of_source(evidence: Evidence) -> list[tuple[int, int, str]]:
    """The passage's highlights, each with what a finding on its words says, or `common`."""
    facts = [(finding.source, finding.outcome) for finding in reasons(evidence.findings) if finding.source]

    def kind(start: int, end: int) -> str:
        return next((outcome for fact, outcome in facts if fact.start < end and start < fact.end), "common")

    return [(start, end, kind(start, end)) for start, end in evidence.highlights]


def _pieces(text: str, spans: Iterable[tuple[int, int, str]]) -> Iterator[Piece]:
    text = printable(text)
    done = 0
    for start, end, kind in spans:
        yield text[done:start], ""
        yield text[start:end], kind
        done = end
    yield text[done:], ""


# The charts


def _bars(summary: Summary) -> list[dict[str, Any]]:
    """A bar for each verdict, side by side, as wide as its share."""
    bars = []
    x = 0.0
    for status in VERDICTS:
        width = WIDTH * summary.share(status)
        if width:
            bars.append({"status": status, "x": round(x, 1), "width": round(max(width - 3, 1), 1)})
        x += width
    return bars


def _verdicts_said(summary: Summary) -> str:
    counts = (f"{summary.statuses[status]:,} {status} ({summary.share(status):.0%})" for status in VERDICTS)
    return f"Bar of verdicts: {', '.join(counts)}."


def _histogram(summary: Summary) -> dict[str, Any]:
    """A column of boxes for each step of confidence, a box for each verdict, and the lines of the scale behind them."""
    columns = [sum(summary.confidence[number, status] for status in VERDICTS) for number in range(BINS)]
    top = _round_up(max(columns))
    unit = (BOTTOM - TOP) / top
    boxes = []
    for number in range(BINS):
        y = float(BOTTOM)
        for status in reversed(VERDICTS):
            count = summary.confidence[number, status]
            if count:
                y -= count * unit
                said = f"{_counted(count, 'claim')} {status} at {_step_said(number)}"
                box = {
                    "status": status,
                    "x": LEFT + number * STEP + 3,
                    "y": round(y, 1),
                    "height": round(count * unit, 1),
                }
                boxes.append(box | {"said": said})
    lines = [{"count": count, "y": round(BOTTOM - count * unit, 1)} for count in sorted({0, top // 2, top})]
    return {"boxes": boxes, "lines": lines}


def _round_up(count: int) -> int:
    """The next even number of two leading digits, the end of a scale that has a middle."""
    size: int = 10 ** max(len(str(count)) - 2, 0)
    step: int = 2 * size
    return max(-(-count // step) * step, 2)


def _step_said(number: int) -> str:
    return f"{100 * number // BINS} to {100 * (number + 1) // BINS}% confidence"


def _confidence_said(summary: Summary) -> str:
    columns = ((number, sum(summary.confidence[number, status] for status in VERDICTS)) for number in range(BINS))
    said = (f"{_counted(count, 'claim')} at {_step_said(number)}" for number, count in columns if count)
    return f"Columns of confidence: {', '.join(said) or 'no claims'}."
