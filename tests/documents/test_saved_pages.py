"""Plain text: what stands above and around the text of a saved page, and what only looks like it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from verifier import documents
from verifier.errors import DocumentError
from verifier.records import Document

FIRST = (
    "The town of Exby counted 205 votes on Thursday, its returning officer said, and nobody asked for another count."
)
SECOND = "Photos by residents showed 12 people at the door of the town hall before it opened."
PAGES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("saved-pages.yaml").read_text("utf-8"))


@pytest.fixture
def read(tmp_path: Path):
    def read(content: str) -> Document:
        path = tmp_path / "page.txt"
        path.write_text(content, "utf-8", newline="")
        (document,) = documents.read(path)
        return document

    return read


@pytest.mark.parametrize("page", PAGES, ids=[page["paper"] for page in PAGES])
def test_the_masthead_is_read_and_only_the_story_stays(read, page):
    document = read(page["page"].replace("{first}", FIRST).replace("{second}", SECOND))
    assert document.text == f"{FIRST}\n\n{SECOND}"
    for field in ("title", "author", "publisher", "published", "url"):
        assert getattr(document.source, field) == page.get(field), field


@pytest.mark.parametrize(
    "sentence",
    [
        "Updated figures were published by the council in 2019.",
        "Published in 1859, the book sold out in a day.",
        "Created in 1990, the agency employs 40 people.",
        "Share prices fell by 3 percent.",
        "Live music returned to 12 clubs.",
        "Reuters reported 205 votes on Thursday.",
        "Photo evidence of 12 people was shown in court.",
        "Related charges were dropped in March 2024.",
        "More than 205 people signed up to vote.",
        "More about the vote – and the rain – will be known on Friday.",
        "Register offices issued 205 papers.",
        "Getty Images, which was founded in 1995, sold 3 million pictures.",
        "The mayor, pictured by the AP in 2019, won 205 votes.",
        "Follow the money, she told 12 reporters.",
        "By 2030 the town will have 300 voters.",
        "On 19 March 2026 the town voted.",
        "Copyright law was changed in 2021.",
    ],
)
def test_sentences_that_only_begin_like_furniture_stay(read, sentence):
    for text in (f"{FIRST}\n\n{sentence}\n\n{SECOND}", f"Exby votes\n\n{sentence}\n\n{FIRST}"):
        assert sentence in read(text).text


@pytest.mark.parametrize(
    ("first", "second"), [("3 March 2021", "9 June 2021"), ("Exby, 3 March 2021", "Wye in Kent, 9 June 2021")]
)
def test_the_days_of_a_timeline_stay_and_none_is_that_of_publication(read, first, second):
    document = read(f"The count in Exby\n\n{first}\n\n{FIRST}\n\n{second}\n\n{SECOND}")
    assert document.text == f"{first}\n\n{FIRST}\n\n{second}\n\n{SECOND}"
    assert (document.source.published, document.source.author) == (None, None)


def test_a_byline_above_one_day_that_heads_a_part_is_no_timeline(read):
    document = read(f"The count in Exby\n\nJane Doe, 19 March 2026\n\n{FIRST}\n\n9 June 2021\n\n{SECOND}")
    assert (document.source.author, str(document.source.published)) == ("Jane Doe", "2026-03-19")


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Exby, 19 March 2026", None),
        ("Exby, England, 19 March 2026", None),
        ("AFP, 19 March 2026", "AFP"),
        ("Thursday, 19 March 2026 | Jane Doe", "Jane Doe"),
        ("Updated 20 March 2026 | Published 19 March 2026", None),
        ("Last updated: 20 March 2026. First published: 19 March 2026", None),
        ("19 March 2026 (updated 20 March 2026)", None),
    ],
)
def test_of_a_line_with_the_day_the_author_is_no_place_and_the_day_no_later_change(read, line, author):
    document = read(f"Exby votes\n\n{line}\n\n{FIRST}\n\n{SECOND}")
    assert document.text == f"{FIRST}\n\n{SECOND}"
    assert (document.source.author, str(document.source.published)) == (author, "2026-03-19")


def test_a_paragraph_that_a_blank_line_cut_is_whole_again(read):
    assert (
        "counted dozens of votes in recent months, mainly from the north."
        in read(
            f"Exby votes\n\nThe town counted dozens of votes in recent months,\n\nmainly from the north.\n\n{SECOND}"
        ).text
    )


def test_wrapped_lines_are_joined_and_headings_stand_apart(read):
    wrapped = (
        "The town of Exby counted 205 votes on Thursday, its returning officer\nsaid. Nobody asked for another count"
        " of the votes that were cast in the\nrain on that day.\n\nTurnout\n\nIt was low."
    )
    assert read(wrapped).text.split("\n\n") == [
        "The town of Exby counted 205 votes on Thursday, its returning officer said. Nobody asked for another count of "
        "the votes that were cast in the rain on that day.",
        "Turnout",
        "It was low.",
    ]


def test_lists_stay_together(read):
    assert "- North, 11\n- South, 12" in read(f"{FIRST}\n\n- North, 11\n- South, 12\n").text


def test_a_title_alone_above_nothing_is_the_text(read):
    document = read("205 votes in Exby")
    assert (document.text, document.source.title) == ("205 votes in Exby", None)


@pytest.mark.parametrize("date", ["3/4/2026", "yesterday", "30 February 2026", ""])
def test_a_page_whose_day_is_not_stated_has_none(read, date):
    assert read(f"Exby votes\n\nBy Jane Doe\n{date}\n\n{FIRST}").source.published is None


def test_front_matter_goes_before_the_masthead(read):
    source = read(
        f"---\ntitle: A vote\npublished: 2026-03-20\n---\n\nExby votes\nBy Jane Doe\n19 March 2026\n\n{FIRST}"
    ).source
    assert (source.title, source.author, str(source.published)) == ("A vote", "Jane Doe", "2026-03-20")


def test_nothing_but_furniture_is_no_text(read):
    with pytest.raises(DocumentError, match=r"page\.txt: has no text"):
        read("Share\n\nSign up to our newsletter\n\n© 2026 The Exby Paper\n")


LINES = (
    "By Jane Doe",
    "19 March 2026",
    "Share",
    "Photo: AFP",
    "Related",
    "- a",
    "Source: x",
    "---",
    FIRST,
    "",
    "Exby votes",
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.sampled_from(LINES) | st.text(max_size=20)).map("\n".join))
def test_any_text_is_read_or_refused_and_its_passages_are_exact(read, text):
    try:
        document = read(text.encode("utf-8", "ignore").decode())
    except DocumentError:
        return
    for passage in documents.split(document):
        assert document.text[passage.start : passage.end] == passage.text


@pytest.mark.parametrize(
    "unit",
    ["\n", " ", "a\n", "By ", "A B ", "[", "![a](", "Photo ", "- a\n", "/AFP", ".", "1 ", "19 March 2026 ", "a,\n\n"],
)
def test_a_hundred_thousand_characters_of_anything_are_read_in_linear_time(read, unit, assert_linear):
    assert_linear(lambda text: read(f"Exby{text}Exby"), unit * (100_000 // len(unit)))
