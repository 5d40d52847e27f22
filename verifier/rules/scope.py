"""The cues of a statement and their scope: the words that turn it round or weaken it, and what it denies, plans or allows for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from msgspec import structs

from verifier.facts.cues import CONTRACTED
from verifier.records import Cue, Fact, Quotation
from verifier.rules import clauses
from verifier.rules.lexicon import AUXILIARIES, SAYING
from verifier.rules.statement import LETTERS, Statement, Token

RESTRICTING = frozenset(
    """
    until till unless before after only because just all every everyone both entirely solely but except than rather
    alone enough always necessarily fully immediately initially originally first yet so if whether since unlike
    """.split()
)
"""Words that narrow a denial: "not freed until 2020" and "freed in 2020" are both true."""
NARROWING = (RESTRICTING - frozenset("so yet because since after first but if whether as before".split())) | frozenset(
    "completely again exclusively merely twice without together".split()
)
"""Words that make a denial one of a part only: what is "not fully insured" may be insured."""
_COMPARED = re.compile(r"\b(?:more|less|fewer|as \w+) (?:\w+ ){0,3}?(?:than|as)\b|\bat once\b", re.IGNORECASE)
"""What makes it one of an amount."""
_OF_THOSE = re.compile(r" (?:[\w-]+ ){1,2}(?:that|who|which|whose) ")
"""Behind "no" of those alone of whom more is told: "no country that signed it"."""
REACH = 2
"""Tokens after a cue among which the word that it governs is looked for."""
SCOPE = 6
"""Tokens after a denial that may be what it denies."""
_ADVERBS = frozenset("still yet soon now".split())
_OF_VERB = re.compile(rf"\b(?:{'|'.join(AUXILIARIES)}) ?$", re.IGNORECASE)
"""Before a denial of what is said of a subject: it holds for what stands in front of it too."""
_IF = frozenset(("if", "whether"))
_ELLIPTIC = re.compile(r",(?![^,]*,)")
"""Behind a denial of what is left out: "the other, who did not, was freed"."""
_INSERTED = re.compile(r",[^,]*,")
"""Behind a denial of what follows: "not, as planned, in Tunis"."""
_CONTRASTING = re.compile(r"(?:,|\band|\bbut) $")
"""Before a "not" that only tells what something is from what it is not: "by the barrel and not by weight"."""
_BUT = re.compile(r" [^.;:,]{1,40}(?:,[^.;:,]{1,40})?,? but\b")
"""Behind such a "not" that comes first: "not by weight but by the box", "not in Paris, as planned, but in Tunis"."""
_CLAUSE_END = re.compile(r"[,;:]\s|\s[–—-]+\s")


def cues(statement: Statement, kind: str = "", *, quoted: bool = False) -> list[tuple[Fact, Cue]]:
    """The cues that are the statement's own, and those of a quotation within it only if asked for."""
    quotations = [] if quoted else [fact for fact in statement.facts if isinstance(fact.value, Quotation)]
    return [
        (fact, fact.value)
        for fact in statement.facts
        if isinstance(fact.value, Cue)
        and kind in {"", fact.value.type}
        and not any(quotation.start <= fact.start < quotation.end for quotation in quotations)
    ]


class Governed(NamedTuple):
    """A word and the cue that it stands under."""

    token: Token
    text: str
    cue: Fact


def governed(statement: Statement, kind: str) -> Iterator[Governed]:
    """For each cue of a type, the word that it governs: the next one with content."""
    own = cues(statement)
    for fact, cue in own:
        if cue.type != kind:
            continue
        others = [(other.start, other.end) for other, its in own if its.type != "direction" and other is not fact]
        if _ELLIPTIC.match(statement.text, fact.end):
            continue
        inserted = _INSERTED.match(statement.text, fact.end)
        end = inserted.end() if inserted else fact.end
        following = (token for token in statement.tokens if token.start >= end)
        for place, token in enumerate(following):
            if place >= REACH or token.fact is not None or token.start - end > 40:
                break
            word = statement.text[token.start : token.end]
            if any(start <= token.start < end for start, end in others) or word.endswith("ly") or word in _ADVERBS:
                continue
            if cue.sense == "denied" and not word.endswith("ing"):
                break
            yield Governed(token, word, fact)
            break


def is_narrowed(statement: Statement, place: int, fact: Fact | None = None) -> bool:
    """Whether what stands behind a place is of a part only, or a condition: "not until 2020", "if it does not".

    The words of a fact that is compared do not count: "first" of "not the first".
    """
    ends = (fact.start, fact.end) if fact and fact.start >= place else (statement.end, statement.end)
    after = f"{statement.text[place : ends[0]]} {statement.text[ends[1] : statement.end]}".lower().split()
    before = statement.text[max(statement.start, place - 30) : place].lower().split()
    return not RESTRICTING.isdisjoint(word.strip(".,;:!?\"'”’)") for word in after) or not _IF.isdisjoint(before)


