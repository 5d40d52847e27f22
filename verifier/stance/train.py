"""Trains the stance model: a cross-encoder of three classes that learns from labels and from a deeper teacher.

Run as `python -m verifier.stance.train DATA… --base WEIGHTS --out FOLDER [--cross-validate] [--labels-alone] [--resume]`. The
teacher (from WEIGHTS: a folder with all-mpnet-base-v2) is trained on general pairs and judges them and the hard ones; with
`--labels-alone` there is none. The network itself is the first layers of what the teacher is made from; it learns from the labels
and these judgements, first on the general pairs, then, with the rounded weights that the runtime will have, on the hard claims,
the contrast sets and the claims on the written paragraphs. FOLDER gets a state for each part, from which `--resume` goes on,
`log.jsonl`, and what the runtime loads: the model `all`, or, to cross-validate, `fold0` …, each of which has not seen the hard
claims and contrast sets of its fold. Nothing that waits imports this.
"""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import json
import random
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
import numpy as np
import torch
from numpy.typing import NDArray

from verifier.records import Stance
from verifier.stance import data, export, model
from verifier.stance.contrast import Pair
from verifier.stance.model import StanceModel
from verifier.stance.network import CrossEncoder, as_packed

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
REPLAYED = 4_000
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
ASKED_FILE = "asked.json"
"""The claims on the paragraphs as they are asked, for `--resume`."""

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


TEACHER = Part("teacher", 3e-5, 1, 750)
GENERAL = Part("general", 5e-5, 1)
LAST = Part("last", 4e-5, 1, rounded=True)
HEAD_LEARNING_RATE = 5e-4
"""Of the last layer, which starts from nothing."""


def main() -> None:
    """Read the command line, train, export."""
    parser = argparse.ArgumentParser(prog="python -m verifier.stance.train", description=__doc__)
    parser.add_argument("data", nargs="+", type=Path, help="labelled rows (JSON lines), passages and queries")
    parser.add_argument("--base", required=True, type=Path, help="folder with the weights of all-mpnet-base-v2")
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--cross-validate", action="store_true", help="a model for each fold, instead of one of all")
    parser.add_argument("--labels-alone", action="store_true", help="no teacher: in little more than half the time")
    parser.add_argument(
        "--share", type=float, default=1.0, help="of contrast sets and paragraphs, the part that is shown"
    )
    parser.add_argument("--resume", action="store_true", help="go on from what the folder holds")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    if not 0 <= options.share <= 1:
        parser.error(f"--share: {options.share} is no part of 1: give a number from 0 to 1")
    torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)
    if not options.resume:
        for old in (*options.out.glob("*.pt"), options.out / TAUGHT_FILE, options.out / ASKED_FILE):
            old.unlink(missing_ok=True)
    train(
        options.data,
        options.out,
        options.base,
        folds=range(data.FOLDS) if options.cross_validate else (None,),
        teacher=not options.labels_alone,
        share=options.share,
    )


def train(
    files: Sequence[Path], out: Path, base: Path, *, folds: Iterable[int | None], teacher: bool, share: float
) -> None:
    """Write into `out` a model for each fold (None: of all); the same files and seed show the same pairs in the same order.

    Of contrast sets and paragraphs that `share` is shown.
    """
    corpus = data.read([*files, data.WRITTEN_FILE])
    general = data.general_pairs(corpus, SEED)[:GENERAL_PAIRS]
    adapted = data.adapted_pairs(corpus, SEED)
    hard = [(pair, fold) for pair, fold in adapted if pair.kind != data.WRITTEN]
    written = [(pair, fold) for pair, fold in adapted if pair.kind == data.WRITTEN]
    network = CrossEncoder.pretrained(base)
    if teacher:
        of_general, of_hard = _taught_pairs(network, general, corpus, [pair for pair, _ in hard], out)
    else:
        of_general, of_hard = encode(general, labels(general)), encode(*_labelled(hard))
    network.shortened(LAYERS).round_words()
    fit(network, of_general, GENERAL, out)
    state = {name: value.clone() for name, value in network.state_dict().items()}
    told = _asked(network, out, share)
    of_told = encode(told, labels(told), model.LONGEST)
    of_written = encode(*_labelled(written))
    for fold in folds:
        chance = random.Random(SEED)  # noqa: S311
        name = "all" if fold is None else f"fold{fold}"
        shown = _of_others(of_hard, hard, fold)
        others = _of_others(of_written, written, fold)
        shown += chance.sample(others, round(share * len(others)))
        shown += of_told
        shown += chance.sample(of_general, min(len(of_general), REPLAYED))
        network.load_state_dict(state)
        fit(network, shown, dataclasses.replace(LAST, name=f"{LAST.name}-{name}"), out)
        export.export(network, out / name)


def _labelled(pairs: Sequence[tuple[Pair, int]]) -> tuple[list[Pair], Targets]:
    """Pairs that come with their folds, and their labels."""
    alone = [pair for pair, _ in pairs]
    return alone, labels(alone)


def _of_others(encoded: Sequence[Encoded], pairs: Sequence[tuple[Pair, int]], fold: int | None) -> list[Encoded]:
    """Of encoded pairs those of all folds but one."""
    return [one for one, (_, of) in zip(encoded, pairs, strict=True) if of != fold]


def _taught_pairs(
    teacher: CrossEncoder, general: Sequence[Pair], corpus: data.Corpus, hard: Sequence[Pair], out: Path
) -> tuple[list[Encoded], list[Encoded]]:
    """General pairs, with others that the teacher alone labels, and hard ones, each with what is to be said of it."""
    fit(teacher, encode(general, labels(general)), TEACHER, out)
    unlabelled = data.unlabelled_pairs(corpus, SEED, UNLABELLED)
    said = _taught(teacher, [*general, *unlabelled, *hard], out)
    of_general, of_unlabelled, of_hard = np.split(said, [len(general), len(general) + len(unlabelled)])
    targets = np.concatenate([mixed(labels(general), of_general, TAUGHT), of_unlabelled])
    return (
        encode([*general, *unlabelled], targets),
        encode(hard, mixed(labels(hard), of_hard, TAUGHT_OF_HARD)),
    )


def _asked(network: CrossEncoder, out: Path, share: float) -> list[Pair]:
    """Claims on that share of the paragraphs, as they are asked; of a long text the network says which passage.

    Kept for `--resume`.
    """
    kept = out / ASKED_FILE
    if not kept.exists():
        export.export(network.as_rounded(), out / GENERAL.name)
        pairs = data.asked(data.PARAGRAPHS_FILE, StanceModel(out / GENERAL.name), share)
        kept.write_bytes(msgspec.json.encode(pairs))
    return msgspec.json.decode(kept.read_bytes(), type=list[Pair])


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
    trained = [value for name, value in network.encoder.named_parameters() if value.requires_grad]
    optimiser = torch.optim.AdamW(
        [
            {"params": trained, "lr": part.learning_rate},
            {"params": [*network.head.parameters(), *network.early_head.parameters()], "lr": HEAD_LEARNING_RATE},
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
            network.round_layers()
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
        self.weights = [part.weight for part in network.packed]
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
