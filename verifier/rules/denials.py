"""What one of two statements denies and the other states.

That is no contradiction if it is said of another, of another time or of a part, or if it is not meant.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from verifier.records import Date, Fact, Finding, Quantity
from verifier.rules import clauses, phrases, scope, subjects, untrue
from verifier.rules.lexicon import IRREGULAR, SAYING
from verifier.rules.phrases import Phrase
from verifier.rules.statement import LETTERS, Statement, Token, stem

_NOW_NOT = frozenset(("no longer",))
"""Denials of what was true before."""
_PAST = IRREGULAR.keys() | {"was", "were"}
_PRESENT = frozenset("is are am has have does do still now today currently remains".split())
_OF_NOW = re.compile(r"\b(?:am|is|are|do|does) ?$", re.IGNORECASE)
"""Before a denial of what is so now."""
_ABBREVIATED = re.compile(r"(?:\.[^\W\d_])+\.?")
"""The rest of "U.S." behind its first letter."""
_AT_A_TIME = re.compile(r"\b(?:when|while|at the time)\b", re.IGNORECASE)
"""Behind a denial: that it holds then says nothing of another time."""
_BEHIND = re.compile(r"\b(by|in|on|at|for|to|from|with|under|over) (?:the |an? )?$", re.IGNORECASE)
"""Before a word: the preposition behind which it stands."""
_COLON = re.compile(r"[:;]\s")
_EXCEPT = re.compile(rf"\b(?:{untrue.EXCEPTING})\b", re.IGNORECASE)
_RELATING = re.compile(r",? (?:who|which|that|whose)\b")
_BEFORE = re.compile(r"\bbefore $", re.IGNORECASE)
"""Before what then need not have happened: "withdrawn before taking effect"."""
_UNLIKE = re.compile(
    r"\b(?:unlike|in contrast (?:to|with)|as opposed to|as distinct from|contrary to)\b[^,;:.]*", re.IGNORECASE
)
"""Those of whom what is said is not so."""
_JOINED = re.compile(r"(?:;|,|\b(?:and|but|while|whereas)) $")
"""Before what begins a part of a sentence."""
_POINTING_BACK = re.compile(r"\b(?:he|she|it|they|him|her|them|his|its|their)\b")
_BESIDE = re.compile(r"\b(?:before|after|while|when|without) \w+ing\b")
"""What begins another act of the same one: "before joining the rebels"."""
_PART = re.compile(
    r"\b(?P<part>some|several|many|few|half|third|quarter|fifth|minority|most|majority|"
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+)(?= of\b)|(?<![\d.,])(?:[1-4]?\d|50)(?=%| per ?cent))(?![\w-])",
    re.IGNORECASE,
)
"""What says that not all are meant."""
_MAY_BOTH_BE = frozenset("some several many few half 50".split())
"""Of these as many may be so and as many not."""
_APART = frozenset(("after", "before", "without", "until", "since", "as"))
"""Small words behind which stands what it was not then, or not as."""
_LISTED_WITH = re.compile(
    r"(?:,? (?:and|or|as well as|together with|along with|and also)|,)? "
    r"(?:(?:by|of|in|to|for|from|at|on|with|a|an|the|his|her|its|their) ){0,4}"
)
"""Between two words of a list."""
_LOSING = frozenset(map(stem, ("lose", "loss", "fail", "failure", "deprive", "strip", "rob")))
"""Stems of words beside which stands what somebody then is without."""


class Contradiction(NamedTuple):
    """A denial of one side, of what the other states, and the words in which that differs, as they are shown."""

    cue: Fact
    is_of_claim: bool
    explanation: str


def contradiction(claim: Statement, source: Statement, agreeing: Sequence[Finding]) -> Contradiction | None:
    """What one side denies and the other states; nothing where the source excepts somebody, of whom the claim may speak."""
    excepted, too = (_EXCEPT.search(each.text, each.start, each.end) for each in (source, claim))
    if (excepted and not too) or any(untrue.HAD.search(each.text, each.start, each.end) for each in (claim, source)):
        return None
    if are_of_parts(claim, source):
        return None
    return _denied_by_claim(claim, source, agreeing) or _denied_by_source(claim, source, agreeing)


def are_of_parts(claim: Statement, source: Statement) -> bool:
    """Whether one denies of some what the other states of some, or of others: "some were not freed", "some were freed"."""
    for denying, stating in ((claim, source), (source, claim)):
        cues = scope.cues(denying, "negation")
        if cues and not scope.cues(stating, "negation"):
            denied = _parts(denying, stating, cues[0][0].start)
            return bool(denied) and (denied != _parts(stating, denying, stating.end) or bool(denied & _MAY_BOTH_BE))
    return False


def _parts(statement: Statement, other: Statement, end: int) -> set[str]:
    """The words up to a place for a part of those of whom both speak."""
    found = set()
    for match in _PART.finditer(statement.text, statement.start, end):
        of = next((token for token in statement.tokens if token.start >= match.end()), None)
        if of and of.fact is None and of.stem in other.stems:
            found.add(match["part"].casefold())
    return found


def _denied_by_claim(claim: Statement, source: Statement, agreeing: Sequence[Finding]) -> Contradiction | None:
    """That the source states all that stands behind the one denial of the claim, with the claim's figures and dates."""
    denials = scope.cues(claim, "negation")
    if len(denials) != 1 or scope.cues(source, "negation", quoted=True):
        return None
    ((cue, value),) = denials
    same = {id(each.claim) for each in agreeing if each.source and _is_of_sentence(each.source, source)}
    measured = [fact for fact in claim.facts if isinstance(fact.value, Quantity | Date)]
    following = [token for token in clauses.of(claim, cue).tokens if token.start >= cue.end]
    if not following or not all(id(fact) in same for fact in measured) or scope.is_narrowed(claim, cue.end):
        return None
    if _AT_A_TIME.search(claim.text, cue.end, claim.end):
        return None
    if value.sense == "denied" and not claim.text[following[0].start : following[0].end].endswith("ing"):
        return None
    words = [token for token in following if token.fact is None]
    if words and (_is_told_of_two(claim, cue, words[0], source) or _is_told_instead(claim, cue, words[0], source)):
        return None
    stated = all(token.stem in source.stems for token in words)
    once = not words or (_has_phrase(source, _phrase(claim, words[0])) and source.count(words[0].stem) == 1)
    if not stated or not once:
        return None
    if _is_told_otherwise(claim, cue, words[0], source) if words else _was_once(claim, cue, source):
        return None
    if words and _is_of_another_time(words[0], source, agreeing):
        return None
    return _contradiction(claim, cue, following[0], is_of_claim=True)


