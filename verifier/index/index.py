"""One index, brought up to date from files and searched for claims; the modules beside it do the parts of that."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

import msgspec
import numpy as np

from verifier import documents, folders
from verifier.errors import DocumentError, StoredIndexError, VerifierError
from verifier.index import model, search
from verifier.index.contract import Changes, Hit, IndexStatus, Progress, UpdateSummary
from verifier.index.embedder import Embedder
from verifier.index.ledger import Ledger
from verifier.index.problems import Problems, told
from verifier.index.settings import Mode, SearchSettings
from verifier.index.static import StaticEmbedder
from verifier.index.store import FileState, Store, StoredPassage
from verifier.index.vectors import DamagedVectorsError, Vectors, unpack
from verifier.index.writer import Encoder, Writer
from verifier.records import Document, Fact

if TYPE_CHECKING:
    from numpy.typing import NDArray


RANK_OFFSET = 60
"""What is added to ranks before two rankings are joined, as their paper has it: the first few count nearly alike."""

MOST_LATE = 20_000
"""Vectors of passages that a lazy index keeps in memory: 31 MB."""


Held = TypeVar("Held", bound=Ledger)


class FromFiles(Generic[Held]):
    """What all engines do alike: files are found, read and written, changed ones again, through the engine's own ledger."""

    def __init__(self, store: Held, settings: SearchSettings, mode: Mode) -> None:
        self.settings = settings
        self.embedder = Embedder("int8" if mode == "int8" else "fp32")
        self.mode = mode
        self._store = store

    def close(self) -> None:
        """Let go of the files or the connection; the index can't be used any more."""
        self._store.close()

    def embed(self, claim: str) -> NDArray[np.float32]:
        """The claim's vector, for `search`; may be called from any thread."""
        vector: NDArray[np.float32] = self.embedder.encode([claim])[0]
        return vector

    def update(
        self,
        paths: Iterable[Path],
        *,
        prune: bool = False,
        on_progress: Callable[[Progress], None] | None = None,
        on_error: Callable[[DocumentError], None] | None = None,
        ray: str | None = None,
    ) -> UpdateSummary:
        """Bring the index up to date with the files at and below `paths`; unchanged ones are not read.

        Each file is replaced in one transaction. Killed or interrupted at any moment, the index holds of every file
        what it held before or all that is in it now; running the update again does the rest. With `prune`, files below
        `paths` that are gone are removed. A file that can't be read goes to `on_error`, and the others go on; so does a
        row, also one of a file that is unchanged since, and a folder, of which the index keeps what it holds. Raises
        StoredIndexError if another process is writing, or has made the index anew since it was opened, InputError if the
        disk is full. With `ray`, the address of a cluster, files are read and passages embedded there.
        """
        told = on_progress or _ignore, on_error or _ignore
        with self._store.writing():
            if ray is None:
                summary = Update(self._store, self._of_passages, *told).run(list(paths), prune)
            else:
                from verifier.index import distributed  # noqa: PLC0415 - needs what only an extra installs

                with distributed.cluster(ray):
                    summary = distributed.Update(self._store, self._of_passages, self.mode, *told).run(
                        list(paths), prune
                    )
            self._save()
        return summary

    def stale(self, paths: Iterable[Path] = (), on_error: Callable[[DocumentError], None] | None = None) -> Changes:
        """The files at and below `paths` that are new, changed or gone since they were indexed.

        Without `paths` the indexed files themselves are looked at. Cheap: a file is read only where its size or time of
        change differs. A folder that can't be read goes to `on_error`, and nothing in it counts as gone.
        """
        known = self._store.files()
        given = list(paths) or [Path(key) for key in known]
        files, unread = _find(given, known)
        for error in unread:
            (on_error or _ignore)(_unreadable(error))
        return Changes(
            added=tuple(path for key, path in files.items() if key not in known),
            changed=tuple(path for key, path in files.items() if key in known and not _is_same(path, known[key])),
            removed=tuple(Path(key) for key in _gone(known, files, given, unread)),
        )

    def remove(self, paths: Sequence[Path]) -> int:
        """Take the files at and below `paths` out of the index; returns how many there were."""
        with self._store.writing():
            below = _below(self._store.files(), paths)
            if below:
                with Writer(self._store, self._of_passages) as writer:
                    for key in below:
                        writer.remove(key)
                    writer.finish()
                self._save()
        return len(below)

    def digest(self) -> str:
        """Hash of all that verdicts rest on: sources with their text, and the model; the same for the same contents."""
        return hashlib.sha256(f"{self._store.digest()} {self.mode}".encode()).hexdigest()

    def is_replaced(self) -> bool:
        """Whether another index stands in its place now, made anew and whole; it must be opened again to be searched."""
        return self._store.is_replaced()

    def _check_model(self) -> None:
        """Raise StoredIndexError if the exported model, where there is one, is not as it was written."""
        precision = self.embedder.precision
        if self.embedder.is_ready and model.verify(precision) is None:
            raise StoredIndexError(
                f"the embedding model in {model.folder(precision)} is damaged: delete it, and it is made anew"
            )

    @property
    def _of_passages(self) -> Encoder:
        """What passages are embedded by."""
        return self.embedder

    def _save(self) -> None:
        """Write what the engine derives from what was written; called as the only writer, after every change."""


