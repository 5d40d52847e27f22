"""Components, and how those side by side narrow each other to a point: "Thursday" + "19 March" + "at 5pm"."""

from __future__ import annotations

from verifier.facts.dates import tables
from verifier.facts.dates.expression import RANK, Expression, clock_of, inside, on_weekday, time_parts
from verifier.facts.dates.holidays import HOLIDAYS
from verifier.facts.dates.ranges import Ranges
from verifier.facts.dates.tables import (
    CARDINALS,
    CONNECTORS,
    CONTRACTED,
    DAY_PARTS,
    DECADES,
    DEICTIC,
    DURATION_BOUND_STARTS,
    EARLY,
    GLUES,
    LATE,
    MIDDLE,
    MONTHS,
    ORDINALS,
    SEASONS,
    SHIFTS,
    TENS,
    UNITS,
    WEEKDAYS,
)
from verifier.records import Bound

MAX_DEPTH = 5
"""How deep one phrase may hang on another ("the week after the third Monday of the month before Easter")."""


class Points(Ranges):
    """Components, and how those side by side narrow each other to a point: "Thursday" + "19 March" + "at 5pm"."""

    def point(self, at: int, *, after_preposition: bool = False) -> Expression | None:
        """Components side by side that narrow each other."""
        first = self.component(at, after_preposition=after_preposition)
        if first is None:
            return None
        return self._narrowed(first)

    def _base(self, at: int) -> Expression | None:
        """The date that another is told from ("two days before Easter 2014"): a point without a time of day."""
        found = self.component(at, after_preposition=True)
        if found is None or found.is_time:
            return None
        return self._narrowed(found, timeless=True)

    def _narrowed(self, found: Expression, *, timeless: bool = False) -> Expression:
        for _ in range(4):
            more = self._narrowed_once(found, timeless=timeless)
            if more is None:
                break
            found = more
        return found

    def _narrowed_once(self, found: Expression, *, timeless: bool) -> Expression | None:
        at = found.end
        if told := self._told_before(found):
            return told
        comma = self.tokens.key(at) in (",", "(")
        paren = self.tokens.key(at) == "("
        at += comma
        glue = self.tokens.key(at)
        if glue in GLUES:
            at += 1
        elif glue == "t" and self.tokens.is_glued(at) and self.tokens.kind(at + 1) == "clock":
            at += 1
            glue = ""
        else:
            glue = ""
        if at >= len(self.keys):
            return None
        if self.tokens.key(at) in ("about", "around", "approximately", "between") and glue in ("at", ""):
            at += 1
        at = self._skip(at, "the")
        if at >= len(self.keys):
            return None
        if found.clock and found.zone is None and not glue:
            zoned = self._with_zone(found, at)
            if zoned:
                return zoned
        if paren:
            return None
        joined_time = None
        if not found.clock and found.rank >= RANK["day"] and not found.is_range and found.grain in ("day", "weekend"):
            joined_time = self._time_range(at, after=glue)
        part = self.keys[at] in DAY_PARTS or self.keys[at] in EARLY or self.keys[at] in LATE
        if glue == "from" and not joined_time and not self._is_relative_after(found, at):
            return None
        other = joined_time or self.component(at, after_preposition=bool(glue) or part)
        if other is None or (timeless and other.clock):
            return None
        if other.bound is not Bound.EXACT and not joined_time and not (other.is_time and other.bound is Bound.ABOUT):
            return None
        return self._combined(found, other, glue, comma=comma)

    def _told_before(self, found: Expression) -> Expression | None:
        """Such as "March of that year": the year is one that the text told of before, so nothing here resolves it."""
        if found.occur is None or found.clock:
            return None
        at = self._skip(self._skip(found.end, ","), "of", "in")
        if self.tokens.key(at) == "the":
            at += 1
        elif self.tokens.key(at) != "that":
            return None
        at = self._skip(self._skip(at, "that"), "same", "following", "previous", "preceding")
        if self.tokens.key(at - 1) == "the" or self.tokens.key(at) not in ("year", "month", "week", "decade"):
            return None
        return found.with_(spans=(), occur=None, relative=True, end=at + 1, weak=False)

    def _is_relative_after(self, found: Expression, at: int) -> bool:
        """Such as "Sunday from last week": all else after "from" begins something new."""
        other = self.component(at, after_preposition=True)
        return other is not None and other.relative and not found.is_time

    def _time_range(self, at: int, *, after: str) -> Expression | None:
        """A range of times of day after a day: "Thursday from 9a to 11a", "tomorrow 3-4pm"."""
        spread = self._weak_left(at, CONNECTORS | {"and"})
        if spread and spread.is_time:
            return spread
        left = self.component(at, after_preposition=bool(after))
        if left is None or not left.is_time or left.is_range:
            return None
        key = self.tokens.key(left.end)
        if key not in CONNECTORS and key != "and":
            return None
        right = self._right_of(left, left.end + 1)
        if right is None or not right.is_time:
            return None
        return self._joined(left, right)

    def _combined(self, found: Expression, other: Expression, glue: str, *, comma: bool) -> Expression | None:
        """Both parts as one, None where they do not belong together."""
        end = max(found.end, other.end)
        if other.is_time and found.is_time:
            return self._time_of_part(found, other, glue)
        if other.is_time:
            if glue in ("of", "from") and not other.is_range:
                return None
            if found.clock:
                clock, part = (found, other) if found.hour is not None else (other, found)
                kept = inside(clock.clock, part.clock)
                if not kept or comma or part.hour is not None or clock.hour is None:
                    return None
                return found.with_(end=end, **time_parts(clock, kept))
            if found.rank < RANK["day"] or found.grain not in ("day", "weekend", "week") or found.recurring:
                return None
            if other.weak and other.grain != "part" and glue not in ("at", "by", "for", "around", "about"):
                return None
            return found.with_(
                end=end,
                clock=other.clock,
                hour=other.hour,
                minute=other.minute,
                grain=other.grain,
                zone=other.zone,
                summer=other.summer,
                is_range=found.is_range or other.is_range,
                bound=other.bound if other.bound is not Bound.EXACT else found.bound,
                weak=False,
            )
        if found.is_time:
            if found.hour is not None and other.clock and other.hour is None and not found.is_range and not glue:
                kept = inside(found.clock, other.clock)
                return other.with_(start=found.start, end=end, **time_parts(found, kept)) if kept else None
            if other.clock or other.rank < RANK["day"] or other.grain not in ("day", "weekend"):
                return None
            if glue in ("from", "for", "by"):
                return None
            return other.with_(
                start=found.start,
                end=end,
                clock=found.clock,
                hour=found.hour,
                minute=found.minute,
                grain=found.grain,
                zone=found.zone,
                summer=found.summer,
                is_range=found.is_range,
                bound=found.bound,
                weak=False,
            )
        if glue in ("at", "from", "by", "around", "about", "for") and not (glue == "from" and other.relative):
            return None
        if found.is_range:
            return self._range_within(found, other, end, glue)
        if found.weekday is not None and found.day is None and found.occur is not None and found.month is None:
            return self._weekday_with(found, other, end, glue)
        if other.weekday is not None and other.day is None and other.occur is not None and other.grain == "day":
            if found.grain == "day" and found.weekday is None and found.day is not None and glue in ("", "on"):
                return self._weekday_with(other.with_(start=found.start), found, end, glue).with_(end=end)  # type: ignore[union-attr]
            if found.grain == "week" and found.spans is not None and glue in ("", "on"):
                return self._weekday_with(other.with_(start=found.start), found, end, glue)
            return None
        if other.rank > found.rank and found.occur is not None and glue in ("of", "in", "") and not found.recurring:
            if other.weak and not glue:
                return None
            if other.spans is not None and (found.year is None):
                if comma and other.grain == "year" and other.year is None:
                    return None
                return self._within(found, other, end)
            if other.occur is not None and glue and not other.recurring and other.cycle > found.cycle:
                return self._within(found, other, end)
        if found.relative and found.day is None and other.day is not None and comma and found.grain == other.grain:
            return other.with_(start=found.start, end=end)
        return None

    def _time_of_part(self, found: Expression, other: Expression, glue: str) -> Expression | None:
        """Such as "8 in the evening", "in the evening at eight": a time of the clock within a part of the day."""
        clock, part = (found, other) if found.hour is not None else (other, found)
        if clock.hour is None or part.hour is not None or found.is_range or other.is_range:
            return None
        if glue not in ("", "in", "at", "of"):
            return None
        kept = inside(clock.clock, part.clock)
        if not kept:
            return None
        return clock.with_(
            start=found.start,
            end=max(found.end, other.end),
            clock=kept,
            hour=int(kept[0][0] * 24 + 1e-6) % 24,
            weak=False,
        )

    def _weekday_with(self, day: Expression, other: Expression, end: int, glue: str) -> Expression | None:
        """A weekday with the date or the week that it stands beside."""
        named = day.weekday
        if other.grain == "week" and other.spans is not None and day.occur:
            spans = tuple(one for low, high in other.spans for one in day.occur(low, high))
            return other.with_(
                start=day.start,
                end=end,
                spans=spans,
                weekday=named,
                wide=None,
                **{"grain": "day", **clock_of(day)},
            )
        if other.grain != "day" or glue in ("in",) or other.weekday is not None:
            return None
        if other.spans is not None:
            if other.relative and other.day is None:
                return None
            return other.with_(start=day.start, end=end, weekday=named, **clock_of(day))
        if other.occur is None:
            return None
        if other.day is None and glue in ("of",):
            return None
        return other.with_(
            start=day.start,
            end=end,
            weekday=named,
            occur=on_weekday(other.occur, named or 0),
            cycle=max(other.cycle, 300 if other.cycle < 100 else 732),
            **clock_of(day),
        )

    def _range_within(self, found: Expression, other: Expression, end: int, glue: str) -> Expression | None:
        """A range with its year or period after it."""
        if found.occur is None or other.spans is None or other.rank <= found.rank or glue not in ("", "of", "in"):
            return None
        return self._within(found, other, end)

    def component(self, at: int, *, after_preposition: bool = False) -> Expression | None:
        """One phrase, by what its first token may begin."""
        if self._depth >= MAX_DEPTH:
            return None
        place = at, self._depth, after_preposition
        if place not in self._read:
            self._depth += 1
            self._read[place] = self._component(at, after_preposition=after_preposition)
            self._depth -= 1
        return self._read[place]

    def _component(self, at: int, *, after_preposition: bool) -> Expression | None:
        kind = self.tokens.kind(at)
        if kind == "word":
            for name in READERS.get(self.keys[at], ()):
                found: Expression | None = getattr(self, name)(at)
                if found is not None and not (found.weak and not after_preposition and not self._is_supported(found)):
                    return found
            return None
        if kind == "integer":
            return self._from_integer(at, after_preposition=after_preposition)
        if kind == "numeric":
            return self._numeric(at)
        if kind == "clock":
            return self._clock(at)
        if kind == "decimal":
            return self._number_phrase(at) or self._dotted_clock(at)
        if kind == "sign" and self.keys[at] in ("'", "’", "@"):
            return self._short_decade(at) if self.keys[at] != "@" else self.component(at + 1, after_preposition=True)
        return None

    def _is_supported(self, found: Expression) -> bool:
        """Whether words before or after a weak phrase make it a date."""
        before = self.tokens.key(found.start - 1)
        if before == "the":
            before = self.tokens.key(found.start - 2)
        return before in tables.DATE_PREPOSITIONS

    def _from_integer(self, at: int, *, after_preposition: bool) -> Expression | None:
        for read in (
            self._anniversary,
            self._day_month,
            self._short_numeric,
            self._nth,
            self._century,
            self._clock_in_figures,
        ):
            if found := read(at):
                return found
        found = self._decade(at) or self._number_phrase(at) or self._quarter_in_figures(at)
        if found:
            return found
        found = self._bare_year(at, after_preposition=after_preposition)
        if found:
            return found
        return self._day_alone(at) or self._hour_alone(at)


