"""How fast passages are indexed, against `SentenceTransformer.encode` of the same texts, and in how much memory.

    python benchmarks/indexing.py PASSAGES.jsonl [--rounds 1]

Each measurement runs in a process of its own, one after the other, in turn for each round: sentence-transformers at its
default settings (model loading not counted), then `Index.update` in fp32, in int8 and lazy (reading, facts, embedding, SQLite
and FAISS counted, model loading too). Passages per second of one core's time are shown beside those per second: they say
more on a machine that has other work. Then an index of twice, four and eight times as many passages is built with an
embedder that costs nothing, so that the peak of memory, which is what is looked at, takes minutes less to find.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

GROWTH = (1, 2, 4, 8)

Measured = tuple[int, float, float]
"""Passages, seconds that they took, and seconds of cores' time."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("passages", type=Path)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--measure", choices=(*MEASURES,), help=argparse.SUPPRESS)
    parser.add_argument("--times", type=int, default=1, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        count, seconds, busy = MEASURES[options.measure](options.passages, options.times)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({"rate": count / seconds, "rate of a core": count / busy, "peak": peak}))
        return

    measured: dict[str, list[dict[str, float]]] = {name: [] for name in ("reference", "fp32", "int8", "lazy")}
    for _ in range(options.rounds):
        for name, results in measured.items():
            results.append(_in_process(options.passages, name))
    medians = {
        name: [statistics.median(result[column] for result in results) for column in ("rate", "rate of a core", "peak")]
        for name, results in measured.items()
    }
    rate_of_reference, core_of_reference, _ = medians["reference"]
    print(f"{'':<22}{'passages/s':>12}{'ratio':>8}{'per core-s':>12}{'ratio':>8}{'peak MB':>10}")
    for name, (rate, core, peak) in medians.items():
        ratios = rate / rate_of_reference, core / core_of_reference
        print(f"{LABELS[name]:<22}{rate:>12.0f}{ratios[0]:>8.2f}{core:>12.0f}{ratios[1]:>8.2f}{peak:>10.0f}")
    print()
    print(f"{'corpus':<22}{'peak MB':>12}")
    for times in GROWTH:
        print(f"{f'{times} times':<22}{_in_process(options.passages, 'growth', times)['peak']:>12.0f}")


def _in_process(passages: Path, name: str, times: int = 1) -> dict[str, float]:
    command = [sys.executable, __file__, str(passages), "--measure", name, "--times", str(times)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    result: dict[str, float] = json.loads(done.stdout)
    return result


def _texts(passages: Path) -> list[str]:
    return [json.loads(line)["text"] for line in passages.read_text("utf-8").splitlines()]


def _reference(passages: Path, _: int) -> Measured:
    from sentence_transformers import SentenceTransformer

    from verifier.index import model

    texts = _texts(passages)
    transformer = SentenceTransformer(str(model.weights()), device="cpu")
    return _timed(len(texts), lambda: transformer.encode(texts))


def _fp32(passages: Path, _: int) -> Measured:
    return _index(passages, "fp32")


def _int8(passages: Path, _: int) -> Measured:
    return _index(passages, "int8")


def _lazy(passages: Path, _: int) -> Measured:
    from verifier.index.static import StaticEmbedder

    StaticEmbedder().encode(["the table is made on first use"])
    return _index(passages, "lazy")


def _index(passages: Path, precision: str) -> Measured:
    from verifier.index import Index, model

    count = len(_texts(passages))
    if precision != "lazy":
        model.find(precision) or model.export(precision)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "index"
        return _timed(count, lambda: Index.open(place, create=True, precision=precision).update([passages]))


def _growth(passages: Path, times: int) -> Measured:
    import numpy as np

    from verifier.index import Index
    from verifier.index.embedder import DIMENSION

    generator = np.random.default_rng(0)
    with tempfile.TemporaryDirectory() as folder:
        grown = Path(folder) / "passages.jsonl"
        with grown.open("w", encoding="utf-8") as stream:
            for copy in range(times):
                for text in _texts(passages):
                    print(json.dumps({"text": f"{text} ({copy})"}), file=stream)
        index = Index.open(Path(folder) / "index", create=True)
        index.embedder.encode(_texts(passages)[:64])
        index.embedder.encode = lambda texts, _=None: generator.random((len(texts), DIMENSION), dtype=np.float32)
        return _timed(times, lambda: index.update([grown]))


def _timed(count: int, work: Callable[[], object]) -> Measured:
    start, busy = time.perf_counter(), time.process_time()
    work()
    return count, time.perf_counter() - start, time.process_time() - busy


MEASURES = {"reference": _reference, "fp32": _fp32, "int8": _int8, "lazy": _lazy, "growth": _growth}
LABELS = {"reference": "sentence-transformers", "fp32": "index, fp32", "int8": "index, int8", "lazy": "index, lazy"}

if __name__ == "__main__":
    main()
