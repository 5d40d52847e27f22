"""How every report names a source; what it quotes of one is each report's own."""

from __future__ import annotations

from pathlib import PurePath

from verifier.records import Source
from verifier.reports.printable import long_date, printable


def citation(source: Source, between: str = " · ") -> str:
    """Title, publisher and date of a source on one line; the name of its file stands for a title that it lacks."""
    parts = (printable(part or "").strip() for part in (source_title(source), source.publisher))
    day = long_date(source.published) if source.published else "no date"
    return between.join([*filter(None, parts), day])


def source_title(source: Source) -> str:
    """The title of a source, or else the name of its file, or its address."""
    return source.title or PurePath(source.path or "").name or source.url or "an untitled source"
