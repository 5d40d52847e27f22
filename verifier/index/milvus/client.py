"""A connection to Milvus: how long to wait, how often to try again, and what its errors mean to a user."""

from __future__ import annotations

import logging
import os
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from verifier.errors import InputError, StoredIndexError, VerifierError
from verifier.index.place import Collection

TOKEN = "VERIFIER_MILVUS_TOKEN"  # noqa: S105 - a variable's name
"""The environment variable with the credentials: `user:password`, or an API key."""

LEAST_VERSION = (2, 5)
"""The first server with full-text search."""

CONNECT_SECONDS = 5.0
"""How long a server may take to answer at all."""
LOCK_SECONDS = 3.0
"""How long to wait for another process to let go of a Milvus Lite file."""
READ_SECONDS = 30.0
WRITE_SECONDS = 120.0
"""How long an operation may take, with all its repetitions: pymilvus repeats what fails because the server is away or
asks for less haste, after 10 ms, 30 ms, … 3 s. Writing waits longer than a server takes to be started again."""

BATCH = 500
"""Rows in one request: some 5 MB of passages, a request may have 64."""
MANY = 1000
"""Values in a filter, and rows read at a time."""

Row = dict[str, Any]
T = TypeVar("T")


class Client:
    """The operations that an index needs of Milvus, on collections by their names."""

    def __init__(self, collection: Collection) -> None:
        """Connect. Raises StoredIndexError if the server does not answer or is too old, or the file is in use."""
        self.collection = collection
        with _guard(collection):
            self._client = _connected(collection)
            self.version: str = self._client.get_server_version(timeout=CONNECT_SECONDS)
        try:
            _check_version(collection, self.version)
        except VerifierError:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the connection, and of a Milvus Lite file."""
        self._client.close()
        if self.collection.is_file:
            _release(self.collection.uri)

    def has(self, name: str) -> bool:
        """Whether there is a collection of this name."""
        with _guard(self.collection):
            return bool(self._client.has_collection(name, timeout=READ_SECONDS))

    def is_whole(self, name: str) -> bool:
        """Whether there is a collection of this name, with an index: its making was not broken off."""
        with _guard(self.collection):
            return self._client.has_collection(name, timeout=READ_SECONDS) and bool(self._client.list_indexes(name))

    def create(self, name: str, schema: Any, indexes: Any) -> None:
        """Make a collection with its indexes, and load it."""
        with _guard(self.collection):
            self._client.create_collection(
                name,
                schema=schema,
                num_shards=self.collection.shards,
                consistency_level="Bounded",
                timeout=WRITE_SECONDS,
            )
            # Not waited for: pymilvus would sleep half a second for each, and there are no rows yet.
            self._client.create_index(name, indexes, timeout=WRITE_SECONDS, sync=False)
            self._client.load_collection(name, timeout=WRITE_SECONDS)

    def load(self, name: str) -> None:
        """Make a collection ready for searching; nothing to do for one that is."""
        with _guard(self.collection):
            self._client.load_collection(name, timeout=WRITE_SECONDS)

    def drop(self, name: str) -> None:
        """Delete a collection, if it is there."""
        with _guard(self.collection):
            if self._client.has_collection(name, timeout=READ_SECONDS):
                self._client.drop_collection(name, timeout=WRITE_SECONDS)

    def fields(self, name: str) -> dict[str, dict[str, Any]]:
        """The parameters of a collection's fields by their names."""
        with _guard(self.collection):
            described = self._client.describe_collection(name, timeout=READ_SECONDS)
        return {field["name"]: field["params"] for field in described["fields"]}

    def upsert(self, name: str, rows: Sequence[Row]) -> None:
        """Write rows in place of those with the same keys."""
        with _guard(self.collection):
            for batch in batches(rows, BATCH):
                self._client.upsert(name, batch, timeout=WRITE_SECONDS)

    def delete(self, name: str, field: str, values: Iterable[str]) -> None:
        """Delete the rows in which a field has one of these values."""
        with _guard(self.collection):
            for batch in batches(values, MANY):
                self._client.delete(name, filter=among(field, batch), timeout=WRITE_SECONDS)

    def count(self, name: str, condition: str = "", *, level: str) -> int:
        """How many rows meet a condition."""
        with _guard(self.collection):
            (row,) = self._client.query(
                name, filter=condition, output_fields=["count(*)"], consistency_level=level, timeout=READ_SECONDS
            )
        return int(row["count(*)"])

    def find(self, name: str, condition: str, fields: Sequence[str], *, level: str) -> list[Row]:
        """The rows that meet a condition, at once: for conditions that few rows meet."""
        with _guard(self.collection):
            found = self._client.query(
                name, filter=condition, output_fields=list(fields), consistency_level=level, timeout=READ_SECONDS
            )
        return [dict(row) for row in found]

    def rows(self, name: str, condition: str, fields: Sequence[str]) -> Iterator[Row]:
        """The rows that meet a condition, however many, as they are now, in the order of their keys."""
        with _guard(self.collection):
            pages = self._client.query_iterator(
                name, batch_size=MANY, filter=condition, output_fields=list(fields), timeout=READ_SECONDS
            )
        try:
            while True:
                with _guard(self.collection):
                    page = pages.next()
                if not page:
                    return
                yield from (dict(row) for row in page)
        finally:
            pages.close()

    def hybrid(
        self, name: str, requests: Sequence[dict[str, Any]], limit: int, fields: Sequence[str], *, level: str
    ) -> list[Row]:
        """What any of the searches finds, in one request; in no order that means something."""
        from pymilvus import AnnSearchRequest, RRFRanker  # noqa: PLC0415

        with _guard(self.collection):
            (found,) = self._client.hybrid_search(
                name,
                [AnnSearchRequest(**request) for request in requests],
                RRFRanker(),
                limit=limit,
                output_fields=list(fields),
                consistency_level=level,
                timeout=READ_SECONDS,
            )
        return [{"id": hit["id"], **hit["entity"]} for hit in found]


