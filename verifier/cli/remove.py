"""`verify remove`: files out of the index; the files themselves stay."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from verifier.cli.shared import Shared, complain, write
from verifier.errors import InputError
from verifier.reports.words import counted

EXAMPLES = """
\b
Examples:
  verify remove notes/withdrawn.md
  verify remove old-articles/
"""


def remove(
    shared: Shared,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="Files and folders.")],
) -> int:
    """Take files out of the index; the files themselves stay. Of a folder, all that lies below it."""
    from verifier.index import open_engine

    config = shared.settings()
    removed = open_engine(config.place, settings=config.search).remove(paths)
    if not removed:
        raise InputError(f"{', '.join(map(str, paths))}: not in the index in {config.place}")
    if shared.format == "text":
        shared.say(f"Removed {counted(removed, 'file')} from the index.")
    else:
        write(f'{{"removed":{removed}}}\n')
    known = [str(path) for path in paths if any(path.absolute().is_relative_to(root) for root in config.corpus)]
    if known:
        complain(f"Warning: {', '.join(known)}: part of the configured corpus, so the next check indexes it again")
    return 0
