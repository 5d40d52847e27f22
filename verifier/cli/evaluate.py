"""`verify eval`: the pipeline below retrieval scored on labelled claims."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer

from verifier.cli.shared import Shared, as_json, write
from verifier.reports.printable import printable

if TYPE_CHECKING:
    from rich.table import Table

    from verifier.evaluation import Evaluation, Scores

EXAMPLES = """
\b
A row of DATA is
  {"id": "1", "claim": "…", "evidence": "…" or ["…", …], "label": "supports" or "refutes" or "nei"}
and may have "published": "2013-02-12" (the date of claim and evidence) and "kind" (scored apart).
\b
Examples:
  verify eval claims.jsonl
  verify eval claims.jsonl --predictions said.jsonl --format json
"""

FIGURES = {
    "rows": "Rows",
    "accuracy": "Accuracy",
    "two_way": "Two-way",
    "false_alarms": "False alarms",
    "wrongly_passed": "Wrongly passed",
    "conflicts_found": "Found false",
    "decided": "Decided",
}
"""The fields of Scores and how they are headed."""


def eval_(
    shared: Shared,
    data: Annotated[Path, typer.Argument(metavar="DATA", help="Labelled claims with evidence, JSON lines.")],
    predictions: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write what was said of each row, JSON lines.")
    ] = None,
) -> int:
    """Score the verdicts on labelled claims. Accuracy, false alarms, false claims passed, calibration.

    Each claim is held against its own evidence, which is taken to speak of it.
    """
    from verifier.checker import Verifier
    from verifier.evaluation import evaluate
    from verifier.index import Index

    config = shared.settings()
    verifier = Verifier(Index.in_memory([], settings=config.search, precision=config.embedder), config)
    counted = sys.stderr.isatty() and not shared.quiet

    def show(rows: int) -> None:
        if counted:
            sys.stderr.write(f"\r{rows:,} rows judged")
            sys.stderr.flush()

    try:
        result = evaluate(verifier, data, predictions, show)
    finally:
        if counted:
            sys.stderr.write("\r\x1b[K")
    if shared.format == "text":
        for table in _tables(result):
            shared.output().print(table)
    else:
        write(as_json(_rounded(msgspec.to_builtins(result))))
    return 0


def _tables(result: Evaluation) -> list[Table]:
    from rich import box
    from rich.table import Table

    def table(title: str, first: str, *others: str) -> Table:
        made = Table(
            title=title,
            title_justify="left",
            title_style="bold",
            box=box.SIMPLE_HEAD,
            collapse_padding=True,
            pad_edge=False,
        )
        made.add_column(first, no_wrap=True)
        for name in others:
            made.add_column(name, justify="right", min_width=max(map(len, name.split())))
        return made

    overall = table("Scores", "", "All rows")
    for field, heading in FIGURES.items():
        overall.add_row(heading, _figure(result.scores, field))
    overall.add_row("Calibration error", f"{result.calibration_error:.3f}")
    statuses = next(iter(result.confusion.values()))
    confusion = table("Verdicts by label", "Label", *(status.value for status in statuses))
    for label, counts in result.confusion.items():
        confusion.add_row(label, *(f"{count:,}" for count in counts.values()))
    tables = [overall, confusion]
    if result.by_kind:
        kinds = table("By kind", "Kind", *FIGURES.values())
        for kind, scores in result.by_kind.items():
            kinds.add_row(printable(kind), *(_figure(scores, field) for field in FIGURES))
        tables.append(kinds)
    return tables


def _figure(scores: Scores, field: str) -> str:
    value = getattr(scores, field)
    return f"{value:,}" if isinstance(value, int) else f"{value:.3f}"


def _rounded(value: Any) -> Any:
    """Plain data with every float rounded to four digits."""
    if isinstance(value, dict):
        return {key: _rounded(held) for key, held in value.items()}
    return round(value, 4) if isinstance(value, float) else value
