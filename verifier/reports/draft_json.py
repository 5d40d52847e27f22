"""Checked drafts as JSON: every claim with its verdict and place, and every problem; byte-identical for the same drafts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from verifier.drafts.records import CheckedDraft, Fix, Problem, Region
from verifier.records import Verdict
from verifier.reports.json import as_object, indented, line, valid
from verifier.reports.printable import nearby


def render(drafts: Sequence[CheckedDraft]) -> str:
    """An indented array of drafts."""
    return indented([as_draft(draft) for draft in drafts])


def render_lines(drafts: Sequence[CheckedDraft]) -> str:
    """One draft a line."""
    return "".join(line(as_draft(draft)) for draft in drafts)


def as_draft(draft: CheckedDraft) -> dict[str, Any]:
    """The draft as plain data: `start`, `end` and `offset` count characters of its file from 0, lines and columns from 1."""
    return {
        "file": valid(nearby(draft.file)),
        "claims": [_claim(verdict) for verdict in draft.claims],
        "problems": [_problem(problem, draft) for problem in draft.problems],
    }


def _claim(verdict: Verdict) -> dict[str, Any]:
    place = verdict.claim.place
    where = {"line": place.line, "column": place.column, "offset": place.offset} if place else {}
    return where | as_object(verdict)


def _problem(problem: Problem, draft: CheckedDraft) -> dict[str, Any]:
    return {
        "rule": problem.rule,
        "level": problem.level.value,
        "message": valid(problem.message),
        "verdict": problem.verdict.status.value if problem.verdict else None,
        "claim": valid(problem.verdict.claim.text) if problem.verdict else None,
        "text": valid(draft.text[problem.region.start : problem.region.end]),
        **_region(problem.region),
        "known": problem.known,
        "fix": _fix(problem.fix),
    }


def _region(region: Region) -> dict[str, int]:
    return {name: getattr(region, name) for name in region.__struct_fields__}


def _fix(fix: Fix | None) -> dict[str, Any] | None:
    if fix is None:
        return None
    return {"replacement": valid(fix.replacement), "safe": fix.safe, **_region(fix.region)}
