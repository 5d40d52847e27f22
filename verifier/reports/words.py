"""What reports say in common: words and marks for verdicts, evidence and reasons, and which of these to show."""

from __future__ import annotations

from collections.abc import Sequence

from verifier.records import Evidence, Finding, Outcome, Source, Stance, Status, Verdict
from verifier.reports.printable import nearby, printable

VERDICTS = {
    Status.CONFLICTING: "Conflicting",
    Status.MIXED: "Mixed",
    Status.UNVERIFIED: "Unverified",
    Status.SUPPORTED: "Supported",
}
"""In the order in which an editor wants to see them."""

MEANINGS = {
    Status.CONFLICTING: "the sources conflict with it",
    Status.MIXED: "the sources disagree",
    Status.UNVERIFIED: "not enough evidence",
    Status.SUPPORTED: "the sources support it",
}

ALONE = VERDICTS | {status: f"{VERDICTS[status]}: {MEANINGS[status]}" for status in (Status.MIXED, Status.UNVERIFIED)}
"""The verdicts as a report of one claim gives them, with the meaning of those whose word does not tell it."""

MARKS = {Status.CONFLICTING: "≠", Status.MIXED: "±", Status.UNVERIFIED: "?", Status.SUPPORTED: "="}
OUTCOMES = {Outcome.CONFLICTS: "≠", Outcome.SILENT: "?", Outcome.AGREES: "="}
"""What stands before a verdict, and before a reason, so that they can be told apart without colour."""

HEADINGS = {
    Stance.SUPPORTS: "Supporting evidence",
    Stance.CONFLICTS: "Conflicting evidence",
    Stance.NEUTRAL: "Nearest passages",
}

SAME_WORDS = Finding(
    rule="", outcome=Outcome.AGREES, claim=None, source=None, explanation="the source says it in the same words"
)
"""Why a passage supports in which no rule had anything to compare; it is of no rule, and no record holds it."""

MOST_DECIDING = 4
"""Passages of each side that a report shows; JSON has all."""
MOST_NEAREST = 2
"""Passages shown where none decides."""


def counted(number: int, noun: str) -> str:
    """A number with its noun: 1 claim, 2 claims."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def sureness(verdict: Verdict) -> str:
    """The confidence in percent; nothing of an unverified verdict, whose number would be read as how likely the claim is."""
    return "" if verdict.status is Status.UNVERIFIED else f"{verdict.confidence:.0%}"


def deciding(verdict: Verdict) -> tuple[Evidence, ...]:
    """The evidence that supports or conflicts, best first."""
    return tuple(one for one in verdict.evidence if one.stance is not Stance.NEUTRAL)


def shown(verdict: Verdict) -> list[Evidence]:
    """The evidence that a report shows: the best that conflicts and that supports or, where none does, the nearest."""
    sides = (Stance.CONFLICTS, Stance.SUPPORTS)
    chosen = [one for side in sides for one in [e for e in verdict.evidence if e.stance is side][:MOST_DECIDING]]
    return chosen or list(verdict.evidence[:MOST_NEAREST])


def reasons(findings: Sequence[Finding]) -> list[Finding]:
    """The findings that say something, conflicts first."""
    telling = [finding for finding in findings if finding.outcome is not Outcome.SILENT]
    return sorted(telling, key=lambda finding: finding.outcome is not Outcome.CONFLICTS)


def reasons_of(evidence: Evidence) -> list[Finding]:
    """Why a passage decides, or why one that has the words of the claim does not: of no fact, but of all that it says."""
    if evidence.stance is not Stance.NEUTRAL:
        return reasons(evidence.findings) or [SAME_WORDS]
    return [finding for finding in evidence.findings if finding.outcome is Outcome.SILENT and finding.claim is None]


def decisive(verdict: Verdict) -> list[Finding]:
    """The findings that made the verdict: of the claim alone, then of each deciding passage on the side it takes."""
    found = list(reasons(verdict.findings))
    for one in deciding(verdict):
        side = Outcome.CONFLICTS if one.stance is Stance.CONFLICTS else Outcome.AGREES
        found += [finding for finding in reasons_of(one) if finding.outcome is side]
    return found


def deciding_rules(verdict: Verdict) -> list[str]:
    """The rules by which the verdict was made, each once."""
    return list(dict.fromkeys(finding.rule for finding in decisive(verdict) if finding.rule))


def source_name(source: Source) -> str:
    """A source by its title, or else by where it is."""
    return printable(source.title or nearby(source.path or "") or source.url or source.id).strip()
