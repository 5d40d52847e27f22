"""The first export of the model, killed at any change that it makes: no half of a model is ever used, and none is left behind."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import msgspec
import numpy as np
import pytest

from tests.cli.running import ROOT, environment
from tests.faults.commands import compiled, needs_shim
from tests.faults.flipping import flip
from tests.faults.held import sample
from verifier.errors import VerifierError
from verifier.index import model, static
from verifier.index.embedder import DIMENSION, Embedder
from verifier.index.static import StaticEmbedder

pytestmark = needs_shim

EXPORT = """
import shutil, sys
from pathlib import Path
from verifier.index import model

def copy(precision, target):
    "As the export does, file by file into a new folder, and the manifest last."
    target.mkdir()
    (target / model.MODEL_FILE).write_bytes(b"graph" * 100)
    (target / model.WEIGHTS_FILE).write_bytes(b"weights" * 1000)
    manifest = model.Manifest(precision=precision, files=model.measure(target), mean_cosine=1.0, least_cosine=1.0)
    (target / model.MANIFEST_FILE).write_bytes(model.msgspec.json.encode(manifest))

model._run_export = copy
model.export("fp32")
print("exported")
"""
"""The process that exports, but for the twelve seconds in which torch makes the graph."""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return compiled(tmp_path_factory.mktemp("library"))


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VERIFIER_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def export(library: Path, cache: Path, at: int = 10**9, kind: int = 1, error: int = 0) -> int:
    fault = {"FAULT_FOLDER": str(cache), "FAULT_KIND": str(kind), "FAULT_AT": str(at), "FAULT_ERROR": str(error)}
    done = subprocess.run(
        [sys.executable, "-c", EXPORT],
        cwd=ROOT,
        env=environment(LD_PRELOAD=str(library), VERIFIER_CACHE=str(cache), **fault),
        capture_output=True,
        check=False,
    )
    return done.returncode


def test_killed_at_any_change(library: Path, cache: Path) -> None:
    at, places = 0, []
    while True:  # how many changes there are shows when the last is passed
        at += 1
        code = export(library, cache, at)
        assert model.find("fp32") is None or model.verify("fp32") is not None
        places.append(code)
        if code == 0:
            break
        assert code == -9
        if model.find("fp32") is not None:
            model.discard("fp32")
    assert len(places) > 8
    assert model.verify("fp32") is not None
    assert sorted(path.name for path in cache.iterdir()) == sorted(
        [model.folder("fp32").name, model.lock_of(model.folder("fp32")).name]
    )


@pytest.mark.parametrize("error", [28, 5], ids=["full", "broken"])
def test_a_disk_that_takes_no_more(library: Path, cache: Path, error: int) -> None:
    for at in sample(1, 4, 12):
        assert export(library, cache, at, 2, error) == 1
        assert model.find("fp32") is None
        assert export(library, cache) == 0
        assert model.verify("fp32") is not None
        model.discard("fp32")


class TestOneBit:
    """Flipped in a real model, it is found when the model is loaded, and the model is exported again."""

    @pytest.fixture
    def whole(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
        """The user's model in a cache of its own, and an exporter that brings it there."""
        Embedder("int8").encode(["x"])
        real = model.folder("int8")
        monkeypatch.setenv("VERIFIER_CACHE", str(tmp_path))

        def copy(precision: str, target: Path) -> None:
            target.mkdir()
            for file in real.iterdir():
                (target / file.name).write_bytes(file.read_bytes())

        monkeypatch.setattr(model, "_run_export", copy)
        model.export("int8")
        return model.folder("int8")

    @pytest.mark.parametrize("name", [model.MODEL_FILE, model.WEIGHTS_FILE, model.MANIFEST_FILE])
    def test_in_the_model(self, whole: Path, name: str) -> None:
        text = "250 prisoners freed"
        expected = Embedder("int8").encode([text])
        size = (whole / name).stat().st_size
        for place in (0, *random.Random(3).sample(range(size), 4)):
            flip(whole / name, place, 3)
            assert (Embedder("int8").encode([text]) == expected).all(), f"byte {place}"
            assert model.verify("int8") is not None

    @pytest.mark.parametrize("name", ["tokenizer.json", "model.safetensors"])
    def test_in_the_installed_weights(
        self, whole: Path, name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        content = bytearray((model.weights() / name).read_bytes())
        content[len(content) // 3] ^= 4
        (tmp_path / "installed").mkdir()
        (tmp_path / "installed" / name).write_bytes(content)
        monkeypatch.setattr(model, "weights", lambda: tmp_path / "installed")
        with pytest.raises(VerifierError, match=r"is damaged .* pip install"):
            model.released(name)
        if name == "tokenizer.json":
            with pytest.raises(VerifierError, match="is damaged"):
                Embedder("int8").encode(["x"])

    def test_in_the_table_of_static_vectors(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setenv("VERIFIER_CACHE", str(tmp_path))
        made = 0

        def make(folder: Path) -> None:
            nonlocal made
            made += 1
            folder.mkdir()
            table = np.zeros((StaticEmbedder()._tokenizer.get_vocab_size(), DIMENSION), dtype=np.float16)
            np.save(folder / static.TABLE_FILE, table)
            manifest = model.Manifest(
                precision=static.KIND,
                files=model.measure(folder, [static.TABLE_FILE]),
                mean_cosine=1.0,
                least_cosine=1.0,
            )
            (folder / model.MANIFEST_FILE).write_bytes(msgspec.json.encode(manifest))

        monkeypatch.setattr(static, "_make", make)
        assert not StaticEmbedder()._table.any()
        flip(model.folder(static.KIND) / static.TABLE_FILE, 1_000_003, 2)
        assert not StaticEmbedder()._table.any()
        assert made == 2
