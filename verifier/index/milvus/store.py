"""Files, documents and passages in Milvus, as `Writer` writes them and a search reads them; `schema` says what is where."""

from __future__ import annotations

import base64
import hashlib
import os
import socket
import time
import uuid
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from itertools import islice
from pathlib import Path

import msgspec

from verifier.errors import StoredIndexError
from verifier.index import addresses
from verifier.index.milvus.client import STRONG, Client, Row, among, batches, quoted
from verifier.index.milvus.schema import (
    FORMAT,
    LONGEST,
    NO_VECTOR,
    STATE,
    STATE_KEY,
    names,
    schemas,
)
from verifier.index.place import Collection, VectorIndex
from verifier.index.store import FileState, StoredPassage
from verifier.index.vectors import pack, unpack
from verifier.index.words import tokens
from verifier.records import Fact, Passage, Record, Source

LEASE_SECONDS = 600.0
"""How long a writer is waited for that gives no sign of life; one of this machine that died is not waited for."""
SETTLE_SECONDS = 1.0
"""After which, of two that write that they are the writer, both see who wrote last."""

RELEASE_SECONDS = 5.0
"""How long a writer tries to say that it has finished."""

FLUSHED = 500
"""Passages that are sent together."""
FEW = 100
"""Keys in a filter, where each may stand for many rows."""

SEEN = "Eventually"
"""The consistency of a read that does not wait."""
RECENT = 100_000
"""Documents that were just committed, of which a writer knows without asking."""

_SHORT = 1000
"""Characters to which what a document says of itself is cut, where all of it is longer than Milvus takes."""


class State(Record, frozen=True, kw_only=True):
    """The one row of what an index is, and who writes to it."""

    identity: str
    model: str
    precision: str
    vectors: VectorIndex
    format: int = FORMAT
    generation: int = 0
    passages: int = 0
    words: int = 0
    """Of all passages, their number and that of their words, for the mean length that BM25 needs; a writer that is killed
    may leave them somewhat wrong."""
    holder: str = ""
    """Who writes: host, process and a number of its own; empty where nobody does."""
    until: int = 0
    """When the writer counts as dead, in seconds since 1970."""


class Found(Record, frozen=True):
    """A passage that a search found, not yet known to be in a file."""

    document: str
    start: int
    end: int
    text: str
    context: str
    facts: tuple[Fact, ...]
    embedding: bytes


