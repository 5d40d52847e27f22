"""A damaged, foreign, old or missing index is named with its remedy, and what can be mended is mended."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from verifier.errors import StoredIndexError
from verifier.index import Index, model, sums
from verifier.index.vectors import unpack

Open = Callable[..., Index]


@pytest.fixture
def built(open_index: Open, corpus: Path, place: Path) -> Path:
    """An index's folder, closed."""
    index = open_index()
    index.update([corpus])
    index.close()
    return place


def vectors_of(folder: Path) -> list[Path]:
    return sorted(folder.glob("vectors-*.faiss"))


def search(index: Index) -> list[str]:
    return [hit.passage.text for hit in index.search("Usain Bolt", ())]


def test_no_index(tmp_path: Path) -> None:
    with pytest.raises(StoredIndexError, match=r"no index in .*nowhere: make one with `verify index PATH…`"):
        Index.open(tmp_path / "nowhere")


def test_opening_without_creating_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(StoredIndexError):
        Index.open(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


def test_another_version(built: Path) -> None:
    with sqlite3.connect(built / "index.sqlite") as connection:
        connection.execute("PRAGMA user_version = 999")

    with pytest.raises(StoredIndexError, match=r"has format 999.*verify index --rebuild"):
        Index.open(built)


def test_another_model(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "MODEL_NAME", "another-model")

    with pytest.raises(StoredIndexError, match=r"all-MiniLM.*another-model.*verify index --rebuild"):
        Index.open(built)


def test_another_precision(built: Path) -> None:
    with pytest.raises(StoredIndexError, match=r"fp32.*int8.*verify index --rebuild"):
        Index.open(built, precision="int8")


@pytest.mark.parametrize("version", [0, 7])
@pytest.mark.parametrize("options", [{}, {"create": True}, {"rebuild": True}], ids=str)
def test_a_database_of_another_program_is_left_alone(tmp_path: Path, version: int, options: dict[str, bool]) -> None:
    file = tmp_path / "index.sqlite"
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE notes (text)")
        connection.execute(f"PRAGMA user_version = {version}")
    whole = file.read_bytes()

    with pytest.raises(StoredIndexError, match="another program's: name another folder"):
        Index.open(tmp_path, **options)
    assert list(tmp_path.iterdir()) == [file]
    assert file.read_bytes() == whole


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.99])
def test_a_truncated_database(built: Path, share: float) -> None:
    file = built / "index.sqlite"
    file.write_bytes(file.read_bytes()[: int(file.stat().st_size * share)])

    for create in (False, True):
        with pytest.raises(StoredIndexError, match=r"damaged.*verify index --rebuild PATH"):
            Index.open(built, create=create)


def test_a_database_full_of_noise(built: Path, corpus: Path) -> None:
    file = built / "index.sqlite"
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + b"\xa5" * (len(whole) - 4096))

    with pytest.raises(StoredIndexError, match=r"damaged.*verify index --rebuild PATH"):
        search(Index.open(built))


@pytest.mark.parametrize("part", [slice(0, None), slice(68, 72)], ids=["all", "whose it is"])
def test_a_damaged_index_is_made_anew_where_that_is_asked_for(
    built: Path, corpus: Path, open_index: Open, part: slice
) -> None:
    content = bytearray((built / "index.sqlite").read_bytes())
    content[part] = b"bits"
    (built / "index.sqlite").write_bytes(content)
    with pytest.raises(StoredIndexError, match=r"damaged.*--rebuild"):
        open_index()

    index = open_index(rebuild=True)

    assert index.status().files == 0
    assert index.update([corpus]).added == 4


def test_files_of_the_user_stay(built: Path, corpus: Path, open_index: Open) -> None:
    names = {"notes.txt", "vectors-essay.md", "embedded-systems.md", "index.sqlite.backup", "vectors-old.faiss"}
    for name in names:
        (built / name).write_text("a file of the user's")
    open_index().remove([corpus / "bolt.txt"])
    index = open_index(rebuild=True)
    index.update([corpus])

    assert names < {file.name for file in built.iterdir()}
    assert len(vectors_of(built)) == 2


@pytest.mark.parametrize("share", [0.0, 0.01, 0.5, 0.99])
def test_a_truncated_file_of_vectors_is_built_anew(built: Path, open_index: Open, share: float) -> None:
    (file,) = vectors_of(built)
    whole = file.read_bytes()
    expected = search(open_index())
    file.write_bytes(whole[: int(len(whole) * share)])

    assert search(open_index()) == expected
    assert file.read_bytes() == whole


