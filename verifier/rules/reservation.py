"""What a source says beside, or instead of, some words of a claim, so that it is no support of it, though it has all the others.

A reservation contradicts nothing: "the former president", "if", "the largest in the region", "half of the hospitals" may go with
what the claim says, but do not say it.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from verifier.records import Fact, Quantity
from verifier.rules import (
    clauses,
    counterparts,
    name,
    phrases,
    quantity,
    relations,
    scope,
    superlative,
    untrue,
    whose_figures,
)
from verifier.rules.alignment import OF_THE
from verifier.rules.comparison import left_out
from verifier.rules.lexicon import AUXILIARIES, IRREGULAR
from verifier.rules.statement import Statement, Token, counted, stem

_OPEN = re.compile(
    r"\b(?:(?P<word>(?:believ|argu|suggest|fear|hop|claim|alleg|propos|speculat|predict|assum|suspect|think|thought|imagin|"
    r"contend|insist|deni|deny|doubt|wish|pretend|theori[sz]|hypothesi[sz]|rumou?r|forecast|expect|project|anticipat|estimat|guess)"
    r"\w*) that|(?P<condition>if|whether|unless)) ",
    re.IGNORECASE,
)
"""What begins a clause that the source does not say itself."""
_EXCLUDED_BY = {
    "he": frozenset(("she",)),
    "she": frozenset(("he",)),
    "both": frozenset(("one", "neither", "either", "only")),
}
"""Small words of a claim, and those that a sentence has in their place if it speaks of another, or of fewer."""
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
_DETRACTING = re.compile(
    r"\b(?P<word>former|ex|vice|deputy|acting|interim|assistant|would-be|aspiring|attempted|alleged|suspected|supposed|so-called|"
    r"nominal(?:ly)?|seeming(?:ly)?|ostensibl[ey]|theoretically|self-styled|fake|false|mock|failed|unsuccessful(?:ly)?|proposed|draft|planned|potential|possible|almost|nearly|virtually|"
    r"practically|(?:would|could|might|should) have(?: been)?|not (?:all|every(?:one|body|thing)?|each|both|always)|"
    r"part(?:ly|ially|ial)|half|(?<!\ba )(?<!one of the )(?<!among the )few|hardly|scarcely|barely|rarely|seldom|"
    r"(?:signs?|hints?|risks?|threats?|fears?|dangers?|rumou?rs?|prospects?|possibility|cop(?:y|ies)|replicas?|imitations?) of|"
    r"(?:brother|sister|son|daughter|wife|husband|widow|mother|father|cousin|friend|aide|adviser|lawyer|critic|rival) of|"
    r"inciting|conspiring to|conspiracy to|attempting|abetting|accessor(?:y|ies) to|junior|youth|indoor|reserve|under-\d+|"
    r"(?:semi|quarter|anti|pro|post|pre|non|pseudo|quasi|counter|neo|step|grand|sub|mid)(?=-))"
    r"(?: (?:a|an|the|its|his|her|their))?[ -]",
    re.IGNORECASE,
)
"""Words after which less is said, or of something else, than without them."""
_FRAME = re.compile(
    r"(?:^|[.;] )(?P<frame>(?:Excluding|Leaving out|Leaving aside|Not counting|Without|Apart from|Adjusted for|"
    r"Seasonally adjusted|At constant|"
    r"In (?:the (?:worst|best) case|real terms|nominal terms)|On an? [\w-]+ basis|Under (?:the|an?)|Assuming)"
    r"\b[^,;.]{0,60}),"
    r"|, (?P<end>(?:excluding|leaving out|leaving aside|not counting|apart from|adjusted for|seasonally adjusted|at constant)"
    r"\b[^,;.]{0,60})[.;]"
)
"""What limits all that a sentence says, in front of it or behind."""
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
_LABELLED = re.compile(
    r"\b(?P<what>(?i:stage|phase|type|class|group|grade|category|article|level|tier|division|section|zone|part|volume|chapter|patient|"
    r"witness|hepatitis|vitamin|factor)) (?P<label>[A-Z]|[IVX]{2,5}|\d{1,3})\b"
)
"""What is told apart by a letter or a number."""
_RECORD = re.compile(
    r"\b(?:a|an|to|the|new|at) (?:[\w-]+ )?(?:record|all-time)(?= (?!of\b|by\b|in\b|for\b|set\b|label|company|deal)[\w$€£])",
    re.IGNORECASE,
)
"""What makes a figure the highest or lowest there was."""
_NOT_ALL = re.compile(r"\bnot (?P<all>all|every|both|each)\b", re.IGNORECASE)
_EVERY_OTHER = re.compile(
    r"\b(?:every (?P<nth>other|second|third|fourth|fifth|few|couple of)|(?P<alternate>alternate)) ", re.IGNORECASE
)
"""Before what comes round less often than the word after it says."""
_ALMOST = frozenset("almost nearly virtually practically".split())
_ONCE = frozenset(("former", "ex"))
_WAS = re.compile(r"\b(?:was|were|been|became) (?:\S+ ){0,3}$")
"""Before a word of what somebody was: a former president was president."""
_EXCEPTING = re.compile(
    r"\b(?P<all>all|every|none|nobody|no(?= )|no one)\w*\b[^.;:]{0,60}\b"
    r"(?P<but>but|bar|except|excluding|apart from|save for|other than) (?!also\b)"
    r"|\b(?P<first>except(?: for)?|with the exception of|excluding|apart from|save for|other than|barring|"
    r"with (?:one|two|three|few|a few) exceptions?)\b[^.;:,]{0,60}, "
    r"(?:\w+ ){0,3}?(?P<rest>all|every|none|nobody|no)\b",
    re.IGNORECASE,
)
_EXCEPT = re.compile(
    rf"\b(?P<word>(?P<exception>{untrue.EXCEPTING})|but not|instead of|rather than|in place of)\b", re.IGNORECASE
)
"""Before what is not meant."""
_PART = re.compile(
    r"\b(?P<part>half|most|some|many|several|few|part|parts|any|third|quarter|fifth|tenth|majority|minority|number|handful|fraction|"
    r"portion|share|proportion|couple|dozen) of (?:the|its|their|these|those|his|her|our|all) "
    r"|\b(?P<some>some|several|many|most|few|certain) (?=\w*[^us\W]s\b)",
    re.IGNORECASE,
)
"""Before those of whom not all are meant."""
_NOT_ONLY = re.compile(r"\bnot (?P<only>only|just|merely|simply)\b", re.IGNORECASE)
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
    r"\b(?P<word>suspended|annulled|overturned|quashed|revoked|reversed|withdrawn|repealed|struck down|set aside|commuted)\b",
    re.IGNORECASE,
)
"""What tells of a sentence or ruling that it does not hold."""
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
_WORD = re.compile(r"[^\W_]+")
_PARTS_OF_THE_WORLD = frozenset(map(stem, "north south east west northern southern eastern western new".split()))
_WHOLE = frozenset("the all every each these those its their his her our".split())
_AMONG = re.compile(r"\s(?:among|for|of|in|at|on|from|with|by|under|over|aged|between)\b")
"""Behind what is then said of fewer."""
_STOP = re.compile(r";\s")
"""Where such a clause ends."""


def of(claim: Statement, source: Statement) -> str:
    """What a source says beside the words of a claim, so that it is no support of it; "" if nothing."""
    found = (
        reserved(claim, source)
        for reserved in (
            _instead,
            _left_open,
            _conditional,
            _only_asked,
            _taken_back,
            _so_called,
            _untrue,
            _missed,
            _unreal,
            _undone,
            _only_once,
            _excepted,
            _of_part,
            _of_fewer,
            _of_fewer_of_a_kind,
            _otherwise_labelled,
            _no_record,
            _of_namesake,
            superlative.reservation,
            _limited,
            whose_figures.reservation,
            relations.reservation,
        )
    )
    return next(filter(None, found), "")


def _instead(claim: Statement, source: Statement) -> str:
    """That it has another small word, which excludes one of the claim: "he would appeal" for "she would appeal"."""
    here, there = (set(_WORD.findall(each.text[each.start : each.end].casefold())) for each in (claim, source))
    for mine, others in _EXCLUDED_BY.items():
        found = others & there - here
        if mine in here - there and found:
            return f"the source says “{min(found)}”, the claim “{mine}”"
    return ""


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
        under, before = _stems_within(source, match.end(), end)
        asked = cue.casefold() == "whether" and bool(words & under - before)
        if asked or (words and words <= under and not words <= before):
            return f"the source says so only behind “{match[0].strip()}”"
    return ""


def _stems_within(source: Statement, start: int, end: int) -> tuple[set[str], set[str]]:
    """The stems of a sentence from one place to another, and those outside."""
    inside = {token.stem for token in source.tokens if start <= token.start < end}
    outside = {token.stem for token in source.tokens if not start <= token.start < end}
    return inside, outside


def _missed(claim: Statement, source: Statement) -> str:
    """That it has a word of the claim only as what was not reached: "missing the record by nine seconds"."""
    for match in _MISSED.finditer(source.text, source.start, source.end):
        if stem((match["cue"] or match["verb"]).split()[0]) in claim.stems:
            continue
        what, elsewhere = _stems_within(source, match.start("what"), match.end())
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


def _taken_back(claim: Statement, source: Statement) -> str:
    """That it has a word which takes some of it back, and the claim has not: "former president", "nearly won", "all but two"."""
    words = claim.text[claim.start : claim.end].casefold()
    there = Counter(token.stem for token in source.tokens)
    for match in _DETRACTING.finditer(source.text, source.start, source.end):
        word = match["word"].casefold()
        said = _ALMOST if word in _ALMOST else {word}
        if any(re.search(rf"\b{re.escape(each)}", words) for each in said):
            continue
        following = [token for token in source.tokens if token.start >= match.end() and not source.is_named(token)]
        reach = 1 if match[0].endswith("-") else 2
        held = list(itertools.takewhile(lambda token: token.fact is None, following[:reach]))
        stems = {token.stem for token in held if there[token.stem] == 1}
        stated = [token for token in claim.tokens if token.stem in stems]
        if stated and not (word in _ONCE and _WAS.search(claim.text, 0, stated[0].start)):
            end = next(token.end for token in held if token.stem in stems)
            return left_out(source.text[match.start() : end], match["word"])
    for match in _FRAME.finditer(source.text, source.start, source.end):
        frame = match["frame"] or match["end"]
        if not _stems_within(source, *match.span())[0] & claim.stems and frame.split()[0].casefold() not in words:
            return left_out(source.text[match.start() : match.end()].strip(" ,.;"), frame)
    for match in _NOT_ALL.finditer(source.text, source.start, source.end):
        if re.search(rf"\b(?<!not ){match['all']}\b", words, re.IGNORECASE):
            return left_out(match[0], "not")
    for match in _EVERY_OTHER.finditer(source.text, source.start, source.end):
        time = next((token for token in source.tokens if token.start >= match.end()), None)
        word = match["nth"] or match["alternate"]
        fact = time.fact if time else None
        same = (
            any(counterparts.agree(mine, fact) for mine in claim.facts) if fact else time and time.stem in claim.stems
        )
        if time and same and word.casefold() not in words:
            return left_out(source.text[match.start() : time.end], word)
    for match in _EXCEPTING.finditer(source.text, source.start, source.end):
        all_, but = (match["all"], match["but"]) if match["all"] else (match["rest"], match["first"])
        whole = re.search(rf"\b{all_}(?:one|body|thing)?\b", words, re.IGNORECASE)
        if whole and not re.search(rf"\b{but}\b", words, re.IGNORECASE) and not _joins(source, match):
            return left_out(match[0].strip(), but)
    for match in _NOT_ONLY.finditer(source.text, source.start, source.end):
        if re.search(rf"\b{match['only']}\b", words) and not re.search(rf"\bnot {match['only']}\b", words):
            return left_out(match[0], "not")
    return ""


def _joins(source: Statement, exception: re.Match[str]) -> bool:
    """Whether a "but" joins two clauses: "all were freed, but one was fined". "All were freed but one" excepts."""
    if (exception["but"] or "").casefold() != "but":
        return False
    end = source.until(clauses.PAUSE, exception.end())
    return all(
        any(start < verb < stop for verb in source.verbs)
        for start, stop in ((exception.start(), exception.start("but")), (exception.end(), end))
    )


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
            if before and before["word"].casefold() not in words and before["word"].casefold() not in _ALMOST:
                return f"the source says so only of what is not so: “{before[0].strip()}”"
    if legend := _legend(claim, source):
        return f"the source says so only as a legend: “{legend}”"
    for pattern in (untrue.UNTRUE, untrue.HAD):
        found, too = (pattern.search(each.text, each.start, each.end) for each in (source, claim))
        if found and not too:
            return f"the source says so only of what is not so: “{found[0].strip()[:LIMIT]}”"
    return ""


def _undone(claim: Statement, source: Statement) -> str:
    """That the sentence of a court which the claim tells of was taken back: "jailed for a year, suspended for two"."""
    if not _RULING.search(claim.text, claim.start, claim.end) or _UNDONE.search(claim.text, claim.start, claim.end):
        return ""
    found = _UNDONE.search(source.text, source.start, source.end)
    return left_out(found[0], found["word"]) if found else ""


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


def excepts(claim: Statement, source: Statement) -> bool:
    """Whether it names what the claim is of as an exception: what it says of the others decides nothing then."""
    return any(match["exception"] for match, _ in _unmeant(claim, source))


def _excepted(claim: Statement, source: Statement) -> str:
    """That it names what the claim is of as what is not meant: "safe except for pregnant women"."""
    return next(
        (f"the source says “{source.text[match.start() : token.end]}”" for match, token in _unmeant(claim, source)), ""
    )


def _unmeant(claim: Statement, source: Statement) -> Iterator[tuple[re.Match[str], Token]]:
    """Where it says what is not meant, and the word of the claim that follows."""
    words = claim.text[claim.start : claim.end].casefold()
    for match in _EXCEPT.finditer(source.text, source.start, source.end):
        if match["word"].casefold() in words:
            continue
        end = source.until(clauses.PAUSE, match.end())
        token = next((token for token in source.tokens if match.end() <= token.start < end), None)
        if token and (token.stem in claim.stems if token.fact is None else token.fact.text.casefold() in words):
            yield match, token


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
        before = rf"\b{small} " if small else r"(?:^|[.;,] )"
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


def _otherwise_labelled(claim: Statement, source: Statement) -> str:
    """That it speaks of another stage, type or group than the claim: "stage II" for "stage III"."""
    here, there = (
        {(match["what"].casefold(), match["label"]) for match in _LABELLED.finditer(each.text, each.start, each.end)}
        for each in (claim, source)
    )
    for what, label in sorted(here - there):
        others = sorted(other for kind, other in there if kind == what)
        if others:
            return f"the source says “{what} {others[0]}”, the claim “{what} {label}”"
    return ""


def _no_record(claim: Statement, source: Statement) -> str:
    """That the claim makes a record of what the source ranks or only gives: "a record low of 4.28 million"."""
    if not _RECORD.search(claim.text, claim.start, claim.end) or _RECORD.search(source.text, source.start, source.end):
        return ""
    return "" if superlative.is_first_of_its_kind(source) else "the claim says “record”, the source does not"


def _of_namesake(claim: Statement, source: Statement) -> str:
    """That it has a name of the claim only as a part of another's, "South Sudan" for "Sudan", or the other way round."""
    for fact in claim.names:
        if shorter := _named_before(fact, source):
            return f"the source speaks of “{shorter.text}”, and of “{fact.text}” apart from that"
        words = {token.stem for token in claim.tokens if token.is_in(fact)}
        longer = [
            other
            for other in source.names
            if _is_namesake(fact, other, {stem(word) for word in _WORD.findall(other.text)} - words)
        ]
        apart = {token.stem for token in source.tokens if not any(token.is_in(other) for other in longer)}
        if longer and words <= source.stems and not words <= apart:
            return f"the source speaks of “{longer[0].text}”"
    return ""


def _named_before(fact: Fact, source: Statement) -> Fact | None:
    """A name that is a part of the claim's, if the text has the whole only behind it: it is not short for that, but another."""
    whole = re.search(rf"\b{re.escape(fact.text)}\b", source.text, re.IGNORECASE)
    if name.value(fact).kind == "person" or whole is None or whole.start() < source.end:
        return None
    words = fact.text.casefold().split()
    parts = (other for other in source.names if other.text.casefold().split() in (words[1:], words[:-1]))
    return next((other for other in parts if name.value(other).kind != "person"), None)


def _is_namesake(mine: Fact, other: Fact, further: set[str]) -> bool:
    """Whether another's name has one's words in it, and some that tell them apart."""
    if not further or mine.text.casefold() not in other.text.casefold():
        return False
    same = name.same(name.value(mine), name.value(other))
    return same is False or (same is None and not further.isdisjoint(_PARTS_OF_THE_WORLD))


def _is_relative(fact: Fact) -> bool:
    """Whether it is a share or a change, which of a part need not be that of the whole."""
    value = fact.value
    return isinstance(value, Quantity) and (value.dimension in {"share", "factor"} or value.role in quantity.CHANGING)
