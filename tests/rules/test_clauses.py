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
