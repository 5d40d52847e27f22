"""Who says it: whether what a claim has somebody say is said by another in the source.

The words may all be there, and their speaker too, only not together: that the contractor said so is no support for the
engineer's having said it, though the engineer speaks in the next sentence.
"""

from __future__ import annotations

import re

from verifier.facts.quotation_tables import SAYING
from verifier.records import Fact, Quotation
from verifier.rules import name, subjects
from verifier.rules.alignment import Alignment
from verifier.rules.statement import Statement, Token

MOST_SAID = 0.75
"""The share of the words that a claim passes on which a sentence must have to be where they are said."""
_PLAIN = frozenset("said says told tells wrote writes".split())
_OBSERVING = frozenset(("reported", "noted", "complained"))
_SAYS = re.compile(
    rf"\b(?:{'|'.join(sorted(verb for verb in SAYING - _OBSERVING if verb in _PLAIN or verb.endswith('ed')))})\b"
)
"""Verbs of saying, without forms that may be nouns ("reports") and those of what somebody has: "reported pain"."""
_NOT_BY_SUBJECT = re.compile(r"\b(?:is|are|was|were|be|been|being|to) (?:\w+ly )?$|\b(?:not|nobody|neither|nor)\b")
"""Before a verb of which the word in front is not the one who acts, or not the only one."""
_QUOTED = re.compile(r"[\"”’'][,.]?\s$")
"""Before a verb whose speaker stands behind it: “…,” said the mayor."""
_INVERTED = re.compile(r"(?<=,) \w+ (?:(?:the|an?|his|her|its|their) |(?=[^\W\d_a-z]))")
"""The same where nothing is quoted."""
_APPOSED = re.compile(r"(?:,[^,]{1,80},|\s?\([^()]{1,40}\))? (?:\w+ ){0,2}")
"""Between a name and what its bearer says."""
_STOP = re.compile(r"[.!?;]\s")

Speaker = Fact | Token
"""Who says something: a name, or another word."""


def reservation(alignment: Alignment) -> str:
    """That the source has another say what the claim has somebody say; "" if it has not."""
    claim, source = alignment.claim, alignment.source
    verb = _verb(claim)
    words = [token for token in claim.tokens if verb and token.start >= verb.end() and token.fact is None]
    there = sum(token.stem in source.stems for token in words)
    mine = _before(claim, verb.start()) if verb and there >= MOST_SAID * len(words) > 0 else None
    if mine is None or _is_in(mine, claim, source) or not _is_in(mine, claim, alignment.passage):
        return ""
    other = _speaker(alignment)
    if other is None or isinstance(mine, Fact) is not isinstance(other, Fact):
        # The engineer may be Peter Aalto.
        return ""
    return f"the source has it said by “{source.text[other.start : other.end]}”"


def is_unknown(claim: Statement, text: Statement) -> bool:
    """Whether somebody says it in a claim of whom a text does not speak."""
    verb = _verb(claim)
    speaker = _before(claim, verb.start()) if verb else None
    return speaker is not None and not _is_in(speaker, claim, text)


def _is_in(speaker: Speaker, claim: Statement, text: Statement) -> bool:
    """Whether a text has the word for who speaks in the claim, or the name in some form."""
    if isinstance(speaker, Token):
        return speaker.stem in text.stems
    words = [token.stem for token in claim.tokens if token.is_in(speaker)]
    return any(name.is_same(speaker, other) for other in text.names) or not text.stems.isdisjoint(words)


def _before(statement: Statement, place: int) -> Speaker | None:
    """Who speaks, if the subject stands before the verb at a place."""
    tokens = [token for token in statement.tokens if token.start < place and token.fact is None]
    if not tokens or _NOT_BY_SUBJECT.search(statement.text, statement.start, place):
        return None
    for fact in statement.names:
        if fact.end <= place and _APPOSED.fullmatch(statement.text, fact.end, place):
            return fact
    return subjects.head(statement, tokens[-1])


def _speaker(alignment: Alignment) -> Speaker | None:
    """Who says something in the sentence that matches; None if nobody does, or if that is not clear."""
    source = alignment.source
    verb = _verb(source)
    if verb is None:
        return None
    if subjects.PRONOUN.search(source.text, source.start, verb.start()):
        there = subjects.begins_with_meant(alignment, verb.start())
        if there is None or any(_is_in(mine, alignment.claim, there) for mine in alignment.claim.names):
            return None
        return next((fact for fact in there.names if there.tokens[0].is_in(fact)), there.tokens[0])
    before = _before(source, verb.start())
    if not _QUOTED.search(source.text, source.start, verb.start()):
        inverted = _INVERTED.match(source.text, verb.start() - 1)
        if isinstance(before, Fact) or not inverted:
            return before
    behind = next((token for token in source.tokens if token.start > verb.end()), None)
    end = source.until(_STOP, verb.end())
    return next((fact for fact in source.names if behind and behind.start <= fact.start < end), behind)


def _verb(statement: Statement) -> re.Match[str] | None:
    """The first verb of saying that is not itself quoted."""
    quoted = [fact for fact in statement.facts if isinstance(fact.value, Quotation)]
    verbs = _SAYS.finditer(statement.text, statement.start, statement.end)
    return next((verb for verb in verbs if not any(fact.start <= verb.start() < fact.end for fact in quoted)), None)
