"""The rules, by name, and the one place where they are applied to a claim and a passage; weighing is for `verdict`."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import ModuleType

import msgspec

from verifier.records import Bound, Date, Fact, Finding, Outcome, Quantity, Quotation
from verifier.rules import (
    arithmetic,
    attribution,
    clauses,
    date,
    name,
    negation,
    quantity,
    quotation,
    reckoning,
    relations,
    reservation,
    rewriting,
    slips,
    subjects,
    superlative,
    weekday,
)
from verifier.rules.alignment import Alignment, Place, align, comparable
from verifier.rules.comparison import Comparison
from verifier.rules.lexicon import DOUBTING, ONCE_ONLY, SAYING
from verifier.rules.statement import Statement, Token, stem

RULES: dict[str, ModuleType] = {
    module.NAME: module for module in (quantity, date, name, quotation, negation, arithmetic, weekday)
}
"""Every rule by the name under which it is shown, documented and switched off."""

SAME_EVENT = 0.8
"""From this share of the claim's words a sentence that is no restatement may still be about the same event."""
RESTATED = 0.6
"""From this share of the claim's words, in one sentence, it may say the same; the others may stand around it."""
LINKING = frozenset(map(stem, ("after", "before", "until")))
"""Words that join what is said, and name nothing of which a figure may be."""
OF_SOME = re.compile(r"\bof (?:the|these|those|its|his|her|their|them)\b")
MORE_THAN_ANOTHER = re.compile(
    r"\s(?:more|fewer|less|further|farther|longer|shorter|higher|lower|older|younger|faster|slower)\b"
)
"""Behind a figure that is the difference of two."""
NEAR_DAYS = 45.0
"""Dates of an event that can happen again conflict only when they are this near: further apart are two events."""

__all__ = ["RESTATED", "RULES", "Alignment", "Examination", "Statement", "examine", "self_check"]


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
    def reworded(self) -> str:
        """The claim as the stance model is to read it: the model can't count, and takes a denial for a conflict.

        Each figure and date that agrees is as the source writes it. A denial is left out (`is_turned`).
        """
        claim = self.alignment.claim
        same = [finding for finding in self.findings if _agrees(finding) and finding.rule != negation.NAME]
        edits = [
            (mine.start, mine.end, theirs.text)
            for mine, theirs in ((finding.claim, finding.source) for finding in same)
            if mine and theirs and _same_form(mine, theirs)
        ]
        denial = negation.undenied(claim)
        text, end = claim.text, len(claim.text)
        for start, stop, words in sorted([*edits, denial] if denial else edits, reverse=True):
            if stop <= end:
                text, end = text[:start] + words + text[stop:], start
        return text

    @property
    def is_turned(self) -> bool:
        """Whether what the stance model reads is what the claim denies: what supports the one conflicts with the other."""
        return negation.undenied(self.alignment.claim) is not None

    @property
    def contrasted(self) -> bool:
        """Whether all that bears the claim out is that the source has another figure, date or name than it denies."""
        return any(_agrees(finding) and finding.rule == negation.NAME for finding in self.findings)

    @property
    def doubted(self) -> bool:
        """Whether the sentence has a word of what is said only to be denied ("rumour"), or says that what is claimed are none.

        Not if the claim has the word, or the number, too.
        """
        claim, source = self.alignment.claim, self.alignment.source
        none = _counts_none(source, claim) and not _counts_none(claim, claim)
        return none or not DOUBTING.isdisjoint(source.stems - claim.stems)

    @cached_property
    def denied(self) -> bool:
        """Whether the sentence may deny what the claim states, or says it with a reservation: it is no support."""
        return negation.turns_round(self.alignment.claim, self.alignment.source) or bool(self.reservation)

    @cached_property
    def lacking(self) -> tuple[Fact, ...]:
        """The figures and dates of the claim that the passage has not."""
        return tuple(fact for fact in self.unmatched if isinstance(fact.value, Quantity | Date))

    @cached_property
    def reckoned(self) -> tuple[Fact, ...]:
        """Those of them that two of its own come to all the same: a share, a factor, a span of time, an age."""
        return tuple(fact for fact in self.lacking if reckoning.is_surely_made(fact, self.alignment.with_next))

    @property
    def excepted(self) -> bool:
        """Whether the sentence says something of all but what the claim speaks of, or of the time up to it or around it."""
        claim, source = self.alignment.claim, self.alignment.source
        within = any(reckoning.is_within_period(fact, self.alignment.with_next) for fact in self.lacking)
        return within or reservation.excepts(claim, source) or negation.holds_until(claim, source)

    @cached_property
    def reservation(self) -> str:
        """Why a sentence that has most words of the claim does not say what it says; "" if it may."""
        if spoken := attribution.reservation(self.alignment):
            return spoken
        if self.alignment.said < RESTATED:
            return ""
        if relations.says_of_another(self.alignment):
            return relations.OTHERWISE
        own = [finding.source for finding in self.findings if _agrees(finding) and finding.source]
        if fact := next(
            (fact for fact in own if clauses.is_told_apart(self.alignment.claim, self.alignment.source, fact)), None
        ):
            return f"the source says “{fact.text}” of something else"
        return reservation.of(self.alignment.claim, self.alignment.source)


