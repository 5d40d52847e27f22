"""One bit flipped anywhere in what is stored: found and named, or harmless; no answer is another than before."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.faults.flipping import flip, flipped, places
from tests.index.stand_in import CountingEmbedder
from verifier import facts
from verifier.batch.journal import Journal
from verifier.batch.records import Row
from verifier.drafts.cache import Cache
from verifier.drafts.records import CheckedDraft, Level, Problem, Region
from verifier.errors import StoredIndexError
from verifier.index import Index
from verifier.records import Claim, Status, Verdict
from verifier.stance import StanceModel
from verifier.stance import model as stance

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


def outcomes(folder: Path, files: Callable[[Path], list[Path]], seed: int, number: int) -> Counter[str]:
    """What became of each flip: harmless, found, or wrong."""
    expected = answers(folder)
    copy = folder.with_name("copy")
    counted: Counter[str] = Counter()
    for file in files(folder):
        for place, bit in places(file, seed, number):
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
    counted = outcomes(index, lambda folder: [folder / "index.sqlite"], 1, NUMBER)
    assert set(counted) <= {"found", "harmless"}, counted
    assert counted["found"]


def test_in_the_files_of_vectors(index: Path) -> None:
    """All other files of the index: they are derived, so a damaged one is made anew."""

    def derived(folder: Path) -> list[Path]:
        return sorted(file for file in folder.iterdir() if file.name not in ("index.sqlite", "writer.lock"))

    assert derived(index)
    assert set(outcomes(index, derived, 2, NUMBER // 6)) == {"harmless"}


def test_in_the_journal_of_a_batch(tmp_path: Path) -> None:
    """A verdict that is damaged, and what stands behind it, is checked again; no other is taken for it."""
    rows = [Row(claim=Claim(f"Mill {number} employs 230 people"), line=number) for number in range(12)]
    verdicts = {
        row.claim: Verdict(
            claim=row.claim, status=Status.SUPPORTED, confidence=0.5 + row.line / 100, note=row.claim.text
        )
        for row in rows
    }
    file = tmp_path / "journal"
    with Journal.open(file, "same", resume=False) as journal:
        for row in rows:
            journal.add(row.claim, verdicts[row.claim])
    whole = file.read_bytes()
    found = 0
    for place, bit in places(file, 3, NUMBER):
        file.write_bytes(whole)
        flip(file, place, bit)
        with Journal.open(file, "same", resume=True) as journal:
            kept = {row.claim: journal[row.claim] for row in rows if row.claim in journal}
        assert all(verdict == verdicts[claim] for claim, verdict in kept.items()), f"byte {place}, bit {bit}"
        found += len(kept) < len(rows)
    assert found == NUMBER


def test_in_the_cache_of_drafts(tmp_path: Path) -> None:
    (tmp_path / "index").mkdir()
    cache = Cache(tmp_path / "index", [])
    problem = Problem(
        file="d.md", region=Region(0, 4, 1, 1, 1, 5), level=Level.ERROR, rule="quantity", message="205, not 250"
    )
    checked = CheckedDraft(file="d.md", text="The mill employs 205 people.", claims=(), problems=(problem,))
    cache.put("key", checked)
    assert cache.get("key") == checked
    (file,) = (tmp_path / "index" / "drafts").iterdir()
    for place, bit in places(file, 4, NUMBER):
        with flipped(file, place, bit):
            assert cache.get("key") is None
    assert cache.get("key") == checked


def test_in_the_stance_model(tmp_path: Path) -> None:
    shutil.copytree(stance.FOLDER, tmp_path, dirs_exist_ok=True)
    pairs = [("The bridge was closed", "The bridge over the river was never closed.")]
    expected = StanceModel(tmp_path).judge(pairs)
    for name in (*stance.FILES, stance.MANIFEST_FILE):
        for place, bit in places(tmp_path / name, 5, 6):
            with flipped(tmp_path / name, place, bit):
                try:
                    assert (StanceModel(tmp_path).judge(pairs) == expected).all()
                except StoredIndexError as error:
                    assert "reinstall" in str(error)  # noqa: PT017 - either is right
