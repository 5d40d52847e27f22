"""Times of day and their zones."""

from __future__ import annotations

from verifier.facts.dates import tables
from verifier.facts.dates.days import Days
from verifier.facts.dates.expression import Expression
from verifier.facts.dates.spans import HOUR, MINUTE, SECOND, time_of_day
from verifier.facts.dates.tables import DASHES, DAY_PARTS, DEICTIC, MERIDIEMS, TENS, TIME_OPENERS, UNITS, WEEKDAYS
from verifier.records import Bound


class Times(Days):
    """Times of day and their zones."""

    def _clock(self, at: int) -> Expression | None:
        """Such as "17:30", "5:30pm", "15:23:24"."""
        parts = self.keys[at].split(":")
        hour, minute = int(parts[0]), int(parts[1])
        second = float(parts[2]) if len(parts) > 2 else None
        if hour > 24 or minute > 59 or (second or 0) >= 60:
            return None
        return self._of_clock(at, at + 1, hour, minute, second, padded=len(parts[0]) == 2 and parts[0][0] == "0")

    def _meridiem(self, at: int) -> tuple[int, int] | None:
        """Am or pm, and the token after it."""
        key = self.tokens.key(at)
        if key in ("am", "pm"):
            return MERIDIEMS[key], at + 1
        if key in ("a", "p"):
            if self.tokens.key(at + 1) == "m":
                return MERIDIEMS[key], at + 2
            if self.tokens.is_glued(at) and self.kinds[at - 1] == "clock":  # "5p" is a price
                return MERIDIEMS[key], at + 1
        if key == "in" and self.tokens.key(at + 1) == "the" and self.tokens.key(at + 2) in ("am", "pm"):
            return MERIDIEMS[self.keys[at + 2]], at + 3
        return None

    def _of_clock(
        self,
        at: int,
        end: int,
        hour: int,
        minute: int,
        second: float | None = None,
        *,
        padded: bool = False,
        weak: bool = False,
    ) -> Expression | None:
        bound = Bound.EXACT
        if self.tokens.key(end) == "ish":
            bound, end = Bound.ABOUT, end + 1
        elif self.tokens.key(end) in DASHES and self.tokens.key(end + 1) == "ish":
            bound, end = Bound.ABOUT, end + 2
        if self.tokens.key(end) == "oclock":
            end, weak = end + 1, False
        half = self._meridiem(end)
        hours = [hour]
        if half:
            if not 1 <= hour <= 12:
                return None
            hours, end, weak = [hour % 12 + half[0]], half[1], False
        elif self.tokens.key(end) in ("noon", "midday") and hour == 12:
            hours, end, weak = [12], end + 1, False
        elif self.tokens.key(end) == "midnight" and hour == 12:
            hours, end, weak = [0, 24], end + 1, False
        elif 1 <= hour <= 12 and not padded:
            hours = [hour % 12, hour % 12 + 12]
        grain = "minute" if second is None else "second"
        length = MINUTE if second is None else SECOND
        clock = tuple((low := time_of_day(one, minute, second or 0), low + length) for one in hours)
        if minute == 0 and second is None and self.kinds[at] != "clock":
            grain = "hour"
        exact = hours[0] % 24 if len(hours) == 1 or hours == [0, 24] else hour
        return Expression(
            start=at, end=end, grain=grain, clock=clock, hour=exact, minute=minute, weak=weak, bound=bound
        )

    def _clock_in_figures(self, at: int) -> Expression | None:
        """Such as "5pm", "5 o'clock", "330 p.m.", "0815 hours", "at 1030", "15 past 3", "17h30"."""
        value = self._integer(at)
        if value is None or (self.tokens.is_glued(at) and self.tokens.key(at - 1) not in TIME_OPENERS):
            return None
        end = at + 1
        width = len(self.keys[at])
        if found := self._past_or_to(at, value, end):
            return found
        following = self.tokens.key(end)
        if width <= 2 and value <= 24:
            if following == "h" and (minute := self._minute_after_h(end)) is not None and self._tells_time(at):
                return self._of_clock(at, end + 2, value, minute, padded=True)
            marked = self._meridiem(end) or following in ("oclock", "noon", "midnight", "ish")
            if marked and not (following == "ish" and not self.tokens.is_glued(end)):
                return self._of_clock(at, end, value, 0)
            minute = self._integer(end)
            if minute is not None and len(self.keys[end]) == 2 and minute < 60 and self._meridiem(end + 1):
                return self._of_clock(at, end + 1, value, minute)
            if minute is not None and len(self.keys[end]) == 2 and minute < 60 and self.tokens.key(at - 1) == "at":
                return self._of_clock(at, end + 1, value, minute)
        if width in (3, 4):
            hour, minute = divmod(value, 100)
            if hour <= 24 and minute < 60:
                before = self.tokens.key(at - 1)
                if following in ("hours", "hrs", "h") and width == 4:
                    return self._of_clock(at, end + 1, hour, minute, padded=True)
                if self._meridiem(end) or (following == "ish" and self.tokens.is_glued(end)):
                    return self._of_clock(at, end, hour, minute)
                rounded = before == "at" and minute % 5 == 0 and hour < 24
                if (
                    before == "at"
                    and rounded
                    and width == 4
                    and self.tokens.kind(end) != "word"
                    and not self._is_counted(end)
                ):
                    return self._of_clock(at, end, hour, minute, padded=width == 4 and self.keys[at][0] == "0")
                if rounded and following in ("on", "in", "today", "tomorrow", "tonight", "this"):
                    return self._of_clock(at, end, hour, minute)
        return None

    def _minute_after_h(self, at: int) -> int | None:
        """The minutes of "17h30", at its "h"."""
        glued = self.tokens.is_glued(at) and self.tokens.is_glued(at + 1) and not self.tokens.is_capitalised(at)
        minute = self._integer(at + 1) if self.tokens.key(at) == "h" and glued else None
        return minute if minute is not None and minute < 60 and len(self.keys[at + 1]) == 2 else None

    def _tells_time(self, at: int) -> bool:
        """Whether "17h30" is a time of day: elsewhere "2h15" is a duration."""
        before = self.tokens.key(at - 1)
        if before in ("to", "and", "-", "–") and self._minute_after_h(at - 3) is not None:
            before = self.tokens.key(at - 5)
        return before in tables.BEFORE_A_TIME or before in WEEKDAYS or before in DEICTIC

    def _dotted_clock(self, at: int) -> Expression | None:
        """Such as "7.30pm", as British papers write."""
        hour, _, minute = self.keys[at].partition(".")
        if len(minute) == 2 and len(hour) <= 2 and int(minute) < 60 and 1 <= int(hour) <= 12 and self._meridiem(at + 1):
            return self._of_clock(at, at + 1, int(hour), int(minute))
        return None

    def _hour_alone(self, at: int) -> Expression | None:
        """Such as "at 3", "8 tonight": an hour only where other words make it one."""
        value = self._integer(at)
        end = at + 1
        if value is None:
            words = self._cardinal_words(at)
            if words is None:
                return None
            value, end = words
        if not 1 <= value <= 24 or (self.kinds[at] == "integer" and len(self.keys[at]) > 2):
            return None
        if self.kinds[at] == "word" and value > 12:
            return None
        before, following = self.tokens.key(at - 1), self.tokens.key(end)
        marked = self.tokens.is_glued(end) and following in ("/", "-", ".", ",", ":", "%", "°", "'", '"', "’", "″")
        if marked and (following not in (".", ",") or self.tokens.is_glued(end + 1)):
            return None
        if self.tokens.is_glued(end) and self.tokens.kind(end) == "word":
            return None
        if following in ("tonight", "tonite", "tomorrow", "yesterday", "today"):
            if (
                before in ("at", "by", "around", "about", "until", "till", "@", "since", "after", "before", "")
                or following != "today"
            ):
                return self._of_clock(at, end, value, 0, weak=before not in ("at", "@"))
            return None
        if following == "this" and self.tokens.key(end + 1) in ("morning", "afternoon", "evening"):
            return self._of_clock(at, end, value, 0)
        if (
            self._phrase(end, "in the morning")
            or self._phrase(end, "in the afternoon")
            or self._phrase(end, "in the evening")
        ):
            return self._of_clock(at, end, value, 0)
        if self._phrase(end, "in the night") or self._phrase(end, "at night") or self._phrase(end, "in afternoon"):
            return self._of_clock(at, end, value, 0)
        if before not in ("at", "@") or self._is_counted(end) or following in UNITS:
            return None
        if following in ("on", "in", "this", "gmt", "utc", "est", "pst", "cet") or following in WEEKDAYS:
            if following == "in" and self.tokens.key(end + 1) != "the":
                return None
            return self._of_clock(at, end, value, 0)
        earlier = self.tokens.key(at - 2)
        if self.tokens.kind(end) != "word" and (earlier in WEEKDAYS or earlier in DEICTIC or earlier in DAY_PARTS):
            return self._of_clock(at, end, value, 0)
        return None

    def _past_or_to(self, at: int, minutes: float, end: int) -> Expression | None:
        """Such as "15 past 3pm", "ten to six", "quarter to noon", "half past three", "twenty after 3pm"."""
        end = self._skip(end, "minutes", "minute", "mins")
        word = self.tokens.key(end)
        if word not in ("past", "to", "after", "before", "of", "till", "til") or not 0 < minutes < 60:
            return None
        if word in ("to", "till", "til") and ((minutes % 5 and end == at + 1) or self.tokens.key(at - 1) == "from"):
            return None
        hour_at = end + 1
        key = self.tokens.key(hour_at)
        if key in ("noon", "midday", "midnight"):
            hour, after = (12 if key != "midnight" else 24), hour_at + 1
            hours = [hour] if hour == 12 else [0, 24]
        else:
            value = self._integer(hour_at)
            after = hour_at + 1
            if value is None or len(self.keys[hour_at]) > 2:
                words = self._cardinal_words(hour_at)
                if words is None:
                    return None
                value, after = words
            if not 1 <= value <= 24:
                return None
            after = self._skip(after, "oclock")
            half = self._meridiem(after)
            if word in ("after", "before", "of", "to", "till", "til") and half is None:
                firm = (
                    self.tokens.key(at - 1) in ("at", "around", "about", "by", "until", "a") or self.kinds[at] == "word"
                )
                stops = self.tokens.kind(after) != "word" or self.keys[after] in (
                    "in",
                    "on",
                    "this",
                    "tomorrow",
                    "today",
                    "and",
                )
                multiple = minutes % 5 == 0
                if not (firm and stops and multiple) or (word not in ("to", "past") and self.keys[at] != "quarter"):
                    return None
            if half:
                hours, after = [value % 12 + half[0]], half[1]
            else:
                hours = [value % 12, value % 12 + 12] if value <= 12 else [value]
        sign = 1 if word in ("past", "after") else -1
        clock = tuple((low := one * HOUR + sign * minutes * MINUTE, low + MINUTE) for one in hours)
        clock = tuple((low + 1, high + 1) if low < 0 else (low, high) for low, high in clock)
        total = round(clock[-1 if key == "midnight" and sign < 0 else 0][0] * 1440)
        if key == "midnight":
            clock = (clock[0] if sign > 0 else clock[-1],)
            total = round(clock[0][0] * 1440)
        return Expression(start=at, end=after, grain="minute", clock=clock, hour=total // 60 % 24, minute=total % 60)

    def _clock_words(self, at: int) -> Expression | None:
        """Such as "noon", "half past three", "five o'clock", "seven thirty p.m.", "quarter to six"."""
        key = self.keys[at]
        if key in ("noon", "midday", "noontime"):
            return Expression(start=at, end=at + 1, grain="hour", clock=((0.5, 0.5 + MINUTE),), hour=12, minute=0)
        if key == "midnight":
            return Expression(
                start=at, end=at + 1, grain="hour", clock=((0.0, MINUTE), (1.0, 1 + MINUTE)), hour=0, minute=0
            )
        if key == "quarter":
            return self._past_or_to(at, 15, at + 1)
        if key == "half":
            if self.tokens.key(at + 1) == "past":
                return self._past_or_to(at, 30, at + 1)
            return None
        words = self._cardinal_words(at)
        if words is None:
            return None
        value, end = words
        if found := self._past_or_to(at, value, end):
            return found
        if not 1 <= value <= 24 and self.keys[at] in TENS:
            return None
        if 1 <= value <= 12:
            article = self.tokens.key(end) == "a" and self.tokens.key(end + 1) != "m"
            if self.tokens.key(end) == "oclock" or (self._meridiem(end) and not article):
                return self._of_clock(at, end, value, 0)
            minutes = self._cardinal_words(end)
            if minutes and 1 <= minutes[0] < 60 and (minutes[0] >= 10 or self.tokens.key(end) in ("oh", "o")):
                firm = self._meridiem(minutes[1]) or self.tokens.key(at - 1) == "at"
                if firm and self.tokens.key(minutes[1]) not in UNITS and not self._is_counted(minutes[1]):
                    return self._of_clock(at, minutes[1], value, minutes[0])
        return self._hour_alone(at)

    def _with_zone(self, found: Expression, at: int) -> Expression | None:
        """The zone after a time: "EST", "GMT+2", "Moscow time", "(BST)"."""
        key = self.tokens.key(at)
        closing = at > 0 and self.tokens.key(at - 1) == "("
        end = at + 1
        hours: float | None = None
        summer = False
        if key in ("z",) and not self.tokens.is_glued(at):
            return None
        if key in tables.ZONES:
            hours = tables.ZONES[key]
            if (
                key in ("met", "eat", "cat", "art", "wet", "pht")
                and not self.tokens.text[self.tokens.starts[at]].isupper()
            ):
                return None
            sign = self.tokens.key(end)
            if key in ("gmt", "utc") and sign in ("+", "-", "−", "–"):
                shift = self._integer(end + 1)
                if shift is not None and shift <= 14 and (sign == "+" or self.tokens.is_glued(end + 1)):
                    hours, end = (shift if sign == "+" else -shift), end + 2
        elif key in tables.ZONES_WITH_SUMMER_TIME and self.tokens.is_capitalised(at):
            hours, summer = tables.ZONES_WITH_SUMMER_TIME[key], True
        elif key in tables.ZONES_BY_PLACE:
            daylight = self.tokens.key(end) in ("standard", "daylight", "summer")
            if self.tokens.key(end + daylight) == "time":
                hours = tables.ZONES_BY_PLACE[key]
                if daylight:
                    hours += self.tokens.key(end) in ("daylight", "summer")
                else:
                    summer = key in ("eastern", "central", "mountain", "pacific", "london", "kyiv")
                end += 1 + daylight
            elif key in ("eastern", "central", "pacific") and self.tokens.is_capitalised(at):
                hours, summer = tables.ZONES_BY_PLACE[key], True
        elif key == "local" and self.tokens.key(end) == "time":
            return found.with_(end=end + 1)
        elif key in ("+", "-") and self.tokens.is_glued(at) and self.tokens.kind(end) in ("clock", "integer"):
            parts = (
                self.keys[end].split(":") if ":" in self.keys[end] else [self.keys[end][:2], self.keys[end][2:] or "0"]
            )
            if len(parts[0]) == 2 and int(parts[0]) <= 14:
                hours = (int(parts[0]) + int(parts[1]) / 60) * (1 if key == "+" else -1)
                end += 1
        if hours is None:
            return None
        if closing:
            if self.tokens.key(end) != ")":
                return None
            end += 1
        return found.with_(end=end, zone=hours / 24, summer=summer)

    def _day_part(self, at: int) -> Expression | None:
        """Such as "morning", "early in the morning", "morning of the 15th": weak unless a date stands beside it."""
        key = self.keys[at]
        if key not in DAY_PARTS:
            return None
        low, high = DAY_PARTS[key]
        clock = ((low / 24, high / 24),)
        if self.tokens.key(at + 1) == "of":
            base = self._base(self._skip(at + 2, "the"))
            if base is None or base.grain != "day":
                return None
            return base.with_(start=at, grain="part", clock=clock)
        return Expression(start=at, end=at + 1, grain="part", clock=clock, weak=True)
