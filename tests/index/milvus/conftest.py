"""Where the tests' indexes in Milvus are: in a Milvus Lite file, and on the server that VERIFIER_MILVUS_URI names."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.index.stand_in import CountingEmbedder
from verifier.errors import StoredIndexError
from verifier.index.milvus.client import Client
from verifier.index.milvus.index import MilvusIndex
from verifier.index.milvus.store import MilvusStore
from verifier.index.place import Collection, parse

SERVER = os.environ.get("VERIFIER_MILVUS_URI", "")
WAIT = 60

_numbers = itertools.count()


@pytest.fixture(scope="session")
def lite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """One file for all tests: opening one takes longer than most tests."""
    file = tmp_path_factory.mktemp("milvus") / "all.db"
    client = Client(Collection(uri=str(file)))
    yield file
    client.close()


@pytest.fixture(params=["file", pytest.param("server", marks=pytest.mark.skipif(not SERVER, reason="no server"))])
def address(request: pytest.FixtureRequest, lite: Path) -> Iterator[str]:
    """The address of an index that is not there yet; what is made there is deleted."""
    name = f"test_{os.getpid()}_{next(_numbers)}"
    address = f"milvus+file://{lite}?collection={name}" if request.param == "file" else f"milvus+{SERVER}/{name}"
    yield address
    MilvusStore.destroy(place(address))


def place(address: str) -> Collection:
    found = parse(address, Path.cwd())
    assert isinstance(found, Collection)
    return found


@pytest.fixture
def open_milvus(address: str) -> Iterator[Callable[..., MilvusIndex]]:
    """Opens the index, made if need be, with an embedder that costs nothing."""
    opened: list[MilvusIndex] = []

    def open_(**options: object) -> MilvusIndex:
        index = MilvusIndex.open(place(address), **{"create": True, **options})
        index.embedder = CountingEmbedder()
        opened.append(index)
        return index

    yield open_
    for index in opened:
        index.close()


class Server:
    """A server process that can be killed: Milvus Lite's own."""

    def __init__(self, folder: Path, port: int) -> None:
        self._command = [sys.executable, "-m", "milvus_lite", "server", "--data-dir", str(folder), "--port", str(port)]
        self.uri = f"http://127.0.0.1:{port}"
        self.start()

    def start(self) -> None:
        self._process = subprocess.Popen(self._command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()

    def wait(self) -> None:
        """Until it answers."""
        deadline = time.monotonic() + WAIT
        while True:
            try:
                Client(Collection(uri=self.uri)).close()
            except StoredIndexError:
                if time.monotonic() > deadline:
                    raise
            else:
                return
