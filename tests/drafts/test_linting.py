"""A draft through its checks, against a source that says nothing of it."""

import datetime as dt

import pytest

from verifier.checker import Verifier
from verifier.config import Config
from verifier.drafts import linting, reading
from verifier.drafts.records import Level


@pytest.fixture(scope="module")
def verifier(tmp_path_factory: pytest.TempPathFactory) -> Verifier:
    note = tmp_path_factory.mktemp("notes") / "note.txt"
    note.write_text("The harbour bridge is 450 metres long.")
    return Verifier.against([note], config=Config())


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("The talks in Exby began on Friday, 18 March.", ["weekday"]),
        ("The talks in Exby began on Wednesday, 18 March.", []),
        ("In 2021 Exby was in turmoil. The talks in Exby began on Thursday, 18 March.", []),
        ("# Exby in 2021\n\nThe talks in Exby began on Thursday, 18 March.", []),
    ],
)
def test_a_day_without_a_year_is_near_the_drafts_date_unless_it_tells_of_another_year(
    text: str, rules: list[str], verifier: Verifier
) -> None:
    found = linting.check(reading.read("x.md", text.encode()), verifier, linting.Options(date=dt.date(2026, 3, 20)))
    assert [each.rule for each in found.problems if each.level is Level.ERROR] == rules
