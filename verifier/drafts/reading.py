"""Files, or bytes from elsewhere, into drafts: encodings end here, formats in the modules beside this one."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from verifier import folders
from verifier.errors import DocumentError, InputError

if TYPE_CHECKING:
    from verifier.drafts.prose import Draft

FORMATS = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdx": "markdown",
    ".txt": "plain",
    ".text": "plain",
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
}
"""The module that reads each kind of draft."""

LARGEST = 50_000_000
"""Bytes of a draft."""


def find(named: Iterable[str]) -> Iterator[Path]:
    """The drafts that paths and patterns name or that are in folders, each once; of a folder those of a known format.

    Raises DocumentError for what is not there.
    """
    seen: set[Path] = set()
    for path in _expanded(named):
        for file in (path,) if path.is_file() else _below(path):
            if file not in seen:
                seen.add(file)
                yield file


def _below(folder: Path) -> Iterator[Path]:
    from verifier import documents  # noqa: PLC0415 - what names files waits for less

    return (file for file in documents.find([folder]) if file.suffix.lower() in FORMATS)


def _expanded(named: Iterable[str]) -> Iterator[Path]:
    """The paths, patterns replaced by what they fit: not every shell does that."""
    for name in named:
        if folders.is_there(Path(name)) or not glob.has_magic(name):
            yield Path(name)
            continue
        fitting = sorted(glob.glob(name, recursive=True))  # noqa: PTH207 - a pattern may be absolute
        if not fitting:
            raise DocumentError(f"{name}: no file fits this pattern: check the spelling")
        yield from map(Path, fitting)


def load(path: Path) -> bytes:
    """The bytes of a draft. Raises DocumentError."""
    folders.check_name(path)
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
        if len(data) <= LARGEST:
            return data
    except OSError:
        pass
    from verifier.documents.text import read_bytes  # noqa: PLC0415 - it says what is wrong

    return read_bytes(path)


def piped(file: str, stream: BinaryIO) -> bytes:
    """The bytes of a draft with this name that come in a stream. Raises DocumentError for more than LARGEST."""
    data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise DocumentError(f"{file}: has over {LARGEST // 1_000_000} MB: split it into smaller files")
    return data


def read(file: str, data: bytes) -> Draft:
    """The draft in the bytes of a file with this name. Raises DocumentError for what can't be read."""
    format_ = FORMATS.get(Path(file).suffix.lower())
    if format_ is None:
        hint = "name one with --stdin-filename, or rename the file"
        raise InputError(f"{file}: drafts of this kind are not read; known are {', '.join(FORMATS)}: {hint}")
    if format_ == "docx":
        from verifier.drafts import docx  # noqa: PLC0415 - a quarter of a second

        return docx.read(file, data)
    from verifier.documents.text import declared, decoded  # noqa: PLC0415 - what names files waits for less

    encoding, text = decoded(data, file, declared(data) if format_ == "html" else None)
    if not text.strip():
        raise DocumentError(f"{file}: is empty: write its text, or leave it out")
    if format_ == "markdown":
        from verifier.drafts import markdown as module  # noqa: PLC0415 - only what is used
    elif format_ == "html":
        from verifier.drafts import html as module  # type: ignore[no-redef]  # noqa: PLC0415
    else:
        from verifier.drafts import plain as module  # type: ignore[no-redef]  # noqa: PLC0415
    return replace(module.read(file, text), encoding=encoding)


def encode(text: str, encoding: str) -> bytes:
    """A draft's text as the bytes of its file, byte order mark and all. Raises UnicodeEncodeError."""
    from verifier.documents.text import MARK  # noqa: PLC0415 - what names files waits for less

    marked = encoding.startswith(("utf-16-", "utf-32-"))
    return (MARK + text if marked else text).encode(encoding)
