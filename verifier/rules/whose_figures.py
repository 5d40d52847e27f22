"""Of what, and of when, a sentence gives a figure or date that a claim has too: "5.2% in March", "in 1957, years before B".

All figures and dates of a claim may be in a sentence that gives them to another, to another time, or to another act. Nothing here
contradicts a claim; it only is not what the sentence says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from verifier.records import Date, Fact, Quantity
from verifier.rules import clauses, counterparts, denials, phrases, reckoning, scope
from verifier.rules.alignment import comparable
from verifier.rules.counterparts import WHEN, agree, is_of_time
from verifier.rules.lexicon import ONCE_ONLY
from verifier.rules.statement import Statement, Token

MOST = 60
"""Facts above which a text is no sentence whose figures could be told apart."""
MOST_PAIRS = 6
"""Pairs of figures above which they are a table."""
_APART = re.compile(
    r"\b(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|centur(?:y|ies)) "
    r"(?:before|after|earlier than|later than|ahead of) ",
    re.IGNORECASE,
)
"""Between what has a date, and what came so long before or after."""
_LATER = re.compile(r" (?:later|earlier|afterwards|after that|before that)\b", re.IGNORECASE)
"""Behind a span of time that tells when something was."""
_MOMENT = re.compile(r"\bwhen ", re.IGNORECASE)
REACH = 60
"""Characters before a figure in which words that belong to it are looked for."""
_COMPARES = re.compile(r"\b(?:than|more|fewer|double[ds]?|twice|treble[ds]?|triple[ds]?|times)\b", re.IGNORECASE)
"""What shows that a claim compares too."""
_AGAINST = re.compile(
    r"[^.;:]{0,60}\b(?:from|against|compared (?:with|to)|versus|instead of|than) (?:[\w ]{0,15} )?|; (?:\w+ ){1,4}"
)
"""Between a figure and the one of another time that it is compared with."""
_THAN_IN = re.compile(r"\b(?:than|compared (?:with|to)|against) (?:in |on |at |during |the |a ){0,2}$")
"""Before a time of which there is no figure: "50,000 fewer than in 2019"."""
_TIMES_THE = re.compile(
    r"\b(?:double|twice|treble|triple|quadruple|times) (?:the|that of the|its|their) (?:[\w-]+ )?$", re.IGNORECASE
)
"""Before a figure that another is a multiple of."""
_TOLD = re.compile(r"\b(?:who|which|whose|where)\b|\b[A-Z][\w-]{0,30}(?: (?:at|on|with)|['’]s?) $")
"""What begins what is told of one with whom another is compared."""
_OTHERWISE = re.compile(r";|\b(?:but|while|whereas)\b", re.IGNORECASE)
"""What ends what is told of that one."""
_BY = re.compile(r"\b(?:by|another|further|extra|additional) $", re.IGNORECASE)
"""Before a figure that the claim too has for a difference."""
_WITH = re.compile(r"(?:^|, )[Ww]ith (?:the )?(?=[A-Z])")
"""Before another who is told of beside."""
_PART = re.compile(
    r", (?:(?:[\w,.%-]+ ){1,4}of (?:them|whom|which|these)\b|(?:including|among them)\b(?: [\w,.%-]+)?) ?"
)
"""What a part of those before is told with."""
_PART_END = re.compile(r"[;()]|\.\s")
_IN_TURN = re.compile(r"\brespectively\b", re.IGNORECASE)
_PartAt = Callable[[Statement, int], tuple[int, int]]
"""Where the part of a sentence begins and ends that a place is in."""


def reservation(claim: Statement, source: Statement) -> str:
    """Of what else the sentence has a figure or date of the claim; "" if of nothing else, so far as its form tells."""
    if max(len(claim.facts), len(source.facts)) > MOST:
        return ""
    for mine in claim.facts:
        if isinstance(mine.value, Quantity | Date):
            theirs = [fact for fact in source.facts if agree(mine, fact)]
            if theirs:
                found = (
                    _of_another_time(claim, mine, source, theirs)
                    or _of_another_act(claim, mine, source, theirs)
                    or _of_what_is_not_denied(claim, source, theirs)
                    or _of_another_moment(claim, mine, source, theirs)
                    or _of_an_added_act(claim, mine, source, theirs)
                    or _of_what_it_is_apart_from(claim, source, theirs)
                    or _of_the_other(claim, mine, source)
                    or _of_what_it_compares_with(claim, mine, source, theirs)
                    or _in_turn(claim, mine, source)
                )
                if isinstance(mine.value, Quantity):
                    found = found or _of_more(claim, mine, source, theirs) or _of_one_beside(claim, source, theirs)
                    found = found or _of_each(claim, mine, source, theirs) or _of_the_whole(claim, source, theirs)
                if found:
                    return found
    return ""


def _of_another_time(claim: Statement, mine: Fact, source: Statement, theirs: list[Fact]) -> str:
    """That the figure is that of another time, and the claim's time another's: "fell from 9,000 in 1990 to 4,000 in 2010"."""
    if isinstance(mine.value, Date):
        return ""
    times, dates = counterparts.times_of(claim, mine), source.dates
    for time in times:
        if not any(agree(time, date) for date in dates):
            continue
        own = [(fact, date) for fact in theirs for date in dates if is_of_time(source, fact, date)]
        if len({fact.start for fact, _ in own}) == len(theirs) and not any(agree(time, date) for _, date in own):
            fact, date = own[0]
            return f"the source says {fact.text} of {date.text}"
    if len(times) == 1 and not _COMPARES.search(claim.text, claim.start, claim.end):
        others = [_other_of(mine, source, theirs, date) for date in dates if agree(times[0], date)]
        if others and all(others):
            return f"the source says {others[0]}"
    return ""


def _other_of(mine: Fact, source: Statement, theirs: list[Fact], date: Fact) -> str:
    """The other figure that a time is of: of "1.2 million, against 600,000 in 1980" the second; "" if it may be the claim's."""
    than = _THAN_IN.search(source.text, max(source.start, date.start - REACH), date.start)
    if than:
        return f"“{than[0]}{date.text}”"
    for fact in source.facts:
        if fact in theirs or not comparable(mine, fact) or not is_of_time(source, fact, date):
            continue
        if any(each.end <= fact.start and _AGAINST.fullmatch(source.text, each.end, fact.start) for each in theirs):
            return f"{fact.text} of {date.text}"
    return ""


