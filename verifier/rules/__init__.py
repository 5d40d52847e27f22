"""The rules, by name, and the one place where they are applied to a claim and a passage; weighing is for `verdict`."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from types import ModuleType

import msgspec

from verifier.records import Bound, Date, Fact, Finding, Outcome, Quantity, Quotation
from verifier.rules import arithmetic, date, name, negation, quantity, quotation, rewriting, weekday
from verifier.rules.alignment import Alignment, Place, align, comparable
from verifier.rules.comparison import Comparison
from verifier.rules.lexicon import ONCE_ONLY, SAYING
from verifier.rules.statement import Statement, Token, stem

RULES: dict[str, ModuleType] = {
    module.NAME: module for module in (quantity, date, name, quotation, negation, arithmetic, weekday)
}
"""Every rule by the name under which it is shown, documented and switched off."""

SAME_EVENT = 0.8
"""From this share of the claim's words a sentence that is no restatement may still be about the same event."""
NEAR_DAYS = 45.0
"""Dates of an event that can happen again conflict only when they are this near: further apart are two events."""

__all__ = ["RULES", "Alignment", "Examination", "Statement", "examine", "self_check"]


@dataclass(frozen=True)
class Examination:
    """What the rules found for one claim in one passage."""

    alignment: Alignment
    findings: tuple[Finding, ...]
    unmatched: tuple[Fact, ...]
    """Quantities, dates, names and quotations of the claim to which the passage has no counterpart."""
    missing: tuple[Token, ...]
    """Other words of the claim to which it has none."""

    @property
    def conflicts(self) -> tuple[Finding, ...]:
        """The findings that conflict."""
        return tuple(finding for finding in self.findings if finding.outcome is Outcome.CONFLICTS)

    @property
    def denied(self) -> bool:
        """Whether the sentence may deny what the claim states: too unsure for a conflict, enough to be no support."""
        return negation.turns_round(self.alignment.claim, self.alignment.source)


def self_check(claim: Statement, enabled: Collection[str] = tuple(RULES)) -> tuple[Finding, ...]:
    """What the claim's own words contradict, without any source."""
    modules = [module for module in (arithmetic, weekday) if module.NAME in enabled]
    return tuple(finding for module in modules for finding in module.check(claim.text, claim.facts))


def examine(claim: Statement, passage: Statement, enabled: Collection[str] = tuple(RULES)) -> Examination:
    """Apply the rules to a claim and a passage.

    A fact that stands in the same words is compared as it is. One that only may stand for the same thing conflicts when
    nothing in the sentence agrees with it and everything else that the claim says does: two differences are another
    event.
    """
    alignment = align(claim, passage)
    if not alignment.related:
        return Examination(alignment, (), claim.facts, alignment.missing)
    findings: list[Finding] = []
    unmatched: list[Fact] = []
    doubtful: list[Finding] = []
    for place in alignment.places:
        rule = quantity if isinstance(place.claim.value, Quantity) else date
        if rule.NAME not in enabled:
            continue
        finding = _compare(rule, place, alignment)
        if finding is None:
            unmatched.append(place.claim)
        elif finding.outcome is Outcome.CONFLICTS and not place.certain:
            doubtful.append(finding)
        else:
            findings.append(finding)
    quoted = False
    for fact in claim.facts:
        if isinstance(fact.value, Quotation) and quotation.NAME in enabled:
            compared = quotation.check(fact, passage.text, passage.facts)
            findings.append(_finding(quotation.NAME, compared, fact, None))
            quoted = quoted or compared.outcome is Outcome.AGREES
    if name.NAME in enabled:
        findings += _replaced_names(alignment)
    if negation.NAME in enabled and alignment.names_known and _is_close(alignment, unmatched):
        findings += negation.check(claim, alignment.source)
    confirmed = _confirmed(alignment, doubtful, findings, unmatched)
    unmatched += [finding.claim for finding in doubtful if finding.claim and finding not in confirmed]
    findings += confirmed
    missing = alignment.missing
    if quoted:
        missing = tuple(token for token in missing if token.stem not in SAYING)
    if alignment.verbatim and (unmatched or missing or not all(_agrees(finding) for finding in findings)):
        rewritten = _rewritten(claim, alignment.source, enabled, findings)
        if rewritten:
            (start, end), finding = rewritten
            findings = [each for each in findings if not _stands_in(each.claim, start, end)] + [finding]
            unmatched = [fact for fact in unmatched if not _stands_in(fact, start, end)]
            missing = tuple(token for token in missing if not start <= token.start < end)
            if _agrees(finding):
                # The quotation differs only in how this figure is written.
                findings = [each for each in findings if not _is_quoted(start, end, each)]
    conflicts = [finding for finding in findings if finding.outcome is Outcome.CONFLICTS]
    if conflicts and _is_another_event(alignment, missing, conflicts):
        findings = [finding for finding in findings if finding.outcome is not Outcome.CONFLICTS]
        unmatched += [finding.claim for finding in conflicts if finding.claim is not None]
    return Examination(alignment, tuple(findings), tuple(unmatched), tuple(missing))


