"""Reads names of people, organisations, places and nationalities, and says when two of them are the same; which claim's
name is held against which passage's is decided elsewhere.

No model: capitals, the words around them and the tables in `name_tables` and `territories`. Where those leave doubt the
kind is "" and `same` answers None.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from verifier.facts import name_tables as tables
from verifier.facts.gazetteer import Entry, fold, gazetteer
from verifier.facts.spellings import alike, near
from verifier.records import Fact, Name

CAPITALISED = re.compile(
    r"(?<![\w@#\-&])"
    r"(?:(?:[Aa]l|[Ee]l|ul|[Dd]|[Ll]|[Oo])[-'’](?=[^\W\d_a-z]))?"
    r"(?:(?:[A-Z]\.){2,}|[^\W\d_a-z][^\W_]*(?:[-'’&][^\W_]+)*)"
)
"""A word with a capital first letter, or dotted initials; others than ASCII are sorted out afterwards."""

SENTENCE_END = frozenset(".!?:;\n\r\"“”„«‘'’([{•*#>|—–-")
"""Characters before a word that may begin a sentence, a quotation, a heading or a list item."""

LINE_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
AGE = re.compile(r", (?:aged )?\d{1,2},| ?\(\d{1,2}\)")
QUOTES = frozenset('"“”()')
FOLLOWER = re.compile(r" ([a-z]+)\b")
LINKS = frozenset({" of ", " of the ", " for ", " for the "})
ROLES = tables.TITLES | frozenset(
    """
    envoy activist activists journalist lawyer politician candidate blogger writer footballer player striker
    winger goalkeeper midfielder swimmer sprinter runner boxer scientist physicist chemist biologist
    mathematician philosopher painter composer guitarist drummer drama comedian host businessman
    businesswoman billionaire founder co-founder owner nominee dissident laureate prisoner victim suspect
    defendant teenager boy girl man woman son daughter wife husband brother mother widow protagonist named
    called defender critic campaigner opponent rival successor predecessor driver pilot
    """.split()
)
"""Lower-case words before a capitalised pair that show it to be a person."""

LEADING_PLACE_HEADS = frozenset(
    "lake mount cape fort port river gulf bay sea isle strait city republic kingdom county".split()
)
LISTING_HEADS = frozenset(
    """
    department ministry centers centres center committee administration office institute organization
    """.split()
)
"""Bodies whose name may hold an "and" ("Department of Health and Human Services")."""


class _Token(NamedTuple):
    start: int
    end: int
    word: str
    """Folded."""
    raw: str


def read(text: str, blocked: Sequence[tuple[int, int]] = ()) -> list[Fact]:
    """The names in `text`, sorted by start and disjoint; nothing that touches a `blocked` span."""
    facts: list[Fact] = []
    doubtful: list[_Token] = []
    sure: set[str] = set()
    headlines = _headline_spans(text)
    for run in _runs(text, blocked):
        while headlines and headlines[0][1] <= run[0].start:
            del headlines[0]
        in_headline = bool(headlines) and headlines[0][0] <= run[0].start
        parts = list(_parts(text, run, in_headline))
        if not parts and not in_headline and len(run) == 1 and run[0].word not in tables.NOT_NAMES:
            doubtful.append(run[0])
        for part, kind in parts:
            fact = _fact(text, part, kind)
            if fact is not None:
                facts.append(fact)
                sure.update(token.word for token in part)
    again = [fact for token in doubtful if token.word in sure and (fact := _fact(text, [token], "")) is not None]
    return _resolve(text, sorted(facts + again, key=lambda fact: fact.start) if again else facts)


def _runs(text: str, blocked: Sequence[tuple[int, int]]) -> Iterator[list[_Token]]:
    """Capitalised words that stand together, broken at dates, blocked spans, possessives and punctuation."""
    run: list[_Token] = []
    spans = iter(sorted(blocked))
    span = next(spans, None)
    for match in CAPITALISED.finditer(text):
        raw = match.group()
        start, end = match.span()
        if not (raw[0].isupper() or raw[0] in "adelou"):
            continue
        raw = _cut(raw)
        end = start + len(raw)
        while span is not None and span[1] <= start:
            span = next(spans, None)
        word = fold(raw)
        blocks = span is not None and span[0] < end
        if run and not blocks and word in tables.MONTHS_AS_SURNAMES and _is_surname(text, run, start, end):
            run.append(_Token(start, end, word, raw))
            continue
        if run and not blocks and raw in tables.NUMERALS and _is_numbered(run, text[run[-1].end : start]):
            run.append(_Token(start, end, word, raw))
            continue
        if not word or blocks or word in tables.CALENDAR or word in tables.NOT_NAMED:
            if run:
                yield run
                run = []
            continue
        token = _Token(start, end, word, raw)
        if run and not _joins(run, text[run[-1].end : start], token) and not _is_nickname(text, run, start, end):
            yield run
            run = []
        run.append(token)
    if run:
        yield run


def _is_numbered(run: list[_Token], gap: str) -> bool:
    """Whether a roman numeral after the run is part of the name: "World War II", "King Charles III"."""
    return gap == " " and (
        run[-1].word in tables.EVENT_HEADS or _is_given(run[-1].word) or run[0].word in tables.TITLES
    )


def _is_surname(text: str, run: list[_Token], start: int, end: int) -> bool:
    """Whether the name of a month after the run is a person's: "Theresa May", "Mr. May"."""
    before = text[run[-1].end : start]
    called = _is_given(run[-1].word) or run[-1].word in tables.TITLES
    return before in {" ", ". "} and called and not text[end : end + 2].strip().isdigit()