def _is_told_otherwise(claim: Statement, cue: Fact, denied: Token, source: Statement) -> bool:
    """Whether a source has the word that a claim denies, but says it of another, or of another time, or leaves it open."""
    theirs = next(token for token in source.tokens if token.stem == denied.stem)
    clause = clauses.at(source, theirs.start)
    return (
        _was_once(claim, cue, clause if clause.verbs else source)
        or untrue.is_left_open(source, denied.stem)
        or denied.stem in untrue.hindered(source)
        or _is_stated_of_another(claim, cue, source, theirs)
        or _is_told_beside(claim, source, theirs)
        or _is_told_in_another_part(claim, denied, source, theirs)
        or _is_not_meant(claim, cue, denied, source, theirs)
        or _is_lost(cue, denied.stem, source)
        or _is_no_possession(claim, cue, denied, source, theirs)
        or _has_another_subject(claim, cue, denied, source, theirs)
        or _is_related_otherwise(claim, denied, source)
    )


def _is_of_another_time(denied: Token, source: Statement, agreeing: Sequence[Finding]) -> bool:
    """Whether the date behind the denied word stands in another part of the source, and another date in that word's part.

    As "Tuesday" of "the teachers struck on Monday and the nurses on Tuesday".
    """
    theirs = next(token for token in source.tokens if token.stem == denied.stem)
    start, end = clauses.part_at(source, theirs.start)
    own = [fact for fact in source.dates if start <= fact.start < end]
    dated = [each.source for each in agreeing if each.claim and each.source and isinstance(each.claim.value, Date)]
    joined = source.text[theirs.end : min(own[0].start, end)] if own else ""
    return bool(dated) and bool(own) and own[0] not in dated and " and " not in joined


def _is_related_otherwise(claim: Statement, denied: Token, source: Statement) -> bool:
    """Whether a word behind the denied one stands behind another small word in the source: "in the storm", "after the storm"."""
    for token in claim.tokens:
        theirs = phrases.only(source, token.stem) if token.start > denied.start and token.fact is None else None
        if theirs and _APART & set(Phrase.of(source, theirs).small) - set(Phrase.of(claim, token).small):
            return True
    return False


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
    if untrue.is_not_so(source, theirs.start) or _BEFORE.search(source.text, source.start, theirs.start):
        return True
    if (
        denied.start not in claim.verbs
        and scope.sense(cue) != "without"
        and Phrase.of(source, theirs).is_oblique
        and not Phrase.of(claim, denied).is_oblique
    ):
        # The son of a miner is no miner for that.
        return True
    unlike = _UNLIKE.search(source.text, source.start, source.end)
    subject = {token.stem for token in claim.tokens if token.start < cue.start}
    if unlike and any(unlike.start() < token.start < unlike.end() and token.stem in subject for token in source.tokens):
        return True
    return untrue.UNTRUE.search(source.text, source.start, source.end) is not None


def _is_told_of_two(claim: Statement, cue: Fact, denied: Token, source: Statement) -> bool:
    """Whether a claim says that something is one and not another, and the source has each behind the same preposition.

    Then it says the one of one thing, and the other of another: "by weight in the south and by the box in the north".
    """
    before = [token for token in claim.tokens if token.start < cue.start and token.fact is None]
    if not before or not scope.is_contrast(claim, cue):
        return False
    return not _prepositions(source, before[-1].stem).isdisjoint(_prepositions(source, denied.stem))


