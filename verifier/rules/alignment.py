"""Where a claim and a passage say the same thing: the sentence that matches, and which fact stands in whose place.

Nothing here looks at what the facts are worth; two numbers that stand in the same place may agree or conflict.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cached_property
from itertools import pairwise

from verifier.records import Date, Fact, Name, Quantity
from verifier.rules import name, quantity
from verifier.rules.lexicon import AUXILIARIES
from verifier.rules.statement import Statement, Token, counted, stem

MOST_FIGURES = 100
"""Figures and dates of a claim above which it is a table, and no sentence says the same."""
RELATED = 0.5
"""Below this share of common words a sentence does not speak of the claim's event, and nothing is compared."""
_PRONOUNS = frozenset("he she it they his her its their who whose".split())
_DEFINITE = ("the ", "this ", "that ", "these ", "those ")
"""Words by which a sentence speaks of what was named before it."""
OF_THE = re.compile(r" of (?:the|its|their|these|those|his|her|our) ")
"""Between a part and its whole."""
_TEMPORAL = frozenset("after before when while until since once as later earlier following ;".split())
"""Words that begin another clause, with a time of its own."""
_FURTHER = frozenset(", and and, or again in on at from between since during later".split())
"""Words between a date and another of the same."""
_JOINTS = re.compile(
    r"[,;:]\s|\b(?:and|but|or|while|whereas|although|though|which|that|who|whose|if|unless)\b", re.IGNORECASE
)
"""What may part a sentence into statements on different things."""
VERBATIM = 0.8
"""From this share of common words, in the same order and of both texts, a sentence is a restatement of the claim."""


@dataclass(frozen=True)
class Place:
    """A fact of the claim and the facts of the source that may stand for the same thing, the likeliest first."""

    claim: Fact
    candidates: tuple[Fact, ...]
    certain: bool
    """Whether the words on both sides are the same too: then the first candidate is the counterpart, and others are dates that
    the sentence gives besides."""


