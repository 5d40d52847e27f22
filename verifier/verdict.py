"""Findings into evidence, evidence into a verdict: the one place where what the rules found is weighed.

What the rules settle they settle: an exact conflict of aligned facts, or agreement in the same words side by side, needs no
opinion. A sentence that has all the claim's words, but others between them, supports it if the stance model thinks so too: "The
lawyer said the minister resigned" does not say that the lawyer did. Where the rules settle nothing (`settled`), the model's
opinion of the wording decides if it is sure enough: surer to call a claim false than to call it true. Of a passage that
a search found it may do neither where the passage lacks a figure or date of the claim; it may not call the claim true where the
passage does not know all that the claim names, nor false where it knows none of it, for that is another event. A text that is
given as the evidence for a claim is taken to speak of it. Where several passages say something of the claim, none decides by its
wording against one that says as much of it. Of several passages of one text, what the model says of their nearest sentences
together counts as much.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from dataclasses import dataclass
from types import ModuleType

import msgspec

from verifier import stance as wording
from verifier.records import (
    Claim,
    Date,
    Evidence,
    Finding,
    Interval,
    Name,
    Opinion,
    Outcome,
    Passage,
    Stance,
    Status,
    Verdict,
)
from verifier.rules import RESTATED, RULES, Examination, negation, quotation

SUPPORT_ORDER = 0.65
"""Of the words that they share, the part that must be in the same order, where two names could change places."""
SUPPORT_SIMILARITY = 0.35
"""The cosine of claim and passage that support needs besides, where the passage does not quote what the claim quotes."""

JUDGES: dict[str, ModuleType] = {**RULES, wording.NAME: wording}
"""All that finds for or against a claim, by the name under which it is shown and switched off: the rules, and the stance
model."""
WORDS_AGREE = 0.8
"""How likely it must be, after `calibrated`, that a passage which decides supports the claim whose words it has all: it may say
them, and their figures, of somebody else."""
DOUBTFUL_CONFLICTS = 0.95
"""How likely it must be, after `calibrated`, that a given text conflicts with a claim where a rule could not say what one of its
figures, dates or words has to do with it."""
SPEAKS = 0.8
"""How likely it must be, after `calibrated`, that any other passage says something of the claim at all."""


@dataclass(frozen=True)
class Demands:
    """What the stance model's opinion of a passage needs before it decides.

    `benchmarks/stance.py --curve` shows what other thresholds would give, and `--fit` fits `silence`: a logistic regression
    (base, weight) of whether the passages are all silent on the claim, on the least log odds of the model that one is.
    """

    supports: float
    conflicts: float
    """How likely each must be, after `calibrated`, of a passage that decides at all."""
    of_its_event: bool
    """Whether the passage must show that it speaks of what the claim speaks of, by its names and figures."""
    silence: tuple[float, float]
    together: tuple[float, float]
    """What `supports` and `conflicts` are of a passage of which the text was read across its passages too (`with_whole`): less,
    since what both say is surer."""

    @property
    def of_several(self) -> Demands:
        """The same of such a passage."""
        supports, conflicts = self.together
        return dataclasses.replace(self, supports=supports, conflicts=conflicts)

    def met_by(self, opinion: Opinion) -> Stance:
        """To which side a passage of which the model has that opinion, `calibrated`, is sure enough to decide."""
        decides = 1 - opinion.neutral
        if decides >= SPEAKS and opinion.supports >= self.supports * decides:
            return Stance.SUPPORTS
        if decides >= SPEAKS and opinion.conflicts >= self.conflicts * decides:
            return Stance.CONFLICTS
        return Stance.NEUTRAL


FOUND = Demands(supports=0.88, conflicts=0.93, of_its_event=True, silence=(2.843, 1.164), together=(0.86, 0.88))
"""Of passages that a search found, which may speak of something else. Fitted on claims of which half have no evidence."""
GIVEN = Demands(supports=0.88, conflicts=0.90, of_its_event=False, silence=(-2.124, 0.933), together=(0.86, 0.87))
"""Of a text that is given as the evidence for the claim. Fitted on texts of which one in twenty is silent."""

LEAN_BASE = 0.252
LEAN_WEIGHTS = (1.06, -0.224, 0.132, -0.249, -0.364)
"""A logistic regression of whether a passage that decides supports (and does not conflict): on the log odds of the model,
whether the sentence may deny or turn round what is claimed, whether a figure, date or name agrees, the share of the claim's words
that it has, and the product of that and the log odds: the more words it has, the less the model is believed. Fitted by
`benchmarks/stance.py --fit` on rows that the models judged had not seen."""
LEAN_CAP = 6.0
"""Log odds of the model beyond which it is not believed more."""

GAINSAID = "but a passage that says more of the claim leans to the other side"
"""Why a passage that is sure enough by its wording does not decide."""
CERTAINTY = {
    "restated conflict": 0.97,
    "conflict": 0.85,
    "restated support": 0.95,
    "support": 0.85,
    "neutral": 0.6,
}
"""How often each kind of evidence that the rules decide is right: estimates, lower where the words around differ, and lower than
what `benchmarks/stance.py --certainty` measures, for sentences may be harder than those."""


@dataclass(frozen=True)
class Weighed:
    """Evidence, and what the verdict needs to know of it besides."""

    evidence: Evidence
    named: bool
    """Whether the claim names something and the passage names it too."""
    open: bool
    """Whether the passage has all the claim's words, but in an order that lets the stance model say what they come to."""
    times: tuple[Interval, ...]
    """When the event was, in days: the dates in the sentence that belong to what the claim says; none for a state."""


