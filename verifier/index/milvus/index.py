"""The `Engine` in Milvus: searched by one hybrid request, ranked as every other, filled from files as every other."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from verifier.errors import InputError, StoredIndexError
from verifier.index import model, search
from verifier.index.contract import Hit, IndexStatus
from verifier.index.index import FromFiles, size
from verifier.index.milvus.client import among
from verifier.index.milvus.schema import K1, B, search_params
from verifier.index.milvus.store import Found, MilvusStore, stored
from verifier.index.place import Collection
from verifier.index.settings import Mode, SearchSettings
from verifier.index.vectors import unpack
from verifier.index.words import fold, tokens
from verifier.records import Fact

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from verifier.index.store import StoredPassage

COUNTERS = 8
"""Words that are counted at a time."""
MOST_CITED = 1000
"""Documents at the addresses that a claim cites, that are looked at first."""


class MilvusIndex(FromFiles[MilvusStore]):
    """An index in a collection of a Milvus server or a Milvus Lite file."""

    def __init__(self, store: MilvusStore, settings: SearchSettings, mode: Mode) -> None:
        """Use a store that is open; `open` is the usual way here."""
        super().__init__(store, settings, mode)
        self._counts = _Counts(store)

    @classmethod
    def open(
        cls,
        collection: Collection,
        *,
        create: bool = False,
        rebuild: bool = False,
        settings: SearchSettings | None = None,
        precision: Mode | None = None,
    ) -> MilvusIndex:
        """Open an index, as `Index.open` does one in a folder; it can't be lazy."""
        if precision == "lazy":
            raise InputError("embedder: lazy is for an index in a folder: for one in Milvus choose fp32 or int8")
        if rebuild:
            MilvusStore.destroy(collection)
        if create or rebuild:
            store = MilvusStore.create(collection, model.MODEL_NAME, precision or "fp32")
        else:
            store = MilvusStore.open(collection)
        built: Mode = "int8" if store.state.precision == "int8" else "fp32"
        if store.state.model != model.MODEL_NAME or precision not in (None, built):
            store.close()
            raise StoredIndexError(
                f"the index {collection} was built with the model {store.state.model} in {built}, "
                f"not {model.MODEL_NAME} in {precision or built}: make it anew with `verify index --rebuild PATH…`"
            )
        return cls(store, settings or SearchSettings(), built)

    def search(
        self,
        claim: str,
        stated: Sequence[Fact],
        k: int | None = None,
        cited: Sequence[str] = (),
        vector: NDArray[np.float32] | None = None,
    ) -> list[Hit]:
        """The passages nearest to a claim, as the contract has it."""
        settings = self.settings if k is None else msgspec.structs.replace(self.settings, k=k)
        if vector is None:
            vector = self.embed(claim)
        self._counts.refresh()
        held = _Held(self._store, self._counts)
        documents = self._store.documents_at(cited, MOST_CITED) if cited else []
        first: Iterable[int] = ()
        if documents:
            depth = max(settings.candidates, settings.k)
            first = held.find(vector, fold(claim)[: search.LONGEST_QUERY], depth, among("document", documents))
        return search.search(held, settings, claim, stated, vector, sorted(first))

    def check(self) -> None:
        """Read all rows, and the model. Raises StoredIndexError if one can't be read or contradicts itself."""
        self._store.check()
        self._check_model()

    def status(self) -> IndexStatus:
        """What the index holds; the size of a server's is not known."""
        files, documents, passages = self._store.counts()
        state, collection = self._store.refresh(), self._store.collection
        known = self._store.files()
        return IndexStatus(
            path=str(collection),
            files=files,
            documents=documents,
            passages=passages,
            model=state.model,
            precision=self.mode,
            generation=state.generation,
            bytes=_size_of_all(Path(collection.uri)) if collection.is_file else None,
            failed=tuple(Path(key) for key, file in known.items() if file.failed),
            partly=tuple(Path(key) for key, file in known.items() if file.problems),
        )


class _Counts:
    """How many passages there are, and hold each word: counted once, and again when the index has changed."""

    def __init__(self, store: MilvusStore) -> None:
        self._store = store
        self._generation = -1
        self.passages = 0
        self.mean_length = 1.0
        """Words in a passage."""
        self._having: dict[str, int] = {}
        self._is_complete = False
        """Whether a word that is not among them is in no passage."""

    def refresh(self) -> None:
        """Look whether the index has changed."""
        state = self._store.refresh(self._store.level)
        if state.generation != self._generation:
            self._generation = state.generation
            self._having, self._is_complete = {}, False
            self.passages = self._store.count_passages()
            self.mean_length = state.words / max(state.passages, 1) or 1.0

    def of(self, words: Iterable[str]) -> dict[str, int]:
        """How many passages hold each of these words."""
        wanted = list(dict.fromkeys(words))
        missing = [word for word in wanted if word not in self._having]
        if missing and self._store.collection.is_file and not self._is_complete:
            # Milvus Lite looks at every passage to count a single word: so all are counted, which takes as long.
            self._having = Counter(word for held in self._store.words() for word in set(held))
            self._is_complete = True
        elif missing and not self._is_complete:
            with ThreadPoolExecutor(COUNTERS) as pool:
                self._having.update(zip(missing, pool.map(self._store.count_word, missing), strict=True))
        return {word: self._having.get(word, 0) for word in wanted}


