"""An update on a Ray cluster: files are read, split, read for facts and embedded there, and written here.

    paths ──read──▶ documents ──split──▶ pieces ──extract──▶ with facts ──embed──▶ with vectors ──▶ the writer

Each arrow is a stage of Ray Data, which runs as many of each at a time as there are cores, and waits where a later stage is
slower. What the stages give comes back in the order of the files, so that one file after the other is written whole.
"""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any

import msgspec

import verifier
from verifier import documents, facts
from verifier.errors import DocumentError, InputError, VerifierError
from verifier.index.contract import Progress
from verifier.index.embedder import Embedder
from verifier.index.index import Update as LocalUpdate
from verifier.index.index import file_state
from verifier.index.ledger import Ledger
from verifier.index.problems import Problems
from verifier.index.settings import Mode
from verifier.index.static import StaticEmbedder
from verifier.index.store import FileState, StoredPassage
from verifier.index.vectors import pack
from verifier.index.writer import WINDOW, Encoder
from verifier.records import Document, Fact, Passage, Record, Source

CONNECT_SECONDS = 5.0
"""How long a cluster may take to answer."""

PIECE = 64
"""Passages that travel together."""
BATCH = 8
"""Pieces that are embedded together, so that texts of like length meet."""
BLOCK_BYTES = 4 * 2**20
"""What goes from one stage to the next at a time: little, so that it flows."""
CORES = 0.5
"""What reading asks of a node; half of a node's cores are for embedding, which uses all that are free."""

Row = dict[str, Any]


class Piece(Record, frozen=True):
    """Some passages of a document, in the order of its text."""

    source: Source
    is_first: bool
    """Whether the document begins with it."""
    passages: tuple[Passage, ...] = ()
    facts: tuple[tuple[Fact, ...], ...] = ()
    embeddings: tuple[bytes, ...] = ()


class End(Record, frozen=True, kw_only=True):
    """What is known of a file once it is read."""

    state: FileState
    version: str
    """Of this package, there."""
    problems: tuple[str, ...] = ()
    """Rows that could not be read."""
    failed: str = ""
    """Why nothing of the file could be."""


@contextmanager
def cluster(address: str) -> Iterator[None]:
    """Be connected to a cluster while inside. Raises InputError if it does not answer."""
    try:
        import ray  # noqa: PLC0415 - a second
    except ImportError as error:
        raise InputError("--ray needs Ray: install it with `pip install 'verifier[distributed]'`") from error
    if ray.is_initialized():
        yield
        return
    away = f"the Ray cluster at {address} does not answer: is it running (`ray status`), and is the address right?"
    host, _, port = address.rpartition(":")
    if host and port.isdecimal() and "://" not in address:
        try:
            socket.create_connection((host, int(port)), CONNECT_SECONDS).close()
        except OSError as error:
            raise InputError(away) from error
    logging.getLogger("ray").setLevel(logging.ERROR)
    try:
        ray.init(address, log_to_driver=False, logging_level=logging.ERROR)
    except (ConnectionError, RuntimeError, ValueError) as error:
        raise InputError(away) from error
    try:
        yield
    finally:
        ray.shutdown()


class Update(LocalUpdate):
    """One run of `Index.update` whose files are read on a cluster that is connected."""

    def __init__(
        self,
        store: Ledger,
        embedder: Encoder,
        mode: Mode,
        on_progress: Callable[[Progress], None],
        on_error: Callable[[DocumentError], None],
    ) -> None:
        super().__init__(store, embedder, on_progress, on_error)
        self._mode: Mode = mode
        self._brought: set[str] = set()
        """Documents of files that are written and not yet committed."""
        self._is_new = True
        """Whether the document whose pieces are coming is stored for the first time."""
        self._uncommitted = 0
        """Passages that are written and not yet committed."""

    def _taken(self, files: Mapping[str, Path], known: Mapping[str, FileState]) -> Iterator[str]:
        """Have the files that have changed read on the cluster, and write what comes back."""
        changed = []
        for key, path in files.items():
            if self._is_unchanged(key, path, known.get(key)):
                yield key
            else:
                changed.append(key)
        if not changed:
            return
        rows = groupby(_pieces(changed, self._mode), key=lambda row: row["file"])
        for (_, of_file), key in zip(rows, changed, strict=True):
            self._write(key, of_file, known.get(key))
            self._tell(0, 0)
            yield key
        self._commit()
        self._store.begin()
        self._store.sweep()
        self._store.commit()

    def _write(self, key: str, rows: Iterator[Row], before: FileState | None) -> None:
        """Write one file, whose rows are pieces and, last, its end.

        A file that fits into a window is written when all of it has come, in a transaction with others. A larger one has
        a transaction of its own.
        """
        waiting: list[Piece] = []
        begun: int | None = None
        for row in rows:
            if row["kind"] == "end":
                end = msgspec.msgpack.decode(row["data"], type=End)
                break
            waiting.append(msgspec.msgpack.decode(row["data"], type=Piece))
            if sum(len(piece.passages) for piece in waiting) >= WINDOW:
                if begun is None:
                    self._commit()
                    self._store.begin()
                    begun = self._store.replace_file(key, file_state(Path(key)))
                self._add(begun, waiting)
                waiting = []
        if end.version != verifier.__version__:
            raise VerifierError(
                f"the Ray cluster has version {end.version} of verify, this is {verifier.__version__}: install the same"
            )
        for problem in end.problems:
            self._report(DocumentError(problem))
        with self._counted(key, end.state, before):
            if end.failed:
                if begun is not None:
                    self._store.rollback()
                    self._brought.clear()
                raise DocumentError(end.failed)
            self._store.begin()
            file = self._store.replace_file(key, end.state) if begun is None else begun
            if begun is not None and end.state.problems:
                self._store.note_file(key, end.state)
            self._add(file, waiting)
        if begun is not None or self._uncommitted >= WINDOW:
            self._commit()

    def _add(self, file: int, pieces: Sequence[Piece]) -> None:
        """Write pieces of a file; what is stored of a document already is not stored again."""
        for piece in pieces:
            if piece.is_first:
                document = piece.source.id
                self._is_new = document not in self._brought and not self._store.holds(document)
                self._brought.add(document)
            passages = zip(piece.passages, piece.facts, piece.embeddings, strict=True)
            stored = [StoredPassage(*each) for each in passages] if self._is_new else []
            self._store.add_document(file, piece.source, stored)
            self._uncommitted += len(stored)
            self._writer.passages += len(stored)

    def _commit(self) -> None:
        if self._brought:
            self._store.commit()
        self._uncommitted = 0
        self._brought.clear()


