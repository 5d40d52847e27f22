"""Where an index is: a folder, or a collection of a Milvus server or Milvus Lite file, as an address names it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal, get_args
from urllib.parse import parse_qsl, unquote, urlsplit

import msgspec

from verifier.errors import InputError
from verifier.records import Record

DATABASE_FILE = "index.sqlite"
LOG_FILE = f"{DATABASE_FILE}-wal"
"""The files that an index in a folder is read from, the second only while it holds what is not yet in the first: they change
when it does. All others are made of them."""

OWN_FILE = re.compile(
    r"index\.sqlite(-wal|-shm|-journal|\.seal)?|\.index\.sqlite\.seal\.\d+\.[0-9a-f]{8}"
    r"|vectors-[0-9a-f]{32}-\d{1,18}\.faiss(\.\d+)?|embedded-[0-9a-f]{32}\.journal"
)
"""The names that an index gives its files: what has another is the user's, and is never deleted. The lock is everybody's."""

SCHEME = "milvus+"

VectorIndex = Literal["hnsw", "hnsw_sq8", "diskann", "flat"]
"""How a collection's vectors are indexed; `milvus.schema` has what each means."""
Consistency = Literal["bounded", "session", "strong", "eventually"]
"""Milvus's own levels, for searches. What an update reads of what it wrote is always read at "strong"."""

DEFAULT_NAME = "verifier"

_NAME = re.compile(r"[A-Za-z_]\w{0,199}", re.ASCII)
"""What Milvus takes as a name; shorter than its 255 characters, for the names of the collections beside it are longer."""


class Collection(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A collection of Milvus that holds an index, and how it is made and read. It has no credentials."""

    uri: str
    """`http(s)://host:port`, or the absolute path of a Milvus Lite file."""
    name: str = DEFAULT_NAME
    database: str = ""
    vectors: VectorIndex | None = None
    """None: as the index was made; hnsw for a new one."""
    consistency: Consistency = "bounded"
    shards: Annotated[int, msgspec.Meta(ge=1, le=64)] = 1

    @property
    def is_file(self) -> bool:
        """Whether it is in a Milvus Lite file and not on a server."""
        return "://" not in self.uri

    def __str__(self) -> str:
        """As messages and reports show it."""
        return f"{self.name} {'in' if self.is_file else 'at'} {self.uri}"


def is_address(place: str) -> bool:
    """Whether it names a collection and not a folder."""
    return place.startswith(SCHEME)


def parse(place: str, base: Path) -> Path | Collection:
    """The place that a user names, a relative path counted from `base`.

    Raises InputError for an address that can't be used; the message repeats no credentials that it may hold.
    """
    if not is_address(place):
        return base / Path(place).expanduser()
    try:
        parts = urlsplit(place.removeprefix(SCHEME))
        port = parts.port
    except ValueError as error:
        raise InputError(f"the address of the index can't be read: {FORMS}") from error
    if "@" in parts.netloc:
        raise InputError(
            "the address of the index holds credentials: take them out, and put them into the environment variable "
            "VERIFIER_MILVUS_TOKEN (user:password, or an API key)"
        )
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    known = {*Collection.__struct_fields__} - {"uri", "name"}
    if parts.scheme == "file":
        known = {"collection", "vectors"}
        uri = str(base / unquote(parts.path))
        name = options.pop("collection", DEFAULT_NAME) if "collection" in options else DEFAULT_NAME
        if parts.netloc or not uri.endswith(".db"):
            raise InputError(f"the address of the index names no file that ends in .db: {FORMS}")
    elif parts.scheme in ("http", "https") and parts.hostname:
        uri = f"{parts.scheme}://{parts.hostname if ':' not in parts.hostname else f'[{parts.hostname}]'}"
        uri += f":{port or (443 if parts.scheme == 'https' else 19530)}"
        name = unquote(parts.path).strip("/") or DEFAULT_NAME
    else:
        raise InputError(f"the address of the index is of no kind that is known: {FORMS}")
    for key in options:
        if key not in known:
            raise InputError(f"the address of the index has an unknown option: known are {', '.join(sorted(known))}")
    for given in (name, options.get("database") or DEFAULT_NAME):
        if not _NAME.fullmatch(given):
            raise InputError(
                f"{given[:50]!r} can't be the name of a collection or database of Milvus: "
                "letters, digits and underscores, no digit first, at most 200"
            )
    try:
        return msgspec.convert({"uri": uri, "name": name, **options}, Collection, strict=False)
    except msgspec.ValidationError as error:
        raise InputError(
            "the address of the index has an option with a value that it can't have: "
            f"vectors is {', '.join(get_args(VectorIndex))}; consistency is {', '.join(get_args(Consistency))}; "
            "shards is a number from 1 to 64"
        ) from error


FORMS = (
    "it is milvus+http://HOST:PORT/COLLECTION, milvus+https://HOST:PORT/COLLECTION or milvus+file:///FOLDER/FILE.db, "
    "see docs/milvus.md"
)
