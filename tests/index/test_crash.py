"""A process killed at any moment of an update leaves every file as it was before or as it is now."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

import pytest

from verifier.index import Index

FILES, ROWS, ROUNDS = 12, 5, 12

WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from stand_in import CountingEmbedder
from verifier.index import Index, writer
writer.WINDOW = 7
index = Index.open(Path(sys.argv[1]), create=True)
index.embedder = CountingEmbedder()
print("ready", flush=True)
index.update([Path(sys.argv[2])])
print("done", flush=True)
"""


def write(corpus: Path, version: int) -> None:
    for file in range(FILES):
        rows = (f'{{"text": "File {file}, row {row}, version {version}."}}\n' for row in range(ROWS))
        (corpus / f"{file}.jsonl").write_text("".join(rows))


def versions(index: Index) -> dict[str, list[str]]:
    """What the index holds of each file: the versions of its rows."""
    held = defaultdict(list)
    store = index._store
    for stored in store.passages(store.ids()).values():
        file, _, version = stored.passage.text.rstrip(".").split(", ")
        held[file].append(version)
    return held


@pytest.mark.parametrize("seed", [1, 2])
def test_killed_at_any_moment(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    corpus, place = tmp_path / "corpus", tmp_path / "index"
    corpus.mkdir()
    Index.open(place, create=True).close()
    killed = 0
    possible = {"nothing"}
    for version in range(ROUNDS):
        write(corpus, version)
        possible.add(f"version {version}")
        process = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(place), str(corpus), str(Path(__file__).parent)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0, 0.08))
        process.send_signal(signal.SIGKILL)
        killed += "done" not in process.stdout.read()
        process.wait()

        index = Index.open(place)
        for file, held in versions(index).items():
            assert len(held) == ROWS, f"{file} is there in part"
            assert len(set(held)) == 1, f"{file} is mixed from {set(held)}"
            assert held[0] in possible
        assert index._store._connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        index.close()

    assert killed, "no process was killed before it had finished"
    index = Index.open(place)
    index.update([corpus])
    assert set(map(tuple, versions(index).values())) == {(f"version {ROUNDS - 1}",) * ROWS}
    assert len(versions(index)) == FILES
