"""Texts into unit vectors, by ONNX Runtime alone; nothing here knows passages, and nothing here imports torch."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from verifier.errors import VerifierError
from verifier.index import model
from verifier.index.settings import Precision
from verifier.once import LoadedOnce

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

DIMENSION = 384
LONGEST = 256
"""Tokens that the model reads of a text, its two marks included: sentence-transformers' limit for this model."""

BATCH_SIZE = {"fp32": 8, "int8": 1}
"""Texts in one run; larger batches are slower, for they leave the processor's cache. int8 takes one text at a time
because ONNX Runtime chooses one scale of activations for a whole run: beside other texts the same text would get
another vector (cosine 0.99)."""


TOKENS_AT_ONCE = 64


class Embedder:
    """Encodes texts with all-MiniLM-L6-v2; the model is loaded, and if need be exported, on first use."""

    def __init__(self, precision: Precision = "fp32") -> None:
        self.precision: Precision = precision

    @classmethod
    def of_file(cls, file: Path, precision: str) -> Embedder:
        """An embedder that runs this exported model instead of the cache's."""
        embedder = cls("int8" if precision == "int8" else "fp32")
        embedder.__dict__["_session"] = model.session(file)
        return embedder

    @property
    def is_ready(self) -> bool:
        """Whether the model is in the cache; if not, the first `encode` takes some 15 s longer."""
        return model.find(self.precision) is not None

    def encode(self, texts: Sequence[str], on_progress: Callable[[int], None] = lambda _: None) -> NDArray[np.float32]:
        """The texts' vectors, shape (len(texts), 384), each of length 1; their inner product is the cosine.

        A text is cut after 256 tokens. The vector of a text does not depend on the texts beside it (in fp32 up to the
        rounding of the last digit). `on_progress` is told now and then how many texts are done. Raises VerifierError if
        the model can't be exported or loaded.
        """
        if not texts:
            return np.empty((0, DIMENSION), dtype=np.float32)
        distinct = list(dict.fromkeys(texts))
        tokens = [encoding.ids for encoding in self._tokenizer.encode_batch(distinct)]
        rows = np.empty((len(distinct), DIMENSION), dtype=np.float32)
        done = 0
        for batch, vectors in self._run_all(tokens):
            rows[batch] = vectors
            done += len(batch)
            on_progress(done * len(texts) // len(distinct))
        row_of = {text: row for row, text in enumerate(distinct)}
        return rows[[row_of[text] for text in texts]]

    def encode_tokens(self) -> NDArray[np.float32]:
        """A vector for each token of the vocabulary, as of a text that is nothing else."""
        first, last = self._tokenizer.encode("").ids
        tokens = [[first, token, last] for token in range(self._tokenizer.get_vocab_size())]
        rows = np.empty((len(tokens), DIMENSION), dtype=np.float32)
        for start in range(0, len(tokens), TOKENS_AT_ONCE):
            rows[start : start + TOKENS_AT_ONCE] = _run(self._session, tokens[start : start + TOKENS_AT_ONCE])
        return rows

    def _run_all(self, tokens: Sequence[Sequence[int]]) -> Iterator[tuple[list[int], NDArray[np.float32]]]:
        """The vectors of all texts, in batches of their indices, the shortest first so that little is padded.

        Batches run side by side, each on one core: faster than each on all cores, and the same on every machine.
        """
        order = sorted(range(len(tokens)), key=lambda index: len(tokens[index]))
        size = BATCH_SIZE[self.precision]
        batches = [order[start : start + size] for start in range(0, len(order), size)]
        session = self._session

        def run(batch: list[int]) -> NDArray[np.float32]:
            return _run(session, [tokens[index] for index in batch])

        if len(batches) == 1:
            yield batches[0], run(batches[0])
            return
        # One more than there are cores: none is idle while a thread waits for the interpreter.
        pool = ThreadPoolExecutor(cores() + 1)
        try:
            yield from zip(batches, pool.map(run, batches), strict=True)
        finally:
            pool.shutdown(cancel_futures=True)

    @LoadedOnce
    def _tokenizer(self) -> Tokenizer:
        return model.tokenizer(LONGEST)

    @LoadedOnce
    def _session(self) -> Any:
        file = model.find(self.precision) or model.export(self.precision)
        with ThreadPoolExecutor(1) as beside, contextlib.suppress(Exception):
            checked = beside.submit(model.verify, self.precision)
            session = model.session(file)
            if checked.result() is not None:
                return session
        model.discard(self.precision)
        file = model.export(self.precision)
        try:
            return model.session(file)
        except Exception as error:
            raise VerifierError(f"the embedding model in {file} can't be loaded: {error}") from error


def _run(session: Any, batch: Sequence[Sequence[int]]) -> NDArray[np.float32]:
    """The vectors of one batch of texts, given as tokens."""
    ids = np.zeros((len(batch), max(map(len, batch))), dtype=np.int64)
    mask = np.zeros_like(ids)
    for row, tokens in enumerate(batch):
        ids[row, : len(tokens)] = tokens
        mask[row, : len(tokens)] = 1
    vectors: NDArray[np.float32] = session.run(None, {"input_ids": ids, "attention_mask": mask})[0]
    return vectors


def cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
