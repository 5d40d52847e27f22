"""Spans of days from other spans: the week of a day, the nth month of a year, two months on."""

from __future__ import annotations

from collections.abc import Callable

from verifier.facts.dates import tables
from verifier.facts.dates.calendars import (
    Span,
    add_months,
    civil,
    month_span,
    nth_weekday,
    week_start,
    weekday,
    year_span,
)

HOUR = 1 / 24
MINUTE = 1 / 1440
SECOND = 1 / 86400

TWO_DIGIT_PIVOT = 50
"""A two-digit year up to this many is of the 2000s."""

WEEKEND_HOLIDAY_GAP = 3
"""A holiday's weekend is the one that it adjoins: at most so many days away."""


def full_year(two: int) -> int:
    """The year that two digits stand for."""
    return two + (2000 if two <= TWO_DIGIT_PIVOT else 1900)


def time_of_day(hour: float, minute: float, second: float = 0) -> float:
    """A time of day as a fraction of the day."""
    return (hour * 3600 + minute * 60 + second) / 86400


def one_day(number: int | None) -> Span | None:
    """The span of a day, None for none."""
    return None if number is None else (number, number + 1)


def unit_span(day: float, unit: str, size: int, shift: int) -> Span:
    """The calendar unit that holds the day, so many units away."""
    if unit == "day":
        if size == 1:
            return day + shift, day + shift + 1
        low = week_start(day) + size * shift
        return low, low + size
    if unit == "weekend":
        saturday = week_start(day) + 5 + 7 * shift
        return saturday - 0.25, saturday + 2
    year, month, _ = civil(day)
    if size >= 12:
        years = size // 12
        offset = 1 if size in {1200, 12000} else 0
        low_year = (year - offset) // years * years + offset + years * shift
        return year_span(low_year, years)
    index = (month - 1) // size * size + 1
    return month_span(year, index + size * shift, size)


def rolling(today: float, unit: str, size: int, direction: int) -> Span:
    """So many days or months up to the date, or on from it."""
    if unit == "day":
        return (today - size, today) if direction < 0 else (today + 1, today + 1 + size)
    return (add_months(today, -size), today + 1) if direction < 0 else (today, add_months(today, size) + 1)


def shifted_day(day: float, parts: list[tuple[float, tuple[str, int]]], sign: int) -> float:
    """The day so many units of time before (-1) or after (1) another."""
    for count, (name, size) in parts:
        if name == "month":
            whole, rest = divmod(count * size, 1)
            day = add_months(day, sign * int(whole)) + sign * round(rest * tables.UNIT_DAYS["month"])
        elif name in ("day", "weekend"):
            day += sign * (count * size * tables.UNIT_DAYS[name]) // 1
        else:
            day += sign * count * size * tables.UNIT_DAYS[name] // 1
    return day


def neighbour(name: str, size: int, sign: int) -> Callable[[Span], Span]:
    """The calendar unit before (-1) or after (1) a span."""

    def rule(span: Span) -> Span:
        return unit_span(span[0] if sign < 0 else span[1] - 1, name, size, sign)

    return rule


def nth_unit(span: Span, unit: tuple[str, int], nth: int, number: int) -> Span | None:
    """The nth unit of the span, or the first or last so many of them."""
    name, size = unit
    low, high = span
    found: Span
    if name == "weekend":
        saturday = nth_weekday(low, high, 5, nth)
        return None if saturday is None else (saturday - 0.25, saturday + 2)
    if name == "day":
        step = size * number
        found = (low + step * (nth - 1), low + step * nth) if nth > 0 else (high + step * nth, high + step * (nth + 1))
    else:
        begin = low if nth > 0 else high
        first = size * number * (nth - 1 if nth > 0 else nth)
        found = add_months(begin, first), add_months(begin, first + size * number)
    return found if low <= found[0] and found[1] <= high else None


def fraction(span: Span, low: float, high: float) -> Span:
    """A part of a span, cut at the start of a month in a year, at the start of a day elsewhere."""
    length = span[1] - span[0]
    if length >= 360:
        months = round(length / tables.UNIT_DAYS["month"])
        return add_months(span[0], round(low * months)), add_months(span[0], round(high * months))
    return span[0] + round(low * length), span[0] + round(high * length)


def century_span(number: int, years: int, era: int) -> Span:
    """The nth century or millennium of an era; the 19th is 1800 to 1899, as newspapers count."""
    if era < 0:
        return year_span(1 - number * years, years)
    return year_span((number - 1) * years + 1 - (years > 1), years)


def weekend_around(span: Span) -> Span:
    """The weekend nearest to a holiday, with the holiday in it."""
    day = weekday(span[0])
    saturday = span[0] + (5 - day if day >= 2 else -2 - day)
    if abs(saturday - span[0]) > WEEKEND_HOLIDAY_GAP:
        return saturday - 0.25, saturday + 2
    return min(saturday - 0.25, span[0]), max(saturday + 2, span[1])