class Index(FromFiles[Store]):
    """The `Engine` in a folder or in memory: a SQLite file and a FAISS file."""

    def __init__(self, store: Store, settings: SearchSettings, mode: Mode) -> None:
        """Use a store that is open; `open` and `in_memory` are the usual ways here."""
        super().__init__(store, settings, mode)
        self._static = StaticEmbedder() if mode == "lazy" else None
        """What passages are embedded by, where it is not `embedder`."""
        self._late: dict[str, NDArray[np.float32]] = {}
        """Vectors of passages that were embedded when a claim came near, by text."""
        self._vectors: Vectors | None = None

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        create: bool = False,
        rebuild: bool = False,
        settings: SearchSettings | None = None,
        precision: Mode | None = None,
    ) -> Index:
        """Open the index in the folder `path`; with `create` an empty one is made if there is none.

        With `rebuild` whatever index is there is thrown away first. `precision` is the embedder's, fp32 for a new index
        unless it says otherwise. Raises StoredIndexError if the index is missing, damaged, of another version, or was
        built with another precision than the one asked for.
        """
        if rebuild:
            Store.destroy(path)
        if create or rebuild:
            store = Store.create(path, {"model": model.MODEL_NAME, "precision": precision or "fp32"})
        else:
            store = Store.open(path)
        return cls(store, settings or SearchSettings(), _mode(store, precision))

    @classmethod
    def in_memory(
        cls,
        given: Iterable[Document],
        *,
        settings: SearchSettings | None = None,
        precision: Mode = "fp32",
    ) -> Index:
        """An index of these documents that is written nowhere."""
        store = Store.create(None, {"model": model.MODEL_NAME, "precision": precision})
        index = cls(store, settings or SearchSettings(), precision)
        writer = Writer(store, index._of_passages)
        files: dict[str, list[Document]] = {}
        for document in given:
            path = document.source.path
            files.setdefault(file_key(Path(path)) if path else "", []).append(document)
        for file, held in files.items():
            writer.add(file, FileState(0, 0, b""), held)
        writer.finish()
        return index

    # Searching

    def search(
        self,
        claim: str,
        stated: Sequence[Fact],
        k: int | None = None,
        cited: Sequence[str] = (),
        vector: NDArray[np.float32] | None = None,
    ) -> list[Hit]:
        """The passages nearest to a claim that states these facts, the nearest first; k defaults to the settings'.

        Those of documents at the addresses or paths that are `cited` come before all others. A `vector` that `embed` gave
        is not computed again.
        """
        settings = self.settings if k is None else msgspec.structs.replace(self.settings, k=k)
        if not self._store.count_passages():
            return []
        if vector is None:
            vector = self.embed(claim)
        if self._vectors is None:
            self._vectors = Vectors.load(self._store)
            if not self._vectors.is_from_file:
                self._mend_vectors()
        try:
            return self._search(settings, claim, stated, vector, cited)
        except DamagedVectorsError:
            self._vectors = Vectors.build(self._store)
            self._mend_vectors()
        return self._search(settings, claim, stated, vector, cited)

    def _search(
        self,
        settings: SearchSettings,
        claim: str,
        stated: Sequence[Fact],
        vector: NDArray[np.float32],
        cited: Sequence[str],
    ) -> list[Hit]:
        with self._store.snapshot():
            first = self._store.ids_at(cited) if cited else []
            vectors = self._current_vectors()
            if self._static is None:
                return search.search(_Held(self._store, vectors), settings, claim, stated, vector, first)
            held = _Lazy(self._store, vectors, self._static.encode([claim])[0], self.embedder, self._late)
            first = held.nearest(first, max(settings.candidates, settings.k))
            return search.search(held, settings, claim, stated, vector, first)

    @property
    def _of_passages(self) -> Encoder:
        return self._static or self.embedder

    def _current_vectors(self) -> Vectors:
        vectors = self._vectors
        if vectors is None or (vectors.is_fixed and vectors.state != self._store.state):
            vectors = Vectors.load(self._store)
        vectors.catch_up(self._store)
        self._vectors = vectors
        return vectors

    def _save(self) -> None:
        """Write the file of vectors if it is missing or behind; to be called as the only writer."""
        if Vectors.is_saved(self._store):
            return
        if self._current_vectors().is_outgrown:
            self._vectors = Vectors.build(self._store)
        self._current_vectors().save(self._store)

    def _mend_vectors(self) -> None:
        """Write the file of vectors that a killed writer, or damage, left missing, unless a writer is about to."""
        with contextlib.suppress(VerifierError), self._store.writing(wait=0):
            self._current_vectors().save(self._store)

    def check(self) -> None:
        """Read the whole index, and the model, and compare all checksums. Raises StoredIndexError if one is wrong.

        Searches compare those of what they read: passages and their sources, counts, the vectors that they look at. Only
        this also reads SQLite's trees, where damage that keeps their form could hide a passage from the words that it holds.
        """
        self._store.check()
        folder = self._store.folder
        if not Vectors.check(self._store):
            raise StoredIndexError(f"the file of vectors in {folder} is damaged: delete it, and it is made anew")
        self._check_model()

    def status(self) -> IndexStatus:
        """What the index holds, and how large it is."""
        files, held, passages = self._store.counts()
        meta = self._store.meta
        folder = self._store.folder
        states = self._store.files()
        return IndexStatus(
            path=folder,
            files=files,
            documents=held,
            passages=passages,
            model=meta["model"],
            precision=self.mode,
            generation=self._store.generation,
            bytes=sum(size(file) for file in folder.iterdir() if file.is_file()) if folder else 0,
            failed=tuple(Path(key) for key, state in states.items() if state.failed),
            partly=tuple(Path(key) for key, state in states.items() if state.problems),
            vectors=Vectors.saved_status(folder) if folder else None,
        )


