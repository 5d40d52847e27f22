"""The way of a claim from its text to a verdict: read, search, compare, weigh; each step lives elsewhere."""

from __future__ import annotations

import datetime as dt
import os
from collections import deque
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

import msgspec

from verifier import config as configuration
from verifier import documents, facts, folders, rules, verdict
from verifier import stance as wording
from verifier.config import Config
from verifier.errors import DocumentError, InputError, StoredIndexError
from verifier.facts.names import same as same_name
from verifier.index import Changes, Engine, Hit, Index, IndexStatus, UpdateSummary, open_engine
from verifier.index.embedder import cores
from verifier.index.place import parse
from verifier.records import Claim, Document, Name, Opinion, Passage, Status, Verdict
from verifier.stance import StanceModel, gathered

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

AHEAD = 16
"""Claims that `check_all` has under way at each of its two steps: enough that no core waits, and few in memory."""

RERANKED = 10
"""Passages of which the stance model says how much they have to do with a claim that the rules leave open: the nearest."""
RELEVANCE_WEIGHT = 0.05
RELEVANCE_CAP = 4.0
"""What the log odds that a passage decides, cut at the cap, add to its score; see `benchmarks/retrieval.py --folds`."""
MOST_JUDGED = 6
"""Passages whose wording may decide a claim: the nearest after reranking."""
LEAST_SIMILARITY = 0.35
ALWAYS_JUDGED = 3
"""Cosine of claim and passage below which the wording is not judged, for it speaks of something else; the nearest few are judged
all the same, since a claim may have none of a passage's words."""

LONGEST_CLAIM = 5_000
"""Characters. A claim is a sentence or a few; a longer text is a draft."""

DEFAULT_STANCE = StanceModel()
"""Loaded on first use, then shared."""


