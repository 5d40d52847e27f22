"""What a claim should find is found, first and for the right reasons, and always in the same order."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from verifier import documents, facts
from verifier.facts import gazetteer
from verifier.index import Hit, Index
from verifier.index.settings import SearchSettings
from verifier.index.words import TOKENIZER, fold, tokens
from verifier.records import Document, Fact, Name, Source

TABLE: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("passages.yaml").read_text("utf-8"))

FIXED = Index.in_memory(map(documents.parse, TABLE["passages"].values()))


@pytest.fixture(scope="module", params=["fp32", "int8"])
def index(request: pytest.FixtureRequest) -> Index:
    return Index.in_memory(map(documents.parse, TABLE["passages"].values()), precision=request.param)


def search(index: Index, claim: str, k: int = 10) -> list[Hit]:
    return index.search(claim, facts.extract(claim), k)


@pytest.mark.parametrize("row", TABLE["queries"], ids=lambda row: row["query"])
def test_the_right_passage_is_found(index: Index, row: dict[str, Any]) -> None:
    found = [hit.passage.text for hit in search(index, row["query"])]
    assert TABLE["passages"][row["passage"]] in found[: 1 if row.get("first") else 3]


def test_scores_lie_between_0_and_1_and_fall(index: Index) -> None:
    for row in TABLE["queries"]:
        scores = [hit.score for hit in search(index, row["query"])]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in scores)


def test_a_passage_is_as_similar_to_itself_as_can_be(index: Index) -> None:
    text = TABLE["passages"]["tsunami"]
    (hit,) = search(index, text, k=1)
    assert hit.passage.text == text
    assert hit.similarity == pytest.approx(1.0, abs=1e-3)
    assert hit.score > 0.9


def test_k_is_how_many_come_back(index: Index) -> None:
    assert [len(search(index, "Moon", k)) for k in (1, 5, 30, 100)] == [1, 5, 30, 30]
    assert search(index, "Moon", 5) == search(index, "Moon", 30)[:5]


def test_without_k_the_settings_decide(index: Index) -> None:
    assert len(index.search("Moon", ())) == SearchSettings().k


@pytest.mark.parametrize("figure", ["250", "205", "about 300", "two hundred and fifty"])
def test_a_number_that_differs_does_not_push_a_passage_down(index: Index, figure: str) -> None:
    found = search(index, f"Belarus freed {figure} political prisoners", 1)
    assert found[0].passage.text == TABLE["passages"]["prisoners"]


def of(text: str, title: str | None = None) -> Document:
    return Document(Source(id=f"{title} {text}", title=title), text)


def test_between_equal_passages_the_one_with_the_claims_date_comes_first() -> None:
    days = [f"The committee met in Geneva on {day} May 2020." for day in (3, 4, 5, 6)]
    for day in days:
        assert search(Index.in_memory(map(of, days)), day, 1)[0].passage.text == day


@pytest.mark.parametrize("name", ["Łódź", "Виталий", "Al-Hašimi"])
def test_a_name_in_the_title_is_the_claims_whatever_its_marks(name: str) -> None:
    index = Index.in_memory([of("It began.", "News of the day"), of("It began.", f"News of {name}")])
    said = Fact(0, len(name), name, Name(canonical=gazetteer.fold(name)))
    assert index.search("It began.", [said])[0].passage.source.title == f"News of {name}"


def test_a_name_in_the_title_raises_a_passage() -> None:
    index = Index.in_memory(
        [of("She was freed after five years.", "A day"), of("She was freed after five years.", "Maria Kalesnikava")]
    )
    assert search(index, "Maria Kalesnikava was freed", 1)[0].passage.source.title == "Maria Kalesnikava"


@pytest.mark.parametrize(
    "claim",
    [
        "",
        " ",
        "?!",
        "\x00",
        '"',
        "' OR 1=1 --",
        "NEAR(a b)",
        "a* AND b",
        "Освобождены 250 заключённых",
        "囚犯",
        "🙂",
        "x " * 50_000,
        "9" * 100_000,
    ],
)
def test_any_claim_can_be_searched(index: Index, claim: str) -> None:
    assert len(index.search(claim, ())) == 10


@settings(max_examples=30)
@given(st.text(max_size=60))
def test_searching_never_fails(claim: str) -> None:
    assert len(FIXED.search(claim, facts.extract(claim))) == 10


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Müller’s CAFÉ, café", ["muller", "s", "cafe"]),
        ("1,234 and 1.5", ["1", "234", "and", "5"]),
        ("snake_case naïve", ["snake", "case", "naive"]),
        ("Łódź, Ålesund", ["łodz", "alesund"]),
        ("российский йогурт", ["российский", "йогурт"]),
        ("Ελλάδα, 서울, が", ["ελλάδα", "서울", "が"]),
        ("12 km², ½ ﬁre", ["12", "km²", "½", "ﬁre"]),
        ("cafe\u0301 \u0301x", ["cafe", "x"]),
    ],
)
def test_words_are_folded_as_the_full_text_search_folds_them(text: str, words: list[str]) -> None:
    assert fold(text) == words
    store = Index.in_memory([of(text)])._store
    assert [word for word in words if store.words([word], 1)] == words
    assert store.frequencies(words) == dict.fromkeys(words, 1)


@pytest.fixture(scope="module")
def tokenized() -> Callable[[str], list[str]]:
    """The words that FTS5 makes of a text, in order."""
    connection = sqlite3.connect(":memory:")
    connection.executescript(
        f"""CREATE VIRTUAL TABLE given USING fts5 (text, tokenize="{TOKENIZER}");
        CREATE VIRTUAL TABLE found USING fts5vocab (given, instance);"""
    )

    def words(text: str) -> list[str]:
        connection.execute("DELETE FROM given")
        connection.execute("INSERT INTO given VALUES (?)", (text,))
        return [term for (term,) in connection.execute("SELECT term FROM found ORDER BY offset")]

    return words


LETTERS = st.one_of(
    st.characters(exclude_categories=["Cs"]),
    st.characters(categories=["Mn", "Mc", "Me", "Lm", "Sk", "No"]),
    st.sampled_from("aeiouAEIOU ’'-_.0123456789" + "".join(map(chr, range(0x300, 0x370)))),
)


@settings(max_examples=500)
@given(st.text(LETTERS))
def test_of_any_text_the_words_are_those_of_the_full_text_search(
    tokenized: Callable[[str], list[str]], text: str
) -> None:
    assert tokens(text) == tokenized(text)


def test_two_processes_answer_alike_to_the_last_byte(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text("".join(f'{{"text": "{text}"}}\n' for text in TABLE["passages"].values()))
    program = """
import sys, msgspec
from pathlib import Path
from verifier import facts
from verifier.index import Index
index = Index.open(Path(sys.argv[1]), create=True)
index.update([Path(sys.argv[2])])
for claim in ("250 prisoners freed", "Moon", "A treaty of 2016"):
    print(msgspec.json.encode(index.search(claim, facts.extract(claim))).decode())
"""
    first, second, anew = (
        subprocess.run(
            [sys.executable, "-c", program, str(tmp_path / place), str(tmp_path / "rows.jsonl")],
            capture_output=True,
            check=True,
        ).stdout
        for place in ("index", "index", "another index")
    )
    assert first == second == anew


def test_searching_imports_neither_torch_nor_transformers() -> None:
    program = """
import sys
from verifier import documents
from verifier.index import Index
Index.in_memory([documents.parse("A text.")]).search("A claim", ())
print(sorted({"torch", "transformers", "sentence_transformers", "onnx", "pandas", "scipy"} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
