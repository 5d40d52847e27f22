"""Steps of an update overlap, no text is embedded twice, and a run that is killed goes on where it stopped."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from tests.index.stand_in import texts
from verifier import documents
from verifier.errors import DocumentError
from verifier.index import Index, writer
from verifier.records import Document

Open = Callable[..., Index]


def rows(file: Path, *given: str) -> Path:
    file.write_text("".join(json.dumps({"text": text}) + "\n" for text in given), "utf-8")
    return file


@pytest.fixture(autouse=True)
def small_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "WINDOW", 4)


def test_a_passage_that_other_documents_hold_too_is_embedded_once(open_index: Open, tmp_path: Path) -> None:
    notice = "The editors answer letters on Fridays."
    index = open_index()
    file = rows(tmp_path / "a.jsonl", *(line for n in range(9) for line in (f"Story {n} is told.", notice)))
    other = tmp_path / "b.md"
    other.write_text(f"Another story is told.\n\n{notice}\n\nStory 3 is told.\n")

    index.update([file])
    index.update([other])

    assert index.embedder.texts.count(notice) == 1
    assert len(index.embedder.texts) == len(set(index.embedder.texts))
    store = index._store
    (embedding, *others) = [s.embedding for s in store.passages(store.ids()).values() if s.passage.text == notice]
    assert set(others) <= {embedding}


def test_of_a_changed_article_only_new_passages_are_embedded(open_index: Open, tmp_path: Path) -> None:
    index = open_index()
    article = tmp_path / "article.md"
    paragraphs = [" ".join(f"Sentence {n} of paragraph {p} says a thing." for n in range(20)) for p in range(4)]
    article.write_text("\n\n".join(paragraphs))
    index.update([article])
    before = len(index.embedder.texts)
    article.write_text("\n\n".join([*paragraphs, "And one more sentence was added."]))

    index.update([article])

    assert before > 3
    assert len(index.embedder.texts) <= before + 2


def test_the_next_passages_are_read_while_these_are_embedded(
    open_index: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = open_index()
    encode = index.embedder.encode
    was_read = threading.Event()
    read = documents.read

    def reading(path: Path, on_error: Callable[[DocumentError], None]) -> object:
        for number, document in enumerate(read(path, on_error)):
            if number == 7:
                was_read.set()
            yield document

    def embedding(given: Sequence[str], on_progress: Callable[[int], None]) -> np.ndarray:
        if given:
            assert was_read.wait(60), "the second window is not read before the first is embedded"
        return encode(given, on_progress)

    monkeypatch.setattr(documents, "read", reading)
    index.embedder.encode = embedding
    index.update([rows(tmp_path / "a.jsonl", *(f"Row {n} of a file." for n in range(8)))])

    assert len(texts(index)) == 8


def test_what_a_killed_run_had_embedded_of_a_large_file_is_not_embedded_again(
    open_index: Open, tmp_path: Path, place: Path
) -> None:
    file = rows(tmp_path / "large.jsonl", *(f"Row {n} of a large file." for n in range(40)))
    index = open_index()

    def stop(progress: object) -> None:
        if len(index.embedder.texts) >= 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index.update([file], on_progress=stop)
    assert texts(index) == []
    index.close()

    again = open_index()
    assert again.update([file]).passages == 40
    assert 0 < len(again.embedder.texts) <= 28
    held = again._store.passages(again._store.ids()).values()
    assert all(
        np.allclose(np.frombuffer(s.embedding, "<f2"), again.embedder.encode([s.passage.text])[0], atol=1e-3)
        for s in held
    )
    assert [f.name for f in place.iterdir() if "journal" in f.name and f.name.startswith("embedded")] == []


@pytest.mark.parametrize("damage", ["cut", "flipped"])
def test_a_damaged_record_of_a_killed_run_is_not_used(
    open_index: Open, tmp_path: Path, place: Path, damage: str
) -> None:
    file = rows(tmp_path / "large.jsonl", *(f"Row {n} of a large file." for n in range(20)))
    index = open_index()

    def stop(progress: object) -> None:
        if len(index.embedder.texts) >= 12:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index.update([file], on_progress=stop)
    index.close()
    (journal,) = place.glob("embedded-*")
    data = bytearray(journal.read_bytes())
    if damage == "cut":
        del data[-5:]
    else:
        data[100] ^= 4
    journal.write_bytes(data)

    again = open_index()
    again.update([file])

    assert len(texts(again)) == 20
    for stored in again._store.passages(again._store.ids()).values():
        expected = again.embedder.encode([stored.passage.text])[0]
        assert np.allclose(np.frombuffer(stored.embedding, "<f2"), expected, atol=1e-3)


def test_a_file_that_breaks_takes_nothing_of_the_others_along(
    open_index: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = documents.read

    def failing(path: Path, on_error: Callable[[DocumentError], None]) -> object:
        given: list[Document] = list(read(path, on_error))
        yield from given
        if path.name == "b.jsonl":
            raise DocumentError(f"{path}: no further")

    monkeypatch.setattr(documents, "read", failing)
    files = [
        rows(tmp_path / f"{name}.jsonl", *(f"Row {n} of file {name}." for n in range(count)))
        for name, count in (("a", 3), ("b", 10), ("c", 5), ("d", 1))
    ]
    index = open_index()

    summary = index.update(files)

    assert (summary.added, summary.failed) == (3, 1)
    assert texts(index) == sorted(
        f"Row {n} of file {name}." for name, count in (("a", 3), ("c", 5), ("d", 1)) for n in range(count)
    )
