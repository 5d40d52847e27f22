"""How well rules, stance model and both together tell true claims from false ones, on rows that were kept out of training.

    python benchmarks/stance.py DATA_FOLDER [--model FOLDER] [--curve] [--most 1200]

Rows are the measured share of each file (see `verifier/stance/data.py`); "both" and "rules" are what `verify eval` gives for
these rows with and without the model. "claim only" blanks the evidence: a model that does no better than chance there has
learnt nothing from how claims are worded. `--curve` prints coverage and precision by threshold, on the calibration share.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import msgspec
import numpy as np

from verifier import Verifier, verdict
from verifier.config import Config
from verifier.evaluation import Evaluation, Prediction, Row, evaluate, score
from verifier.index import Index
from verifier.records import Status
from verifier.stance import CLASSES, StanceModel, data
from verifier.stance.model import FOLDER

FIGURES = ("two_way", "accuracy", "false_alarms", "wrongly_passed", "decided")
THRESHOLDS = (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98, 0.99)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--model", type=Path, default=FOLDER)
    parser.add_argument("--curve", action="store_true")
    parser.add_argument("--most", type=int, default=1_200, help="rows of a file")
    options = parser.parse_args()
    model = StanceModel(options.model)
    files = [options.folder / f"{name}.jsonl" for name in data.HELD_OUT]
    if options.curve:
        for name, rows in data.held_out(files, calibration=True).items():
            if rows:
                _curve(name, rows, model)
    print(f"{'':34}  rows " + "".join(f"{figure:>15}" for figure in (*FIGURES, "calibration")))
    for name, held in data.held_out(files, calibration=False).items():
        rows = held[: options.most]
        _show(f"{name}: rules", _judged(rows, None))
        _show(f"{name}: model", _by_model(rows, model))
        _show(f"{name}: both", _judged(rows, model))
        _show(f"{name}: claim only", _by_model([msgspec.structs.replace(row, evidence="") for row in rows], model))


def _judged(rows: list[Row], model: StanceModel | None) -> Evaluation:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "rows.jsonl"
        file.write_bytes(b"\n".join(map(msgspec.json.encode, rows)))
        return evaluate(Verifier(Index.in_memory([]), Config(), model), file)


def _by_model(rows: list[Row], model: StanceModel) -> Evaluation:
    shares = model.judge([(row.claim, data.text_of(row)) for row in rows])
    judged = []
    for row, (supports, conflicts, neutral) in zip(rows, shares.tolist(), strict=True):
        status, confidence = Status.UNVERIFIED, neutral
        if supports >= verdict.WORDING_SUPPORTS:
            status, confidence = Status.SUPPORTED, supports
        elif conflicts >= verdict.WORDING_CONFLICTS:
            status, confidence = Status.CONFLICTING, conflicts
        said = {"supports": supports, "conflicts": conflicts, "neutral": neutral}
        judged.append((row, Prediction(row.id, status, confidence, said)))
    return score(judged)


def _show(name: str, found: Evaluation) -> None:
    figures = [getattr(found.scores, figure) for figure in FIGURES]
    print(
        f"{name:34} {found.scores.rows:5} " + "".join(f"{value:15.3f}" for value in (*figures, found.calibration_error))
    )


def _curve(name: str, rows: list[Row], model: StanceModel) -> None:
    shares = model.judge([(row.claim, data.text_of(row)) for row in rows])
    right = np.array([CLASSES.index(data.STANCES[row.label]) for row in rows])
    print(
        f"{name}: {len(rows)} calibration rows; at a threshold, share of rows called so, and of these the share right"
    )
    for threshold in THRESHOLDS:
        cells = []
        for side in (0, 1):
            called = shares[:, side] >= threshold
            precision = (right[called] == side).mean() if called.any() else float("nan")
            cells.append(f"{CLASSES[side]} {called.mean():.3f} {precision:.3f}")
        print(f"  {threshold:.2f}  " + "   ".join(cells))


if __name__ == "__main__":
    main()
