"""Names of a sentence that stand in the place of a claim's: in another form, or another's name in a restatement or a list.

Whether two names may be of one is for `name`. That a longer sentence says of another what the claim says is no conflict, and for
`of_another`.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from verifier.records import Fact, Finding, Outcome
from verifier.rules import clauses, date, name, quantity
from verifier.rules.alignment import Alignment
from verifier.rules.comparison import agrees, finding_of
from verifier.rules.same_event import SAME_EVENT
from verifier.rules.statement import Statement, Token


def check(alignment: Alignment, findings: Sequence[Finding]) -> list[Finding]:
    """The names that stand in each other's place; `findings` are those of figures, dates and quotations."""
    forms = _other_forms(alignment)
    found = [*findings, *forms]
    replaced = _in_list(alignment, found) or _in_restatement(alignment) or _before_the_same(alignment, found)
    return forms + replaced


def _other_forms(alignment: Alignment) -> list[Finding]:
    """Names that the sentence has in another form: "U.S." and "United States"."""
    findings = []
    for claimed in alignment.known:
        compared = [
            finding_of(name.NAME, name.compare(claimed, fact), claimed, fact) for fact in alignment.source.names
        ]
        same = [finding for finding in compared if agrees(finding)]
        if same and all(finding.source and finding.source.text != claimed.text for finding in same):
            findings.append(same[0])
    return findings


def _in_list(alignment: Alignment, findings: Sequence[Finding]) -> list[Finding]:
    """The one name in which two lists of as many differ, where the sentence says all else that the claim does.

    The figures show no other event, and what is said of those who are listed is the same.
    """
    if not all(agrees(finding) for finding in findings):
        return []
    for mine in clauses.lists(alignment.claim):
        for theirs in clauses.lists(alignment.source):
            rest = [fact for fact in mine if not any(name.is_same(fact, other) for other in theirs)]
            left = [fact for fact in theirs if not any(name.is_same(fact, other) for other in mine)]
            if len(mine) != len(theirs) or len(rest) != 1 or len(left) != 1:
                continue
            plain = [token for token in alignment.claim.tokens if not any(token.is_in(fact) for fact in mine)]
            said = [token for token in plain if token.fact is None]
            there = sum(token.stem in alignment.source.stems for token in said)
            compared = name.compare_listed(rest[0], left[0])
            if compared.outcome is Outcome.CONFLICTS and said and there >= SAME_EVENT * len(said):
                return [finding_of(name.NAME, compared, rest[0], left[0])]
    return []


def _in_restatement(alignment: Alignment) -> list[Finding]:
    """Names that stand in each other's place in what is otherwise one statement."""
    if not alignment.verbatim:
        return []
    findings = []
    for claimed, stated in alignment.replaced:
        left, right = _name_of(claimed, alignment.claim), _name_of(stated, alignment.source)
        if left is not None and right is not None:
            finding = finding_of(name.NAME, name.compare(left, right), left, right)
            findings.append(_told_of_another(finding) if left in alignment.known else finding)
    return findings


def _told_of_another(finding: Finding) -> Finding:
    """The difference from a sentence on another of those that a passage names: it may say the same of the claim's elsewhere."""
    if finding.outcome is not Outcome.CONFLICTS:
        return finding
    return msgspec.structs.replace(finding, outcome=Outcome.SILENT, explanation=f"{finding.explanation} there")


def _before_the_same(alignment: Alignment, findings: Sequence[Finding]) -> list[Finding]:
    """The name that a claim begins with, where a longer sentence begins with another before the very same words.

    The figures must show that it is one event: two of them, all agreeing.
    """
    measured = [finding for finding in findings if finding.rule in {quantity.NAME, date.NAME}]
    if len(measured) < 2 or not all(agrees(finding) for finding in measured) or len(alignment.blocks) != 1:
        return []
    start, there, size = alignment.blocks[0]
    mine, theirs = alignment.claim.tokens, alignment.source.tokens
    if start + size != len(mine):
        return []
    left, right = _name_of(mine[:start], alignment.claim), _name_of(theirs[:there], alignment.source)
    if left is None or right is None or left in alignment.known:
        return []
    finding = finding_of(name.NAME, name.compare(left, right), left, right)
    return [finding] if finding.outcome is Outcome.CONFLICTS else []


def _name_of(tokens: tuple[Token, ...], statement: Statement) -> Fact | None:
    """The one name that all of the tokens belong to."""
    if not tokens:
        return None
    return next((fact for fact in statement.names if all(token.is_in(fact) for token in tokens)), None)
