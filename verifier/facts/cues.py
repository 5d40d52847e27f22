"""Reads the words that turn a statement round or weaken it (negation, modality, direction); `rules` judges."""

from __future__ import annotations

import functools
import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path

from verifier.facts import cue_tables as tables
from verifier.facts.dates.tables import MONTHS, WEEKDAYS
from verifier.records import Cue, Fact

ANTONYMS = Path(__file__).with_name("antonyms.json")
"""Pairs of opposites from WordNet, written by `antonyms_build`."""
BOUNDARY = 8
"""Characters before a word in which a sentence's end is looked for."""

WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
PERIODS = frozenset(
    """
    year years month months week weeks night day days decade century summer winter spring autumn fall season quarter
    weekend time minute name names
    """.split()
)
"""Words after which "last" and "first" tell a date or a frequency, not an order."""

VALUE_NEXT = re.compile(
    r"[\s(]*(?:than\s+)?(?:[$€£¥]|\d|a (?:hundred|thousand|million|dozen)\b"
    r"|(?:one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|fifty|half)\b)"
)
BOUNDS = frozenset(
    "more less most least over under above below before after up down higher lower fewer greater".split()
)
"""Words that bound a number or date when one follows; those are read with it."""
CHANGE_NEXT = re.compile(
    r"\s(?:by )?(?:about |some |nearly |almost |roughly |around |more than )?\d[\d.,]*\s?"
    r"(?:%|per ?cent\b|(?:percentage |basis )?points?\b)"
)
"""A share that something is up or down by."""
FIGURE = re.compile(r"\d")
"""What parts the words of a phrase: "about 0 to 4"."""
TO_VERB = re.compile(r"\s+(?!(?:an?|the|its|their|his|her|about|around|below|under|just|only|nearly|almost)\b)[^\W\d_]")
"""Behind the "to" of a denial, which is no "declined to 4%" and no "declined to a low"."""
BEFORE_TO = (
    frozenset("on in last this again yesterday today so far once twice at".split())
    | PERIODS
    | MONTHS.keys()
    | WEEKDAYS.keys()
)
"""Words, besides adverbs, that may stand before that "to" and say when: "declined on Monday to sign"."""
MOST_BEFORE_TO = 3
NO_DENIAL = re.compile(r"No\.? ?\d|[Nn][Oo][^\w\s\"'“”‘’–—-]")
"""A number ("No. 1", "No 10"), or an answer: "no, he said"."""
OWNING = frozenset("the a his her their its my your our".split())
"""Before "will" where it is a paper."""
COMPOSING = frozenset(
    "make makes made making take takes took taken taking eat eats use uses used gobble buy buys bought".split()
)
"""Verbs with which "up 5%" is a part and no change: "women make up 5%"."""


def read(text: str) -> list[Fact]:
    """The cues of `text`, sorted by start and disjoint; the longest phrase wins."""
    words = [(match.group().lower().replace("’", "'"), match.start(), match.end()) for match in WORD.finditer(text)]
    single, phrases = _lexicon()
    found: list[Fact] = []
    place = 0
    while place < len(words):
        word, start, end = words[place]
        length, cue = _phrase(text, words, place, phrases.get(word)) if word in phrases else (1, None)
        if cue is None and length == 1:
            cue = single.get(word)
            if cue is None and word.endswith("n't"):
                cue = NOT
                start = start if word in CONTRACTED else end - 3
            if cue is not None and cue.type != "negation" and not _is_meant(text, words, place):
                cue = None
            if word == "no" and NO_DENIAL.match(text, start):
                cue = None
        end = words[place + length - 1][2]
        if cue is not None:
            found.append(Fact(start, end, text[start:end], cue))
        place += length
    return found


def _phrase(
    text: str,
    words: list[tuple[str, int, int]],
    place: int,
    phrases: tuple[tuple[tuple[str, ...], Cue | None], ...] | None,
) -> tuple[int, Cue | None]:
    """(words taken, cue) of the longest phrase that begins here; (1, None) where none does."""
    for phrase, cue in phrases or ():
        there = words[place : place + len(phrase)]
        last = there[-1][2]
        if [word for word, _, _ in there] == [*phrase] and not FIGURE.search(text, there[0][1], last):
            before_verb = phrase[-1] == "to" and cue is not None and cue.type != "direction"
            if not before_verb or TO_VERB.match(text, last):
                return len(phrase), cue
        elif len(phrase) == 2 and phrase[1] == "to" and _is_put_off(text, words, place):
            return 1, cue
    return 1, None


def _is_put_off(text: str, words: list[tuple[str, int, int]], place: int) -> bool:
    """Whether only when or how often stands between a word and the "to" that belongs to it."""
    for at in range(place + 1, min(place + MOST_BEFORE_TO + 2, len(words))):
        word, _, end = words[at]
        if word == "to":
            return at > place + 1 and TO_VERB.match(text, end) is not None
        if word not in BEFORE_TO and not word.endswith("ly"):
            return False
    return False


