"""A verdict with its evidence as every HTML page shows it, and what such pages share; which verdicts, the page decides.

How it looks is in `templates/claim.html` and `templates/claims.css`. Text is escaped by Jinja, and a page's
Content-Security-Policy lets only what is named by its hash style it or run, so that markup that got through would do nothing.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from verifier.records import Evidence, Finding, Outcome, Stance, Verdict
from verifier.reports.links import is_web, to_passage
from verifier.reports.printable import nearby, printable
from verifier.reports.sources import citation
from verifier.reports.words import HEADINGS, MARKS, OUTCOMES, VERDICTS, decisive, reasons, reasons_of, shown, sureness

TEMPLATES = Path(__file__).parent / "templates"

SIDES = {
    Stance.CONFLICTS: HEADINGS[Stance.CONFLICTS],
    Stance.SUPPORTS: HEADINGS[Stance.SUPPORTS],
    Stance.NEUTRAL: f"{HEADINGS[Stance.NEUTRAL]}, which do not decide it",
}
"""In the order of `words.shown`."""

Piece = tuple[str, str]
"""Text, and the class of its mark: conflicts, agrees, common (a word that both have) or none."""


@cache
def environment(*folders: Path) -> Environment:
    """Templates that escape all text, from these folders and from this room's own."""
    made = Environment(
        loader=FileSystemLoader([*folders, TEMPLATES]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(marks=MARKS, verdicts=VERDICTS)
    return made


@cache
def read(*files: Path) -> str:
    """The text of the files, one after the other."""
    return "".join(file.read_text(encoding="utf-8") for file in files)


def hashed(text: str) -> str:
    """The source expression by which a Content-Security-Policy lets in a style or script with this text."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def view(verdict: Verdict) -> dict[str, Any]:
    """What the macro `claim` shows of a verdict; the blanks are for what a page knows of the claim besides."""
    found = decisive(verdict)
    return {
        "status": verdict.status,
        "confidence": round(verdict.confidence, 3),
        "sure": sureness(verdict),
        "text": list(_pieces(verdict.claim.text, _spans_of_claim(found))),
        "reason": printable(found[0].explanation) if found else "",
        "note": printable(verdict.note),
        "findings": _findings(reasons(verdict.findings)),
        "sides": _sides(shown(verdict)),
        "about": [],
        "anchor": "",
        "unexpected": "",
    }


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
        "findings": _findings(reasons_of(evidence)),
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
        for finding in findings
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
