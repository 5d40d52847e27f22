"""Whether two dates or times that stand for the same thing agree: the source's must lie within the claim's."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from verifier.facts.dates import calendars
from verifier.facts.dates.tables import GRAINS, MONTH_NAMES, MONTHS, WEEKDAY_NAMES, WEEKDAYS
from verifier.records import Bound, Date, Fact, Interval, Outcome
from verifier.rules.comparison import Comparison

NAME = "date"
SUMMARY = "Dates, times and periods: absolute, partial, relative to the date of the text, and bounded."

_RANK = {grain: rank for rank, grain in enumerate(GRAINS)}
_UPPER = frozenset((Bound.AT_MOST, Bound.LESS_THAN))
_LOWER = frozenset((Bound.AT_LEAST, Bound.MORE_THAN))
_BARE = re.compile(r"(?:the )?\d{1,2}(?:\.\d\d|st|nd|rd|th)?")
"""A number that is a day or a time of day only by the words of others."""


def compare(claim: Fact, source: Fact) -> Comparison:
    """Agrees where the source's date lies within the claim's, conflicts where no reading of one can be the other."""
    assert isinstance(claim.value, Date)
    assert isinstance(source.value, Date)
    outcome = _outcome(claim, source, claim.value, source.value)
    said, found = _in_words(claim), _in_words(source)
    explanation = f"the claim says {said}, the source {found}"
    if outcome is Outcome.AGREES and said == found:
        explanation = f"both say {said}"
    suggestion = suggest(claim, source) if outcome is Outcome.CONFLICTS else None
    return Comparison(outcome, explanation, suggestion)


def _outcome(claim_fact: Fact, source_fact: Fact, claim: Date, source: Date) -> Outcome:
    if _is_time_only(claim) or _is_time_only(source):
        return _compare_times(claim, source)
    if claim.readings and source.readings:
        return _compare_readings(claim, source)
    if claim.elapsed is not None and source.elapsed is not None and not claim.readings and not source.readings:
        return _compare_elapsed(claim, source)
    if claim_fact.text.casefold() == source_fact.text.casefold():
        return Outcome.AGREES
    return _compare_parts(claim, source)


def _is_time_only(date: Date) -> bool:
    """Whether it states a time of day and no day at all."""
    return bool(date.clock) and not date.relative and not _states_day(date)


# ---------------------------------------------------------------------- intervals


def _compare_readings(claim: Date, source: Date) -> Outcome:
    if claim.elapsed is not None and source.elapsed is not None and _is_below_a_day(claim) and _is_below_a_day(source):
        return Outcome.AGREES if abs(claim.elapsed - source.elapsed) < 1e-9 else Outcome.CONFLICTS
    shift = _shift(claim, source)
    if claim.bound is source.bound and claim.bound is not Bound.EXACT:
        return _compare_cores(claim.bound, claim.cores, _moved(source.cores, shift))
    asserted, found = claim.readings, _moved(source.readings, shift)
    bounds = {claim.bound, source.bound}
    if (bounds <= _UPPER or bounds <= _LOWER) and _same(claim.cores, _moved(source.cores, shift)):
        return Outcome.AGREES
    if claim.relative and _RANK[source.grain] >= _RANK["year"] and source.bound is Bound.EXACT:
        asserted = asserted[:1] if claim.grain == "year" else asserted
    if source.relative and _RANK[claim.grain] >= _RANK["year"] and claim.bound is Bound.EXACT:
        found = found[:1] if source.grain == "year" else found
    by_weeks = claim.elapsed is not None and claim.grain == "week" and source.grain == "day"
    # "A week ago" may be said of the sixth day too: that is neither borne out nor ruled out.
    if any(one.is_within(other) for one in found for other in (asserted[:1] if by_weeks else asserted)):
        return Outcome.AGREES
    if all(one.is_disjoint(other) for one in found for other in asserted):
        return Outcome.CONFLICTS
    return Outcome.SILENT


def _compare_elapsed(claim: Date, source: Date) -> Outcome:
    """Durations before or after a date that is not known, but is taken to be the same for both."""
    asserted, found = _elapsed(claim), _elapsed(source)
    if claim.bound is source.bound:
        return Outcome.AGREES if abs((claim.elapsed or 0) - (source.elapsed or 0)) < 1e-9 else Outcome.CONFLICTS
    if found.is_within(asserted):
        return Outcome.AGREES
    return Outcome.CONFLICTS if found.is_disjoint(asserted) else Outcome.SILENT


def _elapsed(date: Date) -> Interval:
    days = date.elapsed or 0.0
    match date.bound:
        case Bound.MORE_THAN | Bound.AT_LEAST:
            return Interval(days, 0.0 if days < 0 else math.inf, low_open=date.bound is Bound.MORE_THAN)
        case Bound.LESS_THAN | Bound.AT_MOST:
            return Interval(-math.inf if days < 0 else 0.0, days, high_open=date.bound is Bound.LESS_THAN)
    return Interval(days, days)


def _is_below_a_day(date: Date) -> bool:
    return _RANK[date.grain] < _RANK["part"]


def _compare_cores(bound: Bound, claim: Iterable[Interval], source: Iterable[Interval]) -> Outcome:
    """Two dates under the same bound word stand for the same limit: the ends that the word cuts at must be the same."""
    claim, source = list(claim), list(source)
    if _same(claim, source, bound):
        return Outcome.AGREES
    if bound is Bound.BETWEEN:
        if any(one.is_within(other) for one in source for other in claim) and not _alike(claim, source):
            return Outcome.AGREES
        if any(other.is_within(one) for one in source for other in claim) and not _alike(claim, source):
            return Outcome.SILENT
        return Outcome.CONFLICTS
    if all(one.is_disjoint(other) for one in source for other in claim):
        return Outcome.CONFLICTS
    return Outcome.AGREES if any(one.is_within(other) for one in source for other in claim) else Outcome.SILENT


def _same(claim: Iterable[Interval], source: Iterable[Interval], bound: Bound = Bound.EXACT) -> bool:
    for one in claim:
        for other in source:
            low, high = abs(one.low - other.low) < 1e-6, abs(one.high - other.high) < 1e-6
            if (low and high) or (bound in _UPPER and (high if bound is Bound.AT_MOST else low)):
                return True
            if bound in _LOWER and (low if bound is Bound.AT_LEAST else high):
                return True
    return False


def _alike(claim: list[Interval], source: list[Interval]) -> bool:
    """Whether two ranges share one end and differ in the other: two statements of the same range."""
    return any((one.low == other.low) != (one.high == other.high) for one in claim for other in source)


def _shift(claim: Date, source: Date) -> float:
    """Days to add to the source's local time to have it in the claim's zone."""
    if claim.zone is None or source.zone is None or not (claim.clock and source.clock):
        return 0.0
    return claim.zone - source.zone


def _moved(intervals: Iterable[Interval], days: float) -> tuple[Interval, ...]:
    if not days:
        return tuple(intervals)
    return tuple(Interval(one.low + days, one.high + days, one.low_open, one.high_open) for one in intervals)


def _rounded(intervals: Iterable[Interval]) -> list[Interval]:
    return [Interval(round(one.low, 6), round(one.high, 6), one.low_open, one.high_open) for one in intervals]


# ---------------------------------------------------------------------- times of day


def _compare_times(claim: Date, source: Date) -> Outcome:
    """A time without a day on either side: only the times of day are compared."""
    if not claim.clock or not source.clock:
        return Outcome.SILENT
    shift = _shift(claim, source)
    asserted = _rounded(claim.clock)
    found = _rounded(_moved(source.clock, shift))
    nights = [
        Interval(one.low + turn, one.high + turn, one.low_open, one.high_open) for one in found for turn in (-1, 0, 1)
    ]
    if any(one.is_within(other) for one in nights for other in asserted):
        if claim.bound is source.bound is not Bound.EXACT and not any(
            _equal(one, other) for one in nights for other in asserted
        ):
            return Outcome.CONFLICTS
        return Outcome.AGREES if not _states_day(claim) else Outcome.SILENT
    if all(one.is_disjoint(other) for one in nights for other in asserted):
        return Outcome.CONFLICTS
    if claim.bound is source.bound is not Bound.EXACT:
        return Outcome.CONFLICTS
    return Outcome.SILENT


def _equal(one: Interval, other: Interval) -> bool:
    return abs(one.low - other.low) < 1e-5 and abs(one.high - other.high) < 1e-5


def _states_day(date: Date) -> bool:
    return bool(date.readings) or any(part is not None for part in _parts(date))


# ---------------------------------------------------------------------- stated parts


def _parts(date: Date) -> tuple[int | None, int | None, int | None, int | None]:
    return date.year, date.month, date.day, date.weekday


def _known_parts(date: Date) -> tuple[int | None, int | None, int | None, int | None]:
    """The stated parts, and those that follow from a single reading."""
    year, month, day, weekday = _parts(date)
    if len(date.cores) == 1 and date.bound in (Bound.EXACT, Bound.ABOUT):
        core = date.cores[0]
        first, last = calendars.civil(core.low), calendars.civil(core.high - 1e-6)
        if first[0] == last[0]:
            year = first[0]
            if first[1] == last[1]:
                month = first[1]
                if first[2] == last[2]:
                    day, weekday = first[2], calendars.weekday(core.low)
    return year, month, day, weekday


def _compare_parts(claim: Date, source: Date) -> Outcome:
    """Where one side can't be resolved: what both state must be the same, and the source must know all of it."""
    if claim.bound is not source.bound and not {claim.bound, source.bound} <= {Bound.EXACT, Bound.ABOUT}:
        return Outcome.SILENT
    said, found = _known_parts(claim), _known_parts(source)
    stated = [(mine, theirs) for mine, theirs in zip(said, found, strict=True) if mine is not None]
    if not stated:
        return Outcome.SILENT
    if any(theirs is not None and mine != theirs for mine, theirs in stated):
        return Outcome.CONFLICTS
    if not claim.readings and claim.grain not in ("day", "month", "year") and not claim.clock:
        return Outcome.SILENT
    if all(theirs is not None for _, theirs in stated):
        if claim.clock:
            return _compare_times(claim.__class__(readings=(), cores=(), clock=claim.clock, zone=claim.zone), source)
        return Outcome.AGREES
    return Outcome.SILENT


