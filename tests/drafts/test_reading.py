import io
import unicodedata
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from verifier.drafts import comments, reading
from verifier.drafts.prose import Draft, Kind
from verifier.errors import DocumentError, InputError

MARKDOWN = """\
---
title: 'Belarus frees "250" prisoners'
date: 2026-03-20
description: >
  The release is the
  largest in years.
---

# A *head* line with `code` #

Belarus **freed 250** political [prisoners](http://x/prisoners)prisoners on
Thursday &amp; more.[^1] It \\*was\\* _big_. <b>Bold</b>

> A quote with
> two lines,
lazy **third** line.

- item one
  goes on

| a | b \\| c |
|---|---|
| x | **y** z |

Below. <!-- verify: ignore[quantity] --> More `<!-- verify: off -->` here.

```
code <!-- verify: off -->
```

<div>Html <b>block</b> 5 &lt; 6</div>

[^1]: A footnote.

    Its second paragraph.
"""


def read(text: str, name: str = "x.md") -> Draft:
    return reading.read(name, text.encode())


def prose(draft: Draft) -> list[tuple[Kind, str]]:
    return [(block.kind, block.prose.text) for block in draft.blocks]


def test_markdown_is_read_as_prose() -> None:
    assert prose(read(MARKDOWN)) == [
        (Kind.HEADLINE, 'Belarus frees "250" prisoners'),
        (Kind.SUMMARY, "The release is the largest in years."),
        (Kind.HEADING, "A head line with code"),
        (
            Kind.PARAGRAPH,
            "Belarus freed 250 political prisonersprisoners on Thursday & more. It *was* big. Bold",
        ),
        (Kind.QUOTE, "A quote with two lines, lazy third line."),
        (Kind.ITEM, "item one goes on"),
        (Kind.CELL, "a"),
        (Kind.CELL, "b | c"),
        (Kind.CELL, "x"),
        (Kind.CELL, "y z"),
        (Kind.PARAGRAPH, "Below. More <!-- verify: off --> here."),
        (Kind.PARAGRAPH, "Html block 5 < 6"),
        (Kind.NOTE, "A footnote."),
        (Kind.NOTE, "Its second paragraph."),
    ]


def test_comments_are_found_but_not_in_code() -> None:
    assert [comment.words for comment in read(MARKDOWN).comments] == ["ignore[quantity]"]


def test_links_keep_their_words() -> None:
    draft = read("See [the note](notes/a.md) of 2020.")
    (link,) = draft.blocks[0].links
    assert draft.blocks[0].prose.text[link.start : link.end] == "the note"
    assert link.url == "notes/a.md"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_places_are_those_of_the_file(end: str, mark: str) -> None:
    text = MARKDOWN.replace("\n", end)
    draft = reading.read("x.md", (mark + text).encode())
    assert draft.text == text
    paragraph = next(block for block in draft.blocks if block.kind is Kind.PARAGRAPH)
    at = paragraph.prose.text.index("250")
    region = draft.region(paragraph.prose.span(at, at + 3))
    assert draft.text[region.start : region.end] == "250"
    assert (region.line, region.column) == (11, 17)


def same(prose_character: str, written: str) -> bool:
    """Whether a character of prose may stand for what is written in the file."""
    if prose_character == " ":  # markup within white space goes with it
        return any(character.isspace() for character in written) or written.startswith(("<", "&"))
    return prose_character in unicodedata.normalize("NFC", written) or written.startswith("&")


words = st.text(st.sampled_from("abc 250\n\r*_`[]()<>&;#-|!\\\"'é\u0301—>~:/."), max_size=80)


@given(words)
@example("_0_\r0")
@example("**0**\\\n0")
@example("[0](0)  \n  0")
@pytest.mark.parametrize("name", ["x.md", "x.txt", "x.html"])
def test_every_character_stands_where_it_says(name: str, text: str) -> None:
    try:
        draft = read(f"Word {text}", name)
    except DocumentError:
        return
    for block in draft.blocks:
        starts = block.prose.starts
        assert list(starts) == sorted(starts)
        for character, start, end in zip(block.prose.text, starts, block.prose.ends, strict=True):
            assert 0 <= start < end <= len(draft.text)
            assert same(character, draft.text[start:end]), (character, draft.text[start:end])


@pytest.mark.parametrize("line", ["Line after line a long paragraph goes on.\n", "> It is quoted, line by line.\n"])
def test_a_paragraph_takes_time_in_proportion_to_its_lines(line: str, assert_linear) -> None:
    assert_linear(lambda text: reading.read("x.md", text.encode()), line * 4000)


