"""What an index holds, read without the command line, and a small newsroom whose sources change."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

from tests.cli.running import desk
from tests.index.stand_in import CountingEmbedder
from verifier.index import Index

EVERY = bool(os.environ.get("VERIFIER_EVERY_FAULT"))
"""Whether each moment and each place is tried; by default a seeded sample is."""

BEFORE = {
    "ferry": "---\ntitle: The ferry\n---\nThe ferry sank on 3 May 2019.\n\nIt carried 412 people, and 391 were saved.\n",
    "mill": "The mill employs 230 people.\n",
    "census": "---\ntitle: A census\n---\nThe census counted 8,412 households in 2021.\n",
}
AFTER = {
    "ferry": "---\ntitle: The ferry\n---\nThe ferry sank on 4 May 2019.\n\nIt carried 415 people, and 394 were saved.\n",
    "mill": "The mill employs 230 people.\n",
    "tunnel": "---\ntitle: A tunnel\n---\nThe tunnel is 17 kilometres long and cost $210 million.\n",
}
"""One file changes, one stays, one comes and one goes."""


def sample(seed: int, number: int, size: int) -> list[int]:
    """That many of the numbers 1 to `size`, or all of them where that is asked for."""
    if EVERY or number >= size:
        return list(range(1, size + 1))
    return sorted(random.Random(seed).sample(range(1, size + 1), number))


def newsroom(folder: Path, files: dict[str, str]) -> Path:
    """A desk with these sources and no others."""
    shutil.rmtree(folder / "notes", ignore_errors=True)
    return desk(folder, **files)


def again(folder: Path) -> Iterator[Path]:
    """The folder, at each step as it was when this was first asked of it: an index knows files by where they are."""
    saved = folder.with_name(f"{folder.name} as it was")
    if not saved.exists():
        shutil.copytree(folder, saved)
    while True:
        shutil.rmtree(folder)
        shutil.copytree(saved, folder)
        yield folder


def held(folder: Path) -> dict[str, list[str]]:
    """The passages of each file of an index, after SQLite has found nothing wrong with it."""
    index = Index.open(folder)
    try:
        index.embedder = CountingEmbedder()
        store = index._store
        assert store._connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        store._connection.execute("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)")
        found: dict[str, list[str]] = {Path(key).stem: [] for key, state in store.files().items() if not state.failed}
        for stored in store.passages(store.ids()).values():
            found[Path(stored.passage.source.path or "").stem].append(stored.passage.text)
        every = sorted(text for texts in found.values() for text in texts)
        assert sorted(hit.passage.text for hit in index.search("anything", (), k=100)) == every
    finally:
        index.close()
    return found
