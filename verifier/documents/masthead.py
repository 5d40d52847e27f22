"""What stands above the text of a copied page: title, byline, date, and the agency's dateline; nothing else is cut."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from itertools import islice, pairwise

import msgspec

from verifier.documents import days, furniture
from verifier.records import Source

_CHANGED_ONLY = 1
"""The rank of a day on which the page was changed, which is not that of its publication."""

HEAD = 10
"""Lines, empty ones not counted, in which byline and date are looked for."""
LONGEST_TITLE = 200
LONGEST_LINE = 120
"""Characters of a line that holds a byline or a date."""

FIELDS = {
    "title": "title",
    "headline": "title",
    "author": "author",
    "byline": "author",
    "publisher": "publisher",
    "publication": "publisher",
    "source": "publisher",
    "site": "publisher",
    "url": "url",
    "link": "url",
    "language": "language",
}
"""Fields of a Source by the words that label them ("Author: …")."""

_NAME = r"(?-i:[^\W\d_a-z])[\w.'’-]*(?:\s(?:de|da|di|van|von|der|el|al|bin|la|le|the|of|in|and|&|(?-i:[^\W\d_a-z])[\w.'’&-]*)){0,8}"
_BYLINE = re.compile(rf"(?:by|words by|written by|from)(?:\s*+:)?\s++({_NAME}(?:,\s{_NAME}){{0,4}})", re.IGNORECASE)
_NAMED = re.compile(rf"{_NAME}(?:,\s{_NAME}){{0,2}}")
_FIELD = re.compile(rf"({'|'.join(FIELDS)})\s*:\s+(\S.*)", re.IGNORECASE)
_LABEL = re.compile(rf"(?:[.;]\s)?{furniture.DATED}\s*:?", re.IGNORECASE)
_LABELLED = re.compile(rf"\b(?={furniture.DATED})", re.IGNORECASE)
_CHANGED = re.compile(r"(?:last )?(?:updated|modified)", re.IGNORECASE)
_STOPPED = re.compile(r"(?<!\b[A-Z]\.[A-Z])[.,;:]$")
"""The end of a sentence or a clause, which no title has; "U.S." is not one."""
_AGO = re.compile(
    r"(?:(?:published|updated|posted|modified)\s)?\b(?:\d{1,3}|an?)\s(?:min(?:ute)?|hour|hr|day|week|month)s?\sago",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"<?https?://[^\s<>]+>?")
_PERSON = re.compile(
    r"([A-Z][\w'’-]+(?:\s[A-Z][\w.'’-]*){1,3}(?:(?:,|\sand)\s[A-Z][\w'’-]+(?:\s[A-Z][\w.'’-]*){1,3}){0,3})"
    r"(?:\s(?:in|at)\s[A-Z][\w' ’-]{1,30})?"
)
_ROLE = re.compile(
    r"[^.]{0,60}\b(?:news|correspondents?|reporters?|editors?|staff|writers?|desk)\b[^.]{0,40}", re.IGNORECASE
)
"""The line under an author's name that says for whom and from where they write."""
_CONTACT = re.compile(r"(?<!\S)\S+@\S+|(?<!\S)@\w+")
_SENTENCE = re.compile(r".*\w[.!][\"'”’]?$")
_EDGES = " ,|·•–—-"

_AGENCIES = "AP|Associated Press|Reuters|AFP|dpa|DPA|EFE|ANSA|TASS|Interfax|Xinhua|Bloomberg|UPI|PTI|Kyodo|Yonhap|PA|CP|AAP|BelTA"
_PLACE = r"[A-Z][A-Z.'’ -]{1,40}(?:, [A-Z][\w.'’ -]{1,30}){0,2}"
_DATELINE = re.compile(
    rf"(?:{_PLACE},? ?(?:[A-Z][a-z]{{2,8}}\.? \d{{1,2}} )?)?\(({_AGENCIES})\) ?[-–—]{{1,2}} (?=\S)|{_PLACE} ?(?:—|--) (?=[\"“A-Z])"
)


def read(source: Source, text: str) -> tuple[Source, str]:
    """The source with what the first lines say of it, and the text below; what the source knows already stays.

    A title is a first line of its own that is no sentence. A text that begins at once keeps every line.
    """
    rows = text.strip("\n").split("\n")
    while len(rows) > 1 and (not rows[0].strip() or _says_nothing(rows[0])):
        rows.pop(0)
    found: dict[str, object] = {}
    if source.title is None:
        if _is_title(rows):
            found["title"] = rows.pop(0).strip().lstrip("# ")
    elif rows and _folded(rows[0]) == _folded(source.title):
        rows.pop(0)
    kept: list[str] = []
    heads = _heads(rows)
    best = 0
    seen = 0
    signed = False
    for place, row in enumerate(rows):
        line = row.strip()
        seen += bool(line)
        if seen > HEAD:
            kept += rows[place:]
            break
        if not line:
            kept.append(row)
            continue
        field = _FIELD.fullmatch(line)
        below = next((row.strip() for row in islice(rows, place + 1, None) if row.strip()), "")
        day, author, rank = (None, None, 0) if _beside_day(line) in heads else _day_and_author(line)
        if not (day or author) and (names := _signed(line, below)):
            found.setdefault("author", names)
            signed = True
            continue
        if signed and _ROLE.fullmatch(line) and len(line) <= LONGEST_LINE:
            continue
        signed = False
        if field and len(line) <= 2 * LONGEST_TITLE and not line.endswith("."):
            value = field[2].strip()
            found.setdefault("url" if _ADDRESS.fullmatch(value) else FIELDS[field[1].lower()], value.strip("<>"))
        elif day or author:
            if day and rank > max(best, _CHANGED_ONLY):
                found["published"], best = day, rank
            if author:
                found.setdefault("author", author)
        else:
            kept.append(row)
    known = {name: value for name, value in found.items() if getattr(source, name) is None}
    return msgspec.structs.replace(source, **known), "\n".join(kept)


