"""How many claims a second `verify batch` checks against `verify` one at a time, and its memory as claims grow in number.

    python benchmarks/batch.py [--claims 1000] [--single 10] [--many 10000] [-- OPTION…]

Over an index of the repository's corpus, whole processes and what they import included: `verify batch` of the claims with an HTML
and a CSV report, and `verify CLAIM` for some of them, by whose median the rate of all is told. Then the peak memory of
`verify batch` over the claims and over `--many` (0 leaves that out). Claims are those of claims/, their digits changed by chance.
Options after `--`, such as `--ignore wording`, go to both commands.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from verifier.batch import reading
from verifier.index import Index

ROOT = Path(__file__).parent.parent
VERIFY = [sys.executable, "-c", "from verifier.cli import main; main()"]
MEASURED = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], capture_output=True, text=True)
print(done.stderr.strip()[-200:] if done.returncode not in (0, 1) else resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=1000)
    parser.add_argument("--single", type=int, default=10)
    parser.add_argument("--many", type=int, default=10000)
    parser.add_argument("options", nargs="*", metavar="OPTION")
    options = parser.parse_args()

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "verifier.yaml").write_text("index: index\n", "utf-8")
        index = Index.open(folder / "index", create=True)
        index.update([ROOT / "corpus"])
        index.close()
        made = claims(max(options.claims, options.many))

        each = []
        for claim in random.Random(2).sample(made[: options.claims], options.single):
            start = time.perf_counter()
            subprocess.run([*VERIFY, *options.options, "--", claim], cwd=folder, capture_output=True, check=False)
            each.append(time.perf_counter() - start)
        one = statistics.median(each)
        start = time.perf_counter()
        memory = batch(folder, made[: options.claims], options.options)
        taken = time.perf_counter() - start
        print(f"verify, one at a time          {1 / one:8.2f} claims/s   {one:.3f} s each, median of {options.single}")
        print(f"verify batch of {options.claims:<6,}         {options.claims / taken:8.2f} claims/s   {taken:.1f} s")
        print(f"ratio                          {one * options.claims / taken:8.1f}")
        print(f"peak memory of {options.claims:<6,} claims   {memory / 1024:8.0f} MB")
        if options.many:
            print(f"peak memory of {options.many:<6,} claims   {batch(folder, made, options.options) / 1024:8.0f} MB")


def claims(number: int) -> list[str]:
    """Claims of which no two are the same."""
    chance = random.Random(1)
    known = [row.claim.text for file in sorted((ROOT / "claims").glob("*.yaml")) for row in reading.read(file)[0]]
    made = dict.fromkeys(known[:number])
    while len(made) < number:
        changed = re.sub(
            r"\d", lambda digit: str(chance.randint(1, 9)) if chance.random() < 0.3 else digit[0], chance.choice(known)
        )
        made[changed if changed not in made else f"{changed.rstrip('.')} in version {len(made)}"] = None
    return list(made)


def batch(folder: Path, given: list[str], options: list[str]) -> int:
    """Peak memory in kB of one run."""
    file = folder / "claims.jsonl"
    file.write_text("".join(json.dumps({"claim": claim}) + "\n" for claim in given), "utf-8")
    command = [*VERIFY, "batch", str(file), "-o", str(folder / "r.html"), "-o", str(folder / "r.csv"), *options]
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *command], cwd=folder, capture_output=True, text=True, check=True
    )
    if not done.stdout.strip().isdecimal():
        raise SystemExit(done.stdout)
    return int(done.stdout) // (1024 if sys.platform == "darwin" else 1)


if __name__ == "__main__":
    main()
