"""The nearest vectors, by FAISS, over the embeddings that the store holds, and the file that saves building them anew.

There are three ways to find them, chosen by how many there are (see KINDS):

- `exact` compares every vector as the store has it;
- `compressed` compares every vector too, but by half a bit a number (product quantisation, 192 parts of four bits, which
  FAISS looks up in the processor's registers): a million take some 4 ms, and are 96 MB;
- `lists` puts vectors in lists around centres, in eight bits a number, and looks only at the lists nearest to a claim: as
  many as it takes to find GOAL of the truly nearest. The lists stay in the file, mapped into memory, so that of any
  number of passages only what a claim comes near is read.

Quantisers and centres are trained on a part of the vectors. What the last two find are candidates, scored by the
embedding in the store; how many of the truly nearest are among them is measured when they are built.

The file is derived: its name carries the state of the store that it was made from, and whatever is missing from it or too
much in it is mended from the store when it is loaded. `seal` says for each part of it whether it is whole. A file that is
not counts as none, and so does one of a state that the store does not know again.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from verifier.errors import InputError
from verifier.index.contract import Kind, VectorStatus
from verifier.index.embedder import DIMENSION
from verifier.index.place import OWN_FILE
from verifier.index.seal import Sealed, SealError, newest_status, seal

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from verifier.index.store import Store

CHUNK = 4096
"""Embeddings read from the store at a time."""

KINDS: tuple[tuple[Kind, float], ...] = (("exact", 50_000), ("compressed", 4_000_000), ("lists", np.inf))
"""Ways of searching, and up to how many passages each is the best: about 5 ms and 15 ms of search."""

PARTS = 192
"""Of a vector, each of which becomes four bits; 96 found 0.98 of the nearest where 192 found all."""
SAMPLE = 20_000
"""Vectors that the parts are trained on."""

SAMPLE_OF_A_LIST = 40
"""Vectors that each centre is trained on: FAISS warns of fewer than 39, and more find no better centres."""
ROUNDS = 10
"""Rounds of k-means."""

OUTGROWN = 2
"""They are trained anew when there are so many times the passages that they were trained for."""
MOST_GONE = 0.05
"""Share of passages that may be gone from the store before the rest are put together anew."""

QUERIES = 200
"""Claims that stand for all when the recall is measured."""
NEARNESS = 0.7
"""Cosine of such a claim to the passage it is made from, about that of real claims to their evidence."""
NEAREST = 10
CANDIDATES = 50
"""Recall is the share of the NEAREST that are among so many candidates, `SearchSettings.candidates` by default."""
GOAL = 0.97

_NAME = re.compile(r"vectors-[0-9a-f]{32}-(\d{1,18})\.faiss")


class DamagedVectorsError(Exception):
    """A part of the file that a search came to is not as it was written; the vectors can be built anew."""


class Vectors:
    """The embeddings of one state of a store, searchable."""

    def __init__(
        self, index: Any, state: str, status: VectorStatus, gone: Iterable[int] = (), file: Sealed | None = None
    ) -> None:
        self._index = index
        self.state = state
        self.status = status
        self._gone = set(gone)
        """Passages that the index still has and the store no longer."""
        self._file = file
        """The file that `index` is mapped from; nothing can be added to it then."""
        self.is_from_file = False
        """Whether a file held all of them: nothing had to be read from the store."""

    @classmethod
    def load(cls, store: Store) -> Vectors:
        """The vectors of the store's present state, from the newest file that can be read."""
        history = store.history
        vectors = next(_saved(store.folder, history), None) if store.folder else None
        if vectors is None:
            return cls.build(store)
        vectors.is_from_file = vectors.state == history[-1]
        vectors.catch_up(store)
        return cls.build(store) if vectors.is_outgrown else vectors

    @classmethod
    def build(cls, store: Store) -> Vectors:
        """The vectors of the store's present state, from its embeddings, in the way that their number asks for."""
        with store.snapshot():
            ids = np.array(store.ids(), dtype=np.int64)
            index, status = _BUILD[_kind(len(ids))](store, ids)
            return cls(index, store.state, status)

    @staticmethod
    def is_saved(store: Store) -> bool:
        """Whether the file for the store's present state is there."""
        return store.folder is None or _file(store.folder, store.state).is_file()

    @staticmethod
    def saved_status(folder: Path) -> VectorStatus | None:
        """What is known of the newest file, without loading it."""
        return newest_status(_files(folder))

    @staticmethod
    def check(store: Store) -> bool:
        """Whether no file of this store's vectors is damaged, and that of its present state has its passages; all is read."""
        if store.folder is None:
            return True
        with store.snapshot():
            history = store.history
            for state in history:
                try:
                    sealed = Sealed(_file(store.folder, state))
                    sealed.check(range(sealed.parts))
                except FileNotFoundError:
                    continue
                except (OSError, SealError):
                    return False
            present = next(_saved(store.folder, history[-1:]), None)
            return present is None or present._held().tolist() == store.ids()

    @property
    def is_fixed(self) -> bool:
        """Whether the vectors are mapped from a file, and so can't `catch_up`."""
        return self._file is not None

    @property
    def is_outgrown(self) -> bool:
        """Whether so many passages came or went since they were built that they should be built anew."""
        count = self._index.ntotal - len(self._gone)
        return (
            _kind(count) != self.status.kind
            or (self.status.kind != "exact" and count > OUTGROWN * self.status.passages)
            or len(self._gone) > MOST_GONE * self._index.ntotal
        )

    def catch_up(self, store: Store) -> None:
        """Leave out what the store no longer holds and put in what it holds now."""
        with store.snapshot():
            history = store.history
            if history[-1] == self.state:
                return
            if self.state not in history:
                # An older copy of the store was put back: ids may mean other passages now.
                self._index.reset()
                self._gone.clear()
            held = self._held()
            newer = store.ids(after=int(held[-1]) if len(held) else 0)
            missing = np.array(newer, dtype=np.int64)
            if len(held) + len(newer) != store.count_passages():
                present = np.array(store.ids(), dtype=np.int64)
                missing = np.setdiff1d(present, held)
                self._gone.update(np.setdiff1d(held, present).tolist())
            for ids, vectors in _read(store, missing):
                self._index.add_with_ids(vectors, ids)
            self.state = history[-1]

    def save(self, store: Store) -> None:
        """Write the file for this state and remove the others. Raises InputError if it can't be written."""
        import faiss  # noqa: PLC0415

        if store.folder is None:
            return
        target = _file(store.folder, self.state)
        scratch = store.folder / f"{target.name}.{os.getpid()}"
        try:
            if not self.is_fixed:
                faiss.write_index(self._index, str(scratch))
                starts = _starts(scratch) if self.status.kind == "lists" else ()
                seal(scratch, starts, self.status, sorted(self._gone))
                scratch.replace(target)
        except (OSError, RuntimeError) as error:
            raise InputError(
                f"{target} can't be written: is the disk full? The index is whole, but searches start more slowly"
            ) from error
        finally:
            with contextlib.suppress(OSError):
                scratch.unlink()
        for file in store.folder.glob("vectors-*"):
            if file != target and OWN_FILE.fullmatch(file.name):
                with contextlib.suppress(OSError):  # Windows keeps a file that a reader has mapped
                    file.unlink()

    def search(self, query: NDArray[np.float32], k: int) -> list[int]:
        """Ids of the k passages whose embeddings are nearest. Raises DamagedVectorsError."""
        index, rows = self._index, query[np.newaxis]
        wanted = min(k + min(k, len(self._gone)), index.ntotal)
        if not wanted:
            return []
        if self.status.kind == "lists":
            nearness, lists = index.quantizer.search(rows, index.nprobe)
            if self._file is not None:
                try:
                    # The first part is what stands before the lists.
                    self._file.check((1 + lists[0][lists[0] >= 0]).tolist())
                except SealError as error:
                    raise DamagedVectorsError from error
            ids = index.search_preassigned(rows, wanted, lists, nearness)[1]
        else:
            ids = index.search(rows, wanted)[1]
        return [id_ for id_ in ids[0].tolist() if id_ >= 0 and id_ not in self._gone][:k]

    def _held(self) -> NDArray[np.int64]:
        """The passages that can be found, ascending."""
        return np.setdiff1d(self._ids(), np.fromiter(self._gone, np.int64, len(self._gone)))

    def _ids(self) -> NDArray[np.int64]:
        import faiss  # noqa: PLC0415

        if self.status.kind != "lists":
            ids: NDArray[np.int64] = faiss.vector_to_array(self._index.id_map)
            return ids
        lists = self._index.invlists
        parts = [
            faiss.rev_swig_ptr(lists.get_ids(number), lists.list_size(number)).copy()
            for number in range(lists.nlist)
            if lists.list_size(number)
        ]
        return np.concatenate([np.empty(0, dtype=np.int64), *parts])


