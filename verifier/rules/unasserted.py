"""What a sentence does not state as a fact of its own: what is believed, asked for, nearly so, so called, undone or true no more.

Nothing here contradicts a claim; the sentence only does not say what the claim says.
"""

from __future__ import annotations

import re

from verifier.rules import (
    clauses,
    phrases,
    scope,
    untrue,
)
from verifier.rules.comparison import first_said
from verifier.rules.lexicon import IRREGULAR
from verifier.rules.statement import Statement, stem

_OPEN = re.compile(
    r"\b(?:(?P<word>(?:believ|argu|suggest|fear|hop|claim|alleg|propos|speculat|predict|assum|suspect|think|thought|imagin|"
    r"contend|insist|deni|deny|doubt|wish|pretend|theori[sz]|hypothesi[sz]|rumou?r|forecast|expect|project|anticipat|estimat|guess)"
    r"\w*) that|(?P<condition>if|whether|unless)) ",
    re.IGNORECASE,
)
"""What begins a clause that the source does not say itself."""
_CONDITION = re.compile(r"\b(?P<cue>unless|if|provided(?= that\b))\b", re.IGNORECASE)
"""What begins a condition."""
_ALLOWS = re.compile(r"\b(?:unless|whether|would have|without)\b|^\W?had\b", re.IGNORECASE)
"""What shows that a claim speaks of a condition too, whichever way round."""
_IF = re.compile(r"\b(?:if|provided|when|should)\b", re.IGNORECASE)
MOST_OF_IT = 0.6
"""The share of the words that claim and source share which stand in the clause of a condition, if it is theirs."""
_ASKED = re.compile(
    r"\b(?P<word>(?:urg|ask|want|hop|vow|promis|threaten|order|tr(?:y|ied|ies)|attempt|seek|sought|demand|advis|encourag|invit|intend|"
    r"wish|prepar|propos|pledg|refus|declin)\w*) (?:[\w’'-]+ ){0,4}?to (?=\w)",
    re.IGNORECASE,
)
"""What begins what somebody asks for, or means to do."""
_DEMANDING = re.compile(
    r"\b(?:(?:demand|urg|ask|requir|recommend|mov|order|stipulat|insist|propos|suggest|rul|advis|request)\w*|vital|essential|"
    r"important|necessary|crucial) (?:on \w+ )?that [^,;.]{1,50} $|\b(?:should|must|ought to|needs? to) (?:\w+ly )?$"
    r"|\bcall(?:s|ed|ing)? (?:on|upon|for) [^,;.]{1,40} to $",
    re.IGNORECASE,
)
"""Before what somebody is to do, which has neither time nor person then: "demanded that Olin sell its unit"."""
REACH = 90
"""Characters before a verb in which such is looked for."""
_OUGHT = re.compile(r"\b(?:should|must|ought|could|would|may|might|will)\b", re.IGNORECASE)
_TO = re.compile(r"\bto $", re.IGNORECASE)
ALMOST = frozenset("almost nearly virtually practically".split())
_MISSED = re.compile(
    r"\b(?:(?P<cue>short|shy|wide|outside) of|(?P<verb>miss(?:ed|es|ing)(?: out on)?)) (?:the|an?|its|his|her|their) "
    r"(?P<what>(?:[\w-]+ ?){1,3})",
    re.IGNORECASE,
)
"""What was not reached: "short of the record"."""
_CALLING = re.compile(
    r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<!\bbeen )(?<!\bbe )"
    r"\b(?P<calls>call(?:ed|s)?|describe[ds]?|label(?:l?ed|s)|brand(?:ed|s)|deem(?:ed|s)|consider(?:ed|s)?|denounce[ds]?|hail(?:ed|s)|"
    r"regard(?:ed|s)?|portray(?:ed|s)) (?:an? |the |its |their |his |her )?",
    re.IGNORECASE,
)
"""What somebody says that something is, and the sentence does not."""
_RULING = re.compile(
    r"\b(?:sentence[ds]?|jailed|fined|fine|banned|ban|convict\w*|ruled|ruling|imprisoned|prison)\b", re.IGNORECASE
)
_UNREAL = re.compile(r"\b(?:(?:would|could|should|might) have(?: been)?|almost|nearly) ", re.IGNORECASE)
"""Before what was not so."""
_UNDONE = re.compile(
    r"\b(?:suspended|annulled|overturned|quashed|revoked|reversed|withdrawn|repealed|struck down|set aside|commuted)\b",
    re.IGNORECASE,
)
"""What tells of a sentence or ruling that it does not hold."""
_OF_ELSE = re.compile(
    r"\b(?:the|an?|his|her|its|their) "
    r"(?!(?:[\w-]+ ){0,2}?(?:sentenc|fine|ban\b|convict|rul|verdict|decision|judge?ment|order|penalt|term))",
    re.IGNORECASE,
)
"""What begins something else than a ruling: "his licence was revoked"."""
_LEGEND = re.compile(
    r"\baccording to (?:\w+ ){0,3}?(?:legends?|folklore|tradition|myths?|mythology)\b"
    r"|\b(?:legends?|folklore|tradition|myth) (?:ha(?:s|ve) it|(?:says?|tells?|holds?|claims?|relates?) (?:that|how|the|an?))\b",
    re.IGNORECASE,
)
"""Before what is only told."""
_NOW = re.compile(r"\b(?:is|are|has been|have been|has|have|remains?)\b")
_WAS_THEN = r"\b(?:was|were|had been|used)\b"
_THEN = re.compile(
    rf"{_WAS_THEN} (?:\w+ ){{0,2}}?(?:once|formerly|previously|originally|at the time)\b|\b(?:once|formerly|used to be)\b"
    rf"|{_WAS_THEN}[^;:.]{{0,120}} (?:until|till|before it|during the|from \d{{3,4}} (?:to|until) \d{{3,4}})\b"
    rf"|\b(?:until|till|before|from \d{{3,4}} (?:to|until) \d{{3,4}})\b[^;:.]{{1,120}}?{_WAS_THEN}",
    re.IGNORECASE,
)
"""What tells that something is so no more."""
SHOWN = 40
"""Characters that are shown of what is not so."""
_WORD = re.compile(r"[^\W_]+")
_STOP = re.compile(r";\s")
"""Where such a clause ends."""