def _pieces(paths: Sequence[str], mode: Mode) -> Iterator[Row]:
    """The rows of each file, in the order of the files."""
    import ray  # noqa: PLC0415

    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.execution_options.preserve_order = True
    context.target_max_block_size = BLOCK_BYTES
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    nodes = [node["Resources"].get("CPU", 1.0) for node in ray.nodes() if node["Alive"]]
    rows = [
        {"file": number, "mode": mode, "kind": "path", "data": os.fsencode(path)} for number, path in enumerate(paths)
    ]
    stages = ray.data.from_items(rows, override_num_blocks=min(len(rows), max(4, round(4 * sum(nodes)))))
    for stage in (_read, _split, _extract):
        stages = stages.flat_map(stage, num_cpus=CORES)
    stages = stages.map_batches(
        _Embed,
        batch_size=BATCH,
        num_cpus=max(CORES, min(nodes) / 2),
        compute=ray.data.ActorPoolStrategy(min_size=1, max_size=len(nodes)),
    )
    try:
        yield from stages.iter_rows()
    except ray.exceptions.RayError as error:
        raise VerifierError(f"the Ray cluster could not do the work: {str(error).strip().splitlines()[-1]}") from error


def _read(row: Row) -> Iterator[Row]:
    """A file's documents, one a row, and its end."""
    path = Path(os.fsdecode(row["data"]))
    state = file_state(path)
    problems: list[str] = []
    kept = Problems(path)
    failed = ""

    def report(error: DocumentError) -> None:
        problems.append(str(error))
        kept.add(error)

    try:
        for document in documents.read(path, report):
            yield {**row, "kind": "document", "data": _encode(document)}
    except DocumentError as error:
        failed = str(error)
    else:
        state = msgspec.structs.replace(state, problems=kept.kept())
    end = End(state=state, version=verifier.__version__, problems=tuple(problems), failed=failed)
    yield {**row, "kind": "end", "data": _encode(end)}


def _split(row: Row) -> Iterator[Row]:
    """A document's passages, some in a row."""
    if row["kind"] != "document":
        yield row
        return
    document = msgspec.msgpack.decode(row["data"], type=Document)
    passages = documents.split(document)
    for start in range(0, max(1, len(passages)), PIECE):
        piece = Piece(document.source, start == 0, tuple(passages[start : start + PIECE]))
        yield {**row, "kind": "piece", "data": _encode(piece)}


def _extract(row: Row) -> Iterator[Row]:
    """The same with the passages' facts."""
    if row["kind"] == "piece":
        piece = msgspec.msgpack.decode(row["data"], type=Piece)
        found = tuple(tuple(facts.extract(each.text, each.source.published)) for each in piece.passages)
        row = {**row, "data": _encode(msgspec.structs.replace(piece, facts=found))}
    yield row


class _Embed:
    """The same with the passages' vectors; one of these is on each node, and keeps the model."""

    def __init__(self) -> None:
        self._embedders: dict[Mode, Encoder] = {}

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        """Embed the pieces of a batch, whose columns are arrays."""
        pieces = {
            place: msgspec.msgpack.decode(data, type=Piece)
            for place, (kind, data) in enumerate(zip(batch["kind"], batch["data"], strict=True))
            if kind == "piece"
        }
        texts = [passage.text for piece in pieces.values() for passage in piece.passages]
        vectors = iter(pack(self._embedder(batch["mode"][0]).encode(texts)))
        column = list(batch["data"])
        for place, piece in pieces.items():
            embeddings = tuple(next(vectors) for _ in piece.passages)
            column[place] = _encode(msgspec.structs.replace(piece, embeddings=embeddings))
        return {**batch, "data": column}

    def _embedder(self, mode: Mode) -> Encoder:
        if mode not in self._embedders:
            self._embedders[mode] = StaticEmbedder() if mode == "lazy" else Embedder(mode)
        return self._embedders[mode]


_encode = msgspec.msgpack.Encoder().encode
