"""An index in a folder that may not be written to is read, as long as nobody else writes, and as it is when somebody has."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.index.stand_in import CountingEmbedder
from verifier.errors import StoredIndexError
from verifier.index import Index

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a folder is closed by POSIX permissions")

NOBODY = 65534


@pytest.fixture
def place() -> Iterator[Path]:
    """In a folder that any user can look into, as pytest's own is not."""
    around = Path(tempfile.mkdtemp())
    around.chmod(0o755)
    yield around / "index"
    shutil.rmtree(around)


@contextmanager
def only_reading(folder: Path) -> Iterator[None]:
    """The folder and its files may not be written to; nor by the superuser, who is somebody else meanwhile."""
    for path in (folder, *folder.iterdir()):
        path.chmod(0o555 if path.is_dir() else 0o444)
    is_superuser = os.geteuid() == 0
    if is_superuser:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if is_superuser:
            os.seteuid(0)
        for path in (folder, *folder.iterdir()):
            path.chmod(0o755 if path.is_dir() else 0o644)


def opened(place: Path) -> Index:
    index = Index.open(place)
    index.embedder = CountingEmbedder()
    return index


def found(index: Index, claim: str) -> list[str]:
    return [hit.passage.text for hit in index.search(claim, (), k=1)]


@pytest.fixture
def built(open_index: Callable[..., Index], corpus: Path, place: Path) -> Path:
    with closing(open_index()) as index:
        index.update([corpus])
        # What these import is imported here: modules may lie where only the superuser can look.
        found(index, "Usain Bolt")
        index.status()
        index.check()
    return place


def test_it_is_searched_counted_and_checked(built: Path) -> None:
    before = sorted(built.iterdir())
    with only_reading(built), closing(opened(built)) as index:
        assert "Bolt" in found(index, "Usain Bolt ran")[0]
        assert (index.status().files, index.status().documents) == (4, 6)
        index.check()
    assert sorted(built.iterdir()) == before


def test_a_change_is_refused(built: Path) -> None:
    with only_reading(built), closing(opened(built)) as index, pytest.raises(StoredIndexError, match="read-only"):
        index.remove([Path("/")])


def test_what_is_written_later_is_found(built: Path, corpus: Path) -> None:
    with only_reading(built):
        reading = opened(built)
        found(reading, "Usain Bolt ran")
    (corpus / "bolt.txt").write_text("Florence Griffith-Joyner ran the 100 metres in 10.49 seconds.\n")
    with closing(opened(built)) as writing:
        writing.update([corpus])

    with only_reading(built), closing(reading):
        assert "Joyner" in found(reading, "Florence Griffith-Joyner ran")[0]


def test_what_a_writer_has_not_brought_into_the_file_yet_is_found(built: Path, corpus: Path) -> None:
    with only_reading(built):
        reading = opened(built)
        found(reading, "Usain Bolt ran")
    (corpus / "bolt.txt").write_text("Florence Griffith-Joyner ran the 100 metres in 10.49 seconds.\n")
    with closing(opened(built)) as writing, closing(opened(built)) as other, other._store.snapshot():
        assert other.status().files == 4  # it keeps the log from being emptied
        writing.update([corpus])
        assert (built / "index.sqlite-wal").stat().st_size

        with only_reading(built), closing(reading):
            assert "Joyner" in found(reading, "Florence Griffith-Joyner ran")[0]


def test_what_is_read_while_somebody_writes_is_not_trusted(built: Path, corpus: Path) -> None:
    def counts_of_two_states() -> None:
        with reading._store.snapshot():
            with closing(opened(built)) as writing:
                writing.remove([corpus / "bolt.txt"])
            reading._store.counts()

    with only_reading(built):
        reading = opened(built)
    with closing(reading):
        with pytest.raises(StoredIndexError, match="another process holds the index"):
            counts_of_two_states()
        assert reading.status().files == 3
