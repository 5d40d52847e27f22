"""How well rules, stance model and both together tell true claims from false ones, on rows that the model had not seen.

    python benchmarks/stance.py DATA_FOLDER [--folds FOLDER] [--only SET…] [--fit] [--curve] [--exact] [--certainty] [--errors 50]

The released model has seen all of FoolMeTwice, FEVER-Symmetric and the contrast sets it was trained on. FOLDER is what `python
-m verifier.stance.train` wrote: with it each row of these three is judged by the model of its fold, which had seen neither its
claim nor its evidence; rows of a fold that is not there are left out. FEVER and Breaking NLI are the rows that no model was
trained on, numdate is all of it, and the files beside this script (UNSEEN) are for measuring alone. "both" and "rules" are what
`verify eval` gives for these rows with and without the model, and for the searched ones what `Verifier.check` gives where their
passages are the whole corpus. "claim only" blanks the evidence: a model that does no better than chance there has learnt
nothing from how claims are worded. `--fit` prints the weights of `verdict.calibrated`, `--curve` what each threshold of
`verdict.Demands` would give, `--exact` compares the model in int8 with its weights in 32-bit floats, `--certainty` says how
often what the rules settle is right, `--errors` prints claims that lean to the wrong side. `--only` leaves out all other sets;
`--fit` needs them all.
"""

from __future__ import annotations

import argparse
import dataclasses
import math
import random
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import cast

import msgspec
import numpy as np
import torch

from verifier import Verifier, documents, facts, rules, verdict
from verifier.checker import MOST_JUDGED
from verifier.config import Config
from verifier.evaluation import Evaluation, Prediction, Row, evaluate, prediction, rows, score
from verifier.index import Index
from verifier.records import Opinion, Passage, Source, Stance, Status
from verifier.stance import StanceModel, data, export, train
from verifier.stance.model import FOLDER, tokenizer
from verifier.stance.network import CrossEncoder

FIGURES = ("two_way", "accuracy", "false_alarms", "wrongly_passed", "conflicts_found", "decided")
THRESHOLDS = (0.7, 0.75, 0.8, 0.84, 0.86, 0.88, 0.89, 0.9, 0.92)
NAMES = ("fever_train", "breaking_nli", "feversym_dev", "fm2_dev")
REWRITTEN = "numdate_dev"
UNSEEN = (
    "stories",
    "summaries",
    "retold",
    "gist",
    "worked_out",
    "abstracts",
    "health",
    "near_words",
    "drafts",
    "quiz",
    "true_claims",
    "paired",
)
"""Files beside this script for measuring alone."""
COUNTS = {"breaking_nli": 0.3, REWRITTEN: 0.3, data.WRITTEN: 0.2}
"""What a row counts when the lean is fitted, where it is not 1: less in the easy sets and in the largest."""
RARELY_SILENT = {data.WRITTEN: 0.05}
"""The same for the silence of a given text. With so few of the contrast sets one text in twenty says nothing of its claim."""

SEARCHED = "FEVER, as if searched"
"""Claims of FEVER with six passages, half of them without their evidence: these are rightly left unverified."""
DENIED = "FEVER, denied"
"""The same claims with their verb denied: a true one is false then, a false one true."""