def test_html() -> None:
    page = (
        '<html><head><title>T</title><meta name="date" content="2024-05-12"></head><body><nav>n 5</nav><article>'
        "<h1>Head &amp; line</h1><p>Some <b>bold</b>&nbsp;text<br>next</p><pre>code</pre><li>One</li></article></body></html>"
    )
    draft = read(page, "x.html")
    assert prose(draft) == [(Kind.HEADLINE, "Head & line"), (Kind.PARAGRAPH, "Some bold text next"), (Kind.ITEM, "One")]
    assert str(draft.date) == "2024-05-12"


@pytest.mark.parametrize("name", ["x.md", "x.html"])
@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("It freed <del>205</del> <ins>250</ins> men.", "It freed 250 men."),
        ("It freed 250<sup>3</sup> men<sup><a href='#n'>4</a></sup> of <a href='b'>B</a>.", "It freed 250 men of B."),
        ("It has 10<sup>6</sup> m<sup>2</sup>, the 1<sup>st</sup>.", "It has 10^6 m2, the 1st."),
        ("It freed 2<!-- tens -->50 men.", "It freed 250 men."),
        ("AT&T, R&D; &amp and &copy; remain.", "AT&T, R&D; & and © remain."),
    ],
)
def test_words_are_read_as_they_are_seen(name: str, written: str, read_as: str) -> None:
    draft = read(f"<p>{written}</p>", name)
    (block,) = draft.blocks
    assert block.prose.text == read_as
    assert list(block.prose.starts) == sorted(block.prose.starts)
    assert [block.prose.text[link.start : link.end] for link in block.links] == ["B"] * ("href='b'" in written)


def test_what_is_struck_out_or_raised_in_a_paragraph_is_no_text() -> None:
    draft = read("It freed ~~209~~ <del>205</del> 250<sup>[3](n)</sup> men[^1] of 10<sup>6</sup> [here](b).")
    (block,) = draft.blocks
    assert block.prose.text == "It freed 250 men of 10^6 here."
    assert [link.url for link in block.links] == ["b"]


@pytest.mark.parametrize("named", ["undefined", "idna", "hex"])
def test_a_page_that_declares_what_is_no_encoding_is_read_as_any_other(named: str) -> None:
    page = f'<meta charset="{named}"><p>Ein Café.</p>'
    assert read(page, "x.html").encoding == "utf-8"


def test_a_page_in_the_encoding_that_it_declares() -> None:
    page = '<html><head><meta charset="windows-1251"></head><body><p>В городе 250 домов.</p></body></html>'
    draft = reading.read("x.html", page.encode("cp1251"))
    assert (draft.text, draft.encoding) == (page, "cp1251")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "utf-32-be", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_places_count_characters_whatever_the_encoding(encoding: str, end: str) -> None:
    text = end.join(["# Café – “tables”", "", "Café *Noir* seats **250** guests.", ""])
    draft = reading.read("x.md", reading.encode(text, encoding))
    assert (draft.text, draft.encoding) == (text, encoding)
    block = draft.blocks[1]
    at = block.prose.text.index("250")
    region = draft.region(block.prose.span(at, at + 3))
    assert (region.line, region.column, text[region.start : region.end]) == (3, 21, "250")