def quoted(text: str) -> str:
    """A text as a constant of a filter."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def among(field: str, values: Iterable[str]) -> str:
    """The filter for rows in which a field has one of these values."""
    return f"{field} in [{', '.join(map(quoted, values))}]"


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items in lists of at most this size."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def _connected(collection: Collection) -> Any:
    try:
        from pymilvus import MilvusClient  # noqa: PLC0415 - half a second
    except ImportError as error:
        raise InputError(
            "an index in Milvus needs pymilvus: install it with `pip install 'verifier[milvus]'`"
        ) from error
    # It logs every error with a traceback, also those that are mended by trying again.
    for name in ("pymilvus", "milvus_lite"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    if collection.is_file:
        return _opened(collection, MilvusClient)
    return MilvusClient(
        uri=collection.uri,
        token=os.environ.get(TOKEN, ""),
        db_name=collection.database,
        timeout=CONNECT_SECONDS,
        dedicated=True,
    )


def _opened(collection: Collection, client: Any) -> Any:
    """A client of a Milvus Lite file, which one process at a time can open."""
    from milvus_lite.exceptions import DataDirLockedError  # noqa: PLC0415
    from milvus_lite.server_manager import logger  # noqa: PLC0415

    causes = _Causes()
    logger.setLevel(logging.ERROR)
    logger.propagate = False
    logger.addHandler(causes)
    deadline = time.monotonic() + LOCK_SECONDS
    try:
        Path(collection.uri).parent.mkdir(parents=True, exist_ok=True)
        while True:
            try:
                opened = client(uri=collection.uri, timeout=CONNECT_SECONDS, dedicated=True)
                _OPENED[collection.uri] += 1
                return opened
            except Exception as error:
                locked = isinstance(causes.last, DataDirLockedError)
                if not locked or time.monotonic() > deadline:
                    raise StoredIndexError(
                        f"another process is using the index in {collection.uri}, and a Milvus Lite file serves one at "
                        "a time: try again when it has finished"
                        if locked
                        else f"the index in {collection.uri} can't be opened as a Milvus Lite file "
                        f"({causes.last or error}): is it one of Milvus Lite 3?"
                    ) from error
                time.sleep(0.1)
    except OSError as error:
        raise InputError(f"the index can't be made in {collection.uri}: {error.strerror}") from error
    finally:
        logger.removeHandler(causes)


_OPENED: Counter[str] = Counter()
"""How many clients of this process use each Milvus Lite file; they share one server."""


def _release(file: str) -> None:
    """Let go of a Milvus Lite file, if no other client of this process uses it."""
    from milvus_lite.server_manager import server_manager_instance  # noqa: PLC0415

    _OPENED[file] -= 1
    if not _OPENED[file]:
        server_manager_instance.release_server(file)


class _Causes(logging.Handler):
    """Keeps the exception that Milvus Lite logs where it only says that it failed."""

    last: BaseException | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it."""
        self.last = record.exc_info[1] if record.exc_info else None


