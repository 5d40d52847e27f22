"""A batch in Markdown (CommonMark with GitHub's tables), for a pull request, a wiki or an editor; no text becomes markup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from verifier.batch.records import Batch, Result
from verifier.records import Evidence, Finding, Stance
from verifier.reports.links import is_web, to_passage
from verifier.reports.markup import inline, line
from verifier.reports.overview import mismatch
from verifier.reports.printable import long_date, nearby, pieces, printable
from verifier.reports.sources import citation
from verifier.reports.summary import Summary, summarise
from verifier.reports.words import MEANINGS, OUTCOMES, VERDICTS, reasons, reasons_of, shown, sureness

NEEDS_ALL = True
"""The figures stand before the claims, so the results are gone through twice."""

SIDES = {Stance.SUPPORTS: "Supports", Stance.CONFLICTS: "Conflicts", Stance.NEUTRAL: "Nearest"}


def render(batch: Batch) -> Iterator[str]:
    """The figures, what is not as expected, what could not be read, then each claim with its evidence."""
    summary = summarise(batch.results)
    yield f"# Claims of {line(batch.name)}\n\n{long_date(batch.made)} · {summary.claims:,} claims\n\n"
    yield "| verdict | claims | share |\n|---|---:|---:|\n"
    for status, words in VERDICTS.items():
        count = summary.statuses[status]
        yield f"| {words}: {MEANINGS[status]} | {count:,} | {summary.share(status):.0%} |\n"
    yield from _list("Not as expected", [line(mismatch(batch.name, result)) for result in _mismatches(batch, summary)])
    yield from _list("Rows that could not be read", [line(problem) for problem in batch.problems])
    yield "\n## Claims\n"
    for result in batch.results:
        yield from _claim(result)


def _mismatches(batch: Batch, summary: Summary) -> Iterator[Result]:
    return (result for result in batch.results if result.as_expected is False) if summary.mismatches else iter(())


def _list(heading: str, items: list[str]) -> Iterator[str]:
    if items:
        yield f"\n## {heading}\n\n"
        for item in items:
            yield f"- {item}\n"


def _claim(result: Result) -> Iterator[str]:
    row, verdict = result.row, result.verdict
    yield f"\n### {result.number}\\. {line(row.claim.text)}\n\n"
    said = [f"**{VERDICTS[verdict.status]}**"]
    said += [f"confidence {sure}"] if (sure := sureness(verdict)) else []
    said += [line(part) for part in (row.id, row.claim.speaker) if part]
    said += [long_date(row.claim.date)] if row.claim.date else []
    if row.expect is not None:
        said.append(f"as expected ({row.expect})" if result.as_expected else f"**expected {row.expect}**")
    yield " · ".join(said) + "\n"
    yield from _reasons(reasons(verdict.findings), "")
    if verdict.note:
        yield f"\n{line(verdict.note)}\n"
    for one in shown(verdict):
        yield from _evidence(one)


def _evidence(evidence: Evidence) -> Iterator[str]:
    parts = pieces(evidence.passage.text, evidence.highlights)
    text = "".join(_bold(part) if marked else inline(part) for part, marked in parts)
    yield f"\n> {SIDES[evidence.stance]}: {text}\n"
    yield from _reasons(reasons_of(evidence), "> ")
    yield f">\n> {_source(evidence)}\n"


def _bold(text: str) -> str:
    """The words between asterisks, blanks at their ends outside, where the asterisks count."""
    inner = text.strip()
    if not inner:
        return text
    start = text.index(inner)
    return f"{text[:start]}**{inline(inner)}**{text[start + len(inner) :]}"


def _reasons(findings: Sequence[Finding], before: str) -> Iterator[str]:
    if findings:
        yield before.rstrip() + "\n"
    for finding in findings:
        rule = f" ({finding.rule})" if finding.rule else ""
        yield f"{before}- {OUTCOMES[finding.outcome]} {line(finding.explanation)}{rule}\n"


def _source(evidence: Evidence) -> str:
    source = evidence.passage.source
    cited = line(citation(source))
    if source.url and is_web(source.url):
        address = quote(printable(to_passage(source.url, evidence.passage.text)), safe="!#$%&'*+,/:;=?@[]~()")
        return f"[{cited}](<{address}>)"
    return " · ".join([cited, *(line(place) for place in (source.url, source.path and nearby(source.path)) if place)])
