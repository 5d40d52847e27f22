"""The Reviewdog Diagnostic Format against its definition, and stricter; schemas/README.md says more."""

import json
from typing import Any

import jsonschema
import msgspec
import pytest
from hypothesis import given

from tests.reports.drafts import DRAFT, DRAFTS, FILE, TEXT, any_draft
from verifier.drafts.records import CheckedDraft
from verifier.reports import rdjson

POSITION = {
    "type": "object",
    "additionalProperties": False,
    "properties": {"line": {"type": "integer", "minimum": 1}, "column": {"type": "integer", "minimum": 1}},
}
RANGE = {
    "type": "object",
    "additionalProperties": False,
    "required": ["start"],
    "properties": {"start": POSITION, "end": POSITION},
}
NAMED = {"type": "object", "additionalProperties": False, "properties": {"url": {"type": "string"}}}
SCHEMA = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "source": NAMED | {"properties": {"name": {"type": "string"}, "url": {"type": "string"}}},
        "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
        "diagnostics": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["message", "location"],
                "properties": {
                    "message": {"type": "string"},
                    "location": {
                        "type": "object",
                        "additionalProperties": False,
                        "required": ["path"],
                        "properties": {"path": {"type": "string"}, "range": RANGE},
                    },
                    "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
                    "code": NAMED | {"properties": {"value": {"type": "string"}, "url": {"type": "string"}}},
                    "suggestions": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "additionalProperties": False,
                            "required": ["range", "text"],
                            "properties": {"range": RANGE, "text": {"type": "string"}},
                        },
                    },
                },
            },
        },
    },
}


def diagnostics(*drafts: CheckedDraft) -> Any:
    read = json.loads(rdjson.render(drafts))
    jsonschema.validate(read, SCHEMA)
    return read["diagnostics"]


def cut(text: str, of: dict[str, Any]) -> str:
    """The words of a range, found as the format says: by line, and by bytes within it."""
    lines = text.encode().splitlines(keepends=True)
    start = sum(map(len, lines[: of["start"]["line"] - 1])) + of["start"]["column"] - 1
    end = sum(map(len, lines[: of["end"]["line"] - 1])) + of["end"]["column"] - 1
    return text.encode()[start:end].decode()


@pytest.mark.parametrize("drafts", DRAFTS.values(), ids=DRAFTS.keys())
def test_it_is_valid_and_leaves_the_baseline_out(drafts: list[CheckedDraft]) -> None:
    assert len(diagnostics(*drafts)) == sum(not problem.known for draft in drafts for problem in draft.problems)


def test_columns_count_bytes() -> None:
    found = [cut(TEXT, one["location"]["range"]) for one in diagnostics(DRAFT)]
    assert found == ["205 Gefangene", "205 prisoners", "The museum opened in May", "<!-- verify: ignore -->"]


def test_a_diagnostic_has_rule_level_and_correction() -> None:
    one = diagnostics(DRAFT)[1]
    assert one["location"]["path"] == FILE
    assert (one["severity"], one["code"]["value"]) == ("ERROR", "quantity")
    assert one["message"].endswith(
        "— Belarus Frees 250 Political Prisoners in U.S.-Brokered Deal, The Moscow Times, 19 March 2026"
    )
    [suggestion] = one["suggestions"]
    assert (cut(TEXT, suggestion["range"]), suggestion["text"]) == ("205 p", "250 p")


def test_a_file_that_is_not_its_text_gets_no_suggestion() -> None:
    assert all("suggestions" not in one for one in diagnostics(msgspec.structs.replace(DRAFT, encoding=None)))


@given(draft=any_draft())
def test_any_text_gives_a_valid_result(draft: CheckedDraft) -> None:
    diagnostics(draft)
