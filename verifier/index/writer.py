"""Documents into the store: split, read for facts, embedded and written, a window at a time, each file whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType

import msgspec

from verifier import documents, facts
from verifier.index.embedder import Embedder
from verifier.index.ledger import Ledger
from verifier.index.store import FileState, StoredPassage
from verifier.index.vectors import pack
from verifier.records import Document, Fact, Passage, Source

WINDOW = 2048
"""Passages that are embedded and written together: enough to sort them by length, few enough to hold in memory."""


class _File:
    """A file whose documents are being taken in."""

    def __init__(self, path: str, state: FileState) -> None:
        self.path = path
        self.state = state
        self.id: int | None = None
        """In the store, once its first part has been written."""
        self.parts: list[tuple[Source, Sequence[Passage]]] = []
        """What waits to be written: documents, each with the next of its passages, none if they are stored already."""
        self.hashes: set[str] = set()
        """The documents that this file brings."""
        self.is_complete = False


class Writer:
    """Takes in the files of one update.

    Passages wait until a window is full; then they are embedded and written. A transaction ends with the last complete
    file of a window; what is there of the next file goes into another, which lasts until that file ends. So no reader
    ever sees half a file, and a file of any size needs no more memory than a window. Used as a context, it undoes what
    was not committed.
    """

    def __init__(
        self, store: Ledger, embedder: Embedder, on_progress: Callable[[int, int], None] = lambda _done, _waiting: None
    ) -> None:
        """Write to `store`, inside its `writing`; `on_progress` is told of (embedded, waiting) passages of a window."""
        self._store = store
        self._embedder = embedder
        self._on_progress = on_progress
        self._files: list[_File] = []
        self._waiting = 0
        self._notes: list[Callable[[], object]] = []
        """Changes that need no embedding; they are made at the end, together."""
        self._has_changed = False
        self.passages = 0
        """Passages written so far."""

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._store.rollback()

    def add(self, path: str, state: FileState, given: Iterable[Document]) -> None:
        """Take in a file's documents in place of those that it had; if `given` raises, it keeps those that it had."""
        file = _File(path, state)
        self._files.append(file)
        try:
            for document in given:
                self._take(file, document)
        except BaseException:
            # No other file's parts are in the transaction that is open.
            self._store.rollback()
            self._files.remove(file)
            raise
        file.is_complete = True
        if file.id is not None:
            # Its first part is in an open transaction, which must not be undone with the next file.
            self._flush()

    def touch(self, path: str, state: FileState) -> None:
        """Note another size or time of a file that holds what it held."""
        self._notes.append(lambda: self._store.note_file(path, state))

    def fail(self, path: str, state: FileState) -> None:
        """Note that a file could not be read; what it held before stays."""
        self.touch(path, msgspec.structs.replace(state, failed=True))

    def remove(self, path: str) -> None:
        """Take a file out of the index."""
        self._notes.append(lambda: self._store.remove_file(path))

    def finish(self) -> None:
        """Write what waits, and sweep what appears in no file any more."""
        self._flush()
        if self._has_changed or self._notes:
            self._store.begin()
            for note in self._notes:
                note()
            self._store.sweep()
            self._store.commit()

    def _take(self, file: _File, document: Document) -> None:
        source = document.source
        if self._is_known(source.id):
            file.parts.append((source, ()))
            return
        file.hashes.add(source.id)
        split: list[Passage] = []
        for passage in documents.split(document):
            split.append(passage)
            self._waiting += 1
            if self._waiting >= WINDOW:
                file.parts.append((source, split))
                self._flush()
                split = []
        file.parts.append((source, split))

    def _is_known(self, hash_: str) -> bool:
        return any(hash_ in file.hashes for file in self._files) or self._store.holds(hash_)

    def _flush(self) -> None:
        """Embed all that waits, read its facts meanwhile, and write it."""
        passages = [passage for file in self._files for _, split in file.parts for passage in split]
        texts = [passage.text for passage in passages]
        with ThreadPoolExecutor(1) as beside:
            reading = beside.submit(_facts, passages)
            vectors = iter(pack(self._embedder.encode(texts, lambda done: self._on_progress(done, len(texts)))))
        found = iter(reading.result())
        last_complete = max((number for number, file in enumerate(self._files) if file.is_complete), default=None)
        for number, file in enumerate(self._files):
            self._store.begin()
            if file.id is None:
                file.id = self._store.replace_file(file.path, file.state)
            for source, split in file.parts:
                new = [StoredPassage(passage, next(found), next(vectors)) for passage in split]
                self._store.add_document(file.id, source, new)
            file.parts.clear()
            if number == last_complete:
                self._store.commit()
                self._has_changed = True
        self.passages += len(texts)
        self._waiting = 0
        self._files = [file for file in self._files if not file.is_complete]


def _facts(passages: Sequence[Passage]) -> list[tuple[Fact, ...]]:
    return [facts.extract(passage.text, passage.source.published) for passage in passages]