def _is_nickname(text: str, run: list[_Token], start: int, end: int) -> bool:
    """Whether the word in quotation marks, or the one after it, goes on with a name: Rafael "Ted" Cruz."""
    before = text[run[-1].end : start]
    if len(before) != 2:
        return False
    if before[0] == " " and before[1] in QUOTES:
        return _is_given(run[-1].word) and text[end : end + 1] in QUOTES and text[end + 2 : end + 3].isupper()
    return before[1] == " " and before[0] in QUOTES and text[run[-1].start - 1] in QUOTES and len(run) > 1


def _cut(raw: str) -> str:
    """The word without a possessive ending or a lower-case second half ("Paris-based")."""
    for ending in ("'s", "’s", "'S", "’S"):
        raw = raw.removesuffix(ending)
    for place, character in enumerate(raw):
        if character == "-" and place > 2 and raw[place + 1 : place + 2].islower():
            return raw[:place]
    return raw


def _joins(run: list[_Token], gap: str, token: _Token) -> bool:
    """Whether what stands between a run and the next capitalised word keeps them in one name."""
    if len(gap) > 12 or len(run) > 12:
        return False
    last = run[-1]
    if gap == " ":
        # "… in the U.S. Officials said": dotted initials may end a sentence, and then a common word follows.
        return not (last.raw.endswith(".") and token.word in tables.NOT_NAMES)
    if gap in {". ", "."}:
        return len(last.word) == 1 or last.word in tables.TITLES or last.word in {"st", "mt", "ft"}
    if gap in LINKS:
        return last.word in tables.JOINING_HEADS or (len(last.word) > 4 and last.word[:-1] in tables.JOINING_HEADS)
    if gap == " & ":
        return True
    if gap == " and ":
        together = f"{' '.join(each.word for each in run)} and {token.word}"
        return any(f"{name} " == f"{together} "[: len(name) + 1] for name in gazetteer().with_and) or (
            run[0].word in LISTING_HEADS and len(run) > 1
        )
    if gap == ", ":
        return token.word in {"jr", "sr"}
    words = gap.split()
    return bool(words) and gap[0] == gap[-1] == " " and all(word in tables.PARTICLES for word in words)


