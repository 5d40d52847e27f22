from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from verifier.facts import quotations
from verifier.records import Outcome
from verifier.rules import quotation

TABLE = yaml.safe_load(Path(__file__).with_name("quotation.yaml").read_text(encoding="utf-8"))
PAIRS = [(outcome, *row) for outcome, rows in TABLE.items() for row in rows]


def check(claim, source):
    [fact] = quotations.read(claim)
    return quotation.check(fact, source, quotations.read(source))


@pytest.mark.parametrize(("outcome", "claim", "source"), [row[:3] for row in PAIRS])
def test_a_quotation_against_a_source(outcome, claim, source):
    assert check(claim, source).outcome.value == outcome


@pytest.mark.parametrize(("claim", "source", "difference"), [row[1:] for row in PAIRS if len(row) == 4])
def test_a_conflict_names_the_difference(claim, source, difference):
    assert difference in check(claim, source).explanation


def test_a_near_miss_suggests_the_source_s_words_in_the_claim_s_marks():
    compared = check('He said "freedom is our only goal".', "“Freedom is our goal,” he said.")
    assert compared.suggestion == '"Freedom is our goal"'


WORD = st.text("abcdefg", min_size=1, max_size=6)


@given(st.lists(WORD, min_size=1, max_size=30), st.data())
def test_any_run_of_a_source_s_words_agrees(words, data):
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    [fact] = quotations.read(f"“{' '.join(words[start:end])}”")
    source = f"He said “{', '.join(words)}”."
    assert quotation.check(fact, source, quotations.read(source)).outcome is Outcome.AGREES


def test_a_long_source_is_searched_in_time_in_proportion_to_its_length(assert_linear):
    [fact] = quotations.read("“we will lose the long war against them”")
    source = "“we will win the war,” he said. " * 3_000
    assert_linear(lambda text: quotation.check(fact, text, quotations.read(text)), source)
