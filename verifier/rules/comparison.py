"""What a pair rule answers; how pairs are found is in `alignment`."""

from __future__ import annotations

from verifier.records import Outcome, Record


class Comparison(Record, frozen=True):
    """The outcome for two values that stand for the same thing, in one sentence that names both."""

    outcome: Outcome
    explanation: str
    suggestion: str | None = None
    """Words that would make the claim agree, in the claim's own form."""


def left_out(said: str, word: str) -> str:
    """What is said of a source that has a word, or some, which the claim leaves out."""
    return f"the source says “{said}”, the claim leaves “{word}” out"
