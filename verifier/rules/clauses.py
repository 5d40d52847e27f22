"""The clauses of a sentence: what a claim says first, before more is told, and whose a fact of a source is."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Iterator

from verifier.records import Date, Fact, Quantity
from verifier.rules.lexicon import SAYING
from verifier.rules.name import is_same
from verifier.rules.statement import Statement, stem

_FOLLOWING = re.compile(r",? (?:after|following|before|as|while|when|amid|because|since)\b")
"""What begins a clause that tells more of an event, and does not say of which one the claim is."""
_LISTED = re.compile(r", (?:and )?| and | & ")
_BACK = frozenset("it they this that these those".split())
_COORDINATE = re.compile(r";|,? (?:but|while|whereas|and|yet|though|although)\b")
"""Between two that are told beside each other."""
PAUSE = re.compile(r"[,;:.]\s")
"""What parts what is told from what more is told of."""
MOST_CLAUSES = 10
"""Clauses behind each other above which a text is no sentence."""
FEWEST_LISTED = 3
"""Names in a row that are a list."""


def heads(claim: Statement) -> Iterator[Statement]:
    """What a claim of one sentence says before a clause that only adds to it, longest first.

    Not where somebody is said to have said it: that may be true of what others contradict.
    """
    if len(claim.sentences) > 1:
        return
    cuts = [match.start() for match in _FOLLOWING.finditer(claim.text, claim.start, claim.end)]
    if len(cuts) > MOST_CLAUSES:
        return
    for cut in reversed([cut for cut in cuts if not any(fact.start < cut < fact.end for fact in claim.facts)]):
        tail = claim.part(cut, claim.end)
        if tail.stems.isdisjoint(SAYING):
            yield claim.part(claim.start, cut)


def of(statement: Statement, fact: Fact) -> Statement:
    """The clause of a sentence that a fact stands in."""
    return at(statement, fact.start)


def at(statement: Statement, place: int) -> Statement:
    """The clause of a sentence that a place in its text is in."""
    return next((clause for clause in statement.clauses if clause.start <= place < clause.end), statement)


def part_at(source: Statement, place: int, *, led: bool = False) -> tuple[int, int]:
    """Where the part of a sentence begins and ends that has a place and is joined to others by "and", "but" or a semicolon.

    "And" may join words too: behind it there must be a verb, and where the parts are to be `led` a subject of its own.
    """
    joints = list(_COORDINATE.finditer(source.text, source.start, source.end))
    ends = [*(joint.start() for joint in joints[1:]), source.end]
    cuts = [
        joint.start()
        for joint, end in zip(joints, ends, strict=False)
        if not _is_bracketed(source, joint.start())
        and (not joint[0].endswith("and") or _says_something(source, joint.end(), end, led=led))
    ]
    start = max((cut for cut in cuts if cut <= place), default=source.start)
    return start, min((cut for cut in cuts if cut > place), default=source.end)


def _says_something(statement: Statement, start: int, end: int, *, led: bool) -> bool:
    """Whether a part of a sentence has, before any comma, a verb, and with `led` a subject before that."""
    comma = statement.text.find(",", start, end)
    words = [token for token in statement.tokens if start <= token.start < (comma if comma >= 0 else end)]
    is_led = bool(words) and words[0].start not in statement.verbs
    return (is_led or not led) and any(word.start in statement.verbs for word in words)


def _is_bracketed(statement: Statement, place: int) -> bool:
    before = statement.text[statement.start : place]
    return before.count("(") > before.count(")")


def is_of_another(claim: Statement, source: Statement, fact: Fact) -> bool:
    """Whether a fact of a sentence stands in a clause that begins with one whom the claim does not name, beside one that does.

    As "third" of "Tyson Gay came second and Asafa Powell third", if the claim names Gay.
    """
    clause = of(source, fact)
    within = list(clause.names)
    elsewhere = [token.stem for token in source.tokens if not clause.start <= token.start < clause.end]
    led = bool(within) and leads(within[0], clause)
    named = any({stem(word) for word in name.text.split()}.issubset(elsewhere) for name in claim.names)
    return led and within[0].end <= fact.start and named and not shares_name(claim, within)


def leads(name: Fact, clause: Statement) -> bool:
    """Whether a clause begins with a name."""
    return clause.text[clause.start : name.start].strip().casefold() in {"", "the"}


def is_told_apart(claim: Statement, source: Statement, fact: Fact) -> bool:
    """Whether the clause in which a fact of a sentence stands says something else, and nothing that the claim says.

    As "eleven days" of "the portrait, painted in eleven days, hung in Rome", if the claim is of how long it hung.
    """
    measured = isinstance(fact.value, Quantity) and bool(fact.value.unit)
    if not measured or not source.start <= fact.start < source.end:
        return False
    clause = of(source, fact)
    words = {token.stem for token in claim.tokens if token.fact is None and not claim.is_named(token)}
    here = {token.stem for token in clause.tokens if token.fact is None and not clause.is_named(token)}
    elsewhere = {token.stem for token in source.tokens if token.stem not in here}
    return len(clause.verbs) == 1 and bool(here) and words <= elsewhere


class Rather(enum.IntEnum):
    """Whether a sentence says what a claim says of one fact rather of another."""

    NO = 0
    PERHAPS = 1
    SURELY = 2


def said_rather_of(claim: Statement, mine: Fact, source: Statement, rival: Fact, fact: Fact) -> Rather:
    """Whether a sentence says of the `rival`, and not of `fact`, what the claim says of `mine`.

    As of 1984, and not of 1994, in "founded in 1984 and listed in 1994", if the claim is of the founding. Surely if the clause of
    the rival has all words of the claim, that of `fact` has none that it lacks, and something else happens in it. Where each has
    some of its own, one may be the subject of both, and the word beside `mine` decides. Of a claim of several clauses that of
    `mine` counts.
    """
    ours, theirs = of(source, fact), of(source, rival)
    if ours.start == theirs.start:
        return Rather.NO
    here, there = ours.stems, theirs.stems
    if theirs.start < ours.start:
        here |= _taken_over(theirs, ours)
    else:
        there |= _taken_over(ours, theirs)
    claim = of(claim, mine)
    words = [(i, token) for i, token in enumerate(claim.tokens) if token.fact is None]
    place = next(i for i, token in enumerate(claim.tokens) if token.fact is mine)
    # At the beginning of a claim a date stands beside the subject, not beside what is said of it.
    leads = isinstance(mine.value, Date) and all(i > place for i, _ in words)
    apart = [(i, token.stem in there) for i, token in words if (token.stem in here) != (token.stem in there)]
    beside = min(apart, key=lambda each: -each[0] if leads else abs(each[0] - place), default=None)
    if beside is None or not beside[1]:
        return Rather.PERHAPS if _names_another(claim, theirs, ours) else Rather.NO
    says_all = all(token.stem in there for _, token in words if not claim.is_named(token))
    apart_from_it = all(of_rival for _, of_rival in apart) and bool(ours.verbs) and not _points_back(ours)
    return Rather.SURELY if says_all and apart_from_it else Rather.PERHAPS


def _points_back(clause: Statement) -> bool:
    """Whether a clause speaks of what the one before it does: "now it is two hours"."""
    return not _BACK.isdisjoint(clause.text[clause.start : clause.end].casefold().split())


def _names_another(claim: Statement, theirs: Statement, ours: Statement) -> bool:
    """Whether one clause has behind its verb whom or what the claim names, and the other has another there.

    As Germany, and Italy: "rose 4% in Germany and fell 12% in Italy".
    """
    behind = [[name for name in clause.names if any(v < name.start for v in clause.verbs)] for clause in (theirs, ours)]
    return shares_name(claim, behind[0]) and bool(behind[1]) and not shares_name(claim, ours.names)


def _taken_over(clause: Statement, later: Statement) -> frozenset[str]:
    """The stems of a clause that hold for a later one too: its subject, if that is a name and the later one begins with none.

    Up to its last verb, if the later one has none: "inducted into the one Hall in 1984 and into the other in 2011"; up to its
    first, if the later one begins with one: "growth slowed to 1.9 percent in 2023 and will slow to 0.8 in 2024".
    """
    if not later.verbs:
        last = max(clause.verbs, default=clause.start - 1)
        return frozenset(token.stem for token in clause.tokens if token.start <= last)
    if any(leads(name, later) for name in later.names):
        return frozenset()
    if later.tokens and clause.verbs and later.tokens[0].start >= later.verbs[0]:
        return frozenset(token.stem for token in clause.tokens if token.start < clause.verbs[0])
    taken: list[str] = []
    for token in clause.tokens:
        if token.fact is None and not clause.is_named(token):
            break
        taken.append(token.stem)
    return frozenset(taken)


def stems_within(source: Statement, start: int, end: int) -> tuple[set[str], set[str]]:
    """The stems of a sentence from one place to another, and those outside."""
    inside = {token.stem for token in source.tokens if start <= token.start < end}
    outside = {token.stem for token in source.tokens if not start <= token.start < end}
    return inside, outside


def lists(statement: Statement) -> Iterator[tuple[Fact, ...]]:
    """Names that stand in a row, three or more, with commas and a conjunction between them."""
    run: list[Fact] = []
    for fact in statement.names:
        if run and not _LISTED.fullmatch(statement.text[run[-1].end : fact.start]):
            if len(run) >= FEWEST_LISTED:
                yield tuple(run)
            run = []
        run.append(fact)
    if len(run) >= FEWEST_LISTED:
        yield tuple(run)


def shares_name(claim: Statement, names: Iterable[Fact]) -> bool:
    """Whether a claim has one of the names, in whatever form."""
    given = list(names)
    return any(is_same(mine, theirs) for mine in claim.names for theirs in given)