class _Held:
    """The `Corpus` that a search sees: one state of the store and its vectors."""

    def __init__(self, store: Store, vectors: Vectors) -> None:
        self._store = store
        self._vectors = vectors

    def candidates(
        self, vector: NDArray[np.float32], words: Sequence[str], limit: int
    ) -> tuple[list[int], dict[int, float]]:
        """The nearest by vectors, and the best by words; both are searched at once, for neither holds the interpreter."""
        with ThreadPoolExecutor(1) as beside:
            nearest = beside.submit(self._vectors.search, vector, limit)
            by_words = self._store.words(words, limit)
        return nearest.result(), by_words

    def passages(self, ids: Iterable[int]) -> dict[int, StoredPassage]:
        """Passages by id."""
        return self._store.passages(ids)

    def similarities(self, vector: NDArray[np.float32], found: Iterable[StoredPassage]) -> list[float]:
        """Cosines with the stored embeddings."""
        cosines: list[float] = (unpack(stored.embedding for stored in found) @ vector).tolist()
        return cosines

    def frequencies(self, words: Iterable[str]) -> tuple[int, dict[str, int]]:
        """How many passages there are, and how many hold each word."""
        return self._store.count_passages(), self._store.frequencies(words)


class _Lazy(_Held):
    """The same where stored vectors are static: they and the words find the candidates, and only these are embedded."""

    def __init__(
        self,
        store: Store,
        vectors: Vectors,
        static: NDArray[np.float32],
        embedder: Embedder,
        late: dict[str, NDArray[np.float32]],
    ) -> None:
        super().__init__(store, vectors)
        self._static_vector = static
        self._embedder = embedder
        self._late = late

    def candidates(
        self,
        vector: NDArray[np.float32],  # noqa: ARG002 - it lies in another space than the stored ones
        words: Sequence[str],
        limit: int,
    ) -> tuple[list[int], dict[int, float]]:
        """The best `limit` of both rankings together, by the sum of their reciprocal ranks (Cormack et al. 2009)."""
        by_vectors, by_words = super().candidates(self._static_vector, words, limit)
        gain: defaultdict[int, float] = defaultdict(float)
        for ranking in (by_vectors, by_words):
            for rank, id_ in enumerate(ranking):
                gain[id_] += 1 / (RANK_OFFSET + rank)
        best = set(sorted(gain, key=lambda id_: (-gain[id_], id_))[:limit])
        return [id_ for id_ in by_vectors if id_ in best], {id_: by for id_, by in by_words.items() if id_ in best}

    def similarities(self, vector: NDArray[np.float32], found: Iterable[StoredPassage]) -> list[float]:
        """Cosines with the vectors that the model gives these passages, now if it has not yet."""
        texts = [stored.passage.text for stored in found]
        new = [text for text in dict.fromkeys(texts) if text not in self._late]
        if len(self._late) + len(new) > MOST_LATE:
            self._late.clear()
            new = list(dict.fromkeys(texts))
        self._late.update(zip(new, self._embedder.encode(new), strict=True))
        return [float(self._late[text] @ vector) for text in texts]

    def nearest(self, ids: Sequence[int], limit: int) -> list[int]:
        """Of these passages those whose static vectors are nearest, if there are more than `limit`."""
        if len(ids) <= limit:
            return list(ids)
        near = unpack(self._store.embeddings(ids)) @ self._static_vector
        return sorted(ids[place] for place in np.argsort(-near, kind="stable")[:limit])


