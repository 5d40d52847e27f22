"""PDF files: running text, properties, and files that can't be used."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pypdf
import pytest
from pypdf.generic import DictionaryObject, NameObject, StreamObject

from verifier import documents
from verifier.errors import DocumentError
from verifier.records import Document

STORY = [
    "The town of Exby counted 205 votes on a wet evening, and its returning",
    "officer said that the result of the elec-",
    "tion would stand. Nobody in the town of Exby asked for another count of the",
    "votes.",
    "Turnout was low, as it has been in every year since the town was founded by",
    "three families.",
]


def pdf(pages: list[list[str]], properties: dict[str, str] | None = None, password: str | None = None) -> bytes:
    """A PDF file with these lines on its pages."""
    writer = pypdf.PdfWriter()
    for lines in pages:
        page = writer.add_blank_page(612, 792)
        font = DictionaryObject(
            {NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1")}
        )
        font[NameObject("/BaseFont")] = NameObject("/Helvetica")
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        shown = " T* ".join(f"({line}) Tj" for line in lines)
        content = StreamObject()
        content.set_data(f"BT /F1 11 Tf 14 TL 50 740 Td {shown} ET".encode("latin-1"))
        page[NameObject("/Contents")] = writer._add_object(content)
    if properties:
        writer.add_metadata(properties)
    if password:
        writer.encrypt(password)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


@pytest.fixture
def read(tmp_path: Path):
    def read(content: bytes) -> Document:
        path = tmp_path / "report.pdf"
        path.write_bytes(content)
        (document,) = documents.read(path)
        return document

    return read


def test_lines_become_paragraphs_and_cut_words_are_whole(read):
    assert read(pdf([STORY], {"/Title": "The count"})).text == (
        "The town of Exby counted 205 votes on a wet evening, and its returning officer said that the result of the "
        "election would stand. Nobody in the town of Exby asked for another count of the votes.\n\n"
        "Turnout was low, as it has been in every year since the town was founded by three families."
    )


def test_a_word_cut_at_a_line_end_is_whole_in_a_short_text_too(read):
    assert read(pdf([["Exby counted 205 bal-", "lots."]], {"/Title": "x"})).text == "Exby counted 205 ballots."


def test_properties_give_title_author_and_day(read):
    source = read(
        pdf([STORY], {"/Title": "The count", "/Author": "Jane Doe", "/CreationDate": "D:20240506233000-05'00'"})
    ).source
    assert (source.title, source.author, source.published) == ("The count", "Jane Doe", dt.date(2024, 5, 6))


def test_the_masthead_goes_before_the_properties(read):
    source = read(pdf([["By Al Roe", "4 May 2024", *STORY]], {"/Title": "The count", "/Author": "office-7"})).source
    assert (source.author, source.published) == ("Al Roe", dt.date(2024, 5, 4))


@pytest.mark.parametrize("title", ["", "Untitled 1", "Microsoft Word - draft.doc", "report.indd"])
def test_what_a_program_wrote_is_no_title(read, title):
    assert read(pdf([STORY], {"/Title": title})).source.title is None


def test_a_broken_date_is_none(read):
    assert read(pdf([STORY], {"/CreationDate": "D:20241399"})).source.published is None


def test_running_heads_and_page_numbers_are_left_out_and_the_sentence_goes_on(read):
    pages = [["Annual report", *STORY[:3], "Page 1 of 3"], ["Annual report", *STORY[3:], "Page 2 of 3"]]
    text = read(pdf([*pages, ["Annual report", "It ended at noon.", "Page 3 of 3"]], {"/Title": "x"})).text
    assert "Annual" not in text
    assert "Page" not in text
    assert "another count of the votes." in text


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"%PDF-1.7\nnothing", "can be read"),
        (b"no PDF at all", "can be read"),
        (b"\x00" * 500, "can be read"),
        (pdf([STORY])[:400], "can be read"),
        (pdf([STORY], password="secret"), "password"),
        (pdf([[]]), "text recognition"),
        (b"", "is empty"),
    ],
    ids=["no body", "text", "binary", "truncated", "encrypted", "pictures", "empty"],
)
def test_a_file_that_cannot_be_used_is_an_error_with_a_remedy(read, content, problem):
    with pytest.raises(DocumentError, match=rf"report\.pdf: .*{problem}"):
        read(content)


def test_a_file_of_too_many_pages_is_refused(read, monkeypatch):
    monkeypatch.setattr("verifier.documents.pdf.MOST_PAGES", 2)
    with pytest.raises(DocumentError, match="has 3 pages, the most is 2"):
        read(pdf([STORY] * 3))
