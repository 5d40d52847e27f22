"""Passages kept and found again: in one folder by default, as a SQLite file, the truth, and a FAISS file derived from it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from verifier.index.place import Collection

if TYPE_CHECKING:
    from verifier.index.contract import Changes, Engine, Hit, IndexStatus, Progress, UpdateSummary
    from verifier.index.index import Index

__all__ = ["Changes", "Engine", "Hit", "Index", "IndexStatus", "Progress", "UpdateSummary", "open_engine"]


def open_engine(place: Path | Collection, **options: Any) -> Engine:
    """Open the index in a folder or in Milvus; the options are those of `Index.open`."""
    if isinstance(place, Collection):
        from verifier.index.milvus.index import MilvusIndex  # noqa: PLC0415

        return MilvusIndex.open(place, **options)
    from verifier.index.index import Index  # noqa: PLC0415

    return Index.open(place, **options)


def __getattr__(name: str) -> Any:
    """Import the index itself on first use: reading the configuration needs `index.settings` alone, not numpy."""
    if name in __all__:
        from verifier.index import contract, index  # noqa: PLC0415

        return getattr(index if name == "Index" else contract, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
