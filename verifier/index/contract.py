"""What an index is to everything outside this folder: the contract that every engine keeps, whatever holds the passages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from verifier.errors import DocumentError
from verifier.index.settings import Mode, SearchSettings
from verifier.records import Fact, Passage, Record

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from verifier.index.embedder import Embedder


class Hit(Record, frozen=True):
    """A passage that was found, and how near it is."""

    passage: Passage
    facts: tuple[Fact, ...]
    score: float
    """0 to 1, rounded to six digits; what the hits are sorted by."""
    similarity: float
    """Cosine of the claim's vector and the passage's, rounded to six digits."""


class Progress(Record, frozen=True, kw_only=True):
    """How far an update has come."""

    files: int
    """Files that are finished."""
    all_files: int
    passages: int
    """Passages embedded and stored in this update."""
    bytes: int
    """Size of the files that are finished, and of what was read of the one under way."""
    all_bytes: int


class UpdateSummary(Record, frozen=True, kw_only=True):
    """What an update did: numbers of files, and of the passages that it embedded."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    failed: int = 0
    """Files that could not be read; what the index held of them before, it still holds."""
    errors: int = 0
    """All that went to `on_error`: the failed files, and rows of files that were read otherwise, now or before."""
    passages: int = 0


class Changes(Record, frozen=True, kw_only=True):
    """Files that differ from what the index holds of them; false if there are none."""

    added: tuple[Path, ...] = ()
    changed: tuple[Path, ...] = ()
    removed: tuple[Path, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


Kind = Literal["exact", "compressed", "lists"]
"""How the nearest vectors are found; `vectors` says what each does."""


class VectorStatus(Record, frozen=True, kw_only=True):
    """How the nearest vectors are found, and how surely."""

    kind: Kind
    recall: float
    """The share of the ten truly nearest that are among the candidates, measured when they were built."""
    passages: int
    """How many there were then."""
    lists: int = 0
    probes: int = 0
    """Lists that are looked at."""


class IndexStatus(Record, frozen=True, kw_only=True):
    """What an index holds."""

    path: Path | str | None
    """Its folder, or a description of where it is in Milvus; None in memory."""
    files: int
    documents: int
    passages: int
    model: str
    precision: Mode
    generation: int
    bytes: int | None
    """Size of the index's folder; None where a server keeps it."""
    failed: tuple[Path, ...]
    """Files that could not be read when they were last tried."""
    partly: tuple[Path, ...] = ()
    """Files of which some rows could not be read."""
    vectors: VectorStatus | None = None
    """None if there is no file of them yet, or where an engine has ways of its own."""


class Engine(Protocol):
    """Passages of documents, kept somewhere and found by what a claim says; `Index` is the one in a folder.

    All that `Verifier` and the commands ask of an index is here. Errors are StoredIndexError for an index that is
    missing, damaged, of another version or being written, and InputError where its place is full.
    """

    settings: SearchSettings
    embedder: Embedder

    def embed(self, claim: str) -> NDArray[np.float32]:
        """The claim's vector, for `search`; may be called from any thread."""

    def search(
        self,
        claim: str,
        stated: Sequence[Fact],
        k: int | None = None,
        cited: Sequence[str] = (),
        vector: NDArray[np.float32] | None = None,
    ) -> list[Hit]:
        """The passages nearest to a claim that states these facts, the nearest first; k defaults to the settings'.

        Those of documents at the addresses or paths that are `cited` come before all others. A `vector` that `embed`
        gave is not computed again.
        """

    def digest(self) -> str:
        """Hash of all that verdicts rest on: sources with their text, and the model; the same for the same contents."""

    def update(
        self,
        paths: Iterable[Path],
        *,
        prune: bool = False,
        on_progress: Callable[[Progress], None] | None = None,
        on_error: Callable[[DocumentError], None] | None = None,
        ray: str | None = None,
    ) -> UpdateSummary:
        """Bring the index up to date with the files at and below `paths`; unchanged ones are not read.

        Stopped at any moment, the index holds of every file what it held before or all that is in it now; updating
        again does the rest. With `prune`, files below `paths` that are gone are removed. A file that can't be read goes
        to `on_error`, and the others go on; so does a row, also one of a file that is unchanged since, and a folder, of
        which the index keeps what it holds. With `ray`, the address of a cluster, the work is done there.
        """

    def stale(self, paths: Iterable[Path] = (), on_error: Callable[[DocumentError], None] | None = None) -> Changes:
        """The files at and below `paths`, or the indexed ones, that are new, changed or gone since they were indexed.

        A folder that can't be read goes to `on_error`, and nothing in it counts as gone.
        """

    def remove(self, paths: Sequence[Path]) -> int:
        """Take the files at and below `paths` out of the index; returns how many there were."""

    def status(self) -> IndexStatus:
        """What the index holds, and how large it is."""

    def check(self) -> None:
        """Read the whole index and look for damage. Raises StoredIndexError if there is any."""

    def is_replaced(self) -> bool:
        """Whether another index stands in its place now, made anew and whole; it must be opened again to be searched."""

    def close(self) -> None:
        """Let go of the files or the connection; the index can't be used any more."""
