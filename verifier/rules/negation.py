"""Compares what a claim and one sentence of a source affirm, deny, or only expect: "did not", opposites, plans.

It is asked only about two statements that speak of the same event in nearly the same words. Figures, dates and names are compared
by other rules, and it says what comes of a difference where one side denies it (`across_denials`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from verifier.records import Fact, Finding, Outcome, Quantity
from verifier.rules import denials, opposites, quotation, scope, untrue
from verifier.rules.statement import Statement

NAME = "negation"
SUMMARY = (
    "Denied against stated, a word against its opposite (freed, arrested), planned or alleged against happened; "
    "what a source says with a reservation (former, nearly, if, half of, of another or the other way round)."
)
LONGEST_SENTENCE = 300
"""Tokens above which a text is no sentence, and nothing can be said of what governs what."""
_NOT_WHOLLY = re.compile(
    r"(?:\bnot|n['’]t) (?:just|only|merely|simply|fully|wholly|entirely|completely|necessarily|always|the only|the sole)\b",
    re.IGNORECASE,
)
"""What is a denial of a part only, and none of the whole."""
_FIRST = re.compile(r"\bfirst\b", re.IGNORECASE)
_UNTIL_THEN = re.compile(
    r"\b(?:until|before|since|previously)\b|\b(?:for|in) (?:[\w,-]+ ){1,3}(?:years|months|weeks|decades|centuries)\b",
    re.IGNORECASE,
)
"""What tells, of a denial, up to when it holds: "had not erupted for 400 years"."""
WEAKENED = {
    "planned": "as planned or expected",
    "possible": "as possible",
    "reported": "as alleged",
}


def check(claim: Statement, source: Statement, agreeing: Sequence[Finding] = ()) -> list[Finding]:
    """What a claim and a sentence of a source contradict each other in, or the source leaves open; [] when in doubt.

    `agreeing` are the figures and dates in which they agree.
    """
    if max(len(claim.tokens), len(source.tokens)) > LONGEST_SENTENCE or not (scope.cues(claim) or scope.cues(source)):
        return []
    opposed = opposites.opposed(claim, source)
    if opposed:
        mine, theirs = opposed
        explanation = f"the claim says “{mine.text}”, the source “{theirs.text}”"
        differs = _finding(Outcome.CONFLICTS, mine, theirs, explanation, suggestion=theirs.text)
        return [differs] if agreeing or not opposites.is_said_apart(mine, source) else []
    if weakened := _weakened(claim, source):
        return weakened
    denied = None if held_back(claim, source) else denials.contradiction(claim, source, agreeing)
    if denied is None:
        return []
    mine_denied, theirs_denied = (denied.cue, None) if denied.is_of_claim else (None, denied.cue)
    return [_finding(Outcome.CONFLICTS, mine_denied, theirs_denied, denied.explanation)]


def _finding(
    outcome: Outcome, claim: Fact | None, source: Fact | None, explanation: str, suggestion: str | None = None
) -> Finding:
    return Finding(
        rule=NAME, outcome=outcome, claim=claim, source=source, explanation=explanation, suggestion=suggestion
    )


def across_denials(
    claim: Statement, source: Statement, findings: Sequence[Finding]
) -> tuple[list[Finding], list[Fact]]:
    """The findings of figures, dates and names that differ, where one side denies what it says of them.

    Where it is the claim, the source bears it out; where it is the source, it is silent on the fact of the claim. Returns the
    findings, and the facts of the claim that are left without one.
    """
    kept: list[Finding] = []
    left: list[Fact] = []
    for finding in findings:
        mine, theirs = finding.claim, finding.source
        if finding.outcome is not Outcome.CONFLICTS or not mine or not theirs or finding.rule in {NAME, quotation.NAME}:
            kept.append(finding)
            continue
        by_claim, by_source = scope.denial(claim, mine), scope.denial(source, theirs)
        if by_claim and any(
            fact.start <= by_claim.start < fact.end for fact in claim.facts if isinstance(fact.value, Quantity)
        ):
            # "No goals in the first half" does not deny that it was the first.
            by_claim = None
        if by_claim and not by_source and not scope.is_narrowed(claim, by_claim.end, mine):
            explanation = f"the claim says that it is not {mine.text}, the source {theirs.text}"
            kept.append(_finding(Outcome.AGREES, mine, theirs, explanation))
        elif by_source and not by_claim and not scope.is_narrowed(source, by_source.end):
            left.append(mine)
        else:
            kept.append(finding)
    return kept, left


def holds_until(claim: Statement, source: Statement) -> bool:
    """Whether the source denies of the time before what the claim has happen first: "no Briton had won it since 1936"."""
    mine, theirs = (_FIRST.search(each.text, each.start, each.end) for each in (claim, source))
    denied = scope.cues(source, "negation") and not scope.cues(claim, "negation")
    return bool(mine and not theirs and denied and _UNTIL_THEN.search(source.text, source.start, source.end))


def turns_round(claim: Statement, source: Statement) -> bool:
    """Whether the source may deny what the claim states.

    A denial of its own stands before words of its clause that the claim has too, or what keeps somebody from that, or it has only
    the opposite of one.
    """
    senses = {cue.sense for _, cue in scope.cues(source, "direction")}
    if any(scope.sense(mine) not in senses for mine, _ in opposites.excluding(claim, source)):
        return True
    denied = [stems for _, stems in scope.denied_words(source)]
    if scope.cues(claim, "negation", quoted=True):
        return (
            _denies_the_other(claim, source)
            or _denies_what_is_stated(claim, source, denied)
            or _denies_the_denial(claim, source)
        )
    hindered = untrue.hindered(source) - untrue.hindered(claim)
    return not claim.stems.isdisjoint(hindered.union(*denied))


def _denies_what_is_stated(claim: Statement, source: Statement, denied: Sequence[set[str]]) -> bool:
    """Whether a claim denies a word that the source states, which denies another: "did not concede", "conceded, will not run"."""
    stated = source.stems.difference(*denied) - untrue.hindered(source)
    governed = {each.cue: each.token.stem for each in scope.governed(claim, "negation")}
    return bool(denied) and any(
        governed.get(cue) in stated
        and not scope.is_contrast(claim, cue)
        and all(stems.isdisjoint(each) for each in denied)
        for cue, stems in scope.denied_words(claim)
    )


def _denies_the_denial(claim: Statement, source: Statement) -> bool:
    """Whether the source denies a word with which the claim denies something ("was not banned from it"), or denies less."""
    if _NOT_WHOLLY.search(source.text, source.start, source.end) and not _NOT_WHOLLY.search(claim.text):
        return True
    denied = set().union(*(stems for _, stems in scope.denied_words(claim)))
    first = {word: cue for cue, word in scope.first_denied(claim)}
    for cue, word in scope.first_denied(source):
        if word in claim.stems - denied and not scope.is_contrast(source, cue):
            return True
        if word in first and scope.denies_less(claim, first[word], source, cue):
            return True
    return False


def _denies_the_other(claim: Statement, source: Statement) -> bool:
    """Whether each tells what something is from what the other says it is: "not hail but frost", "hail, not frost"."""
    mine, theirs = (
        [governed.token.stem for governed in scope.governed(each, "negation") if scope.is_contrast(each, governed.cue)]
        for each in (claim, source)
    )
    if len(mine) != 1 or len(theirs) != 1 or mine == theirs:
        return False
    return mine[0] in source.stems and theirs[0] in claim.stems


def held_back(claim: Statement, source: Statement) -> bool:
    """Whether one of the two only expects, allows for or passes on what the other says: a word that both have."""
    ways = (
        {
            scope.sense(governed.cue)
            for governed in scope.governed(one, "modality")
            if governed.token.stem in other.stems
        }
        for one, other in ((claim, source), (source, claim))
    )
    return next(ways) != next(ways)


def _weakened(claim: Statement, source: Statement) -> list[Finding]:
    """Silence where the claim states or announces what the source only expects, allows for or passes on."""
    announced = {
        governed.token.stem for governed in scope.governed(claim, "modality") if scope.sense(governed.cue) == "planned"
    }
    held = {governed.token.stem for governed in scope.governed(claim, "modality")} - announced
    stated = {token.stem for token in claim.tokens if token.fact is None}
    for governed in scope.governed(source, "modality"):
        sense = scope.sense(governed.cue)
        as_much = governed.token.stem in announced and sense == "planned"
        if governed.token.stem in stated - held and not as_much and source.count(governed.token.stem) == 1:
            says = "announces it" if governed.token.stem in announced else "states it as a fact"
            how = WEAKENED[sense]
            explanation = f"the claim {says}, the source gives “{governed.text}” only {how} (“{governed.cue.text}”)"
            return [_finding(Outcome.SILENT, None, governed.cue, explanation)]
    return []
