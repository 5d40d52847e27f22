"""What the commands that judge claims share: their options, settings from these, the verifier opened, what fails a run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from verifier.cli.progress import progress
from verifier.cli.shared import Shared, complain
from verifier.config import RULE_NAMES, Config, FailOn, nearest
from verifier.errors import DocumentError, InputError, VerifierError
from verifier.records import Status

if TYPE_CHECKING:
    from verifier.checker import Verifier

FAILING: dict[FailOn, frozenset[Status]] = {
    "conflicting": frozenset({Status.CONFLICTING, Status.MIXED}),
    "unverified": frozenset({Status.CONFLICTING, Status.MIXED, Status.UNVERIFIED}),
    "never": frozenset(),
}
"""The verdicts that make the command exit with 1."""

Against = Annotated[
    list[Path] | None,
    typer.Option(metavar="FILE…", help="Check only against these files and folders, without the index."),
]
Passages = Annotated[
    int | None,
    typer.Option(
        "-k",
        metavar="N",
        min=1,
        max=1000,
        help="How many passages to look at for a claim; for a single one also how many of a kind to show.",
    ),
]
Ignore = Annotated[
    list[str] | None,
    typer.Option(metavar="RULE", help="Leave a rule out (of drafts also “inconsistent”); may be given several times."),
]
Failing = Annotated[FailOn | None, typer.Option(help="Which verdicts make the exit code 1.")]
MinConfidence = Annotated[
    float | None,
    typer.Option(metavar="0…1", min=0, max=1, help="Call a verdict that is less sure than this unverified."),
]


def configured(config: Config, ignore: Sequence[str], fail_on: FailOn | None, min_confidence: float | None) -> Config:
    """The configuration with what the command line says otherwise."""
    for rule in ignore:
        if rule not in RULE_NAMES:
            raise InputError(f"--ignore {rule}: there is no such rule; {nearest(rule, RULE_NAMES)}")
    return msgspec.structs.replace(
        config,
        rules=config.rules | dict.fromkeys(ignore, "off"),
        fail_on=config.fail_on if fail_on is None else fail_on,
        min_confidence=config.min_confidence if min_confidence is None else min_confidence,
    )


def opened(shared: Shared, config: Config, files: Sequence[Path], warn: Callable[[str], None] = complain) -> Verifier:
    """A verifier over the files, or else over the index, which is brought up to date first; `warn` is told what is not."""
    from verifier.checker import Verifier

    if files:
        return Verifier.against(files, config=config)
    verifier = Verifier.open(config=config)
    failed: list[DocumentError] = []
    try:
        with progress(shared, verifier.index, "Updating the index") as on_progress:
            verifier.refresh(on_progress, failed.append)
    except DocumentError:
        raise
    except VerifierError as error:
        # What the index holds can still be searched, while another process writes or the disk is full.
        if not verifier.index.status().passages:
            raise
        warn(f"Warning: the index is not up to date: {error}")
    for unread in failed:
        warn(f"Warning: {unread}")
    return verifier