def weigh(
    passage: Passage,
    score: float,
    similarity: float,
    examination: Examination,
    opinion: Opinion | None = None,
    *,
    asked: bool = False,
    demands: Demands = FOUND,
) -> Weighed:
    """What one passage does to the claim. `score` and `similarity` (cosine) are 0 to 1.

    `opinion` is what the stance model says of it, where the rules leave the claim open; it decides if it meets the `demands`. Of
    a claim that denies something it is that of what is denied (`Examination.is_turned`), and counts the other way round.
    If the model was `asked`, what has the claim's words in another order needs its consent to support; without a model
    they are taken as they stand.
    """
    alignment = examination.alignment
    restated = alignment.verbatim
    findings = examination.findings
    opinion = opinion and calibrated(examination, opinion, demands)
    says_all = _says_all(examination, similarity)
    surely = says_all and alignment.said >= 1 and (restated or alignment.compact) and not examination.doubted
    surely = surely and alignment.names_said and not alignment.acts_otherwise
    if examination.conflicts:
        stance, probability = Stance.CONFLICTS, CERTAINTY["restated conflict" if restated else "conflict"]
    elif surely or (says_all and not asked):
        stance, probability = Stance.SUPPORTS, CERTAINTY["restated support" if restated else "support"]
    elif opinion is not None:
        stance, probability = _by_wording(examination, opinion, demands, says_all)
        if stance is not Stance.NEUTRAL:
            findings += (_wording(stance, probability),)
    else:
        stance, probability = Stance.NEUTRAL, CERTAINTY["neutral"]
    if stance is Stance.NEUTRAL and examination.reservation:
        findings += (_reserved(examination.reservation),)
    evidence = Evidence(
        passage=passage,
        score=score,
        stance=stance,
        probability=probability,
        findings=findings,
        highlights=_highlights(examination, stance),
        opinion=opinion,
    )
    names = any(isinstance(fact.value, Name) for fact in alignment.claim.facts)
    return Weighed(evidence, names and alignment.names_known, says_all and not surely, _times(examination))


