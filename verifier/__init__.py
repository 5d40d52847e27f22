"""Looks a claim up in source passages and shows the words that support it or conflict with it.

from verifier import Verifier

verdict = Verifier.open("path/to/an/index").check("250 prisoners freed")
verdict.status, [evidence.passage.text for evidence in verdict.evidence]
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from verifier.checker import Verifier
    from verifier.errors import ConfigError, DocumentError, InputError, StoredIndexError, VerifierError
    from verifier.records import Claim, Document, Evidence, Fact, Finding, Passage, Source, Stance, Status, Verdict

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


_HOMES = (
    ("verifier.checker", {"Verifier"}),
    ("verifier.errors", {name for name in __all__ if name.endswith("Error")}),
)
"""Modules and what they define of these names; the others are in `records`."""


def __getattr__(name: str) -> Any:
    """Import what is asked for on first use: `verify` must not wait for an index and a model, nor hear Ctrl-C too late."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = next((module for module, names in _HOMES if name in names), "verifier.records")
    return getattr(import_module(home), name)
