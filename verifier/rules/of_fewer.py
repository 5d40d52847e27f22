"""Of how many a sentence says something: of a part, of some of a kind, of the first in narrower limits than the claim has.

Nothing here contradicts a claim; what is said of fewer only does not bear out what is said of all.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from verifier.records import Fact, Quantity
from verifier.rules import (
    clauses,
    counterparts,
    quantity,
    superlative,
)
from verifier.rules.alignment import OF_THE
from verifier.rules.comparison import first_said, left_out
from verifier.rules.lexicon import AUXILIARIES
from verifier.rules.statement import Statement, Token, counted, stem

_DETERMINERS = (
    "the|a|an|all|most|many|some|any|every|each|both|these|those|this|that|its|their|his|her|our|other|more|few|several|no|and|or|"
    "of|in|for|to|with|from|as|by|on|at"
)
_OF_SOME = "over|under|aged|with|without|who|whose|younger|older|living|suffering|taking|in (?:adults|children|men|women|infants)"
"""Behind a kind of which only some are meant."""
_KIND = re.compile(
    r"\b(?P<small>for|against|in|among|on) (?P<kind>[a-z]+)(?=[.,;]|$| (?:and|or|but|by|after|before|since|at)\b)"
    r"|^(?P<subject>[A-Z][a-z]+s|Children|People|Women|Men) (?:need|should|must|may|can|require|are|have|face|benefit)\b"
)
"""A kind of which all are meant: "approved for children", "Children need two doses"."""
_PART = re.compile(
    r"\b(?P<part>half|most|some|many|several|few|part|parts|any|third|quarter|fifth|tenth|majority|minority|number|handful|fraction|"
    r"portion|share|proportion|couple|dozen) of (?:the|its|their|these|those|his|her|our|all) "
    r"|\b(?P<some>some|several|many|most|few|certain) (?=\w*[^us\W]s\b)",
    re.IGNORECASE,
)
"""Before those of whom not all are meant."""
_LIMITS = "|".join(
    """
    in of among at from since within outside on for with without over under above below aged between near
    who whose that which
    """.split()
)
"""Before what tells which of them are meant."""
_MOST = re.compile(
    r"\b(?:the|[\w.]{1,30}['’]s) "
    r"(?P<most>(?:\w+[ -])?(?:only|sole|\w+est(?:-\w+)?|first|last)|(?:\w+ )?(?:most|least) \w+)"
    r"(?P<head>(?: (?!(?:in|of|among|at|from|since|on|within|outside|to|for|by|and|or)\b)[\w-]+){1,3}) "
    r"(?P<limit>in|of|among|from|since|within|outside|on|for) (?:the |a |an |its |their )?",
    re.IGNORECASE,
)
"""A superlative, what it is said of, and the beginning of what limits it."""
_EACH = re.compile(
    r"\b(?P<most>none|no|all|every|each|both|any)(?: of)?(?: (?:the|its|their|these|those|his|her|our|[\w.]{1,30}['’]s))*"
    rf"(?P<head>(?: (?!(?:{_LIMITS}|and|or|to|not|{'|'.join(AUXILIARIES)})\b)[\w-]+){{1,3}}) "
    rf"(?P<limit>{_LIMITS}) (?:the |an? |its |their )?",
    re.IGNORECASE,
)
"""The same where something is said of all of them, or of none."""
_RESTRICTED = re.compile(
    r"\b(?P<most>all|every|each|both|any)(?: of)?(?: (?:the|its|their|these|those|his|her|our))*"
    r"(?P<head>(?: (?!(?:and|or|to|not)\b)[\w-]+){1,2}) "
    r"(?P<limit>(?:with|without|who|whose|that|which|aged|over|under|older|larger|smaller|along)\b"
    r"|(?:built|made|held|sold|\w+ed)(?= (?:in|at|on|by|after|before|since|from|for|with|to|under)\b)) (?:the |an? )?",
    re.IGNORECASE,
)
"""The same of those to whom something is done, or for whom it holds: "applies to all firms with 50 employees"."""
_WORLD = re.compile(
    r"(?:whole |entire )?(?:world|globe|planet|earth|history|all time|its kind|all|every)\b", re.IGNORECASE
)
_LIMITED = re.compile(r" (?:in|of|among|from|since|within|outside|on|for|to|ever)\b", re.IGNORECASE)
LIMIT = 40
"""Characters in which what limits a superlative is named."""
_WHOLE = frozenset("the all every each these those its their his her our".split())
_AMONG = re.compile(r"\s(?:among|for|of|in|at|on|from|with|by|under|over|aged|between)\b")
"""Behind what is then said of fewer."""


def reservation(claim: Statement, source: Statement) -> str:
    """Of which fewer the sentence says what the claim says; "" if of as many."""
    ways = (_of_part, _of_fewer, _of_fewer_of_a_kind, _limited)
    return first_said(ways, claim, source)


def _limited(claim: Statement, source: Statement) -> str:
    """That it limits of what something is the first, or said of all or none: "the largest island in the Baltic".

    Nothing is left out if the limit is the world, or all time, or if the claim has a word of it or a limit of its own.
    """
    for match in itertools.chain(
        *(each.finditer(source.text, source.start, source.end) for each in (_MOST, _EACH, _RESTRICTED))
    ):
        head = [token for token in source.tokens if match.start("head") <= token.start < match.end("head")]
        of_each = match.re is not _MOST
        if match.re is _EACH and not _is_subject(source, head, match):
            continue
        if match.re is _RESTRICTED and sum(token.end <= match.start() for token in source.tokens if not token.fact) < 2:
            continue
        if match["most"].split()[-1].casefold() in superlative.OTHERS:
            continue
        stated = _said_of(claim, match["most"], [token.stem for token in head if token.fact is None], of_each)
        if stated is None or _WORLD.match(source.text, match.end()):
            continue
        limit = [token for token in source.tokens if match.start("limit") <= token.start <= match.end() + LIMIT][:2]
        there = {token.stem for token in limit if token.fact is None}
        figured = any(token.fact and token.fact.text not in claim.text for token in limit)
        figured = figured and (of_each or match["limit"] in {"since", "of"})
        if (figured or not there <= claim.stems) and not _LIMITED.match(claim.text, stated):
            end = next(token.end for token in reversed(limit) if token is limit[0] or token.start not in source.verbs)
            return left_out(source.text[match.start() : end], source.text[match.start("limit") : end])
    return ""


def _is_subject(source: Statement, head: Sequence[Token], limited: re.Match[str]) -> bool:
    """Whether those of whom all are meant, and what limits them, stand before a verb: "all of them for a year" do not."""
    end = source.until(clauses.PAUSE, limited.end())
    acts = any(limited.end() < verb < end for verb in source.verbs)
    return bool(head) and acts and not any(token.start in source.verbs for token in head)


def _said_of(claim: Statement, most: str, head: Sequence[str], of_each: bool) -> int | None:
    """Where a claim's words for the same superlative, or for all or none, of the same thing end."""
    found = re.search(rf"\b{re.escape(most)}\b", claim.text[: claim.end], re.IGNORECASE)
    if not found or not (of_each or found[0].islower()):
        return None
    following = [token for token in claim.tokens if token.start >= found.start()]
    named = [token for token in following[: len(head) + 2] if token.stem in head]
    if len(named) < len(set(head)):
        return None
    return max((token.end for token in named), default=found.end())


