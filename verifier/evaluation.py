"""Scores the pipeline below retrieval on labelled claims: accuracy, the two errors that users fear, and calibration."""

from __future__ import annotations

import codecs
import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec

from verifier import atomic, documents, folders, verdict
from verifier.batch import output, reading
from verifier.checker import usable
from verifier.errors import InputError
from verifier.records import Claim, Document, Record, Source, Status, Verdict

if TYPE_CHECKING:
    from verifier.checker import Verifier

Label = Literal["supports", "refutes", "nei"]

EXPECTED: dict[Label, frozenset[Status]] = {
    "supports": frozenset({Status.SUPPORTED}),
    "refutes": frozenset({Status.CONFLICTING}),
    "nei": frozenset({Status.UNVERIFIED, Status.MIXED}),
}
"""The verdicts that are right for each label."""

BATCH = 256
"""Rows that are judged together: their texts are embedded in one call."""
BINS = 10
"""Of the calibration error: equally wide steps of confidence."""


class Row(Record, frozen=True):
    """A labelled claim with its evidence; fields that are not named here are passed over, `kind` groups the figures."""

    id: str
    claim: str
    evidence: str | list[str]
    label: Label
    published: dt.date | None = None
    kind: str = ""


class Prediction(Record, frozen=True):
    """What was said of a row."""

    id: str
    verdict: Status
    confidence: float
    probabilities: dict[str, float]


class Scores(Record, frozen=True, kw_only=True):
    """Figures over some rows; each share is of the rows that it speaks of, 0 to 1."""

    rows: int
    accuracy: float
    """Of all rows, those with the right verdict."""
    two_way: float
    """Of the rows that are true or false, those whose likelier side is right; an even guess counts half."""
    false_alarms: float
    """Of the true claims, those called conflicting."""
    wrongly_passed: float
    """Of the false claims, those called supported."""
    conflicts_found: float
    """Of the false claims, those called conflicting."""
    decided: float
    """Of all rows, those called supported or conflicting."""


class Evaluation(Record, frozen=True, kw_only=True):
    """The scores of a data set, in all and by kind."""

    scores: Scores
    calibration_error: float
    """Expected calibration error: the mean gap of confidence and share right, over ten bins, weighted by their rows."""
    confusion: dict[Label, dict[Status, int]]
    by_kind: dict[str, Scores]


def rows(path: Path) -> Iterator[Row]:
    """Read labelled rows (JSON lines). Raises InputError that names the file and the line."""
    try:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    try:
                        row = _row(line.removeprefix(codecs.BOM_UTF8))
                    except (ValueError, RecursionError, msgspec.DecodeError, InputError) as error:
                        raise InputError(
                            f"{path}:{number}: {error}; a row is "
                            '{"id", "claim", "evidence": "text" or ["text", …], "label": "supports"|"refutes"|"nei"}'
                        ) from error
                    yield row
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error


def _row(line: bytes) -> Row:
    row = msgspec.json.decode(line, type=Row)
    twice = reading.JSON.decode(line.decode())
    if isinstance(twice, ValueError):
        raise twice
    usable(row.claim)
    return row


def evaluate(
    verifier: Verifier,
    data: Path,
    predictions: Path | None = None,
    on_progress: Callable[[int], None] | None = None,
) -> Evaluation:
    """Judge every row of a file and score the verdicts; write them to `predictions` (JSON lines) if that is given."""
    if predictions is not None:
        if folders.is_same(predictions, data):
            raise InputError(
                f"{predictions}: is the file of labelled claims itself: choose another name for the predictions"
            )
        output.check(predictions)
    judged: list[tuple[Row, Prediction]] = []
    source = rows(data)
    while batch := list(islice(source, BATCH)):
        verdicts = verifier.judge([(Claim(row.claim, date=row.published), _evidence(row)) for row in batch])
        judged += [(row, prediction(row, one)) for row, one in zip(batch, verdicts, strict=True)]
        if on_progress:
            on_progress(len(judged))
    if not judged:
        raise InputError(f"{data}: has no rows to evaluate")
    if predictions is not None:
        try:
            atomic.write(predictions, (msgspec.json.encode(said) + b"\n" for _, said in judged))
        except OSError as error:
            raise InputError(f"{predictions}: cannot be written: {error.strerror}") from error
    return score(judged)


def _evidence(row: Row) -> Document:
    text = row.evidence if isinstance(row.evidence, str) else "\n\n".join(row.evidence)
    return documents.parse(text, Source(id=row.id, published=row.published))


def prediction(row: Row, said: Verdict) -> Prediction:
    """What a verdict says of a row, rounded to four digits."""
    shares = {name: round(value, 4) for name, value in verdict.probabilities(said).items()}
    return Prediction(row.id, said.status, round(said.confidence, 4), shares)


def score(judged: list[tuple[Row, Prediction]]) -> Evaluation:
    """The figures for rows and what was said of them."""
    kinds: dict[str, list[tuple[Row, Prediction]]] = defaultdict(list)
    confusion: dict[Label, dict[Status, int]] = {label: dict.fromkeys(Status, 0) for label in EXPECTED}
    for row, said in judged:
        confusion[row.label][said.verdict] += 1
        if row.kind:
            kinds[row.kind].append((row, said))
    return Evaluation(
        scores=_scores(judged),
        calibration_error=_calibration_error(judged),
        confusion=confusion,
        by_kind={kind: _scores(kinds[kind]) for kind in sorted(kinds)},
    )


def _is_right(row: Row, said: Prediction) -> bool:
    return said.verdict in EXPECTED[row.label]


def _scores(judged: list[tuple[Row, Prediction]]) -> Scores:
    said_of: dict[Label, Counter[Status]] = {label: Counter() for label in EXPECTED}
    for row, said in judged:
        said_of[row.label][said.verdict] += 1
    true, false = said_of["supports"], said_of["refutes"]
    sided = [_side(row, said) for row, said in judged if row.label != "nei"]
    decided = sum(said.verdict in (Status.SUPPORTED, Status.CONFLICTING) for _, said in judged)
    return Scores(
        rows=len(judged),
        accuracy=_share(sum(_is_right(row, said) for row, said in judged), len(judged)),
        two_way=_share(sum(sided), len(sided)),
        false_alarms=_share(true[Status.CONFLICTING], true.total()),
        wrongly_passed=_share(false[Status.SUPPORTED], false.total()),
        conflicts_found=_share(false[Status.CONFLICTING], false.total()),
        decided=_share(decided, len(judged)),
    )


def _side(row: Row, said: Prediction) -> float:
    lean = said.probabilities["supports"] - said.probabilities["conflicts"]
    if not lean:
        return 0.5
    return float((lean > 0) == (row.label == "supports"))


def _calibration_error(judged: list[tuple[Row, Prediction]]) -> float:
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for row, said in judged:
        bins[min(int(said.confidence * BINS), BINS - 1)].append((said.confidence, _is_right(row, said)))
    gaps = [abs(sum(confidence - right for confidence, right in held)) for held in bins.values()]
    return _share(sum(gaps), len(judged))


def _share(part: float, whole: int) -> float:
    return part / whole if whole else 0.0
