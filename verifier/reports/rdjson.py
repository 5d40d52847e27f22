"""Problems of drafts in the Reviewdog Diagnostic Format; its columns count bytes of UTF-8."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from verifier.drafts.records import CheckedDraft, Level, Problem, Region
from verifier.reports.problems import TOOL, as_json, explained, fresh, path_of

SEVERITIES = {Level.ERROR: "ERROR", Level.WARNING: "WARNING", Level.NOTE: "INFO"}


def render(drafts: Sequence[CheckedDraft]) -> str:
    """One result with a diagnostic for each problem that no baseline lists, and its correction where its file can have one."""
    return as_json(
        {"source": {"name": TOOL}, "diagnostics": [_diagnostic(draft, problem) for draft, problem, _ in fresh(drafts)]}
    )


def _diagnostic(draft: CheckedDraft, problem: Problem) -> dict[str, Any]:
    told: dict[str, Any] = {
        "message": explained(problem),
        "location": {"path": path_of(problem.file), "range": _range(draft, problem.region)},
        "severity": SEVERITIES[problem.level],
        "code": {"value": problem.rule},
    }
    if problem.fix and draft.encoding is not None:
        told["suggestions"] = [{"range": _range(draft, problem.fix.region), "text": problem.fix.replacement}]
    return told


def _range(draft: CheckedDraft, region: Region) -> dict[str, Any]:
    return {
        "start": {"line": region.line, "column": _byte_column(draft, region.start, region.column)},
        "end": {"line": region.end_line, "column": _byte_column(draft, region.end, region.end_column)},
    }


def _byte_column(draft: CheckedDraft, offset: int, column: int) -> int:
    before = draft.text[offset - (column - 1) : offset]
    return len(before.encode("utf-8", "surrogatepass")) + 1
