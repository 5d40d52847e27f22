"""Documents into the store: split, read for facts, embedded and written, a window at a time, each file whole.

The steps overlap: while one window is embedded and read for facts, the next is read and split, and the one before is
written. Three windows are in memory at most, whatever the corpus.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol

import msgspec

from verifier import documents, facts
from verifier.index.journal import Journal
from verifier.index.ledger import Ledger
from verifier.index.store import EMBEDDING_BYTES, FileState, StoredPassage
from verifier.index.vectors import pack
from verifier.records import Document, Fact, Passage, Source

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WINDOW = 2048
"""Passages that are embedded and written together: enough to sort them by length, few enough to hold in memory."""

PATIENCE = 0.2
"""Seconds between two reports of progress."""


class Encoder(Protocol):
    """What makes the vectors of passages."""

    def encode(self, texts: Sequence[str], on_progress: Callable[[int], None] = ...) -> NDArray[np.float32]:
        """The texts' vectors, one a row; `on_progress` is told now and then how many texts are done."""


class _File:
    """A file whose documents are being taken in."""

    def __init__(self, path: str, state: FileState) -> None:
        self.path = path
        self.state = state
        self.id: int | None = None
        """In the store, once its first part has been written."""
        self.parts: list[tuple[Source, Sequence[Passage]]] = []
        """What waits to be embedded: documents, each with the next of its passages, none if they are stored already."""
        self.hashes: set[str] = set()
        """The documents that this file brings."""
        self.is_split = False
        """Whether a part of it has left for an earlier window."""
        self.is_complete = False
        self.is_broken = False
        """Whether reading it failed, so that nothing of it may be written."""


class _Window:
    """The parts of files that are embedded and written together."""

    def __init__(self, files: Sequence[_File]) -> None:
        self.files = [(file, file.parts, file.is_complete) for file in files]
        self.passages = [passage for _, parts, _ in self.files for _, split in parts for passage in split]
        self.embeddings: dict[str, bytes] = {}
        """Of texts; those that were known before, and when the window is done, all."""
        self.new: list[str] = []
        """Texts that were not known."""
        self.facts: Future[list[tuple[Fact, ...]]]
        self.embedded: Future[None]
        self.done = 0
        """Of `new`, how many are embedded."""


class Writer:
    """Takes in the files of one update.

    A transaction ends with the last complete file of a window; what is there of the next file goes into another, which
    lasts until that file ends. So no reader ever sees half a file, and a file of any size needs no more memory than a few
    windows. Used as a context, it undoes what was not committed.
    """

    def __init__(
        self, store: Ledger, embedder: Encoder, on_progress: Callable[[int, int], None] = lambda _done, _waiting: None
    ) -> None:
        """Write to `store`, inside its `writing`; `on_progress` is told of (embedded, waiting) passages of a window."""
        self._store = store
        self._embedder = embedder
        self._on_progress = on_progress
        self._journal = Journal(store.folder, store.identity, EMBEDDING_BYTES)
        self._journal.open()
        self._beside = ThreadPoolExecutor(1), ThreadPoolExecutor(1)
        """Where one window after the other is embedded, and read for facts."""
        self._files: list[_File] = []
        self._under_way: _Window | None = None
        self._waiting = 0
        self._notes: list[Callable[[], object]] = []
        """Changes that need no embedding; they are made at the end, together."""
        self._has_changed = False
        self.passages = 0
        """Passages written so far."""

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for pool in self._beside:
            pool.shutdown(cancel_futures=True)
        self._store.rollback()

    def add(
        self,
        path: str,
        state: FileState,
        given: Iterable[Document],
        problems: Callable[[], tuple[str, ...]] = tuple,
    ) -> None:
        """Take in a file's documents in place of those that it had; if `given` raises, it keeps those that it had.

        `problems` is asked when all of them are there, for what is to be kept of rows that are none.
        """
        file = _File(path, state)
        self._files.append(file)
        try:
            for document in given:
                self._take(file, document)
        except BaseException:
            # No other file's parts are in the transaction that is open.
            self._store.rollback()
            self._files.remove(file)
            file.is_broken = True
            raise
        file.is_complete = True
        file.state = msgspec.structs.replace(state, problems=problems())
        if file.is_split:
            # Its first part is in an open transaction, which must not be undone with the next file.
            self._send()
            self._land()
            self._journal.clear()

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
        """Write what waits, and sweep what appears in no file any more, also of a run that was killed before it could."""
        self._send()
        self._land()
        if self._has_changed or self._notes or not self._store.is_swept():
            self._store.begin()
            for note in self._notes:
                note()
            self._store.sweep()
            self._store.commit()
        self._journal.clear()

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
                self._send()
                split = []
        file.parts.append((source, split))

    def _is_known(self, hash_: str) -> bool:
        files = [*self._files, *(file for file, *_ in (self._under_way.files if self._under_way else ()))]
        return any(hash_ in file.hashes and not file.is_broken for file in files) or self._store.holds(hash_)

    def _send(self) -> None:
        """Let all that waits be embedded and read for facts, and write the window before it meanwhile."""
        window = _Window(self._files)
        for file in self._files:
            file.parts = []
            file.is_split = not file.is_complete
        self._files = [file for file in self._files if not file.is_complete]
        self._waiting = 0
        before = self._under_way
        for text in dict.fromkeys(passage.text for passage in window.passages):
            embedding = self._store.embedding_of(text) or self._journal.get(text)
            if embedding is None:
                window.new.append(text)
            else:
                window.embeddings[text] = embedding
        embedding_thread, reading_thread = self._beside
        window.embedded = embedding_thread.submit(self._embed, window, before.embeddings if before else {})
        window.facts = reading_thread.submit(_facts, window.passages)
        self._land()
        self._under_way = window

    def _embed(self, window: _Window, before: dict[str, bytes]) -> None:
        """Complete a window's embeddings; what the window before it held, which is done, is not embedded again."""
        window.embeddings |= {text: before[text] for text in window.new if text in before}
        window.new = [text for text in window.new if text not in window.embeddings]

        def note(done: int) -> None:
            window.done = done

        packed = pack(self._embedder.encode(window.new, note))
        window.embeddings.update(zip(window.new, packed, strict=True))

    def _land(self) -> None:
        """Write the window that is under way, if there is one, when it is done."""
        window = self._under_way
        if window is None:
            return
        count = len(window.passages)
        under_way: tuple[Future[Any], ...] = window.embedded, window.facts
        while wait(under_way, PATIENCE).not_done:
            self._on_progress(max(0, count - len(window.new) + window.done), count)
        window.embedded.result()
        found = iter(window.facts.result())
        self._under_way = None
        last_complete = max((number for number, (*_, complete) in enumerate(window.files) if complete), default=None)
        for number, (file, parts, complete) in enumerate(window.files):
            if file.is_broken:
                continue  # it is the last
            self._store.begin()
            if file.id is None:
                file.id = self._store.replace_file(file.path, file.state)
            elif complete and file.state.problems:
                self._store.note_file(file.path, file.state)
            for source, split in parts:
                stored = [StoredPassage(passage, next(found), window.embeddings[passage.text]) for passage in split]
                self._store.add_document(file.id, source, stored)
            if number == last_complete:
                self._store.commit()
                self._has_changed = True
        if window.files and last_complete != len(window.files) - 1:
            with self._store.guard():
                self._journal.add((text, window.embeddings[text]) for text in window.new)
        self.passages += count
        self._on_progress(count, count)


def _facts(passages: Sequence[Passage]) -> list[tuple[Fact, ...]]:
    return [facts.extract(passage.text, passage.source.published) for passage in passages]
