"""Reads labelled claims for training and sets rows apart; knows how the files are made, and nothing of networks.

Training has two parts. The *general* pairs come from FEVER, Breaking NLI and sentences of encyclopaedia pages. The *adapted*
pairs come from the small sets of hard claims, FoolMeTwice and FEVER-Symmetric, and from contrast sets that were written for this
project, in other domains. These are cross-validated: a model of fold 1 has seen no claim and no evidence of that fold, in either
part.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec
import numpy as np
from numpy.typing import NDArray

from verifier import Verifier, documents, facts
from verifier.config import Config
from verifier.evaluation import Label, Row, rows
from verifier.index import Index
from verifier.records import Claim, Record, Source, Stance
from verifier.rules import Statement, scope
from verifier.stance import contrast
from verifier.stance.contrast import Pair
from verifier.stance.model import LONGEST, StanceModel, tokenizer

OPPOSITE: dict[Label, Label] = {"supports": "refutes", "refutes": "supports", "nei": "nei"}
"""The label of a claim that says the contrary, by that of the claim."""
STANCES = {"supports": Stance.SUPPORTS, "refutes": Stance.CONFLICTS, "nei": Stance.NEUTRAL}

GENERAL = ("fever_train", "breaking_nli")
HARD = ("fm2_dev", "feversym_dev")
WRITTEN_FILE = Path(__file__).parent / "written.jsonl"
"""The contrast sets, a `ContrastSet` a line."""
WRITTEN = WRITTEN_FILE.stem
PARAGRAPHS_FILE = Path(__file__).parent / "paragraphs.jsonl"
"""Paragraphs and short stories with claims on them, a `Paragraph` a line."""
OTHER = "-other"
"""How the id of a paragraph's second wording ends; the rest is the id of the first."""
CROSS_VALIDATED = (*HARD, WRITTEN)
SEARCHED = "searched"
"""The kind of the rows that `searched` makes."""
PASSAGES, QUERIES = "_passages", "_queries"
"""Endings of files with passages, in the order of their pages, and with the claims that they answer."""

FOLDS = 3
HELD_OUT = {"fever_train": 0.1, "breaking_nli": 0.05}
"""Share of each general file that no model is trained on; all claims on one evidence stay together."""

MOST_CONFLICTS = 1.2
"""Of a file with more conflicts than that for each support, the rest is left out."""
CLAIMS_CUT = 5_000
"""Claims that are made of a sentence by cutting it, at most."""
WINDOW = 4
"""Passages of a page that are shown together as one paragraph, at most."""
ADAPTING_ROUNDS = 2
"""How often the rows of the cross-validated files are shown, each time in other surroundings."""

_WORD = re.compile(r"[^\W_]{3,}")
_ALTERNATIVES = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")
_TIDY = re.compile(r" +(?=[ .,;:])")
"""Spaces that alternatives leave where they are empty."""
_Row = TypeVar("_Row", bound=Record)


class NeighbouringPassage(Record, frozen=True):
    """A row of a file of passages: next to it stands what comes from the same page."""

    id: str
    text: str


class Answered(Record, frozen=True):
    """A row of a file of queries: a claim and the passages that decide it."""

    claim: str
    gold: list[str]


class ContrastSet(Record, frozen=True):
    """A passage in two wordings that differ in what decides, and claims on it."""

    id: str
    kind: str
    """What differs, such as a role."""
    passage: str
    """With what differs as {words of the first wording|words of the second}."""
    first: str
    """What the first wording supports and the second conflicts with."""
    second: str
    """The other way round."""
    both: str
    """What both support."""
    against: str
    """What both conflict with."""
    neither: str
    """What both say nothing of."""

    @property
    def wordings(self) -> tuple[str, str]:
        """The passage as it reads either way."""
        first, second = (_ALTERNATIVES.sub(rf"\{side}", self.passage) for side in (1, 2))
        return _TIDY.sub("", first).strip(), _TIDY.sub("", second).strip()

    @property
    def rows(self) -> tuple[Row, ...]:
        """Each wording with what it supports, conflicts with and is silent on, so that the claim alone says little."""
        first, second = self.wordings
        pairs: tuple[tuple[str, str, Label], ...] = (
            (self.first, first, "supports"),
            (self.first, second, "refutes"),
            (self.second, second, "supports"),
            (self.second, first, "refutes"),
            (self.both, first, "supports"),
            (self.against, second, "refutes"),
            (self.neither, first, "nei"),
            (self.neither, second, "nei"),
        )
        return tuple(
            Row(f"{self.id}-{number}", claim, passage, label, kind=self.kind)
            for number, (claim, passage, label) in enumerate(pairs, 1)
        )


