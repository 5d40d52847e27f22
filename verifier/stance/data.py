"""Reads labelled claims for training and sets rows apart; knows how the files are made, and nothing of networks."""

from __future__ import annotations

import hashlib
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from verifier.evaluation import Row, rows
from verifier.records import Record, Stance
from verifier.stance import contrast
from verifier.stance.contrast import Pair

STANCES = {"supports": Stance.SUPPORTS, "refutes": Stance.CONFLICTS, "nei": Stance.NEUTRAL}

HELD_OUT = {"fever_train": 0.1, "feversym_dev": 0.2, "fm2_dev": 0.2, "breaking_nli": 0.05, "numdate_dev": 1.0}
"""Share of each file that no model is trained on, chosen by the hash of the claim."""
FOR_CALIBRATION = {"fever_train": 0.05, "feversym_dev": 0.1, "fm2_dev": 0.1, "breaking_nli": 0.025}
"""Share of each file, out of the former, that the temperature is fitted on; nothing is measured on it."""

REPEATED = {"feversym_dev": 4, "fm2_dev": 4}
"""How often the rows of a small file are shown in one epoch."""

MOST_CONFLICTS = 1.2
"""Of a file with more conflicts than that for each support, the rest is left out."""

_WORD = re.compile(r"[^\W_]{3,}")


class NeighbouringPassage(Record, frozen=True):
    """A row of a file of passages: next to it stands what comes from the same page."""

    id: str
    text: str


def share_of(claim: str) -> float:
    """A claim's place between 0 and 1, always the same."""
    return int.from_bytes(hashlib.sha256(claim.encode()).digest()[:4]) / 2**32


def is_held_out(name: str, claim: str) -> bool:
    """Whether a claim of the file is kept out of training."""
    return share_of(claim) < HELD_OUT.get(name, 0.0)


def is_for_calibration(name: str, claim: str) -> bool:
    """Whether a row that is held out serves calibration; the others serve measurement."""
    return share_of(claim) < FOR_CALIBRATION.get(name, 0.0)


def text_of(row: Row) -> str:
    """The evidence as one text."""
    return row.evidence if isinstance(row.evidence, str) else " ".join(row.evidence)


def training_pairs(files: Sequence[Path], seed: int) -> list[Pair]:
    """All pairs of one epoch, in random order: the rows of the files, and what is made from them."""
    chance = random.Random(seed)  # noqa: S311 - reproducible, not secret
    labelled: list[Pair] = []
    passages: list[str] = []
    pairs: list[Pair] = []
    for file in files:
        if file.stem.endswith("_passages"):
            lines = file.read_bytes().splitlines()
            passages += [msgspec.json.decode(line, type=NeighbouringPassage).text for line in lines]
        elif not file.stem.endswith("_queries"):
            kept = [row for row in rows(file) if not is_held_out(file.stem, row.claim)]
            own = _balanced([Pair(r.claim, text_of(r), STANCES[r.label], file.stem) for r in kept], chance)
            labelled += own
            pairs += own * REPEATED.get(file.stem, 1)
    held = {pair.evidence for pair in labelled}
    encyclopaedic = [pair for pair in labelled if pair.kind != "breaking_nli"]
    sentences = sorted({pair.evidence for pair in encyclopaedic} | set(passages))
    short = [sentence for sentence in sentences if 6 <= len(sentence.split()) <= 30]
    names = contrast.names_of(sentences)
    pairs += _contrasts(encyclopaedic, short, names, chance)
    pairs += _neighbours(encyclopaedic, sorted(set(passages) - held), chance)
    pairs = [_in_paragraph(pair, short, chance) for pair in pairs]
    chance.shuffle(pairs)
    return pairs


def _balanced(pairs: list[Pair], chance: random.Random) -> list[Pair]:
    conflicts = [pair for pair in pairs if pair.stance is Stance.CONFLICTS]
    most = round(MOST_CONFLICTS * sum(pair.stance is Stance.SUPPORTS for pair in pairs))
    dropped = set(map(id, chance.sample(conflicts, max(0, len(conflicts) - most))))
    return [pair for pair in pairs if id(pair) not in dropped]


def _contrasts(
    labelled: Sequence[Pair], short: Sequence[str], names: contrast.Names, chance: random.Random
) -> list[Pair]:
    """At most one quartet of each true claim and of each sentence's shortened form; rarer kinds of change first."""
    supported = [(pair.claim, pair.evidence) for pair in labelled if pair.stance is Stance.SUPPORTS]
    cut = [(part, sentence) for sentence in short if (part := contrast.shortened(sentence))]
    chance.shuffle(cut)
    made: list[Pair] = []
    seen: dict[str, int] = defaultdict(int)
    for claim, evidence in supported + cut[:2_000]:
        if chance.random() < 0.35:
            continue
        quartets = contrast.quartets(claim, evidence, names, chance)
        if role := contrast.exchanged(claim, evidence):
            quartets.append(role)
        if quartets:
            chosen = min(quartets, key=lambda quartet: seen[quartet[0].kind])
            seen[chosen[0].kind] += 1
            made += [_said_otherwise(pair, chance) for pair in chosen]
        if chance.random() < 0.6:
            made += contrast.withheld(claim, evidence)[:1]
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


def _neighbours(labelled: Sequence[Pair], others: Sequence[str], chance: random.Random) -> list[Pair]:
    """For a part of the claims: the text most like it that it was not judged by, and sometimes any text.

    What holds most of a claim's words may well support it, and is passed over.
    """
    texts = sorted({pair.evidence for pair in labelled} | set(others))
    words = [_words(text) for text in texts]
    places: dict[str, list[int]] = defaultdict(list)
    for place, held in enumerate(words):
        for word in sorted(held):
            places[word].append(place)
    found = []
    for pair in labelled:
        if chance.random() > 0.55:
            continue
        mine, gold = _words(pair.claim), _words(pair.evidence)
        shared: dict[int, float] = defaultdict(float)
        for word in sorted(mine):
            if len(places[word]) < 400:
                for place in places[word]:
                    shared[place] += 1 / len(places[word]) ** 0.5
        near = sorted(shared, key=lambda place: (-shared[place], place))[:12]
        fitting = [
            place
            for place in near
            if len(words[place] & mine) <= 0.5 * len(mine) and len(words[place] & gold) <= 0.5 * len(gold)
        ]
        if fitting and chance.random() < 0.8:
            found.append(Pair(pair.claim, texts[fitting[0]], Stance.NEUTRAL, "neighbour"))
        else:
            found.append(Pair(pair.claim, chance.choice(texts), Stance.NEUTRAL, "random"))
    return found


def _in_paragraph(pair: Pair, others: Sequence[str], chance: random.Random) -> Pair:
    """A quarter of all pairs get a paragraph around the evidence."""
    if chance.random() > 0.25:
        return pair
    return _with(pair, evidence=contrast.surrounded(pair.evidence, others, chance))


def held_out(files: Iterable[Path], *, calibration: bool) -> dict[str, list[Row]]:
    """The rows of each file that are kept for calibration, or for measurement."""
    return {
        file.stem: [
            row
            for row in rows(file)
            if is_held_out(file.stem, row.claim) and is_for_calibration(file.stem, row.claim) is calibration
        ]
        for file in files
        if file.stem in HELD_OUT
    }
