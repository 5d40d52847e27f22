"""The front matter of a Markdown or text file, in YAML or TOML: what the document says of itself before its text."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from verifier.bounded_yaml import BombError, TwiceError, constructed, refuse_bombs, refuse_twice
from verifier.documents.days import day
from verifier.errors import DocumentError
from verifier.records import Source

LONGEST = 20_000
"""Characters of a front matter; a longer one is not metadata."""

_OPENING = re.compile(r"(?:---[ \t]*\n(?![ \t]*\n)|\+\+\+[ \t]*\n)")
_CLOSINGS = {mark: re.compile(rf"^{re.escape(mark)}[ \t]*(?:\n|\Z)", re.MULTILINE) for mark in ("---", "+++")}
_TOML_LINE = re.compile(r"\(at line (\d+)")
_NULL = "tag:yaml.org,2002:null"


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Every value stays the text that was written: a title may be 1984 or No, and an impossible date is named by us."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag == _NULL]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


@dataclass(frozen=True)
class Header:
    """A front matter between its two marks."""

    is_toml: bool
    text: str
    start: int
    """Where `text` begins in the file."""
    end: int
    """Where the line of the second mark ends."""


@dataclass(frozen=True)
class Written:
    """A value of a front matter that is text, and its place in the front matter, with its quotation marks if it has any."""

    name: str
    value: str
    start: int
    end: int


def find(text: str) -> Header | None:
    """The front matter of a text whose lines end in line feeds: between two lines ---, which is YAML, or +++, which is TOML.

    A rule of hyphens with an empty line below it, or without another one, opens none.
    """
    opening = _OPENING.match(text)
    closing = _CLOSINGS[text[:3]].search(text, opening.end()) if opening else None
    if opening is None or closing is None:
        return None
    return Header(text[0] == "+", text[opening.end() : closing.start()], opening.end(), closing.end())


def cut(text: str, path: Path) -> tuple[Source, str]:
    """The source that the front matter describes, and the text below it; a text without one gives a bare source.

    Raises DocumentError that names the file and the line: not YAML or TOML, not keys and values, an impossible date.
    """
    found = find(text)
    if found is None:
        return Source(id="", path=str(path)), text
    header = found.text
    if len(header) > LONGEST:
        raise DocumentError(
            f"{path}:1: the front matter has {len(header):,} characters, the most is {LONGEST:,}: move it into the text"
        )
    fields = _toml(header, path) if found.is_toml else _yaml(header, path)
    known = {str(key).lower(): value for key, value in fields.items() if value is not None}
    source = Source(
        id="",
        path=str(path),
        url=_text(known.get("url", known.get("link"))),
        title=_text(known.get("title")),
        publisher=_text(known.get("publisher", known.get("site"))),
        author=_text(known.get("author", known.get("byline"))),
        published=_published(known, header, path),
        language=_text(known.get("language", known.get("lang"))),
    )
    return source, text[found.end :].lstrip("\n")


def written(header: Header) -> Iterator[Written]:
    """The values of a front matter that `cut` has read, as far as they are text and not within others."""
    return _written_in_toml(header.text) if header.is_toml else _written_in_yaml(header.text)


def _written_in_yaml(header: str) -> Iterator[Written]:
    try:
        root = yaml.compose(header, Loader=yaml.SafeLoader)
    except yaml.YAMLError:  # what libyaml took for YAML, and this, which knows places, does not
        return
    for key, value in getattr(root, "value", ()):
        if isinstance(value, yaml.ScalarNode):
            yield Written(str(key.value), value.value, value.start_mark.index, value.end_mark.index)


def _written_in_toml(header: str) -> Iterator[Written]:
    """Of TOML's values nothing says where they stand: a statement is the fewest lines that can be read."""
    start = end = 0
    for line in header.splitlines(keepends=True):
        if start == end and line.lstrip().startswith("["):
            return  # a table: what follows is within it
        end += len(line)
        try:
            read = tomllib.loads(header[start:end])
        except ValueError:
            continue
        for name, value in read.items():
            if isinstance(value, str):
                yield Written(name, value, start + header[start:end].index("=") + 1, end)
        start = end


def _toml(header: str, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(header)
    except ValueError as error:  # TOMLDecodeError is one, and a number of too many digits
        at = _TOML_LINE.search(str(error))
        line = int(at[1]) + 1 if at else header.count("\n") + 1
        raise DocumentError(
            f"{path}:{line}: the front matter is not valid TOML: {error.args[0]}: put quotation marks around text, or begin"
            " the file with another line than +++"
        ) from error
    except RecursionError as error:
        raise DocumentError(f"{path}:1: the front matter is nested too deep: write keys and values") from error


def _yaml(header: str, path: Path) -> dict[str, Any]:
    try:
        refuse_bombs(header, _Loader)
        loader: Any = _Loader(header)
        node = loader.get_single_node()
        refuse_twice(node)
        fields = (node and constructed(loader, node)) or {}
    except TwiceError as error:
        raise DocumentError(f"{path}:{_marked(error)}: in the front matter {error.problem}") from error
    except BombError as error:
        raise DocumentError(f"{path}:{_marked(error)}: the front matter is too much: {error.problem}") from error
    except yaml.MarkedYAMLError as error:
        raise DocumentError(
            f"{path}:{_marked(error)}: the front matter is not valid YAML: {error.problem}: put quotation marks around"
            " a value with a colon, or begin the file with another line than ---"
        ) from error
    except (yaml.YAMLError, ValueError) as error:
        raise DocumentError(f"{path}:1: the front matter is not valid YAML: {error}") from error
    if not isinstance(fields, dict):
        raise DocumentError(f"{path}:1: the front matter is not keys and values: write it as “title: …”")
    return fields


def _marked(error: yaml.MarkedYAMLError) -> int:
    """The line of the file; the front matter's first is its second."""
    return error.problem_mark.line + 2 if error.problem_mark else 1


def _text(value: object) -> str | None:
    """A value as text; of several, and of one that has a name among other things, the names."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_text, value))) or None
    if isinstance(value, dict):
        return _text(value.get("name"))
    return str(value).strip() or None if value is not None else None


def _published(fields: dict[str, Any], header: str, path: Path) -> dt.date | None:
    key = next((key for key in ("published", "date") if key in fields), None)
    if key is None:
        return None
    value = fields[key] if isinstance(fields[key], dt.date) else str(fields[key])
    try:
        published = day(value)
    except ValueError as error:
        raise DocumentError(
            f"{path}:{_line(header, key)}: {key}: {value!r} is no day of the calendar ({error}): correct it"
        ) from error
    if published is None:
        raise DocumentError(f"{path}:{_line(header, key)}: {key}: {value!r} is not a date: write it as 2026-03-19")
    return published


def _line(header: str, key: str) -> int:
    lines = header.splitlines()
    stated = re.compile(rf"\s*[\"']?{key}[\"']?\s*[:=]", re.IGNORECASE)
    return next((number for number, line in enumerate(lines, 2) if stated.match(line)), 1)
