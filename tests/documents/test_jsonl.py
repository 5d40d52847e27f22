"""JSON lines: each row a document, a bad row reported and the rest read."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from verifier import documents
from verifier.documents import jsonl
from verifier.errors import DocumentError
from verifier.records import Document


@pytest.fixture
def rows(tmp_path: Path):
    path = tmp_path / "rows.jsonl"

    def rows(content: str | bytes) -> tuple[list[Document], list[str]]:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        errors: list[str] = []
        read = list(documents.read(path, lambda error: errors.append(str(error).removeprefix(f"{tmp_path}/"))))
        return read, errors

    return rows


def test_a_row_says_all_that_a_source_holds(rows):
    row = (
        '{"id": "a7", "text": "Exby voted.", "title": "A vote", "publisher": "The Exby Paper", "author": "Jane Doe",'
        ' "published": "2024-05-06", "url": "https://exby.example", "language": "en", "other": [1]}'
    )
    ((document,), errors) = rows(row)
    source = document.source
    assert (document.text, source.title, source.publisher) == ("Exby voted.", "A vote", "The Exby Paper")
    assert (source.author, source.published, source.language) == ("Jane Doe", dt.date(2024, 5, 6), "en")
    assert source.url == "https://exby.example"
    assert source.path is not None
    assert source.path.endswith("rows.jsonl#a7")
    assert errors == []


@pytest.mark.parametrize(("row_id", "place"), [('"id": 0, ', "#0"), ('"id": "x", ', "#x"), ("", ":2")])
def test_the_path_names_the_row_by_its_id_or_else_by_its_line(rows, row_id, place):
    (document,), _ = rows(f'\n{{{row_id}"text": "Exby voted."}}\n\n')
    assert document.source.path.endswith(f"rows.jsonl{place}")


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("not JSON", "JSON is malformed"),
        ("[]", "array"),
        ('{"title": "x"}', "text"),
        ('{"text": 5}', "text"),
        ('{"text": " \\n "}', "empty"),
        ('{"text": "x", "published": "2026-02-30"}', "no day of the calendar"),
        ('{"text": "x", "published": "3/4/2026"}', "write it as 2026-03-19"),
        ('{"text": "x", "published": "soon"}', "write it as 2026-03-19"),
        ("[" * 100_000, ""),
    ],
)
def test_a_bad_row_is_reported_with_its_line_and_the_rest_is_read(rows, row, problem):
    read, errors = rows(f'{{"text": "One."}}\n{row}\n{{"text": "Three."}}')
    assert [document.text for document in read] == ["One.", "Three."]
    assert len(errors) == 1
    assert errors[0].startswith("rows.jsonl:2: ")
    assert problem in errors[0]


def test_a_row_that_is_not_utf_8_is_reported(rows):
    read, errors = rows(b'{"text": "caf\xe9"}\n{"text": "Two."}')
    assert [document.text for document in read] == ["Two."]
    assert "rows.jsonl:1: " in errors[0]


def test_without_a_listener_a_bad_row_is_raised(tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_text("{}\n", "utf-8")
    with pytest.raises(DocumentError, match=r"rows\.jsonl:1: "):
        list(documents.read(path))


@pytest.mark.parametrize("content", ["", "\n \n", b"\xef\xbb\xbf"])
def test_a_file_without_rows_is_empty(rows, content):
    with pytest.raises(DocumentError, match="is empty"):
        rows(content)


@pytest.mark.parametrize("content", [b"\x00\x01\x02", '{"text": "One."}'.encode("utf-16")])
def test_a_file_that_is_no_utf_8_is_refused_once(rows, content):
    with pytest.raises(DocumentError, match="save it as UTF-8"):
        rows(content)


def test_a_byte_order_mark_is_passed_over(rows):
    (document,), errors = rows(b'\xef\xbb\xbf{"text": "One."}')
    assert (document.text, errors) == ("One.", [])


def test_a_line_without_end_is_refused_before_it_fills_the_memory(rows, monkeypatch):
    monkeypatch.setattr(jsonl, "LONGEST_ROW", 1_000)
    with pytest.raises(DocumentError, match=r"rows\.jsonl:2: .*on one line"):
        rows('{"text": "One."}\n' + "x" * 1_001)


def test_rows_are_read_one_at_a_time(tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_text('{"text": "One."}\nnot JSON\n', "utf-8")
    assert next(documents.read(path)).text == "One."
