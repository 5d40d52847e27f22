"""Compares what a claim and one sentence of a source affirm, deny, or only expect: "did not", opposites, plans.

It is asked only about two statements that speak of the same event in nearly the same words. Figures, dates and names are compared
by other rules, and it says what comes of a difference where one side denies it (`across_denials`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import NamedTuple

from msgspec import structs

from verifier.facts.cues import opposites
from verifier.records import Cue, Date, Fact, Finding, Outcome, Quantity, Quotation
from verifier.rules import clauses, name, phrases, quotation, subjects
from verifier.rules.lexicon import ATTRIBUTING, AUXILIARIES, SUPPLETIVES
from verifier.rules.phrases import Phrase
from verifier.rules.statement import LETTERS, Statement, Token, stem

NAME = "negation"
SUMMARY = (
    "Denied against stated, a word against its opposite (freed, arrested), planned or alleged against happened; "
    "what a source says with a reservation (former, nearly, if, half of, of another or the other way round)."
)

RESTRICTING = frozenset(
    """
    until till unless before after only because just all every everyone both entirely solely but except than rather
    alone enough always necessarily fully immediately initially originally first yet so if whether since unlike
    """.split()
)
"""Words that narrow a denial: "not freed until 2020" and "freed in 2020" are both true."""
REACH = 2
"""Tokens after a cue among which the word that it governs is looked for."""
SCOPE = 6
"""Tokens after a denial that may be what it denies."""
LONGEST_SENTENCE = 300
"""Tokens above which a text is no sentence, and nothing can be said of what governs what."""
LONGEST_SWAP = 2
"""Words of each side that may stand in each other's place around a pair of opposites."""

