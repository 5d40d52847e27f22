"""index, status and remove."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.running import COMMAND, HARBOUR, RELEASE, desk, environment, verify, verify_in_terminal, words

STATUS_ROWS = ("Index", "Size", "Files", "Documents", "Passages", "Model", "Stale", "Unreadable")


def counts(folder: Path, *arguments: str) -> dict[str, int]:
    """What `index` says that it did."""
    return json.loads(verify("index", *arguments, "--format", "json", cwd=folder).stdout)


def status(folder: Path) -> dict[str, object]:
    return json.loads(verify("status", "--format", "json", cwd=folder).stdout)


class TestIndex:
    def test_files_and_folders(self, own: Path) -> None:
        (own / "more.md").write_text(RELEASE)
        assert counts(own, "notes", "more.md")["added"] == 3

    def test_the_configured_corpus_is_what_is_meant_without_paths(self, own: Path) -> None:
        assert counts(own)["added"] == 2

    def test_unchanged_files_are_skipped_and_changed_ones_replaced(self, own: Path) -> None:
        counts(own)
        (own / "notes" / "release.md").write_text(RELEASE.replace("250", "205"))
        said = counts(own)
        assert (said["added"], said["changed"], said["unchanged"]) == (0, 1, 1)

    def test_deleted_files_stay_until_pruned(self, own: Path) -> None:
        counts(own)
        (own / "notes" / "release.md").unlink()
        assert counts(own)["removed"] == 0
        assert status(own)["files"] == 2
        assert counts(own, "--prune")["removed"] == 1
        assert status(own)["files"] == 1

    def test_rebuild_begins_anew(self, own: Path) -> None:
        counts(own)
        assert counts(own, "--rebuild")["added"] == 2

    @pytest.mark.parametrize("wrong", [("gone", "--prune"), ("notes", "--ray", "127.0.0.1:1")], ids=" ".join)
    def test_rebuild_throws_nothing_away_where_it_can_make_nothing(self, own: Path, wrong: tuple[str, ...]) -> None:
        counts(own)
        assert verify("index", "--rebuild", *wrong, cwd=own).returncode == 2
        assert status(own)["files"] == 2

    def test_what_was_done_is_said_on_standard_error(self, own: Path) -> None:
        said = verify("index", "notes", cwd=own)
        assert said.returncode == 0
        assert said.stdout == ""
        assert "2 added" in said.stderr

    def test_quiet_says_nothing(self, own: Path) -> None:
        said = verify("index", "notes", "--quiet", cwd=own)
        assert (said.returncode, said.stdout, said.stderr) == (0, "", "")

    @pytest.mark.skipif(sys.platform != "linux", reason="other systems take no such name")
    def test_a_file_whose_name_is_no_text_does_not_stop_the_others(self, own: Path) -> None:
        named = os.fsdecode(b"a\xe9.md")
        (own / "notes" / named).write_text(RELEASE)
        said = verify("index", "notes", cwd=own)
        assert (said.returncode, "this name is not UTF-8" in said.stderr) == (2, True)
        assert "2 added, 1 failed" in said.stderr
        assert verify("250 prisoners freed", "--quiet", cwd=own).returncode == 0
        (own / "draft.md").write_text("Belarus freed 205 political prisoners on 19 March 2026.\n")
        both = verify("draft", f"notes/{named}", "draft.md", cwd=own)
        assert (both.returncode, both.stdout.startswith("draft.md:1:15: conflict")) == (2, True)

    def test_one_unreadable_file_does_not_stop_the_others(self, own: Path) -> None:
        (own / "notes" / "broken.pdf").write_bytes(b"%PDF-1.7 broken")
        said = verify("index", "notes", cwd=own)
        assert said.returncode == 2
        assert [line for line in said.stderr.splitlines() if "broken.pdf" in line]
        assert "2 added" in said.stderr
        assert verify("250 prisoners freed", "--quiet", cwd=own).returncode == 0

    def test_a_row_of_json_lines_that_is_none_does_not_stop_the_others(self, own: Path) -> None:
        rows = [
            json.dumps({"text": "A ferry sank off Exampleton.", "title": "Ferry"}),
            "{broken",
            '{"title": "no text"}',
        ]
        (own / "rows.jsonl").write_text("\n".join(rows) + "\n")
        for _ in range(2):
            said = verify("index", "rows.jsonl", cwd=own)
            assert said.returncode == 2
            assert "rows.jsonl:2" in said.stderr
            assert "rows.jsonl:3" in said.stderr
        assert status(own)["documents"] == 1
        shown = verify("status", cwd=own).stdout
        assert re.search(r"^Unreadable +rows of 1$", shown, re.M)
        assert "  unreadable rows: rows.jsonl\n" in shown

        (own / "rows.jsonl").write_text(rows[0])
        assert verify("index", "rows.jsonl", cwd=own).returncode == 0
        assert re.search(r"^Unreadable +none$", verify("status", cwd=own).stdout, re.M)

    def test_another_index_can_be_named(self, own: Path) -> None:
        assert verify("index", "notes", "--index", "elsewhere", cwd=own).returncode == 0
        assert (own / "elsewhere").is_dir()
        assert not (own / ".verifier").exists()
        assert "elsewhere" in verify("status", "--index", "elsewhere", cwd=own).stdout

    def test_progress_shows_in_a_terminal_alone(self, own: Path) -> None:
        code, shown = verify_in_terminal("index", "notes", cwd=own, columns=100)
        assert code == 0
        assert "Indexing" in shown
        assert "2 added" in shown

    def test_ctrl_c_leaves_an_index_that_works(self, tmp_path: Path) -> None:
        folder = desk(
            tmp_path, "index: .verifier\n", **{f"n{number}": HARBOUR + f"\nNote {number}." for number in range(3000)}
        )
        with subprocess.Popen(
            [*COMMAND, "index", "notes"],
            cwd=folder,
            stderr=subprocess.PIPE,
            env=environment(),
            # What runs in the background of a script is started with Ctrl-C ignored, and so would this be.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509 - no threads
        ) as process:
            until = time.monotonic() + 60
            while not (folder / ".verifier" / "index.sqlite").exists() and time.monotonic() < until:
                time.sleep(0.05)
            time.sleep(1.0)
            os.kill(process.pid, signal.SIGINT)
            said = process.communicate(timeout=60)[1].decode()
        assert process.returncode == 130
        assert "Traceback" not in said
        assert len(said.strip().splitlines()) == 1
        held = status(folder)["files"]
        assert isinstance(held, int)
        assert 0 <= held < 3000
        (folder / "notes" / "release.md").write_text(RELEASE)
        assert verify("index", "notes/release.md", cwd=folder).returncode == 0
        assert "Supported" in verify("250 prisoners freed", cwd=folder).stdout


class TestStatus:
    def test_what_the_index_holds(self, indexed: Path) -> None:
        said = verify("status", cwd=indexed)
        assert said.returncode == 0
        for row in STATUS_ROWS:
            assert re.search(rf"^{row}\b +\S", said.stdout, re.M)
        assert re.search(r"^Documents +2$", said.stdout, re.M)
        assert "all-MiniLM-L6-v2 (fp32)" in said.stdout

    def test_stale_files_are_named(self, own: Path) -> None:
        counts(own)
        (own / "notes" / "release.md").write_text(RELEASE + "\nMore.\n")
        (own / "notes" / "new.md").write_text(HARBOUR)
        (own / "notes" / "harbour.txt").unlink()
        said = verify("status", cwd=own).stdout
        assert "1 added, 1 changed, 1 removed" in said
        for line in ("added: notes/new.md", "changed: notes/release.md", "removed: notes/harbour.txt"):
            assert line in said
        stale = status(own)["stale"]
        assert isinstance(stale, dict)
        assert [len(stale[kind]) for kind in ("added", "changed", "removed")] == [1, 1, 1]

    def test_without_a_corpus_the_indexed_files_are_looked_at(self, own: Path) -> None:
        (own / "verifier.yaml").write_text("index: .verifier\n")
        counts(own, "notes")
        (own / "notes" / "release.md").write_text(RELEASE + "\nMore.\n")
        (own / "notes" / "harbour.txt").unlink()
        assert "1 changed, 1 removed" in verify("status", cwd=own).stdout

    def test_it_says_how_vectors_are_searched(self, indexed: Path) -> None:
        assert re.search(r"^Vectors +exact$", verify("status", cwd=indexed).stdout, re.M)
        vectors = status(indexed)["vectors"]
        assert vectors == {"kind": "exact", "recall": 1.0, "passages": vectors["passages"], "lists": 0, "probes": 0}

    def test_the_whole_index_is_checked_when_that_is_asked_for(self, own: Path) -> None:
        counts(own)
        said = verify("status", "--check", cwd=own)
        assert said.returncode == 0
        assert re.search(r"^Whole +yes", said.stdout, re.M)
        assert json.loads(verify("status", "--check", "--format", "json", cwd=own).stdout)["whole"] is True

        (file,) = (own / ".verifier").glob("vectors-*")
        damaged = bytearray(file.read_bytes())
        damaged[len(damaged) // 3] ^= 1
        file.write_bytes(damaged)
        said = verify("status", "--check", cwd=own)
        assert said.returncode == 3
        assert "vectors" in said.stderr
        assert "Traceback" not in said.stderr

    def test_it_changes_nothing(self, own: Path) -> None:
        counts(own)
        (own / "notes" / "release.md").unlink()
        assert status(own) == status(own)


class TestRemove:
    @pytest.mark.parametrize(("path", "left"), [("notes/release.md", 1), ("notes", 0)])
    def test_files_and_folders_leave_the_index_and_stay_on_disk(self, own: Path, path: str, left: int) -> None:
        (own / "verifier.yaml").write_text("index: .verifier\n")
        counts(own, "notes")
        said = verify("remove", path, cwd=own)
        assert said.returncode == 0
        assert said.stdout == ""
        assert status(own)["files"] == left
        assert (own / "notes" / "release.md").exists()

    def test_a_file_that_is_not_in_the_index(self, own: Path) -> None:
        counts(own)
        said = verify("remove", "nowhere.md", cwd=own)
        assert said.returncode == 2
        assert "nowhere.md" in said.stderr

    def test_part_of_the_corpus_comes_back_and_that_is_said(self, own: Path) -> None:
        counts(own)
        said = verify("remove", "notes/release.md", cwd=own)
        assert said.returncode == 0
        assert "corpus" in words(said.stderr)
