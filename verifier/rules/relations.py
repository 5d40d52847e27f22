"""Who does it to whom, from where and to where, for or against: what the small words and the order of others make of a sentence.

All words of a claim may be in a sentence, and it may still say something else: "sued by Apple" is not "sued Apple", and "fell
because" is not "fell before". Here only such differences are found; nothing is known of what the words mean.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise

from verifier.rules import clauses
from verifier.rules.lexicon import AUXILIARIES, MUTUAL
from verifier.rules.statement import Statement, Token

_KINDS = {
    word: kind
    for kind, words in {
        "to": "to into onto toward towards",
        "from": "from",
        "for": "for",
        "against": "against",
        "with": "with",
        "without": "without",
        "because": "because due",
        "although": "although though despite",
        "before": "before until till",
        "after": "after since",
        "above": "above over",
        "below": "below under beneath",
        "or": "or",
        "and": "and",
    }.items()
    for word in words.split()
}
"""Words that tell how the next word belongs to what is said, by kind."""
_EXCLUDING = [
    {"to", "from"},
    {"for", "against"},
    {"with", "without"},
    {"with", "against"},
    {"because", "although"},
    {"because", "before"},
    {"because", "after"},
    {"before", "after"},
    {"above", "below"},
    {"or", "and"},
]
"""Kinds of which one says something else than the other."""
_PREPOSITIONS = frozenset(
    "of in at on to from for with into about between through during against within near than".split()
)
_COMPARING = frozenset(("than", "as"))
_LISTING = re.compile(r",? ?(?:and|or|&)? ?(?:the|an?)?")
_DETERMINED = re.compile(r"\b(?:an?|the|its|their|his|her|our) $", re.IGNORECASE)
"""Before a word that is no verb, though it has the form of one: "the amended bill"."""
_JOINING = re.compile(r",|(?:and|or|&)\b")
_BY = "by"
LONGEST = 60
"""Tokens above which a text is no sentence that could be compared so."""


def reservation(claim: Statement, source: Statement) -> str:
    """In what a sentence with the words of a claim relates them otherwise; "" if it does not."""
    if max(len(claim.tokens), len(source.tokens)) > LONGEST:
        return ""
    pairs = [(_Phrase.of(claim, mine), _Phrase.of(source, theirs)) for mine, theirs in _common(claim, source)]
    for mine, theirs in pairs:
        if _stem(mine.governor) == _stem(theirs.governor) and (found := _excluded(mine.small, theirs.small)):
            return f"the source says “{found[1]}”, the claim “{found[0]}”, before “{theirs.text}”"
        if _acts(mine, theirs) or _acts(theirs, mine) or _is_no_subject(mine, theirs):
            return _OTHERWISE
    return _OTHERWISE if _exchanged(pairs) else ""


_OTHERWISE = "the source says it the other way round, or of another"


@dataclass(frozen=True)
class _Phrase:
    """A word of a statement and what leads to it: "by" and "song" before "Perry" in "song by American singer Perry"."""

    statement: Statement
    token: Token
    small: tuple[str, ...]
    """The words without content, or that relate, before the word and those that it stands behind without a verb."""
    governor: Token | None
    """The word before these."""
    before: Token | None
    """The word right before it, whatever that is."""

    @classmethod
    def of(cls, statement: Statement, token: Token) -> _Phrase:
        tokens, text = statement.tokens, statement.text
        first = tokens.index(token)
        while first and not _gap(statement, first).strip("- ") and not _ends_phrase(statement, tokens[first - 1]):
            first -= 1
        last = first - 1
        while last >= 0 and _written(statement, tokens[last]) in _KINDS:
            last -= 1
        start = tokens[last].end if last >= 0 else statement.start
        words = tuple(text[start : tokens[first].start].casefold().replace(",", " ").split())
        place = tokens.index(token)
        return cls(statement, token, words, tokens[last] if last >= 0 else None, tokens[place - 1] if place else None)

    @property
    def text(self) -> str:
        return self.statement.text[self.token.start : self.token.end]

    @property
    def is_oblique(self) -> bool:
        """Whether it stands behind a preposition, and is neither subject nor object."""
        return not _PREPOSITIONS.isdisjoint(self.small)

    @property
    def acts_after(self) -> bool:
        """Whether it is named by "by" behind a verb."""
        return _BY in self.small and self.governor is not None and self.governor.start in self.statement.verbs

    @property
    def clause(self) -> int:
        """Where the clause that it is in begins."""
        return clauses.at(self.statement, self.token.start).start


def _ends_phrase(statement: Statement, token: Token) -> bool:
    if token.start in statement.verbs:
        return not _DETERMINED.search(statement.text, statement.start, token.start)
    return _written(statement, token) in _KINDS


def _written(statement: Statement, token: Token) -> str:
    return statement.text[token.start : token.end].casefold()


def _stem(token: Token | None) -> str:
    return token.stem if token else ""


def _gap(statement: Statement, place: int) -> str:
    """The text between a token and the one before."""
    return statement.text[statement.tokens[place - 1].end : statement.tokens[place].start]


def _common(claim: Statement, source: Statement) -> Iterator[tuple[Token, Token]]:
    """The words that both have once, without those that only relate others."""
    here, there = (Counter(token.stem for token in statement.tokens) for statement in (claim, source))
    places = {token.stem: token for token in source.tokens}
    for token in claim.tokens:
        once = here[token.stem] == there[token.stem] == 1
        if once and token.fact is None and _written(claim, token) not in _KINDS:
            yield token, places[token.stem]


def _excluded(here: tuple[str, ...], there: tuple[str, ...]) -> tuple[str, str] | None:
    """A small word of the claim and one of the source that say something else."""
    mine, theirs = ({_KINDS[word]: word for word in words if word in _KINDS} for words in (here, there))
    for kind, word in mine.items():
        for other, instead in theirs.items():
            if {kind, other} in _EXCLUDING and kind not in theirs and other not in mine:
                return word, instead
    return None


def _acts(one: _Phrase, other: _Phrase) -> bool:
    """Whether who acts in the one ("sued by Apple") is acted upon in the other: there it stands behind the same verb."""
    if not one.acts_after or _BY in other.small:
        return False
    assert one.governor
    its = [token for token in other.statement.tokens if token.stem == one.governor.stem]
    if len(its) != 1 or not other.clause <= its[0].start < other.token.start:
        return False
    return _BY not in other.statement.text[its[0].end : other.token.start].casefold().split()


def _is_no_subject(mine: _Phrase, theirs: _Phrase) -> bool:
    """Whether the claim's subject stands behind a preposition in the source, after the verb that the claim puts behind it."""
    claim, source = mine.statement, theirs.statement
    verb = next((token for token in claim.tokens if token.start in claim.verbs), None)
    if verb is None or mine.token.start >= verb.start or mine.is_oblique or not theirs.is_oblique:
        return False
    following = claim.tokens[claim.tokens.index(mine.token) + 1]
    between = claim.text[mine.token.end : following.start].casefold().split()
    is_head = following is verb or bool({*AUXILIARIES, *_PREPOSITIONS}.intersection(between))
    its = [token for token in source.tokens if token.stem == verb.stem]
    return is_head and len(its) == 1 and theirs.clause <= its[0].start < theirs.token.start