class MilvusStore:
    """One index in Milvus; for one thread."""

    def __init__(self, client: Client, state: State) -> None:
        """Use a connection; `open` and `create` are the ways here."""
        self._client = client
        self._passages, self._files, self._sources, self._state = names(client.collection)
        self.state = state
        self._identity = state.identity
        self._rows: dict[str, Row] = {}
        """While writing: the rows of the files, by their keys, as they are in Milvus."""
        self._open: list[Row] = []
        """The rows of the files that the transaction under way brings, not yet written."""
        self._intents: list[Row] = []
        """The rows of the files that it changes, as they were but dirty: sent before anything else, so that whatever happens
        then the next writer knows that there is something to sweep."""
        self._brought: list[str] = []
        """The documents that it brings."""
        self._waiting_sources: list[Row] = []
        self._waiting_passages: list[Row] = []
        self._recent: dict[str, None] = {}
        """While writing: the documents that were committed last."""
        self._had_documents = True
        """Whether there were any when writing began."""
        self._to_sweep = False
        self._holder = ""

    @classmethod
    def open(cls, collection: Collection) -> MilvusStore:
        """Open an index. Raises StoredIndexError if it is missing, of another version, or no index at all."""
        if collection.is_file and not Path(collection.uri).exists():
            raise _missing(collection)
        return cls._opened(collection, None)

    @classmethod
    def create(cls, collection: Collection, model: str, precision: str) -> MilvusStore:
        """Make an empty index. One that is there is opened, and one whose making was broken off is made."""
        vectors: VectorIndex = collection.vectors or "hnsw"
        new = State(identity=uuid.uuid4().hex, model=model, precision=precision, vectors=vectors)
        return cls._opened(collection, new)

    @classmethod
    def _opened(cls, collection: Collection, new: State | None) -> MilvusStore:
        client = Client(collection)
        try:
            if client.is_whole(collection.name + STATE):
                for name in names(collection):
                    client.load(name)
            elif new is None:
                raise _missing(collection)
            elif client.has(collection.name) and not _is_ours(client):
                raise StoredIndexError(
                    f"the collection {collection} is not one of verify's: name another in the address of the index"
                )
            else:
                for name, (schema, indexes) in schemas(collection, new.vectors).items():
                    client.drop(name)
                    client.create(name, schema, indexes)
            state = _read_state(client, collection.consistency.title()) or _read_state(client)
            if state is None and new is not None:
                state = new
                _write_state(client, state)
            if state is None:
                raise _missing(collection)
            store = cls(client, state)
            store._check()
        except BaseException:
            client.close()
            raise
        return store

    @staticmethod
    def destroy(collection: Collection) -> None:
        """Delete an index, whatever state it is in, unless somebody is writing to it."""
        client = Client(collection)
        try:
            if client.has(collection.name) and not _is_ours(client):
                raise StoredIndexError(f"the collection {collection} is not one of verify's, so it is not deleted")
            if client.is_whole(collection.name + STATE):
                client.load(collection.name + STATE)
                state = _read_state(client)
                if state:
                    _refuse_if_held(client, state)
            for name in reversed(names(collection)):
                client.drop(name)
        finally:
            client.close()

    @property
    def collection(self) -> Collection:
        """Where it is."""
        return self._client.collection

    @property
    def folder(self) -> None:
        """Nothing is kept on this machine."""

    @property
    def identity(self) -> str:
        """Tells this index from every other, also from one made anew in the same place."""
        return self._identity

    def is_replaced(self) -> bool:
        """Whether another index, made anew, is in this place now."""
        state = _read_state(self._client, self.level) if self._client.has(self._state) else None
        return state is not None and state.identity != self.identity

    def guard(self) -> AbstractContextManager[None]:
        """The client turns errors into the project's own."""
        return nullcontext()

    def embedding_of(self, text: str) -> None:
        """Asking the server for every text would cost more than embedding the few that are repeated."""

    def close(self) -> None:
        """Let go of the connection; the store can't be used any more."""
        self._client.close()

    # Reading

    @property
    def level(self) -> str:
        """Milvus' name of the consistency at which searches read."""
        return self.collection.consistency.title()

    def refresh(self, level: str = STRONG) -> State:
        """The state as it is now."""
        state = _read_state(self._client, level)
        if state is None:
            raise _missing(self.collection)
        self.state = state
        return state

    @property
    def generation(self) -> int:
        """Grows by one with every commit."""
        return self.refresh().generation

    def counts(self) -> tuple[int, int, int]:
        """How many files, documents and passages there are; the last two with what a stopped writer left unswept."""
        return (
            self._client.count(self._files, _LISTED, level=STRONG),
            self._client.count(self._passages, "first == true", level=STRONG),
            self._client.count(self._passages, level=STRONG),
        )

    def digest(self) -> str:
        """Hash of every document as it appears in each file, as the store of an index in a folder makes it."""
        digest = hashlib.sha256()
        sources = sorted((path, row["document"], row["source"]) for row, path in self._appearances(("source",)))
        for path, document, source in sources:
            digest.update(f"{path}\n{document}\n".encode("utf-8", "surrogatepass"))
            digest.update(_to_msgpack(_SOURCE.decode(source)))
        return digest.hexdigest()

    def files(self) -> dict[str, FileState]:
        """Every indexed file by its path."""
        rows = self._client.rows(self._files, _LISTED, _FILE_FIELDS)
        return {row["path"]: _file_state(row) for row in sorted(rows, key=lambda row: str(row["path"]))}

    def _appearances(self, fields: Sequence[str] = ()) -> Iterator[tuple[Row, str]]:
        """The rows of sources that count, with the path of their file."""
        files = {row["id"]: row for row in self._client.rows(self._files, _LISTED, ("id", "path", "version"))}
        for row in self._client.rows(self._sources, 'id != ""', ("id", "file", "document", "version", *fields)):
            file = files.get(row["file"])
            if file and file["version"] == row["version"]:
                yield row, file["path"]

    def holds(self, hash_: str) -> bool:
        """Whether a document of this content hash is known to be stored.

        A read that waits for all that was ever written would take 0.2 s for each document. So what this writer has
        committed is remembered, but for the oldest, and of the rest is read what can be seen at once: all of it, for
        `writing` has waited. A document that is overlooked would only be embedded again and written over itself.
        """
        return hash_ in self._recent or (self._had_documents and bool(self._sources_of([hash_], SEEN)))

    def sources(self, documents: Iterable[str]) -> dict[str, Source]:
        """What each document says of itself, in the file whose path sorts first; those in no file are left out."""
        rows = self._sources_of(documents, self.level)
        return {document: _SOURCE.decode(row["source"]) for document, row in rows.items()}

    def _sources_of(self, documents: Iterable[str], level: str) -> dict[str, Row]:
        """The row of sources that counts, by document, of several the one whose file's path sorts first."""
        first: dict[str, tuple[str, Row]] = {}
        for some in batches(documents, FEW):
            rows = self._client.find(
                self._sources, among("document", some), ("file", "document", "version", "source"), level=level
            )
            files = self._file_rows({row["file"] for row in rows}, level)
            for row in rows:
                file = files.get(row["file"])
                if file is None or not file["version"] or file["version"] != row["version"]:
                    continue
                if row["document"] not in first or file["path"] < first[row["document"]][0]:
                    first[row["document"]] = (file["path"], row)
        return {document: row for document, (_, row) in first.items()}

    def _file_rows(self, keys: Iterable[str], level: str) -> dict[str, Row]:
        return {
            row["id"]: row
            for some in batches(keys, FEW)
            for row in self._client.find(self._files, among("id", some), ("id", "path", "version"), level=level)
        }

    def documents_at(self, given: Iterable[str], limit: int) -> list[str]:
        """The hashes of at most `limit` documents at these addresses or paths."""
        keys = sorted({addresses.key(address)[:_SHORT] for address in given})
        condition = f"{among('url_key', keys)} or {among('path_key', keys)}"
        rows = self._client.find(self._sources, condition, ("document",), level=self.level)
        return sorted({row["document"] for row in rows})[:limit]

    def hybrid(self, requests: Sequence[dict[str, object]], limit: int) -> dict[int, Found]:
        """What any of the searches finds among the passages, by id."""
        rows = self._client.hybrid(self._passages, requests, limit, _PASSAGE_FIELDS, level=self.level)
        return {int(row["id"], 16): _found(row) for row in rows}

    def count_passages(self) -> int:
        """How many passages there are, with those that wait to be swept."""
        return self._client.count(self._passages, level=self.level)

    def words(self) -> Iterator[list[str]]:
        """The words of every passage."""
        return (row["words"].split() for row in self._client.rows(self._passages, 'id != ""', ("id", "words")))

    def count_word(self, word: str) -> int:
        """How many passages hold a word, as `tokens` has it."""
        return self._client.count(self._passages, f"TEXT_MATCH(words, {quoted(word)})", level=self.level)

    def check(self) -> None:
        """Read every row. Raises StoredIndexError for one that can't be read, or whose words are not its text's."""
        for row in self._client.rows(self._passages, 'id != ""', ("id", "text", "words", "facts")):
            _unpack_facts(row["facts"])
            if row["words"].split() != tokens(row["text"]):
                raise StoredIndexError(
                    f"the index {self.collection} is damaged (passage {row['id']} has changed): "
                    "make it anew with `verify index --rebuild PATH…`"
                )
        for row, path in self._appearances(("source",)):
            try:
                _SOURCE.decode(row["source"])
            except msgspec.DecodeError as error:
                raise StoredIndexError(
                    f"the index {self.collection} is damaged (what it holds of {path} can't be read): "
                    "make it anew with `verify index --rebuild PATH…`"
                ) from error

    # Writing

    @contextmanager
    def writing(self, wait: float = 3.0) -> Iterator[None]:
        """Be the only writer while inside; readers go on. Raises StoredIndexError if another process is writing."""
        self._take_lease(wait)
        try:
            self._rows = {row["id"]: row for row in self._client.rows(self._files, 'id != ""', ("id", *_FILE_FIELDS))}
            self._had_documents = self._client.count(self._sources, level=STRONG) > 0
            yield
            # Whoever reads after this, in this process or another, sees what was written.
            self._client.count(self._passages, level=STRONG)
        finally:
            self._rows, self._recent, self._had_documents = {}, {}, True
            self._give_lease_back()

    def begin(self) -> None:
        """Start a transaction, unless one is under way: nothing to do, for readers see nothing before `commit`."""

    def commit(self) -> None:
        """Make what the transaction brings visible to readers, file by file, and count the generation."""
        self._flush()
        if self._open:
            self._put_files(self._open)
            self._open = []
        self._recent |= dict.fromkeys(self._brought)
        self._recent = dict(islice(self._recent.items(), max(0, len(self._recent) - RECENT), None))
        self._brought = []
        self._keep_lease(generation=self.state.generation + 1)
        if self._to_sweep:
            self._to_sweep = False
            self._sweep()

    def rollback(self) -> None:
        """Forget what the transaction under way would bring; what it has sent is seen by nobody, and swept later."""
        self._open, self._brought = [], []
        self._intents, self._waiting_sources, self._waiting_passages = [], [], []

    def note_file(self, path: str, state: FileState) -> None:
        """Note a file's state and leave its documents as they are."""
        if self._open and self._open[-1]["id"] == _key(path):
            brought = self._open[-1]  # its documents are coming
            brought |= _file_row(path, state, version=brought["version"]) | {"dirty": brought["dirty"]}
            return
        before = self._rows.get(_key(path))
        row = _file_row(path, state, version=before["version"] if before else "")
        # A file without documents has a version, too, or it would not be listed.
        row |= {"version": row["version"] or _UNREAD, "dirty": bool(before and before["dirty"])}
        self._open.append(row)

    def replace_file(self, path: str, state: FileState) -> int:
        """Begin to bring a file's documents in place of those that it had; returns a number for `add_document`."""
        before = self._rows.get(_key(path))
        if not (before and before["dirty"]):
            self._intents.append((before or _file_row(path, state, version="")) | {"dirty": True})
        row = _file_row(path, state, version=state.hash.hex() or _UNREAD)
        row["dirty"] = before is not None and (before["dirty"] or before["version"] != row["version"])
        self._open.append(row)
        return len(self._open) - 1

    def add_document(self, file: int, source: Source, passages: Sequence[StoredPassage]) -> None:
        """Let a document appear in a file, and add these passages to those that are stored of it."""
        row = self._open[file]
        self._brought.append(source.id)
        self._waiting_sources.append(_source_row(row, source))
        self._waiting_passages += (_passage_row(source.id, stored) for stored in passages)
        if len(self._waiting_sources) + len(self._waiting_passages) >= FLUSHED:
            self._flush()

    def remove_file(self, path: str) -> None:
        """Forget a file; its documents stay where other files hold them too."""
        before = self._rows.get(_key(path))
        if before:
            self._open.append(before | {"version": "", "dirty": True})

    def sweep(self) -> None:
        """After the commit, delete the documents that appear in no file, with their passages."""
        self._to_sweep = True

    def is_swept(self) -> bool:
        """Whether no file waits for `_sweep`."""
        return not any(row["dirty"] for row in self._rows.values())

    def _sweep(self) -> None:
        """Delete what dirty files brought that does not count, and the documents that are in no file then."""
        for dirty in batches((row for row in self._rows.values() if row["dirty"]), FEW):
            versions = {row["id"]: row["version"] for row in dirty}
            stale = [
                row
                for row in self._client.rows(
                    self._sources, among("file", versions), ("id", "file", "document", "version")
                )
                if row["version"] != versions[row["file"]]
            ]
            for some in batches(stale, FEW):
                documents = {row["document"] for row in some}
                gone = documents - set(self._sources_of(documents, STRONG))
                if gone:
                    self._delete_passages(gone)
                self._client.delete(self._sources, "id", [row["id"] for row in some])
            self._put_files([row | {"dirty": False} for row in dirty if row["version"]])
            removed = [row["id"] for row in dirty if not row["version"]]
            if removed:
                self._client.delete(self._files, "id", removed)
                for key in removed:
                    del self._rows[key]
            self._keep_lease()

    def _delete_passages(self, documents: set[str]) -> None:
        lengths = [
            len(row["words"].split())
            for row in self._client.rows(self._passages, among("document", documents), ("id", "words"))
        ]
        self._client.delete(self._passages, "document", documents)
        self._count(-len(lengths), -sum(lengths))
        self._recent = {document: None for document in self._recent if document not in documents}

    def _count(self, passages: int, words: int) -> None:
        """Note how many passages and words there are more or less."""
        self._keep_lease(passages=max(0, self.state.passages + passages), words=max(0, self.state.words + words))

    def _put_files(self, rows: Sequence[Row]) -> None:
        self._client.upsert(self._files, [row | {"none": NO_VECTOR} for row in rows])
        self._rows |= {row["id"]: row for row in rows}

    def _flush(self) -> None:
        """Send what waits: a document's sources before its passages, so that no passage is without a trace."""
        if self._intents:
            self._put_files(self._intents)
        if self._waiting_sources:
            self._client.upsert(self._sources, self._waiting_sources)
        if self._waiting_passages:
            self._client.upsert(self._passages, self._waiting_passages)
            self._count(len(self._waiting_passages), sum(len(row["words"].split()) for row in self._waiting_passages))
        self._intents, self._waiting_sources, self._waiting_passages = [], [], []

    def _take_lease(self, wait: float) -> None:
        """Become the writer: say so, wait until everybody would see it, and look who said it last."""
        deadline = time.monotonic() + wait
        while True:
            try:
                _refuse_if_held(self._client, self.refresh())
                break
            except StoredIndexError:
                if time.monotonic() >= deadline:
                    raise
                time.sleep(0.2)
        self._holder = f"{socket.gethostname()} {os.getpid()} {uuid.uuid4().hex[:8]}"
        _HELD.add(self._holder)
        self._keep_lease()
        if not self.collection.is_file:
            time.sleep(SETTLE_SECONDS)
            _refuse_if_held(self._client, self.refresh(), self._holder)

    def _keep_lease(self, **changed: int) -> None:
        """Say that this writer lives, with what else of the state changes."""
        if self.state.holder == self._holder != "" and self.state.until < time.time():
            # It was silent for so long that another may have taken its place.
            _refuse_if_held(self._client, self.refresh(), self._holder)
        until = int(time.time() + LEASE_SECONDS)
        if changed or self.state.holder != self._holder or until - self.state.until > LEASE_SECONDS / 4:
            self.state = msgspec.structs.replace(self.state, holder=self._holder, until=until, **changed)
            _write_state(self._client, self.state)

    def _give_lease_back(self) -> None:
        """Say that nobody writes, unless another has taken over. If it can't be said, it will be found out."""
        held, self._holder = self._holder, ""
        _HELD.discard(held)
        with suppress(StoredIndexError):
            if self.refresh().holder == held:
                self.state = msgspec.structs.replace(self.state, holder="", until=0)
                _write_state(self._client, self.state, RELEASE_SECONDS)

    def _check(self) -> None:
        state, collection = self.state, self.collection
        if state.format != FORMAT:
            raise StoredIndexError(
                f"the index {collection} has format {state.format}, this version of verify reads format {FORMAT}: "
                "make it anew with `verify index --rebuild PATH…`"
            )
        for name, (schema, _) in schemas(collection, state.vectors).items():
            there = self._client.fields(name)
            for field in schema.fields:
                dimension = field.params.get("dim")
                if field.name not in there:
                    what = f"has no field {field.name}"
                elif dimension and int(there[field.name].get("dim", 0)) != dimension:
                    what = f"holds vectors of {there[field.name].get('dim')} numbers, not of {dimension}"
                else:
                    continue
                raise StoredIndexError(
                    f"the index {collection} is damaged (its collection {name} {what}): "
                    "make it anew with `verify index --rebuild PATH…`"
                )
        if collection.vectors not in (None, state.vectors):
            raise StoredIndexError(
                f"the index {collection} was built with vectors={state.vectors}, not {collection.vectors}: "
                "change the address, or make it anew with `verify index --rebuild PATH…`"
            )


