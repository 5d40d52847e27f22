"""`verify batch`: the claims of a file checked, and one report of all or several."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from verifier import folders
from verifier.cli import INTERRUPTED, judging
from verifier.cli.progress import counting
from verifier.cli.shared import Shared, complain, write
from verifier.errors import InputError

if TYPE_CHECKING:
    from verifier.batch.journal import Journal
    from verifier.batch.records import Result, Row
    from verifier.config import Config

EXAMPLES = """
\b
A row of FILE has `claim`, and may have `id`, `date`, `speaker`, and `expect`
(supported, conflicting, mixed or unverified), which makes the file a test;
`needs: stance` beside it lets the claim stay unverified.
\b
Examples:
  verify batch claims.yaml
  verify batch claims.csv -o report.html -o verdicts.csv
  verify batch claims.csv -o report.html --resume
  verify batch - --format jsonl < claims.txt
"""

RENDERERS = {
    "text": ("overview", "render"),
    "json": ("json", "render_batch"),
    "jsonl": ("json", "render_batch_lines"),
    "csv": ("csv", "render"),
    "md": ("markdown", "render"),
    "html": ("html", "render"),
    "claimreview": ("claimreview", "render"),
}
"""By format, the module of `reports` that writes it, and its function."""

FORMATS = tuple(RENDERERS)

ENDINGS = {
    ".txt": "text",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".jsonld": "claimreview",
}
"""The format of a report by its name's ending."""


def batch(
    shared: Shared,
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help="Claims as YAML, CSV, JSON, JSON lines or plain lines; - reads standard input."
        ),
    ],
    output: Annotated[
        list[Path] | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write a report, of the format that its ending says; may be given several times.",
        ),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with a run that was stopped: its verdicts are kept.")
    ] = False,
    against: judging.Against = None,
    k: judging.Passages = None,
    ignore: judging.Ignore = None,
    fail_on: judging.Failing = None,
    min_confidence: judging.MinConfidence = None,
    review_url: Annotated[
        str, typer.Option(metavar="URL", help="Where the HTML report will stand, for ClaimReview.")
    ] = "",
    review_author: Annotated[
        str, typer.Option(metavar="NAME", help="Who publishes the verdicts, for ClaimReview.")
    ] = "",
) -> int:
    """Check the claims of a file and write reports. A run that was stopped can go on with --resume."""
    from verifier.batch import output as reports
    from verifier.batch import reading, run
    from verifier.batch.journal import Journal
    from verifier.batch.records import Batch

    given = None if str(file) == "-" else file
    wanted = _formats(output or (), shared.format, given)
    config = judging.configured(shared.settings(), ignore or (), fail_on, min_confidence)
    sources = [*(against or ()), *config.corpus]
    for path in wanted:
        reports.check(path, sources)
    name = str(file) if given else "standard input"
    rows, problems = reading.read(given) if given else reading.parse(sys.stdin.buffer.read(reading.LARGEST + 1), name)
    for problem in problems:
        complain(f"Error: {problem}")
    if given and (source := reports.among(given, sources)) is not None:
        raise InputError(f"{given}: stands among the sources ({source}), where its claims support themselves: move it")
    verifier = judging.opened(shared, config, against or ())
    place = run.journal_of(given, config.index)
    page = next((path.name for path, form in wanted.items() if form == "html"), "report.html")

    def report(form: str, results: Iterable[Result]) -> Iterator[str]:
        made_of = Batch(
            name=file.name if given else name,
            results=results,
            problems=tuple(map(str, problems)),
            made=_today(),
            author=review_author,
            address=review_url or page,
        )
        pieces: Iterator[str] = getattr(_module(form), RENDERERS[form][1])(made_of)
        return pieces

    with Journal.open(place, run.fingerprint(verifier, k), resume=resume) as journal:
        _say_what_is_kept(shared, journal, rows, resume=resume)
        watched = _Watched(config, name)
        kept = run.Results(rows, journal)
        try:
            prints, at_once = not wanted, not _needs_all(shared.format)
            with counting(shared, "Checking", len(rows), shown=not (prints and sys.stdout.isatty())) as count:
                live = watched.of(run.check(verifier, rows, journal, k), count)
                if prints and at_once:
                    _print(report(shared.format, live))
                else:
                    for _ in live:
                        pass
            if prints and not at_once:
                _print(report(shared.format, kept))
            for path, form in wanted.items():
                reports.write(path, report(form, kept))
        except KeyboardInterrupt:
            complain(f"Stopped. {len(journal):,} verdicts are kept: --resume goes on from there.")
            return INTERRUPTED
        watched.tell(shared, list(wanted), listed=prints and shared.format == "text")
        if problems:
            shared.say("The verdicts are kept: mend the rows named above, and --resume checks those alone.")
        else:
            journal.is_done = True
    return InputError.exit_code if problems else int(watched.failing)


