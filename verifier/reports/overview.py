"""A batch as a person reads it in a terminal: a claim and why in two or three lines, then the figures."""

from __future__ import annotations

from collections.abc import Iterator

from verifier.batch.records import Batch, Result
from verifier.reports.printable import printable
from verifier.reports.sources import citation
from verifier.reports.summary import Summary
from verifier.reports.words import MARKS, VERDICTS, counted, deciding, decisive, reasons_of, sureness

INDENT = " " * 4


def render(batch: Batch) -> Iterator[str]:
    """Each result as it comes, and at the end what is not as expected and what all come to."""
    summary = Summary()
    mismatches = []
    for result in batch.results:
        summary.add(result)
        if result.as_expected is False:
            mismatches.append(mismatch(batch.name, result))
        yield _result(batch, result)
    if mismatches:
        yield "\nNot as expected:\n" + "".join(f"{INDENT}{line}\n" for line in mismatches)
    yield f"\n{sentence(summary)}\n"


def sentence(summary: Summary) -> str:
    """The figures in a line."""
    counts = [f"{summary.statuses[status]:,} {status}" for status in VERDICTS if summary.statuses[status]]
    said = ": ".join(filter(None, (counted(summary.claims, "claim"), ", ".join(counts)))) + "."
    if summary.expected:
        said += f" {summary.expected - summary.mismatches:,} of {summary.expected:,} as expected."
    return said


def mismatch(name: str, result: Result) -> str:
    """A claim that did not get the verdict that its file, called `name`, expects."""
    place = f"{name}:{result.row.line}"
    return f"{place}: expected {result.row.expect}, is {result.verdict.status}: {printable(result.row.claim.text)}"


def _result(batch: Batch, result: Result) -> str:
    row, verdict = result.row, result.verdict
    heading = f"{batch.name}:{row.line}: {verdict.status} {sureness(verdict)}".rstrip()
    if result.as_expected is False:
        heading += f", expected {row.expect}"
    lines = [f"{MARKS[verdict.status]} {printable(heading)}", INDENT + printable(row.claim.text)]
    found = decisive(verdict)
    if found:
        best = next(iter(deciding(verdict)), None)
        cited = f" — {citation(best.passage.source)}" if best and found[0] in reasons_of(best) else ""
        lines.append(f"{INDENT}{printable(found[0].explanation)}{cited}")
    if verdict.note:
        lines.append(INDENT + printable(verdict.note))
    return "\n".join(lines) + "\n"
