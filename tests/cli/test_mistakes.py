"""Every wrong input that a user can give: the exit code, and a line that names what is wrong and what to do."""

import json
import os
import re
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.running import COMMAND, RELEASE, desk, environment, verify


def told(said: subprocess.CompletedProcess[str], code: int, *parts: str) -> None:
    """It ended with the code, said each part on standard error in a line or two, printed no result and no traceback."""
    assert said.returncode == code, said.stderr
    assert said.stdout == ""
    assert "Traceback" not in said.stderr
    assert len(said.stderr.strip().splitlines()) <= 2
    for part in parts:
        assert part in said.stderr


COMMANDS = {"check": ["250 prisoners freed"], "batch": ["batch", "claims.txt"], "draft": ["draft", "draft.md"]}
"""The commands that judge claims, over the files of the fixture `empty`."""


class TestIndexes:
    """Exit code 3, or as before where the index can mend itself."""

    @pytest.fixture
    def alone(self, own: Path) -> Path:
        """A desk with an index and no configured corpus, so that nothing is made anew behind the scenes."""
        (own / "verifier.yaml").write_text("index: .verifier\n")
        assert verify("index", "notes", cwd=own).returncode == 0
        return own

    @pytest.fixture
    def empty(self, tmp_path: Path) -> Path:
        """A desk with claims and a draft, and a folder for notes in which there are none."""
        (tmp_path / "notes").mkdir()
        for name in ("claims.txt", "draft.md"):
            (tmp_path / name).write_text("Belarus freed 250 political prisoners.\n")
        return tmp_path

    @pytest.mark.parametrize("command", [["250 prisoners freed"], ["status"], ["remove", "notes"]])
    def test_none(self, tmp_path: Path, command: list[str]) -> None:
        told(verify(*command, cwd=tmp_path), 3, str(tmp_path / ".verifier"), "verify index")
        assert not (tmp_path / ".verifier").exists()

    def test_one_that_is_named_but_not_there(self, tmp_path: Path) -> None:
        told(verify("250 prisoners freed", "--index", "nowhere", cwd=tmp_path), 3, "nowhere", "verify index")

    def test_another_version(self, alone: Path) -> None:
        with sqlite3.connect(alone / ".verifier" / "index.sqlite") as database:
            database.execute("PRAGMA user_version = 999")
        told(verify("250 prisoners freed", cwd=alone), 3, str(alone / ".verifier"), "version", "--rebuild")

    @pytest.mark.parametrize("left", [0, 100, 5000])
    def test_a_database_that_is_cut_off(self, alone: Path, left: int) -> None:
        os.truncate(alone / ".verifier" / "index.sqlite", left)
        told(verify("250 prisoners freed", cwd=alone), 3, str(alone / ".verifier"), "--rebuild")
        assert verify("index", "notes", "--rebuild", cwd=alone).returncode == 0
        assert "Supported" in verify("250 prisoners freed", cwd=alone).stdout

    def test_a_database_that_is_none(self, alone: Path) -> None:
        (alone / ".verifier" / "index.sqlite").write_bytes(b"not a database" * 1000)
        told(verify("250 prisoners freed", cwd=alone), 3, str(alone / ".verifier"), "--rebuild")

    @pytest.mark.parametrize("damage", [lambda file: os.truncate(file, 10), Path.unlink], ids=["cut off", "gone"])
    def test_vectors_that_are_damaged_are_made_again(self, alone: Path, damage: Callable[[Path], None]) -> None:
        before = verify("250 prisoners freed", "--format", "json", cwd=alone)
        for file in (alone / ".verifier").glob("*.faiss"):
            damage(file)
        after = verify("250 prisoners freed", "--format", "json", cwd=alone)
        assert (after.returncode, after.stdout, after.stderr) == (0, before.stdout, "")

    def test_built_with_another_precision(self, alone: Path) -> None:
        (alone / "verifier.yaml").write_text("embedder: int8\n")
        told(verify("250 prisoners freed", cwd=alone), 3, "fp32", "int8", "--rebuild")

    @pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
    @pytest.mark.parametrize(
        ("settings", "remedy"),
        [("corpus: [notes]\n", "put documents into"), ("index: .verifier\n", "`verify index PATH…`")],
    )
    def test_an_empty_one_answers_no_claim(self, empty: Path, command: list[str], settings: str, remedy: str) -> None:
        assert verify("index", "notes", cwd=empty).returncode == 0
        (empty / "verifier.yaml").write_text(settings)
        told(verify(*command, cwd=empty), 3, f"{empty / '.verifier'} is empty, so nothing can be checked", remedy)

    @pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
    def test_a_folder_without_documents_to_check_against_is_named(self, empty: Path, command: list[str]) -> None:
        (empty / "notes" / "picture.png").write_bytes(b"\x89PNG")
        told(verify(*command, "--against", "notes", cwd=empty), 2, "notes: no document is there")

    @pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
    def test_a_configured_corpus_that_is_not_there_leaves_no_index(self, empty: Path, command: list[str]) -> None:
        (empty / "verifier.yaml").write_text("corpus: [nosuch]\n")
        told(verify(*command, cwd=empty), 2, str(empty / "nosuch"), "check the spelling")
        assert not (empty / ".verifier").exists()


