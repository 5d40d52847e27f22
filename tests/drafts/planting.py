"""The draft with planted errors: its text without the marks, where each error and each true statement stands, what is found."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from verifier.checker import Verifier
from verifier.config import Config
from verifier.drafts import linting, reading
from verifier.drafts.records import CheckedDraft, Level, Problem

ROOT = Path(__file__).parent.parent.parent

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


def check(planted: Planted) -> CheckedDraft:
    """The draft checked against corpus/ with the settings that hold without a configuration."""
    verifier = Verifier.against([ROOT / "corpus"], config=Config())
    draft = reading.read("planted.md", planted.text.encode())
    return linting.check(draft, verifier, linting.Options(date=planted.date))


def found(planted: Planted, checked: CheckedDraft) -> Iterator[tuple[Statement, list[Problem], bool]]:
    """Each statement, the errors that are reported within it, and whether one of them stands at the words that are wrong."""
    errors = [problem for problem in checked.problems if problem.level is Level.ERROR]
    for each in planted.statements:
        within = [problem for problem in errors if each.start <= problem.region.start < each.end]
        start, end = each.wrong
        yield each, within, any(one.region.start < end and start < one.region.end for one in within)
