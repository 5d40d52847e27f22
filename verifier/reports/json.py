"""Verdicts as JSON, field by field as the design has it; byte-identical for the same verdicts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from verifier.batch.records import Batch, Result
from verifier.records import Evidence, Fact, Finding, Source, Verdict
from verifier.reports.printable import UNSAFE, nearby

DIGITS = 4
"""Decimals of every score and probability, so that the last bits of a float never show."""


def render(verdicts: Iterable[Verdict], *, many: bool) -> str:
    """One indented object, or an array of them if `many`."""
    objects = map(as_object, verdicts)
    return "".join(array(objects)) if many else indented(next(objects))


def render_batch(batch: Batch) -> Iterator[str]:
    """An array of the results, in pieces."""
    return array(map(result_object, batch.results))


def render_batch_lines(batch: Batch) -> Iterator[str]:
    """A result a line."""
    return map(result_line, batch.results)


def array(objects: Iterable[Any]) -> Iterator[str]:
    """An indented array, in pieces: no more than one object is in memory."""
    opened = False
    for one in objects:
        yield (",\n  " if opened else "[\n  ") + indented(one).rstrip("\n").replace("\n", "\n  ")
        opened = True
    yield "\n]\n" if opened else "[]\n"


def indented(value: Any) -> str:
    """Plain data as JSON that people can read; no string in it has a line's end of its own."""
    return escaped(msgspec.json.format(msgspec.json.encode(value), indent=2)) + "\n"


def line(value: Any) -> str:
    """Plain data as JSON on one line."""
    return escaped(msgspec.json.encode(value)) + "\n"


def render_line(verdict: Verdict) -> str:
    """One object on one line, for JSON lines."""
    return line(as_object(verdict))


def result_line(result: Result) -> str:
    """A result on one line."""
    return line(result_object(result))


def as_object(verdict: Verdict) -> dict[str, Any]:
    """The verdict as plain data; spans of the claim count into the claim, all others into the document.

    A path below the working folder is given as seen from there.
    """
    plain: dict[str, Any] = {
        "claim": valid(verdict.claim.text),
        "verdict": verdict.status.value,
        "confidence": round(verdict.confidence, DIGITS),
        "evidence": [_evidence(evidence) for evidence in verdict.evidence],
    }
    if verdict.findings:
        plain["findings"] = [_finding(finding, 0) for finding in verdict.findings]
    if verdict.note:
        plain["note"] = valid(verdict.note)
    return plain


def result_object(result: Result) -> dict[str, Any]:
    """A verdict's object, and after its fields what the claim file says of the claim."""
    row = result.row
    said = {
        "line": row.line,
        "id": valid(row.id),
        "date": row.claim.date,
        "speaker": valid(row.claim.speaker),
        "expect": row.expect,
        "needs": row.needs,
        "as_expected": result.as_expected,
    }
    return as_object(result.verdict) | {name: value for name, value in said.items() if value not in (None, "")}


def _evidence(evidence: Evidence) -> dict[str, Any]:
    passage = evidence.passage
    return {
        "stance": evidence.stance.value,
        "score": round(evidence.score, DIGITS),
        "probability": round(evidence.probability, DIGITS),
        "text": valid(passage.text),
        "start": passage.start,
        "end": passage.end,
        "source": _source(passage.source),
        "findings": [_finding(finding, passage.start) for finding in evidence.findings],
    }


def _source(source: Source) -> dict[str, Any]:
    return {
        "title": valid(source.title),
        "publisher": valid(source.publisher),
        "published": source.published,
        "url": valid(source.url),
        "path": valid(source.path and nearby(source.path)),
    }


def _finding(finding: Finding, offset: int) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "outcome": finding.outcome.value,
        "claim": _span(finding.claim, 0),
        "source": _span(finding.source, offset),
        "explanation": valid(finding.explanation),
        "suggestion": valid(finding.suggestion),
    }


def _span(fact: Fact | None, offset: int) -> dict[str, Any] | None:
    if fact is None:
        return None
    return {"text": valid(fact.text), "start": fact.start + offset, "end": fact.end + offset}


def valid(text: str | None) -> str | None:
    """The text with lone surrogates, which UTF-8 can't hold (they come from a path that is not UTF-8), replaced."""
    return text and text.encode("utf-8", "replace").decode("utf-8")


def escaped(encoded: bytes) -> str:
    """The JSON with what a terminal, or a log, would obey as \\u escapes: the same values, safe to look at."""
    shown = UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", encoded.decode("utf-8"))
    return (
        shown.replace("##[", "##\\u005b")
        .replace("\x85", "\\u0085")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
    )
