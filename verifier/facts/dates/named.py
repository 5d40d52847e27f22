"""Seasons, decades, centuries, fiscal years and holidays: periods that have a name of their own."""

from __future__ import annotations

from verifier.facts.dates import tables
from verifier.facts.dates.calendars import Span, day_number, year_span
from verifier.facts.dates.expression import Expression, yearly
from verifier.facts.dates.holidays import HOLIDAYS, folded
from verifier.facts.dates.spans import century_span, full_year
from verifier.facts.dates.tables import (
    AFTER_DATE,
    CAPITALISED_HOLIDAYS,
    DASHES,
    DAY_PARTS,
    DECADES,
    GLUES,
    MONTHS,
    SEASON_OPENERS,
    SEASONS,
    SHIFTS,
    UNITS,
    WEEKDAYS,
)
from verifier.facts.dates.times import Times
from verifier.records import Bound


class Named(Times):
    """Seasons, decades, centuries, fiscal years and holidays: periods that have a name of their own."""

    def _season(self, at: int) -> Expression | None:
        """Such as "summer 2024", "the summer of 2024", "winter", "fall 2013"."""
        key = self.keys[at]
        bounds = SEASONS.get(key)
        if bounds is None:
            return None
        year = self._year_after(at + 1)

        def rule(of: int) -> list[Span]:
            ends = of + (bounds[2] < bounds[0])
            return [(day_number(of, bounds[0], bounds[1]), day_number(ends, bounds[2], bounds[3]))]

        if year:
            spans = [*rule(year[0])]
            end = year[1]
            if bounds[2] < bounds[0]:
                spans = [*rule(year[0] - 1), *spans]
                sign = self.tokens.key(end)
                if (sign in DASHES or sign == "/") and self._integer(end + 1) is not None:
                    spans, end = spans[1:], end + 2
            return Expression(start=at, end=end, grain="season", spans=tuple(spans), year=year[0])
        before = self.tokens.key(at - 1)
        earlier = self.tokens.key(at - 2)
        supported = before in SEASON_OPENERS or before in SHIFTS or (before == "the" and earlier in SEASON_OPENERS)
        if not supported and not (before in ("of", "following") and self.tokens.key(at + 1) == "of"):
            return None
        if key == "fall" and before not in SHIFTS and before != "the" and before not in ("in", "by", "since", "until"):
            return None
        if before == "the" and self.tokens.key(at + 1) in ("in", "from") and key in ("fall", "spring"):
            return None
        if not self._is_noun_phrase_end(at + 1):
            return None
        return Expression(start=at, end=at + 1, grain="season", occur=yearly(rule))

    def _decade(self, at: int) -> Expression | None:
        """Such as "1990s", "1990's", "the 90s", "the 1800s"."""
        value = self._integer(at)
        if value is None:
            return None
        end = at + 1
        if self.tokens.key(end) in ("'", "’") and self.tokens.is_glued(end):
            end += 1
        if self.tokens.key(end) != "s" or not self.tokens.is_glued(end):
            return None
        end += 1
        width = len(self.keys[at])
        if value % 10:
            return None
        if width == 4 and 1000 <= value <= 2199:
            if value % 100 == 0 and value < 2000:
                return Expression(start=at, end=end, grain="century", spans=(year_span(value, 100),))
            era = self._era(end)
            if era and era[0] < 0:
                return Expression(start=at, end=era[1], grain="decade", spans=(year_span(1 - value - 9, 10),))
            return Expression(start=at, end=end, grain="decade", spans=(year_span(value, 10),), year=None)
        if width == 2 and value >= 10:
            return self._decade_alone(at, value, end, apostrophe=False)
        return None

    def _decade_alone(self, at: int, value: int, end: int, *, apostrophe: bool) -> Expression | None:
        before, earlier = self.tokens.key(at - 1), self.tokens.key(at - 2)
        if not apostrophe:
            openers = ("the", "early", "late", "mid", "-", "–")
            if before not in openers or self.tokens.key(end) in ("percent", "%", "°"):
                return None
            if before in ("early", "late", "mid", "-", "–") and not self._has_the(at):
                return None
            if earlier in ("low", "high", "upper", "lower", "temperatures", "scored"):
                return None
        full = 1900 + value if value >= 30 else 2000 + value
        return Expression(start=at, end=end, grain="decade", spans=(year_span(full, 10),))

    def _short_decade(self, at: int) -> Expression | None:
        """Such as "'90s", "'98"."""
        if not self.tokens.is_glued(at + 1) or self.tokens.is_glued(at):
            return None
        value = self._integer(at + 1)
        if value is None or len(self.keys[at + 1]) != 2:
            return None
        if self.tokens.key(at + 2) == "s" and self.tokens.is_glued(at + 2) and value % 10 == 0:
            return self._decade_alone(at, value, at + 3, apostrophe=True)
        if self.tokens.is_glued(at + 2) and self.tokens.key(at + 2) not in (",", ".", ")", ";"):
            return None
        if self.tokens.key(at - 1) not in tables.DATE_PREPOSITIONS and self.tokens.key(at - 1) not in SEASONS:
            return None
        return self._of_year(at, full_year(value), at + 2)

    def _decade_words(self, at: int) -> Expression | None:
        """Such as "the nineties", "the nineteen-sixties"."""
        key = self.keys[at]
        decade = DECADES.get(key)
        if decade is not None:
            if not self._has_the(at) or self.tokens.key(at - 1) not in (
                "the",
                "early",
                "late",
                "mid",
                "-",
                "roaring",
                "swinging",
            ):
                return None
            full = 1900 + decade
            return Expression(start=at, end=at + 1, grain="decade", spans=(year_span(full, 10),))
        century = self._cardinal_words(at)
        if century is None or century[1] - at != 1 or not 13 <= century[0] <= 20:
            return None
        after = self._skip(at + 1, *DASHES)
        if (decade := DECADES.get(self.tokens.key(after))) is not None:
            low = century[0] * 100 + decade
            return Expression(start=at, end=after + 1, grain="decade", spans=(year_span(low, 10),))
        if self.tokens.key(after) == "hundreds":
            return Expression(start=at, end=after + 1, grain="century", spans=(year_span(century[0] * 100, 100),))
        return None

    def _century(self, at: int) -> Expression | None:
        """Such as "the 19th century", "nineteenth-century", "the fifth century BC", "second millennium"."""
        ordinal = self._ordinal(at)
        if ordinal is None:
            return None
        number, end = ordinal
        after = self._skip(end, *DASHES)
        word = self.tokens.key(after)
        if word in ("and", "to", "or", "through") or (word in DASHES):
            other = self._ordinal(after + 1)
            if other and self.tokens.key(self._skip(other[1], *DASHES)) in ("century", "centuries"):
                word, years = "century", 100
                era = self._era(self._skip(other[1], *DASHES) + 1)
                return Expression(
                    start=at, end=end, grain="century", spans=(century_span(number, years, era[0] if era else 1),)
                )
            return None
        if word not in ("century", "centuries", "millennium"):
            return None
        years = 1000 if word == "millennium" else 100
        era = self._era(after + 1)
        if not 1 <= number <= 40:
            return None
        span = century_span(number, years, era[0] if era else 1)
        return Expression(start=at, end=era[1] if era else after + 1, grain="century", spans=(span,))

    def _turn(self, at: int) -> Expression | None:
        """Such as "the turn of the century"."""
        end = self._phrase(at, "turn of the century")
        if end:
            return Expression(start=at, end=end, grain="decade", spans=())
        return None

    def _ad(self, at: int) -> Expression | None:
        """Such as "AD 79"."""
        if not self.tokens.text[self.tokens.starts[at]].isupper():
            return None
        value = self._integer(at + 1)
        return self._of_year(at, value, at + 2) if value else None

    def _fiscal_year(self, at: int) -> Expression | None:
        """Such as "FY2023", "FY23", "fiscal 2023", "the financial year 2022-23"."""
        end = at + 1
        if self.keys[at] in ("fiscal", "financial", "tax"):
            end = self._skip(end, "year")
            if self.keys[at] != "fiscal" and end == at + 1:
                return None
        end = self._skip(end, "'", "’")
        value = self._integer(end)
        if value is None:
            return None
        if len(self.keys[end]) == 2 and self.keys[at] == "fy":
            value = full_year(value)
        elif not 1900 <= value <= 2199:
            return None
        after = end + 1
        if self.tokens.key(after) in DASHES or self.tokens.key(after) == "/":
            other = self._integer(after + 1)
            if other is not None and self.tokens.is_glued(after + 1) and other % 100 == (value + 1) % 100:
                low = day_number(value, 4, 1)
                return Expression(
                    start=at,
                    end=after + 2,
                    grain="year",
                    spans=((low, low + 365),),
                    wide=((day_number(value, 4, 1), day_number(value + 1, 10, 1)),),
                    bound=Bound.ABOUT,
                )
        return self._fiscal(at, value, after)

    def _fiscal(self, at: int, year: int, end: int) -> Expression:
        """Fiscal years begin from April of the year before to April of the year, by country."""
        wide = (day_number(year - 1, 4, 1), day_number(year + 1, 4, 1))
        return Expression(
            start=at, end=end, grain="year", spans=(year_span(year),), wide=(wide,), year=year, bound=Bound.ABOUT
        )

    def _holiday(self, at: int) -> Expression | None:
        """Such as "Christmas", "Easter 2014", "MLK day", "labor day weekend"."""
        entries = HOLIDAYS.get(folded(self.keys[at]))
        if entries is None:
            return None
        for words, rule in entries:
            end = self._match_folded(at + 1, words)
            if end is None:
                continue
            if not words and self.keys[at] in CAPITALISED_HOLIDAYS and not self.tokens.is_capitalised(at):
                continue
            found = Expression(start=at, end=end, grain="day", occur=yearly(rule), cycle=366 if rule(2013) else 1465)
            if year := self._year_after(end):
                return self._in_year(found, *year)
            return self._holiday_weekend(found) if self._is_noun_phrase_end(end) else None
        return None

    def _is_noun_phrase_end(self, at: int) -> bool:
        """Whether a name ends here, and is not the first part of another ("A Christmas Carol", "spring training")."""
        key = self.tokens.key(at)
        dated = key in AFTER_DATE or key in DAY_PARTS or key in UNITS or key in WEEKDAYS or key in MONTHS
        return self.tokens.kind(at) != "word" or key in GLUES or dated or key in ("ago", "or", "eve", "wkend")

    def _match_folded(self, at: int, words: tuple[str, ...]) -> int | None:
        for word in words:
            while self.tokens.key(at) in ("-", ".", "'", "’"):
                at += 1
            if not (0 <= at < self.tokens.size) or folded(self.keys[at]) != word:
                return None
            at += 1
        return at

    def _year_in_words(self, at: int) -> Expression | None:
        """Such as "nineteen eighty-four", "two thousand and eight", after a preposition of time."""
        if self.tokens.key(at - 1) not in (
            "in",
            "of",
            "since",
            "until",
            "by",
            "before",
            "after",
            "from",
            "year",
            "during",
        ):
            return None
        found = self._year_words(at)
        if (
            found is None
            or self._is_counted(found[1])
            or (self.tokens.kind(found[1]) == "word" and self.keys[found[1]] in UNITS)
        ):
            return None
        if found[0] % 100 == 0 and self.tokens.kind(found[1]) == "word":
            return None
        return self._of_year(at, found[0], found[1])
