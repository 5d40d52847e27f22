"""Reads words in quotation marks and who is said to have said them; whether a source has them is checked in `rules`."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from verifier.facts import names
from verifier.facts import quotation_tables as tables
from verifier.facts.gazetteer import fold
from verifier.facts.names import canonical
from verifier.records import Fact, Name, Quotation

ELLIPSIS = "…"

MARK = re.compile(r"``|''|[\"“”„‟«»‘’‚‛「」『』'＂]|\n[ \t\r]*\n")
"""Everything that may open or close a quotation, and the blank line that ends one left open."""

PAIRS = {
    "“": "”",
    "„": "“”‟",
    "‟": "”",
    "«": "»",
    "»": "«",
    "‘": "’",
    "‛": "’",
    "‚": "‘’",
    "「": "」",
    "『": "』",
    "``": "''",
    '"': '"',
    "'": "'",
    "＂": "＂",
}
"""Opening mark → the marks that may close it."""

TOKEN = re.compile(
    r"\[(?P<letter>\w)\](?=\w)|\[\s*(?:…|\.\s?\.\s?\.)\s*\]|\[[^\[\]\n]{0,80}\]|…|\.\s?\.\s?\.|[^\W_]+(?:['’][^\W_]+)*(?:[.,]\d+)*"
)


class Span(NamedTuple):
    """A quotation's place with its marks, and its inner text's."""

    start: int
    end: int
    inner_start: int
    inner_end: int


class Word(NamedTuple):
    """A word folded for comparison, or an ellipsis, and where it stands."""

    folded: str
    start: int
    end: int


def located(text: str) -> list[Word]:
    """The words of a text, folded, with their places; "…" for what is left out or put in brackets."""
    found: list[Word] = []
    letter = ""
    for match in TOKEN.finditer(text):
        token = match.group()
        if match["letter"]:
            letter = fold(match["letter"])
        elif token[0] in "[….":
            if token.strip("[] ").lower() != "sic" and not (found and found[-1].folded == ELLIPSIS):
                found.append(Word(ELLIPSIS, match.start(), match.end()))
        else:
            start = match.start() - (3 if letter else 0)
            folded = token.replace(",", "") if token[0].isdecimal() else fold(token)
            found.append(Word(letter + folded, start, match.end()))
            letter = ""
    return found


def words(text: str) -> tuple[str, ...]:
    """The words of a quotation, folded.

    >>> words("“[T]he deal … is [very] hard-nosed”")
    ('the', 'deal', '…', 'is', '…', 'hard', 'nosed')
    """
    return tuple(word.folded for word in located(text))


def read(text: str) -> list[Fact]:
    """The outermost quotations of `text`, sorted by start; each fact's span has the marks in it."""
    facts: list[Fact] = []
    speaker, spoken = "", 0
    for span in spans(text):
        said = words(text[span.inner_start : span.inner_end])
        while said and said[0] == ELLIPSIS:
            said = said[1:]
        while said and said[-1] == ELLIPSIS:
            said = said[:-1]
        if not said or (said == (said[0][:1],) and text[span.start] in "'‘’"):  # rock 'n' roll
            continue
        found = _speaker(text, span)
        if found is None and not speaker:
            found = _only_person(text[max(spoken, span.start - NEAR) : span.start])
        elif found is None:
            found = speaker if _only_speaker(speaker, text[spoken : span.start]) else ""
        speaker, spoken = found, span.end
        facts.append(Fact(span.start, span.end, text[span.start : span.end], Quotation(words=said, speaker=found)))
    return facts


# Marks


