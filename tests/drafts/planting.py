"""The draft with planted errors: its text without the marks, and where each error and each true statement stands."""

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path

import yaml

TABLE = Path(__file__).with_name("planted.yaml")
_MARK = re.compile(r"\[([TC-]|[a-z]+\|[^\]]+)\] ?")


@dataclass(frozen=True)
class Statement:
    """A sentence of the draft; `kind` is "" for a true one, else that of the error, whose words stand at `wrong`."""

    start: int
    end: int
    kind: str
    wrong: tuple[int, int]


@dataclass(frozen=True)
class Planted:
    text: str
    date: dt.date
    statements: tuple[Statement, ...]


def load() -> Planted:
    table = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    parts = _MARK.split(table["text"])
    text, statements = parts[0], []
    for mark, words in zip(parts[1::2], parts[2::2], strict=True):
        start, end = len(text), len(text) + len(words.split("\n")[0].rstrip())
        text += words
        kind, _, wrong = mark.partition("|")
        if mark == "-":
            continue
        at = text.index(wrong, start) if wrong else start
        statements.append(Statement(start, end, kind if wrong else "", (at, at + len(wrong))))
    return Planted(text, table["date"], tuple(statements))
