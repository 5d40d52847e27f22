"""How often search has the right passage among its first 5 and 10: fused, by vectors alone, by words alone (bm25s).

    python benchmarks/retrieval.py PASSAGES.jsonl QUERIES.jsonl [--precision int8|lazy] [--seed 1] [--drawn 1000]
        [--folds FOLDER --data DATA.jsonl…]

PASSAGES has rows {"id", "text"}, QUERIES rows {"id", "claim", "gold": [ids of passages]}. Recall@k is the share of a
query's gold passages among the first k, averaged over queries. Vectors alone are sentence-transformers' weights with
an exact search, words alone bm25s at its defaults; neither knows anything of the index.

The weights of `SearchSettings` were chosen on the queries with even places (`first half`) and confirmed on the odd ones
(`second half`); nothing was fitted to single rows. The second table's queries are drawn from the passages at random:
a name, a figure or a quotation, each with the passage that it was drawn from as its only gold one. Others may hold it
too, and which of forty sentences on Manhattan comes first is chance: with fewer than a thousand queries a difference of
0.02 between two rankings of names says nothing.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import bm25s
import numpy as np

from verifier import checker, facts, rules
from verifier.index import Hit, Index
from verifier.records import Name
from verifier.stance import StanceModel, data

Query = tuple[str, frozenset[str]]
Ranker = Callable[[str], Sequence[str]]
"""From a query to the ids of passages, the best first."""

DEPTH = 10
FIGURE = re.compile(r"[$£€]?\d[\d,.]*\d(?: (?:million|billion|trillion|percent))?%?|\d+ [a-z]{3,}")
QUOTATION = re.compile(r'"([^"]{12,150})"|“([^”]{12,150})”')
WORDS_OF_A_RUN = 8


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("passages", type=Path)
    parser.add_argument("queries", type=Path)
    parser.add_argument("--precision", choices=("fp32", "int8", "lazy"), default="fp32")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--drawn", type=int, default=1000, help="queries of each kind that are drawn from the passages")
    parser.add_argument("--folds", type=Path, help="models by fold, for the row with reranking")
    parser.add_argument("--data", type=Path, nargs="+", default=[], help="what the models of --folds were trained on")
    options = parser.parse_args()

    passages = {row["id"]: row["text"] for row in _rows(options.passages)}
    asked = [(row["claim"], frozenset(row["gold"])) for row in _rows(options.queries)]
    drawn = _draw(passages, options.seed, options.drawn)
    with tempfile.TemporaryDirectory() as folder:
        index = Index.open(Path(folder) / "index", create=True, precision=options.precision)
        index.update([options.passages])
        rankers = {
            "fused": _fused(index, passages),
            "vectors alone": _vectors(index, passages),
            "words alone": _words(passages),
        }
        claims = {"all": asked, "first half": asked[::2], "second half": asked[1::2]}
        _table(claims, rankers)
        if options.folds:
            judges = _judges(options.folds, options.data)
            of_folds = {"of the folds there": [query for query in asked if query[0] in judges]}
            _table(of_folds, {"fused": rankers["fused"], "reranked": _reranked(index, passages, judges)})
        print()
        _table(drawn, rankers)


def _rows(file: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def _table(sets: dict[str, list[Query]], rankers: dict[str, Ranker]) -> None:
    print(f"{'recall@5 @10':<16}" + "".join(f"{f'{name} ({len(queries)})':>20}" for name, queries in sets.items()))
    for label, ranker in rankers.items():
        start = time.perf_counter()
        cells = []
        for queries in sets.values():
            ranked = [(ranker(text), gold) for text, gold in queries]
            cells.append("  ".join(f"{_recall(ranked, k):.3f}" for k in (5, 10)))
        each = (time.perf_counter() - start) / sum(map(len, sets.values()))
        print(f"{label:<16}" + "".join(f"{cell:>20}" for cell in cells) + f"{1000 * each:>8.1f} ms a query")


def _recall(ranked: list[tuple[Sequence[str], frozenset[str]]], k: int) -> float:
    return float(np.mean([len(gold.intersection(found[:k])) / len(gold) for found, gold in ranked]))


def _fused(index: Index, passages: dict[str, str]) -> Ranker:
    ids = {text: id_ for id_, text in passages.items()}

    def rank(text: str) -> list[str]:
        hits = index.search(text, facts.extract(text), DEPTH)
        return [_id_of(hit.passage.text, ids) for hit in hits]

    return rank


def _judges(folds: Path, files: Sequence[Path]) -> dict[str, StanceModel]:
    """Of each claim that one of the models in `folds` has not seen, that model."""
    models = {fold: StanceModel(path) for fold, path in data.folds_in(folds).items()}
    return {each.row.claim: models[each.fold] for each in data.read(files).cross_validated if each.fold in models}


def _reranked(index: Index, passages: dict[str, str], judges: dict[str, StanceModel]) -> Ranker:
    ids = {text: id_ for id_, text in passages.items()}

    def rank(text: str) -> list[str]:
        stated = rules.Statement.of(text, facts.extract(text))
        hits = index.search(text, stated.facts, checker.RERANKED)

        def claim_beside(hit: Hit) -> str:
            return rules.examine(stated, rules.Statement.of(hit.passage.text, hit.facts)).reworded

        ranked, _ = checker.reranked(judges[text], hits, claim_beside)
        return [_id_of(hit.passage.text, ids) for hit in ranked[:DEPTH]]

    return rank


def _id_of(passage: str, ids: dict[str, str]) -> str:
    """The row that a passage came from; a long row is more than one passage."""
    return ids.get(passage) or next((id_ for text, id_ in ids.items() if passage in text), "")


def _vectors(index: Index, passages: dict[str, str]) -> Ranker:
    matrix = index.embedder.encode(list(passages.values()))
    ids = list(passages)
    return lambda text: [ids[row] for row in np.argsort(-(matrix @ index.embedder.encode([text])[0]))[:DEPTH]]


def _words(passages: dict[str, str]) -> Ranker:
    bm25 = bm25s.BM25()
    bm25.index(bm25s.tokenize(list(passages.values()), show_progress=False), show_progress=False)
    ids = list(passages)

    def rank(text: str) -> list[str]:
        try:
            rows, _ = bm25.retrieve(bm25s.tokenize([text], show_progress=False), k=DEPTH, show_progress=False)
        except ValueError:  # no word of the query is in its vocabulary
            return []
        return [ids[row] for row in rows[0]]

    return rank


def _draw(passages: dict[str, str], seed: int, number: int) -> dict[str, list[Query]]:
    """Queries of each kind from passages at random, at most one of a kind from each passage."""
    chance = random.Random(seed)
    kinds: dict[str, Callable[[str], list[str]]] = {
        "name": _names,
        "figure": FIGURE.findall,
        "quotation": lambda text: [a or b for a, b in QUOTATION.findall(text)],
        "eight words": _runs,
    }
    drawn: dict[str, list[Query]] = {kind: [] for kind in kinds}
    for id_ in chance.sample(sorted(passages), len(passages)):
        for kind, find in kinds.items():
            found = find(passages[id_])
            if found and len(drawn[kind]) < number:
                drawn[kind].append((chance.choice(found), frozenset([id_])))
    return drawn


def _names(text: str) -> list[str]:
    return [fact.text for fact in facts.extract(text) if isinstance(fact.value, Name)]


def _runs(text: str) -> list[str]:
    words = text.split()
    return [" ".join(words[at : at + WORDS_OF_A_RUN]) for at in range(len(words) - WORDS_OF_A_RUN + 1)]


if __name__ == "__main__":
    main()
