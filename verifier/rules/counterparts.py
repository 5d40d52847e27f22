"""What a sentence has for a figure or date of a claim: which of its own is the counterpart, and whether the two agree.

Where the words around them are the same, `alignment` knows the counterpart. Elsewhere every figure or date that may be it is
compared, and what comes of it holds only if the sentence says of it what the claim says of its own.
"""

from __future__ import annotations

import re
from types import ModuleType

import msgspec

from verifier.records import Bound, Date, Fact, Finding, Outcome, Quantity
from verifier.rules import clauses, date, quantity, reckoning, subjects
from verifier.rules.alignment import Alignment, Place, comparable
from verifier.rules.comparison import agrees, doubted, finding_of
from verifier.rules.lexicon import ONCE_ONLY
from verifier.rules.statement import Statement, Token, counted, stem

_DIGITS = re.compile(r"\d+")
_MORE_THAN_ANOTHER = re.compile(
    r"\s(?:more|fewer|less|further|farther|longer|shorter|higher|lower|older|younger|faster|slower|taller|warmer|cooler|colder|"
    r"heavier|lighter|deeper|wider|bigger|larger|smaller|cheaper|dearer|ahead|behind|clear)\b"
)
"""Behind a figure that is the difference of two."""
_APART = re.compile(
    r"\b(?:later|earlier|then|subsequently|previously|afterwards|beforehand|thereafter|already|between)\b"
    r"|\b(?:after|before) (?:that|this|his|her|its|their|the)\b|\b(?:had|having) (?:\w+ ){0,2}?(?:been|\w+ed)\b",
    re.IGNORECASE,
)
"""What tells that something was at another time than what was told before."""
_THAN = re.compile(r"[^.,;:]{0,40}? than\b")
"""From a difference to that from which it is one."""
WHEN = re.compile(r",? (?:in|for|on|at|during|by|as of|at the end of) (?:the |early |late )?")
"""Between a figure and the time that it is of."""
_LIMITING = re.compile(
    r"\b(?:must|may|can|should|shall|if|when|unless|only|who|whose|that|which|need(?:s|ed)?|require[sd]?|allow(?:s|ed)?"
    r"|permit(?:s|ted)?|eligible|qualif(?:y|ies|ied)|limit(?:s|ed)?)\b",
    re.IGNORECASE,
)
"""What makes of a bound one that has to be met, or that tells which are meant."""


def compare(rule: ModuleType, place: Place, alignment: Alignment) -> Finding | None:
    """What the sentence has for a fact of the claim; None if nothing.

    No figure conflicts if the sentence may say the same of it without its unit.
    """
    finding = _counterpart(rule, place, alignment)
    if finding and finding.source and agrees(finding):
        parted = reckoning.is_other_part(place.claim, alignment.claim, finding.source, alignment.source)
        turned = alignment.order >= 1 and _is_score_turned(place.claim, finding.source)
        weaker = rule is quantity and quantity.is_weaker(place.claim, finding.source)
        is_limit = weaker and not _is_told_as_fact(alignment.source, finding.source)
        return doubted(finding) if parted or turned or is_limit else finding
    if finding and finding.outcome is Outcome.CONFLICTS:
        then = next(iter(of_same_time(place.claim, alignment)), None) if rule is quantity else None
        if then and then is not finding.source:
            return finding_of(rule.NAME, rule.compare(place.claim, then), place.claim, then)
        of_part = next((fact for fact in alignment.source.facts if _is_of_compound(place.claim, fact)), None)
        if of_part:
            return doubted(msgspec.structs.replace(finding, source=of_part))
        bare = next((fact for fact in alignment.source.facts if _is_elided(place.claim, fact)), None)
        if bare and said_rather(alignment, place.claim, finding.source, bare) < clauses.Rather.SURELY:
            return doubted(msgspec.structs.replace(finding, source=bare))
    return finding


def is_of_time(statement: Statement, figure: Fact, time: Fact) -> bool:
    """Whether a time stands right behind a figure."""
    return time.start > figure.end and WHEN.fullmatch(statement.text, figure.end, time.start) is not None


def times_of(statement: Statement, figure: Fact) -> list[Fact]:
    """The times that a figure is of: those right behind it, else the only one of the sentence."""
    times = [time for time in statement.dates if is_of_time(statement, figure, time)]
    return times or (list(statement.dates) if len(statement.dates) == 1 else [])


def of_same_time(mine: Fact, alignment: Alignment) -> list[Fact]:
    """The figures that the sentence gives for the claim's one time: 2,500 of "3,100 people, against 2,500 in 2010"."""
    source, times = alignment.source, times_of(alignment.claim, mine)
    same = [time for time in source.dates if len(times) == 1 and agree(times[0], time)]
    alike = [fact for fact in source.facts if comparable(mine, fact)] if same else []
    return [fact for fact in alike if any(is_of_time(source, fact, time) for time in same)]


