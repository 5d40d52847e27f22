"""What a path leads to and what lies below a folder, in one order for all who look there; what is wanted is for them to say."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from verifier.errors import DocumentError


def is_there(path: Path) -> bool:
    """Whether a path leads to something; one that no file system takes, being too long, does not."""
    try:
        return path.exists()
    except OSError:
        return False


def check_name(path: Path) -> None:
    """Raise DocumentError for a path that is no text, having a name in another encoding than the system's."""
    try:
        str(path).encode()
    except UnicodeEncodeError as error:
        raise DocumentError(f"{path}: this name is not UTF-8: rename the file or its folder") from error


def is_same(path: Path, other: Path | None) -> bool:
    """Whether two paths lead to one file that is there."""
    return other is not None and is_there(path) and is_there(other) and path.samefile(other)


def below(
    folder: str | os.PathLike[str], on_error: Callable[[OSError], object] | None = None
) -> Iterator[os.DirEntry[str]]:
    """All that is no folder, in the order of names, those of a folder before those of the folders in it.

    What is hidden is passed over, and so is a folder that can't be read, whose error, with its name, goes to `on_error`. A
    link to a folder is not followed: it may lead round in a circle, or out of `folder`.
    """
    waiting = [os.fspath(folder)]
    while waiting:
        folders = []
        for entry in _listed(waiting.pop(), on_error):
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)
            elif not _is_folder(entry):
                yield entry
        waiting += reversed(folders)


def _listed(folder: str, on_error: Callable[[OSError], object] | None) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        if on_error is not None:
            on_error(error)
        return []


def _is_folder(link: os.DirEntry[str]) -> bool:
    try:
        return link.is_dir()
    except OSError:  # it leads to itself
        return False
