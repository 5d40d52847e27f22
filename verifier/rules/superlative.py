"""Compares superlatives by the rank and the limits that they have or leave out: the fourth largest is not the largest, nor is the
largest in the region the largest.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from verifier.records import Bound, Date, Fact, Finding, Interval, Outcome, Quantity
from verifier.rules import quantity
from verifier.rules.comparison import first_said, left_out
from verifier.rules.statement import Statement, Token, counted

_OF_MANY = re.compile(r"\b(?:one of|among|amongst|top) (?:\S+ ){0,3}$", re.IGNORECASE)
"""Before the superlative of something that is not said to be the first."""
_LIMITING = re.compile(
    r"(?:^|\s)(?:in|of|among|at|from|since|within|outside|on|for|by|to|after|behind)\b", re.IGNORECASE
)
OTHERS = frozenset(
    """
    test contest protest attest detest quest request conquest inquest bequest guest arrest harvest forest rainforest west
    northwest southwest midwest nest chest pest tempest priest breast interest rest unrest invest manifest digest suggest
    crest jest vest zest honest modest earnest
    """.split()
)
"""Words in -est that are no superlatives."""
_ENDINGS = ("est", "worst")
_PAUSE = re.compile(r"[,;:.]\s|\s[–—(-]")
_RECORD = re.compile(
    r"\b(?:(?:a|an|the|new|at) (?:[\w-]+ )?(?:record|all-time)"
    r"|to (?:record|all-time)(?= (?:[\w-]+ )?(?:high|low|level|number|amount|sum|price|profit|sale)s?\b))"
    r"(?= (?!of\b|by\b|in\b|for\b|set\b|label|company|deal)[\w$€£])",
    re.IGNORECASE,
)
"""What makes a figure the highest or lowest there was."""
_RECORD_TOO = re.compile(
    r"(?<!on )(?<!since )\b(?:records?|all-time)\b(?! (?:label|company|deal|began|begin))", re.IGNORECASE
)
"""What tells of a record in any form: "record lows", "broke the record", but not "second-highest on record"."""
_TELLING = re.compile(r"\b(?:first|last|only|sole|[a-z]{2,}est)\b")
_FURTHER = re.compile(
    r" (?:(?P<but>but (?:one|two|three)|twice)\b|(?:again|still|yet|alone|who|that|which|whose|born|built|made|held|known|open|"
    r"able|written|shot|sung|set|[a-z]+(?:ed|ing))\b|(?:to|in|of|at|from|on|for|with|by|after|before|under|without|outside|between|across|"
    r"since|among|within|along|near|inside|against|during) \S+)"
)
"""What tells more of what something is the first of."""
_BEING = re.compile(r"\b(?:is|are|was|were|has|have|had)\b")
_OF_ALL_TIME = re.compile(r" (?:in|of|for) (?:the )?(?:[\w-]+['’]s )?(?:history|world)\b")
_ONE_OF_FIRST = re.compile(r"\b(?:one of|among|amongst) (?:[\w’'-]+ ){0,3}first\b", re.IGNORECASE)
_THAN = re.compile(r"\bthan (?:the |its |their )?$")
"""Before the superlative of what something is only compared with."""
_BUT = (
    r"(?:(?<!named )(?<!called )after|behind|outside|apart from|except(?: for)?|other than|next to|besides|"
    r"with the exception of|second only to) "
)
_BUT_FOR = re.compile(rf"\b(?i:{_BUT})(?:the )?[A-Z][\w’'-]*")
_BUT_FOR_BEFORE = re.compile(rf"\b(?i:{_BUT})(?:the )?[A-Z][\w ’'-]{{0,40}},(?: \w+){{0,3}} (?:the|\w+['’]s) $")
_BUT_FOR_BEHIND = re.compile(rf"(?:[ -]\w+){{0,6}} {_BUT}(?=[A-Z]|the )[\w’'-]*")
"""Before or behind the superlative of what another surpasses."""
_FOR_A_TIME = re.compile(
    r"(?:[ -]\w+){0,8}? (?:since\b|(?:in|for) (?:[\w-]+ ){0,3}(?:years?|decades?|months?|weeks?|century|centuries)\b|"
    r"(?:this|last) (?:year|season|winter|summer|spring|autumn|century|decade|month|week)\b|so far\b)"
)
"""Behind a superlative that holds for a time only."""
_OF_ITS_PART = re.compile(r"(?:[ -]\w+){0,6}['’]s? (?=[a-z])")
"""Behind the superlative of a part of what is named: "in Germany's north"."""
REACH = 90
"""Characters before a superlative in which such is looked for."""
MOST_LIMITING = 2
"""Words behind "in" or "of" that tell of what somebody or something is the first."""


@dataclass(frozen=True)
class Superlative:
    """A superlative of a statement, its rank, and of what it is the first."""

    start: int
    end: int
    stems: tuple[str, ...]
    rank: Fact | None
    """The rank beside it, from second on."""
    head: frozenset[str]
    """Stems of what follows it."""
    limit: frozenset[str]
    """Stems of what limits that: "Africa" of "the largest country in Africa"."""


def outranked(claim: Statement, source: Statement) -> Finding | None:
    """The conflict of a claim that calls the first of its kind what the source ranks lower, in the same limits."""
    found = _lower(claim, source)
    if found is None:
        return None
    mine, theirs, also_first = found
    same = mine.head <= source.stems and theirs.head | theirs.limit <= claim.stems
    if also_first or not same or theirs.rank is None or mine.limit - theirs.limit:
        return None
    assert isinstance(theirs.rank.value, Quantity)
    if theirs.rank.value.bound is not Bound.EXACT:
        return None
    said = claim.text[mine.start : mine.end]
    instead = source.text[theirs.rank.start : theirs.end]
    first = Interval(1, 1)
    value = msgspec.structs.replace(theirs.rank.value, interval=first, core=first)
    return Finding(
        rule=quantity.NAME,
        outcome=Outcome.CONFLICTS,
        claim=Fact(mine.start, mine.end, said, value),
        source=Fact(theirs.rank.start, theirs.end, instead, theirs.rank.value),
        explanation=f"the claim says {said}, the source {instead}",
        suggestion=instead,
    )


def reservation(claim: Statement, source: Statement) -> str:
    """That the source has a rank beside a superlative that the claim has without, or names a greater one; "" if not."""
    found = _lower(claim, source)
    if found is None:
        ways = (_narrower, _narrower_behind, _no_record)
        return first_said(ways, claim, source)
    _, theirs, _ = found
    assert theirs.rank
    return left_out(source.text[theirs.rank.start : theirs.end], theirs.rank.text)


def is_rank_of_another(claim: Statement, mine: Fact, source: Statement, theirs: Fact) -> bool:
    """Whether a rank stands with a superlative that the source has elsewhere: "second-largest", "the largest and 7th by size"."""
    ranked = {each.stems for each in _superlatives(claim) if each.rank is mine}
    return any(each.stems in ranked and each.rank is not theirs for each in _superlatives(source))


def _narrower(claim: Statement, source: Statement) -> str:
    """In what the source calls something the first only among fewer, or in less, than the claim; "" if in nothing.

    As "the largest in Africa" of "among the largest", "the largest after Cairo", "the largest since 1990", "the largest wooden".
    """
    one_of, too = (_ONE_OF_FIRST.search(each.text, each.start, each.end) for each in (source, claim))
    if one_of and not too and any(_firsts(claim)):
        return f"the source says “{one_of[0]}”"
    for _, first in _firsts(claim):
        theirs = [(fact, value) for fact, value in _firsts(source) if value.counted == first.counted]
        more = [
            [word for word in value.modifiers if word not in {*first.modifiers, *claim.stems}] for _, value in theirs
        ]
        if first.counted and more and all(more):
            fact, value = theirs[0]
            behind = (
                token.end for token in source.tokens if token.start >= fact.start and token.stem == counted(value)
            )
            return f"the source says “{source.text[fact.start : next(behind, fact.end)]}”"
    for mine in _superlatives(claim):
        if mine.rank is None and not _OF_MANY.search(claim.text, claim.start, mine.start):
            alike = [each for each in _superlatives(source) if each.rank is None and each.stems == mine.stems]
            found = [_narrowed(claim, mine, source, theirs) for theirs in alike]
            if found and all(found):
                return f"the source says “{found[0]}”"
    return ""


def _narrower_behind(claim: Statement, source: Statement) -> str:
    """What more the source tells of the first, last, only or best of a kind, without a pause: "first woman to win it twice"."""
    for theirs in _TELLING.finditer(source.text, source.start, source.end):
        mine = re.compile(rf"\b{theirs[0]}\b").search(claim.text, claim.start, claim.end)
        if mine is None or theirs[0] in OTHERS:
            continue
        stems = {token.stem for token in claim.tokens if token.start >= mine.end()}
        end = source.until(_PAUSE, theirs.end())
        following = [token for token in source.tokens if theirs.end() <= token.start < end]
        shared = following[: next((i for i, token in enumerate(following) if token.stem not in stems), len(following))]
        if not shared or shared[0].start in source.verbs or len(shared) == len(following):
            continue
        last, more = shared[-1], following[len(shared)]
        further = _FURTHER.match(source.text, last.end, end)
        is_said = _BEING.search(source.text, theirs.end(), last.end) or _OF_ALL_TIME.match(source.text, last.end, end)
        if further and not is_said and (more.fact is None or further["but"]) and more.stem not in claim.stems:
            return f"the source says “{source.text[theirs.start() : max(more.end, further.end())].strip()}”"
    return ""


def _no_record(claim: Statement, source: Statement) -> str:
    """That the claim makes a record of what the source ranks or only gives: "a record low of 4.28 million"."""
    if not _RECORD.search(claim.text, claim.start, claim.end) or _RECORD_TOO.search(
        source.text, source.start, source.end
    ):
        return ""
    return "" if _is_first_of_its_kind(source) else "the claim says “record”, the source does not"


def _is_added(token: Token, stems: set[str], claim: Statement) -> bool:
    """Whether the claim lacks a word, or a month, that stands between a superlative and its noun."""
    if token.fact is None:
        return token.stem not in stems
    return isinstance(token.fact.value, Date) and token.fact.text not in claim.text


def _is_first_of_its_kind(statement: Statement) -> bool:
    """Whether a statement calls something the first or the most of its kind, without a lower rank."""
    return any(each.rank is None for each in _superlatives(statement)) or any(_firsts(statement))


def _firsts(statement: Statement) -> Iterator[tuple[Fact, Quantity]]:
    """What a statement says "first" of."""
    for fact in statement.facts:
        value = fact.value
        if isinstance(value, Quantity) and value.dimension == "rank" and value.core == Interval(1, 1):
            yield fact, value


def _narrowed(claim: Statement, mine: Superlative, source: Statement, theirs: Superlative) -> str:
    """What narrows a superlative of the source and not the claim's: words before it, before its noun or behind that."""
    before = _OF_MANY.search(source.text, source.start, theirs.start) or _THAN.search(
        source.text, source.start, theirs.start
    )
    start = max(source.start, theirs.start - REACH)
    if not _BUT_FOR.search(claim.text, claim.start, claim.end):
        before = before or _BUT_FOR_BEFORE.search(source.text, start, theirs.start)
    if before:
        return source.text[before.start() : theirs.end].strip()
    (here, end), (there, its_end) = (
        (each.text[word.end : each.until(_PAUSE, word.end)], each.until(_PAUSE, word.end))
        for each, word in ((claim, mine), (source, theirs))
    )
    for narrowing in (_FOR_A_TIME, _BUT_FOR_BEHIND, _OF_ITS_PART):
        found = narrowing.match(there)
        if found and not narrowing.match(here):
            return source.text[theirs.start : theirs.end + found.end()]
    stems = {token.stem for token in claim.tokens if mine.end <= token.start < end}
    following = [token for token in source.tokens if theirs.end <= token.start < its_end]
    more = list(itertools.takewhile(lambda token: _is_added(token, stems, claim), following))
    if more and len(more) < len(following) and following[len(more)].fact is None:
        return source.text[theirs.start : more[-1].end]
    return ""


