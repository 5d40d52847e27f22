"""The index's truth: one SQLite file of files, documents, passages, facts, embeddings and words.

    files ──appearances──▶ documents ──▶ passages ──▶ words (FTS5)

A document is known by the hash of its content, so two files that hold the same text share it, and a file that changes
in one row keeps the passages of the others. A document that appears in no file is invisible to every reader and swept
at the end of the change that orphaned it. Passage ids are never used twice, so the ids of a set of embeddings say
whether it is up to date. Searching the vectors is `vectors`' work.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import sqlite3
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import msgspec

from verifier.errors import InputError, StoredIndexError, VerifierError
from verifier.index import addresses as addresses_of
from verifier.index import seal
from verifier.records import Fact, Passage, Record, Source

APPLICATION_ID = 0x56524659
"""Marks the file as this project's ("VRFY"), see sqlite.org/pragma.html#pragma_application_id."""
FORMAT = 2
"""Version of the tables below and of what their blobs hold."""

DATABASE_FILE = "index.sqlite"
LOCK_FILE = "writer.lock"

LOCK_SECONDS = 3.0
"""How long a writer waits for another to finish."""

_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE files (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    hash BLOB NOT NULL,
    failed INTEGER NOT NULL
);
CREATE TABLE documents (id INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE);
CREATE TABLE appearances (
    file INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
    document INTEGER NOT NULL REFERENCES documents,
    source BLOB NOT NULL,
    PRIMARY KEY (file, document)
) WITHOUT ROWID;
CREATE INDEX appearances_of_document ON appearances (document);
CREATE TABLE passages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES documents,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    text TEXT NOT NULL,
    context TEXT NOT NULL,
    facts BLOB NOT NULL,
    embedding BLOB NOT NULL
);
CREATE INDEX passages_of_document ON passages (document);
CREATE VIRTUAL TABLE words USING fts5 (text, content='passages', content_rowid='id',
    tokenize="unicode61 remove_diacritics 2");
