"""JUnit XML against the schema that Jenkins reads it by."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from lxml import etree

from tests.reports.drafts import CLEAN, DRAFT, DRAFTS, EMPTY, FILE, HOSTILE_DRAFT, any_draft
from verifier.drafts.records import CheckedDraft, Level
from verifier.reports import junit

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parent / "schemas" / "junit-10.xsd"))


def suites(*drafts: CheckedDraft) -> etree._Element:
    root = etree.fromstring(junit.render(drafts).encode())
    SCHEMA.assertValid(root)
    return root


def outcomes(suite: etree._Element) -> list[tuple[str, list[str]]]:
    return [(case.get("name"), [note.tag for note in case]) for case in suite]


@pytest.mark.parametrize("drafts", DRAFTS.values(), ids=DRAFTS.keys())
def test_it_is_valid_and_counts_are_right(drafts: list[CheckedDraft]) -> None:
    root = suites(*drafts)
    assert len(root) == len(drafts)
    assert int(root.get("tests")) == len(root.findall(".//testcase"))
    assert int(root.get("failures")) == len(root.findall(".//failure"))
    for suite in root:
        assert int(suite.get("tests")) == len(suite)
        assert int(suite.get("skipped")) == len(suite.findall(".//skipped"))


def test_a_claim_is_a_test_and_so_is_a_problem_of_none() -> None:
    assert outcomes(suites(DRAFT)[0]) == [
        ("Belarus freed prisoners on 19 March 2026", []),
        ("205 prisoners freed", ["failure"]),
        ("The museum opened in May", ["skipped", "system-out"]),
        ("Thursday 18 March 2026 was a holiday", ["skipped"]),
        ("inconsistent: 205 Gefangene", ["system-out"]),
        ("unused-ignore: <!-- verify: ignore -->", ["system-out"]),
    ]


def test_a_failure_says_what_is_wrong_and_where() -> None:
    case = suites(DRAFT)[0][1]
    assert case.get("classname") == FILE
    failure = case[0]
    assert failure.get("type") == "quantity"
    assert failure.get("message") == "the claim says 205 prisoners, the source 250 political prisoners"
    assert failure.text.startswith(f"{FILE}:3:51: error[quantity] the claim says 205 prisoners")
    assert "against it: “Belarus freed 250" in failure.text


def test_an_unverified_claim_is_skipped_not_passed() -> None:
    quiet = msgspec.structs.replace(DRAFT, problems=())
    assert outcomes(suites(quiet)[0])[2] == ("The museum opened in May", ["skipped"])
    assert suites(quiet)[0][2][0].get("message").startswith("not enough evidence")


def test_a_conflict_that_is_not_reported_is_skipped_not_passed() -> None:
    quiet = msgspec.structs.replace(DRAFT, problems=())
    assert outcomes(suites(quiet)[0])[1] == ("205 prisoners freed", ["skipped"])
    assert suites(quiet)[0][1][0].get("message").startswith("conflicting, but not reported")


@pytest.mark.parametrize("known", [(False, False), (True, False)])
def test_a_conflict_that_only_warns_is_skipped_not_passed(known: tuple[bool, ...]) -> None:
    problems = tuple(msgspec.structs.replace(DRAFT.problems[1], level=Level.WARNING, known=each) for each in known)
    mild = msgspec.structs.replace(DRAFT, problems=problems)
    assert outcomes(suites(mild)[0])[1] == ("205 prisoners freed", ["skipped", "system-out"])
    assert suites(mild)[0][1][0].get("message").startswith("the claim says 205 prisoners")


def test_several_errors_of_a_claim_are_one_failure() -> None:
    twice = msgspec.structs.replace(DRAFT, problems=(DRAFT.problems[1],) * 2)
    case = suites(twice)[0][1]
    assert [note.tag for note in case] == ["failure"]
    assert case[0].text.count("error[quantity]") == 2


def test_the_same_claim_twice_is_two_tests() -> None:
    twice = msgspec.structs.replace(CLEAN, claims=CLEAN.claims * 2)
    assert [name[-4:] for name, _ in outcomes(suites(twice)[0])] == ["2026", " (2)"]


def test_a_draft_without_claims_does_not_pass() -> None:
    assert outcomes(suites(EMPTY)[0]) == [("no-claims: ", ["skipped", "system-out"])]


def test_no_text_becomes_markup() -> None:
    root = suites(HOSTILE_DRAFT)
    assert {element.tag for element in root.iter()} == {"testsuites", "testsuite", "testcase", "failure"}
    assert "]]>" in root[0][0][0].text


@given(draft=any_draft())
def test_any_text_gives_valid_xml(draft: CheckedDraft) -> None:
    suites(draft)
