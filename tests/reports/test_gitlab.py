"""Code Quality reports against what GitLab's own schema and its documentation ask of them; schemas/README.md says more."""

import json
from typing import Any

import jsonschema
import msgspec
import pytest
from hypothesis import given

from tests.reports.drafts import DRAFT, DRAFTS, FILE, any_draft
from verifier.drafts.records import CheckedDraft
from verifier.reports import gitlab

TEXT = {"type": "string", "minLength": 1}
LINE = {"type": "integer", "minimum": 1}
SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "additionalProperties": False,
        "properties": {
            "description": {"type": "string"},
            "check_name": {"type": "string"},
            "fingerprint": TEXT,
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "minLength": 1, "not": {"pattern": r"^\./"}},
                    "lines": {"required": ["begin"], "properties": {"begin": LINE, "end": LINE}},
                },
            },
        },
    },
}


def issues(*drafts: CheckedDraft) -> Any:
    read = json.loads(gitlab.render(drafts))
    jsonschema.validate(read, SCHEMA)
    return read


@pytest.mark.parametrize("drafts", DRAFTS.values(), ids=DRAFTS.keys())
def test_it_is_valid_and_leaves_the_baseline_out(drafts: list[CheckedDraft]) -> None:
    assert len(issues(*drafts)) == sum(not problem.known for draft in drafts for problem in draft.problems)


def test_an_issue_says_what_and_where() -> None:
    issue = issues(DRAFT)[1]
    assert issue["description"].startswith("the claim says 205 prisoners, the source 250 political prisoners — Belarus")
    assert (issue["check_name"], issue["severity"]) == ("quantity", "major")
    assert issue["location"] == {"path": FILE, "lines": {"begin": 3, "end": 3}}


def test_a_path_has_no_dot_before_it() -> None:
    problems = tuple(msgspec.structs.replace(problem, file="./a.md") for problem in DRAFT.problems)
    assert {issue["location"]["path"] for issue in issues(msgspec.structs.replace(DRAFT, problems=problems))} == {
        "a.md"
    }


def test_fingerprints_are_unique_and_stay_with_the_claim() -> None:
    names = [issue["fingerprint"] for issue in issues(DRAFT)]
    assert len(set(names)) == len(names)
    fewer = msgspec.structs.replace(DRAFT, problems=DRAFT.problems[1:])
    assert [issue["fingerprint"] for issue in issues(fewer)] == names[1:]


@given(draft=any_draft())
def test_any_text_gives_a_valid_report(draft: CheckedDraft) -> None:
    issues(draft)
