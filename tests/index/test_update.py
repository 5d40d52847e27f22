"""An index is brought up to date file by file, each file whole or not at all."""

from __future__ import annotations

import errno
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import verifier
from tests.index.stand_in import texts
from verifier import Verifier, documents
from verifier.config import Config
from verifier.errors import DocumentError, InputError, StoredIndexError
from verifier.index import Index, UpdateSummary, problems, store, writer
from verifier.records import Document

Open = Callable[..., Index]


def words_of(index: Index) -> set[str]:
    """Every word that the full-text search knows."""
    connection = index._store._connection
    connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab (main, words, row)")
    return {term for (term,) in connection.execute("SELECT term FROM temp.vocabulary")}


def test_a_file_that_is_deleted_while_sizes_are_added_up_counts_for_nothing(
    open_index: Open, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = open_index()
    whole = index.status().bytes
    is_file = Path.is_file

    def then_deleted(path: Path) -> bool:
        was = is_file(path)
        if path.name.startswith("scratch"):
            path.unlink()
        return was

    (place / "scratch").write_bytes(b"half of a file")
    monkeypatch.setattr(Path, "is_file", then_deleted)
    assert index.status().bytes == whole


def test_every_file_is_indexed_once(open_index: Open, corpus: Path) -> None:
    index = open_index()

    assert index.update([corpus]) == UpdateSummary(added=4, passages=6)
    assert index.update([corpus]) == UpdateSummary(unchanged=4)
    assert index.status().files == 4
    assert index.status().documents == 6
    assert "Belarus freed 250 political prisoners in March 2026." in texts(index)


def test_facts_are_stored_with_the_passage(open_index: Open, corpus: Path) -> None:
    index = open_index()
    index.update([corpus / "belarus.md"])

    (hit,) = index.search("Belarus freed prisoners", ())

    assert {fact.kind for fact in hit.facts} >= {"name", "quantity", "date"}
    assert all(hit.passage.text[fact.start : fact.end] == fact.text for fact in hit.facts)


def test_a_changed_file_is_replaced(open_index: Open, corpus: Path) -> None:
    index = open_index()
    index.update([corpus])
    (corpus / "bolt.txt").write_text("Florence Griffith-Joyner ran the 100 metres in 10.49 seconds.\n")

    assert index.stale([corpus]).changed == (corpus / "bolt.txt",)
    assert index.update([corpus]) == UpdateSummary(changed=1, unchanged=3, passages=1)
    assert not [text for text in texts(index) if "Bolt" in text]
    assert "griffith" in words_of(index)
    assert "bolt" not in words_of(index)


def test_of_a_file_that_changes_in_one_row_only_that_row_is_embedded(open_index: Open, corpus: Path) -> None:
    index = open_index()
    index.update([corpus])
    index.embedder.texts.clear()
    rows = (corpus / "rows.jsonl").read_text()
    (corpus / "rows.jsonl").write_text(rows.replace("195 parties", "196 parties"))

    index.update([corpus])

    assert index.embedder.texts == ["The treaty was signed by 196 parties in Paris."]
    assert index.status().documents == 6


def test_a_file_whose_time_alone_changed_is_not_embedded_again(open_index: Open, corpus: Path) -> None:
    index = open_index()
    index.update([corpus])
    os.utime(corpus / "bolt.txt", (1, 1))

    assert not index.stale([corpus])
    assert index.update([corpus]) == UpdateSummary(unchanged=4)


def test_deleted_files_stay_until_pruned(open_index: Open, corpus: Path) -> None:
    index = open_index()
    index.update([corpus])
    (corpus / "moon.md").unlink()

    assert index.stale([corpus]).removed == (corpus / "moon.md",)
    assert index.update([corpus]).removed == 0
    assert index.update([corpus], prune=True).removed == 1
    assert "apollo" not in words_of(index)
    assert not index.stale([corpus])


def test_pruning_leaves_files_elsewhere(open_index: Open, corpus: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("The bridge opened in 1937.\n")
    index = open_index()
    index.update([corpus, other])
    other.unlink()

    assert index.update([corpus], prune=True).removed == 0
    assert index.update([other], prune=True).removed == 1


def test_of_a_folder_that_can_not_be_read_all_is_kept(
    open_index: Open, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = open_index()
    (corpus / "closed" / "inner").mkdir(parents=True)
    (corpus / "closed" / "inner" / "wire.txt").write_text("The bridge opened in 1937.\n")
    index.update([corpus])
    (corpus / "moon.md").unlink()
    scandir = os.scandir

    def refusing(folder: str) -> object:
        if os.fspath(folder).endswith("closed"):
            raise PermissionError(errno.EACCES, "Permission denied", folder)
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", refusing)
    verifier, said = Verifier(index, Config(corpus=(corpus,))), []

    assert index.stale([corpus]).removed == (corpus / "moon.md",)
    assert index.update([corpus], prune=True) == UpdateSummary(unchanged=3, removed=1, errors=1)
    assert verifier.refresh(on_error=said.append) is None
    assert [str(error) for error in said] == [f"{corpus / 'closed'}: this folder can't be read: Permission denied"]


@pytest.mark.parametrize("is_there", [True, False])
def test_a_corpus_that_is_gone_is_forgotten_only_where_that_is_asked_for(
    open_index: Open, corpus: Path, tmp_path: Path, is_there: bool
) -> None:
    (share := tmp_path / "share").mkdir()
    (share / "wire.txt").write_text("The bridge opened in 1937.\n")
    index, said = open_index(), []
    verifier = Verifier(index, Config(corpus=(share, corpus)))
    assert verifier.refresh().added == 5
    (share / "wire.txt").unlink()
    (corpus / "moon.md").unlink()
    if not is_there:
        share.rmdir()

    assert verifier.refresh(on_error=said.append).removed == 1
    assert verifier.refresh(on_error=said.append) is None
    assert [str(error).split(", so")[0] for error in said] == [f"{share}: nothing is there"] * 2
    assert index.update([share], prune=True).removed == 1
    if is_there:
        assert verifier.refresh(on_error=said.append) is None
        assert len(said) == 2


def test_a_path_that_never_was_is_an_error(open_index: Open, tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="nowhere"):
        open_index().update([tmp_path / "nowhere"])


def test_files_are_removed_by_folder_or_by_name(open_index: Open, corpus: Path) -> None:
    index = open_index()
    index.update([corpus])

    assert index.remove([corpus / "moon.md", corpus / "unknown.md"]) == 1
    assert index.remove([corpus]) == 3
    assert index.status().passages == 0
    assert words_of(index) == set()
    assert index.search("anything", ()) == []


def test_many_files_that_are_gone_take_time_in_proportion(tmp_path: Path, assert_linear) -> None:
    def stale(names: str) -> None:
        index = Index.in_memory([])
        keys = [str(tmp_path / f"{number:x}" / "note.md") for number in range(len(names))]
        rows = ((key, key, 1, 1, b"", 0) for key in keys)
        columns = "path, address, size, mtime_ns, hash, failed"
        index._store._connection.executemany(f"INSERT INTO files ({columns}) VALUES (?, ?, ?, ?, ?, ?)", rows)
        assert len(index.stale().removed) == len(index.stale([tmp_path]).removed) == len(names)

    assert_linear(stale, "a" * 3000)


def test_a_folder_whose_name_begins_as_anothers_is_another(
    open_index: Open, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = open_index()
    index.update([corpus])
    with pytest.raises(DocumentError, match="is not there"):
        index.stale([Path(f"{corpus}-old")])
    with pytest.raises(DocumentError, match="is not there"):
        index.stale([Path(str(corpus)[:-1])])
    assert index.remove([Path(str(corpus)[:-1])]) == 0
    monkeypatch.chdir(tmp_path)
    corpus.rename(tmp_path / "elsewhere")
    assert len(index.stale([Path(os.path.relpath(corpus))]).removed) == 4


def test_two_files_with_the_same_text_share_it(open_index: Open, corpus: Path) -> None:
    index = open_index()
    index.update([corpus])
    (corpus / "a-copy.txt").write_bytes((corpus / "bolt.txt").read_bytes())

    assert index.update([corpus]) == UpdateSummary(added=1, unchanged=4)
    (hit,) = [hit for hit in index.search("Usain Bolt", ()) if "Bolt" in hit.passage.text]
    assert hit.passage.source.path == str(corpus / "a-copy.txt")

    (corpus / "a-copy.txt").unlink()
    index.update([corpus], prune=True)
    (hit,) = [hit for hit in index.search("Usain Bolt", ()) if "Bolt" in hit.passage.text]
    assert hit.passage.source.path == str(corpus / "bolt.txt")


def test_a_file_that_can_not_be_read_is_reported_and_the_rest_goes_on(open_index: Open, corpus: Path) -> None:
    (corpus / "broken.md").write_text("---\ntitle: [\n---\nText of a note.\n")
    index = open_index()
    errors: list[DocumentError] = []

    summary = index.update([corpus], on_error=errors.append)

    assert (summary.added, summary.failed, summary.errors) == (4, 1, 1)
    assert "broken.md" in str(errors[0])
    assert index.status().failed == (corpus / "broken.md",)
    # It is tried again by every update, but does not make the index stale.
    assert not index.stale([corpus])
    assert index.update([corpus], on_error=errors.append).failed == 1
    (corpus / "broken.md").write_text("---\ntitle: x\n---\nText of a note.\n")
    assert index.stale([corpus]).changed == (corpus / "broken.md",)
    assert index.update([corpus]).changed == 1
    assert index.status().failed == ()


@pytest.mark.parametrize("window", [1, 2, 100])
def test_rows_that_can_not_be_read_are_said_again_until_they_are_mended(
    open_index: Open, corpus: Path, monkeypatch: pytest.MonkeyPatch, window: int
) -> None:
    monkeypatch.setattr(writer, "WINDOW", window)
    monkeypatch.chdir(corpus)
    rows = corpus / "rows.jsonl"
    good = rows.read_text()
    rows.write_text("{broken\n" + good + '{"txt": "no text"}\n')
    index = open_index()
    said: list[list[str]] = [[], [], []]

    def told(number: int) -> Callable[[DocumentError], None]:
        return lambda error: said[number].append(str(error))

    assert index.update([corpus], on_error=told(0)).errors == 2
    assert [line.split(": ")[0] for line in said[0]] == [f"{rows}:1", f"{rows}:5"]
    assert (index.status().failed, index.status().partly) == ((), (rows,))
    generation = index.status().generation
    assert index.update([corpus], on_error=told(1)) == UpdateSummary(unchanged=4, errors=2)
    assert said[1] == said[0]
    assert index.status().generation == generation
    os.utime(rows, (1, 1))
    assert index.update([Path("rows.jsonl")], on_error=told(2)) == UpdateSummary(unchanged=1, errors=2)
    assert said[2] == [line.removeprefix(f"{corpus}{os.sep}") for line in said[0]]
    assert index.status().partly == (rows,)

    rows.write_text(good)
    assert index.update([corpus]) == UpdateSummary(changed=1, unchanged=3)
    assert index.status().partly == ()


def test_of_very_many_rows_that_can_not_be_read_the_first_are_kept(open_index: Open, corpus: Path) -> None:
    (corpus / "rows.jsonl").write_text(
        '{"text": "It rains."}\n' + f'{{"text": "x", "published": "{"y" * 999}"}}\n' * 1060
    )
    index, said = open_index(), []
    assert index.update([corpus]).errors == 1060

    index.update([corpus], on_error=lambda error: said.append(str(error)))

    assert len(said) == problems.MOST + 1
    assert "rows.jsonl:2: " in said[0]
    assert "rows.jsonl: 1,010 more rows can't be read" in said[-1]
    assert max(map(len, said)) < len(str(corpus)) + 300


def test_a_file_that_breaks_keeps_what_the_index_held_of_it(open_index: Open, corpus: Path) -> None:
    index = open_index()
    index.update([corpus])
    (corpus / "moon.md").write_text("---\ntitle: [\n---\nText of a note.\n")

    index.update([corpus])

    assert "Apollo 11 landed on the Moon on 20 July 1969." in texts(index)


@pytest.mark.parametrize("window", [1, 2, 3, 5, 100])
def test_the_size_of_the_window_does_not_change_the_index(
    open_index: Open, corpus: Path, monkeypatch: pytest.MonkeyPatch, window: int
) -> None:
    monkeypatch.setattr(writer, "WINDOW", window)
    index = open_index()

    assert index.update([corpus]).passages == 6
    assert len(texts(index)) == 6
    assert index.update([corpus]).unchanged == 4


@pytest.mark.parametrize("window", [1, 2, 100])
def test_a_file_whose_reading_fails_half_way_leaves_nothing_behind(
    open_index: Open, corpus: Path, monkeypatch: pytest.MonkeyPatch, window: int
) -> None:
    read = documents.read

    def failing(path: Path, on_error: Callable[[DocumentError], None]) -> Iterator[Document]:
        for number, document in enumerate(read(path, on_error)):
            if path.name == "moon.md" or number == 2:
                raise DocumentError(f"{path}: no further")
            yield document

    monkeypatch.setattr(writer, "WINDOW", window)
    monkeypatch.setattr(documents, "read", failing)
    index = open_index()

    assert index.update([corpus]).failed == 2
    assert len(texts(index)) == 2
    assert index.status().documents == 2


def test_progress_grows_to_the_end(open_index: Open, corpus: Path) -> None:
    seen = []
    open_index().update([corpus], on_progress=seen.append)

    assert [progress.bytes for progress in seen] == sorted(progress.bytes for progress in seen)
    assert (seen[-1].files, seen[-1].passages, seen[-1].bytes) == (4, 6, seen[-1].all_bytes)


def test_an_interrupted_update_keeps_the_files_that_were_finished(
    open_index: Open, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "WINDOW", 1)
    index = open_index()

    def interrupt(progress: object) -> None:
        if index._store.counts()[0] == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index.update([corpus], on_progress=interrupt)

    assert texts(index) == ["Belarus freed 250 political prisoners in March 2026."]
    assert index.update([corpus]).added == 3
    assert len(texts(index)) == 6


def test_what_a_run_that_was_killed_did_not_sweep_the_next_one_does(
    open_index: Open, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = open_index()
    index.update([corpus])
    (corpus / "bolt.txt").write_text("Florence Griffith-Joyner ran the 100 metres in 10.49 seconds.\n")

    def kill(_: store.Store) -> None:
        raise KeyboardInterrupt

    sweep = store.Store.sweep
    monkeypatch.setattr(store.Store, "sweep", kill)
    with pytest.raises(KeyboardInterrupt):
        index.update([corpus])
    monkeypatch.setattr(store.Store, "sweep", sweep)
    assert index.status().passages == 7

    assert index.update([corpus]) == UpdateSummary(unchanged=4)
    assert index.status().passages == len(index._store.ids()) == 6
    generation = index.status().generation
    index.update([corpus])
    assert index.status().generation == generation


def test_a_full_disk_is_named_and_what_was_finished_stays(open_index: Open, corpus: Path) -> None:
    index = open_index()
    index.update([corpus / "bolt.txt"])
    (corpus / "long.jsonl").write_text("".join(f'{{"text": "Passage number {n} of many."}}\n' for n in range(2000)))
    connection = index._store._connection
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages + 20}")

    with pytest.raises(InputError, match="is full: free some space"):
        index.update([corpus])

    connection.execute("PRAGMA max_page_count = 1000000")
    assert "Usain Bolt ran the 100 metres in 9.58 seconds in Berlin in 2009." in texts(index)
    assert not [text for text in texts(index) if "of many" in text]
    assert index.update([corpus]).errors == 0
    assert len(texts(index)) == 2006


def test_a_second_writer_is_told_to_wait(open_index: Open, corpus: Path) -> None:
    first, second = open_index(), open_index()

    with (
        first._store.writing(),
        pytest.raises(StoredIndexError, match="another process is writing"),
        second._store.writing(wait=0),
    ):
        pass
    assert second.update([corpus]).added == 4


def test_readers_go_on_while_a_writer_writes(open_index: Open, corpus: Path) -> None:
    index, reader = open_index(), open_index()
    index.update([corpus / "bolt.txt"])
    assert len(reader.search("Usain Bolt", ())) == 1

    index._store.begin()
    index._store.remove_file(str(corpus / "bolt.txt"))
    assert len(reader.search("Usain Bolt", ())) == 1
    index._store.commit()
    assert reader.search("Usain Bolt", ()) == []


def test_a_reader_sees_what_another_process_has_added(open_index: Open, corpus: Path) -> None:
    index, reader = open_index(), open_index()
    index.update([corpus / "bolt.txt"])
    assert len(reader.search("x", ())) == 1
    index.update([corpus])
    assert len(reader.search("x", ())) == 6


def test_a_reader_sees_what_a_process_has_added_that_has_ended_since(
    open_index: Open, corpus: Path, place: Path
) -> None:
    """The last to close an index deletes its log, so it must know that a reader is still there."""
    program = (
        "import sys; from pathlib import Path; from stand_in import CountingEmbedder; from verifier.index import Index\n"
        "index = Index.open(Path(sys.argv[1]), create=True); index.embedder = CountingEmbedder()\n"
        "index.update([Path(sys.argv[2])]); index.close()"
    )

    def update(path: Path) -> None:
        folders = os.pathsep.join([str(Path(__file__).parent), str(Path(verifier.__file__).parent.parent)])
        subprocess.run(
            [sys.executable, "-c", program, str(place), str(path)], check=True, env=os.environ | {"PYTHONPATH": folders}
        )

    update(corpus / "bolt.txt")
    reader = open_index()
    assert len(reader.search("x", ())) == 1
    for _ in range(2):
        update(corpus)
        assert len(reader.search("x", ())) == 6


def test_an_index_made_anew_is_told_apart_once_it_is_whole(open_index: Open, corpus: Path, place: Path) -> None:
    reader = open_index()
    reader.update([corpus])
    assert not reader.is_replaced()
    writer = open_index(rebuild=True)
    assert not reader.is_replaced()  # it has nothing in it yet
    seen = []
    writer.update([corpus / "moon.md", corpus / "bolt.txt"], on_progress=lambda _: seen.append(reader.is_replaced()))
    assert not any(seen)  # it was still being written
    assert reader.is_replaced()
    assert words_of(reader) > words_of(writer)  # meanwhile the old one answers as before
    assert not open_index().is_replaced()


def test_nothing_is_written_to_an_index_that_was_thrown_away(open_index: Open, corpus: Path) -> None:
    waiting = open_index()
    open_index(rebuild=True)

    with pytest.raises(StoredIndexError, match="made anew or deleted meanwhile: run the command again"):
        waiting.update([corpus])
    assert open_index().update([corpus]).added == 4


def test_an_index_that_is_made_anew_while_it_is_opened_is_not_called_damaged(
    open_index: Open, corpus: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = open_index()
    (corpus / "long.jsonl").write_text("".join(f'{{"text": "Passage number {n} of many."}}\n' for n in range(500)))
    index.update([corpus])
    index.close()
    connect = store._connect

    def then_made_anew(folder: Path) -> sqlite3.Connection:
        monkeypatch.setattr(store, "_connect", connect)
        connection = connect(folder)
        open_index(rebuild=True).close()
        return connection

    monkeypatch.setattr(store, "_connect", then_made_anew)
    with pytest.raises(StoredIndexError, match="made anew or deleted meanwhile"):
        Index.open(place)


def test_an_index_in_memory_is_never_replaced() -> None:
    assert not Index.in_memory([]).is_replaced()


def test_an_empty_corpus_makes_an_empty_index(open_index: Open, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    index = open_index()

    assert index.update([tmp_path / "empty"]) == UpdateSummary()
    assert index.search("250 prisoners freed", ()) == []


def test_an_index_in_memory_is_searched_like_any_other(corpus: Path) -> None:
    index = Index.in_memory(documents.read(corpus / "rows.jsonl"))

    assert index.search("How strong was the quake?", (), k=1)[0].passage.text.startswith("The earthquake")
    assert index.status().path is None


def test_sqlite_finds_nothing_wrong_after_many_changes(open_index: Open, corpus: Path) -> None:
    index = open_index()
    for number in range(5):
        (corpus / "bolt.txt").write_text(f"Usain Bolt ran {number} races. He won {number} of them.\n" * (number + 1))
        index.update([corpus])
        index.remove([corpus / "moon.md"])
    connection: sqlite3.Connection = index._store._connection

    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.execute("INSERT INTO words (words) VALUES ('integrity-check')")


def test_a_passage_comes_back_as_it_was_split(open_index: Open, tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text("---\ntitle: A note\n---\n" + "Ann Lee met 20 people. She was tired of it all by then.\n\n" * 40)
    index = open_index()
    index.update([note])
    (document,) = documents.read(note)
    store = index._store

    assert [stored.passage for stored in store.passages(store.ids()).values()] == documents.split(document)