def _parts(text: str, run: list[_Token], in_headline: bool) -> Iterator[tuple[list[_Token], str]]:
    """The run cut into names, each with the kind that the cutting has shown, "" where it has shown none."""
    initial = _is_initial(text, run[0].start)
    dropped = tables.NOT_NAMES if initial else tables.ARTICLES
    while run and run[0].word in dropped and _known_prefix(run)[1] is None:
        if len(run) > 1 and run[0].word in tables.GIVEN_NAMES:
            break
        run, initial = run[1:], False
    if len(run) > 1 and initial and run[0].word.endswith("ly") and not _is_given(run[0].word):
        run = run if _known_prefix(run)[1] else run[1:]
    if run and run[0].word == "state" and text[max(0, run[0].start - 13) : run[0].start].lower() == "secretary of ":
        run = run[1:]
    if not run:
        return
    if _lookup(run) is not None:
        yield run, ""
        return
    title = _last_title(run)
    if title is not None:
        before = run[:title]
        while before and before[-1].word in tables.TITLES | tables.TITLE_PREFIXES and _lookup(before) is None:
            before = before[:-1]
        if before:
            yield from _split(text, before, initial=initial, in_headline=in_headline)
        yield run[title + 1 :], "person"
        return
    trimmed = run
    while trimmed and trimmed[-1].word in tables.TITLES and (len(trimmed) == 1 or not _is_given(trimmed[0].word)):
        trimmed = trimmed[:-1]
        while trimmed and trimmed[-1].word in tables.TITLE_PREFIXES and _lookup(trimmed) is None:
            trimmed = trimmed[:-1]
    if trimmed:
        yield from _split(text, trimmed, initial=initial, in_headline=in_headline)


def _last_title(run: list[_Token]) -> int | None:
    """Where the last title stands that a person's name follows."""
    if run[-1].word in tables.ORGANISATION_HEADS or run[-1].word in tables.EVENT_HEADS:
        return None
    for place in range(len(run) - 2, -1, -1):
        if run[place].word not in tables.TITLES:
            continue
        heads_place = run[place + 1].word in tables.PLACE_HEADS and run[place].word not in tables.COURTESY
        if run[place + 1].word in tables.SUFFIXES or heads_place:
            return None
        return None if place and _is_given(run[place - 1].word) else place
    return None


def _split(text: str, part: list[_Token], *, initial: bool, in_headline: bool) -> Iterator[tuple[list[_Token], str]]:
    """A run without titles: a country or nationality before a person comes off; what is merely capitalised goes."""
    entry = _lookup(part)
    if entry is not None:
        yield part, entry.kind
        return
    length, prefix = _known_prefix(part)
    rest = part[length:]
    linked = text[part[0].end : part[0].end + 4] in {" of ", " for"} and part[0].word in tables.ORGANISATION_HEADS
    if in_headline and not linked:
        yield from _headline_names(part)
    elif prefix is not None and _splits_off(prefix, part[:length], rest):
        yield part[:length], prefix.kind
        yield from _split(text, rest, initial=False, in_headline=False)
    elif not (initial and len(part) == 1 and not _is_name_alone(text, part[0])):
        yield part, ""


def _splits_off(prefix: Entry, first: list[_Token], rest: list[_Token]) -> bool:
    if prefix.kind not in {"place", "nationality"}:
        return False
    heads = tables.ORGANISATION_HEADS | tables.EVENT_HEADS | tables.WORK_HEADS | tables.PLACE_HEADS
    if any(token.word in heads or token.word in tables.JOINING_HEADS for token in rest):
        return False
    if len(rest) >= 2 and _is_given(rest[0].word):
        return True
    return _acronym(first[0]) is not None and first[0].word not in {"la", "dc"}


def _headline_names(part: list[_Token]) -> Iterator[tuple[list[_Token], str]]:
    """Known names alone: every word of a headline has a capital."""
    place = 0
    while place < len(part):
        length, entry = _known_prefix(part[place:])
        if entry is not None:
            yield part[place : place + length], entry.kind
            place += length
        elif _is_given(part[place].word) and place + 1 < len(part) and part[place + 1].word not in tables.NOT_NAMES:
            yield part[place : place + 2], "person"
            place += 2
        else:
            place += 1


def _is_initial(text: str, start: int) -> bool:
    """Whether the word at `start` may owe its capital to its place alone."""
    place = start - 1
    while place >= 0 and text[place] in " \t\xa0":
        place -= 1
    return place < 0 or text[place] in SENTENCE_END


def _is_name_alone(text: str, token: _Token) -> bool:
    """Whether a sentence's first word, alone and in no table, is a name nevertheless."""
    if token.word in tables.NOT_NAMES or token.word in tables.TITLES or token.word in tables.TITLE_PREFIXES:
        return False
    if token.raw.isupper() and len(token.raw) > 1:
        return True
    if text[token.end : token.end + 2] in {"'s", "’s"}:
        return True
    if token.word in tables.GIVEN_NAMES and token.word not in tables.COMMON_GIVEN_NAMES:
        return True
    follower = FOLLOWER.match(text, token.end)
    verb = follower is not None and follower[1] in tables.PERSON_VERBS
    return verb and not token.word.endswith(tables.COMMON_ENDINGS)