class Paragraph(Record, frozen=True):
    """A text, and claims on it, in other words or in nearly its own."""

    id: str
    passage: str
    supported: list[str]
    """What it bears out."""
    false: list[str]
    """What it contradicts."""
    open: list[str]
    """What it says nothing of."""

    @property
    def rows(self) -> tuple[Row, ...]:
        """Each claim with the text."""
        claims: tuple[tuple[Label, list[str]], ...] = (
            ("supports", self.supported),
            ("refutes", self.false),
            ("nei", self.open),
        )
        labelled = [(claim, label) for label, own in claims for claim in own]
        return tuple(
            Row(f"{self.id}-{number}", claim, self.passage, label) for number, (claim, label) in enumerate(labelled, 1)
        )


def _place(text: str) -> float:
    """A place between 0 and 1, by chance, but always the same for the text."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4]) / 2**32


@dataclass(frozen=True)
class Labelled:
    """A row with its file, and the group of rows that it shares claim or evidence with."""

    file: str
    row: Row
    group: str

    @property
    def share(self) -> float:
        """The group's place between 0 and 1, always the same."""
        return _place(self.group)

    @property
    def fold(self) -> int:
        """Which model has not seen it, where it is cross-validated."""
        return int(self.share * FOLDS)

    @property
    def pair(self) -> Pair:
        """The row as a pair."""
        return Pair(self.row.claim, text_of(self.row), STANCES[self.row.label], self.file)


@dataclass(frozen=True)
class Corpus:
    """All that training reads, taken apart."""

    general: tuple[Labelled, ...]
    """Trained on by every model."""
    held_out: tuple[Labelled, ...]
    """Of the general files: trained on by none."""
    cross_validated: tuple[Labelled, ...]
    """Trained on by the models of other folds."""
    pages: tuple[str, ...]
    """Sentences in the order of their pages, none of them gold for a claim that is cross-validated."""


def folds_in(folder: Path) -> dict[int, Path]:
    """The folders of the models that training has left there, by the fold that each has not seen."""
    return {fold: path for fold in range(FOLDS) if (path := folder / f"fold{fold}").is_dir()}


def text_of(row: Row) -> str:
    """The evidence as one text."""
    return row.evidence if isinstance(row.evidence, str) else " ".join(row.evidence)


def read(files: Sequence[Path]) -> Corpus:
    """Read the files and set rows apart; files of another name (`numdate_dev`) are for measuring and are passed over."""
    labelled = [(file.stem, row) for file in files if file.stem in GENERAL + HARD for row in rows(file)]
    written = [one for file in files if file.stem == WRITTEN for one in decoded(file, ContrastSet)]
    labelled += [(WRITTEN, row) for one in written for row in one.rows]
    groups = _groups(labelled)
    everything = [Labelled(name, row, group) for (name, row), group in zip(labelled, groups, strict=True)]
    apart = {each.group for each in everything if each.file in CROSS_VALIDATED}
    common = [each for each in everything if each.group not in apart]
    gold = {
        name for file in files if file.stem.endswith(QUERIES) for row in decoded(file, Answered) for name in row.gold
    }
    passages = [row for file in files if file.stem.endswith(PASSAGES) for row in decoded(file, NeighbouringPassage)]
    return Corpus(
        general=tuple(each for each in common if each.share >= HELD_OUT[each.file]),
        held_out=tuple(each for each in common if each.share < HELD_OUT[each.file]),
        cross_validated=tuple(each for each in everything if each.group in apart),
        pages=tuple(row.text for row in passages if row.id not in gold),
    )


