"""Files made to fill the memory, to take for ever or to lead elsewhere: refused with a clear error, or read in their time."""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
import yaml

from tests.hostile.patterns import seconds
from verifier import config, documents
from verifier.batch import reading as claim_files
from verifier.bounded_yaml import DEEPEST, refuse_bombs
from verifier.documents import markdown as markdown_documents
from verifier.documents import pdf
from verifier.drafts import reading
from verifier.errors import ConfigError, DocumentError, InputError

SOON = 15.0
"""Seconds of this thread that a hostile file of any kind may take here; linear ones take one or two."""


def read(path: Path) -> list[str]:
    return [document.text for document in documents.read(path)]


def refused(path: Path, problem: str) -> None:
    """Both ways of reading a file refuse it soon, with its name and the problem."""

    def both() -> None:
        with pytest.raises(DocumentError, match=problem) as caught:
            read(path)
        assert str(path) in str(caught.value)
        if path.suffix in reading.FORMATS:
            with pytest.raises(DocumentError, match=problem):
                reading.read(str(path), path.read_bytes())

    assert seconds(both) < SOON


def word(change: Callable[[dict[str, bytes]], None]) -> bytes:
    """A Word document whose parts were changed."""
    stream = io.BytesIO()
    made = docx.Document()
    made.add_paragraph("The mill employs 230 people.")
    made.save(stream)
    with zipfile.ZipFile(stream) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    changed = io.BytesIO()
    with zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return changed.getvalue()


class TestWord:
    def test_a_bomb(self, tmp_path: Path) -> None:
        file = tmp_path / "bomb.docx"

        def fill(parts: dict[str, bytes]) -> None:
            parts["word/media/a.bin"] = bytes(60_000_000)

        file.write_bytes(word(fill))
        assert file.stat().st_size < 1_000_000
        refused(file, r"unpacks to 6\d MB, the most is 50 MB")

    def test_a_bomb_that_lies_about_its_size(self, tmp_path: Path) -> None:
        file = tmp_path / "liar.docx"

        def fill(parts: dict[str, bytes]) -> None:
            body = parts["word/document.xml"]
            parts["word/document.xml"] = body.replace(b"</w:body>", b" " * 55_000_000 + b"</w:body>")

        content = bytearray(word(fill))
        size = 55_000_000
        for found in list(re.finditer(rb"PK\x01\x02", content)):
            at = found.start() + 24
            if int.from_bytes(content[at : at + 4], "little") >= size:
                content[at : at + 4] = (1000).to_bytes(4, "little")
        file.write_bytes(content)
        refused(file, "is not a Word document that can be read")

    @pytest.mark.parametrize("what", ["billion laughs", "quadratic", "a file of the machine"])
    def test_entities(self, tmp_path: Path, what: str) -> None:
        levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
        entities, used = {
            "billion laughs": (f'<!ENTITY l0 "lol">{levels}', "&l11;"),
            "quadratic": (f'<!ENTITY a "{"a" * 100_000}">', "&a;" * 100_000),
            "a file of the machine": ('<!ENTITY a SYSTEM "file:///etc/passwd">', "&a;"),
        }[what]

        def explode(parts: dict[str, bytes]) -> None:
            body = parts["word/document.xml"].decode()
            body = re.sub(r"^<\?xml[^>]*\?>", "", body).replace("The mill", f"The mill {used}")
            parts["word/document.xml"] = f"<!DOCTYPE x [{entities}]>{body}".encode()

        file = tmp_path / "laughs.docx"
        file.write_bytes(word(explode))

        def harmless() -> None:
            for reader in (lambda: read(file), lambda: [reading.read("a.docx", file.read_bytes()).text]):
                try:
                    texts = reader()
                except DocumentError as error:
                    texts = [str(error)]
                assert all(len(text) < 5_000 and "root:" not in text for text in texts)

        assert seconds(harmless) < SOON

    def test_deep_elements(self, tmp_path: Path) -> None:
        def nest(parts: dict[str, bytes]) -> None:
            body = parts["word/document.xml"]
            parts["word/document.xml"] = body.replace(b"<w:body>", b"<w:body>" + b"<w:sdt>" * 100_000)

        file = tmp_path / "deep.docx"
        file.write_bytes(word(nest))
        refused(file, "is not a Word document that can be read")


