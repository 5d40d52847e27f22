"""Several processes at one index: writers go one after the other, and readers see one state, the old one or the new one."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path

from tests.cli.running import COMMAND, ROOT, environment
from tests.faults.held import held, newsroom

READERS = 20
ROUNDS = 5

READER = """
import os, sys
from pathlib import Path
import faiss
from tests.index.stand_in import CountingEmbedder
from verifier.index import Index
place, stop, readers = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])

def opened():
    index = Index.open(place)
    index.embedder = CountingEmbedder()
    return index

def look():
    index = opened()
    os.write(1, b"ready\\n")
    looked = 0
    while not stop.exists():
        found = {hit.passage.text for hit in index.search("version", (), k=100)}
        versions = sorted({text.rsplit(" ", 1)[1] for text in found})
        os.write(1, f"{versions} {len(found)}\\n".encode())
        looked += 1
        if looked % 5 == 0:  # as a new process would
            index.close()
            index = opened()

children = []
for _ in range(readers):
    child = os.fork()  # so that what takes long is imported once
    if child == 0:
        look()
        os._exit(0)
    children.append(child)
sys.exit(any([os.waitpid(child, 0)[1] for child in children]))
"""

WRITER = """
import sys
from pathlib import Path
from tests.index.stand_in import CountingEmbedder
from verifier.index import Index

index = Index.open(Path(sys.argv[1]))
index.embedder = CountingEmbedder()
note = Path(sys.argv[2])
print("ready", flush=True)
sys.stdin.readline()
for version in range(1, int(sys.argv[3])):
    note.write_text("".join(f'{{"text": "Row {row} of version {version}."}}\\n' for row in range(8)))
    index.update([note])
"""
"""Replaces one file, whose rows all name the version: a reader that finds two versions at once has seen half a change."""


def start(program: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)],
        cwd=ROOT,
        env=environment(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_twenty_readers_while_one_writes(tmp_path: Path) -> None:
    folder = newsroom(tmp_path / "desk", {"first": "The first note is not of interest, version first\n"})
    note = tmp_path / "rows.jsonl"
    place = folder / ".verifier"
    note.write_text("".join(f'{{"text": "Row {row} of version 0."}}\n' for row in range(8)))
    made = "import sys; from pathlib import Path; from tests.index.stand_in import CountingEmbedder; "
    made += "from verifier.index import Index; index = Index.open(Path(sys.argv[1]), create=True); "
    made += "index.embedder = CountingEmbedder(); index.update([Path(sys.argv[2])])"
    _, problems = start(made, place, note).communicate()
    assert problems == ""
    stop = tmp_path / "stop"
    readers = start(READER, place, stop, READERS)
    writer = start(WRITER, place, note, ROUNDS)
    assert readers.stdout is not None
    assert writer.stdout is not None
    begun = 0
    while begun < READERS:
        line = readers.stdout.readline()
        assert line, readers.communicate()[1]
        begun += line == "ready\n"
    assert writer.stdout.readline() == "ready\n"
    _, problems = writer.communicate("\n")
    assert writer.returncode == 0, problems
    stop.touch()
    said, problems = readers.communicate()
    assert readers.returncode == 0, problems
    seen = set(said.splitlines()) - {"ready"}
    for line in seen:
        assert re.fullmatch(r"\['\d+\.'\] 8", line), f"a reader saw {line}"
    assert len(seen) > 1, "nothing was written while they read"
    last = held(place)
    assert [text.rsplit(" ", 1)[1] for text in last["rows"]] == [f"{ROUNDS - 1}."] * 8


def test_two_writers(tmp_path: Path) -> None:
    """The second waits for the first to finish, or says that another is writing and changes nothing."""
    notes = {f"note{number}": f"Mill number {number} employs {200 + number} people.\n" for number in range(40)}
    folder = newsroom(tmp_path / "desk", notes)
    processes = [
        subprocess.Popen([*COMMAND, "index"], cwd=folder, env=environment(), stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    ended = [(process.communicate()[1], process.returncode) for process in processes]
    assert any(code == 0 for _, code in ended), ended
    for said, code in ended:
        assert code in (0, 3)
        assert "Traceback" not in said
        assert code == 0 or "another process is writing" in said
    assert set(held(folder / ".verifier")) == set(notes)


def test_a_writer_that_holds_the_index_for_long(tmp_path: Path) -> None:
    folder = newsroom(tmp_path / "desk", {"mill": "The mill employs 230 people.\n"})
    assert subprocess.run([*COMMAND, "index"], cwd=folder, env=environment(), check=False).returncode == 0
    hold = "import sys; from pathlib import Path; from verifier.index import Index\n"
    hold += "with Index.open(Path(sys.argv[1]))._store.writing(): print('held', flush=True); sys.stdin.readline()"
    holder = start(hold, folder / ".verifier")
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    (folder / "notes" / "new.txt").write_text("The new mill employs 30 people.\n")
    started = time.monotonic()
    refused = subprocess.run(
        [*COMMAND, "index"], cwd=folder, env=environment(), capture_output=True, text=True, check=False
    )
    assert refused.returncode == 3
    assert "another process is writing to the index" in refused.stderr
    assert time.monotonic() - started < 60
    asked = subprocess.run(
        [*COMMAND, "The mill employs 230 people"],
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert asked.returncode == 0
    assert "the index is not up to date" in asked.stderr
    assert "Supported" in asked.stdout
    holder.communicate("\n")
    again = subprocess.run(
        [*COMMAND, "index"], cwd=folder, env=environment(), capture_output=True, text=True, check=False
    )
    assert "1 added" in again.stderr