def pack(vectors: NDArray[np.float32]) -> list[bytes]:
    """Vectors as the store keeps them."""
    return [row.tobytes() for row in vectors.astype("<f2")]


def unpack(embeddings: Iterable[bytes]) -> NDArray[np.float32]:
    """Vectors from what the store keeps, shape (n, 384)."""
    packed = np.frombuffer(b"".join(embeddings), dtype="<f2")
    return packed.reshape(-1, DIMENSION).astype(np.float32)


def _kind(count: int) -> Kind:
    return next(kind for kind, most in KINDS if count <= most)


def _exact(store: Store, ids: NDArray[np.int64]) -> tuple[Any, VectorStatus]:
    """An index in the store's half precision."""
    import faiss  # noqa: PLC0415 - only a command that searches waits for it

    flat = faiss.IndexScalarQuantizer(DIMENSION, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)
    index = faiss.IndexIDMap(flat)
    for chunk, vectors in _read(store, ids):
        index.add_with_ids(vectors, chunk)
    return index, VectorStatus(kind="exact", recall=1.0, passages=len(ids))


def _compressed(store: Store, ids: NDArray[np.int64]) -> tuple[Any, VectorStatus]:
    """An index of half a bit a number, and how well it finds them."""
    import faiss  # noqa: PLC0415

    index = faiss.IndexIDMap(faiss.IndexPQFastScan(DIMENSION, PARTS, 4, faiss.METRIC_INNER_PRODUCT))
    generator = np.random.default_rng(0)
    index.train(_sample(store, ids, SAMPLE, generator))
    queries, nearest = _fill(index, store, ids, generator)
    return index, VectorStatus(kind="compressed", recall=_recall(index, queries, nearest), passages=len(ids))


