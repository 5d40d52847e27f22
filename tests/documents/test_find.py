import os
from pathlib import Path

import pytest

from verifier import documents
from verifier.errors import DocumentError


def make(folder: Path, *names: str) -> None:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("A text.", encoding="utf-8")


def found(folder: Path, *paths: str) -> list[str]:
    return [file.relative_to(folder).as_posix() for file in documents.find([folder / path for path in paths])]


def test_a_folder_gives_the_known_formats_below_it_in_order(tmp_path):
    make(tmp_path, "b.txt", "a.md", "c/d.PDF", "c/a.html", "c/e.jsonl", "data.csv", "program.py", "LICENSE")
    assert found(tmp_path, "") == ["a.md", "b.txt", "c/a.html", "c/d.PDF", "c/e.jsonl"]


def test_the_order_does_not_depend_on_the_order_of_creation(tmp_path):
    make(tmp_path / "one", "a.md", "b.md", "c/a.md")
    make(tmp_path / "two", "c/a.md", "b.md", "a.md")
    assert found(tmp_path / "one", "") == found(tmp_path / "two", "")


def test_a_file_that_is_named_is_found_whatever_its_kind_or_name(tmp_path):
    make(tmp_path, "notes.log", ".hidden.txt")
    assert found(tmp_path, "notes.log", ".hidden.txt") == ["notes.log", ".hidden.txt"]


def test_what_is_hidden_is_passed_over(tmp_path):
    make(tmp_path, ".a.md", ".git/b.md", "c/.d/e.md", "f.md")
    assert found(tmp_path, "") == ["f.md"]


def test_a_hidden_folder_that_is_named_is_read(tmp_path):
    make(tmp_path, ".notes/a.md")
    assert found(tmp_path, ".notes") == [".notes/a.md"]


def test_a_file_that_is_named_twice_is_found_once(tmp_path):
    make(tmp_path, "a/b.md")
    assert found(tmp_path, "a", "a/b.md", "a") == ["a/b.md"]


def test_a_link_that_leads_out_of_the_folder_is_passed_over(tmp_path):
    make(tmp_path, "private/a.md", "corpus/b.md")
    (tmp_path / "corpus" / "out.md").symlink_to(tmp_path / "private" / "a.md")
    (tmp_path / "corpus" / "folder").symlink_to(tmp_path / "private", target_is_directory=True)
    (tmp_path / "corpus" / "within.md").symlink_to(tmp_path / "corpus" / "b.md")
    assert found(tmp_path, "corpus") == ["corpus/b.md", "corpus/within.md"]


def test_links_in_a_circle_end(tmp_path):
    make(tmp_path, "a/b.md")
    (tmp_path / "a" / "again").symlink_to(tmp_path / "a", target_is_directory=True)
    assert found(tmp_path, "") == ["a/b.md"]


def test_a_link_to_itself_is_left_to_the_reader(tmp_path):
    (tmp_path / "a.md").symlink_to(tmp_path / "a.md")
    assert found(tmp_path, "") == ["a.md"]


def test_an_empty_folder_holds_nothing(tmp_path):
    assert found(tmp_path, "") == []


def test_a_path_that_is_not_there_is_an_error_that_names_it(tmp_path):
    with pytest.raises(DocumentError, match=r"missing\.md.*check"):
        found(tmp_path, "missing.md")


def test_a_link_to_nothing_is_an_error_where_it_is_named(tmp_path):
    (tmp_path / "broken.md").symlink_to(tmp_path / "gone.md")
    with pytest.raises(DocumentError, match=r"broken\.md"):
        found(tmp_path, "broken.md")


def test_a_file_that_may_not_be_looked_at_is_left_to_the_reader(tmp_path, monkeypatch):
    make(tmp_path, "closed/a.md")
    stat = os.stat

    def refusing(path, **options):
        if os.fspath(path).endswith("a.md"):
            raise PermissionError(13, "Permission denied", path)
        return stat(path, **options)

    monkeypatch.setattr(os, "stat", refusing)
    assert found(tmp_path, "") == ["closed/a.md"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_named_pipe_below_a_folder_is_not_waited_for(tmp_path):
    make(tmp_path, "a.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    assert found(tmp_path, "") == ["a.txt"]