def _counts_none(statement: Statement, claim: Statement) -> bool:
    """Whether a statement says that there are none of what the claim speaks of: "zero prisoners"."""
    values = [fact.value for fact in statement.facts]
    return any(isinstance(one, Quantity) and one.interval.high == 0 and one.counted in claim.stems for one in values)


def self_check(claim: Statement, enabled: Collection[str] = tuple(RULES)) -> tuple[Finding, ...]:
    """What the claim's own words contradict, without any source."""
    modules = [module for module in (arithmetic, weekday) if module.NAME in enabled]
    return tuple(finding for module in modules for finding in module.check(claim.text, claim.facts))


def examine(claim: Statement, passage: Statement, enabled: Collection[str] = tuple(RULES)) -> Examination:
    """Apply the rules to a claim and a passage; what contradicts the first clause of a claim contradicts the claim."""
    examination = _examine(claim, passage, enabled)
    contradicted = None if examination.conflicts else _contradicted(claim, passage, enabled)
    if contradicted is None and not examination.conflicts and examination.alignment.names_known:
        contradicted = slips.find(claim, passage) if quantity.NAME in enabled else None
    if contradicted is None:
        return examination
    others = [finding for finding in examination.findings if finding.claim is not contradicted.claim]
    unmatched = tuple(fact for fact in examination.unmatched if fact is not contradicted.claim)
    return replace(examination, findings=(*others, contradicted), unmatched=unmatched)


def _contradicted(claim: Statement, passage: Statement, enabled: Collection[str]) -> Finding | None:
    """What differs in the first clause of a claim, if a sentence says all else of it, and says it of the same day."""
    for head in clauses.heads(claim):
        found = _examine(head, passage, enabled)
        whole = found.alignment.related and found.alignment.names_known and head.names
        if not whole or found.alignment.absent or found.unmatched or len(found.conflicts) != 1:
            continue
        agreeing = [finding for finding in found.findings if _agrees(finding)]
        if len(agreeing) + 1 == len(found.findings) and any(_is_of_day(finding.claim) for finding in agreeing):
            return found.conflicts[0]
    return None


def _is_of_day(fact: Fact | None) -> bool:
    return fact is not None and isinstance(fact.value, Date) and fact.value.grain == "day"


