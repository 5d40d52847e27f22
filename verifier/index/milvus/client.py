"""A connection to Milvus: how long to wait, how often to try again, and what its errors mean to a user."""

from __future__ import annotations

import logging
import os
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from verifier.errors import InputError, StoredIndexError, VerifierError
from verifier.index.place import Collection
from verifier.records import Record

TOKEN = "VERIFIER_MILVUS_TOKEN"  # noqa: S105 - a variable's name
"""The environment variable with the credentials: `user:password`, or an API key."""

LEAST_VERSION = (2, 5)
"""The first server with full-text search."""

CONNECT_SECONDS = 5.0
"""How long a server may take to answer at all."""
LOCK_SECONDS = 3.0
"""How long to wait for another process to let go of a Milvus Lite file."""
READ_SECONDS = 20.0
WRITE_SECONDS = 120.0
"""How long an operation may take with all its repetitions. Writing waits longer than a server takes to start again."""
FIRST_PAUSE, LONGEST_PAUSE = 0.1, 5.0
"""Seconds before what failed is tried again, doubled each time. pymilvus tries again by itself, but gives up as soon as a
server does not take a new connection."""

STRONG = "Strong"
"""The consistency of a read that waits until all that was written before can be seen: up to 0.2 s on a server."""

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
        try:
            self._client = _connected(collection)
            version: str = self._client.get_server_version(timeout=CONNECT_SECONDS)
        except VerifierError:
            raise
        except Exception as error:
            raise _explained(collection, error, _meaning(error)) from error
        try:
            _check_version(collection, version)
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
        return bool(self._do("has_collection", name))

    def is_whole(self, name: str) -> bool:
        """Whether there is a collection of this name, with an index: its making was not broken off."""
        return self.has(name) and bool(self._do("list_indexes", name))

    def create(self, name: str, schema: Any, indexes: Any) -> None:
        """Make a collection with its indexes, and load it."""
        made = {"schema": schema, "num_shards": self.collection.shards, "consistency_level": "Bounded"}
        self._do("create_collection", name, seconds=WRITE_SECONDS, **made)
        # Not waited for: pymilvus would sleep half a second for each, and there are no rows yet.
        self._do("create_index", name, indexes, seconds=WRITE_SECONDS, sync=False)
        self.load(name)

    def load(self, name: str) -> None:
        """Make a collection ready for searching; nothing to do for one that is."""
        self._do("load_collection", name, seconds=WRITE_SECONDS)

    def drop(self, name: str) -> None:
        """Delete a collection, if it is there."""
        if self.has(name):
            self._do("drop_collection", name, seconds=WRITE_SECONDS)

    def fields(self, name: str) -> dict[str, dict[str, Any]]:
        """The parameters of a collection's fields by their names."""
        return {field["name"]: field["params"] for field in self._do("describe_collection", name)["fields"]}

    def upsert(self, name: str, rows: Sequence[Row], seconds: float | None = None) -> None:
        """Write rows in place of those with the same keys."""
        for batch in batches(rows, BATCH):
            self._do("upsert", name, batch, seconds=seconds or WRITE_SECONDS)

    def delete(self, name: str, field: str, values: Iterable[str]) -> None:
        """Delete the rows in which a field has one of these values."""
        for batch in batches(values, MANY):
            self._do("delete", name, filter=among(field, batch), seconds=WRITE_SECONDS)

    def count(self, name: str, condition: str = "", *, level: str) -> int:
        """How many rows meet a condition."""
        (row,) = self.find(name, condition, ("count(*)",), level=level)
        return int(row["count(*)"])

    def find(self, name: str, condition: str, fields: Sequence[str], *, level: str) -> list[Row]:
        """The rows that meet a condition, at once: for conditions that few rows meet."""
        # A strong read is a writer's, which waits as long for what it reads as for what it writes.
        seconds = WRITE_SECONDS if level == STRONG else READ_SECONDS
        found = self._do(
            "query", name, filter=condition, output_fields=list(fields), consistency_level=level, seconds=seconds
        )
        return [dict(row) for row in found]

    def rows(self, name: str, condition: str, fields: Sequence[str]) -> Iterator[Row]:
        """The rows that meet a condition, however many, as they are now, in the order of their keys."""
        pages = self._do(
            "query_iterator",
            name,
            batch_size=MANY,
            filter=condition,
            output_fields=list(fields),
            seconds=WRITE_SECONDS,
        )
        try:
            while page := self._repeat(pages.next, WRITE_SECONDS):
                yield from (dict(row) for row in page)
        finally:
            pages.close()

    def hybrid(
        self, name: str, requests: Sequence[dict[str, Any]], limit: int, fields: Sequence[str], *, level: str
    ) -> list[Row]:
        """What any of the searches finds, in one request; in no order that means something."""
        from pymilvus import AnnSearchRequest, RRFRanker  # noqa: PLC0415

        searches = [AnnSearchRequest(**request) for request in requests]
        wanted = list(fields)
        (found,) = self._do(
            "hybrid_search", name, searches, RRFRanker(), limit=limit, output_fields=wanted, consistency_level=level
        )
        return [{"id": hit["id"], **hit["entity"]} for hit in found]

    def _do(self, operation: str, *arguments: Any, seconds: float | None = None, **options: Any) -> Any:
        """One of pymilvus' operations, repeated while the server is away, for so many seconds."""
        seconds = seconds or READ_SECONDS
        call = getattr(self._client, operation)

        def attempt() -> Any:
            try:
                return call(*arguments, timeout=seconds, **options)
            except Exception as error:
                if not re.search(r"not loaded|state 'released'", str(error)):
                    raise
                # A Milvus Lite server that was started again; Milvus itself loads what was loaded.
                self._client.load_collection(arguments[0], timeout=seconds)
                return call(*arguments, timeout=seconds, **options)

        return self._repeat(attempt, seconds)

    def _repeat(self, call: Callable[[], T], seconds: float) -> T:
        """What a call returns. All of them can be made twice, since rows are replaced by their keys."""
        deadline = time.monotonic() + seconds
        pause = FIRST_PAUSE
        while True:
            try:
                return call()
            except Exception as error:
                meaning = _meaning(error)
                passes = meaning is not None and meaning.passes
                if not passes or time.monotonic() + pause > deadline:
                    raise _explained(self.collection, error, meaning) from error
            time.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)


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
    # gRPC itself writes to standard error when a connection is lost, also where it is made again at once.
    os.environ.setdefault("GRPC_VERBOSITY", "NONE")
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


