from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from verifier.documents import sentences

TABLE: dict[str, list[Any]] = yaml.safe_load(Path(__file__).with_name("sentences.yaml").read_text("utf-8"))
ROWS = [
    (row["text"], row["sentences"]) if isinstance(row, dict) else (" ".join(row), row)
    for rows in TABLE.values()
    for row in rows
]
ANY_TEXT = st.text() | st.text(alphabet="aA.!?…\"'”’()[]1 \n\t-|。؟“«")


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[text[:60] for text, _ in ROWS])
def test_sentences_begin_and_end_where_a_reader_would_say(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences.spans(text)] == expected


@given(ANY_TEXT)
def test_spans_are_trimmed_ordered_and_cover_all_that_is_not_space(text: str) -> None:
    covered = [False] * len(text)
    last = 0
    for start, end in sentences.spans(text):
        assert last <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        covered[start:end] = [True] * (end - start)
        last = end
    assert all(inside or character.isspace() for inside, character in zip(covered, text, strict=True))


@given(ANY_TEXT)
def test_no_sentence_reaches_across_a_blank_line(text: str) -> None:
    assert not any("\n\n" in text[start:end] for start, end in sentences.spans(text))


@pytest.mark.parametrize(
    "unit",
    [
        ".",
        '"',
        "(",
        " ",
        "\n",
        "a.",
        "a. ",
        "A. ",
        ". ",
        '."',
        ".[1]",
        "\n ",
        "\n- ",
        "1,",
        "…",
        "!?",
        "| ",
        "。",
        "\t\n",
    ],
)
@pytest.mark.parametrize("tail", ["", "x", " X"])
def test_a_hundred_thousand_characters_of_anything_are_read_in_linear_time(unit: str, tail: str, assert_linear) -> None:
    assert_linear(lambda text: sentences.spans(text + tail), unit * (100_000 // len(unit)))
