"""Two dates or times as one range: "July 13-15", "3-4pm", "from May 1990 to September"."""

from __future__ import annotations

from verifier.facts.dates.calendars import civil, day_number, is_date
from verifier.facts.dates.expression import RANK, Expression, fixed_day, is_weekday_only, laid_on, paired
from verifier.facts.dates.periods import Periods
from verifier.facts.dates.spans import MINUTE, time_of_day
from verifier.facts.dates.tables import CONNECTORS, DASHES
from verifier.records import Bound

LAST_DAY = 31


class Ranges(Periods):
    """Two dates or times as one range: "July 13-15", "3-4pm", "from May 1990 to September"."""

    def _articles(self, at: int) -> int:
        at = self._skip(at, "about", "around") if self.tokens.key(at - 1) in ("by", "at") else at
        return self._skip(self._skip(at, "on", "in", "at"), "the")

    def _weak_left(
        self, at: int, connectors: frozenset[str] | set[str], *, consecutive: bool = True
    ) -> Expression | None:
        """A range whose left side is a bare number that the right side explains: "13 to 15 July", "3-4pm"."""
        if before_christ := self._years_before_christ(at):
            return before_christ
        day = self._ordinal(at) or self._small(at)
        if day is None:
            return None
        value, end = day
        listed = self._listed(value, end)
        end = listed[1]
        connector = self.tokens.key(end)
        if listed[0] > value and connector not in ("and", "&"):
            return None
        if connector not in connectors or self.tokens.key(end + 1) in ("noon", "midnight", "midday"):
            return None
        if connector in DASHES and not self.tokens.is_glued(end) and self.tokens.is_capitalised(at - 1):
            return None
        told = connector == "to" and (self.kinds[at] == "word" or value > 12 or self.tokens.key(at - 1) == "at")
        if told and self._past_or_to(at, value, end):
            return None
        after = self._articles(end + 1)
        if self.tokens.kind(after) == "integer" and self.tokens.kind(after + 1) != "word":
            return None
        right = self.point(after, after_preposition=True)
        if right is None or right.bound is not Bound.EXACT or right.is_range:
            return None
        if right.day is not None and right.month is not None and right.occur is not None and 1 <= value <= 31:
            if not value < right.day or (consecutive and connector in ("and", "&") and listed[0] + 1 != right.day):
                return None
            left = right.with_(occur=fixed_day(right.month, value), day=value, start=at, weekday=None)
        elif right.day is not None and right.month is not None and right.year is not None and right.spans:
            if not value < right.day or (consecutive and connector in ("and", "&") and listed[0] + 1 != right.day):
                return None
            low = day_number(right.year, right.month, value)
            left = right.with_(spans=((low, low + 1),), day=value, start=at, weekday=None)
        elif right.is_time and right.hour is not None and value <= 24 and self.kinds[at] in ("integer", "word"):
            if end - at > 1 or self._ordinal(at):
                return None
            left = self._hour_before(right, value, 0).with_(start=at)
        else:
            return None
        return self._joined(left, right)

    def _listed(self, value: int, end: int) -> tuple[int, int]:
        """The last of "5, 6" in "5, 6 and 7 March", and the token after it."""
        while self.tokens.key(end) == "," and self._integer(end + 1) == value + 1 and value < LAST_DAY:
            value, end = value + 1, end + 2
        return value, end

    def _years_before_christ(self, at: int) -> Expression | None:
        """Such as "538–332 BC"."""
        value, other = self._integer(at), self._integer(at + 2)
        if value is None or other is None or self.keys[at + 1] not in CONNECTORS or not value > other > 0:
            return None
        era = self._era(at + 3)
        if era is None or era[0] > 0:
            return None
        return self._joined(self._of_year(at, 1 - value, at + 1), self._of_year(at + 2, 1 - other, era[1]))

    def _small(self, at: int) -> tuple[int, int] | None:
        value = self._integer(at)
        if value is not None and value <= 31 and len(self.keys[at]) <= 2:
            return value, at + 1
        words = self._cardinal_words(at)
        return words if words and words[0] <= 31 else None

    def _hour_before(self, right: Expression, hour: int, minute: int) -> Expression:
        """The left side of "3-4pm": the nearest such time of the clock before the right one."""
        starts = []
        for low, _ in right.clock:
            options = (
                [time_of_day(hour % 12 + half, minute) for half in (0, 12)]
                if hour <= 12
                else [time_of_day(hour, minute)]
            )
            starts.append(max((one for one in options if one < low), default=options[0]))
        clock = tuple((low, low + MINUTE) for low in starts)
        return right.with_(
            clock=clock, hour=round(starts[0] * 24) if not minute else int(starts[0] * 24), minute=minute
        )

    def _right_of(self, left: Expression, at: int) -> Expression | None:
        """The right side of a range: a point, or a bare number that the left side explains."""
        right = self.point(at, after_preposition=True)
        if right is not None and right.bound is Bound.EXACT and not right.is_range:
            alike = left.is_time == right.is_time or right.clock or not left.is_time
            year_after_day = left.day and not left.is_time and right.grain == "year"
            if alike and not year_after_day:
                return right
        if left.grain == "year" and left.year is not None:
            number = self._integer(at)
            if number is None:
                return None
            if len(self.keys[at]) == 2:
                number += left.year - left.year % 100
            return self._of_year(at, number, at + 1) if left.year < number < 3000 else None
        day = self._ordinal(at) or self._small(at)
        if day is None:
            return None
        value, end = day
        if left.is_time and left.hour is not None and value <= 24 and end - at == 1 and self.kinds[at] == "integer":
            return self._hour_after(left, value, at, end)
        if left.day is None or left.month is None or value <= left.day or value > 31 or self._is_counted(end):
            return None
        year = self._year_after(end) if left.year is None else None
        if left.year is not None and left.spans and is_date(left.year, left.month, value):
            low = day_number(left.year, left.month, value)
            return left.with_(spans=((low, low + 1),), day=value, end=end, weekday=None)
        if left.year is None and is_date(2000, left.month, value):
            right = left.with_(occur=fixed_day(left.month, value), spans=None, day=value, end=end, weekday=None)
            return self._in_year(right, *year) if year else right
        return None

    def _hour_after(self, left: Expression, hour: int, at: int, end: int) -> Expression:
        low = left.clock[0][0]
        options = [time_of_day(hour % 12 + half, 0) for half in (0, 12)] if hour <= 12 else [time_of_day(hour, 0)]
        later = min((one for one in options if one > low), default=options[-1])
        return left.with_(start=at, end=end, clock=((later, later + MINUTE),), hour=round(later * 24) % 24, minute=0)

    def _joined(self, left: Expression, right: Expression) -> Expression | None:
        """The range from the start of one point to the end of another."""
        grain = left.grain if left.rank <= right.rank else right.grain
        common = {
            "start": left.start,
            "end": right.end,
            "grain": grain,
            "bound": Bound.BETWEEN,
            "is_range": True,
            "relative": left.relative or right.relative,
            "zone": right.zone if right.zone is not None else left.zone,
            "summer": right.summer or left.summer,
        }
        if left.is_time and right.is_time:
            return self._joined_times(left, right, common)
        if right.is_time and left.clock:
            spans = left.spans
            if spans is None:
                return None
            clock = tuple((low, high) for low, _ in left.clock for high, _ in right.clock if high > low)
            return Expression(**common, spans=spans, clock=clock, year=left.year, month=left.month, day=left.day)  # type: ignore[arg-type]
        if left.is_time and right.clock:
            times = self._joined_times(left, right, common)
            if times is None:
                return None
            return right.with_(**common, clock=times.clock, hour=None, minute=None)
        if left.is_time or right.is_time:
            return None
        if is_weekday_only(left) and not (is_weekday_only(right) or (right.weekday is not None and right.spans)):
            return None
        if is_weekday_only(right) and not (is_weekday_only(left) or left.weekday is not None):
            return None
        if left.rank >= RANK["decade"] and right.rank < left.rank:
            return None
        if left.spans is not None and right.spans is not None:
            pairs = tuple(
                (laid_on(low, left, 0)[0], laid_on(high, right, 1)[1])
                for low in left.spans
                for high in right.spans
                if low[0] < high[1]
            )
            if not pairs and left.spans and right.spans:
                return None
            year = left.year if left.year == right.year else None
            return Expression(**common, spans=pairs[:2], year=year)  # type: ignore[arg-type]
        if left.occur and right.spans is not None:
            found = []
            for low, high in right.spans:
                before = left.occur(low - left.cycle, high)
                if before:
                    found.append((before[-1][0], high))
            year = right.year if found and right.year and civil(found[0][0])[0] == right.year else None
            return Expression(**common, spans=tuple(found), year=year)  # type: ignore[arg-type]
        if left.spans is not None and right.occur:
            found = []
            for low, high in left.spans:
                after = right.occur(high, high + right.cycle)
                if after:
                    found.append((low, after[0][1]))
            return Expression(**common, spans=tuple(found))  # type: ignore[arg-type]
        if left.occur and right.occur:
            return Expression(
                **common,  # type: ignore[arg-type]
                occur=paired(left.occur, right.occur, right.cycle),
                cycle=max(left.cycle, right.cycle),
                month=left.month if left.month == right.month else None,
            )
        return None

    def _joined_times(self, left: Expression, right: Expression, common: dict[str, object]) -> Expression | None:
        clock = []
        starts = left.clock
        if left.hour is not None and len(right.clock) == 1 and len(starts) > 1:
            starts = (max((one for one in starts if one[0] < right.clock[0][0]), default=starts[0]),)
        for low, _ in starts:
            ends = [high for high, _ in right.clock if high > low]
            if ends:
                clock.append((low, min(ends)))
            elif right.clock:
                clock.append((low, right.clock[0][0] + 1))
        if not clock:
            return None
        return Expression(**common, clock=tuple(clock))  # type: ignore[arg-type]
