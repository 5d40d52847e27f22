"""Exports the trained network to int8 ONNX ; nothing that waits imports this.

The graph is traced, quantised and fused as the embedding model is, by `verifier.index.export`.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from verifier.index.export import optimise, quantise, trace
from verifier.stance import model
from verifier.stance.model import Manifest
from verifier.stance.network import CrossEncoder

INPUTS = ("input_ids", "attention_mask", "token_type_ids")


def export(network: CrossEncoder, out: Path) -> None:
    """Write the model and its manifest into `out`; the network is changed for tracing."""
    out.mkdir(parents=True, exist_ok=True)
    traced, final = out / "traced.onnx", out / model.MODEL_FILE
    # The fused attention kernel can be traced too, but its graph is slower.
    network.encoder.set_attn_implementation("eager")
    trace(network, INPUTS, "logits", traced)
    quantise(traced)
    optimise(traced, final)
    traced.unlink()
    network.encoder.set_attn_implementation("sdpa")
    digest = hashlib.sha256(final.read_bytes()).hexdigest()
    manifest = Manifest(sha256=digest)
    (out / model.MANIFEST_FILE).write_bytes(msgspec.json.format(msgspec.json.encode(manifest)) + b"\n")
