"""The labelled drafts: their text without the marks, and where each labelled sentence stands in it."""

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from verifier.drafts import claims, reading

TABLE = Path(__file__).with_name("labelled.yaml")
_MARK = re.compile(r"\[([+-])\] ?")


@dataclass(frozen=True)
class Labelled:
    """A draft, and its sentences: (start, end, whether it is a claim)."""

    name: str
    half: str
    text: str
    sentences: tuple[tuple[int, int, bool], ...]


def load() -> list[Labelled]:
    found = []
    for row in yaml.safe_load(TABLE.read_text(encoding="utf-8")):
        parts = _MARK.split(row["text"])
        text = parts[0]
        sentences = []
        for mark, words in zip(parts[1::2], parts[2::2], strict=True):
            end = len(words.split("\n\n")[0].rstrip(" \n*"))
            sentences.append((len(text), len(text) + end, mark == "+"))
            text += words
        found.append(Labelled(row["name"], row["half"], text, tuple(sentences)))
    return found


@dataclass(frozen=True)
class Prediction:
    text: str
    label: bool
    found: bool
    reason: str


def predictions(draft: Labelled) -> list[Prediction]:
    """What is said of each labelled sentence: that of the sentence found which shares most with it."""
    read = reading.read(f"{draft.name}.md", draft.text.encode())
    spans = [(*sentence.prose.span(), sentence) for sentence in claims.read(read, read.date)]
    rows = []
    for start, end, label in draft.sentences:
        shared = [(min(end, b) - max(start, a), sentence) for a, b, sentence in spans if min(end, b) > max(start, a)]
        best = max(shared, key=lambda pair: pair[0])[1] if shared else None
        found = best is not None and best.is_claim
        rows.append(Prediction(draft.text[start:end], label, found, best.reason if best else "not read"))
    return rows
