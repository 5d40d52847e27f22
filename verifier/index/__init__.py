"""Passages kept and found again: in one folder by default, as a SQLite file, the truth, and a FAISS file derived from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from verifier.index.contract import Changes, Engine, Hit, IndexStatus, Progress, UpdateSummary
    from verifier.index.index import Index

__all__ = ["Changes", "Engine", "Hit", "Index", "IndexStatus", "Progress", "UpdateSummary"]


def __getattr__(name: str) -> Any:
    """Import the index itself on first use: reading the configuration needs `index.settings` alone, not numpy."""
    if name in __all__:
        from verifier.index import contract, index  # noqa: PLC0415

        return getattr(index if name == "Index" else contract, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
