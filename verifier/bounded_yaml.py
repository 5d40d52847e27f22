"""YAML from outside, looked at before anything is built of it: its depth, what its aliases make of it, and keys given twice."""

from __future__ import annotations

from typing import Any

import yaml

DEEPEST = 50
"""Levels of nesting."""
MOST = 100_000
"""Nodes and characters that aliases may add: each stands for all that its anchor holds, and the anchors within that."""


class BombError(yaml.MarkedYAMLError):
    """YAML that would fill the memory or the stack; it says what to do."""


def refuse_bombs(text: str, loader: Any = yaml.SafeLoader) -> None:
    """Raise BombError, with the place, for what is too much, and another yaml.MarkedYAMLError for what is no YAML.

    `loader` is the class that the values will be built by: two may understand a text differently.
    """
    sizes: dict[str, int] = {}
    open_: list[tuple[str | None, int]] = []
    added = 0
    for event in yaml.parse(text, loader):
        size = 0
        if isinstance(event, yaml.CollectionStartEvent):
            open_.append((event.anchor, 1))
            if len(open_) > DEEPEST:
                raise _refused(f"it is nested over {DEEPEST} levels: write keys and values", event)
        elif isinstance(event, yaml.CollectionEndEvent):
            anchor, size = open_.pop()
            if anchor:
                sizes[anchor] = size
        elif isinstance(event, yaml.AliasEvent):
            if any(anchor == event.anchor for anchor, _ in open_):
                raise _refused(f"*{event.anchor} stands within what it stands for: write the value out", event)
            size = sizes.get(str(event.anchor), 1)
            added += size
            if added > MOST:
                raise _refused(
                    f"its aliases (*{event.anchor}) stand for over {MOST:,} values or letters: write them out", event
                )
        elif isinstance(event, yaml.ScalarEvent):
            size = 1 + len(event.value)
            if event.anchor:
                sizes[event.anchor] = size
        if open_ and size:
            anchor, held = open_[-1]
            open_[-1] = (anchor, held + size)


class TwiceError(yaml.MarkedYAMLError):
    """YAML that says two things of one key, of which the reader would believe the last without a word."""


def refuse_twice(node: yaml.Node | None) -> None:
    """Raise TwiceError, with the place, for a key that a mapping at or below this node has already."""
    waiting = [node]
    seen: set[int] = set()
    while waiting:
        at = waiting.pop()
        if id(at) in seen:
            continue  # aliases lead here, too
        seen.add(id(at))
        if isinstance(at, yaml.SequenceNode):
            waiting += at.value
        elif isinstance(at, yaml.MappingNode):
            waiting += [value for _, value in at.value]
            known: set[tuple[str, str]] = set()
            for key in [key for key, _ in at.value if isinstance(key, yaml.ScalarNode)]:
                if (key.tag, key.value) in known:
                    raise TwiceError(
                        problem=f"the key {key.value!r} is given twice: take one out", problem_mark=key.start_mark
                    )
                known.add((key.tag, key.value))


def constructed(loader: Any, node: yaml.Node) -> Any:
    """What a node comes to. Raises ValueError, such as for the date 2026-02-30, and a yaml.MarkedYAMLError for what can't be."""
    try:
        return loader.construct_document(node)
    except (
        AttributeError,
        IndexError,
        KeyError,
        TypeError,
    ) as error:  # PyYAML's own, where a tag does not fit: !!bool maybe
        raise yaml.constructor.ConstructorError(
            problem="a value is not of the type that its tag names: take the tag out", problem_mark=node.start_mark
        ) from error


def _refused(problem: str, event: Any) -> BombError:
    return BombError(problem=problem, problem_mark=event.start_mark)