# ---------------------------------------------------------------------- words


def _in_words(fact: Fact) -> str:
    """The fact's own words, with the day that they come to where they do not name it."""
    date = fact.value
    assert isinstance(date, Date)
    said = _of_list(fact) or fact.text
    resolved = len(date.cores) == 1 and date.relative and date.bound in (Bound.EXACT, Bound.ABOUT)
    if not resolved:
        return said
    core = date.cores[0]
    first, last = calendars.civil(core.low), calendars.civil(core.high - 1e-6)
    if first == last:
        words = _day_in_words(first)
    elif first[2] == 1 and calendars.civil(core.high)[2] == 1 and first[:2] == last[:2]:
        words = f"{MONTH_NAMES[first[1] - 1]} {first[0]}"
    elif first[1:] == (1, 1) and last[1:] == (12, 31) and first[0] == last[0]:
        words = str(first[0])
    else:
        words = f"{_day_in_words(first)} to {_day_in_words(last)}"
    return f"{said} ({words})"


def _of_list(fact: Fact) -> str:
    """What an item of a list says with what it shares with the others: "2 May" of "2, 6 and 9 May"; "" of anything else."""
    date = fact.value
    if not isinstance(date, Date) or not _BARE.fullmatch(fact.text):
        return ""
    if date.month and date.day:
        return f"{date.day} {MONTH_NAMES[date.month - 1]}"
    return f"{date.hour}:{date.minute or 0:02}" if date.hour is not None and len(date.clock) == 1 else ""


