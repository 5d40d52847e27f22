"""Claim files of every form, and what is said of those that are wrong."""

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verifier.batch import reading
from verifier.batch.records import Row
from verifier.errors import InputError
from verifier.records import Claim, Status

ROOT = Path(__file__).parent.parent.parent

FULL = Row(
    claim=Claim("250 prisoners, freed", date=dt.date(2026, 3, 20), speaker="A. Spokesperson"),
    line=2,
    id="7",
    expect=Status.SUPPORTED,
)

FORMS = {
    "yaml": "# claims\n- claim: 250 prisoners, freed\n  id: 7\n  date: 2026-03-20\n  speaker: A. Spokesperson\n"
    "  expect: supported\n  topic: passed over\n- claim: A second one\n",
    "csv": 'ID,Claim,date,speaker,expect,topic\n7,"250 prisoners, freed",2026-03-20,A. Spokesperson,supported,x\n,A second one\n',
    "semicolons": "id;claim;date;speaker;expect\n7;250 prisoners, freed;20 March 2026;A. Spokesperson;supported\n"
    ";A second one;;;\n",
    "tabs": "id\tclaim\tdate\tspeaker\texpect\n7\t250 prisoners, freed\t2026-03-20\tA. Spokesperson\tsupported\n\tA second one\n",
    "json": '[\n {"claim": "250 prisoners, freed", "id": 7, "date": "2026-03-20", "speaker": "A. Spokesperson", '
    '"expect": "supported", "n": [1]},\n "A second one"]',
    "jsonl": '\n{"claim": "250 prisoners, freed", "id": "7", "date": "2026-03-20", "speaker": "A. Spokesperson", '
    '"expect": "supported"}\n{"claim": "A second one", "date": null}\n',
}


