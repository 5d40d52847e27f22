from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from verifier.facts import cue_tables, cues

TABLE = yaml.safe_load(Path(__file__).with_name("cues.yaml").read_text(encoding="utf-8"))
READ = [(text, facts) for rows in TABLE["read"].values() for row in rows for text, facts in row.items()]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_reads_the_cues_of_a_text(text, expected):
    assert [f"{fact.text}: {fact.value.sense}" for fact in cues.read(text)] == expected


@pytest.mark.parametrize("text", TABLE["nothing"])
def test_reads_no_cue_where_there_is_none(text):
    assert cues.read(text) == []


@pytest.mark.parametrize(
    ("entry", "forms"),
    [
        ("v:stop", ["stop", "stops", "stopped", "stopping"]),
        ("v:free", ["free", "frees", "freed", "freeing"]),
        ("v:deny", ["deny", "denies", "denied", "denying"]),
        ("v:rise", ["rise", "rises", "rose", "risen", "rising"]),
        ("v:die", ["die", "dies", "died", "dying"]),
        ("v:destroy", ["destroy", "destroys", "destroyed", "destroying"]),
        ("n:victory", ["victory", "victories"]),
        ("n:woman", ["woman", "women"]),
        ("x:close_to", ["close to"]),
    ],
)
def test_inflects_what_the_table_lists(entry, forms):
    assert list(cues.inflect(entry)) == forms


def test_every_opposite_is_a_sense_and_every_sense_has_an_opposite():
    from_wordnet = {cue.sense for fact in cues.read("armed unarmed") if (cue := fact.value)}
    assert from_wordnet == {"armed", "unarmed"}
    senses = {sense for sense in cues.opposites() if sense not in cue_tables.SENSES}
    assert set(cue_tables.SENSES) <= set(cues.opposites())
    assert all(cues.read(sense)[0].value.sense == sense for sense in senses)
    assert "unarmed" in cues.opposites()["armed"]


def test_opposition_goes_both_ways():
    opposites = cues.opposites()
    assert all(sense in opposites[other] for sense, others in opposites.items() for other in others)


WORDS = st.sampled_from(
    "He did not n't no longer only fewer than 40 rose fell will May last year failed to . , ’t".split(" ")
)


@given(st.one_of(st.text(), st.lists(WORDS).map(" ".join)))
def test_spans_are_exact_sorted_and_disjoint(text):
    end = 0
    for fact in cues.read(text):
        assert text[fact.start : fact.end] == fact.text
        assert end <= fact.start < fact.end
        end = fact.end


@pytest.mark.parametrize("text", ["not ", "not only ", "a", "to be ", "rose ", "n't", "'", "-", "is set "])
def test_reading_takes_time_in_proportion_to_length(text, assert_linear):
    assert_linear(cues.read, text * (100_000 // len(text)))
