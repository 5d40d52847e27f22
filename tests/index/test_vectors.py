"""Vectors are searched in the way that their number asks for; how well is measured, kept and shown; damage is found."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tests.index.stand_in import CountingEmbedder
from verifier.errors import StoredIndexError
from verifier.index import Index, vectors
from verifier.index.contract import Kind
from verifier.index.vectors import unpack

Open = Callable[..., Index]

COUNT = 700


class Clustered(CountingEmbedder):
    """Vectors around a few dozen centres, as texts on a few dozen subjects have them."""

    def encode(self, texts, on_progress=lambda _: None):
        noise = super().encode(texts, on_progress)
        subjects = super().encode([f"subject {len(text) % 30}" for text in texts])
        rows = subjects + 0.8 * noise
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    chance = random.Random(5)
    words = [f"word{n}" for n in range(400)]
    file = tmp_path / "rows.jsonl"
    file.write_text(
        "".join(f'{{"text": "Row {n} {" ".join(chance.choices(words, k=8))}"}}\n' for n in range(COUNT)), "utf-8"
    )
    return file


@pytest.fixture
def opened(open_index: Open, monkeypatch: pytest.MonkeyPatch) -> Callable[[Kind], Index]:
    def open_(kind: Kind) -> Index:
        limits = {"exact": (np.inf, np.inf), "compressed": (100, np.inf), "lists": (100, 100)}[kind]
        kinds = (("exact", limits[0]), ("compressed", limits[1]), ("lists", np.inf))
        monkeypatch.setattr(vectors, "KINDS", kinds)
        index = open_index()
        index.embedder = Clustered()
        return index

    return open_


LARGE: tuple[Kind, ...] = ("compressed", "lists")


def nearest(index: Index, query: np.ndarray, k: int = 10) -> list[int]:
    """By comparing all that the store holds."""
    ids = index._store.ids()
    return [ids[place] for place in np.argsort(-(unpack(index._store.embeddings(ids)) @ query))[:k]]


@pytest.mark.parametrize("kind", ["exact", *LARGE])
def test_the_nearest_are_among_the_candidates(opened: Callable[[Kind], Index], corpus: Path, kind: Kind) -> None:
    opened(kind).update([corpus])
    index = opened(kind)
    index.search("warm", ())

    status = index.status().vectors
    assert (status.kind, status.passages) == (kind, COUNT)
    assert status.recall >= 0.95
    queries = index.embedder.encode([f"Row {n} word{n}" for n in range(40)])
    shares = [
        len(set(nearest(index, query)) & set(index._current_vectors().search(query, 50))) / 10 for query in queries
    ]
    assert np.mean(shares) >= 0.9


def test_lists_are_left_in_the_file(opened: Callable[[Kind], Index], corpus: Path) -> None:
    opened("lists").update([corpus])
    index = opened("lists")
    index.search("x", ())

    assert index._vectors.is_from_file
    assert index._vectors.is_fixed
    assert 0 < index.status().vectors.probes <= index.status().vectors.lists


@pytest.mark.parametrize("kind", ["exact", *LARGE])
def test_what_is_removed_is_not_found_and_what_is_added_is(
    opened: Callable[[Kind], Index], corpus: Path, tmp_path: Path, kind: Kind
) -> None:
    index = opened(kind)
    index.update([corpus])
    reader = opened(kind)
    reader.search("x", ())
    kept = corpus.read_text("utf-8").splitlines(keepends=True)
    corpus.write_text("".join(kept[20:]), "utf-8")
    more = tmp_path / "more.jsonl"
    more.write_text('{"text": "Something that was not there before"}\n')
    index.update([corpus, more])

    for each in (index, reader, opened(kind)):
        (query,) = each.embedder.encode(["Something that was not there before"])
        current = each._current_vectors()
        assert current.search(query, 1) == nearest(each, query, 1)
        assert len(current.search(query, 5000)) <= COUNT - 19
        assert set(current.search(query, 5000)) <= set(each._store.ids())


def test_vectors_are_built_anew_when_their_number_has_outgrown_them(
    opened: Callable[[Kind], Index], corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = opened("compressed")
    monkeypatch.setattr(vectors, "KINDS", (("exact", COUNT), ("compressed", np.inf)))
    index.update([corpus])
    assert index.status().vectors.kind == "exact"
    more = tmp_path / "more.jsonl"
    more.write_text('{"text": "One more row"}\n')

    index.update([more])

    assert index.status().vectors.kind == "compressed"
    assert index.status().vectors.passages == COUNT + 1
    index.remove([more])
    assert index.status().vectors.kind == "exact"


@pytest.mark.parametrize("kind", ["exact", *LARGE])
@pytest.mark.parametrize("seed", range(3))
def test_a_flipped_bit_changes_no_answer(
    opened: Callable[[Kind], Index], corpus: Path, place: Path, kind: Kind, seed: int
) -> None:
    opened(kind).update([corpus])
    claims = [f"Row {n} word{n} word{2 * n}" for n in range(6)]
    index = opened(kind)
    expected = [index.search(claim, ()) for claim in claims]
    index.close()
    (file,) = place.glob("vectors-*")
    whole = file.read_bytes()
    chance = random.Random(seed)
    at = chance.randrange(len(whole)) if seed else 40
    damaged = bytearray(whole)
    damaged[at] ^= 1 << chance.randrange(8)
    file.write_bytes(damaged)

    with pytest.raises(StoredIndexError, match="vectors"):
        opened(kind).check()
    index = opened(kind)
    assert [index.search(claim, ()) for claim in claims] == expected


def test_the_file_is_mended_when_a_search_comes_to_the_damage(
    opened: Callable[[Kind], Index], corpus: Path, place: Path
) -> None:
    opened("lists").update([corpus])
    (file,) = place.glob("vectors-*")
    whole = file.read_bytes()
    sealed = vectors.Sealed(file)
    start = sealed._bounds[1]
    damaged = bytearray(whole)
    for at in range(start, sealed._bounds[-1], 37):
        damaged[at] ^= 1
    file.write_bytes(damaged)

    assert opened("lists").search("Row 3 word3", ())
    assert file.read_bytes() == whole


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE passages SET text = replace(text, 'Row 7 ', 'Row 8 ') WHERE text LIKE 'Row 7 %'",
        "UPDATE passages SET facts = x'90' WHERE text LIKE 'Row 7 %'",
        "UPDATE passages SET embedding = zeroblob(768) WHERE text LIKE 'Row 7 %'",
        "UPDATE passages SET document = document + 1 WHERE text LIKE 'Row 7 %'",
        "UPDATE appearances SET source = x'90'",
        "UPDATE frequencies SET passages = passages + 64 WHERE word = 'row'",
        "UPDATE meta SET value = '3' WHERE key = 'passages'",
    ],
)
def test_a_changed_row_is_found_when_it_is_read(
    opened: Callable[[Kind], Index], corpus: Path, place: Path, change: str
) -> None:
    import sqlite3

    opened("exact").update([corpus])
    connection = sqlite3.connect(place / "index.sqlite")
    with connection:
        connection.execute(change)
    connection.close()

    with pytest.raises(StoredIndexError, match="damaged"):
        opened("exact").check()
    text = next(line for line in corpus.read_text("utf-8").splitlines() if "Row 7 " in line)[10:-2]
    with pytest.raises(StoredIndexError, match="damaged"):
        opened("exact").search(text, ())


def test_a_whole_index_passes_its_check(opened: Callable[[Kind], Index], corpus: Path) -> None:
    index = opened("compressed")
    index.update([corpus])
    index.check()
    index.remove([corpus])
    index.check()


def test_words_that_are_too_common_are_left_out(
    opened: Callable[[Kind], Index], corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from verifier.index import store

    index = opened("exact")
    index.update([corpus])
    monkeypatch.setattr(store, "POSTINGS", 60)

    assert index._store.words(["row"], 10) == {}
    rare = index._store.words(["word7"], 100)
    assert 0 < len(rare) <= 60
    assert set(index._store.words(["row", "word7"], 100)) == set(rare)