_HELD: set[str] = set()
"""Who of this process is writing now."""

_LISTED = 'version != ""'
_UNREAD = "unread"
"""The version of a file that could not be read and has no documents yet."""
_STATE_ROW = f'id == "{STATE_KEY}"'
_FILE_FIELDS = ("path", "size", "mtime_ns", "hash", "failed", "problems", "version", "dirty")
_PASSAGE_FIELDS = ("document", "start", "end", "text", "context", "facts", "embedding")

_to_msgpack = msgspec.msgpack.Encoder().encode
_SOURCE = msgspec.json.Decoder(Source)
_FACTS = msgspec.msgpack.Decoder(tuple[Fact, ...])


def _missing(collection: Collection) -> StoredIndexError:
    return StoredIndexError(f"there is no index {collection}: make one with `verify index PATH…`")


def _is_ours(client: Client) -> bool:
    """Whether a collection that is there has the fields of an index."""
    return {"words", "embedding", "facts"} <= client.fields(client.collection.name).keys()


def _read_state(client: Client, level: str = STRONG) -> State | None:
    fields = State.__struct_fields__
    rows = client.find(client.collection.name + STATE, _STATE_ROW, fields, level=level)
    return msgspec.convert({name: rows[0][name] for name in fields}, State) if rows else None


