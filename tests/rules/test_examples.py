"""The examples that `verify explain` shows: each rule has some, and answers them as the table expects."""

import pytest

from verifier.records import Outcome
from verifier.rules import RULES, examples

ROWS = [(rule, example) for rule in RULES for example in examples.of(rule)]


@pytest.mark.parametrize(("rule", "example"), ROWS, ids=lambda part: getattr(part, "claim", part))
def test_the_rule_answers_as_expected(rule: str, example: examples.Example) -> None:
    answer = examples.answer(rule, example)
    assert answer.outcome is example.outcome
    assert answer.explanation


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_shows_a_conflict_and_something_else(rule: str) -> None:
    outcomes = {example.outcome for example in examples.of(rule)}
    assert Outcome.CONFLICTS in outcomes
    assert len(outcomes) > 1
    assert 4 <= len(examples.of(rule)) <= 8
