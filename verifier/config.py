"""What a user may set in verifier.yaml or [tool.verifier] of pyproject.toml, and how it is found; not what it does."""

from __future__ import annotations

import difflib
import fnmatch
import glob
import itertools
import os
import posixpath
import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar, get_args, get_type_hints

import msgspec
import yaml

from verifier.bounded_yaml import TwiceError, constructed, refuse_bombs, refuse_twice
from verifier.errors import ConfigError, InputError
from verifier.index.place import Collection, is_address, parse
from verifier.index.settings import Mode, SearchSettings
from verifier.records import Record

FailOn = Literal["conflicting", "unverified", "never"]
"""Which verdicts make a command exit with 1: a conflict, also an unverified claim, or none."""

Switch = Literal["on", "off"]

Settings = TypeVar("Settings", bound=Record)

LARGEST = 1_000_000
"""Bytes of a configuration file."""

MOST_STARS = 6
"""How often a pattern's `**/` is tried as no folder."""
YAML_NAME = "verifier.yaml"
TOML_NAME = "pyproject.toml"
INDEX_NAME = ".verifier"


RULE_NAMES = ("quantity", "date", "name", "quotation", "negation", "arithmetic", "weekday", "wording")
"""All that can be switched on and off: the keys of `verdict.JUDGES`, here so that no configuration waits for their import."""


