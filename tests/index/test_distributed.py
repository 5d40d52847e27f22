"""A Ray cluster of two nodes fills an index as one process does."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.cli.running import verify
from verifier.errors import DocumentError, InputError
from verifier.index import Index, UpdateSummary, distributed
from verifier.index.store import StoredPassage
from verifier.index.vectors import unpack

MEMORY = 150 * 2**20
"""Of a node's object store, in bytes; Ray's least is 75 MB."""
START_SECONDS = "60"
"""How long a node may take to start: ten times what it takes where nothing else runs. One whose port is taken never does."""


def cluster_of_two(make: Callable[..., Any]) -> Any:
    """Ray draws its ports, and another process may take one before it does: then it is begun anew."""
    node = {"num_cpus": 1, "object_store_memory": MEMORY, "include_dashboard": False}
    for last in (False, False, True):
        started = make(shutdown_at_exit=False)
        try:
            started.add_node(**node)
            started.add_node(**node)
        except Exception:
            started.shutdown()
            if last:
                raise
        else:
            return started
    raise AssertionError


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        for start in ("raylet_start_wait", "gcs_server_port_wait"):
            patch.setenv(f"RAY_{start}_time_s", START_SECONDS)
        ray = pytest.importorskip("ray", reason="Ray is not installed: pip install '.[distributed]'")
        from ray.cluster_utils import Cluster

        started = cluster_of_two(Cluster)
        yield started.address
        ray.shutdown()
        started.shutdown()


def held(index: Index) -> list[StoredPassage]:
    store = index._store
    return sorted(store.passages(store.ids()).values(), key=lambda each: (each.passage.source.id, each.passage.start))


def here(paths: Sequence[str], mode: str) -> Iterator[distributed.Row]:
    """What a cluster gives, by the same stages in this process."""
    embed = distributed._Embed()
    for number, path in enumerate(paths):
        row = {"file": number, "mode": mode, "kind": "path", "data": os.fsencode(path)}
        for document in distributed._read(row):
            for part in distributed._split(document):
                for piece in distributed._extract(part):
                    batch = embed({name: [value] for name, value in piece.items()})
                    yield {name: column[0] for name, column in batch.items()}


@contextmanager
def nowhere(_: str) -> Iterator[None]:
    yield


Update = Callable[..., UpdateSummary]


@pytest.fixture
def both(corpus: Path, tmp_path: Path) -> tuple[Index, Index, Update]:
    """An index that one process fills, one that a cluster fills, and how to do both and compare."""
    alone, spread = (Index.open(tmp_path / name, create=True) for name in ("alone", "spread"))

    def update(address: str) -> UpdateSummary:
        said: tuple[list[str], list[str]] = [], []
        mine = alone.update([corpus], prune=True, on_error=lambda error: said[0].append(str(error)))
        theirs = spread.update([corpus], prune=True, on_error=lambda error: said[1].append(str(error)), ray=address)
        assert sorted(said[0]) == sorted(said[1])  # there, files that are unchanged come first
        assert spread.digest() == alone.digest()
        assert [(each.passage, each.facts) for each in held(spread)] == [
            (each.passage, each.facts) for each in held(alone)
        ]
        vectors = [unpack(each.embedding for each in held(index)) for index in (spread, alone)]
        assert vectors[0].shape == vectors[1].shape
        assert not vectors[0].size or np.abs(vectors[0] - vectors[1]).max() < 1e-3
        unspread = {
            name: getattr(mine, name) for name in ("added", "changed", "unchanged", "removed", "failed", "errors")
        }
        assert {name: getattr(theirs, name) for name in unspread} == unspread
        assert spread.status().partly == alone.status().partly
        return theirs

    return alone, spread, update


def test_a_cluster_gives_what_one_process_gives(cluster: str, both: tuple[Index, Index, Update]) -> None:
    alone, _, update = both
    assert update(cluster).added == 4
    assert len(held(alone)) == 6


def test_every_kind_of_change_is_written_as_one_process_writes_it(
    corpus: Path, both: tuple[Index, Index, Update], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(distributed, "WINDOW", 8)
    monkeypatch.setattr(distributed, "PIECE", 5)
    monkeypatch.setattr(distributed, "_pieces", here)
    monkeypatch.setattr(distributed, "cluster", nowhere)
    alone, _, update = both
    votes = [
        f"On day {number} the committee counted {number * 17} votes in the old town hall." for number in range(200)
    ]
    (corpus / "long.txt").write_text(" ".join(votes))
    (corpus / "again.md").write_text((corpus / "moon.md").read_text())
    (corpus / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    with (corpus / "rows.jsonl").open("a") as rows:
        rows.write('{"text": "The earthquake had a magnitude of 7.8."}\n{"txt": "no text"}\n')
    (corpus / "many.jsonl").write_text("".join(f'{{"text": "{vote}"}}\n' for vote in votes[:20]) + "{broken\n")
    first = update("")
    assert (first.added, first.failed, first.errors) == (7, 1, 3)
    assert alone.status().partly == (corpus / "many.jsonl", corpus / "rows.jsonl")
    assert update("").errors == 3
    assert len(held(alone)) > distributed.WINDOW + distributed.PIECE

    (corpus / "bolt.txt").write_text("Florence Griffith-Joyner ran the 100 metres in 10.49 seconds.\n")
    (corpus / "moon.md").unlink()
    (corpus / "long.txt").write_text(" ".join(votes[3:]))
    assert update("").passages > 0
    (corpus / "long.txt").write_bytes(b"\x00\x00")
    update("")
    assert update("").unchanged > 0


def test_a_cluster_that_is_away(corpus: Path, tmp_path: Path) -> None:
    pytest.importorskip("ray", reason="Ray is not installed: pip install '.[distributed]'")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{taken.getsockname()[1]}"
    done = verify("index", str(corpus), "--ray", address, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith(f"Error: the Ray cluster at {address} does not answer: is it running")
    assert done.stderr.count("\n") == 1


def test_without_ray_the_extra_is_named(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "ray", None)
    with pytest.raises(InputError, match=r"pip install 'verifier\[distributed\]'"):
        Index.open(tmp_path / "index", create=True).update([corpus], ray="auto")


def test_the_stages_give_a_file_in_pieces_and_its_end(corpus: Path) -> None:
    """What runs on the cluster, without one."""
    (corpus / "long.txt").write_text(
        "It rained for days on end, and nobody in the village had seen the like of it. " * 600
    )
    rows = [
        piece
        for document in distributed._read(
            {"file": 3, "mode": "fp32", "kind": "path", "data": str(corpus / "long.txt").encode()}
        )
        for part in distributed._split(document)
        for piece in distributed._extract(part)
    ]
    embedded = distributed._Embed()({name: [row[name] for row in rows] for name in rows[0]})
    kinds, data = embedded["kind"], embedded["data"]
    assert kinds == ["piece"] * (len(rows) - 1) + ["end"]
    assert {row["file"] for row in rows} == {3}
    pieces = [distributed.msgspec.msgpack.decode(piece, type=distributed.Piece) for piece in data[:-1]]
    assert [piece.is_first for piece in pieces] == [True] + [False] * (len(pieces) - 1)
    assert len(pieces) > 1
    assert all(len(piece.passages) == len(piece.facts) == len(piece.embeddings) for piece in pieces)


def test_a_file_that_can_not_be_read_is_an_end_with_the_reason(corpus: Path) -> None:
    (corpus / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    (row,) = distributed._read({"file": 0, "mode": "fp32", "kind": "path", "data": str(corpus / "broken.pdf").encode()})
    end = distributed.msgspec.msgpack.decode(row["data"], type=distributed.End)
    with pytest.raises(DocumentError) as error:
        list(distributed.documents.read(corpus / "broken.pdf"))
    assert end.failed == str(error.value)