def _exchanged(pairs: list[tuple[_Phrase, _Phrase]]) -> bool:
    """Whether two words stand in each other's place: each behind what the other stands behind, with the same small words.

    Or side by side with two small words that tell them apart ("from … to"), or parted by "than".
    """
    for (first, its), (second, other) in combinations(pairs, 2):
        if (
            other.token.start > its.token.start
            or _relating(first) != _relating(other)
            or _relating(second) != _relating(its)
        ):
            continue
        if _is_list(first, second) and _is_list(other, its):
            continue
        behind = {_stem(first.before), _stem(second.before)}
        swapped = _stem(first.before) == _stem(other.before) and _stem(second.before) == _stem(its.before)
        once = all(_is_once(phrase.statement, word) for phrase in (first, its) for word in behind if word)
        if swapped and once and len(behind) == 2 and MUTUAL.isdisjoint(behind):
            return True
        small = {*_relating(first), *_relating(second)}
        told_apart = _relating(first) != _relating(second) and small <= {*_KINDS, _BY}
        if second.before == first.token and its.before == other.token and (told_apart or _compared(first, second)):
            return True
    return False


def _is_once(statement: Statement, word: str) -> bool:
    return sum(token.stem == word for token in statement.tokens) == 1


def _relating(phrase: _Phrase) -> tuple[str, ...]:
    """Those of the small words that make it no subject or object."""
    return tuple(word for word in phrase.small if word in _PREPOSITIONS or word == _BY)


def _compared(first: _Phrase, second: _Phrase) -> bool:
    between = first.statement.text[first.token.end : second.token.start].casefold().split()
    return not _COMPARING.isdisjoint(between)


def _is_list(first: _Phrase, second: _Phrase) -> bool:
    """Whether nothing but commas and "and" is between two words and those that stand between them."""
    statement = first.statement
    within = [token for token in statement.tokens if first.token.start <= token.start <= second.token.start]
    gaps = [statement.text[left.end : right.start].strip() for left, right in pairwise(within)]
    joined = any(_JOINING.match(gap) for gap in gaps) and all(_LISTING.fullmatch(gap) for gap in gaps)
    return joined and not any(token.start in statement.verbs or token.stem == "not" for token in within)
