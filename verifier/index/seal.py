"""What stands behind the data of a large file: checksums of its parts, so that each can be checked when it is read first.

data │ seal (MessagePack) │ length and CRC-32 of the seal │ MARK
"""

from __future__ import annotations

import itertools
import mmap
import struct
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
import numpy as np

from verifier.index.contract import VectorStatus
from verifier.records import Record

MARK = b"verify\x00\x01"
_END = struct.Struct("<QI8s")


class SealError(Exception):
    """A file without a seal, or with parts that are not as they were sealed."""


class _Seal(Record, frozen=True, kw_only=True):
    status: VectorStatus
    gone: tuple[int, ...]
    """Passages that are in the data and no longer in the store."""
    bounds: tuple[int, ...]
    """Where parts begin, and where the last one ends."""
    checksums: tuple[int, ...]


def seal(file: Path, starts: Sequence[int], status: VectorStatus, gone: Sequence[int]) -> None:
    """Put a seal behind a file; `starts` are where parts begin that are read apart."""
    with file.open("r+b") as stream:
        end = stream.seek(0, 2)
        bounds = (0, *starts, end)
        with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
            checksums = tuple(zlib.crc32(memoryview(data)[start:stop]) for start, stop in itertools.pairwise(bounds))
        known = _Seal(status=status, gone=tuple(gone), bounds=bounds, checksums=checksums)
        packed = msgspec.msgpack.encode(known)
        stream.write(packed + _END.pack(len(packed), zlib.crc32(packed), MARK))


class Sealed:
    """A sealed file, mapped into memory."""

    def __init__(self, file: Path) -> None:
        """Raises SealError or OSError."""
        with file.open("rb") as stream:
            size = stream.seek(0, 2)
            if size < _END.size:
                raise SealError
            self._data = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        length, checksum, mark = _END.unpack(self._data[size - _END.size :])
        packed = self._data[max(0, size - _END.size - length) : size - _END.size]
        if mark != MARK or len(packed) != length or zlib.crc32(packed) != checksum:
            raise SealError
        known = msgspec.msgpack.decode(packed, type=_Seal)
        self.status = known.status
        self.gone = known.gone
        self.parts = len(known.checksums)
        self._bounds = known.bounds
        self._checksums = known.checksums
        self._is_checked = np.zeros(self.parts, dtype=bool)

    def check(self, parts: Iterable[int]) -> None:
        """Compare the checksums of parts that were not looked at before. Raises SealError if one is wrong."""
        for part in parts:
            if self._is_checked[part]:
                continue
            with memoryview(self._data) as data:
                if zlib.crc32(data[self._bounds[part] : self._bounds[part + 1]]) != self._checksums[part]:
                    raise SealError
            self._is_checked[part] = True


def newest_status(files: Iterable[Path]) -> VectorStatus | None:
    """What the first of the files that has a whole seal says."""
    for file in files:
        try:
            return Sealed(file).status
        except (OSError, SealError):
            continue
    return None
