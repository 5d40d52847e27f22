"""What each kind of training pair brings to the stance model: trained without each once, at the same number of steps.

    python benchmarks/ablation.py DATA.jsonl… --base WEIGHTS --trained FOLDER --out FOLDER [--pairs 9600] [--threads 2]

`--trained` is what `python -m verifier.stance.train` wrote with a teacher on the same files: its judgements are used again. Each
model is trained once on `--pairs` general pairs, of which one kind is left out, far fewer than the released model sees, and
then judges rows that none of them has seen: FEVER's held-out ones, all of FEVER-Symmetric and FoolMeTwice. The share of
rows whose likelier side is right is printed, for a claim of which the evidence is blanked out too.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from verifier.stance import data, train
from verifier.stance.contrast import Pair
from verifier.stance.network import CrossEncoder

LEFT_OUT = {
    "nothing": (),
    "FEVER": ("fever_train",),
    "Breaking NLI": ("breaking_nli",),
    "words exchanged": ("antonym", "class", "subject", "name", "number", "date", "quantifier", "role"),
    "negation, modality": ("negation", "modality"),
    "pages": ("page", "beside", "withheld"),
    "neighbours": ("neighbour", "random"),
}
"""Kinds of pair, as `verifier.stance.data` and `contrast` call them."""
TEACHER = "the teacher"
"""All kinds, but labels alone."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", nargs="+", type=Path)
    parser.add_argument("--base", required=True, type=Path, help="folder with the weights of all-mpnet-base-v2")
    parser.add_argument("--trained", required=True, type=Path)
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--pairs", type=int, default=9_600)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)
    corpus = data.read(options.data)
    general = data.general_pairs(corpus, train.SEED)[: train.GENERAL_PAIRS]
    labelled = train.labels(general)
    taught = train.mixed(labelled, np.load(options.trained / train.TAUGHT_FILE)[: len(general)], train.TAUGHT)
    unseen = {
        "FEVER": [each.pair for each in corpus.held_out if each.file == "fever_train"],
        "FEVER-Symmetric": [each.pair for each in corpus.cross_validated if each.file == "feversym_dev"],
        "FoolMeTwice": [each.pair for each in corpus.cross_validated if each.file == "fm2_dev"],
    }
    print(f"{'left out':20}" + "".join(f"{name:>17}{'claim only':>12}" for name in unseen), flush=True)
    for name in (*LEFT_OUT, TEACHER):
        kept = [place for place, pair in enumerate(general) if pair.kind not in LEFT_OUT.get(name, ())][: options.pairs]
        targets = (labelled if name == TEACHER else taught)[kept]
        network = _trained(options.base, [general[place] for place in kept], targets, name, options.out)
        cells = [
            f"{_two_way(network, pairs, options.out):17.3f}{_two_way(network, _blanked(pairs), options.out):12.3f}"
            for pairs in unseen.values()
        ]
        print(f"{name:20}" + "".join(cells), flush=True)


def _trained(base: Path, pairs: Sequence[Pair], targets: train.Targets, name: str, out: Path) -> CrossEncoder:
    network = CrossEncoder.pretrained(base).shortened(train.LAYERS)
    part = train.Part(f"without {name}", train.GENERAL.learning_rate, 1)
    train.fit(network, train.encode(pairs, targets), part, out)
    return network


def _blanked(pairs: Sequence[Pair]) -> list[Pair]:
    return [Pair(pair.claim, "", pair.stance, pair.kind) for pair in pairs]


def _two_way(network: CrossEncoder, pairs: Sequence[Pair], out: Path) -> float:
    said = train.judged(network, train.encode(pairs, train.labels(pairs)), out)
    truth = train.labels(pairs)
    return float(np.mean((said[:, 0] > said[:, 1]) == (truth[:, 0] > truth[:, 1])))


if __name__ == "__main__":
    main()
