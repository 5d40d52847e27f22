"""The index's truth: one SQLite file of files, documents, passages, facts, embeddings and words.

    files ──appearances──▶ documents ──▶ passages ──▶ words (FTS5)

A document is known by the hash of its content, so two files that hold the same text share it, and a file that changes
in one row keeps the passages of the others. A document that appears in no file is invisible to every reader and swept
at the end of the change that orphaned it. Passage ids are never used twice in one history, so the ids of a set of
embeddings say what it lacks; whether it is of this history, and not of one that a copy put back has ended, `history`
says. Searching the vectors is `vectors`' work.

Nothing that a search does grows with the corpus: how many passages there are and how many hold a word is counted when
they change, and of a query only words that are rare enough are looked up. Rows carry a checksum that is compared when
they are read, since no search reads the file whole; `check` does, when it is asked to.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import itertools
import sqlite3
import uuid
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import msgspec

from verifier.errors import InputError, StoredIndexError, VerifierError
from verifier.index import addresses as addresses_of
from verifier.index import sums
from verifier.index.place import DATABASE_FILE, LOG_FILE, OWN_FILE
from verifier.index.words import TOKENIZER, fold
from verifier.records import Fact, Passage, Record, Source

APPLICATION_ID = 0x56524659
"""Marks the file as this project's ("VRFY"), see sqlite.org/pragma.html#pragma_application_id."""
FORMAT = 4
"""Version of the tables below and of what their blobs hold."""

POSTINGS = 6_000
"""Occurrences of a query's words, each counted once a passage, that a search goes through: some 5 ms. The rarest words
come first; one that would exceed it is left out, with all that are more common. In a small corpus all words fit."""

EMBEDDING_BYTES = 2 * 384

REMEMBERED = 64
"""States of the index that it knows again; what was made of an earlier one is made anew."""

LOCK_FILE = "writer.lock"

LOCK_SECONDS = 3.0
"""How long a writer waits for another to finish."""

_TABLES = f"""
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE files (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    address TEXT NOT NULL,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    hash BLOB NOT NULL,
    failed INTEGER NOT NULL,
    problems BLOB
);
CREATE INDEX files_by_address ON files (address);
CREATE TABLE documents (id INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE);
CREATE TABLE appearances (
    file INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
    document INTEGER NOT NULL REFERENCES documents,
    source BLOB NOT NULL,
    url TEXT,
    checksum INTEGER NOT NULL,
    PRIMARY KEY (file, document)
) WITHOUT ROWID;
CREATE INDEX appearances_of_document ON appearances (document);
CREATE INDEX appearances_by_url ON appearances (url) WHERE url IS NOT NULL;
CREATE TABLE passages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES documents,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    text TEXT NOT NULL,
    context TEXT NOT NULL,
    facts BLOB NOT NULL,
    embedding BLOB NOT NULL,
    text_hash INTEGER NOT NULL,
    checksum INTEGER NOT NULL
);
CREATE INDEX passages_of_document ON passages (document);
CREATE INDEX passages_by_text ON passages (text_hash);
CREATE TABLE frequencies (word TEXT PRIMARY KEY, passages INTEGER NOT NULL, checksum INTEGER NOT NULL) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5 (text, content='passages', content_rowid='id',
    tokenize="{TOKENIZER}");
CREATE TRIGGER passage_added AFTER INSERT ON passages BEGIN
    INSERT INTO words (rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER document_removed BEFORE DELETE ON documents BEGIN
    INSERT INTO words (words, rowid, text)
    SELECT 'delete', id, text FROM passages WHERE document = old.id;
    DELETE FROM passages WHERE document = old.id;
END;
"""
"""`facts`, `source` and `problems`, NULL without any, are MessagePack; an embedding is 384 little-endian half-precision
numbers. `address` and `url` are as `addresses.key` has them. `frequencies` says in how many passages a word occurs. A
checksum is the CRC-32 of the rest of the row, ids that SQLite chooses left out."""

_UNSEEN = "NOT IN (SELECT document FROM appearances)"
"""Of a document: it appears in no file."""

_CHECK_WORDS = "INSERT INTO words (words, rank) VALUES ('integrity-check', 1)"