class Update:
    """One run of `Index.update`: which files to read, what to count, whom to tell."""

    def __init__(
        self,
        store: Ledger,
        embedder: Encoder,
        on_progress: Callable[[Progress], None],
        on_error: Callable[[DocumentError], None],
    ) -> None:
        self._store = store
        self._writer = Writer(store, embedder, self._tell)
        self._on_progress = on_progress
        self._on_error = on_error
        self._count: Counter[str] = Counter()
        self._files = 0
        self._all_files = 0
        self._embedded_bytes = 0
        self._read_bytes = 0
        self._all_bytes = 0

    def run(self, paths: Sequence[Path], prune: bool) -> UpdateSummary:
        """Read what has changed and write it."""
        known = self._store.files()
        found, unread = _find(paths, known)
        for error in unread:
            self._report(_unreadable(error))
        files = dict(self._named(found))
        sizes = {key: size(path) for key, path in files.items()}
        self._all_files, self._all_bytes = len(files), sum(sizes.values())
        with self._writer:
            for key in self._taken(files, known):
                self._files += 1
                self._read_bytes += sizes[key]
            if prune:
                for key in _gone(known, files, paths, unread):
                    self._writer.remove(key)
                    self._count["removed"] += 1
            self._writer.finish()
        self._tell(0, 0)
        return UpdateSummary(**self._count, passages=self._writer.passages)

    def _named(self, files: Mapping[str, Path]) -> Iterator[tuple[str, Path]]:
        """The files but those of which not even the name can be stored."""
        for key, path in files.items():
            try:
                folders.check_name(Path(key))
            except DocumentError as error:
                self._report(error)
                self._count["failed"] += 1
            else:
                yield key, path

    def _taken(self, files: Mapping[str, Path], known: Mapping[str, FileState]) -> Iterator[str]:
        """Read the files that have changed, one after the other; gives the key of each file that is done."""
        for key, path in files.items():
            if not self._is_unchanged(key, path, known.get(key)):
                state = file_state(path)
                problems = Problems(path)
                with self._counted(key, state, known.get(key)):
                    self._writer.add(key, state, documents.read(path, self._reporting(problems)), problems.kept)
            yield key

    def _is_unchanged(self, key: str, path: Path, before: FileState | None) -> bool:
        """Whether a file need not be read; one that failed before is tried again, and what failed in one is said again."""
        if before is None or before.failed:
            return False
        if not _is_untouched(path, before):
            state = file_state(path)
            if before.hash != state.hash:
                return False
            self._writer.touch(key, msgspec.structs.replace(state, problems=before.problems))
        for problem in told(path, before.problems):
            self._report(problem)
        self._count["unchanged"] += 1
        return True

    @contextlib.contextmanager
    def _counted(self, key: str, state: FileState, before: FileState | None) -> Iterator[None]:
        """Count a file that is read inside, and note one that can't be."""
        try:
            yield
        except DocumentError as error:
            self._report(error)
            self._writer.fail(key, state)
            self._count["failed"] += 1
        else:
            self._count["changed" if before else "added"] += 1

    def _reporting(self, problems: Problems) -> Callable[[DocumentError], None]:
        """Reports what is wrong with a row, and adds it to the problems of its file."""

        def report(error: DocumentError) -> None:
            problems.add(error)
            self._report(error)

        return report

    def _report(self, error: DocumentError) -> None:
        self._count["errors"] += 1
        self._on_error(error)

    def _tell(self, embedded: int, waiting: int) -> None:
        """Report progress; of the window under way `embedded` of `waiting` passages are done."""
        done = embedded == waiting
        if done:
            self._embedded_bytes = self._read_bytes
        share = 1.0 if done else embedded / waiting
        self._on_progress(
            Progress(
                files=self._files,
                all_files=self._all_files,
                passages=self._writer.passages + (0 if done else embedded),
                bytes=round(self._embedded_bytes + share * (self._read_bytes - self._embedded_bytes)),
                all_bytes=self._all_bytes,
            )
        )