def spans(text: str) -> list[Span]:
    """Where the outermost quotations stand."""
    if not any(mark in text for mark in "\"“”„«»‘’‚「『'`＂"):
        return []
    found: list[Span] = []
    open_marks: list[tuple[str, int, int]] = []
    marks = list(MARK.finditer(text))
    last_closing = _last_closing(text, marks)
    for number, match in enumerate(marks):
        mark, start, end = match.group(), match.start(), match.end()
        if mark[0] == "\n":
            open_marks = _continued(text, end, open_marks)
            continue
        before, after = text[start - 1 : start], text[end : end + 1]
        place = _closes(open_marks, mark)
        if place is not None and _can_close(text, mark, start, end, possessive=number < last_closing.get(number, -1)):
            _, opened, inner = open_marks[place]
            found.append(Span(opened, end, inner, start))
            del open_marks[place:]
        elif mark in PAIRS and _can_open(mark, before, after):
            if open_marks and open_marks[-1][0] == mark and _is_continuation(text, open_marks[-1], start):
                continue
            open_marks = [each for each in open_marks if each[0] != mark] if mark in "\"'" else open_marks
            if len(open_marks) < 8:
                open_marks.append((mark, start, end))
    return _outermost(found)


def _last_closing(text: str, marks: list[re.Match[str]]) -> dict[int, int]:
    """For each ’ that may be a plural possessive: the number of a later ’ in its paragraph that can close."""
    later: dict[int, int] = {}
    closing = -1
    for number in range(len(marks) - 1, -1, -1):
        mark = marks[number].group()
        if mark[0] == "\n" or mark in "‘‚":
            closing = -1
        elif mark in "’'":
            end = marks[number].end()
            if closing >= 0:
                later[number] = closing
            if not text[end : end + 1].isalnum() and text[marks[number].start() - 1 : marks[number].start()] not in {
                "",
                " ",
            }:
                closing = number
    return later


def _closes(open_marks: list[tuple[str, int, int]], mark: str) -> int | None:
    """The place in the stack of the innermost open mark that this one can close."""
    for place in range(len(open_marks) - 1, -1, -1):
        if mark in PAIRS[open_marks[place][0]]:
            return place
    return None


def _can_close(text: str, mark: str, start: int, end: int, *, possessive: bool) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    if mark in "’'":
        if after.isalnum() or before.isspace():
            return False
        # "Belarus’ role", "prisoners’ rights": a possessive where another mark can still close the quotation.
        return not (possessive and before in "sS" and after == " " and text[end + 1 : end + 2].isalpha())
    if mark == '"' and before.isdigit():
        return not _is_inches(text, start)
    return True


def _is_inches(text: str, start: int) -> bool:
    """Whether the mark at `start` follows feet and inches (5'11")."""
    place = start
    while place > 0 and start - place < 4 and (text[place - 1].isdigit() or text[place - 1] in ". "):
        place -= 1
    return place > 1 and text[place - 1] in "'’′" and text[place - 2].isdigit()


def _can_open(mark: str, before: str, after: str) -> bool:
    if not after or after == "\n":
        return False
    if mark in {'"', "'", "＂"}:
        if before and (before.isalnum() or before in ".,;!?)%]"):
            return False
        return mark != "'" or (after.isalnum() and not after.isdigit()) or after in '…[“"'
    if mark in "»“":
        return not after.isspace() and not before.isalnum()
    return True


