from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.index.stand_in import CountingEmbedder
from verifier.index import Index


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Three notes and a file of three rows."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "belarus.md").write_text("# Prisoners\n\nBelarus freed 250 political prisoners in March 2026.\n")
    (folder / "moon.md").write_text("# Moon\n\nApollo 11 landed on the Moon on 20 July 1969.\n")
    (folder / "bolt.txt").write_text("Usain Bolt ran the 100 metres in 9.58 seconds in Berlin in 2009.\n")
    (folder / "rows.jsonl").write_text(
        '{"text": "The treaty was signed by 195 parties in Paris."}\n'
        '{"text": "Inflation rose to 9.1 percent in June 2022."}\n'
        '{"text": "The earthquake had a magnitude of 7.8."}\n'
    )
    return folder


@pytest.fixture
def open_index(place: Path) -> Callable[..., Index]:
    """Opens the index, made if need be, with an embedder that costs nothing."""

    def open_(**options: object) -> Index:
        index = Index.open(place, create=True, **options)
        index.embedder = CountingEmbedder()
        return index

    return open_
