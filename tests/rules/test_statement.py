"""Words as they are compared: which of them are content, which are verbs, and that the tables are in the form of tokens."""

import pytest

from verifier import facts
from verifier.rules import lexicon
from verifier.rules.statement import Statement


def statement(text: str) -> Statement:
    return Statement.of(text, facts.extract(text))


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("The men and the women sank the boat.", ["sank"]),
        ("Three children died.", ["died"]),
        ("The people were freed.", ["were", "freed"]),
        ("The victory was hers.", ["was"]),
    ],
)
def test_a_noun_with_an_irregular_form_is_no_verb(text: str, verbs: list[str]) -> None:
    assert [text[place:].split(maxsplit=1)[0].strip(".") for place in statement(text).verbs] == verbs


@pytest.mark.parametrize("text", ["It's raining.", "They’ve been raining.", "I'm raining."])
def test_a_contraction_of_small_words_is_no_content(text: str) -> None:
    assert [text[token.start : token.end] for token in statement(text).tokens] == ["raining"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("People with type A were ill.", ["People", "type", "A", "ill"]),
        ("He reached stage I.", ["reached", "stage", "I"]),
        ("The IT director left.", ["IT", "director", "left"]),
        ("Kenya is rated BBB+ now.", ["Kenya", "rated", "BBB+", "now"]),
        ("It ended. A man left.", ["ended", "man", "left"]),
        ("He and I left.", ["left"]),
    ],
)
def test_a_letter_that_names_something_is_content(text: str, words: list[str]) -> None:
    assert [text[token.start : token.end] for token in statement(text).tokens] == words


@pytest.mark.parametrize("table", ["SAYING", "DOUBTING", "ONCE_ONLY", "MUTUAL"])
def test_a_table_of_stems_has_them_as_tokens_do(table: str) -> None:
    assert {lexicon.SYNONYMS.get(stem, stem) for stem in getattr(lexicon, table)} == getattr(lexicon, table)