def _readers() -> dict[str, tuple[str, ...]]:
    """Which methods may read a phrase that begins with a word, in the order in which they are tried."""
    index: dict[str, list[str]] = {}

    def add(words: object, *names: str) -> None:
        for word in words:  # type: ignore[attr-defined]
            index.setdefault(word, []).extend(name for name in names if name not in index.get(word, ()))

    holiday_words = {form for key in HOLIDAYS for form in (key, key + "s")}
    add(holiday_words, "_holiday")
    add(ORDINALS, "_day_month", "_anniversary", "_nth", "_century", "_day_alone")
    add(
        TENS,
        "_day_month",
        "_century",
        "_year_in_words",
        "_clock_words",
        "_number_phrase",
        "_decade_words",
        "_day_alone",
    )
    add(CARDINALS, "_year_in_words", "_clock_words", "_decade_words", "_number_phrase")
    add(("a", "an"), "_number_phrase")
    add(("half", "quarter"), "_clock_words", "_number_phrase")
    add(tables.VAGUE_NUMBERS, "_number_phrase")
    add(("last", "final", "closing", "latter", "opening", "former", "penultimate"), "_nth")
    add(MONTHS, "_month")
    add(WEEKDAYS, "_weekday")
    add(("noon", "midday", "noontime", "midnight"), "_clock_words")
    add(DAY_PARTS, "_day_part")
    add(DEICTIC, "_deictic")
    add(("right", "just"), "_now")
    add(SHIFTS, "_shift")
    add(("in", "within"), "_in_duration")
    add(DURATION_BOUND_STARTS, "_bounded_duration")
    add(("weekend", "wkend"), "_weekend")
    add(UNITS, "_unit_beside")
    add(("q", "h"), "_letter")
    add(EARLY | MIDDLE | LATE, "_vague_part")
    add(CONTRACTED, "_contracted")
    add(("earlier", "later", "so"), "_to_date")
    add(SEASONS, "_season")
    add(DECADES, "_decade_words")
    add(("closest", "nearest"), "_nearest")
    add(("turn",), "_turn")
    add(("eve",), "_eve")
    add(("ad",), "_ad")
    add(("fy", "fiscal", "financial", "tax"), "_fiscal_year")
    return {word: tuple(names) for word, names in index.items()}


READERS = _readers()
"""First word → the methods that may read it."""
