"""A Ray cluster of two nodes fills an index as one process does."""

from __future__ import annotations

import socket
from collections.abc import Iterator
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


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        patch.setenv("RAY_raylet_start_wait_time_s", "300")
        ray = pytest.importorskip("ray", reason="Ray is not installed: pip install '.[distributed]'")
        from ray.cluster_utils import Cluster

        node = {"num_cpus": 1, "object_store_memory": MEMORY, "include_dashboard": False}
        started = Cluster(initialize_head=True, head_node_args=node)
        started.add_node(**node)
        yield started.address
        ray.shutdown()
        started.shutdown()


def held(index: Index) -> list[StoredPassage]:
    store = index._store
    return sorted(store.passages(store.ids()).values(), key=lambda each: (each.passage.source.id, each.passage.start))


def test_a_cluster_gives_what_one_process_gives(
    cluster: str, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(distributed, "WINDOW", 8)
    long = " ".join(
        f"On day {number} the committee counted {number * 17} votes in the old town hall." for number in range(700)
    )
    (corpus / "long.txt").write_text(long)
    (corpus / "again.md").write_text((corpus / "moon.md").read_text())
    (corpus / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    with (corpus / "rows.jsonl").open("a") as rows:
        rows.write('{"text": "The earthquake had a magnitude of 7.8."}\n{"txt": "no text"}\n')
    alone, spread = (Index.open(tmp_path / name, create=True) for name in ("alone", "spread"))
    errors: tuple[list[str], list[str]] = [], []

    def update(index: Index, said: list[str], **options: Any) -> UpdateSummary:
        return index.update([corpus], prune=True, on_error=lambda error: said.append(str(error)), **options)

    assert update(spread, errors[1], ray=cluster) == update(alone, errors[0])
    assert errors[0] == errors[1] != []
    assert spread.digest() == alone.digest()
    mine, theirs = held(spread), held(alone)
    assert len(mine) > distributed.PIECE + 8
    assert [(each.passage, each.facts) for each in mine] == [(each.passage, each.facts) for each in theirs]
    vectors = [unpack(each.embedding for each in index) for index in (mine, theirs)]
    assert np.abs(vectors[0] - vectors[1]).max() < 1e-3

    (corpus / "bolt.txt").write_text("Florence Griffith-Joyner ran the 100 metres in 10.49 seconds.\n")
    (corpus / "moon.md").unlink()
    after = update(spread, errors[1], ray=cluster)
    assert (after.changed, after.removed, after.unchanged, after.passages) == (1, 1, 4, 1)
    update(alone, errors[0])
    assert spread.digest() == alone.digest()
    assert spread.status().passages == alone.status().passages


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
