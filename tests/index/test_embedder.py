"""Vectors are sentence-transformers' own, without sentence-transformers; the model is exported once and safely."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.threads import at_once
from verifier.errors import VerifierError
from verifier.index import model
from verifier.index.embedder import DIMENSION, Embedder
from verifier.index.export import REFERENCE_SENTENCES

TEXTS = [
    "In 1969 two astronauts walked on the Moon for two and a half hours.",
    "The central bank raised its rate by 75 basis points to 3.25 percent.",
    "Ms. Tsikhanouskaya thanked the negotiators in Vilnius.",
    "  A text with   odd   spaces ",
    "UPPER CASE AND ünïcödé",
    "one",
    "long " * 300,
]


ANY = Embedder("fp32")


@pytest.fixture(scope="module")
def fp32() -> Embedder:
    return Embedder("fp32")


@pytest.fixture(scope="module")
def int8() -> Embedder:
    return Embedder("int8")


@pytest.fixture(scope="module")
def reference() -> np.ndarray:
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(str(model.weights()), device="cpu").encode(TEXTS)


def test_fp32_gives_the_vectors_of_the_reference(fp32: Embedder, reference: np.ndarray) -> None:
    assert np.sum(fp32.encode(TEXTS) * reference, axis=1).min() >= 0.999


def test_int8_gives_nearly_the_vectors_of_the_reference(int8: Embedder, reference: np.ndarray) -> None:
    cosines = np.sum(int8.encode(TEXTS) * reference, axis=1)
    assert cosines.mean() >= 0.99
    assert cosines.min() >= 0.98


@pytest.mark.parametrize(("precision", "mean", "least"), [("fp32", 0.999, 0.999), ("int8", 0.99, 0.98)])
def test_what_was_measured_at_export_stands_beside_the_model(precision: str, mean: float, least: float) -> None:
    Embedder(precision).encode(["x"])
    manifest = model.verify(precision)
    assert manifest is not None
    assert manifest.mean_cosine >= mean
    assert manifest.least_cosine >= least


def test_vectors_have_length_one(fp32: Embedder) -> None:
    assert np.linalg.norm(fp32.encode(["a", "", "long " * 1000]), axis=1) == pytest.approx(1.0, abs=1e-5)


def test_no_texts_have_no_vectors(fp32: Embedder) -> None:
    assert fp32.encode([]).shape == (0, DIMENSION)


@settings(max_examples=20)
@given(st.lists(st.text(max_size=200), min_size=1, max_size=12))
def test_any_text_has_a_vector(texts: list[str]) -> None:
    vectors = ANY.encode(texts)
    assert vectors.shape == (len(texts), DIMENSION)
    assert np.isfinite(vectors).all()


def test_a_vector_does_not_depend_on_the_texts_beside_it(fp32: Embedder, int8: Embedder) -> None:
    alone = np.concatenate([fp32.encode([text]) for text in REFERENCE_SENTENCES])
    assert fp32.encode(REFERENCE_SENTENCES) == pytest.approx(alone, abs=1e-6)

    alone = np.concatenate([int8.encode([text]) for text in REFERENCE_SENTENCES])
    assert np.array_equal(int8.encode(REFERENCE_SENTENCES), alone)


def test_the_same_texts_have_the_same_vectors_to_the_last_bit(fp32: Embedder) -> None:
    assert np.array_equal(fp32.encode(REFERENCE_SENTENCES), Embedder("fp32").encode(REFERENCE_SENTENCES))


def test_equal_texts_are_encoded_once(fp32: Embedder, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[int] = []
    session = fp32._session

    class Counting:
        def run(self, names: None, inputs: dict[str, np.ndarray]) -> object:
            done.append(len(inputs["input_ids"]))
            return session.run(names, inputs)

    monkeypatch.setitem(fp32.__dict__, "_session", Counting())
    vectors = fp32.encode(["same", "other", "same", "same"])

    assert sum(done) == 2
    assert np.array_equal(vectors[0], vectors[3])


def test_progress_reaches_the_number_of_texts(fp32: Embedder) -> None:
    seen: list[int] = []
    fp32.encode([f"text {number}" for number in range(30)] * 2, seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 60


def test_encoding_imports_neither_torch_nor_transformers() -> None:
    program = (
        "import sys; from verifier.index.embedder import Embedder; Embedder().encode(['x']);"
        "print(sorted({'torch', 'transformers', 'sentence_transformers', 'onnx'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_reading_the_settings_imports_nothing_slow() -> None:
    program = (
        "import sys; import verifier.index.settings;"
        "print(sorted({'numpy', 'faiss', 'onnxruntime', 'tokenizers', 'sqlite3'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


class TestCache:
    """The cache is a folder of one's own here, and exporting writes a file of four bytes."""

    @pytest.fixture(autouse=True)
    def cache(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.setenv("VERIFIER_CACHE", str(tmp_path))
        monkeypatch.setattr(model, "_run_export", self.export)
        self.exported = 0
        return tmp_path

    def export(self, precision: str, target: Path) -> None:
        import msgspec

        self.exported += 1
        target.mkdir()
        (target / model.MODEL_FILE).write_bytes(b"onnx")
        (target / model.WEIGHTS_FILE).write_bytes(b"weights")
        manifest = model.Manifest(precision=precision, files=model.measure(target), mean_cosine=1.0, least_cosine=1.0)
        (target / model.MANIFEST_FILE).write_bytes(msgspec.json.encode(manifest))

    def test_a_model_is_found_once_it_is_exported(self, cache: Path) -> None:
        assert not Embedder("fp32").is_ready
        assert model.export("fp32") == model.find("fp32")
        assert Embedder("fp32").is_ready
        assert model.verify("fp32") is not None
        assert not Embedder("int8").is_ready
        assert [folder for folder in cache.iterdir() if folder.name.startswith("export-")] == []

    @pytest.mark.parametrize("name", [model.MODEL_FILE, model.WEIGHTS_FILE])
    def test_a_cut_off_model_counts_as_none_and_is_replaced(self, name: str) -> None:
        damaged = model.export("fp32").parent / name
        whole = damaged.read_bytes()
        damaged.write_bytes(whole[:2])

        assert model.find("fp32") is None
        model.export("fp32")
        assert damaged.read_bytes() == whole

    def test_a_missing_file_counts_as_no_model(self) -> None:
        (model.export("fp32").parent / model.WEIGHTS_FILE).unlink()
        assert model.find("fp32") is None

    def test_a_changed_model_fails_its_checksum(self) -> None:
        model.export("fp32").write_bytes(b"xnno")
        assert model.verify("fp32") is None

    def test_processes_that_export_at_once_do_not_disturb_each_other(self) -> None:
        files: list[Path] = []
        threads = [threading.Thread(target=lambda: files.append(model.export("fp32"))) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert len(files) == 8
        assert set(files) == {model.find("fp32")}

    def test_a_model_that_does_not_load_is_exported_again_and_then_named(self) -> None:
        with pytest.raises(VerifierError, match=r"embedding model in .*model\.onnx can't be loaded"):
            Embedder("fp32").encode(["x"])
        assert self.exported == 2

    def test_threads_that_find_a_damaged_model_export_it_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        model.export("fp32").write_bytes(b"xnno")
        monkeypatch.setattr(model, "session", lambda file: file.read_bytes())
        embedders = [Embedder("fp32") for _ in range(8)]
        loaded = at_once(*(lambda each=each: each._session for each in embedders))
        assert loaded == [b"onnx"] * 8
        assert self.exported == 2

    def test_a_cache_that_can_not_be_written(self, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (cache / "file").write_text("")
        monkeypatch.setenv("VERIFIER_CACHE", str(cache / "file"))
        with pytest.raises(VerifierError, match="VERIFIER_CACHE"):
            model.export("fp32")


def test_the_cache_follows_the_platform(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("VERIFIER_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    if sys.platform == "linux":
        assert model.cache_folder() == tmp_path / "verifier"


def test_a_failed_export_says_why(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    with pytest.raises(VerifierError, match=r"could not be exported to ONNX: FileExistsError"):
        model._run_export("fp32", tmp_path / "there")