def denial(statement: Statement, fact: Fact) -> Fact | None:
    """The denial under which a figure, date or name stands in its clause: "not" of "not born in 1990"."""
    clause = clauses.of(statement, fact)
    for cue, value in cues(clause, "negation"):
        if value.sense in {"without", "denied"} or fact.start <= cue.start < fact.end:
            continue
        if cue.start < fact.start or _OF_VERB.search(statement.text, clause.start, cue.start):
            return cue
    return None


def undenied(claim: Statement) -> tuple[int, int, str] | None:
    """The span of a claim in which its one denial stands, and what takes its place there so that it states what it denies.

    None if it denies nothing, more than one thing, only a part, or says something else besides.
    """
    denials = cues(claim, "negation")
    stating = [clause for clause in claim.clauses if clause.verbs]
    if len(denials) != 1 or len(stating) > 1 or len(claim.sentences) > 1:
        return None
    cue = denials[0][0]
    attributed = any(token.stem in SAYING for token in claim.tokens if token.start < cue.start)
    if attributed or is_narrowed(claim, cue.end):
        return None
    word = cue.text.casefold().replace("’", "'")
    if word in CONTRACTED:
        return cue.start, cue.end, CONTRACTED[word]
    if word == "n't":
        return cue.start, cue.end, ""
    if word == "never" or (word == "not" and _OF_VERB.search(claim.text, claim.start, cue.start)):
        return cue.start, min(cue.end + 1, claim.end), ""
    return None


def affirmed(claim: Statement, cue: Fact) -> Statement:
    """A claim without one of its denials."""
    is_word = claim.text[cue.start - 1 : cue.start] in {"", " "}
    gone = cue.end - cue.start + (is_word and claim.text.startswith(" ", cue.end))

    def moved(place: int) -> int:
        return place if place < cue.end else place - gone

    facts = {
        id(fact): structs.replace(fact, start=moved(fact.start), end=moved(fact.end))
        for fact in claim.facts
        if fact is not cue
    }
    kept = (token for token in claim.tokens if token.end <= cue.start or token.start >= cue.end)
    return replace(
        claim,
        text=claim.text[: cue.start] + claim.text[cue.start + gone :],
        facts=tuple(facts.values()),
        tokens=tuple(
            replace(token, start=moved(token.start), end=moved(token.end), fact=facts.get(id(token.fact)))
            for token in kept
        ),
        start=moved(claim.start),
        end=moved(claim.end),
    )


def denied_words(statement: Statement) -> Iterator[tuple[Fact, set[str]]]:
    """Each denial of a statement, with the stems of the words that stand behind it in its clause."""
    quotations = [fact for fact in statement.facts if isinstance(fact.value, Quotation)]
    for fact, _ in cues(statement, "negation", quoted=True):
        ends = (each.end for each in quotations if each.start <= fact.start < each.end)
        end = min((statement.until(_CLAUSE_END, fact.end), *ends))
        following = [token for token in statement.tokens if fact.end <= token.start < end][:SCOPE]
        yield fact, {token.stem for token in following if token.fact is None}


def first_denied(statement: Statement) -> Iterator[tuple[Fact, str]]:
    """Each denial of a statement, with the stem of the word right behind it in its clause."""
    for fact, _ in cues(statement, "negation", quoted=True):
        end = statement.until(_CLAUSE_END, fact.end)
        first = next((token for token in statement.tokens if fact.end <= token.start < end), None)
        if first and first.fact is None:
            yield fact, first.stem


def denies_less(claim: Statement, mine: Fact, source: Statement, theirs: Fact) -> bool:
    """Whether the source denies only a part of what the claim does: "did not reach the port until Sunday"."""
    here, there = (
        each.text[cue.end : each.until(_CLAUSE_END, cue.end)] for each, cue in ((claim, mine), (source, theirs))
    )
    words, own = (set(LETTERS.findall(text.casefold())) for text in (there, claim.text))
    narrowing = (words - own) & NARROWING
    compared = _COMPARED.search(there) and not _COMPARED.search(here)
    contrasted = is_contrast(source, theirs) and not is_contrast(claim, mine)
    return bool(narrowing or compared or contrasted or (_OF_THOSE.match(there) and not _OF_THOSE.match(here)))


def is_contrast(statement: Statement, cue: Fact) -> bool:
    """Whether a denial only tells what something is from what it is not."""
    before = _CONTRASTING.search(statement.text, statement.start, cue.start)
    return before is not None or _BUT.match(statement.text, cue.end) is not None


def sense(fact: Fact) -> str:
    """What a fact that is a cue means: "denied", "planned", "more"."""
    assert isinstance(fact.value, Cue)
    return fact.value.sense
