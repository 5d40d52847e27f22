"""No regular expression of the package takes more than linear time for a long text that is made from its own parts."""

from __future__ import annotations

import re

import pytest

from tests.hostile.patterns import FACTOR, attacks, growth, patterns

FOUND = patterns()
LIMIT = 3.0
"""How much more than FACTOR times as long a text may take that is FACTOR times as long; a square would be FACTOR."""


def test_they_are_found() -> None:
    assert len(FOUND) > 100
    assert {place.split(".")[1] for place in FOUND} >= {"documents", "drafts", "facts", "reports", "rules", "index"}


@pytest.mark.parametrize("place", FOUND)
def test_it_takes_linear_time(place: str) -> None:
    pattern, once = FOUND[place]
    slow = [attack for attack in attacks(pattern) if growth(pattern, attack, once=once) > LIMIT * FACTOR]
    # What is measured once on a busy machine is measured again before it counts.
    assert [attack for attack in slow if growth(pattern, attack, once=once) > LIMIT * FACTOR] == []


@pytest.mark.parametrize("text", [r"\w*\d\w*", r"\S+@\S+"])
def test_what_is_slow_is_noticed(text: str) -> None:
    pattern = re.compile(text, re.DOTALL)
    assert any(growth(pattern, attack, once=False) > LIMIT * FACTOR for attack in attacks(pattern))