class _Held:
    """The `Corpus` that one search sees: what one hybrid request found, of documents that are in a file."""

    def __init__(self, store: MilvusStore, counts: _Counts) -> None:
        self._store = store
        self._counts = counts
        self._found: dict[int, StoredPassage] = {}

    def candidates(
        self, vector: NDArray[np.float32], words: Sequence[str], limit: int
    ) -> tuple[list[int], dict[int, float]]:
        """What vectors and words find together, and BM25 of the best of it.

        Milvus merges the two lists into one and keeps the scores to itself, in a scale of its own; in a Milvus Lite file
        they also rest on the counts of a part of the passages. So BM25 is computed here, for the few that were found.
        """
        found = self.find(vector, words, limit)
        scores = _bm25(words, {id_: self._found[id_].passage.text for id_ in found}, self._counts)
        best = sorted(scores, key=lambda id_: (-scores[id_], id_))[:limit]
        return found, {id_: scores[id_] for id_ in best}

    def find(self, vector: NDArray[np.float32], words: Sequence[str], limit: int, condition: str = "") -> list[int]:
        """The ids of the `limit` passages nearest by vectors and the `limit` best by words, under a condition."""
        requests: list[dict[str, Any]] = [
            {
                "data": [vector.tolist()],
                "anns_field": "embedding",
                "param": search_params(self._store.state.vectors, limit),
                "limit": limit,
            }
        ]
        if words:
            requests.append(
                {"data": [" ".join(words)], "anns_field": "sparse", "param": {"metric_type": "BM25"}, "limit": limit}
            )
        if condition:
            requests = [request | {"expr": condition} for request in requests]
        found = self._store.hybrid(requests, 2 * limit)
        sources = self._store.sources({passage.document for passage in found.values()})
        seen = {id_: _with_source(passage, sources) for id_, passage in found.items() if passage.document in sources}
        self._found |= seen
        return sorted(seen)

    def passages(self, ids: Iterable[int]) -> dict[int, StoredPassage]:
        """Passages that were found, by id."""
        return {id_: self._found[id_] for id_ in ids}

    def similarities(self, vector: NDArray[np.float32], found: Iterable[StoredPassage]) -> list[float]:
        """Cosines with the embeddings."""
        cosines: list[float] = (unpack(passage.embedding for passage in found) @ vector).tolist()
        return cosines

    def frequencies(self, words: Iterable[str]) -> tuple[int, Mapping[str, int]]:
        """How many passages there are, and how many hold each word."""
        return self._counts.passages, self._counts.of(words)


def _with_source(passage: Found, sources: Mapping[str, Any]) -> StoredPassage:
    return stored(passage, sources[passage.document])


def _bm25(words: Sequence[str], texts: Mapping[int, str], counts: _Counts) -> dict[int, float]:
    """BM25 of each text that holds any of the words, as FTS5 computes it (sqlite.org/fts5.html#the_bm25_function).

    All of the words in this order count as one more word; it is rare, so all passages that hold it are among the texts.
    """
    held = {id_: tokens(text) for id_, text in texts.items()}
    frequencies = {id_: Counter(word for word in found if word in words) for id_, found in held.items()}
    having = counts.of(words)
    if len(words) > 1:
        phrase = f" {' '.join(words)} "
        for id_, found in held.items():
            if times := f" {' '.join(found)} ".count(phrase):
                frequencies[id_][phrase] = times
        having[phrase] = sum(phrase in frequency for frequency in frequencies.values())
    weight = {word: _weight(counts.passages, number) for word, number in having.items()}
    scores = {}
    for id_, frequency in frequencies.items():
        length = K1 * (1 - B + B * len(held[id_]) / counts.mean_length)
        if frequency:
            scores[id_] = sum(weight[word] * times * (K1 + 1) / (times + length) for word, times in frequency.items())
    return scores


def _weight(passages: int, having: int) -> float:
    """A word's inverse document frequency; FTS5 lets no word count less than nothing."""
    ratio = (passages - having + 0.5) / (having + 0.5)
    return max(1e-6, math.log(ratio)) if ratio > 1 else 1e-6


def _size_of_all(folder: Path) -> int:
    return sum(size(file) for file in folder.rglob("*") if file.is_file())
