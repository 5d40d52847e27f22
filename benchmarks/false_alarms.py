"""How often the rules raise a conflict between two texts that have nothing to do with each other.

    python benchmarks/false_alarms.py PASSAGES.jsonl [--pairs 100000]

Draws pairs of different rows at random (seeded), takes the one as a claim and the other as the source, and counts the
conflicts. Two rows may be about the same thing by chance: what is found is printed, so that it can be read.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

from verifier import facts, rules


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("passages", type=Path)
    parser.add_argument("--pairs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    texts = [json.loads(line)["text"] for line in options.passages.read_text(encoding="utf-8").splitlines()]
    statements = [rules.Statement.of(text, facts.extract(text)) for text in texts]
    draw = random.Random(options.seed)
    conflicts = 0
    for _ in range(options.pairs):
        claim, source = draw.sample(statements, 2)
        found = rules.examine(claim, source).conflicts
        if found and claim.text != source.text:
            conflicts += 1
            print(f"claim:  {claim.text}\nsource: {source.text}\n  {found[0].rule}: {found[0].explanation}\n")
    print(f"{conflicts} conflicts in {options.pairs:,} pairs: {10_000 * conflicts / options.pairs:.2f} in 10,000")


if __name__ == "__main__":
    main()
