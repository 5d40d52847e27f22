"""A written day into a date, as front matter, metadata and date lines write it; dates within prose are read by `facts`."""

from __future__ import annotations

import datetime as dt
import re

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = re.compile(
    r"(?<![\d./-])(?:"
    r"(?P<y1>\d{4})(?P<sep>[-/.])(?P<m1>\d{1,2})(?P=sep)(?P<d1>\d{1,2})(?![\d-])"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?[ -](?:of )?{_MONTH.format('m2')},?[ -](?P<y2>\d{{4}})"
    rf"|{_MONTH.format('m3')} (?P<d3>\d{{1,2}})(?:st|nd|rd|th)?(?:,? |,)(?P<y3>\d{{4}})"
    r"|(?P<d4>\d{1,2})\.(?P<m4>\d{1,2})\.(?P<y4>\d{4})"
    r"|(?P<a5>\d{1,2})/(?P<b5>\d{1,2})/(?P<y5>\d{4})"
    r")(?!\d)",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
    r"|t?\d{1,2}[:.h]\d{2}(?:[:.]\d{2}(?:\.\d{1,9})?)?(?![\d])|\b\d{1,2} ?(?=[ap]\.?m\b)|[ap]\.?m\b\.?"
    r"|[+-]\d{2}:?\d{2}\b|\bz\b|(?<=\d)z\b|\b(?:gmt|utc)[+-]\d{1,2}\b|\b(?:gmt|utc|bst|cest|cet|eest|eet|msk|ist|jst|aest|et|[ecmp][sd]t)\b"
    r"|\b(?:at|on)\b|[,|·•()/–—-]",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?:T\d{4,6}Z?)?")


def day(value: object) -> dt.date | None:
    """The date of a metadata value that states one day, whatever time and zone stand beside it.

    None if it states none, or one that may be read two ways (3/4/2026). Raises ValueError for a day that there is not.
    """
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    text = str(value).strip()
    compact = _COMPACT.fullmatch(text)
    if compact:
        return dt.date(int(compact["y"]), int(compact["m"]), int(compact["d"]))
    return alone(text)


def alone(line: str) -> dt.date | None:
    """The first day in a line that holds nothing but days, weekdays and times; None for any other. Raises ValueError."""
    found, rest = find(line)
    return None if rest else found


def find(line: str) -> tuple[dt.date | None, str]:
    """The first day in a line, and the words beside days, weekdays and times. Raises ValueError for no day that is."""
    match = _DAY.search(line)
    if match is None:
        return None, line
    return _date(match), " ".join(_BESIDE.sub(" ", _DAY.sub(" ", line)).split())


def _date(match: re.Match[str]) -> dt.date | None:
    if match["y1"]:
        return dt.date(int(match["y1"]), int(match["m1"]), int(match["d1"]))
    if match["y2"]:
        return dt.date(int(match["y2"]), _month(match["m2"]), int(match["d2"]))
    if match["y3"]:
        return dt.date(int(match["y3"]), _month(match["m3"]), int(match["d3"]))
    if match["y4"]:
        return dt.date(int(match["y4"]), int(match["m4"]), int(match["d4"]))
    first, second, year = int(match["a5"]), int(match["b5"]), int(match["y5"])
    if first > 12 or first == second:
        return dt.date(year, second, first)
    return dt.date(year, first, second) if second > 12 else None


def _month(word: str) -> int:
    return _MONTHS.index(word[:3].lower()) + 1
