"""HTML pages: main text without the page around it, and metadata that is stated, never guessed."""

from __future__ import annotations

import contextlib
import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest

from verifier import documents
from verifier.errors import DocumentError
from verifier.records import Document

STORY = "".join(
    f"<p>The town of Exby counted {number} votes in ward {number} on a wet evening, its returning officer said.</p>"
    for number in range(11, 16)
)
JSON_LD = """{"@context": "https://schema.org", "@graph": [{"@type": "NewsArticle", "headline": "Exby votes",
"datePublished": "2024-05-06T23:30:00-05:00", "dateModified": "2025-01-01",
"author": [{"@type": "Person", "name": "Jane Doe"}, {"@type": "Person", "name": "Al Roe"}],
"publisher": {"@type": "Organization", "name": "The Exby Paper"}}]}"""


def page(head: str = "", above: str = "", body: str = STORY, below: str = "") -> str:
    return f"""<html lang="en-GB"><head>{head}</head><body><nav><a href="/">Home</a> <a href="/news">All the news</a></nav>
    <article><h1>Exby votes</h1>{above}{body}</article>{below}<footer>© 2023 The Exby Paper. All rights reserved.</footer>
    </body></html>"""


@pytest.fixture
def read(tmp_path: Path):
    def read(content: str | bytes) -> Document:
        path = tmp_path / "page.html"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        (document,) = documents.read(path)
        return document

    return read


def test_json_ld_states_authors_publisher_and_day(read):
    source = read(page(f'<script type="application/ld+json">{JSON_LD}</script>')).source
    assert (source.title, source.author, source.publisher) == ("Exby votes", "Jane Doe; Al Roe", "The Exby Paper")
    assert source.published == dt.date(2024, 5, 6)
    assert source.language == "en-GB"


def test_opengraph_states_title_site_address_and_day(read):
    head = """<meta property="og:title" content="Exby goes to the polls"><meta property="og:site_name" content="The Exby Paper">
    <meta property="article:published_time" content="2023-02-03T23:30:00-05:00"><meta name="author" content="Ann Lee">
    <meta property="og:url" content="https://exby.example/polls">"""
    source = read(page(head)).source
    assert (source.title, source.publisher, source.author) == ("Exby goes to the polls", "The Exby Paper", "Ann Lee")
    assert (source.published, source.url) == (dt.date(2023, 2, 3), "https://exby.example/polls")


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="date" content="2022-03-04">',
        '<meta itemprop="datePublished" content="2022-03-04T10:00Z">',
        '<meta name="DC.date.issued" content="4 March 2022">',
        '<script type="application/ld+json">{"datePublished": "Fri, 04 Mar 2022 10:00:00 GMT"}</script>',
        '<script type="application/ld+json">not JSON</script><meta name="pubdate" content="20220304">',
        '<meta property="article:published_time" content="2022-02-30"><meta name="date" content="2022-03-04">',
    ],
)
def test_a_day_that_is_stated_for_machines_is_read(read, head):
    assert read(page(head)).source.published == dt.date(2022, 3, 4)


@pytest.mark.parametrize(
    "above",
    ['<p>By Jane Doe <time datetime="2022-03-04T06:00">4 March</time></p>', '<time datetime="2022-03-04">x</time>'],
)
def test_the_date_element_under_the_headline_is_the_day_of_publication(read, above):
    assert read(page(above=above)).source.published == dt.date(2022, 3, 4)


@pytest.mark.parametrize(
    ("head", "below"),
    [
        ("", "<p>Copyright 2021 by the paper</p>"),
        ("", '<p>It began to rain on <time datetime="1999-03-04">4 March 1999</time>, as everyone in Exby knows.</p>'),
        ("", '<a href="/2019/05/06/other">Another story</a>'),
        ('<meta property="article:modified_time" content="2022-03-04">', ""),
        ('<meta name="date" content="3/4/2022">', ""),
    ],
)
def test_a_day_is_never_guessed(read, head, below):
    assert read(page(head, below=below)).source.published is None


def test_the_text_is_the_story_without_headline_menu_and_legal_lines(read):
    document = read(page())
    assert document.text.startswith("The town of Exby counted 11 votes")
    assert document.text.endswith("returning officer said.")
    assert document.text.count("\n\n") == 4


def test_dates_in_running_text_stay(read):
    rain = '<p>It began to rain on <time datetime="1999-03-04">4 March 1999</time>, as everyone in Exby knows well.</p>'
    assert "on 4 March 1999, as everyone" in read(page(body=STORY + rain)).text


def test_lists_and_tables_stay_readable(read):
    body = f"""{STORY}<h2>Wards</h2><ul><li>North ward, 11 votes</li><li>South ward, 12 votes</li></ul>
    <table><tr><th>Ward</th><th>Votes</th></tr><tr><td>East</td><td>13</td></tr></table><p>The count closed at noon.</p>"""
    text = read(page(body=body)).text
    assert "\n\n- North ward, 11 votes\n- South ward, 12 votes\n\nWard | Votes\nEast | 13\n\n" in text


def test_the_encoding_that_a_page_declares_is_used(read):
    head = '<meta charset="windows-1251">'
    text = "<p>Избирательная комиссия города подсчитала все голоса за один вечер, сообщил председатель.</p>" * 4
    assert "комиссия города" in read(page(head, body=text).encode("cp1251", "replace")).text


@pytest.mark.parametrize(
    ("stated", "encoding"),
    [("iso-8859-1", "cp1252"), ("us-ascii", "cp1252"), ("iso-8859-9", "cp1254"), ("iso-8859-1", "utf-8")],
)
def test_an_encoding_that_a_page_declares_is_taken_as_browsers_take_it(read, stated, encoding):
    cost = "<p>The repair of the bridge will cost “$5–10 million”, and it’s nearly done, the mayor of Exby said.</p>"
    text = read(page(f'<meta charset="{stated}">', body=cost + STORY).encode(encoding)).text
    assert "cost “$5–10 million”, and it’s nearly done" in text


@pytest.mark.parametrize("content", ["<html></html>", "<html><body><nav>Home</nav></body></html>", "<!-- -->"])
def test_a_page_without_text_is_an_error_that_names_the_file(read, content):
    with pytest.raises(DocumentError, match=r"page\.html: (has no (main )?text|is not HTML)"):
        read(content)


def test_a_part_of_a_page_is_read(read):
    assert read("<p>The town of Exby counted 205 votes.</p>").text == "The town of Exby counted 205 votes."


def test_a_deep_page_and_deep_json_do_not_exhaust_the_stack(read):
    head = f'<script type="application/ld+json">{"[" * 100_000}</script>'
    assert read(page(head)).text
    with contextlib.suppress(DocumentError):
        read("<div>" * 50_000 + STORY)


def test_nothing_but_html_loads_the_extractor(tmp_path: Path):
    path = tmp_path / "note.txt"
    path.write_text("Exby voted on Thursday.", "utf-8")
    code = f"""
import sys, pathlib
from verifier import documents
list(documents.read(pathlib.Path({str(path)!r})))
print({{"trafilatura", "pypdf", "docx"}} & set(sys.modules))"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "set()"
