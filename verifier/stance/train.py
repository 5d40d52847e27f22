"""Trains the stance model: a cross-encoder of three classes that learns from labels and from a deeper teacher.

Run as `python -m verifier.stance.train DATA… --out FOLDER (--base WEIGHTS | --after MODEL) [--resume]`. The teacher (from
WEIGHTS: a folder with all-mpnet-base-v2) is trained on general pairs and judges them and the hard ones. The network that is
released is the teacher's first layers; it learns from the labels and these judgements, first on the general pairs, then, once for
each fold and once on all, on the hard claims too, there with the rounded weights that the runtime will have. FOLDER gets a state
for each part, from which `--resume` goes on, `log.jsonl`, and the models that the runtime loads: `fold0` … and `all`.

With `--after` it goes on from a model that was exported, such as `released`, with the claims on the written paragraphs, and
leaves the model `told`; so the released one was made (the card says from what). Nothing that waits imports this.
"""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import json
import random
import time
from collections.abc import Sequence
from itertools import compress
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from verifier.records import Stance
from verifier.stance import data, export, model
from verifier.stance.contrast import Pair
from verifier.stance.model import StanceModel
from verifier.stance.network import EARLY, CrossEncoder, as_packed

SEED = 20_260_319
BATCH = 32
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
REPLAYED = 6_000
"""Pairs of the first part that are shown again in the last."""
UNLABELLED = 8_000
"""Pairs that only the teacher labels."""
LAYERS = 7
"""Of the teacher's 12, the first that are kept: what 40 MB hold in four bits."""
TAUGHT = 0.6
"""Of what the released network is to say of general pairs, the part that the teacher says; the rest is the label."""
TAUGHT_OF_HARD = 0.3
"""The same of hard claims, on which the teacher errs more; of contrast sets in other domains it is not asked."""
EARLY_WEIGHT = 0.3
"""How much the loss of what is said early counts beside that of the end."""

TAUGHT_FILE = "taught.npy"
"""What the teacher said of the pairs, for `--resume`."""

Targets = NDArray[np.float32]
"""How likely each class is to be called, by pair; shape (pairs, 3)."""
Encoded = tuple[list[int], NDArray[np.float32]]
"""Token ids of claim and evidence, and how likely each class is."""


@dataclasses.dataclass(frozen=True)
class Part:
    """One stretch of training."""

    name: str
    learning_rate: float
    epochs: int
    most: int | None = None
    """Steps at which it ends even if not all pairs were shown."""
    rounded: bool = False
    """Whether the network learns, and ends, with rounded weights."""
    frozen: int = 0
    """The first layers that stay as they are."""
    head_learning_rate: float = 5e-4
    """Of the last layer, which mostly starts from nothing."""


TEACHER = Part("teacher", 3e-5, 1, 750)
GENERAL = Part("general", 5e-5, 1)
ADAPTED = Part("adapted", 4e-5, 1, rounded=True)
TOLD = Part("told", 3e-5, 1, rounded=True, frozen=EARLY, head_learning_rate=1e-4)
TOLD_ROUNDS = 2
"""How often the paragraphs' claims are shown in it."""
TOLD_REPLAYED = {"general": (2_400, 0.6), "hard": (1_200, 0.4), data.WRITTEN: (2_400, 0.2)}
"""Pairs of each kind that are shown again in it, and the part of what it is to say of them that it said before."""


def main() -> None:
    """Read the command line, train, export."""
    parser = argparse.ArgumentParser(prog="python -m verifier.stance.train", description=__doc__)
    parser.add_argument("data", nargs="+", type=Path, help="labelled rows (JSON lines), passages and queries")
    start = parser.add_mutually_exclusive_group(required=True)
    start.add_argument("--base", type=Path, help="folder with the weights of all-mpnet-base-v2")
    start.add_argument(
        "--after", type=Path, help="folder with an exported model, to go on from with the written paragraphs"
    )
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--resume", action="store_true", help="go on from what the folder holds")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)
    if not options.resume:
        for old in (*options.out.glob("*.pt"), options.out / TAUGHT_FILE):
            old.unlink(missing_ok=True)
    if options.after:
        go_on(options.data, options.out, options.after)
    else:
        train(options.data, options.out, options.base)