class PathSettings(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What holds for some drafts instead of what holds for all."""

    rules: dict[str, Switch] = {}
    min_confidence: Annotated[float, msgspec.Meta(ge=0, le=1)] | None = None
    fail_on: FailOn | None = None


class Config(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The settings of one project, every path absolute."""

    index: Path = Path(INDEX_NAME)
    """Folder of the index, and of the results that are kept beside it."""
    collection: Collection | None = None
    """Where the index is if not in that folder: what `index` says if it says `milvus+…`; there is no key of this name."""
    corpus: tuple[Path, ...] = ()
    """Files and folders that the index is kept up to date with."""
    embedder: Mode = "fp32"
    search: SearchSettings = SearchSettings()
    rules: dict[str, Switch] = {}
    """Rules that are switched; a rule that is not named is on."""
    min_confidence: Annotated[float, msgspec.Meta(ge=0, le=1)] = 0.0
    """A verdict that is less sure than this counts as unverified."""
    fail_on: FailOn = "conflicting"
    paths: dict[str, PathSettings] = {}
    """Settings of drafts whose path fits a pattern, absolute here; of several that fit the later ones go before."""

    @property
    def place(self) -> Path | Collection:
        """Where the index is."""
        return self.collection or self.index

    def with_index(self, place: Path | Collection) -> Config:
        """The same settings for another index. Beside one in Milvus, results are kept where they were."""
        if isinstance(place, Path):
            return msgspec.structs.replace(self, index=place, collection=None)
        return msgspec.structs.replace(self, collection=place)

    def at(self, path: Path) -> Config:
        """The settings for one draft."""
        settled = self
        for pattern, own in self.paths.items():
            if _fits(path, pattern):
                settled = msgspec.structs.replace(
                    settled,
                    rules=settled.rules | own.rules,
                    min_confidence=settled.min_confidence if own.min_confidence is None else own.min_confidence,
                    fail_on=own.fail_on or settled.fail_on,
                )
        return settled


def _fits(path: Path, pattern: str) -> bool:
    """Whether an absolute path fits a pattern: `*` and `**` stand for anything, also over several folders or none."""
    name = os.path.abspath(path)  # noqa: PTH100 - Path.absolute keeps ".."
    first, *others = pattern.split("**/")
    tried = min(len(others), MOST_STARS)
    kept = ["**/"] * (len(others) - tried)
    joints = ((*each, *kept) for each in itertools.product(("**/", ""), repeat=tried))
    return any(
        fnmatch.fnmatchcase(name, first + "".join(map("".join, zip(each, others, strict=True)))) for each in joints
    )


def load(explicit: Path | None = None, start: Path | None = None) -> Config:
    """The configuration in `explicit`, or else the nearest one at or above `start` (default: the working folder).

    Without any, the defaults hold and the index is `.verifier` in `start`. Raises ConfigError with the file, the line
    where it is known, the key, and what was expected.
    """
    start = (start or Path.cwd()).absolute()
    if explicit is None:
        found = _find(start)
        if found is None:
            return Config(index=start / INDEX_NAME)
        file, settings, lines = found
    else:
        file = explicit.absolute()
        settings, lines = _read(file)
    return _convert(settings, file, lines)


Lines = dict[tuple[str, ...], int]
"""The line, counted from 1, of each key, given as the path of keys that leads to it."""


def _find(start: Path) -> tuple[Path, dict[str, Any], Lines] | None:
    for folder in (start, *start.parents):
        if (folder / YAML_NAME).is_file():
            return folder / YAML_NAME, *_read(folder / YAML_NAME)
        if (folder / TOML_NAME).is_file() and "verifier" in _tools(folder / TOML_NAME, _toml(folder / TOML_NAME)):
            return folder / TOML_NAME, *_read(folder / TOML_NAME)
    return None


def _tools(file: Path, document: dict[str, Any]) -> dict[str, Any]:
    tools = document.get("tool", {})
    if not isinstance(tools, dict):
        raise ConfigError(f"{file}: tool: expected keys and values, found {_kind(tools)}")
    return tools


def _read(file: Path) -> tuple[dict[str, Any], Lines]:
    """What the file sets, as plain data, and where."""
    if file.suffix == ".toml":
        document = _toml(file)
        settings = _tools(file, document).get("verifier", {}) if file.name == TOML_NAME else document
        lines: Lines = {}
    else:
        settings, lines = _yaml(file)
    if settings is None:
        settings = {}
    if not isinstance(settings, dict):
        raise ConfigError(f"{file}: expected keys and values, found {_kind(settings)}")
    return settings, lines


def _text(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            content = stream.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise ConfigError(f"{file}: has over {LARGEST:,} bytes: is it the configuration?")
        return content.decode("utf-8-sig")
    except OSError as error:
        raise ConfigError(f"{file}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{file}: is not UTF-8 text") from error


def _toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(_text(file))
    except RecursionError as error:
        raise ConfigError(f"{file}: is not valid TOML: nested too deeply") from error
    except ValueError as error:  # TOMLDecodeError is one, and a number of too many digits
        raise ConfigError(f"{file}: is not valid TOML: {error}") from error


def _yaml(file: Path) -> tuple[Any, Lines]:
    text = _text(file)
    try:
        refuse_bombs(text)
        loader = yaml.SafeLoader(text)
        root = loader.get_single_node()
        refuse_twice(root)
        return root and constructed(loader, root), _lines(root)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f":{mark.line + 1}" if mark else ""
        if isinstance(error, TwiceError):
            raise ConfigError(f"{file}{where}: {error.problem}") from error
        raise ConfigError(f"{file}{where}: is not valid YAML: {error.problem}") from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:  # ValueError: such as the date 2026-02-30
        raise ConfigError(f"{file}: is not valid YAML: {error}") from error


def _lines(node: yaml.Node | None, path: tuple[str, ...] = ()) -> Lines:
    lines: Lines = {}
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            here = (*path, str(key.value))
            lines[here] = key.start_mark.line + 1
            lines |= _lines(value, here)
    return lines


def _convert(settings: dict[str, Any], file: Path, lines: Lines) -> Config:
    def fail(path: tuple[str, ...], problem: str) -> ConfigError:
        place = f"{file}:{lines[path]}" if path in lines else str(file)
        return ConfigError(f"{place}: {'.'.join(path)}: {problem}")

    def path_below(kind: type, value: Any) -> Any:
        if kind is Path and isinstance(value, str):
            try:
                return file.parent / Path(value).expanduser()
            except RuntimeError as error:
                raise ValueError(f"there is no home folder of {value.split('/')[0]!r}") from error
        raise TypeError(f"expected a path, found {_kind(value)}")

    def check_keys(where: tuple[str, ...], part: Any, kind: type[Record]) -> None:
        for key in part if isinstance(part, dict) else ():
            known = [name for name in kind.__struct_fields__ if name != "collection"]
            if key not in known:
                raise fail((*where, str(key)), f"unknown key; {nearest(str(key), known)}")

    def switched(where: tuple[str, ...], rules: Any) -> Any:
        if not isinstance(rules, dict):
            return rules
        switches = {
            name: SWITCHES.get(value, value) if isinstance(value, bool) else value for name, value in rules.items()
        }
        for name, value in switches.items():
            if name not in RULE_NAMES:
                raise fail((*where, str(name)), f"there is no such rule; {nearest(str(name), RULE_NAMES)}")
            if value not in get_args(Switch):
                raise fail((*where, str(name)), f"expected on or off, found {value!r}")
        return switches

    def convert(value: Any, kind: type[Settings], where: tuple[str, ...] = ()) -> Settings:
        try:
            return msgspec.convert(value, kind, dec_hook=path_below)
        except msgspec.ValidationError as error:
            problem, _, place = str(error).partition(" - at `$.")
            path = tuple(part.partition("[")[0] for part in place.rstrip("`").split(".") if part)
            hint = get_type_hints(Config).get(path[-1]) if path else None
            choices = get_args(hint)
            if choices and problem.startswith("Invalid enum value"):
                problem = f"expected {' or '.join(choices)}, found{problem.removeprefix('Invalid enum value')}"
            problem = re.sub(r"`([\w| ]+)", lambda words: _plain(words[1]), problem).replace("`", "")
            raise fail((*where, *path), problem.replace("Expected", "expected").replace(", got", ", found")) from error

    check_keys((), settings, Config)
    check_keys(("search",), settings.get("search"), SearchSettings)
    patterns = settings.pop("paths", {})
    if not isinstance(patterns, dict):
        raise fail(("paths",), f"expected patterns and their settings, found {_kind(patterns)}")
    paths = {}
    for pattern, own in patterns.items():
        where = ("paths", str(pattern))
        check_keys(where, own, PathSettings)
        if isinstance(own, dict) and "rules" in own:
            own["rules"] = switched((*where, "rules"), own["rules"])
        paths[_absolute(file.parent, str(pattern))] = convert(own, PathSettings, where)
    rules = switched(("rules",), settings.get("rules", {}))
    place = settings.get("index")
    collection = None
    if isinstance(place, str) and is_address(place):
        try:
            collection = parse(place, file.parent)
        except InputError as error:
            raise fail(("index",), str(error)) from error
        del settings["index"]
    loaded = convert({"index": INDEX_NAME, **settings, "rules": rules}, Config)
    return msgspec.structs.replace(loaded, paths=paths, collection=collection)


def _absolute(folder: Path, pattern: str) -> str:
    """A pattern of the configuration as one of absolute paths; without a folder in it, it fits at any depth.

    One that ends in `/` stands for all below that folder.
    """
    anywhere = "" if "/" in pattern.rstrip("/") else "**/"
    below = f"{pattern}**" if pattern.endswith("/") else pattern
    # The paths that it is compared with have no `.` and `..` either; what is absolute replaces the folder.
    return posixpath.normpath(posixpath.join(glob.escape(str(folder)), anywhere + below))


SWITCHES: dict[bool, Switch] = {True: "on", False: "off"}
"""YAML 1.1 reads a bare on or off as a boolean, and TOML has only the booleans."""


def nearest(word: str, known: Sequence[str]) -> str:
    """A hint for a mistyped word: the known one that is most like it, or all of them where none is."""
    close = difflib.get_close_matches(word, known, n=1, cutoff=0.5)
    return f"did you mean {close[0]!r}?" if close else f"known are {', '.join(known)}"


def _plain(types: str) -> str:
    """What a user calls the types in msgspec's message: `float | null` is a number."""
    return PLAIN_WORDS.get(types.removesuffix(" | null"), types)


def _kind(value: Any) -> str:
    return "nothing" if value is None else PLAIN_WORDS.get(type(value).__name__, type(value).__name__)


PLAIN_WORDS = {
    "array": "a list",
    "bool": "true or false",
    "dict": "keys and values",
    "float": "a number",
    "int": "a whole number",
    "list": "a list",
    "null": "nothing",
    "object": "keys and values",
    "str": "text",
}
"""What a user calls the types of Python and msgspec."""
