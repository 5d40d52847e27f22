"""Exports the trained network to int8 ONNX and calibrates it; nothing that waits imports this.

The quantisation is that of `verifier.index.export`: per channel, in seven bits.
"""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
import onnx
import onnxruntime  # type: ignore[import-untyped]
import torch
from numpy.typing import NDArray
from onnxruntime.quantization import QuantType, quantize_dynamic  # type: ignore[import-untyped]

from verifier.stance import data, model
from verifier.stance.model import Manifest, StanceModel
from verifier.stance.network import CrossEncoder

KEPT_EXACT = "layer.0/output/dense"
INPUTS = ("input_ids", "attention_mask", "token_type_ids")
TEMPERATURES = np.geomspace(0.5, 4, 200)


def export(network: CrossEncoder, files: Sequence[Path], out: Path) -> None:
    """Write the model and its manifest into `out`, calibrated on the rows of `files` that are kept for that."""
    traced, quantised, final = out / "traced.onnx", out / "int8.onnx", out / model.MODEL_FILE
    _trace(network, traced)
    names = [node.name for node in onnx.load(str(traced)).graph.node]
    quantize_dynamic(
        traced,
        quantised,
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        nodes_to_exclude=[name for name in names if KEPT_EXACT in name],
    )
    _optimise(quantised, final)
    traced.unlink()
    quantised.unlink()
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


def _trace(network: CrossEncoder, file: Path) -> None:
    ids = torch.randint(1000, 2000, (2, 8))
    mask = torch.ones_like(ids)
    mask[1, 5:] = 0
    # The fused attention kernel can be traced too, but its graph is slower.
    network.encoder.set_attn_implementation("eager")
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            network.eval(),
            (ids, mask, torch.zeros_like(ids)),
            str(file),
            input_names=list(INPUTS),
            output_names=["logits"],
            dynamic_axes={name: {0: "batch", 1: "token"} for name in INPUTS},
            opset_version=17,
            dynamo=False,
        )


def _optimise(source: Path, target: Path) -> None:
    """Let ONNX Runtime fuse the graph once, here."""
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(target)
    options.log_severity_level = 3
    onnxruntime.InferenceSession(str(source), options, providers=["CPUExecutionProvider"])