def _continued(text: str, end: int, open_marks: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """What stays open over a blank line: a quotation whose next paragraph begins with its opening mark again."""
    if open_marks and text.startswith(open_marks[0][0], end):
        return open_marks[:1]
    return []


def _is_continuation(text: str, opened: tuple[str, int, int], start: int) -> bool:
    """Whether an opening mark at `start` only takes up, at the head of a paragraph, the quotation that is open."""
    head = text[max(opened[2], start - 3) : start]
    return head.endswith("\n") and start > opened[2]


def _outermost(found: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(found, key=lambda each: (each.start, -each.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


# Speakers

TITLES = "Dr|Mr|Mrs|Ms|Prof|Sen|Rep|Gov|Gen|Col|Lt|Maj|Capt|Cmdr|Adm|Sgt|Det|Insp|Supt|Rev|Hon|Pres|St|Jr|Sr"
NAME = rf"(?:(?:{TITLES})\.|[^\W\d_a-z](?:\.[^\W\d_a-z])*\.|[^\W\d_a-z][\w'’-]*(?:\.[\w'’-]+)*)"
"""A word of a name; a full stop that may end a sentence belongs to none but a title or an initial."""
FULL_NAME = rf"{NAME}(?: (?:(?:of|de|von|van|der|bin|al|la|da|di) ){{0,2}}{NAME}){{0,7}}"
LOWER_ROLE = r"(?:[a-z][\w-]* ){0,5}"
SUBJECT = rf"(?:(?P<pronoun>[Hh]e|[Ss]he|[Tt]hey)|(?:[Tt]he |[Aa] |[Hh]is |[Hh]er )?{LOWER_ROLE}(?P<name>{FULL_NAME}))"
NEAR = 300
"""Characters before a quotation in which it is looked for whom "he said" means."""
VERB = rf"(?:{'|'.join(sorted(tables.SAYING, key=len, reverse=True))})"


class Patterns(NamedTuple):
    """How an attribution is written, around the quotation."""

    after: tuple[re.Pattern[str], ...]
    before: tuple[re.Pattern[str], ...]
    hint: re.Pattern[str]
    """Without a match of which `before` is not tried."""


@functools.cache
def patterns() -> Patterns:
    """Compiled when a quotation is first met: most texts have none."""
    start = r"[\s,;–—-]{0,4}"
    says = rf"{SUBJECT}(?:, [^,\n\"“”]{{1,80}},)?(?: \w+ly| also| has| had| later| then)? (?:{VERB})\b"
    return Patterns(
        after=(
            re.compile(start + says),
            re.compile(rf"{start}(?:{VERB}) {SUBJECT}"),
            re.compile(rf"{start}according to {SUBJECT}"),
        ),
        before=(
            re.compile(rf"{says}[^.!?\n\"“”]{{0,80}}$"),
            re.compile(rf"[Aa]ccording to {SUBJECT}[,:]?\s?[^.!?\n\"“”]{{0,60}}$"),
            re.compile(rf"(?:^|[\n.] ?){SUBJECT}(?: \([^()\n]{{1,40}}\))?: ?$"),
        ),
        hint=re.compile(rf"\b{VERB}\b|ccording|:\s*$"),
    )


def _speaker(text: str, span: Span) -> str | None:
    """The canonical name of who is said to speak; None where a pronoun stands for it; "" where it is not stated."""
    after = text[span.end : span.end + 160]
    for pattern in patterns().after:
        match = pattern.match(after)
        if match is not None:
            return _named(match)
    before = text[max(0, span.start - 160) : span.start]
    before = before[_sentence_start(before) :]
    if before.endswith((" ", ":")) and patterns().hint.search(before):
        for pattern in patterns().before:
            matches = list(_overlapping(pattern, before))
            if matches:
                # Of "Reuters reported that the minister said" the last one speaks.
                return _named(matches[-1])
    return ""


def _overlapping(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The matches of an attribution, each sought from behind the subject of the one before."""
    match = pattern.search(text)
    while match is not None:
        yield match
        match = pattern.search(text, match.end("name") if match["name"] else match.end("pronoun"))


def _only_person(before: str) -> str:
    """The canonical name of the one person of whom a text speaks before "he said"; "" if that may be one of several."""
    named = [fact.value for fact in names.read(before) if isinstance(fact.value, Name)]
    people = [name for name in named if name.kind not in {"place", "nationality"}]
    alone = bool(people) and people[0].kind == "person" and all(names.same(people[0], other) for other in people)
    return people[0].canonical if alone else ""


def _only_speaker(speaker: str, between: str) -> bool:
    """Whether "he said" after `between` can only mean the speaker of the quotation before it."""
    if not speaker or len(between) > 600:
        return False
    others = (fact.value for fact in names.read(between) if isinstance(fact.value, Name))
    return all(
        name.kind in {"place", "nationality"} or names.same(Name(canonical=speaker, kind="person"), name)
        for name in others
    )


SENTENCE_BREAK = re.compile(r"(?<![A-Z])(?<!Mr)(?<!Dr)(?<!Ms)(?<!Mrs)(?<!Sen)(?<!Gov)[.!?][\"”’]? |\n")


def _sentence_start(before: str) -> int:
    """Where the last sentence of `before` begins."""
    start = 0
    for match in SENTENCE_BREAK.finditer(before):
        start = match.end()
    return start if before[start:].strip() else 0


def _named(match: re.Match[str]) -> str | None:
    if match["pronoun"]:
        return None
    return canonical(match["name"])
