"""Fuzzes every parser of the package: by coverage with atheris where it is installed, or else by changing samples by chance.

Each target of tests/fuzz/targets.py gets inputs that grow out of samples of its own format; one that raises anything but the
project's own errors, or takes longer than ten seconds, is written to a file and named at the end.

    python benchmarks/fuzz.py [--inputs 1000000] [--seed 1] [--only TARGET …]      by chance
    pip install atheris && python benchmarks/fuzz.py --atheris TARGET [--inputs N]     by coverage, one target
"""

from __future__ import annotations

import argparse
import hashlib
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.fuzz.samples import changed, samples

LONGEST = 10
"""Seconds that an input may take."""

SHARES = {
    "document_pdf": 0.05,
    "document_docx": 0.05,
    "draft_docx": 0.05,
    "document_html": 0.05,
    "document_htm": 0.05,
    "document_markdown": 0.05,
    "document_text": 0.05,
    "draft_md": 0.1,
    "draft_html": 0.2,
    "draft_txt": 0.2,
    "facts_of_a_text": 0.3,
    "rules_of_two_texts": 0.1,
    "query": 0.05,
    "cache": 0.2,
    "vectors": 0.02,
}
"""Of an equal share, for targets whose inputs take milliseconds."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="*")
    parser.add_argument("--atheris", metavar="TARGET")
    given = parser.parse_args()
    if given.atheris:
        guided(given.atheris, given.inputs, given.seed)
        return
    from tests.fuzz.targets import TARGETS

    signal.signal(signal.SIGALRM, _too_long)
    names = given.only or list(TARGETS)
    weight = given.inputs / sum(SHARES.get(name, 1) for name in names)
    total, found = 0, 0
    for name in names:
        chance = random.Random(f"{given.seed} {name}")
        known = samples(name)
        number = round(weight * SHARES.get(name, 1))
        started = time.monotonic()
        for _ in range(number):
            data = changed(chance, known)
            found += not run(name, TARGETS[name], data)
        total += number
        print(f"{name}: {number:,} inputs in {time.monotonic() - started:.0f} s", flush=True)
    print(f"{total:,} inputs, {found or 'nothing'} found")
    sys.exit(bool(found))


def run(name: str, target: Callable[[bytes], None], data: bytes) -> bool:
    """Whether the target takes the input."""
    signal.alarm(LONGEST)
    try:
        target(data)
    except Exception:
        file = Path(f"fuzz-{name}-{hashlib.sha256(data).hexdigest()[:8]}.bin")
        file.write_bytes(data)
        print(f"{file}:\n{traceback.format_exc(limit=-3)}", file=sys.stderr, flush=True)
        return False
    finally:
        signal.alarm(0)
    return True


def _too_long(*_: object) -> None:
    raise TimeoutError(f"over {LONGEST} s")


def guided(name: str, inputs: int, seed: int) -> None:
    """Run one target under atheris, which sees what of the package an input reaches."""
    import atheris

    with atheris.instrument_imports(include=["verifier", "yaml", "markdown_it"]):
        from tests.fuzz.targets import TARGETS
    known = samples(name)
    corpus = Path(f"fuzz-corpus-{name}")
    corpus.mkdir(exist_ok=True)
    for number, sample in enumerate(known):
        (corpus / str(number)).write_bytes(sample)
    options = [
        f"-runs={inputs}",
        f"-seed={seed}",
        f"-timeout={LONGEST}",
        "-rss_limit_mb=4096",
        "-max_len=4096",
        "-verbosity=0",
    ]
    atheris.Setup([sys.argv[0], *options, "-print_final_stats=1", str(corpus)], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
