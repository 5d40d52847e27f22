"""Workflow commands, read back by the rules that the runner reads them by."""

import re

import msgspec
import pytest
from hypothesis import given

from tests.reports.drafts import DRAFT, DRAFTS, EMPTY, FILE, HOSTILE_DRAFT, WRONG_NUMBER, any_draft, span
from verifier.drafts.records import CheckedDraft
from verifier.reports import github
from verifier.reports.problems import MOST_PASSAGES

COMMANDS = {"error", "warning", "notice"}


def parsed(line: str) -> tuple[str, dict[str, str], str]:
    """A line as the runner takes it: leading blanks cut, up to the next "::" the command, behind it the message."""
    line = line.lstrip()
    assert line.startswith("::")
    end = line.index("::", 2)
    name, _, values = line[2:end].partition(" ")
    assert name in COMMANDS
    keys = dict(value.split("=", 1) for value in values.split(","))
    return name, {key: undone(value, ":,") for key, value in keys.items()}, undone(line[end + 2 :], "")


def undone(text: str, more: str) -> str:
    for character in ["\r", "\n", *more, "%"]:
        text = text.replace(f"%{ord(character):02X}", character)
    return text


def commands(*drafts: CheckedDraft) -> list[tuple[str, dict[str, str], str]]:
    written = github.render(drafts)
    assert written == "" or written.endswith("\n")
    return [parsed(line) for line in re.split("\r\n|\r|\n", written)[:-1]]


def test_a_problem_is_an_annotation_at_its_place() -> None:
    name, keys, message = commands(DRAFT)[1]
    assert name == "error"
    assert keys == {
        "file": FILE,
        "line": "3",
        "endLine": "3",
        "col": "51",
        "endColumn": "64",
        "title": "verify: quantity",
    }
    lines = message.splitlines()
    assert lines[0] == "the claim says 205 prisoners, the source 250 political prisoners"
    assert lines[1].startswith("against it: “Belarus freed 250 political prisoners on Thursday")
    assert (
        "” — Belarus Frees 250 Political Prisoners in U.S.-Brokered Deal, The Moscow Times, 19 March 2026, https://"
        in lines[1]
    )
    assert lines[2] == "suggested: 250 p"


def test_levels_are_commands_and_the_baseline_is_left_out() -> None:
    assert [name for name, _, _ in commands(DRAFT)] == ["warning", "error", "notice", "warning"]


def test_a_region_of_several_lines_has_no_columns() -> None:
    problem = msgspec.structs.replace(WRONG_NUMBER, region=span(100, 125))
    _, keys, _ = commands(msgspec.structs.replace(DRAFT, problems=(problem,)))[0]
    assert (keys["line"], keys["endLine"]) == ("3", "4")
    assert "col" not in keys


def test_of_many_passages_the_best_are_told() -> None:
    verdict = WRONG_NUMBER.verdict
    assert verdict is not None
    many = msgspec.structs.replace(verdict, evidence=verdict.evidence * 9)
    problem = msgspec.structs.replace(WRONG_NUMBER, verdict=many)
    _, _, message = commands(msgspec.structs.replace(DRAFT, problems=(problem,)))[0]
    assert message.count("against it:") == MOST_PASSAGES


def test_a_draft_without_claims_is_no_silent_pass() -> None:
    assert commands(EMPTY)[0][2] == "no claim was found: nothing was checked"


def test_no_text_becomes_a_command() -> None:
    [(name, keys, message)] = commands(HOSTILE_DRAFT)
    assert name == "error"
    assert keys["file"] == HOSTILE_DRAFT.file
    assert "::set-output name=a::b ##[add-path]/tmp %0A" in message.splitlines()[0]
    assert "\x1b" not in message


@pytest.mark.parametrize("drafts", DRAFTS.values(), ids=DRAFTS.keys())
def test_each_fresh_problem_is_one_command(drafts: list[CheckedDraft]) -> None:
    fresh = [problem for draft in drafts for problem in draft.problems if not problem.known]
    assert len(commands(*drafts)) == len(fresh)


@given(draft=any_draft())
def test_any_text_stays_in_its_command(draft: CheckedDraft) -> None:
    fresh = [problem for problem in draft.problems if not problem.known]
    found = commands(draft)
    assert len(found) == len(fresh)
    for (_, keys, _), problem in zip(found, fresh, strict=True):
        assert int(keys["line"]) == problem.region.line
