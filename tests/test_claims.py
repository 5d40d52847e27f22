"""Every claim of claims/ against corpus/, end to end: each gets the verdict that it should."""

from pathlib import Path

import pytest

from verifier import Verifier
from verifier.batch import reading
from verifier.batch.records import Row
from verifier.config import Config

ROOT = Path(__file__).parent.parent
ROWS: list[tuple[str, Row]] = []
for file in sorted((ROOT / "claims").glob("*.yaml")):
    rows, problems = reading.read(file)
    assert not problems
    ROWS += [(file.name, row) for row in rows]


@pytest.fixture(scope="module")
def verifier():
    return Verifier.against([ROOT / "corpus"], config=Config())


@pytest.mark.parametrize(("file", "row"), ROWS, ids=[f"{file}: {row.claim.text}" for file, row in ROWS])
def test_verdict(verifier, file, row):
    said = verifier.check(row.claim).status
    assert row.accepts(said), (said, row.expect)


def test_every_claim_says_what_it_expects_and_most_need_no_more_than_rules():
    assert all(row.expect is not None for _, row in ROWS)
    assert sum(row.needs is None for _, row in ROWS) >= 200
