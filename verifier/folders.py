"""What lies below a folder, in one order for all who look there; which of it is wanted is for them to say."""

from __future__ import annotations

import os
from collections.abc import Iterator


def below(folder: str | os.PathLike[str]) -> Iterator[os.DirEntry[str]]:
    """All that is no folder, in the order of names, those of a folder before those of the folders in it.

    What is hidden is passed over, and so is a folder that can't be read. A link to a folder is not followed: it may lead
    round in a circle, or out of `folder`.
    """
    waiting = [os.fspath(folder)]
    while waiting:
        folders = []
        for entry in _listed(waiting.pop()):
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)
            elif not _is_folder(entry):
                yield entry
        waiting += reversed(folders)


def _listed(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return []


def _is_folder(link: os.DirEntry[str]) -> bool:
    try:
        return link.is_dir()
    except OSError:  # it leads to itself
        return False