class FileState(Record, frozen=True):
    """What the index knows of a file: enough to tell, mostly without reading it, whether it has changed."""

    size: int
    mtime_ns: int
    hash: bytes
    failed: bool = False
    """Whether it could not be read; nothing of it is in the index then, or what it held before."""
    problems: tuple[str, ...] = ()
    """What is wrong with rows that could not be read, as `Problems` keeps it; the others are in the index."""


class StoredPassage(Record, frozen=True):
    """A passage with what is stored of it."""

    passage: Passage
    facts: tuple[Fact, ...]
    embedding: bytes


class Store:
    """One index's tables, on disk or in memory; one connection, for one thread."""

    def __init__(self, folder: Path | None) -> None:
        """Connect to the file in a folder, which is made if it is not there, or to none: `open` and `create` see to the rest."""
        before = _identified(folder)
        self._connection = _connect(folder)
        self._counted: Counter[str] = Counter()
        """How the number of passages, under "", and of those that hold a word change by the transaction under way."""
        self.folder = folder
        """None for an index in memory."""
        # One that took its place while it was opened is not what is open.
        self._file = before or _identified(folder)

    @classmethod
    def open(cls, folder: Path) -> Store:
        """Open the index in a folder. Raises StoredIndexError if it is missing, damaged or of another version."""
        if not (folder / DATABASE_FILE).is_file():
            raise StoredIndexError(f"there is no index in {folder}: make one with `verify index PATH…`")
        store = cls(folder)
        try:
            with store.guard():
                store._check_format()
            store.check_seal()
            store._seal_if_nobody_writes()
        except BaseException as error:
            is_in_place = store._is_in_place()
            store.close()
            if isinstance(error, StoredIndexError) and not is_in_place:
                raise _made_anew(folder) from error
            raise
        return store

    @classmethod
    def create(cls, folder: Path | None, meta: Mapping[str, str]) -> Store:
        """Make an empty index in a folder, or in memory; `meta` is kept with it. An index that is there is opened."""
        if folder is None:
            store = cls(None)
            store._make(meta)
            return store
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InputError(f"the index can't be made in {folder}: {error.strerror}") from error
        store = cls(folder)
        # Closed whatever happens: one that is only forgotten keeps its file open until the garbage is collected.
        with contextlib.closing(store), store.guard():
            if store._is_blank():
                store._execute("PRAGMA journal_mode = WAL")
                store._make(meta)
        return cls.open(folder)

    @staticmethod
    def destroy(folder: Path) -> None:
        """Delete the index in a folder, whatever state it is in; other files stay, and another program's database."""
        if not folder.is_dir():
            return
        if _is_foreign(folder):
            raise _foreign(folder)
        with _writer_lock(folder, LOCK_SECONDS), _guard(folder):
            sums.break_seal(folder / DATABASE_FILE)
            # The database goes before its log, without which it may not be whole.
            for file in sorted(folder.iterdir()):
                if OWN_FILE.fullmatch(file.name):
                    file.unlink()

    def is_replaced(self) -> bool:
        """Whether another index, whole, stands in the folder now: this one was thrown away while it was open."""
        if self.folder is None or _identified(self.folder) in (None, self._file):
            return False
        try:
            with _writer_lock(self.folder, 0), contextlib.closing(Store.open(self.folder)) as other:
                return other.count_passages() > 0
        except VerifierError:
            return False

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
        """What is noted of the index as a whole."""
        with self.guard():
            meta = dict(self._execute("SELECT key, value FROM meta"))
            if meta.pop("checksum", None) != str(_checksum(*itertools.chain(*sorted(meta.items())))):
                raise _damaged(self.folder, "its table `meta` has changed")
        return meta

    def note(self, **values: object) -> None:
        """Change what is noted, as a part of the transaction under way."""
        with self.guard():
            meta = self.meta | {key: str(value) for key, value in values.items()}
            self._write_meta(meta)

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

    @property
    def history(self) -> list[str]:
        """The states that the index was in lately, the present one last.

        No two have the same name, also not where a copy was put back: what was made of another state than these may hold
        other passages under the same ids.
        """
        noted = self.meta.get("history")
        return noted.split() if noted else [f"{self.identity}-{self.generation}"]

    @property
    def state(self) -> str:
        """Changes with every transaction; tells what is made of the store, and the file's seal, from what is outdated."""
        return self.history[-1]

    def _noted(self, key: str) -> str:
        noted = self.meta.get(key)
        if noted is None:
            raise _damaged(self.folder, f"it does not know its {key}")
        return noted

    def counts(self) -> tuple[int, int, int]:
        """How many files, documents and passages there are."""
        with self.guard():
            row = self._execute(
                "SELECT (SELECT count(*) FROM files), (SELECT count(DISTINCT document) FROM appearances)"
            ).fetchone()
        return int(row[0]), int(row[1]), self.count_passages()

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
            rows = self._execute("SELECT path, size, mtime_ns, hash, failed, problems FROM files ORDER BY path")
            return {
                path: FileState(
                    size, mtime_ns, digest, bool(failed), () if problems is None else _PROBLEMS.decode(problems)
                )
                for path, size, mtime_ns, digest, failed, problems in rows
            }

    def passages(self, ids: Iterable[int]) -> dict[int, StoredPassage]:
        """Passages by id; ids of passages that are gone, or appear in no file, are left out.

        A document that appears in several files is shown in the one whose path sorts first.
        """
        found = {}
        with self.guard():
            for id_ in ids:
                row = self._execute(
                    "SELECT passages.checksum, documents.hash, start, end, text, context, facts, embedding, source, "
                    "appearances.checksum FROM passages JOIN documents ON documents.id = document "
                    "JOIN appearances USING (document) JOIN files ON files.id = appearances.file "
                    "WHERE passages.id = ? ORDER BY path LIMIT 1",
                    (id_,),
                ).fetchone()
                if row is None:
                    continue
                checksum, document, start, end, text, context, facts, embedding, source, checksum_of_source = row
                whole = _checksum(document, start, end, text, context, facts, embedding) == checksum
                if not whole or _checksum(document, source) != checksum_of_source:
                    raise _damaged(self.folder, f"passage {id_} has changed")
                passage = Passage(_SOURCE.decode(source), start, end, text, context)
                found[id_] = StoredPassage(passage, _FACTS.decode(facts), embedding)
        return found

    def words(self, words: Sequence[str], limit: int) -> dict[int, float]:
        """Ids and BM25 scores (greater is better) of the passages that hold any of the words, the best first.

        Common words are left out where there would be too much to go through: see POSTINGS.
        """
        query = _match(words, self.frequencies(words))
        if not query:
            return {}
        with self.guard():
            rows = self._execute(
                "SELECT rowid, -bm25(words) AS score FROM words WHERE words MATCH ? ORDER BY score DESC, rowid LIMIT ?",
                (query, limit),
            ).fetchall()
        return {int(id_): float(score) for id_, score in rows}

    def frequencies(self, words: Iterable[str]) -> dict[str, int]:
        """How many passages hold each word."""
        frequencies = {}
        with self.guard():
            for word in words:
                row = self._execute("SELECT passages, checksum FROM frequencies WHERE word = ?", (word,)).fetchone()
                if row is not None and _checksum(word, row[0]) != row[1]:
                    raise _damaged(self.folder, "its table `frequencies` has changed")
                frequencies[word] = 0 if row is None else int(row[0])
        return frequencies

    def count_passages(self) -> int:
        """How many passages there are."""
        return int(self.meta["passages"])

    def ids_at(self, addresses: Iterable[str]) -> list[int]:
        """The ids of the passages of the documents at these addresses or paths, ascending."""
        with self.guard():
            return sorted(
                {
                    id_
                    for key in {addresses_of.key(address) for address in addresses}
                    for (id_,) in self._execute(
                        "SELECT passages.id FROM passages JOIN appearances USING (document) WHERE url = ? UNION "
                        "SELECT passages.id FROM passages JOIN appearances USING (document) "
                        "JOIN files ON files.id = appearances.file WHERE address = ?",
                        (key, key),
                    )
                }
            )

    def ids(self, after: int = 0) -> list[int]:
        """The ids of all passages, or of those that came later than one, ascending."""
        with self.guard():
            return [id_ for (id_,) in self._execute("SELECT id FROM passages WHERE id > ? ORDER BY id", (after,))]

    def embeddings(self, ids: Sequence[int]) -> list[bytes]:
        """The embeddings of these passages, which ascend; read in one go, so of any number that memory holds."""
        if not ids:
            return []
        wanted = frozenset(ids)
        with self.guard():
            rows = self._execute(
                "SELECT id, embedding FROM passages WHERE id BETWEEN ? AND ? ORDER BY id", (ids[0], ids[-1])
            )
            found = [embedding for id_, embedding in rows if id_ in wanted]
            if len(found) != len(wanted) or any(len(embedding) != EMBEDDING_BYTES for embedding in found):
                raise _damaged(self.folder, "embeddings are missing")
        return found

    def embedding_of(self, text: str) -> bytes | None:
        """The embedding of a passage with this text, if there is one."""
        with self.guard():
            rows = self._execute("SELECT id, text FROM passages WHERE text_hash = ?", (_text_hash(text),)).fetchall()
        same = self.passages([id_ for id_, known in rows if known == text][:1])
        return next((stored.embedding for stored in same.values()), None)

    def check(self) -> None:
        """Read everything and compare all checksums and counts. Raises StoredIndexError that names what is wrong first."""
        self.check_seal(every=True)
        with self.snapshot():
            self._check_structure()
            counted: Counter[str] = Counter()
            rows = self._execute(
                "SELECT passages.id, hash, start, end, text, context, facts, embedding, text_hash, checksum "
                "FROM passages JOIN documents ON documents.id = document"
            )
            for id_, hash_, start, end, text, context, facts, embedding, text_hash, checksum in rows:
                whole = _checksum(hash_, start, end, text, context, facts, embedding) == checksum
                if not whole or _text_hash(text) != text_hash:
                    raise _damaged(self.folder, f"passage {id_} has changed")
                counted.update(("", *fold(text)))
            for hash_, source, checksum in self._execute(
                "SELECT hash, source, checksum FROM appearances JOIN documents ON documents.id = document"
            ):
                if _checksum(hash_, source) != checksum:
                    raise _damaged(self.folder, f"the source of document {hash_} has changed")
            kept = Counter({"": self.count_passages()} if self.count_passages() else {})
            for word, passages, checksum in self._execute("SELECT word, passages, checksum FROM frequencies"):
                if _checksum(word, passages) != checksum:
                    raise _damaged(self.folder, "its table `frequencies` has changed")
                kept[word] = passages
            if kept != counted:
                raise _damaged(self.folder, "words are not counted right")

    def _check_structure(self) -> None:
        """Let SQLite check its trees, and the full-text search compare its words with the passages."""
        (first,) = self._execute("PRAGMA integrity_check(1)").fetchone()
        if first != "ok":
            refused = _refused(self.folder)
            raise _failing(self.folder, refused) if refused else _damaged(self.folder, first.splitlines()[0])
        if self._execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise _damaged(self.folder, "a row refers to one that is not there")
        try:
            self._execute(_CHECK_WORDS)
        except sqlite3.OperationalError as error:
            if _kind(error) != sqlite3.SQLITE_READONLY:
                raise
            # It is asked for as if it changed something, so where nothing may be written a copy is asked.
            with contextlib.closing(sqlite3.connect("")) as copy:
                self._connection.backup(copy)
                copy.execute(_CHECK_WORDS)

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
            if not self._is_in_place():
                raise _made_anew(self.folder)
            yield
            with self.guard():
                self._seal()

    def begin(self) -> None:
        """Start a transaction, unless one is under way."""
        with self.guard():
            if not self._connection.in_transaction:
                if self.folder is not None:
                    sums.break_seal(self.folder / DATABASE_FILE)
                self._execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Make the transaction's changes visible to readers, all at once, and count the generation."""
        with self.guard():
            self._write_counts()
            generation = self.generation + 1
            history = [*self.history, f"{uuid.uuid4().hex}-{generation}"][-REMEMBERED:]
            self.note(generation=generation, history=" ".join(history))
            self._execute("COMMIT")

    def rollback(self) -> None:
        """Undo what the transaction under way has changed, if there is one."""
        self._counted.clear()
        if self._connection.in_transaction:
            self._connection.rollback()

    def note_file(self, path: str, state: FileState) -> int:
        """Note a file's state and leave its documents as they are; returns the file's id."""
        with self.guard():
            self._execute(
                "INSERT INTO files (path, address, size, mtime_ns, hash, failed, problems) VALUES (?, ?, ?, ?, ?, ?, ?) "
                "ON CONFLICT (path) "
                "DO UPDATE SET size = excluded.size, mtime_ns = excluded.mtime_ns, hash = excluded.hash, "
                "failed = excluded.failed, problems = excluded.problems",
                (
                    path,
                    addresses_of.key(path) if path else "",
                    state.size,
                    state.mtime_ns,
                    state.hash,
                    state.failed,
                    _encode(state.problems) if state.problems else None,
                ),
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
            encoded = _encode(source)
            url = addresses_of.key(source.url) if source.url else None
            self._execute(
                "INSERT OR IGNORE INTO appearances (file, document, source, url, checksum) VALUES (?, ?, ?, ?, ?)",
                (file, document, encoded, url, _checksum(source.id, encoded)),
            )
            rows = []
            for new in passages:
                p = new.passage
                said = (p.start, p.end, p.text, p.context, _encode(new.facts), new.embedding)
                rows.append((document, *said, _text_hash(p.text), _checksum(source.id, *said)))
                self._counted.update(("", *fold(p.text)))
            self._connection.executemany(
                "INSERT INTO passages (document, start, end, text, context, facts, embedding, text_hash, checksum) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rows,
            )

    def sweep(self) -> None:
        """Delete the documents that appear in no file, with their passages."""
        with self.guard():
            for (text,) in self._execute(f"SELECT text FROM passages WHERE document {_UNSEEN}"):
                self._counted.subtract(("", *fold(text)))
            self._execute(f"DELETE FROM documents WHERE id {_UNSEEN}")

    def is_swept(self) -> bool:
        """Whether every document appears in a file."""
        with self.guard():
            return self._execute(f"SELECT id FROM documents WHERE id {_UNSEEN} LIMIT 1").fetchone() is None

    # Checksums

    def check_seal(self, *, every: bool = False) -> None:
        """Raise StoredIndexError if the file is not as it was written; of a large one a part is read, unless `every`."""
        with self.guard():
            if self.folder and not sums.is_intact(self.folder / DATABASE_FILE, self.state, every=every):
                raise _damaged(self.folder, "index.sqlite is not what was written: its checksum differs")

    def _seal(self) -> None:
        """Seal the file, as its only writer, unless it is sealed or a reader keeps it from being brought up to date."""
        assert self.folder is not None
        file = self.folder / DATABASE_FILE
        if not sums.is_sealed(file, self.state):
            is_held, _, _ = self._execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if not is_held:
                sums.make_seal(file, self.state)

    def _seal_if_nobody_writes(self) -> None:
        """Seal a file that a killed writer left without checksums; where that can't be done, it is read without."""
        if self.folder and not sums.is_sealed(self.folder / DATABASE_FILE, self.state):
            with contextlib.suppress(VerifierError), self.writing(wait=0):
                pass

    # What both need

    def guard(self) -> AbstractContextManager[None]:
        """Turn SQLite's and the disk's errors inside into the project's own."""
        return _guard(self.folder) if self._connection.at_rest is None else self._watched()

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """The same for a file that is read at rest; it is opened anew where somebody has written to it.

        Raises StoredIndexError if that was while it was read, for then what was found may be of no one state.
        """
        if self._is_written_to() and not self._connection.in_transaction:
            before, self._connection = self._connection, _connect(self.folder)
            before.close()
        try:
            with _guard(self.folder):
                yield
        finally:
            if self._is_written_to():
                raise _held(self.folder)

    def _is_written_to(self) -> bool:
        """Whether a file that is read at rest is no more so; one that is deleted stays as it is."""
        before = self._connection.at_rest
        if before is None or self.folder is None or not self._is_in_place():
            return False
        return _at_rest(self.folder / DATABASE_FILE) != before

    def _is_in_place(self) -> bool:
        """Whether the file in the folder is the one that is open, and was not deleted or made anew since."""
        return _identified(self.folder) == self._file

    def _is_blank(self) -> bool:
        """Whether nobody has made anything of the file yet."""
        is_marked = self._pragma("user_version") or self._pragma("application_id")
        return not is_marked and self._execute("SELECT name FROM sqlite_master LIMIT 1").fetchone() is None

    def _execute(self, statement: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        return self._connection.execute(statement, values)

    def _pragma(self, name: str) -> int:
        return int(self._execute(f"PRAGMA {name}").fetchone()[0])

    def _document(self, hash_: str) -> int | None:
        row = self._execute("SELECT id FROM documents WHERE hash = ?", (hash_,)).fetchone()
        return None if row is None else int(row[0])

    def _write_meta(self, meta: Mapping[str, str]) -> None:
        checksum = _checksum(*itertools.chain(*sorted(meta.items())))
        self._connection.executemany(
            "INSERT OR REPLACE INTO meta VALUES (?, ?)", [*meta.items(), ("checksum", str(checksum))]
        )

    def _write_counts(self) -> None:
        """Bring the number of passages, and of those that hold a word, up to date."""
        changed = {key: by for key, by in self._counted.items() if by}
        self._counted.clear()
        if by := changed.pop("", 0):
            self.note(passages=self.count_passages() + by)
        words = sorted(changed)
        counts = [(word, before + changed[word]) for word, before in self.frequencies(words).items()]
        self._connection.executemany(
            "INSERT OR REPLACE INTO frequencies VALUES (?, ?, ?)",
            ((word, count, _checksum(word, count)) for word, count in counts if count > 0),
        )
        self._connection.executemany(
            "DELETE FROM frequencies WHERE word = ?", ((word,) for word, count in counts if count <= 0)
        )

    def _make(self, meta: Mapping[str, str]) -> None:
        """Create the tables in one transaction, so that a half-made index is never seen."""
        self._execute("BEGIN EXCLUSIVE")
        try:
            if self._is_blank():
                for statement in _statements(_TABLES):
                    self._execute(statement)
                self._write_meta({"generation": "0", "passages": "0", "identity": uuid.uuid4().hex, **meta})
                self._execute(f"PRAGMA application_id = {APPLICATION_ID}")
                self._execute(f"PRAGMA user_version = {FORMAT}")
            self._execute("COMMIT")
        except BaseException:
            self.rollback()
            raise

    def _check_format(self) -> None:
        if self._pragma("application_id") != APPLICATION_ID:
            is_foreign = self.folder is not None and _is_foreign(self.folder)
            raise _foreign(self.folder) if is_foreign else _damaged(self.folder, "index.sqlite is not one")
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
        log = self.folder / LOG_FILE
        if log.exists() and log.stat().st_size > 0:
            return
        # The file must not be opened here: to close it would give up all locks that SQLite has on it in this process
        # (sqlite.org/howtocorrupt.html, 2.2), and then others delete the log that this connection reads.
        expected = self._pragma("page_count") * self._pragma("page_size")
        if (self.folder / DATABASE_FILE).stat().st_size < expected:
            raise _damaged(self.folder, "index.sqlite is cut off")


_encode = msgspec.msgpack.Encoder().encode
_SOURCE = msgspec.msgpack.Decoder(Source)
_FACTS = msgspec.msgpack.Decoder(tuple[Fact, ...])
_PROBLEMS = msgspec.msgpack.Decoder(tuple[str, ...])


def _is_foreign(folder: Path) -> bool:
    """Whether another program's database has the name of the index's.

    One of this project's, whatever a disk has made of it, has its seal or the writers' lock beside it.
    """
    file = folder / DATABASE_FILE
    if not file.is_file() or sums.seal_of(file).exists() or (folder / LOCK_FILE).exists():
        return False
    try:
        with contextlib.closing(Store(folder)) as store, store.guard():
            return store._pragma("application_id") != APPLICATION_ID and not store._is_blank()
    except VerifierError:
        return False


def _identified(folder: Path | None) -> tuple[int, int] | None:
    """What tells the file of the index in a folder from any other that takes its name; None if there is none."""
    try:
        found = (folder / DATABASE_FILE).stat() if folder else None
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if found else None


def _match(words: Sequence[str], frequencies: Mapping[str, int]) -> str:
    """An FTS5 query for any of the words that are rare enough; all in this order, if all are, count as one more."""
    terms, left = [], POSTINGS
    for word in sorted(words, key=lambda word: frequencies[word]):
        left -= frequencies[word]
        if left < 0:
            break
        terms.append(f'"{word}"')
    if 1 < len(words) == len(terms):
        terms.append('"' + " ".join(words) + '"')
    return " OR ".join(terms)


def _checksum(*values: str | int | bytes) -> int:
    """CRC-32 of the values; as MessagePack, so that none can pass into the next."""
    return zlib.crc32(_encode(values))


def _text_hash(text: str) -> int:
    """64 bits of a text's hash, as SQLite's signed integers hold them."""
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)


class _Connection(sqlite3.Connection):
    at_rest: tuple[int, int] | None = None
    """What `_at_rest` said of a file that is read without SQLite's locks; None if it is read with them."""


def _connect(folder: Path | None) -> _Connection:
    """A connection without implicit transactions, fit for reading while another process writes; without a folder in memory.

    SQLite reads a file with a log only where it may make the log, or finds it. A folder that may not be written to is read
    as one where nothing changes; that nothing does is for the reader to watch.
    """
    with _guard(folder):
        if folder is None:
            return _opened(":memory:")
        file = (folder / DATABASE_FILE).absolute()
        try:
            return _opened(str(file))
        except sqlite3.OperationalError as error:
            at_rest = _at_rest(file)
            if at_rest is None or _kind(error) not in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
                raise
            connection = _opened(f"{file.as_uri()}?mode=ro&immutable=1")
            connection.at_rest = at_rest
            return connection


def _opened(file: str) -> _Connection:
    connection = sqlite3.connect(
        file,
        timeout=LOCK_SECONDS,
        isolation_level=None,
        check_same_thread=False,
        factory=_Connection,
        uri=file.startswith("file:"),
    )
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        # With a write-ahead log this survives a killed process whole; a power cut may cost the last transaction.
        connection.execute("PRAGMA synchronous = NORMAL")
    except BaseException:
        connection.close()
        raise
    return connection


def _at_rest(file: Path) -> tuple[int, int] | None:
    """Size and time of change of a file that is all that SQLite would read; None if it is missing or has a log."""
    try:
        seen = file.stat()
        log = file.with_name(LOG_FILE)
        if log.exists() and log.stat().st_size > 0:
            return None
    except OSError:
        return None
    return seen.st_size, seen.st_mtime_ns


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


def _foreign(folder: Path | None) -> StoredIndexError:
    return StoredIndexError(f"index.sqlite in {folder} is another program's: name another folder for the index")


def _made_anew(folder: Path | None) -> StoredIndexError:
    return StoredIndexError(f"the index in {folder} was made anew or deleted meanwhile: run the command again")


@contextmanager
def _guard(folder: Path | None) -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        kind = _kind(error)
        if kind == sqlite3.SQLITE_FULL:
            raise _full(folder) from error
        if kind in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise _held(folder) from error
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


def _kind(error: sqlite3.Error) -> int:
    """The low byte of the error's code; what stands above it are details: sqlite.org/rescode.html"""
    return int(getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)) & 0xFF


_OF_THE_DISK = (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM)
"""Errors that say nothing of what the file holds."""


def _refused(folder: Path | None) -> str | None:
    """Why the system does not give the file out, if so: SQLite may then say that its contents are malformed."""
    if folder is None:
        return None
    try:
        with sums.reading(folder / DATABASE_FILE) as file:
            while file.read(sums.BLOCK):
                pass
    except OSError as error:
        return error.strerror or str(error)
    return None


def _held(folder: Path | None) -> StoredIndexError:
    return StoredIndexError(f"another process holds the index in {folder}: try again in a moment")


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
