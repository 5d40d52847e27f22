"""What a phrase of date or time means while it is being read: fixed spans of days, or something that comes again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from verifier.facts.dates.calendars import Span, civil, day_number, month_span, weekday
from verifier.facts.dates.tables import GRAINS
from verifier.records import Bound

Occurrences = Callable[[float, float], list[Span]]
"""The spans that begin in [low, high), in order."""

RANK = {grain: rank for rank, grain in enumerate(GRAINS)}


@dataclass(slots=True, frozen=True, kw_only=True)
class Expression:
    """A phrase read up to the token `end`.

    `spans` are its readings in days where they are fixed, () where they rest on a date that is not known, and None for
    something that comes again: then `occur` finds it, and `cycle` says within how many days it surely comes. A time of
    day alone has neither, only `clock`.
    """

    start: int
    end: int
    grain: str
    spans: tuple[Span, ...] | None = None
    occur: Occurrences | None = None
    cycle: int = 366
    wide: tuple[Span, ...] | None = None
    """What the phrase may mean, where that is more than `spans`, parallel to them."""
    edge: tuple[Span, ...] | None = None
    """The day at which a bound cuts, where the phrase is a vague end: "by the end of May" is by 31 May."""
    edge_of: Callable[[Span], Span] | None = None
    """As `edge`, for something that comes again."""
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    hour: int | None = None
    minute: int | None = None
    clock: tuple[Span, ...] = ()
    zone: float | None = None
    summer: bool = False
    """Whether the zone is an hour further ahead in summer."""
    relative: bool = False
    elapsed: float | None = None
    bound: Bound = Bound.EXACT
    is_range: bool = False
    weak: bool = False
    """Whether it needs a preposition or another part beside it to be a date at all."""
    recurring: bool = False
    """Whether it speaks of all its occurrences ("on Mondays")."""

    @property
    def is_time(self) -> bool:
        """Whether it is a time of day without a day."""
        return self.spans is None and self.occur is None

    @property
    def rank(self) -> int:
        """How coarse the period is, leaving a time of day aside."""
        return RANK[self.grain]

    def with_(self, **changes: object) -> Expression:
        """A copy with some parts changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


def yearly(rule: Callable[[int], list[Span]]) -> Occurrences:
    """Occurrences of what a rule gives for each year."""

    def occur(low: float, high: float) -> list[Span]:
        years = range(civil(low)[0], civil(high)[0] + 1)
        return sorted(span for year in years for span in rule(year) if low <= span[0] < high)

    return occur


def monthly(day: int) -> Occurrences:
    """The nth day of every month that has one."""

    def occur(low: float, high: float) -> list[Span]:
        year, month, _ = civil(low)
        found = []
        while (first := month_span(year, month))[0] < high:
            number = first[0] + day - 1
            if low <= number < high and number < first[1]:
                found.append((number, number + 1))
            month += 1
        return found

    return occur


def weekly(day: int, offset: float = 0, length: float = 1) -> Occurrences:
    """Every such weekday, or a span of that length from an offset to it."""

    def occur(low: float, high: float) -> list[Span]:
        first = low - offset
        first += -first % 1
        first += (day - (first + 6)) % 7
        found = []
        while first + offset < high:
            found.append((first + offset, first + offset + length))
            first += 7
        return found

    return occur


def fixed_day(month: int, day: int) -> Occurrences:
    """A day of the year; 29 February comes in leap years only."""

    def rule(year: int) -> list[Span]:
        low = day_number(year, month, day)
        return [(low, low + 1)] if civil(low) == (year, month, day) else []

    return yearly(rule)


def month_of_each_year(month: int) -> Occurrences:
    """The month of every year."""
    return yearly(lambda year: [month_span(year, month)])


def is_weekday_only(found: Expression) -> bool:
    """Whether it is a weekday without a date."""
    return found.weekday is not None and found.day is None and found.occur is not None


def time_parts(clock: Expression, kept: tuple[Span, ...]) -> dict[str, object]:
    """The parts that a date takes over from a time of the clock."""
    hour = int(kept[0][0] * 24 + 1e-6) % 24
    return {
        "clock": kept,
        "hour": hour,
        "minute": clock.minute,
        "grain": clock.grain,
        "zone": clock.zone,
        "summer": clock.summer,
        "bound": clock.bound,
        "weak": False,
    }


def clock_of(day: Expression) -> dict[str, object]:
    """What a date takes over from the weekday, with its time of day, that stands before it."""
    if not day.clock:
        return {"weak": False}
    return {
        "clock": day.clock,
        "hour": day.hour,
        "minute": day.minute,
        "grain": day.grain,
        "zone": day.zone,
        "summer": day.summer,
        "bound": day.bound,
        "is_range": day.is_range,
        "weak": False,
    }


def inside(clocks: tuple[Span, ...], parts: tuple[Span, ...]) -> tuple[Span, ...]:
    """The readings of a time of the clock that lie in a part of the day."""
    kept = []
    for low, high in clocks:
        for shift in (0, 1):
            if any(begin <= low + shift < end for begin, end in parts):
                kept.append((low + shift, high + shift))
                break
    return tuple(kept)


def laid_on(span: Span, found: Expression, side: int) -> Span:
    """The span with its time of day: from it for the left side (0) of a range, up to it for the right side (1)."""
    if not found.clock:
        return span
    clock = found.clock[0]
    return span[0] + clock[0], span[0] + (clock[0] if side else clock[1])


def paired(left: Occurrences, right: Occurrences, cycle: int) -> Occurrences:
    """From each occurrence of one to the next occurrence of the other."""

    def occur(low: float, high: float) -> list[Span]:
        found = []
        for begin in left(low, high):
            after = right(begin[0], begin[0] + cycle + 1)
            if after:
                found.append((begin[0], after[0][1]))
        return found

    return occur


def on_weekday(occur: Occurrences, named: int) -> Occurrences:
    """Only the occurrences on that weekday, or all where none is near: then the text contradicts itself."""

    def matching(low: float, high: float) -> list[Span]:
        found = occur(low, high)
        return [one for one in found if weekday(one[0]) == named] or found

    return matching