@dataclass(frozen=True)
class Alignment:
    """How one sentence of a passage matches a claim."""

    claim: Statement
    source: Statement
    """The sentence that matches best."""
    passage: Statement
    coverage: float
    """The share of the claim's words that the sentence has too, 0 to 1; a name may stand in the passage or title."""
    absent: tuple[Token, ...]
    """The claim's words that the sentence lacks."""
    missing: tuple[Token, ...]
    """Those of them that the passage and the title around it lack too."""
    said: float
    """As `coverage`, of the words other than names alone: names may stand around, what is said of them may not."""
    known: tuple[Fact, ...]
    """The claim's names that the passage or its title has too."""
    blocks: tuple[tuple[int, int, int], ...] = ()
    """Runs of equal tokens: start in the claim, start in the sentence, length; in order."""
    places: tuple[Place, ...] = ()

    @cached_property
    def with_next(self) -> Statement:
        """The sentence with the next one, which may tell more of its figures: "Of these, every second one …"."""
        later = [sentence.end for sentence in self.passage.sentences if sentence.start >= self.source.end]
        return self.passage.part(self.source.start, later[0]) if later else self.source

    @property
    def names_known(self) -> bool:
        """Whether all that the claim names is named in the passage or its title."""
        return len(self.known) == len(self.claim.names)

    @property
    def names_said(self) -> bool:
        """Whether all that the claim names is named in the sentence itself, or in the title of its text."""
        words = self.source.stems | self.passage.title
        return all(_is_known(fact, self.source, words) for fact in self.claim.names)

    @property
    def related(self) -> bool:
        """Whether the sentence has enough of the claim's words to be about the same thing."""
        return self.coverage >= RELATED

    @cached_property
    def order(self) -> float:
        """Of the claim's words and quantities that the sentence has, the share that it has in the same order.

        Dates are left out ("on Thursday" may stand anywhere), and names of which the sentence has only a part.
        """
        there = frozenset(token.stem for token in self.source.tokens)
        tokens = self.claim.tokens
        partly = self._of_partly_named(there)
        counted = [token.stem in there and token.stem != "#date" and token not in partly for token in tokens]
        return sum(counted[i] for i in self.counterparts) / sum(counted) if any(counted) else 0.0

    @cached_property
    def renamed(self) -> bool:
        """Whether a sentence that is the claim but for a name has something else in its place, and not "the …" or a pronoun."""
        if not self.verbatim:
            return False
        lacking = [fact for fact in self.claim.names if not _is_known(fact, self.source, self.source.stems)]
        for mine, theirs in self.replaced:
            named = any(token.is_in(fact) for fact in lacking for token in mine)
            if theirs and (named or self._begin_otherwise(mine, theirs)):
                before = self.source.text[self.source.start : theirs[0].start].casefold()
                return not before.endswith(_DEFINITE)
        return False

    def _begin_otherwise(self, mine: Sequence[Token], theirs: Sequence[Token]) -> bool:
        """Whether claim and sentence begin with different words, and the passage has the claim's elsewhere.

        As "Telvia made a loss" of "Telvia's sales rose. Brightnet made a loss": at the beginning a name may be any word.
        """
        if len(mine) != 1 or mine[0] is not self.claim.tokens[0] or theirs[0] is not self.source.tokens[0]:
            return False
        word = self.claim.text[mine[0].start : mine[0].end]
        capital = word[:1].isupper() and self.source.text[theirs[0].start].isupper()
        return capital and re.search(rf"\b{re.escape(word)}\b", self.passage.text) is not None

    @cached_property
    def of_another(self) -> bool:
        """Whether a name of the claim stands only in what comes before the passage, and the sentence does not point back."""
        text = self.source.text[self.source.start : self.source.end].casefold()
        points_back = text.startswith(_DEFINITE) or not _PRONOUNS.isdisjoint(text.split())
        near = self.passage.stems | self.passage.title
        distant = any(not _is_known(fact, self.passage, near) for fact in self.claim.names)
        return distant and not points_back

    def is_attached(self, fact: Fact) -> bool:
        """Whether a date of the sentence stands beside words that the claim has too, and not beside others."""
        tokens = self.source.tokens
        place = next((i for i, token in enumerate(tokens) if token.fact is fact), None)
        if place is None:
            return False
        beside = [token for token in tokens[max(0, place - 2) : place] if token.fact is None]
        if beside and beside[-1].is_implied:
            return beside[-1].stem in self.claim.stems
        beside = beside or [token for token in tokens[place + 1 : place + 4] if token.fact is None]
        return not beside or any(token.stem in self.claim.stems for token in beside)

    def is_in_clause(self, fact: Fact) -> bool:
        """Whether no other clause of time ("after …", "when …") lies between a date and the nearest shared word.

        Of a birth or death without words, it is in no clause.
        """
        if any(token.is_implied and token.start == fact.start for token in self.source.tokens):
            return False
        shared = [token for token in self.source.tokens if token.stem in self.claim.stems]
        if not shared:
            return False
        nearest = min(shared, key=lambda token: abs(token.start - fact.start))
        start, end = sorted((nearest.start, fact.start))
        between = self.source.text[start:end].casefold().replace(",", " ").replace(";", " ; ").split()
        return not _TEMPORAL.intersection(between)

    def is_contested(self, claim: Fact, fact: Fact) -> bool:
        """Whether another figure stands nearer to the words around the claim's than `fact` of the sentence does.

        Of a figure that ends the claim it is the word right before it: "revenue was 4" of "4 on revenue of 51".
        """
        mine, theirs = self.claim.tokens, self.source.tokens
        i = next(place for place, token in enumerate(mine) if token.fact is claim)
        k = next((place for place, token in enumerate(theirs) if token.fact is fact), None)
        if k is None:
            return True
        taken = {theirs_too for each, theirs_too in self.counterparts.items() if each != i}
        others = {
            place
            for place, token in enumerate(theirs)
            if place != k and token.fact and comparable(claim, token.fact) and place not in taken
        }
        if i == len(mine) - 1 and i and mine[i - 1].fact is None:
            word = mine[i - 1].stem
            if any(other and theirs[other - 1].stem == word for other in others) and (
                not k or theirs[k - 1].stem != word
            ):
                return True
        for token in mine[max(0, i - 1) : i + 3]:
            same = [place for place, other in enumerate(theirs) if other.stem == token.stem and token.fact is None]
            if same:
                nearest = min(same, key=lambda place: abs(place - k))
                if any(min(nearest, k) < other < max(nearest, k) for other in others):
                    return True
        return False

    @cached_property
    def counterparts(self) -> dict[int, int]:
        """The place in the sentence of each token of the claim that it has in the same order."""
        return {a + k: b + k for a, b, length in self.blocks for k in range(length)}

    @cached_property
    def verbatim(self) -> bool:
        """Whether claim and sentence are one statement but for a few words."""
        equal = sum(length for _, _, length in self.blocks)
        longest = max(len(self.claim.tokens), len(self.source.tokens))
        return equal >= VERBATIM * longest or (longest > 2 and equal >= longest - 1)

    @cached_property
    def compact(self) -> bool:
        """Whether the sentence has the claim's words side by side, so that nothing between them can change what they say.

        One word more may stand there if they are in the claim's order, be it a number of something ("freed 250 prisoners" says
        that prisoners were freed), and any more of a name or of what is counted. Dates may stand anywhere.
        """
        theirs = [token for token in self.source.tokens if token.stem != "#date"]
        there = frozenset(token.stem for token in theirs)
        partly = self._of_partly_named(there)
        asked = [token.stem for token in self.claim.tokens if token.stem != "#date" and token not in partly]
        if not there.issuperset(asked) or not all(_is_known(fact, self.source, there) for fact in self.claim.names):
            return False
        shortest = _shortest(Counter(asked), [token.stem for token in theirs])
        within = theirs[shortest.start : shortest.stop]
        if not within:
            return False
        spans = [(fact.start, fact.end) for fact in self.source.facts if isinstance(fact.value, Name | Quantity)]
        extra = [
            token
            for token in within
            if token.stem not in asked
            and (token.fact is not None or not any(start <= token.start < end for start, end in spans))
        ]
        joints = Counter(map(str.casefold, _JOINTS.findall(self.source.text[within[0].start : within[-1].end])))
        joints -= Counter(map(str.casefold, _JOINTS.findall(self.claim.text)))
        few = not extra or (len(extra) == 1 and _may_be_left_out(extra[0]) and self.order >= 1)
        return few and not joints

    @property
    def acts_otherwise(self) -> bool:
        """Whether among the claim's words the sentence has a verb that the claim has not: "lifted its block on the aid"."""
        source, tokens = self.source, self.source.tokens
        shared = [place for place, token in enumerate(tokens) if token.stem in self.claim.stems]
        if not shared:
            return False
        gaps = [source.text[left.end : right.start].strip().casefold() for left, right in pairwise(tokens)] + ["."]
        until = shared[-1] + (1 if gaps[shared[-1]] in AUXILIARIES else 0)
        for place in range(shared[0], until + 1):
            token = tokens[place]
            is_verb = token.start in source.verbs and not source.is_named(token)
            # What stands right before another word is no verb: "armed men".
            if place not in shared and is_verb and gaps[place]:
                return True
        return False

    def _of_partly_named(self, there: frozenset[str]) -> set[Token]:
        """The words of the claim's names of which the sentence has only a part."""
        names = [[each for each in self.claim.tokens if each.is_in(fact)] for fact in self.claim.names]
        return {token for name in names if any(each.stem not in there for each in name) for token in name}

    @cached_property
    def replaced(self) -> tuple[tuple[tuple[Token, ...], tuple[Token, ...]], ...]:
        """Runs of tokens that stand in each other's place, between equal ones: the claim's and the sentence's."""
        found = []
        i = j = 0
        for a, b, length in (*self.blocks, (len(self.claim.tokens), len(self.source.tokens), 0)):
            if i < a or j < b:
                found.append((self.claim.tokens[i:a], self.source.tokens[j:b]))
            i, j = a + length, b + length
        return tuple(found)


