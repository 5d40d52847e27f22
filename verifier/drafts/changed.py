"""Which lines of a draft were touched since a revision, as git says; nothing else here knows git."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

from verifier.errors import InputError

_HUNK = re.compile(r"^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@", re.MULTILINE)

Ranges = Sequence[tuple[int, int]] | None
"""First and last line of each touched part, counted from 1; None for all of a file."""
_BARE_RETURN = re.compile(rb"\r(?!\n)")
"""A line's end that is none to git, which then counts other lines."""


def lines(path: Path, data: bytes, revision: str) -> Ranges:
    """The lines of a draft, which holds `data`, that differ from the revision or stood beside lines that are gone.

    Of a new or binary one, and of one whose lines git counts otherwise, all.

    Raises InputError where git does not know the revision, or the draft is in no repository.
    """
    path = path.resolve()  # of a link git has only where it leads
    folder, name = path.parent, path.name
    _git(folder, revision, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if _BARE_RETURN.search(data) or not _git(folder, revision, "ls-files", "--", name).strip():
        return None
    diff = _git(folder, revision, "diff", "--no-ext-diff", "--no-textconv", "--no-color", "-U0", revision, "--", name)
    if "\nBinary files " in f"\n{diff}":
        return None
    hunks = ((int(match[1]), int(match[2] or 1)) for match in _HUNK.finditer(diff))
    return [(first, first + count - 1 if count else first + 1) for first, count in hunks]


def _git(folder: Path, revision: str, *arguments: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - the words are a revision and a name, behind their marks
            ["git", "-C", str(folder), "--no-optional-locks", "--literal-pathspecs", *arguments],  # noqa: S607 - the user's own git
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
