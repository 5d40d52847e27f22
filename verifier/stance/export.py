"""Exports the trained network as the runtime loads it, an int8 graph, and its weights in four bits; and reads it back.

Nothing that waits imports this. The graph is traced, quantised and fused as the embedding model is, by `verifier.index.export`.
Its large weights are taken out of it and packed, without loss, for the network was trained with weights that can be
(`packing`).
"""

from __future__ import annotations

import hashlib
import re
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


def imported(folder: Path) -> CrossEncoder:
    """The network of an exported model, as training goes on from it: its weights are rounded, its early head is new."""
    from transformers import MPNetConfig, MPNetModel  # noqa: PLC0415 - seconds

    graph = onnx.load(str(folder / model.MODEL_FILE), load_external_data=False).graph
    stored = {tensor.name: tensor for tensor in graph.initializer}
    state = {
        name.removeprefix(_OF_ALL).replace(".linear.", "."): torch.from_numpy(numpy_helper.to_array(tensor).copy())
        for name, tensor in stored.items()
        if name.startswith(_OF_ALL)
    }
    with np.load(folder / model.WEIGHTS_FILE, allow_pickle=False) as arrays:

        def matrix(name: str, scales: NDArray[np.float32]) -> torch.Tensor:
            integers = packing.unpack((arrays[name + model.LEVELS], arrays[name + model.SIZES]))
            return torch.from_numpy(integers * scales)

        for node in graph.node:
            if (place := _SCALES_OF.get(node.op_type)) is not None:
                (part,) = _PRODUCT.findall(node.output[0])
                scales = numpy_helper.to_array(stored[node.input[place]])[:, None]
                state[f"encoder.encoder.{part.replace('/', '.')}.weight"] = matrix(node.input[1], scales)
        state["encoder.embeddings.word_embeddings.weight"] = matrix(model.WORDS, arrays[model.SCALES])
    layers = sum(name.endswith("intermediate.dense.weight") for name in state)
    words, width = state["encoder.embeddings.word_embeddings.weight"].shape
    config = MPNetConfig(
        vocab_size=words,
        hidden_size=width,
        num_hidden_layers=layers,
        num_attention_heads=state["encoder.encoder.relative_attention_bias.weight"].shape[1],
        intermediate_size=len(state["encoder.encoder.layer.0.intermediate.dense.weight"]),
        max_position_embeddings=len(state["encoder.embeddings.position_embeddings.weight"]),
        layer_norm_eps=next(
            attribute.f for node in graph.node for attribute in node.attribute if attribute.name == "epsilon"
        ),
    )
    network = CrossEncoder(MPNetModel(config, add_pooling_layer=False))
    network.load_state_dict(network.state_dict() | state)
    return network.eval()


_OF_ALL = "network."
_SCALES_OF = {"MatMulIntegerToFloat": 3, "DynamicQuantizeMatMul": 2}
"""The nodes that multiply by packed weights, and which of their inputs are the scales of these; the weights are the second."""
_PRODUCT = re.compile(r"^/(.+)/MatMul_output_0$")


def _add(arrays: dict[str, NDArray[np.generic]], name: str, integers: packing.Integers) -> None:
    """Pack a matrix (row, column) under its name."""
    levels, sizes = packing.pack(np.ascontiguousarray(integers))
    arrays |= {f"{name}{model.LEVELS}": levels, f"{name}{model.SIZES}": sizes}
