"""YAML from outside, looked at before anything is built of it: how deep it nests, and how much its aliases make of it."""

from __future__ import annotations

from typing import Any

import yaml

DEEPEST = 50
"""Levels of nesting."""
MOST = 10_000
"""Nodes that aliases may add: each stands for all that its anchor holds, and the anchors within that."""


def refuse_bombs(text: str) -> None:
    """Raise yaml.MarkedYAMLError, with the place, for what would fill the memory or the stack or is no YAML."""
    sizes: dict[str, int] = {}
    open_: list[tuple[str | None, int]] = []
    added = 0
    # By the reader that builds the values: two may understand a text differently.
    for event in yaml.parse(text, yaml.SafeLoader):
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
                raise _refused(f"its aliases (*{event.anchor}) stand for over {MOST:,} values: write them out", event)
        elif isinstance(event, yaml.ScalarEvent):
            size = 1
            if event.anchor:
                sizes[event.anchor] = 1
        if open_ and size:
            anchor, held = open_[-1]
            open_[-1] = (anchor, held + size)


def _refused(problem: str, event: Any) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)