def _examine(claim: Statement, passage: Statement, enabled: Collection[str]) -> Examination:
    """Apply the rules to a claim as a whole.

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
        findings += _other_forms(alignment)
        findings += (
            _replaced_in_list(alignment, findings)
            or _replaced_names(alignment)
            or _replaced_subject(alignment, findings)
        )
    close = alignment.names_known and _is_close(alignment, unmatched)
    if close and quantity.NAME in enabled:
        outranked = superlative.outranked(claim, alignment.source)
        findings += [outranked] if outranked else []
    dated = any(finding.claim and isinstance(finding.claim.value, Date) for finding in doubtful)
    if close and not dated and negation.NAME in enabled:
        findings += negation.check(claim, alignment.source, [finding for finding in findings if _agrees(finding)])
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
    findings, left = negation.across_denials(claim, alignment.source, findings)
    unmatched += left
    conflicts = [finding for finding in findings if finding.outcome is Outcome.CONFLICTS]
    if not _is_another_event(alignment, missing, conflicts):
        conflicts = [finding for finding in conflicts if _may_follow(finding, alignment)]
    findings = [finding for finding in findings if finding not in conflicts]
    unmatched += [finding.claim for finding in conflicts if finding.claim is not None]
    return Examination(alignment, tuple(findings), tuple(unmatched), tuple(missing))


def _may_follow(finding: Finding, alignment: Alignment) -> bool:
    """Whether what differs may follow from what the sentence says: "in 1986, four years late", "all but two of the eleven"."""
    mine, theirs = finding.claim, finding.source
    if mine and isinstance(mine.value, Date):
        return reckoning.is_surely_made(mine, alignment.source)
    if mine is None or theirs is None or not isinstance(theirs.value, Quantity):
        return False
    return reckoning.is_excepted(mine, alignment.claim) is not reckoning.is_excepted(theirs, alignment.source)


def _is_close(alignment: Alignment, unmatched: Sequence[Fact]) -> bool:
    """Whether all but a word of the claim is in the sentence: what is denied there is what the claim states."""
    if any(character.isdigit() for token in alignment.absent for character in token.stem):
        return False
    return alignment.said >= SAME_EVENT or (len(alignment.absent) == 1 and not unmatched)


def _same_form(mine: Fact, theirs: Fact) -> bool:
    """Whether the one may stand where the other does: a figure for a figure, a date for a date, but not for "since 1999"."""
    match mine.value, theirs.value:
        case Quantity(), Quantity():
            return True
        case Date(), Date():
            return mine.value.bound is theirs.value.bound
        case _:
            return False


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
    """What the sentence has for a fact of the claim; None if nothing.

    No figure conflicts if the sentence may say the same of it without its unit.
    """
    finding = _counterpart(rule, place, alignment)
    if finding and finding.outcome is Outcome.CONFLICTS:
        bare = next((fact for fact in alignment.source.facts if _is_elided(place.claim, fact)), None)
        if bare and _said_rather(alignment, place.claim, finding.source, bare) < clauses.Rather.SURELY:
            return _doubted(msgspec.structs.replace(finding, source=bare))
    return finding


def _is_elided(claim: Fact, source: Fact) -> bool:
    """Whether a fact is the figure of the claim's without its unit, which stood before: "12 years; they had asked for 20"."""
    mine, theirs = claim.value, source.value
    if (
        not isinstance(mine, Quantity)
        or not isinstance(theirs, Quantity)
        or theirs.dimension != "count"
        or theirs.counted
    ):
        return False
    return re.match(rf"{re.escape(source.text)}(?![\w.,])", claim.text, re.IGNORECASE) is not None and mine.unit != ""


def _counterpart(rule: ModuleType, place: Place, alignment: Alignment) -> Finding | None:
    """The claim's fact against what may be its counterpart: one that surely is and agrees settles it.

    A date may also be given elsewhere in the passage if the sentence has none. A value that agrees but seems to belong
    to something else is no support; nor does any other value conflict then.
    """
    compared = (_finding(rule.NAME, rule.compare(place.claim, fact), place.claim, fact) for fact in place.candidates)
    findings = [finding for finding in compared if _may_stand_for(alignment, place.claim, finding)]
    if not findings:
        return _around(rule, place, alignment)
    agreeing = [finding for finding in findings if _agrees(finding)]
    if place.certain:
        return agreeing[0] if agreeing else findings[0]
    others = [finding for finding in findings if finding.outcome is Outcome.CONFLICTS]
    rather = [
        [_said_rather(alignment, place.claim, other.source, finding.source) for finding in agreeing] for other in others
    ]
    for other, hows in zip(others, rather, strict=True):
        if hows and min(hows) is clauses.Rather.SURELY:
            return other
    for i, finding in enumerate(agreeing):
        assert finding.source is not None
        if any(hows[i] for hows in rather):
            continue
        if rule is date and (alignment.is_attached(finding.source) or alignment.is_in_clause(finding.source)):
            return finding
        if (
            rule is quantity
            and not alignment.is_contested(place.claim, finding.source)
            and not quantity.is_far(place.claim, finding.source)
            and not _is_subjects_other(alignment, place.claim, finding.source)
        ):
            return finding
    if agreeing:
        # A rank of another says nothing: one has one rank. Of other figures one may have several.
        own = [each for each in findings if each.source and not _is_of_another(alignment, each.source)]
        ranked = isinstance(place.claim.value, Quantity) and place.claim.value.dimension == "rank"
        return own[0] if ranked and own and not any(map(_agrees, own)) else _doubted(agreeing[0])
    around = _around(rule, place, alignment)
    return _doubted(around) if around else findings[0]