def _of_part(claim: Statement, source: Statement) -> str:
    """That it says of some what the claim says of all of whom it speaks: "half of the hospitals", "two of the three"."""
    words = claim.text[claim.start : claim.end].casefold()
    figures = [fact for fact in claim.facts if isinstance(fact.value, Quantity)]
    common = [token for token in source.tokens if token.stem in claim.stems]
    for part in _parts(source):
        if _says_of_all(source, part, common):
            continue
        known = (
            any(counterparts.agree(mine, part.said) for mine in figures)
            if isinstance(part.said, Fact)
            else part.said in words.split()
        )
        if not known and any(_is_of_all(claim, token) for token in _stating(claim, part)):
            said = OF_THE.split(part.said.text)[0] if isinstance(part.said, Fact) else part.said
            return left_out(source.text[part.start : part.end], said)
    return ""


def _says_of_all(source: Statement, part: _Part, common: Sequence[Token]) -> bool:
    """Whether the claim has only what a sentence says of all of them: "infected" of "one of the eleven infected survived"."""
    if not any(token.start == part.end + 1 and token.start in source.verbs for token in common):
        return False
    acts = next((verb for verb in source.verbs if verb > part.end + 1), None)
    return acts is not None and all(token.start < acts for token in common)


def _stating(claim: Statement, part: _Part) -> Iterator[Token]:
    """The words of a claim for those of whom a sentence speaks only of a part: their number, or what they are."""
    figure = part.all if isinstance(part.all, Fact) else None
    for token in claim.tokens:
        if token.fact:
            if figure and counterparts.agree(token.fact, figure):
                yield token
        elif token.stem == (_counted(figure) if figure else part.all) and not claim.is_named(token):
            yield token


