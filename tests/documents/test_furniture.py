"""What of a saved page is furniture, as furniture.yaml says, and what is done about it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from verifier.documents import furniture

TABLE = yaml.safe_load(Path(__file__).with_name("furniture.yaml").read_text(encoding="utf-8"))


def rows(kind: str) -> list[object]:
    return [pytest.param(line, id=f"{group}: {line[:40]}") for group, lines in TABLE[kind].items() for line in lines]


@pytest.mark.parametrize("line", rows("furniture"))
def test_furniture_is_removed(line: str) -> None:
    assert furniture.remove(f"The bridge in Exby was closed.\n\n{line}\n\nIt had been open for 20 years.") == (
        "The bridge in Exby was closed.\n\nIt had been open for 20 years."
    )


@pytest.mark.parametrize("line", rows("text"))
def test_text_stays(line: str) -> None:
    text = f"The bridge in Exby was closed.\n\n{line}\n\nIt had been open for 20 years."
    assert furniture.remove(text) == text


@pytest.mark.parametrize(
    "caption",
    ["The mayor meets drivers at the bridge on Monday.", "The mayor in front of the bridge.", "Cars that were stopped"],
)
def test_a_caption_above_the_text_goes_with_its_credit(caption: str) -> None:
    assert furniture.remove(f"{caption}\n\nPhoto by Jane Doe / AFP\n\nExby has a bridge.") == "Exby has a bridge."
    assert furniture.remove(f"Getty Images\n{caption}\n\nThe bridge was closed.") == "The bridge was closed."


@pytest.mark.parametrize(
    "first",
    ["The bridge was closed after 3 cracks were found.", "The mayor won 205 votes.", "Exby has 3, an official said."],
)
def test_a_first_sentence_above_a_credit_stays(first: str) -> None:
    assert furniture.remove(f"{first}\n\nPhoto by Jane Doe / AFP\n\nIt was built in 1950.").startswith(first)


def test_a_sentence_above_a_later_credit_stays() -> None:
    text = "The bridge was closed.\n\nThe mayor meets drivers on Monday."
    assert furniture.remove(f"{text}\n\nPhoto: Jane Doe/AP\n\nIt reopens in May.") == f"{text}\n\nIt reopens in May."


@pytest.mark.parametrize(
    "links", ["- The bridge, one year on\n- Who pays?", "Bridges\nThe town of Exby", "1. One year on"]
)
def test_the_links_below_a_label_go_with_it(links: str) -> None:
    text = f"The bridge was closed.\n\nRelated articles\n\n{links}\n\nIt reopens in May."
    assert furniture.remove(text) == "The bridge was closed.\n\nIt reopens in May."


@pytest.mark.parametrize("between", ["", "Advertisement\n\n", "Photo: Jane Doe/AP\n\n"])
def test_a_sentence_cut_in_two_is_put_together(between: str) -> None:
    text = f"The bridge over the river was closed on Monday,\n\n{between}after three cracks were found."
    assert furniture.remove(text) == "The bridge over the river was closed on Monday, after three cracks were found."


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("A bridge.\n\nOriginal url:\n\n<https://exby.example/a>", "https://exby.example/a"),
        ("A bridge.\n\nOriginal URL: https://exby.example/a", "https://exby.example/a"),
        ("A bridge.\n\nSource: <https://exby.example/a>", "https://exby.example/a"),
        ("A bridge.\n\nRetrieved from https://exby.example/a", "https://exby.example/a"),
        ("A bridge.\n\nhttps://exby.example/a", None),
        ("The source is https://exby.example/a, he said.", None),
    ],
)
def test_a_page_says_where_it_is_from(text: str, url: str | None) -> None:
    assert furniture.origin(text) == url


@given(st.text())
def test_any_text_can_be_asked(text: str) -> None:
    furniture.remove(text)
    furniture.is_furniture(text)
    furniture.origin(text)


@pytest.mark.parametrize(
    "unit", ["A.", "A. ", "a ", ". ", "/AP ", "(", "1,", "'", "https://", "\n", "\n\n", "x\n", "- x\n", "©"]
)
def test_100_000_characters_of_anything_are_read_in_linear_time(unit: str, assert_linear) -> None:
    for text in ((unit * 100_000)[:100_000], "\n".join([(unit * 250)[:249]] * 400)):
        assert_linear(furniture.remove, text)