def _may_stand_for(alignment: Alignment, mine: Fact, finding: Finding) -> bool:
    """Whether both figures are differences ("six centimetres further"), or neither; the source's alone may be, if they agree."""
    assert finding.source
    more, theirs = _is_difference(alignment.claim, mine), _is_difference(alignment.source, finding.source)
    return theirs is more or (theirs and _agrees(finding))


def _said_rather(alignment: Alignment, claim: Fact, other: Fact | None, than: Fact | None) -> clauses.Rather:
    """Whether the sentence says what the claim says of its fact rather of one fact than of another.

    Never surely where both count what the claim counts: "freed 52 prisoners and later 250 prisoners".
    """
    assert other
    assert than
    how = clauses.said_rather_of(alignment.claim, claim, alignment.source, other, than)
    count = isinstance(than.value, Quantity) and than.value.counted
    return min(how, clauses.Rather.PERHAPS) if count else how


def _is_of_another(alignment: Alignment, fact: Fact) -> bool:
    return clauses.is_of_another(alignment.claim, alignment.source, fact)


def _is_subjects_other(alignment: Alignment, mine: Fact, theirs: Fact) -> bool:
    """Whether a sentence gives another figure of the claim's subject, in another clause than the one that agrees.

    As "the bridge is 2,340 metres long; the main span measures 680", if the claim is of the span.
    """
    claim, source = alignment.claim, alignment.source
    subject = subjects.subject_word(clauses.of(claim, mine))
    its = [token for token in source.tokens if subject and token.stem == subject.stem]
    if len(its) != 1 or subjects.subject_word(clauses.of(source, theirs)) is None:
        return False
    clause = clauses.at(source, its[0].start)
    figures = [fact for fact in clause.facts if comparable(mine, fact)]
    return theirs not in clause.facts and bool(figures) and not any(_agrees_with(mine, fact) for fact in figures)


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
    finding = doubtful[0]
    if finding.claim is None or finding.source is None or not alignment.names_known:
        return []
    if any(_agrees(other) and other.source is finding.source for other in findings):
        # "Six of the seven graves" is not contradicted by the seven.
        return []
    if alignment.coverage < SAME_EVENT:
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
    agreeing = [fact for fact in attached if date.compare(claim, fact).outcome is Outcome.AGREES]
    if source not in attached or any(
        _said_rather(alignment, claim, source, fact) < clauses.Rather.SURELY for fact in agreeing
    ):
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
        if fact is not source
        and comparable(claim, fact)
        and not _agrees_with(fact, source)
        and not _is_of_another(alignment, fact)
    ]
    if left.role != right.role or (left.core.high < right.core.low and _is_part(claim) and not _is_part(source)):
        return False
    if (rivals and alignment.is_contested(claim, source)) or reckoning.is_made(claim, alignment.with_next):
        return False
    if left.counted and left.dimension == "count":
        return bool(right.counted)
    return bool(_neighbours(alignment.claim, claim) & _neighbours(alignment.source, source))


def _is_part(fact: Fact) -> bool:
    """Whether a figure is of a part of what a text speaks of: "seven of the deaths"."""
    return OF_SOME.search(fact.text) is not None


