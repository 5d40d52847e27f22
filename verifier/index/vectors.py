"""The nearest vectors, by FAISS, over the embeddings that the store holds, and the file that saves building them anew.

The file is derived: its name carries the identity and generation of the store that it was made from, and whatever is
missing from it or too much in it is mended from the store when it is loaded. A file that can't be read counts as none.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from verifier.errors import InputError
from verifier.index import seal
from verifier.index.embedder import DIMENSION

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from verifier.index.store import Store

CHUNK = 4096
"""Embeddings read from the store at a time."""

_NAME = re.compile(r"vectors-([0-9a-f]{32})-(\d{1,18})\.faiss")


class Vectors:
    """The embeddings of one generation of a store, searchable."""

    def __init__(self, index: Any, generation: int) -> None:
        self._index = index
        self.generation = generation
        self.is_from_file = False
        """Whether a file held all of them: nothing had to be read from the store."""

    @classmethod
    def load(cls, store: Store) -> Vectors:
        """The vectors of the store's present generation, from the newest file that can be read."""
        saved = _saved(store.folder, store.identity) if store.folder else iter(())
        vectors = next(saved, None) or cls(_empty(), 0)
        saved_generation = vectors.generation
        vectors.catch_up(store)
        vectors.is_from_file = vectors.generation == saved_generation
        return vectors

    @staticmethod
    def is_saved(store: Store) -> bool:
        """Whether the file for the store's present generation is there."""
        return store.folder is None or _file(store.folder, store.identity, store.generation).is_file()

    def catch_up(self, store: Store) -> None:
        """Take out what the store no longer holds and put in what it holds now."""
        with store.snapshot():
            generation = store.generation
            if generation == self.generation:
                return
            if generation < self.generation:
                # The store is an older copy put back: ids may mean other passages now.
                self._index = _empty()
            present = np.array(store.ids(), dtype=np.int64)
            held = self._ids()
            gone = np.setdiff1d(held, present)
            if len(gone):
                self._index.remove_ids(gone)
            missing = np.setdiff1d(present, held)
            for start in range(0, len(missing), CHUNK):
                ids = missing[start : start + CHUNK]
                self._index.add_with_ids(unpack(store.embeddings(ids.tolist())), ids)
            self.generation = generation

    def save(self, store: Store) -> None:
        """Write the file for this generation and remove the others. Raises InputError if it can't be written."""
        import faiss  # noqa: PLC0415

        if store.folder is None:
            return
        target = _file(store.folder, store.identity, self.generation)
        scratch = store.folder / f"{target.name}.{os.getpid()}"
        try:
            faiss.write_index(self._index, str(scratch))
            seal.break_seal(target)
            scratch.replace(target)
        except (OSError, RuntimeError) as error:
            raise InputError(
                f"{target} can't be written: is the disk full? The index is whole, but searches start more slowly"
            ) from error
        finally:
            _forget(scratch)
        for file in store.folder.glob("vectors-*"):
            if file != target:
                _forget(file)
        with contextlib.suppress(OSError):  # a file without checksums is not used
            seal.make_seal(target, target.name)

    def search(self, query: NDArray[np.float32], k: int) -> list[int]:
        """Ids of the k passages whose embeddings are nearest."""
        k = min(k, self._index.ntotal)
        if not k:
            return []
        ids: list[int] = self._index.search(query[np.newaxis], k)[1][0].tolist()
        return ids

    def _ids(self) -> NDArray[np.int64]:
        import faiss  # noqa: PLC0415

        ids: NDArray[np.int64] = faiss.vector_to_array(self._index.id_map)
        return ids


def _forget(file: Path) -> None:
    """Delete a file that is not used any more; one that can't be deleted does no harm."""
    with contextlib.suppress(OSError):
        file.unlink()


def pack(vectors: NDArray[np.float32]) -> list[bytes]:
    """Vectors as the store keeps them."""
    return [row.tobytes() for row in vectors.astype("<f2")]


def unpack(embeddings: Iterable[bytes]) -> NDArray[np.float32]:
    """Vectors from what the store keeps, shape (n, 384)."""
    packed = np.frombuffer(b"".join(embeddings), dtype="<f2")
    return packed.reshape(-1, DIMENSION).astype(np.float32)


def _empty() -> Any:
    """An exact index in the store's half precision. The kinds that large corpora need would be chosen here."""
    import faiss  # noqa: PLC0415 - only a command that searches waits for it

    flat = faiss.IndexScalarQuantizer(DIMENSION, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)
    return faiss.IndexIDMap(flat)


def _file(folder: Path, identity: str, generation: int) -> Path:
    return folder / f"vectors-{identity}-{generation}.faiss"


def _saved(folder: Path, identity: str) -> Iterator[Vectors]:
    """The vectors in a folder's files, the newest first; files of another store and damaged ones are passed over.

    FAISS itself notices a file that is cut off, and not one in which a bit has changed: that the checksums tell.
    """
    import faiss  # noqa: PLC0415

    named = ((_NAME.fullmatch(file.name), file) for file in folder.glob("vectors-*.faiss"))
    files = [(int(name[2]), file) for name, file in named if name and name[1] == identity]
    for generation, file in sorted(files, reverse=True):
        if not seal.is_sealed(file, file.name) or not seal.is_intact(file, file.name):
            continue
        with contextlib.suppress(OSError, RuntimeError, MemoryError):
            index = faiss.read_index(str(file))
            if isinstance(index, faiss.IndexIDMap) and index.d == DIMENSION and index.id_map.size() == index.ntotal:
                yield Vectors(index, generation)
