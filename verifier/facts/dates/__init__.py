"""Dates, times and periods of a text, as facts; comparing two of them is the work of `rules.date`.

`tokens` cuts the text. `grammar` reads expressions from it by recursive descent: a chain of classes, one a module, of
which each may use those below it (phrases, days, times, named, relative, periods, ranges, points, grammar, lists). The words
are in `tables`, `holidays` and `lunar`, the arithmetic in `calendars` and `spans`. Here an expression becomes a `Date`:
what comes again is settled by the text's own date and the tense of the sentence, a time of day is laid on its day, and
a bound is applied.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence

from verifier.facts.dates import tables
from verifier.facts.dates.calendars import Span, civil, month_span, nth_weekday, weekday, year_span
from verifier.facts.dates.expression import Expression, fixed_day
from verifier.facts.dates.grammar import STARTS
from verifier.facts.dates.lists import Lists
from verifier.facts.dates.tokens import Tokens
from verifier.records import Bound, Date, Fact, Interval

__all__ = ["read"]

_REPORT_REACH = 1
"""Words between a verb of reporting and the day of the report: "said on Monday"."""
_TENSE_REACH = 14
"""How many tokens away a verb may stand that tells whether a weekday is past or to come."""

_SHORT_NAMES = (set(tables.MONTHS) | set(tables.WEEKDAYS)) - {
    name.casefold() for name in (*tables.MONTH_NAMES, *tables.WEEKDAY_NAMES)
}
"""Names of months and weekdays after which a full stop ends no sentence."""

_WEEK_READINGS = 8
"""Within how many days the readings of one week of a month or a date begin."""

_STARTING_KINDS = frozenset(("numeric", "clock", "decimal"))
_AFTER_NUMBER = frozenset(("-", "–", "—", "/", "&", "'", "’"))
_BEFORE_NUMBER = frozenset(("at", "@", "on", "the"))
"""What must stand beside a number of less than four figures for it to be worth a look."""

_CHAINED = frozenset(("-", "–", "/"))
"""Signs of which two between three numbers make a score or a telephone number, if the tokens know no date in them."""

_RECENT = 14
"""Days from the text's own to a day of the month that is taken for this year's, whatever weekday stands beside it."""


def read(text: str, published: dt.date | None = None, blocked: Sequence[tuple[int, int]] = ()) -> list[Fact]:
    """The dates of a text, in order and disjoint.

    `published` is the date of the text; without it what is relative to it has no readings, only the parts it states.
    `blocked` are spans that no date may touch.
    """
    tokens = Tokens(text, blocked)
    keys, kinds, size = tokens.keys, tokens.kinds, tokens.size
    grammar = Lists(tokens, published, lambda at: _tense(tokens, at))
    facts = []
    at = 0
    while at < size:
        kind = kinds[at]
        if kind == "integer":
            starts = at + 1 < size and (kinds[at + 1] == "word" or keys[at + 1] in _AFTER_NUMBER)
            starts = starts or len(keys[at]) == 4 or (at > 0 and keys[at - 1] in _BEFORE_NUMBER)
            if starts and at + 3 < size and keys[at + 1] in _CHAINED and keys[at + 3] == keys[at + 1]:
                starts = kinds[at + 2] != "integer"
        else:
            starts = (kind == "word" and keys[at] in STARTS) or kind in _STARTING_KINDS or keys[at] in ("'", "’")
        if starts or (kind == "integer" and keys[at + 1] == ","):
            found = grammar.listed(at, in_a_row=not starts)
            if not found and starts and (one := grammar.expression(at)):
                found = grammar.continued(one)
            read_ = [fact for each in found if (fact := _fact(tokens, each, grammar.today)) is not None]
            if read_:
                facts += read_
                at = found[-1].end
                continue
        at += 1
    return facts


def _tense(tokens: Tokens, at: int) -> int:
    """-1 where the nearest verb before the phrase, or else after it, is in the past, 1 where it looks ahead, else 0."""
    for step in (-1, 1):
        near = at + (step if step < 0 else 0)
        for place in range(near, near + step * _TENSE_REACH, step):
            if not 0 <= place < tokens.size:
                break
            key = tokens.keys[place]
            if key in (".", ";", "!", "?") and not (key == "." and _is_abbreviation(tokens, place)):
                break
            if tokens.kinds[place] != "word":
                continue
            if key in tables.PRESENT_CUES:
                break
            if key in tables.REPORTING_CUES and near - place > _REPORT_REACH:
                continue
            if key in tables.FUTURE_CUES and not (key == "may" and tokens.is_capitalised(place)):
                return 1
            if key in tables.PAST_CUES or (len(key) > 3 and key.endswith("ed") and key not in tables.NOT_PAST):
                return -1
    return 0


def _is_abbreviation(tokens: Tokens, at: int) -> bool:
    return at > 0 and tokens.keys[at - 1] in _SHORT_NAMES


def _fact(tokens: Tokens, found: Expression, today: int | None) -> Fact | None:
    if found.is_time and found.weak:
        return None
    tense = 0
    if found.occur is not None and today is not None:
        tense = _tense(tokens, found.start) or _tense(tokens, found.end)
    pairs = _settled(found, today, tense)
    bound = found.bound
    cores: list[Span] = []
    readings: list[Interval] = []
    for index, (core, wide) in enumerate(pairs):
        edge = found.edge[index] if found.edge and index < len(found.edge) else None
        if edge is None and found.edge_of and found.occur:
            edge = found.edge_of(core)
        if edge is not None and bound not in (Bound.EXACT, Bound.ABOUT, Bound.BETWEEN):
            core = wide = edge  # noqa: PLW2901 - a bound cuts at the edge
        for one, loose in _timed(core, wide, found.clock if not found.is_time else ()):
            reading = _bounded(one, loose, found)
            if reading not in readings or one not in cores:
                cores.append(one)
                readings.append(reading)
    clock = tuple(_bounded_clock(one, found) for one in found.clock)
    start, end = tokens.starts[found.start], tokens.ends[found.end - 1]
    value = Date(
        readings=tuple(readings),
        cores=tuple(Interval(float(low), float(high), high_open=True) for low, high in cores),
        bound=bound,
        grain=found.grain,
        year=found.year,
        month=found.month,
        day=found.day,
        weekday=found.weekday,
        hour=found.hour,
        minute=found.minute,
        relative=found.relative or (found.occur is not None and bool(cores)),
        clock=clock,
        zone=_zone(found, cores[0][0] if cores else today),
        elapsed=found.elapsed,
    )
    return Fact(start, end, tokens.text[start:end], value)


def _settled(found: Expression, today: int | None, tense: int) -> list[tuple[Span, Span]]:
    """The readings of an expression in days, each with what it may mean at the widest."""
    if found.spans is not None:
        return list(zip(found.spans, found.wide or found.spans, strict=False))
    occur = found.occur
    if occur is None or today is None or found.recurring:
        return []
    if found.weekday is not None and found.month and found.day:
        near = fixed_day(found.month, found.day)(today - _RECENT, today + _RECENT + 1)
        if near and weekday(near[0][0]) != found.weekday:
            # "Wednesday, 19 March" of a text of 20 March is the day before, and a slip: not the last 19 March on a Wednesday.
            return [(near[0], near[0])]
    around = occur(today - found.cycle - 1, today + found.cycle + 2)
    past = [one for one in around if one[0] < today + 1]
    coming = [one for one in around if one[1] > today]
    chosen = [*(past[-1:] if tense <= 0 else []), *(coming[:1] if tense >= 0 else [])]
    chosen = chosen or past[-1:] or coming[:1]
    reach = _WEEK_READINGS if found.grain == "week" else 0
    alike = [one for one in around if any(abs(one[0] - pick[0]) <= reach for pick in chosen)]
    return [(one, one) for one in dict.fromkeys(alike)]


def _timed(core: Span, wide: Span, clock: tuple[Span, ...]) -> list[tuple[Span, Span]]:
    """A time of day laid on its day, once for each of its readings."""
    if not clock:
        return [(core, wide)]
    last = math.ceil(core[1]) - 1
    return [((core[0] + low, last + high), (core[0] + low, last + high)) for low, high in clock]


def _bounded(core: Span, wide: Span, found: Expression) -> Interval:
    low, high = float(wide[0]), float(wide[1])
    if wide != core and found.bound is not Bound.ABOUT:
        return Interval(low, high, high_open=True)
    match found.bound:
        case Bound.AT_LEAST:
            return Interval(low, math.inf, high_open=True)
        case Bound.MORE_THAN:
            return Interval(high, math.inf, high_open=True)
        case Bound.AT_MOST:
            return Interval(-math.inf, high, low_open=True, high_open=True)
        case Bound.LESS_THAN:
            return Interval(-math.inf, low, low_open=True, high_open=True)
        case Bound.ABOUT if wide == core and found.grain == "year" and found.year is not None:
            years = 5 if found.year % 10 == 0 else 2
            return Interval(
                float(year_span(found.year - years)[0]), float(year_span(found.year + years)[1]), high_open=True
            )
        case Bound.ABOUT if wide == core and (found.elapsed is None or found.clock):
            slack = _slack(found)
            return Interval(low - slack, high + slack, high_open=True)
    return Interval(low, high, high_open=True)


def _slack(found: Expression) -> float:
    """How far "about" reaches on either side, in days."""
    if found.clock and found.hour is not None:
        return 0.5 / 24
    return {"day": 3, "week": 7, "weekend": 7, "month": 31, "quarter": 45, "season": 45, "half": 92, "year": 731}.get(
        found.grain, 0
    ) or (3652.5 if found.grain in ("decade", "century") else 0)


def _zone(found: Expression, day: float | None) -> float | None:
    """The zone of a time, an hour ahead where its day lies in American summer time (the rule of 2007)."""
    if found.zone is None or not found.summer or day is None:
        return found.zone
    year = civil(day)[0]
    begins = nth_weekday(*month_span(year, 3), 6, 2) or 0
    ends = nth_weekday(*month_span(year, 11), 6, 1) or 0
    return found.zone + (1 / 24 if begins <= day < ends else 0)


def _bounded_clock(clock: Span, found: Expression) -> Interval:
    """A time of day with the bound applied, within its day."""
    low, high = clock
    match found.bound:
        case Bound.AT_LEAST:
            high = max(1.0, high)
        case Bound.MORE_THAN:
            low, high = high, max(1.0, high)
        case Bound.AT_MOST:
            low = 0.0
        case Bound.LESS_THAN:
            low, high = 0.0, low
        case Bound.ABOUT:
            low, high = low - 0.5 / 24, high + 0.5 / 24
    return Interval(low, high, high_open=True)
