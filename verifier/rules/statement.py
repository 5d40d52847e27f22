"""A text made ready for comparison: its facts, its sentences, and its words as stems; nothing here compares."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from msgspec.structs import replace

from verifier.documents import sentences
from verifier.facts import extract
from verifier.facts.stemming import english
from verifier.records import Cue, Date, Fact, Name, Quantity
from verifier.rules.lexicon import AUXILIARIES, FUNCTION_WORDS, IRREGULAR, SUPPLETIVES, SYNONYMS

_PLACE = re.compile(r"[\s-]+(?:place|spot|position)\b", re.IGNORECASE)
"""A word that a rank may have beside it or not: "third" and "in third place"."""
_IN_BRACKET = re.compile(r"\w \([^()]*$")
_DASH = re.compile(r"\s?(?:[–—-]|--)\s?")
REACH = 120
"""Characters between a bracket and the date that it is searched for."""
SHORTEST_LIFE, LONGEST_LIFE = 15 * 365.25, 120 * 365.25
"""Days between two dates in brackets behind a name, if they may be a life: no battle is that long."""
_JOINT = re.compile(
    r"[,;:]? (?:and|but|or|while|whereas|before|after|until|when|where|which|who|because|since|although|though|then) "
    r"|[,;:] "
)
"""What may stand between what is said of one and what is said of another."""
_FRONTED = re.compile(r"\W*(?:and|but|while|whereas|then) (?:in|on|at|by|from|since|during|after|before) ")
"""What begins a clause with a time or place before a comma: "…, and in May, the …"."""
_VERB = re.compile("|".join((r"\w+ed", "be", "been", *AUXILIARIES)))
_LABEL = re.compile(r"(?<=\w )(?:A(?= ?[a-z,.;:)]|$)|IT(?= [a-z]))")
_NUMBERED = re.compile(
    r"\b(?:stage|phase|type|class|article|part|level|grade|category|title|volume|chapter|group|tier|division|section|zone|factor|"
    r"war|act|annex|schedule) $",
    re.IGNORECASE,
)
"""Before what is a number, and not the one who speaks: "stage I"."""
REACH_BACK = 12
"""Characters before an "I" in which such is looked for."""
LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[A-Z]{1,3}[+-](?![\w-])|[^\W_]+(?:['’][^\W_]+)*")
"""A word; of a mark such as "BBB+" with its sign."""


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The word's stem, one for all members of a group of synonyms: "released" and "freed" share theirs."""
    word = word.casefold().replace("’", "'").removesuffix("'s")
    stemmed = english(SUPPLETIVES.get(word, word))
    return SYNONYMS.get(stemmed, stemmed)