def align(claim: Statement, passage: Statement) -> Alignment:
    """Find the sentence of the passage that matches a claim best, and the places of the claim's facts in it."""
    words = [token for token in claim.tokens if token.fact is None]
    known = [_is_known(fact, passage, passage.stems | passage.around) for fact in claim.names]
    named = [fact for fact, there in zip(claim.names, known, strict=True) if there]
    from_names = frozenset(t for t in words if any(t.is_in(fact) for fact in named))
    best = max(_candidates(claim, passage), key=lambda sentence: _overlap(claim, sentence, from_names))
    absent = tuple(token for token in words if token.stem not in best.stems and token not in from_names)
    missing = tuple(token for token in absent if token.stem not in passage.stems | passage.title)
    coverage = 1 - len(absent) / len(words) if words else 1.0
    if len(claim.tokens) - len(words) > MOST_FIGURES:
        coverage = 0.0
    plain = [token for token in words if token not in from_names]
    said = 1 - len(absent) / len(plain) if plain else 1.0
    alignment = Alignment(claim, best, passage, coverage, absent, missing, said, tuple(named))
    if not alignment.related:
        return alignment
    matcher = SequenceMatcher(None, [t.stem for t in claim.tokens], [t.stem for t in best.tokens], autojunk=False)
    blocks = tuple((a, b, size) for a, b, size in matcher.get_matching_blocks() if size)
    alignment = replace(alignment, blocks=blocks)
    return replace(alignment, places=tuple(_places(alignment)))


