"""What a user sees first: of the errors planted in a draft most are found, and of what is true nothing is flagged."""

from collections.abc import Sequence

import pytest

from tests.drafts import planting
from tests.drafts.planting import Statement
from verifier.drafts.records import Problem

FOUND = {"number", "quotation", "name", "negation", "date", "unit", "weekday", "rank", "direction", "sum"}
"""The kinds of error that are found at the words that are wrong."""

Found = Sequence[tuple[Statement, list[Problem], bool]]


@pytest.fixture(scope="module")
def found() -> Found:
    planted = planting.load()
    return list(planting.found(planted, planting.check(planted)))


def test_nothing_true_is_flagged(found: Found) -> None:
    true = [within for each, within, _ in found if not each.kind]
    assert len(true) == 20
    assert not any(true)


def test_what_is_wrong_is_found_in_its_place(found: Found) -> None:
    errors = {each.kind: exact for each, _, exact in found if each.kind}
    assert len(errors) == 10
    assert {kind for kind, exact in errors.items() if exact} >= FOUND
