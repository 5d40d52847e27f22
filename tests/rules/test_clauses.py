"""Whose a fact of a sentence is."""

from verifier import facts
from verifier.records import Quotation
from verifier.rules import clauses
from verifier.rules.statement import Statement


def statement(text: str) -> Statement:
    return Statement.of(text, facts.extract(text))


def test_a_fact_of_a_clause_that_begins_with_another_is_of_another():
    source = statement("Tyson Gay came second and Asafa Powell third.")
    second, third = (fact for fact in source.facts if fact.text in {"second", "third"})
    assert clauses.is_of_another(statement("Tyson Gay came third."), source, third)
    assert not clauses.is_of_another(statement("Tyson Gay came third."), source, second)


def test_a_fact_that_ends_after_its_sentence_ends_with_it():
    source = statement('Ann Lee called it "a place like no other ... It is home to all" and left.').sentences[0]
    (quoted,) = (fact for fact in source.facts if isinstance(fact.value, Quotation))
    assert quoted.end > source.end
    assert not clauses.is_of_another(statement("Ann Lee left."), source, quoted)


def test_a_measure_of_a_clause_that_says_nothing_of_the_claim_is_told_apart():
    source = statement("The statue, carved in nine weeks by Ann Lee, stood in the square for years.")
    (weeks,) = (fact for fact in source.facts if fact.text == "nine weeks")
    assert clauses.is_told_apart(statement("The statue stood in the square for nine weeks."), source, weeks)
    assert not clauses.is_told_apart(statement("Ann Lee carved the statue in nine weeks."), source, weeks)


def test_the_comma_between_a_place_and_its_state_parts_no_clauses():
    source = statement("Filming began in Austin, Texas on 13 May and ended on 12 July.")
    assert [source.text[clause.start : clause.end] for clause in source.clauses] == [
        "Filming began in Austin, Texas on 13 May",
        "ended on 12 July.",
    ]
