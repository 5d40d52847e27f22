"""Every regular expression of the package, and long texts made to be hard for it."""

from __future__ import annotations

import ast
import importlib
import itertools
import pkgutil
import re
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import verifier

SKIPPED = ("_build", ".train", ".network", ".export", ".contrast", ".data")
"""Modules that make what is shipped, and need torch or read nothing from outside."""

METHODS = frozenset("compile match fullmatch search sub subn split findall finditer".split())
LONG = 20
"""Times that a part of a pattern must be repeatable to be worth a text of its own."""
MOST = 6
"""Samples of one part of a pattern."""
ENDS = ("", "\x01")
"""What stands behind the repetition, so that the match fails late."""


def modules() -> Iterator[Any]:
    """The package's modules."""
    for found in pkgutil.walk_packages(verifier.__path__, "verifier."):
        if not found.name.endswith(SKIPPED):
            yield importlib.import_module(found.name)


def patterns() -> dict[str, tuple[re.Pattern[str], bool]]:
    """Every pattern by where it is, and whether it is only ever tried at the beginning of a text.

    Those that modules hold in any table, and those that stand in calls of `re`.
    """
    found: dict[str, tuple[re.Pattern[str], bool]] = {}
    known: set[Any] = set()
    anchored = _anchored()
    for module in modules():
        held = [
            (f"{module.__name__}.{name}[{number}]", pattern, name in anchored)
            for name, value in vars(module).items()
            for number, pattern in enumerate(_in(value, set()))
        ]
        held += [(f"{module.__name__}:{line}", pattern, once) for line, pattern, once in _called(Path(module.__file__))]
        for place, pattern, once in held:
            text = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
            key = text, pattern.flags & ~re.UNICODE
            if key not in known:
                known.add(key)
                found[place] = re.compile(*key), once
    return found


