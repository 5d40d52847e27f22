"""What a sentence says something of: the subject of a verb, whether a word or a name, and whom "he" before a verb means."""

from __future__ import annotations

import re

from verifier.records import Fact
from verifier.rules import phrases
from verifier.rules.alignment import Alignment
from verifier.rules.lexicon import AUXILIARIES
from verifier.rules.phrases import Phrase
from verifier.rules.statement import Statement, Token

_RELATIVE = frozenset(("who", "which"))
"""Words that stand for the name before as the subject of a clause."""
SUBORDINATE = _RELATIVE | frozenset(
    "whose after before because when where while since although though if as until".split()
)
"""Words that begin a clause which tells more of another."""
_INSERTED = re.compile(r",(?P<relative> (?:who|which)\b)?[^,]+,")
"""What is told of a word beside what the sentence says: ", who is 23,"."""
PRONOUN = re.compile(
    rf"\b(?:he|she|they) (?:(?:\w+ly|also|later|then|been|{'|'.join(AUXILIARIES)}) ){{0,3}}$", re.IGNORECASE
)
"""Before a verb whose subject is told before."""


def subject_word(statement: Statement) -> Token | None:
    """The word for what a statement speaks of: the head of what stands before its first verb."""
    words = (token for token in statement.tokens if token.fact is None)
    before = [token for token in words if statement.verbs and token.end <= statement.verbs[0]]
    return head(statement, before[-1]) if before else None


def begins_with_another(claim: Statement, source: Statement) -> bool:
    """Whether a sentence speaks of what a claim speaks of, but as its subject of something else: "B cost less than A"."""
    mine, theirs = subject_word(claim), subject_word(source)
    return mine is None or (mine.stem in source.stems and (theirs is None or theirs.stem != mine.stem))


def head(statement: Statement, token: Token) -> Token:
    """The word that a subject's last word tells more of: "inspector" of "an inspector in Parma"."""
    phrase = Phrase.of(statement, token)
    governor = phrase.governor if phrase.is_oblique else None
    if governor is None or governor.fact or governor.start in statement.verbs or governor.start < phrase.clause:
        return token
    return head(statement, governor)


def led_by(claim: Statement, fact: Fact) -> Token | None:
    """The word behind a name that a claim begins with, and behind what is put in: "won" of "Lee, who is 23, won"."""
    own = [token for token in claim.tokens if token.is_in(fact)]
    if not own or Phrase.of(claim, own[0]).governor:
        return None
    end = own[-1].end
    if claim.text.startswith(",", end):
        inserted = _INSERTED.match(claim.text, end)
        adds = inserted and (inserted["relative"] or not any(end < verb < inserted.end() for verb in claim.verbs))
        end = inserted.end() if inserted and adds else claim.end
    return next((token for token in claim.tokens if token.start >= end), None)


def subject(source: Statement, verb: Token) -> Fact | None:
    """The name that is the subject of a verb, if it is a name: in its clause, or in the one that this adds to."""
    place = next((i for i, clause in enumerate(source.clauses) if clause.start <= verb.start < clause.end), 0)
    for clause in reversed(source.clauses[: place + 1]):
        joint = _joint(source, clause)
        own = [token for token in clause.tokens if token.fact is None and token.start < verb.start]
        if verb.start < clause.end:
            if own:
                adds = phrases.KINDS.keys() & set(source.text[own[-1].end : verb.start].casefold().split()[-1:])
                return _named(source, own[0] if adds else own[-1])
            if joint in _RELATIVE:
                names = [fact for fact in source.names if fact.end < clause.start]
                return names[-1] if names and source.text[names[-1].end : clause.start].strip(" ,") == joint else None
        elif joint not in SUBORDINATE and own:
            return _named(source, own[0])
    return None


def _joint(source: Statement, clause: Statement) -> str:
    """The word before a clause that joins it to another, or that it begins with."""
    words = source.text[source.start : clause.start].casefold().split()[-1:]
    first = source.text[clause.start : clause.end].casefold().split()[:1]
    return next((word for word in (*words, *first) if word in SUBORDINATE), "")


def _named(source: Statement, token: Token) -> Fact | None:
    """The name that a word belongs to, if it stands behind no preposition."""
    fact = next((fact for fact in source.names if token.is_in(fact)), None)
    first = next((each for each in source.tokens if fact and each.is_in(fact)), token)
    return fact if fact and not Phrase.of(source, first).relating else None


def begins_with_meant(alignment: Alignment, place: int) -> Statement | None:
    """What begins with the name of whom "he" before a verb at a place of the sentence means: that sentence, or the one before."""
    source = alignment.source
    pronoun = PRONOUN.search(source.text, source.start, place)
    if pronoun is None:
        return None
    before = [sentence for sentence in alignment.passage.sentences if sentence.end <= source.start]
    for text in (source.part(source.start, pronoun.start()), *before[-1:]):
        first = next(iter(text.tokens), None)
        if first and first.fact is None:
            known = any(is_word_of(first, fact, alignment.claim) for fact in alignment.claim.names)
            return text if known or text.is_named(first) else None
    return None


def is_word_of(token: Token, fact: Fact, statement: Statement) -> bool:
    """Whether a word, of whatever sentence, is one of a name of a statement: "Lund" of "Per Lund"."""
    return any(each.stem == token.stem for each in statement.tokens if each.is_in(fact))
