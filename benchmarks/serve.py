"""What `verify serve` does under load: throughput and waiting at saturation, memory over many requests, and overload.

    python benchmarks/serve.py [--requests 20000] [--sample 500] [--clients 1 4 16]
        [--overload 64] [--passages passages.jsonl] [-- OPTION…]

A service in a process of its own, over an index of the repository's corpus or of the passages given (JSON lines of `text`),
asked by threads of this process over connections that stay open: claims are those of claims/, their digits changed by
chance, so that no two are the same. For each number of clients `--sample` requests; then all `--requests` with the last
number, while the service's resident memory is read from its own figures; then `--overload` clients at once, which are more
than it lets in; then one client that asks for more than its rate. Both processes share the machine's cores, so what the
clients do is part of the figures. What stands behind `--` are options of the service: `-- --ignore wording` leaves out the model.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from batch import claims  # benchmarks/batch.py, beside this file

ROOT = Path(__file__).parent.parent
VERIFY = [sys.executable, "-c", "from verifier.cli import main; main()"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", type=int, default=20_000)
    parser.add_argument("--sample", type=int, default=500)
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 4, 16])
    parser.add_argument("--overload", type=int, default=64)
    parser.add_argument("--passages", type=Path, default=ROOT / "corpus")
    parser.add_argument("serve", nargs="*", metavar="OPTION")
    options = parser.parse_args()

    given = claims(max(options.requests, options.sample, 120))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "verifier.yaml").write_text("index: index\n", "utf-8")
        subprocess.run(
            [*VERIFY, "index", str(options.passages.absolute()), "--quiet"], cwd=folder, env=here(), check=True
        )
        with serving(folder, "--rate", "0", "--concurrency", "32", *options.serve) as address:
            print(f"{'clients':>8}{'requests':>10}{'a second':>10}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}  answers")
            for clients in options.clients:
                show(clients, *load(address, given[: options.sample], clients))
            print(
                f"\nresident memory of the service over {options.requests:,} requests from {options.clients[-1]} clients, MB:"
            )
            watched = Watched(address)
            taken, answers = load(address, given, options.clients[-1], watched.look)
            show(options.clients[-1], taken, answers)
            print(f"\noverload: {options.overload} clients at once")
            taken, answers = load(address, given[: options.sample], options.overload)
            for status in sorted({status for status, _, _ in answers}):
                show(options.overload, taken, [one for one in answers if one[0] == status])
            unnamed = sum(not retry for status, _, retry in answers if status != 200)
            print(f"refused without Retry-After: {unnamed}")
        with serving(folder, "--rate", "60", *options.serve) as address:
            print("\none client that asks for 120 claims where 60 a minute are its rate")
            show(1, *load(address, given[:120], 1))


Answer = tuple[int, float, str]
"""Status (0 where the connection broke), seconds, and the Retry-After header."""


def load(
    address: str, given: list[str], clients: int, look: Any = lambda _done, _all: None
) -> tuple[float, list[Answer]]:
    """The seconds that all took, and each answer; every client asks for its next claim when it has its answer."""
    waiting = iter(given)
    lock = threading.Lock()
    answers: list[Answer] = []

    def ask() -> None:
        place = urlsplit(address)
        connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=120)
        while True:
            with lock:
                claim = next(waiting, None)
            if claim is None:
                return
            began = time.perf_counter()
            try:
                connection.request(
                    "POST", "/verify", json.dumps({"claim": claim}), {"Content-Type": "application/json"}
                )
                answer = connection.getresponse()
                body = answer.read()
                status, retry = answer.status, answer.getheader("Retry-After", "")
                if status == 200 and "verdict" not in json.loads(body):
                    status = 0
            except (OSError, http.client.HTTPException, ValueError):
                status, retry = 0, ""
                connection.close()
            with lock:
                answers.append((status, time.perf_counter() - began, retry))
                look(len(answers), len(given))

    threads = [threading.Thread(target=ask) for _ in range(clients)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - began, answers


def show(clients: int, taken: float, answers: list[Answer]) -> None:
    """A row: how many, how fast, how long each waited, and with which status."""
    times = sorted(seconds * 1000 for _, seconds, _ in answers)
    steps = statistics.quantiles(times, n=100, method="inclusive") if len(times) > 1 else times * 99
    statuses = ", ".join(
        f"{status or 'broken'}: {count:,}" for status, count in sorted(Counter(s for s, _, _ in answers).items())
    )
    rates = f"{len(answers):>10,}{len(answers) / taken:>10.1f}"
    print(f"{clients:>8}{rates}{steps[49]:>9.1f}{steps[94]:>9.1f}{steps[98]:>9.1f}  {statuses}", flush=True)


class Watched:
    """The service's memory, looked at ten times on the way."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._looks = 0

    def look(self, done: int, of: int) -> None:
        """Print the memory after the first request and after every tenth of all."""
        if done * 10 >= of * self._looks:
            place = urlsplit(self._address)
            connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=120)
            connection.request("GET", "/metrics")
            figures = connection.getresponse().read().decode()
            connection.close()
            found = re.search(r"^process_resident_memory_bytes (\S+)", figures, re.MULTILINE)
            self._looks += 1
            print(f"  {done:>6,}{float(found[1]) / 1e6 if found else float('nan'):>8.0f}", flush=True)


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[str]:
    """The address of a service that runs for as long as this lasts."""
    process = subprocess.Popen(
        [*VERIFY, "serve", "--port", "0", "--quiet", *options],
        cwd=folder,
        env=here(),
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stderr
        first = process.stderr.readline()
        if "Listening on " not in first:
            raise SystemExit(first + process.stderr.read())
        yield first.partition("Listening on ")[2].strip()
    finally:
        process.send_signal(signal.SIGTERM)
        print(f"exit code of the service after SIGTERM: {process.wait(60)}")


def here() -> dict[str, str]:
    """The environment, in which this checkout's package is found."""
    return os.environ | {"PYTHONPATH": str(ROOT)}


if __name__ == "__main__":
    main()