def _headline_spans(text: str) -> list[tuple[int, int]]:
    """Lines in which every word but articles and prepositions has a capital, so that a capital says nothing."""
    spans = []
    start = 0
    for line in text.split("\n"):
        words = [word for word in LINE_WORD.findall(line) if word not in tables.SMALL_IN_HEADLINES]
        small = sum(1 for word in words if word[0].islower())
        if len(words) >= 4 and small <= len(words) // 12:
            spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans


def _fact(text: str, part: list[_Token], kind: str) -> Fact | None:
    """The fact for one name; None for what turns out to be no name."""
    start, end = part[0].start, part[-1].end
    entry = _lookup(part)
    if entry is not None:
        return Fact(start, end, text[start:end], Name(canonical=entry.canonical, kind=entry.kind))
    words = [token.word for token in part]
    if all(word in tables.TITLES or word in tables.TITLE_PREFIXES or word in tables.NOT_NAMES for word in words):
        return None
    canonical = _canonical(text[start:end])
    if not canonical or (len(canonical) == 1 and kind != "person"):
        return None
    return Fact(start, end, text[start:end], Name(canonical=canonical, kind=kind or _kind(text, part)))


def _canonical(name: str) -> str:
    folded = fold(name).replace(",", "")
    known = gazetteer().known.get(folded)
    return known.canonical if known is not None else folded.removeprefix("the ")


def canonical(name: str) -> str:
    """The normal form of a name by itself: titles cut, variants resolved.

    >>> canonical("President Donald Trump"), canonical("the U.S.")
    ('donald trump', 'united states')
    """
    facts = read(name)
    people = [fact for fact in facts if isinstance(fact.value, Name) and fact.value.kind == "person"]
    for fact in people[-1:] or facts[-1:]:
        if isinstance(fact.value, Name):
            return fact.value.canonical
    return _canonical(name)


def _kind(text: str, part: list[_Token]) -> str:
    """The kind that a name's own words or its neighbours show."""
    words = [token.word for token in part]
    first, last = words[0], words[-1]
    if _acronym(part[0]) is not None and len(part) == 1:
        return "organisation"
    numbered = len(words) > 1 and part[-1].raw in tables.NUMERALS
    if numbered:
        last = words[-2]
    for heads, kind in (
        (tables.EVENT_HEADS, "event"),
        (tables.ORGANISATION_HEADS, "organisation"),
        (tables.PLACE_HEADS, "place"),
    ):
        if last in heads and len(words) > 1 and not (kind == "place" and _is_given(first) and len(words) == 2):
            return kind
    if numbered:
        return "person"
    if len(words) > 1 and first in LEADING_PLACE_HEADS:
        return "place"
    if any(word in tables.ORGANISATION_HEADS for word in words[:-1]):
        return "organisation"
    if any(word in tables.EVENT_HEADS for word in words[:-1]):
        return "event"
    return "person" if _is_person(text, part, words) else ""


def _is_person(text: str, part: list[_Token], words: list[str]) -> bool:
    gaps = text[part[0].start : part[-1].end]
    if " of " in gaps or "&" in gaps or any(character.isdigit() for character in gaps) or len(words) > 5:
        return False
    follower = FOLLOWER.match(text, part[-1].end)
    if len(words) == 1:
        if words[0] in tables.GIVEN_NAMES and words[0] not in tables.COMMON_GIVEN_NAMES:
            return True
        return follower is not None and follower[1] in tables.PERSON_SPEECH and not part[0].raw.isupper()
    if _is_given(words[0]) or words[-1] in {"jr", "sr"} or all(_is_initials(text, token) for token in part[:-1]):
        return True
    between = {word for left, right in itertools.pairwise(part) for word in text[left.end : right.start].split()}
    if between & tables.PARTICLES:
        return True
    if AGE.match(text, part[-1].end):
        return True
    before = text[max(0, part[0].start - 24) : part[0].start].rstrip(" ,").rsplit(" ", 1)[-1].lower()
    return before in ROLES or (follower is not None and follower[1] in tables.PERSON_SPEECH)