def _is_told_instead(claim: Statement, cue: Fact, denied: Token, source: Statement) -> bool:
    """Whether a claim says that something is one and not another, and the source has the other in no list with the one.

    As "a painter and married a sculptor", if the claim is that she was a painter, not a sculptor.
    """
    before = [token for token in claim.tokens if token.start < cue.start and token.fact is None]
    if not before or not scope.is_contrast(claim, cue):
        return False
    one, other = phrases.only(source, before[-1].stem), phrases.only(source, denied.stem)
    if one is None or other is None or one.start > other.start:
        return False
    return _LISTED_WITH.fullmatch(source.text, one.end, other.start) is None


def _is_no_possession(claim: Statement, cue: Fact, denied: Token, source: Statement, theirs: Token) -> bool:
    """Whether a claim says that something is without another, and the source only tells what became of that: "was stolen"."""
    if cue.text.casefold() != "no" and scope.sense(cue) != "without":
        return False
    if not any(token.end <= cue.start for token in claim.tokens):
        return False
    subject = subjects.subject_word(clauses.at(source, theirs.start))
    return subject is not None and subject.stem in {token.stem for token in _phrase(claim, denied)}


def _has_another_subject(claim: Statement, cue: Fact, denied: Token, source: Statement, theirs: Token) -> bool:
    """Whether the verb that a claim denies has another word for its subject in the source: "the title … his estates passed"."""
    mine = subjects.subject_word(claim)
    if cue.text.casefold() == "no" or scope.sense(cue) == "without" or mine is None or claim.is_named(mine):
        return False
    before = [token for token in source.tokens if token.start < theirs.start and token.fact is None]
    before = [token for token in before if token.start not in source.verbs]
    its = subjects.head(source, before[-1]) if before else None
    if its is None or mine.stem == denied.stem or source.is_named(its):
        return False
    return its.stem != mine.stem and its.stem not in claim.stems


def _prepositions(statement: Statement, stem_: str) -> set[str]:
    """Those behind which a statement has a word."""
    places = [token.start for token in statement.tokens if token.stem == stem_]
    found = (_BEHIND.search(statement.text, statement.start, place) for place in places)
    return {match[1] for match in found if match}


def _denied_by_source(claim: Statement, source: Statement, agreeing: Sequence[Finding]) -> Contradiction | None:
    """That the claim states a word that the source denies, of as many, and with it all that this says of it."""
    denying = list(scope.governed(source, "negation"))
    if len(denying) != 1 or scope.cues(claim, "negation", quoted=True):
        return None
    ((token, _, cue),) = denying
    same = {id(fact) for finding in agreeing for fact in (finding.claim, finding.source)}
    claimed = [fact for fact in claim.facts if _counts_several(fact)]
    clause = clauses.of(source, cue)
    measured = [fact for fact in clause.facts if fact.start >= cue.end and isinstance(fact.value, Quantity | Date)]
    if (
        clauses.is_of_another(claim, source, cue)
        or token.stem in untrue.hindered(claim)
        or _passes_on(claim, source, clause)
        or _is_lost(cue, token.stem, claim)
        or not _subject_stands_before(claim, source, token)
        or _is_told_after(source, cue, agreeing)
        or _is_told_of_what_is_denied(claim, source, cue)
        or any(finding.source and is_apart(source, cue, finding.source) for finding in agreeing)
        or _was_once(source, cue, claim)
        or scope.is_narrowed(source, cue.end)
        or scope.is_narrowed(claim, claim.start)
        or not all(id(fact) in same for fact in (*claimed, *measured))
        or not _has_phrase(claim, _phrase(clause, token))
        or any(one.count(token.stem) != 1 for one in (claim, source))
    ):
        return None
    return _contradiction(source, cue, token, is_of_claim=False)


def _is_lost(cue: Fact, denied: str, stating: Statement) -> bool:
    """Whether the other text only says that what somebody is without was lost: who lost power is without power."""
    if scope.sense(cue) != "without":
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
    said = {token.stem for token in claim.tokens} & SAYING & source.stems
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


def _contradiction(denier: Statement, cue: Fact, token: Token, *, is_of_claim: bool) -> Contradiction:
    """That one side says what stands from a denial to a token, and the other the same without it."""
    sides = ("claim", "source") if is_of_claim else ("source", "claim")
    abbreviated = _ABBREVIATED.match(denier.text, token.end)
    start = cue.start
    if cue.text.lower() in {"n't", "n’t"}:
        start = denier.text.rfind(" ", 0, start) + 1
    words = denier.text[start : abbreviated.end() if abbreviated else token.end]
    explanation = f"the {sides[0]} says “{words}”, the {sides[1]} states it without “{cue.text}”"
    return Contradiction(cue, is_of_claim, explanation)


def _was_once(denying: Statement, cue: Fact, stating: Statement) -> bool:
    """Whether what is denied is that it is so now, and what is stated that it was."""
    now = cue.text.casefold() in _NOW_NOT or _OF_NOW.search(denying.text, denying.start, cue.start)
    return bool(now) and _is_past(stating)


def _is_past(statement: Statement) -> bool:
    words = set(LETTERS.findall(statement.text[statement.start : statement.end].casefold()))
    return not words & _PRESENT and any(word in _PAST or word.endswith("ed") for word in words)
