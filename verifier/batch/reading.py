"""Claim files into rows: YAML, CSV, JSON, JSON lines or plain lines; what is wrong with a row is said with its line.

A claim file is a list of rows with the keys `claim`, and if wanted `id`, `date`, `speaker`, `expect` and `needs`; further
keys are passed over, unless one looks like a mistyped one of these that is not there. A row that is text alone is the claim.
"""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import difflib
import io
import json
import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import yaml

from verifier.batch.records import Need, Row
from verifier.bounded_yaml import constructed, refuse_bombs, refuse_twice
from verifier.checker import usable
from verifier.documents.days import day
from verifier.errors import InputError
from verifier.records import Claim, Status

FIELDS = ("claim", "id", "date", "speaker", "expect", "needs")

ENDINGS = {
    ".yaml": "yaml",
    ".yml": "yaml",
    ".csv": "csv",
    ".tsv": "csv",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
"""How a file is read; one with another ending, and standard input, by what it looks like."""

LARGEST = 200_000_000
"""Bytes of a claim file."""

SEPARATORS = ",;\t"
"""Between the cells of a table: as in English, as spreadsheets write it elsewhere, and in files named .tsv."""

MISTYPED = 0.75
"""How like a known key (0 to 1, difflib's ratio) an unknown one is taken for a slip."""

_Choice = TypeVar("_Choice", bound=StrEnum)

Raw = tuple[int, Any]
"""The line where a row begins and what stands there, or the ValueError that says why it can't be read."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any] | ValueError:
    """The object of these keys and values, or what is wrong with it or with one in it."""
    held: dict[str, Any] = {}
    for key, value in pairs:
        if isinstance(value, ValueError):
            return value
        if key in held:
            return ValueError(f"the key {key!r} is given twice: take one out")
        held[key] = value
    return held


JSON = json.JSONDecoder(object_pairs_hook=_once)
"""Reads JSON; an object with a key given twice, of which only the last would be believed, is the ValueError that says so."""


def read(path: Path) -> tuple[list[Row], list[InputError]]:
    """The rows of a claim file in order, and what is wrong with the others. Raises InputError for a file that is none."""
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST + 1)
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    return parse(content, str(path), ENDINGS.get(path.suffix.lower()))


def parse(content: bytes, name: str, form: str | None = None) -> tuple[list[Row], list[InputError]]:
    """As `read`, of the bytes of a file; `name` is what errors call it, `form` a value of ENDINGS."""
    if len(content) > LARGEST:
        raise InputError(f"{name}: has over {LARGEST // 1_000_000} MB: split it into smaller files")
    if b"\0" in content or content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise InputError(f"{name}: is not UTF-8 text: save it as UTF-8")
    # Bytes that are no UTF-8 become lone surrogates, by which the rows that have them are known.
    text = content.decode("utf-8", "surrogateescape").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    rows, problems = [], []
    try:
        for line, raw in _FORMS[form or _form(text)](text):
            try:
                rows.append(row(raw, line))
            except (ValueError, InputError) as error:
                problems.append(InputError(f"{name}:{line}: {error}"))
    except _BrokenFileError as error:
        raise InputError(f"{name}:{error.line}: {error}") from error
    if not rows and not problems:
        raise InputError(f"{name}: has no claims: write one a line, or rows with the key `claim`")
    return rows, problems


class _BrokenFileError(ValueError):
    """The file's own form is broken, so that what comes after the line can't be told."""

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(problem)
        self.line = line


def _form(text: str) -> str:
    """What a text without a telling name looks like."""
    start = text.lstrip()
    if start.startswith("["):
        return "json"
    if start.startswith("{"):
        return "jsonl"
    if re.search(r"^-\s+(?:claim|id|date|speaker|expect|needs)\s*:", text, re.M):
        return "yaml"
    header = text.split("\n", 1)[0]
    return "csv" if _separator(header) is not None else "lines"


def _lines(text: str) -> Iterator[Raw]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, line


def _jsonl(text: str) -> Iterator[Raw]:
    for number, line in _lines(text):
        try:
            yield number, JSON.decode(line)
        except (ValueError, RecursionError) as error:
            yield number, ValueError(f'is not JSON ({_reason(error)}): write the row as {{"claim": "…"}} on one line')


def _json(text: str) -> Iterator[Raw]:
    """The elements of one array, each with the line that it begins on."""
    space = re.compile(r"\s*")
    line, counted = 1, 0

    def at(place: int) -> int:
        """The line of a place; places are asked for in order."""
        nonlocal line, counted
        line, counted = line + text.count("\n", counted, place), place
        return line

    def skip(place: int) -> int:
        found = space.match(text, place)
        return found.end() if found else place

    place = skip(0)
    if text[place : place + 1] != "[":
        raise _BrokenFileError(
            at(place), 'expected a list of rows, [{"claim": "…"}, …]; for a row a line name it .jsonl'
        )
    place = skip(place + 1)
    while text[place : place + 1] != "]":
        try:
            raw, end = JSON.raw_decode(text, place)
        except (ValueError, RecursionError) as error:
            where = getattr(error, "pos", place)
            raise _BrokenFileError(at(max(where, counted)), f"is not JSON: {_reason(error)}") from error
        yield at(place), raw
        place = skip(end)
        if text[place : place + 1] == ",":
            place = skip(place + 1)
        elif text[place : place + 1] != "]":
            raise _BrokenFileError(at(place), "is not JSON: expected a comma or the list's end")
    place = skip(place + 1)
    if place < len(text):
        raise _BrokenFileError(at(place), "is not JSON: something follows the list; for a row a line name it .jsonl")


def _reason(error: BaseException) -> str:
    if isinstance(error, RecursionError):
        return "nested too deeply"
    return error.msg if isinstance(error, json.JSONDecodeError) else str(error)


def _separator(header: str) -> str | None:
    """What separates the cells of a header that names a column `claim`; None for a line that is no such header."""
    return next(
        (mark for mark in SEPARATORS if "claim" in _names(next(csv.reader([header], delimiter=mark), []))), None
    )


def _names(header: list[str]) -> list[str]:
    return [name.strip().casefold() for name in header]


def _csv(text: str) -> Iterator[Raw]:
    """The records of a table whose first one names the columns; a record may span lines."""
    header = text.split("\n", 1)[0]
    separator = _separator(header)
    if separator is None:
        raise _BrokenFileError(
            1, f"has no column `claim`: the first line must name the columns, and is {header[:80]!r}"
        )
    table = csv.reader(io.StringIO(text), delimiter=separator, strict=True)
    try:
        names = _names(next(table))
    except csv.Error as error:
        raise _BrokenFileError(1, f"the names of the columns are not CSV: {error}") from error
    for field in FIELDS:
        if names.count(field) > 1:
            raise _BrokenFileError(1, f"the column {field!r} is there twice: take one out")
    line = table.line_num + 1
    while True:
        try:
            record = next(table)
        except StopIteration:
            return
        except csv.Error as error:
            raise _BrokenFileError(line, f"is not CSV from here on: {error}") from error
        if len(record) > len(names):
            counts = f"has {len(record)} cells, the header {len(names)}"
            yield line, ValueError(f"{counts}: put quotes around a claim with “{separator}”")
        elif any(cell.strip() for cell in record):
            yield line, dict(zip(names, record, strict=False))
        line = table.line_num + 1


def _yaml(text: str) -> Iterator[Raw]:
    """The items of a list, each put together as it is read, so that its line is known."""
    try:
        refuse_bombs(text)
        loader: Any = yaml.SafeLoader(text)  # the methods that it parses by have no types
        loader.get_event()
        while not loader.check_event(yaml.StreamEndEvent):
            loader.get_event()
            if not loader.check_event(yaml.SequenceStartEvent):
                raise _BrokenFileError(
                    loader.peek_event().start_mark.line + 1, "expected a list of rows, each `- claim: …`"
                )
            loader.get_event()
            while not loader.check_event(yaml.SequenceEndEvent):
                node = loader.compose_node(None, None)
                yield node.start_mark.line + 1, _constructed(loader, node)
            loader.get_event()
            loader.get_event()
            loader.anchors = {}
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _BrokenFileError(mark.line + 1 if mark else 1, f"is not YAML: {error.problem}") from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise _BrokenFileError(line, "has a character that YAML can't have: is it saved as UTF-8?") from error
    except RecursionError as error:
        raise _BrokenFileError(1, "is not YAML: nested too deeply") from error


def _constructed(loader: yaml.SafeLoader, node: Any) -> Any:
    try:
        refuse_twice(node)
        _keep_id(node)
        return constructed(loader, node)
    except yaml.MarkedYAMLError as error:
        return ValueError(str(error.problem))
    except ValueError as error:
        return ValueError(f"{error}: correct the date")  # such as 2026-02-30, which YAML reads as a date


def _keep_id(node: Any) -> None:
    """Let an id be the text that stands there; YAML would read 007 as 7, 010 as 8 and 12:30 as 750."""
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if key.value == "id" and isinstance(value, yaml.ScalarNode) and value.tag != "tag:yaml.org,2002:null":
            value.tag = "tag:yaml.org,2002:str"


_FORMS: dict[str, Callable[[str], Iterator[Raw]]] = {
    "yaml": _yaml,
    "csv": _csv,
    "json": _json,
    "jsonl": _jsonl,
    "lines": _lines,
}


def row(raw: Any, line: int) -> Row:
    """A row from what stands in the file. Raises ValueError or InputError that says what is wrong."""
    if isinstance(raw, ValueError):
        raise raw
    given = {"claim": raw} if isinstance(raw, str) else raw
    if not isinstance(given, dict):
        raise ValueError(f"expected a row with the key `claim`, found {_kind(raw)}")
    stripped = {key: value.strip() if isinstance(value, str) else value for key, value in given.items()}
    known = {key: value for key, value in stripped.items() if value not in (None, "")}
    for key in known:
        meant = difflib.get_close_matches(str(key), FIELDS, n=1, cutoff=MISTYPED)
        if meant and meant[0] not in given:
            raise ValueError(f"unknown key {key!r}; did you mean {meant[0]!r}?")
    if "claim" not in known:
        raise ValueError("has no `claim`: write one, or remove the row")
    claim = Claim(_text(known, "claim"), date=_date(known), speaker=_text(known, "speaker") or None)
    expect, needs = _one_of(Status, known, "expect"), _one_of(Need, known, "needs")
    if needs and not expect:
        raise ValueError("needs: says how an expected verdict is judged: write `expect`, too")
    return Row(claim=usable(claim), line=line, id=_text(known, "id"), expect=expect, needs=needs)


def _text(known: dict[str, Any], key: str) -> str:
    value = known.get(key, "")
    if key == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        raise ValueError(f"{key}: expected text, found {_kind(value)}: put it in quotes")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise ValueError(f"{key}: is not UTF-8 text: save the file as UTF-8") from None
    return value


def _date(known: dict[str, Any]) -> dt.date | None:
    value = known.get("date")
    if value is None:
        return None
    try:
        found = day(value)
    except ValueError as error:
        raise ValueError(f"date: {str(value)!r} is no day of the calendar ({error}): correct it") from error
    if found is None:
        raise ValueError(f"date: {str(value)!r} is not a date: write it as 2026-03-19")
    return found


def _one_of(known_values: type[_Choice], known: dict[str, Any], key: str) -> _Choice | None:
    value = known.get(key)
    if value is None:
        return None
    if value not in list(known_values):
        raise ValueError(f"{key}: expected {', '.join(known_values)}, found {str(value)!r}")
    return known_values(value)


def _kind(value: Any) -> str:
    """What a user calls a value of the wrong type."""
    kinds = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "keys and values"}
    kinds |= {type(None): "nothing", dt.date: "a date", dt.datetime: "a date"}
    return kinds.get(type(value), type(value).__name__)
