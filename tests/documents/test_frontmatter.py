"""What a front matter is, beyond what test_markdown.py says of its fields and mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest

from verifier.documents import frontmatter
from verifier.errors import DocumentError

PATH = Path("note.md")


@pytest.mark.parametrize("written", ["1984", "No", "1_000", "0x10", "12:30", "2026-03-19", "~x", "3.10"])
def test_a_title_stays_as_it_was_written(written: str) -> None:
    source, _ = frontmatter.cut(f"---\ntitle: {written}\n---\nText.", PATH)
    assert source.title == written


@pytest.mark.parametrize(
    ("written", "author"),
    [
        ("{name: Ann Lee, url: x}", "Ann Lee"),
        ("[{name: Ann Lee}, Bo Ek]", "Ann Lee, Bo Ek"),
        ("{url: x}", None),
        ("[{url: x}]", None),
    ],
)
def test_of_an_author_with_more_than_a_name_the_name_is_taken(written: str, author: str | None) -> None:
    assert frontmatter.cut(f"---\nauthor: {written}\n---\nText.", PATH)[0].author == author


@pytest.mark.parametrize(
    "header",
    [
        "---\nx: !!timestamp soon\n---\n",
        "---\nx: !!bool maybe\n---\n",
        '---\nx: !!float ""\n---\n',
        f"+++\nx = {'1' * 5000}\n+++\n",
    ],
)
def test_a_value_that_is_not_of_its_type_is_said_to_be_wrong(header: str) -> None:
    with pytest.raises(DocumentError, match="the front matter is not valid"):
        frontmatter.cut(f"{header}Text.", PATH)


@pytest.mark.parametrize("empty", ["", "~", "null"])
def test_a_value_that_is_empty_is_not_stated(empty: str) -> None:
    assert frontmatter.cut(f"---\ntitle: {empty}\npublished: {empty}\n---\nText.", PATH)[0].title is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Text.",
        "---\n\nText between rules.\n\n---\n\nMore.",
        "---\ntitle: never closed\n",
        "----\ntitle: x\n---\n",
        "+++\ntitle = 'never closed'\n---\n",
        "+++ not alone\n+++\n",
        " ---\ntitle: x\n---\n",
    ],
)
def test_a_text_without_front_matter_stays_whole(text: str) -> None:
    source, body = frontmatter.cut(text, PATH)
    assert body == text
    assert source.title is None


@pytest.mark.parametrize(
    "text", ["--- \ntitle: x\n---\t\n\nText.", "---\ntitle: x\n---\nText.", "---\nTitle: x\n---\n\n\nText."]
)
def test_spaces_and_capitals_do_not_matter(text: str) -> None:
    source, body = frontmatter.cut(text, PATH)
    assert (source.title, body) == ("x", "Text.")


@pytest.mark.parametrize(
    ("header", "title", "published"),
    [
        ('title = "x"\npublished = 2024-05-06', "x", "2024-05-06"),
        ("Title = 'x'\ndate = 2024-05-06T10:00:00+02:00", "x", "2024-05-06"),
        ('\n# all of it\ntitle = "x"\ndate = "6 May 2024"', "x", "2024-05-06"),
        ("title = 1984", "1984", "None"),
        ('[params]\ntitle = "x"', None, "None"),
    ],
)
def test_toml_between_lines_of_plus_signs(header: str, title: str | None, published: str) -> None:
    source, body = frontmatter.cut(f"+++\n{header}\n+++\n\nText.", PATH)
    assert (source.title, str(source.published), body) == (title, published, "Text.")


@pytest.mark.parametrize(
    ("header", "line", "problem"),
    [
        ("a = 1\ntitle = x", 3, "not valid TOML"),
        ('title = "open', 2, "not valid TOML"),
        ("a = 1\nb = [", 3, "not valid TOML"),
        ("title: x", 2, "not valid TOML"),
        ("a = 1\ndate = 2026-02-30", 3, "not valid TOML"),
        ('a = 1\ndate = "2026-02-30"', 3, "no day of the calendar"),
        ("a = 1\n  published = 12", 3, "is not a date"),
        ("a = " + "[" * 9_000 + "]" * 9_000, 1, "nested too deep"),
    ],
)
def test_bad_toml_is_an_error_that_names_file_line_and_remedy(header: str, line: int, problem: str) -> None:
    with pytest.raises(DocumentError, match=rf"note\.md:{line}: .*{problem}"):
        frontmatter.cut(f"+++\n{header}\n+++\nText.", PATH)


@pytest.mark.parametrize(
    ("header", "line", "key"),
    [
        ("published: 2026-03-19\ntitle: x\npublished: 2026-03-20", 4, "published"),
        ("of: {place: a,\n  place: b}", 3, "place"),
    ],
)
def test_a_key_given_twice_is_an_error_that_names_file_and_line(header: str, line: int, key: str) -> None:
    with pytest.raises(DocumentError, match=rf"note\.md:{line}: in the front matter the key '{key}' is given twice"):
        frontmatter.cut(f"---\n{header}\n---\nText.", PATH)


def test_a_key_may_stand_once_in_each_of_several() -> None:
    source, _ = frontmatter.cut("---\ntitle: x\nof: &of {title: y}\nin: [*of, *of, {title: y}]\n---\nText.", PATH)
    assert source.title == "x"


def test_a_front_matter_may_end_the_file() -> None:
    assert frontmatter.cut("---\ntitle: x\n---", PATH) == (frontmatter.cut("---\ntitle: x\n---\n", PATH)[0], "")


@pytest.mark.parametrize(
    ("header", "problem"),
    [
        ("x: " + "y" * 20_001, "20,00[0-9] characters"),
        ("a: &a [*a]", "2: .*stands within what it stands for"),
        ("a: &a " + "x" * 9_000 + "\nb: [" + "*a, " * 12 + "]", "3: .*aliases"),
        ("a: " + "[" * 10_000, "nest(ed|ing)"),
        ("a: !!python/object/apply:os.system [ls]", "not valid YAML"),
        ("a: \x01", "not valid YAML"),
    ],
)
def test_what_could_harm_is_refused(header: str, problem: str) -> None:
    with pytest.raises(DocumentError, match=problem):
        frontmatter.cut(f"---\n{header}\n---\nText.", PATH)