def _lists(store: Store, ids: NDArray[np.int64]) -> tuple[Any, VectorStatus]:
    """An index of lists, with as many looked at as it takes to find GOAL of the nearest."""
    import faiss  # noqa: PLC0415

    count: int = 2 ** round(np.log2(len(ids)) / 2)
    index: Any = faiss.IndexIVFScalarQuantizer(
        faiss.IndexFlatIP(DIMENSION), DIMENSION, count, faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT
    )
    index.cp.niter = ROUNDS
    generator = np.random.default_rng(0)
    index.train(_sample(store, ids, SAMPLE_OF_A_LIST * count, generator))
    queries, nearest = _fill(index, store, ids, generator)
    index.nprobe = 2
    while (recall := _recall(index, queries, nearest)) < GOAL and index.nprobe < count:
        index.nprobe *= 2
    return index, VectorStatus(kind="lists", lists=count, probes=index.nprobe, recall=recall, passages=len(ids))


_BUILD = {"exact": _exact, "compressed": _compressed, "lists": _lists}


def _fill(
    index: Any, store: Store, ids: NDArray[np.int64], generator: np.random.Generator
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Add all passages to a trained index; returns claims of a kind, and the truly nearest passages of each."""
    queries = _queries(store, ids, generator)
    nearest = np.zeros((len(queries), NEAREST), np.int64)
    near = np.full((len(queries), NEAREST), -np.inf, np.float32)
    for chunk, vectors in _read(store, ids):
        index.add_with_ids(vectors, chunk)
        near, nearest = _merge(near, nearest, queries @ vectors.T, chunk)
    return queries, nearest


def _recall(index: Any, queries: NDArray[np.float32], nearest: NDArray[np.int64]) -> float:
    """The share of the nearest that are among the candidates."""
    found = index.search(queries, CANDIDATES)[1]
    return round(float(np.mean([np.isin(row, other).mean() for row, other in zip(nearest, found, strict=True)])), 4)


def _sample(store: Store, ids: NDArray[np.int64], count: int, generator: np.random.Generator) -> NDArray[np.float32]:
    """The vectors of passages at random."""
    chosen = np.sort(generator.choice(ids, min(len(ids), count), replace=False))
    return np.concatenate([vectors for _, vectors in _read(store, chosen)])


def _queries(store: Store, ids: NDArray[np.int64], generator: np.random.Generator) -> NDArray[np.float32]:
    """Vectors as far from a passage as claims are, each away from it towards another passage."""
    vectors = _sample(store, ids, 2 * QUERIES, generator)
    near, away = np.split(generator.permutation(vectors)[: len(vectors) // 2 * 2], 2)
    away = away - np.sum(away * near, axis=1, keepdims=True) * near
    away /= np.maximum(np.linalg.norm(away, axis=1, keepdims=True), 1e-6)
    queries: NDArray[np.float32] = (NEARNESS * near + np.sqrt(1 - NEARNESS**2) * away).astype(np.float32)
    return queries


def _merge(
    near: NDArray[np.float32], nearest: NDArray[np.int64], cosines: NDArray[np.float32], ids: NDArray[np.int64]
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """The greatest cosines, and whose they are, of those so far and these."""
    near = np.hstack([near, cosines])
    nearest = np.hstack([nearest, np.broadcast_to(ids, cosines.shape)])
    best = np.argpartition(-near, NEAREST - 1, axis=1)[:, :NEAREST]
    return np.take_along_axis(near, best, axis=1), np.take_along_axis(nearest, best, axis=1)


def _read(store: Store, ids: NDArray[np.int64]) -> Iterator[tuple[NDArray[np.int64], NDArray[np.float32]]]:
    """Ascending ids with their embeddings, a chunk at a time."""
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        yield chunk, unpack(store.embeddings(chunk.tolist()))


def _file(folder: Path, state: str) -> Path:
    return folder / f"vectors-{state}.faiss"


def _files(folder: Path) -> list[Path]:
    """The folder's files of vectors, that of the highest generation first."""
    named = ((_NAME.fullmatch(file.name), file) for file in folder.glob("vectors-*.faiss"))
    return [file for _, file in sorted(((int(name[1]), file) for name, file in named if name), reverse=True)]


def _saved(folder: Path, history: Sequence[str]) -> Iterator[Vectors]:
    """The vectors in the files of these states of a store, the last first; damaged ones are passed over."""
    for made_of in reversed(history):
        file = _file(folder, made_of)
        with contextlib.suppress(OSError, RuntimeError, MemoryError, SealError):
            sealed = Sealed(file)
            index = _mapped(file) if sealed.status.kind == "lists" and made_of == history[-1] else None
            sealed.check([0] if index is not None else range(sealed.parts))
            if index is None:
                yield Vectors(_whole(file), made_of, sealed.status, sealed.gone)
            else:
                yield Vectors(index, made_of, sealed.status, sealed.gone, sealed)


def _mapped(file: Path) -> Any | None:
    """An index of lists with the lists left in the file; None where the platform can't."""
    import faiss  # noqa: PLC0415

    try:
        index: Any = faiss.read_index(str(file), faiss.IO_FLAG_MMAP | faiss.IO_FLAG_READ_ONLY)
    except RuntimeError:
        return None
    index.invlists.prefetch_nthread = 0  # it would start 32 threads for each search
    return index


def _whole(file: Path) -> Any:
    import faiss  # noqa: PLC0415

    return faiss.read_index(str(file))


def _starts(file: Path) -> list[int]:
    """Where each list begins in a file of lists; none where the platform can't map them."""
    import faiss  # noqa: PLC0415

    index = _mapped(file)
    if index is None:
        return []
    lists: Any = faiss.downcast_InvertedLists(index.invlists)
    return [lists.lists.at(number).offset for number in range(lists.nlist)]
