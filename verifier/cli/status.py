"""`verify status`: what the index holds, and which files have changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from verifier.cli.shared import Shared, as_json, write
from verifier.reports.printable import nearby, printable

if TYPE_CHECKING:
    from verifier.index import Changes, IndexStatus
    from verifier.index.contract import VectorStatus

EXAMPLES = """
\b
Examples:
  verify status
  verify status --format json
  verify status --check       read all of it, and compare every checksum
"""

LISTED = 10
"""Files that a text report names of each kind; JSON names all."""


def status(
    shared: Shared,
    check: Annotated[
        bool, typer.Option("--check", help="Read the whole index for damage; a large one takes minutes.")
    ] = False,
) -> int:
    """Show what the index holds, and what is stale. Documents, passages, model, vectors, size, unreadable files."""
    from verifier.index import open_engine

    config = shared.settings()
    index = open_engine(config.place, settings=config.search)
    if check:
        index.check()
    held = index.status()
    stale = index.stale(config.corpus)
    if shared.format == "text":
        write(_text(held, stale, checked=check))
    else:
        write(as_json(msgspec.structs.asdict(held) | {"stale": stale} | ({"whole": True} if check else {})))
    return 0


UNITS = ("bytes", "kB", "MB", "GB", "TB")


def _text(held: IndexStatus, stale: Changes, *, checked: bool) -> str:
    changes = {name: getattr(stale, name) for name in ("added", "changed", "removed")}
    counts = [f"{len(paths):,} {name}" for name, paths in changes.items() if paths] or ["none"]
    rows = {
        "Index": nearby(str(held.path)),
        "Size": "unknown, on the server" if held.bytes is None else _size(held.bytes),
        "Files": f"{held.files:,}",
        "Documents": f"{held.documents:,}",
        "Passages": f"{held.passages:,}",
        "Model": f"{held.model} ({held.precision})",
        **({"Vectors": _vectors(held.vectors)} if held.vectors else {}),
        **({"Whole": _whole(held)} if checked else {}),
        "Stale": ", ".join(counts),
        "Unreadable": _unreadable(held),
    }
    width = max(map(len, rows)) + 2
    lines = [f"{name:{width}}{printable(value)}" for name, value in rows.items()]
    for name, paths in {**changes, "unreadable": held.failed, "unreadable rows": held.partly}.items():
        lines += [f"  {name}: {printable(nearby(str(path)))}" for path in paths[:LISTED]]
        if len(paths) > LISTED:
            lines.append(f"  {name}: and {len(paths) - LISTED:,} more")
    return "\n".join(lines) + "\n"


def _unreadable(held: IndexStatus) -> str:
    """How many files could not be read, and of how many others not every row."""
    counts = [f"{len(held.failed):,}"] if held.failed else []
    counts += [f"rows of {len(held.partly):,}"] if held.partly else []
    return ", ".join(counts) or "none"


def _whole(held: IndexStatus) -> str:
    """What a check that found no damage has shown: rows in Milvus have no checksums but those that it keeps itself."""
    return "yes, every row can be read" if held.bytes is None else "yes, every checksum is right"


def _vectors(vectors: VectorStatus) -> str:
    """How the nearest passages are found, and how surely."""
    if vectors.kind == "exact":
        return "exact"
    how = f"{vectors.probes} of {vectors.lists} lists" if vectors.kind == "lists" else "compressed"
    return f"{how}, recall@10 {vectors.recall:.3f}, measured at {vectors.passages:,} passages"


def _size(count: int) -> str:
    """Bytes in the unit that leaves the fewest digits, as file managers show them."""
    power = min((len(str(count)) - 1) // 3, len(UNITS) - 1)
    return f"{count / 1000**power:.{1 if power else 0}f} {UNITS[power]}"
