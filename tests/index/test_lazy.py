"""A lazy index finds candidates by static vectors and words, and embeds only these."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.index.test_search import TABLE
from verifier import documents, facts
from verifier.errors import StoredIndexError
from verifier.index import Index, model
from verifier.index import static as distilled
from verifier.index.embedder import DIMENSION
from verifier.index.settings import SearchSettings
from verifier.index.static import StaticEmbedder

STATIC = StaticEmbedder()


@pytest.fixture(scope="module")
def lazy() -> Index:
    return Index.in_memory(map(documents.parse, TABLE["passages"].values()), precision="lazy")


@pytest.mark.parametrize("row", TABLE["queries"], ids=lambda row: row["query"])
def test_the_right_passage_is_found(lazy: Index, row: dict[str, str]) -> None:
    found = [hit.passage.text for hit in lazy.search(row["query"], facts.extract(row["query"]), 10)]
    assert TABLE["passages"][row["passage"]] in found[: 1 if row.get("first") else 3]


def test_similarities_are_those_of_the_model(lazy: Index) -> None:
    for hit in lazy.search("250 prisoners freed", ()):
        vectors = lazy.embedder.encode(["250 prisoners freed", hit.passage.text])
        assert hit.similarity == pytest.approx(float(vectors[0] @ vectors[1]), abs=1e-4)


def test_only_candidates_are_embedded_and_each_once(monkeypatch: pytest.MonkeyPatch) -> None:
    index = Index.in_memory(
        map(documents.parse, TABLE["passages"].values()), precision="lazy", settings=SearchSettings(candidates=5, k=3)
    )
    asked: list[str] = []
    encode = index.embedder.encode
    monkeypatch.setattr(index.embedder, "encode", lambda texts: asked.extend(texts) or encode(texts))

    first = index.search("250 prisoners freed", ())
    passages = [text for text in asked if text in TABLE["passages"].values()]
    assert 3 <= len(passages) <= 5
    assert index.search("250 prisoners freed", ()) == first
    assert len([text for text in asked if text in TABLE["passages"].values()]) == len(passages)


def test_indexing_runs_no_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "note.txt").write_text("The bridge opened in 1937.\n")
    STATIC.encode(["the table is there"])
    index = Index.open(tmp_path / "index", create=True, precision="lazy")
    monkeypatch.setattr(index.embedder, "encode", lambda *_: pytest.fail("the model was run"))

    assert index.update([tmp_path / "note.txt"]).passages == 1


def test_of_a_long_cited_document_the_nearest_passages_are_embedded(tmp_path: Path) -> None:
    rows = [f"Row {n} of a long table has the value {n * n}." for n in range(200)] + ["The ferry sank off the coast."]
    (tmp_path / "note.txt").write_text("\n\n".join(rows * 3))
    index = Index.open(tmp_path / "index", create=True, precision="lazy")
    index.update([tmp_path / "note.txt"])

    hits = index.search("A ferry went down", (), cited=[str(tmp_path / "note.txt")])

    assert any("ferry sank" in hit.passage.text for hit in hits)
    assert len(index._late) <= 150


def test_the_way_of_embedding_is_kept_with_the_index(tmp_path: Path) -> None:
    Index.open(tmp_path, create=True, precision="lazy").close()

    assert Index.open(tmp_path).status().precision == "lazy"
    with pytest.raises(StoredIndexError, match=r"in lazy, not .* in fp32: make it anew"):
        Index.open(tmp_path, precision="fp32")


def test_static_vectors_have_length_one_and_texts_of_one_subject_are_near() -> None:
    vectors = STATIC.encode(
        ["The president freed the prisoners.", "Inmates were released from jail.", "A cake recipe."]
    )
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.1


@settings(max_examples=20)
@given(st.lists(st.text(max_size=80), max_size=5))
def test_any_text_has_a_static_vector(texts: list[str]) -> None:
    vectors = STATIC.encode(texts)
    assert vectors.shape == (len(texts), DIMENSION)
    assert np.isfinite(vectors).all()
    alone = [STATIC.encode([text])[0] for text in texts]
    assert all(np.array_equal(one, row) for one, row in zip(alone, vectors, strict=True))


def test_a_table_that_is_cut_off_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []

    def make(folder: Path) -> None:
        import msgspec

        made.append(folder)
        folder.mkdir()
        np.save(folder / distilled.TABLE_FILE, np.ones((STATIC._tokenizer.get_vocab_size(), DIMENSION), np.float16))
        files = model.measure(folder, [distilled.TABLE_FILE])
        manifest = model.Manifest(precision="static", files=files, mean_cosine=1.0, least_cosine=1.0)
        (folder / model.MANIFEST_FILE).write_bytes(msgspec.json.encode(manifest))

    monkeypatch.setenv("VERIFIER_CACHE", str(tmp_path))
    monkeypatch.setattr(distilled, "_make", make)
    assert len(StaticEmbedder().encode(["a text"])) == 1
    file = model.folder(distilled.KIND) / distilled.TABLE_FILE
    file.write_bytes(file.read_bytes()[:5000])
    assert len(StaticEmbedder().encode(["a text"])) == 1
    assert len(made) == 2
