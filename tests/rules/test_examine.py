"""A claim against one passage: when the rules agree, conflict, and above all when they stay silent."""

import datetime as dt
from pathlib import Path

import pytest
import yaml

from verifier import facts, rules
from verifier.records import Outcome

ROWS = yaml.safe_load((Path(__file__).parent / "examinations.yaml").read_text(encoding="utf-8"))


def statement(text, published=None, heading=""):
    return rules.Statement.of(text, facts.extract(text, published), heading)


def outcome(row):
    examination = rules.examine(
        statement(row["claim"], row.get("published")), statement(row["passage"], row.get("published"))
    )
    if examination.conflicts:
        return "conflicts"
    settled = all(finding.outcome is Outcome.AGREES for finding in examination.findings) and not examination.denied
    return "agrees" if settled and not examination.unmatched and not examination.alignment.missing else "silent"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["claim"])
def test_outcome(row):
    assert outcome(row) == row["outcome"]


@pytest.mark.parametrize("row", [row for row in ROWS if row["outcome"] == "conflicts"], ids=lambda row: row["claim"])
def test_a_conflict_is_explained_with_both_values(row):
    published = row.get("published")
    examination = rules.examine(statement(row["claim"], published), statement(row["passage"], published))
    for finding in examination.conflicts:
        assert finding.explanation.startswith("the ")
        for fact, text in ((finding.claim, row["claim"]), (finding.source, row["passage"])):
            assert fact is None or text[fact.start : fact.end] == fact.text


@pytest.mark.parametrize(
    ("claim", "passage", "explanation"),
    [
        ("The match was on 3 May.", "The match was on 4 May.", "the claim says 3 May, the source 4 May"),
        (
            "He paid $3.5 million for the house.",
            "He paid $4.5 million for the house.",
            "the claim says $3.5 million, the source $4.5 million",
        ),
        (
            "It was closed 20 years later.",
            "It was closed more than 28 years later.",
            "the claim says 20 years, the source more than 28 years",
        ),
    ],
)
def test_a_figure_that_differs_in_part_is_shown_whole(claim, passage, explanation):
    (finding,) = rules.examine(statement(claim), statement(passage)).conflicts
    assert finding.explanation == explanation


def test_a_rule_that_is_switched_off_finds_nothing():
    claim, passage = statement("205 prisoners freed"), statement("Belarus freed 250 political prisoners.")
    enabled = [name for name in rules.RULES if name != "quantity"]
    assert rules.examine(claim, passage).conflicts
    assert not rules.examine(claim, passage, enabled).conflicts


def test_a_claim_can_contradict_itself():
    found = rules.self_check(statement("The council met on Thursday, 18 March 2026."))
    assert [finding.outcome for finding in found] == [Outcome.CONFLICTS]
    assert found[0].source is None


@pytest.mark.parametrize(
    ("passage", "of_another"),
    [
        ("Twelve people have walked on the Moon, all of them before 1973.", True),
        ("He walked on the Moon in 1969.", False),
        ("Anna Berg walked on the Moon in 1969.", False),
    ],
)
def test_a_sentence_speaks_of_a_name_before_it_only_where_it_points_back(passage, of_another):
    source = rules.Statement.of(passage, facts.extract(passage), "", "Anna Berg trained for years.")
    assert rules.examine(statement("Anna Berg walked on the Moon."), source).alignment.of_another is of_another


@pytest.mark.parametrize(
    ("claim", "passage", "reworded"),
    [
        (
            "The main mirror measures about 21 feet across",
            "Its main mirror measures 6.5 metres across and is gilded.",
            "The main mirror measures 6.5 metres across",
        ),
        ("The flight lasted less than two hours", "The flight lasted 108 minutes.", "The flight lasted 108 minutes"),
        (
            "The Navy comprises more than 70% of the country's active personnel",
            "It is a volunteer force and comprises more than 80% of the country's active personnel.",
            "The Navy comprises more than 80% of the country's active personnel",
        ),
        ("He was sworn in on 23 September 2020", "He was sworn in on Wednesday.", "He was sworn in on Wednesday"),
        ("He has ruled the island since 1999", "He won the island's vote on 9 August 2020.", None),
        ("The fire destroyed 31 houses", "The fire destroyed 13 houses.", None),
    ],
)
def test_the_stance_model_reads_what_agrees_in_the_words_of_the_source(claim, passage, reworded):
    published = dt.date(2020, 9, 23)
    assert rules.examine(statement(claim), statement(passage, published)).reworded == (reworded or claim)


@pytest.mark.parametrize(
    ("claim", "passage", "explanation"),
    [
        ("Anna Berg was not born in 1991.", "Anna Berg was born in 1990.", "it is not 1991, the source 1990"),
        ("It does not have 300 rooms.", "It has 250 rooms.", "it is not 300 rooms, the source 250 rooms"),
    ],
)
def test_another_figure_than_the_one_that_is_denied_bears_the_denial_out(claim, passage, explanation):
    examination = rules.examine(statement(claim), statement(passage))
    (finding,) = examination.findings
    assert (finding.outcome, finding.explanation) == (Outcome.AGREES, f"the claim says that {explanation}")
    assert examination.contrasted
    assert not examination.conflicts


@pytest.mark.parametrize(
    ("claim", "read"),
    [
        ("Ann was not born in Oslo.", "Ann was born in Oslo."),
        ("Ann wasn’t born in Oslo.", "Ann was born in Oslo."),
        ("Ann can't swim.", "Ann can swim."),
        ("Ann never directed a film.", "Ann directed a film."),
        ("The book was not written by Ann.", "The book was written by Ann."),
        ("The court did not free 250 people.", "The court did free two hundred and fifty people."),
        ("Ann was not born in Portland, Oregon in 2001.", "Ann was born in Portland, Oregon in 2001."),
        ("Ann was not elected. She died in May.", None),
        ("Ann said that the drug does not work.", None),
        ("According to Ann, the drug does not work.", None),
        ("The Oslo accord was not signed.", "The Oslo accord was signed."),
        ("Ann is not only a singer.", None),
        ("Ann was not there until May.", None),
        ("Ann was not ill but left Oslo in May.", None),
        ("The treaty, signed in Oslo, was not ratified.", None),
        ("Ann was born in Oslo.", None),
    ],
)
def test_the_stance_model_reads_what_a_claim_denies(claim, read):
    passage = statement("The court freed two hundred and fifty people.")
    examination = rules.examine(statement(claim), passage)
    assert (examination.reworded, examination.is_turned) == (read or claim, read is not None)