def _of_another_act(claim: Statement, mine: Fact, source: Statement, theirs: list[Fact]) -> str:
    """That it stands with another verb, and the claim's verb has one of its own: "leaves at 9.15 and arrives at 12.45".

    Of what happens once the claim's verb need have none, if it is told where: "was born in Bonn and died in 1955".
    """
    before = [token for token in _verbs(claim) if token.start < mine.start]
    its = phrases.only(source, before[-1].stem) if before else None
    if its and any(
        _has_another_verb(mine, source, theirs, its, part) for part in (clauses.part_at, _clause_at, _bracket_at)
    ):
        return f"the source says {theirs[0].text} of something else"
    return ""


def _of_an_added_act(claim: Statement, mine: Fact, source: Statement, theirs: list[Fact]) -> str:
    """That a date stands right behind a verb that the claim lacks, or in a part of the sentence that tells of something else.

    As "June" of "upheld the fine that the regulator imposed in June", "May" of "sold the stake; in May the price was 9 euros".
    """
    if not isinstance(mine.value, Date) or not any(verb.stem in source.stems for verb in _verbs(claim)):
        return ""
    for fact in theirs:
        beside = [verb for verb in _verbs(source) if verb.end <= fact.start]
        between = [
            token for token in source.tokens if len(beside) > 1 and beside[-2].end <= token.start < beside[-1].start
        ]
        if between and beside[-1].stem not in claim.stems and WHEN.fullmatch(source.text, beside[-1].end, fact.start):
            continue
        start = max(source.text.rfind(mark, source.start, fact.start) for mark in ";(")
        end = source.until(_PART_END, fact.end)
        words = [token for token in source.tokens if start < token.start < end and token.fact is None]
        if start < 0 or not words or any(token.stem in claim.stems for token in words):
            return ""
    return f"the source says {theirs[0].text} of something else"


def _has_another_verb(mine: Fact, source: Statement, theirs: list[Fact], its: Token, part: _PartAt) -> bool:
    here = part(source, its.start)
    own = any(_is_alike(mine, fact, source) and here[0] <= fact.start < here[1] for fact in source.facts)
    for fact in theirs:
        start, end = part(source, fact.start)
        verbs = (word for word in _verbs(source) if start <= word.start < fact.start)
        other = next((word for word in verbs if not here[0] <= word.start < here[1]), None)
        if (start, end) == here or other is None or other.stem == its.stem:
            return False
        between = [token for token in source.tokens if its.end <= token.start < other.start]
        if not own and (not between or not ONCE_ONLY.issuperset((its.stem, other.stem))):
            return False
    return True