def _is_difference(statement: Statement, fact: Fact) -> bool:
    """Whether a figure says by how much one is more than another: "six centimetres further"."""
    return MORE_THAN_ANOTHER.match(statement.text, fact.end) is not None


def _agrees_with(fact: Fact, other: Fact) -> bool:
    """Whether two figures of one sentence are the same quantity, as in "47.5 pounds (21.5 kilograms)"."""
    return quantity.compare(other, fact).outcome is Outcome.AGREES


def _neighbours(statement: Statement, fact: Fact) -> set[str]:
    """Stems of the words next to a fact."""
    place = next(i for i, token in enumerate(statement.tokens) if token.fact is fact)
    return {token.stem for token in statement.tokens[max(0, place - 2) : place + 3] if token.fact is None}


def _other_forms(alignment: Alignment) -> list[Finding]:
    """Names that the sentence has in another form: "U.S." and "United States"."""
    findings = []
    for claimed in alignment.known:
        compared = [_finding(name.NAME, name.compare(claimed, fact), claimed, fact) for fact in alignment.source.names]
        same = [finding for finding in compared if _agrees(finding)]
        if same and all(finding.source and finding.source.text != claimed.text for finding in same):
            findings.append(same[0])
    return findings


def _replaced_names(alignment: Alignment) -> list[Finding]:
    """Names that stand in each other's place in what is otherwise one statement."""
    if not alignment.verbatim:
        return []
    findings = []
    for claimed, stated in alignment.replaced:
        left, right = _name_of(claimed, alignment.claim), _name_of(stated, alignment.source)
        if left is not None and right is not None:
            finding = _finding(name.NAME, name.compare(left, right), left, right)
            findings.append(_of_another(finding) if left in alignment.known else finding)
    return findings


def _of_another(finding: Finding) -> Finding:
    """The difference from a sentence on another of those that a passage names: it may say the same of the claim's elsewhere."""
    if finding.outcome is not Outcome.CONFLICTS:
        return finding
    return msgspec.structs.replace(finding, outcome=Outcome.SILENT, explanation=f"{finding.explanation} there")


def _replaced_subject(alignment: Alignment, findings: Sequence[Finding]) -> list[Finding]:
    """The name that a claim begins with, where a longer sentence begins with another before the very same words.

    The figures must show that it is one event: two of them, all agreeing.
    """
    measured = [finding for finding in findings if finding.rule in {quantity.NAME, date.NAME}]
    if len(measured) < 2 or not all(_agrees(finding) for finding in measured) or len(alignment.blocks) != 1:
        return []
    start, there, size = alignment.blocks[0]
    mine, theirs = alignment.claim.tokens, alignment.source.tokens
    if start + size != len(mine):
        return []
    left, right = _name_of(mine[:start], alignment.claim), _name_of(theirs[:there], alignment.source)
    if left is None or right is None or left in alignment.known:
        return []
    finding = _finding(name.NAME, name.compare(left, right), left, right)
    return [finding] if finding.outcome is Outcome.CONFLICTS else []


def _replaced_in_list(alignment: Alignment, findings: Sequence[Finding]) -> list[Finding]:
    """The one name in which two lists of as many differ, where the sentence says all else that the claim does.

    The figures show no other event, and what is said of those who are listed is the same.
    """
    if not all(_agrees(finding) for finding in findings):
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
                return [_finding(name.NAME, compared, rest[0], left[0])]
    return []


def _name_of(tokens: tuple[Token, ...], statement: Statement) -> Fact | None:
    """The one name that all of the tokens belong to."""
    if not tokens:
        return None
    return next((fact for fact in statement.names if all(token.is_in(fact) for token in tokens)), None)


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
    elsewhere = {
        token.start for token in alignment.absent if token not in alignment.missing and token.stem not in LINKING
    }
    gone = {token.start for token in missing} | (elsewhere if kinds == {Quantity} else set())
    reworded = any(
        theirs and any(token.start in gone for token in mine) and all(token.fact is None for token in theirs)
        for mine, theirs in alignment.replaced
    )
    return reworded or negation.held_back(alignment.claim, alignment.source)