class Verifier:
    """Checks claims against an index of source passages."""

    def __init__(
        self, index: Engine, config: Config | None = None, stance: StanceModel | None = DEFAULT_STANCE
    ) -> None:
        """Use an index that is already open; `open` and `against` are the usual ways here.

        Without a `stance` model the rules judge alone.
        """
        self.index = index
        self.config = config or Config()
        self.stance = stance if self.config.rules.get(wording.NAME, "on") == "on" else None
        self.rules = tuple(name for name in rules.RULES if self.config.rules.get(name, "on") == "on")
        """The rules that are not switched off, by name."""
        self._searching = Lock()

    @classmethod
    def open(cls, path: Path | str | None = None, *, config: Config | None = None) -> Verifier:
        """Open the index in the folder or at the address `path`, by default the configured one.

        Where a corpus is configured the index is made if it is missing; `refresh` brings it up to date. Raises
        StoredIndexError if there is no index, or one that is damaged or of another version, and DocumentError if one
        would be made of a corpus that is not there.
        """
        config = config or configuration.load()
        if path is not None:
            config = config.with_index(path if isinstance(path, Path) else parse(path, Path()))
        if config.collection is None and not config.index.exists():
            for source in config.corpus:
                next(documents.find([source]), None)
        options = {"create": bool(config.corpus), "settings": config.search, "precision": config.embedder}
        return cls(open_engine(config.place, **options), config)

    @classmethod
    def against(cls, files: Iterable[Path | str], *, config: Config | None = None) -> Verifier:
        """Check against these files alone, in memory.

        Raises DocumentError for the first that can't be read, and if they hold no document at all.
        """
        config = config or configuration.load()
        given = list(map(Path, files))
        read = [document for path in documents.find(given) for document in documents.read(path)]
        index = Index.in_memory(read, settings=config.search, precision=config.embedder)
        if not index.status().passages:
            raise DocumentError(
                f"{', '.join(map(str, given)) or '--against'}: no document is there, so nothing can be checked: "
                "give Markdown, text, HTML, PDF, DOCX or JSON lines"
            )
        return cls(index, config)

    def refresh(
        self,
        on_progress: Callable[..., None] | None = None,
        on_error: Callable[[DocumentError], None] | None = None,
    ) -> UpdateSummary | None:
        """Bring the index up to date with the configured corpus; None if nothing had changed.

        Where nothing at all is found any more, as in a share that is not mounted, the index keeps what it holds, and
        `on_error` is told; so it is of a folder that can't be read.
        """
        sources = list(self.config.corpus)
        if not sources:
            return None
        unread: list[DocumentError] = []
        changes = self.index.stale(sources, unread.append)
        if lost := [source for source in sources if _is_lost(source, changes.removed)]:
            sources = [source for source in sources if source not in lost]
            changes = self.index.stale(sources) if sources else Changes()
        if changes:  # then the update tells of the folders
            unread = []
        for error in (*unread, *map(_kept_of, lost)):
            if on_error is not None:
                on_error(error)
        return self.index.update(sources, prune=True, on_progress=on_progress, on_error=on_error) if changes else None

    def status(self) -> IndexStatus:
        """What the index holds; may be called from any thread."""
        with self._searching:
            return self.index.status()

    def check(self, claim: str | Claim, *, date: dt.date | None = None, k: int | None = None) -> Verdict:
        """The verdict on one claim, with the `k` nearest passages as evidence; may be called from any thread.

        `date` is when the claim was made and resolves its "yesterday". Raises InputError for a claim that has no
        words, is no text or longer than LONGEST_CLAIM, and StoredIndexError if the index is empty, for then nothing is checked.
        """
        claim = usable(claim, date)
        stated = _read(claim)
        return self._decide(
            claim, stated, self._found(claim, stated, self.index.embed(_query(claim)), k), self._kept(claim, k)
        )

    def check_all(self, claims: Iterable[str | Claim], *, k: int | None = None) -> Iterator[Verdict]:
        """The verdict on each claim, in order and as `check` gives it, on all cores.

        Raises as `check` does, when the verdicts on all claims before have been given.

        Claims are embedded, and what was found for them is judged, beside the search, which has one thread: while a model
        runs, the interpreter is free for the others.
        """

        def prepare(given: str | Claim) -> tuple[Claim, rules.Statement, NDArray[np.float32]]:
            claim = usable(given)
            return claim, _read(claim), self.index.embed(_query(claim))

        pool = ThreadPoolExecutor(cores() + 1)
        try:
            prepared = _ahead(pool.submit(prepare, claim) for claim in claims)
            yield from _ahead(
                pool.submit(
                    self._decide, claim, stated, self._found(claim, stated, vector, k), self._kept(claim, k), threads=1
                )
                for claim, stated, vector in prepared
            )
        finally:
            pool.shutdown(cancel_futures=True)

    def _found(self, claim: Claim, stated: rules.Statement, vector: NDArray[np.float32], k: int | None) -> list[Hit]:
        depth = max(k or self.config.search.k, RERANKED)
        with self._searching:  # an index is searched by one thread at a time
            hits = self.index.search(_query(claim), stated.facts, depth, claim.cites, vector)
            # What the index holds takes a while to count, and is only in doubt where nothing at all was found.
            if not hits and not self.index.status().passages:
                raise self._empty()
        return _of_the_same(claim.context, hits)

    def _empty(self) -> StoredIndexError:
        corpus = ", ".join(map(str, self.config.corpus))
        remedy = f"put documents into {corpus}" if corpus else "fill it with `verify index PATH…`"
        return StoredIndexError(
            f"the index in {self.config.place} is empty, so nothing can be checked: {remedy}, or give --against FILE…"
        )

    def _kept(self, claim: Claim, k: int | None) -> int | None:
        """How many of the passages found are looked at; all, where the claim cites some."""
        return None if claim.cites else k or self.config.search.k

    def judge(self, pairs: Sequence[tuple[Claim, Document]]) -> list[Verdict]:
        """The verdict on each claim from its own document alone, every passage of it looked at, without retrieval.

        The document is taken to speak of what the claim speaks of, which a passage that `check` finds must show.
        """
        stated = [_read(claim) for claim, _ in pairs]
        passages = [documents.split(document) for _, document in pairs]
        texts = [claim.text for claim, _ in pairs] + [passage.text for split in passages for passage in split]
        vectors = iter(self.index.embedder.encode(texts))
        claims = [next(vectors) for _ in pairs]
        verdicts = []
        for (claim, _), statement, split, vector in zip(pairs, stated, passages, claims, strict=True):
            hits = [_hit(passage, float(vector @ next(vectors))) for passage in split]
            hits.sort(key=lambda hit: -hit.score)
            verdicts.append(self._decide(claim, statement, hits, demands=verdict.GIVEN))
        return verdicts

    def _decide(
        self,
        claim: Claim,
        stated: rules.Statement,
        hits: Sequence[Hit],
        kept: int | None = None,
        *,
        threads: int | None = None,
        demands: verdict.Demands = verdict.FOUND,
    ) -> Verdict:
        """The verdict by the first `kept` hits; where the rules leave the claim open, by those that have most to do with it."""
        found: dict[Passage, rules.Examination] = {}

        def examined(hit: Hit) -> rules.Examination:
            if hit.passage not in found:
                title, context = hit.passage.source.title or "", hit.passage.context
                passage = rules.Statement.of(hit.passage.text, hit.facts, title, context)
                found[hit.passage] = rules.examine(stated, passage, self.rules)
            return found[hit.passage]

        def weighed(
            near: Sequence[Hit], opinions: Mapping[Passage, Opinion], across: Container[Passage] = (), *, asked: bool
        ) -> list[verdict.Weighed]:
            return [
                verdict.weigh(
                    hit.passage,
                    hit.score,
                    hit.similarity,
                    examined(hit),
                    opinions.get(hit.passage),
                    asked=asked,
                    demands=demands.of_several if hit.passage in across else demands,
                )
                for hit in near
            ]

        items = weighed(hits[:kept], {}, asked=False)
        if self.stance is not None and not verdict.settled(items):
            ranked, opinions = reranked(self.stance, hits, lambda hit: examined(hit).reworded, threads)
            open_ = {item.evidence.passage for item in items if item.open}
            may_decide = {hit.passage for hit in ranked[:MOST_JUDGED]} | open_
            opinions = {passage: opinion for passage, opinion in opinions.items() if passage in may_decide}
            # What sums up a text stands in none of its passages: the nearest text is read across them too. A passage that has
            # all of the claim's words says by itself what they come to.
            of_one = [hit for hit in hits if hit.passage.source == ranked[0].passage.source] if ranked else []
            across = {hit.passage for hit in of_one} & opinions.keys() - open_ if len(of_one) > 1 else set()
            if across:
                of_one.sort(key=lambda hit: hit.passage.start)
                together = self._together(stated, [examined(hit).alignment.passage for hit in of_one], threads)
                opinions |= {passage: verdict.with_whole(opinions[passage], together) for passage in across}
            items = weighed(ranked[:kept], opinions, across, asked=True)
        decided = verdict.decide(claim, items, rules.self_check(stated, self.rules))
        if decided.status is not Status.UNVERIFIED and decided.confidence < self.config.min_confidence:
            note = f"{decided.status} at {decided.confidence:.2f}, below the least confidence asked for"
            confidence = verdict.unverified_confidence(decided.evidence)
            decided = msgspec.structs.replace(decided, status=Status.UNVERIFIED, confidence=confidence, note=note)
        return decided

    def _together(self, stated: rules.Statement, passages: Sequence[rules.Statement], threads: int | None) -> Opinion:
        """What the stance model says of the sentences nearest to the claim, from all these passages of one text, read as one."""
        assert self.stance is not None
        text = gathered.nearest(stated, passages)
        found = rules.examine(stated, rules.Statement.of(text, facts.extract(text)), self.rules)
        (shares,) = self.stance.judge([(found.reworded, text)], threads=threads).tolist()
        return Opinion(*shares)


