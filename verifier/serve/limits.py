"""How much a client may ask of the service, and how much of it is done at once."""

from __future__ import annotations

from verifier.records import Record


class Limits(Record, frozen=True, kw_only=True):
    """What the command line may set. The length of a claim is limited by `checker.LONGEST_CLAIM` everywhere."""

    body: int = 1_000_000
    """Bytes of a request."""
    claims: int = 1_000
    """Claims of a batch."""
    rate: int = 600
    """Claims a minute from one client; 0 for any number."""
    seconds: float = 30.0
    """For a request to arrive, for a claim to be checked, and for a client to take what it is sent."""
    requests: int = 32
    """Requests that are answered or wait at once; at most half of them are batches."""

    @property
    def batches(self) -> int:
        """Batches at once, so that long ones leave room for single claims."""
        return max(1, self.requests // 2)

    @property
    def connections(self) -> int:
        """Open connections, most of which wait for their next request."""
        return 8 * self.requests + 32


FORM_CLAIMS = 20
"""Claims that the page takes at once; more are a batch."""

MOST_PASSAGES = 100
"""Passages that a claim may be held against."""
