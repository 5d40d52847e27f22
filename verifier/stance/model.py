"""Runs the stance model by ONNX Runtime alone: how likely evidence supports a claim, conflicts with it, or neither."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from verifier.errors import StoredIndexError
from verifier.index import model
from verifier.once import LoadedOnce
from verifier.records import Record, Stance
from verifier.stance import packing

if TYPE_CHECKING:
    from tokenizers import Tokenizer

CLASSES = (Stance.SUPPORTS, Stance.CONFLICTS, Stance.NEUTRAL)
"""The columns of `judge`."""
LONGEST = 144
"""Tokens that the model reads of claim and evidence together; the longer of the two is cut."""

FOLDER = Path(__file__).parent / "released"
MODEL_FILE, WEIGHTS_FILE = FILES = ("model.onnx", "weights.npz")
MANIFEST_FILE = "manifest.json"
WORDS, SCALES = "words", "words.scales"
LEVELS, SIZES = ".levels", ".sizes"
"""Endings of the names of a matrix's two arrays among the weights; WORDS' rows are scaled by SCALES, (row, 1)."""


class Manifest(Record, frozen=True, kw_only=True):
    """What tells the model that was released from any other, by file; stands beside them."""

    sha256: dict[str, str]


class Loaded(NamedTuple):
    """A model in memory."""

    session: Any
    words: tuple[packing.Packed, NDArray[np.float32]]
    """The word embeddings, packed, and the scale of each, (word, 1)."""


class StanceModel:
    """Judges pairs of claim and evidence; loaded, and its checksums checked, on first use."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self.folder = folder

    def judge(self, pairs: Sequence[tuple[str, str]], *, threads: int | None = None) -> NDArray[np.float64]:
        """Probabilities, not calibrated (`verdict` does that), shape (len(pairs), 3), columns as CLASSES; each row adds up to 1.

        `threads` share the pairs; one for each core, where it is not given. A pair's row does not depend on the pairs
        beside it: each is run alone, for though every token is divided by its own largest number (`network.PerToken`), the steps
        of int8 are laid between the least and the greatest number of a whole run. Raises StoredIndexError if the model is missing
        or is not the one that was released.
        """
        if not pairs:
            return np.empty((0, len(CLASSES)))
        scaled = self.logits(pairs, threads=threads)
        powers = np.exp(scaled - scaled.max(axis=1, keepdims=True))
        shares: NDArray[np.float64] = powers / powers.sum(axis=1, keepdims=True)
        return shares

    def logits(self, pairs: Sequence[tuple[str, str]], *, threads: int | None = None) -> NDArray[np.float64]:
        """What the network says before it is made probabilities; shape (len(pairs), 3)."""
        encodings = self._tokenizer.encode_batch([(claim, evidence) for claim, evidence in pairs])
        session = self._loaded.session

        def run(one: Any) -> NDArray[np.float32]:
            rows: list[NDArray[np.float32]] = session.run(None, {"words": self._embedded(one.ids)[None]})
            return np.ravel(rows[0])

        if len(encodings) == 1 or threads == 1:
            return np.array([run(one) for one in encodings], dtype=np.float64)
        with ThreadPoolExecutor(threads or os.cpu_count() or 1) as pool:
            return np.array(list(pool.map(run, encodings)), dtype=np.float64)

    def _embedded(self, ids: Sequence[int]) -> NDArray[np.float32]:
        """The word embeddings of token ids, shape (token, width)."""
        (levels, sizes), scales = self._loaded.words
        places = list(ids)
        rows: NDArray[np.float32] = packing.unpack((levels[places], sizes[places])) * scales[places]
        return rows

    @LoadedOnce
    def _tokenizer(self) -> Tokenizer:
        return tokenizer()

    @LoadedOnce
    def _loaded(self) -> Loaded:
        """The graph with its weights unpacked, and the word embeddings, which stay packed."""
        contents = self._contents()
        with np.load(io.BytesIO(contents[WEIGHTS_FILE]), allow_pickle=False) as arrays:
            names = [name.removesuffix(LEVELS) for name in arrays if name.endswith(LEVELS)]
            packed = {name: (arrays[name + LEVELS], arrays[name + SIZES]) for name in names}
            scales = arrays[SCALES]
        words = packed.pop(WORDS)
        # A row of what is packed is a column of the graph's.
        with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
            unpacked = pool.map(lambda both: np.ascontiguousarray(packing.unpack(both).T), packed.values())
            graph = model.session(contents[MODEL_FILE], dict(zip(packed, unpacked, strict=True)))
        return Loaded(graph, (words, scales))

    def _contents(self) -> dict[str, bytes]:
        """What the files hold, which is as it was released."""
        file = self.folder / MANIFEST_FILE
        try:
            manifest = msgspec.json.decode(file.read_bytes(), type=Manifest)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
            raise StoredIndexError(f"{file}: the stance model's manifest can't be read: reinstall verifier") from error
        contents = {}
        for name in FILES:
            file = self.folder / name
            try:
                contents[name] = file.read_bytes()
            except OSError as error:
                raise StoredIndexError(f"{file}: the stance model can't be read: reinstall verifier") from error
            if hashlib.sha256(contents[name]).hexdigest() != manifest.sha256.get(name):
                raise StoredIndexError(
                    f"{file}: the stance model is damaged (its checksum differs): reinstall verifier"
                )
        return contents


def tokenizer() -> Tokenizer:
    """The tokenizer of all-MiniLM-L6-v2, which parts the texts of a pair as MPNet is used to."""
    from tokenizers.processors import TemplateProcessing  # noqa: PLC0415 - see model.tokenizer

    found = model.tokenizer(LONGEST)
    marks = [(mark, found.token_to_id(mark)) for mark in ("[CLS]", "[SEP]")]
    found.post_processor = TemplateProcessing(pair="[CLS] $A [SEP] [SEP] $B:1 [SEP]:1", special_tokens=marks)
    return found