def belongs(line: str) -> bool:
    """Whether a line is one of those that stand above a text: a byline, a date or a labelled field."""
    line = line.strip()
    return any(_day_and_author(line)[:2]) or (_FIELD.fullmatch(line) is not None and not line.endswith("."))


def _heads(rows: list[str]) -> set[str | None]:
    """How days head the parts of a text, if two or more do right above sentences: alone, or beside names, as of places."""
    filled = [row.strip() for row in rows if row.strip()]
    heads = Counter(_beside_day(line) for line, below in pairwise(filled) if _SENTENCE.match(below))
    return {beside for beside, times in heads.items() if beside and times > 1}


def _beside_day(line: str) -> str | None:
    """What stands in a line beside a day: "nothing", a "name" without a word that makes it an author's, or None of these."""
    if len(line) > LONGEST_LINE:
        return None
    try:
        day, rest = days.find(line)
    except ValueError:
        return None
    if day is None or not rest:
        return "nothing" if day else None
    return "name" if _NAMED.fullmatch(rest) and not (_BYLINE.fullmatch(rest) or _LABEL.match(rest)) else None


def cut_dateline(source: Source, text: str) -> tuple[Source, str]:
    """The text without the place and agency that it opens with ("MINSK (AP) — "); the agency wrote it if nobody did."""
    match = _DATELINE.match(text)
    if match is None:
        return source, text
    if match[1] and source.author is None:
        source = msgspec.structs.replace(source, author=match[1])
    return source, text[match.end() :]


def _says_nothing(row: str) -> bool:
    """Whether a line belongs to the page and not to its text, and does not say when that was published."""
    return furniture.is_furniture(row) and _day_and_author(row.strip())[0] is None


def _is_title(rows: list[str]) -> bool:
    """Whether the first line is a title: no sentence, and alone above a blank line, a byline, a date or a longer line."""
    title = rows[0].strip()
    below = rows[1].strip() if len(rows) > 1 else ""
    if not any(row.strip() for row in rows[1:]) or len(title) > LONGEST_TITLE or _STOPPED.search(title):
        return False
    if any(_day_and_author(title)[:2]) or _FIELD.fullmatch(title):
        return False
    return (
        not below
        or any(_day_and_author(below)[:2])
        or bool(_FIELD.fullmatch(below))
        or len(below) > max(len(title), 80)
    )


def _day_and_author(line: str) -> tuple[dt.date | None, str | None, int]:
    """The day and the author that a line of its own states, and how good a publication date the day is: 1 to 3."""
    if len(line) > LONGEST_LINE or not line:
        return None, None, 0
    try:
        day, rank, rest = _best_day(_AGO.sub(" ", line))
    except ValueError:
        return None, None, 0
    rest = _CONTACT.sub(" ", rest).strip(_EDGES)
    byline = _BYLINE.fullmatch(rest)
    if byline and not line.endswith((".", "?", "!")):
        return day, byline[1].strip(), rank
    if day and not rest:
        return day, None, rank
    if day and len(rest) <= 60 and _NAMED.fullmatch(rest) and not line.endswith("."):
        return day, None if _is_place(rest, line) else rest, rank
    return None, None, 0


def _is_place(name: str, line: str) -> bool:
    """Whether a name beside a day is hardly an author's: one word, or one with a comma behind it ("Minsk, Belarus")."""
    first = name.split(maxsplit=1)[0]
    return first not in _AGENCIES.split("|") and (first == name or line.startswith(f"{first},"))


def _best_day(line: str) -> tuple[dt.date | None, int, str]:
    """The day of a line that is best as that of publication, how good it is, and the words beside days and their labels.

    Where a line has several, each has the label before it. Raises ValueError.
    """
    day, rest = days.find(line)
    rank = _rank(line)
    dated = [part for part in _LABELLED.split(line) if days.find(part)[0]]
    if len(dated) > 1:
        best = max(dated, key=_rank)
        day, rank = days.find(best)[0], _rank(best)
    return day, rank, _LABEL.sub(" ", rest) if day else rest


def _rank(line: str) -> int:
    """How good the day of a line is as that of publication, by its label."""
    label = _LABEL.search(line)
    if label is None:
        return 2
    return _CHANGED_ONLY if _CHANGED.search(label[0]) else 3


def _signed(line: str, below: str) -> str | None:
    """The names that a line consists of, if what stands below says that they are the authors': their role or the day."""
    person = _PERSON.fullmatch(line) if len(line) <= LONGEST_LINE else None
    if person is None:
        return None
    is_role = _ROLE.fullmatch(below) is not None and len(below) <= LONGEST_LINE
    return person[1] if is_role or _day_and_author(below)[0] else None


def _folded(title: str) -> str:
    return re.sub(r"\W+", " ", title).strip().casefold()