def reranked(
    stance: StanceModel, hits: Sequence[Hit], claim_beside: Callable[[Hit], str], threads: int | None = None
) -> tuple[list[Hit], dict[Passage, Opinion]]:
    """The hits, what has to do with the claim first, and what the stance model says of the nearest.

    `claim_beside` is the claim as the model is to read it beside a hit.
    """
    beside = [hit for hit in hits[ALWAYS_JUDGED:] if hit.similarity >= LEAST_SIMILARITY]
    near = [*hits[:ALWAYS_JUDGED], *beside][:RERANKED]
    shares = stance.judge([(claim_beside(hit), hit.passage.text) for hit in near], threads=threads)
    opinions = {hit.passage: Opinion(*row) for hit, row in zip(near, shares.tolist(), strict=True)}
    ranked = sorted((_rescored(hit, opinions[hit.passage]) for hit in near), key=lambda hit: -hit.score)
    return ranked + [hit for hit in hits if hit.passage not in opinions], opinions


def _rescored(hit: Hit, opinion: Opinion) -> Hit:
    """The hit with the score that it has when what the model says of it is known."""
    relevance = verdict.log_odds(1 - opinion.neutral, opinion.neutral)
    score = hit.score + RELEVANCE_WEIGHT * max(-RELEVANCE_CAP, min(RELEVANCE_CAP, relevance))
    return msgspec.structs.replace(hit, score=round(min(1.0, max(0.0, score)), 6))


