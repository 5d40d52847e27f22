"""Arithmetic of calendars on day numbers (1 is 1 January of the year 1, Gregorian, proleptic); no text is read here.

A year is astronomical throughout: 0 is 1 BC, -43 is 44 BC. A span is a half-open pair of day numbers.
"""

from __future__ import annotations

from functools import lru_cache

Span = tuple[float, float]

_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def shown(year: int) -> str:
    """The year as a reader writes it: "44 BC"."""
    return str(year) if year > 0 else f"{1 - year} BC"


def is_leap(year: int) -> bool:
    """Whether the Gregorian year has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    """Days in the month."""
    return 29 if month == 2 and is_leap(year) else _MONTH_LENGTHS[month - 1]


def is_date(year: int, month: int, day: int) -> bool:
    """Whether such a day exists."""
    return 1 <= month <= 12 and 1 <= day <= month_length(year, month)


def day_number(year: int, month: int, day: int) -> int:
    """As `datetime.date.toordinal`, for any year, also before the year 1."""
    shifted = year - (month <= 2)
    era, of_era = divmod(shifted, 400)
    of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 305


def civil(number: float) -> tuple[int, int, int]:
    """Year, month and day of a day number: the inverse of `day_number`."""
    era, of_era = divmod(int(number // 1) + 305, 146097)
    year = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    index = (5 * of_year + 2) // 153
    month = index + (3 if index < 10 else -9)
    return year + era * 400 + (month <= 2), month, of_year - (153 * index + 2) // 5 + 1


def weekday(number: float) -> int:
    """Monday is 0."""
    return (int(number // 1) + 6) % 7


def year_span(year: int, years: int = 1) -> Span:
    """From 1 January of the year, so many years long."""
    return day_number(year, 1, 1), day_number(year + years, 1, 1)


def month_span(year: int, month: int, months: int = 1) -> Span:
    """From the first of the month, so many months long; the month may lie outside 1 to 12 and carries into the year."""
    return _first_of(year, month), _first_of(year, month + months)


def _first_of(year: int, month: int) -> int:
    carry, index = divmod(month - 1, 12)
    return day_number(year + carry, index + 1, 1)


def week_start(number: float) -> int:
    """The Monday on or before the day."""
    return int(number // 1) - weekday(number)


def add_months(number: float, months: int) -> int:
    """The same day of another month, or that month's last day if it is shorter."""
    year, month, day = civil(number)
    carry, index = divmod(month - 1 + months, 12)
    return day_number(year + carry, index + 1, min(day, month_length(year + carry, index + 1)))


def nth_weekday(low: float, high: float, day: int, nth: int) -> int | None:
    """The nth such weekday of the span, counted from its end if nth is negative; None if there are not so many."""
    if nth > 0:
        found = low + (day - weekday(low)) % 7 + 7 * (nth - 1)
    else:
        found = high - 1 - (weekday(high - 1) - day) % 7 + 7 * (nth + 1)
    return int(found) if low <= found < high else None


def iso_week(year: int, week: int) -> Span:
    """The week of ISO 8601: week 1 holds 4 January."""
    low = week_start(day_number(year, 1, 4)) + 7 * (week - 1)
    return low, low + 7


@lru_cache(maxsize=512)
def easter(year: int) -> int:
    """Easter Sunday of the Western churches, by the Gregorian computus (Meeus, Astronomical Algorithms, chapter 8)."""
    golden = year % 19
    century, of_century = divmod(year, 100)
    leaps, rest = divmod(century, 4)
    moon = (19 * golden + century - leaps - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    shift = (32 + 2 * rest + 2 * (of_century // 4) - moon - of_century % 4) % 7
    month, day = divmod(moon + shift - 7 * ((golden + 11 * moon + 22 * shift) // 451) + 114, 31)
    return day_number(year, month, day + 1)


@lru_cache(maxsize=512)
def orthodox_easter(year: int) -> int:
    """Easter Sunday of the Eastern churches: the Julian computus (Meeus, chapter 8), as a Gregorian day."""
    moon = (19 * (year % 19) + 15) % 30
    shift = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + shift + 114, 31)
    return day_number(year, month, day + 1) + year // 100 - year // 400 - 2


# Hebrew calendar: months are counted from Nisan; day numbers by the molad arithmetic of Dershowitz and Reingold,
# "Calendrical Calculations", chapter 8.
_HEBREW_EPOCH = -1373427


def _hebrew_is_leap(year: int) -> bool:
    return (7 * year + 1) % 19 < 7


@lru_cache(maxsize=512)
def _hebrew_new_year(year: int) -> int:
    def elapsed(of: int) -> int:
        months = (235 * of - 234) // 19
        days = 29 * months + (12084 + 13753 * months) // 25920
        return days + 1 if 3 * (days + 1) % 7 < 3 else days

    before, now, after = elapsed(year - 1), elapsed(year), elapsed(year + 1)
    delay = 2 if after - now == 356 else 1 if now - before == 382 else 0
    return _HEBREW_EPOCH + now + delay


def _hebrew_month_length(year: int, month: int) -> int:
    length = _hebrew_new_year(year + 1) - _hebrew_new_year(year)
    if month in (2, 4, 6, 10, 13) or (month == 12 and not _hebrew_is_leap(year)):
        return 29
    if (month == 8 and length % 10 != 5) or (month == 9 and length % 10 == 3):
        return 29
    return 30


@lru_cache(maxsize=1024)
def hebrew(year: int, month: int, day: int) -> int:
    """The day on which the Hebrew date falls within the Gregorian year; 7 is Tishri, 1 Nisan, 12 the Adar of Purim."""
    of = year + (3761 if month >= 7 and month != 12 else 3760)
    if month == 12:
        month = 13 if _hebrew_is_leap(of) else 12
    months = list(range(7, 14 if _hebrew_is_leap(of) else 13)) + list(range(1, 7))
    before = months[: months.index(month)]
    return _hebrew_new_year(of) + sum(_hebrew_month_length(of, one) for one in before) + day - 1


_ISLAMIC_EPOCH = 227015


def islamic(year: int, month: int, day: int) -> list[int]:
    """The days of the Gregorian year with that date in the tabular Islamic calendar; seen moons differ by a day."""
    found = []
    first = (day_number(year, 1, 1) - _ISLAMIC_EPOCH) * 30 // 10631
    for of in range(first, first + 4):
        number = day - 1 + 29 * (month - 1) + month // 2 + (of - 1) * 354 + (3 + 11 * of) // 30 + _ISLAMIC_EPOCH
        if civil(number)[0] == year:
            found.append(number)
    return found