CREATE TRIGGER passage_added AFTER INSERT ON passages BEGIN
    INSERT INTO words (rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER document_removed BEFORE DELETE ON documents BEGIN
    INSERT INTO words (words, rowid, text)
    SELECT 'delete', id, text FROM passages WHERE document = old.id;
    DELETE FROM passages WHERE document = old.id;
END;
"""
"""`facts` and `source` are MessagePack; an embedding is 384 little-endian half-precision numbers."""


class FileState(Record, frozen=True):
    """What the index knows of a file: enough to tell, mostly without reading it, whether it has changed."""

    size: int
    mtime_ns: int
    hash: bytes
    failed: bool = False
    """Whether it could not be read; nothing of it is in the index then, or what it held before."""


class StoredPassage(Record, frozen=True):
    """A passage with what is stored of it."""

    passage: Passage
    facts: tuple[Fact, ...]
    embedding: bytes


class Store:
    """One index's tables, on disk or in memory; one connection, for one thread."""

    def __init__(self, connection: sqlite3.Connection, folder: Path | None) -> None:
        self._connection = connection
        self.folder = folder
        """None for an index in memory."""

    @classmethod
    def open(cls, folder: Path) -> Store:
        """Open the index in a folder. Raises StoredIndexError if it is missing, damaged or of another version."""
        file = folder / DATABASE_FILE
        if not file.is_file():
            raise StoredIndexError(f"there is no index in {folder}: make one with `verify index PATH…`")
        store = cls(_connect(str(file)), folder)
        try:
            with store.guard():
                store._check_format()
            store.check()
            store._seal_if_nobody_writes()
        except BaseException:
            store.close()
            raise
        return store

    @classmethod
    def create(cls, folder: Path | None, meta: Mapping[str, str]) -> Store:
        """Make an empty index in a folder, or in memory; `meta` is kept with it. An index that is there is opened."""
        if folder is None:
            store = cls(_connect(":memory:"), None)
            store._make(meta)
            return store
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InputError(f"the index can't be made in {folder}: {error.strerror}") from error
        store = cls(_connect(str(folder / DATABASE_FILE)), folder)
        # Closed whatever happens: one that is only forgotten keeps its file open until the garbage is collected.
        with contextlib.closing(store), store.guard():
            if store._pragma("user_version") == 0 and store._pragma("application_id") == 0:
                store._execute("PRAGMA journal_mode = WAL")
                store._make(meta)
        return cls.open(folder)

    @staticmethod
    def destroy(folder: Path) -> None:
        """Delete the index in a folder, whatever state it is in; other files stay."""
        if not folder.is_dir():
            return
        with _writer_lock(folder, LOCK_SECONDS), _guard(folder):
            seal.break_seal(folder / DATABASE_FILE)
            for file in (*folder.glob("vectors-*"), *folder.glob(f"{DATABASE_FILE}*")):
                file.unlink()

    def close(self) -> None:
        """Close the connection; the store can't be used any more."""
        self._connection.close()

    # Reading

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Everything read inside sees one state, whatever a writer does meanwhile."""
        with self.guard():
            nested = self._connection.in_transaction
            if not nested:
                self._execute("BEGIN")
            try:
                yield
            finally:
                if not nested and self._connection.in_transaction:
                    self._execute("COMMIT")

    @property
    def meta(self) -> dict[str, str]:
        """What was noted when the index was made."""
        with self.guard():
            return dict(self._execute("SELECT key, value FROM meta"))

    @property
    def identity(self) -> str:
        """Tells this index from every other, also from one made anew in the same folder."""
        return self._noted("identity")

    @property
    def generation(self) -> int:
        """Grows by one with every transaction that changes which passages there are."""
        noted = self._noted("generation")
        if not noted.isdecimal():
            raise _damaged(self.folder, "it does not know its generation")
        return int(noted)

    def _noted(self, key: str) -> str:
        noted = self.meta.get(key)
        if noted is None:
            raise _damaged(self.folder, f"it does not know its {key}")
        return noted

    def counts(self) -> tuple[int, int, int]:
        """How many files, documents and passages there are."""
        with self.guard():
            row = self._execute(
                "SELECT (SELECT count(*) FROM files), (SELECT count(DISTINCT document) FROM appearances), "
                "(SELECT count(*) FROM passages)"
            ).fetchone()
        return int(row[0]), int(row[1]), int(row[2])

    def digest(self) -> str:
        """Hash of every document as it appears in each file: what it holds, and what it says of itself."""
        digest = hashlib.sha256()
        with self.guard():
            for path, document, source in self._execute(
                "SELECT files.path, documents.hash, source FROM appearances JOIN files ON files.id = file "
                "JOIN documents ON documents.id = document ORDER BY files.path, documents.hash"
            ):
                digest.update(f"{path}\n{document}\n".encode("utf-8", "surrogatepass") + source)
        return digest.hexdigest()

    def files(self) -> dict[str, FileState]:
        """Every indexed file by its path."""
        with self.guard():
            rows = self._execute("SELECT path, size, mtime_ns, hash, failed FROM files ORDER BY path").fetchall()
        return {path: FileState(size, mtime_ns, digest, bool(failed)) for path, size, mtime_ns, digest, failed in rows}

    def passages(self, ids: Iterable[int]) -> dict[int, StoredPassage]:
        """Passages by id; ids of passages that are gone, or appear in no file, are left out.

        A document that appears in several files is shown in the one whose path sorts first.
        """
        found = {}
        with self.guard():
            for id_ in ids:
                row = self._execute(
                    "SELECT start, end, text, context, facts, embedding, source FROM passages "
                    "JOIN appearances USING (document) JOIN files ON files.id = appearances.file "
                    "WHERE passages.id = ? ORDER BY path LIMIT 1",
                    (id_,),
                ).fetchone()
                if row is not None:
                    start, end, text, context, facts, embedding, source = row
                    passage = Passage(_SOURCE.decode(source), start, end, text, context)
                    found[id_] = StoredPassage(passage, _FACTS.decode(facts), embedding)
        return found

    def words(self, query: str, limit: int) -> list[tuple[int, float]]:
        """Ids and BM25 scores (greater is better) of the passages that match an FTS5 query, the best first."""
        with self.guard():
            rows = self._execute(
                "SELECT rowid, -bm25(words) AS score FROM words WHERE words MATCH ? ORDER BY score DESC, rowid LIMIT ?",
                (query, limit),
            ).fetchall()
        return [(int(id_), float(score)) for id_, score in rows]

    def count_word(self, word: str) -> int:
        """How many passages hold a word."""
        with self.guard():
            return int(self._execute("SELECT count(*) FROM words WHERE words MATCH ?", (f'"{word}"',)).fetchone()[0])

    def count_passages(self) -> int:
        """How many passages there are."""
        with self.guard():
            return int(self._execute("SELECT count(*) FROM passages").fetchone()[0])

    def ids_at(self, addresses: Iterable[str]) -> list[int]:
        """The ids of the passages of the documents at these addresses or paths, ascending."""
        keys = {addresses_of.key(address) for address in addresses}
        with self.guard():
            sources = self._execute("SELECT document, source FROM appearances").fetchall()
            there = {
                document
                for document, source in sources
                for known in [_SOURCE.decode(source)]
                if any(address and addresses_of.key(address) in keys for address in (known.url, known.path))
            }
            return sorted(
                id_
                for document in there
                for (id_,) in self._execute("SELECT id FROM passages WHERE document = ?", (document,))
            )

    def ids(self) -> list[int]:
        """Every passage's id, ascending."""
        with self.guard():
            return [id_ for (id_,) in self._execute("SELECT id FROM passages ORDER BY id")]

    def embeddings(self, ids: Iterable[int]) -> Iterator[bytes]:
        """The embeddings of these passages, in the order of the ids."""
        with self.guard():
            for id_ in ids:
                yield self._execute("SELECT embedding FROM passages WHERE id = ?", (id_,)).fetchone()[0]

    def holds(self, hash_: str) -> bool:
        """Whether a document of this content hash is stored."""
        with self.guard():
            return self._document(hash_) is not None

    # Writing

    @contextmanager
    def writing(self, wait: float = LOCK_SECONDS) -> Iterator[None]:
        """Be the only writer while inside; readers go on. Raises StoredIndexError if another process is writing."""
        if self.folder is None:
            yield
            return
        with _writer_lock(self.folder, wait):
            yield
            with self.guard():
                self._seal()

    def begin(self) -> None:
        """Start a transaction, unless one is under way."""
        with self.guard():
            if not self._connection.in_transaction:
                if self.folder is not None:
                    seal.break_seal(self.folder / DATABASE_FILE)
                self._execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Make the transaction's changes visible to readers, all at once, and count the generation."""
        with self.guard():
            self._execute("UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'generation'")
            self._execute("COMMIT")

    def rollback(self) -> None:
        """Undo what the transaction under way has changed, if there is one."""
        if self._connection.in_transaction:
            self._connection.rollback()

    def note_file(self, path: str, state: FileState) -> int:
        """Note a file's state and leave its documents as they are; returns the file's id."""
        with self.guard():
            self._execute(
                "INSERT INTO files (path, size, mtime_ns, hash, failed) VALUES (?, ?, ?, ?, ?) ON CONFLICT (path) "
                "DO UPDATE SET size = excluded.size, mtime_ns = excluded.mtime_ns, hash = excluded.hash, "
                "failed = excluded.failed",
                (path, state.size, state.mtime_ns, state.hash, state.failed),
            )
            return int(self._execute("SELECT id FROM files WHERE path = ?", (path,)).fetchone()[0])

    def replace_file(self, path: str, state: FileState) -> int:
        """Note a file's state and forget which documents appeared in it; returns the file's id."""
        file = self.note_file(path, state)
        with self.guard():
            self._execute("DELETE FROM appearances WHERE file = ?", (file,))
        return file

    def remove_file(self, path: str) -> None:
        """Forget a file; its documents stay where other files hold them too."""
        with self.guard():
            self._execute("DELETE FROM files WHERE path = ?", (path,))

    def add_document(self, file: int, source: Source, passages: Sequence[StoredPassage]) -> None:
        """Let a document appear in a file, and add these passages to those that are stored of it."""
        with self.guard():
            self._execute("INSERT OR IGNORE INTO documents (hash) VALUES (?)", (source.id,))
            document = self._document(source.id)
            self._execute(
                "INSERT OR IGNORE INTO appearances (file, document, source) VALUES (?, ?, ?)",
                (file, document, _encode(source)),
            )
            self._connection.executemany(
                "INSERT INTO passages (document, start, end, text, context, facts, embedding) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    (document, p.start, p.end, p.text, p.context, _encode(new.facts), new.embedding)
                    for new, p in ((new, new.passage) for new in passages)
                ),
            )

    def sweep(self) -> None:
        """Delete the documents that appear in no file, with their passages."""
        with self.guard():
            self._execute("DELETE FROM documents WHERE id NOT IN (SELECT document FROM appearances)")

    # Checksums

    def check(self, *, every: bool = False) -> None:
        """Raise StoredIndexError if the file is not as it was written; of a large one a part is read, unless `every`."""
        with self.guard():
            if self.folder and not seal.is_intact(self.folder / DATABASE_FILE, self._state, every=every):
                raise _damaged(self.folder, "index.sqlite is not what was written: its checksum differs")

    @property
    def _state(self) -> str:
        """What the file's seal is valid for: also an older copy that is put back has another."""
        return f"{self.identity} {self.generation}"

    def _seal(self) -> None:
        """Seal the file, as its only writer, unless it is sealed or a reader keeps it from being brought up to date."""
        assert self.folder is not None
        file = self.folder / DATABASE_FILE
        if not seal.is_sealed(file, self._state):
            is_held, _, _ = self._execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if not is_held:
                seal.make_seal(file, self._state)

    def _seal_if_nobody_writes(self) -> None:
        """Seal a file that a killed writer left without checksums; where that can't be done, it is read without."""
        if self.folder and not seal.is_sealed(self.folder / DATABASE_FILE, self._state):
            with contextlib.suppress(VerifierError), self.writing(wait=0):
                pass

    # What both need

    def guard(self) -> AbstractContextManager[None]:
        """Turn SQLite's and the disk's errors inside into the project's own."""
        return _guard(self.folder)

    def _execute(self, statement: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        return self._connection.execute(statement, values)

    def _pragma(self, name: str) -> int:
        return int(self._execute(f"PRAGMA {name}").fetchone()[0])

    def _document(self, hash_: str) -> int | None:
        row = self._execute("SELECT id FROM documents WHERE hash = ?", (hash_,)).fetchone()
        return None if row is None else int(row[0])

    def _make(self, meta: Mapping[str, str]) -> None:
        """Create the tables in one transaction, so that a half-made index is never seen."""
        self._execute("BEGIN EXCLUSIVE")
        try:
            if self._pragma("user_version") == 0:
                for statement in _statements(_TABLES):
                    self._execute(statement)
                self._connection.executemany(
                    "INSERT INTO meta VALUES (?, ?)",
                    sorted({"generation": "0", "identity": uuid.uuid4().hex, **meta}.items()),
                )
                self._execute(f"PRAGMA application_id = {APPLICATION_ID}")
                self._execute(f"PRAGMA user_version = {FORMAT}")
            self._execute("COMMIT")
        except BaseException:
            self.rollback()
            raise

    def _check_format(self) -> None:
        if self._pragma("application_id") != APPLICATION_ID:
            raise _damaged(self.folder, "index.sqlite is not one")
        version = self._pragma("user_version")
        if version != FORMAT:
            raise StoredIndexError(
                f"the index in {self.folder} has format {version}, this version of verify reads format {FORMAT}: "
                "make it anew with `verify index --rebuild PATH…`"
            )
        self._check_length()

    def _check_length(self) -> None:
        """Compare the file's size with the one in its header; SQLite itself notices a missing end only on reading it.

        While there is a log, the file may be behind or in the middle of being brought up to date.
        """
        if self.folder is None:
            return
        file = self.folder / DATABASE_FILE
        log = self.folder / f"{DATABASE_FILE}-wal"
        if log.exists() and log.stat().st_size > 0:
            return
        with seal.reading(file) as stream:
            header = stream.read(100)
        # sqlite.org/fileformat2.html#the_database_header: the number of pages, big-endian, at offset 28.
        pages = int.from_bytes(header[28:32], "big")
        if len(header) < 100 or file.stat().st_size < pages * self._pragma("page_size"):
            raise _damaged(self.folder, "index.sqlite is cut off")


_encode = msgspec.msgpack.Encoder().encode
_SOURCE = msgspec.msgpack.Decoder(Source)
_FACTS = msgspec.msgpack.Decoder(tuple[Fact, ...])


def _connect(file: str) -> sqlite3.Connection:
    """A connection without implicit transactions, fit for reading while another process writes."""
    with _guard(None if file == ":memory:" else Path(file).parent):
        connection = sqlite3.connect(file, timeout=LOCK_SECONDS, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA foreign_keys = ON")
        # With a write-ahead log this survives a killed process whole; a power cut may cost the last transaction.
        connection.execute("PRAGMA synchronous = NORMAL")
        return connection


@contextmanager
def _writer_lock(folder: Path, wait: float) -> Iterator[None]:
    """SQLite's own lock on a file beside the index: the system gives it back when a process dies, on every platform."""
    with _guard(folder):
        lock = sqlite3.connect(folder / LOCK_FILE, timeout=wait, isolation_level=None)
    try:
        try:
            with _guard(folder):
                lock.execute("BEGIN EXCLUSIVE")
        except StoredIndexError as error:
            cause = error.__cause__
            if not isinstance(cause, sqlite3.OperationalError) or "locked" not in str(cause):
                raise
            raise StoredIndexError(
                f"another process is writing to the index in {folder}: try again when it has finished"
            ) from cause
        yield
    finally:
        lock.close()


def _statements(script: str) -> Iterator[str]:
    """The script's statements one by one: `executescript` would commit between them."""
    statement = ""
    for line in script.strip().splitlines():
        statement += line + "\n"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _damaged(folder: Path | None, what: str) -> StoredIndexError:
    return StoredIndexError(
        f"the index in {folder} is damaged ({what}): make it anew with `verify index --rebuild PATH…`"
    )


@contextmanager
def _guard(folder: Path | None) -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        # The low byte is the kind of error, what stands above it the details: sqlite.org/rescode.html
        kind = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        if kind == sqlite3.SQLITE_FULL:
            raise _full(folder) from error
        if kind in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise StoredIndexError(f"another process holds the index in {folder}: try again in a moment") from error
        if kind in _OF_THE_DISK:
            raise _failing(folder, str(error)) from error
        if (refused := _refused(folder)) is not None:
            raise _failing(folder, refused) from error
        raise _damaged(folder, str(error)) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _damaged(folder, str(error)) from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise _full(folder) from error
        raise _failing(folder, error.strerror or str(error)) from error


_OF_THE_DISK = (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM)
"""Errors that say nothing of what the file holds."""


def _refused(folder: Path | None) -> str | None:
    """Why the system does not give the file out, if so: SQLite may then say that its contents are malformed."""
    if folder is None:
        return None
    try:
        with seal.reading(folder / DATABASE_FILE) as file:
            while file.read(seal.BLOCK):
                pass
    except OSError as error:
        return error.strerror or str(error)
    return None


def _failing(folder: Path | None, what: str) -> StoredIndexError:
    return StoredIndexError(
        f"the index in {folder} can't be read or written ({what}): look whether its disk is full, read-only or broken; "
        "the index itself is not changed"
    )


def _full(folder: Path | None) -> InputError:
    return InputError(
        f"the disk that holds {folder} is full: free some space and run the command again; "
        "the index is as it was after the last file that was finished"
    )
