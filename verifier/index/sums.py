"""Checksums of a file at rest, kept beside it, by which is found what a disk has changed since; nothing here knows SQLite.

A seal is valid for one state of its file, which the file's owner names. Who is about to change the file breaks the seal
first, and makes a new one when the file is at rest again; a file without one is simply not checked.
"""

from __future__ import annotations

import contextlib
import os
import random
import struct
import threading
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from verifier import atomic

MARK = b"verify seal 1\n"
BLOCK = 1 << 20
"""Bytes that have a checksum of their own."""
MOST = 64
"""Blocks that one check reads, 30 ms of work; of a larger file each check reads others, and `every` reads all."""

_SUM = struct.Struct("<I")

_open: dict[tuple[int, int], BinaryIO] = {}
_reading = threading.Lock()


def seal_of(file: Path) -> Path:
    """Where the checksums of a file stand."""
    return file.with_name(f"{file.name}.seal")


def break_seal(file: Path) -> None:
    """To be called before the file is changed."""
    seal_of(file).unlink(missing_ok=True)


def make_seal(file: Path, state: str) -> None:
    """Note the checksums of a file that nobody is writing to; the seal is there whole or not at all."""
    head = _head(state)
    with reading(file) as stream:
        sums = b"".join(_SUM.pack(zlib.crc32(block)) for block in iter(lambda: stream.read(BLOCK), b""))
    body = head + sums
    atomic.write(seal_of(file), body + _SUM.pack(zlib.crc32(body)))


def is_sealed(file: Path, state: str) -> bool:
    """Whether there is a seal for this state of the file."""
    return _sums(file, state) is not None


def is_intact(file: Path, state: str, *, every: bool = False) -> bool:
    """Whether the file is as it was sealed, or has no seal for this state; of a large file a part, unless `every`."""
    while (sums := _sums(file, state)) is not None:
        if _fits(file, sums, every=every):
            return True
        if _sums(file, state) == sums:
            return False
        # Somebody has begun to write meanwhile, or has written.
    return True


def _head(state: str) -> bytes:
    return MARK + state.encode() + b"\n"


def _sums(file: Path, state: str) -> bytes | None:
    """The checksums of the blocks; None without a seal for this state, or with one that is damaged itself."""
    head = _head(state)
    try:
        body = seal_of(file).read_bytes()
    except OSError:
        return None
    body, own = body[: -_SUM.size], body[-_SUM.size :]
    if not body.startswith(head) or own != _SUM.pack(zlib.crc32(body)):
        return None
    return body.removeprefix(head)


def _fits(file: Path, sums: bytes, *, every: bool) -> bool:
    number = len(sums) // _SUM.size
    first, last = 0, number
    if number > MOST and not every:
        first = random.randrange(0, number, MOST)  # noqa: S311 - which part is read is no secret
        last = min(first + MOST, number)
    with reading(file) as stream:
        if -(-stream.seek(0, os.SEEK_END) // BLOCK) != number:
            return False
        stream.seek(first * BLOCK)
        found = b"".join(_SUM.pack(zlib.crc32(stream.read(BLOCK))) for _ in range(first, last))
    return found == sums[first * _SUM.size : last * _SUM.size]


@contextlib.contextmanager
def reading(file: Path) -> Iterator[BinaryIO]:
    """The file from its beginning, for one thread at a time. It stays open until it is deleted.

    Where locks are of POSIX, closing a file gives up every lock that the process has on it, those of SQLite too:
    sqlite.org/howtocorrupt.html, 2.2. On a deleted file they guard nothing: nobody can open it any more, and who has it open
    leaves the log alone on closing, for it is another's.
    """
    if os.name == "nt":
        with file.open("rb") as opened:
            yield opened
        return
    with _reading:
        _let_go()
        seen = file.stat()
        key = (seen.st_dev, seen.st_ino)
        if key not in _open:
            _open[key] = cast("BinaryIO", file.open("rb", buffering=0))  # what was read before may have changed
        stream = _open[key]
        stream.seek(0)
        yield stream


def _let_go() -> None:
    """Close the files that are deleted, for until then they take up their place on the disk."""
    for key, stream in list(_open.items()):
        if os.fstat(stream.fileno()).st_nlink == 0:
            del _open[key]
            stream.close()
