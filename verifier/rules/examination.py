"""The examination of a claim against one passage: every rule is applied here, and nowhere else; weighing is for `verdict`."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import ModuleType

from verifier.records import Cue, Date, Fact, Finding, Outcome, Quantity, Quotation
from verifier.rules import (
    arithmetic,
    attribution,
    clauses,
    counterparts,
    date,
    denials,
    name,
    negation,
    opposites,
    quantity,
    quotation,
    reckoning,
    relations,
    replaced_names,
    reservation,
    rewriting,
    same_event,
    scope,
    slips,
    superlative,
    weekday,
)
from verifier.rules.alignment import Alignment, align
from verifier.rules.comparison import agrees, finding_of
from verifier.rules.lexicon import DOUBTING, SAYING
from verifier.rules.statement import Statement, Token, counted

RULES: dict[str, ModuleType] = {
    module.NAME: module for module in (quantity, date, name, quotation, negation, arithmetic, weekday)
}
"""Every rule by the name under which it is shown, documented and switched off."""
RESTATED = 0.6
"""From this share of the claim's words, in one sentence, it may say the same; the others may stand around it."""


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

        Each figure and date that agrees is as the source writes it, even if the source may say it of something else. A denial
        is left out (`is_turned`).
        """
        claim = self.alignment.claim
        edits = [
            (mine.start, mine.end, theirs.text)
            for finding in self.findings
            if (mine := finding.claim) and (theirs := finding.source) and _may_stand_for(mine, theirs, finding)
        ]
        denial = scope.undenied(claim)
        text, end = claim.text, len(claim.text)
        for start, stop, words in sorted([*edits, denial] if denial else edits, reverse=True):
            if stop <= end:
                text, end = text[:start] + words + text[stop:], start
        return text

    @property
    def is_turned(self) -> bool:
        """Whether what the stance model reads is what the claim denies: what supports the one conflicts with the other."""
        return scope.undenied(self.alignment.claim) is not None

    @property
    def contrasted(self) -> bool:
        """Whether something that bears the claim out is only that the source has another figure, date or name than it denies."""
        return any(agrees(finding) and finding.rule == negation.NAME for finding in self.findings)

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
        """Whether the sentence says something of all but what the claim speaks of, of the time up to it or around it, or of some.

        Or it compares the other way round: "A has fewer than B", "B has more than A".
        """
        claim, source = self.alignment.claim, self.alignment.source
        within = any(reckoning.is_within_period(fact, self.alignment.with_next) for fact in self.lacking)
        apart = reservation.excepts(claim, source) or negation.holds_until(claim, source)
        return within or apart or denials.are_of_parts(claim, source) or opposites.are_converse(claim, source)

    @property
    def _only_quotes(self) -> bool:
        """Whether all that the claim says is that somebody said something, and the source gives the words to the same."""
        claim, passage = self.alignment.claim, self.alignment.passage
        quoted = [fact for fact in claim.facts if isinstance(fact.value, Quotation)]
        apart = [token for token in claim.tokens if not any(token.is_in(fact) for fact in quoted)]
        if len(quoted) != 1 or any(token.stem not in SAYING and not claim.is_named(token) for token in apart):
            return False
        return len(claim.names) == 1 and quotation.is_given_to_same(quoted[0], passage.text, passage.facts)

    @cached_property
    def reservation(self) -> str:
        """Why a sentence that has most words of the claim does not say what it says; "" if it may."""
        if spoken := attribution.reservation(self.alignment):
            return spoken
        if self.alignment.said < RESTATED or self._only_quotes:
            return ""
        if relations.says_of_another(self.alignment):
            return relations.OTHERWISE
        own = [finding.source for finding in self.findings if agrees(finding) and finding.source]
        if fact := next(
            (fact for fact in own if clauses.is_told_apart(self.alignment.claim, self.alignment.source, fact)), None
        ):
            return f"the source says “{fact.text}” of something else"
        return reservation.of(self.alignment.claim, self.alignment.source)


def _may_stand_for(mine: Fact, theirs: Fact, finding: Finding) -> bool:
    """Whether the source's figure or date may stand where the claim's does: it agrees, and a date has the same bound."""
    if finding.rule not in {quantity.NAME, date.NAME} or finding.outcome is Outcome.CONFLICTS:
        return False
    if isinstance(mine.value, Date) and isinstance(theirs.value, Date) and mine.value.bound is not theirs.value.bound:
        return False
    return counterparts.agree(mine, theirs)


def _counts_none(statement: Statement, claim: Statement) -> bool:
    """Whether a statement says that there are none of what the claim speaks of: "zero prisoners"."""
    values = [fact.value for fact in statement.facts]
    return any(isinstance(one, Quantity) and one.interval.high == 0 and counted(one) in claim.stems for one in values)


def self_check(claim: Statement, enabled: Collection[str] = tuple(RULES)) -> tuple[Finding, ...]:
    """What the claim's own words contradict, without any source."""
    modules = [module for module in (arithmetic, weekday) if module.NAME in enabled]
    return tuple(finding for module in modules for finding in module.check(claim.text, claim.facts))


