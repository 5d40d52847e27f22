"""`verify draft FILE…`: articles checked sentence by sentence, what is wrong shown at its line and column."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer

from verifier.cli import judging
from verifier.cli.shared import Shared, complain, write
from verifier.config import Config, FailOn
from verifier.errors import DocumentError, InputError
from verifier.reports.printable import printable
from verifier.reports.words import counted

if TYPE_CHECKING:
    from verifier.checker import Verifier
    from verifier.drafts.changed import Ranges
    from verifier.drafts.records import CheckedDraft, Listed

REPORTS = {
    "text": ("draft_text", "render"),
    "full": ("draft_text", "render_full"),
    "json": ("draft_json", "render"),
    "jsonl": ("draft_json", "render_lines"),
    "github": ("github", "render"),
    "sarif": ("sarif", "render"),
    "junit": ("junit", "render"),
    "gitlab": ("gitlab", "render"),
    "rdjson": ("rdjson", "render"),
    "summary": ("draft_summary", "render"),
}
"""The module of `reports` and the function in it that prints each format."""
COLOURED = frozenset({"text", "full"})
LISTS = {"text": "render", "json": "render_json", "jsonl": "render_lines"}
"""How --list can be printed."""
FORMATS = tuple(REPORTS)

STDIN = "<stdin>.md"
"""The name of a draft on standard input that has no other; it is read as Markdown."""

EXAMPLES = """
\b
Examples:
  verify draft article.md
  verify draft drafts/ --format full
  verify draft article.md --list
  verify draft article.md --diff | git apply
  verify draft - --stdin-filename article.html < article.html
  verify draft drafts/ --changed-since origin/main --baseline known.json