_ADVERBS = frozenset("still yet also even soon now again then".split())
_NOW_NOT = frozenset(("no longer",))
"""Denials of what was true before."""
_PAST = SUPPLETIVES.keys() - {"has", "people", "children", "men", "women", "lives", "feet", "best", "worse"} | {
    "was",
    "were",
}
_PRESENT = frozenset("is are am has have does do still now today currently remains".split())
_OF_NOW = re.compile(r"\b(?:am|is|are|do|does) ?$", re.IGNORECASE)
"""Before a denial of what is so now."""
_ABBREVIATED = re.compile(r"(?:\.[^\W\d_])+\.?")
"""The rest of "U.S." behind its first letter."""
_OF_VERB = re.compile(rf"\b(?:{'|'.join(AUXILIARIES)}) ?$", re.IGNORECASE)
"""Before a denial of what is said of a subject: it holds for what stands in front of it too."""
_AT_A_TIME = re.compile(r"\b(?:when|while|at the time)\b", re.IGNORECASE)
"""Behind a denial: that it holds then says nothing of another time."""
_IF = frozenset(("if", "whether"))
_OPENING = re.compile(
    r"\b(?:(?:who|which|that|whom) (?:(?:had|has|have|was|were|also|later) ){0,2}"
    rf"|(?:{'|'.join(sorted(_IF))}) [^,;:]*)$",
    re.IGNORECASE,
)
"""Before what is not stated of whom the sentence speaks."""
_ELLIPTIC = re.compile(r",(?![^,]*,)")
"""Behind a denial of what is left out: "the other, who did not, was freed"."""
_INSERTED = re.compile(r",[^,]*,")
"""Behind a denial of what follows: "not, as planned, in Tunis"."""
_CONTRASTING = re.compile(r"(?:,|\band|\bbut) $")
"""Before a "not" that only tells what something is from what it is not: "by the barrel and not by weight"."""
_BEHIND = re.compile(r"\b(by|in|on|at|for|to|from|with|under|over) (?:the |an? )?$", re.IGNORECASE)
"""Before a word: the preposition behind which it stands."""
_BUT = re.compile(r" [^.;:,]{1,40}(?:,[^.;:,]{1,40})?,? but\b")
"""Behind such a "not" that comes first: "not by weight but by the box", "not in Paris, as planned, but in Tunis"."""
EXCEPTING = "except|excluding|excepting|other than|save for|apart from|aside from|with the exception of"
"""Before what something is not said of."""
_COLON = re.compile(r"[:;]\s")
_EXCEPT = re.compile(rf"\b(?:{EXCEPTING})\b", re.IGNORECASE)
_HINDERING = re.compile(
    r"\b(?:"
    r"(?:keep|kept|stop|prevent|prohibit|forbid|forbad|barr?|bann?|block|discourag|dissuad|deterr?|hinder|refrain|abstain|"
    r"sav|spar|protect|disqualif|exempt|excus|suspend)\w* (?:[\w’'-]+ ){0,5}?from (?=\w+ing\b)|"
    r"(?:stopp?|ceas|quit|avoid|escap|skipp?|abandon)\w* (?=\w+ing\b)|"
    r"(?:dropp?|abandon|shelv|scrapp?|cancel|ditch|withdr[ae]w)\w* (?:[\w’'-]+ ){0,3}?"
    r"(?:plan|proposal|bid|attempt|effort|threat)s? (?:to|for|of) (?=\w)"
    r")",
    re.IGNORECASE,
)
"""Before what then does not happen: "fog kept it from flying", "dropped its plan to sell"."""
_RELATING = re.compile(r",? (?:who|which|that|whose)\b")
_FIRST = re.compile(r"\bfirst\b", re.IGNORECASE)
_UNTIL_THEN = re.compile(
    r"\b(?:until|before|since|previously)\b|\b(?:for|in) (?:[\w,-]+ ){1,3}(?:years|months|weeks|decades|centuries)\b",
    re.IGNORECASE,
)
"""What tells, of a denial, up to when it holds: "had not erupted for 400 years"."""
REACH_BACK = 80
"""Characters before a word in which such is looked for."""
_NOT_SO = re.compile(
    r"\b(?P<word>(?:almost|nearly)(?! (?:all|every)\b)|came (?:very )?close to|close to|on the (?:verge|brink) of|"
    r"narrowly (?:missed|avoided|escaped)|"
    r"far from|anything but|nowhere near|(?:absent|missing|excluded|removed|dropped|omitted|left out|barred|banned) (?:from|of)|"
    r"(?<!\ba )(?<!\ban )(?<!\bthe )(?:feared|presumed|believed|thought|reported|considered|declared|supposed|meant|tipped)"
    r"(?! (?:an?|the|its|their|his|her|all)\b)|on course|said to be|"
    r"(?:wrongly|falsely|mistakenly) \w+(?: as| to)?|(?:posed|disguised|dressed|masqueraded) as|mistaken for|"
    r"pretend(?:ed|ing) to|impersonat(?:ed|ing)|too \w+ to|powerless to|unfit to|forbidden to)\b "
    r"(?:(?!and\b|but\b|that\b|to \w+ a\b)\w+ ){0,3}$",
    re.IGNORECASE,
)
"""Before what then did not happen, or is not so for all that the sentence says."""
_BEFORE = re.compile(r"\bbefore $", re.IGNORECASE)
"""Before what then need not have happened: "withdrawn before taking effect"."""
_UNLIKE = re.compile(
    r"\b(?:unlike|in contrast (?:to|with)|as opposed to|as distinct from|contrary to)\b[^,;:.]*", re.IGNORECASE
)
"""Those of whom what is said is not so."""
UNTRUE = re.compile(
    r"\b(?:(?:beliefs?|ideas?|claims?|notions?|rumou?rs?|reports?|suggestions?|assumptions?|allegations?|stor(?:y|ies)) "
    r"that\b[^.;]{0,120} (?:was|were|is|are|be|been|proved|turned out to be) (?:\w+ly )?"
    r"(?:false|wrong|mistaken|untrue|incorrect|unfounded|baseless|nonsense|an? (?:myth|misconception|fallacy|lie|hoax))"
    r"|(?:myth|misconception|fallacy|falsehood|lie|hoax) that"
    r"|(?:wrong|false|incorrect|untrue|mistaken|misleading|a mistake) "
    r"(?:that|to (?:say|think|claim|believe|assume|suggest) that))\b",
    re.IGNORECASE,
)
"""What says that something is not so, in a clause of its own."""
HAD = re.compile(r"(?:^|[,;.] )Had (?:\w+ ){1,4}?not\b|\b(?:[Ww]ithout|[Bb]ut for) [^.;]{0,120}\bwould have\b")
"""What was not so: "had it not rained", "without the loan it would have failed"."""
_JOINED = re.compile(r"(?:;|,|\b(?:and|but|while|whereas)) $")
"""Before what begins a part of a sentence."""
_POINTING_BACK = re.compile(r"\b(?:he|she|it|they|him|her|them|his|its|their)\b")
_BESIDE = re.compile(r"\b(?:before|after|while|when|without) \w+ing\b")
"""What begins another act of the same one: "before joining the rebels"."""
_THAN = re.compile(r"\bthan\b", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[,;:]\s|\s[–—-]+\s")

_LOSING = frozenset(map(stem, ("lose", "loss", "fail", "failure", "deprive", "strip", "rob")))
"""Stems of words beside which stands what somebody then is without."""
_PARTNERED = frozenset(("to", "from"))
"""Before the other of two between whom something is sold, lent or sent."""
_COMPARATIVE = frozenset(("more", "less", "above", "below"))
"""Senses that change with the two that they compare: if A costs less than B, B costs more."""

WEAKENED = {
    "planned": "as planned or expected",
    "possible": "as possible",
    "reported": "as alleged",
}


def check(claim: Statement, source: Statement, agreeing: Sequence[Finding] = ()) -> list[Finding]:
    """What a claim and a sentence of a source contradict each other in, or the source leaves open; [] when in doubt.

    `agreeing` are the figures and dates in which they agree.
    """
    if max(len(claim.tokens), len(source.tokens)) > LONGEST_SENTENCE or not (cues(claim) or cues(source)):
        return []
    opposed = _opposed(claim, source)
    if opposed:
        return opposed if agreeing or not _is_said_apart(opposed[0], source) else []
    weakened = _weakened(claim, source)
    return weakened or _denied(claim, source, agreeing)


def _finding(outcome: Outcome, claim: Fact | None, source: Fact | None, explanation: str) -> Finding:
    return Finding(rule=NAME, outcome=outcome, claim=claim, source=source, explanation=explanation)


def cues(statement: Statement, kind: str = "", *, quoted: bool = False) -> list[tuple[Fact, Cue]]:
    """The cues that are the statement's own, and those of a quotation within it only if asked for."""
    quotations = [] if quoted else [fact for fact in statement.facts if isinstance(fact.value, Quotation)]
    return [
        (fact, fact.value)
        for fact in statement.facts
        if isinstance(fact.value, Cue)
        and kind in {"", fact.value.type}
        and not any(quotation.start <= fact.start < quotation.end for quotation in quotations)
    ]


# Denials


class Governed(NamedTuple):
    """A word and the cue that it stands under."""

    token: Token
    text: str
    cue: Fact


def _governed(statement: Statement, kind: str) -> Iterator[Governed]:
    """For each cue of a type, the word that it governs: the next one with content."""
    own = cues(statement)
    for fact, cue in own:
        if cue.type != kind:
            continue
        others = [(other.start, other.end) for other, its in own if its.type != "direction" and other is not fact]
        if _ELLIPTIC.match(statement.text, fact.end):
            continue
        inserted = _INSERTED.match(statement.text, fact.end)
        end = inserted.end() if inserted else fact.end
        following = (token for token in statement.tokens if token.start >= end)
        for place, token in enumerate(following):
            if place >= REACH or token.fact is not None or token.start - end > 40:
                break
            word = statement.text[token.start : token.end]
            if any(start <= token.start < end for start, end in others) or word.endswith("ly") or word in _ADVERBS:
                continue
            if cue.sense == "denied" and not word.endswith("ing"):
                break
            yield Governed(token, word, fact)
            break


def _denied(claim: Statement, source: Statement, agreeing: Sequence[Finding]) -> list[Finding]:
    """What one side denies and the other states; nothing where the source excepts somebody, of whom the claim may speak."""
    excepted, too = (_EXCEPT.search(each.text, each.start, each.end) for each in (source, claim))
    if (
        held_back(claim, source)
        or (excepted and not too)
        or any(HAD.search(each.text, each.start, each.end) for each in (claim, source))
    ):
        return []
    return _denied_by_claim(claim, source, agreeing) or _denied_by_source(claim, source, agreeing)


def _denied_by_claim(claim: Statement, source: Statement, agreeing: Sequence[Finding]) -> list[Finding]:
    """That the source states all that stands behind the one denial of the claim, with the claim's figures and dates."""
    denials = cues(claim, "negation")
    if len(denials) != 1 or cues(source, "negation", quoted=True):
        return []
    ((cue, value),) = denials
    same = {id(each.claim) for each in agreeing if each.source and _is_of_sentence(each.source, source)}
    measured = [fact for fact in claim.facts if isinstance(fact.value, Quantity | Date)]
    following = [token for token in clauses.of(claim, cue).tokens if token.start >= cue.end]
    if not following or not all(id(fact) in same for fact in measured) or _is_narrowed(claim, cue.end):
        return []
    if _AT_A_TIME.search(claim.text, cue.end, claim.end):
        return []
    if value.sense == "denied" and not claim.text[following[0].start : following[0].end].endswith("ing"):
        return []
    words = [token for token in following if token.fact is None]
    if words and _is_told_of_two(claim, cue, words[0], source):
        return []
    stated = all(token.stem in source.stems for token in words)
    once = not words or (_has_phrase(source, _phrase(claim, words[0])) and _count(source, words[0].stem) == 1)
    if not stated or not once:
        return []
    if _is_told_otherwise(claim, cue, words[0], source) if words else _was_once(claim, cue, source):
        return []
    return [_contradiction(claim, cue, following[0], mine=True)]


def _is_told_otherwise(claim: Statement, cue: Fact, denied: Token, source: Statement) -> bool:
    """Whether a source has the word that a claim denies, but says it of another, or of another time, or leaves it open."""
    theirs = next(token for token in source.tokens if token.stem == denied.stem)
    clause = clauses.at(source, theirs.start)
    return (
        _was_once(claim, cue, clause if clause.verbs else source)
        or _is_left_open(source, denied.stem)
        or denied.stem in _hindered(source)
        or _is_stated_of_another(claim, cue, source, theirs)
        or _is_told_beside(claim, source, theirs)
        or _is_told_in_another_part(claim, denied, source, theirs)
        or _is_not_meant(claim, cue, denied, source, theirs)
        or _is_lost(cue, denied.stem, source)
    )


def _is_of_sentence(fact: Fact, source: Statement) -> bool:
    """Whether a fact is of what a sentence tells: it stands there, or before it as a time that still holds ("last year")."""
    holds = isinstance(fact.value, Date) and fact.value.relative
    return fact.start < source.end and (holds or source.start <= fact.start)


def _is_stated_of_another(claim: Statement, cue: Fact, source: Statement, theirs: Token) -> bool:
    """Whether what a claim denies of one whom it names is stated of another, by the names in its subject.

    As "closed" of "schools in Norland stayed closed, those in Sudland opened", if the claim is that those in Sudland did not.
    """
    mine = claim.part(claim.start, cue.start)
    if not mine.names or not clauses.shares_name(mine, source.names):
        return False
    if theirs.start not in source.verbs:
        return False
    clause = clauses.at(source, theirs.start)
    subject = subjects.subject(source, theirs)
    leading = [fact for fact in clause.names if clause.verbs and fact.end <= min(clause.verbs[0], theirs.start)]
    named = [subject] if subject else leading
    return bool(named) and not clauses.shares_name(mine, named)


def _is_told_beside(claim: Statement, source: Statement, theirs: Token) -> bool:
    """Whether a word of the claim stands in a part of the source beside that which has the denied one, of something else.

    As "gas" of "oil prices rose while gas prices fell", if the claim is that gas prices did not rise.
    """
    start, end = clauses.part_at(source, theirs.start, led=True)
    own = {token.stem for token in source.tokens if start <= token.start < end}
    words = {token.stem for token in claim.tokens if not token.is_implied} - own
    if any(token.stem in words for token in source.tokens if token.start >= end):
        return True
    if _POINTING_BACK.search(source.text, start, end):
        return False
    others = [token for token in source.tokens if start <= token.start < theirs.start and token.stem not in claim.stems]
    led = any(
        token.start not in source.verbs and not source.text[token.start : token.end].endswith("ly") for token in others
    )
    return led and any(token.stem in words for token in source.tokens if token.start < start)


def _is_told_in_another_part(claim: Statement, denied: Token, source: Statement, theirs: Token) -> bool:
    """Whether what follows the denied word in a claim stands in another part of the source, and something else in that word's.

    As "Bears" of "beat the Eagles and lost to the Bears", if the claim is that the Bears were not beaten.
    """
    start, end = clauses.part_at(source, theirs.start)
    end = min(end, source.until(_BESIDE, theirs.start))
    own = [token for token in source.tokens if start <= token.start < end]
    following = {token.stem for token in claim.tokens if token.start > denied.start and token.fact is None}
    following -= {token.stem for token in own}
    first = next(iter(source.verbs), theirs.start)
    apart = any(token.stem in following and token.start > first for token in source.tokens)
    return apart and any(
        token.start > theirs.start and token.fact is None and token.stem not in claim.stems for token in own
    )


def _is_not_meant(claim: Statement, cue: Fact, denied: Token, source: Statement, theirs: Token) -> bool:
    """Whether a source has what a claim denies only as what nearly was, what others do, or what is not true."""
    if is_not_so(source, theirs.start) or _BEFORE.search(source.text, source.start, theirs.start):
        return True
    if (
        denied.start not in claim.verbs
        and _sense(cue) != "without"
        and Phrase.of(source, theirs).is_oblique
        and not Phrase.of(claim, denied).is_oblique
    ):
        # The son of a miner is no miner for that.
        return True
    unlike = _UNLIKE.search(source.text, source.start, source.end)
    subject = {token.stem for token in claim.tokens if token.start < cue.start}
    if unlike and any(unlike.start() < token.start < unlike.end() and token.stem in subject for token in source.tokens):
        return True
    return UNTRUE.search(source.text, source.start, source.end) is not None


def is_not_so(statement: Statement, place: int) -> re.Match[str] | None:
    """What stands before a place in its sentence and makes what follows there untrue, or less: "far from", "feared"."""
    return _NOT_SO.search(statement.text, max(statement.start, place - REACH_BACK), place)


def _is_told_of_two(claim: Statement, cue: Fact, denied: Token, source: Statement) -> bool:
    """Whether a claim says that something is one and not another, and the source has each behind the same preposition.

    Then it says the one of one thing, and the other of another: "by weight in the south and by the box in the north".
    """
    before = [token for token in claim.tokens if token.start < cue.start and token.fact is None]
    if not before or not _is_contrast(claim, cue):
        return False
    return not _prepositions(source, before[-1].stem).isdisjoint(_prepositions(source, denied.stem))


def _prepositions(statement: Statement, stem_: str) -> set[str]:
    """Those behind which a statement has a word."""
    places = [token.start for token in statement.tokens if token.stem == stem_]
    found = (_BEHIND.search(statement.text, statement.start, place) for place in places)
    return {match[1] for match in found if match}


def _is_left_open(statement: Statement, stem_: str) -> bool:
    """Whether a word stands behind "whether", or right behind "who" or "which": it is said of whom the sentence names before."""
    return any(
        token.stem == stem_ and _OPENING.search(statement.text, statement.start, token.start)
        for token in statement.tokens
    )


def _hindered(statement: Statement) -> set[str]:
    """The stems of what a statement says that somebody is kept from, or stops."""
    ends = {match.end() for match in _HINDERING.finditer(statement.text, statement.start, statement.end)}
    return {token.stem for token in statement.tokens if token.start in ends}


def _denied_by_source(claim: Statement, source: Statement, agreeing: Sequence[Finding]) -> list[Finding]:
    """That the claim states a word that the source denies, of as many, and with it all that this says of it."""
    denying = list(_governed(source, "negation"))
    if len(denying) != 1 or cues(claim, "negation", quoted=True):
        return []
    ((token, _, cue),) = denying
    same = {id(fact) for finding in agreeing for fact in (finding.claim, finding.source)}
    claimed = [fact for fact in claim.facts if _counts_several(fact)]
    clause = clauses.of(source, cue)
    measured = [fact for fact in clause.facts if fact.start >= cue.end and isinstance(fact.value, Quantity | Date)]
    if (
        clauses.is_of_another(claim, source, cue)
        or token.stem in _hindered(claim)
        or _passes_on(claim, source, clause)
        or _is_lost(cue, token.stem, claim)
        or not _subject_stands_before(claim, source, token)
        or _is_told_after(source, cue, agreeing)
        or _is_told_of_what_is_denied(claim, source, cue)
        or any(finding.source and is_apart(source, cue, finding.source) for finding in agreeing)
        or _was_once(source, cue, claim)
        or _is_narrowed(source, cue.end)
        or _is_narrowed(claim, claim.start)
        or not all(id(fact) in same for fact in (*claimed, *measured))
        or not _has_phrase(claim, _phrase(clause, token))
        or any(_count(one, token.stem) != 1 for one in (claim, source))
    ):
        return []
    return [_contradiction(source, cue, token, mine=False)]


def _is_lost(cue: Fact, denied: str, stating: Statement) -> bool:
    """Whether the other text only says that what somebody is without was lost: who lost power is without power."""
    if _sense(cue) != "without":
        return False
    places = [place for place, token in enumerate(stating.tokens) if token.stem == denied]
    beside = {token.stem for place in places for token in stating.tokens[max(0, place - 1) : place + 2]}
    return not beside.isdisjoint(_LOSING)


def _counts_several(fact: Fact) -> bool:
    """Whether it says exactly how many there are, two or more."""
    value = fact.value
    return isinstance(value, Quantity) and value.dimension == "count" and value.core.is_exact and value.core.low > 1


def _passes_on(claim: Statement, source: Statement, clause: Statement) -> bool:
    """Whether the claim is what somebody thinks or says by another clause of the source: "not a cable, as they had thought"."""
    said = {token.stem for token in claim.tokens} & ATTRIBUTING & source.stems
    return bool(said) and said.isdisjoint(clause.stems)


def _subject_stands_before(claim: Statement, source: Statement, denied: Token) -> bool:
    """Whether some word before the denied one in the claim stands before it in the source too, if the source has any there."""
    place = next((token.start for token in claim.tokens if token.stem == denied.stem), claim.start)
    before = {token.stem for token in claim.tokens if token.start < place and token.fact is None}
    there = {token.stem for token in source.tokens if token.start < denied.start}
    return not before & source.stems or bool(before & there)


def _is_told_after(source: Statement, cue: Fact, agreeing: Sequence[Finding]) -> bool:
    """Whether what agrees stands behind a denial, and behind a colon: "it was not a record: that remains 47.2 degrees"."""
    places = [each.source.start for each in agreeing if each.source]
    return bool(places) and all(_COLON.search(source.text, cue.end, place) for place in places)


def _is_told_of_what_is_denied(claim: Statement, source: Statement, cue: Fact) -> bool:
    """Whether a source says what the claim says only of somebody whom it names behind a denial: "without Ott, who had left"."""
    relative = _RELATING.search(source.text, cue.end, source.end)
    if relative is None:
        return False
    verb = claim.verbs[0] if claim.verbs else claim.start
    said = {token.stem for token in claim.tokens if token.start >= verb and token.fact is None} & source.stems
    before = {token.stem for token in source.tokens if token.start < relative.start()}
    return bool(said) and not said & before


def is_apart(source: Statement, cue: Fact, fact: Fact) -> bool:
    """Whether a figure begins a part of a sentence behind a denial, which is of another such figure.

    As "12%" of "a third have no car, and 12% have two".
    """
    value = fact.value
    if (
        not isinstance(value, Quantity)
        or cue.start > fact.start
        or not _JOINED.search(source.text, cue.end, fact.start)
    ):
        return False
    verb = LETTERS.search(source.text, fact.end, source.end)
    leads = verb is not None and verb.start() in source.verbs
    rivals = [other.value for other in source.facts if source.start <= other.start < cue.start]
    return leads and any(isinstance(one, Quantity) and one.dimension == value.dimension for one in rivals)


def _phrase(statement: Statement, first: Token) -> list[Token]:
    """A word and those that follow it with nothing between: what is denied in "not a romantic Hindi movie"."""
    phrase = [first]
    for token in statement.tokens:
        if token.start >= phrase[-1].end and token.fact is None:
            if statement.text[phrase[-1].end : token.start].strip(" -"):
                break
            phrase.append(token)
    return phrase


def _has_phrase(statement: Statement, phrase: Sequence[Token]) -> bool:
    """Whether one phrase of a statement has the words of another, in their order."""
    tokens = [token for token in statement.tokens if token.fact is None]
    for first in (token for token in tokens if token.stem == phrase[0].stem):
        there = iter(_phrase(statement, first))
        if all(any(token.stem == each.stem for token in there) for each in phrase):
            return True
    return False


def _contradiction(denier: Statement, cue: Fact, token: Token, *, mine: bool) -> Finding:
    """That one side says what stands from a denial to a token, and the other the same without it."""
    sides = ("claim", "source") if mine else ("source", "claim")
    abbreviated = _ABBREVIATED.match(denier.text, token.end)
    start = cue.start
    if cue.text.lower() in {"n't", "n’t"}:
        start = denier.text.rfind(" ", 0, start) + 1
    words = denier.text[start : abbreviated.end() if abbreviated else token.end]
    explanation = f"the {sides[0]} says “{words}”, the {sides[1]} states it without “{cue.text}”"
    return _finding(Outcome.CONFLICTS, cue if mine else None, None if mine else cue, explanation)


def _is_narrowed(statement: Statement, place: int, fact: Fact | None = None) -> bool:
    """Whether what stands behind a place is of a part only, or a condition: "not until 2020", "if it does not".

    The words of a fact that is compared do not count: "first" of "not the first".
    """
    ends = (fact.start, fact.end) if fact and fact.start >= place else (statement.end, statement.end)
    after = f"{statement.text[place : ends[0]]} {statement.text[ends[1] : statement.end]}".lower().split()
    before = statement.text[max(statement.start, place - 30) : place].lower().split()
    return not RESTRICTING.isdisjoint(word.strip(".,;:!?\"'”’)") for word in after) or not _IF.isdisjoint(before)


def denial(statement: Statement, fact: Fact) -> Fact | None:
    """The denial under which a figure, date or name stands in its clause: "not" of "not born in 1990"."""
    clause = clauses.of(statement, fact)
    for cue, value in cues(clause, "negation"):
        if value.sense in {"without", "denied"} or fact.start <= cue.start < fact.end:
            continue
        if cue.start < fact.start or _OF_VERB.search(statement.text, clause.start, cue.start):
            return cue
    return None


def undenied(claim: Statement) -> tuple[int, int, str] | None:
    """The span of a claim in which its one denial stands, and what takes its place there so that it states what it denies.

    None if it denies nothing, more than one thing, only a part, or says something else besides.
    """
    denials = cues(claim, "negation")
    stating = [clause for clause in claim.clauses if clause.verbs]
    if len(denials) != 1 or len(stating) > 1 or len(claim.sentences) > 1:
        return None
    cue = denials[0][0]
    attributed = any(token.stem in ATTRIBUTING for token in claim.tokens if token.start < cue.start)
    if attributed or _is_narrowed(claim, cue.end):
        return None
    word = cue.text.casefold().replace("’", "'")
    if word in {"cannot", "can't"}:
        return cue.start, cue.end, "can"
    if word == "n't":
        return cue.start, cue.end, ""
    if word == "never" or (word == "not" and _OF_VERB.search(claim.text, claim.start, cue.start)):
        return cue.start, min(cue.end + 1, claim.end), ""
    return None


def affirmed(claim: Statement, cue: Fact) -> Statement:
    """A claim without one of its denials."""
    is_word = claim.text[cue.start - 1 : cue.start] in {"", " "}
    gone = cue.end - cue.start + (is_word and claim.text.startswith(" ", cue.end))

    def moved(place: int) -> int:
        return place if place < cue.end else place - gone

    facts = {
        id(fact): structs.replace(fact, start=moved(fact.start), end=moved(fact.end))
        for fact in claim.facts
        if fact is not cue
    }
    kept = (token for token in claim.tokens if token.end <= cue.start or token.start >= cue.end)
    return replace(
        claim,
        text=claim.text[: cue.start] + claim.text[cue.start + gone :],
        facts=tuple(facts.values()),
        tokens=tuple(
            replace(token, start=moved(token.start), end=moved(token.end), fact=facts.get(id(token.fact)))
            for token in kept
        ),
        start=moved(claim.start),
        end=moved(claim.end),
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
        by_claim, by_source = denial(claim, mine), denial(source, theirs)
        if by_claim and not by_source and not _is_narrowed(claim, by_claim.end, mine):
            explanation = f"the claim says that it is not {mine.text}, the source {theirs.text}"
            kept.append(_finding(Outcome.AGREES, mine, theirs, explanation))
        elif by_source and not by_claim and not _is_narrowed(source, by_source.end):
            left.append(mine)
        else:
            kept.append(finding)
    return kept, left


def holds_until(claim: Statement, source: Statement) -> bool:
    """Whether the source denies of the time before what the claim has happen first: "no Briton had won it since 1936"."""
    mine, theirs = (_FIRST.search(each.text, each.start, each.end) for each in (claim, source))
    denied = cues(source, "negation") and not cues(claim, "negation")
    return bool(mine and not theirs and denied and _UNTIL_THEN.search(source.text, source.start, source.end))


def _was_once(denying: Statement, cue: Fact, stating: Statement) -> bool:
    """Whether what is denied is that it is so now, and what is stated that it was."""
    now = cue.text.casefold() in _NOW_NOT or _OF_NOW.search(denying.text, denying.start, cue.start)
    return bool(now) and _is_past(stating)


def _is_past(statement: Statement) -> bool:
    words = set(LETTERS.findall(statement.text[statement.start : statement.end].casefold()))
    return not words & _PRESENT and any(word in _PAST or word.endswith("ed") for word in words)


def _count(statement: Statement, wanted: str) -> int:
    """How often a statement has a word; what it only implies counts once, if it has not."""
    there = [token for token in statement.tokens if token.stem == wanted]
    return sum(not token.is_implied for token in there) or bool(there)


def turns_round(claim: Statement, source: Statement) -> bool:
    """Whether the source may deny what the claim states.

    A denial of its own stands before words of its clause that the claim has too, or what keeps somebody from that, or it has only
    the opposite of one.
    """
    said, found = (cues(one, "direction") for one in (claim, source))
    senses = {cue.sense for _, cue in found}
    if any(
        cue.sense not in senses
        and other.sense in opposites().get(cue.sense, frozenset())
        and not _is_same_verb(mine, theirs)
        for mine, cue in said
        for theirs, other in found
    ):
        return True
    denied = [stems for _, stems in _denials(source)]
    if cues(claim, "negation", quoted=True):
        return _denies_the_other(claim, source) or _denies_what_is_stated(claim, source, denied)
    hindered = _hindered(source) - _hindered(claim)
    return not claim.stems.isdisjoint(hindered.union(*denied))


def _denials(statement: Statement) -> Iterator[tuple[Fact, set[str]]]:
    """Each denial of a statement, with the stems of the words that stand behind it in its clause."""
    quotations = [fact for fact in statement.facts if isinstance(fact.value, Quotation)]
    for fact, _ in cues(statement, "negation", quoted=True):
        ends = (each.end for each in quotations if each.start <= fact.start < each.end)
        end = min((statement.until(_CLAUSE_END, fact.end), *ends))
        following = [token for token in statement.tokens if fact.end <= token.start < end][:SCOPE]
        yield fact, {token.stem for token in following if token.fact is None}


def _denies_what_is_stated(claim: Statement, source: Statement, denied: Sequence[set[str]]) -> bool:
    """Whether a claim denies a word that the source states, which denies another: "did not concede", "conceded, will not run"."""
    stated = source.stems.difference(*denied) - _hindered(source)
    governed = {each.cue: each.token.stem for each in _governed(claim, "negation")}
    return bool(denied) and any(
        governed.get(cue) in stated and not _is_contrast(claim, cue) and all(stems.isdisjoint(each) for each in denied)
        for cue, stems in _denials(claim)
    )


def _denies_the_other(claim: Statement, source: Statement) -> bool:
    """Whether each tells what something is from what the other says it is: "not hail but frost", "hail, not frost"."""
    mine, theirs = (
        [governed.token.stem for governed in _governed(each, "negation") if _is_contrast(each, governed.cue)]
        for each in (claim, source)
    )
    if len(mine) != 1 or len(theirs) != 1 or mine == theirs:
        return False
    return mine[0] in source.stems and theirs[0] in claim.stems


def _is_contrast(statement: Statement, cue: Fact) -> bool:
    """Whether a denial only tells what something is from what it is not."""
    before = _CONTRASTING.search(statement.text, statement.start, cue.start)
    return before is not None or _BUT.match(statement.text, cue.end) is not None


# Opposites


def _opposed(claim: Statement, source: Statement) -> list[Finding]:
    """Two words that exclude each other, in the same place of two statements that are otherwise the same there."""
    pairs = [
        (mine, theirs)
        for mine, left in cues(claim, "direction")
        for theirs, right in cues(source, "direction")
        if right.sense in opposites().get(left.sense, frozenset()) and not _is_same_verb(mine, theirs)
    ]
    if not pairs or compare_otherwise(claim, source):
        return []
    swaps = list(_swaps(claim.tokens, source.tokens))
    alone = len(swaps) == 1 and _rest(claim, swaps[0][0]) == _rest(source, swaps[0][1])
    senses = [Counter(cue.sense for _, cue in cues(statement, "direction")) for statement in (claim, source)]
    for mine, theirs in pairs:
        left, right = _sense(mine), _sense(theirs)
        repeated = senses[0][right] or senses[1][left] or senses[0][left] != 1 or senses[1][right] != 1
        if (repeated and not alone) or _is_negated(claim, mine) or _is_negated(source, theirs):
            continue
        if not all(_stands_alike(named, mine, source, theirs) for named in claim.names):
            continue
        if left in _COMPARATIVE and subjects.begins_with_another(claim, source):
            continue
        in_place = any(_within(mine, a) and _within(theirs, b) for a, b in swaps)
        if in_place and not _have_changed_places(claim, mine, source, theirs):
            explanation = f"the claim says “{mine.text}”, the source “{theirs.text}”"
            return [
                Finding(
                    rule=NAME,
                    outcome=Outcome.CONFLICTS,
                    claim=mine,
                    source=theirs,
                    explanation=explanation,
                    suggestion=theirs.text,
                )
            ]
    return []


def _is_same_verb(mine: Fact, theirs: Fact) -> bool:
    """Whether two cues are one verb: that "was beaten" loses, and "beat" wins, is for `actors` to say."""
    return len({stem(LETTERS.findall(fact.text)[-1]) for fact in (mine, theirs)}) == 1


def _is_said_apart(opposed: Finding, source: Statement) -> bool:
    """Whether another sentence of the text has the claim's word: what was shut in the one may have reopened in the other."""
    assert opposed.claim
    words = {stem(word[0]) for word in LETTERS.finditer(opposed.claim.text)}
    others = source.text[: source.start], source.text[source.end :]
    return any(stem(word[0]) in words for other in others for word in LETTERS.finditer(other))


def _stands_alike(named: Fact, mine: Fact, source: Statement, theirs: Fact) -> bool:
    """Whether a name, if both have it, stands on the same side of two words: not if Germany has "fewer than Poland", and Poland
    "more than Germany". If it follows the words, it must do so in their clause.
    """
    same = [fact for fact in source.names if name.is_same(named, fact)]
    if not same:
        return True
    if named.start < mine.start:
        return any(fact.start < theirs.start for fact in same)
    clause = clauses.of(source, theirs)
    follows = [fact for fact in same if fact.start > theirs.start]
    return not follows or any(clause.start <= fact.start < clause.end for fact in follows)


def _have_changed_places(claim: Statement, mine: Fact, source: Statement, theirs: Fact) -> bool:
    """Whether who acts in the one stands behind "to" or "from" in the other: "A bought it", "B sold it to A"."""
    acting = (_acting(claim, mine), _acting(source, theirs))
    partners = (_partners(claim), _partners(source))
    both = (acting[0] & partners[1] - partners[0]) | (acting[1] & partners[0] - partners[1])
    return any(_count(claim, word) == _count(source, word) == 1 for word in both)


def _acting(statement: Statement, verb: Fact) -> set[str]:
    """The stems of what stands before a verb in its clause, or behind "by"."""
    start = clauses.of(statement, verb).start
    words = [token for token in statement.tokens if token.fact is None and token.start >= start]
    return {
        token.stem
        for token in words
        if token.start < verb.start or phrases.BY in Phrase.of(statement, token).relating[-1:]
    }


def _partners(statement: Statement) -> set[str]:
    """The stems of the words behind "to" or "from"."""
    words = (token for token in statement.tokens if token.fact is None)
    return {token.stem for token in words if _PARTNERED.intersection(Phrase.of(statement, token).relating[-1:])}


def compare_otherwise(claim: Statement, source: Statement) -> bool:
    """Whether claim and source compare the other way round: "A has fewer than B", "B has more than A"."""
    return _compares_otherwise(claim, source) or _compares_otherwise(source, claim)


def _compares_otherwise(one: Statement, other: Statement) -> bool:
    """Whether one statement compares with what the other speaks of: "less likely than men", "men were more likely"."""
    return not other.stems.isdisjoint(_compared_with(one) - _compared_with(other))


def _compared_with(statement: Statement) -> set[str]:
    """The stems of the words right behind "than"."""
    ends = [match.end() for match in _THAN.finditer(statement.text, statement.start, statement.end)]
    following = (next((token for token in statement.tokens if token.start >= end), None) for end in ends)
    return {token.stem for token in following if token}


def _rest(statement: Statement, swapped: tuple[Token, ...]) -> list[str]:
    """The stems outside a swap."""
    return [token.stem for token in statement.tokens if token not in swapped]


def _sense(fact: Fact) -> str:
    assert isinstance(fact.value, Cue)
    return fact.value.sense


def _is_negated(statement: Statement, cue: Fact) -> bool:
    """Whether a negation stands before the word in its clause: "did not rise" is not the opposite of "fell"."""
    return any(0 <= cue.start - fact.end <= 30 for fact, _ in cues(statement, "negation"))


def _within(fact: Fact, tokens: tuple[Token, ...]) -> bool:
    return any(fact.start < token.end and token.start < fact.end for token in tokens)


def _swaps(left: tuple[Token, ...], right: tuple[Token, ...]) -> Iterator[tuple[tuple[Token, ...], tuple[Token, ...]]]:
    """Short runs of words that stand in each other's place between equal ones."""
    matcher = SequenceMatcher(None, [token.stem for token in left], [token.stem for token in right], autojunk=False)
    for operation, a, a_end, b, b_end in matcher.get_opcodes():
        if operation == "replace" and a_end - a <= LONGEST_SWAP and b_end - b <= LONGEST_SWAP:
            yield left[a:a_end], right[b:b_end]


# Plans, possibilities, allegations


def held_back(claim: Statement, source: Statement) -> bool:
    """Whether one of the two only expects, allows for or passes on what the other says: a word that both have."""
    ways = (
        {_sense(governed.cue) for governed in _governed(one, "modality") if governed.token.stem in other.stems}
        for one, other in ((claim, source), (source, claim))
    )
    return next(ways) != next(ways)


def _weakened(claim: Statement, source: Statement) -> list[Finding]:
    """Silence where the claim states or announces what the source only expects, allows for or passes on."""
    announced = {governed.token.stem for governed in _governed(claim, "modality") if _sense(governed.cue) == "planned"}
    if len(cues(claim, "modality")) > len(announced):
        return []
    stated = {token.stem for token in claim.tokens if token.fact is None}
    for governed in _governed(source, "modality"):
        sense = _sense(governed.cue)
        as_much = governed.token.stem in announced and sense == "planned"
        if governed.token.stem in stated and not as_much and _count(source, governed.token.stem) == 1:
            says = "announces it" if governed.token.stem in announced else "states it as a fact"
            how = WEAKENED[sense]
            explanation = f"the claim {says}, the source gives “{governed.text}” only {how} (“{governed.cue.text}”)"
            return [_finding(Outcome.SILENT, None, governed.cue, explanation)]
    return []