def _lower(claim: Statement, source: Statement) -> tuple[Superlative, Superlative, bool] | None:
    """A superlative of the claim, the ranked one of the source that it may be, and whether the source has it unranked too.

    None if what it is the first of there may be what the claim says.
    """
    there = list(_superlatives(source))
    for mine in _superlatives(claim):
        if mine.rank or _OF_MANY.search(claim.text, claim.start, mine.start):
            continue
        alike = [each for each in there if each.stems == mine.stems]
        firsts = [each for each in alike if each.rank is None]
        lower = [each for each in alike if each.rank]
        if lower and not any(_may_be(mine, each) for each in firsts):
            return mine, max(lower, key=lambda each: len(mine.limit & each.limit)), bool(firsts)
    return None


def _may_be(mine: Superlative, first: Superlative) -> bool:
    """Whether the source may call first what the claim does: of the same kind, and in the same limits."""
    of_kind = not mine.head or not first.head or bool(mine.head & first.head)
    return of_kind and (not mine.limit or bool(mine.limit & first.limit))


def _superlatives(statement: Statement) -> Iterator[Superlative]:
    tokens, text = statement.tokens, statement.text
    for place, token in enumerate(tokens):
        word = text[token.start : token.end].casefold()
        length = 2 if token.stem in {"most", "least"} else 1
        if token.fact or statement.is_named(token) or not (length == 2 or _is_superlative(word)):
            continue
        own = tokens[place : place + length]
        before = tokens[place - 1].fact if place else None
        ranked = before is not None and before.end + 1 == token.start
        if ranked and not _is_lower(before):
            continue
        end = statement.until(_PAUSE, own[-1].end)
        limiting = _LIMITING.search(text, own[-1].end, end)
        border = limiting.end() if limiting else end
        following = [each for each in tokens[place + length :] if each.start < end and each.fact is None]
        yield Superlative(
            token.start,
            own[-1].end,
            tuple(each.stem for each in own),
            before if ranked else None,
            frozenset(each.stem for each in following if each.start < border),
            frozenset([each.stem for each in following if each.start >= border][:MOST_LIMITING]),
        )


def _is_superlative(word: str) -> bool:
    return word.endswith(_ENDINGS) and word not in OTHERS


def _is_lower(fact: Fact | None) -> bool:
    """Whether it is a rank below the first."""
    value = fact and fact.value
    return isinstance(value, Quantity) and value.dimension == "rank" and value.core.low > 1