def _is_meant(text: str, words: list[tuple[str, int, int]], place: int) -> bool:
    """Whether a word of modality or direction is one here.

    "Last year", "more than 40" and "before 2020" are dates and bounds; "Will Smith" and "New York" are names; what is "up 5%"
    rose, and what is set up did not.
    """
    word, start, end = words[place]
    if word in {"up", "down"}:
        return CHANGE_NEXT.match(text, end) is not None and (place == 0 or words[place - 1][0] not in COMPOSING)
    if word in BOUNDS and VALUE_NEXT.match(text, end):
        return False
    if word == "will" and place and words[place - 1][0] in OWNING:
        return False
    if word in {"first", "last", "past"}:
        follower = words[place + 1][0] if place + 1 < len(words) else ""
        return follower not in PERIODS and (place == 0 or words[place - 1][0] != "at")
    if text[start].isupper() and not word.endswith(("s", "ed", "ing")):
        return text[max(0, start - BOUNDARY) : start].rstrip(" \"'“‘(")[-1:] in {"", ".", "!", "?", ":", "\n"}
    return True


@functools.cache
def opposites() -> dict[str, frozenset[str]]:
    """Sense → the senses that exclude it."""
    found: dict[str, set[str]] = {}
    groups = [pair.split("/") for pair in tables.OPPOSITES.split()]
    for group in (*groups, *([_word(entry) for entry in pair] for pair in _antonyms())):
        for left, right in itertools.permutations(group, 2):
            found.setdefault(left, set()).add(right)
    return {sense: frozenset(others) for sense, others in found.items()}


@functools.cache
def _antonyms() -> tuple[tuple[str, str], ...]:
    """WordNet's opposites of which the tables have neither word, as entries for `inflect`; each word is its own sense."""
    known = {form for listed in tables.SENSES.values() for entry in listed.split() for form in inflect(entry)}
    known |= {*tables.SENSES, *tables.NEGATIONS}
    pairs: list[list[str]] = json.loads(ANTONYMS.read_text(encoding="utf-8"))["pairs"]
    return tuple((left, right) for left, right in pairs if not known & {_word(left), _word(right)})


def _word(entry: str) -> str:
    return entry.partition(":")[2]


NOT = Cue(type="negation", sense="not")
CONTRACTED = {"can't": "can", "cannot": "can", "won't": "will"}
"""Denials that have swallowed a part of their verb → the verb."""

Phrases = dict[str, tuple[tuple[tuple[str, ...], Cue | None], ...]]


@functools.cache
def _lexicon() -> tuple[dict[str, Cue], Phrases]:
    """(word → cue, first word → phrases with their cues, longest first; None for a phrase that is no cue)"""
    single: dict[str, Cue] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Cue | None]]] = {}

    def add(form: str, cue: Cue | None) -> None:
        parts = tuple(form.split())
        if len(parts) == 1 and cue is not None:
            single.setdefault(form, cue)
        else:
            phrases.setdefault(parts[0], []).append((parts, cue))

    for form, sense in tables.NEGATIONS.items():
        add(form, Cue(type="negation", sense=sense))
    for form in tables.NOT_NEGATIONS:
        add(form, None)
    for sense, listed in tables.MODALITIES.items():
        for form in listed.split("|"):
            add(form.strip(), Cue(type="modality", sense=sense))
    for sense, listed in tables.SENSES.items():
        cue = Cue(type="direction", sense=sense)
        for entry in listed.split():
            for form in inflect(entry):
                add(form, cue)
    entries = list(itertools.chain.from_iterable(_antonyms()))
    forms = [(_word(entry), entry) for entry in entries] + [(form, each) for each in entries for form in inflect(each)]
    for form, entry in forms:
        add(form, Cue(type="direction", sense=_word(entry)))
    ordered = {first: tuple(sorted(forms, key=lambda form: -len(form[0]))) for first, forms in phrases.items()}
    return single, ordered


def inflect(entry: str) -> Iterator[str]:
    """The forms of a table entry: of a verb, a noun, or what stays as it is.

    >>> list(inflect("v:stop"))
    ['stop', 'stops', 'stopped', 'stopping']
    """
    kind, _, base = entry.replace("_", " ").partition(":")
    yield base
    if kind == "x":
        return
    yield tables.PLURALS[base] if kind == "n" and base in tables.PLURALS else _with_s(base)
    if kind == "v":
        irregular = irregular_verbs().get(base)
        stem = base[:-1] if base.endswith("e") and not base.endswith(("ee", "oe", "ye")) else base
        if base in tables.DOUBLING:
            stem = base + base[-1]
        if irregular is not None:
            yield from irregular
        elif base.endswith("y") and base[-2] not in "aeiou":
            yield base[:-1] + "ied"
        else:
            yield base + "d" if base.endswith("e") else stem + "ed"
        yield base[:-2] + "ying" if base.endswith("ie") else stem + "ing"


def _with_s(base: str) -> str:
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


@functools.cache
def irregular_verbs() -> dict[str, tuple[str, ...]]:
    """Base form → past and past participle."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in tables.IRREGULAR.split():
        base, past, participle = entry.split(":")
        found[base] = (past,) if past == participle else (past, participle)
    return found
