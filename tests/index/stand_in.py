"""An embedder that costs nothing, for tests of everything but its vectors, and what an index holds."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

import numpy as np

from verifier.index import Index
from verifier.index.embedder import DIMENSION, Embedder


class CountingEmbedder(Embedder):
    """Vectors from a text's hash, at no cost, and a list of the texts that were asked for."""

    def __init__(self) -> None:
        super().__init__("fp32")
        self.texts: list[str] = []

    def encode(self, texts: Sequence[str], on_progress: Callable[[int], None] = lambda _: None) -> np.ndarray:
        self.texts += texts
        on_progress(len(texts))
        rows = [np.frombuffer(hashlib.shake_256(text.encode()).digest(DIMENSION), dtype=np.int8) for text in texts]
        matrix = np.array(rows, dtype=np.float32).reshape(len(texts), DIMENSION)
        return matrix / np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-9)


def texts(index: Index) -> list[str]:
    """Every passage that a search can find."""
    store = index._store
    return sorted(stored.passage.text for stored in store.passages(store.ids()).values())
