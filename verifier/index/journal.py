"""Embeddings of a file that is not wholly in the index yet: a run that is killed in the middle of it need not repeat them.

Each file of a corpus enters the index in one transaction, so that of a large one nothing would be left. A record is the
hash of a text, its embedding, and the CRC-32 of both; one that was cut off or damaged is not used.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable
from pathlib import Path

import numpy as np

HASH_BYTES = 16
CHECKSUM_BYTES = 4


class Journal:
    """One index's file of such embeddings, each of `size` bytes; an index in memory has none."""

    def __init__(self, folder: Path | None, identity: str, size: int) -> None:
        self._file = None if folder is None else folder / f"embedded-{identity}.journal"
        self._record = HASH_BYTES + size + CHECKSUM_BYTES
        self._is_empty = False
        self._held = np.empty((0, self._record), dtype=np.uint8)
        self._keys = np.empty(0, dtype="<u8")
        """The first half of each hash, ascending; `_order` says which records they are of."""
        self._order = np.empty(0, dtype=np.int64)

    def open(self) -> None:
        """Look for what an earlier run left; to be called as the only writer."""
        if self._file is None or not self._file.exists():
            self._is_empty = True
            return
        count = self._file.stat().st_size // self._record
        with self._file.open("r+b") as stream:
            stream.truncate(count * self._record)
        if count:
            self._held = np.memmap(self._file, np.uint8, "r", shape=(count, self._record))
            keys = np.ascontiguousarray(self._held[:, :8]).view("<u8")[:, 0]
            self._order = np.argsort(keys, kind="stable")
            self._keys = keys[self._order]

    def get(self, text: str) -> bytes | None:
        """The embedding that an earlier run computed for a text."""
        hash_ = _hash(text)
        key = np.frombuffer(hash_[:8], dtype="<u8")[0]
        for place in range(int(np.searchsorted(self._keys, key)), len(self._keys)):
            if self._keys[place] != key:
                break
            record: bytes = self._held[self._order[place]].tobytes()
            if record[:HASH_BYTES] == hash_ and record == _sealed(record[:-CHECKSUM_BYTES]):
                return record[HASH_BYTES:-CHECKSUM_BYTES]
        return None

    def add(self, embeddings: Iterable[tuple[str, bytes]]) -> None:
        """Keep embeddings for a run that may have to come after this one."""
        if self._file is not None:
            with self._file.open("ab") as stream:
                stream.write(b"".join(_sealed(_hash(text) + embedding) for text, embedding in embeddings))
            self._is_empty = False

    def clear(self) -> None:
        """Forget them all: they are in the index."""
        if not self._is_empty and self._file is not None:
            self._held, self._keys, self._order = self._held[:0].copy(), self._keys[:0], self._order[:0]
            self._file.unlink(missing_ok=True)
            self._is_empty = True


def _hash(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=HASH_BYTES).digest()


def _sealed(record: bytes) -> bytes:
    return record + zlib.crc32(record).to_bytes(CHECKSUM_BYTES, "little")