TOML = """\
+++
title = "Belarus frees 250 prisoners" # as AFP has it
date = 2026-03-20T10:00:00Z
summary = '''
The release = the
largest.'''
tags = [
  "a", "title = 'no'",
]
description = "In \\u004dinsk 5 men"
[params]
title = "Another"
+++

Belarus freed them.
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_front_matter_in_toml(end: str) -> None:
    text = TOML.replace("\n", end)
    draft = read(text)
    assert str(draft.date) == "2026-03-20"
    assert prose(draft) == [
        (Kind.HEADLINE, "Belarus frees 250 prisoners"),
        (Kind.SUMMARY, "The release = the largest."),
        (Kind.SUMMARY, "In Minsk 5 men"),
        (Kind.PARAGRAPH, "Belarus freed them."),
    ]
    for block, words in zip(draft.blocks, ("250", "release", "u004d", "freed"), strict=True):
        start, end_ = block.prose.span()
        assert words in text[start:end_]
    at = draft.blocks[0].prose.text.index("250")
    start, end_ = draft.blocks[0].prose.span(at, at + 3)
    assert text[start:end_] == "250"


def test_plain_text_is_unwrapped_and_its_head_understood() -> None:
    draft = read("Bridge opens after four years\n\n12 May 2024\n\nIt cost $35 mil-\nlion, they said.\n", "x.txt")
    assert draft.blocks[0].kind is Kind.HEADLINE
    assert str(draft.date) == "2024-05-12"


def test_word_paragraphs_are_lines() -> None:
    document = docx.Document()
    document.add_paragraph("A title", style="Title")
    document.add_paragraph("")
    document.add_paragraph("Belarus freed 250 prisoners.")
    document.add_table(1, 2).rows[0].cells[1].text = "a cell"
    stream = io.BytesIO()
    document.save(stream)
    draft = reading.read("x.docx", stream.getvalue())
    assert draft.encoding is None
    block = draft.blocks[1]
    assert (block.prose.text, draft.region(block.prose.span()).line) == ("Belarus freed 250 prisoners.", 3)
    assert prose(draft)[0][0] is Kind.HEADLINE
    assert prose(draft)[-1] == (Kind.CELL, "a cell")


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("x.pdf", b"%PDF", "drafts of this kind are not read"),
        ("x.md", b"a\0b", "binary file"),
        ("x.md", b"ok\n\xff\xfe!", "x.md:2: is not UTF-8"),
        ("x.md", b"\xff\xfea", "begins as UTF-16-LE but is not"),
        ("x.md", b"+++\na = 1\nb = [\n+++\ntext", "x.md:3: the front matter is not valid TOML"),
        ("x.md", b" \n", "is empty"),
        ("x.md", b"---\na: [\n---\ntext", "front matter"),
        ("x.docx", b"no", "not a Word document"),
    ],
)
def test_what_can_not_be_read_is_said(name: str, data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        reading.read(name, data)


def test_of_a_draft_no_more_is_read_than_is_allowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST", 3_000_000)
    stream = io.BytesIO(b"a" * 9_000_000)
    with pytest.raises(DocumentError, match=r"x\.md: has over 3 MB: split it"):
        reading.piped("x.md", stream)
    assert stream.tell() == 3_000_001
    assert reading.piped("x.md", io.BytesIO(b"a" * 3_000_000)) == b"a" * 3_000_000


HIDDEN = {
    "that a script writes": ("x.html", '<p>One.</p><script>write("<!-- ad");</script><p>Two.</p>', ["One.", "Two."]),
    "that is empty": ("x.html", "<p>One.</p><!--><p>Two.</p>", ["One.", "Two."]),
    "that a page never closes": ("x.html", "<p>One.</p><!-- <p>Two.</p>", ["One."]),
    "that a sentence quotes": (
        "x.md",
        "It began with <!--, they said.\n\nTwo.",
        ["It began with <!--, they said.", "Two."],
    ),
    "that a block never closes": ("x.md", "One.\n\n> <!-- hidden\n\nTwo.", ["One."]),
    "over two lines": ("x.md", "One <!-- a\nb --> two.", ["One two."]),
    "over two paragraphs": ("x.md", "One <!-- a\n\nb --> two.", ["One <!-- a", "b --> two."]),
    "that plain text never closes": ("x.txt", "One <!-- a --> two <!-- three.", ["One two <!-- three."]),
}


@pytest.mark.parametrize(("name", "text", "left"), HIDDEN.values(), ids=HIDDEN)
def test_a_comment(name: str, text: str, left: list[str]) -> None:
    assert [block.prose.text for block in read(text, name).blocks] == left


@pytest.mark.parametrize("part", ["<!--", "x <!-- ", "<!-- a --> ", "<script>", "- ", " ", "`", "a <!-- b\n\n-->"])
@pytest.mark.parametrize("markup", ["markdown", "html", "plain"])
def test_comments_are_found_in_time_in_proportion_to_length(
    markup: comments.Markup, part: str, assert_linear: Callable[..., None]
) -> None:
    assert_linear(lambda text: comments.find(text, [], markup), part * (200_000 // len(part)))


@pytest.mark.parametrize("blanks", ["  ", "\t", " \t", "   \t"])
def test_what_a_tab_sets_in_keeps_its_place(blanks: str) -> None:
    text = f"- Belarus freed\n{blanks}205 men.\n"
    (block,) = read(text).blocks
    start, end = block.prose.span(block.prose.text.index("205"), len(block.prose.text))
    assert (block.prose.text, text[start:end]) == ("Belarus freed 205 men.", "205 men.")


def test_every_kind_of_draft_is_found_in_a_folder(tmp_path: Path) -> None:
    for ending in reading.FORMATS:
        (tmp_path / f"draft{ending}").write_text("x")
    assert {path.suffix for path in reading.find([str(tmp_path)])} == set(reading.FORMATS)


def test_folders_and_patterns(tmp_path: Path) -> None:
    for name in ("a.md", "b.txt", "c.pdf"):
        (tmp_path / name).write_text("x")
    assert [path.name for path in reading.find([str(tmp_path)])] == ["a.md", "b.txt"]
    assert [path.name for path in reading.find([str(tmp_path / "*.md"), str(tmp_path / "a.md")])] == ["a.md"]
    with pytest.raises(DocumentError, match="no file fits"):
        list(reading.find([str(tmp_path / "*.docx")]))
    with pytest.raises(DocumentError, match="is not there"):
        list(reading.find([str(tmp_path / "gone.md")]))
