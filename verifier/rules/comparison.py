"""What a pair rule answers, and the finding that is made of it; how pairs are found is in `alignment`."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from verifier.records import Fact, Finding, Outcome, Record
from verifier.rules.statement import Statement


class Comparison(Record, frozen=True):
    """The outcome for two values that stand for the same thing, in one sentence that names both."""

    outcome: Outcome
    explanation: str
    suggestion: str | None = None
    """Words that would make the claim agree, in the claim's own form."""


def left_out(said: str, word: str) -> str:
    """What is said of a source that has a word, or some, which the claim leaves out."""
    left = "it" if said == word else f"“{word}”"
    return f"the source says “{said}”, the claim leaves {left} out"


def first_said(ways: Iterable[Callable[[Statement, Statement], str]], claim: Statement, source: Statement) -> str:
    """What the first of some ways has to say of a claim and a source; "" if none has anything."""
    return next(filter(None, (way(claim, source) for way in ways)), "")


def finding_of(rule: str, comparison: Comparison, claim: Fact, source: Fact | None) -> Finding:
    """What a rule answers of a fact of the claim and one of the source, as a finding."""
    return Finding(
        rule=rule,
        outcome=comparison.outcome,
        claim=claim,
        source=source,
        explanation=comparison.explanation,
        suggestion=comparison.suggestion,
    )


def agrees(finding: Finding) -> bool:
    """Whether a finding bears the claim out."""
    return finding.outcome is Outcome.AGREES


def doubted(finding: Finding) -> Finding:
    """The same, but silent: what the source has may belong to something else."""
    assert finding.source is not None
    same = finding.claim and finding.claim.text.casefold() == finding.source.text.casefold()
    fits = f"the source says {finding.source.text} too" if same else f"the source's {finding.source.text} would fit"
    explanation = f"{fits}, but perhaps {'of' if same else 'belongs to'} something else"
    return msgspec.structs.replace(finding, outcome=Outcome.SILENT, explanation=explanation)
