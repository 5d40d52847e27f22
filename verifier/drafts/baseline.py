"""A file of findings that are known already, so that only new ones fail; it knows sentences, not lines, so these may move."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from verifier import atomic
from verifier.drafts.records import CheckedDraft, Level, Problem
from verifier.errors import InputError
from verifier.records import Record

VERSION = 1


class Entry(Record, frozen=True, order=True):
    """One known finding: the draft as seen from the baseline's folder, the rule, the sentence and the words in it."""

    file: str
    rule: str
    claim: str
    words: str
    count: int = 1


class _File(Record, frozen=True, forbid_unknown_fields=True):
    version: int
    findings: list[Entry]


class _Key(NamedTuple):
    file: str
    rule: str
    claim: str
    words: str


def mark(drafts: Iterable[CheckedDraft], path: Path, *, partly_checked: bool = False) -> tuple[list[CheckedDraft], int]:
    """The drafts with the problems known that the baseline lists; and how many of its entries for them are gone.

    Of drafts that were `partly_checked` none is: what is not found may stand where nothing was looked for. Raises InputError
    for a file that is no baseline.
    """
    left = _counted(read(path))
    marked, files = [], set()
    for draft in drafts:
        files.add(_file(draft.file, path))
        problems = []
        for problem in draft.problems:
            key = _key(problem, draft, path)
            known = left[key] > 0 and problem.level is not Level.NOTE
            left[key] -= known
            problems.append(msgspec.structs.replace(problem, known=known))
        marked.append(msgspec.structs.replace(draft, problems=tuple(problems)))
    if partly_checked:
        return marked, 0
    return marked, sum(count for key, count in left.items() if key.file in files and count > 0)


def write(drafts: Sequence[CheckedDraft], path: Path, *, partly_checked: bool = False) -> int:
    """Write all problems but notes as the baseline; entries of other drafts stay. Returns how many there are for these drafts.

    Of drafts that were `partly_checked` the entries that there are stay as well.
    """
    files = {_file(draft.file, path) for draft in drafts}
    before = read(path) if path.exists() else []
    others = [each for each in before if each.file not in files]
    found = Counter(
        _key(problem, draft, path) for draft in drafts for problem in draft.problems if problem.level is not Level.NOTE
    )
    if partly_checked:
        found |= _counted(each for each in before if each.file in files)
    entries = sorted([*others, *(Entry(*key, count) for key, count in found.items())])
    content = msgspec.json.format(msgspec.json.encode(_File(VERSION, entries)), indent=2) + b"\n"
    try:
        atomic.write(path, content)
    except OSError as error:
        raise InputError(f"{path}: the baseline can't be written: {error.strerror}") from error
    return sum(found.values())


def read(path: Path) -> list[Entry]:
    """The entries of a baseline. Raises InputError for a file that is none."""
    try:
        found = msgspec.json.decode(path.read_bytes(), type=_File)
    except OSError as error:
        hint = f"write one with --baseline {path} --write-baseline"
        raise InputError(f"{path}: the baseline can't be read ({error.strerror}): {hint}") from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(f"{path}: is no baseline ({error}): write it anew with --write-baseline") from error
    if found.version != VERSION:
        raise InputError(
            f"{path}: has version {found.version}, expected {VERSION}: write it anew with --write-baseline"
        )
    return found.findings


def _counted(entries: Iterable[Entry]) -> Counter[_Key]:
    return Counter({_Key(each.file, each.rule, each.claim, each.words): each.count for each in entries})


def _key(problem: Problem, draft: CheckedDraft, path: Path) -> _Key:
    words = " ".join(draft.text[problem.region.start : problem.region.end].split())
    return _Key(_file(draft.file, path), problem.rule, problem.sentence, words)


def _file(file: str, path: Path) -> str:
    """The draft as seen from the baseline's folder, the same on every system."""
    try:
        return Path(os.path.relpath(file, path.absolute().parent)).as_posix()
    except ValueError:  # another drive
        return Path(file).as_posix()