"""


def draft(
    shared: Shared,
    files: Annotated[
        list[str] | None, typer.Argument(metavar="FILE…", help="Drafts, folders and patterns; - reads one draft.")
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help="Show what would be checked, and why; check nothing.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Print the suggested corrections as a patch.")] = False,
    fix: Annotated[bool, typer.Option("--fix", help="Write the corrections that are safe into the drafts.")] = False,
    unverified: Annotated[
        bool, typer.Option("--unverified", help="Show claims on which the sources say nothing, too.")
    ] = False,
    against: judging.Against = None,
    date: Annotated[
        dt.datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="When the drafts were written: their “today”."),
    ] = None,
    k: judging.Passages = None,
    ignore: judging.Ignore = None,
    fail_on: judging.Failing = None,
    min_confidence: judging.MinConfidence = None,
    changed_since: Annotated[
        str | None, typer.Option(metavar="REV", help="Check only sentences on lines that git says were touched since.")
    ] = None,
    baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Findings that are known and do not fail.")
    ] = None,
    write_baseline: Annotated[
        bool, typer.Option("--write-baseline", help="Write what is found now as the baseline.")
    ] = False,
    known: Annotated[bool, typer.Option("--known", help="Show findings of the baseline, too.")] = False,
    stdin_filename: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="The name of the draft on standard input: its ending says what it is."),
    ] = None,
    cache: Annotated[
        bool, typer.Option("--cache/--no-cache", help="Answer from the last run if nothing changed.")
    ] = True,
) -> int:
    """Check articles sentence by sentence, as a linter does. It finds their claims, and shows what is wrong at its line."""
    _refuse_nonsense(
        files,
        diff=diff,
        fix=fix,
        stdin=stdin_filename,
        changed_since=changed_since,
        baseline=baseline,
        writes=write_baseline,
    )
    run = _Run(shared, list(files or ()), stdin_filename)
    if list_:
        return run.listing(date.date() if date else None, changed_since)
    if baseline is not None and not (write_baseline and not baseline.exists()):
        from verifier.drafts import baseline as kept

        kept.read(baseline)  # what is none is said before the work, not after it
    checking = _Checking(
        shared=shared,
        against=list(against or ()),
        date=date.date() if date else None,
        k=k,
        ignore=list(ignore or ()),
        fail_on=fail_on,
        min_confidence=min_confidence,
        changed_since=changed_since,
        uses_cache=cache,
    )
    drafts = list(run.checked(checking, fix=fix, known=None if write_baseline else baseline))
    checking.finish()
    if baseline is not None:
        partly = changed_since is not None
        drafts = _known(shared, drafts, baseline, writes=write_baseline, partly_checked=partly)
    return _report(shared, drafts, run, checking, diff=diff, unverified=unverified, known=known)


def _refuse_nonsense(
    files: Sequence[str] | None,
    *,
    diff: bool,
    fix: bool,
    stdin: str | None,
    changed_since: str | None,
    baseline: Path | None,
    writes: bool,
) -> None:
    if not files:
        raise InputError("no draft is given: verify draft article.md, or - to read one from standard input")
    if "-" in files and len(files) > 1:
        raise InputError("- is standard input: give it alone, or files")
    if stdin is not None and "-" not in files:
        raise InputError("--stdin-filename names the draft on standard input: give - as the file")
    if fix and (diff or "-" in files):
        raise InputError("--fix writes into files: " + ("give it without --diff" if diff else "give files, not -"))
    if changed_since is not None and "-" in files:
        raise InputError("--changed-since compares files with what git has of them: give files, not -")
    if writes and baseline is None:
        raise InputError("--write-baseline needs to know where: give --baseline FILE")


class _Run:
    """The drafts of one command, read one after the other; what can't be read is said, and the others go on."""

    def __init__(self, shared: Shared, files: Sequence[str], stdin_filename: str | None) -> None:
        self._shared = shared
        self._files = files
        self._stdin = stdin_filename or STDIN
        self.failed: list[str] = []
        """Why drafts were not checked."""

    def _sources(self) -> Iterator[tuple[str, bytes]]:
        from verifier.drafts import reading

        if list(self._files) == ["-"]:
            yield self._stdin, reading.piped(self._stdin, sys.stdin.buffer)
            return
        found = list(reading.find(self._files))
        for path in found:
            try:
                yield str(path), reading.load(path)
            except DocumentError as error:
                self._complain(error)

    def _complain(self, error: InputError) -> None:
        complain(f"Error: {error}")
        self.failed.append(str(error))

    def listing(self, date: dt.date | None, changed_since: str | None) -> int:
        """Print every sentence, and whether it would be checked."""
        from verifier.drafts import linting, reading
        from verifier.reports import draft_list

        if self._shared.format not in LISTS:
            raise InputError(f"--list can't be printed as {self._shared.format}: known are {', '.join(LISTS)}")
        sentences: list[Listed] = []
        for file, data in self._sources():
            try:
                touched = _touched(file, data, changed_since)
                sentences += linting.listing(reading.read(file, data), date, touched)
            except InputError as error:
                self._complain(error)
        write(getattr(draft_list, LISTS[self._shared.format])(sentences))
        claims = sum(each.is_claim for each in sentences)
        self._shared.say(f"{counted(claims, 'claim')} in {counted(len(sentences), 'sentence')}")
        return InputError.exit_code if self.failed else 0

    def checked(self, checking: _Checking, *, fix: bool, known: Path | None) -> Iterator[CheckedDraft]:
        """Each draft checked, with `fix` after its safe corrections were written, but of what the baseline `known` lists."""
        for file, data in self._sources():
            try:
                checked = checking.check(file, data)
                if fix and (fixed := _fixed(self._shared, file, data, checked, known)) is not None:
                    checked = checking.check(file, fixed)
                yield checked
            except InputError as error:
                self._complain(error)


@dataclass(frozen=True)
class _Asked:
    """One draft, and all that its result depends on besides the index and the options of the run."""

    file: str
    data: bytes
    settings: Config
    touched: Ranges


