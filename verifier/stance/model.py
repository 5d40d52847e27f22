"""Runs the stance model by ONNX Runtime alone: how likely evidence supports a claim, conflicts with it, or neither."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from verifier.errors import StoredIndexError
from verifier.index import model
from verifier.records import Record, Stance

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

CLASSES = (Stance.SUPPORTS, Stance.CONFLICTS, Stance.NEUTRAL)
"""The columns of `judge`."""
LONGEST = 144
"""Tokens that the model reads of claim and evidence together; the longer of the two is cut."""

FOLDER = Path(__file__).parent
MODEL_FILE = "model.onnx"
MANIFEST_FILE = "manifest.json"


class Manifest(Record, frozen=True, kw_only=True):
    """What tells the model that was released from any other; stands beside it."""

    sha256: str


class StanceModel:
    """Judges pairs of claim and evidence; loaded, and its checksum checked, on first use."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self.folder = folder

    def judge(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float64]:
        """Probabilities, not calibrated (`verdict` does that), shape (len(pairs), 3), columns as CLASSES; each row adds up to 1.

        A pair's row does not depend on the pairs beside it: each is run alone, for int8 has one scale of activations for
        a whole run. Raises StoredIndexError if the model is missing or is not the one that was released.
        """
        if not pairs:
            return np.empty((0, len(CLASSES)))
        scaled = self.logits(pairs)
        powers = np.exp(scaled - scaled.max(axis=1, keepdims=True))
        shares: NDArray[np.float64] = powers / powers.sum(axis=1, keepdims=True)
        return shares

    def logits(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float64]:
        """What the network says before it is made probabilities; shape (len(pairs), 3)."""
        encodings = self._tokenizer.encode_batch([(claim, evidence) for claim, evidence in pairs])
        session = self._session

        def run(one: Any) -> NDArray[np.float32]:
            ids, mask, kinds = padded([(one.ids, one.type_ids)])
            inputs = {"input_ids": ids, "attention_mask": mask, "token_type_ids": kinds}
            rows: list[NDArray[np.float32]] = session.run(None, inputs)
            return np.ravel(rows[0])

        if len(encodings) == 1:
            return np.array([run(encodings[0])], dtype=np.float64)
        with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
            return np.array(list(pool.map(run, encodings)), dtype=np.float64)

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return tokenizer()

    @cached_property
    def _manifest(self) -> Manifest:
        file = self.folder / MANIFEST_FILE
        try:
            return msgspec.json.decode(file.read_bytes(), type=Manifest)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
            raise StoredIndexError(f"{file}: the stance model's manifest can't be read: reinstall verifier") from error

    @cached_property
    def _session(self) -> Any:
        file = self.folder / MODEL_FILE
        try:
            content = file.read_bytes()
        except OSError as error:
            raise StoredIndexError(f"{file}: the stance model can't be read: reinstall verifier") from error
        if hashlib.sha256(content).hexdigest() != self._manifest.sha256:
            raise StoredIndexError(f"{file}: the stance model is damaged (its checksum differs): reinstall verifier")
        return model.session(content)


def tokenizer() -> Tokenizer:
    """The tokenizer of all-MiniLM-L6-v2, for pairs."""
    return model.tokenizer(LONGEST)


def padded(rows: Sequence[tuple[Sequence[int], Sequence[int]]]) -> list[NDArray[np.int64]]:
    """Rows of (token ids, kinds) as the network's inputs: ids, mask and kinds, each (row, token)."""
    ids = np.zeros((len(rows), max(len(row[0]) for row in rows)), dtype=np.int64)
    mask, kinds = np.zeros_like(ids), np.zeros_like(ids)
    for place, (tokens, of_text) in enumerate(rows):
        ids[place, : len(tokens)] = tokens
        mask[place, : len(tokens)] = 1
        kinds[place, : len(tokens)] = of_text
    return [ids, mask, kinds]
