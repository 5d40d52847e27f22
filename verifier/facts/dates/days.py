"""Dates in figures, months, days of a month and weekdays."""

from __future__ import annotations

from verifier.facts.dates import tables
from verifier.facts.dates.calendars import (
    Span,
    civil,
    day_number,
    is_date,
    iso_week,
    month_span,
    nth_weekday,
    week_start,
    year_span,
)
from verifier.facts.dates.expression import Expression, fixed_day, month_of_each_year, monthly, weekly
from verifier.facts.dates.phrases import Phrases
from verifier.facts.dates.spans import full_year, one_day, weekend_around
from verifier.facts.dates.tables import (
    AFTER_DATE,
    BEFORE_DAY_ALONE,
    DASHES,
    DAY_PARTS,
    ERAS,
    FIRM_PREPOSITIONS,
    MERIDIEMS,
    MONTHS,
    NOT_PLURAL,
    SHIFTS,
    UNITS,
    WEEKDAYS,
    YEAR_OPENERS,
)

SHORT_WEEKDAY = 5
"""The longest abbreviation of a weekday, in letters ("thurs")."""


class Days(Phrases):
    """Dates in figures, months, days of a month and weekdays."""

    def _numeric(self, at: int) -> Expression | None:
        """Such as "2026-03-19", "19/3/2026", "3/19/26", "19.03.2026": both readings where the order is in doubt."""
        key = self.keys[at]
        separator = next(character for character in key if not character.isdigit())
        first, second, third = (int(part) for part in key.split(separator))
        widths = [len(part) for part in key.split(separator)]
        if widths[0] == 4:
            orders = [(first, second, third)] if widths[2] == 2 else []
        elif widths[0] > 2 or widths[2] == 3:
            return None
        else:
            year = third if widths[2] == 4 else full_year(third)
            orders = [(year, first, second), (year, second, first)]
            if separator == ".":
                orders.reverse()
                if widths[2] == 2 and not (widths[0] == 2 and widths[1] == 2):
                    return None
        valid = list(dict.fromkeys(order for order in orders if is_date(*order)))
        if not valid or not 1000 <= valid[0][0] <= 2999:
            return None
        spans = tuple((low := day_number(*order), low + 1) for order in valid)
        one = valid[0] if len(valid) == 1 else None
        return Expression(
            start=at,
            end=at + 1,
            grain="day",
            spans=spans,
            year=valid[0][0],
            month=one[1] if one else None,
            day=one[2] if one else None,
        )

    def _short_numeric(self, at: int) -> Expression | None:
        """Such as "2/15", "2/2013", "2013-02", "2026-W12", "19-Mar-2026" is read with the months."""
        value = self._integer(at)
        sign = self.tokens.key(at + 1)
        if (
            value is None
            or sign not in ("/", "-")
            or not self.tokens.is_glued(at + 1)
            or not self.tokens.is_glued(at + 2)
        ):
            return None
        if self.tokens.is_glued(at) and self.tokens.key(at - 1) not in ("(", "[", '"'):
            return None
        if len(self.keys[at]) == 4 and self.tokens.key(at + 2) == "w" and self.tokens.is_glued(at + 3):
            week = self._integer(at + 3)
            return self._of_week(at, value, week, at + 4) if week else None
        other = self._integer(at + 2)
        if (
            other is None
            or self._is_counted(at + 3)
            or (self.tokens.is_glued(at + 3) and self.tokens.key(at + 3) in ("/", "-", ":", "%"))
        ):
            return None
        if self.tokens.is_glued(at + 3) and self.tokens.kind(at + 3) == "word":
            return None
        widths = len(self.keys[at]), len(self.keys[at + 2])
        if widths[0] == 4 and widths[1] == 2 and 1 <= other <= 12 and 1000 <= value <= 2999:
            if sign == "-" and other == value % 100 + 1:
                return None
            return self._of_month(at, value, other, at + 3)
        if widths[1] == 4 and widths[0] <= 2 and 1 <= value <= 12 and sign == "/" and 1000 <= other <= 2999:
            return self._of_month(at, other, value, at + 3)
        if widths[0] <= 2 and widths[1] <= 2:
            return self._day_slash_month(at, value, other, sign)
        return None

    def _day_slash_month(self, at: int, first: int, second: int, sign: str) -> Expression | None:
        before = self.tokens.key(at - 1)
        if (first, second) in ((9, 11), (24, 7), (7, 7), (50, 50)) or (sign == "-" and before == "from"):
            return None
        placed = before in ("on", "by", "until", "till", "since", "through", "dated", "from", ",") or before in WEEKDAYS
        timed = self.tokens.key(at + 3) == "at" and self.tokens.kind(at + 4) in ("clock", "integer")
        if not placed and not timed and (sign == "-" or min(first, second) > 12 or max(first, second) <= 12):
            return None
        if before == "," and self.tokens.key(at - 2) not in WEEKDAYS:
            return None
        orders = [order for order in dict.fromkeys(((first, second), (second, first))) if is_date(2000, *order)]
        if not orders or self.tokens.key(at + 3) == "of":
            return None
        if len(orders) == 1:
            month, day = orders[0]
            return Expression(start=at, end=at + 3, grain="day", occur=fixed_day(month, day), month=month, day=day)
        rules = [fixed_day(*order) for order in orders]
        return Expression(
            start=at,
            end=at + 3,
            grain="day",
            occur=lambda low, high: sorted(one for rule in rules for one in rule(low, high)),
        )

    def _of_month(self, at: int, year: int, month: int, end: int) -> Expression:
        return Expression(start=at, end=end, grain="month", spans=(month_span(year, month),), year=year, month=month)

    def _of_week(self, at: int, year: int, week: int, end: int) -> Expression | None:
        if not 1 <= week <= 53:
            return None
        return Expression(start=at, end=end, grain="week", spans=(iso_week(year, week),), year=year)

    def _bare_year(self, at: int, *, after_preposition: bool) -> Expression | None:
        """A year alone, where what stands around it does not make it a count or a label."""
        value = self._integer(at)
        if value is None:
            return None
        era = self._era(at + 1)
        if era and value:
            year = value if era[0] > 0 else 1 - value
            return self._of_year(at, year, era[1])
        if len(self.keys[at]) != 4 or not 1000 <= value <= 2199:
            return None
        if self.tokens.is_glued(at) and self.tokens.key(at - 1) not in YEAR_OPENERS:
            return None
        after = self.tokens.key(at + 1)
        before = self.tokens.key(at - 1)
        if self.tokens.is_glued(at + 1) and self.tokens.kind(at + 1) == "word":
            return None
        if before == "than" and self.tokens.key(at - 2) in ("later", "earlier", "sooner"):
            before = "by"
        if before in tables.YEAR_BLOCKERS or self._is_counted(at + 1):
            return None
        if self.tokens.written(at - 1) in tables.CURRENCY_CODES:
            return None
        if before == "." and self.tokens.key(at - 2) in ("no", "nr", "p", "pp", "art", "rs"):
            return None
        compound = after in DASHES and self.tokens.is_glued(at + 1) and self.tokens.is_glued(at + 2)
        if compound and self.tokens.kind(at + 2) == "word" and self.keys[at + 2] not in MONTHS:
            return None
        plural = (
            self.tokens.kind(at + 1) == "word"
            and len(after) > 3
            and after.endswith("s")
            and not after.endswith("ss")
            and after not in NOT_PLURAL
            and not self.tokens.is_capitalised(at + 1)
        )
        placed = after_preposition or before in tables.DATE_PREPOSITIONS
        placed = placed or (before in ("born", "died") and after in (")", ",", ";"))
        modern = 1700 <= value <= 2100 and value % 100
        if plural and not modern and before not in ("in", "since", "until", "by", "during"):
            return None
        if plural and value < 1700:
            return None
        if not placed and not 1400 <= value <= 2100:
            return None
        before_noun = self.tokens.kind(at + 1) == "word" and not self.tokens.is_capitalised(at + 1)
        before_noun = before_noun and before not in ("(", ",") and after not in AFTER_DATE
        if before_noun and not placed and not modern:
            return None
        return self._of_year(at, value, at + 1)

    def _day_month(self, at: int) -> Expression | None:
        """Such as "19 March 2026", "the 15th of February", "14april 2015", "third of March", "20th of next month"."""
        day = self._day_of_month(at)
        if day is None:
            return None
        value, end = day
        if self.tokens.key(end) == "day":
            end += 1
        after = self._skip(end, "of", "in") if self.tokens.key(end) in ("of", "in") else self._joiner(end)
        month = MONTHS.get(self.tokens.key(after))
        if self.tokens.kind(after) != "word" or month is None:
            return None
        if self.tokens.key(end) == "in" and self.kinds[at] == "integer" and end - at < 2:
            return None
        if self.keys[after] in ("may", "march", "mar", "dec", "sun") and not self.tokens.is_capitalised(after):
            ordinal = end - at > 1 or self.kinds[at] == "word"
            if after == end and not ordinal and not self._year_after(after + 1):
                return None
        if not is_date(2000, month, value):
            return None
        after += 1
        if self.tokens.key(after) == "." and self.tokens.is_glued(after) and len(self.keys[after - 1]) <= 4:
            after = after + 1 if self._year_after(after + 1) or not self._ends_sentence(after) else after
        return self._dated(at, month, value, self._skip(after, "-", "/") if self._is_year_glued(after) else after)

    def _dated(self, at: int, month: int, day: int, end: int) -> Expression:
        year = self._year_after(end)
        if year is None:
            two = self._integer(end)
            last = self.tokens.kind(end + 1) in (None, "sign") and self.tokens.key(end + 1) not in (":", "-", "–", "/")
            if two is not None and len(self.keys[end]) == 2 and two > 9 and last and not self.tokens.is_glued(end):
                year = full_year(two), end + 1
        if year is None:
            found = Expression(
                start=at,
                end=end,
                grain="day",
                occur=fixed_day(month, day),
                month=month,
                day=day,
                cycle=1465 if (month, day) == (2, 29) else 366,
            )
            return self._holiday_weekend(found)
        if not is_date(year[0], month, day):
            return Expression(start=at, end=year[1], grain="day", spans=(), year=year[0], month=month, day=day)
        low = day_number(year[0], month, day)
        return Expression(
            start=at, end=year[1], grain="day", spans=((low, low + 1),), year=year[0], month=month, day=day
        )

    def _month(self, at: int) -> Expression | None:
        """Such as "March 19, 2026", "Mar. 19", "march the third", "March 2026", "March"."""
        month = MONTHS[self.keys[at]]
        end = at + 1
        stopped = self.tokens.key(end) == "." and self.tokens.is_glued(end) and len(self.keys[at]) <= 4
        if stopped and (self.tokens.kind(end + 1) == "integer" or self._ordinal(end + 1)):
            end += 1
        dashed = self.tokens.key(end) in ("-", "/") and self.tokens.is_glued(end) and self.tokens.is_glued(end + 1)
        day_at = self._skip(end + 1 if dashed else end, "the")
        day = self._day_of_month(day_at)
        capital = self.tokens.is_capitalised(at)
        if day and is_date(2000, month, day[0]) and not self._is_counted(day[1]):
            value, after = day
            unit = self.tokens.key(after)
            plausible = capital or self.keys[at] not in tables.WORDS_ALSO_OTHERWISE or day_at > end
            plausible = plausible or after - day_at > 1 or self._year_after(after) is not None
            plausible = plausible or (self.keys[at] != "may" and self.kinds[day_at] == "integer")
            plausible = plausible or self.tokens.key(at - 1) in tables.DATE_PREPOSITIONS
            plausible = plausible or (self.keys[at] != "may" and self._ordinal(day_at) is not None)
            is_clock = unit in (":",) or unit in MERIDIEMS or unit == "oclock"
            is_word = self.kinds[day_at] == "word"
            if is_word and unit in UNITS:
                plausible = False
            if is_word and self.tokens.kind(after) == "word" and unit not in AFTER_DATE and not self._year_after(after):
                plausible = False
            if plausible and not is_clock:
                glued = self._is_year_glued(after) and dashed
                return self._dated(at, month, value, after + 1 if glued else after)
        year_at = end + 1 if dashed else end
        if self.tokens.key(end) == "." and self._year_after(end + 1):
            year_at = end + 1
        if (year := self._year_after(year_at)) and (year[0] >= 1000 or self.tokens.key(year[1] - 1) in ERAS):
            return self._of_month(at, year[0], month, year[1])
        if self.tokens.key(at + 1) == "." and len(self.keys[at]) <= 4 and not self._ends_sentence(at + 1):
            end = at + 2
        if self._phrase(at + 1, "after next"):
            base = Expression(start=at, end=at + 1, grain="month", occur=month_of_each_year(month), month=month)
            return self._shifted_yearly(at, 1, base)
        if not capital and self.keys[at] in tables.MONTHS_ALSO_OTHERWISE:
            before = self.tokens.key(at - 1)
            if before not in FIRM_PREPOSITIONS:
                return None
        if len(self.keys[at]) <= 3 and self.keys[at] != "may" and not capital:
            return None
        name = self.keys[at] in tables.MONTHS_ALSO_OTHERWISE
        following_name = self.tokens.is_capitalised(end) and self.tokens.kind(end) == "word" and end == at + 1
        following_name = following_name and self.keys[end] not in WEEKDAYS and not self._year_after(end)
        if following_name and (name or self.tokens.key(at - 1) not in tables.DATE_PREPOSITIONS):
            return None
        return Expression(
            start=at,
            end=end,
            grain="month",
            occur=month_of_each_year(month),
            month=month,
            weak=name or not capital,
        )

    def _day_alone(self, at: int) -> Expression | None:
        """Such as "on the 15th", "Tuesday the 19th", "20th of next month"."""
        day = self._day_of_month(at)
        if day is None:
            return None
        value, end = day
        found = Expression(start=at, end=end, grain="day", occur=monthly(value), cycle=62, day=value)
        following = self.tokens.key(end)
        if following == "of":
            month = self.component(self._skip(end + 1, "the"), after_preposition=True)
            relative = month is not None and month.grain == "month" and month.relative
            return found if relative or self._phrase(end, "of the month") else None
        if self._ordinal(at) is None:
            return None
        before = self.tokens.key(at - 1)
        if before == "the":
            before = self.tokens.key(at - 2)
        elif before not in WEEKDAYS:
            return None
        if before not in BEFORE_DAY_ALONE and before not in WEEKDAYS and (before or end < self.tokens.size):
            return None
        if self.kinds[at] == "word" and before not in WEEKDAYS and before not in ("on", "until", "since"):
            return None
        if self.tokens.kind(end) == "word" and following not in AFTER_DATE and following not in DAY_PARTS:
            return None
        if following in DASHES and self.tokens.is_glued(end):
            return None
        return found

    def _weekday(self, at: int) -> Expression | None:
        """Such as "Thursday", "Mon.", "Friday after next", "Monday week"."""
        key = self.keys[at]
        named = WEEKDAYS[key]
        end = at + 1
        if len(key) <= SHORT_WEEKDAY and self.tokens.key(end) == "." and self.tokens.is_glued(end):
            end += self.tokens.kind(end + 1) == "integer" or not self._ends_sentence(end)
        if not self._is_weekday(at, end):
            return None
        before, following = self.tokens.key(at - 1), self.tokens.key(end)
        if key.endswith("days") and self._number_before(at):
            return None
        if relation := self._weekday_beside(at, named, end):
            return relation
        if following == "after" and self.tokens.key(end + 1) == "next":
            return self._after_next(at, named, end + 2)
        if following == "before" and self.tokens.key(end + 1) == "last":
            low = (nth_weekday((self.today or 0) - 7, self.today or 0, named, 1) or 0) - 7
            return self._relative([(low, low + 1)], start=at, end=end + 2, grain="day", weekday=named)
        if following == "week" and before != "the" and self.tokens.key(end + 1) not in ("of", "in", "-", "day"):
            later = self._coming(Expression(start=at, end=end, grain="day", weekday=named), 1)
            spans = [(low + 7, high + 7) for low, high in later.spans or ()]
            return self._relative(spans, start=at, end=end + 1, grain="day", weekday=named)
        every = before in ("every", "each") or (before in ("a", "any") and following != "in")
        return Expression(
            start=at,
            end=end,
            grain="day",
            occur=weekly(named),
            cycle=7,
            weekday=named,
            recurring=every or key.endswith("days"),
        )

    def _is_weekday(self, at: int, end: int) -> bool:
        """Whether the name is a weekday here: not part of a title, and a short one not a word or a name of its own."""
        key, before, following = self.keys[at], self.tokens.key(at - 1), self.tokens.key(end)
        if self.tokens.is_capitalised(end) and following in tables.TITLES_AFTER_WEEKDAY:
            return following in ("night", "nights", "post") and before in ("on", "last", "this")
        if before in tables.TITLES_BEFORE_WEEKDAY:
            return False
        if len(key) > SHORT_WEEKDAY or ((before in FIRM_PREPOSITIONS or before in SHIFTS) and before != "the"):
            return True
        otherwise = key in tables.WORDS_ALSO_OTHERWISE
        figures = self.tokens.kind(end) in ("integer", "numeric", "clock") or following in MONTHS
        if figures or following in (",", "the", "at"):
            return figures or self.tokens.is_capitalised(at) or not otherwise
        if not self.tokens.is_capitalised(at):
            return False
        return not otherwise or end > at + 1 or following in DAY_PARTS or following in DASHES

    def _weekday_beside(self, at: int, named: int, end: int) -> Expression | None:
        """Such as "the Sunday before Easter", "Monday after Christmas 2014"."""
        key = self.tokens.key(end)
        if key in ("before", "after", "following", "preceding"):
            base = self._base(self._skip(end + 1, "the"))
            if base is None or base.is_time or base.grain != "day" or base.weekday is not None:
                return None
            forward = key in ("after", "following")

            def beside(span: Span) -> Span | None:
                if forward:
                    return one_day(nth_weekday(span[1], span[1] + 7, named, 1))
                return one_day(nth_weekday(span[0] - 7, span[0], named, 1))

            derived = self._derived(at, base, beside, "day")
            return derived.with_(weekday=named) if derived else None
        return None

    def _nearest(self, at: int) -> Expression | None:
        """Such as "the Monday closest to 5 October"'s other order: "closest Monday to 5 October"."""
        named = self._weekday_of(at + 1)
        if named is None or self.tokens.key(named[1]) != "to":
            return None
        base = self._base(self._skip(named[1] + 1, "the"))
        if base is None or base.grain != "day":
            return None

        def rule(span: Span) -> Span | None:
            return one_day(nth_weekday(span[0] - 3, span[0] + 4, named[0], 1))

        found = self._derived(at, base, rule, "day")
        return found.with_(weekday=named[0]) if found else None

    def _after_next(self, at: int, named: int, end: int) -> Expression:
        spans: tuple[Span, ...] = ()
        if self.today is not None:
            first = nth_weekday(self.today + 1, self.today + 8, named, 1) or 0
            spans = ((first + 7, first + 8),)
            if week_start(first) > week_start(self.today):
                spans += ((first + 14, first + 15),)
        return Expression(start=at, end=end, grain="day", spans=spans, weekday=named, relative=True)

    def _shifted_yearly(self, at: int, direction: int, base: Expression) -> Expression:
        """Such as "next March", "last Christmas": the nearest one before or after, and the one of last or next year."""
        today = self.today or 0
        year = civil(today)[0]
        occur = base.occur
        after = base.end
        assert occur is not None
        skip = 0
        if direction > 0 and self.tokens.key(after) == "after" and self.tokens.key(after + 1) == "next":
            skip, after = 1, after + 2
        if direction > 0:
            found = [one for one in occur(today + 1, today + 2 * base.cycle) if one[0] > today][skip : skip + 1]
        elif direction < 0:
            found = [one for one in occur(today - 2 * base.cycle, today) if one[1] <= today][-1:]
        else:
            found = [one for one in occur(today - base.cycle, today + 1) if one[0] <= today < one[1]]
            found = found or occur(today, today + base.cycle + 1)[:1]
        spans = [*found, *([] if skip else occur(*year_span(year + direction)))]
        return self._relative(
            spans[:3], start=at, end=after, grain=base.grain, month=base.month, day=base.day, weekday=base.weekday
        )

    def _coming(self, base: Expression, sign: int) -> Expression:
        """The weekday from which "a week from Friday" counts: the next one, or the last for "a week before Friday"."""
        spans: tuple[Span, ...] = ()
        if self.today is not None and base.weekday is not None:
            low = self.today + 1 if sign > 0 else self.today - 7
            day = nth_weekday(low, low + 7, base.weekday, 1)
            spans = ((day, day + 1),) if day is not None else ()
        return base.with_(spans=spans, occur=None, relative=True)

    def _holiday_weekend(self, found: Expression) -> Expression:
        end = found.end
        key = self.tokens.key(end)
        after = end + 1
        if key == "week" and self.tokens.key(end + 1) in DASHES and self.tokens.key(end + 2) == "end":
            key, after = "weekend", end + 3
        if key in ("weekend", "wkend") and found.occur:
            inner = found.occur

            def occur(low: float, high: float) -> list[Span]:
                return [(weekend_around(one)) for one in inner(low, high)]

            return found.with_(end=after, grain="weekend", occur=occur, day=None, month=None)
        return found
