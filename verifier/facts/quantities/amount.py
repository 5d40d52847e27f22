"""One number while it is being read: its value, unit and bound, what it counts, and how far it reaches in the text."""

from __future__ import annotations

import math

from verifier.facts.numerals import Numeral
from verifier.facts.quantities.tables import BELOW_ITS_CORE
from verifier.facts.tokens import Tokens
from verifier.records import Bound, Fact, Interval, Quantity

ABOUT = 0.1
"""How far, as a share of the value, "about" reaches to either side."""


class Amount:
    """A number that the passes fill in, and that `fact` turns into a quantity; all values but the raw ones are in `unit`."""

    __slots__ = (
        "bound", "bound_words", "core_high", "core_high_open", "core_low", "core_low_open", "counted", "dimension", "first",
        "high", "high_open", "kind", "last", "low", "low_open", "modifiers", "name", "per", "personal", "precision",
        "raw_precision", "raw_value", "role", "scale", "unit",
    )  # fmt: skip

    def __init__(self, numeral: Numeral) -> None:
        self.first = numeral.first
        """Index of the first token."""
        self.last = numeral.last
        """One past the index of the last token."""
        self.raw_value = numeral.value
        """The number as it is written, whatever its unit."""
        self.raw_precision = numeral.precision
        """Half of the step of its last written digit."""
        self.scale = numeral.scale
        self.kind = numeral.kind
        """As in `Numeral`; besides "article" for "a mile", and "score" for scores and ratios."""
        self.core_low, self.core_high = numeral.low, numeral.high
        """The figure itself."""
        if numeral.kind != "vague":
            self.core_low = self.core_high = numeral.value
        self.low, self.high = self.core_low, self.core_high
        """What a bound makes of the figure."""
        self.low_open = self.high_open = self.core_low_open = self.core_high_open = False
        self.bound = Bound.EXACT
        self.bound_words = ""
        self.dimension = "count"
        self.unit = ""
        self.name = ""
        """The unit as it was named, "minor" for cents and pence."""
        self.precision = 0.0 if numeral.precision == 0.5 else numeral.precision
        self.counted = ""
        self.modifiers: tuple[str, ...] = ()
        self.role = ""
        self.personal = False
        self.per = ""

    @property
    def is_single(self) -> bool:
        """Whether it is one value and no range."""
        return self.core_low == self.core_high

    def set_core(self, low: float, high: float) -> None:
        """Put a range in place of the figure, without a bound."""
        self.core_low, self.core_high = low, high
        self.low, self.high = low, high

    def set_value(self, value: float) -> None:
        """Put a single value in place of the figure, without a bound."""
        self.core_low = self.core_high = self.low = self.high = value

    def measure(self, dimension: str, unit: str, factor: float = 1.0, offset: float = 0.0) -> None:
        """Turn the bare number into an amount of a unit; the bound that it has stays."""
        self.dimension, self.unit = dimension, unit
        self._convert(factor, offset)
        self.precision = self.raw_precision * factor

    def rescale(self, factor: float) -> None:
        """Read it as so many times a scale, such as the millions of "5m"; the bound that it has stays."""
        self._convert(factor)
        self.raw_precision *= factor
        self.precision, self.scale = self.raw_precision, factor

    def _convert(self, factor: float, offset: float = 0.0) -> None:
        self.set_core(self.core_low * factor + offset, self.core_high * factor + offset)
        if self.bound is not Bound.EXACT:
            self.limit(self.bound, self.bound_words)

    def add(self, value: float, precision: float) -> None:
        """Add a smaller part, which takes a negative amount further from zero."""
        sign = -1 if self.core_low < 0 else 1
        self.set_core(self.core_low + sign * value, self.core_high + sign * value)
        self.precision = precision

    def limit(self, bound: Bound, words: str = "") -> None:
        """Apply a bound, given in some words."""
        self.bound, self.bound_words = bound, words
        low, high = self.core_low, self.core_high
        if bound is Bound.MORE_THAN:
            self.low, self.high, self.low_open = low, math.inf, True
        elif bound is Bound.AT_LEAST:
            self.low, self.high, self.low_open = low, math.inf, False
        elif bound is Bound.LESS_THAN:
            self.low, self.high, self.high_open = -math.inf, high, True
        elif bound is Bound.AT_MOST:
            self.low, self.high, self.high_open = -math.inf, high, False
        elif math.isfinite(low) and math.isfinite(high):
            slack = ABOUT * max(abs(low), abs(high))
            self.low, self.high = low - slack, high + (0 if words in BELOW_ITS_CORE else slack)
        elif math.isfinite(low):
            self.low, self.high = low * (1 - ABOUT), high
        elif math.isfinite(high):
            self.low, self.high = low, high * (1 + ABOUT)

    def limit_further(self, bound: Bound, words: str = "") -> None:
        """Apply one more bound, to what those before it have left."""
        self.core_low, self.core_high = self.low, self.high
        self.core_low_open, self.core_high_open = self.low_open, self.high_open
        self.limit(bound, words)

    def fact(self, tokens: Tokens) -> Fact:
        """The finished quantity with its place in the text."""
        start, end = tokens.starts[self.first], tokens.ends[self.last - 1]
        core = Interval(self.core_low, self.core_high, self.core_low_open, self.core_high_open)
        low, high = (core.low, core.high) if self.bound is Bound.EXACT else (self.low, self.high)
        value = Quantity(
            interval=Interval(low, high, self.low_open, self.high_open),
            core=core,
            bound=self.bound,
            dimension=self.dimension,
            unit=self.unit,
            precision=self.precision,
            counted=self.counted,
            modifiers=self.modifiers,
            role=self.role,
            personal=self.personal,
            per=self.per,
        )
        return Fact(start, end, tokens.text[start:end], value)
