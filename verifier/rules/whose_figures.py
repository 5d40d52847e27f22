"""Of what, and of when, a sentence gives a figure or date that a claim has too: "5.2% in March", "in 1957, years before B".

All figures and dates of a claim may be in a sentence that gives them to another, to another time, or to another act. Nothing here
contradicts a claim; it only is not what the sentence says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from verifier.records import Date, Fact, Quantity
from verifier.rules import clauses, negation, phrases
from verifier.rules.alignment import comparable
from verifier.rules.counterparts import agree
from verifier.rules.statement import Statement, Token

MOST = 60
"""Facts above which a text is no sentence whose figures could be told apart."""
_WHEN = re.compile(r",? (?:in|for|on|at|during|by|as of|at the end of) (?:the |early |late )?")
"""Between a figure and the time that it is of."""
_APART = re.compile(
    r"\b(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|centur(?:y|ies)) "
    r"(?:before|after|earlier than|later than|ahead of) ",
    re.IGNORECASE,
)
"""Between what has a date, and what came so long before or after."""
_IN_TURN = re.compile(r"\brespectively\b", re.IGNORECASE)
_PAUSE = re.compile(r"[,;:.]\s")


def reservation(claim: Statement, source: Statement) -> str:
    """Of what else the sentence has a figure or date of the claim; "" if of nothing else, so far as its form tells."""
    if max(len(claim.facts), len(source.facts)) > MOST:
        return ""
    for mine in claim.facts:
        if isinstance(mine.value, Quantity | Date):
            theirs = [fact for fact in _facts(source) if agree(mine, fact)]
            if theirs:
                found = (
                    _of_another_time(claim, mine, source, theirs)
                    or _of_another_act(claim, mine, source, theirs)
                    or _of_what_is_not_denied(claim, source, theirs)
                    or _of_what_it_is_apart_from(claim, source, theirs)
                    or _in_turn(claim, mine, source)
                )
                if found:
                    return found
    return ""


def _facts(statement: Statement) -> Iterator[Fact]:
    return (fact for fact in statement.facts if statement.start <= fact.start < statement.end)


def _of_another_time(claim: Statement, mine: Fact, source: Statement, theirs: list[Fact]) -> str:
    """That the figure is that of another time, and the claim's time another's: "fell from 9,000 in 1990 to 4,000 in 2010"."""
    if isinstance(mine.value, Date):
        return ""
    times = [fact for fact in claim.facts if isinstance(fact.value, Date)]
    times = [time for time in times if _is_of(claim, mine, time)] or (times if len(times) == 1 else [])
    dates = [fact for fact in _facts(source) if isinstance(fact.value, Date)]
    for time in times:
        if not any(agree(time, date) for date in dates):
            continue
        own = [(fact, date) for fact in theirs for date in dates if _is_of(source, fact, date)]
        if len({fact.start for fact, _ in own}) == len(theirs) and not any(agree(time, date) for _, date in own):
            fact, date = own[0]
            return f"the source says {fact.text} of {date.text}"
    return ""


def _is_of(source: Statement, figure: Fact, date: Fact) -> bool:
    """Whether a time stands right behind a figure."""
    return date.start > figure.end and _WHEN.fullmatch(source.text, figure.end, date.start) is not None


def _of_another_act(claim: Statement, mine: Fact, source: Statement, theirs: list[Fact]) -> str:
    """That it stands with another verb, and the claim's verb has one of its own: "leaves at 9.15 and arrives at 12.45"."""
    before = [token for token in _verbs(claim) if token.start < mine.start]
    its = phrases.only(source, before[-1].stem) if before else None
    if its is None:
        return ""
    here = clauses.part_at(source, its.start)
    if not any(comparable(mine, fact) and here[0] <= fact.start < here[1] for fact in _facts(source)):
        return ""
    for fact in theirs:
        start, end = clauses.part_at(source, fact.start)
        other = next((word for word in _verbs(source) if start <= word.start < fact.start), None)
        if (start, end) == here or other is None or other.stem == its.stem:
            return ""
    return f"the source says {theirs[0].text} of something else"


def _verbs(statement: Statement) -> Iterator[Token]:
    verbs = (token for token in statement.tokens if token.start in statement.verbs)
    return (verb for verb in verbs if verb.fact is None and statement.text[verb.start].islower())


def _of_what_is_not_denied(claim: Statement, source: Statement, theirs: list[Fact]) -> str:
    """That the claim denies something, and the sentence denies it of another figure: "a third have no car, and 12% two"."""
    denials = [cue for cue, _ in negation.cues(source, "negation") if source.start <= cue.start < source.end]
    if len(denials) != 1 or len(negation.cues(claim, "negation")) != 1:
        return ""
    apart = all(negation.is_apart(source, denials[0], fact) for fact in theirs)
    return f"the source says “{denials[0].text}” of another than {theirs[0].text}" if apart else ""


def _of_what_it_is_apart_from(claim: Statement, source: Statement, theirs: list[Fact]) -> str:
    """That the claim is of what came so long before or after what the figure or date is of."""
    apart = _APART.search(source.text, source.start, source.end)
    if apart is None or any(fact.start >= apart.start() for fact in theirs):
        return ""
    first = claim.verbs[0] if claim.verbs else claim.end
    subject = {token.stem for token in claim.tokens if token.start < first and not token.is_implied}
    end = source.until(_PAUSE, apart.end())
    behind = {token.stem for token in source.tokens if apart.end() <= token.start < end}
    before = {token.stem for token in source.tokens if token.start < apart.start()}
    if subject and subject <= behind and not subject <= before:
        return f"the source says {theirs[0].text} of what is before “{apart[0].strip()}”"
    return ""


def _in_turn(claim: Statement, mine: Fact, source: Statement) -> str:
    """That several figures follow each other as those do of whom they are said."""
    found = _IN_TURN.search(source.text, source.start, source.end)
    if found is None or _IN_TURN.search(claim.text, claim.start, claim.end):
        return ""
    several = sum(comparable(mine, fact) for fact in _facts(source)) > 1
    return f"the source says “{found[0]}”" if several else ""