Judged = list[tuple[Row, StanceModel]]
"""Rows, each with a model that has not seen it."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--folds", type=Path)
    parser.add_argument("--only", nargs="+", metavar="SET", help="names of sets, as they are printed")
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--curve", action="store_true")
    parser.add_argument("--exact", action="store_true")
    parser.add_argument("--certainty", action="store_true")
    parser.add_argument("--errors", type=int, metavar="COUNT")
    options = parser.parse_args()
    if options.only and options.fit:
        parser.error("--fit needs all sets: leave out --only")
    sets = _unseen(options.folder, options.folds)
    if options.only:
        if unknown := [name for name in options.only if name not in sets]:
            parser.error(f"--only: there is no set {', '.join(unknown)}; known are {', '.join(sets)}")
        sets = {name: sets[name] for name in options.only}
    if options.exact:
        _compare(sets)
    if options.certainty:
        _certainty(sets)
    if options.errors:
        _errors(sets, options.errors)
    if options.fit:
        _fit(sets)
    if options.curve:
        _curves(sets)
    if options.exact or options.certainty or options.errors or options.fit or options.curve:
        return
    print(f"{'':34}  rows " + "".join(f"{figure:>16}" for figure in (*FIGURES, "calibration")))
    for name, judged in sets.items():
        only = [row for row, _ in judged]
        _show(f"{name}: rules", _predicted([(row, None) for row in only]))
        _show(f"{name}: model", _by_model(judged))
        _show(f"{name}: both", _predicted(judged))
        _show(f"{name}: claim only", _by_model([(msgspec.structs.replace(row, evidence=""), by) for row, by in judged]))


def _unseen(folder: Path, folds: Path | None) -> dict[str, Judged]:
    corpus = data.read([*(folder / f"{name}.jsonl" for name in NAMES), data.WRITTEN_FILE])
    released = StanceModel(FOLDER)
    sets: dict[str, Judged] = defaultdict(list)
    for each in corpus.held_out:
        sets[each.file].append((each.row, released))
    if folds:
        models = {fold: StanceModel(path) for fold, path in data.folds_in(folds).items()}
        for each in corpus.cross_validated:
            if each.file in data.CROSS_VALIDATED and each.fold in models:
                sets[each.file].append((each.row, models[each.fold]))
    sets[SEARCHED] = [(row, released) for row in data.searched(corpus, MOST_JUDGED)]
    sets[DENIED] = [(row, released) for row in data.denied(corpus, train.SEED)]
    for name in UNSEEN:
        sets[name] = [(row, released) for row in rows(Path(__file__).with_name(f"{name}.jsonl"))]
    sets[REWRITTEN] = [(row, released) for row in rows(folder / f"{REWRITTEN}.jsonl")]
    return sets


def _predicted(judged: Sequence[tuple[Row, StanceModel | None]]) -> Evaluation:
    """How well `verify eval` does on the rows, each with its model."""
    return score(_said(judged))


def _said(judged: Sequence[tuple[Row, StanceModel | None]]) -> list[tuple[Row, Prediction]]:
    """What `verify eval` says of the rows, and of those that are searched what a search among their passages comes to."""
    of_model: dict[StanceModel | None, list[Row]] = defaultdict(list)
    said: list[tuple[Row, Prediction]] = []
    for row, model in judged:
        if row.kind == data.SEARCHED:
            said.append((row, _found(row, model)))
        else:
            of_model[model].append(row)
    with tempfile.TemporaryDirectory() as folder:
        file, predictions = Path(folder) / "rows.jsonl", Path(folder) / "said.jsonl"
        for model, chosen in of_model.items():
            file.write_bytes(b"\n".join(map(msgspec.json.encode, chosen)))
            evaluate(Verifier(Index.in_memory([]), Config(), model), file, predictions)
            lines = predictions.read_bytes().splitlines()
            said += zip(chosen, (msgspec.json.decode(line, type=Prediction) for line in lines), strict=True)
    return said


def _found(row: Row, model: StanceModel | None) -> Prediction:
    texts = [documents.parse(text, Source(id=f"{row.id}-{place}")) for place, text in enumerate(row.evidence)]
    return prediction(row, Verifier(Index.in_memory(texts), Config(), model).check(row.claim))


def _opinions(judged: Judged) -> Iterator[tuple[Row, Opinion]]:
    with ThreadPoolExecutor() as pool:
        shares = list(pool.map(lambda one: _shares(one[1], one[0].claim, data.text_of(one[0])), judged))
    return zip((row for row, _ in judged), (Opinion(*each) for each in shares), strict=True)


@cache
def _shares(model: StanceModel, claim: str, text: str) -> list[float]:
    (shares,) = model.judge([(claim, text)]).tolist()
    return cast(list[float], shares)


def _by_model(judged: Judged) -> Evaluation:
    said = []
    for row, opinion in _opinions(judged):
        status, confidence = Status.UNVERIFIED, opinion.neutral
        if opinion.supports >= verdict.GIVEN.supports:
            status, confidence = Status.SUPPORTED, opinion.supports
        elif opinion.conflicts >= verdict.GIVEN.conflicts:
            status, confidence = Status.CONFLICTING, opinion.conflicts
        said.append((row, Prediction(row.id, status, confidence, msgspec.structs.asdict(opinion))))
    return score(said)


def _open(judged: Judged) -> Iterator[tuple[Row, StanceModel, rules.Examination, Opinion]]:
    """The rows that the rules leave open, each with its model; their evidence is taken as one passage."""
    texts = [data.text_of(row) for row, _ in judged]
    found = [_left_open(row, text) for (row, _), text in zip(judged, texts, strict=True)]
    open_ = [(row, by, each, text) for (row, by), each, text in zip(judged, found, texts, strict=True) if each]
    with ThreadPoolExecutor() as pool:
        shares = list(pool.map(lambda one: _shares(one[1], one[2].reworded, one[3]), open_))
    for (row, by, each, _), said in zip(open_, shares, strict=True):
        yield row, by, each, Opinion(*said)


def _left_open(row: Row, text: str) -> rules.Examination | None:
    """What the rules see in a text, if that does not settle the claim."""
    passage, found = _examined(row, text)
    return None if verdict.settled([verdict.weigh(passage, 1.0, 1.0, found)]) else found


def _examined(row: Row, text: str) -> tuple[Passage, rules.Examination]:
    """A text as one passage, and what the rules see in it."""
    document = documents.parse(text, Source(id=row.id, published=row.published))
    claim = rules.Statement.of(row.claim, facts.extract(row.claim, row.published))
    found = rules.examine(claim, rules.Statement.of(document.text, facts.extract(document.text, row.published)))
    (passage, *_) = documents.split(document)
    return passage, found


def _silence(row: Row, texts: Sequence[str], model: StanceModel) -> float | None:
    """The least log odds, over the texts, that one is silent on the row's claim; None if the rules settle it."""
    found = [(_left_open(row, text), text) for text in texts]
    shares = [_shares(model, examination.reworded, text) for examination, text in found if examination]
    if len(shares) < len(found):
        return None
    return min(verdict.log_odds(neutral, 1 - neutral) for _, _, neutral in shares)