def examine(claim: Statement, passage: Statement, enabled: Collection[str] = tuple(RULES)) -> Examination:
    """Apply the rules to a claim and a passage; what contradicts the first clause of a claim contradicts the claim."""
    examination = _examine(claim, passage, enabled)
    contradicted = None if examination.conflicts else _contradicted(claim, passage, enabled)
    if contradicted is None and not examination.conflicts and examination.alignment.names_known:
        contradicted = slips.find(claim, passage, enabled)
    if contradicted is None:
        return examination
    others = [finding for finding in examination.findings if finding.claim is not contradicted.claim]
    unmatched = tuple(fact for fact in examination.unmatched if fact is not contradicted.claim)
    return replace(examination, findings=(*others, contradicted), unmatched=unmatched)


def _contradicted(claim: Statement, passage: Statement, enabled: Collection[str]) -> Finding | None:
    """What differs in the first clause of a claim, if a sentence says all else of it, and says it of the same day."""
    for head in clauses.heads(claim):
        if not head.names:
            continue
        found = _examine(head, passage, enabled)
        whole = found.alignment.related and found.alignment.names_known
        if not whole or found.alignment.absent or found.unmatched or len(found.conflicts) != 1:
            continue
        agreeing = [finding for finding in found.findings if agrees(finding)]
        if len(agreeing) + 1 == len(found.findings) and any(_is_of_day(finding.claim) for finding in agreeing):
            return found.conflicts[0]
    return None


def _is_of_day(fact: Fact | None) -> bool:
    """Whether a fact is a whole date: "3 May 1901", and not "May 1901"."""
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
    findings, doubtful, unmatched = _measured(alignment, enabled)
    quoted = _quoted(alignment, enabled)
    findings += quoted
    if name.NAME in enabled:
        findings += replaced_names.check(alignment, findings)
    if alignment.names_known and same_event.is_close(alignment, unmatched):
        findings += _opposed(alignment, enabled, findings, doubtful)
    confirmed = same_event.confirmed(alignment, doubtful, findings, unmatched)
    unmatched += [finding.claim for finding in doubtful if finding.claim and finding not in confirmed]
    findings += confirmed
    missing = alignment.missing
    if any(map(agrees, quoted)):
        missing = tuple(token for token in missing if token.stem not in SAYING)
    found = Examination(alignment, tuple(findings), tuple(unmatched), missing)
    if alignment.verbatim and (unmatched or missing or not all(map(agrees, findings))):
        found = _rewritten(found, enabled)
    return _affirmed(_without_false_conflicts(found), enabled)


def _affirmed(found: Examination, enabled: Collection[str]) -> Examination:
    """The same without the conflict of a denial, where the source would not bear out what the claim denies.

    Of a film "directed by Lee and written by Kerr" it is no error that it was not written by Lee.
    """
    for finding in found.conflicts:
        cue = finding.claim
        if finding.rule == negation.NAME and cue and isinstance(cue.value, Cue) and cue.value.type == "negation":
            affirmed = _examine(scope.affirmed(found.alignment.claim, cue), found.alignment.passage, enabled)
            if affirmed.denied or affirmed.unmatched or not all(map(agrees, affirmed.findings)):
                return replace(found, findings=tuple(each for each in found.findings if each is not finding))
    return found


def _measured(alignment: Alignment, enabled: Collection[str]) -> tuple[list[Finding], list[Finding], list[Fact]]:
    """What the sentence has for the figures and dates of the claim.

    Apart from the findings come the conflicts that hold only if the event is the same, and the facts for which it has nothing.
    """
    findings: list[Finding] = []
    doubtful: list[Finding] = []
    unmatched: list[Fact] = []
    for place in alignment.places:
        rule = quantity if isinstance(place.claim.value, Quantity) else date
        if rule.NAME not in enabled:
            continue
        finding = counterparts.compare(rule, place, alignment)
        if finding is None:
            unmatched.append(place.claim)
        elif finding.outcome is Outcome.CONFLICTS and not place.certain:
            doubtful.append(finding)
        else:
            findings.append(finding)
    return findings, doubtful, unmatched


def _quoted(alignment: Alignment, enabled: Collection[str]) -> list[Finding]:
    """What the passage has for the quotations of the claim."""
    if quotation.NAME not in enabled:
        return []
    passage, quoted = alignment.passage, [each for each in alignment.claim.facts if isinstance(each.value, Quotation)]
    compared = [quotation.check(fact, passage.text, passage.facts) for fact in quoted]
    return [finding_of(quotation.NAME, each, fact, None) for fact, each in zip(quoted, compared, strict=True)]


