import json as standard
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reports.verdicts import (
    CONFLICTING,
    CONTRADICTS_ITSELF,
    FREED,
    HOSTILE,
    HOSTILE_TEXT,
    SUPPORTED,
    TIMES,
    UNVERIFIED,
    VERDICTS,
    evidence,
)
from verifier.records import Claim, Stance, Verdict
from verifier.reports import json


def test_a_verdict_has_the_fields_of_the_design_in_their_order() -> None:
    said = standard.loads(json.render([CONFLICTING], many=False))
    assert list(said) == ["claim", "verdict", "confidence", "evidence"]
    assert said == {
        "claim": "205 prisoners freed",
        "verdict": "conflicting",
        "confidence": 0.97,
        "evidence": [
            {
                "stance": "conflicts",
                "score": 0.8123,
                "probability": 0.96,
                "text": FREED,
                "start": 512,
                "end": 512 + len(FREED),
                "source": {
                    "title": TIMES.title,
                    "publisher": "The Moscow Times",
                    "published": "2026-03-19",
                    "url": TIMES.url,
                    "path": TIMES.path,
                },
                "findings": [
                    {
                        "rule": "quantity",
                        "outcome": "conflicts",
                        "claim": {"text": "205 prisoners", "start": 0, "end": 13},
                        "source": {"text": "250 political prisoners", "start": 526, "end": 549},
                        "explanation": "the claim says 205 prisoners, the source 250 political prisoners",
                        "suggestion": "250",
                    }
                ],
            }
        ],
    }
    one = said["evidence"][0]
    assert list(one) == ["stance", "score", "probability", "text", "start", "end", "source", "findings"]
    assert list(one["source"]) == ["title", "publisher", "published", "url", "path"]
    assert list(one["findings"][0]) == ["rule", "outcome", "claim", "source", "explanation", "suggestion"]


def test_the_spans_of_a_source_count_into_its_document() -> None:
    document = "x" * 512 + FREED
    found = standard.loads(json.render([CONFLICTING], many=False))["evidence"][0]["findings"][0]["source"]
    assert document[found["start"] : found["end"]] == found["text"]


def test_what_is_not_known_is_null() -> None:
    source = standard.loads(json.render([UNVERIFIED], many=False))["evidence"][0]["source"]
    assert source == {
        "title": "Notes of a briefing",
        "publisher": None,
        "published": None,
        "url": None,
        "path": "notes/undated.txt",
    }


def test_what_a_claim_says_against_itself_is_added() -> None:
    said = standard.loads(json.render([CONTRADICTS_ITSELF], many=False))
    assert said["findings"][0]["rule"] == "weekday"
    assert said["findings"][0]["source"] is None


def test_a_note_is_added() -> None:
    noted = msgspec.structs.replace(UNVERIFIED, note="the index is empty")
    assert standard.loads(json.render([noted], many=False))["note"] == "the index is empty"


def test_many_are_an_array_even_of_one_or_none() -> None:
    assert len(standard.loads(json.render([SUPPORTED, CONFLICTING], many=True))) == 2
    assert len(standard.loads(json.render([SUPPORTED], many=True))) == 1
    assert standard.loads(json.render([], many=True)) == []


def test_a_line_holds_one_verdict() -> None:
    line = json.render_line(SUPPORTED)
    assert line.count("\n") == 1
    assert line.endswith("\n")
    assert standard.loads(line) == standard.loads(json.render([SUPPORTED], many=False))


def test_a_path_below_the_working_folder_is_given_from_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    inside = msgspec.structs.replace(TIMES, path=str(tmp_path / "corpus" / "a.md"))
    outside = msgspec.structs.replace(TIMES, path="/srv/archive/a.md")
    verdict = msgspec.structs.replace(SUPPORTED, evidence=(evidence("a", Stance.SUPPORTS, inside),) * 2)
    paths = [one["source"]["path"] for one in standard.loads(json.render([verdict], many=False))["evidence"]]
    assert paths == [str(Path("corpus", "a.md"))] * 2
    verdict = msgspec.structs.replace(SUPPORTED, evidence=(evidence("a", Stance.SUPPORTS, outside),))
    assert standard.loads(json.render_line(verdict))["evidence"][0]["source"]["path"] == "/srv/archive/a.md"


@pytest.mark.parametrize("verdict", VERDICTS.values(), ids=VERDICTS.keys())
def test_the_same_verdict_gives_the_same_bytes(verdict: Verdict) -> None:
    assert json.render([verdict], many=False) == json.render([verdict], many=False)


def test_what_a_terminal_would_obey_is_escaped_and_not_lost() -> None:
    for said in (json.render([HOSTILE], many=False), json.render_line(HOSTILE)):
        assert all(character == "\n" or character.isprintable() for character in said)
        assert standard.loads(said)["evidence"][0]["text"] == HOSTILE_TEXT


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back(text: str) -> None:
    verdict = msgspec.structs.replace(SUPPORTED, claim=Claim(text))
    assert standard.loads(json.render([verdict], many=False))["claim"] == text
    assert standard.loads(json.render_line(verdict))["claim"] == text