BROKEN_FILES: dict[str, tuple[str, bytes, str]] = {
    "empty": ("a.txt", b"", "is empty"),
    "white space": ("a.md", b" \n\n ", "is empty"),
    "binary": ("a.txt", bytes(range(256)) * 40, "is a binary file"),
    "in an unknown encoding": (
        "a.txt",
        "Минск освободил заключённых сегодня".encode("koi8-r") * 20,
        "save it as UTF-8",
    ),
    "front matter that is not YAML": ("a.md", b"---\ntitle: a: b\n---\nText.\n", "a.md:2"),
    "front matter with an impossible date": ("a.md", b"---\npublished: 2026-02-30\n---\nText.\n", "2026-02-30"),
    "a PDF that is none": ("a.pdf", b"%PDF-1.7 nothing more", "a.pdf"),
    "a DOCX that is none": ("a.docx", b"PK\x03\x04 nothing more", "a.docx"),
    "JSON lines that are none": ("a.jsonl", b"[1, 2\n", "a.jsonl:1"),
}


class TestFiles:
    """Exit code 2; the other files are indexed."""

    @pytest.mark.parametrize("name", BROKEN_FILES)
    def test_a_broken_file_is_named_and_the_others_are_indexed(self, own: Path, name: str) -> None:
        file, content, problem = BROKEN_FILES[name]
        (own / "notes" / file).write_bytes(content)
        said = verify("index", "notes", cwd=own)
        assert said.returncode == 2
        [line] = [line for line in said.stderr.splitlines() if line.startswith("Error:")]
        assert file in line
        assert problem in line
        assert "Supported" in verify("250 prisoners freed", "--quiet", cwd=own).stdout

    def test_a_file_of_a_hundred_megabytes(self, own: Path) -> None:
        with (own / "notes" / "huge.txt").open("wb") as file:
            file.truncate(100_000_000)
        said = verify("index", "notes", cwd=own)
        assert said.returncode == 2
        assert re.search(r"huge\.txt: has 100 MB, the most is \d+ MB", said.stderr)
        assert "2 added" in said.stderr

    @pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable to the superuser")
    def test_a_file_that_may_not_be_read(self, own: Path) -> None:
        (own / "notes" / "secret.md").write_text(RELEASE)
        (own / "notes" / "secret.md").chmod(0)
        said = verify("index", "notes", cwd=own)
        assert said.returncode == 2
        assert "secret.md: may not be read" in said.stderr

    def test_a_link_that_leads_nowhere(self, own: Path) -> None:
        (own / "notes" / "lost.md").symlink_to("notes/gone.md")
        said = verify("index", "notes", cwd=own)
        assert said.returncode == 2
        assert "lost.md" in said.stderr
        assert "2 added" in said.stderr

    def test_a_path_that_is_not_there(self, own: Path) -> None:
        told(verify("index", "nowhere", cwd=own), 2, "nowhere", "is not there")

    def test_nothing_to_index(self, tmp_path: Path) -> None:
        told(verify("index", cwd=tmp_path), 2, "nothing to index", "corpus")

    @pytest.mark.parametrize("name", BROKEN_FILES)
    def test_a_broken_file_to_check_against(self, own: Path, name: str) -> None:
        file, content, problem = BROKEN_FILES[name]
        (own / file).write_bytes(content)
        told(verify("250 prisoners freed", "--against", file, cwd=own), 2, file, problem)