class _Checking:
    """What drafts are checked with: opened when the first of them is not answered from the cache."""

    def __init__(
        self,
        *,
        shared: Shared,
        against: list[Path],
        date: dt.date | None,
        k: int | None,
        ignore: list[str],
        fail_on: FailOn | None,
        min_confidence: float | None,
        changed_since: str | None,
        uses_cache: bool,
    ) -> None:
        from verifier.drafts.cache import Cache
        from verifier.drafts.records import INCONSISTENT

        self._shared = shared
        self._against = against
        self._date, self._k = date, k
        self._consistency = INCONSISTENT not in ignore
        self._ignore = [rule for rule in ignore if rule != INCONSISTENT]
        self._fail_on, self._min_confidence = fail_on, min_confidence
        self._changed_since = changed_since
        self._config = shared.settings()
        # Whether an index in Milvus has changed can't be told without asking, which is what the cache would save.
        uses_cache = uses_cache and (bool(against) or self._config.collection is None)
        self._cache = Cache(self._config.index, against or self._config.corpus) if uses_cache else None
        self._verifier: Verifier | None = None
        self._generation = 0
        self._warned = False
        self._waiting: list[tuple[_Asked, CheckedDraft]] = []

    def settings(self, file: str) -> Config:
        """The configuration for one draft, with what the command line says otherwise."""
        return judging.configured(self._config.at(Path(file)), self._ignore, self._fail_on, self._min_confidence)

    def check(self, file: str, data: bytes) -> CheckedDraft:
        """The result for one draft."""
        asked = _Asked(file, data, self.settings(file), _touched(file, data, self._changed_since))
        if self._cache is not None and (found := self._cache.get(self._key(asked))) is not None:
            return found
        from verifier.checker import Verifier
        from verifier.drafts import linting, reading

        draft = reading.read(file, data)
        opened = self._opened()
        same = asked.settings == opened.config
        verifier = opened if same else Verifier(opened.index, asked.settings)
        options = linting.Options(
            date=self._date,
            k=self._k,
            failing=judging.FAILING[asked.settings.fail_on],
            consistency=self._consistency,
            touched=asked.touched,
        )
        checked = linting.check(draft, verifier, options)
        self._waiting.append((asked, checked))
        return checked

    def finish(self) -> None:
        """Let go of the index, and keep the results if it is as it was, and holds all that it should."""
        if self._verifier is None:
            return
        unchanged = self._verifier.index.status().generation == self._generation
        self._verifier.index.close()
        if self._cache is not None and unchanged and not self._warned:
            for asked, checked in self._waiting:
                self._cache.put(self._key(asked), checked)

    def _key(self, asked: _Asked) -> str:
        assert self._cache is not None
        of_run = [self._date, self._k, self._consistency, self._against]
        return self._cache.key(asked.file, asked.data, [asked.settings, asked.touched, of_run])

    def _warn(self, message: str) -> None:
        complain(message)
        self._warned = True

    def _opened(self) -> Verifier:
        if self._verifier is None:
            self._verifier = judging.opened(self._shared, self._config, self._against, self._warn)
            self._generation = self._verifier.index.status().generation
        return self._verifier


def _touched(file: str, data: bytes, changed_since: str | None) -> Ranges:
    if changed_since is None:
        return None
    from verifier.drafts import changed

    return changed.lines(Path(file), data, changed_since)


def _fixed(shared: Shared, file: str, data: bytes, checked: CheckedDraft, known: Path | None) -> bytes | None:
    """The draft with its safe corrections, which are written to its file; None if there are none."""
    from verifier.drafts import baseline, fixes, reading

    if known is not None:
        (checked,), _ = baseline.mark([checked], known)
    # None is safe in a file that can't be written, but that there are some is said.
    chosen = fixes.chosen(checked.problems, safe_only=checked.encoding is not None)
    if not chosen:
        return None
    if checked.encoding is None or fixes.encoded(file, checked.text, checked.encoding) != data:
        complain(f"Warning: {file}: corrections can't be written into a file of this kind")
        return None
    if reading.load(Path(file)) != data:
        raise InputError(f"{file}: has changed since it was read: run the command again")
    corrected = fixes.encoded(file, fixes.applied(checked.text, chosen), checked.encoding)
    fixes.write(Path(file), corrected)
    shared.say(f"{file}: {counted(len(chosen), 'correction')} written")
    return corrected


