"""Word documents: paragraphs, lists and tables in order, core properties, and files that can't be used."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest

from verifier import documents
from verifier.errors import DocumentError
from verifier.records import Document


@pytest.fixture
def read(tmp_path: Path):
    def read(content: Any) -> Document:
        path = tmp_path / "report.docx"
        content.save(path) if hasattr(content, "save") else path.write_bytes(content)
        (document,) = documents.read(path)
        return document

    return read


def report() -> Any:
    word = docx.Document()
    word.add_heading("The count in Exby", 0)
    word.add_paragraph("The town counted 205 votes.")
    return word


def test_paragraphs_lists_and_tables_stay_in_order(read):
    word = report()
    word.add_heading("Wards", 1)
    word.add_paragraph("North, 11", style="List Bullet")
    word.add_paragraph("South, 12", style="List Bullet")
    table = word.add_table(2, 2)
    for row, cells in zip(table.rows, (("Ward", "Votes"), ("East", "13")), strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    word.add_paragraph("The count ended at noon.")
    assert read(word).text == (
        "The town counted 205 votes.\n\nWards\n\n- North, 11\n- South, 12\n\nWard | Votes\nEast | 13\n\n"
        "The count ended at noon."
    )


def test_a_cell_over_two_columns_stands_once(read):
    word = report()
    row = word.add_table(1, 3).rows[0]
    row.cells[0].merge(row.cells[1]).text = "Both wards"
    row.cells[2].text = "23"
    assert read(word).text.endswith("Both wards | 23")


def test_an_insertion_that_is_not_yet_accepted_is_read(read):
    word = report()
    paragraph = word.add_paragraph("Turnout was ")._p
    inserted = paragraph.makeelement(f"{{{paragraph.nsmap['w']}}}ins", {})
    inserted.append(word.add_paragraph("low.").runs[0]._r)
    paragraph.append(inserted)
    assert "Turnout was low." in read(word).text


def test_the_first_heading_is_the_title_where_none_is_stated(read):
    assert read(report()).source.title == "The count in Exby"


def test_properties_give_title_author_language_and_day(read):
    word = report()
    stated = word.core_properties
    stated.title, stated.author, stated.language = "The count in Exby", "Jane Doe", "en-GB"
    stated.created = dt.datetime(2024, 5, 6, 12, 0)
    document = read(word)
    source = document.source
    assert (source.title, source.author, source.language) == ("The count in Exby", "Jane Doe", "en-GB")
    assert source.published == dt.date(2024, 5, 6)
    assert document.text == "The town counted 205 votes."


def test_the_masthead_goes_before_the_properties(read):
    word = docx.Document()
    for words in ("The count in Exby", "By Al Roe", "4 May 2024", "The town counted 205 votes."):
        word.add_paragraph(words)
    word.core_properties.author = "office-7"
    source = read(word).source
    assert (source.author, source.published) == ("Al Roe", dt.date(2024, 5, 4))


def test_the_date_of_a_template_is_not_that_of_the_document(read):
    source = read(report()).source
    assert (source.author, source.published) == (None, None)


def saved(word: Any) -> bytes:
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


def archive(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in members.items():
            written.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"no Word document", "can be read"),
        (saved(report())[:2_000], "can be read"),
        (archive(a=b"x"), "can be read"),
        (archive(bomb=b"0" * 60_000_000), "unpacks to 60 MB, the most is 50 MB"),
        (saved(docx.Document()), "has no text"),
        (b"", "is empty"),
    ],
    ids=["text", "truncated", "archive", "bomb", "no text", "empty"],
)
def test_a_file_that_cannot_be_used_is_an_error_with_a_remedy(read, content, problem):
    with pytest.raises(DocumentError, match=rf"report\.docx: .*{problem}"):
        read(content)