def test_a_missing_file_of_vectors_is_built_anew(built: Path, open_index: Open) -> None:
    (file,) = vectors_of(built)
    expected = search(open_index())
    file.unlink()

    assert search(open_index()) == expected
    assert vectors_of(built) == [file]


def test_a_file_of_vectors_that_is_behind_is_brought_up_to_date(
    built: Path, open_index: Open, corpus: Path, tmp_path: Path
) -> None:
    (old,) = vectors_of(built)
    shutil.copy(old, tmp_path / "old")
    (corpus / "bolt.txt").write_text("Usain Bolt won in Beijing too.\n")
    (corpus / "more.txt").write_text("Carl Lewis won nine gold medals.\n")
    index = open_index()
    index.update([corpus])
    expected = search(index)
    (new,) = vectors_of(built)
    new.unlink()
    shutil.copy(tmp_path / "old", old)

    assert search(open_index()) == expected
    assert vectors_of(built) == [new]


def test_a_file_of_vectors_of_another_index_is_not_used(built: Path, open_index: Open, corpus: Path) -> None:
    (old,) = vectors_of(built)
    noise = old.read_bytes()
    index = open_index(rebuild=True)
    old.write_bytes(noise)
    index.update([corpus / "rows.jsonl"])

    assert len(search(open_index())) == 3


def test_vectors_follow_an_older_copy_of_the_database(
    built: Path, open_index: Open, corpus: Path, tmp_path: Path
) -> None:
    shutil.copy(built / "index.sqlite", tmp_path / "copy")
    index = open_index()
    expected = search(index)
    (corpus / "bolt.txt").write_text("Another text altogether.\n")
    index.update([corpus])
    index.close()
    shutil.copy(tmp_path / "copy", built / "index.sqlite")

    assert search(open_index()) == expected


def test_vectors_of_what_came_after_a_copy_that_is_put_back_are_not_used(
    built: Path, open_index: Open, corpus: Path, tmp_path: Path
) -> None:
    shutil.copytree(built, tmp_path / "copy")
    (corpus / "more.txt").write_text("Carl Lewis won nine gold medals.\n")
    (corpus / "other.txt").write_text("The bridge opened in 1937.\n")
    index = open_index()
    index.update([corpus / "more.txt"])
    index.close()
    shutil.copytree(tmp_path / "copy", built, dirs_exist_ok=True)
    index = open_index()
    index.update([corpus / "other.txt"])
    index.close()

    index = open_index()
    index.check()
    store = index._store
    for id_ in store.ids():
        assert index._current_vectors().search(unpack(store.embeddings([id_]))[0], 1) == [id_]


def test_a_check_compares_the_vectors_with_the_passages(built: Path, open_index: Open) -> None:
    index = open_index()
    vectors = index._current_vectors()
    vectors._index.reset()
    vectors.save(index._store)

    with pytest.raises(StoredIndexError, match="vectors"):
        open_index().check()


def test_a_check_reads_all_of_a_large_file(open_index: Open, built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = open_index()
    file = built / "index.sqlite"
    monkeypatch.setattr(sums, "BLOCK", 4096)
    monkeypatch.setattr(sums, "MOST", 1)
    sums.break_seal(file)
    with index._store.writing():
        pass  # sealed anew, in these blocks
    index.check()
    with file.open("r+b") as stream:
        stream.seek(-1, 2)
        (last,) = stream.read(1)
        stream.seek(-1, 2)
        stream.write(bytes([last ^ 1]))
    # On opening, chance decides which block is read; a check must find it each time.
    for _ in range(5):
        with pytest.raises(StoredIndexError, match="its checksum differs"):
            index.check()


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="the system does not tell which files are open")
def test_of_an_index_that_is_made_anew_the_old_file_is_let_go(tmp_path: Path) -> None:
    def held() -> list[str]:
        names = [str(link.readlink()) for link in Path("/proc/self/fd").iterdir() if link.is_symlink()]
        return [name for name in names if name.startswith(str(tmp_path))]

    file, elsewhere = tmp_path / "index.sqlite", tmp_path / "elsewhere.sqlite"
    for content in (b"first", b"second", b"third"):
        file.unlink(missing_ok=True)
        file.write_bytes(content)
        with sums.reading(file) as stream:
            assert stream.read() == content
        assert held() == [str(file)]
    # One that is only moved may be in use where it is now, by SQLite too.
    file.rename(elsewhere)
    file.write_bytes(b"fourth")
    with sums.reading(file):
        pass
    assert sorted(held()) == [str(elsewhere), str(file)]
