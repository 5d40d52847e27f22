from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from verifier.facts import cues, names, quotations
from verifier.rules import negation, scope
from verifier.rules.statement import Statement

TABLE = yaml.safe_load(Path(__file__).with_name("negation.yaml").read_text(encoding="utf-8"))
PAIRS = [
    (claim, source, outcome) for outcome, groups in TABLE.items() for rows in groups.values() for claim, source in rows
]


def statement(text):
    facts = sorted([*names.read(text), *quotations.read(text), *cues.read(text)], key=lambda fact: fact.start)
    return Statement.of(text, facts)


@pytest.mark.parametrize(("claim", "source", "expected"), PAIRS)
def test_what_a_claim_and_a_source_say_of_the_same_event(claim, source, expected):
    findings = negation.check(statement(claim), statement(source))
    assert [finding.outcome.value for finding in findings] == ([] if expected == "nothing" else [expected])


def test_the_explanation_of_a_denial_names_both_sides():
    [finding] = negation.check(statement("Belarus did not free him."), statement("Belarus freed him."))
    assert finding.explanation == "the claim says “not free”, the source states it without “not”"


def test_an_opposite_is_suggested_in_the_source_s_words():
    [finding] = negation.check(statement("Inflation fell."), statement("Inflation rose."))
    assert (finding.explanation, finding.suggestion) == ("the claim says “fell”, the source “rose”", "rose")


@pytest.mark.parametrize(
    ("source", "turned"),
    [
        ("Fog kept the helicopter from flying.", True),
        ("The army stopped flying the helicopter.", True),
        ("The army dropped plans to fly the helicopter.", True),
        ("The helicopter flew home from filming.", False),
        ("The helicopter flew although fog had kept the plane from landing.", False),
    ],
)
def test_what_somebody_is_kept_from_may_be_denied(source, turned):
    assert negation.turns_round(statement("The helicopter flew."), statement(source)) is turned


def test_an_opposite_is_no_conflict_where_another_sentence_has_the_claim_s_own_word():
    text = statement("The bridge was shut after a collision. It reopened a week later.")
    assert negation.check(statement("The bridge reopened."), text.sentences[0]) == []
    assert negation.check(statement("The bridge reopened."), statement("The bridge was shut.")) != []


WORDS = st.lists(
    st.sampled_from(
        "Belarus did not never freed arrested rose fell prices could will “ ” no denied paying . 40".split()
    )
)


@given(WORDS.map(" ".join))
def test_no_statement_contradicts_itself(text):
    assert not any(finding.outcome.value == "conflicts" for finding in negation.check(statement(text), statement(text)))


@given(WORDS.map(" ".join), WORDS.map(" ".join))
def test_a_finding_points_at_the_cue_that_it_names(left, right):
    for finding in negation.check(statement(left), statement(right)):
        assert finding.claim or finding.source
        assert finding.claim is None or left[finding.claim.start : finding.claim.end] == finding.claim.text
        assert finding.source is None or right[finding.source.start : finding.source.end] == finding.source.text


@pytest.mark.parametrize(
    ("claim", "turned"),
    [
        ("It was not the wind but the frost that killed the vines.", True),
        ("The frost, not the wind, killed the vines.", True),
        ("The wind, not the frost, killed the vines.", False),
    ],
)
def test_what_each_tells_from_what_the_other_says_it_is_is_turned_round(claim, turned):
    source = "It was the wind, not the frost, that killed the vines."
    assert negation.turns_round(statement(claim), statement(source)) is turned


@pytest.mark.parametrize(
    ("claim", "turned"),
    [
        ("The play opened in Paris and not, as planned, in Tunis.", True),
        ("The play opened in Tunis and not, as planned, in Paris.", False),
    ],
)
def test_what_is_put_in_behind_a_denial_is_not_what_it_denies(claim, turned):
    source = "The play opened not in Paris, as planned, but in Tunis."
    assert negation.turns_round(statement(claim), statement(source)) is turned


