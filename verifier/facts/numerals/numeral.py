"""A number expression of a text, and what a part of the grammar makes of it while it is being read."""

from __future__ import annotations

from verifier.facts.tokens import Tokens
from verifier.records import Record


class Numeral(Record, frozen=True, kw_only=True):
    """A number expression: `text[start:end] == text_of_it`, with its value and the range that the words allow."""

    start: int
    end: int
    text: str
    value: float
    low: float
    high: float
    kind: str
    """cardinal, ordinal, fraction ("a third"), share ("one in five"), vague ("dozens"), factor ("twice"), majority,
    none."""
    precision: float = 0.5
    """Half of the last written digit's step: 0.5 for "3", 0.05 for "1.5", 50,000 for "2.5 million"."""
    scale: float = 1.0
    """The last scale word or suffix: 1e6 for "2.5 million", 1 where there is none."""
    first: int = 0
    """Index of the first token, and `last` one past the last, for readers that go on from here."""
    last: int = 0


class Reading:
    """What a part of the grammar has read: the value, and the index after its last token; the rest as in `Numeral`."""

    __slots__ = ("end", "high", "kind", "low", "precision", "scale", "value")

    def __init__(
        self,
        value: float,
        end: int,
        *,
        kind: str = "cardinal",
        precision: float = 0.5,
        scale: float = 1.0,
        low: float | None = None,
        high: float | None = None,
    ) -> None:
        self.value = value
        self.end = end
        self.kind = kind
        self.precision = precision
        self.scale = scale
        self.low = value if low is None else low
        self.high = value if high is None else high

    def numeral(self, tokens: Tokens, first: int) -> Numeral:
        """The finished number with its place in the text, which begins at token `first`."""
        start, end = tokens.starts[first], tokens.ends[self.end - 1]
        return Numeral(
            start=start,
            end=end,
            text=tokens.text[start:end],
            value=self.value,
            low=self.low,
            high=self.high,
            kind=self.kind,
            precision=self.precision,
            scale=self.scale,
            first=first,
            last=self.end,
        )
