from pathlib import Path

import pytest
import yaml

from verifier.facts import names
from verifier.rules import name

TABLE = yaml.safe_load(Path(__file__).with_name("name.yaml").read_text(encoding="utf-8"))
PAIRS = [(claim, source, outcome) for outcome, rows in TABLE.items() for claim, source in rows]


def fact(text):
    return names.read(f"He met {text} twice.")[-1]


@pytest.mark.parametrize(("claim", "source", "expected"), PAIRS)
def test_two_names_in_the_same_place(claim, source, expected):
    assert name.compare(fact(claim), fact(source)).outcome.value == expected


def test_a_conflict_names_both_and_suggests_the_source_s():
    compared = name.compare(fact("Joe Biden"), fact("Donald Trump"))
    assert compared.explanation == "the claim names Joe Biden, the source Donald Trump"
    assert compared.suggestion == "Donald Trump"
