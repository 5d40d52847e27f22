"""What goes in and comes out as JSON, for the service's description: `reports.json` makes it, tests hold both together."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from verifier.batch.records import Need
from verifier.checker import LONGEST_CLAIM
from verifier.records import Outcome, Stance, Status
from verifier.serve.limits import MOST_PASSAGES

Share = Annotated[float, Meta(ge=0, le=1)]
Offset = Annotated[int, Meta(ge=0, description="In characters (Unicode code points).")]


class Answer(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Something with these fields and no others."""


class Question(Answer):
    """A claim to check."""

    claim: Annotated[str, Meta(max_length=LONGEST_CLAIM, examples=["205 prisoners freed"])]
    date: Annotated[dt.date | None, Meta(description="When the claim was made: its “today”.")] = None
    k: Annotated[
        Annotated[int, Meta(ge=1, le=MOST_PASSAGES)] | None,
        Meta(description="How many passages to hold it against; by default what the service is configured with."),
    ] = None


class Row(Answer, forbid_unknown_fields=False):
    """A claim of a batch."""

    claim: Annotated[str, Meta(max_length=LONGEST_CLAIM)]
    id: str | int | None = None
    date: dt.date | None = None
    speaker: str | None = None
    expect: Annotated[Status | None, Meta(description="The verdict that it should get.")] = None
    needs: Annotated[
        Need | None, Meta(description="What that verdict takes that not every setting has; goes only with `expect`.")
    ] = None


class Span(Answer):
    """Words, and where they stand: a claim's in the claim, a source's in the document."""

    text: str
    start: Offset
    end: Offset


class Source(Answer):
    """Where a passage is from."""

    title: str | None
    publisher: str | None
    published: dt.date | None
    url: str | None
    path: str | None


class Finding(Answer):
    """What one rule says of a pair of facts."""

    rule: str
    outcome: Outcome
    claim: Span | None
    source: Span | None
    explanation: str
    suggestion: str | None


class Evidence(Answer):
    """A passage, and what it says of the claim."""

    stance: Stance
    score: Annotated[Share, Meta(description="How near the passage is.")]
    probability: Annotated[Share, Meta(description="How likely the stance is right.")]
    text: str
    start: Offset
    end: Offset
    source: Source
    findings: list[Finding]


class Verdict(Answer):
    """What the sources say of a claim: the object that `verify --format json` prints."""

    claim: str
    verdict: Status
    confidence: Annotated[Share, Meta(description="How often a verdict of its kind is right.")]
    evidence: list[Evidence]
    findings: Annotated[
        list[Finding] | UnsetType, Meta(description="What the claim says against itself, if anything.")
    ] = UNSET
    note: Annotated[str | UnsetType, Meta(description="Why nothing more could be said, where one would ask.")] = UNSET


class Result(Verdict, kw_only=True):
    """A line of a batch: the verdict, and what the batch says of the claim."""

    line: Annotated[int, Meta(ge=1, description="Where the claim begins in the body.")]
    id: str | UnsetType = UNSET
    date: dt.date | UnsetType = UNSET
    speaker: str | UnsetType = UNSET
    expect: Status | UnsetType = UNSET
    needs: Need | UnsetType = UNSET
    as_expected: bool | UnsetType = UNSET


class Problem(Answer):
    """Why a request is not answered as asked (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: Annotated[str, Meta(description="What is wrong, and what to do.")]
    errors: Annotated[list[str] | UnsetType, Meta(description="A line for each row that can't be read.")] = UNSET


class Health(Answer):
    """That the service can check claims."""

    status: Literal["ok"]
