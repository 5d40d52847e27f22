"""What a pair rule answers; how pairs are found is in `alignment`."""

from __future__ import annotations

from verifier.records import Outcome, Record


class Comparison(Record, frozen=True):
    """The outcome for two values that stand for the same thing, in one sentence that names both."""

    outcome: Outcome
    explanation: str
    suggestion: str | None = None
    """Words that would make the claim agree, in the claim's own form."""