def _by_wording(examination: Examination, opinion: Opinion, demands: Demands, says_all: bool) -> tuple[Stance, float]:
    """What the stance model's opinion comes to beside what the rules found, and how likely that is right."""
    alignment = examination.alignment
    left_open = [finding.rule for finding in examination.findings if finding.outcome is not Outcome.AGREES]
    if left_open:
        surely = opinion.conflicts >= DOUBTFUL_CONFLICTS * (1 - opinion.neutral)
        if demands.of_its_event or quotation.NAME in left_open or not surely:
            return Stance.NEUTRAL, opinion.neutral
    if says_all and not examination.doubted and opinion.supports >= WORDS_AGREE * (1 - opinion.neutral):
        return Stance.SUPPORTS, max(opinion.supports, CERTAINTY["support"])
    lacks_figure = len(examination.reckoned) < len(examination.lacking)
    follows = bool(examination.reckoned) and not lacks_figure
    ordered = alignment.order >= SUPPORT_ORDER or len(alignment.claim.names) < 2
    if demands.of_its_event:
        may_support = _may_support(examination)
        may_conflict = not lacks_figure and (bool(alignment.known) or not alignment.claim.names)
    else:
        may_support, may_conflict = not examination.denied, True
    side = demands.met_by(opinion)
    if side is Stance.SUPPORTS and may_support and ordered and not lacks_figure:
        return side, opinion.supports
    if side is Stance.CONFLICTS and may_conflict and not examination.excepted and not follows:
        return side, opinion.conflicts
    return Stance.NEUTRAL, opinion.neutral


def calibrated(examination: Examination, opinion: Opinion, demands: Demands) -> Opinion:
    """How likely the passage does each, by the model's opinion of the claim as it reads it, and by what the rules saw.

    The `demands` say how much its opinion that the passage is silent weighs.
    """
    lean = LEAN_BASE + sum(
        weight * value for weight, value in zip(LEAN_WEIGHTS, signals(examination, opinion), strict=True)
    )
    share = _logistic(lean)
    base, weight = demands.silence
    neutral = min(1 - 1e-9, _logistic(base + weight * log_odds(opinion.neutral, 1 - opinion.neutral)))
    supports, conflicts = (1 - neutral) * share, (1 - neutral) * (1 - share)
    if examination.is_turned:
        supports, conflicts = conflicts, supports
    return Opinion(supports, conflicts, neutral)


def with_whole(opinion: Opinion, whole: Opinion) -> Opinion:
    """The model's opinion of a passage where there is one of the text as a whole too: to which side, both say equally."""
    share = _logistic((_lean(opinion) + _lean(whole)) / 2)
    decides = 1 - opinion.neutral
    return Opinion(decides * share, decides * (1 - share), opinion.neutral)


def _lean(opinion: Opinion) -> float:
    """By the model's log odds, to which side and how far it leans; no further than the cap."""
    return min(LEAN_CAP, max(-LEAN_CAP, log_odds(opinion.supports, opinion.conflicts)))


def log_odds(one: float, other: float) -> float:
    """Of two shares, however small."""
    return math.log(max(one, 1e-9) / max(other, 1e-9))


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-value))


def signals(examination: Examination, opinion: Opinion) -> tuple[float, ...]:
    """What `calibrated` weighs, in the order of LEAN_WEIGHTS."""
    alignment = examination.alignment
    odds = _lean(opinion)
    return (
        odds,
        float(examination.denied),
        float(any(each.outcome is Outcome.AGREES and each.rule != negation.NAME for each in examination.findings)),
        alignment.coverage,
        odds * alignment.coverage,
    )


def _wording(stance: Stance, probability: float) -> Finding:
    return Finding(
        rule=wording.NAME,
        outcome=Outcome.AGREES if stance is Stance.SUPPORTS else Outcome.CONFLICTS,
        claim=None,
        source=None,
        explanation=f"the wording {stance.value}{_WITH[stance]} it, {probability:.2f}",
    )


