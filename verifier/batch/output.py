"""Reports into files: each is there whole or not at all, whatever happens while it is written."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from verifier import atomic
from verifier.errors import InputError


def write(path: Path, pieces: Iterable[str]) -> None:
    """Write a report in UTF-8, beside its place and then into it; a device or a pipe is written to as it is.

    Raises InputError if it can't be written; what stood there before then still does.
    """
    try:
        atomic.write(path, (piece.encode("utf-8", "replace") for piece in pieces))
    except OSError as error:
        raise InputError(f"{path}: the report can't be written: {error.strerror or error}") from error


def check(path: Path) -> None:
    """Raise InputError now for a path that no report could be written to at the end."""
    target = path.resolve()
    if target.is_dir():
        raise InputError(f"{path}: is a folder: name a file in it")
    if not target.parent.is_dir():
        raise InputError(f"{path}: there is no folder {target.parent}: make it first")
    if not os.access(target if target.exists() else target.parent, os.W_OK):
        raise InputError(f"{path}: can't be written to: choose another place")
