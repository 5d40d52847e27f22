"""The records that travel from a text to a verdict; nothing here reads, compares or decides.

Every record is immutable. Offsets count Unicode code points, `start` inclusive and `end` exclusive, into the text that
the record came from: a fact of a claim into the claim, a fact of a passage into the passage, a passage into its
document.
"""

from __future__ import annotations

import datetime as dt
import math
from enum import StrEnum

import msgspec


class Record(msgspec.Struct, frozen=True):
    """An immutable, typed, comparable record that msgspec can encode."""


class Source(Record, frozen=True, kw_only=True):
    """What a document says of itself: where it is, who published it and when."""

    id: str
    """Hash of the document's content (title, date and text), hexadecimal."""
    path: str | None = None
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: dt.date | None = None
    language: str | None = None


class Document(Record, frozen=True):
    """A source and its whole text, furniture removed."""

    source: Source
    text: str


class Passage(Record, frozen=True):
    """A short run of sentences: `document.text[start:end] == text`."""

    source: Source
    start: int
    end: int
    text: str
    context: str = ""
    """How the document begins and what stands right before, for the names that a later passage takes for granted."""


class Place(Record, frozen=True):
    """Where a claim stands in a draft; `line` and `column` count from 1, `offset` from 0."""

    file: str
    line: int
    column: int
    offset: int


class Claim(Record, frozen=True):
    """A statement to be checked, and where known when, by whom and where it was made."""

    text: str
    date: dt.date | None = None
    speaker: str | None = None
    place: Place | None = None
    context: str = ""
    """What stands before it, where it takes that for granted ("It killed 130 people"): looked up with it, and evidence must
    name what the context names."""
    cites: tuple[str, ...] = ()
    """Addresses and paths of documents that it points to; those that are indexed are looked at first."""


class Interval(Record, frozen=True):
    """A range of numbers; an end may be infinite, and may be open ("more than 200" is (200, inf))."""

    low: float
    high: float
    low_open: bool = False
    high_open: bool = False

    def __contains__(self, value: float) -> bool:
        return not self.is_disjoint(Interval(value, value))

    def is_disjoint(self, other: Interval) -> bool:
        """Whether no number lies in both."""
        for left, right in ((self, other), (other, self)):
            if left.high < right.low:
                return True
            if left.high == right.low and (left.high_open or right.low_open):
                return True
        return False

    def is_within(self, other: Interval) -> bool:
        """Whether every number of this interval lies in the other."""
        low = self.low > other.low or (self.low == other.low and (self.low_open or not other.low_open))
        high = self.high < other.high or (self.high == other.high and (self.high_open or not other.high_open))
        return low and high

    @property
    def is_exact(self) -> bool:
        """Whether it holds a single number."""
        return self.low == self.high

    @property
    def is_bounded(self) -> bool:
        """Whether both ends are finite."""
        return math.isfinite(self.low) and math.isfinite(self.high)


class Bound(StrEnum):
    """How the words around a value limit it; the value's interval has the limit applied, its core has not."""

    EXACT = "exact"
    ABOUT = "about"
    MORE_THAN = "more than"
    AT_LEAST = "at least"
    LESS_THAN = "less than"
    AT_MOST = "at most"
    BETWEEN = "between"


class Quantity(Record, frozen=True, kw_only=True, tag="quantity", tag_field="fact"):
    """A number with its unit and the thing that it counts."""

    interval: Interval
    """What the text asserts, in `unit`, with bound and tolerance applied."""
    core: Interval
    """The figure as written, in `unit`, without the bound: "more than 200" has the core [200, 200]."""
    bound: Bound = Bound.EXACT
    dimension: str = "count"
    """What is measured: count, share, money, length, area, volume, mass, temperature, speed, duration, rank, age, …
    Quantities of different dimensions are never compared."""
    unit: str = ""
    """The canonical unit within the dimension: "" for counts, "percent", "USD", "metre", "second", …"""
    precision: float = 0.0
    """Half of the last written digit's step, in `unit`: 0.5 for "3 miles" is 804.7 metre, 0 for an exact count."""
    counted: str = ""
    """The stem of the head noun counted ("prison" for "250 political prisoners"), "" where there is none."""
    modifiers: tuple[str, ...] = ()
    """Stems of the words between number and head noun, and of a participle that follows ("freed")."""
    role: str = ""
    """Its place in a change or a whole: "" , "change", "from", "to", "part"."""
    personal: bool = False
    """Whether it is an age told of a person ("Smith, 34,"), and so no time that anything lasted."""
    per: str = ""
    """The denominator of a rate in canonical form: "day", "100000 person", "" where there is none."""


