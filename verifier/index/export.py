"""Exports the weights to ONNX and checks the result against sentence-transformers; nothing that waits imports this.

Run as `python -m verifier.index.export fp32|int8 FOLDER`: writes the model and its manifest into a new folder.

int8 is ONNX Runtime's dynamic quantisation, weights per channel and in seven bits (`reduce_range`: on processors
without VNNI two products of eight-bit numbers overflow their sum). The first layer's feed-forward output stays in fp32:
its inputs have the widest outliers of all, and leaving it out lifts the lowest cosine over 512 passages from 0.986 to
0.990.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from verifier.index import model
from verifier.index.embedder import Embedder

if TYPE_CHECKING:
    import torch
    from sentence_transformers import SentenceTransformer

LEAST = {"fp32": (0.999, 0.999), "int8": (0.99, 0.98)}
"""Mean and lowest cosine to the reference that an exported model must reach."""

KEPT_EXACT = ("layer.0/output/dense",)

REFERENCE_SENTENCES = (
    "250 prisoners freed",
    "Belarus released 250 political prisoners on 19 March 2026.",
    "The company said on Thursday that it would cut 1,200 jobs, or 8% of its workforce, by the end of the year.",
    "She won the 400 metres hurdles in 50.68 seconds, a world record.",
    "Inflation rose to 9.1 percent in June 2022, the highest rate since November 1981.",
    "“We have never seen anything like it,” the governor told reporters.",
    "No deaths were reported.",
    "The bridge, which opened in 1937, spans 1,280 metres between its two towers.",
    "In the second-largest city, about a third of the 1.5 million residents had no running water for four days.",
    "Who was the first woman in space?",
    "The treaty was signed by 195 parties in Paris and entered into force on 4 November 2016.",
    "Der Vertrag wurde in Berlin unterzeichnet.",
    "Лукашенко освободил заключённых.",
    "x",
    "",
    "2026-03-19",
    "$4.7bn",
    "A magnitude 7.8 earthquake struck southern Turkey and northern Syria early on 6 February 2023; more than 50,000 "
    "people died, hundreds of thousands of buildings were damaged or destroyed, and the cost was put at over "
    "$100 billion. Rescue teams came from 94 countries, and the last survivors were pulled out after twelve days.",
    "He was born in a small town near the border, the youngest of seven children of a railway clerk and a teacher, and "
    "left school at fourteen to work in a shipyard, where he joined the union that he would lead two decades later.",
    "Apollo 11 landed on the Moon on 20 July 1969 with Neil Armstrong and Buzz Aldrin aboard.",
    "Turnout fell from 66% to 59%, the lowest in a general election since 2001.",
    "The minister denied that the talks had failed.",
    "Shares fell by as much as 12% in early trading before recovering most of their losses.",
    "Rainfall of 300 mm in a single day flooded the valley; 133 people drowned.",
    "The court sentenced the former president to two years and six months in prison.",
    "Its population is smaller than that of Luxembourg.",
    "The film was shot in 90 days on a budget of $3 million and took $120 million at the box office.",
    "According to the census, 51.8 percent are women.",
    "The vaccine was 95% effective in a trial of 43,548 participants.",
    "Both teams scored twice in the second half, and the match ended 3–3.",
    "They climbed the mountain without oxygen.",
    "word " * 400,
)
"""Sentences of every kind that a corpus holds, from one letter to longer than the model reads."""


def main() -> None:
    """Export in the precision and to the new folder that the command line names."""
    precision, target = sys.argv[1], Path(sys.argv[2])
    target.mkdir(parents=True)
    file = target / model.MODEL_FILE
    reference = _reference()
    expected = np.asarray(reference.encode(list(REFERENCE_SENTENCES), normalize_embeddings=True))
    traced = target / "traced.onnx"
    _trace(reference, traced)
    if precision == "int8":
        quantise(traced)
    optimise(traced, file, weights_beside=True)
    traced.unlink()
    cosines = np.sum(Embedder.of_file(file, precision).encode(REFERENCE_SENTENCES) * expected, axis=1)
    mean, least = float(cosines.mean()), float(cosines.min())
    if mean < LEAST[precision][0] or least < LEAST[precision][1]:
        raise SystemExit(f"{precision} vectors differ from the reference: cosine {mean:.4f} mean, {least:.4f} lowest")
    manifest = model.Manifest(
        precision=precision,
        files=model.measure(target),
        mean_cosine=round(mean, 6),
        least_cosine=round(least, 6),
    )
    (target / model.MANIFEST_FILE).write_bytes(msgspec.json.format(msgspec.json.encode(manifest)))


def _reference() -> SentenceTransformer:
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - 8 s

    # Never a pickle, and the weights that all indexes were built with.
    folder = model.released("model.safetensors").parent
    reference = SentenceTransformer(str(folder), device="cpu", model_kwargs={"use_safetensors": True})
    # The fused attention kernel can be traced too, but its graph encodes more slowly.
    transformer: Any = reference[0]
    transformer.auto_model.set_attn_implementation("eager")
    return reference


def _trace(reference: SentenceTransformer, file: Path) -> None:
    """Write the transformer with mean pooling and normalisation as one graph of (batch, token) inputs."""
    import torch  # noqa: PLC0415 - seconds

    class Encoder(torch.nn.Module):
        def __init__(self, transformer: torch.nn.Module) -> None:
            super().__init__()
            self.transformer = transformer

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            tokens = self.transformer(input_ids=input_ids, attention_mask=attention_mask, return_dict=False)[0]
            weight = attention_mask.unsqueeze(-1).to(tokens.dtype)
            mean = (tokens * weight).sum(1) / weight.sum(1).clamp(min=1e-9)
            return torch.nn.functional.normalize(mean, dim=1)

    transformer: Any = reference[0]
    ids = torch.randint(1000, 2000, (2, 8))
    mask = torch.ones_like(ids)
    mask[1, 5:] = 0
    inputs = {"input_ids": ids, "attention_mask": mask}
    trace(Encoder(transformer.auto_model), inputs, ("embedding",), file)


def trace(network: torch.nn.Module, inputs: Mapping[str, torch.Tensor], outputs: Sequence[str], file: Path) -> None:
    """Write a network as a graph of inputs (batch, token, …), of which examples are given by name."""
    import torch  # noqa: PLC0415 - seconds

    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            network.eval(),
            tuple(inputs.values()),
            str(file),
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes={name: {0: "batch", 1: "token"} for name in inputs},
            opset_version=17,
            dynamo=False,
        )


def quantise(file: Path, kept_exact: Sequence[str] = KEPT_EXACT) -> None:
    """Replace an fp32 graph by its int8 form, but for the nodes with these parts of names."""
    import onnx  # noqa: PLC0415
    from onnxruntime.quantization import QuantType, quantize_dynamic  # type: ignore[import-untyped]  # noqa: PLC0415

    names = [node.name for node in onnx.load(str(file)).graph.node]
    quantised = file.with_suffix(".int8.onnx")
    quantize_dynamic(
        file,
        quantised,
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        nodes_to_exclude=[name for name in names if any(part in name for part in kept_exact)],
    )
    quantised.replace(file)


def optimise(source: Path, target: Path, *, weights_beside: bool = False) -> None:
    """Let ONNX Runtime fuse the graph once, here; with the weights of a large model beside it loading takes a quarter."""
    import onnxruntime  # type: ignore[import-untyped]  # noqa: PLC0415

    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(target)
    if weights_beside:
        options.add_session_config_entry("session.optimized_model_external_initializers_file_name", model.WEIGHTS_FILE)
        options.add_session_config_entry("session.optimized_model_external_initializers_min_size_in_bytes", "1024")
    options.log_severity_level = 3
    onnxruntime.InferenceSession(str(source), options, providers=["CPUExecutionProvider"])


if __name__ == "__main__":
    main()
