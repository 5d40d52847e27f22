"""Which lines of a draft were touched since a revision, as git says; nothing else here knows git."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from verifier.drafts.prose import Draft, Span
from verifier.errors import InputError

_HUNK = re.compile(r"^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@", re.MULTILINE)

Ranges = Sequence[tuple[int, int]] | None
"""First and last line of each touched part, counted from 1; None for all of a file."""


def touched(revision: str) -> Callable[[Draft, Span], bool]:
    """Whether a span of a draft stands on a line that differs from the revision; of a new or binary draft every one does.

    Raises InputError where git does not know the revision, or the draft is in no repository.
    """
    known: dict[str, Ranges] = {}

    def is_touched(draft: Draft, span: Span) -> bool:
        if draft.file not in known:
            known[draft.file] = _lines(Path(draft.file), revision)
        ranges = known[draft.file]
        region = draft.region(span)
        return ranges is None or any(first <= region.end_line and region.line <= last for first, last in ranges)

    return is_touched


def _lines(path: Path, revision: str) -> Ranges:
    folder, name = path.absolute().parent, path.name
    _git(folder, revision, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if not _git(folder, revision, "ls-files", "--", name).strip():
        return None
    diff = _git(folder, revision, "diff", "--no-ext-diff", "--no-textconv", "--no-color", "-U0", revision, "--", name)
    if "\nBinary files " in f"\n{diff}":
        return None
    hunks = ((int(match[1]), int(match[2] or 1)) for match in _HUNK.finditer(diff))
    return [(first, first + count - 1) for first, count in hunks if count]


def _git(folder: Path, revision: str, *arguments: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - the words are a revision and a name, behind their marks
            ["git", "-C", str(folder), "--no-optional-locks", *arguments],  # noqa: S607 - the user's own git
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise InputError(f"--changed-since {revision}: git can't be run: {error.strerror}") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ")
        reason = said or "there is no such revision: fetch it, or name another"
        raise InputError(f"--changed-since {revision}: {reason}")
    return done.stdout.decode("utf-8", "replace")
