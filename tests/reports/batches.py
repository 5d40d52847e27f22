"""Batches made by hand, for the tests of their reports."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from tests.reports.verdicts import CONFLICTING, CONTRADICTS_ITSELF, HOSTILE, MIXED, SUPPORTED, UNVERIFIED
from verifier.batch.records import Batch, Result, Row
from verifier.records import Claim, Status, Verdict

EACH = (SUPPORTED, CONFLICTING, MIXED, UNVERIFIED, CONTRADICTS_ITSELF, HOSTILE)


def results(verdicts: Sequence[Verdict], **said: Any) -> list[Result]:
    """A result of each verdict; `said` is what the file says of every claim."""
    return [
        Result(number=number, row=Row(claim=verdict.claim, line=number + 1, **said), verdict=verdict)
        for number, verdict in enumerate(verdicts, 1)
    ]


def batch(given: Iterable[Result], **more: Any) -> Batch:
    return Batch(results=given, **{"name": "claims.yaml", "made": dt.date(2026, 4, 2)} | more)


def told(verdict: Verdict, **more: Any) -> Result:
    """A result of whose claim the file says all that it can."""
    claim = Claim(verdict.claim.text, date=dt.date(2026, 3, 20), speaker="A. Spokesperson")
    row = Row(claim=claim, line=7, id="r-12", expect=Status.SUPPORTED)
    return Result(number=1, row=msgspec.structs.replace(row, **more), verdict=verdict)
