"""Exports the trained network to int8 ONNX and calibrates it; nothing that waits imports this.

The graph is traced, quantised and fused as the embedding model is, by `verifier.index.export`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from verifier.index.export import optimise, quantise, trace
from verifier.stance import data, model
from verifier.stance.model import Manifest, StanceModel
from verifier.stance.network import CrossEncoder

INPUTS = ("input_ids", "attention_mask", "token_type_ids")
TEMPERATURES = np.geomspace(0.5, 4, 200)


def export(network: CrossEncoder, files: Sequence[Path], out: Path) -> None:
    """Write the model and its manifest into `out`, calibrated on the rows of `files` that are kept for that."""
    traced, final = out / "traced.onnx", out / model.MODEL_FILE
    # The fused attention kernel can be traced too, but its graph is slower.
    network.encoder.set_attn_implementation("eager")
    trace(network, INPUTS, "logits", traced)
    quantise(traced)
    optimise(traced, final)
    traced.unlink()
    digest = hashlib.sha256(final.read_bytes()).hexdigest()
    _write(out, Manifest(sha256=digest, temperature=1.0))
    _write(out, Manifest(sha256=digest, temperature=round(fitted_temperature(StanceModel(out), files), 3)))


def fitted_temperature(judge: StanceModel, files: Sequence[Path]) -> float:
    """The divisor of logits under which the rows kept for calibration are likeliest."""
    logits: list[NDArray[np.float64]] = []
    classes: list[int] = []
    for kept in data.held_out(files, calibration=True).values():
        if kept:
            logits.append(judge.logits([(row.claim, data.text_of(row)) for row in kept]))
            classes += [model.CLASSES.index(data.STANCES[row.label]) for row in kept]
    if not logits:
        return 1.0
    said, right = np.concatenate(logits), np.array(classes)

    def loss(temperature: float) -> float:
        scaled = said / temperature
        top = scaled.max(axis=1, keepdims=True)
        logs = scaled - top - np.log(np.exp(scaled - top).sum(axis=1, keepdims=True))
        return -float(logs[np.arange(len(right)), right].mean())

    return float(min(TEMPERATURES, key=loss))


def _write(out: Path, manifest: Manifest) -> None:
    (out / model.MANIFEST_FILE).write_bytes(msgspec.json.format(msgspec.json.encode(manifest)) + b"\n")