def _is_close(alignment: Alignment, unmatched: Sequence[Fact]) -> bool:
    """Whether all but a word of the claim is in the sentence: what is denied there is what the claim states."""
    if any(character.isdigit() for token in alignment.absent for character in token.stem):
        return False
    return alignment.said >= SAME_EVENT or (len(alignment.absent) == 1 and not unmatched)


def _agrees(finding: Finding) -> bool:
    return finding.outcome is Outcome.AGREES


def _beside(statement: Statement, run: rewriting.Span, fact: Fact) -> list[str] | None:
    """The stems in a run beside a figure or date that is in it, or that it is in; None if it is neither, or not alone."""
    if not isinstance(fact.value, Quantity | Date) or not (fact.start < run[1] and run[0] < fact.end):
        return None
    others = [token for token in statement.tokens if run[0] <= token.start < run[1] and token.fact is not fact]
    return None if any(token.fact for token in others) else [token.stem for token in others]


def _stands_in(fact: Fact | None, start: int, end: int) -> bool:
    return fact is not None and not isinstance(fact.value, Quotation) and fact.start < end and start < fact.end


def _is_quoted(start: int, end: int, finding: Finding) -> bool:
    quoted = finding.claim
    return finding.rule == quotation.NAME and quoted is not None and quoted.start < end and start < quoted.end


def _rewritten(
    claim: Statement, source: Statement, enabled: Collection[str], findings: Sequence[Finding]
) -> tuple[rewriting.Span, Finding] | None:
    """What the one run of words in which two statements differ says: a figure or a date for another.

    That is the finding, if there is one, which compared the figures or dates that the runs are of.
    """
    spans = rewriting.runs(claim, source)
    if spans is None:
        return None
    for found in findings:
        if found.claim and found.source:
            stems = _beside(claim, spans[0], found.claim)
            if stems is not None and stems == _beside(source, spans[1], found.source):
                return spans[0], found
    mine, theirs = rewriting.only_fact(claim, spans[0]), rewriting.only_fact(source, spans[1])
    if mine is None or theirs is None:
        return None
    (left, around), (right, beside) = mine, theirs
    if around != beside or not comparable(left, right):
        return None
    rule = quantity if isinstance(left.value, Quantity) else date
    if rule.NAME not in enabled:
        return None
    return spans[0], _finding(rule.NAME, rule.compare(left, right), left, right)


def _finding(rule: str, comparison: Comparison, claim: Fact, source: Fact | None) -> Finding:
    return Finding(
        rule=rule,
        outcome=comparison.outcome,
        claim=claim,
        source=source,
        explanation=comparison.explanation,
        suggestion=comparison.suggestion,
    )


def _compare(rule: ModuleType, place: Place, alignment: Alignment) -> Finding | None:
    """The claim's fact against what may be its counterpart: one that surely is and agrees settles it.

    A date may also be given elsewhere in the passage if the sentence has none. A value that agrees but seems to belong
    to something else is no support; nor does any other value conflict then.
    """
    findings = [_finding(rule.NAME, rule.compare(place.claim, fact), place.claim, fact) for fact in place.candidates]
    if place.certain or not findings:
        return findings[0] if findings else _around(rule, place, alignment)
    agreeing = [finding for finding in findings if _agrees(finding)]
    for finding in agreeing:
        assert finding.source is not None
        if rule is date and (alignment.is_attached(finding.source) or alignment.is_in_clause(finding.source)):
            return finding
        if rule is quantity and not alignment.is_contested(place.claim, finding.source):
            return finding
    if agreeing:
        return _doubted(agreeing[0])
    around = _around(rule, place, alignment)
    return _doubted(around) if around else findings[0]


def _around(rule: ModuleType, place: Place, alignment: Alignment) -> Finding | None:
    """What agrees with the claim's fact in the passage around the sentence: a date counts, a figure needs more."""
    for fact in alignment.passage.facts:
        if fact not in place.candidates and comparable(place.claim, fact):
            finding = _finding(rule.NAME, rule.compare(place.claim, fact), place.claim, fact)
            if _agrees(finding):
                return finding if rule is date else _doubted(finding)
    return None


def _doubted(finding: Finding) -> Finding:
    assert finding.source is not None
    explanation = f"the source says {finding.source.text} too, but perhaps of something else"
    return msgspec.structs.replace(finding, outcome=Outcome.SILENT, explanation=explanation)


