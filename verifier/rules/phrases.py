"""A word of a sentence and what leads to it: the small words before it, the word before these, and whose it is.

Of "song by American singer Perry", the phrase of "Perry" has "by" for its small words and "song" for its governor. Nothing here
compares two sentences; `relations` says where it is done.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from verifier.records import Fact
from verifier.rules import clauses
from verifier.rules.statement import Statement, Token

BY = "by"
"""The word that lets the one who acts follow the act."""
OWNS = ("'s", "’s")
"""What a word ends with whose bearer owns the next."""
_GENITIVE = re.compile(r"['’]s?\b|['’](?=\s)")
"""The same where it stands behind the word."""
KINDS = {
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
PREPOSITIONS = frozenset(
    "of in at on to from for with into about between through during against within near than under".split()
)
"""Words behind which a word is neither subject nor object."""
BEING = frozenset("is are was were be been being".split())
"""Auxiliaries of a passive."""
COMPARING = frozenset(("than", "as"))
"""Words that compare what is before them with what follows."""
LISTING = re.compile(r",? ?(?:and|or|&)? ?(?:the|an?)?")
"""What may stand between two words or names of a list."""
LONGEST = 60
"""Tokens above which a text is no sentence that could be compared by its phrases."""
_DETERMINED = re.compile(r"\b(?:an?|the|its|their|his|her|our) $", re.IGNORECASE)
"""Before a word that is no verb, though it has the form of one: "the amended bill"."""


_FIGURE = re.compile(r"\d")


@dataclass(frozen=True)
class Phrase:
    """A word of a statement and what leads to it: "by" and "song" before "Perry" in "song by American singer Perry"."""

    statement: Statement
    token: Token
    small: tuple[str, ...]
    """The words without content, or that relate, before the word and those that it stands behind without a verb."""
    governor: Token | None
    """The word before these."""
    before: Token | None
    after: Token | None
    """The words right before and behind it, whatever they are."""

    @classmethod
    def of(cls, statement: Statement, token: Token) -> Phrase:
        """Find what leads to a word of a statement."""
        tokens, text = statement.tokens, statement.text
        place = first = tokens.index(token)
        while first and not gap(statement, first).strip("- ") and not _ends_phrase(statement, tokens[first - 1]):
            first -= 1
        last = first - 1
        while last >= 0 and (written(statement, tokens[last]) in KINDS or _is_adverb(statement, last)):
            last -= 1
        start = tokens[last].end if last >= 0 else statement.start
        words = tuple(text[start : tokens[first].start].casefold().replace(",", " ").split())
        governor = tokens[last] if last >= 0 else None
        before = tokens[place - 1] if place else None
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        return cls(statement, token, words, governor, before, after)

    @property
    def text(self) -> str:
        """The word as it is written."""
        return self.statement.text[self.token.start : self.token.end]

    @property
    def is_oblique(self) -> bool:
        """Whether it stands behind a preposition, and is neither subject nor object."""
        return not PREPOSITIONS.isdisjoint(self.small)

    @property
    def relating(self) -> tuple[str, ...]:
        """Those of the small words that make it no subject or object."""
        return tuple(word for word in self.small if word in PREPOSITIONS or word == BY)

    @property
    def act(self) -> Token | None:
        """The verb that it does, if it is named by "by" behind that: "was rescued from the crevasse by her brother"."""
        if BY not in self.small:
            return None
        before = [token for token in self.statement.tokens if token.start < self.token.start]
        verb = next((token for token in reversed(before) if token.start in self.statement.verbs), None)
        return verb if verb and _is_done_by(self.statement, verb, self.token) else None

    @property
    def clause(self) -> int:
        """Where the clause that it is in begins."""
        return clauses.at(self.statement, self.token.start).start


def _is_adverb(statement: Statement, place: int) -> bool:
    """Whether a word only says how a verb right before it is meant: "published anonymously"."""
    token = statement.tokens[place]
    return (
        token.fact is None
        and written(statement, token).endswith("ly")
        and place > 0
        and statement.tokens[place - 1].start in statement.verbs
        and gap(statement, place) == " "
    )


def _ends_phrase(statement: Statement, token: Token) -> bool:
    """Whether a word is no part of the phrase that follows: it is a verb, or relates it to another."""
    if token.start in statement.verbs:
        return not _DETERMINED.search(statement.text, statement.start, token.start)
    return written(statement, token) in KINDS


def _is_done_by(statement: Statement, verb: Token, actor: Token) -> bool:
    """Whether the "by" before an actor belongs to a verb: right behind it, or with only where or when it was between."""
    words = statement.text[verb.end : actor.start].casefold().split()
    if BY not in words:
        return False
    between = [word for word in words[: -1 - words[::-1].index(BY)] if not _FIGURE.search(word)]
    return not between or (
        between[0] in {*PREPOSITIONS, "as"} and not any(word[-1] in ",;:" or word[0] == "(" for word in words)
    )


def owns(statement: Statement, word: Token | Fact) -> bool:
    """Whether a word or name is a genitive: "Lund's", "the workers'"."""
    text = statement.text[word.start : word.end]
    return text.endswith(OWNS) or _GENITIVE.match(statement.text, word.end) is not None


def mark(statement: Statement, place: tuple[int, int]) -> str:
    """What tells the part of a name in its sentence: the preposition before it, "of" for a genitive, or nothing."""
    first, last = statement.tokens[place[0]], statement.tokens[place[1] - 1]
    if owns(statement, last):
        return "of"
    return next(reversed(Phrase.of(statement, first).relating), "")


def place_of(claim: Statement, fact: Fact, statement: Statement) -> tuple[int, int] | None:
    """The tokens of a statement, from and up to, that are the words of one of the claim's names, if they stand there once."""
    own = [token.stem for token in claim.tokens if token.is_in(fact)]
    there = [token.stem for token in statement.tokens]
    found = [i for i in range(len(there) - len(own) + 1) if there[i : i + len(own)] == own]
    return (found[0], found[0] + len(own)) if own and len(found) == 1 else None


def written(statement: Statement, token: Token) -> str:
    """A word as it is written, but in small letters."""
    return statement.text[token.start : token.end].casefold()


def gap(statement: Statement, place: int) -> str:
    """The text between a token and the one before, or the beginning."""
    before = statement.tokens[place - 1].end if place else statement.start
    return statement.text[before : statement.tokens[place].start]


def only(statement: Statement, word: str) -> Token | None:
    """The token of a stem, if the statement has it once."""
    found = [token for token in statement.tokens if token.stem == word]
    return found[0] if len(found) == 1 else None


def stem_of(token: Token | None) -> str:
    """The stem of a word, "" of none."""
    return token.stem if token else ""


def stems(statement: Statement) -> set[str]:
    """The stems of all tokens of a statement, figures and dates too."""
    return {token.stem for token in statement.tokens}
