"""The grammar of dates and times: tokens into expressions, by recursive descent; `__init__` makes facts of them."""

from __future__ import annotations

from verifier.facts.dates.expression import Expression
from verifier.facts.dates.points import READERS, Points
from verifier.facts.dates.spans import shifted_day
from verifier.facts.dates.tables import AFTER_DATE, BOUND_STARTS, CONNECTORS, TRAILING_STARTS
from verifier.records import Bound


class Grammar(Points):
    """Reads whole expressions: points, ranges, and the words that bound them."""

    def expression(self, at: int) -> Expression | None:
        """A point or range with its bound, beginning at this token."""
        key = self.keys[at]
        if key in BOUND_STARTS and (found := self._bounded(at)):
            return found
        if key in ("from", "between") and (found := self._range_after(at)):
            return found
        return self._period(at)

    def _bounded(self, at: int) -> Expression | None:
        for words, bound in BOUND_STARTS[self.keys[at]]:
            if tuple(self.keys[at + 1 : at + 1 + len(words)]) != words:
                continue
            first = at + 1 + len(words)
            if self.keys[at] in ("c", "ca"):
                first = self._skip(first, ".")
            found = self._period(self._articles(first), after_preposition=True)
            if found is None or found.bound is not Bound.EXACT or found.is_range:
                continue
            if self.keys[at] == "past" and not found.clock:
                continue
            if self.keys[at] in ("c", "ca", "near") and found.grain not in ("year", "decade", "century"):
                continue
            if found.relative and bound is Bound.ABOUT and found.elapsed is not None:
                return found.with_(start=at)
            found = found.with_(start=at, bound=bound, weak=False)
            return self._closed(found) or found
        return None

    def _closed(self, lower: Expression) -> Expression | None:
        """Such as "later than 9:30 but before 11:00": a lower bound that an upper one follows."""
        if lower.bound not in (Bound.MORE_THAN, Bound.AT_LEAST) or self.tokens.key(lower.end) not in ("but", "and"):
            return None
        after = lower.end + 1
        if self.tokens.key(after) not in BOUND_STARTS:
            return None
        upper = self._bounded(after)
        if upper is None or upper.bound not in (Bound.AT_MOST, Bound.LESS_THAN):
            return None
        return self._joined(lower.with_(bound=Bound.EXACT), upper.with_(bound=Bound.EXACT))

    def _range_after(self, at: int) -> Expression | None:
        """Such as "from X to Y", "between X and Y", "from X on"."""
        word = self.keys[at]
        first = self._articles(at + 1)
        if word == "between" and (spread := self._between_durations(at)):
            return spread
        enders = {"and", "&"} if word == "between" else CONNECTORS
        if spread := self._weak_left(first, enders, consecutive=False):
            return self._extended(spread.with_(start=at, weak=False))
        left = self.point(first, after_preposition=True)
        if left and self.tokens.key(left.end) in enders:
            right = self._right_of(left, self._articles(left.end + 1))
            joined = self._joined(left, right) if right else None
            if joined:
                return self._extended(joined.with_(start=at, weak=False))
        if left and left.is_range:
            return left.with_(start=at, weak=False)
        if left and word == "from":
            trailing = self._trailing(left)
            if trailing:
                return trailing.with_(start=at)
            if left.clock and left.bound is Bound.EXACT:
                return left.with_(start=at, bound=Bound.AT_LEAST, weak=False)
        return None

    def _between_durations(self, at: int) -> Expression | None:
        """Such as "between five and ten years ago"."""
        count = self._number(at + 1)
        if count is None or self.tokens.key(count[1]) != "and" or self.today is None:
            return None
        duration = self._duration(count[1] + 1)
        far = self._displaced(count[1] + 1, *duration[:2], vague=False) if duration else None
        if far is None or duration is None or far.elapsed is None:
            return None
        sign = 1 if far.elapsed > 0 else -1
        unit = duration[0][0][1]
        days = sorted(shifted_day(self.today, [(number, unit)], sign) for number in (count[0], duration[0][0][0]))
        return far.with_(
            start=at, spans=((days[0], days[1] + 1),), elapsed=None, bound=Bound.BETWEEN, is_range=True, wide=None
        )

    def _period(self, at: int, *, after_preposition: bool = False) -> Expression | None:
        """A point or a range without words before it."""
        spread = self._weak_left(at, CONNECTORS | {"and", "&"})
        if spread:
            return self._extended(spread)
        left = self.point(at, after_preposition=after_preposition)
        if left is None:
            return None
        key = self.tokens.key(left.end)
        if key in ("and", "&", ",") and (row := self._next_days(left)):
            return self._extended(row)
        if key in CONNECTORS or (key == "/" and self.tokens.is_glued(left.end) and (left.day or left.year)):
            right = self._right_of(left, self._articles(left.end + 1))
            joined = self._joined(left, right) if right else None
            if joined:
                return self._extended(joined)
        return self._trailing(left) or left

    def _next_days(self, left: Expression) -> Expression | None:
        """Such as "March 5 and 6", "March 5, 6 and 7": days in a row."""
        if left.day is None or left.month is None or left.clock:
            return None
        last, at = self._listed(left.day, left.end)
        at = self._skip(at, ",") if last > left.day else at
        if self.tokens.key(at) not in ("and", "&"):
            return None
        day = self._day_of_month(at + 1)
        if day is None or day[0] != last + 1:
            return None
        if self.tokens.kind(day[1]) == "word" and self.keys[day[1]] not in AFTER_DATE:
            return None
        right = self._right_of(left.with_(day=last), at + 1)
        return self._joined(left, right) if right and right.day == day[0] else None

    def _trailing(self, found: Expression) -> Expression | None:
        """Words after a date that bound it: "2019 onwards", "5pm or later"."""
        key = self.tokens.key(found.end)
        if key not in TRAILING_STARTS or found.bound is not Bound.EXACT:
            return None
        from_before = self.tokens.key(found.start - 1) == "from"
        for words, bound in TRAILING_STARTS[key]:
            if tuple(self.keys[found.end + 1 : found.end + 1 + len(words)]) != words:
                continue
            if key == "on" and not from_before:
                continue
            if bound is Bound.ABOUT and found.elapsed is not None:
                return found.with_(end=found.end + 1 + len(words))
            return found.with_(end=found.end + 1 + len(words), bound=bound, weak=False)
        return None

    def _extended(self, joined: Expression) -> Expression:
        """A range with a weekday, date, year or time of day after it: "9:30 to 11:00 on Thursday"."""
        return self._narrowed(joined)


STARTS = frozenset(READERS) | frozenset(BOUND_STARTS) | {"from", "between"}
"""The words that may begin an expression; no other is looked at."""