def _reserved(explanation: str) -> Finding:
    return Finding(rule=negation.NAME, outcome=Outcome.SILENT, claim=None, source=None, explanation=explanation)


_WITH = {Stance.SUPPORTS: "", Stance.CONFLICTS: " with"}


def _times(examination: Examination) -> tuple[Interval, ...]:
    alignment = examination.alignment
    return tuple(
        reading
        for fact in alignment.source.facts
        if isinstance(fact.value, Date) and alignment.is_attached(fact)
        for reading in fact.value.readings
    )


def _says_all(examination: Examination, similarity: float) -> bool:
    """Whether the passage has all that the claim says, in what order ever, and nothing in it speaks against that."""
    alignment = examination.alignment
    quoted = any(finding.rule == quotation.NAME for finding in examination.findings)
    return (
        not examination.unmatched
        and not examination.contrasted
        and all(finding.outcome is Outcome.AGREES for finding in examination.findings)
        and not examination.missing
        and alignment.said >= RESTATED
        and _may_support(examination)
        and (alignment.order >= SUPPORT_ORDER or len(alignment.claim.names) < 2 or alignment.verbatim)
        and (similarity >= SUPPORT_SIMILARITY or alignment.verbatim or quoted)
    )


def _may_support(examination: Examination) -> bool:
    """Whether the passage knows what the claim names, speaks of it, and does not seem to say the opposite."""
    alignment = examination.alignment
    return alignment.names_known and not alignment.of_another and not examination.denied


def _highlights(examination: Examination, stance: Stance) -> tuple[tuple[int, int], ...]:
    """The spans of the passage that decided: the facts compared and, in support, the words in common."""
    alignment = examination.alignment
    spans = {(finding.source.start, finding.source.end) for finding in examination.findings if finding.source}
    if stance is not Stance.NEUTRAL:
        common = alignment.claim.stems
        spans |= {
            (token.start, token.end)
            for token in alignment.source.tokens
            if token.stem in common and token.start < token.end
        }
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def decide(claim: Claim, weighed: Sequence[Weighed], own: Sequence[Finding] = ()) -> Verdict:
    """The verdict on a claim, from the evidence and from what its `own` words contradict."""
    weighed = [_neutral(item, GAINSAID) if _is_gainsaid(item, weighed) else item for item in weighed]
    supports = [item for item in weighed if item.evidence.stance is Stance.SUPPORTS]
    conflicts = [item for item in weighed if item.evidence.stance is Stance.CONFLICTS]
    own_event = supports or [item for item in weighed if item.open and _leans_to_support(item.evidence)]
    if own_event and conflicts:
        weighed = [
            item if item not in conflicts or _same_event(item, own_event) else _neutral(item, "of another event")
            for item in weighed
        ]
        conflicts = [item for item in weighed if item.evidence.stance is Stance.CONFLICTS]
    evidence = sorted((item.evidence for item in weighed), key=_rank)
    contradicts_itself = any(finding.outcome is Outcome.CONFLICTS for finding in own)
    if contradicts_itself:
        status, confidence = Status.CONFLICTING, CERTAINTY["restated conflict"]
    elif supports and conflicts:
        status, confidence = Status.MIXED, min(max(i.evidence.probability for i in s) for s in (supports, conflicts))
    elif supports:
        status, confidence = Status.SUPPORTED, max(item.evidence.probability for item in supports)
    elif conflicts:
        status, confidence = Status.CONFLICTING, max(item.evidence.probability for item in conflicts)
    else:
        status, confidence = Status.UNVERIFIED, unverified_confidence(evidence)
    return Verdict(
        claim=claim,
        status=status,
        confidence=confidence,
        evidence=tuple(evidence),
        findings=tuple(own),
    )


def unverified_confidence(evidence: Sequence[Evidence]) -> float:
    """How likely the evidence says nothing of the claim, which is as likely as it is of the passage that says most of it."""
    return min((one.opinion.neutral for one in evidence if one.opinion), default=CERTAINTY["neutral"])