class TestClaims:
    @pytest.mark.parametrize("claim", ["", "   ", "\n\t"])
    def test_an_empty_one(self, indexed: Path, claim: str) -> None:
        told(verify(claim, cwd=indexed), 2, "the claim is empty")

    @pytest.mark.parametrize("claim", ["?!", "🔥🔥🔥", " … "])
    def test_one_without_words(self, indexed: Path, claim: str) -> None:
        told(verify(claim, cwd=indexed), 2, "the claim has no words")

    def test_one_of_a_hundred_thousand_characters(self, indexed: Path) -> None:
        told(verify("250 prisoners freed " * 5000 + "!", cwd=indexed), 2, "100,001 characters", "sentence")

    @pytest.mark.parametrize(
        "claim", ["Беларусь освободила 250 заключённых", "白俄罗斯释放了250名囚犯", "أفرجت بيلاروسيا", "🇧🇾🎉 250"]
    )
    def test_one_in_another_script_is_looked_up_like_any(self, indexed: Path, claim: str) -> None:
        said = verify(claim, cwd=indexed)
        assert said.returncode == 0
        assert said.stdout.startswith(claim)
        assert said.stderr == ""

    def test_one_that_is_not_text(self, indexed: Path) -> None:
        done = subprocess.run(
            [*map(os.fsencode, COMMAND), b"250 prisoners \xff\xfe freed"],
            cwd=indexed,
            capture_output=True,
            env=environment(),
            check=False,
        )
        assert (done.returncode, done.stdout) == (2, b"")
        assert done.stderr == b"Error: the claim is not UTF-8 text: write it in UTF-8\n"

    def test_standard_input_without_any_is_no_pass(self, indexed: Path) -> None:
        told(verify("-", "--format", "json", cwd=indexed, stdin="\n  \n"), 2, "standard input has no claim")

    @pytest.mark.parametrize(
        ("line", "problem"),
        [
            (b"250 prisoners \xff", "the claim is not UTF-8 text"),
            (b"word " * 1_001, "the claim has 5,004 characters"),
            (b"?!", "the claim has no words"),
        ],
    )
    @pytest.mark.parametrize("place", [0, 1, 2])
    def test_a_line_of_standard_input_that_is_no_claim_is_named_and_the_rest_checked(
        self, indexed: Path, line: bytes, problem: str, place: int
    ) -> None:
        lines = [b"250 prisoners freed", b"205 prisoners freed"]
        lines.insert(place, line)
        said = verify("-", "--format", "json", cwd=indexed, stdin=b"\n".join(lines))
        assert said.returncode == 2
        assert said.stderr.startswith(f"Error: line {place + 1} of standard input: {problem}")
        assert [one["verdict"] for one in json.loads(said.stdout)] == ["supported", "conflicting"]