def _is_alike(mine: Fact, fact: Fact, source: Statement) -> bool:
    """Whether two figures or dates can stand for the same; "two years later" is a date too."""
    return comparable(mine, fact) or (isinstance(mine.value, Date) and _LATER.match(source.text, fact.end) is not None)


def _clause_at(source: Statement, place: int) -> tuple[int, int]:
    clause = clauses.at(source, place)
    return clause.start, clause.end


def _bracket_at(source: Statement, place: int) -> tuple[int, int]:
    """Where the bracket that a place is in begins and ends; the sentence, if it is in none."""
    start, end = source.text.rfind("(", source.start, place), source.text.find(")", place, source.end)
    within = start >= 0 and end >= 0 and source.text.find(")", start, place) < 0
    return (start, end) if within else (source.start, source.end)


def _of_another_moment(claim: Statement, mine: Fact, source: Statement, theirs: list[Fact]) -> str:
    """That it tells "when" something else was: "was widowed in 1940, when she was 42", if the claim is of a wedding."""
    when = _MOMENT.search(claim.text, mine.end, claim.end)
    moment = {token.stem for token in claim.tokens if when and token.start >= when.end() and token.fact is None}
    for fact in theirs:
        led = max(_MOMENT.finditer(source.text, source.start, fact.start), key=re.Match.start, default=None)
        if not moment or led is None or not moment <= source.stems:
            return ""
        beside = clauses.at(source, led.start() - len(", ")).stems | clauses.of(source, fact).stems
        if moment & beside:
            return ""
    return f"the source says {theirs[0].text} of another moment"


def _verbs(statement: Statement) -> Iterator[Token]:
    verbs = (token for token in statement.tokens if token.start in statement.verbs)
    return (verb for verb in verbs if verb.fact is None and statement.text[verb.start].islower())


def _of_what_is_not_denied(claim: Statement, source: Statement, theirs: list[Fact]) -> str:
    """That the claim denies something, and the sentence denies it of another figure: "a third have no car, and 12% two"."""
    denying = [cue for cue, _ in scope.cues(source, "negation")]
    if len(denying) != 1 or len(scope.cues(claim, "negation")) != 1:
        return ""
    apart = all(denials.is_apart(source, denying[0], fact) for fact in theirs)
    return f"the source says “{denying[0].text}” of another than {theirs[0].text}" if apart else ""


def _of_what_it_is_apart_from(claim: Statement, source: Statement, theirs: list[Fact]) -> str:
    """That the claim is of what came so long before or after what the figure or date is of."""
    apart = _APART.search(source.text, source.start, source.end)
    if apart is None or any(fact.start >= apart.start() for fact in theirs):
        return ""
    first = claim.verbs[0] if claim.verbs else claim.end
    subject = {token.stem for token in claim.tokens if token.start < first and not token.is_implied}
    end = source.until(clauses.PAUSE, apart.end())
    behind = {token.stem for token in source.tokens if apart.end() <= token.start < end}
    before = {token.stem for token in source.tokens if token.start < apart.start()}
    if subject and subject <= behind and not subject <= before:
        return f"the source says {theirs[0].text} of what is before “{apart[0].strip()}”"
    return ""


def _of_the_other(claim: Statement, mine: Fact, source: Statement) -> str:
    """That figures or dates follow each other in pairs, and its pair is another's: "62% in May and 48% in June"."""
    ours = _kind(mine, claim)
    kinds = [_kind(fact, claim) for fact in claim.facts]
    for other, its in zip(claim.facts, kinds, strict=True):
        row = [fact for fact in source.facts if _kind(fact, source) in (its, ours)]
        pairs = [sorted(row[i : i + 2], key=lambda fact: _kind(fact, source) == ours) for i in range(0, len(row), 2)]
        if not its or its == ours or kinds.count(its) > 1 or kinds.count(ours) > 1 or not 2 <= len(pairs) <= MOST_PAIRS:
            continue
        if any([_kind(fact, source) for fact in pair] != [its, ours] for pair in pairs):
            continue
        if not all(_is_alike(other, beside, source) and _is_alike(mine, fact, source) for beside, fact in pairs):
            continue
        same = [(agree(other, beside), agree(mine, fact)) for beside, fact in pairs]
        if (False, True) in same and (True, False) in same and (True, True) not in same:
            return f"the source says {mine.text} of “{pairs[same.index((False, True))][0].text}”"
    return ""


