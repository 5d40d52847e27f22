"""`verify index`: files and folders into the index; unchanged ones are skipped."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verifier import folders
from verifier.cli.progress import progress
from verifier.cli.shared import Shared, as_json, complain, write
from verifier.errors import DocumentError, InputError

if TYPE_CHECKING:
    from verifier.index import UpdateSummary

EXAMPLES = """
\b
Examples:
  verify index notes/ articles/2026-03-19.html
  verify index --prune        bring the configured corpus up to date, and forget what is gone
  verify index --rebuild      throw the index away and make it anew
"""


def index(
    shared: Shared,
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH…", help="Files and folders; by default the configured corpus.")
    ] = None,
    prune: Annotated[
        bool, typer.Option("--prune", help="Drop from the index what is gone from PATH…; no file is deleted.")
    ] = False,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Throw the index away first.")] = False,
    ray: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Read and embed on this Ray cluster: HOST:PORT, or auto.")
    ] = None,
) -> int:
    """Read files and folders into the index. Markdown, text, HTML, PDF, DOCX and JSON lines; unchanged files are skipped."""
    from verifier.index import open_engine

    config = shared.settings()
    sources = list(paths or config.corpus)
    if not sources:
        raise InputError("nothing to index: name files or folders, or set `corpus` in verifier.yaml")
    for path in sources:
        if not folders.is_there(path) and (rebuild or not prune):
            raise DocumentError(f"{path}: is not there: check the spelling (--prune removes what is gone)")
    options = {"settings": config.search, "precision": config.embedder}
    with _cluster(ray):  # which must answer before an index is thrown away
        opened = open_engine(config.place, create=True, rebuild=rebuild, **options)
        with progress(shared, opened, "Indexing") as on_progress:
            summary = opened.update(sources, prune=prune, on_progress=on_progress, on_error=_report, ray=ray)
    if shared.format == "text":
        shared.say(_sentence(summary))
    else:
        write(as_json(summary))
    return DocumentError.exit_code if summary.errors else 0


def _cluster(ray: str | None) -> AbstractContextManager[None]:
    if ray is None:
        return nullcontext()
    from verifier.index import distributed

    return distributed.cluster(ray)


def _report(error: DocumentError) -> None:
    complain(f"Error: {error}")


def _sentence(summary: UpdateSummary) -> str:
    counts = ("added", "changed", "unchanged", "removed", "failed")
    parts = [f"{getattr(summary, name):,} {name}" for name in counts if getattr(summary, name)]
    return f"Files: {', '.join(parts) or 'none'}. Passages embedded: {summary.passages:,}."
