"""A verdict as a piece of HTML for a notebook cell: no scripts, nothing loaded, all text from documents escaped."""

from __future__ import annotations

from html import escape

from verifier.records import Evidence, Finding, Source, Stance, Status, Verdict
from verifier.reports.links import is_web
from verifier.reports.printable import pieces, printable
from verifier.reports.sources import citation
from verifier.reports.words import ALONE, HEADINGS, reasons_of, sureness

COLOURS = {
    Status.SUPPORTED: "#1a7f37",
    Status.CONFLICTING: "#cf222e",
    Status.MIXED: "#9a6700",
    Status.UNVERIFIED: "#0969da",
}
SECTIONS = {Stance.SUPPORTS: COLOURS[Status.SUPPORTED], Stance.CONFLICTS: COLOURS[Status.CONFLICTING]}
"""The colours of verdicts and of sections; passages that say nothing of the claim are not shown."""


def render(verdict: Verdict) -> str:
    """The verdict in words and colour, and under it the evidence that supports or conflicts."""
    colour, words, sure = COLOURS[verdict.status], ALONE[verdict.status], sureness(verdict)
    parts = [
        f"<strong>{_text(verdict.claim.text)}</strong><br>",
        f'<strong style="color:{colour}">{words}</strong>{f" · confidence {sure}" if sure else ""}',
    ]
    parts += [f"<div>{_text(finding.explanation)}</div>" for finding in verdict.findings]
    if verdict.note:
        parts.append(f"<div>{_text(verdict.note)}</div>")
    for stance, colour in SECTIONS.items():
        evidence = [one for one in verdict.evidence if one.stance is stance]
        if evidence:
            parts.append(f'<p style="color:{colour};margin:.8em 0 .3em"><strong>{HEADINGS[stance]}</strong></p>')
            parts += [_evidence(one, colour) for one in evidence]
    return f'<div style="max-width:46em;line-height:1.45">{"".join(parts)}</div>'


def _evidence(evidence: Evidence, colour: str) -> str:
    style = f"border-left:3px solid {colour};margin:0 0 .8em;padding:0 0 0 .8em"
    reasons = "".join(_reason(finding) for finding in reasons_of(evidence))
    cited = f"<small>{_citation(evidence.passage.source)}</small>"
    return f'<blockquote style="{style}">{_marked(evidence)}{reasons}<div>{cited}</div></blockquote>'


def _marked(evidence: Evidence) -> str:
    parts = pieces(evidence.passage.text, evidence.highlights)
    return "".join(f"<mark>{escape(text)}</mark>" if marked else escape(text) for text, marked in parts)


def _reason(finding: Finding) -> str:
    return f"<div><em>{_text(finding.explanation)}</em></div>"


def _citation(source: Source) -> str:
    cited = [escape(citation(source)), *([_text(source.path)] if source.path else [])]
    if source.url:
        address = _text(source.url)
        cited.append(f'<a href="{address}">{address}</a>' if is_web(source.url) else address)
    return " · ".join(cited)


def _text(text: str) -> str:
    return escape(printable(text))