def _fit(sets: dict[str, Judged]) -> None:
    """Print the weights of the lean and of the silence, and those of the lean with what the model says of the claim alone."""
    signals, bare, labels, counts = [], [], [], []
    for name, judged in sets.items():
        for row, by, found, opinion in _open(judged if name not in {SEARCHED, DENIED, *UNSEEN} else []):
            if row.label == "nei":
                continue
            signals.append((1.0, *verdict.signals(found, opinion)))
            supports, conflicts, _ = _shares(by, found.reworded, "")
            bare.append(verdict.log_odds(supports, conflicts))
            labels.append(float((row.label == "supports") != found.is_turned))
            counts.append(COUNTS.get(name, 1.0))
    base, *weights = _logistic(signals, labels, counts)
    print("LEAN_BASE =", base)
    print("LEAN_WEIGHTS =", tuple(weights))
    with_bare = _logistic([(*each, odds) for each, odds in zip(signals, bare, strict=True)], labels, counts)
    print("with the log odds of the claim alone as the last:", with_bare)
    silent = [(row, _silence(row, row.evidence, by), 1.0) for row, by in sets[SEARCHED]]
    print("FOUND silence =", _fitted(silent))
    silent = [
        (row, _silence(row, [data.text_of(row)], by), RARELY_SILENT.get(name, 1.0))
        for name in ("fever_train", *data.CROSS_VALIDATED)
        for row, by in sets[name]
    ]
    print("GIVEN silence =", _fitted(silent))


def _fitted(silent: Sequence[tuple[Row, float | None, float]]) -> tuple[float, ...]:
    """Base and weight of how likely passages are silent on a claim, from the least log odds of the model that one is.

    Each row comes with these log odds, None where the rules settle it, and with what it counts.
    """
    open_ = [(row, odds, count) for row, odds, count in silent if odds is not None]
    labels = [float(row.label == "nei") for row, _, _ in open_]
    return tuple(_logistic([(1.0, odds) for _, odds, _ in open_], labels, [count for _, _, count in open_]))