def _is_initials(text: str, token: _Token) -> bool:
    dotted = "." in text[token.start : token.end + 1]
    return dotted and (len(token.word) == 1 or (token.raw.count(".") >= 2 and _acronym(token) is None))


def _resolve(text: str, facts: list[Fact]) -> list[Fact]:
    """The facts with acronyms that the text itself defines, and surnames after a full name, resolved."""
    aliases: dict[str, Name] = {}
    surnames: dict[str, Name | None] = {}
    for left, right in itertools.pairwise(facts):
        if text[left.end : right.start] == " (" and text[right.end : right.end + 1] == ")":
            for long, short in ((left, right), (right, left)):
                if isinstance(long.value, Name) and is_acronym(short.text, long.value.canonical):
                    aliases[fold(short.text)] = long.value
    for fact in facts:
        name = fact.value
        if isinstance(name, Name) and name.kind == "person" and " " in name.canonical:
            surname = _surname(name.canonical)
            known = surnames.setdefault(surname, name)
            if known is not None and known.canonical != name.canonical:
                surnames[surname] = None
    if not aliases and not surnames:
        return facts
    return [_resolved(fact, aliases, surnames) for fact in facts]


def _resolved(fact: Fact, aliases: dict[str, Name], surnames: dict[str, Name | None]) -> Fact:
    name = fact.value
    if not isinstance(name, Name):
        return fact
    found = aliases.get(fold(fact.text))
    if found is None and " " not in name.canonical and name.kind in {"", "person"} and name.canonical in surnames:
        found = surnames[name.canonical] or Name(canonical=name.canonical, kind="person")
    return fact if found is None else Fact(fact.start, fact.end, fact.text, found)


def _is_given(word: str) -> bool:
    return word in tables.GIVEN_NAMES or word.split(" ", 1)[0] in tables.GIVEN_NAMES


def _acronym(token: _Token) -> Entry | None:
    """What a word written in capitals throughout stands for, where the tables know it."""
    return gazetteer().acronyms.get(token.word) if token.raw.replace(".", "").isupper() else None


def _lookup(part: list[_Token]) -> Entry | None:
    if len(part) == 1:
        acronym = _acronym(part[0])
        if acronym is not None:
            return acronym
    if len(part) > 7:
        return None
    key = " ".join(token.word for token in part)
    found = gazetteer().known.get(key)
    if found is None and len(part) > 1:
        found = gazetteer().linked.get(key)
    return found


def _known_prefix(part: list[_Token]) -> tuple[int, Entry | None]:
    for length in range(min(len(part), 5), 0, -1):
        entry = _lookup(part[:length])
        if entry is not None:
            return length, entry
    return 0, None


# Comparing


def same(a: Name, b: Name) -> bool | None:
    """Whether two names mean the same: True for sure, False surely not, None where it can't be told."""
    if a.canonical == b.canonical:
        return True
    known_a, known_b = gazetteer().known.get(a.canonical), gazetteer().known.get(b.canonical)
    if {a.kind, b.kind} == {"place", "nationality"}:
        return None
    if known_a is not None and known_b is not None and a.kind == b.kind:
        return _known_same(known_a, known_b)
    if is_acronym(a.canonical, b.canonical) or is_acronym(b.canonical, a.canonical):
        return True if len(a.canonical) + len(b.canonical) > 6 else None
    if a.kind == b.kind == "person":
        return _same_person(a.canonical, b.canonical)
    if {a.kind, b.kind} <= {"person", ""} and _same_person(a.canonical, b.canonical):
        return True
    if "person" in {a.kind, b.kind}:
        return None
    return _same_other(a, b)


def _known_same(a: Entry, b: Entry) -> bool | None:
    if a.canonical == b.canonical:
        return True
    if a.kind == "organisation":
        return None if {a.canonical, b.canonical} & (a.inside | b.inside) else False
    if a.kind == "nationality":
        return None if a.inside & b.inside or not a.inside or not b.inside else False
    if "region" in {a.level, b.level} or "" in {a.level, b.level}:
        return None
    if a.level == b.level:
        return False
    return None if a.inside & b.inside else False


