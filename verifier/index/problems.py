"""What is wrong with rows of a file that is in the index otherwise: kept with its state, to be said again until it changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from verifier.errors import DocumentError

MOST = 50
"""Rows of one file whose problems are kept; of more it is kept how many there are."""
LONGEST = 200
"""Characters of a problem: it may quote the row."""


class Problems:
    """Those of one file, gathered while it is read."""

    def __init__(self, path: Path) -> None:
        self._path = str(path)
        self._first: list[str] = []
        self._more = 0

    def add(self, problem: DocumentError) -> None:
        """Keep a row's problem, without the file's path: it may be named by another the next time."""
        if len(self._first) == MOST:
            self._more += 1
        else:
            self._first.append(str(problem).removeprefix(self._path)[:LONGEST])

    def kept(self) -> tuple[str, ...]:
        """What has been gathered so far, as `FileState` has it."""
        more = f": {self._more:,} more rows can't be read: mend those named before, and they are named"
        return (*self._first, more) if self._more else tuple(self._first)


def told(path: Path, kept: tuple[str, ...]) -> Iterator[DocumentError]:
    """The problems of a file that were kept."""
    return (DocumentError(f"{path}{problem}") for problem in kept)