def _kind(fact: Fact, statement: Statement) -> str:
    """What a figure measures, or that it is a date; "" of what is neither."""
    if isinstance(fact.value, Date) or (isinstance(fact.value, Quantity) and _LATER.match(statement.text, fact.end)):
        return "date"
    return fact.value.dimension if isinstance(fact.value, Quantity) else ""


def _of_what_it_compares_with(claim: Statement, mine: Fact, source: Statement, theirs: list[Fact]) -> str:
    """That it is told of the one with whom the sentence compares: "older than Ben, who is 41", "double the 10% rate"."""
    if _COMPARES.search(claim.text, claim.start, claim.end):
        return ""
    first = claim.verbs[0] if claim.verbs else claim.end
    subject = [token for token in claim.tokens if token.start < first and not token.is_implied]
    subject = [token for token in subject if claim.is_named(token)] or subject
    for fact in theirs:
        before = {token.stem for token in source.tokens if token.start < fact.start}
        if _TIMES_THE.search(source.text, max(source.start, fact.start - REACH), fact.start):
            if not {token.stem for token in claim.tokens if token.fact is not mine} <= before:
                return ""
            continue
        than = source.text.rfind(" than ", source.start, fact.start)
        told = _TOLD.search(source.text, than, fact.start) if than >= 0 else None
        of = {token.stem for token in source.tokens if than < token.start < fact.start}
        if told is None or _OTHERWISE.search(source.text, than, fact.start):
            return ""
        if subject and of.issuperset(token.stem for token in subject):
            return ""
    return f"the source says {theirs[0].text} of what it compares with"


def _of_more(claim: Statement, mine: Fact, source: Statement, theirs: list[Fact]) -> str:
    """That it is by how much one exceeds another, whom the claim leaves out: "ten million more people than Chile"."""
    if counterparts.is_more(claim, mine) or _BY.search(claim.text, claim.start, mine.start):
        return ""
    for fact in theirs:
        other = counterparts.anchor(source, fact)
        if other is None or other.stem in claim.stems:
            return ""
    return f"the source says {theirs[0].text} only of a difference"


def _of_one_beside(claim: Statement, source: Statement, theirs: list[Fact]) -> str:
    """That another is told of beside with it, whom the claim does not name: "…, with Norris 5.1 seconds back in third"."""
    other = ""
    for fact in theirs:
        beside = max(_WITH.finditer(source.text, source.start, fact.start), key=re.Match.start, default=None)
        if beside is None or clauses.PAUSE.search(source.text, beside.end(), fact.start):
            return ""
        names = [name for name in source.names if beside.end() <= name.start < fact.start]
        if not names or clauses.shares_name(claim, names):
            return ""
        other = names[0].text
    return f"the source says it of “{other}”"


def _of_each(claim: Statement, mine: Fact, source: Statement, theirs: list[Fact]) -> str:
    """That it is what each has, and the claim's what all have, or the other way round; or "one of four" has four."""
    if reckoning.is_of_each(claim, source):
        return f"only one of claim and source says {theirs[0].text} of each"
    if all(reckoning.is_each_of_another(mine, claim, fact, source) for fact in theirs):
        return f"the source says {theirs[0].text} of all, and another figure of each"
    if all(reckoning.is_of_siblings(mine, claim, fact, source) for fact in theirs):
        return f"the source says of whom there are {theirs[0].text}, and one is among them"
    return ""


def _of_the_whole(claim: Statement, source: Statement, theirs: list[Fact]) -> str:
    """That the claim says of a part what is of the whole: of those in Haiti, "killed 85 people, 12 of them in Haiti"."""
    if _PART.search(claim.text, claim.start, claim.end):
        return ""
    mine = {token.stem for token in claim.tokens if token.fact is None}
    for part in _PART.finditer(source.text, source.start, source.end):
        end = source.until(clauses.PAUSE, part.end())
        within = {token.stem for token in source.tokens if part.end() <= token.start < end}
        outside = {token.stem for token in source.tokens if not part.start() <= token.start < end}
        if all(fact.end <= part.start() for fact in theirs) and mine & within - outside:
            some = source.text[part.start() : end].strip(" ,.")
            return f"the source says {theirs[0].text} of all, and tells of a part of them: “{some}”"
    return ""


def _in_turn(claim: Statement, mine: Fact, source: Statement) -> str:
    """That several figures follow each other as those do of whom they are said."""
    found = _IN_TURN.search(source.text, source.start, source.end)
    if found is None or _IN_TURN.search(claim.text, claim.start, claim.end):
        return ""
    several = sum(comparable(mine, fact) for fact in source.facts) > 1
    return f"the source says “{found[0]}”" if several else ""
