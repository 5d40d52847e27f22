"""Texts into unit vectors without running a network: the mean of one vector for each token, distilled from the model.

After model2vec (Tulkens and van Dongen 2024): every token of the vocabulary goes through the model alone; the mean and the
directions in which all differ most, which say little of what they mean, are taken away (Mu and Viswanath 2018); a token
weighs the less the more common it is (Arora et al. 2017), where its place in the vocabulary, which is sorted by frequency,
tells how common. Some hundred texts take as long as one through the model, and find fewer of the right passages: enough
for candidates. SMOOTHING and DIRECTIONS were chosen by recall among 50 on the claims of `benchmarks/retrieval.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from verifier.errors import VerifierError
from verifier.index import model
from verifier.index.embedder import DIMENSION, LONGEST, Embedder
from verifier.once import LoadedOnce

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

KIND = "static"
TABLE_FILE = "tokens.npy"

SMOOTHING = 1e-3
"""Frequency at which a token weighs half."""
DIRECTIONS = 5
COMMONEST = "the"
"""Where words begin in the vocabulary, the most common first; before it stand marks and single characters."""
RARE = 3000
"""The place that those are counted at."""


class StaticEmbedder:
    """Encodes texts by a table of tokens' vectors; it is made, which takes some 20 s, on first use."""

    def encode(self, texts: Sequence[str], on_progress: Callable[[int], None] = lambda _: None) -> NDArray[np.float32]:
        """The texts' vectors, shape (len(texts), 384), each of length 1, or 0 for a text without a known token."""
        rows = np.zeros((len(texts), DIMENSION), dtype=np.float32)
        for row, encoding in enumerate(self._tokenizer.encode_batch(list(texts), add_special_tokens=False)):
            ids = [id_ for id_ in encoding.ids if id_ != self._unknown]
            if ids:
                mean = self._table[ids].astype(np.float32).mean(axis=0)
                rows[row] = mean / max(float(np.linalg.norm(mean)), 1e-9)
        on_progress(len(texts))
        return rows

    @LoadedOnce
    def _tokenizer(self) -> Tokenizer:
        return model.tokenizer(LONGEST)

    @LoadedOnce
    def _unknown(self) -> int | None:
        unknown: int | None = self._tokenizer.token_to_id("[UNK]")
        return unknown

    @LoadedOnce
    def _table(self) -> NDArray[np.float16]:
        """A vector for each token; mapped, so that of a claim only the rows of its tokens are read."""
        place = model.folder(KIND)
        if not model.is_intact(place):
            model.discard(KIND)
            model.put(place, _make)
        table: NDArray[np.float16] = np.load(place / TABLE_FILE, mmap_mode="r")
        if table.shape != (self._tokenizer.get_vocab_size(), DIMENSION):
            raise VerifierError(f"{place / TABLE_FILE} is damaged: delete {place}, and it is made anew")
        return table


def _make(folder: Path) -> None:
    """Distil the table into a new folder."""
    folder.mkdir()
    vectors = Embedder("fp32").encode_tokens()
    vectors -= vectors.mean(axis=0)
    widest = np.linalg.eigh(vectors.T @ vectors)[1][:, -DIRECTIONS:]
    vectors -= vectors @ widest @ widest.T
    place = np.arange(len(vectors)) - (StaticEmbedder()._tokenizer.token_to_id(COMMONEST) or 0) + 1
    share = 1 / (1 + np.where(place < 1, RARE, place))
    share /= share.sum()
    vectors *= (SMOOTHING / (SMOOTHING + share))[:, np.newaxis]
    np.save(folder / TABLE_FILE, vectors.astype(np.float16))
    files = model.measure(folder, [TABLE_FILE])
    manifest = model.Manifest(precision=KIND, files=files, mean_cosine=1.0, least_cosine=1.0)
    (folder / model.MANIFEST_FILE).write_bytes(msgspec.json.format(msgspec.json.encode(manifest)))
