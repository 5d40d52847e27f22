"""What reading the facts of a passage and comparing a claim with it cost, beside embedding the passage, in one run.

python benchmarks/facts_speed.py PASSAGES.jsonl [--passages-used 2000]
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

from verifier import facts, rules
from verifier.index.embedder import Embedder


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("passages", type=Path)
    parser.add_argument("--passages-used", type=int, default=2000)
    options = parser.parse_args()
    lines = options.passages.read_text(encoding="utf-8").splitlines()[: options.passages_used]
    texts = [json.loads(line)["text"] for line in lines]
    embedder = Embedder()
    embedder.encode(texts[:32])
    facts.extract(texts[0])

    start = time.perf_counter()
    read = [facts.extract(text) for text in texts]
    extraction = (time.perf_counter() - start) / len(texts)

    start = time.perf_counter()
    statements = [rules.Statement.of(text, found) for text, found in zip(texts, read, strict=True)]
    for statement in statements:
        _ = statement.sentences
    preparation = (time.perf_counter() - start) / len(texts)

    draw = random.Random(1)
    pairs = [draw.sample(statements, 2) for _ in range(10 * len(texts))] + [(each, each) for each in statements]
    start = time.perf_counter()
    for claim, source in pairs:
        rules.examine(claim, source)
    comparison = (time.perf_counter() - start) / len(pairs)

    start = time.perf_counter()
    embedder.encode(texts)
    embedding = (time.perf_counter() - start) / len(texts)

    print(f"{len(texts):,} passages, {sum(map(len, texts)) / len(texts):.0f} characters each on average")
    for name, seconds in (
        ("embed a passage", embedding),
        ("read its facts", extraction),
        ("make it ready to compare", preparation),
        ("compare a pair", comparison),
    ):
        print(f"{name:26} {1000 * seconds:8.3f} ms   {seconds / embedding:6.3f} of embedding")


if __name__ == "__main__":
    main()
