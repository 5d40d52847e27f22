"""A batch as a table, for spreadsheets: a row a claim, in UTF-8; no cell can begin a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from verifier.batch.records import Batch, Result
from verifier.reports.json import DIGITS
from verifier.reports.printable import nearby, printable
from verifier.reports.words import deciding, deciding_rules, decisive

COLUMNS = (
    "line id claim date speaker verdict confidence expect as_expected rules reason note "
    "title publisher published url path passage"
).split()
"""`reason` and all after `note` are of the evidence that counts most, empty where none decides."""

FORMULA = tuple("=+-@\t\r＝＋－＠")
"""With which a cell begins that a spreadsheet takes for a formula (OWASP, CSV Injection)."""


def render(batch: Batch) -> Iterator[str]:
    """The header, then a line for each result."""
    yield _line(COLUMNS)
    for result in batch.results:
        yield _line(_cells(result))


def _cells(result: Result) -> list[str]:
    row, verdict = result.row, result.verdict
    best = next(iter(deciding(verdict)), None)
    source = best.passage.source if best else None
    found = decisive(verdict)
    cells = {
        "line": row.line,
        "id": row.id,
        "claim": row.claim.text,
        "date": row.claim.date,
        "speaker": row.claim.speaker,
        "verdict": verdict.status.value,
        "confidence": round(verdict.confidence, DIGITS),
        "expect": row.expect,
        "as_expected": {True: "yes", False: "no", None: None}[result.as_expected],
        "rules": " ".join(deciding_rules(verdict)),
        "reason": found[0].explanation if found else None,
        "note": verdict.note,
        "title": source and source.title,
        "publisher": source and source.publisher,
        "published": source and source.published,
        "url": source and source.url,
        "path": source and source.path and nearby(source.path),
        "passage": best and best.passage.text,
    }
    return [_safe(printable(str(cells[name])).strip()) if cells[name] is not None else "" for name in COLUMNS]


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _line(cells: list[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()
