"""Which sentences of a draft state something that can be checked, and why the others do not: rules over facts and words.

A sentence is a claim if it has a predicate and a fact: a quantity, a date, a name or a quotation. What asks, orders,
judges, guesses or speaks of the article itself is passed over, with the reason.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from verifier import facts
from verifier.documents import furniture, masthead, sentences
from verifier.drafts import claim_tables as tables
from verifier.drafts.prose import Block, Draft, Kind, Prose
from verifier.facts import cues, quotations
from verifier.records import Date, Fact, Name, Quantity, Quotation, Source

LONGEST_QUOTATION = 4
"""Sentences over which a quotation is followed to its end."""
FEWEST_WORDS = 3
"""Of a statement."""

HEADINGS = frozenset({Kind.HEADLINE, Kind.HEADING, Kind.CELL, Kind.CAPTION})
"""Blocks that often are no sentences: without a verb they state nothing."""

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|['’](?:s|re)\b")
_QUESTION = re.compile(r"\?[\"'”’»)\]]*$")
_METADATA = re.compile("|".join(f"(?:{pattern})" for pattern in tables.METADATA), re.IGNORECASE)
_NO_ONE = re.compile(r"\b(?:nobody|no one|none(?: of [\w ]{2,20})?) (?:was|were|has|have|had)\b", re.IGNORECASE)
"""A count of none, which is as checkable as one."""
_OPENERS = " \"'“‘«(-–—*•"


@dataclass(frozen=True)
class Sentence:
    """A sentence of a draft, and whether it is a claim."""

    block: Block
    start: int
    end: int
    """Its span in the block's prose."""
    prose: Prose
    facts: tuple[Fact, ...]
    is_claim: bool
    reason: str
    """What can be checked in it, or why nothing is."""

    @property
    def text(self) -> str:
        """Its words."""
        return self.prose.text


def read(draft: Draft, date: dt.date | None) -> list[Sentence]:
    """Every sentence of a draft in order; `date` is what its "yesterday" counts from."""
    found: list[Sentence] = []
    body_begun = False
    for block in draft.blocks:
        start = 0
        if not body_begun and block.kind is Kind.PARAGRAPH:
            _, rest = masthead.cut_dateline(Source(id=""), block.prose.text)
            start = len(block.prose.text) - len(rest)
            body_begun = start > 0 or len(rest) > masthead.LONGEST_LINE
        for first, last in spans(block.prose.text, start):
            prose = block.prose.part(first, last)
            stated = facts.extract(prose.text, date)
            is_claim, reason = judge(prose.text, stated, block.kind)
            found.append(Sentence(block, first, last, prose, stated, is_claim, reason))
    return found


def spans(text: str, start: int = 0) -> list[tuple[int, int]]:
    """The sentences of a block; those that one quotation runs through are one."""
    found = [(start + a, start + b) for a, b in sentences.spans(text[start:])]
    quoted = [span for span in quotations.spans(text) if text[span.start] not in "'‘’"]
    joined: list[tuple[int, int]] = []
    count = 1
    for first, last in found:
        through = joined and any(span.start < joined[-1][1] <= first < span.end for span in quoted)
        if through and count < LONGEST_QUOTATION:
            joined[-1] = (joined[-1][0], last)
            count += 1
        else:
            joined.append((first, last))
            count = 1
    return joined


def judge(text: str, stated: Sequence[Fact], kind: Kind = Kind.PARAGRAPH) -> tuple[bool, str]:
    """Whether a sentence states something that can be checked; what that is, or why it does not."""
    bare = text.strip(_OPENERS)
    words = [word.casefold().replace("’", "'") for word in _WORD.findall(bare)]
    checkable = [fact for fact in stated if _is_checkable(fact)]
    quoted = [fact for fact in checkable if isinstance(fact.value, Quotation)]
    firm = [fact for fact in checkable if isinstance(fact.value, Quantity | Date)]
    attributed = _is_attributed(text, quoted)
    if not words:
        return False, "no words"
    if kind is not Kind.HEADLINE and _is_metadata(text):
        return False, "says something of the article, not of the world"
    if _QUESTION.search(text) and not attributed:
        return False, "a question"
    if _is_instruction(words, text) and not attributed:
        return False, "an instruction to the reader"
    if len(words) < FEWEST_WORDS or not has_predicate(words, stated, kind):
        return False, "no statement: it has no verb"
    if not attributed:
        speech = _opinion(words, text, firm)
        if speech:
            return False, speech
    if none := _NO_ONE.search(text):
        return True, f"number: {none[0]}"
    if not checkable:
        return False, "nothing to check: no number, date, name or quotation"
    return True, "; ".join(f"{_KINDS.get(fact.kind, fact.kind)}: {fact.text}" for fact in checkable)


_KINDS = {"quantity": "number"}


