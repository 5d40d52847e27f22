"""SARIF against the public schema, and what the standard and GitHub ask besides."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import msgspec
import pytest
from hypothesis import given, settings

from tests.reports.drafts import (
    CLEAN,
    DRAFT,
    DRAFTS,
    EMPTY,
    FILE,
    HOSTILE_DRAFT,
    MIXED_DRAFT,
    TEXT,
    WRONG_NUMBER,
    any_draft,
)
from verifier.drafts.records import LEVELS, CheckedDraft
from verifier.reports import sarif
from verifier.verdict import JUDGES

SCHEMA = json.loads((Path(__file__).parent / "schemas" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft4Validator(SCHEMA, format_checker=jsonschema.FormatChecker())


def log(*drafts: CheckedDraft) -> Any:
    written = sarif.render(drafts)
    assert written.isascii()
    read = json.loads(written)
    VALIDATOR.validate(read)
    return read


def run(*drafts: CheckedDraft) -> Any:
    return log(*drafts)["runs"][0]


def cut(text: str, region: dict[str, Any]) -> str:
    """The words of a region, found by its lines and columns."""
    lines = text.splitlines(keepends=True)
    start = sum(map(len, lines[: region["startLine"] - 1])) + region["startColumn"] - 1
    end = sum(map(len, lines[: region["endLine"] - 1])) + region["endColumn"] - 1
    assert (start, end - start) == (region["charOffset"], region["charLength"])
    return text[start:end]


@pytest.mark.parametrize("drafts", DRAFTS.values(), ids=DRAFTS.keys())
def test_it_is_valid(drafts: list[CheckedDraft]) -> None:
    found = run(*drafts)
    assert len(found["results"]) == sum(len(draft.problems) for draft in drafts)
    assert [unquote(one["location"]["uri"]) for one in found["artifacts"]] == [draft.file for draft in drafts]


def test_every_judge_is_a_rule_with_help() -> None:
    rules = {rule["id"]: rule for rule in run(CLEAN)["tool"]["driver"]["rules"]}
    assert set(JUDGES) <= set(rules)
    for name, rule in rules.items():
        assert rule["shortDescription"]["text"], name
        assert rule["fullDescription"]["text"], name
        assert rule["help"]["text"], name
        assert rule["help"]["markdown"], name
    assert rules["quantity"]["shortDescription"]["text"] == JUDGES["quantity"].SUMMARY
    assert "Claim: 205 prisoners freed" in rules["quantity"]["help"]["text"]
    assert "--ignore quantity" in rules["quantity"]["help"]["text"]


def test_a_rule_of_drafts_has_the_level_that_checking_gives_its_problems() -> None:
    rules = {rule["id"]: rule for rule in run(CLEAN)["tool"]["driver"]["rules"]}
    assert {name: rules[name]["defaultConfiguration"]["level"] for name in LEVELS} == LEVELS
    [empty] = run(EMPTY)["results"]
    assert empty["level"] == rules["no-claims"]["defaultConfiguration"]["level"] == "warning"


def test_a_result_says_where_and_what_and_how_to_mend_it() -> None:
    found = run(DRAFT)
    assert found["columnKind"] == "unicodeCodePoints"
    result = found["results"][1]
    assert (result["ruleId"], result["level"], result["kind"]) == ("quantity", "error", "fail")
    assert found["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "quantity"
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "artikel/m%C3%A4rz%201.md"
    assert unquote(place["artifactLocation"]["uri"]) == FILE
    assert cut(TEXT, place["region"]) == "205 prisoners" == place["region"]["snippet"]["text"]
    [change] = result["fixes"][0]["artifactChanges"]
    [replacement] = change["replacements"]
    assert cut(TEXT, replacement["deletedRegion"]) == "205 p"
    assert replacement["insertedContent"]["text"] == "250 p"
    assert result["fixes"][0]["properties"] == {"safe": True}
    assert result["properties"] == {"claim": "205 prisoners freed", "verdict": "conflicting", "confidence": 0.97}
    assert result["rank"] == 97.0


def test_of_a_file_that_is_not_its_text_neither_offsets_nor_corrections_are_told() -> None:
    result = run(msgspec.structs.replace(DRAFT, encoding=None))["results"][1]
    assert "fixes" not in result
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region.keys() == {"startLine", "startColumn", "endLine", "endColumn", "snippet"}


def test_a_run_in_which_a_draft_was_not_checked_was_no_success() -> None:
    read = json.loads(sarif.render([CLEAN], ["gone.md: is not there"]))
    VALIDATOR.validate(read)
    [invocation] = read["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["message"]["text"] == "gone.md: is not there"
    assert run(CLEAN)["invocations"][0]["executionSuccessful"] is True


def test_the_source_is_a_related_location_that_the_message_links_to() -> None:
    result = run(DRAFT)["results"][1]
    [related] = result["relatedLocations"]
    assert related["id"] == 1
    assert (
        related["physicalLocation"]["artifactLocation"]["uri"] == "articles/belarus-frees-250-political-prisoners.txt"
    )
    assert "“Belarus freed 250 political prisoners on Thursday" in related["message"]["text"]
    assert result["message"]["text"].splitlines()[0] == (
        "the claim says 205 prisoners, the source 250 political prisoners — "
        "[Belarus Frees 250 Political Prisoners in U.S.-Brokered Deal, The Moscow Times, 19 March 2026](1)"
    )
    assert "https://www.themoscowtimes.com/2026/03/19/" in result["message"]["text"]
    assert "freed **250 political prisoners** on Thursday" in result["message"]["markdown"]


def test_both_sides_of_a_disagreement_are_related() -> None:
    told = [one["message"]["text"][:11] for one in run(MIXED_DRAFT)["results"][0]["relatedLocations"]]
    assert told == ["against it:", "for it: “A "]


def test_a_source_that_does_not_speak_of_the_problem_is_not_cited() -> None:
    other = msgspec.structs.replace(WRONG_NUMBER, rule="date", message="the claim says 18 March")
    result = run(msgspec.structs.replace(DRAFT, problems=(other,)))["results"][0]
    assert result["relatedLocations"] == []
    assert result["message"]["text"] == "the claim says 18 March\nsuggested: 250 p"


def test_what_the_baseline_lists_is_suppressed_and_all_others_say_that_they_are_not() -> None:
    suppressions = [result["suppressions"] for result in run(DRAFT)["results"]]
    assert [len(each) for each in suppressions] == [0, 0, 0, 1, 0]
    assert suppressions[3][0]["kind"] == "external"
    assert all("suppressions" not in result for result in run(MIXED_DRAFT)["results"])


def test_fingerprints_outlive_edits_elsewhere() -> None:
    moved = msgspec.structs.replace(
        DRAFT,
        text="New first line.\n" + TEXT,
        problems=tuple(
            msgspec.structs.replace(
                one,
                region=msgspec.structs.replace(one.region, start=one.region.start + 16, end=one.region.end + 16),
            )
            for one in DRAFT.problems
        ),
    )
    names = [[one["partialFingerprints"] for one in run(draft)["results"]] for draft in (DRAFT, moved)]
    assert names[0] == names[1]


def test_a_fingerprint_knows_the_sentence() -> None:
    def name(sentence: str) -> Any:
        problem = msgspec.structs.replace(DRAFT.problems[0], sentence=sentence)
        return run(msgspec.structs.replace(DRAFT, problems=(problem,)))["results"][0]["partialFingerprints"]

    assert name("Exby lost 205.") != name("Wyland lost 205.")


def test_every_fingerprint_is_another() -> None:
    twice = msgspec.structs.replace(DRAFT, problems=DRAFT.problems * 2)
    names = [one["partialFingerprints"][sarif.FINGERPRINT] for one in run(twice)["results"]]
    assert len(set(names)) == len(names)


def test_no_text_is_a_placeholder_a_link_or_html() -> None:
    result = run(HOSTILE_DRAFT)["results"][0]
    text, markdown = result["message"]["text"], result["message"]["markdown"]
    assert "{{0}}" in text
    assert "](javascript" not in text
    assert "\\<img" in markdown
    assert "\\[click\\]\\(javascript" in markdown
    assert "\x1b" not in text + markdown


def test_no_location_is_on_the_web() -> None:
    for result in run(*DRAFTS["several"])["results"]:
        for place in result["locations"] + result["relatedLocations"]:
            assert ":" not in place["physicalLocation"]["artifactLocation"]["uri"]


def test_a_file_elsewhere_has_a_file_address(tmp_path: Path) -> None:
    place = str(tmp_path / "a b.md")
    assert run(msgspec.structs.replace(CLEAN, file=place))["artifacts"][0]["location"]["uri"] == (
        (tmp_path / "a b.md").as_uri()
    )


@settings(max_examples=50)  # the schema is a large one
@given(draft=any_draft())
def test_any_text_gives_a_valid_log(draft: CheckedDraft) -> None:
    assert len(run(draft)["results"]) == 2
