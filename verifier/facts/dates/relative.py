"""What rests on the date of the text: "yesterday", "next week", "two years ago", "in three days"."""

from __future__ import annotations

from verifier.facts.dates import tables
from verifier.facts.dates.calendars import (
    Span,
    add_months,
    civil,
    month_span,
    nth_weekday,
    week_start,
    year_span,
)
from verifier.facts.dates.expression import RANK, Expression, is_weekday_only
from verifier.facts.dates.named import Named
from verifier.facts.dates.spans import neighbour, rolling, shifted_day, unit_span
from verifier.facts.dates.tables import (
    DASHES,
    DAY_PARTS,
    DEICTIC,
    DURATION_BOUND_STARTS,
    MIRRORED,
    MONTHS,
    SHIFTS,
    UNITS,
    WEEKDAYS,
)
from verifier.records import Bound


class Relative(Named):
    """What rests on the date of the text: "yesterday", "next week", "two years ago", "in three days"."""

    def _deictic(self, at: int) -> Expression | None:
        """Such as "today", "yesterday", "tomorrow", "tonight"."""
        key = self.keys[at]
        low = (self.today or 0) + DEICTIC[key]
        found = self._relative([(low, low + 1)], start=at, end=at + 1, grain="day", elapsed=float(DEICTIC[key]))
        if key in ("tonight", "tonite"):
            return found.with_(clock=((18 / 24, 29 / 24),), grain="part", elapsed=None)
        return found

    def _now(self, at: int) -> Expression | None:
        """Such as "right now", "just now", "at this time"."""
        if self.keys[at] in ("right", "just") and self.tokens.key(at + 1) == "now":
            low = self.today or 0
            return self._relative([(low, low + 1)], start=at, end=at + 2, grain="day", elapsed=0.0)
        return None

    def _is_verb(self, at: int) -> bool:
        """Whether "last" says how long something goes on: "will last six weeks", "which do not last two years"."""
        before = self.tokens.key(
            at - 2 if self.tokens.key(at - 1) in ("only", "just", "probably", "likely") else at - 1
        )
        return before in tables.BEFORE_A_VERB

    def _shift(self, at: int) -> Expression | None:
        """Such as "next week", "last Thursday", "this morning", "the past three years", "next March"."""
        direction = SHIFTS[self.keys[at]]
        narrative = self.keys[at] in ("following", "preceding", "previous")
        end = at + 1
        strict = False
        if self.keys[at] == "this" and self.tokens.key(end) in ("past", "coming", "upcoming", "last", "next"):
            direction = SHIFTS[self.keys[end]]
            end += 1
            strict = True
        if self.keys[at] in ("past", "coming", "upcoming"):
            strict = True
        if self.keys[at] == "last" and (self.tokens.key(end) == "of" or self._is_verb(at)):
            return None
        if narrative and self.tense(at) < 0 and self.tokens.key(at - 1) in ("the", "a"):
            return self._narrative(at, end)
        key = self.tokens.key(end)
        if key in ("night", "evening", "morning", "afternoon", "nights"):
            return self._shifted_part(at, direction, end)
        if direction and (count := self._number(end)) and self.tokens.key(end) not in ("a", "an"):
            unit_at = self._skip(count[1], "more", "full", "straight", "consecutive", "calendar", "business")
            unit = UNITS.get(self.tokens.key(unit_at))
            if unit and self.tokens.key(end) not in ("quarter", "half"):
                vague = self.tokens.key(end) in tables.VAGUE_NUMBERS
                return self._counted_shift(at, direction, count[0], unit, unit_at + 1, vague=vague)
            return None
        if key in UNITS:
            return self._shifted_unit(at, direction, end, strict=strict)
        if key in WEEKDAYS:
            named = self._weekday_of(end)
            return self._shifted_weekday(at, direction, *named, strict=strict) if named else None
        if key in ("fiscal", "financial") and self.tokens.key(end + 1) == "year" and self.today is not None:
            return self._fiscal(at, civil(self.today)[0] + direction, end + 2).with_(relative=True)
        base = self._yearly_at(end)
        if base is not None and base.occur is not None and not base.is_range:
            return self._shifted_yearly(at, direction, base)
        return None

    def _yearly_at(self, at: int) -> Expression | None:
        key = self.tokens.key(at)
        if not key:
            return None
        if key in MONTHS:
            found = self._month(at)
            return found if found and found.occur else None
        return self._season(at) or self._holiday(at)

    def _narrative(self, at: int, end: int) -> Expression | None:
        """Such as "the following week" in a story of the past: relative, but not to the date of the text."""
        key = self.tokens.key(end)
        if key in UNITS:
            grain = tables.UNIT_GRAINS[UNITS[key]]
            return Expression(start=at, end=end + 1, grain=grain, spans=(), relative=True)
        if key in WEEKDAYS and not key.endswith("days"):
            return Expression(start=at, end=end + 1, grain="day", spans=(), relative=True, weekday=WEEKDAYS[key])
        if key in MONTHS:
            return Expression(start=at, end=end + 1, grain="month", spans=(), relative=True, month=MONTHS[key])
        return None

    def _shifted_part(self, at: int, direction: int, end: int) -> Expression:
        key = self.keys[end]
        low = (self.today or 0) + direction
        part = DAY_PARTS[key]
        spans = [(low, low + 1)]
        return self._relative(spans, start=at, end=end + 1, grain="part", clock=((part[0] / 24, part[1] / 24),))

    def _shifted_unit(self, at: int, direction: int, end: int, *, strict: bool) -> Expression | None:
        """The calendar week, month, quarter, year … of the date, or the one before or after it."""
        name = self.tokens.key(end)
        unit, size = UNITS[name]
        after = end + 1
        if unit == "day" and size == 7 and self.tokens.key(after) in DASHES and self.tokens.key(after + 1) == "end":
            unit, size, after = "weekend", 1, after + 2
        grain = tables.UNIT_GRAINS[unit, size]
        today = self.today or 0
        if unit in ("second", "minute", "hour"):
            return None
        if name.endswith("s") and name != "hours":
            return None
        if direction == 1 and self.tokens.key(after) == "after" and self.tokens.key(after + 1) == "next":
            direction, after = 2, after + 2
        if unit == "day" and size == 1:
            if self.tokens.key(after) in ("of", "in"):
                return None
            if direction and self.tokens.key(at - 1) == "the" and not strict:
                return Expression(start=at, end=after, grain="day", spans=(), relative=True)
            return self._relative([(today + direction, today + direction + 1)], start=at, end=after, grain="day")
        spans = [unit_span(today, unit, size, direction)]
        if unit == "month" and size >= 120 and direction:
            low = add_months(today, size * direction) if direction < 0 else today + 1
            high = today if direction < 0 else add_months(today, size) + 1
            spans.append((low, high))
        if strict and unit in ("month", "day") and self.tokens.key(at - 1) in ("the", "over", "in", "during"):
            spans.append(rolling(today, unit, size, direction))
        return self._relative(spans, start=at, end=after, grain=grain)

    def _counted_shift(
        self, at: int, direction: int, count: float, unit: tuple[str, int], end: int, *, vague: bool
    ) -> Expression | None:
        """Such as "the last two weeks": whole calendar weeks, or fourteen days up to today."""
        name, size = unit
        today = self.today or 0
        grain = tables.UNIT_GRAINS[unit]
        days = count * size * tables.UNIT_DAYS[name]
        if name in ("second", "minute", "hour"):
            low, high = (today - days, today + 1) if direction < 0 else (today, today + 1 + days)
            found = self._relative([(low, high)], start=at, end=end, grain=grain, bound=Bound.BETWEEN, is_range=True)
            return found.with_(elapsed=days * direction)
        whole = int(count)
        if not 1 <= whole <= 10000:
            return None
        spans = []
        if name == "weekend":
            first = unit_span(today, name, 1, direction)[0]
            last = unit_span(today, name, 1, direction * whole)
            spans.append((min(first, last[0]), max(first + 2.25, last[1])))
        elif name == "day" and size == 1:
            spans.append((today - whole, today) if direction < 0 else (today + 1, today + 1 + whole))
        else:
            near = unit_span(today, name, size, direction)
            far = unit_span(today, name, size, direction * whole)
            spans.append((min(near[0], far[0]), max(near[1], far[1])))
            spans.append(rolling(today, name, size * whole, direction))
        return self._relative(
            spans,
            start=at,
            end=end,
            grain=grain,
            bound=Bound.ABOUT if vague else Bound.BETWEEN,
            is_range=True,
            elapsed=days * direction if not vague else None,
        )

    def _shifted_weekday(self, at: int, direction: int, named: int, end: int, *, strict: bool) -> Expression:
        today = self.today or 0
        this_week = week_start(today) + named
        if direction > 0:
            days = [nth_weekday(today + 1, today + 8, named, 1), this_week + 7]
        elif direction < 0:
            days = [nth_weekday(today - 7, today, named, 1), this_week - 7]
        elif self.tense(at) < 0:
            days = [nth_weekday(today - 6, today + 1, named, 1), this_week]
        else:
            days = [nth_weekday(today, today + 7, named, 1), this_week]
        if strict:
            days = days[:1]
        spans = [(day, day + 1) for day in days if day is not None]
        return self._relative(spans, start=at, end=end, grain="day", weekday=named)

    def _duration(self, at: int) -> tuple[list[tuple[float, tuple[str, int]]], int, bool] | None:
        """Such as "two weeks", "a year and a half", "3 years and 2 months": counts of units, the end, and if vague."""
        parts: list[tuple[float, tuple[str, int]]] = []
        vague = False
        while len(parts) < 3:
            count = self._number(at)
            if count is None:
                break
            vague = (
                vague or self.tokens.key(at) in tables.VAGUE_NUMBERS or self.tokens.key(at + 1) in tables.VAGUE_NUMBERS
            )
            unit_at = self._skip(count[1], "more", "full", "whole", "calendar", "short", "long", "of")
            if self.tokens.key(unit_at) in DASHES:
                unit_at += 1
            if self.tokens.key(unit_at - 1) == "a" and self.tokens.key(unit_at) == "half":
                break
            unit = UNITS.get(self.tokens.key(unit_at))
            if unit is None:
                if self.tokens.is_glued(unit_at) and self.tokens.key(unit_at) == "h":
                    unit = ("hour", 1)
                else:
                    break
            value, end = count[0], unit_at + 1
            if half := self._phrase(end, "and a half"):
                value, end = value + 0.5, half
            parts.append((value, unit))
            at = end
            if self.tokens.key(at) in ("and", ",") and self._number(at + 1):
                at += 1
            else:
                break
        if not parts:
            return None
        if self.tokens.key(at - 1) in ("and", ","):
            at -= 1
        return parts, at, vague

    def _number_phrase(self, at: int) -> Expression | None:
        """Such as "two weeks ago", "a year from Christmas", "three days after Easter", "two Sundays from now"."""
        if self.kinds[at] == "integer" and self.tokens.is_glued(at) and self.tokens.key(at - 1) not in ("(", '"', "“"):
            return None
        if self.tokens.key(at - 1) in ("and", "to", "or", "-", "–") and self._number_before(at - 1):
            return None
        duration = self._duration(at)
        if duration is None:
            return self._counted_weekdays(at)
        parts, end, vague = duration
        word = self.tokens.key(end)
        if word in (
            "ago",
            "back",
            "before",
            "prior",
            "earlier",
            "after",
            "from",
            "hence",
            "later",
            "following",
            "in",
            "on",
        ):
            return self._displaced(at, parts, end, vague=vague)
        if word in ("past", "since"):
            return None
        return None

    def _bounded_duration(self, at: int) -> Expression | None:
        """Such as "more than 20 years ago", "less than two weeks from now", "nearly a decade ago"."""
        for words, bound in DURATION_BOUND_STARTS[self.keys[at]]:
            first = at + 1 + len(words)
            if tuple(self.keys[at + 1 : first]) != words:
                continue
            found = self._number_phrase(first)
            if found is None or found.elapsed is None or self._is_measured(at):
                continue
            if bound is Bound.ABOUT:
                return found.with_(start=at)
            days = found.elapsed
            low = (self.today or 0) + days // 1
            longer = bound in (Bound.MORE_THAN, Bound.AT_LEAST)
            limit = MIRRORED[bound] if days < 0 else bound
            spans: tuple[Span, ...] = ((low, low + 1),) if self.today is not None else ()
            wide = None
            if not longer and self.today is not None:
                wide = ((low + 1, float(self.today + 1)),) if days < 0 else ((float(self.today), low),)
            return found.with_(start=at, bound=limit, spans=spans, wide=wide)
        return None

    def _eve(self, at: int) -> Expression | None:
        """Such as "the eve of 1 March 2013"."""
        if self.tokens.key(at + 1) != "of":
            return None
        base = self._base(self._skip(at + 2, "the"))
        if base is None or base.grain != "day" or base.is_range or base.bound is not Bound.EXACT:
            return None
        return self._derived(at, base, neighbour("day", 1, -1), "day")

    def _counted_weekdays(self, at: int) -> Expression | None:
        count = self._number(at)
        if count is None or self.tokens.key(count[1]) not in WEEKDAYS or self.tokens.key(at) in ("a", "an"):
            return None
        named = WEEKDAYS[self.keys[count[1]]]
        after = count[1] + 1
        today = self.today or 0
        number = int(count[0])
        if end := self._phrase(after, "ago"):
            first = nth_weekday(today - 7, today, named, 1) or 0
            low = first - 7 * (number - 1)
        elif end := self._phrase(after, "from now") or self._phrase(after, "from today"):
            first = nth_weekday(today + 1, today + 8, named, 1) or 0
            low = first + 7 * (number - 1)
        else:
            return None
        return self._relative([(low, low + 1)], start=at, end=end, grain="day", weekday=named)

    def _displaced(
        self, at: int, parts: list[tuple[float, tuple[str, int]]], end: int, *, vague: bool
    ) -> Expression | None:
        word = self.tokens.key(end)
        after = end + 1
        if word in ("ago", "hence", "back"):
            if word == "back" and self.tokens.kind(after) == "word":
                return None
            found = self._from_today(at, parts, 1 if word == "hence" else -1, after, vague=vague)
            return self._ago_from(found, parts, after, -1) or found
        if word in ("later", "earlier") and self.tokens.key(after) != "than":
            return self._narrated(at, parts, after, 1 if word == "later" else -1)
        if word == "from" and self.tokens.key(after) in ("now", "right", "today"):
            after += 2 if self._phrase(after, "right now") else 1
            return self._from_today(at, parts, 1, after, vague=vague)
        if word == "in" and self._phrase(after, "the future"):
            return self._from_today(at, parts, 1, after + 2, vague=vague)
        if word == "on" and parts[0][1] not in (("day", 7), ("day", 14)):
            return None
        if word == "in":
            return None
        if word == "prior" and self.tokens.key(after) == "to":
            after += 1
        sign = -1 if word in ("before", "prior", "earlier") else 1
        base = self._base(self._skip(after, "the"))
        if base is None or base.is_time or base.bound is not Bound.EXACT or base.is_range:
            return None
        if word == "following" and base.grain == "year":
            return None
        if word == "from" and self.tokens.key(base.end) in tables.CONNECTORS:
            return None  # "nine years from 1922 to 1931" are as long as that range.
        if is_weekday_only(base):
            base = self._coming(base, sign)
        if word == "from" and self.tokens.key(at - 1) == "for":
            lasting = self._derived(at, base, lambda span: (span[0], shifted_day(span[0], parts, 1)), "day")
            return lasting.with_(bound=Bound.BETWEEN, is_range=True) if lasting else None
        return self._beside(at, base, parts, sign)

    def _narrated(self, at: int, parts: list[tuple[float, tuple[str, int]]], end: int, sign: int) -> Expression | None:
        """Such as "a year later" rests on a date told before; with a number it is a duration, which is no date."""
        if self.keys[at] not in ("a", "an", "one") or self._is_limited(at):
            return None
        days = sum(count * size * tables.UNIT_DAYS[name] for count, (name, size) in parts)
        grain = tables.UNIT_GRAINS[parts[-1][1]]
        return Expression(start=at, end=end, grain=grain, spans=(), relative=True, elapsed=days * sign)

    def _is_limited(self, at: int) -> bool:
        """Whether a duration has a bound before it: "more than a year later"; not "lower than", "9% more than a year earlier"."""
        if self.tokens.key(at - 1) != "than":
            return self.tokens.key(at - 1) in ("least", "about", "nearly")
        return self.tokens.key(at - 2) in ("more", "less", "longer", "shorter") and not self._is_measured(at - 2)

    def _is_measured(self, at: int) -> bool:
        """Whether a figure stands before a comparing word, and tells by how much: "9% more than a year earlier"."""
        return (
            self.tokens.kind(at - 1) in ("integer", "decimal", "numeric") or self.tokens.key(at - 1) in tables.PERCENT
        )

    def _ago_from(
        self, found: Expression, parts: list[tuple[float, tuple[str, int]]], after: int, sign: int
    ) -> Expression | None:
        """Such as "a week ago Tuesday", "a year ago today", "two years ago in March"."""
        key = self.tokens.key(after)
        if key in DEICTIC and key in ("today", "yesterday"):
            base = self._deictic(after)
            return self._beside(found.start, base, parts, sign) if base else None
        if key in WEEKDAYS and not key.endswith("days") and self.today is not None:
            named = WEEKDAYS[key]
            near = nth_weekday(self.today - 6, self.today + 1, named, 1) or 0
            days = shifted_day(near, parts, sign)
            return self._relative([(days, days + 1)], start=found.start, end=after + 1, grain="day", weekday=named)
        at = self._skip(after, "in", "on", "this")
        if at > after and found.grain == "year" and found.spans:
            base = self.component(at, after_preposition=True)
            if base and base.occur and base.month is not None:
                return self._within(base.with_(start=found.start), found.with_(spans=found.spans[:1]), base.end)
        return None

    def _from_today(
        self, at: int, parts: list[tuple[float, tuple[str, int]]], sign: int, end: int, *, vague: bool
    ) -> Expression:
        """So long before or after the date of the text; the longer the unit, the looser the day."""
        today = self.today or 0
        days = sum(count * size * tables.UNIT_DAYS[name] for count, (name, size) in parts)
        name, size = parts[-1][1]
        grain = tables.UNIT_GRAINS[parts[-1][1]]
        bound = Bound.ABOUT if vague else Bound.EXACT
        low = shifted_day(today, parts, sign)
        if name in ("second", "minute", "hour"):
            spans = [(min(low, today), max(low, today) + 1 + days % 1)]
            if name == "hour" and days % 1 == 0:
                spans = [(low, low + 1)]
        elif vague:
            slack = max(1.0, days * 0.5)
            spans = [(low - slack // 1, low + slack // 1 + 1)]
        elif name == "month":
            middle = size * tables.UNIT_DAYS["month"] / 2
            spans = [unit_span(low, name, size, 0), (low - middle // 1, low + middle // 1)]
            if parts[0][0] % 1 or len(parts) > 1:
                spans = [(low - middle // 2, low + middle // 2)]
        elif size in {7, 14}:
            spans = [(low, low + 1), (low - 3, low + 4)]
        elif name == "weekend":
            spans = [unit_span(today, name, 1, sign * int(parts[0][0]))]
        else:
            spans = [(low, low + 1)]
        return self._relative(
            spans, start=at, end=end, grain=grain, elapsed=None if vague else days * sign, bound=bound
        )

    def _in_duration(self, at: int) -> Expression | None:
        """Such as "in two weeks", "within the next 10 days", "in the next three years"."""
        word = self.keys[at]
        first = self._skip(at + 1, "about", "just", "approximately", "around", "exactly")
        if word == "within":
            inner = self._skip(first, "the")
            shifted = self._shift(inner) if self.tokens.key(inner) in SHIFTS else None
            if shifted:
                return shifted.with_(start=at)
        duration = self._duration(first)
        if duration is None:
            return None
        parts, end, vague = duration
        if self.tokens.key(end) in ("of", "after", "before", "from", "for", "since", "ago", "on", "with"):
            return None
        timed = self.tokens.key(end) == "time"
        if word == "within":
            today = self.today or 0
            high = shifted_day(today, parts, 1) + 1
            days = sum(count * size * tables.UNIT_DAYS[name] for count, (name, size) in parts)
            if self.tense(at) < 0:
                return None
            return self._relative(
                [(today, high)],
                start=at,
                end=end,
                grain=tables.UNIT_GRAINS[parts[-1][1]],
                bound=Bound.BETWEEN,
                is_range=True,
                elapsed=days,
            )
        if self.tense(at) < 0 and not timed:
            return None
        return self._from_today(at, parts, 1, end + timed, vague=vague)

    def _beside(
        self, at: int, base: Expression, parts: list[tuple[float, tuple[str, int]]], sign: int
    ) -> Expression | None:
        """So long before or after another date."""
        unit, _size = parts[-1][1]
        if unit in ("second", "minute", "hour"):
            return None
        grain = "day"
        if unit == "month" and base.rank >= RANK["month"]:
            grain = base.grain
        elif base.rank > RANK["day"] and base.grain not in ("weekend", "week"):
            if base.grain == "year" and unit == "day":
                return None
            grain = base.grain

        def shifted(span: Span) -> Span:
            low = shifted_day(span[0], parts, sign)
            if grain == "day":
                return low, low + 1
            if grain == "year":
                return year_span(civil(low)[0])
            if grain == "month":
                return month_span(*civil(low)[:2])
            return low, low + (span[1] - span[0])

        found = self._derived(at, base, shifted, grain)
        if found is None:
            return None
        year = None
        if base.year is not None and grain == "year" and found.spans:
            year = civil(found.spans[0][0])[0]
        elapsed = None
        if base.elapsed is not None:
            elapsed = base.elapsed + sign * sum(count * size * tables.UNIT_DAYS[name] for count, (name, size) in parts)
        return found.with_(year=year, elapsed=elapsed)

    def _to_date(self, at: int) -> Expression | None:
        """Such as "earlier this year", "later this week": the part of the period before or after the date."""
        later = self.keys[at] == "later"
        first = at + 1
        if self.keys[at] == "so":
            if self.tokens.key(first) != "far":
                return None
            first += 1
        self_at = self._skip(first, "on", "in")
        if self.tokens.key(self_at) in ("today", "tonight"):
            found = self._deictic(self_at)
            return found.with_(start=at) if found else None
        if self.tokens.key(self_at) not in ("this", "that"):
            return None
        base = self._shift(self_at) if self.tokens.key(self_at) == "this" else None
        if base is None or base.clock or base.rank <= RANK["day"]:
            return None
        today = self.today or 0
        spans = [(today, high) if later else (low, today + 1) for low, high in base.spans or ()]
        return self._relative(spans, start=at, end=base.end, grain=base.grain)
