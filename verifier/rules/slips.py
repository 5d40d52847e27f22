"""What slips in when a figure is copied: digits exchanged, millions for billions, up for down, a neighbour's figure.

A sentence may say the same in other words, so that nothing tells which of its figures stands for one of the claim. But a figure
that is one of the text's with two digits exchanged, or with another scale, is hardly one of something else.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator

import msgspec

from verifier.records import Bound, Date, Fact, Finding, Interval, Outcome, Quantity
from verifier.rules import attribution, date, name, negation, opposites, quantity, reckoning, scope, subjects
from verifier.rules.alignment import comparable
from verifier.rules.counterparts import agree
from verifier.rules.statement import Statement, Token

SAME_THING = 0.5
"""The share of the claim's other words, names, figures and dates that a sentence must have to speak of the same thing, if not two
telling figures are wrong."""
FEWEST = 2
"""How many of these it must have, if the claim has so many."""

LONGEST = 100
"""Tokens above which a text is no sentence in which a slip could be told."""
SAME_SCALE = 1.5
"""How many times another a figure with the same digits may be that is not of another scale or unit: a mile is 1.6 kilometres."""

_TIMES = frozenset(("duration", "age"))
"""Dimensions of which a text has so many that two digits tell nothing."""
_UNSCALED = frozenset(("money", "share"))
"""Dimensions whose figures are kept as they are written, whatever their unit."""
_HALF_A_DAY, _MOMENT = 0.5, 1e-4
"""In days; the second is less than a minute."""

_CHANGED = (
    """
    up rise rises rose risen rising grow grows grew grown growing growth increase increases increased increasing
    climb climbs climbed gain gains gained jump jumped surge surged soar soared raise raised widened strengthened
    """,
    """
    down fall falls fell fallen falling drop drops dropped dropping decline declines declined declining
    decrease decreases decreased decreasing slip slipped slide slid shrink shrank shrunk lose loses lost sink sank
    plunge plunged cut reduced lowered narrowed weakened
    """,
)
_COMPARED = (
    ("more higher above dearer", "less fewer lower below cheaper"),
    ("warmer", "cooler colder"),
    ("heavier", "lighter"),
    ("longer", "shorter"),
    ("older", "younger"),
    ("faster", "slower"),
    ("ahead", "behind"),
)
"""These go the other way if the two that they compare change places."""
_COMPARATIVE = {"up", "down"}.union(word for pair in _COMPARED for words in pair for word in words.split())
_WAYS = {
    word: (scale, is_up)
    for scale, pair in enumerate((tuple(map(" ".join, zip(_CHANGED, _COMPARED[0], strict=True))), *_COMPARED[1:]))
    for is_up, words in zip((True, False), pair, strict=True)
    for word in words.split()
}
"""Words that say which way a figure goes: on what scale, and whether that is up."""
_WAY = "|".join(sorted(_WAYS, key=len, reverse=True))
_ROUGHLY = r"(?:(?:about|around|some|nearly|almost|just|only|over|more than|a further|a) )?"
_BEFORE_FIGURE = re.compile(rf"\b({_WAY}) (?:(?:by|of|to|at) )?{_ROUGHLY}$", re.IGNORECASE)
"""As "rose by about"."""
_BEHIND_FIGURE = re.compile(rf" ?(?:percentage points? |points? |per ?cent |(?:[a-z]+ )??)({_WAY})\b", re.IGNORECASE)
"""As of "9% below", "200 million euros cheaper"."""
_THAN = re.compile(r" (?:(?:than|of|in|on|at|the|its|leaders?) )+|(?: \w+){1,3} than ")
"""Between such a word and that with which it compares, as in "lower last year than"."""
_FROM = re.compile(rf"\bfrom {_ROUGHLY}$", re.IGNORECASE)
_TO = re.compile(rf"[^.;:,\d]{{0,30}} to {_ROUGHLY}")
"""Around and between two figures of which the second is the later one: "from 310 to 340"."""
_AGAINST = re.compile(
    rf"[^.;:]{{0,60}}\b(?:from|after|against|compared (?:with|to)|versus|instead of) {_ROUGHLY}| ?\((?:[A-Z]\w+|\d{{4}}): "
)
"""Between two figures of which the second is the earlier one: "340, up from 310", "340 (2022: 310)"."""

_Slip = tuple[tuple[Fact, ...], Fact, str]
"""The figures or dates of the claim that are wrong, the one of the source, and how to say it."""


def find(claim: Statement, passage: Statement, enabled: Collection[str]) -> Finding | None:
    """The slip that makes a claim of what a passage says, as a conflict of an enabled rule; None if there is none."""
    if not _amounts(claim) and not claim.dates:
        return None
    if len(claim.tokens) > LONGEST or scope.cues(claim, "negation", quoted=True):
        return None
    if attribution.is_unknown(claim, passage):
        return None
    changes = list(_changes(claim))
    for sentence in passage.sentences:
        if len(sentence.tokens) > LONGEST or reckoning.is_of_each(claim, sentence):
            continue
        slips = (
            *_miscopied(claim, sentence, passage),
            *_turned(claim, sentence, passage),
            *_exchanged(claim, changes, sentence),
            *_of_neighbour(claim, sentence),
            *_by_half_a_day(claim, sentence, passage),
        )
        for mine, theirs, explanation in slips:
            rule = date if isinstance(mine[0].value, Date) else quantity
            if rule.NAME not in enabled or scope.denial(sentence, theirs):
                continue
            if _speaks_of_it(claim, sentence, passage, mine):
                suggestion = rule.compare(mine[0], theirs).suggestion if len(mine) == 1 else None
                return Finding(
                    rule=rule.NAME,
                    outcome=Outcome.CONFLICTS,
                    claim=mine[0],
                    source=theirs,
                    explanation=explanation,
                    suggestion=suggestion,
                )
    return None


def _amounts(statement: Statement) -> list[Fact]:
    return [
        fact
        for fact in statement.facts
        if isinstance(fact.value, Quantity) and fact.value.dimension not in reckoning.ORDERED
    ]


def _miscopied(claim: Statement, sentence: Statement, passage: Statement) -> Iterator[_Slip]:
    """A figure or year that the passage has nowhere, and of which the sentence has one that differs as slips do."""
    for mine in (*_amounts(claim), *filter(_is_year, claim.dates)):
        alike = [theirs for theirs in (*_amounts(sentence), *sentence.dates) if _is_copied_from(mine, theirs)]
        if not alike or any(agree(mine, other) for other in passage.facts) or reckoning.is_made(mine, passage):
            continue
        if not any(agree(other, alike[0]) for other in claim.facts):
            yield (mine,), alike[0], f"the claim says {mine.text}, the source {alike[0].text}"


def _is_year(fact: Fact) -> bool:
    return isinstance(fact.value, Date) and fact.value.grain == "year" and not fact.value.relative


def _is_copied_from(mine: Fact, theirs: Fact) -> bool:
    """Whether two figures have the same digits, and another scale or unit, or are the same but for two digits exchanged."""
    if isinstance(mine.value, Date) or isinstance(theirs.value, Date):
        return _is_year(mine) and _is_year(theirs) and _is_transposed(mine, theirs)
    return comparable(mine, theirs) and (_is_of_another_scale(mine, theirs) or _is_transposed(mine, theirs))


def _is_of_another_scale(mine: Fact, theirs: Fact) -> bool:
    """Whether two figures have the same digits, and are not the same: "8.74 million", "8.74 billion"."""
    ours, others = mine.value, theirs.value
    assert isinstance(ours, Quantity)
    assert isinstance(others, Quantity)
    digits = reckoning.digits(mine)
    least = reckoning.TELLING if ours.dimension in _TIMES else reckoning.TELLING - 1
    ratio = ours.core.low / others.core.low if others.core.low else 1.0
    copied = ours.dimension == others.dimension and digits == reckoning.digits(theirs)
    copied = copied and not quantity.differ_in_mark(mine, theirs)
    return copied and len(digits) >= least and not 1 / SAME_SCALE < ratio < SAME_SCALE


def _is_transposed(mine: Fact, theirs: Fact) -> bool:
    """Whether two figures differ only in the order of two digits that stand side by side: "34.8", "38.4"."""
    ours, others = reckoning.digits(mine), reckoning.digits(theirs)
    precisions = {getattr(fact.value, "precision", 0.0) for fact in (mine, theirs)}
    if len(ours) != len(others) or len(ours) < reckoning.TELLING or len(precisions) > 1:
        return False
    places = [place for place, (one, other) in enumerate(zip(ours, others, strict=True)) if one != other]
    if len(places) != 2 or places[1] != places[0] + 1:
        return False
    first, second = places
    return (ours[first], ours[second]) == (others[second], others[first])


def _by_half_a_day(claim: Statement, sentence: Statement, passage: Statement) -> Iterator[_Slip]:
    """A time of day with the morning for the evening: "9:40 p.m." of "9:40 a.m."."""
    for mine, theirs in itertools.product(claim.dates, sentence.dates):
        ours, others = _clock(mine), _clock(theirs)
        if ours is None or others is None or abs(abs(ours - others) - _HALF_A_DAY) > _MOMENT:
            continue
        times = filter(None, map(_clock, passage.dates))
        if not any(abs(ours - time) < _MOMENT for time in times):
            yield (mine,), theirs, f"the claim says {mine.text}, the source {theirs.text}"


def _clock(fact: Fact) -> float | None:
    """The time of day of a date that states one, as a part of a day; None if it may be one of two."""
    value = fact.value
    if not isinstance(value, Date) or value.hour is None or value.bound is not Bound.EXACT or len(value.clock) != 1:
        return None
    return value.clock[0].low


def _turned(claim: Statement, sentence: Statement, passage: Statement) -> Iterator[_Slip]:
    """A figure that goes up in the claim and down in the source, or the other way round, where the passage has it once."""
    for mine in _amounts(claim):
        here = _way(claim, mine)
        same = [theirs for theirs in _amounts(sentence) if here and _is_same_amount(mine, theirs)]
        there = _way(sentence, same[0]) if len(same) == 1 else None
        if not here or not there or not _are_opposite(here, there):
            continue
        if sum(_is_same_amount(mine, theirs) for theirs in _amounts(passage)) > 1:
            continue
        if negation.held_back(claim, sentence) or opposites.compare_otherwise(claim, sentence):
            continue
        if not _is_comparative(here) or not _is_comparative(there) or _compares_alike(claim, here, sentence, there):
            yield (mine,), same[0], f"the claim says “{here[1]}”, the source “{there[1]}”, of {same[0].text}"


def _is_same_amount(mine: Fact, theirs: Fact) -> bool:
    """Whether two figures agree, whatever part each has in a change: 5 is 5, in "rose by 5" and in "5 more"."""
    return agree(_with(mine, role=""), _with(theirs, role=""))


def _way(statement: Statement, figure: Fact) -> re.Match[str] | None:
    """The word beside a figure that says which way it goes."""
    behind = _BEHIND_FIGURE.match(statement.text, figure.end, statement.end)
    return behind or _BEFORE_FIGURE.search(statement.text, max(statement.start, figure.start - 40), figure.start)


def _are_opposite(here: re.Match[str], there: re.Match[str]) -> bool:
    (scale, is_up), (other, is_up_there) = (_WAYS[way[1].casefold()] for way in (here, there))
    return scale == other and is_up is not is_up_there


def _is_comparative(way: re.Match[str]) -> bool:
    return way[1].casefold() in _COMPARATIVE


def _compares_alike(claim: Statement, here: re.Match[str], sentence: Statement, there: re.Match[str]) -> bool:
    """Whether both compare with the same, or of the same: if A costs £40 less than B, B costs £40 more."""
    mine, theirs = _compared_with(claim, here), _compared_with(sentence, there)
    if mine is not None and theirs is not None:
        return mine == theirs or (isinstance(mine, Fact) and isinstance(theirs, Fact) and _is_same(mine, theirs))
    return not subjects.begins_with_another(claim, sentence)


def _compared_with(statement: Statement, way: re.Match[str]) -> Fact | str | None:
    """The date, name or word behind "than", or behind "ahead of"."""
    than = _THAN.match(statement.text, way.end(), statement.end)
    if than is None and way[1].casefold() not in {"above", "below", "behind"}:
        return None
    place = than.end() if than else way.end() + 1
    facts = (*statement.dates, *statement.names)
    fact = next((fact for fact in facts if fact.start <= place < fact.end), None)
    return fact or next((token.stem for token in statement.tokens if token.start >= place), None)


def _is_same(mine: Fact, theirs: Fact) -> bool:
    dated = isinstance(mine.value, Date), isinstance(theirs.value, Date)
    return agree(mine, theirs) if all(dated) else not any(dated) and name.is_same(mine, theirs)


def _exchanged(claim: Statement, changes: Collection[tuple[Fact, Fact]], sentence: Statement) -> Iterator[_Slip]:
    """The later of two figures, of which the claim tells `changes`, for the earlier one: "to 340" of "310, down from 340"."""
    for later, earlier in changes:
        for now, before in _changes(sentence):
            crossed = _is_alike(later, before) and _is_alike(earlier, now) and not _is_alike(later, now)
            if crossed and not negation.held_back(claim, sentence):
                said, instead = (
                    text[min(one.start, other.start) : max(one.end, other.end)]
                    for text, one, other in ((claim.text, later, earlier), (sentence.text, now, before))
                )
                yield (later, earlier), now, f"the claim says “{said}”, the source “{instead}”"


def _of_neighbour(claim: Statement, sentence: Statement) -> Iterator[_Slip]:
    """The figure of another item of a list: "Onda sold 17,600" of "ahead of Onda (29,800) and Karsson (17,600)"."""
    items = list(_items(sentence))
    own = [(item, figure) for item, figure in items if item.stem in claim.stems]
    amounts = _amounts(claim)
    if len(own) != 1 or any(_is_alike(mine, own[0][1]) for mine in amounts):
        return
    (item, figure), text = own[0], sentence.text
    for mine, (other, theirs) in itertools.product(amounts, items):
        if other is not item and _is_alike(mine, theirs):
            said, instead = (text[each.start : each.end] for each in (other, item))
            yield (mine,), figure, f"the source says {theirs.text} of “{said}”, and of “{instead}” {figure.text}"


def _items(statement: Statement) -> Iterator[tuple[Token, Fact]]:
    """The words right before a figure in brackets, each with its figure."""
    for figure in _amounts(statement):
        end = figure.start - len(" (")
        item = next((token for token in statement.tokens if token.end == end and token.fact is None), None)
        if item and statement.text.startswith(" (", end):
            yield item, figure


def _is_alike(mine: Fact, theirs: Fact) -> bool:
    """Whether two figures agree, one of which may leave out its unit: "12.5 billion crowns", "a deficit of 12.5 billion"."""
    ours, others = mine.value, theirs.value
    assert isinstance(ours, Quantity)
    assert isinstance(others, Quantity)
    if ours.dimension in _UNSCALED and reckoning.is_bare(others):
        return agree(mine, _with(theirs, dimension=ours.dimension, unit=ours.unit))
    if others.dimension in _UNSCALED and reckoning.is_bare(ours):
        return agree(_with(mine, dimension=others.dimension, unit=others.unit), theirs)
    return agree(mine, theirs)


def _changes(statement: Statement) -> Iterator[tuple[Fact, Fact]]:
    """Two figures of which one is told as that of now and the other as that of before; without the roles that say so."""
    plain = [_with(fact, role="") for fact in _amounts(statement)]
    for fact in plain:
        assert isinstance(fact.value, Quantity)
        if fact.value.bound is Bound.BETWEEN and fact.text.startswith("from "):
            low, high = (Interval(end, end) for end in (fact.value.core.low, fact.value.core.high))
            yield (
                _with(fact, interval=high, core=high, bound=Bound.EXACT),
                _with(fact, interval=low, core=low, bound=Bound.EXACT),
            )
    for i, first in enumerate(plain):
        second = next((each for each in plain[i + 1 :] if comparable(first, each)), None)
        if second is None:
            continue
        between = statement.text[first.end : second.start]
        if _TO.fullmatch(between) and _FROM.search(statement.text, statement.start, first.start):
            yield second, first
        elif _AGAINST.fullmatch(between):
            yield first, second


def _with(fact: Fact, **changes: object) -> Fact:
    """A fact with some parts of its value changed."""
    return msgspec.structs.replace(fact, value=msgspec.structs.replace(fact.value, **changes))


def _speaks_of_it(claim: Statement, sentence: Statement, passage: Statement, wrong: Collection[Fact]) -> bool:
    """Whether a sentence has most of what the claim says beside the wrong figures, of the same time."""
    spans = [(fact.start, fact.end) for fact in wrong]
    ways = [way for fact in wrong if isinstance(fact.value, Quantity) and (way := _way(claim, fact))]
    spans += [way.span(1) for way in ways]
    tokens = [token for token in claim.tokens if not any(start <= token.start < end for start, end in spans)]
    dates = [token.fact for token in tokens if token.fact and isinstance(token.fact.value, Date)]
    if any(_is_of_another_time(fact, sentence, passage) for fact in dates):
        return False
    if len(wrong) > 1 and all(map(reckoning.is_telling, wrong)):
        return True
    there = sum(_has(sentence, passage, claim, token) for token in tokens)
    return there >= max(SAME_THING * len(tokens), min(len(tokens), FEWEST))


def _is_of_another_time(fact: Fact, sentence: Statement, passage: Statement) -> bool:
    """Whether a date differs from those of a sentence, and the passage has it nowhere."""
    there = [date.compare(fact, other).outcome for other in passage.dates]
    here = [date.compare(fact, other).outcome for other in sentence.dates]
    return Outcome.AGREES not in there and Outcome.CONFLICTS in here


def _has(sentence: Statement, passage: Statement, claim: Statement, token: Token) -> bool:
    """Whether a sentence has a word or a figure of the claim; a name may stand around it, as may a date."""
    if token.fact is None:
        return token.stem in (passage.stems | passage.title if claim.is_named(token) else sentence.stems)
    facts = passage.facts if isinstance(token.fact.value, Date) else sentence.facts
    return any(agree(token.fact, other) for other in facts)
