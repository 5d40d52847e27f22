"""Parts of a period: its nth weekday, its last day, a quarter, its early part, the week of a date."""

from __future__ import annotations

from verifier.facts.dates import tables
from verifier.facts.dates.calendars import Span, add_months, civil, month_span, nth_weekday, week_start
from verifier.facts.dates.expression import RANK, Expression, weekly, yearly
from verifier.facts.dates.relative import Relative
from verifier.facts.dates.spans import fraction, full_year, neighbour, nth_unit, one_day, unit_span, weekend_around
from verifier.facts.dates.tables import AFTER_DATE, CONTRACTED, DASHES, EARLY, LATE, MIDDLE, UNITS, WEEKDAYS
from verifier.records import Bound


class Periods(Relative):
    """Parts of a period: its nth weekday, its last day, a quarter, its early part, the week of a date."""

    def _unit_beside(self, at: int) -> Expression | None:
        """Such as "the day after tomorrow", "the week before Easter", "the night before", "week of October 6th"."""
        unit = UNITS[self.keys[at]]
        word = self.tokens.key(at + 1)
        if self.keys[at].startswith("week") and word in ("of", "beginning", "starting", "commencing", "ending", "from"):
            return self._week_of(at, word)
        after_dash = self._skip(at + 1, "-")
        if self.keys[at] in ("year", "month", "quarter") and self.tokens.key(after_dash) in ("end", "ends"):
            return self._unit_end(at, after_dash + 1)
        if self.keys[at] == "week" and self.tokens.kind(at + 1) == "integer":
            return self._numbered_week(at)
        if self.keys[at] == "year" and self.tokens.kind(at + 1) == "integer":
            year = self._bare_year(at + 1, after_preposition=True)
            return year.with_(start=at) if year else None
        if word not in ("before", "after", "following", "preceding") or self.keys[at].endswith("s"):
            return None
        sign = 1 if word in ("after", "following") else -1
        if self.tokens.key(at + 2) == "next":
            shifted = self._shifted_unit(at, 2, at, strict=False)
            return shifted.with_(end=at + 3) if shifted else None
        if self.tokens.key(at + 2) == "last" and word == "before":
            shifted = self._shifted_unit(at, -2, at, strict=False)
            return shifted.with_(end=at + 3) if shifted else None
        base = self._base(self._skip(at + 2, "the"))
        before = self.tokens.key(at - 1)
        if base is None or base.is_time or base.is_range or base.bound is not Bound.EXACT:
            narrative = word in ("before", "after") and before == "the" and self.tokens.kind(at + 2) != "word"
            if narrative and unit in (("day", 1), ("day", 7), ("month", 1), ("month", 12)):
                return Expression(start=at, end=at + 2, grain=tables.UNIT_GRAINS[unit], spans=(), relative=True)
            return None
        name, size = unit
        if name in ("second", "minute", "hour"):
            return None
        if name == "day" and size == 1:
            found = self._beside(at, base, [(1, unit)], sign)
            if found and self.keys[at] == "night":
                return found.with_(clock=((18 / 24, 29 / 24),), grain="part")
            return found
        rule = neighbour(name, size, sign)
        found = self._derived(at, base, rule, tables.UNIT_GRAINS[unit])
        if found is None:
            return None
        stated = found.spans and unit == ("month", 12) and base.year is not None
        return found.with_(year=civil(found.spans[0][0])[0] if found.spans and stated else None)

    def _week_of(self, at: int, word: str) -> Expression | None:
        base = self._base(self._skip(self._skip(at + 2, "on"), "the"))
        if base is None or base.is_time or base.grain not in ("day", "week"):
            return None

        def first(span: Span) -> Span:
            if word == "ending":
                return span[1] - 7, span[1]
            if word == "of":
                return week_start(span[0]), week_start(span[0]) + 7
            return span[0], span[0] + 7

        found = self._derived(at, base, first, "week")
        if found is None or word != "of" or base.grain != "day":
            return found
        if found.spans is not None and base.spans:
            return found.with_(spans=(*found.spans, *((low, low + 7) for low, _ in base.spans)))
        weeks, days = found.occur, base.occur
        if weeks is None or days is None:
            return found

        def both(low: float, high: float) -> list[Span]:
            return sorted({*weeks(low, high), *((one, one + 7) for one, _ in days(low, high))})

        return found.with_(occur=both)

    def _unit_end(self, at: int, end: int) -> Expression | None:
        """Such as "year-end", "year-end 2024"."""
        unit, size = UNITS[self.keys[at]]
        year = self._year_after(end) if size == 12 else None
        if year:
            return self._part_of(at, self._of_year(at, *year), "end")
        spans = [unit_span(self.today or 0, unit, size, 0)]
        base = self._relative(spans, start=at, end=end, grain=tables.UNIT_GRAINS[unit, size])
        return self._part_of(at, base, "end")

    def _numbered_week(self, at: int) -> Expression | None:
        week = self._integer(at + 1)
        year = self._year_after(at + 2)
        if week is None or year is None:
            return None
        return self._of_week(at, year[0], week, year[1])

    def _nth(self, at: int) -> Expression | None:
        """Such as "third Tuesday of October", "last day of May", "first half of 2013", "first three months of 2025"."""
        key = self.keys[at]
        nth: int
        if key in ("last", "final", "closing", "latter"):
            nth, end = -1, at + 1
        elif key in ("opening", "1st", "former"):
            nth, end = 1, at + 1
        elif ordinal := self._ordinal(at):
            nth, end = ordinal
            if self.tokens.key(end) == "to" and self.tokens.key(end + 1) == "last":
                nth, end = -nth, end + 2
        elif key in ("penultimate",):
            nth, end = -2, at + 1
        else:
            return None
        if end - at == 1 and self.tokens.key(end) in DASHES and self.tokens.is_glued(end):
            end += 1
        count = self._number(end) if self.kinds[at] == "word" or nth == 1 else None
        unit_at = count[1] if count and self.tokens.key(end) not in ("half", "quarter", "a", "an") else end
        number = int(count[0]) if count and unit_at > end else None
        name = self.tokens.key(unit_at)
        if name in WEEKDAYS and number is None:
            return self._nth_weekday(at, nth, unit_at)
        if name == "half" and number is None:
            return self._nth_part(at, nth, unit_at + 1, "half", 2)
        unit = UNITS.get(name)
        if unit is None:
            return None
        if name in ("quarter", "qtr") and number is None:
            return self._quarter(at, nth, unit_at + 1)
        if unit in (("month", 1200), ("month", 12000)) and number is None:
            return None
        if number is not None and abs(nth) != 1:
            return None
        end = unit_at + 1
        if unit == ("day", 7) and self.tokens.key(end) in DASHES and self.tokens.key(end + 1) == "end":
            unit, end = ("weekend", 1), end + 2
        elif unit == ("day", 7) and self.tokens.key(end) == "end":
            unit, end = ("weekend", 1), end + 1
        if self.tokens.key(end) not in ("of", "in"):
            return None
        base = self._outer(end + 1)
        if base is None or (base.rank <= RANK[tables.UNIT_GRAINS[unit]] and number is None):
            return None
        if unit[0] in ("second", "minute", "hour"):
            return None
        if number is None and name.endswith("s") and abs(nth) == 1:
            # "the last days of May" are no one day.
            return self._part_of(at, base, "early" if nth > 0 else "late") if base.rank > RANK["week"] else None
        if base.grain == "century" and base.spans:
            # The first year of the 21st century is 2000 as newspapers count, and 2001 as others do.
            later = tuple((add_months(low, 12), add_months(high, 12)) for low, high in base.spans)
            base = base.with_(spans=base.spans + later)
        if unit == ("day", 7) and number is None:
            return self._nth_week(at, nth, base)
        grain = tables.UNIT_GRAINS[unit]

        def rule(span: Span) -> Span | None:
            return nth_unit(span, unit, nth, number or 1)

        found = self._derived(at, base, rule, grain)
        if found is None:
            return None
        if grain == "day" and base.month is not None and number is None and nth > 0:
            found = found.with_(month=base.month, day=nth)
        elif number is not None:
            found = found.with_(is_range=True)
        return found

    def _outer(self, at: int) -> Expression | None:
        """The period after "of": "2014", "next month", "the year" and "the month" of the date."""
        article = self.tokens.key(at) == "the"
        at = self._skip(at, "the")
        key = self.tokens.key(at)
        if key in ("month", "year", "week", "quarter", "decade", "century") and (article or key in ("month", "year")):
            beside = self._unit_beside(at)
            if beside:
                return beside
            unit, size = UNITS[key]
            span = unit_span(self.today or 0, unit, size, 0)
            return self._relative([span], start=at, end=at + 1, grain=tables.UNIT_GRAINS[unit, size])
        if key in ("each", "every"):
            return None
        return self.point(at, after_preposition=True)

    def _nth_weekday(self, at: int, nth: int, named_at: int) -> Expression | None:
        named = self._weekday_of(named_at)
        if named is None:
            return None
        day, end = named
        word = self.tokens.key(end)
        if word not in ("of", "in", "after", "before", "following"):
            return None
        if word in ("of", "in"):
            base = self._outer(end + 1)
            if base is None or base.is_time or base.rank <= RANK["day"] or base.recurring:
                return None

            def rule(span: Span) -> Span | None:
                return one_day(nth_weekday(span[0], span[1], day, nth))

        else:
            base = self._base(self._skip(end + 1, "the"))
            if base is None or base.is_time:
                return None
            forward = word != "before"

            def rule(span: Span) -> Span | None:
                if forward:
                    return one_day(nth_weekday(span[1], span[1] + 7 * max(nth, 1), day, max(nth, 1)))
                return one_day(nth_weekday(span[0] - 7 * abs(nth), span[0], day, -abs(nth)))

        found = self._derived(at, base, rule, "day")
        if found is None:
            return None
        month = base.month if word in ("of", "in") and base.grain == "month" else None
        return found.with_(weekday=day, month=month)

    def _nth_week(self, at: int, nth: int, base: Expression) -> Expression | None:
        """The first week of a month is that of its first Monday, that of its first day, or its first seven days."""

        def rules(span: Span) -> list[Span]:
            if nth > 0:
                full = week_start(span[0] + 6) + 7 * (nth - 1)
                starts = [full, week_start(span[0]) + 7 * (nth - 1), span[0] + 7 * (nth - 1)]
            else:
                full = week_start(span[1]) - 7 * -nth
                starts = [full, week_start(span[1] - 1) - 7 * (-nth - 1), span[1] - 7 * -nth]
            return [(one, one + 7) for one in dict.fromkeys(starts)]

        if base.spans is not None:
            spans = tuple(one for span in base.spans for one in rules(span))
            return Expression(start=at, end=base.end, grain="week", spans=spans, year=base.year, relative=base.relative)
        inner = base.occur
        if inner is None:
            return None

        def occur(low: float, high: float) -> list[Span]:
            return sorted(one for span in inner(low - 400, high + 400) for one in rules(span) if low <= one[0] < high)

        return Expression(start=at, end=base.end, grain="week", occur=occur, cycle=base.cycle)

    def _nth_part(self, at: int, nth: int, end: int, grain: str, parts: int) -> Expression | None:
        """Halves of a year, month, decade or century."""
        word = self.tokens.key(end)
        base = self._outer(end + 1) if word in ("of", "in") else None
        if base is None and (year := self._year_after(end)):
            base = self._of_year(end, *year)
        if base is None or base.rank <= RANK["week"]:
            return None
        index = nth - 1 if nth > 0 else parts + nth
        if not 0 <= index < parts:
            return None

        def rule(span: Span) -> Span:
            return fraction(span, index / parts, (index + 1) / parts)

        if base.grain != "year":
            grain = "month" if base.rank > RANK["year"] else "week"
        return self._derived(at, base, rule, grain)

    def _quarter(self, at: int, nth: int, end: int) -> Expression | None:
        nth = nth if nth > 0 else 5 + nth
        if not 1 <= nth <= 4:
            return None
        year = self._year_after(end)
        found = Expression(
            start=at,
            end=end,
            grain="quarter",
            occur=yearly(lambda of: [month_span(of, 3 * nth - 2, 3)]),
            month=None,
        )
        if year:
            return self._in_year(found, *year)
        if self.tokens.key(end) in ("of", "in"):
            outer = self._outer(end + 1)
            if outer and outer.spans is not None and outer.grain == "year":
                return self._within(found, outer, outer.end)
            if outer:
                return None
        if self.tokens.key(end) == "of":
            return None
        return found

    def _quarter_in_figures(self, at: int) -> Expression | None:
        """Such as "3Q25", "1H 2024", "2018Q4", "2025 H1"."""
        value = self._integer(at)
        key = self.tokens.key(at + 1)
        if value is None or key not in ("q", "h") or not self.tokens.is_capitalised(at + 1):
            return None
        if value <= 4 and self.tokens.is_glued(at + 1):
            year = self._year_after(at + 2)
            two = self._integer(at + 2)
            if year is None and two is not None and len(self.keys[at + 2]) == 2 and self.tokens.is_glued(at + 2):
                year = full_year(two), at + 3
            found = self._lettered(at, key, value, at + 2)
            return self._in_year(found, *year) if found and year else found if key == "q" else None
        if 1900 <= value <= 2100 and self.tokens.is_glued(at + 2):
            number = self._integer(at + 2)
            found = self._lettered(at, key, number or 0, at + 3)
            return self._in_year(found, value, at + 3) if found else None
        return None

    def _lettered(self, at: int, letter: str, number: int, end: int) -> Expression | None:
        parts = 4 if letter == "q" else 2
        if not 1 <= number <= parts:
            return None
        months = 12 // parts
        return Expression(
            start=at,
            end=end,
            grain="quarter" if letter == "q" else "half",
            occur=yearly(lambda year: [month_span(year, months * (number - 1) + 1, months)]),
        )

    def _letter(self, at: int) -> Expression | None:
        """Such as "Q3", "Q3 2025", "H1 2024"."""
        if not self.tokens.is_glued(at + 1):
            return None
        number = self._integer(at + 1)
        if number is None:
            return None
        found = self._lettered(at, self.keys[at], number, at + 2)
        if found is None:
            return None
        year = self._year_after(at + 2)
        if year is None and self.tokens.key(at + 2) in DASHES:
            year = self._year_after(at + 3)
        if year is None and self.tokens.key(at + 2) == "fy":
            year = self._year_after(at + 3)
        if year:
            return self._in_year(found, *year)
        return found if self.keys[at] == "q" else None

    def _vague_part(self, at: int) -> Expression | None:
        """Such as "early 2020", "mid-October", "late March", "the end of next month", "the beginning of the year"."""
        key = self.keys[at]
        if key in ("beginning", "start", "end", "middle", "close", "opening"):
            return self._part_after_noun(at, key)
        end = at + 1
        if self.tokens.key(end) in DASHES:
            end += 1
        elif self._phrase(end, "hours of the morning"):
            return Expression(start=at, end=end + 4, grain="part", clock=((0.0, 9 / 24),), weak=True)
        elif key == "early" and self._phrase(end, "hours of"):
            base = self.point(self._skip(end + 2, "the"), after_preposition=True)
            if base is None or base.is_time or base.grain != "day":
                return None
            return base.with_(start=at, clock=((0.0, 9 / 24),), grain="part")
        elif self.tokens.key(end) in ("to", "or"):
            return None
        within = self._phrase(end, "on in") or self._phrase(end, "in") or end
        part_at = self._skip(within, "the")
        if part := self._part_of_day(at, key, part_at):
            return part
        if within > end:
            base = self._outer(within)
            return self._part_of(at, base, key) if base and base.rank > RANK["week"] else None
        base = self.point(part_at, after_preposition=True)
        if base is None:
            return None
        if key in ("early", "late") and base.grain == "day" and not base.clock:
            if base.day is not None:
                return None
            clock = ((0.0, 0.5),) if key == "early" else ((0.5, 29 / 24),)
            return base.with_(start=at, clock=clock, grain="part")
        return self._part_of(at, base, key)

    def _contracted(self, at: int) -> Expression | None:
        """Such as "EOM" and "EOD"."""
        side, name = CONTRACTED[self.keys[at]]
        if side == "start" and not self.tokens.text[self.tokens.starts[at] : self.tokens.ends[at]].isupper():
            return None
        unit, size = UNITS[name]
        spans = [unit_span(self.today or 0, unit, size, 0)]
        base = self._relative(spans, start=at, end=at + 1, grain=tables.UNIT_GRAINS[unit, size])
        return self._part_of(at, base, side)

    def _part_after_noun(self, at: int, key: str) -> Expression | None:
        end = at + 1
        if self.tokens.key(end) != "of" and not (key == "end" and self.tokens.key(end) == "month"):
            return None
        after = self._skip(end, "of")
        base = self._outer(after)
        if base is None and self.tokens.key(after) == "day":
            low = self.today or 0
            base = self._relative([(low, low + 1)], start=at, end=after + 1, grain="day")
        return self._part_of(at, base, key) if base else None

    def _part_of_day(self, at: int, key: str, part_at: int) -> Expression | None:
        """Such as "early in the morning", "late tonight", "mid-afternoon"."""
        part = self.tokens.key(part_at)
        table = tables.EARLY_PARTS if key == "early" else tables.LATE_PARTS if key == "late" else tables.MID_PARTS
        if part not in table:
            return None
        low, high = table[part]
        clock = ((low / 24, high / 24),)
        if part == "tonight":
            today = self.today or 0
            return self._relative([(today, today + 1)], start=at, end=part_at + 1, grain="part", clock=clock)
        return Expression(start=at, end=part_at + 1, grain="part", clock=clock, weak=True)

    def _part_of(self, at: int, base: Expression, key: str) -> Expression | None:
        if base.is_time or base.is_range:
            return None
        if base.grain == "day":
            if key not in LATE and key not in EARLY:
                return None
            clock = ((0.0, 0.5),) if key in EARLY else ((0.5, 1.0),)
            return base.with_(start=at, clock=clock, grain="part", edge=base.spans)
        if base.rank < RANK["week"]:
            return None
        month = base.grain == "month"
        shares = (0.0, 11 / 31) if month else (0.0, 5 / 12)
        if key in MIDDLE:
            shares = (9 / 31, 21 / 31) if month else (3 / 12, 9 / 12)
        elif key in LATE:
            shares = (19.5 / 31, 1.0) if month else (7 / 12, 1.0)

        def rule(span: Span) -> Span:
            return fraction(span, *shares)

        def sharp(span: Span) -> Span:
            return (span[0], span[0] + 1) if key in EARLY else (span[1] - 1, span[1]) if key in LATE else rule(span)

        grain = {"week": "day", "month": "week", "year": "season", "decade": "year", "century": "decade"}.get(
            base.grain, "month"
        )
        found = self._derived(at, base, rule, grain)
        if found is None:
            return None
        edge = tuple(sharp(span) for span in base.spans) if base.spans else None

        def edge_of(span: Span) -> Span:
            if key in EARLY:
                return span[0], span[0] + 1
            return (span[1] - 1, span[1]) if key in LATE else span

        return found.with_(
            edge=edge,
            edge_of=edge_of,
            month=base.month if month else None,
            year=base.year if base.grain in ("month", "year", "quarter", "season") else None,
            relative=base.relative,
        )

    def _weekend(self, at: int) -> Expression | None:
        """Such as "the weekend" of the date, "weekend of 5 May"."""
        if self.tokens.key(at + 1) == "of":
            base = self._base(self._skip(at + 2, "the"))
            if base and base.grain == "day" and not base.is_time:
                return self._derived(at, base, weekend_around, "weekend")
        beside = self._unit_beside(at)
        if beside:
            return beside
        before, earlier = self.tokens.key(at - 1), self.tokens.key(at - 2)
        if self.keys[at].endswith("s") or not (
            before == "the" and earlier in ("at", "over", "on", "during", "for", "of", "by")
        ):
            return None
        if self.tokens.kind(at + 1) == "word" and self.keys[at + 1] not in AFTER_DATE:
            return None
        return Expression(start=at, end=at + 1, grain="weekend", occur=weekly(5, -0.25, 2.25), cycle=7)

    def _anniversary(self, at: int) -> Expression | None:
        """Such as "the 30th anniversary of 1991" is thirty years on."""
        ordinal = self._ordinal(at)
        if ordinal is None or self._phrase(ordinal[1], "anniversary of") is None:
            return None
        base = self.point(self._skip(ordinal[1] + 2, "the"), after_preposition=True)
        if base is None or base.spans is None:
            return None
        return self._beside(at, base, [(ordinal[0], ("month", 12))], 1)