def _anchored() -> set[str]:
    """Names of patterns of which nothing but `match` and `fullmatch` is called, anywhere in the package."""
    called: dict[str, set[str]] = {}
    for module in modules():
        for node in ast.walk(ast.parse(Path(module.__file__).read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in METHODS:
                owner = node.value
                name = (
                    owner.id if isinstance(owner, ast.Name) else owner.attr if isinstance(owner, ast.Attribute) else ""
                )
                called.setdefault(name, set()).add(node.attr)
    return {name for name, methods in called.items() if methods <= {"match", "fullmatch"}}


def _in(value: Any, seen: set[int]) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict | list | tuple | set | frozenset) and id(value) not in seen and len(value) < 2000:
        seen.add(id(value))
        for inner in itertools.chain(value, value.values()) if isinstance(value, dict) else value:
            yield from _in(inner, seen)


def _called(file: Path) -> Iterator[tuple[int, re.Pattern[str], bool]]:
    """Patterns that are written where they are used."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "re"
            and node.func.attr in METHODS
            and node.args
            and isinstance(node.args[0], ast.Constant)
            and isinstance(node.args[0].value, str)
        ):
            flags = [
                each.attr
                for argument in node.args[1:]
                for each in ast.walk(argument)
                if isinstance(each, ast.Attribute)
            ]
            known = [getattr(re, name) for name in flags if isinstance(getattr(re, name, None), re.RegexFlag)]
            combined = re.RegexFlag(0)
            for flag in known:
                combined |= flag
            yield node.lineno, re.compile(node.args[0].value, combined), node.func.attr in ("match", "fullmatch")


# --- texts that are hard ---------------------------------------------------------------------------


def attacks(pattern: re.Pattern[str]) -> list[tuple[str, str, str]]:
    """Beginnings, fragments to be repeated, and ends, made from the pattern's own parts."""
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, str) else 0)
    found: dict[tuple[str, str, str], None] = {}
    for beginning, fragment in _repeated(list(tree), [""]):
        for end in ENDS:
            found[beginning, fragment, end] = None
            found["", fragment, end] = None
    for whole in _samples(list(tree)):
        for end in ENDS:
            if whole:
                found["", whole, end] = None
                found["", whole[: len(whole) // 2] or whole, end] = None
    return [attack for attack in found if attack[1]]


def _repeated(items: list[Any], before: list[str]) -> Iterator[tuple[str, str]]:
    """Each part that may be repeated often, with texts that lead to it."""
    for place, (code, argument) in enumerate(items):
        lead = [b + s for b in before for s in _samples(items[:place])][:MOST]
        if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            _, most, inner = argument
            bodies = _samples(list(inner))
            if most >= LONG:
                rest = _samples(items[place + 1 :])
                for beginning in lead[:2]:
                    for body in bodies:
                        yield beginning, body
                        for behind in rest[:2]:
                            yield beginning, body + behind
            yield from _repeated(list(inner), lead)
        elif code is codes.SUBPATTERN:
            yield from _repeated(list(argument[-1]), lead)
        elif code is codes.ATOMIC_GROUP:
            yield from _repeated(list(argument), lead)
        elif code is codes.BRANCH:
            for branch in argument[1]:
                yield from _repeated(list(branch), lead)
        elif code in (codes.ASSERT, codes.ASSERT_NOT):
            yield from _repeated(list(argument[1]), lead)


def _samples(items: list[Any]) -> list[str]:
    """Some texts that a sequence of parts matches, or nearly."""
    texts = [""]
    for code, argument in items:
        texts = list(dict.fromkeys(text + more for text in texts for more in _of(code, argument)))[:MOST]
    return texts


def _of(code: Any, argument: Any) -> list[str]:
    if code is codes.LITERAL:
        return [chr(argument)]
    if code is codes.NOT_LITERAL:
        return ["b" if argument == ord("a") else "a"]
    if code is codes.ANY:
        return ["a", " "]
    if code is codes.IN:
        return _members(argument)
    if code is codes.BRANCH:
        return list(dict.fromkeys(text for branch in argument[1] for text in _samples(list(branch))[:2]))[:MOST]
    if code is codes.SUBPATTERN:
        return _samples(list(argument[-1]))
    if code is codes.ATOMIC_GROUP:
        return _samples(list(argument))
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        least, most, inner = argument
        texts = _samples(list(inner))
        times = [max(least, 1), *([0] if least == 0 else []), *([min(most, least + 2)] if most > least + 1 else [])]
        return list(dict.fromkeys(text * time for time in times for text in texts))[:MOST]
    return [""]


CATEGORIES = {
    codes.CATEGORY_DIGIT: "1",
    codes.CATEGORY_SPACE: " \n",
    codes.CATEGORY_WORD: "a1",
    codes.CATEGORY_NOT_DIGIT: "a",
    codes.CATEGORY_NOT_SPACE: "a",
    codes.CATEGORY_NOT_WORD: " .",
}


def _members(items: Iterable[Any]) -> list[str]:
    """Characters of a class; of one that excludes, some that it does not."""
    members: list[str] = []
    negated = False
    for code, argument in items:
        if code is codes.NEGATE:
            negated = True
        elif code is codes.LITERAL:
            members.append(chr(argument))
        elif code is codes.RANGE:
            members += [chr(argument[0]), chr(argument[1])]
        elif code is codes.CATEGORY:
            members += CATEGORIES.get(argument, "")
    if negated:
        return [character for character in 'a 1.,-"A\n' if character not in members][:MOST]
    return list(dict.fromkeys(members))[:MOST]


def seconds(work: Callable[[], object]) -> float:
    """Time of this thread alone, whatever else the machine does."""
    started = time.thread_time()
    work()
    return time.thread_time() - started


def text_of(attack: tuple[str, str, str], length: int) -> str:
    """The attack, about that long."""
    beginning, fragment, end = attack
    return beginning + fragment * max(1, length // len(fragment)) + end


def scan(pattern: re.Pattern[str], text: str, *, once: bool) -> float:
    """How long it takes to find every match or, where it is tried `once`, whether there is one at the beginning."""
    if once:
        return seconds(lambda: (pattern.match(text), pattern.fullmatch(text)))
    return seconds(lambda: sum(1 for _ in pattern.finditer(text)))


SHORT, FACTOR = 500, 8
LEAST = 0.004
"""Seconds that the long text must take to be looked at; what is faster is no danger, and can't be measured."""
MUCH = 0.1
"""Seconds that are too long even for the short text."""


def growth(pattern: re.Pattern[str], attack: tuple[str, str, str], *, once: bool) -> float:
    """How many times longer a text takes that is FACTOR times as long."""
    short_text, long_text = (text_of(attack, SHORT * factor) for factor in (1, FACTOR))
    if scan(pattern, short_text, once=once) > MUCH:
        return float("inf")
    if scan(pattern, long_text, once=once) < LEAST:
        return 0.0
    short, long = (min(scan(pattern, text, once=once) for _ in range(3)) for text in (short_text, long_text))
    return long / max(short, 1e-6)