class _Meaning(Record, frozen=True):
    """What an error of Milvus or gRPC means to a user."""

    pattern: str
    """Of what it says, in lower case."""
    says: str
    passes: bool = False
    """Whether trying again may help."""


_MEANINGS = (
    _Meaning(
        r"unauthenticated|auth(entication)? check|invalid token|wrong password",
        f"refuses the credentials: set {TOKEN} to user:password or an API key",
    ),
    _Meaning(
        r"permission ?den(y|ied)|privilege",
        "allows this user too little: grant it reading and writing of the collections",
    ),
    _Meaning(
        r"unavailable|fail(ed)? connecting|connect failed|retry (timeout|run out)|deadline|connection (refused|reset)|not ready",
        "does not answer: is it running, and is the address right? "
        "Nothing is lost: run the command again when it is back",
        passes=True,
    ),
    _Meaning(
        r"database not found|database .* not exist",
        "has no database of that name: create it, or take `database` out of the address",
    ),
    _Meaning(
        r"collection not (found|exist)|can'?t find collection|collection '?[^']*'? does not exist",
        "lost a collection of this index while it was in use: run the command again, "
        "or make the index anew with `verify index --rebuild PATH…`",
    ),
    _Meaning(
        r"rate ?limit",
        "takes less than is sent (its rate limit is reached). Nothing is lost: run the command again later",
        passes=True,
    ),
    _Meaning(
        r"quota|force ?den(y|ied)|memory .*exhausted|disk .*(full|exhausted)",
        "takes no more data (its memory, disk or quota is used up). "
        "Nothing is lost: make room and run the command again",
    ),
)


def _meaning(error: Exception) -> _Meaning | None:
    said = f"{getattr(error, 'code', '')} {error}".replace("_", " ").lower()
    return next((meaning for meaning in _MEANINGS if re.search(meaning.pattern, said)), None)


def _explained(collection: Collection, error: Exception, meaning: _Meaning | None) -> VerifierError:
    where = f"the Milvus Lite file {collection.uri}" if collection.is_file else f"the Milvus server at {collection.uri}"
    if meaning:
        return StoredIndexError(f"{where} {meaning.says}")
    message = getattr(error, "message", None) or error
    return StoredIndexError(f"{where} reports an error: {_without_secrets(str(message))[:500]}")


def _without_secrets(text: str) -> str:
    """The text without the credentials, should a server repeat them."""
    for secret in {part for part in (os.environ.get(TOKEN, ""), *os.environ.get(TOKEN, "").split(":")[1:]) if part}:
        text = text.replace(secret, "***")
    return text
