"""What a batch of claims yields: rows of a claim file, their verdicts, and the batch that a report shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from verifier.records import Claim, Record, Status, Verdict


class Need(StrEnum):
    """What the verdict on a claim may take besides rules for figures, dates, names, quotations and denials."""

    STANCE = "stance"
    """Understanding of language: who did what, what "it" stands for, that other words say the same."""


class Row(Record, frozen=True, kw_only=True):
    """A claim of a claim file, and what the file says of it besides."""

    claim: Claim
    line: int
    """Where the row begins in its file, counted from 1."""
    id: str = ""
    expect: Status | None = None
    """The verdict that the claim should get; it makes the file a test."""
    needs: Need | None = None
    """What the verdict takes that not every setting has: without it the claim may stay open."""

    def accepts(self, status: Status) -> bool:
        """Whether a verdict is the expected one or, where the claim needs more than the rules, leaves open what it is.

        The opposite is wrong whatever a claim needs. Where the sources disagree, either side of them is a part of that.
        """
        if self.expect is None or status is self.expect:
            return True
        return self.needs is not None and (status is Status.UNVERIFIED or self.expect is Status.MIXED)


class Result(Record, frozen=True, kw_only=True):
    """A row and the verdict on its claim."""

    number: int
    """The row's place among the rows that could be read, counted from 1."""
    row: Row
    verdict: Verdict

    @property
    def as_expected(self) -> bool | None:
        """Whether the verdict is one that the file expects; None where it expects none."""
        return None if self.row.expect is None else self.row.accepts(self.verdict.status)


@dataclass(frozen=True, kw_only=True)
class Batch:
    """All that a report is made from."""

    name: str
    """What the claims were read from, for people."""
    results: Iterable[Result]
    """In the order of the file. A report that needs them twice says so in its module's NEEDS_ALL."""
    problems: tuple[str, ...] = ()
    """A line for each row that could not be read."""
    made: dt.date
    author: str = ""
    """Who publishes the verdicts."""
    address: str = ""
    """Where the HTML report will stand, absolute or as seen from the other reports."""