def train(files: Sequence[Path], out: Path, base: Path) -> None:
    """Write into `out` a model for each fold and one of all; the same files and seed show the same pairs in the same order."""
    corpus = data.read([*files, data.WRITTEN_FILE])
    general = data.general_pairs(corpus, SEED)[:GENERAL_PAIRS]
    adapted = data.adapted_pairs(corpus, SEED)
    hard = [pair for pair, _ in adapted]
    asked = [pair.kind != data.WRITTEN for pair in hard]
    unlabelled = data.unlabelled_pairs(corpus, SEED, UNLABELLED)
    network = CrossEncoder.pretrained(base)
    fit(network, encode(general, labels(general)), TEACHER, out)
    said = _taught(network, [*general, *unlabelled, *compress(hard, asked)], out)
    of_general, of_unlabelled, of_hard = np.split(said, [len(general), len(general) + len(unlabelled)])
    targets = np.concatenate([mixed(labels(general), of_general, TAUGHT), of_unlabelled])
    encoded = encode([*general, *unlabelled], targets)
    network.shortened(LAYERS).round_words()
    fit(network, encoded, GENERAL, out)
    state = {name: value.clone() for name, value in network.state_dict().items()}
    hard_targets = labels(hard)
    hard_targets[asked] = mixed(hard_targets[asked], of_hard, TAUGHT_OF_HARD)
    encoded_hard = encode(hard, hard_targets)
    replay = random.Random(SEED).sample(encoded, min(len(encoded), REPLAYED))  # noqa: S311
    for fold in (None, *range(data.FOLDS)):
        name = "all" if fold is None else f"fold{fold}"
        network.load_state_dict(state)
        shown = [one for one, (_, of) in zip(encoded_hard, adapted, strict=True) if of != fold]
        fit(network, [*shown, *replay], dataclasses.replace(ADAPTED, name=f"{ADAPTED.name}-{name}"), out)
        export.export(network, out / name)


def go_on(files: Sequence[Path], out: Path, before: Path) -> None:
    """Write into `out` a model that goes on from the one in `before`: it learns the claims on the paragraphs.

    Some of the pairs of the other parts are shown again, so that it forgets little.
    """
    corpus = data.read([*files, data.WRITTEN_FILE])
    network = export.imported(before)
    told = data.asked(data.PARAGRAPHS_FILE, StanceModel(before))
    encoded = encode(told, labels(told), model.LONGEST) * TOLD_ROUNDS
    adapted = [pair for pair, _ in data.adapted_pairs(corpus, SEED)]
    of_kind = {
        "general": data.general_pairs(corpus, SEED)[:GENERAL_PAIRS],
        "hard": [pair for pair in adapted if pair.kind != data.WRITTEN],
        data.WRITTEN: [pair for pair in adapted if pair.kind == data.WRITTEN],
    }
    chance = random.Random(SEED)  # noqa: S311
    for kind, (most, share) in TOLD_REPLAYED.items():
        again = chance.sample(of_kind[kind], min(most, len(of_kind[kind])))
        said = judged(network, encode(again, labels(again)), out)
        encoded += encode(again, mixed(labels(again), said, share))
    fit(network, encoded, TOLD, out)
    export.export(network, out / TOLD.name)


def _taught(teacher: CrossEncoder, pairs: Sequence[Pair], out: Path) -> NDArray[np.float32]:
    """What the teacher says of the pairs, shape (pairs, 3); kept for `--resume`."""
    kept = out / TAUGHT_FILE
    if kept.exists():
        said: NDArray[np.float32] = np.load(kept)
        if len(said) == len(pairs):
            return said
    said = judged(teacher, encode(pairs, labels(pairs)), out)
    np.save(kept, said)
    return said


def labels(pairs: Sequence[Pair]) -> Targets:
    """The class of each pair as a row with a single 1; shape (pairs, 3)."""
    classes = [model.CLASSES.index(Stance(pair.stance)) for pair in pairs]
    return np.eye(len(model.CLASSES), dtype=np.float32)[classes]


def mixed(labelled: Targets, said: Targets, share: float) -> Targets:
    """What the network is to say of labelled pairs: that share of what the teacher says, and the rest of their labels."""
    targets: Targets = ((1 - share) * labelled + share * said).astype(np.float32)
    return targets


