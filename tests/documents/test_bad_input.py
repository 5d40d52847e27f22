"""Files that can't be used: one clear error that names the file and the remedy, never another exception."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from verifier import documents
from verifier.documents import text as reading
from verifier.errors import DocumentError
from verifier.records import Document, Source

SUFFIXES = sorted(documents.FORMATS)
WHOLE = [suffix for suffix in SUFFIXES if suffix != ".jsonl"]


def read(path: Path) -> list[Document]:
    return list(documents.read(path))


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize(("content", "problem"), [(b"", "is empty"), (b" \n\t\n", "is empty"), (b"\0\1\2" * 99, "")])
def test_an_empty_or_binary_file_is_an_error(tmp_path, suffix, content, problem):
    path = tmp_path / f"file{suffix}"
    path.write_bytes(content)
    with pytest.raises(DocumentError, match=rf"file\{suffix}.*: .*{problem}"):
        read(path)


@pytest.mark.parametrize("suffix", WHOLE)
def test_a_large_file_is_an_error_that_names_its_size_and_the_most(tmp_path, suffix):
    path = tmp_path / f"file{suffix}"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(DocumentError, match="has 100 MB, the most is 50 MB: split it"):
        read(path)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_that_is_gone_or_a_folder_is_an_error(tmp_path, suffix):
    with pytest.raises(DocumentError, match="gone"):
        read(tmp_path / f"gone{suffix}")
    (tmp_path / f"folder{suffix}").mkdir()
    with pytest.raises(DocumentError, match="is a folder"):
        read(tmp_path / f"folder{suffix}")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_that_may_not_be_read_is_an_error(tmp_path, suffix):
    path = tmp_path / f"file{suffix}"
    path.write_text("Exby voted.", "utf-8")
    path.chmod(0)
    with pytest.raises(DocumentError, match="permission"):
        read(path)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_that_the_system_refuses_is_an_error(tmp_path, suffix, monkeypatch):
    path = tmp_path / f"file{suffix}"
    path.write_text("Exby voted.", "utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(DocumentError, match=r"file\..*: may not be read: change its permissions"):
        read(path)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("Café Exby.".encode(), "Café Exby."),
        ("Café Exby.".encode("utf-8-sig"), "Café Exby."),
        ("Café Exby.".encode("utf-16"), "Café Exby."),
        (b"\xfe\xff" + "Café Exby.".encode("utf-16-be"), "Café Exby."),
        ("“Café” – 5 € in Exby, said the mayor.".encode("cp1252"), "“Café” – 5 € in Exby, said the mayor."),
    ],
    ids=["utf-8", "utf-8 mark", "utf-16", "utf-16 big", "windows-1252"],
)
@pytest.mark.parametrize("name", ["file.txt", "file.md", "file.log", "file"])
def test_usual_encodings_are_told_apart(tmp_path, name, content, text):
    path = tmp_path / name
    path.write_bytes(content)
    (document,) = documents.read(path)
    assert document.text == text


@pytest.mark.parametrize(
    "content",
    [
        "Голоса посчитаны в городе.".encode("koi8-r"),
        "投票が行われた。".encode("shift-jis"),
        b"line\nab\x81\x8d\x9dc",
        b"\xff\xfea",
    ],
    ids=["koi8-r", "shift-jis", "none", "utf-16 cut short"],
)
@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_other_encodings_are_an_error_and_not_a_mess(tmp_path, suffix, content):
    path = tmp_path / f"file{suffix}"
    path.write_bytes(content)
    with pytest.raises(DocumentError, match="save it as UTF-8"):
        read(path)


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
def test_one_bad_byte_in_utf_8_is_an_error_and_not_a_mess(tmp_path, suffix):
    path = tmp_path / f"file{suffix}"
    path.write_bytes('<meta charset="iso-8859-1">\n\nIt cost £5–10.\n\nThe caf'.encode() + b"\xe9 too.")
    with pytest.raises(DocumentError, match=rf"file\{suffix}:5: has bytes that are not UTF-8.*: correct them and save"):
        read(path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(suffix=st.sampled_from(SUFFIXES), content=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(tmp_path, suffix, content):
    path = tmp_path / f"file{suffix}"
    path.write_bytes(content)
    try:
        found = list(documents.read(path, lambda _: None))
    except DocumentError as error:
        message = str(error)
    else:
        message = str(path)
        assert all(document.text.strip() for document in found)
    assert message.startswith(str(path))


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("250\u00a0prisoners 1\u202f234", "250 prisoners 1 234"),
        ("pri\u00adsoners", "prisoners"),
        ("a\x07b\x00c\u200b", "abc"),
        ("\ufeffa\tb", "a\tb"),
    ],
)
def test_line_ends_spaces_and_unseen_characters_are_made_uniform(raw, text):
    assert documents.parse(raw).text == text


def test_a_string_is_a_document_whole():
    text = "Share\n\nBy Jane Doe\n\nExby voted.\n\nSign up to our newsletter"
    document = documents.parse(text, Source(id="", title="A vote"))
    assert (document.text, document.source.title) == (text, "A vote")


def test_the_id_of_a_document_is_that_of_its_content(tmp_path):
    one, two, other = tmp_path / "one.md", tmp_path / "two.txt", tmp_path / "other.md"
    one.write_text("---\ntitle: A vote\n---\nExby voted.", "utf-8")
    two.write_text("---\ntitle: A vote\n---\nExby voted.\n", "utf-8")
    other.write_text("---\ntitle: A vote\npublished: 2026-03-19\n---\nExby voted.", "utf-8")
    (first,), (second,), (third,) = read(one), read(two), read(other)
    assert first.source.id == second.source.id != third.source.id
    assert len(first.source.id) == len(reading.document("", Source(id="")).source.id) == 64
