"""Checks the rows of a claim file in order, each claim once, and keeps every verdict in the journal as it comes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from verifier import states
from verifier.batch.journal import FOLDER, Journal
from verifier.batch.records import Result, Row

if TYPE_CHECKING:
    from verifier.checker import Verifier


class Results:
    """The results of rows whose verdicts are all in a journal; may be gone through any number of times."""

    def __init__(self, rows: Sequence[Row], journal: Journal) -> None:
        self._rows = rows
        self._journal = journal

    def __iter__(self) -> Iterator[Result]:
        for number, row in enumerate(self._rows, 1):
            yield Result(number=number, row=row, verdict=self._journal[row.claim])


def check(checker: Verifier, rows: Sequence[Row], journal: Journal, k: int | None = None) -> Iterator[Result]:
    """The result of each row, in order, each as soon as it is known; the claims that the journal lacks are checked."""
    pending = dict.fromkeys(row.claim for row in rows if row.claim not in journal)
    verdicts = checker.check_all(pending, k=k)
    for number, row in enumerate(rows, 1):
        if row.claim not in journal:
            journal.add(row.claim, next(verdicts))
        yield Result(number=number, row=row, verdict=journal[row.claim])


def journal_of(claims: Path | None, index: Path) -> Path:
    """Where the journal of a claim file (None: of standard input) stands in an index's folder."""
    if claims is None:
        return index / FOLDER / "standard-input.journal"
    place = hashlib.sha256(os.fsencode(claims.absolute())).hexdigest()[:8]
    return index / FOLDER / f"{claims.name}-{place}.journal"


def fingerprint(checker: Verifier, k: int | None = None) -> str:
    """Hash of all but the claims that verdicts rest on: sources, settings, and this program as it is installed."""
    config = checker.config
    settings = (states.program(), config.rules, config.min_confidence, config.search, k)
    return hashlib.sha256(checker.index.digest().encode() + msgspec.json.encode(settings)).hexdigest()