def pages(count: int, drawn: bytes) -> bytes:
    """A PDF of that many pages, which all show the same drawing."""
    import zlib

    packed = zlib.compress(drawn)
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, b" ".join(b"%d 0 R" % (n + 5) for n in range(count))),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
        *(
            b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /MediaBox [0 0 9 9] /Resources << /Font << /F1 3 0 R >> >> >>"
            for _ in range(count)
        ),
    ]
    made, places = bytearray(b"%PDF-1.4\n"), []
    for number, part in enumerate(parts, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, table)
    return bytes(made)


class TestPdf:
    TEXT = b"BT /F1 12 Tf (The mill employs 230 people.) Tj ET"

    def test_it_is_read_where_it_is_small(self, tmp_path: Path) -> None:
        (tmp_path / "a.pdf").write_bytes(pages(2, self.TEXT))
        assert "230 people" in read(tmp_path / "a.pdf")[0]

    def test_ten_thousand_pages(self, tmp_path: Path) -> None:
        (tmp_path / "a.pdf").write_bytes(pages(10_000, self.TEXT))
        refused(tmp_path / "a.pdf", "has 10,000 pages, the most is 2,000")

    def test_a_drawing_without_end(self, tmp_path: Path) -> None:
        (tmp_path / "a.pdf").write_bytes(pages(500, b"0 0 m " * 2_000_000))
        refused(tmp_path / "a.pdf", "page 1 unpacks to 12 MB, the most is 5 MB")

    def test_pages_that_take_long(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(pdf, "LONGEST_READING", 0)
        (tmp_path / "a.pdf").write_bytes(pages(3, self.TEXT))
        refused(tmp_path / "a.pdf", r"takes over 0 s to read \(page 1\)")


MANY = 5_000
HARD = {
    "brackets.md": "[" * MANY,
    "open links.md": "[a](" * MANY,
    "links.md": "[a](b) " * (MANY // 2),
    "pictures.md": "![" * MANY,
    "stars.md": "*a " * MANY + "**" * MANY,
    "quotations.md": ">" * MANY + " x",
    "ticks.md": "".join("`" * (n % 300) + "a " for n in range(MANY // 150)),
    "tags.md": "<a " * MANY,
    "table.md": "|a" * 2000 + "\n" + "|-" * 2000 + "\n" + "|b" * 2000,
    "comments.md": "The mill.\n" + "<!--" * MANY,
    "divisions.html": "<div>a " * MANY,
    "bold.html": "<p>" + "<b>a " * MANY,
    "attributes.html": "<p " + "a=b " * MANY + ">The mill employs 230 people.</p>",
    "comments.html": "<p>The mill employs 230 people.</p>" + "<!--" * MANY,
    "tables.html": "<table><tr><td>x" * (MANY // 10),
    "one word.txt": "a" * (10 * MANY),
    "blanks.txt": "The mill" + " " * (10 * MANY) + "x",
    "lines.txt": "a\n" * MANY,
    "digits.txt": "1" * (10 * MANY),
    "commas.txt": "1," * MANY,
    "quotes.txt": '"a" ' * MANY,
    "names.txt": "Ann " * MANY,
    "brackets.txt": "(" * MANY,
}


@pytest.mark.parametrize("name", HARD)
def test_a_file_that_is_hard_to_read_takes_its_time_and_no_more(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_text(HARD[name])

    def both() -> None:
        for reader in (lambda: read(file), lambda: reading.read(str(file), file.read_bytes())):
            try:
                reader()
            except DocumentError as error:
                assert str(file) in str(error)  # noqa: PT017 - either is right

    assert seconds(both) < SOON


def test_more_marks_than_an_article_has_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("[" * (markdown_documents.MOST_MARKS + 1))
    refused(file, "200,001 characters that may be Markdown")


def test_an_endless_line_of_json(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(b'{"text": "' + b"a" * 20_000_000)
    refused(file, "has over 10 MB on one line")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="Unix has a file without an end")
def test_a_file_without_an_end(tmp_path: Path) -> None:
    for name in ("a.txt", "a.jsonl", "a.docx", "a.pdf", "a.html"):
        (tmp_path / name).symlink_to("/dev/zero")
        with pytest.raises(DocumentError, match=r"the most is|on one line"):
            read(tmp_path / name)
    with pytest.raises(InputError, match=r"has over 200 MB|is not UTF-8"):
        claim_files.read(Path("/dev/zero"))
    (tmp_path / "verifier.yaml").symlink_to("/dev/zero")
    with pytest.raises(ConfigError, match="over 1,000,000 bytes"):
        config.load(tmp_path / "verifier.yaml")


class TestLinks:
    """Nothing that stands in a folder leads out of it."""

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        (tmp_path / "secret.md").write_text("The password of the mill is 230.\n")
        (tmp_path / "elsewhere").mkdir()
        (tmp_path / "elsewhere" / "secret.md").write_text("The password of the mill is 231.\n")
        corpus = tmp_path / "corpus"
        (corpus / "below").mkdir(parents=True)
        (corpus / "note.md").write_text("The mill employs 230 people.\n")
        (corpus / "to a file.md").symlink_to(tmp_path / "secret.md")
        (corpus / "by dots.md").symlink_to("../secret.md")
        (corpus / "below" / "further.md").symlink_to("../../elsewhere/secret.md")
        (corpus / "to a folder").symlink_to(tmp_path / "elsewhere")
        (corpus / "chain.md").symlink_to("to a file.md")
        (corpus / "within.md").symlink_to("note.md")
        (corpus / "round").symlink_to(corpus)
        return corpus

    def test_they_are_not_followed(self, folder: Path) -> None:
        found = {str(path.relative_to(folder)) for path in documents.find([folder])}
        assert found == {"note.md", "within.md"}

    def test_drafts_neither(self, folder: Path) -> None:
        assert {path.name for path in reading.find([str(folder)])} == {"note.md", "within.md"}

    def test_a_name_in_a_row_is_no_path(self, tmp_path: Path) -> None:
        file = tmp_path / "rows.jsonl"
        file.write_text('{"text": "The mill.", "id": "../../../etc/passwd", "url": "file:///etc/passwd"}\n')
        (document,) = documents.read(file)
        assert document.text == "The mill."
        assert document.source.path == f"{file}#../../../etc/passwd"

    def test_a_link_of_a_draft_is_not_read(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        opened: list[str] = []
        real = os.open
        monkeypatch.setattr(
            os, "open", lambda path, *more, **named: (opened.append(str(path)), real(path, *more, **named))[1]
        )
        reading.read("draft.md", b"The mill [employs](../secret.md) 230 people, see [this](/etc/passwd).")
        assert [path for path in opened if "secret" in path or "passwd" in path] == []


BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
MERGES = "a: &a {x: 1}\n" + "".join(
    f"{name}: &{name} {{<<: [{', '.join([f'*{before}'] * 10)}]}}\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
YAML = {
    "aliases": (BOMB, "its aliases"),
    "merges": (MERGES, "its aliases"),
    "itself": ("a: &a [*a]\n", "stands within what it stands for"),
    "depth": ("a: " + "[" * 500 + "]" * 500 + "\n", f"nested over {DEEPEST} levels"),
    "great depth": ("a: " + "[" * 90_000 + "]" * 90_000 + "\n", "nest"),
    "objects": ("a: !!python/object/apply:os.system ['true']\n", "could not determine a constructor"),
}


class TestYaml:
    @pytest.mark.parametrize("name", YAML)
    def test_settings(self, tmp_path: Path, name: str) -> None:
        text, problem = YAML[name]
        (tmp_path / "verifier.yaml").write_text(text)

        def load() -> None:
            with pytest.raises(ConfigError, match=re.escape(problem)) as caught:
                config.load(tmp_path / "verifier.yaml")
            assert len(str(caught.value)) < 1_000

        assert seconds(load) < SOON

    @pytest.mark.parametrize("name", YAML)
    def test_claims(self, name: str) -> None:
        text, problem = YAML[name]
        rows = "- claim: x\n- " + text.replace("\n", "\n  ").rstrip() + "\n"

        def load() -> None:
            try:
                _, problems = claim_files.parse(rows.encode(), "claims.yaml", "yaml")
            except InputError as error:
                problems = [error]
            assert any(problem in str(each) for each in problems)

        assert seconds(load) < SOON

    @pytest.mark.parametrize("name", YAML)
    def test_front_matter(self, tmp_path: Path, name: str) -> None:
        (tmp_path / "a.md").write_text(f"---\n{YAML[name][0]}---\nThe mill.\n")
        with pytest.raises(DocumentError, match="front matter"):
            read(tmp_path / "a.md")

    def test_honest_aliases_are_read(self) -> None:
        text = "- &a {claim: 250 freed, speaker: Ann}\n- {<<: *a, id: 2}\n- *a\n"
        rows, problems = claim_files.parse(text.encode(), "claims.yaml", "yaml")
        assert (len(rows), problems) == (3, [])
        refuse_bombs("a: &a [1, 2]\n" + "b: *a\n" * 100)

    def test_what_is_no_yaml_is_named_with_its_line(self) -> None:
        with pytest.raises(yaml.MarkedYAMLError) as caught:
            refuse_bombs("a: b\nc: [\n")
        assert caught.value.problem_mark is not None
