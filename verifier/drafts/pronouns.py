"""What a sentence takes for granted: a pronoun is resolved where only one can be meant, else its context goes along.

"He" or "She" at the beginning of a sentence stands for the one person that the sentence before speaks of, "the country" for the
one country. Where there are two, or none, the sentences before are given with the claim instead, to be looked up with it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from verifier.drafts.claims import Sentence
from verifier.drafts.prose import Kind, Prose
from verifier.facts.gazetteer import gazetteer
from verifier.records import Fact, Name

BEFORE = 2
"""Sentences that a claim's context has at most."""

SPOKEN = (Kind.PARAGRAPH, Kind.QUOTE, Kind.ITEM, Kind.SUMMARY)
"""Blocks whose sentences go on from each other."""

_HE = re.compile(r"(?:He|She)\b(?!['’])")
_PRONOUN = re.compile(r"(?:he|she|it|they|this|these)\b", re.IGNORECASE)
_COUNTRY = re.compile(r"\b[Tt]he country(?!['’\w-]| ?side)")
_POSSESSIVE = re.compile(r"['’]s?\b")


def resolved(sentences: Sequence[Sentence], number: int) -> tuple[Prose, str]:
    """The prose of a sentence with its pronoun resolved where that is safe, and else the context that it needs, or ""."""
    sentence = sentences[number]
    prose = sentence.prose
    before = [each for each in sentences[max(0, number - BEFORE) : number] if each.block.kind in SPOKEN]
    match = _HE.match(prose.text)
    if match and (person := _person(sentences, number)):
        return prose.replaced(match.start(), match.end(), person), ""
    match = _COUNTRY.search(prose.text)
    if match and len(countries := _countries(before)) == 1:
        return prose.replaced(match.start(), match.end(), countries[0]), ""
    if _is_named(sentence) and not _PRONOUN.match(prose.text):
        return prose, ""
    return prose, _context(sentences, before)


def _is_named(sentence: Sentence) -> bool:
    return any(isinstance(fact.value, Name) and fact.value.kind != "nationality" for fact in sentence.facts)


def _context(sentences: Sequence[Sentence], before: Sequence[Sentence]) -> str:
    """The sentences before, behind the headline if they name nothing."""
    parts = [sentence.text for sentence in before]
    if not any(isinstance(fact.value, Name) for sentence in before for fact in sentence.facts):
        parts = [each.text for each in sentences if each.block.kind is Kind.HEADLINE][:1] + parts
    return " ".join(part if part[-1] in '.!?"”’' else f"{part}." for part in parts)


def _person(sentences: Sequence[Sentence], number: int) -> str:
    """The one person that the sentence before speaks of; where that begins with a pronoun too, the one before it."""
    if number == 0 or sentences[number - 1].block.kind not in SPOKEN:
        return ""
    before = sentences[number - 1]
    people = _people(before)
    if _HE.match(before.text):
        person = _person(sentences, number - 1)
        return person if people in ([], [person]) else ""
    return people[0] if len(people) == 1 else ""


def _people(sentence: Sentence) -> list[str]:
    """The names in a sentence that may be meant by a pronoun, each once; a name of unknown kind leaves a doubt."""
    found: dict[str, str] = {}
    for fact in sentence.facts:
        if isinstance(fact.value, Name) and fact.value.kind in ("person", ""):
            doubtful = fact.value.kind != "person" or _is_possessive(sentence.text, fact)
            found.setdefault(fact.value.canonical, fact.text)
            if doubtful:
                found[""] = ""
    return list(found.values())


def _is_possessive(text: str, fact: Fact) -> bool:
    return _POSSESSIVE.match(text, fact.end) is not None


def _countries(before: Sequence[Sentence]) -> list[str]:
    found = {}
    for sentence in before:
        for fact in sentence.facts:
            entry = gazetteer().known.get(fact.value.canonical) if isinstance(fact.value, Name) else None
            if entry and entry.level == "country" and entry.kind == "place":
                found[entry.canonical] = fact.text
    return list(found.values())
