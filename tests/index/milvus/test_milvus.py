"""An index in Milvus holds and finds what one in a folder holds and finds."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec
import numpy as np
import pytest

from tests.cli.running import ROOT, environment
from tests.index.milvus.conftest import place
from tests.index.stand_in import CountingEmbedder
from verifier import documents, facts
from verifier.errors import InputError, StoredIndexError
from verifier.index import Index, writer
from verifier.index.embedder import Embedder
from verifier.index.milvus import client, schema, store
from verifier.index.milvus.index import MilvusIndex, _Counts
from verifier.index.place import Collection
from verifier.index.store import StoredPassage
from verifier.records import Document, Source

Open = Callable[..., MilvusIndex]

CLAIMS = ("Belarus freed prisoners", "Apollo 11 landed on the Moon", "The treaty was signed by 195 parties", "", "!?")


def found(index: MilvusIndex | Index, claim: str, k: int = 10, cited: Sequence[str] = ()) -> list[tuple[Any, ...]]:
    """What a search finds; passages of equal score, and of none, in no order."""
    hits = [hit for hit in index.search(claim, facts.extract(claim), k, cited) if hit.score > 0.001]
    return sorted((-round(hit.score, 4), hit.passage.text, hit.passage.source, hit.facts) for hit in hits)


def test_both_engines_hold_and_find_the_same_whatever_is_done_to_the_files(
    open_milvus: Open, corpus: Path, tmp_path: Path
) -> None:
    milvus, folder = open_milvus(), Index.open(tmp_path / "folder", create=True)
    folder.embedder = CountingEmbedder()

    def update(**options: bool) -> None:
        assert milvus.update([corpus], **options) == folder.update([corpus], **options)
        compare()

    def compare() -> None:
        assert milvus.digest() == folder.digest()
        mine, theirs = milvus.status(), folder.status()
        assert (mine.files, mine.documents, mine.passages) == (theirs.files, theirs.documents, theirs.passages)
        assert (mine.failed, mine.partly) == (theirs.failed, theirs.partly)
        assert milvus.stale([corpus]) == folder.stale([corpus])
        for claim in CLAIMS:
            assert found(milvus, claim) == found(folder, claim)
        assert found(milvus, CLAIMS[0], 2, ["bolt.txt"]) == found(folder, CLAIMS[0], 2, ["bolt.txt"])
        cited = [str(corpus / "bolt.txt"), "https://www.example.org/treaty"]
        assert found(milvus, CLAIMS[0], 2, cited) == found(folder, CLAIMS[0], 2, cited)

    update()
    update()
    (corpus / "bolt.txt").write_text("Florence Griffith-Joyner ran the 100 metres in 10.49 seconds.\n")
    update()
    rows = (corpus / "rows.jsonl").read_text()
    (corpus / "rows.jsonl").write_text(
        rows.replace("195", "196") + '{"text": "Signed.", "url": "http://example.org/treaty"}\n'
    )
    update()
    (corpus / "again.md").write_text((corpus / "moon.md").read_text())
    update()
    (corpus / "moon.md").unlink()
    update()
    update(prune=True)
    os.utime(corpus / "belarus.md", (1, 1))
    update()
    (corpus / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    update()
    (corpus / "belarus.md").write_bytes(b"\x00\x00")
    update()
    (corpus / "belarus.md").write_text("# Prisoners\n\n" + "Minsk freed 250 prisoners of war. It was in March. " * 60)
    update()
    assert milvus.remove([corpus / "rows.jsonl", corpus / "nothing"]) == folder.remove([corpus / "rows.jsonl"]) == 1
    compare()
    assert milvus.remove([corpus]) == folder.remove([corpus])
    compare()


@pytest.mark.parametrize("window", [1, 100])
def test_rows_that_can_not_be_read_are_said_again(
    open_milvus: Open, corpus: Path, monkeypatch: pytest.MonkeyPatch, window: int
) -> None:
    monkeypatch.setattr(writer, "WINDOW", window)
    rows = corpus / "rows.jsonl"
    rows.write_text(rows.read_text() + "{broken\n")
    milvus, said = open_milvus(), []

    for _ in range(2):
        assert milvus.update([corpus], on_error=lambda error: said.append(str(error))).errors == 1
        assert milvus.status().partly == (rows,)
        assert milvus.status().documents == 6

    assert said[0] == said[1]
    assert "rows.jsonl:4" in said[0]


class Remembering(Embedder):
    """Encodes each text once for both engines."""

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[str, np.ndarray] = {}

    def encode(self, texts: Sequence[str], on_progress: Callable[[int], None] = lambda _: None) -> np.ndarray:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known |= zip(new, super().encode(new), strict=True)
        return np.array([self._known[text] for text in texts])


def test_on_real_text_both_find_nearly_the_same(open_milvus: Open, tmp_path: Path) -> None:
    """`benchmarks/milvus.py` measures it on more."""
    notes = sorted((ROOT / "corpus").glob("*.md"))[::3]
    milvus, folder = open_milvus(), Index.open(tmp_path / "folder", create=True)
    milvus.embedder = folder.embedder = Remembering()
    for index in (milvus, folder):
        index.update(notes)
    claims = [document.source.title or "" for path in notes for document in documents.read(path)]
    claims += ["250 prisoners freed", "the Moon", "Who won?", "20 July 1969", "a deal with the United States"]

    overlap, same_first = [], 0
    for claim in claims:
        mine, theirs = (
            [hit.passage.text for hit in index.search(claim, facts.extract(claim))] for index in (milvus, folder)
        )
        overlap.append(len({*mine} & {*theirs}) / len(theirs))
        same_first += mine[0] == theirs[0]

    assert len(claims) >= 20
    assert sum(overlap) / len(claims) >= 0.95
    assert same_first / len(claims) >= 0.95


def test_only_what_is_new_is_embedded(open_milvus: Open, corpus: Path) -> None:
    index = open_milvus()
    index.update([corpus])
    assert len(index.embedder.texts) == 6
    (corpus / "again.md").write_text((corpus / "moon.md").read_text())
    (corpus / "rows.jsonl").write_text((corpus / "rows.jsonl").read_text() + '{"text": "A bridge opened in 1937."}\n')

    reopened = open_milvus()
    reopened.update([corpus])

    assert reopened.embedder.texts == ["A bridge opened in 1937."]


@pytest.mark.parametrize("vectors", ["flat", "hnsw", "hnsw_sq8"])
def test_every_kind_of_vector_index_finds_what_is_there(lite: Path, corpus: Path, vectors: str) -> None:
    collection = place(f"milvus+file://{lite}?collection=kind_{vectors}&vectors={vectors}")
    index = MilvusIndex.open(collection, create=True)
    index.embedder = CountingEmbedder()
    index.update([corpus])

    assert index.search("Usain Bolt ran the 100 metres in 9.58 seconds in Berlin in 2009.", (), 1)[0].similarity > 0.99
    with pytest.raises(StoredIndexError, match=f"built with vectors={vectors}, not diskann"):
        MilvusIndex.open(place(f"milvus+file://{lite}?collection=kind_{vectors}&vectors=diskann"))
    index.close()


def of(text: str, **source: Any) -> StoredPassage:
    document = Document(Source(id="a" * 64, **source), text)
    passage = documents.split(document)[0]
    return StoredPassage(passage, tuple(facts.extract(passage.text)), b"\x00" * 768)


@pytest.mark.parametrize(
    "text",
    [
        "!!!",
        "1 " * 490 + "end.",
        "ﷺ" * 900,
        "“Ζωή” \\ \" ' or 1=1 --",
        "\u202eevil",
        "on 1 May 1999, " * 60 + "it was.",
    ],
)
def test_any_passage_fits_into_a_row(text: str) -> None:
    row = store._passage_row("a" * 64, of(text))
    assert all(len(value.encode()) <= schema.LONGEST for value in row.values() if isinstance(value, str))
    assert store._unpack_facts(row["facts"]) == of(text).facts


def test_what_a_document_says_of_itself_fits_into_a_row() -> None:
    file = {"id": "f", "version": "v"}
    row = store._source_row(file, Source(id="a" * 64, title="ü" * 100_000, url="https://example.org/" + "x" * 100_000))
    assert all(len(value.encode()) <= schema.LONGEST for value in row.values() if isinstance(value, str))


def test_passages_of_any_kind_are_stored_and_found(open_milvus: Open, tmp_path: Path) -> None:
    texts = ["!!!", "“Ζωή” \\ \" ' or 1=1 --", "NEAR(a b) \\u0041 囚犯 🙂", "x" * 900]
    for number, text in enumerate(texts):
        (tmp_path / f"{number} it's “odd”\\.txt").write_text(text)
    index = open_milvus()
    index.update([tmp_path])
    for text in texts:
        (hit,) = index.search(text, (), 1)
        assert hit.passage.text == text


def test_an_index_made_anew_in_its_place_is_noticed(open_milvus: Open, corpus: Path) -> None:
    index = open_milvus()
    index.update([corpus])
    index.search("Moon", ())
    assert not index.is_replaced()
    open_milvus(rebuild=True).update([corpus])
    index.search("Moon", ())
    assert index.is_replaced()


def test_a_row_that_has_changed_is_damage(open_milvus: Open, corpus: Path) -> None:
    index = open_milvus()
    index.update([corpus])
    index.check()
    (row,) = index._store._client.find(index._store._passages, 'text like "Apollo%"', ["*"], level="Strong")
    row.pop("sparse", None)
    index._store._client.upsert(index._store._passages, [row | {"text": "Apollo 12."}])
    with pytest.raises(StoredIndexError, match=r"damaged .passage .* has changed"):
        index.check()


# Errors


def test_an_index_that_is_not_there(open_milvus: Open, tmp_path: Path, address: str) -> None:
    with pytest.raises(StoredIndexError, match=r"there is no index test_.*: make one with `verify index"):
        open_milvus(create=False)
    with pytest.raises(StoredIndexError, match="there is no index"):
        MilvusIndex.open(Collection(uri=str(tmp_path / "new.db")))
    assert not (tmp_path / "new.db").exists()


def test_a_server_that_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "CONNECT_SECONDS", 0.5)
    with pytest.raises(StoredIndexError, match=r"server at http://127.0.0.1:9 does not answer: is it running") as error:
        MilvusIndex.open(Collection(uri="http://127.0.0.1:9"))
    assert error.value.exit_code == 3


@pytest.mark.parametrize("version", ["v2.3.5-lite", "2.4.23", "unknown"])
def test_a_server_without_full_text_search(version: str) -> None:
    with pytest.raises(StoredIndexError, match=f"is version {version}, verify needs 2.5 or later"):
        client._check_version(Collection(uri="http://milvus:19530"), version)


@pytest.mark.parametrize("version", ["v2.5.0", "2.6.4-dev", "3.0.1", "10.1", "milvus_lite-3.2.2"])
def test_a_server_with_it(version: str) -> None:
    client._check_version(Collection(uri="http://milvus:19530"), version)


def test_a_collection_of_somebody_else(open_milvus: Open, address: str) -> None:
    from pymilvus import DataType, MilvusClient

    other = client.Client(place(address))
    name = place(address).name
    fields = MilvusClient.create_schema()
    fields.add_field("id", DataType.INT64, is_primary=True)
    fields.add_field("vector", DataType.FLOAT_VECTOR, dim=8)
    indexes = MilvusClient.prepare_index_params()
    indexes.add_index("vector", index_type="FLAT", metric_type="L2")
    other.create(name, fields, indexes)

    with pytest.raises(StoredIndexError, match="is not one of verify's: name another"):
        open_milvus()
    with pytest.raises(StoredIndexError, match="is not one of verify's, so it is not deleted"):
        open_milvus(rebuild=True)
    assert other.has(name)
    other.drop(name)
    other.close()


def test_vectors_of_another_dimension(
    open_milvus: Open, corpus: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(schema, "DIMENSION", 128)
        open_milvus()
    with pytest.raises(StoredIndexError, match=r"damaged .* holds vectors of 128 numbers, not of 384"):
        open_milvus()
    open_milvus(rebuild=True).update([corpus])


def test_another_format_precision_or_model(open_milvus: Open) -> None:
    index = open_milvus()
    with pytest.raises(StoredIndexError, match=r"built with the model all-MiniLM-L6-v2 in fp32, not .* in int8"):
        open_milvus(precision="int8")
    newer = store.State(identity="x", model="m", precision="fp32", vectors="hnsw", format=99)
    store._write_state(index._store._client, newer)
    with pytest.raises(StoredIndexError, match="has format 99, this version of verify reads format 2"):
        open_milvus()


def test_a_collection_that_is_dropped_meanwhile(open_milvus: Open, corpus: Path) -> None:
    index = open_milvus()
    index.update([corpus])
    index._store._client.drop(index._store._passages)
    with pytest.raises(StoredIndexError, match=r"lost a collection of this index|can't|there is no index"):
        index.search("Moon", ())


def test_a_lite_file_serves_one_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "LOCK_SECONDS", 0.3)
    collection = Collection(uri=str(tmp_path / "held.db"))
    program = (
        "import sys\nfrom verifier.index.milvus.index import MilvusIndex\nfrom verifier.index.place import Collection\n"
        "MilvusIndex.open(Collection(uri=sys.argv[1]), create=True)\nprint('open', flush=True)\nsys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, collection.uri],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment(),
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        with pytest.raises(StoredIndexError, match=r"another process is using the index in .*held.db"):
            MilvusIndex.open(collection)
        other.communicate(b"", timeout=60)
    MilvusIndex.open(collection).close()


def test_a_file_that_is_no_index(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("no database")
    with pytest.raises(StoredIndexError, match=r"text.db can't be opened as a Milvus Lite file"):
        MilvusIndex.open(Collection(uri=str(tmp_path / "text.db")))
    with pytest.raises(InputError, match="can't be made in"):
        MilvusIndex.open(Collection(uri=str(tmp_path / "text.db" / "below.db")), create=True)


def test_without_pymilvus_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pymilvus", None)
    with pytest.raises(InputError, match=r"pip install 'verifier\[milvus\]'"):
        MilvusIndex.open(Collection(uri="http://127.0.0.1:9"))


# Credentials


def test_credentials_come_from_the_environment_alone_and_go_nowhere_else(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    import pymilvus

    given: dict[str, Any] = {}

    def connect(**options: Any) -> None:
        given.update(options)
        raise pymilvus.MilvusException(1, "auth check failure for editor:open-sesame, open-sesame is wrong: xyz")

    monkeypatch.setenv("VERIFIER_MILVUS_TOKEN", "editor:open-sesame")
    monkeypatch.setattr(pymilvus, "MilvusClient", connect)
    with pytest.raises(StoredIndexError, match="refuses the credentials: set VERIFIER_MILVUS_TOKEN") as error:
        MilvusIndex.open(Collection(uri="https://milvus:443", database="news"))
    assert given["token"] == "editor:open-sesame"
    assert (given["uri"], given["db_name"]) == ("https://milvus:443", "news")
    assert "sesame" not in str(error.value) + caplog.text
    monkeypatch.setattr(client, "_MEANINGS", ())
    with pytest.raises(StoredIndexError, match="reports an error") as error:
        MilvusIndex.open(Collection(uri="https://milvus:443"))
    assert "sesame" not in str(error.value)


def test_a_word_is_counted_once_until_the_index_changes_though_no_passage_holds_it() -> None:
    counted: list[str] = []
    state = store.State(identity="i", model="m", precision="fp32", vectors="hnsw", passages=9, words=90)

    class Server:
        level = "Bounded"
        collection = SimpleNamespace(is_file=False)

        def refresh(self, level: str) -> store.State:
            return state

        def count_passages(self) -> int:
            return 9

        def count_word(self, word: str) -> int:
            counted.append(word)
            return {"harbour": 3}.get(word, 0)

    counts = _Counts(Server())
    for _ in range(3):
        counts.refresh()
        assert counts.of(["harbour", "zeppelin", "harbour"]) == {"harbour": 3, "zeppelin": 0}
    assert sorted(counted) == ["harbour", "zeppelin"]
    state = msgspec.structs.replace(state, generation=1)
    counts.refresh()
    counts.of(["harbour"])
    assert counted[2:] == ["harbour"]