def reservation(claim: Statement, source: Statement) -> str:
    """How the sentence leaves open, asks for, undoes or denies what the claim states; "" if it does not."""
    ways = (
        _left_open,
        _conditional,
        _only_asked,
        _so_called,
        _untrue,
        _missed,
        _unreal,
        _undone,
        _only_once,
    )
    return first_said(ways, claim, source)


def _left_open(claim: Statement, source: Statement) -> str:
    """That it says what the claim says only under "if" or "whether", or as what somebody believes or fears."""
    if scope.cues(claim, "negation"):
        return ""
    words = {token.stem for token in claim.tokens if token.fact is None} & source.stems
    for match in _OPEN.finditer(source.text, source.start, source.end):
        cue = match["word"] or match["condition"]
        if stem(cue) in claim.stems or cue.casefold() in claim.text.casefold().split():
            continue
        limit = clauses.PAUSE if match["condition"] else _STOP
        end = source.until(limit, match.end())
        under, before = clauses.stems_within(source, match.end(), end)
        asked = cue.casefold() == "whether" and bool(words & under - before)
        if asked or (words and words <= under and not words <= before):
            return f"the source says so only behind “{match[0].strip()}”"
    return ""


def _missed(claim: Statement, source: Statement) -> str:
    """That it has a word of the claim only as what was not reached: "missing the record by nine seconds"."""
    for match in _MISSED.finditer(source.text, source.start, source.end):
        if stem((match["cue"] or match["verb"]).split()[0]) in claim.stems:
            continue
        what, elsewhere = clauses.stems_within(source, match.start("what"), match.end())
        if what & claim.stems - elsewhere and not scope.cues(claim, "negation"):
            return f"the source says so only behind “{match[0][: match.start('what') - match.start()].strip()}”"
    return ""


def _conditional(claim: Statement, source: Statement) -> str:
    """That it says what the claim states only on a condition that the claim has not or turns round: "unless kept cold"."""
    if _ALLOWS.search(claim.text, claim.start, claim.end):
        return ""
    words = {token.stem for token in claim.tokens if token.fact is None} & source.stems
    for match in _CONDITION.finditer(source.text, source.start, source.end):
        if match["cue"].casefold() != "unless" and _IF.search(claim.text, claim.start, claim.end):
            continue
        end = source.until(clauses.PAUSE, match.end())
        clause = clauses.at(source, match.start())
        opens = not source.text[clause.start : match.start()].strip()
        # "If it rains, the match is off": what is said so follows the pause.
        until = clauses.at(source, end + len(", ")).end if opens else clause.end
        within = [token for token in source.tokens if clause.start <= token.start < until]
        under = [token for token in within if match.end() <= token.start < end]
        beside = {token.stem for token in within if not match.start() <= token.start < end}
        there = words & {token.stem for token in within}
        if under and words & beside and len(there) >= MOST_OF_IT * len(words):
            return f"the source says so only behind “{source.text[match.start() : under[0].end]}”"
    return ""


def _only_asked(claim: Statement, source: Statement) -> str:
    """That it says only that somebody asks for or means to do what the claim says is done: "urged the council to close it"."""
    if _OUGHT.search(claim.text, claim.start, claim.end):
        return ""
    for match in _ASKED.finditer(source.text, source.start, source.end):
        done = next((token for token in source.tokens if token.start == match.end()), None)
        stated = [token for token in claim.tokens if done and token.stem == done.stem]
        if stated and stem(match["word"]) not in claim.stems and not _TO.search(claim.text, 0, stated[0].start):
            return f"the source says so only behind “{match[0].strip()}”"
    for place in claim.verbs:
        mine = next((token for token in claim.tokens if token.start == place and token.fact is None), None)
        theirs = phrases.only(source, mine.stem) if mine else None
        word = source.text[theirs.start : theirs.end].casefold() if theirs else ""
        if not mine or not theirs or word.endswith(("ed", "s", "ing")) or word in IRREGULAR:
            continue
        led = _DEMANDING.search(source.text, max(source.start, theirs.start - REACH), theirs.start)
        if led and claim.text[mine.start : mine.end].casefold() != word:
            return f"the source says so only behind “{led[0].split(' ', 1)[0]}”"
    return ""


