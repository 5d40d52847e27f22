"""A text made ready for comparison: its facts, its sentences, and its words as stems; nothing here compares."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from verifier.documents import sentences
from verifier.facts.stemming import english
from verifier.records import Date, Fact, Name, Quantity
from verifier.rules.lexicon import FUNCTION_WORDS, SUPPLETIVES, SYNONYMS

_PLACE = re.compile(r"[\s-]+(?:place|spot|position)\b", re.IGNORECASE)
"""A word that a rank may have beside it or not: "third" and "in third place"."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The word's stem, one for all members of a group of synonyms: "released" and "freed" share theirs."""
    word = word.casefold().replace("’", "'").removesuffix("'s")
    stemmed = english(SUPPLETIVES.get(word, word))
    return SYNONYMS.get(stemmed, stemmed)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, or a whole quantity or date that stands in for its words."""

    start: int
    end: int
    stem: str
    """The stem, or "#quantity" or "#date" for a fact."""
    fact: Fact | None = None


def _tokens(text: str, facts: Sequence[Fact]) -> Iterator[Token]:
    position = 0
    for fact in facts:
        if isinstance(fact.value, Quantity | Date) and fact.start >= position:
            yield from _words(text, position, fact.start)
            yield Token(fact.start, fact.end, f"#{fact.kind}", fact)
            yield from _counted(text, fact)
            position = fact.end
            if isinstance(fact.value, Quantity) and fact.value.dimension == "rank":
                place = _PLACE.match(text, position)
                position = place.end() if place else position
    yield from _words(text, position, len(text))


def _counted(text: str, fact: Fact) -> Iterator[Token]:
    """The words of a quantity that say what it counts: they are content beside the figure."""
    if isinstance(fact.value, Quantity) and fact.value.counted:
        # They are stems already, of which some have a synonym or a stem of their own.
        named = (fact.value.counted, *fact.value.modifiers)
        counted = {*named, *map(stem, named)}
        yield from (token for token in _words(text, fact.start, fact.end) if token.stem in counted)


def _words(text: str, start: int, end: int) -> Iterator[Token]:
    for match in _WORD.finditer(text, start, end):
        if match[0].casefold() not in FUNCTION_WORDS:
            yield Token(match.start(), match.end(), stem(match[0]))


@dataclass(frozen=True)
class Statement:
    """A claim, a passage or one sentence of it; offsets are into `text`, for a sentence the whole passage's."""

    text: str
    facts: tuple[Fact, ...]
    tokens: tuple[Token, ...]
    """The words that carry meaning and the quantities and dates between them, in order; what is counted follows its
    figure."""
    start: int
    end: int
    title: frozenset[str]
    """Stems of the title of the document that the text is from."""
    around: frozenset[str]
    """Stems of the title and of what stands before: what they name is known to the text."""

    @classmethod
    def of(cls, text: str, facts: Sequence[Fact], title: str = "", context: str = "") -> Statement:
        """Make a text and its facts ready."""
        titled = frozenset(token.stem for token in _words(title, 0, len(title)))
        around = titled.union(token.stem for token in _words(context, 0, len(context)))
        return cls(text, tuple(facts), tuple(_tokens(text, facts)), 0, len(text), titled, around)

    def part(self, start: int, end: int) -> Statement:
        """The facts and tokens that begin within a span."""
        return Statement(
            self.text,
            tuple(fact for fact in self.facts if start <= fact.start < end),
            tuple(token for token in self.tokens if start <= token.start < end),
            start,
            end,
            self.title,
            self.around,
        )

    @cached_property
    def sentences(self) -> tuple[Statement, ...]:
        """Each sentence as a statement of its own."""
        spans = sentences.spans(self.text)
        return tuple(self.part(start, end) for start, end in spans) if len(spans) > 1 else (self,)

    @cached_property
    def names(self) -> tuple[Fact, ...]:
        """The facts that are names."""
        return tuple(fact for fact in self.facts if isinstance(fact.value, Name))

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of its words, facts left out."""
        return frozenset(token.stem for token in self.tokens if token.fact is None)