def _is_checkable(fact: Fact) -> bool:
    value = fact.value
    words = fact.text.casefold().split()
    if isinstance(value, Quantity):
        vague = words[0] in tables.VAGUE_QUANTITIES and (
            len(words) == 1 or value.counted in tables.VAGUE_NOUNS or (words[0] == "one" and _is_verb(words[1]))
        )
        rank = value.dimension == "rank" and len(words) == 1 and not any(c.isdigit() for c in fact.text)
        return not vague and not rank
    if isinstance(value, Date):
        plain = fact.text.casefold().removeprefix("the ").removeprefix("this ").removeprefix("that ")
        return plain not in tables.VAGUE_DATES and fact.text.casefold() not in tables.VAGUE_DATES
    return isinstance(value, Name | Quotation)


def _is_verb(word: str) -> bool:
    return word in tables.AUXILIARIES or word in _third_persons() or word in _pasts()


def _is_metadata(text: str) -> bool:
    return (
        _METADATA.fullmatch(text.strip(" .*_")) is not None
        or furniture.is_furniture(text)
        or furniture.is_credit(text)
        or furniture.is_dated(text)
        or (len(text) <= masthead.LONGEST_LINE and masthead.belongs(text))
    )


def _is_attributed(text: str, quoted: Sequence[Fact]) -> bool:
    """Whether the sentence says that somebody said something: with a quotation, or after a verb of saying."""
    outside = text
    for fact in quoted:
        outside = outside.replace(fact.text, " ")
    return any(word.casefold() in _saying() for word in _WORD.findall(outside)) or "ccording to" in outside


@cache
def _saying() -> frozenset[str]:
    from verifier.facts import quotation_tables  # noqa: PLC0415 - beside its only use

    return frozenset(quotation_tables.SAYING)


def _is_instruction(words: Sequence[str], text: str) -> bool:
    first = words[0]
    if first == "please" or (first in ("let", "don't") or words[:2] == ["do", "not"]):
        return True
    if first not in tables.IMPERATIVES or len(words) < 2:
        return False
    # "Follow us", "Keep away": no subject stands before the verb, and none follows it as in "Come they did".
    return words[1] not in tables.AFTER_SUBJECT and not _is_noun_phrase(words, text)


def _is_noun_phrase(words: Sequence[str], text: str) -> bool:
    """Whether a first word that could be an imperative is the subject: a verb follows ("Call centres were closed")."""
    clause = re.split(r"[,;:–—]", text)[0]
    inside = [word.casefold() for word in _WORD.findall(clause)][1:]
    return any(word in tables.AUXILIARIES or word in _pasts() for word in inside) and words[1] not in (
        "the", "a", "an", "your", "our", "to", "in", "on", "at", "for", "that", "what", "this", "us", "me", "them",
    )  # fmt: skip


def has_predicate(words: Sequence[str], stated: Sequence[Fact], kind: Kind) -> bool:
    """Whether a verb is in the sentence that makes it a statement."""
    if words[0] in tables.QUESTION_WORDS and kind in HEADINGS:
        return False
    if any(word in tables.AUXILIARIES for word in words):
        return True
    named = {word.casefold() for fact in stated if isinstance(fact.value, Name) for word in _WORD.findall(fact.text)}
    if words[0] in tables.SUBJECTS and kind not in HEADINGS:
        return True
    rest = [(i, word) for i, word in enumerate(words) if word not in named]
    if any(word in _pasts() or _is_regular_past(word) for _, word in rest):
        return True
    if any(i and word in _third_persons() for i, word in rest):
        return True
    return kind not in HEADINGS and any(i and word in _plain_verbs() for i, word in rest)


def _is_regular_past(word: str) -> bool:
    return len(word) > 4 and word.endswith("ed") and "-" not in word and word not in tables.LOOK_LIKE_PAST


@cache
def _pasts() -> frozenset[str]:
    """Past forms of irregular verbs."""
    return frozenset(form for forms in cues.irregular_verbs().values() for form in forms)


@cache
def _third_persons() -> frozenset[str]:
    return frozenset(list(cues.inflect(f"v:{verb}"))[1] for verb in (*tables.VERBS, *cues.irregular_verbs()))


@cache
def _plain_verbs() -> frozenset[str]:
    """Bases of verbs, what "they" do; some are nouns too."""
    return frozenset((*tables.VERBS, *cues.irregular_verbs()))


def _opinion(words: Sequence[str], text: str, firm: Sequence[Fact]) -> str:
    """Why a sentence that nobody is said to have said is the writer's own view or guess; "" if it is neither."""
    folded = " ".join(words)
    if any(f" {phrase} " in f" {folded} " for phrase in tables.OPINION_PHRASES):
        return "an opinion"
    if tables.FIRST_PERSON.intersection(words):
        return "the writer speaks of themselves"
    if tables.SECOND_PERSON.intersection(words) and not firm:
        return "it speaks to the reader"
    if not firm and tables.NORMATIVE.intersection(words):
        return "an opinion: what should be"
    if not firm and tables.OPINION_WORDS.intersection(words):
        return "an opinion"
    if not firm and tables.SPECULATIVE.intersection(words):
        return "a guess"
    if text.rstrip('"”’').endswith("!") and not firm:
        return "an exclamation"
    return ""
