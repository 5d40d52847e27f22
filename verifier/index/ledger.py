"""What an update asks of whatever keeps files, documents and passages; `Store` and `MilvusStore` are such ledgers."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from verifier.index.store import FileState, StoredPassage
from verifier.records import Source


class Ledger(Protocol):
    """Files, the documents that appear in them, and these documents' passages.

    Between `begin` and `commit` nothing is visible to readers, afterwards all of it, at least file by file. A document
    that appears in no file is never visible.
    """

    @property
    def folder(self) -> Path | None:
        """Where an update may keep what it needs to go on after it was stopped; None for nowhere."""

    @property
    def identity(self) -> str:
        """Tells this index from every other."""

    def guard(self) -> AbstractContextManager[None]:
        """Turn errors of the place where it is kept into the project's own."""

    def close(self) -> None:
        """Let go of it; it can't be used any more."""

    def is_replaced(self) -> bool:
        """Whether another index, made anew and whole, is in its place now."""

    def digest(self) -> str:
        """Hash of every document as it appears in each file; the same for the same contents, whatever the ledger."""

    def files(self) -> dict[str, FileState]:
        """Every indexed file by its path."""

    def holds(self, hash_: str) -> bool:
        """Whether a document of this content hash is stored."""

    def embedding_of(self, text: str) -> bytes | None:
        """The embedding of a passage with this text, if it is known without much ado."""

    def writing(self) -> AbstractContextManager[None]:
        """Be the only writer while inside; readers go on. Raises StoredIndexError if another process is writing."""

    def begin(self) -> None:
        """Start a transaction, unless one is under way."""

    def commit(self) -> None:
        """Make the transaction's changes visible to readers."""

    def rollback(self) -> None:
        """Undo what the transaction under way has changed, if there is one."""

    def note_file(self, path: str, state: FileState) -> object:
        """Note a file's state and leave its documents as they are."""

    def replace_file(self, path: str, state: FileState) -> int:
        """Note a file's state and forget which documents appeared in it; returns a number for `add_document`."""

    def remove_file(self, path: str) -> None:
        """Forget a file; its documents stay where other files hold them too."""

    def add_document(self, file: int, source: Source, passages: Sequence[StoredPassage]) -> None:
        """Let a document appear in a file, and add these passages to those that are stored of it."""

    def sweep(self) -> None:
        """Delete the documents that appear in no file, with their passages."""

    def is_swept(self) -> bool:
        """Whether there are none; a writer that was killed leaves some. To be asked inside `writing`."""
