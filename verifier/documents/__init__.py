"""Files into documents and documents into passages; one module a format, and no format known anywhere else."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path

from verifier import folders
from verifier.documents import sentences, text
from verifier.documents.passages import split
from verifier.errors import DocumentError
from verifier.records import Document, Source

__all__ = ["FORMATS", "find", "parse", "read", "sentences", "split"]

FORMATS = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdx": "markdown",
    ".txt": "plain",
    ".text": "plain",
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".jsonl": "jsonl",
}
"""The module that reads each kind of file; a file of another kind that is named is read as plain text."""


def find(paths: Iterable[Path], on_error: Callable[[OSError], object] | None = None) -> Iterator[Path]:
    """The files that `paths` name or hold, each once, in order of their names within a folder.

    In folders only known formats count; what is hidden, no file, or a link that leads out of the folder is passed
    over, and so is a folder that can't be read, whose error goes to `on_error`. Raises DocumentError for a path that is
    not there.
    """
    seen: set[Path] = set()
    for path in paths:
        if not folders.is_there(path):
            raise DocumentError(f"{path}: is not there: check the spelling")
        for file in _below(path, on_error) if path.is_dir() else (path,):
            if file not in seen:
                seen.add(file)
                yield file


def _below(folder: Path, on_error: Callable[[OSError], object] | None) -> Iterator[Path]:
    home = folder.resolve()
    for entry in folders.below(folder, on_error):
        file = Path(entry.path)
        if file.suffix.lower() not in FORMATS:
            continue
        # Path.resolve raises for a link to itself.
        if entry.is_symlink() and not Path(os.path.realpath(file)).is_relative_to(home):
            continue
        # A named pipe would be waited for; a link that leads nowhere, or a closed folder's file, is for the reader to report.
        if os.path.isfile(file) or not folders.is_there(file):  # noqa: PTH113 - Path.is_file raises in a closed folder
            yield file


def read(path: Path, on_error: Callable[[DocumentError], None] | None = None) -> Iterator[Document]:
    """The documents in a file: one, or of JSON lines one for each row.

    Raises DocumentError for a file that can't be used; a row that can't be goes to `on_error` where that is given.
    """
    folders.check_name(path)
    name = FORMATS.get(path.suffix.lower(), "plain")
    if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises in a closed folder
        raise DocumentError(f"{path}: is a folder, expected a file")
    module = import_module(f"verifier.documents.{name}")
    if name == "jsonl":
        yield from module.read(path, on_error)
    else:
        yield module.read(path)


def parse(content: str, source: Source | None = None) -> Document:
    """A string as a document, whole: only line ends, spaces and control characters are made uniform."""
    return text.document(text.clean(content).strip(), source or Source(id=""))