def _so_called(claim: Statement, source: Statement) -> str:
    """That it says only that somebody calls it what it is by the claim: "critics called the plan a failure"."""
    verb = next(iter(claim.verbs), claim.end)
    word = _WORD.match(claim.text, verb)
    if word is None or word[0].casefold() not in phrases.BEING:
        return ""
    sides = [[token.stem for token in claim.tokens if (token.start < verb) is before] for before in (True, False)]
    for match in _CALLING.finditer(source.text, source.start, source.end):
        if stem(match["calls"]) in claim.stems:
            continue
        following = [token for token in source.tokens if token.start >= match.end()]
        places = [[at for at, token in enumerate(following) if token.stem in side] for side in sides]
        if all(places) and places[0][0] == 0 and places[1][0] <= len(sides[0]) + 1:
            return f"the source says only that it is so called: “{match[0].strip()}”"
    return ""


def _untrue(claim: Statement, source: Statement) -> str:
    """That it says what the claim says only to call it untrue, or as what was not so: "the belief that … is mistaken"."""
    words = claim.text[claim.start : claim.end].casefold()
    for token in source.tokens:
        if token.fact is None and token.stem in claim.stems:
            before = untrue.is_not_so(source, token.start)
            if before and before["word"].casefold() not in words and before["word"].casefold() not in ALMOST:
                return f"the source says so only of what is not so: “{before[0].strip()}”"
    if legend := _legend(claim, source):
        return f"the source says so only as a legend: “{legend}”"
    for pattern in (untrue.UNTRUE, untrue.HAD):
        found, too = (pattern.search(each.text, each.start, each.end) for each in (source, claim))
        if found and not too:
            return f"the source says so only of what is not so: “{found[0].strip()[:SHOWN]}”"
    return ""


def _undone(claim: Statement, source: Statement) -> str:
    """That the sentence of a court which the claim tells of was taken back: "jailed for a year, suspended for two"."""
    if not _RULING.search(claim.text, claim.start, claim.end) or _UNDONE.search(claim.text, claim.start, claim.end):
        return ""
    found = _UNDONE.search(source.text, source.start, source.end)
    if found is None:
        return ""
    piece = source.piece_at(found.start())
    before = {token.stem for token in piece.tokens if token.start < found.start()}
    if _OF_ELSE.search(source.text, piece.start, found.start()) and before.isdisjoint(claim.stems):
        return ""
    return f"the source says that it was “{found[0]}”"


def _unreal(claim: Statement, source: Statement) -> str:
    """That the claim says only what would have been, or nearly was, and the sentence that it is: "would have survived"."""
    found, too = (_UNREAL.search(each.text, each.start, each.end) for each in (claim, source))
    if found is None or too:
        return ""
    word = next((token for token in claim.tokens if token.start == found.end() and token.fact is None), None)
    return f"the claim says “{found[0].strip()}”, the source does not" if word and word.stem in source.stems else ""


def _legend(claim: Statement, source: Statement) -> str:
    """What tells that the part of the sentence with most words of the claim is a legend; "" if nothing, or the claim tells it."""
    found, too = (_LEGEND.search(each.text, each.start, each.end) for each in (source, claim))
    if found is None or too:
        return ""
    start, end = clauses.part_at(source, found.start())
    places = [token.start for token in source.tokens if token.stem in claim.stems]
    within = sum(start <= place < end for place in places)
    return found[0] if 2 * within > len(places) else ""


def _only_once(claim: Statement, source: Statement) -> str:
    """That it tells of the past what the claim tells of now: "was once the largest", "was the seat until 1802"."""
    if not _NOW.search(claim.text, claim.start, claim.end) or _THEN.search(claim.text, claim.start, claim.end):
        return ""
    then = _THEN.search(source.text, source.start, source.end)
    if then is None:
        return ""
    words = {token.stem for token in claim.tokens if token.fact is None and not claim.is_named(token)}
    was = re.search(_WAS_THEN, then[0])
    past = len(words & _behind(source, then.start() + (was.start() if was else 0)))
    if any(
        len(words & _behind(source, now.start())) >= past
        for now in _NOW.finditer(source.text, source.start, source.end)
    ):
        return ""
    return f"the source says “{then[0]}”"


def _behind(source: Statement, verb: int) -> set[str]:
    """The stems from a verb to the end of its clause."""
    end = min(clauses.at(source, verb).end, clauses.part_at(source, verb)[1])
    return {token.stem for token in source.tokens if verb <= token.start < end}