def _opposed(
    alignment: Alignment, enabled: Collection[str], findings: Sequence[Finding], doubtful: Sequence[Finding]
) -> list[Finding]:
    """What a sentence that has all but a word of the claim ranks above it, denies, or says the opposite of.

    Nothing is denied or opposite if a date may differ: it may be of another time.
    """
    claim, source = alignment.claim, alignment.source
    outranked = superlative.outranked(claim, source) if quantity.NAME in enabled else None
    found = [outranked] if outranked else []
    dated = any(finding.claim and isinstance(finding.claim.value, Date) for finding in doubtful)
    if not dated and negation.NAME in enabled:
        found += negation.check(claim, source, [each for each in (*findings, *found) if agrees(each)])
    return found


def _rewritten(found: Examination, enabled: Collection[str]) -> Examination:
    """The same with the finding of the only words that are rewritten, if there is one, in the place of all others of these."""
    alignment = found.alignment
    compared = rewriting.compared(alignment.claim, alignment.source, enabled, found.findings)
    if compared is None:
        return found
    span, finding = compared
    findings = [*(each for each in found.findings if not _stands_in(each.claim, span)), finding]
    if agrees(finding):
        # The quotation differs only in how this figure is written.
        findings = [each for each in findings if not _is_quoted(each, span)]
    unmatched = tuple(fact for fact in found.unmatched if not _stands_in(fact, span))
    missing = tuple(token for token in found.missing if not span[0] <= token.start < span[1])
    return replace(found, findings=tuple(findings), unmatched=unmatched, missing=missing)


def _stands_in(fact: Fact | None, span: rewriting.Span) -> bool:
    """Whether a fact, other than a quotation, has words of a run."""
    return fact is not None and not isinstance(fact.value, Quotation) and _meets(fact, span)


def _is_quoted(finding: Finding, span: rewriting.Span) -> bool:
    """Whether a finding is of a quotation that has words of a run."""
    return finding.rule == quotation.NAME and finding.claim is not None and _meets(finding.claim, span)


def _meets(fact: Fact, span: rewriting.Span) -> bool:
    return fact.start < span[1] and span[0] < fact.end


def _without_false_conflicts(found: Examination) -> Examination:
    """The same without the conflicts that are none: what is denied, of another event, or follows from what the source says."""
    alignment = found.alignment
    findings, left = negation.across_denials(alignment.claim, alignment.source, found.findings)
    none = [finding for finding in findings if finding.outcome is Outcome.CONFLICTS]
    if not _is_of_another(found, none) and not same_event.is_another(alignment, found.missing, none):
        none = [
            each for each in none if _may_follow(each, alignment) or (found.missing and _may_be_rest(each, alignment))
        ]
    kept = tuple(finding for finding in findings if finding not in none)
    left += [finding.claim for finding in none if finding.claim is not None]
    return replace(found, findings=kept, unmatched=(*found.unmatched, *left))


def _is_of_another(found: Examination, conflicts: Sequence[Finding]) -> bool:
    """Whether a sentence is of another than the claim: by a name, or as another sentence has what differs of that one."""
    facts = [each.claim for each in conflicts if each.claim and isinstance(each.claim.value, Quantity | Date)]
    if any(counterparts.is_told_elsewhere(fact, found.alignment) for fact in facts):
        return True
    silent = any(each.rule == name.NAME and each.outcome is Outcome.SILENT for each in found.findings)
    return silent and found.alignment.verbatim


def _may_be_rest(finding: Finding, alignment: Alignment) -> bool:
    """Whether figures of the sentence make the claim's, which says more than the sentence: 450 of "700 people, 250 of them …"."""
    mine = finding.claim
    return mine is not None and isinstance(mine.value, Quantity) and reckoning.is_made(mine, alignment.source)


def _may_follow(finding: Finding, alignment: Alignment) -> bool:
    """Whether what differs may follow from what the sentence says: "in 1986, four years late", "all but two of the eleven"."""
    mine, theirs = finding.claim, finding.source
    if mine and isinstance(mine.value, Date):
        return reckoning.is_surely_made(mine, alignment.source)
    if mine is None or theirs is None or not isinstance(theirs.value, Quantity):
        return False
    texts = mine, alignment.claim, theirs, alignment.source
    return (
        reckoning.is_part(mine, alignment.source)
        or (not alignment.verbatim and reckoning.is_inverse(mine, theirs))
        or reckoning.is_of_working_time(mine, theirs)
        or reckoning.is_other_part(*texts)
        or reckoning.is_sum_of_each(*texts)
        or reckoning.is_without_one(mine, alignment.claim, alignment.source)
        or reckoning.is_margin(mine, theirs, alignment.source)
        or reckoning.is_with_others(*texts)
        or reckoning.is_total(mine, alignment.claim, alignment.source)
        or counterparts.differ_from_others(*texts)
    )
