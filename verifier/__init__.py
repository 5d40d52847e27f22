"""Looks a claim up in source passages and shows the words that support it or conflict with it.

from verifier import Verifier

verdict = Verifier.open("path/of/an/index").check("250 prisoners freed")
verdict.status, [evidence.passage.text for evidence in verdict.evidence]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from verifier.errors import ConfigError, DocumentError, InputError, StoredIndexError, VerifierError
from verifier.records import Claim, Document, Evidence, Fact, Finding, Passage, Source, Stance, Status, Verdict

if TYPE_CHECKING:
    from verifier.checker import Verifier

__version__ = "0.1.0"

__all__ = [
    "Claim",
    "ConfigError",
    "Document",
    "DocumentError",
    "Evidence",
    "Fact",
    "Finding",
    "InputError",
    "Passage",
    "Source",
    "Stance",
    "Status",
    "StoredIndexError",
    "Verdict",
    "Verifier",
    "VerifierError",
]


def __getattr__(name: str) -> Any:
    """Import the verifier itself on first use: `verify --help` must not wait for an index and a model."""
    if name == "Verifier":
        from verifier.checker import Verifier  # noqa: PLC0415

        return Verifier
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