def fit(network: CrossEncoder, encoded: Sequence[Encoded], part: Part, out: Path) -> None:
    """Train a network on pairs; what a former run of the part left in `out` is not done again."""
    batches = _batches(encoded, part)
    network.freeze(part.frozen)
    trained = [value for name, value in network.encoder.named_parameters() if value.requires_grad]
    optimiser = torch.optim.AdamW(
        [
            {"params": trained, "lr": part.learning_rate},
            {"params": [*network.head.parameters(), *network.early_head.parameters()], "lr": part.head_learning_rate},
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
    rounding = Rounding(network) if part.rounded and done < steps else None
    network.train()
    for step, batch in enumerate(batches[done:], done + 1):
        ids, mask, targets = _tensors(batch)
        with half_precision(), rounding or contextlib.nullcontext():
            logits, early = network(ids, mask)
        loss = torch.nn.functional.cross_entropy(logits.float(), targets, label_smoothing=0.02)
        loss = loss + EARLY_WEIGHT * torch.nn.functional.cross_entropy(early.float(), targets)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimiser.step()
        schedule.step()
        losses.append(float(loss.detach()))
        if step % LOG_EVERY == 0:
            _log(out, part.name, step, steps, loss=float(np.mean(losses)), seconds=time.monotonic() - started)
            losses = []
        if rounding and step == steps:
            rounding.finish()
        if step % KEEP_EVERY == 0 or step == steps:
            _keep(checkpoint, step, network, optimiser if step < steps else None, schedule)
    network.eval()


def half_precision() -> torch.autocast:
    """Computes in bfloat16 on a processor that has it, in half the time; on others that takes many times as long as floats."""
    has_it = any(torch.cpu.get_capabilities().get(name) for name in ("avx512_bf16", "amx_bf16", "bf16"))
    return torch.autocast("cpu", torch.bfloat16, enabled=has_it)


class Rounding:
    """Lets a network compute with rounded weights and learn the exact ones ("straight through").

    What rounding adds to each matrix is kept and found anew for one of them in each step, in turn: a step changes it little.
    """

    def __init__(self, network: CrossEncoder) -> None:
        self.weights = [part.weight for part in network.packed if part.weight.requires_grad]
        self.added = [as_packed(weight) - weight.detach() for weight in self.weights]
        self.next = 0

    def __enter__(self) -> None:
        self.added[self.next] = as_packed(self.weights[self.next]) - self.weights[self.next].detach()
        self.next = (self.next + 1) % len(self.weights)
        for weight, added in zip(self.weights, self.added, strict=True):
            weight.data += added

    def __exit__(self, *_: object) -> None:
        for weight, added in zip(self.weights, self.added, strict=True):
            weight.data -= added

    def finish(self) -> None:
        """Leave the rounded weights in the network."""
        for weight in self.weights:
            weight.data = as_packed(weight)


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
        ids, mask, _ = _tensors([encoded[place] for place in places])
        with torch.inference_mode(), half_precision():
            said[places] = network(ids, mask)[0].float().softmax(1).numpy()
        if start // (2 * BATCH) % 100 == 0:
            _log(out, "judging", start, len(order), seconds=time.monotonic() - started)
    return said


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


def encode(pairs: Sequence[Pair], targets: Targets, longest: int = LONGEST) -> list[Encoded]:
    """The pairs as the network reads them, up to so many tokens, each with what it is to say of it."""
    tokenizer = model.tokenizer()
    tokenizer.enable_truncation(longest)
    encodings = tokenizer.encode_batch([(pair.claim, pair.evidence) for pair in pairs])
    return [(one.ids, target) for one, target in zip(encodings, targets, strict=True)]


def _tensors(batch: Sequence[Encoded]) -> tuple[torch.Tensor, ...]:
    """Ids and mask (batch, token) and how likely each class is (batch, 3)."""
    longest = max(len(ids) for ids, _ in batch)
    tokens = torch.zeros((len(batch), longest + -longest % ROUND), dtype=torch.long)
    mask = torch.zeros_like(tokens)
    for place, (ids, _) in enumerate(batch):
        tokens[place, : len(ids)] = torch.tensor(ids)
        mask[place, : len(ids)] = 1
    return tokens, mask, torch.from_numpy(np.stack([target for _, target in batch]))


if __name__ == "__main__":
    main()