def decoded(file: Path, kind: type[_Row]) -> Iterator[_Row]:
    """The rows of a JSON lines file."""
    return (msgspec.json.decode(line, type=kind) for line in file.read_bytes().splitlines())


def _groups(labelled: Sequence[tuple[str, Row]]) -> list[str]:
    """For each row the least text of all rows that are linked to it by a common claim or evidence."""
    root: dict[str, str] = {}

    def find(text: str) -> str:
        while (parent := root.setdefault(text, text)) != text:
            root[text] = text = root[parent]
        return text

    for _, row in labelled:
        low, high = sorted((find("claim " + row.claim.lower()), find("evidence " + text_of(row).lower())))
        root[high] = low
    return [find("claim " + row.claim.lower()) for _, row in labelled]


def general_pairs(corpus: Corpus, seed: int) -> list[Pair]:
    """The pairs of the first part in random order: the rows, and what is made from them and from the pages."""
    chance = random.Random(seed)  # noqa: S311 - reproducible, not secret
    by_file: dict[str, list[Pair]] = defaultdict(list)
    for each in corpus.general:
        by_file[each.file].append(each.pair)
    own = [pair for name in sorted(by_file) for pair in _balanced(by_file[name], chance)]
    encyclopaedic = [pair for pair in own if pair.kind == "fever_train"]
    sentences = sorted({pair.evidence for pair in encyclopaedic} | set(corpus.pages))
    names = contrast.names_of(sentences)
    supported = [(pair.claim, pair.evidence) for pair in encyclopaedic if pair.stance is Stance.SUPPORTS]
    pairs = [_in_paragraph(pair, sentences, chance) for pair in own]
    pairs += [_in_paragraph(pair, sentences, chance) for pair in _contrasts(supported, names, chance)]
    pairs += _of_pages(corpus.pages, names, chance)
    pairs += _neighbours(encyclopaedic, sentences, chance, 0.4)
    chance.shuffle(pairs)
    return pairs


def adapted_pairs(corpus: Corpus, seed: int) -> list[tuple[Pair, int]]:
    """The pairs of the second part, each with its fold: hard claims in several surroundings, changed ones, neighbours."""
    chance = random.Random(seed)  # noqa: S311
    names = contrast.names_of(corpus.pages)
    pairs: list[tuple[Pair, int]] = []
    for fold in range(FOLDS):
        own = [each.pair for each in corpus.cross_validated if each.fold == fold]
        hard, written = ([pair for pair in own if (pair.kind == WRITTEN) is given] for given in (False, True))
        supported = [(pair.claim, pair.evidence) for pair in hard if pair.stance is Stance.SUPPORTS]
        made = [_in_paragraph(pair, corpus.pages, chance) for pair in hard * ADAPTING_ROUNDS]
        made += [_in_paragraph(pair, corpus.pages, chance) for pair in _contrasts(supported, names, chance)]
        made += _neighbours(hard, corpus.pages, chance, 0.4)
        passages = sorted({pair.evidence for pair in written})
        made += [_in_paragraph(pair, passages, chance) for pair in written * ADAPTING_ROUNDS]
        made += _neighbours(written, passages, chance, 0.15)
        pairs += [(pair, fold) for pair in made]
    chance.shuffle(pairs)
    return pairs


def asked(file: Path, model: StanceModel, share: float = 1.0) -> list[Pair]:
    """The claims on the paragraphs of a file as the judge asks the model of them, with figures as the text writes them.

    Only that share of the paragraphs is read: by chance, but always the same ones, and both wordings of each.

    Of a text that is longer than the model reads, the judge asks passage by passage, and of its nearest sentences together; what
    the model thinks least silent is taken for what decides, and where it thinks them all silent, wrongly, the claim is left out.
    Of a claim that is asked without its denial the label is turned round too.
    """
    recorder = _Recorder(model.folder)
    verifier = Verifier(Index.in_memory([]), Config(), recorder)
    pairs = []
    read = (one for one in decoded(file, Paragraph) if _place(one.id.removesuffix(OTHER)) < share)
    for row in (row for paragraph in read for row in paragraph.rows):
        text = text_of(row)
        recorder.asked.clear()
        verifier.judge([(Claim(row.claim), documents.parse(text, Source(id=row.id)))])
        claim, evidence, silent = min(recorder.asked, key=lambda one: one[2], default=(row.claim, text, 0.0))
        if recorder.reads_whole(row.claim, text):
            if len(recorder.asked) > 1:
                claim, evidence = row.claim, text
        elif not recorder.asked or (len(recorder.asked) > 1 and silent >= 0.5 and row.label != "nei"):
            continue
        turned = claim != row.claim and scope.undenied(Statement.of(row.claim, facts.extract(row.claim)))
        pairs.append(Pair(claim, evidence, STANCES[OPPOSITE[row.label] if turned else row.label], file.stem))
    return pairs


