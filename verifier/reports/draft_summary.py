"""Checked drafts as a page of Markdown for a pull request or a job's summary: figures first, then a table of problems."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from verifier.drafts.records import NO_CLAIMS, CheckedDraft, Level, Problem
from verifier.records import Status
from verifier.reports.markup import inline
from verifier.reports.problems import evidence, fresh, path_of, place
from verifier.reports.sources import citation
from verifier.reports.words import counted

MARKS = {Level.ERROR: "❌ error", Level.WARNING: "⚠️ warning", Level.NOTE: "💬 note"}

MOST_ROWS = 300
"""Problems that are listed; GitHub takes a summary of at most 1 MiB."""


def render(drafts: Sequence[CheckedDraft]) -> str:
    """The page; drafts in which no claim was found are named first, so that nobody takes them for true."""
    problems = [problem for _, problem, _ in fresh(drafts)]
    known = sum(problem.known for draft in drafts for problem in draft.problems)
    parts = [f"## {_headline(drafts, problems)}", _verdicts(drafts)]
    parts += [
        f"**No claim was found in {inline(path_of(draft.file))}: nothing in it was checked.**"
        for draft in drafts
        if any(problem.rule == NO_CLAIMS for problem in draft.problems)
    ]
    if problems:
        parts.append(_table(problems[:MOST_ROWS]))
    if len(problems) > MOST_ROWS:
        parts.append(f"And {len(problems) - MOST_ROWS:,} more.")
    if known:
        parts.append(f"{counted(known, 'problem')} that the baseline lists {'is' if known == 1 else 'are'} not shown.")
    return "\n\n".join(filter(None, parts)) + "\n"


def _headline(drafts: Sequence[CheckedDraft], problems: Sequence[Problem]) -> str:
    levels = Counter(problem.level for problem in problems)
    found = ", ".join(counted(levels[level], level.value) for level in Level if levels[level])
    claims = sum(len(draft.claims) for draft in drafts)
    if not claims and not found:
        return "verify: nothing was checked"
    return f"verify: {found or 'no problem'} in {counted(claims, 'claim')} of {counted(len(drafts), 'draft')}"


def _verdicts(drafts: Sequence[CheckedDraft]) -> str:
    counts = Counter(verdict.status for draft in drafts for verdict in draft.claims)
    return " · ".join(f"{status.value} {counts[status]:,}" for status in Status) if counts else ""


def _table(problems: Sequence[Problem]) -> str:
    rows = ["| | where | what | source |", "|---|---|---|---|"]
    for problem in problems:
        message = f"{inline(problem.message)} ({inline(problem.rule)})"
        if problem.fix:
            message += f"<br>suggested: {inline(problem.fix.replacement)}"
        row = (MARKS[problem.level], inline(place(problem)), message, _source(problem))
        rows.append(f"| {' | '.join(row)} |")
    return "\n".join(rows)


def _source(problem: Problem) -> str:
    for one in evidence(problem)[:1]:
        source = one.passage.source
        quoted = f"“{inline(one.passage.text).strip()}”"
        return "<br>".join([quoted, inline(citation(source, ", ")), *([inline(source.url)] if source.url else [])])
    return ""
