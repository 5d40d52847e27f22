"""What an index is in Milvus: its collections, their fields and indexes, and what these mean.

    NAME_files ──NAME_sources──▶ documents ──▶ NAME (passages)      NAME_state: one row

Milvus has no transactions over several rows, so what a reader may see hangs on one row, which Milvus replaces whole: a
row of `NAME_files` says in `version`, the hash of the file's content, which rows of `NAME_sources` count. Whatever else
stands in the collections is what a stopped writer left or an unfinished one is writing; readers pass over it, and the
next writer finds it by `dirty` and sweeps it.

A row's key is made of what it holds, so that writing it again replaces it: a passage's of its document's hash and its
start. `docs/milvus.md` describes the fields for those who look after the server.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from verifier.index.embedder import DIMENSION
from verifier.index.place import Collection, VectorIndex

if TYPE_CHECKING:
    from pymilvus import CollectionSchema

FORMAT = 2
"""Version of the collections and of what their fields hold."""

FILES, SOURCES, STATE = "_files", "_sources", "_state"
"""What follows the name of the passages' collection in those of the others."""

STATE_KEY = "state"

LONGEST = 65_535
"""Bytes of a text in Milvus."""

INDEXES: dict[VectorIndex, dict[str, Any]] = {
    "hnsw": {"index_type": "HNSW", "params": {"M": 16, "efConstruction": 200}},
    "hnsw_sq8": {
        "index_type": "HNSW_SQ",
        "params": {"M": 16, "efConstruction": 200, "sq_type": "SQ8"},
    },
    "diskann": {"index_type": "DISKANN", "params": {}},
    "flat": {"index_type": "FLAT", "params": {}},
}
"""The vectors' index by its name in an address; all of inner products, which are cosines here."""

BREADTH = 4
"""How many times as many neighbours as it returns an approximate index looks at: recall for time."""
LEAST_BREADTH = 128

K1, B = 1.2, 0.75
"""BM25's parameters: FTS5's."""


def names(collection: Collection) -> list[str]:
    """The collections of an index; that of its state, without which there is no index, stands last."""
    return [collection.name + suffix for suffix in ("", FILES, SOURCES, STATE)]


def search_params(vectors: VectorIndex, limit: int) -> dict[str, Any]:
    """How to search the vectors' index for `limit` neighbours."""
    breadth = max(LEAST_BREADTH, BREADTH * limit)
    own: dict[VectorIndex, dict[str, Any]] = {
        "hnsw": {"ef": breadth},
        "hnsw_sq8": {"ef": breadth},
        "diskann": {"search_list": breadth},
        "flat": {},
    }
    return {"metric_type": "IP", "params": own[vectors]}


def schemas(collection: Collection, vectors: VectorIndex) -> dict[str, tuple[CollectionSchema, Any]]:
    """Schema and index parameters of each collection by its name, in the order in which they are to be made."""
    made = (_passages(vectors), _files(), _sources(), _state())
    return dict(zip(names(collection), made, strict=True))


def _passages(vectors: VectorIndex) -> tuple[CollectionSchema, Any]:
    from pymilvus import DataType, Function, FunctionType, MilvusClient  # noqa: PLC0415 - half a second

    schema = MilvusClient.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("id", DataType.VARCHAR, is_primary=True, max_length=32)
    schema.add_field("document", DataType.VARCHAR, max_length=64)
    schema.add_field("start", DataType.INT64)
    schema.add_field("end", DataType.INT64)
    schema.add_field("first", DataType.BOOL)
    for name in ("text", "context", "facts"):
        schema.add_field(name, DataType.VARCHAR, max_length=LONGEST)
    schema.add_field(
        "words",
        DataType.VARCHAR,
        max_length=LONGEST,
        enable_analyzer=True,
        enable_match=True,
        analyzer_params={"tokenizer": "standard"},
    )
    schema.add_field("sparse", DataType.SPARSE_FLOAT_VECTOR)
    schema.add_field("embedding", DataType.FLOAT_VECTOR, dim=DIMENSION)
    schema.add_function(
        Function(
            name="bm25", function_type=FunctionType.BM25, input_field_names=["words"], output_field_names=["sparse"]
        )
    )
    indexes = MilvusClient.prepare_index_params()
    indexes.add_index("embedding", metric_type="IP", **INDEXES[vectors])
    indexes.add_index(
        "sparse",
        index_type="SPARSE_INVERTED_INDEX",
        metric_type="BM25",
        params={"bm25_k1": K1, "bm25_b": B},
    )
    for name in ("document", "first"):
        indexes.add_index(name, index_type="INVERTED")
    return schema, indexes


def _files() -> tuple[CollectionSchema, Any]:
    from pymilvus import DataType  # noqa: PLC0415

    schema, indexes = _table(32)
    schema.add_field("path", DataType.VARCHAR, max_length=LONGEST)
    schema.add_field("size", DataType.INT64)
    schema.add_field("mtime_ns", DataType.INT64)
    schema.add_field("hash", DataType.VARCHAR, max_length=64)
    schema.add_field("failed", DataType.BOOL)
    schema.add_field("problems", DataType.VARCHAR, max_length=LONGEST)
    schema.add_field("version", DataType.VARCHAR, max_length=64)
    schema.add_field("dirty", DataType.BOOL)
    return schema, indexes


def _sources() -> tuple[CollectionSchema, Any]:
    from pymilvus import DataType  # noqa: PLC0415

    schema, indexes = _table(96)
    for name in ("file", "document", "version"):
        schema.add_field(name, DataType.VARCHAR, max_length=64)
    for name in ("source", "url_key", "path_key"):
        schema.add_field(name, DataType.VARCHAR, max_length=LONGEST)
    for name in ("file", "document", "url_key", "path_key"):
        indexes.add_index(name, index_type="INVERTED")
    return schema, indexes


def _state() -> tuple[CollectionSchema, Any]:
    from pymilvus import DataType  # noqa: PLC0415

    schema, indexes = _table(32)
    for name in ("identity", "model", "precision", "vectors", "holder"):
        schema.add_field(name, DataType.VARCHAR, max_length=512)
    for name in ("format", "generation", "passages", "words", "until"):
        schema.add_field(name, DataType.INT64)
    return schema, indexes


def _table(longest_key: int) -> tuple[CollectionSchema, Any]:
    """A collection without vectors of its own; Milvus demands one, so it has the shortest."""
    from pymilvus import DataType, MilvusClient  # noqa: PLC0415

    schema = MilvusClient.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("id", DataType.VARCHAR, is_primary=True, max_length=longest_key)
    schema.add_field("none", DataType.FLOAT_VECTOR, dim=2)
    indexes = MilvusClient.prepare_index_params()
    indexes.add_index("none", index_type="FLAT", metric_type="L2")
    return schema, indexes


NO_VECTOR = [0.0, 0.0]
"""What `none` holds."""