def _write_state(client: Client, state: State, seconds: float | None = None) -> None:
    row = {"id": STATE_KEY, "none": NO_VECTOR, **msgspec.structs.asdict(state)}
    client.upsert(client.collection.name + STATE, [row], seconds)


def _refuse_if_held(client: Client, state: State, holder: str = "") -> None:
    """Raise StoredIndexError if somebody other than `holder` is writing."""
    if state.holder in ("", holder) or state.until < time.time() or _is_dead(state.holder):
        return
    host, process, _ = state.holder.split()
    until = time.strftime("%H:%M", time.localtime(state.until))
    raise StoredIndexError(
        f"another process is writing to the index {client.collection} (process {process} on {host}): try again when it "
        f"has finished, or after {until} if it was killed"
    )


def _is_dead(holder: str) -> bool:
    """Whether the writer was a process of this machine that is no more, or has stopped writing."""
    host, process, _ = holder.split()
    if host != socket.gethostname():
        return False
    if int(process) == os.getpid():
        return holder not in _HELD
    if os.name != "posix":
        return False  # there a signal of 0 would end it
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        pass
    return False


def _key(path: str) -> str:
    return hashlib.sha256(path.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _file_row(path: str, state: FileState, *, version: str) -> Row:
    return {
        "id": _key(path),
        "path": path,
        "size": state.size,
        "mtime_ns": state.mtime_ns,
        "hash": state.hash.hex(),
        "failed": state.failed,
        "problems": msgspec.json.encode(state.problems).decode(),
        "version": version,
        "dirty": False,
    }


def _file_state(row: Row) -> FileState:
    return FileState(
        size=row["size"],
        mtime_ns=row["mtime_ns"],
        hash=bytes.fromhex(row["hash"]),
        failed=row["failed"],
        problems=msgspec.json.decode(row["problems"], type=tuple[str, ...]),
    )


def _source_row(file: Row, source: Source) -> Row:
    encoded = msgspec.json.encode(source)
    if len(encoded) > LONGEST:
        said = {name: getattr(source, name) for name in ("title", "publisher", "author", "url", "language")}
        source = msgspec.structs.replace(source, **{name: text[:_SHORT] for name, text in said.items() if text})
        encoded = msgspec.json.encode(source)
    return {
        "id": f"{file['id']}{source.id[:24]}{file['version'][:24]}",
        "none": NO_VECTOR,
        "file": file["id"],
        "document": source.id,
        "version": file["version"],
        "source": encoded.decode(),
        "url_key": addresses.key(source.url)[:_SHORT] if source.url else "",
        "path_key": addresses.key(source.path)[:_SHORT] if source.path else "",
    }


def _passage_row(document: str, stored: StoredPassage) -> Row:
    passage = stored.passage
    return {
        "id": f"{document[:24]}{passage.start:08x}",
        "document": document,
        "start": passage.start,
        "end": passage.end,
        "first": not passage.context,
        "text": passage.text,
        "context": passage.context,
        "facts": _pack_facts(stored.facts),
        "words": " ".join(tokens(passage.text)),
        "embedding": unpack([stored.embedding])[0].tolist(),
    }


def _found(row: Row) -> Found:
    import numpy as np  # noqa: PLC0415

    (embedding,) = pack(np.array([row["embedding"]], dtype=np.float32))
    facts = _unpack_facts(row["facts"])
    return Found(row["document"], row["start"], row["end"], row["text"], row["context"], facts, embedding)


def stored(found: Found, source: Source) -> StoredPassage:
    """The passage, once it is known what its document says of itself."""
    passage = Passage(source, found.start, found.end, found.text, found.context)
    return StoredPassage(passage, found.facts, found.embedding)


def _pack_facts(facts: Sequence[Fact]) -> str:
    """Facts as text that Milvus takes: at most half of its limit, even of a passage that is all numbers."""
    return base64.b85encode(zlib.compress(_to_msgpack(facts))).decode()


def _unpack_facts(packed: str) -> tuple[Fact, ...]:
    try:
        return _FACTS.decode(zlib.decompress(base64.b85decode(packed)))
    except (ValueError, zlib.error, msgspec.DecodeError) as error:
        raise StoredIndexError(
            f"the index is damaged (the facts of a passage can't be read: {error}): "
            "make it anew with `verify index --rebuild PATH…`"
        ) from error