class TestOptions:
    @pytest.mark.parametrize(
        ("arguments", "parts"),
        [
            (["x", "--ignore", "quantty"], ["quantty", "did you mean 'quantity'"]),
            (["x", "--format", "xml"], ["xml", "json"]),
            (["x", "--date", "tomorrow"], ["tomorrow"]),
            (["x", "--date", "2026-02-30"], ["2026-02-30"]),
            (["x", "-k", "0"], ["-k"]),
            (["x", "-k", "many"], ["-k", "int"]),
            (["x", "--min-confidence", "2"], ["--min-confidence"]),
            (["x", "--fail-on", "sometimes"], ["sometimes"]),
            (["x", "--nonsense"], ["--nonsense"]),
            (["x", "--against"], ["--against"]),
            (["--against", "notes"], ["no claim"]),
            (["remove"], ["PATH"]),
            (["eval"], ["DATA"]),
        ],
    )
    def test_a_wrong_option_is_named(self, indexed: Path, arguments: list[str], parts: list[str]) -> None:
        said = verify(*arguments, cwd=indexed)
        assert said.returncode == 2
        assert said.stdout == ""
        assert "Traceback" not in said.stderr
        for part in parts:
            assert part in said.stderr


class TestConfigurations:
    @pytest.mark.parametrize("command", [["250 prisoners freed"], ["status"], ["index"], ["rules"]])
    @pytest.mark.parametrize(
        ("settings", "parts"),
        [
            ("corpsu: [notes]", ["verifier.yaml:1", "did you mean 'corpus'"]),
            ("corpus: notes", ["verifier.yaml:1", "corpus", "a list"]),
            ("corpus: [", ["verifier.yaml", "YAML"]),
        ],
    )
    def test_the_file_the_line_and_the_remedy(
        self, tmp_path: Path, command: list[str], settings: str, parts: list[str]
    ) -> None:
        told(verify(*command, cwd=desk(tmp_path, settings)), 2, *parts)

    def test_a_rule_that_is_none(self, tmp_path: Path) -> None:
        told(verify("x", cwd=desk(tmp_path, "rules: {quantty: off}")), 2, "quantty", "did you mean 'quantity'")

    def test_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        told(verify("x", "--config", "nowhere.yaml", cwd=tmp_path), 2, "nowhere.yaml")

    def test_debug_shows_where(self, tmp_path: Path) -> None:
        assert "Traceback" in verify("x", "--debug", "--config", "nowhere.yaml", cwd=tmp_path).stderr


class TestFullDisks:
    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
    def test_results_that_cannot_be_written(self, indexed: Path) -> None:
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(
                [*COMMAND, "250 prisoners freed"],
                cwd=indexed,
                stdout=full,
                stderr=subprocess.PIPE,
                env=environment(),
                check=False,
            )
        assert done.returncode == 2
        assert b"No space left on device" in done.stderr
        assert b"Traceback" not in done.stderr

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
    def test_predictions_in_the_place_of_the_labelled_claims(self, tmp_path: Path) -> None:
        row = '{"id": "1", "claim": "Minsk is big", "evidence": "Minsk is big.", "label": "supports"}\n'
        (tmp_path / "data.jsonl").write_text(row)
        told(verify("eval", "data.jsonl", "--predictions", "data.jsonl", cwd=tmp_path), 2, "data.jsonl", "another name")
        assert (tmp_path / "data.jsonl").read_text() == row

    def test_predictions_that_cannot_be_written(self, tmp_path: Path) -> None:
        (tmp_path / "data.jsonl").write_text('{"id": "1", "claim": "a b", "evidence": "a b", "label": "supports"}\n')
        told(verify("eval", "data.jsonl", "--predictions", "/dev/full", cwd=tmp_path), 2, "/dev/full")

    def test_an_index_that_may_not_be_made_there(self, own: Path) -> None:
        (own / "file").write_text("in the way")
        said = verify("index", "notes", "--index", "file/index", cwd=own)
        assert said.returncode in (2, 3)
        assert "file/index" in said.stderr
        assert "Traceback" not in said.stderr