def settled(weighed: Sequence[Weighed]) -> bool:
    """Whether what the rules found decides the claim, so that the stance model need not be asked."""
    stances = {item.evidence.stance for item in weighed if not item.open}
    return Stance.SUPPORTS in stances or (Stance.CONFLICTS in stances and not any(item.open for item in weighed))


def _is_gainsaid(item: Weighed, weighed: Sequence[Weighed]) -> bool:
    """Whether a passage decides by its wording, and one that has as much to do with the claim leans to the other side."""
    evidence = item.evidence
    if evidence.opinion is None or not any(finding.rule == wording.NAME for finding in evidence.findings):
        return False
    silent = evidence.opinion.neutral
    others = [each.evidence for each in weighed if each is not item]
    nearer = [other for other in others if other.opinion and other.opinion.neutral <= silent]
    return any(_leans_to_support(other) is (evidence.stance is Stance.CONFLICTS) for other in nearer)


def _leans_to_support(evidence: Evidence) -> bool:
    return evidence.opinion is not None and evidence.opinion.supports > evidence.opinion.conflicts


def _same_event(conflict: Weighed, supports: Sequence[Weighed]) -> bool:
    """Whether a passage that conflicts speaks of what a supporting one speaks of, not of another event of the kind.

    Where the supporting one says when it was, the other must say so too.
    """
    return conflict.named and any(
        not support.times or any(not left.is_disjoint(right) for left in conflict.times for right in support.times)
        for support in supports
        if support.named
    )


def _neutral(item: Weighed, why: str) -> Weighed:
    """Evidence that does not decide after all: what conflicts in it, and its wording, say nothing of the claim."""
    findings = tuple(
        msgspec.structs.replace(finding, outcome=Outcome.SILENT, explanation=f"{finding.explanation}, {why}")
        if finding.outcome is Outcome.CONFLICTS or finding.rule == wording.NAME
        else finding
        for finding in item.evidence.findings
    )
    evidence = msgspec.structs.replace(
        item.evidence, stance=Stance.NEUTRAL, probability=CERTAINTY["neutral"], findings=findings
    )
    return Weighed(evidence, item.named, item.open, item.times)


def _rank(evidence: Evidence) -> tuple[bool, float, float, str, int]:
    """Best first: what decides, by certainty, before what does not, by nearness; ties are broken by place."""
    source = evidence.passage.source
    neutral = evidence.stance is Stance.NEUTRAL
    return (
        neutral,
        0.0 if neutral else -evidence.probability,
        -evidence.score,
        source.path or source.id,
        evidence.passage.start,
    )


def probabilities(verdict: Verdict) -> dict[str, float]:
    """How likely the evidence as a whole supports the claim, conflicts with it, or is neutral; they add up to 1.

    To which side what stays unverified leans all opinions say together, the more the surer that their passage decides.
    """
    rest = 1 - verdict.confidence
    opinions = [one.opinion for one in verdict.evidence if one.opinion]
    if verdict.status is Status.UNVERIFIED and opinions:
        decides = [opinion.supports + opinion.conflicts for opinion in opinions]
        weight = sum(each**2 for each in decides)
        supports = sum(each * opinion.supports for each, opinion in zip(decides, opinions, strict=True))
        share = supports / weight if weight else 0.5
        return {"supports": rest * share, "conflicts": rest * (1 - share), "neutral": verdict.confidence}
    shares = {
        Status.SUPPORTED: (verdict.confidence, rest / 2, rest / 2),
        Status.CONFLICTING: (rest / 2, verdict.confidence, rest / 2),
        Status.MIXED: (verdict.confidence / 2, verdict.confidence / 2, rest),
        Status.UNVERIFIED: (rest / 2, rest / 2, verdict.confidence),
    }[verdict.status]
    return dict(zip(("supports", "conflicts", "neutral"), shares, strict=True))