def _same_other(a: Name, b: Name) -> bool | None:
    """Names of which at least one is in no table and that are not both people."""
    words_a, words_b = _key_words(a.canonical), _key_words(b.canonical)
    if words_a == words_b:
        return True
    if not words_a or not words_b:
        return None
    if words_a in ([*words_b, "university"], words_b[:-1]) and "university" in {words_a[-1], words_b[-1]}:
        return True
    numbers = words_a[-1] in tables.FAMILY_RANKS, words_b[-1] in tables.FAMILY_RANKS
    if any(numbers) and words_a[: len(words_a) - numbers[0]] == words_b[: len(words_b) - numbers[1]]:
        return False if all(numbers) else None
    if len(words_a) == len(words_b) and all(map(alike, words_a, words_b)):
        return True
    heads = (tables.ORGANISATION_HEADS | tables.PLACE_HEADS | tables.EVENT_HEADS) & set(words_a) & set(words_b)
    others_a, others_b = ([word for word in words if word not in heads] for words in (words_a, words_b))
    if a.kind and a.kind == b.kind and heads and others_a and others_b:
        # "University of Oxford", "University of Cambridge": one head, nothing else in common.
        return None if any(near(left, right) for left in others_a for right in others_b) else False
    return None


def _key_words(name: str) -> list[str]:
    return [
        tables.AMERICAN.get(word, word.replace("isation", "ization"))
        for word in name.split()
        if word not in tables.SMALL_WORDS
    ]


def is_acronym(short: str, long: str) -> bool:
    """Whether `short` is made of the initials of `long`, small words counted or not.

    >>> is_acronym("UN", "united nations"), is_acronym("DoJ", "department of justice")
    (True, True)
    """
    letters = fold(short).replace(" ", "").replace("&", "")
    words = fold(long).split()
    if not 2 <= len(letters) <= 8 or len(words) < 2:
        return False
    every = "".join(word[0] for word in words)
    return letters in {
        every,
        "".join(word[0] for word in words if word not in {"of", "the", "for", "and", "&", "on", "in"}),
    }


def _person_words(name: str) -> tuple[list[str], str]:
    """(words without particles and suffixes, family rank)"""
    words = name.split()
    rank = next((word for word in words[1:] if word in tables.FAMILY_RANKS), "")
    kept = [word for word in words if word not in tables.PARTICLES and word not in tables.SUFFIXES and word != rank]
    return kept or words, rank


def _surname(name: str) -> str:
    return _person_words(name)[0][-1]


def _same_person(a: str, b: str) -> bool | None:
    (words_a, rank_a), (words_b, rank_b) = _person_words(a), _person_words(b)
    if rank_a and rank_b and rank_a != rank_b:
        return False
    shorter, longer = sorted((words_a, words_b), key=lambda words: (len(words), words))
    matched = [any(alike(word, other) for other in longer) for word in shorter]
    if len(shorter) > 1 and alike(shorter[-1], longer[-1]) and _differ_in_the_middle(shorter[1:-1], longer[1:-1]):
        return None
    if all(matched):
        if len(shorter) > 1 or len(longer) == 1 or alike(shorter[0], longer[-1]):
            return True
        return None
    if len(shorter) == 1:
        return None if any(near(shorter[0], other) for other in longer) else False
    if alike(shorter[-1], longer[-1]):
        return _same_given(shorter[0], longer[:-1])
    if any(matched) or near(shorter[-1], longer[-1]):
        return None
    return False


def _differ_in_the_middle(shorter: list[str], longer: list[str]) -> bool:
    """Whether two people have other middle names: "William L." and "William H.", "George W." and "George H. W."."""
    if longer and any(_same_given(word, longer) is not True for word in shorter):
        return True
    initials = all(len(word) == 1 for word in (*shorter, *longer))
    return bool(shorter) and initials and len(shorter) != len(longer)


def _same_given(given: str, others: list[str]) -> bool | None:
    """Whether a given name fits one of another person of that surname: initials, short forms, spellings."""
    for other in others:
        if (
            given == other
            or alike(given, other)
            or NICKNAMES.get(given, frozenset()) & NICKNAMES.get(other, frozenset())
        ):
            return True
        if len(given) <= 2 or len(other) <= 2:
            if given[0] == other[0]:
                return True
        elif near(given, other):
            return None
    return None if any(given[0] == other[0] for other in others) else False


NICKNAMES: dict[str, frozenset[int]] = {}
for _number, _group in enumerate(tables.NICKNAMES):
    for _name in _group.split():
        NICKNAMES[_name] = NICKNAMES.get(_name, frozenset()) | {_number}