class _Recorder(StanceModel):
    """The model, which keeps what it was asked, and how likely it thought each passage silent."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.asked: list[tuple[str, str, float]] = []
        self._counter = tokenizer()
        self._counter.no_truncation()

    def judge(self, pairs: Sequence[tuple[str, str]], *, threads: int | None = None) -> NDArray[np.float64]:
        shares = super().judge(pairs, threads=threads)
        self.asked += [(*pair, silent) for pair, (_, _, silent) in zip(pairs, shares.tolist(), strict=True)]
        return shares

    def reads_whole(self, claim: str, text: str) -> bool:
        """Whether nothing of a pair is cut."""
        return len(self._counter.encode(claim, text).ids) <= LONGEST


def searched(corpus: Corpus, most: int) -> list[Row]:
    """Held-out claims with `most` texts that a search might find, every other one with its evidence, the rest without (`nei`)."""
    of_file = [each for each in (*corpus.general, *corpus.held_out) if each.file == "fever_train"]
    find = _Finder(sorted({text_of(each.row) for each in of_file}))
    made = []
    for place, each in enumerate(one for one in corpus.held_out if one.file == "fever_train"):
        own, gold = each.row, text_of(each.row)
        near = [text for text in find(own.claim) if not _tells_as_much(text, own.claim, gold)][:most]
        found = [gold, *near[: most - 1]] if place % 2 == 0 else near
        if near:
            label = own.label if place % 2 == 0 else "nei"
            made.append(Row(f"searched-{own.id}", own.claim, found, label, kind=SEARCHED))
    return made


def denied(corpus: Corpus, seed: int) -> list[Row]:
    """Held-out claims with their verb denied, or without their denial: what is refuted of one is supported of the other."""
    chance = random.Random(seed)  # noqa: S311
    held_out = [each.row for each in corpus.held_out if each.file == "fever_train"]
    return [
        Row(f"denied-{row.id}", said, row.evidence, OPPOSITE[row.label])
        for row in held_out
        if (said := contrast.denied(row.claim, chance))
    ]


def unlabelled_pairs(corpus: Corpus, seed: int, most: int) -> list[Pair]:
    """General claims beside the texts most like them, of which only a teacher can say what they do to the claim."""
    chance = random.Random(seed)  # noqa: S311
    own = [each.pair for each in corpus.general if each.file == "fever_train"]
    find = _Finder(sorted({pair.evidence for pair in own} | set(corpus.pages)))
    pairs = []
    for pair in chance.sample(own, min(len(own), most)):
        near = [text for text in find(pair.claim) if text != pair.evidence][:4]
        if near:
            pairs.append(Pair(pair.claim, chance.choice(near), Stance.NEUTRAL, "unlabelled"))
    return pairs


def _balanced(pairs: list[Pair], chance: random.Random) -> list[Pair]:
    conflicts = [pair for pair in pairs if pair.stance is Stance.CONFLICTS]
    most = round(MOST_CONFLICTS * sum(pair.stance is Stance.SUPPORTS for pair in pairs))
    dropped = set(map(id, chance.sample(conflicts, max(0, len(conflicts) - most))))
    return [pair for pair in pairs if id(pair) not in dropped]


def _contrasts(supported: Sequence[tuple[str, str]], names: contrast.Names, chance: random.Random) -> list[Pair]:
    """At most one quartet of each true claim, and evidence that lacks a figure of it; rarer kinds of change first."""
    made: list[Pair] = []
    seen: dict[str, int] = defaultdict(int)
    for claim, evidence in supported:
        quartets = contrast.quartets(claim, evidence, names, chance)
        if role := contrast.exchanged(claim, evidence):
            quartets.append(role)
        if quartets:
            chosen = min(quartets, key=lambda quartet: seen[quartet[0].kind])
            seen[chosen[0].kind] += 1
            made += [_said_otherwise(pair, chance) for pair in chosen]
        if chance.random() < 0.4:
            made += contrast.withheld(claim, evidence)[:1]
    return made


def _of_pages(pages: Sequence[str], names: contrast.Names, chance: random.Random) -> list[Pair]:
    """Claims cut from a sentence of a page, against a paragraph that has the sentence, and against one that has not."""
    cut = [(place, part) for place, text in enumerate(pages) if (part := contrast.shortened(text))]
    made: list[Pair] = []
    for place, claim in chance.sample(cut, min(len(cut), CLAIMS_CUT)):
        start = max(0, place - chance.randrange(WINDOW))
        paragraph = " ".join(pages[start : place + 1 + chance.randrange(WINDOW - (place - start))])
        said = contrast.restated(claim)
        kind = chance.random()
        if kind < 0.2:
            made.append(Pair(said, paragraph, Stance.SUPPORTS, "page"))
        elif kind < 0.5:
            beside = pages[place + 1 : place + 1 + WINDOW] or pages[max(0, place - WINDOW) : place]
            made.append(Pair(said, " ".join(beside[: 1 + chance.randrange(WINDOW)]), Stance.NEUTRAL, "beside"))
        else:
            made += _contrasts([(claim, paragraph)], names, chance)
    return made


def _said_otherwise(pair: Pair, chance: random.Random) -> Pair:
    if chance.random() < 0.5:
        return pair
    return _with(pair, claim=contrast.restated(pair.claim))


def _with(pair: Pair, *, claim: str | None = None, evidence: str | None = None) -> Pair:
    """The pair with another claim or other evidence."""
    return Pair(claim or pair.claim, evidence or pair.evidence, pair.stance, pair.kind)


def _words(text: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(text)}


class _Finder:
    """The texts that share most words with a text, rare words counting more."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, text in enumerate(texts):
            for word in sorted(_words(text)):
                self._places[word].append(place)

    def __call__(self, text: str) -> list[str]:
        shared: dict[int, float] = defaultdict(float)
        for word in sorted(_words(text)):
            places = self._places.get(word, ())
            if len(places) < 400:
                for place in places:
                    shared[place] += 1 / len(places) ** 0.5
        return [self._texts[place] for place in sorted(shared, key=lambda place: (-shared[place], place))[:12]]