class Date(Record, frozen=True, kw_only=True, tag="date", tag_field="fact"):
    """A date, time or period as half-open intervals of days; 1.0 is the start of 1 January of the year 1."""

    readings: tuple[Interval, ...]
    """What the text asserts, bound applied, one for each reading of an ambiguous form; empty where nothing resolves."""
    cores: tuple[Interval, ...]
    """The periods as written, without the bound, parallel to `readings`: of "by 2020" the whole of 2020."""
    bound: Bound = Bound.EXACT
    grain: str = "day"
    """The finest part that is stated: second, minute, hour, part (of a day), day, weekend, week, month, quarter,
    season, half, year, decade, century."""
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    """Monday is 0, as `datetime.date.weekday`. These parts are set when the text states them, also where nothing
    resolves: "March 19" has month and day, "Thursday" has the weekday."""
    hour: int | None = None
    minute: int | None = None
    relative: bool = False
    """Whether the reading rests on the date of the text ("yesterday", "Thursday", "last month")."""
    clock: tuple[Interval, ...] = ()
    """The time of day as fractions of a day, bound applied, one for each reading ("at 4:30" has two): for times without
    a day, which have no `readings`, and for those with one. After midnight of a night it is above 1."""
    zone: float | None = None
    """The stated time zone as days ahead of UTC; `readings` and `clock` stay in the local time of the text."""
    elapsed: float | None = None
    """Days from the date of the text, negative for the past, where a duration states them ("two weeks ago": -14)."""


class Name(Record, frozen=True, kw_only=True, tag="name", tag_field="fact"):
    """A person, organisation, place or other named thing."""

    canonical: str
    """The name in its normal form: titles cut, case and diacritics folded, known variants resolved."""
    kind: str = ""
    """person, organisation, place, nationality, work, event, or "" where it is not known."""


class Quotation(Record, frozen=True, kw_only=True, tag="quotation", tag_field="fact"):
    """Words in quotation marks, and who is said to have said them."""

    words: tuple[str, ...]
    """The words, folded for comparison; "…" stands for an ellipsis, a bracketed insertion is left out."""
    speaker: str = ""
    """Canonical name of the speaker, "" where it is not stated."""


class Cue(Record, frozen=True, kw_only=True, tag="cue", tag_field="fact"):
    """A word that turns a statement round or weakens it: negation, modality, direction."""

    type: str
    """negation, modality (planned, possible, reported), or direction."""
    sense: str
    """The cue's class within its type: "not", "planned", "possible", "reported", "up", "down", …"""


Value = Quantity | Date | Name | Quotation | Cue


class Fact(Record, frozen=True):
    """Something checkable that a text states, with the exact words: `text_of_origin[start:end] == text`."""

    start: int
    end: int
    text: str
    value: Value

    @property
    def kind(self) -> str:
        """quantity, date, name, quotation or cue."""
        return str(self.value.__struct_config__.tag)


class Outcome(StrEnum):
    """What one rule says of a claim's fact against a passage's."""

    AGREES = "agrees"
    CONFLICTS = "conflicts"
    SILENT = "silent"


class Finding(Record, frozen=True, kw_only=True):
    """The outcome of one rule on a pair of facts (or on the claim alone: `source` is None), explained in a sentence."""

    rule: str
    outcome: Outcome
    claim: Fact | None
    source: Fact | None
    explanation: str
    suggestion: str | None = None
    """Words that would make the claim's fact agree with the source, in the claim's own form."""


class Stance(StrEnum):
    """What a passage does to a claim."""

    SUPPORTS = "supports"
    CONFLICTS = "conflicts"
    NEUTRAL = "neutral"


class Opinion(Record, frozen=True):
    """How likely a passage does each to a claim, by its wording; the three add up to 1."""

    supports: float
    conflicts: float
    neutral: float


class Evidence(Record, frozen=True, kw_only=True):
    """A passage weighed against a claim."""

    passage: Passage
    score: float
    """Retrieval score, 0 to 1; 1 is nearest."""
    stance: Stance
    probability: float
    """How likely the stance is the right one, 0 to 1."""
    findings: tuple[Finding, ...] = ()
    highlights: tuple[tuple[int, int], ...] = ()
    """Spans of the passage's text that decided, in order and disjoint."""
    opinion: Opinion | None = None
    """What the stance model says of it, where the rules leave the claim open."""


class Status(StrEnum):
    """What the evidence as a whole says of a claim."""

    SUPPORTED = "supported"
    CONFLICTING = "conflicting"
    MIXED = "mixed"
    UNVERIFIED = "unverified"


class Verdict(Record, frozen=True, kw_only=True):
    """A claim, what the evidence says of it, and the evidence, best first."""

    claim: Claim
    status: Status
    confidence: float
    evidence: tuple[Evidence, ...] = ()
    findings: tuple[Finding, ...] = ()
    """What the claim says against itself, without any source: a sum that does not add up, a weekday not the date's."""
    note: str = ""
    """Why nothing more could be said, where a user would ask."""

    def _repr_html_(self) -> str:
        """How a notebook shows it."""
        from verifier.reports import notebook  # noqa: PLC0415 - reports import the records

        return notebook.render(self)
