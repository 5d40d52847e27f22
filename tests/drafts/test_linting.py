"""A draft through its checks, against a few sources."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from verifier.checker import Verifier
from verifier.config import Config, Switch
from verifier.drafts import fixes, linting, reading
from verifier.drafts.prose import Draft
from verifier.drafts.records import INCONSISTENT, Level


@pytest.fixture(scope="module")
def verifier(tmp_path_factory: pytest.TempPathFactory) -> Verifier:
    notes = tmp_path_factory.mktemp("notes")
    (notes / "bridge.txt").write_text("The harbour bridge is 450 metres long.")
    for day, number in (("2025-12-13", 123), ("2026-03-19", 250)):
        header = f"---\ntitle: A release of {number}\npublished: {day}\n---\n\n"
        (notes / f"{day}.md").write_text(f"{header}Exland freed {number} political prisoners on {day}.\n")
    return Verifier.against([notes], config=Config())


def draft(headline: str, text: str) -> Draft:
    return reading.read("x.md", f"---\ntitle: {headline}\ndate: 2026-03-20\n---\n\n{text}\n".encode())


@pytest.mark.parametrize(
    ("text", "suggested"),
    [
        ("Exland freed 250 political prisoners on Thursday.", ["250"]),
        ("Exland freed 123 political prisoners on 13 December 2025, and now more.", ["123"]),
        ("Exland bought 250 buses.", []),
        ("The envoy of Wyland spoke of a new day on Thursday.", []),
    ],
)
def test_a_headline_is_corrected_only_to_what_the_text_says(
    verifier: Verifier, text: str, suggested: list[str]
) -> None:
    checked = linting.check(draft("Exland frees 205 prisoners", text), verifier, linting.Options())
    wrong = [each for each in checked.problems if each.rule == "quantity" and each.region.line == 2]
    assert len(wrong) == 1
    assert [each.fix.replacement for each in wrong if each.fix] == suggested


@pytest.mark.parametrize(
    ("source", "text", "corrected", "safe"),
    [
        ("The Ardal budget grew by 4.2 percent in 2025.", "The Ardal budget grew by 5.1% in 2025.", "4.2% in", True),
        (
            "The Ardal budget grew by 4.2 per cent in 2025.",
            "The Ardal budget grew by 5.1 per cent in 2025.",
            "by 4.2 per cent in",
            True,
        ),
        ("Some 1,200 people left Ardal in 2025.", "Some 1.300 people left Ardal in 2025.", "Some 1,200 people", True),
        ("Police said that eleven men drowned.", "Twelve men drowned, police said.", "Eleven men", True),
        (
            "One man was arrested in Ardal on 3 May 2025.",
            "Three men were arrested in Ardal on 3 May 2025.",
            "One men",
            False,
        ),
        (
            "The city of Ardal wrote an 80-page report in 2025.",
            "The city of Ardal wrote a 70-page report in 2025.",
            "a 80-page",
            False,
        ),
        (
            "The city of Ardal wrote a 90-page report in 2025.",
            "The city of Ardal wrote a 70-page report in 2025.",
            "a 90-page",
            True,
        ),
    ],
)
def test_a_correction_takes_the_place_of_all_that_it_says_and_fits_its_sentence(
    tmp_path: Path, source: str, text: str, corrected: str, safe: bool
) -> None:
    (tmp_path / "note.txt").write_text(source)
    by = Verifier.against([tmp_path], config=Config())
    checked = linting.check(reading.read("x.md", f"{text}\n".encode()), by, linting.Options())
    (fix,) = [each.fix for each in checked.problems if each.fix]
    assert (corrected in fixes.applied(text, [fix]), "  " in fixes.applied(text, [fix]), fix.safe) == (
        True,
        False,
        safe,
    )


def test_nothing_is_safe_to_write_into_a_file_that_is_not_its_text(verifier: Verifier) -> None:
    read = reading.read("x.md", b"The harbour bridge is 540 metres long.\n")
    found = [linting.check(each, verifier, linting.Options()) for each in (read, replace(read, encoding=None))]
    assert [[each.fix.safe for each in checked.problems if each.fix] for checked in found] == [[True], [False]]


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


def test_a_draft_is_held_against_itself_on_the_day_that_is_given_and_by_the_rules_that_are_on(
    verifier: Verifier,
) -> None:
    def found(dated: str, options: linting.Options, **switched: Switch) -> list[str]:
        text = f"---\ntitle: Exland frees 250 women{dated}\n---\n\nExland freed 240 women on 10 March 2026.\n"
        by = Verifier(verifier.index, Config(rules=switched), verifier.stance)
        checked = linting.check(reading.read("x.md", text.encode()), by, options)
        return [each.rule for each in checked.problems if each.rule == INCONSISTENT]

    given = linting.Options(date=dt.date(2026, 3, 20))
    assert found("", linting.Options()) == []
    assert found("", given) == found("\ndate: 2026-03-20", linting.Options()) == [INCONSISTENT]
    assert found("", given, quantity="off") == []