def _confirmed(
    alignment: Alignment, doubtful: list[Finding], findings: list[Finding], unmatched: list[Fact]
) -> list[Finding]:
    """The conflict of facts that only may stand for the same thing, if all else shows that it is the same event."""
    settled = all(finding.outcome is Outcome.AGREES for finding in findings)
    if len(doubtful) != 1 or unmatched or not settled:
        return []
    if alignment.coverage < SAME_EVENT or not alignment.names_known:
        return []
    finding = doubtful[0]
    if finding.claim is None or finding.source is None:
        return []
    if isinstance(finding.claim.value, Date) and isinstance(finding.source.value, Date):
        same = _is_same_occasion(alignment, finding.claim, finding.source)
    else:
        same = _is_same_measure(alignment, finding.claim, finding.source)
    return [finding] if same else []


def _is_same_occasion(alignment: Alignment, claim: Fact, source: Fact) -> bool:
    """Whether two different dates can be meant for one event: it happens once, or they are near, or a slip apart."""
    mine, theirs = claim.value, source.value
    assert isinstance(mine, Date)
    assert isinstance(theirs, Date)
    attached = [fact for fact in alignment.source.facts if isinstance(fact.value, Date) and alignment.is_attached(fact)]
    if source not in attached or any(date.compare(claim, fact).outcome is Outcome.AGREES for fact in attached):
        return False
    if alignment.claim.stems & ONCE_ONLY & alignment.source.stems:
        return True
    if mine.bound is theirs.bound is not Bound.EXACT:
        return True
    parts = [(mine.year, theirs.year), (mine.month, theirs.month), (mine.day, theirs.day)]
    if (
        theirs.year is None
        and theirs.month
        and theirs.relative
        and mine.month == theirs.month
        and mine.day == theirs.day
    ):
        return False
    if sum(left == right is not None for left, right in parts) >= 2:
        return True
    if any(isinstance(fact.value, Quantity) and fact.value.dimension == "rank" for fact in alignment.claim.facts):
        return True
    gaps = [max(left.low - right.high, right.low - left.high) for left in mine.cores for right in theirs.cores]
    return not gaps or min(gaps) <= NEAR_DAYS


def _is_same_measure(alignment: Alignment, claim: Fact, source: Fact) -> bool:
    """Whether two different quantities count the same thing: the same noun, or the same word beside them."""
    left, right = claim.value, source.value
    assert isinstance(left, Quantity)
    assert isinstance(right, Quantity)
    if {stem(word) for word in left.modifiers} - alignment.source.stems - {stem(word) for word in right.modifiers}:
        return False
    rivals = [
        fact
        for fact in alignment.source.facts
        if fact is not source and comparable(claim, fact) and not _agrees_with(fact, source)
    ]
    if left.role != right.role:
        return False
    if rivals and alignment.is_contested(claim, source):
        return False
    if left.counted and left.dimension == "count":
        return bool(right.counted)
    return bool(_neighbours(alignment.claim, claim) & _neighbours(alignment.source, source))


def _agrees_with(fact: Fact, other: Fact) -> bool:
    """Whether two figures of one sentence are the same quantity, as in "47.5 pounds (21.5 kilograms)"."""
    return quantity.compare(other, fact).outcome is Outcome.AGREES


def _neighbours(statement: Statement, fact: Fact) -> set[str]:
    """Stems of the words next to a fact."""
    place = next(i for i, token in enumerate(statement.tokens) if token.fact is fact)
    return {token.stem for token in statement.tokens[max(0, place - 2) : place + 3] if token.fact is None}


def _replaced_names(alignment: Alignment) -> list[Finding]:
    """Names that stand in each other's place in what is otherwise one statement."""
    if not alignment.verbatim:
        return []
    findings = []
    for claimed, stated in alignment.replaced:
        left, right = _name_of(claimed, alignment.claim), _name_of(stated, alignment.source)
        if left is not None and right is not None:
            findings.append(_finding(name.NAME, name.compare(left, right), left, right))
    return findings


def _name_of(tokens: tuple[Token, ...], statement: Statement) -> Fact | None:
    """The one name that all of the tokens belong to."""
    if not tokens:
        return None
    start, end = tokens[0].start, tokens[-1].end
    return next((fact for fact in statement.names if fact.start <= start and end <= fact.end), None)


def _is_another_event(alignment: Alignment, missing: Sequence[Token], conflicts: list[Finding]) -> bool:
    """Whether the differences are too many for one event, or one of the two is only expected, possible or alleged."""
    quoted = [finding.claim for finding in conflicts if finding.rule == quotation.NAME and finding.claim]
    facts = [finding.claim for finding in conflicts if finding.claim]
    own = [
        fact for fact in facts if not any(each is not fact and each.start <= fact.start < each.end for each in quoted)
    ]
    kinds = {type(fact.value) for fact in own}
    if len(own) > 1 and kinds != {Quantity}:
        return True
    if not kinds & {Quantity, Date}:
        return False
    gone = {token.start for token in missing}
    reworded = any(
        theirs and any(token.start in gone for token in mine) and all(token.fact is None for token in theirs)
        for mine, theirs in alignment.replaced
    )
    return reworded or negation.held_back(alignment.claim, alignment.source)
