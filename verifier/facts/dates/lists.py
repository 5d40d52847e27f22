"""Lists of days or times that share one month or suffix: "2, 6 and 9 May", "May 3, 10 and 17", "9, 10 and 11.30am"."""

from __future__ import annotations

import re

from verifier.facts.dates.calendars import civil, day_number, is_date
from verifier.facts.dates.expression import Expression, fixed_day
from verifier.facts.dates.grammar import Grammar
from verifier.facts.dates.tables import AFTER_DATE
from verifier.records import Bound

MOST_ITEMS = 31
"""Items above which a row of numbers is no list of days or times."""
_AND = frozenset(("and", "&"))
_NOT_BESIDE = frozenset("$£€¥-–/:.,%")
"""Signs of which one beside a number makes it another thing, or a part of a longer row."""
_AFTER_LIST = AFTER_DATE - {"of", "to"}
_TIME = re.compile(r"(\d{1,2})\.(\d\d)")

Item = tuple[int, int, int, int]
"""The first token, the one after the last, the day or hour, and the minute."""


class Lists(Grammar):
    """Reads every item of a list as an expression of its own; days in a row are a range, which `Grammar` reads."""

    def listed(self, at: int, *, in_a_row: bool) -> list[Expression]:
        """The items of a list that begins with a bare number at this token, which the last of them explains; else none.

        Days that follow each other are a list only if asked for, `in_a_row`.
        """
        if self.tokens.key(at - 1) in _NOT_BESIDE:
            return []
        items, end = self._row(at, 0)
        if not items or self.tokens.key(end) not in _AND:
            return []
        last_at = self._skip(end + 1, "the")
        last = self.point(last_at, after_preposition=True)
        if last is None or last.bound is not Bound.EXACT or last.is_range:
            return []
        alone = len(items) == 1
        values = [value for _, _, value, _ in items]
        before = self.tokens.key(at - 1)
        if last.day and last.month and self._day_month(last_at):
            apart = values[-1] < last.day and (in_a_row or last.day - values[0] > len(items))
            if not apart or any(minute for *_, minute in items) or (alone and before not in ("on", "the")):
                return []
            return [*(self._on_day(last, value, start, end) for start, end, value, _ in items), last]
        timed = last.hour is not None and len(last.clock) == 1 and max(values) <= 12
        if not timed or (alone and before != "at") or any(end - start > 1 for start, end, *_ in items):
            return []
        return [*(self._at_hour(last, item) for item in items), last]

    def continued(self, found: Expression) -> list[Expression]:
        """A day, and the bare numbers behind it that are days of its month too: "May 3, 10 and 17"."""
        month, first = found.month, found.day
        plain = month and first and found.bound is Bound.EXACT and not found.is_range and not found.clock
        if not month or not first or not plain or found.year is not None:
            return [found]
        at = self._skip(found.end, ",")
        items, at = self._row(at, first) if at > found.end else ([], at)
        last = self._item(self._skip(at + 1, "the"), at + 1) if self.tokens.key(at) in _AND else None
        if last is None:
            return [found]
        items.append(last)
        days = [first, *(value for _, _, value, _ in items)]
        if days != sorted(set(days)) or not is_date(2000, month, days[-1]) or any(minute for *_, minute in items):
            return [found]
        year = self._year_after(last[1])
        following = self.tokens.key(last[1])
        word = self.tokens.kind(last[1]) == "word"
        if not year and (following not in _AFTER_LIST if word else following in _NOT_BESIDE - {",", ".", ":"}):
            return [found]
        spans = [(found.start, found.end, first, 0), *items[:-1], (*last[:1], year[1] if year else last[1], *last[2:])]
        return [self._on_day(found, value, start, end, year and year[0]) for start, end, value, _ in spans]

    def _row(self, at: int, least: int) -> tuple[list[Item], int]:
        """Numbers with commas between them, each above the one before, and the token behind the last and its comma."""
        items: list[Item] = []
        while len(items) < MOST_ITEMS and (item := self._item(self._skip(at, "the"), at)) and item[2:] > (least, 0):
            items.append(item)
            least, end = item[2], item[1]
            at = self._skip(end, ",")
            if at == end or self.tokens.key(at) in _AND:
                break
        return items, at

    def _item(self, at: int, start: int) -> Item | None:
        if self.tokens.kind(at) == "decimal":
            time = _TIME.fullmatch(self.keys[at])
            return (start, at + 1, int(time[1]), int(time[2])) if time and int(time[2]) < 60 else None
        day = self._day_of_month(at)
        return (start, day[1], day[0], 0) if day else None

    def _at_hour(self, like: Expression, item: Item) -> Expression:
        """The same with a time before its own."""
        start, end, hour, minute = item
        grain = "minute" if minute else "hour"
        return self._hour_before(like, hour, minute).with_(start=start, end=end, grain=grain)

    def _on_day(self, like: Expression, day: int, start: int, end: int, year: int | None = None) -> Expression:
        """The same with another day of its month, of a year if one is known."""
        month = like.month or 1
        year = civil(like.spans[0][0])[0] if like.spans else year
        found = like.with_(start=start, end=end, day=day, weekday=None, year=year, weak=False)
        if year is None:
            return found.with_(occur=fixed_day(month, day))
        low = day_number(year, month, day)
        return found.with_(occur=None, spans=((low, low + 1),))