def _check_version(collection: Collection, version: str) -> None:
    if version.startswith("milvus_lite-"):
        return
    number = re.match(r"v?(\d+)\.(\d+)", version)
    if number is None or (int(number[1]), int(number[2])) < LEAST_VERSION:
        raise StoredIndexError(
            f"the Milvus server at {collection.uri} is version {version[:20]}, verify needs 2.5 or later, for its "
            "full-text search: bring the server up to date, or use an index in a folder"
        )


@contextmanager
def _guard(collection: Collection) -> Iterator[None]:
    """Turn Milvus' and the network's errors inside into the project's own."""
    try:
        yield
    except VerifierError:
        raise
    except Exception as error:
        raise _explained(collection, error) from error


_REASONS: tuple[tuple[str, str], ...] = (
    (
        r"unauthenticated|auth(entication)? check|invalid token|wrong password",
        "refuses the credentials: set VERIFIER_MILVUS_TOKEN to user:password or an API key",
    ),
    (
        r"permission ?deny|permission ?denied|privilege",
        "allows this user too little: grant it reading and writing of the collections",
    ),
    (
        r"unavailable|fail(ed)? connecting|connect failed|retry (timeout|run out)|deadline|connection (refused|reset)",
        "does not answer: is it running, and is the address right? Nothing is lost: run the command again when it is back",
    ),
    (
        r"database not found|database .* (not exist|does not exist)",
        "has no database of that name: create it, or take `database` out of the address",
    ),
    (
        r"collection not (found|exist)|can'?t find collection|collection '?[^']*'? does not exist",
        "lost a collection of this index while it was in use: make it anew with `verify index --rebuild PATH…`",
    ),
    (
        r"quota|rate ?limit|force ?den(y|ied)|memory .*exhausted|disk .*(full|exhausted)",
        "takes no more data (its memory, disk or rate limit is reached): nothing is lost; make room and run the command again",
    ),
)
"""What Milvus and gRPC say, and what it means to a user."""


def _explained(collection: Collection, error: Exception) -> VerifierError:
    said = f"{getattr(error, 'code', '')} {error}".replace("_", " ")
    where = f"the Milvus Lite file {collection.uri}" if collection.is_file else f"the Milvus server at {collection.uri}"
    for pattern, meaning in _REASONS:
        if re.search(pattern, said, re.IGNORECASE):
            return StoredIndexError(f"{where} {meaning}")
    message = getattr(error, "message", None) or error
    return StoredIndexError(f"{where} reports an error: {_without_secrets(str(message))[:500]}")


def _without_secrets(text: str) -> str:
    """The text without the credentials, should a server repeat them."""
    for secret in {part for part in (os.environ.get(TOKEN, ""), *os.environ.get(TOKEN, "").split(":")[1:]) if part}:
        text = text.replace(secret, "***")
    return text
