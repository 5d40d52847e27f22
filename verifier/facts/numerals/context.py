"""What every module of this package and `quantities` read from: the tokens of one text, without those they may not touch."""

from __future__ import annotations

from collections.abc import Callable, Collection

from verifier.facts.numerals.tables import HYPHENS
from verifier.facts.tokens import Tokens


class Context:
    """One text, cut into tokens; nothing in it changes while numbers are read."""

    __slots__ = ("at", "tokens")

    def __init__(self, tokens: Tokens, barred: Collection[int]) -> None:
        self.tokens = tokens
        self.at: Callable[[int], str] = tokens.padded(barred).__getitem__
        """The lower-case token, "" outside the text and where reading is barred."""

    def is_either_way(self, i: int) -> bool:
        """Whether a minus at token `i` only ends "plus or minus", "+/-"."""
        return (self.at(i - 2), self.at(i - 1)) in {("plus", "or"), ("plus", "/"), ("+", "/")}

    def hyphen_at(self, i: int) -> bool:
        """Whether a hyphen stands at token `i`, glued to the word before it."""
        return self.at(i) in HYPHENS and self.tokens.glued(i)
