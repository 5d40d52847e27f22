"""Whether an index in Milvus finds what one in a folder finds, and how long each takes.

    python benchmarks/milvus.py PASSAGES QUERIES.jsonl [--address milvus+http://localhost:19530/benchmark] [--claims 300]

PASSAGES is a file or folder that `verify index` reads, QUERIES has rows {"claim"}. By default the index is in a Milvus Lite file.
An index at the address is thrown away. Prints overlap@10 (the share of the ten passages that the one in a folder finds that
the other finds too), how often the same one comes first, and the median time of a search in both, embedding left out.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from verifier import facts
from verifier.index import Index
from verifier.index.embedder import DIMENSION, Embedder
from verifier.index.milvus.index import MilvusIndex
from verifier.index.place import Collection, parse

K = 10


class Remembering(Embedder):
    """Encodes each text once for both."""

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[str, NDArray[np.float32]] = {}

    def encode(self, texts: Sequence[str], on_progress: Callable[[int], None] = lambda _: None) -> NDArray[np.float32]:
        """As the embedder does."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known.update(zip(new, super().encode(new, on_progress), strict=True))
        return np.array([self._known[text] for text in texts]).reshape(len(texts), DIMENSION)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("passages", type=Path)
    parser.add_argument("queries", type=Path)
    parser.add_argument("--address")
    parser.add_argument("--claims", type=int, default=300)
    options = parser.parse_args()

    rows = [json.loads(line) for line in options.queries.read_text("utf-8").splitlines()]
    claims = [row["claim"] for row in rows[:: max(1, len(rows) // options.claims)]][: options.claims]
    with tempfile.TemporaryDirectory() as scratch:
        place = parse(options.address or "milvus+file:index.db", Path(scratch))
        assert isinstance(place, Collection)
        folder = Index.open(Path(scratch) / "folder", create=True)
        milvus = MilvusIndex.open(place, rebuild=True)
        folder.embedder = milvus.embedder = Remembering()
        for name, index in (("folder, with embedding", folder), ("Milvus, without", milvus)):
            start = time.perf_counter()
            summary = index.update([options.passages])
            seconds = time.perf_counter() - start
            print(f"{name}: {summary.passages:,} passages in {seconds:.0f} s")
        print(f"the same contents: {folder.digest() == milvus.digest()}")

        overlap, same_first = [], 0
        times: tuple[list[float], list[float]] = [], []
        for claim in claims:
            stated, vector = facts.extract(claim), folder.embed(claim)
            found = []
            for index, spent in zip((folder, milvus), times, strict=True):
                start = time.perf_counter()
                hits = index.search(claim, stated, K, vector=vector)
                spent.append(time.perf_counter() - start)
                found.append([(hit.passage.source.id, hit.passage.start) for hit in hits])
            overlap.append(len({*found[0]} & {*found[1]}) / len(found[0]))
            same_first += found[0][0] == found[1][0]
        mine, theirs = (1000 * statistics.median(spent) for spent in reversed(times))
        print(
            f"{len(claims)} claims: overlap@{K} {statistics.mean(overlap):.3f}, lowest {min(overlap):.1f}; "
            f"the same first {same_first / len(claims):.3f}; median {mine:.0f} ms, folder {theirs:.0f} ms"
        )
        milvus.close()


if __name__ == "__main__":
    main()
