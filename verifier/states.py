"""What tells whether files are as they were: names, sizes and times of change, which cost next to nothing to read."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from verifier import folders

PACKAGE = Path(__file__).parent
"""This program, with its models."""
COMPILED = ".pyc"
"""The ending of what Python makes of it by itself."""


def program() -> str:
    """Hash of the state of this program; changes with every file of it."""
    whole = hashlib.sha256()
    for line in states(PACKAGE):
        whole.update(line)
    return whole.hexdigest()


def states(path: Path) -> Iterator[bytes]:
    """The state of a file, or of every file below a folder, in order of their names."""
    if not path.is_dir():
        yield state(path)
        return
    for entry in folders.below(path):
        if not entry.name.endswith(COMPILED):
            yield state(entry)


def state(file: Path | os.DirEntry[str], *, empty_is_none: bool = False) -> bytes:
    """Name, size and time of change of a file, one line; of one that is not there the name alone."""
    try:
        seen = file.stat()
    except OSError:
        return f"{os.fspath(file)!a}\n".encode()
    if empty_is_none and not seen.st_size:
        return f"{os.fspath(file)!a}\n".encode()
    return f"{os.fspath(file)!a} {seen.st_size} {seen.st_mtime_ns}\n".encode()
