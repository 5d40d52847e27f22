"""A batch as one HTML file that needs nothing else: figures, filters, and each claim with its evidence.

What is shown is chosen here and, of a claim, in `evidence_html`; how it looks is in `templates/`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from markupsafe import Markup

import verifier
from verifier.batch.records import Batch, Result
from verifier.reports.claimreview import anchor
from verifier.reports.evidence_html import TEMPLATES, environment, hashed, read, view
from verifier.reports.printable import long_date, printable
from verifier.reports.summary import BINS, Summary, summarise
from verifier.reports.words import MEANINGS, VERDICTS, counted, deciding, deciding_rules, source_name

NEEDS_ALL = True
"""The figures and the choices of the filters stand before the claims, so the results are gone through twice."""

STYLE = (TEMPLATES / "claims.css", TEMPLATES / "report.css")
SCRIPT = TEMPLATES / "report.js"

WIDTH = 1000.0
"""Of the bar of verdicts, in units of its drawing."""
LEFT, TOP, BOTTOM, STEP = 34, 10, 166, 40
"""Of the histogram: where its columns begin, how high they reach, where they stand, how far they are apart."""


def render(batch: Batch) -> Iterator[str]:
    """The page, in pieces."""
    summary = summarise(batch.results)
    numbers = {name: number for number, (name, _) in enumerate(_by_count(summary.sources.items()))}
    stream = (
        environment()
        .get_template("report.html")
        .stream(
            name=printable(batch.name),
            author=printable(batch.author),
            made=batch.made,
            made_words=long_date(batch.made),
            problems=[printable(problem) for problem in batch.problems],
            version=verifier.__version__,
            summary=summary,
            meanings=MEANINGS,
            bars=_bars(summary),
            verdicts_said=_verdicts_said(summary),
            histogram=_histogram(summary),
            confidence_said=_confidence_said(summary),
            sources=[(number, name, summary.sources[name]) for name, number in numbers.items()],
            rules=_by_count(summary.rules.items()),
            claims=(_claim(result, numbers) for result in batch.results),
            counted=counted,
            policy=policy(),
            style=Markup(read(*STYLE)),  # noqa: S704 - the project's own
            script=Markup(read(SCRIPT)),  # noqa: S704
        )
    )
    stream.enable_buffering(200)
    return iter(stream)


def policy() -> str:
    """The page's Content-Security-Policy: its own style and script, no other, and no word to anyone."""
    return (
        f"default-src 'none'; style-src {hashed(read(*STYLE))}; script-src {hashed(read(SCRIPT))}; img-src data:; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _by_count(counts: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    return sorted(counts, key=lambda item: (-item[1], item[0]))


# The claims


def _claim(result: Result, numbers: dict[str, int]) -> dict[str, Any]:
    verdict = result.verdict
    decided = {source_name(one.passage.source) for one in deciding(verdict)}
    return view(verdict) | {
        "anchor": anchor(result),
        "sources": " ".join(str(number) for number in sorted(numbers[name] for name in decided)),
        "rules": " ".join(deciding_rules(verdict)),
        "unexpected": f"Expected {result.row.expect}" if result.as_expected is False else "",
        "about": _about(result),
    }


def _about(result: Result) -> list[str]:
    row = result.row
    parts = [f"Claim {result.number}", f"line {row.line}", row.id, row.claim.speaker]
    parts += [long_date(row.claim.date)] if row.claim.date else []
    parts += [f"expected {row.expect}"] if row.expect else []
    return [printable(part) for part in parts if part]


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
                said = f"{counted(count, 'claim')} {status} at {_step_said(number)}"
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
    said = (f"{counted(count, 'claim')} at {_step_said(number)}" for number, count in columns if count)
    return f"Columns of confidence: {', '.join(said) or 'no claims'}."