def _logistic(signals: Sequence[tuple[float, ...]], labels: Sequence[float], counts: Sequence[float]) -> list[float]:
    """Logistic regression by Newton's method with a small ridge."""
    x, y, count = map(np.array, (signals, labels, counts))
    weights = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (count * (y - p)) - weights
        curve = (x * (count * p * (1 - p))[:, None]).T @ x + np.eye(len(weights))
        weights += np.linalg.solve(curve, slope)
    return [round(float(weight), 3) for weight in weights]


def _curves(sets: dict[str, Judged]) -> None:
    for name, judged in sets.items():
        demands = verdict.FOUND if name == SEARCHED else verdict.GIVEN
        sides = [(row.label, verdict.calibrated(found, opinion, demands)) for row, _, found, opinion in _open(judged)]
        print(f"{name}: of {len(sides)} rows that the rules leave open, share called so, and of these the share right")
        for threshold in THRESHOLDS:
            asked = dataclasses.replace(demands, supports=threshold, conflicts=threshold)
            cells = []
            for label, side in (("supports", Stance.SUPPORTS), ("refutes", Stance.CONFLICTS)):
                called = [given == label for given, opinion in sides if asked.met_by(opinion) is side]
                share = len(called) / len(sides) if sides else math.nan
                cells.append(f"{label} {share:.3f} {np.mean(called) if called else math.nan:.3f}")
            print(f"  {threshold:.2f}  " + "   ".join(cells))


def _compare(sets: dict[str, Judged]) -> None:
    """Share of rows whose likelier side is right, by the model in int8 and by its weights in 32-bit floats."""
    models = {by for judged in sets.values() for _, by in judged}
    networks = {by: export.imported(by.folder) for by in models}
    words = tokenizer()
    print(f"{'':34}  rows      int8    fp32")
    for name, judged in sets.items():
        right = []
        for row, by in judged:
            if row.label == "nei":
                continue
            pair = (row.claim, data.text_of(row))
            both = (by.judge([pair])[0], _in_floats(networks[by], words.encode(*pair).ids))
            right.append([(said[0] > said[1]) == (row.label == "supports") for said in both])
        print(f"{name:34} {len(right):5} " + "".join(f"{share:8.3f}" for share in np.mean(right, axis=0)))


def _in_floats(network: CrossEncoder, ids: Sequence[int]) -> list[float]:
    """The logits of the three classes for the token ids of a pair."""
    tokens = torch.tensor([ids])
    with torch.inference_mode():
        return cast(list[float], network(tokens, torch.ones_like(tokens))[0][0].tolist())


def _certainty(sets: dict[str, Judged]) -> None:
    """How often what the rules settle by themselves is right, by the probability of `verdict.CERTAINTY` that they give it."""
    right: dict[str, list[bool]] = defaultdict(list)
    for name, judged in sets.items():
        for row, _ in judged:
            passage, found = _examined(row, data.text_of(row))
            evidence = verdict.weigh(passage, 1.0, 1.0, found, asked=True).evidence
            if evidence.stance is not Stance.NEUTRAL and row.label != "nei":
                is_right = (evidence.stance is Stance.SUPPORTS) == (row.label == "supports")
                for of in (name, "all"):
                    right[f"{of}: {evidence.stance.value}, {evidence.probability}"].append(is_right)
    for kind, each in sorted(right.items()):
        print(f"{kind:50} {len(each):5} {np.mean(each):8.3f}")


def _errors(sets: dict[str, Judged], most: int) -> None:
    """Print claims at random, of all the sets together, whose likelier side is the wrong one."""
    wrong = []
    for name, judged in sets.items():
        for row, said in _said(judged):
            lean = said.probabilities["supports"] - said.probabilities["conflicts"]
            if row.label != "nei" and (lean > 0) != (row.label == "supports"):
                wrong.append((name, row, said))
    for name, row, said in random.Random(train.SEED).sample(wrong, min(most, len(wrong))):
        print(f"{name} {row.label}: {said.verdict} {said.probabilities}\n  {row.claim}\n  | {data.text_of(row)}")


def _show(name: str, found: Evaluation) -> None:
    figures = [getattr(found.scores, figure) for figure in FIGURES]
    print(
        f"{name:34} {found.scores.rows:5} " + "".join(f"{value:16.3f}" for value in (*figures, found.calibration_error))
    )


if __name__ == "__main__":
    main()
