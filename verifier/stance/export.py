"""Exports the trained network as the runtime loads it: an int8 graph, and its weights in four bits.

Nothing that waits imports this. The graph is traced, quantised and fused as the embedding model is, by `verifier.index.export`.
Its large weights are taken out of it and packed, without loss, for the network was trained with weights that can be
(`packing`).
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec
import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper

from verifier.index.export import optimise, quantise, trace
from verifier.stance import model, packing
from verifier.stance.model import Manifest
from verifier.stance.network import CrossEncoder, OfOne


def export(network: CrossEncoder, out: Path) -> None:
    """Write the model and its manifest into `out`. Raises ValueError if the network's weights are not rounded."""
    out.mkdir(parents=True, exist_ok=True)
    network.eval()
    file = out / model.MODEL_FILE
    trace(OfOne(network), {"words": torch.zeros(1, 8, network.encoder.config.hidden_size)}, ("logits",), file)
    integers, scales = packing.rounded(network.encoder.embeddings.word_embeddings.weight.detach().numpy())
    arrays: dict[str, NDArray[np.generic]] = {model.SCALES: scales}
    _add(arrays, model.WORDS, integers)
    quantise(file, kept_exact=("Gather",))
    optimise(file, file)
    graph = onnx.load(str(file))
    for tensor in graph.graph.initializer:
        if tensor.data_type == onnx.TensorProto.INT8 and len(tensor.dims) == 2:
            # A row of what is packed is a column here: ONNX multiplies from the other side.
            _add(arrays, tensor.name, numpy_helper.to_array(tensor).T)
            tensor.ClearField("raw_data")
            tensor.data_location = onnx.TensorProto.EXTERNAL
            tensor.external_data.add(key="location", value=model.WEIGHTS_FILE)
    file.write_bytes(graph.SerializeToString(deterministic=True))
    np.savez(out / model.WEIGHTS_FILE, allow_pickle=False, **arrays)
    sums = {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in model.FILES}
    (out / model.MANIFEST_FILE).write_bytes(msgspec.json.format(msgspec.json.encode(Manifest(sha256=sums))) + b"\n")


def _add(arrays: dict[str, NDArray[np.generic]], name: str, integers: packing.Integers) -> None:
    """Pack a matrix (row, column) under its name."""
    levels, sizes = packing.pack(np.ascontiguousarray(integers))
    arrays |= {f"{name}{model.LEVELS}": levels, f"{name}{model.SIZES}": sizes}