def _known(
    shared: Shared, drafts: list[CheckedDraft], baseline: Path, *, writes: bool, partly_checked: bool
) -> list[CheckedDraft]:
    from verifier.drafts import baseline as kept

    if writes:
        number = kept.write(drafts, baseline, partly_checked=partly_checked)
        shared.say(f"{baseline}: {counted(number, 'finding')} written")
    marked, gone = kept.mark(drafts, baseline, partly_checked=partly_checked)
    if gone:
        shared.say(
            f"{baseline}: {gone:,} of its findings {'is' if gone == 1 else 'are'} gone; --write-baseline takes them out"
        )
    return marked


def _report(
    shared: Shared,
    drafts: list[CheckedDraft],
    run: _Run,
    checking: _Checking,
    *,
    diff: bool,
    unverified: bool,
    known: bool,
) -> int:
    from verifier.drafts.records import NO_CLAIMS, Level

    failing = any(each.level is Level.ERROR and not each.known for draft in drafts for each in draft.problems)
    vacuous = all(any(each.rule == NO_CLAIMS for each in draft.problems) for draft in drafts)
    shown = [
        msgspec.structs.replace(
            draft,
            problems=tuple(
                each
                for each in draft.problems
                if (known or not each.known) and (unverified or each.level is not Level.NOTE)
            ),
        )
        for draft in drafts
    ]
    if diff:
        patches = "".join(map(_patch, drafts))
        write("".join(f"{printable(line)}\n" for line in patches.split("\n")[:-1]) if sys.stdout.isatty() else patches)
    elif drafts or not run.failed:
        module, function = REPORTS[shared.format]
        render: Callable[..., str] = getattr(import_module(f"verifier.reports.{module}"), function)
        options: dict[str, Any] = {"colour": shared.colours()} if shared.format in COLOURED else {}
        if shared.format == "sarif":
            options["failed"] = run.failed
        write(render(shown, **options), commands=shared.format == "github")
    if drafts:
        shared.say(_summary(drafts, sum(len(draft.problems) for draft in shown)))
    if vacuous and (drafts or not run.failed):
        empty = ("no draft was found", "no claim was found in the draft", "no claim was found in any draft")
        complain(f"Nothing was checked: {empty[min(len(drafts), 2)]}")
        files = [draft.file for draft in drafts] or ["."]
        failing |= any(checking.settings(file).fail_on != "never" for file in files)
    return InputError.exit_code if run.failed else int(failing)


def _summary(drafts: Sequence[CheckedDraft], problems: int) -> str:
    counts: dict[str, int] = {}
    for draft in drafts:
        for verdict in draft.claims:
            counts[verdict.status.value] = counts.get(verdict.status.value, 0) + 1
    claims = sum(counts.values())
    each = ", ".join(f"{number:,} {status}" for status, number in sorted(counts.items()))
    known = sum(problem.known for draft in drafts for problem in draft.problems)
    parts = [f"{counted(claims, 'claim')}{f' ({each})' if each else ''}"]
    parts.append(counted(problems, "problem"))
    parts += [f"{known:,} known"] if known else []
    return ", ".join(parts)


def _patch(draft: CheckedDraft) -> str:
    from verifier.drafts import fixes
    from verifier.reports.printable import nearby

    chosen = fixes.chosen(draft.problems, safe_only=False)
    if not chosen:
        return ""
    try:
        return fixes.patch(nearby(draft.file), draft.text, fixes.applied(draft.text, chosen), draft.encoding)
    except InputError as error:
        complain(f"Warning: {error}")
        return ""