def _neighbours(labelled: Sequence[Pair], texts: Sequence[str], chance: random.Random, share: float) -> list[Pair]:
    """For a share of the claims: the text most like it that it was not judged by, and sometimes any text.

    What holds most of a claim's words may well support it, and is passed over.
    """
    find = _Finder(texts)
    found = []
    for pair in labelled:
        if chance.random() > share:
            continue
        fitting = [text for text in find(pair.claim) if not _tells_as_much(text, pair.claim, pair.evidence)]
        if fitting and chance.random() < 0.8:
            found.append(Pair(pair.claim, fitting[0], Stance.NEUTRAL, "neighbour"))
        else:
            found.append(Pair(pair.claim, chance.choice(texts), Stance.NEUTRAL, "random"))
    return found


def _tells_as_much(text: str, claim: str, gold: str) -> bool:
    """Whether a text may well decide a claim as its evidence does: it has most of the words of either."""
    return any(len(_words(text) & words) > 0.5 * len(words) for words in (_words(claim), _words(gold)))


def _in_paragraph(pair: Pair, others: Sequence[str], chance: random.Random) -> Pair:
    """A quarter of all pairs get a paragraph around the evidence."""
    if chance.random() > 0.25:
        return pair
    return _with(pair, evidence=contrast.surrounded(pair.evidence, others, chance))
