"""What every part of the grammar of dates reads with: numbers, ordinals, years, and what follows from another date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from verifier.facts.dates import tables
from verifier.facts.dates.calendars import Span, year_span
from verifier.facts.dates.expression import Expression
from verifier.facts.dates.spans import full_year
from verifier.facts.dates.tables import CARDINALS, DASHES, ERAS, JOINERS, ORDINALS, TENS, WEEKDAYS
from verifier.facts.dates.tokens import Tokens


class Phrases:
    """Reads the phrases of one text. `today` is the day number of its date, None where that is not known.

    Every method takes the token to begin at and gives what it reads there with the token after it, or None. None looks
    further than a few tokens past its phrase, and what a token begins is read once, so that reading is linear.
    """

    def __init__(self, tokens: Tokens, published: dt.date | None, tense: Callable[[int], int]) -> None:
        self.tokens = tokens
        self.keys = tokens.keys
        self.kinds = tokens.kinds
        self.today = published.toordinal() if published else None
        self.tense = tense
        self._depth = 0
        self._read: dict[tuple[int, int, bool], Expression | None] = {}

    def component(self, at: int, *, after_preposition: bool = False) -> Expression | None:
        """One phrase that stands alone, as `Points` reads it."""
        raise NotImplementedError

    def point(self, at: int, *, after_preposition: bool = False) -> Expression | None:
        """Components that narrow each other, as `Points` reads them."""
        raise NotImplementedError

    def _base(self, at: int) -> Expression | None:
        """The date that another is told from, as `Points` reads it."""
        raise NotImplementedError

    def _integer(self, at: int) -> int | None:
        """The value of an integer token of at most four digits that no decimal or sign makes part of another number."""
        if self.tokens.kind(at) != "integer" or len(self.keys[at]) > 4:
            return None
        return int(self.keys[at])

    def _skip(self, at: int, *words: str) -> int:
        """The next token after an optional one of these."""
        return at + 1 if self.tokens.key(at) in words else at

    def _joiner(self, at: int) -> int:
        """The token after a sign that joins two parts of a date without a space ("19-Mar")."""
        joined = self.tokens.key(at) in JOINERS and self.tokens.is_glued(at) and self.tokens.is_glued(at + 1)
        return at + 1 if joined else at

    def _phrase(self, at: int, phrase: str) -> int | None:
        """The token after the phrase, None if it does not stand here."""
        for word in phrase.split():
            if self.tokens.key(at) != word:
                return None
            at += 1
        return at

    def _cardinal_words(self, at: int) -> tuple[int, int] | None:
        """A number from one to ninety-nine in words, and the token after it."""
        key = self.tokens.key(at)
        if key in CARDINALS:
            return CARDINALS[key], at + 1
        if key in TENS:
            after = at + 2 if self.tokens.key(at + 1) in DASHES else at + 1
            unit = CARDINALS.get(self.tokens.key(after), 0)
            if 1 <= unit <= 9:
                return TENS[key] + unit, after + 1
            return TENS[key], at + 1
        return None

    def _number(self, at: int) -> tuple[float, int] | None:
        """A count before a unit: "3", "2.5", "a couple of", "twenty-five", "half a", "two and a half"."""
        key = self.tokens.key(at)
        kind = self.tokens.kind(at)
        value: float
        if kind == "integer" and len(key) <= 6:
            value, end = int(key), at + 1
        elif kind == "decimal" and len(key) <= 12:
            value, end = float(key.replace(",", "")), at + 1
        elif kind != "word":
            return None
        elif key in ("half", "quarter"):
            after = self._skip(self._skip(at + 1, "of"), "a", "an")
            return (0.5 if key == "half" else 0.25), after
        elif key in tables.VAGUE_NUMBERS:
            value, end = tables.VAGUE_NUMBERS[key], self._skip(at + 1, "of")
        elif key in ("a", "an"):
            if self.tokens.key(at + 1) in tables.VAGUE_NUMBERS or self.tokens.key(at + 1) in ("half", "quarter"):
                return self._number(at + 1)
            value, end = 1, at + 1
            if self.tokens.key(end) == "hundred":
                value, end = 100, end + 1
        elif words := self._cardinal_words(at):
            value, end = words[0], words[1]
            if self.tokens.key(end) == "hundred":
                value, end = value * 100, end + 1
        else:
            return None
        if self.tokens.key(end) == "dozen":
            value, end = value * 12, end + 1
        half = self._phrase(end, "and a half") or self._phrase(end, "and an half") or self._phrase(end, "and half")
        return (value + 0.5, half) if half else (value, end)

    def _ordinal(self, at: int) -> tuple[int, int] | None:
        """Such as "3rd", "third", "twenty-first", and the token after it."""
        key = self.tokens.key(at)
        if self.tokens.kind(at) == "integer":
            if len(key) <= 4 and self.tokens.is_glued(at + 1) and self.keys[at + 1] in tables.ORDINAL_ENDINGS:
                return int(key), at + 2
            return None
        if key in ORDINALS:
            return ORDINALS[key], at + 1
        if key in TENS:
            after = at + 2 if self.tokens.key(at + 1) in DASHES else at + 1
            unit = ORDINALS.get(self.tokens.key(after), 0)
            if 1 <= unit <= 9:
                return TENS[key] + unit, after + 1
        return None

    def _day_of_month(self, at: int) -> tuple[int, int] | None:
        """A number from 1 to 31, cardinal or ordinal, and the token after it."""
        found = self._ordinal(at)
        if found is None:
            value = self._integer(at)
            if value is None or len(self.keys[at]) > 2:
                return None
            found = value, at + 1
        return found if 1 <= found[0] <= 31 else None

    def _year_words(self, at: int) -> tuple[int, int] | None:
        """Such as "nineteen eighty-four", "two thousand and eight", "twenty twenty-six", "nineteen hundred"."""
        if self._phrase(at, "two thousand"):
            after = self._skip(at + 2, "and")
            rest = self._cardinal_words(after)
            return (2000 + rest[0], rest[1]) if rest else (2000, at + 2)
        century = self._cardinal_words(at)
        if century is None or not 10 <= century[0] <= 20 or self.tokens.key(at) in ("a", "an"):
            return None
        if century[0] == 20 and century[1] - at > 1:
            century = 20, at + 1
        after = self._skip(century[1], *DASHES)
        if self.tokens.key(after) == "hundred":
            return century[0] * 100, after + 1
        if self.tokens.key(after) in ("oh", "o") and (unit := CARDINALS.get(self.tokens.key(after + 1), 0)):
            return century[0] * 100 + unit, after + 2
        rest = self._cardinal_words(after)
        return (century[0] * 100 + rest[0], rest[1]) if rest and rest[0] >= 10 else None

    def _era(self, at: int) -> tuple[int, int] | None:
        key = self.tokens.key(at)
        if key in ERAS and (self.tokens.text[self.tokens.starts[at]].isupper() or len(key) > 2):
            return ERAS[key], at + 1
        return None

    def _year_after(self, at: int) -> tuple[int, int] | None:
        """A year that completes a date: "2014", ", 2014", "of 2014", "'14", "44 BC", in words; astronomical."""
        start = at
        at = self._skip(at, ",")
        at = self._skip(at, "of", "in")
        if self.tokens.key(at) == "the" and self.tokens.key(at + 1) == "year":
            at += 2
        if self.tokens.key(at) in ("'", "’") and self.tokens.is_glued(at + 1):
            value = self._integer(at + 1)
            if value is not None and len(self.keys[at + 1]) == 2:
                return full_year(value), at + 2
            return None
        if self.tokens.key(at) == "ad" and self.tokens.is_capitalised(at):
            value = self._integer(at + 1)
            return (value, at + 2) if value else None
        value = self._integer(at)
        if value is None:
            return self._year_words(at) if at > start or self.tokens.key(at) in ("two", "nineteen", "twenty") else None
        if era := self._era(at + 1):
            return (value if era[0] > 0 else 1 - value), era[1]
        if len(self.keys[at]) != 4 or not 1000 <= value <= 2999 or self._is_counted(at + 1):
            return None
        if self.tokens.key(at + 1) in DASHES and self.tokens.is_glued(at + 1) and self._is_counted(at + 2):
            return None
        return value, at + 1

    def _is_counted(self, at: int) -> bool:
        """Whether what follows a number says that it is a count, not a year."""
        key = self.tokens.key(at)
        if key in ("%", "°", "$", "€", "£", "¥"):
            return True
        if self.tokens.kind(at) != "word":
            return False
        written = self.tokens.written(at)
        if written in tables.UNIT_SYMBOLS:
            return True
        if written in tables.CURRENCY_CODES:
            return self.tokens.kind(at + 1) not in ("integer", "decimal")
        small = not self.tokens.is_capitalised(at)
        if small and (key in tables.COUNTED or key in tables.UNIT_NAMES):
            return True
        pair = f"{key} {self.tokens.key(at + 1)}"
        return pair in tables.UNIT_NAMES or f"{pair} {self.tokens.key(at + 2)}" in tables.UNIT_NAMES

    def _number_before(self, at: int) -> bool:
        """Whether a number stands before a connector: then the phrase after it is half of a range of quantities."""
        key = self.tokens.key(at - 1)
        return self.tokens.kind(at - 1) == "integer" or key in CARDINALS or key in TENS

    def _within(self, found: Expression, other: Expression, end: int) -> Expression | None:
        """The occurrences of one inside another."""
        occur = found.occur
        if occur is None:
            return None
        common = {
            "end": end,
            "year": other.year,
            "month": found.month if found.month is not None else other.month if found.day else None,
            "relative": found.relative or other.relative,
            "weak": False,
        }
        if other.spans is not None:
            spans = tuple(one for low, high in other.spans for one in occur(low, high))
            if not spans and other.spans:
                return None
            if len(spans) > len(other.spans) * 2:
                return None
            edge = tuple(found.edge_of(one) for one in spans) if found.edge_of else None
            return found.with_(spans=spans, occur=None, edge=edge, **common)
        outer = other.occur
        if outer is None:
            return None

        def nested(low: float, high: float) -> list[Span]:
            return [one for a, b in outer(low - 31, high) for one in occur(a, b) if low <= one[0] < high]

        return found.with_(occur=nested, cycle=other.cycle, **common)

    def _in_year(self, found: Expression, year: int, end: int) -> Expression:
        """Something yearly in a stated year."""
        spans = tuple(found.occur(*year_span(year))) if found.occur else found.spans
        edge = tuple(found.edge_of(one) for one in spans) if found.edge_of and spans else None
        return found.with_(spans=spans, occur=None, year=year, end=end, edge=edge, weak=False)

    def _of_year(self, at: int, year: int, end: int, *, weak: bool = False) -> Expression:
        return Expression(start=at, end=end, grain="year", spans=(year_span(year),), year=year, weak=weak)

    def _is_year_glued(self, at: int) -> bool:
        return self.tokens.key(at) in ("-", "/") and self.tokens.is_glued(at) and self.tokens.is_glued(at + 1)

    def _ends_sentence(self, at: int) -> bool:
        return at + 1 >= self.tokens.size or self.tokens.is_capitalised(at + 1)

    def _relative(self, spans: Sequence[Span], **parts: object) -> Expression:
        return Expression(spans=tuple(dict.fromkeys(spans)) if self.today is not None else (), relative=True, **parts)  # type: ignore[arg-type]

    def _weekday_of(self, at: int) -> tuple[int, int] | None:
        key = self.tokens.key(at)
        if key not in WEEKDAYS or key.endswith("days"):
            return None
        end = at + 1
        if len(key) <= 5 and self.tokens.key(end) == "." and self.tokens.is_glued(end) and not self._ends_sentence(end):
            end += 1
        return WEEKDAYS[key], end

    def _derived(
        self, at: int, base: Expression, rule: Callable[[Span], Span | None], grain: str, end: int | None = None
    ) -> Expression | None:
        """Something whose place follows from that of another: spans from spans, occurrences from occurrences."""
        end = base.end if end is None else end
        if base.spans is not None:
            spans = tuple(one for span in base.spans if (one := rule(span)) is not None)
            if base.spans and not spans:
                return None
            return Expression(start=at, end=end, grain=grain, spans=spans, year=base.year, relative=base.relative)
        inner = base.occur
        if inner is None:
            return None
        slack = 800 if base.cycle > 31 else 62

        def occur(low: float, high: float) -> list[Span]:
            found = (rule(span) for span in inner(low - slack, high + slack))
            return sorted(one for one in found if one is not None and low <= one[0] < high)

        return Expression(start=at, end=end, grain=grain, occur=occur, cycle=base.cycle)

    def _has_the(self, at: int) -> bool:
        return "the" in (self.tokens.key(at - 1), self.tokens.key(at - 2), self.tokens.key(at - 3))
