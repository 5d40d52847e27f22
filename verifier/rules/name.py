"""Compares a name of the claim with the one in its place in a source: only a sure difference conflicts."""

from __future__ import annotations

from verifier.facts.names import same
from verifier.facts.spellings import near
from verifier.records import Fact, Name, Outcome
from verifier.rules.comparison import Comparison

NAME = "name"
SUMMARY = "People, organisations, places and nationalities, across spellings, initials, surnames and acronyms."

__all__ = ["NAME", "SUMMARY", "compare", "compare_listed", "is_same", "same", "value"]


def compare(claim: Fact, source: Fact) -> Comparison:
    """Compare two names that stand for the same thing; only a sure difference conflicts.

    A place within the other, names of two kinds, and a spelling that may or may not be the same are silent.
    """
    if not isinstance(claim.value, Name) or not isinstance(source.value, Name):
        return Comparison(Outcome.SILENT, "one of the two is not a name")
    verdict = same(claim.value, source.value)
    if verdict is None:
        return Comparison(Outcome.SILENT, f"the claim names {claim.text}, the source {source.text}: not comparable")
    if verdict:
        how = "both name" if claim.text == source.text else f"the source's {source.text} is the claim's"
        return Comparison(Outcome.AGREES, f"{how} {claim.text}")
    return _conflict(claim, source)


def value(fact: Fact) -> Name:
    """The value of a fact that is a name."""
    assert isinstance(fact.value, Name)
    return fact.value


def is_same(fact: Fact, other: Fact) -> bool:
    """Whether two names are surely one."""
    return compare(fact, other).outcome is Outcome.AGREES


def compare_listed(claim: Fact, source: Fact) -> Comparison:
    """As `compare`, of the only two names in which two lists of people differ.

    There a surname that is quite another says that it is another person; elsewhere it may be one by birth and by marriage.
    """
    compared = compare(claim, source)
    if compared.outcome is not Outcome.SILENT or not (isinstance(claim.value, Name) and isinstance(source.value, Name)):
        return compared
    left, right = claim.value.canonical.split(), source.value.canonical.split()
    people = claim.value.kind == source.value.kind == "person" and len(left) > 1 and len(right) > 1
    return _conflict(claim, source) if people and not near(left[-1], right[-1]) else compared


def _conflict(claim: Fact, source: Fact) -> Comparison:
    explanation = f"the claim names {claim.text}, the source {source.text}"
    return Comparison(Outcome.CONFLICTS, explanation, suggestion=source.text)
