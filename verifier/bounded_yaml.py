"""YAML from outside, looked at before anything is built of it: how deep it nests, and how much its aliases make of it."""

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


def _refused(problem: str, event: Any) -> BombError:
    return BombError(problem=problem, problem_mark=event.start_mark)