def _is_told_as_fact(statement: Statement, fact: Fact) -> bool:
    """Whether a figure begins a sentence or follows its verb, as how many there are: "sold over 200", not "firms with over 200".

    Of a limit the source's must be the claim's: who admits those over 21 does not admit all that are over 18.
    """
    before = statement.text[statement.start : fact.start]
    last = max((verb for verb in statement.verbs if verb < fact.start), default=fact.start)
    named = isinstance(fact.value, Quantity) and not reckoning.is_bare(fact.value)
    beside = (named and not before.strip()) or len(statement.text[last : fact.start].split()) == 1
    return beside and not _LIMITING.search(statement.text, statement.start, statement.end)


def _is_score_turned(mine: Fact, theirs: Fact) -> bool:
    """Whether two figures are one score, with its two sides in each other's place: "3-4", "4-3"."""
    here, there = (_DIGITS.findall(fact.text) for fact in (mine, theirs))
    scores = [isinstance(fact.value, Quantity) and fact.value.dimension == "score" for fact in (mine, theirs)]
    return all(scores) and here == there[::-1] != there


def _counterpart(rule: ModuleType, place: Place, alignment: Alignment) -> Finding | None:
    """The claim's fact against what may be its counterpart: one that surely is and agrees settles it.

    A date may also be given elsewhere in the passage if the sentence has none. A value that agrees but seems to belong
    to something else is no support; nor does any other value conflict then.
    """
    every = [finding_of(rule.NAME, rule.compare(place.claim, fact), place.claim, fact) for fact in place.candidates]
    findings = [finding for finding in every if _may_stand_for(alignment, place.claim, finding)]
    apart = next((finding for finding in every if agrees(finding) and finding not in findings), None)
    if apart and not place.certain and not any(map(agrees, findings)):
        # "17% less likely; for tea the figure was 9%": the second may be as much less.
        return doubted(apart)
    if not findings:
        return _around(rule, place, alignment)
    agreeing = [finding for finding in findings if agrees(finding)]
    # Of "in 1918 and from 1941 to 1944" the first conflicts with 1943, and the second may be it.
    spans = [each for each in findings if each.outcome is Outcome.SILENT and _is_span(each)]
    if place.certain:
        return (agreeing or spans or findings)[0]
    others = [finding for finding in findings if finding.outcome is Outcome.CONFLICTS]
    rather = [
        [said_rather(alignment, place.claim, other.source, finding.source) for finding in agreeing] for other in others
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
        own = [each for each in findings if each.source and not is_of_another(alignment, each.source)]
        ranked = isinstance(place.claim.value, Quantity) and place.claim.value.dimension == "rank"
        return own[0] if ranked and own and not any(map(agrees, own)) else doubted(agreeing[0])
    around = _around(rule, place, alignment)
    return doubted(around) if around else (spans or findings)[0]


def _is_of_compound(mine: Fact, theirs: Fact) -> bool:
    """Whether a figure is the claim's, of something of which the claim has the first word: "500 mg of metformin salt"."""
    left, right = mine.value, theirs.value
    if not isinstance(left, Quantity) or not isinstance(right, Quantity) or not left.counted:
        return False
    named = counted(left) in {stem(word) for word in right.modifiers}
    return named and quantity.same_measure(left, right) and quantity.compare(mine, theirs).outcome is Outcome.AGREES


def is_told_elsewhere(mine: Fact, alignment: Alignment) -> bool:
    """Whether another sentence has a figure or date that agrees, and a word of the claim in whose place this one has another.

    As "Helene had left 250 dead" behind "Hurricane Milton killed 35 people", if the claim is of Helene.
    """
    ours, theirs = alignment.claim.tokens, alignment.source.tokens
    apart = [token for replaced, _ in alignment.replaced for token in replaced if token.fact is not mine]
    for i, k in alignment.counterparts.items():
        fact, other = ours[i].fact, theirs[k].fact
        if fact and fact is not mine and not (other and agree(fact, other)):
            apart.append(ours[i])
    others = [each for each in alignment.passage.sentences if each.start != alignment.source.start]
    return any(
        any(agree(mine, fact) for fact in sentence.facts) and any(_has(sentence, token) for token in apart)
        for sentence in others
    )


def _has(sentence: Statement, token: Token) -> bool:
    """Whether a sentence has a word, or a figure or date that agrees."""
    if token.fact is None:
        return token.stem in sentence.stems
    return any(agree(token.fact, fact) for fact in sentence.facts)


def _is_span(finding: Finding) -> bool:
    """Whether the source has two dates or days with all between them."""
    return (
        finding.source is not None
        and isinstance(finding.source.value, Date)
        and finding.source.value.bound is Bound.BETWEEN
    )


def _may_stand_for(alignment: Alignment, mine: Fact, finding: Finding) -> bool:
    """Whether both figures are differences ("six centimetres further"), or neither; the source's alone may be, if they agree."""
    assert finding.source
    more, theirs = _is_difference(alignment.claim, mine), _is_difference(alignment.source, finding.source)
    return theirs is more or (theirs and agrees(finding))


def _around(rule: ModuleType, place: Place, alignment: Alignment) -> Finding | None:
    """What agrees with the claim's fact in the passage around the sentence: a date counts, a figure needs more."""
    for fact in alignment.passage.facts:
        if fact not in place.candidates and comparable(place.claim, fact):
            finding = finding_of(rule.NAME, rule.compare(place.claim, fact), place.claim, fact)
            if agrees(finding):
                apart = _is_of_other_event(alignment, fact) or _is_told_of_another_time(alignment, fact)
                return finding if rule is date and not apart else doubted(finding)
    return None


def _is_told_of_another_time(alignment: Alignment, fact: Fact) -> bool:
    """Whether a sentence says of itself that it is of another time than the one with the date before it: "Between his terms"."""
    source = alignment.source
    found = _APART.search(source.text, source.start, source.end) if fact.start < source.start else None
    return found is not None and found[0].strip().casefold() not in alignment.claim.text.casefold()


def _is_of_other_event(alignment: Alignment, fact: Fact) -> bool:
    """Whether a date stands with what happens once, and is not what the claim says: "She died in 1955" of a birth."""
    claim, sentences = alignment.claim, alignment.passage.sentences
    within = next((each for each in sentences if each.start <= fact.start < each.end), alignment.passage)
    mine = {token.stem for token in claim.tokens if token.start in claim.verbs}
    clause = clauses.of(within, fact)
    verbs = [token for token in clause.tokens if token.start in clause.verbs and token.fact is None]
    nearest = min(verbs, key=lambda verb: (verb.start > fact.start, abs(verb.start - fact.start)), default=None)
    happens = nearest is not None and nearest.stem in ONCE_ONLY and nearest.stem not in claim.stems
    return bool(mine) and happens and mine.isdisjoint(within.stems)


def said_rather(alignment: Alignment, claim: Fact, other: Fact | None, than: Fact | None) -> clauses.Rather:
    """Whether the sentence says what the claim says of its fact rather of one fact than of another.

    Never surely where both count what the claim counts: "freed 52 prisoners and later 250 prisoners".
    """
    assert other
    assert than
    how = clauses.said_rather_of(alignment.claim, claim, alignment.source, other, than)
    count = isinstance(than.value, Quantity) and than.value.counted
    return min(how, clauses.Rather.PERHAPS) if count else how


def is_of_another(alignment: Alignment, fact: Fact) -> bool:
    """Whether the sentence says a fact of another than the claim names: "third" of "Gay came second and Powell third"."""
    return clauses.is_of_another(alignment.claim, alignment.source, fact)


def agree(one: Fact, other: Fact) -> bool:
    """Whether two figures or two dates are of the same quantity and agree: "47.5 pounds", "21.5 kilograms"."""
    module = date if isinstance(one.value, Date) else quantity
    return comparable(one, other) and module.compare(one, other).outcome is Outcome.AGREES


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


def _is_difference(statement: Statement, fact: Fact) -> bool:
    """Whether a figure says by how much one is more than another: "six centimetres further"."""
    return _MORE_THAN_ANOTHER.match(statement.text, fact.end) is not None


def is_more(statement: Statement, fact: Fact) -> bool:
    """Whether a figure is a difference, be the word for it behind it or within: "ten million more people"."""
    return _is_difference(statement, fact) or _MORE_THAN_ANOTHER.search(fact.text) is not None


def differ_from_others(mine: Fact, claim: Statement, theirs: Fact, source: Statement) -> bool:
    """Whether two figures are differences from others: "three years older than Clara", "two years older than Ben, who is 41"."""
    anchors = [anchor(claim, mine), anchor(source, theirs)]
    words = [token.stem for token in anchors if token and token.fact is None]
    return len(words) == 2 and words[0] not in source.stems and words[1] != words[0]


def anchor(statement: Statement, fact: Fact) -> Token | None:
    """The word for that from which a figure is the difference: "Chile" of "ten million more people than Chile"."""
    than = _THAN.match(statement.text, fact.end) if is_more(statement, fact) else None
    return next((token for token in statement.tokens if than and token.start > than.end()), None)


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
    return theirs not in clause.facts and bool(figures) and not any(agree(fact, mine) for fact in figures)