def counted(quantity: Quantity) -> str:
    """The stem of what a figure counts, as the tokens have it; "" if it counts nothing that is named."""
    return stem(quantity.counted) if quantity.counted else ""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, or a whole quantity or date that stands in for its words."""

    start: int
    end: int
    stem: str
    """The stem, or "#quantity" or "#date" for a fact."""
    fact: Fact | None = None

    @property
    def said(self) -> str:
        """Its stem; of a figure or date its words."""
        return self.fact.text.casefold() if self.fact else self.stem

    @property
    def is_implied(self) -> bool:
        """Whether it is a word that the text says without having it."""
        return self.start == self.end

    def is_in(self, fact: Fact) -> bool:
        """Whether it is, or begins, within the words of a fact of its text."""
        return fact.start <= self.start < fact.end


def _tokens(text: str, facts: Sequence[Fact], implied: Mapping[int, str]) -> Iterator[Token]:
    """`implied`: stems of words that are not there, by where; they have no width."""
    position = 0
    for fact in facts:
        if isinstance(fact.value, Quantity | Date) and fact.start >= position:
            yield from _words(text, position, fact.start)
            if fact.start in implied:
                yield Token(fact.start, fact.start, implied[fact.start])
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
        word = match[0].casefold().replace("’", "'")
        head, mark, tail = word.partition("'")
        is_small = word in FUNCTION_WORDS or (mark and {head, mark + tail} <= FUNCTION_WORDS)
        if not is_small or _is_label(text, match):
            yield Token(match.start(), match.end(), stem(match[0]))


def _is_label(text: str, word: re.Match[str]) -> bool:
    """Whether a word that is written as a small one names something: "group A", "the IT director", "stage I"."""
    if word[0] == "I":
        return _NUMBERED.search(text, max(0, word.start() - REACH_BACK), word.start()) is not None
    return word[0].isupper() and _LABEL.match(text, word.start()) is not None


def _lives(text: str, facts: Sequence[Fact]) -> tuple[Sequence[Fact], Mapping[int, str]]:
    """What "Ann Lee (3 May 1901 – 4 June 1980)" says without words: that she was born on the one day and died on the other.

    The facts, with the days in the place of a range, and the stem that is to be read where each of these begins.
    """
    ends: dict[int, str] = {}
    found: list[Fact] = []
    for fact, following in itertools.zip_longest(facts, facts[1:]):
        found.append(fact)
        if not isinstance(fact.value, Date) or not _IN_BRACKET.search(text, max(0, fact.start - REACH), fact.start):
            continue
        days = _ends(text, fact, following)
        if days and text.startswith(")", days[1].end) and _is_life(*days):
            ends |= {days[0].start: "bear", days[1].start: "die"}
            if days[1] is not following:
                found[-1:] = days
    return found, ends


def _ends(text: str, fact: Fact, following: Fact | None) -> tuple[Fact, Fact] | None:
    """The two days of "3 May 1901 – 4 June 1980", which may have been read as one range or as two dates."""
    dash = _DASH.search(fact.text)
    if dash:
        halves = ((fact.start, fact.start + dash.start()), (fact.start + dash.end(), fact.end))
        read = [
            (start, fact) for start, end in halves for fact in extract(text[start:end]) if isinstance(fact.value, Date)
        ]
        days = [replace(fact, start=start + fact.start, end=start + fact.end) for start, fact in read]
        return (days[0], days[1]) if len(days) == 2 and days[1].end == fact.end else None
    beside = following is not None and _DASH.fullmatch(text, fact.end, following.start)
    return (fact, following) if following and beside else None


def _is_life(born: Fact, died: Fact) -> bool:
    days = [fact.value.cores[0].low for fact in (born, died) if isinstance(fact.value, Date) and _is_day(fact.value)]
    return len(days) == 2 and SHORTEST_LIFE < days[1] - days[0] < LONGEST_LIFE


def _is_day(date: Date) -> bool:
    return date.grain == "day" and date.year is not None and len(date.cores) == 1


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
        facts, ends = _lives(text, facts)
        around = titled.union(token.stem for token in _words(context, 0, len(context)))
        return cls(text, tuple(facts), tuple(_tokens(text, facts, ends)), 0, len(text), titled, around)

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

    def until(self, pause: re.Pattern[str], place: int) -> int:
        """Where a pause begins behind a place, or the statement ends."""
        found = pause.search(self.text, place, self.end)
        return found.start() if found else self.end

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
    def dates(self) -> tuple[Fact, ...]:
        """The facts that are dates."""
        return tuple(fact for fact in self.facts if isinstance(fact.value, Date))

    def is_named(self, token: Token) -> bool:
        """Whether a token is a word of one of the names."""
        return any(token.is_in(name) for name in self.names)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of its words, facts left out."""
        return frozenset(token.stem for token in self.tokens if token.fact is None)

    def count(self, wanted: str) -> int:
        """How often it has a word, by its stem; what it only implies counts once, if it has not."""
        there = [token for token in self.tokens if token.stem == wanted]
        return sum(not token.is_implied for token in there) or bool(there)

    @cached_property
    def clauses(self) -> tuple[Statement, ...]:
        """Each clause of a sentence as a statement of its own.

        What has no words of its own ("in May"), or neither a verb nor a figure or date ("pound for pound"), belongs to what
        is before it; at the beginning of a sentence, or behind a conjunction and before a comma, to what follows.
        """
        found: list[Statement] = []
        start, fronted = self.start, False
        for match in (*self._joints(), None):
            if match and self._is_within_place(match):
                continue
            clause = self.part(start, match.start() if match else self.end)
            leads = fronted and match is not None and match[0] == ", "
            if found and ((clause._is_dependent and not leads) or not found[-1]._has_words):
                found[-1] = self.part(found[-1].start, clause.end)
            else:
                found.append(clause)
            if match:
                start = match.end()
                fronted = _FRONTED.match(self.text, match.start()) is not None
        return tuple(found)

    @cached_property
    def pieces(self) -> tuple[Statement, ...]:
        """What stands between any two words or marks that may join clauses, with a verb or without one."""
        edges = [self.start, *itertools.chain.from_iterable(joint.span() for joint in self._joints()), self.end]
        return tuple(self.part(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True))

    def piece_at(self, place: int) -> Statement:
        """The piece that a place in its text is in."""
        return next((piece for piece in self.pieces if piece.start <= place < piece.end), self)

    def _joints(self) -> list[re.Match[str]]:
        """What may join clauses, and is no part of a figure, date, name or quotation."""
        facts = [fact for fact in self.facts if not isinstance(fact.value, Cue)]
        found = _JOINT.finditer(self.text, self.start, self.end)
        return [
            joint for joint in found if not any(each.start < joint.end() and joint.start() < each.end for each in facts)
        ]

    def _is_within_place(self, joint: re.Match[str]) -> bool:
        """Whether it is the comma of "Baton Rouge, Louisiana"."""
        before = any(fact.end == joint.start() for fact in self.names)
        following = (fact.value for fact in self.names if fact.start == joint.end())
        return (
            joint[0] == ", " and before and any(isinstance(each, Name) and each.kind == "place" for each in following)
        )

    @property
    def _has_words(self) -> bool:
        return any(token.fact is None for token in self.tokens)

    @property
    def _is_dependent(self) -> bool:
        return not self._has_words or (not self.verbs and all(token.fact is None for token in self.tokens))

    @cached_property
    def verbs(self) -> tuple[int, ...]:
        """Where something is said to happen or to be, so far as forms tell: "listed", "won", "was"."""
        words = LETTERS.finditer(self.text, self.start, self.end)
        return tuple(word.start() for word in words if _VERB.fullmatch(word[0]) or word[0] in IRREGULAR)