def file_key(path: Path) -> str:
    """How the store names a file: its absolute path, links in it not followed."""
    return os.path.abspath(path)  # noqa: PTH100 - Path.absolute keeps "..", resolve follows links


def _find(paths: Sequence[Path], known: Iterable[str]) -> tuple[dict[str, Path], list[OSError]]:
    """The files at and below `paths` by key, and the folders that can't be read.

    A path that is gone but was indexed has none; DocumentError for others.
    """
    missing = {path for path in paths if not folders.is_there(path)}
    indexed = {around for key in known for around in _and_around(key)} if missing else set()
    there = [path for path in paths if path not in missing or os.path.normcase(file_key(path)) not in indexed]
    unread: list[OSError] = []
    return {file_key(path): path for path in documents.find(there, unread.append)}, unread


def _unreadable(error: OSError) -> DocumentError:
    return DocumentError(f"{error.filename}: this folder can't be read: {error.strerror}")


def _ignore(_: object) -> None:
    pass


def _mode(store: Store, asked: Mode | None) -> Mode:
    """What passages of an index were embedded by."""
    meta = store.meta
    stored: Mode = msgspec.convert(meta["precision"], Mode)
    if meta["model"] != model.MODEL_NAME or asked not in (None, stored):
        raise StoredIndexError(
            f"the index in {store.folder} was built with the model {meta['model']} in {stored}, "
            f"not {model.MODEL_NAME} in {asked or stored}: make it anew with `verify index --rebuild PATH…`"
        )
    return stored


def size(path: Path) -> int:
    """Bytes of a file; 0 of one that can't be looked at, such as one that has just been deleted."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def file_state(path: Path) -> FileState:
    """A file as it is now. One that can't be read has a state that no file has; reading it will say why."""
    try:
        seen = path.stat()
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").digest()
    except OSError:
        return FileState(-1, -1, b"")
    return FileState(seen.st_size, seen.st_mtime_ns, digest)


def _is_untouched(path: Path, before: FileState) -> bool:
    try:
        seen = path.stat()
    except OSError:
        return before.size < 0
    return (seen.st_size, seen.st_mtime_ns) == (before.size, before.mtime_ns)


def _is_same(path: Path, before: FileState) -> bool:
    return _is_untouched(path, before) or file_state(path).hash == before.hash


def _gone(known: Iterable[str], found: Container[str], paths: Sequence[Path], unread: Iterable[OSError]) -> list[str]:
    """Files of the index that lie at or below these paths and are no longer found there, but for folders that can't be read."""
    gone = _below((key for key in known if key not in found), paths)
    unseen = set(_below(gone, [Path(error.filename) for error in unread]))
    return [key for key in gone if key not in unseen]


def _below(keys: Iterable[str], paths: Sequence[Path]) -> list[str]:
    """Those of the files that lie at or below any of the paths."""
    tops = {os.path.normcase(file_key(path)) for path in paths}
    return [key for key in keys if not tops.isdisjoint(_and_around(key))]


def _and_around(key: str) -> Iterator[str]:
    """A file and every folder that it is in, as paths that can be compared."""
    path, inner = os.path.normcase(key), ""
    while path != inner:
        yield path
        path, inner = os.path.dirname(path), path  # noqa: PTH120 - a Path costs ten times as much