def _may_be_left_out(token: Token) -> bool:
    """Whether what a sentence says holds without a word of it: of figures, a number of things that are there."""
    if token.fact is None:
        return True
    value = token.fact.value
    return isinstance(value, Quantity) and value.dimension == "count" and bool(value.counted) and value.core.low > 0


def _shortest(wanted: Counter[str], stems: Sequence[str]) -> range:
    """The shortest run of places that has the stems wanted, each as often; empty if there is none."""
    best = range(0)
    lacking, missing, first = Counter(wanted), wanted.total(), 0
    for last, stem_ in enumerate(stems):
        missing -= lacking[stem_] > 0
        lacking[stem_] -= 1
        while missing == 0 and first <= last:
            if not best or last + 1 - first < len(best):
                best = range(first, last + 1)
            lacking[stems[first]] += 1
            missing += lacking[stems[first]] > 0
            first += 1
    return best


def _candidates(claim: Statement, passage: Statement) -> Sequence[Statement]:
    if len(claim.sentences) > 1:
        return (passage, *passage.sentences)
    return passage.sentences


def _overlap(claim: Statement, sentence: Statement, named: frozenset[Token]) -> tuple[float, float, int]:
    """How well a sentence matches: by its other words before the names, which all sentences of a text may share."""
    shared = [token for token in claim.tokens if token.stem in sentence.stems]
    figures = [token.fact for token in sentence.tokens if token.fact]
    measured = sum(any(comparable(token.fact, other) for other in figures) for token in claim.tokens if token.fact)
    plain = sum(token not in named for token in shared)
    return plain + len(shared) / 4 + measured / 2, len(shared), -len(sentence.tokens)


def _is_known(fact: Fact, passage: Statement, words: frozenset[str]) -> bool:
    """Whether a passage has a name of the claim in any form, or `words` has all of its words."""
    mine = name.value(fact)
    same = (name.value(other) for other in passage.names if name.same(mine, name.value(other)))
    if any(" " in each.canonical or not _is_of_relatives(mine, each, passage) for each in same):
        return True
    stems = {stem(word) for word in mine.canonical.split()}
    return stems <= words


