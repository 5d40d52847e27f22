"""What a source says beside, or instead of, some words of a claim, so that it is no support of it, though it has all the others.

A reservation contradicts nothing: "the former president", "if", "the largest in the region", "half of the hospitals" may go with
what the claim says, but do not say it.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator

from verifier.records import Fact
from verifier.rules import (
    clauses,
    counterparts,
    name,
    of_fewer,
    relations,
    superlative,
    unasserted,
    untrue,
    whose_figures,
)
from verifier.rules.comparison import first_said, left_out
from verifier.rules.statement import Statement, Token, stem
from verifier.rules.unasserted import ALMOST

_EXCLUDED_BY = {
    "he": frozenset(("she",)),
    "she": frozenset(("he",)),
    "both": frozenset(("one", "neither", "either", "only")),
}
"""Small words of a claim, and those that a sentence has in their place if it speaks of another, or of fewer."""
_DETRACTING = re.compile(
    r"\b(?P<word>former|ex|vice|deputy|acting|interim|assistant|would-be|aspiring|attempted|alleged|suspected|supposed|so-called|"
    r"nominal(?:ly)?|seeming(?:ly)?|ostensibl[ey]|theoretically|self-styled|fake|false|mock|failed|unsuccessful(?:ly)?|proposed|draft|"
    r"planned|potential|possible|almost|nearly|virtually|"
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
    r"(?:^|(?<=[.;!?] )|(?<=\n))(?P<frame>(?:Excluding|Leaving out|Leaving aside|Not counting|Without|Apart from|Adjusted for|"
    r"Seasonally adjusted|At constant|"
    r"In (?:the (?:worst|best) case|real terms|nominal terms)|On an? [\w-]+ basis|Under (?:the|an?)|Assuming)"
    r"\b[^,;.]{0,60}),"
    r"|, (?P<end>(?:excluding|leaving out|leaving aside|not counting|apart from|adjusted for|seasonally adjusted|at constant)"
    r"\b[^,;.]{0,60})[.;]"
)
"""What limits all that a sentence says, in front of it or behind."""
_LABELLED = re.compile(
    r"\b(?P<what>(?i:stage|phase|type|class|group|grade|category|article|level|tier|division|section|zone|part|volume|chapter|patient|"
    r"witness|hepatitis|vitamin|factor)) (?P<label>[A-Z]|[IVX]{2,5}|\d{1,3})\b"
)
"""What is told apart by a letter or a number."""
_ROMAN = {roman: str(i) for i, roman in enumerate("I II III IV V VI VII VIII IX X XI XII".split(), 1)}
_NOT_ALL = re.compile(r"\bnot (?P<all>all|every|both|each)\b", re.IGNORECASE)
_EVERY_OTHER = re.compile(
    r"\b(?:every (?P<nth>other|second|third|fourth|fifth|few|couple of)|(?P<alternate>alternate)) ", re.IGNORECASE
)
"""Before what comes round less often than the word after it says."""
_ONCE = frozenset(("former", "ex"))
_WAS = re.compile(r"\b(?:was|were|been|became) (?:\S+ ){0,3}$")
"""Before a word of what somebody was: a former president was president."""
_EXCEPTING = re.compile(
    r"\b(?P<all>all|every|none|nobody|no(?= )|no one)\w*\b[^.;:]{0,60}\b"
    r"(?P<but>but|bar(?= (?:(?-i:[A-Z])|the\b|one\b|two\b|a few\b))|except|excluding|"
    r"apart from|save for|other than) (?!also\b)"
    r"|\b(?P<first>except(?: for)?|with the exception of|excluding|apart from|save for|other than|barring|"
    r"with (?:one|two|three|few|a few) exceptions?)\b[^.;:,]{0,60}, "
    r"(?:\w+ ){0,3}?(?P<rest>all|every|none|nobody|no)\b",
    re.IGNORECASE,
)
_EXCEPT = re.compile(
    rf"\b(?P<word>(?P<exception>{untrue.EXCEPTING})|but not|instead of|rather than|in place of)\b", re.IGNORECASE
)
"""Before what is not meant."""
_NOT_ONLY = re.compile(r"\bnot (?P<only>only|just|merely|simply)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_PARTS_OF_THE_WORLD = frozenset(map(stem, "north south east west northern southern eastern western new".split()))


def of(claim: Statement, source: Statement) -> str:
    """What a source says beside the words of a claim, so that it is no support of it; "" if nothing."""
    ways = (
        _instead,
        unasserted.reservation,
        _taken_back,
        _excepted,
        of_fewer.reservation,
        _otherwise_labelled,
        _of_namesake,
        superlative.reservation,
        whose_figures.reservation,
        relations.reservation,
    )
    return first_said(ways, claim, source)


def _instead(claim: Statement, source: Statement) -> str:
    """That it has another small word, which excludes one of the claim: "he would appeal" for "she would appeal"."""
    here, there = (set(_WORD.findall(each.text[each.start : each.end].casefold())) for each in (claim, source))
    for mine, others in _EXCLUDED_BY.items():
        found = others & there - here
        if mine in here - there and found:
            return f"the source says “{min(found)}”, the claim “{mine}”"
    return ""


def _taken_back(claim: Statement, source: Statement) -> str:
    """That it has a word which takes some of it back, and the claim has not: "former president", "nearly won", "all but two"."""
    words = claim.text[claim.start : claim.end].casefold()
    there = Counter(token.stem for token in source.tokens)
    for match in _DETRACTING.finditer(source.text, source.start, source.end):
        word = match["word"].casefold()
        said = ALMOST if word in ALMOST else {word}
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
    framed = _FRAME.search(claim.text, claim.start, claim.end)
    for match in () if framed else _FRAME.finditer(source.text, source.start, source.end):
        if clauses.stems_within(source, *match.span())[0].isdisjoint(claim.stems):
            frame = match["frame"] or match["end"]
            return left_out(frame, frame)
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
        if time and same and not re.search(rf"\b{re.escape(word)}\b", words, re.IGNORECASE):
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


def _otherwise_labelled(claim: Statement, source: Statement) -> str:
    """That it speaks of another stage, type or group than the claim: "stage II" for "stage III"."""
    here, there = (
        {
            (match["what"].casefold(), _ROMAN.get(match["label"], match["label"])): match["label"]
            for match in _LABELLED.finditer(each.text, each.start, each.end)
        }
        for each in (claim, source)
    )
    for what, label in sorted(here.keys() - there.keys()):
        others = sorted(shown for (kind, _), shown in there.items() if kind == what)
        if others:
            return f"the source says “{what} {others[0]}”, the claim “{what} {here[what, label]}”"
    return ""


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
