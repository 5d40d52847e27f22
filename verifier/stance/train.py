"""Trains the stance model: a small cross-encoder of three classes that learns from labels and from a larger teacher.

Run as `python -m verifier.stance.train DATA… --teacher WEIGHTS --out FOLDER [--resume]`. The teacher (WEIGHTS: a folder with
all-mpnet-base-v2) is trained on general pairs and judges them and the hard ones; the small network, from all-MiniLM-L6-v2,
learns from the labels and these judgements, first on the general pairs, then, once for each fold and once on all, on the hard
claims too. FOLDER gets a state for each part, from which `--resume` goes on,
`log.jsonl`, and the models that the runtime loads: `fold0` … and `all`. Nothing that waits imports this.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from verifier.index.model import weights
from verifier.records import Stance
from verifier.stance import data, export, model
from verifier.stance.contrast import Pair
from verifier.stance.network import CrossEncoder

SEED = 20_260_319
BATCH = 32
HEAD_LEARNING_RATE = 5e-4
"""Of the last layer, which starts from nothing."""
WARM_UP = 0.06
"""Share of the steps in which the learning rate rises."""
BUCKET = 50
"""Batches that are sorted by length together, so that little is padded."""
LONGEST = 128
"""Tokens of a pair in training: shorter than when judging, for time."""
ROUND = 16
"""Tokens to whose multiple a batch is padded: torch prepares each new length for seconds."""
LOG_EVERY = 20
KEEP_EVERY = 100

GENERAL_PAIRS = 26_000
"""Of those that could be made, those that are shown: for time."""
UNLABELLED = 8_000
"""Pairs that only the teacher labels."""
TAUGHT = 0.6
"""Of what the small network is to say, the part that the teacher says; the rest is the label."""

TAUGHT_FILE = "taught.npy"
"""What the teacher said of the pairs, for `--resume`."""

Targets = NDArray[np.float32]
"""How likely each class is to be called, by pair; shape (pairs, 3)."""
Encoded = tuple[list[int], list[int], NDArray[np.float32]]
"""Token ids, which text each is of (0 claim, 1 evidence), and how likely each class is."""


@dataclass(frozen=True)
class Part:
    """One stretch of training."""

    name: str
    learning_rate: float
    epochs: int
    most: int | None = None
    """Steps at which it ends even if not all pairs were shown."""


TEACHER = Part("teacher", 3e-5, 1, 750)
GENERAL = Part("general", 1.6e-4, 2)
ADAPTED = Part("adapted", 8e-5, 2)


def main() -> None:
    """Read the command line, train, export."""
    parser = argparse.ArgumentParser(prog="python -m verifier.stance.train", description=__doc__)
    parser.add_argument("data", nargs="+", type=Path, help="labelled rows (JSON lines), passages and queries")
    parser.add_argument("--teacher", type=Path, help="folder with the weights of all-mpnet-base-v2; none: labels alone")
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--resume", action="store_true", help="go on from what the folder holds")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)
    if not options.resume:
        for old in (*options.out.glob("*.pt"), options.out / TAUGHT_FILE):
            old.unlink(missing_ok=True)
    train(options.data, options.out, options.teacher)


def train(files: Sequence[Path], out: Path, teacher: Path | None) -> None:
    """Write into `out` a model for each fold and one of all; the same files and seed show the same pairs in the same order."""
    corpus = data.read(files)
    general = data.general_pairs(corpus, SEED)[:GENERAL_PAIRS]
    adapted = data.adapted_pairs(corpus, SEED)
    hard = [pair for pair, _ in adapted]
    unlabelled = data.unlabelled_pairs(corpus, SEED, UNLABELLED) if teacher else []
    targets, hard_targets = labels(general), labels(hard)
    if teacher:
        said = _taught(out, teacher, general, [*general, *unlabelled, *hard])
        of_general, of_unlabelled, of_hard = np.split(said, [len(general), len(general) + len(unlabelled)])
        targets = np.concatenate([mixed(targets, of_general), of_unlabelled])
        hard_targets = mixed(hard_targets, of_hard)
    tokenizer = model.tokenizer()
    tokenizer.enable_truncation(LONGEST)
    network = CrossEncoder.pretrained(weights())
    encoded = encode(tokenizer, [*general, *unlabelled], targets)
    fit(network, encoded, GENERAL, out)
    state = {name: value.clone() for name, value in network.state_dict().items()}
    encoded_hard = encode(tokenizer, hard, hard_targets)
    replay = random.Random(SEED).sample(encoded, min(len(encoded), len(hard) // 4))  # noqa: S311
    for fold in (None, *range(data.FOLDS)):
        name = "all" if fold is None else f"fold{fold}"
        network.load_state_dict(state)
        shown = [one for one, (_, of) in zip(encoded_hard, adapted, strict=True) if of != fold]
        fit(network, [*shown, *replay], Part(f"adapted-{name}", ADAPTED.learning_rate, ADAPTED.epochs), out)
        export.export(network, out / name)


def _taught(out: Path, teacher: Path, general: Sequence[Pair], pairs: Sequence[Pair]) -> NDArray[np.float32]:
    """What the teacher says of the pairs, after it was trained on the general ones; shape (pairs, 3)."""
    kept = out / TAUGHT_FILE
    if kept.exists():
        said: NDArray[np.float32] = np.load(kept)
        if len(said) == len(pairs):
            return said
    tokenizer = Tokenizer.from_file(str(teacher / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    network = CrossEncoder.pretrained(teacher)
    fit(network, encode(tokenizer, general, labels(general)), TEACHER, out)
    said = judged(network, encode(tokenizer, pairs, labels(pairs)), out)
    np.save(kept, said)
    return said


def labels(pairs: Sequence[Pair]) -> Targets:
    """The class of each pair as a row with a single 1; shape (pairs, 3)."""
    classes = [model.CLASSES.index(Stance(pair.stance)) for pair in pairs]
    return np.eye(len(model.CLASSES), dtype=np.float32)[classes]


def mixed(labelled: Targets, said: Targets) -> Targets:
    """What the small network is to say of labelled pairs, between their labels and what the teacher says."""
    targets: Targets = (1 - TAUGHT) * labelled + TAUGHT * said
    return targets


def fit(network: CrossEncoder, encoded: Sequence[Encoded], part: Part, out: Path) -> None:
    """Train a network on pairs; what a former run of the part left in `out` is not done again."""
    batches = _batches(encoded, part)
    trained = [value for name, value in network.encoder.named_parameters() if value.requires_grad]
    optimiser = torch.optim.AdamW(
        [
            {"params": trained, "lr": part.learning_rate},
            {"params": network.head.parameters(), "lr": max(HEAD_LEARNING_RATE, part.learning_rate)},
        ],
        weight_decay=0.01,
        fused=True,
    )
    steps = len(batches)
    warm = max(1, round(WARM_UP * steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / warm, max(0.0, (steps - step) / max(1, steps - warm)))
    )
    torch.manual_seed(SEED)
    checkpoint = out / f"{part.name}.pt"
    done = 0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        network.load_state_dict(state["network"])
        done = int(state["step"])
        if done < steps:
            optimiser.load_state_dict(state["optimiser"])
            schedule.load_state_dict(state["schedule"])
    started, losses = time.monotonic(), []
    network.train()
    for step, batch in enumerate(batches[done:], done + 1):
        ids, mask, kinds, targets = _tensors(batch)
        # bfloat16 halves the time of a step on processors that have it.
        with torch.autocast("cpu", torch.bfloat16):
            logits = network(ids, mask, kinds)
        loss = torch.nn.functional.cross_entropy(logits.float(), targets, label_smoothing=0.02)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimiser.step()
        schedule.step()
        losses.append(float(loss.detach()))
        if step % LOG_EVERY == 0:
            _log(out, part.name, step, steps, loss=float(np.mean(losses)), seconds=time.monotonic() - started)
            losses = []
        if step % KEEP_EVERY == 0 or step == steps:
            _keep(checkpoint, step, network, optimiser if step < steps else None, schedule)
    network.eval()


def _keep(
    file: Path, step: int, network: CrossEncoder, optimiser: torch.optim.Optimizer | None, schedule: object
) -> None:
    """Save what `fit` goes on from; of a part that is finished the network alone."""
    state = {"network": network.state_dict(), "step": step}
    if optimiser is not None:
        state |= {"optimiser": optimiser.state_dict(), "schedule": schedule.state_dict()}  # type: ignore[attr-defined]
    torch.save(state, file.with_suffix(".new"))
    file.with_suffix(".new").replace(file)


def judged(network: CrossEncoder, encoded: Sequence[Encoded], out: Path) -> NDArray[np.float32]:
    """How likely the network thinks each class; shape (pairs, 3)."""
    order = sorted(range(len(encoded)), key=lambda place: len(encoded[place][0]))
    said = np.empty((len(encoded), len(model.CLASSES)), dtype=np.float32)
    network.eval()
    started = time.monotonic()
    for start in range(0, len(order), 2 * BATCH):
        places = order[start : start + 2 * BATCH]
        ids, mask, kinds, _ = _tensors([encoded[place] for place in places])
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
            said[places] = network(ids, mask, kinds).float().softmax(1).numpy()
        if start // (2 * BATCH) % 100 == 0:
            _log(out, "judging", start, len(order), seconds=time.monotonic() - started)
    return said


def exported_from(out: Path, name: str) -> Callable[[str, str], NDArray[np.float32]]:
    """The network that a model of `out` was exported from: of a claim and its evidence how likely each class is, shape (3,)."""
    network = CrossEncoder.pretrained(weights())
    network.load_state_dict(torch.load(out / f"adapted-{name}.pt", weights_only=True)["network"])
    network.eval()
    tokenizer = model.tokenizer()

    def judge(claim: str, evidence: str) -> NDArray[np.float32]:
        one = tokenizer.encode(claim, evidence)
        inputs = (torch.from_numpy(array) for array in model.padded([(one.ids, one.type_ids)]))
        with torch.inference_mode():
            said: NDArray[np.float32] = network(*inputs).softmax(1)[0].numpy()
        return said

    return judge


def _log(out: Path, part: str, step: int, steps: int, **figures: float) -> None:
    line = {"part": part, "step": step, "of": steps} | {name: round(value, 4) for name, value in figures.items()}
    with (out / "log.jsonl").open("a") as log:
        log.write(json.dumps(line) + "\n")


def _batches(encoded: Sequence[Encoded], part: Part) -> list[list[Encoded]]:
    """The batches of all epochs, sorted by length within a bucket."""
    chance = random.Random(SEED)  # noqa: S311
    batches: list[list[Encoded]] = []
    for _ in range(part.epochs):
        shuffled = chance.sample(encoded, len(encoded))
        for start in range(0, len(shuffled), BUCKET * BATCH):
            bucket = sorted(shuffled[start : start + BUCKET * BATCH], key=lambda one: len(one[0]))
            of_bucket = [bucket[at : at + BATCH] for at in range(0, len(bucket), BATCH)]
            chance.shuffle(of_bucket)
            batches += of_bucket
    return batches[: part.most]


def encode(tokenizer: Tokenizer, pairs: Sequence[Pair], targets: Targets) -> list[Encoded]:
    """The pairs as the network reads them, each with what it is to say of it."""
    encodings = tokenizer.encode_batch([(pair.claim, pair.evidence) for pair in pairs])
    return [(one.ids, one.type_ids, target) for one, target in zip(encodings, targets, strict=True)]


def _tensors(batch: Sequence[Encoded]) -> tuple[torch.Tensor, ...]:
    """Ids, mask, kinds (batch, token) and how likely each class is (batch, 3)."""
    arrays = model.padded([(ids, kinds) for ids, kinds, _ in batch])
    beyond = -arrays[0].shape[1] % ROUND
    rounded = (torch.from_numpy(np.pad(array, ((0, 0), (0, beyond)))) for array in arrays)
    return (*rounded, torch.from_numpy(np.stack([target for *_, target in batch])))


if __name__ == "__main__":
    main()