def _day_in_words(day: tuple[int, int, int]) -> str:
    return f"{day[2]} {MONTH_NAMES[day[1] - 1]} {calendars.shown(day[0])}"


_FORMS = re.compile(
    r"(?P<iso>\d{4}-\d\d-\d\d)|(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day\b,? ?)?"
    r"(?:(?P<dmy>\d{1,2}(?:st|nd|rd|th)? [a-z]+,? \d{4})|(?P<mdy>[a-z]+ \d{1,2}(?:st|nd|rd|th)?,? \d{4})"
    r"|(?P<dm>\d{1,2}(?:st|nd|rd|th)? [a-z]{3,9})|(?P<md>[a-z]{3,9} \d{1,2}(?:st|nd|rd|th)?)"
    r"|(?P<my>[a-z]+ \d{4})|(?P<y>\d{4})|(?P<m>[a-z]{3,9}))?$",
    re.IGNORECASE,
)


def suggest(claim: Fact, source: Fact) -> str | None:
    """The source's date in the form of the claim's where that is one of the usual ones, else the source's own words."""
    date = source.value
    assert isinstance(date, Date)
    if not date.cores and (words := _of_list(source)):
        return words
    if len(date.cores) != 1 or date.bound is not Bound.EXACT or date.clock:
        return source.text
    core = date.cores[0]
    year, month, day = calendars.civil(core.low)
    rank = _RANK[date.grain]
    match = _FORMS.match(claim.text)
    if match is None or year < 1:
        return source.text
    form = next((name for name in ("iso", "dmy", "mdy", "dm", "md", "my", "y", "m") if match.group(name)), "")
    if form == "m" and claim.text.lower() not in MONTHS and claim.text.lower() not in WEEKDAYS:
        return source.text
    name = MONTH_NAMES[month - 1]
    if form and form not in ("y", "my") and rank > _RANK["day"] and not (form == "m" and rank == _RANK["month"]):
        return source.text
    if (form == "my" and rank > _RANK["month"]) or (form == "y" and rank > _RANK["year"]):
        return source.text
    weekday = f"{WEEKDAY_NAMES[calendars.weekday(core.low)]}{_gap(match)}" if match.group("weekday") else ""
    if not form and weekday:
        return weekday.strip(" ,") if rank == _RANK["day"] else source.text
    written = {
        "iso": f"{year:04}-{month:02}-{day:02}",
        "dmy": f"{day} {name} {year}",
        "mdy": f"{name} {day}, {year}",
        "dm": f"{day} {name}",
        "md": f"{name} {day}",
        "my": f"{name} {year}",
        "y": str(year),
        "m": name,
    }
    return weekday + written[form] if form else source.text


def _gap(match: re.Match[str]) -> str:
    return re.sub(r"^[A-Za-z]+", "", match.group("weekday"))
