"""One bit flipped anywhere in what is stored: found and named, or harmless; no answer is another than before."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.faults.flipping import flipped, places
from tests.index.stand_in import CountingEmbedder
from verifier import facts
from verifier.errors import StoredIndexError
from verifier.index import Index

NUMBER = int(os.environ.get("VERIFIER_FLIPS", "150"))
"""Bits of each file that are flipped, one after the other."""

QUERIES = (
    "The ferry sank on 3 May 2019 with 412 people",
    "Mill number 7 employs 237 people",
    "households",
    "Ann Lee said the bridge would cost $35 million",
    "nothing of the kind",
)


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """An index of thirty notes, its folder; nothing writes to it."""
    notes = tmp_path / "notes"
    notes.mkdir()
    for number in range(30):
        (notes / f"{number}.md").write_text(
            f"---\ntitle: Mill {number}\npublisher: Example Times\npublished: 2020-01-{number + 1:02}\n---\n"
            f"Mill number {number} employs {230 + number} people.\n\nThe ferry {number} sank on 3 May 2019; of {400 + number} "
            f"people {380 + number} were saved.\n\nAnn Lee said the bridge would cost ${number + 5} million.\n"
        )
    opened = Index.open(tmp_path / "index", create=True)
    opened.embedder = CountingEmbedder()
    opened.update([notes])
    opened.close()
    return tmp_path / "index"


def answers(folder: Path) -> list[Any]:
    """All that an index says."""
    opened = Index.open(folder)
    opened.embedder = CountingEmbedder()
    try:
        said: list[Any] = [opened.search(query, facts.extract(query), k=20) for query in QUERIES]
        status = opened.status()
        return [*said, status.files, status.documents, status.passages, status.model, opened.digest(), opened.stale()]
    finally:
        opened.close()


def outcomes(folder: Path, files: Callable[[Path], list[Path]], seed: int) -> Counter[str]:
    """What became of each flip: harmless, found, or wrong."""
    expected = answers(folder)
    copy = folder.with_name("copy")
    counted: Counter[str] = Counter()
    for file in files(folder):
        for place, bit in places(file, seed, NUMBER):
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(folder, copy)
            with flipped(copy / file.name, place, bit):
                try:
                    said = "harmless" if answers(copy) == expected else f"wrong: {file.name} {place}.{bit}"
                except StoredIndexError as error:
                    said = "found" if str(copy) in str(error) else f"unclear: {error}"
            counted[said] += 1
    return counted


def test_in_the_database(index: Path) -> None:
    counted = outcomes(index, lambda folder: [folder / "index.sqlite"], 1)
    assert set(counted) <= {"found", "harmless"}, counted
    assert counted["found"]


def test_in_the_files_of_vectors(index: Path) -> None:
    """All other files of the index: they are derived, so a damaged one is made anew."""

    def derived(folder: Path) -> list[Path]:
        return sorted(file for file in folder.iterdir() if file.name not in ("index.sqlite", "writer.lock"))

    assert derived(index)
    assert set(outcomes(index, derived, 2)) == {"harmless"}