def parse(text: str, form: str | None = None) -> tuple[list[Row], list[str]]:
    rows, problems = reading.parse(text.encode(), "f", form)
    return rows, [str(problem) for problem in problems]


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS.keys())
@pytest.mark.parametrize("start", ["", "\ufeff"], ids=["", "with a mark"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["unix", "windows"])
def test_every_form_is_known_by_its_looks(text: str, start: str, end: str) -> None:
    rows, problems = parse(start + text.replace("\n", end))
    assert problems == []
    assert rows[0] == FULL
    assert rows[1].claim == Claim("A second one")


@pytest.mark.parametrize("ending", reading.ENDINGS)
def test_every_ending_is_read(tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"claims{ending.upper()}"
    file.write_text(FORMS[reading.ENDINGS[ending]])
    assert reading.read(file)[0][0] == FULL


@pytest.mark.parametrize("id_", ["007", "010", "12:30", "1_000", "1.10", "yes", "2026-03-19"])
def test_an_id_is_kept_as_it_is_written(id_: str) -> None:
    rows, problems = parse(f"- claim: One freed\n  id: {id_}\n- claim: Two freed\n  id:\n")
    assert ([row.id for row in rows], problems) == ([id_, ""], [])


def test_blanks_around_a_value_do_not_count() -> None:
    rows, problems = parse("claim; date ;expect; needs\n One freed ; 2026-03-19 ; mixed ; stance\nTwo freed;  ;  ;  \n")
    assert problems == []
    assert (rows[0].claim, rows[0].expect) == (Claim("One freed", date=dt.date(2026, 3, 19)), Status.MIXED)
    assert (rows[1].claim, rows[1].expect) == (Claim("Two freed"), None)


@pytest.mark.parametrize(
    ("columns", "meant"),
    [("claim,claim_id,claimant", ""), ("claim,speaker,speakers", ""), ("claim,speakers", "speaker")],
)
def test_a_column_is_no_slip_of_one_that_is_there(columns: str, meant: str) -> None:
    _, problems = parse(f"{columns}\nOne freed{',x' * columns.count(',')}\n")
    assert problems == ([f"f:2: unknown key '{meant}s'; did you mean {meant!r}?"] if meant else [])


def test_plain_lines() -> None:
    rows, _ = parse("250 prisoners freed\n\n  Apollo 11: landed in 1969, they say \r\n")
    assert [(row.line, row.claim.text) for row in rows] == [
        (1, "250 prisoners freed"),
        (3, "Apollo 11: landed in 1969, they say"),
    ]


@pytest.mark.parametrize("file", sorted((ROOT / "claims").glob("*.yaml")), ids=lambda file: file.name)
def test_the_claim_files_of_this_repository(file: Path) -> None:
    rows, problems = reading.read(file)
    assert problems == []
    assert len(rows) == sum(line.startswith("- claim:") for line in file.read_text().splitlines())
    assert all(row.expect for row in rows)
    lines = file.read_text().splitlines()
    assert all(lines[row.line - 1].startswith("- claim:") for row in rows)


WRONG_ROWS = {
    "no claim": ("- id: 1\n- claim: Good one\n", "f:1: has no `claim`"),
    "a claim without words": ("- claim: '?!'\n- claim: Good one\n", "f:1: the claim has no words"),
    "a number": ("- claim: 1984\n- claim: Good one\n", "f:1: claim: expected text, found a number: put it in quotes"),
    "a date that is none": ("- claim: Good one\n- claim: b\n  date: soon\n", "f:2: date: 'soon' is not a date"),
    "a day that is none": ("- claim: Good one\n- claim: b\n  date: 2026-02-30\n", "f:2: day is out of range"),
    "a day that is none, as text": ("claim,date\nGood one,\nb,2026-02-30\n", "f:3: date: '2026-02-30' is no day"),
    "an unknown verdict": ("claim,expect\nGood one,\nb,true\n", "f:3: expect: expected supported, conflicting"),
    "an unknown need": ("claim,expect,needs\nGood one,,\nb,mixed,luck\n", "f:3: needs: expected stance, found 'luck'"),
    "a need without a verdict": ("claim,needs\nGood one,\nb,stance\n", "f:3: needs: says how an expected verdict"),
    "a tag that does not fit": (
        "- claim: Good one\n- claim: !!timestamp soon\n",
        "f:2: a value is not of the type that its tag names",
    ),
    "a number of too many digits": (
        '{"claim": "Good one"}\n{"claim": ' + "1" * 5000 + "}\n",
        "f:2: is not JSON (Exceeds",
    ),
    "a slip": ("claim,expct\nb,mixed\nGood one,\n", "f:2: unknown key 'expct'; did you mean 'expect'?"),
    "a key given twice": (
        "- claim: Good one\n- claim: b\n  claim: c\n",
        "f:2: the key 'claim' is given twice: take one out",
    ),
    "a key given twice in a line of JSON": (
        '{"claim": "Good one"}\n{"claim": "b", "expect": "mixed", "expect": "supported"}\n',
        "f:2: the key 'expect' is given twice: take one out",
    ),
    "a key given twice in a list of JSON": (
        '[{"claim": "b", "more": {"x": 1, "x": 2}},\n"Good one"]',
        "f:1: the key 'x' is given twice: take one out",
    ),
    "blanks for a claim": ("claim,date\nGood one,\n  ,2026-03-19\n", "f:3: has no `claim`"),
    "too many cells": ("claim,date\nGood one,\none, two, three\n", "f:3: has 3 cells, the header 2"),
    "after a record of two lines": ('claim,date\n"Good\none",\nb,soon\n', "f:4: date"),
    "broken JSON": ('{"claim": "Good one"}\n{"claim": \n', "f:2: is not JSON"),
    "a row that is none": ('["Good one", 3]', "f:1: expected a row with the key `claim`, found a number"),
    "a row on a line of its own": ('["Good one",\n\n [1]]', "f:3: expected a row"),
    "too long": (f"Good one\n{'word ' * 2000}\n", "f:2: the claim has 9,999 characters"),
}


@pytest.mark.parametrize(("text", "problem"), WRONG_ROWS.values(), ids=WRONG_ROWS.keys())
def test_a_wrong_row_is_named_and_the_others_are_read(text: str, problem: str) -> None:
    rows, problems = parse(text)
    assert [" ".join(row.claim.text.split()) for row in rows] == ["Good one"]
    assert len(problems) == 1
    assert problems[0].startswith(problem)


def test_bytes_that_are_no_utf8_are_wrong_in_their_row_alone() -> None:
    rows, problems = reading.parse(b"Good one\ncaf\xe9 au lait costs 3 euros\n", "f")
    assert [row.claim.text for row in rows] == ["Good one"]
    assert [str(one) for one in problems] == ["f:2: claim: is not UTF-8 text: save the file as UTF-8"]


WRONG_FILES = {
    "nothing": (b"", None, "f: has no claims"),
    "blanks": (b" \n\n", None, "f: has no claims"),
    "UTF-16": ("claim\nx y".encode("utf-16"), None, "f: is not UTF-8 text"),
    "binary": (b"PK\x03\x04\0\0", None, "f: is not UTF-8 text"),
    "a table without a claim": (b"text,date\nx,y\n", "csv", "f:1: has no column `claim`"),
    "a column that is there twice": (
        b"claim,expect,Expect\na,mixed,supported\n",
        "csv",
        "f:1: the column 'expect' is there",
    ),
    "a quote that never ends": (b'claim\nfine one\n"oh\nno\n', "csv", "f:3: is not CSV from here on"),
    "YAML that does not parse": (b'- claim: a\n- claim: "b\n', "yaml", "f:3: is not YAML"),
    "YAML of another shape": (b"claims:\n- claim: a\n", "yaml", "f:1: expected a list of rows"),
    "YAML that is not UTF-8": (b"- claim: a\n- claim: caf\xe9\n", "yaml", "f:2: has a character that YAML can't have"),
    "JSON of another shape": (b'{"claims": []}', "json", "f:1: expected a list of rows"),
    "JSON without its end": (b'[{"claim": "a"},\n', "json", "f:2: is not JSON"),
    "JSON with two lists": (
        b'[{"claim": "a"}]\n[{"claim": "b"}]',
        "json",
        "f:2: is not JSON: something follows the list",
    ),
    "JSON without a comma": (b'[{"claim": "a"}\n{"claim": "b"}]', "json", "f:2: is not JSON"),
}


@pytest.mark.parametrize(("content", "form", "problem"), WRONG_FILES.values(), ids=WRONG_FILES.keys())
def test_a_file_that_is_no_claim_file_stops_all(content: bytes, form: str | None, problem: str) -> None:
    with pytest.raises(InputError) as raised:
        reading.parse(content, "f", form)
    assert str(raised.value).startswith(problem)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.yaml: cannot be read: No such file"):
        reading.read(tmp_path / "none.yaml")


@given(st.binary(max_size=80), st.sampled_from([None, *reading.ENDINGS.values()]))
def test_any_bytes_are_read_or_said_to_be_wrong(content: bytes, form: str | None) -> None:
    try:
        rows, problems = reading.parse(content, "f", form)
    except InputError:
        return
    assert rows or problems
    assert [row.line for row in rows] == sorted(row.line for row in rows)


@given(st.lists(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1).map("a".__add__), min_size=1))
def test_every_claim_comes_back_from_every_form(claims: list[str]) -> None:
    lines = "\n".join(json.dumps({"claim": claim}) for claim in claims)
    for text, form in (
        (json.dumps(claims), "json"),
        (lines, "jsonl"),
        ("\n".join(claims), "lines"),
        (json.dumps(claims, ensure_ascii=False), "yaml"),
    ):
        rows, problems = parse(text, form)
        assert [row.claim.text for row in rows] == claims
        assert problems == []
