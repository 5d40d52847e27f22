"""Compares a name of the claim with the one in its place in a source: only a sure difference conflicts."""

from __future__ import annotations

from verifier.facts.names import same
from verifier.records import Fact, Name, Outcome
from verifier.rules.comparison import Comparison

NAME = "name"
SUMMARY = "People, organisations, places and nationalities, across spellings, initials, surnames and acronyms."

__all__ = ["NAME", "SUMMARY", "compare", "same"]


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
    explanation = f"the claim names {claim.text}, the source {source.text}"
    return Comparison(Outcome.CONFLICTS, explanation, suggestion=source.text)
