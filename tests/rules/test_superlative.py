import pytest

from verifier import facts
from verifier.rules import Statement, superlative

FOURTH = "By area Libya is the fourth largest country in Africa."


def statement(text):
    return Statement.of(text, facts.extract(text))


def test_a_lower_rank_conflicts_in_the_words_of_the_source():
    claim = statement("Libya is the largest country in Africa.")
    finding = superlative.outranked(claim, statement(FOURTH))
    assert (finding.claim.text, finding.source.text) == ("largest", "fourth largest")
    assert finding.explanation == "the claim says largest, the source fourth largest"
    assert finding.suggestion == "fourth largest"
    assert claim.text[finding.claim.start : finding.claim.end] == "largest"
    assert FOURTH[finding.source.start : finding.source.end] == "fourth largest"


@pytest.mark.parametrize(
    "claim",
    [
        "Libya is the fourth largest country in Africa.",
        "Libya is one of the largest countries in Africa.",
        "Libya is among the ten largest countries in Africa.",
        "Libya is one of the top ten largest countries in Africa.",
        "Libya is the smallest country in Africa.",
        "Libya is a large country in Africa.",
    ],
)
def test_what_is_not_said_to_be_the_first_is_not_outranked(claim):
    assert superlative.outranked(statement(claim), statement(FOURTH)) is None
    assert superlative.reservation(statement(claim), statement(FOURTH)) == ""


@pytest.mark.parametrize(
    "claim",
    [
        "Libya is the largest country in North Africa.",
        "Libya is the largest country.",
        "Libya is the largest exporter in Africa.",
    ],
)
def test_in_other_limits_a_lower_rank_only_keeps_a_sentence_from_support(claim):
    assert superlative.outranked(statement(claim), statement(FOURTH)) is None
    assert superlative.reservation(statement(claim), statement(FOURTH)) == (
        "the source says “fourth largest”, the claim leaves “fourth” out"
    )


def test_the_first_in_the_same_limits_bears_the_claim_out():
    both = statement("Mont Blanc is the highest mountain in the Alps and the second-highest in Europe.")
    of_the_alps = statement("Mont Blanc is the highest mountain in the Alps.")
    assert superlative.outranked(of_the_alps, both) is None
    assert superlative.reservation(of_the_alps, both) == ""
    trade = statement("Indonesia is the largest exporter of palm oil and the second-largest producer of coal.")
    assert superlative.reservation(statement("Indonesia is the largest exporter of palm oil."), trade) == ""
    assert superlative.reservation(statement("Indonesia is the largest producer."), trade) != ""
    of_europe = statement("Mont Blanc is the highest mountain in Europe.")
    assert superlative.outranked(of_europe, both) is None
    assert superlative.reservation(of_europe, both) != ""


def test_a_test_is_no_superlative():
    third = statement("England won the third test at Leeds in 1981.")
    assert superlative.outranked(statement("England won the test at Leeds."), third) is None
    assert superlative.reservation(statement("England won the test at Leeds."), third) == ""


@pytest.mark.parametrize(
    ("source", "reserved"),
    [
        ("Canada is, after Russia, the largest country in the world.", True),
        ("Canada is the largest country in the world after Russia.", True),
        ("Canada, apart from Russia, is the world's largest country.", True),
        ("Canada is among the largest countries in the world.", True),
        ("Canada is larger than the largest country in the world.", True),
        ("Canada is the largest wooded country in the world.", True),
        ("Canada was the largest country in the world for two decades.", True),
        ("Canada is the largest country in the world's north.", True),
        ("Canada is the largest country in the world without an army.", True),
        ("Canada is the largest country but one in the world.", True),
        ("Canada is the largest country in the world.", False),
        ("Canada, named after Kanata, is the largest country in the world.", False),
    ],
)
def test_what_only_another_surpasses_is_not_the_first(source, reserved):
    claim = statement("Canada is the largest country in the world.")
    assert bool(superlative.reservation(claim, statement(source))) is reserved


@pytest.mark.parametrize(
    ("source", "reserved"),
    [("She was the first British woman in space.", True), ("She was the first woman in space.", False)],
)
def test_the_first_of_fewer_is_not_the_first(source, reserved):
    assert bool(superlative.reservation(statement("She was the first woman in space."), statement(source))) is reserved


@pytest.mark.parametrize(
    ("source", "reserved"),
    [
        ("She was the first woman to win the prize twice.", True),
        ("She was the first woman to win the prize for poetry.", True),
        ("She was one of the first women to win the prize.", True),
        ("She was the first woman to win the prize, in 1911.", False),
        ("She was the first woman to win the prize.", False),
    ],
)
def test_the_first_to_do_more_is_not_the_first_to_do_it(source, reserved):
    claim = statement("She was the first woman to win the prize.")
    assert bool(superlative.reservation(claim, statement(source))) is reserved
