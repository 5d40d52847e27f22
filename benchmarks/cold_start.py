"""How long a person waits for one claim: a new `verify` process, index present, against sentence-transformers alone.

    python benchmarks/cold_start.py [--rounds 7] [--precision int8]

In turn, in one run: `verify CLAIM` over an index of the repository's corpus; a process that imports
sentence_transformers, loads the same weights and encodes the claim; `verify --help`; and an empty Python process, which
all of them contain. Medians of wall time.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from verifier.index import Index, model

CLAIM = "250 prisoners freed"
CORPUS = Path(__file__).parent.parent / "corpus"

REFERENCE = f"""
from sentence_transformers import SentenceTransformer
SentenceTransformer({str(model.weights())!r}, device="cpu").encode([{CLAIM!r}])
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--precision", choices=("fp32", "int8"), default="fp32")
    options = parser.parse_args()

    with tempfile.TemporaryDirectory() as folder:
        settings = Path(folder) / "verifier.yaml"
        settings.write_text(f"index: {folder}/index\nembedder: {options.precision}\n", "utf-8")
        index = Index.open(Path(folder) / "index", create=True, precision=options.precision)
        index.update([CORPUS])
        index.close()
        verify = [sys.executable, "-c", "from verifier.cli import main; main()"]
        commands = {
            f'verify "{CLAIM}"': [*verify, "--config", str(settings), CLAIM],
            "sentence-transformers": [sys.executable, "-c", REFERENCE],
            "verify --help": [*verify, "--help"],
            "python": [sys.executable, "-c", "pass"],
        }
        taken: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(options.rounds):
            for name, command in commands.items():
                taken[name].append(_seconds(command))

    median = {name: statistics.median(times) for name, times in taken.items()}
    reference = median["sentence-transformers"]
    print(f"{'':<32}{'median s':>10}{'least':>8}{'most':>8}{'ratio':>8}")
    for name, times in taken.items():
        print(f"{name:<32}{median[name]:>10.3f}{min(times):>8.3f}{max(times):>8.3f}{median[name] / reference:>8.3f}")


def _seconds(command: list[str]) -> float:
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{command[-1]}: exit {done.returncode}\n{done.stderr}")
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
