"""Trains the stance model: a cross-encoder of three classes from the weights of all-MiniLM-L6-v2.

Run as `python -m verifier.stance.train DATA… --out FOLDER [--resume]`. FOLDER gets `checkpoint.pt` (the state from which
`--resume` goes on), `log.jsonl` and, at the end, the model that the runtime loads. Nothing that waits imports this.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from verifier.records import Stance
from verifier.stance import data, export, model
from verifier.stance.contrast import Pair
from verifier.stance.network import CrossEncoder

SEED = 20_260_319
BATCH = 32
LEARNING_RATE = 1.2e-4
HEAD_LEARNING_RATE = 5e-4
"""Of the last layer, which starts from nothing."""
WARM_UP = 0.06
"""Share of the steps in which the learning rate rises."""
BUCKET = 50
"""Batches that are sorted by length together, so that little is padded."""
LONGEST = 104
"""Tokens of a pair in training: shorter than when judging, for time."""
LOG_EVERY = 20
KEEP_EVERY = 100

Encoded = tuple[list[int], list[int], int]
"""Token ids, which text each is of (0 claim, 1 evidence), and the class."""


def main() -> None:
    """Read the command line, train, export."""
    parser = argparse.ArgumentParser(prog="python -m verifier.stance.train", description=__doc__)
    parser.add_argument("data", nargs="+", type=Path, help="labelled rows (JSON lines), and passages")
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--resume", action="store_true", help="go on from the folder's checkpoint")
    parser.add_argument("--steps", type=int, default=700)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)
    network = train(options.data, options.out, options.steps, resume=options.resume)
    export.export(network, options.data, options.out)


def train(files: Sequence[Path], out: Path, steps: int, *, resume: bool) -> CrossEncoder:
    """The network after `steps` batches; the same files, steps and seed give the same order of batches."""
    torch.manual_seed(SEED)
    network = CrossEncoder.pretrained()
    network.encoder.embeddings.word_embeddings.weight.requires_grad_(requires_grad=False)
    optimiser = torch.optim.AdamW(
        [
            {"params": [p for p in network.encoder.parameters() if p.requires_grad], "lr": LEARNING_RATE},
            {"params": network.head.parameters(), "lr": HEAD_LEARNING_RATE},
        ],
        weight_decay=0.01,
    )
    warm = max(1, round(WARM_UP * steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / warm, max(0.0, (steps - step) / max(1, steps - warm)))
    )
    done = 0
    checkpoint = out / "checkpoint.pt"
    if resume and checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        network.load_state_dict(state["network"])
        optimiser.load_state_dict(state["optimiser"])
        schedule.load_state_dict(state["schedule"])
        done = int(state["step"])
    started, losses = time.monotonic(), []
    network.train()
    for step, batch in enumerate(_batches(files, steps), 1):
        if step <= done:
            continue
        ids, mask, kinds, labels = batch
        # bfloat16 halves the time of a step on processors that have it.
        with torch.autocast("cpu", torch.bfloat16):
            logits = network(ids, mask, kinds)
        loss = torch.nn.functional.cross_entropy(logits.float(), labels, label_smoothing=0.02)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        losses.append(float(loss.detach()))
        if step % LOG_EVERY == 0:
            _log(out, step=step, loss=round(float(np.mean(losses)), 4), seconds=round(time.monotonic() - started))
            losses = []
        if step % KEEP_EVERY == 0 or step == steps:
            state = {
                "network": network.state_dict(),
                "optimiser": optimiser.state_dict(),
                "schedule": schedule.state_dict(),
                "step": step,
            }
            torch.save(state, checkpoint.with_suffix(".new"))
            checkpoint.with_suffix(".new").replace(checkpoint)
    network.eval()
    return network


def _log(out: Path, **figures: float) -> None:
    with (out / "log.jsonl").open("a") as log:
        log.write(json.dumps(figures) + "\n")


def _batches(files: Sequence[Path], steps: int) -> Iterator[tuple[torch.Tensor, ...]]:
    """Batches without end: each epoch's pairs are made anew, and sorted by length within a bucket."""
    tokenizer = model.tokenizer()
    tokenizer.enable_truncation(LONGEST)
    made = 0
    for epoch in range(steps):
        pairs = data.training_pairs(files, SEED + epoch)
        chance = random.Random(SEED + epoch)  # noqa: S311
        for start in range(0, len(pairs), BUCKET * BATCH):
            encoded = sorted(_encode(tokenizer, pairs[start : start + BUCKET * BATCH]), key=lambda one: len(one[0]))
            batches = [encoded[at : at + BATCH] for at in range(0, len(encoded), BATCH)]
            chance.shuffle(batches)
            for batch in batches:
                yield _tensors(batch)
                made += 1
                if made == steps:
                    return


def _encode(tokenizer: Tokenizer, pairs: Sequence[Pair]) -> list[Encoded]:
    encodings = tokenizer.encode_batch([(pair.claim, pair.evidence) for pair in pairs])
    classes = [model.CLASSES.index(Stance(pair.stance)) for pair in pairs]
    return [(one.ids, one.type_ids, label) for one, label in zip(encodings, classes, strict=True)]


def _tensors(batch: Sequence[Encoded]) -> tuple[torch.Tensor, ...]:
    """Ids, mask, kinds (batch, token) and classes (batch)."""
    arrays: list[NDArray[np.int64]] = model.padded([(ids, kinds) for ids, kinds, _ in batch])
    return (*map(torch.from_numpy, arrays), torch.tensor([label for _, _, label in batch]))


if __name__ == "__main__":
    main()