@pytest.mark.parametrize(
    ("claim", "source", "holds"),
    [
        ("She became the first Briton to win it since 1936.", "No Briton had won it since 1936.", True),
        ("It was the first eruption for 400 years.", "The volcano had not erupted for 400 years.", True),
        ("The first woman to lead the choir was Anna Lind.", "Until Anna Lind no woman had led the choir.", True),
        ("She was the first Briton to win it.", "She did not win it.", False),
        ("She was the first Briton to win it.", "She was not the first Briton to win it since 1936.", False),
        ("The volcano erupted.", "The volcano had not erupted for 400 years.", False),
        ("She was not the first Briton to win it.", "No Briton had won it before.", False),
    ],
)
def test_what_is_denied_up_to_a_time_may_have_happened_first_then(claim, source, holds):
    assert negation.holds_until(statement(claim), statement(source)) is holds


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        (
            "Kenya's minister said he was disappointed but not surprised.",
            'Kenya\'s minister said he was "disappointed, but not surprised".',
        ),
        ('The panel called the proof "not convincing".', "The panel called the proof not convincing."),
    ],
)
def test_a_denial_that_is_quoted_is_one(claim, source):
    assert not negation.check(statement(claim), statement(source))
    assert not negation.turns_round(statement(claim), statement(source))


def test_wont_denies():
    claim, source = statement("The firm will sell the plant."), statement("The firm won't sell the plant.")
    assert negation.turns_round(claim, source)
    assert scope.undenied(source) == (9, 14, "will")


def test_a_denial_that_is_quoted_is_no_denial_of_what_stands_behind_the_quotation():
    source = statement('The loser called the count "not fair" and promised to go to court.')
    assert not negation.turns_round(statement("The loser promised to go to court."), source)
    assert negation.turns_round(statement("The loser called the count fair."), source)


@pytest.mark.parametrize(
    ("claim", "affirmed"),
    [
        ("The film was not written by Paul Redmond.", "The film was written by Paul Redmond."),
        ("The firm didn't sue Lee Hart.", "The firm did sue Lee Hart."),
        ("Anna Lind never led “The Lark”.", "Anna Lind led “The Lark”."),
    ],
)
def test_a_claim_without_its_denial_has_its_words_and_facts_where_they_stand(claim, affirmed):
    claim = statement(claim)
    [cue] = [fact for fact, _ in scope.cues(claim, "negation")]
    found = scope.affirmed(claim, cue)
    assert (found.text, found.end) == (affirmed, len(affirmed))
    assert all(found.text[fact.start : fact.end] == fact.text for fact in found.facts)
    assert [token.stem for token in found.tokens if token.stem != "did"] == [
        token.stem for token in statement(affirmed).tokens
    ]


@pytest.mark.parametrize(
    ("claim", "source", "turned"),
    [
        ("Meyer was banned from leaving.", "Meyer was not banned from leaving.", True),
        ("The ship did not reach the port.", "The ship did not reach the port until Sunday.", True),
        ("The court did not convict Marsh.", "The court did not convict Marsh of murder, but of theft.", True),
        ("The club has not won it.", "The club has not won it twice.", True),
        ("No country signed it.", "No country that had seen the text signed it.", True),
        ("Keane did not score.", "Keane did not just score, he scored twice.", True),
        ("Prices did not rise as expected.", "Prices did not rise as much as expected.", True),
        ("The bank did not raise its rates.", "The bank did not raise its rates in May.", False),
        ("Meyer was not banned from leaving.", "Meyer was not banned from leaving.", False),
        ("Keane did not just score.", "Keane did not just score.", False),
        ("The ship did not reach the port until May.", "The ship did not reach the port until May.", False),
    ],
)
def test_a_denial_of_a_part_or_of_a_denial_is_none_of_the_whole(claim, source, turned):
    assert negation.turns_round(statement(claim), statement(source)) is turned