def _formats(outputs: Sequence[Path], asked: str, claims: Path | None) -> dict[Path, str]:
    """The format of each report. Raises InputError where it can't be told, or the report would overwrite something."""
    formats: dict[Path, str] = {}
    for path in outputs:
        folders.check_name(path)
        by_name = ENDINGS.get(path.suffix.lower())
        explicit = None if asked == "text" else asked
        if by_name is None and explicit is None:
            raise InputError(f"{path}: the ending says no format: use {', '.join(ENDINGS)}, or --format")
        if by_name and explicit and by_name != explicit:
            raise InputError(f"{path}: is {by_name} by its ending, and --format says {explicit}: leave one of them out")
        if folders.is_same(path, claims):
            raise InputError(f"{path}: is the claim file itself: choose another name for the report")
        if path.absolute() in {other.absolute() for other in formats}:
            raise InputError(f"{path}: is named twice as a report")
        formats[path] = by_name or asked
    return formats


def _module(form: str) -> Any:
    return import_module(f"verifier.reports.{RENDERERS[form][0]}")


def _needs_all(form: str) -> bool:
    return getattr(_module(form), "NEEDS_ALL", False)


def _print(pieces: Iterable[str]) -> None:
    for piece in pieces:
        write(piece)


def _today() -> dt.date:
    """The day, or the one that SOURCE_DATE_EPOCH says, for reports that are to be the same every time."""
    moment = os.environ.get("SOURCE_DATE_EPOCH", "")
    if moment.isdecimal():
        return dt.datetime.fromtimestamp(int(moment), dt.UTC).date()
    return dt.datetime.now().astimezone().date()


def _say_what_is_kept(shared: Shared, journal: Journal, rows: Sequence[Row], *, resume: bool) -> None:
    if not resume:
        return
    known = sum(row.claim in journal for row in rows)
    if known:
        shared.say(f"{known:,} of {len(rows):,} claims were checked before.")
    else:
        shared.say("No verdicts are kept of a run with these claims, sources and settings: all are checked.")


class _Watched:
    """Results as they pass by: counted, and whether they fail the run."""

    def __init__(self, config: Config, name: str) -> None:
        from verifier.reports.summary import Summary

        self._failing = judging.FAILING[config.fail_on]
        self._name = name
        self._mismatches: list[str] = []
        self._summary = Summary()
        self.failing = False
        """Whether a verdict is not as expected or, where none is expected, is one that --fail-on names."""

    def of(self, results: Iterable[Result], count: Callable[[], None]) -> Iterator[Result]:
        from verifier.reports import overview

        for result in results:
            self._summary.add(result)
            if result.as_expected is False:
                self._mismatches.append(overview.mismatch(self._name, result))
            fails = result.verdict.status in self._failing if result.as_expected is None else not result.as_expected
            self.failing |= fails
            count()
            yield result

    def tell(self, shared: Shared, written: Sequence[Path], *, listed: bool) -> None:
        """What is not as expected, unless a report has `listed` it; and what all came to, where no report is printed."""
        from verifier.reports import overview

        for line in () if listed else self._mismatches:
            complain(line)
        if written:
            shared.say(f"{overview.sentence(self._summary)} Written: {', '.join(map(str, written))}.")
