"""Ranks passages for a claim: candidates by vectors and by words, then one score for each from all that is known of it.

A passage's score is a weighted sum, divided by its greatest possible value so that it lies between 0 and 1:

- the cosine of the claim's vector and the passage's (weight 1);
- the share of the claim's common words, names and numbers left out, that the passage holds, each word counted by its
  inverse document frequency (`common_weight`). Names are left out because the sentences that speak most of a person
  say "she", and other sentences name the person in passing;
- the share of the claim's quantities, dates and names that the passage speaks of (`fact_weight`). A quantity is spoken
  of by any quantity of the same thing whatever its value, for evidence that conflicts is evidence. A name may stand in
  the document's title instead; without a title names do not count, for the reason above: there they lowered recall;
- BM25 (`word_weight`), times the eighth power of the share of the query's words that the best passage holds. A name, a
  figure or a quotation from the corpus is held whole by some passage, and there words find more than vectors; a claim
  in its own words is not, and there BM25 only disturbs.

`benchmarks/retrieval.py` measures what this brings, and on which queries the weights were chosen.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from verifier.facts.gazetteer import fold as folded_name
from verifier.index.contract import Hit
from verifier.index.settings import SearchSettings
from verifier.index.words import fold, tokens
from verifier.records import Date, Fact, Name, Quantity, Value

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from verifier.index.store import StoredPassage

LONGEST_QUERY = 128
"""Distinct words of a query that are looked up; further ones add time and no information."""

FADE = 8
"""Power of the share of words held, by which BM25 fades. 4 and 16 do as well on the benchmark's first half."""


class Corpus(Protocol):
    """What ranking asks of an engine; all of one search is answered from one state of it.

    Ids are whole numbers, the same for the same passage as long as it is there.
    """

    def candidates(
        self, vector: NDArray[np.float32], words: Sequence[str], limit: int
    ) -> tuple[Sequence[int], Mapping[int, float]]:
        """The ids of the `limit` passages nearest by cosine, and of the `limit` best by BM25 with their scores.

        A passage matches that holds any of the words, which `fold` gave; all of them in this order count as one more,
        rare, word.
        """

    def passages(self, ids: Iterable[int]) -> Mapping[int, StoredPassage]:
        """Passages by id, in this order; ids of passages that are gone are left out."""

    def similarities(self, vector: NDArray[np.float32], found: Iterable[StoredPassage]) -> Sequence[float]:
        """Cosines of the claim's vector and these passages'."""

    def frequencies(self, words: Iterable[str]) -> tuple[int, Mapping[str, int]]:
        """How many passages there are, and how many of them hold each word."""


def search(  # noqa: PLR0917 - what is searched, how, and for what
    corpus: Corpus,
    settings: SearchSettings,
    claim: str,
    facts: Sequence[Fact],
    vector: NDArray[np.float32],
    first: Sequence[int] = (),
) -> list[Hit]:
    """The best `settings.k` passages for a claim with this vector and these facts, the best first.

    The best `settings.k` of the passages with the ids `first` come before them.
    """
    words = fold(claim)[:LONGEST_QUERY]
    depth = max(settings.candidates, settings.k)
    by_vectors, by_words = corpus.candidates(vector, words, depth)
    found = corpus.passages(sorted({*by_vectors, *by_words, *first}))
    cosines = dict(zip(found, corpus.similarities(vector, found.values()), strict=True))
    held = {id_: frozenset(fold(stored.passage.text)) for id_, stored in found.items()}
    rarity = _rarity(corpus, words)
    common = {word: rarity[word] for word in fold(_without_facts(claim, facts)) if word in rarity}

    best_bm25 = max(by_words.values(), default=0.0) or 1.0
    answered = max((_share(rarity, words_held) for words_held in held.values()), default=0.0)
    word_weight = settings.word_weight * answered**FADE
    total = 1 + settings.common_weight + settings.fact_weight + word_weight

    scores = {}
    for id_, stored in found.items():
        raw = (
            max(0.0, cosines[id_])
            + settings.common_weight * _share(common, held[id_])
            + settings.fact_weight * _spoken_of(facts, stored)
            + word_weight * max(0.0, by_words.get(id_, 0.0)) / best_bm25
        )
        scores[id_] = round(min(1.0, raw / total), 6)
    ranked = sorted(found, key=lambda id_: (-scores[id_], id_))
    asked = frozenset(first)
    best = [id_ for id_ in ranked if id_ in asked][: settings.k]
    best += [id_ for id_ in ranked if id_ not in asked and (id_ in by_words or id_ in by_vectors)][: settings.k]
    return [Hit(found[id_].passage, found[id_].facts, scores[id_], round(cosines[id_], 6)) for id_ in best]


def _rarity(corpus: Corpus, words: Sequence[str]) -> dict[str, float]:
    """Inverse document frequency of each word, as in BM25 (Robertson and Zaragoza 2009), never negative."""
    total, having = corpus.frequencies(words)
    return {word: math.log(1 + (total - having[word] + 0.5) / (having[word] + 0.5)) for word in words}


def _share(weights: Mapping[str, float], held: frozenset[str]) -> float:
    """How much of the words' weight is held, 0 to 1."""
    total = sum(weights.values())
    return sum(weight for word, weight in weights.items() if word in held) / total if total else 0.0


def _without_facts(claim: str, facts: Iterable[Fact]) -> str:
    """The claim with its names and numbers blanked out."""
    for fact in facts:
        if isinstance(fact.value, Name):
            claim = claim[: fact.start] + " " * (fact.end - fact.start) + claim[fact.end :]
    return re.sub(r"\b(?=[^\W\d]*+\d)\w+", " ", claim)


def _spoken_of(claim: Sequence[Fact], stored: StoredPassage) -> float:
    """The share of the claim's quantities and dates, and of its names if there is a title, that a passage speaks of."""
    title = f" {folded_name(' '.join(tokens(stored.passage.source.title or '')))} "
    kinds = Name | Quantity | Date if title.strip() else Quantity | Date
    asked = [fact.value for fact in claim if isinstance(fact.value, kinds)]
    if not asked:
        return 0.0
    given = [fact.value for fact in stored.facts]
    return sum(
        (isinstance(value, Name) and f" {value.canonical} " in title)
        or any(_same_subject(value, other) for other in given)
        for value in asked
    ) / len(asked)


def _same_subject(asked: Value, given: Value) -> bool:
    match asked, given:
        case Name(), Name():
            return asked.canonical == given.canonical
        case Quantity(), Quantity():
            same_thing = asked.counted == given.counted != "" or asked.dimension != "count"
            return asked.dimension == given.dimension and (same_thing or not asked.core.is_disjoint(given.core))
        case Date(), Date():
            return any(not a.is_disjoint(b) for a in asked.readings for b in given.readings)
        case _:
            return False
