"""Reports into files: each is there whole or not at all, whatever happens while it is written."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from verifier import atomic, documents
from verifier.errors import InputError


def write(path: Path, pieces: Iterable[str]) -> None:
    """Write a report in UTF-8, beside its place and then into it; a device or a pipe is written to as it is.

    Raises InputError if it can't be written; what stood there before then still does.
    """
    try:
        atomic.write(path, (piece.encode("utf-8", "replace") for piece in pieces))
    except OSError as error:
        raise InputError(f"{path}: the report can't be written: {error.strerror or error}") from error


def check(path: Path, sources: Iterable[Path] = ()) -> None:
    """Raise InputError now for a path that no report could be written to at the end, or that is for sources."""
    target = path.resolve()
    if target.is_dir():
        raise InputError(f"{path}: is a folder: name a file in it")
    if not target.parent.is_dir():
        raise InputError(f"{path}: there is no folder {target.parent}: make it first")
    if not os.access(target if target.exists() else target.parent, os.W_OK):
        raise InputError(f"{path}: can't be written to: choose another place")
    if (source := among(path, sources)) is not None:
        raise InputError(f"{path}: would stand among the sources ({source}): choose another place for the report")


def among(path: Path, sources: Iterable[Path]) -> Path | None:
    """The source, a file or a folder, in which `documents.find` comes upon a file at this path; None if it does in none.

    A claim is supported by every file that repeats it, so neither claims nor reports may stand there.
    """
    place = Path(os.path.realpath(path))  # Path.resolve raises for a link to itself
    for source in sources:
        root = Path(os.path.realpath(source))
        if place == root:
            return source
        below = place.relative_to(root).parts if place.is_relative_to(root) else (".",)
        if place.suffix.lower() in documents.FORMATS and not any(name.startswith(".") for name in below):
            return source
    return None