def _is_lost(source: Path, removed: Iterable[Path]) -> bool:
    """Whether files are gone from a part of the corpus, and no other is there."""
    top = os.path.abspath(source)  # noqa: PTH100 - as the index has it
    if not any(path.is_relative_to(top) for path in removed):
        return False
    return not folders.is_there(source) or next(documents.find([source]), None) is None


def _kept_of(source: Path) -> DocumentError:
    return DocumentError(
        f"{source}: nothing is there, so the index keeps what it holds of it: is it mounted? "
        "If it is gone for good, run `verify index --prune`"
    )


def _query(claim: Claim) -> str:
    return f"{claim.context} {claim.text}" if claim.context else claim.text


def _of_the_same(context: str, hits: list[Hit]) -> list[Hit]:
    """The passages that may speak of what the claim's context speaks of: they have at least half of its names."""
    names = [fact.value for fact in facts.extract(context) if isinstance(fact.value, Name)] if context else []
    distinct = {name.canonical: name for name in names}.values()

    def knows(hit: Hit, name: Name) -> bool:
        source = hit.passage.source
        around = f"{source.title or ''} {hit.passage.context}".casefold()
        same = any(isinstance(fact.value, Name) and same_name(name, fact.value) for fact in hit.facts)
        return same or name.canonical in around

    return [hit for hit in hits if 2 * sum(knows(hit, name) for name in distinct) >= len(distinct)]


T = TypeVar("T")


def _ahead(futures: Iterator[Future[T]]) -> Iterator[T]:
    """The results in order, while AHEAD of the futures behind them are under way; an error in its place among them."""
    begun: deque[Future[T]] = deque()

    def begin(count: int) -> None:
        try:
            begun.extend(islice(futures, count))
        except Exception as error:
            failed: Future[T] = Future()
            failed.set_exception(error)
            begun.append(failed)

    begin(AHEAD)
    while begun:
        result = begun.popleft().result()
        begin(1)
        yield result


def usable(claim: str | Claim, date: dt.date | None = None) -> Claim:
    """The claim as it will be checked. Raises InputError if it has no words, is no text or longer than LONGEST_CLAIM."""
    claim = Claim(claim) if isinstance(claim, str) else claim
    text = claim.text.strip()
    # Bytes that are no UTF-8 reach a claim as lone surrogates.
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise InputError("the claim is not UTF-8 text: write it in UTF-8")
    if not any(character.isalnum() for character in text):
        lacking = "has no words" if text else "is empty"
        raise InputError(f"the claim {lacking}: give a statement to check, such as “250 prisoners freed”")
    if len(text) > LONGEST_CLAIM:
        raise InputError(
            f"the claim has {len(text):,} characters, the most is {LONGEST_CLAIM:,}: check it sentence by sentence"
        )
    return msgspec.structs.replace(claim, text=text, date=date or claim.date)


def _read(claim: Claim) -> rules.Statement:
    return rules.Statement.of(claim.text, facts.extract(claim.text, claim.date))


def _hit(passage: Passage, similarity: float) -> Hit:
    found = facts.extract(passage.text, passage.source.published)
    return Hit(passage=passage, facts=found, score=max(0.0, similarity), similarity=similarity)
