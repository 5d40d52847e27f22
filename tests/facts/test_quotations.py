from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from verifier.facts import quotations

TABLE = yaml.safe_load(Path(__file__).with_name("quotations.yaml").read_text(encoding="utf-8"))
READ = [(text, facts) for rows in TABLE["read"].values() for row in rows for text, facts in row.items()]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_reads_the_quotations_of_a_text(text, expected):
    found = [f"{' '.join(fact.value.words)} | {fact.value.speaker}" for fact in quotations.read(text)]
    assert found == expected


@pytest.mark.parametrize("text", TABLE["nothing"])
def test_reads_no_quotation_where_there_is_none(text):
    assert quotations.read(text) == []


def test_the_span_has_the_marks_in_it():
    assert [fact.text for fact in quotations.read("He said “we won” twice.")] == ["“we won”"]


MARKS = st.sampled_from([*"\"'“”‘’„«»[]….,\n ", "a", "said", "Bob", "``", "''", "\n\n", "’s", "5"])


@given(st.one_of(st.text(), st.lists(MARKS).map("".join), st.lists(MARKS).map(" ".join)))
def test_spans_are_exact_sorted_and_disjoint(text):
    end = 0
    for fact in quotations.read(text):
        assert text[fact.start : fact.end] == fact.text
        assert fact.start >= end
        assert fact.value.words
        end = fact.end


@given(st.text())
def test_words_stand_where_they_are_said_to(text):
    end = 0
    for word in quotations.located(text):
        assert end <= word.start < word.end <= len(text)
        end = word.end


@pytest.mark.parametrize(
    "text", ['"', "'", '"a ', "'a ", "“", "“a”", "‘s’ a ", "“a ‘b ", "``a'' ", '\n\n"a', '"a" said John ', "[", "."]
)
def test_reading_takes_time_in_proportion_to_length(text, assert_linear):
    assert_linear(quotations.read, text * (100_000 // len(text)))
