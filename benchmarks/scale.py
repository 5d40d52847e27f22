"""How time, disk, memory and recall grow from ten thousand passages to a million.

    python benchmarks/scale.py PASSAGES.jsonl QUERIES.jsonl [--sizes 10000 100000 1000000] [--folder WORK] [--plot FILE]

PASSAGES has rows {"id", "text"}, QUERIES rows {"claim"}. The first passages of each corpus are these, with the vectors
that the model gives them. Those beyond are *perturbed*: the text of a real one with 3 words of 10 replaced by words drawn
from all of them, so that common words stay common, and its vector turned towards another passage's until their cosine is
NEARNESS. So the embedding of a million passages, which takes the same time for each, is left out of the times; reading,
splitting, facts, words, SQLite and FAISS are counted. With --borrow the facts are left out too: without what costs the same
for each passage, what grows weighs more. The rows stand in files of SHARD each.

Every measurement runs in a process of its own: building the index; QUERIES searches in one process that has searched before
(warm: what `Index.search` takes, the claim's embedding with it); `verify CLAIM` in new processes, all sizes in turn
(cold: files are in the system's cache, nothing is in the process). Recall@10 is against the ten passages whose stored
vectors are nearest, all compared. Seconds of processor time stand beside those of the clock, for they do not depend on what
else the machine does.

Results but the cold ones are kept in WORK: a run goes on where the last one stopped.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

NEARNESS = 0.8
REPLACED = 0.3
SHARD = 10_000
CLAIMS = 200
COLD_ROUNDS = 7
COLUMNS = {
    "passages": ("passages", "{:,.0f}"),
    "index ms": ("index, ms a passage", "{:.2f}"),
    "index cpu": ("of a core", "{:.2f}"),
    "index MB": ("peak MB", "{:,.0f}"),
    "disk": ("disk, bytes a passage", "{:,.0f}"),
    "kind": ("vectors", "{}"),
    "recall": ("recall@10", "{:.3f}"),
    "warm p50": ("warm p50, ms", "{:.1f}"),
    "warm p95": ("p95", "{:.1f}"),
    "warm cpu p50": ("of a core p50", "{:.1f}"),
    "warm cpu p95": ("p95", "{:.1f}"),
    "cold p50": ("cold p50, s", "{:.2f}"),
    "cold p95": ("p95", "{:.2f}"),
    "cold cpu p50": ("of a core p50", "{:.2f}"),
    "cold MB": ("cold MB", "{:,.0f}"),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("passages", type=Path)
    parser.add_argument("queries", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--folder", type=Path, help="where corpora, indexes and results are kept; default: nowhere")
    parser.add_argument("--borrow", action="store_true", help="give passages the facts of the real ones, unread")
    parser.add_argument("--plot", type=Path, help="write a log-log plot (SVG or PNG)")
    parser.add_argument("--part", choices=(*PARTS,), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.part:
        print(json.dumps(PARTS[options.part](options)))
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.folder or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        results = [_measure(options, folder, size) for size in sorted(options.sizes)]
        _measure_cold(options, folder, results)
        _table(results)
        if options.plot:
            _plot(results, options.plot)


Result = dict[str, Any]


def _measure(options: argparse.Namespace, folder: Path, size: int) -> Result:
    """What is known of a size, measured if it was not yet."""
    place = folder / str(size)
    if not (place / "corpus").exists():
        _write_corpus(_texts(options.passages), size, place / "making")
        (place / "making").rename(place / "corpus")
    if not (folder / "vectors.npy").exists():
        _part(options, folder, size, "embed")
    result: Result = {"passages": size}
    for part in ("build", "warm"):
        kept = place / f"{part}.json"
        if not kept.exists():
            kept.write_text(json.dumps(_part(options, folder, size, part)), "utf-8")
        result |= json.loads(kept.read_text("utf-8"))
    return result


def _part(options: argparse.Namespace, folder: Path, size: int, name: str) -> Result:
    command = [sys.executable, __file__, str(options.passages), str(options.queries), "--part", name]
    command += ["--folder", str(folder), "--sizes", str(size), *(["--borrow"] if options.borrow else [])]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    result: Result = json.loads(done.stdout)
    return result


def _texts(file: Path, key: str = "text") -> list[str]:
    return [json.loads(line)[key] for line in file.read_text("utf-8").splitlines()]


def _write_corpus(real: Sequence[str], size: int, folder: Path) -> None:
    """Files of rows: the real passages, and after them perturbed ones."""
    folder.mkdir(parents=True)
    chance = random.Random(1)
    drawn = [word for text in real for word in re.findall(r"[^\W_]+", text)]
    for start in range(0, size, SHARD):
        with (folder / f"{start // SHARD:05d}.jsonl").open("w", encoding="utf-8") as stream:
            for number in range(start, min(size, start + SHARD)):
                text = real[number % len(real)]
                if number >= len(real):
                    words = (chance.choice(drawn) if chance.random() < REPLACED else word for word in text.split())
                    text = " ".join(words)
                print(json.dumps({"text": text}), file=stream)


def _embed(options: argparse.Namespace) -> Result:
    from verifier.index.embedder import Embedder

    np.save(options.folder / "vectors.npy", Embedder().encode(_texts(options.passages)))
    return {}


def _build(options: argparse.Namespace) -> Result:
    from verifier import facts
    from verifier.index import Index, writer

    (size,) = options.sizes
    real = dict(zip(_texts(options.passages), np.load(options.folder / "vectors.npy"), strict=True))
    bases = np.array(list(real.values()))
    chance = np.random.default_rng(size)
    made = 0

    def encode(texts: Sequence[str], on_progress: Callable[[int], None] = lambda _: None) -> np.ndarray:
        nonlocal made
        base = bases[(made + np.arange(len(texts))) % len(bases)]
        made += len(texts)
        away = bases[chance.integers(0, len(bases), len(texts))]
        away -= np.sum(away * base, axis=1, keepdims=True) * base
        away /= np.maximum(np.linalg.norm(away, axis=1, keepdims=True), 1e-6)
        rows = NEARNESS * base + np.sqrt(1 - NEARNESS**2) * away
        for row, text in enumerate(texts):
            if text in real:
                rows[row] = real[text]
        on_progress(len(texts))
        return rows.astype(np.float32)

    if options.borrow:
        lent = itertools.cycle([facts.extract(text) for text in real])
        writer._facts = lambda passages: list(itertools.islice(lent, len(passages)))
    place = options.folder / str(size)
    index = Index.open(place / "index", rebuild=True)
    index.embedder.encode = encode
    start, busy = time.perf_counter(), time.process_time()
    index.update([place / "corpus"])
    seconds, busy = time.perf_counter() - start, time.process_time() - busy
    status = index.status()
    index.close()
    files = sum(file.stat().st_size for file in (place / "index").iterdir())
    return {
        "index ms": 1000 * seconds / size,
        "index cpu": 1000 * busy / size,
        "index MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "disk": files / status.passages,
        "kind": status.vectors.kind,
        "recall when built": status.vectors.recall,
    }


def _warm(options: argparse.Namespace) -> Result:
    from verifier import facts
    from verifier.index import Index

    (size,) = options.sizes
    index = Index.open(options.folder / str(size) / "index")
    claims = [(claim, facts.extract(claim)) for claim in _texts(options.queries, "claim")[: CLAIMS + 20]]
    taken: list[tuple[float, float]] = []
    for claim, stated in claims:
        start, busy = time.perf_counter(), time.process_time()
        index.search(claim, stated)
        taken.append((1000 * (time.perf_counter() - start), 1000 * (time.process_time() - busy)))
    clock, core = zip(*taken[20:], strict=True)
    return {
        "recall": _recall(index, [claim for claim, _ in claims]),
        "warm p50": _share(clock, 0.5),
        "warm p95": _share(clock, 0.95),
        "warm cpu p50": _share(core, 0.5),
        "warm cpu p95": _share(core, 0.95),
    }


def _share(values: Sequence[float], share: float) -> float:
    return float(np.quantile(values, share))


def _recall(index: Any, claims: Sequence[str]) -> float:
    """The share of the ten nearest, all vectors compared, that are the ten nearest of the candidates."""
    from verifier.index.vectors import unpack

    queries = index.embedder.encode(claims)
    store, vectors = index._store, index._vectors
    near = np.full((len(claims), 10), -np.inf, np.float32)
    nearest = np.zeros((len(claims), 10), np.int64)
    ids = store.ids()
    for start in range(0, len(ids), 4096):
        chunk = ids[start : start + 4096]
        cosines = np.hstack([near, queries @ unpack(store.embeddings(chunk)).T])
        known = np.hstack([nearest, np.broadcast_to(chunk, (len(claims), len(chunk)))])
        best = np.argpartition(-cosines, 9, axis=1)[:, :10]
        near, nearest = np.take_along_axis(cosines, best, 1), np.take_along_axis(known, best, 1)
    shares = []
    for row, query in enumerate(queries):
        found = sorted(vectors.search(query, index.settings.candidates))
        order = np.argsort(-(unpack(store.passages([id_])[id_].embedding for id_ in found) @ query))[:10]
        shares.append(np.isin(nearest[row], np.array(found)[order]).mean())
    return float(np.mean(shares))


PARTS = {"embed": _embed, "build": _build, "warm": _warm}


def _measure_cold(options: argparse.Namespace, folder: Path, results: list[Result]) -> None:
    """`verify CLAIM` in new processes; each round all sizes, so that what else the machine does falls on all alike."""
    claims = _texts(options.queries, "claim")
    taken: dict[int, list[tuple[float, float, float]]] = {result["passages"]: [] for result in results}
    settings = folder / "verifier.yaml"
    settings.write_text("fail_on: never\n", "utf-8")
    for number in range(COLD_ROUNDS + 1):
        for size, runs in taken.items():
            place = str(folder / str(size) / "index")
            runs.append(_run(["--config", str(settings), "--index", place, claims[number]]))
    for result in results:
        clock, core, memory = zip(*taken[result["passages"]][1:], strict=True)
        result["cold p50"], result["cold p95"] = statistics.median(clock), _share(clock, 0.95)
        result["cold cpu p50"], result["cold MB"] = statistics.median(core), max(memory)


def _run(arguments: list[str]) -> tuple[float, float, float]:
    """Seconds of the clock, seconds of a core, and the peak of memory in MB of one `verify`."""
    program = "from verifier.cli import main; main()"
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-c", program, *arguments], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"verify {' '.join(arguments)}: exit {process.returncode}")
    return time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def _table(results: list[Result]) -> None:
    print("| " + " | ".join(label for label, _ in COLUMNS.values()) + " |")
    print("|" + "---|" * len(COLUMNS))
    for result in results:
        print("| " + " | ".join(form.format(result[key]) for key, (_, form) in COLUMNS.items()) + " |")
    for key in ("index cpu", "warm cpu p50", "cold p50", "cold cpu p50"):
        print(f"{key}: {results[-1][key] / results[0][key]:.2f} times from the smallest to the largest")


def _plot(results: list[Result], file: Path) -> None:
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(9, 4.5))
    for label, values in _lines(results):
        axes.plot([result["passages"] for result in results], values, marker="o", label=label)
    axes.set(xscale="log", yscale="log", xlabel="passages", ylabel="milliseconds of a core, or kB")
    axes.grid(visible=True, which="both", alpha=0.3)
    axes.legend(loc="center left", bbox_to_anchor=(1.02, 0.5))
    figure.tight_layout()
    figure.savefig(file, metadata={"Date": None} if file.suffix == ".svg" else None)


def _lines(results: list[Result]) -> Iterator[tuple[str, list[float]]]:
    yield "index a passage, ms", [result["index cpu"] for result in results]
    yield "disk a passage, kB", [result["disk"] / 1000 for result in results]
    yield "warm search, median ms", [result["warm cpu p50"] for result in results]
    yield "warm search, 95 of 100, ms", [result["warm cpu p95"] for result in results]
    yield "cold verify, median ms", [1000 * result["cold cpu p50"] for result in results]


if __name__ == "__main__":
    main()
