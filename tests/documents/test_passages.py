"""Passages: short runs of whole sentences, exact to the character."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from verifier import documents
from verifier.documents.passages import LONGEST, TARGET
from verifier.index import model
from verifier.records import Passage

PIECES = (
    ". ",
    "\n",
    "\n\n",
    "\n- ",
    " ",
    "word ",
    "Heading\n\n",
    "x" * 300,
    "He left. ",
    "It rained, and ",
    "，。",
    "U.S. ",
    "\t",
)
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=60).map("".join)
SENTENCE = "The council of Exby met for two hours and counted every vote. "


def split(text: str) -> list[Passage]:
    return documents.split(documents.parse(text))


def texts(text: str) -> list[str]:
    return [passage.text for passage in split(text)]


@given(TEXTS)
def test_a_passage_is_the_text_between_its_offsets(text):
    document = documents.parse(text)
    for passage in documents.split(document):
        assert document.text[passage.start : passage.end] == passage.text == passage.text.strip() != ""
        assert passage.source == document.source


@given(TEXTS)
def test_passages_hold_all_that_is_not_space_once_and_in_order(text):
    document = documents.parse(text)
    passages = documents.split(document)
    assert all(one.end <= other.start for one, other in pairwise(passages))
    assert "".join("".join(passage.text.split()) for passage in passages) == "".join(document.text.split())


@given(TEXTS)
def test_no_passage_is_longer_than_the_longest(text):
    assert all(len(passage.text) <= LONGEST for passage in split(text))


@given(TEXTS)
def test_the_same_text_gives_the_same_passages(text):
    assert split(text) == split(text)


def test_a_short_text_is_one_passage():
    assert texts("Exby voted. Turnout was low.") == ["Exby voted. Turnout was low."]


def test_an_empty_text_has_no_passage():
    assert texts(" \n\n ") == []


def test_a_long_paragraph_is_cut_between_sentences_near_the_target():
    passages = texts(SENTENCE * 30)
    assert all(passage.endswith("vote.") and len(passage) <= TARGET for passage in passages)
    assert all(len(passage) > TARGET / 2 for passage in passages[:-1])


def test_paragraphs_are_not_mixed():
    assert texts("Exby voted.\n\nTurnout was low.") == ["Exby voted.", "Turnout was low."]


@pytest.mark.parametrize("below", ["Exby voted. Turnout was low.", SENTENCE * 7, "Of the day\n\nExby voted."])
def test_a_heading_goes_with_what_stands_below_it(below):
    assert texts(f"The results\n\n{below}")[0].startswith(f"The results\n\n{below[:60].strip()}")


def test_an_announcement_goes_with_its_list_and_short_items_stay_together():
    text = "The wards voted as follows, the returning officer of the town of Exby said on Thursday:\n\n- North, 11\n- South, 12"
    assert texts(text) == [text]


def test_a_hundred_headings_are_not_one_passage():
    assert max(map(len, texts("\n\n".join(f"Section {number}" for number in range(100))))) <= TARGET


def test_a_sentence_that_is_too_long_is_cut_at_a_clause_or_else_at_a_space():
    clauses = "and then the council of Exby met, " * 60
    assert all(passage.endswith(",") for passage in texts(clauses)[:-1])
    words = "word " * 500
    assert all(set(passage.split()) == {"word"} for passage in texts(words))


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    loaded = Tokenizer.from_file(str(model.weights() / "tokenizer.json"))
    loaded.no_truncation()
    return loaded


@pytest.mark.parametrize(
    "unit",
    [
        "The council of Exby met for two hours and counted every vote, ",
        "1234567890 9876543210 ",
        "https://exby.example/a1b2c3/d4e5f6/",
        "Совет Эксби заседал два часа и пересчитал все голоса, ",
        "埃克斯比市议会开了两个小时的会，",
        "मतदान दो घंटे चला और ",
        "اجتمع المجلس لمدة ساعتين ",
        "($1,234.50) — ",
    ],
)
def test_the_embedder_reads_all_of_a_passage(tokenizer, unit):
    assert all(len(tokenizer.encode(passage).ids) <= 256 for passage in texts(unit * 100))


@pytest.mark.parametrize("unit", ["x", "x ", "x, ", "x.\n\n", "H\n\n", "\n- x", "é", "。", "(", " "])
def test_hundreds_of_thousands_of_characters_of_anything_are_split_in_linear_time(unit, assert_linear):
    assert_linear(lambda text: split(text + "x"), unit * (400_000 // len(unit)))