def _counted(fact: Fact) -> str:
    return counted(fact.value) if isinstance(fact.value, Quantity) else ""


def _is_of_all(claim: Statement, token: Token) -> bool:
    """Whether a claim is of all of those whom one of its words is for: "the hospitals", "five hospitals closed"."""
    before = claim.text[claim.start : token.start].casefold().split()[-3:]
    leads = token.fact is not None and any(token.end <= verb for verb in claim.verbs)
    return "of" not in before and (leads or not _WHOLE.isdisjoint(before[-2:]))


class _Part(NamedTuple):
    """Where a sentence speaks of some."""

    start: int
    end: int
    said: Fact | str
    """The figure, or the word, for the part."""
    all: Fact | str
    """The figure of all of them, or the stem of the word for them."""


def _parts(source: Statement) -> Iterator[_Part]:
    found: list[tuple[int, int, Fact | str]] = [
        (match.start(), match.end(), (match["part"] or match["some"]).casefold())
        for match in _PART.finditer(source.text, source.start, source.end)
    ]
    for fact in source.facts:
        if not isinstance(fact.value, Quantity):
            continue
        if OF_THE.search(fact.text):
            yield _Part(fact.start, fact.end, fact, counted(fact.value))
        elif (of_the := OF_THE.match(source.text, fact.end)) and stem(fact.text.split()[-1]) != counted(fact.value):
            found.append((fact.start, of_the.end(), fact))
    for start, end, said in found:
        head = next((token for token in source.tokens if token.start >= end), None)
        if head:
            yield _Part(start, head.end, said, head.fact or head.stem)


def _of_fewer(claim: Statement, source: Statement) -> str:
    """That it gives the share or the change, which the claim gives, of fewer: "youth unemployment", "deaths among women"."""
    measured = next((token for token in claim.tokens if token.fact and _is_relative(token.fact)), None)
    subject = list(itertools.takewhile(lambda token: token.fact is None, claim.tokens))
    if measured is None or not subject:
        return ""
    places = [[i for i, token in enumerate(source.tokens) if token.stem == mine.stem] for mine in subject]
    if any(len(found) != 1 for found in places):
        return ""
    tokens, first = source.tokens, places[0][0]
    before = tokens[first - 1] if first else None
    if (
        before
        and before.fact is None
        and not source.is_named(before)
        and source.text[before.end : tokens[first].start] == " "
    ):
        return left_out(source.text[before.start : tokens[first].end], source.text[before.start : before.end])
    for (left,), (right,) in itertools.pairwise(places):
        between = [token for token in tokens[left + 1 : right] if token.fact is None and not source.is_named(token)]
        if between and _AMONG.match(source.text, tokens[left].end, between[0].start + 1):
            return left_out(
                source.text[tokens[left].start : between[-1].end],
                source.text[tokens[left].end : between[-1].end].strip(),
            )
    return ""


def _of_fewer_of_a_kind(claim: Statement, source: Statement) -> str:
    """That it says of some of a kind what the claim says of the kind: "approved for children over 12", "for severe asthma"."""
    text = claim.text[claim.start : claim.end]
    for mine in _KIND.finditer(text):
        small, kind = mine["small"] or "", (mine["kind"] or mine["subject"]).casefold()
        before = rf"\b{small} " if small else r"(?:^|(?<=[.;,!?] )|(?<=\n))"
        found = re.compile(
            rf"{before}(?P<more>(?:(?!(?:{_DETERMINERS})\b)[\w-]+ ){{0,2}}){kind}\b(?P<limit> (?:{_OF_SOME})\b(?: \w+)?)?",
            re.IGNORECASE,
        )
        theirs = list(found.finditer(source.text, source.start, source.end))
        more = [
            each
            for each in theirs
            if any(stem(word) not in claim.stems for word in each["more"].split())
            or (each["limit"] and each["limit"] not in text)
        ]
        if theirs and len(more) == len(theirs):
            return f"the source says “{more[0][0].strip(' ,.;')}”"
    return ""


def _is_relative(fact: Fact) -> bool:
    """Whether it is a share or a change, which of a part need not be that of the whole."""
    value = fact.value
    return isinstance(value, Quantity) and (value.dimension in {"share", "factor"} or value.role in quantity.CHANGING)
