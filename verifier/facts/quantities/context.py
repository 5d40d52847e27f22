"""What every module of this package reads from: the tokens of one text and the numbers among them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from verifier.facts import numerals
from verifier.facts.numerals import Numeral
from verifier.facts.tokens import tokenize


class Context(numerals.Context):
    """One text, cut into tokens and with its numerals read; nothing in it changes while quantities are read."""

    __slots__ = ("barred", "closed", "numeral_at", "numerals")

    def __init__(self, text: str, blocked: Sequence[tuple[int, int]]) -> None:
        tokens = tokenize(text)
        self.barred = tokens.covered(blocked)
        """Tokens that no quantity may touch."""
        super().__init__(tokens, self.barred)
        self.numerals = numerals.read(self.tokens, self.barred)
        self.closed = self.barred.union(numeral.first for numeral in self.numerals if numeral.kind != "ordinal")
        """Tokens that no noun phrase reaches into."""
        self.numeral_at: Callable[[int], Numeral | None] = {one.first: one for one in self.numerals}.get
        """The numeral that begins at a token."""
