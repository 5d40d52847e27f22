"""Markdown: what the front matter says, and the text as a reader sees it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from verifier import documents
from verifier.documents.markdown import plain
from verifier.errors import DocumentError
from verifier.records import Document


@pytest.fixture
def read(tmp_path: Path):
    def read(content: str) -> Document:
        path = tmp_path / "note.md"
        path.write_text(content, "utf-8")
        (document,) = documents.read(path)
        return document

    return read


def test_front_matter_says_all_that_a_source_holds(read):
    source = read(
        "---\ntitle: 'Exby: a vote'\npublisher: The Exby Paper\npublished: 2024-05-06\nauthor: [Jane Doe, Al Roe]\n"
        "url: https://exby.example\nlanguage: en\nother: {a: 1}\n---\n\nExby voted."
    ).source
    assert (source.title, source.publisher, source.author) == ("Exby: a vote", "The Exby Paper", "Jane Doe, Al Roe")
    assert (source.published, source.url, source.language) == (dt.date(2024, 5, 6), "https://exby.example", "en")


@pytest.mark.parametrize("value", ["2024-05-06", "date: 2024-05-06T10:00:00Z", "6 May 2024", '"May 6, 2024"'])
def test_a_day_may_be_written_in_many_ways(read, value):
    line = value if value.startswith("date") else f"published: {value}"
    assert read(f"---\n{line}\n---\nExby voted.").source.published == dt.date(2024, 5, 6)


@pytest.mark.parametrize(
    ("header", "line", "problem"),
    [
        ("title: [open", 3, "not valid YAML"),
        ("title: a: b", 2, "not valid YAML"),
        ("\ttitle: x", 2, "not valid YAML"),
        ("just words", 1, "keys and values"),
        ("- a\n- b", 1, "keys and values"),
        ("title: x\npublished: 2026-02-30", 3, "no day of the calendar"),
        ("title: x\npublished: soon", 3, "write it as 2026-03-19"),
        ("title: x\ndate: 3/4/2026", 3, "write it as 2026-03-19"),
        ("a: " + "[" * 500 + "]" * 500, 2, "nested"),
    ],
)
def test_a_bad_front_matter_is_an_error_that_names_file_line_and_remedy(read, header, line, problem):
    with pytest.raises(DocumentError, match=rf"note\.md:{line}: .*{problem}"):
        read(f"---\n{header}\n---\nExby voted.")


def test_the_heading_above_all_is_the_title_where_none_is_stated(read):
    document = read("# Exby votes\n\nTurnout was low.\n\n## Wards\n\nThere are two.")
    assert document.source.title == "Exby votes"
    assert document.text == "Turnout was low.\n\nWards\n\nThere are two."


def test_a_heading_that_repeats_the_title_is_left_out_and_another_stays(read):
    assert read("---\ntitle: Exby votes\n---\n# Exby Votes\n\nTurnout was low.").text == "Turnout was low."
    assert read("---\ntitle: Exby votes\n---\n# Turnout\n\nIt was low.").text == "Turnout\n\nIt was low."


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("The **mayor** of _Exby_ won `by far`.", "The mayor of Exby won by far."),
        ("See [the count](https://exby.example 'all') and <b>this</b>.", "See the count and this."),
        ("![A picture](a.png)\n\nIt rained.", "It rained."),
        ("Wrapped at\nthe margin.", "Wrapped at the margin."),
        ("It rained.  \nIt stopped.", "It rained.\n\nIt stopped."),
        ("- eleven votes\n- twelve votes\n\nIt rained.", "- eleven votes\n- twelve votes\n\nIt rained."),
        ("| Ward | Votes |\n|---|---|\n| North | **11** |", "Ward | Votes\nNorth | 11"),
        ("> We won.\n> It rained.", "We won. It rained."),
        ("Count:\n\n```\n11 + 12\n```", "Count:\n\n11 + 12"),
        ("5 \\* 3 &amp; 2 snake_case_name", "5 * 3 & 2 snake_case_name"),
        ("<!-- a remark -->\nIt rained.", "It rained."),
        ("<!-- a remark\n\nand more -->\nIt <!-- hardly -->rained.", "It rained."),
        ("`<!--` opens a remark.\n\nIt rained.", "<!-- opens a remark.\n\nIt rained."),
        ("`<script>` runs.\n\n```\n<style>\n```\n\nIt rained.", "<script> runs.\n\n<style>\n\nIt rained."),
        ("<script>\nrun();\n\n</script>\n\nIt <style>rain {}</style>rained.", "It rained."),
        (
            "<p>It <b>rain</b>ed <s>3</s>5 mm&sup2;, <5% and >10%.<br>It ended.</p>",
            "It rained 5 mm², <5% and >10%. It ended.",
        ),
        ("1986. It rained.", "1986. It rained."),
        ("3. North\n\n   It rained.\n4. South\n   - East", "3. North\n- It rained.\n4. South\n- East"),
        ("It rained.[^1]\n\n[^1]: So they say.", "It rained.\n\nSo they say."),
        ("It rained.\n\n---\n\nIt stopped.", "It rained.\n\nIt stopped."),
    ],
)
def test_markup_is_left_out_and_words_stay(read, markdown, text):
    assert read(f"---\ntitle: Exby\n---\n\n{markdown}").text == text


def test_what_is_struck_out_or_raised_is_no_part_of_a_figure(read):
    text = read(
        "Freed ~~250~~ <del>240</del> 205<sup>2</sup> in 2024<sup>1</sup>, 30 km<sup>2</sup>, 10<sup>6</sup>.\n\n250<br>10 women"
    ).text
    assert text == "Freed   205 in 2024, 30 km2, 10^6.\n\n250 10 women"


def test_the_same_holds_in_a_block_of_html(read):
    text = read("<p>Freed <del>240</del> 205<sup>2</sup>, 30 km<sup>2</sup>, 10<sup>6</sup>.</p>").text
    assert text == "Freed  205, 30 km2, 10^6."


@pytest.mark.parametrize("before", ["", "<p>"])
def test_thousands_of_raised_notes_are_read_in_linear_time(assert_linear, before):
    assert_linear(plain, before + "x<sup>2</sup>" * 2_000)


def test_a_day_of_publication_is_read_from_a_line_of_the_page(read):
    assert read("# Ten die\n\nPublished March 3, 2026\n\nTen people died yesterday.").source.published == dt.date(
        2026, 3, 3
    )


def test_a_pasted_page_has_its_masthead_on_lines(read):
    document = read("Exby votes\nBy Jane Doe\n19 March 2026\n\nTurnout was low in the north and\nlower in the south.")
    source = document.source
    assert (source.title, source.author, source.published) == ("Exby votes", "Jane Doe", dt.date(2026, 3, 19))
    assert document.text == "Turnout was low in the north and lower in the south."


def test_a_table_right_below_a_list_stands_apart(read):
    assert "- South, 12\n\na | b\nc | d" in read("It rained.\n\n- South, 12\n\n| a | b |\n|---|---|\n| c | d |").text


def test_a_note_without_date_has_none(read):
    assert read("# Exby\n\nIt voted in 2020.").source.published is None


@pytest.mark.parametrize("content", ["---\ntitle: x\n---\n", "---\ntitle: x\n---\n\n<!-- nothing -->\n", "![a](b.png)"])
def test_a_note_without_text_is_an_error(read, content):
    with pytest.raises(DocumentError, match=r"note\.md: has no text"):
        read(content)