def _is_of_relatives(mine: Name, surname: Name, passage: Statement) -> bool:
    """Whether a passage has a surname only of others, whom it gives their other names: "the Olsen twins", of two it names."""
    bearers = [other for other in map(name.value, passage.names) if other.canonical.endswith(f" {surname.canonical}")]
    return bool(bearers) and not any(name.same(mine, bearer) for bearer in bearers)


def _places(alignment: Alignment) -> list[Place]:
    claim, source = alignment.claim, alignment.source
    counterparts = alignment.counterparts
    certain = {k for k, there in counterparts.items() if _is_certain(alignment, counterparts, k, there)}
    places = []
    for i, token in enumerate(claim.tokens):
        if token.fact is None:
            continue
        j = counterparts.get(i)
        if j is not None and i in certain:
            counterpart = source.tokens[j].fact
            assert counterpart is not None
            part = _part_of(source, j, counterparts.values())
            if part and comparable(token.fact, part) and alignment.verbatim:
                places.append(Place(token.fact, (part,), certain=True))
                continue
            if comparable(token.fact, counterpart) and alignment.verbatim:
                further = _besides(alignment, j) if isinstance(token.fact.value, Date) else ()
                places.append(Place(token.fact, (counterpart, *further), certain=True))
                continue
        certain_of_others = {counterparts[k] for k in certain if k != i}
        near = [
            (abs(k - j) if j is not None else _distance(alignment, counterparts, i, k), other.fact)
            for k, other in enumerate(source.tokens)
            if other.fact is not None and k not in certain_of_others and comparable(token.fact, other.fact)
        ]
        near.sort(key=lambda pair: pair[0])
        places.append(Place(token.fact, tuple(fact for _, fact in near), certain=False))
    return places


def _part_of(source: Statement, j: int, taken: Collection[int]) -> Fact | None:
    """The figure of which a figure is the whole, if no figure of the claim stands in its place: "two" of "two of the three"."""
    if not j or j - 1 in taken or not OF_THE.fullmatch(source.text, source.tokens[j - 1].end, source.tokens[j].start):
        return None
    return source.tokens[j - 1].fact


def _besides(alignment: Alignment, j: int) -> Iterator[Fact]:
    """Further dates for the same: "from 2000 to 2001 and from 2005 to 2013"; not those that the claim has of its own."""
    source, taken = alignment.source, set(alignment.counterparts.values())
    for k in range(j + 1, len(source.tokens)):
        before, token = source.tokens[k - 1], source.tokens[k]
        between = source.text[before.end : token.start].casefold().split()
        if (
            token.fact is None
            or not isinstance(token.fact.value, Date)
            or k in taken
            or not _FURTHER.issuperset(between)
        ):
            break
        yield token.fact


def _is_certain(alignment: Alignment, counterparts: dict[int, int], i: int, j: int) -> bool:
    """Whether the neighbours on both sides are counterparts too (or both texts end there)."""
    claim, source = alignment.claim.tokens, alignment.source.tokens
    before = counterparts.get(i - 1) == j - 1 if i and j else i == j == 0
    last = i == len(claim) - 1, j == len(source) - 1
    after = counterparts.get(i + 1) == j + 1 if not any(last) else all(last)
    return (before and after) or (alignment.verbatim and (before or after))


def _distance(alignment: Alignment, counterparts: dict[int, int], i: int, k: int) -> int:
    """How far the source's token `k` is from the counterpart of the claim's nearest matched neighbour of `i`."""
    neighbours = sorted(counterparts, key=lambda m: abs(m - i))
    return abs(counterparts[neighbours[0]] - k) if neighbours else len(alignment.source.tokens)


def comparable(claim: Fact, source: Fact) -> bool:
    """Whether two facts measure the same thing, so far as their own words tell."""
    left, right = claim.value, source.value
    if isinstance(left, Date):
        return isinstance(right, Date)
    if not isinstance(left, Quantity) or not isinstance(right, Quantity):
        return False
    if not quantity.same_measure(left, right):
        return False
    return not (left.counted and right.counted) or counted(left) == counted(right)
