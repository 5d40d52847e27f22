"""A claim that is as long as one may be, and no sentence, is examined about as fast as one that is."""

from __future__ import annotations

import time

import pytest

from verifier import facts, rules

LONGEST = 5_000
"""Characters of a claim."""
PASSAGE = 1_200
MOST_SECONDS = 12.0
"""A square of the length takes several times this on a machine as slow as any here; a sentence takes milliseconds."""


def statement(text: str) -> rules.Statement:
    return rules.Statement.of(text, facts.extract(text))


@pytest.mark.parametrize(
    "repeated",
    ["5 ", "12 men, ", "from 5 to 9, ", "Apollo landed as ", "not ", "on Monday ", "he said ", "Ann and ", '"a b" '],
)
def test_it_takes_no_square_of_its_length(repeated: str) -> None:
    for length in (400, LONGEST):
        text = (repeated * LONGEST)[:length].strip()
        claim, passage = statement(text), statement((repeated * PASSAGE)[:PASSAGE].strip())
        started = time.process_time()
        examination = rules.examine(claim, passage)
        assert examination.denied in {True, False}
        rules.self_check(claim)
        assert time.process_time() - started < MOST_SECONDS
