"""`verify batch` as a user runs it: what it reads, prints and writes, how it ends, and how it goes on."""

import csv
import io
import json
import os
import random
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.cli.running import COMMAND, environment, rows, verify, verify_in_terminal

CLAIMS = """\
- claim: 250 prisoners freed
  id: one
- claim: 205 prisoners freed
  expect: conflicting
- claim: Penguins danced on the moon
"""


@pytest.fixture
def claims(indexed: Path, tmp_path: Path) -> Path:
    file = tmp_path / "claims.yaml"
    file.write_text(CLAIMS)
    return file


def journals(folder: Path) -> list[Path]:
    return sorted((folder / ".verifier").glob("batches/*.journal"))


class TestOutput:
    def test_text_is_printed_claim_by_claim(self, indexed: Path, claims: Path) -> None:
        said = verify("batch", str(claims), cwd=indexed)
        assert said.returncode == 0, said.stderr
        assert "claims.yaml:3: conflicting" in said.stdout
        assert said.stdout.endswith("3 claims: 1 conflicting, 1 unverified, 1 supported. 1 of 1 as expected.\n")
        assert journals(indexed) == []

    def test_several_reports_at_once(self, indexed: Path, claims: Path, tmp_path: Path) -> None:
        names = ["r.html", "r.md", "r.csv", "r.json", "r.jsonl", "r.jsonld", "r.txt"]
        said = verify("batch", str(claims), *(f"-o{tmp_path / name}" for name in names), cwd=indexed)
        assert said.returncode == 0, said.stderr
        assert said.stdout == ""
        assert "Written: " in said.stderr
        assert all((tmp_path / name).stat().st_size > 100 for name in names)
        assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*names, "claims.yaml"])
        verdicts = [row["verdict"] for row in csv.DictReader(io.StringIO((tmp_path / "r.csv").read_text("utf-8")))]
        assert verdicts == ["supported", "conflicting", "unverified"]
        assert [one["verdict"] for one in json.loads((tmp_path / "r.json").read_text("utf-8"))] == verdicts
        assert "r.html#claim-2" in (tmp_path / "r.jsonld").read_text("utf-8")

    def test_standard_input_and_a_format(self, indexed: Path) -> None:
        said = verify(
            "batch", "-", "--format", "jsonl", cwd=indexed, stdin="250 prisoners freed\n205 prisoners freed\n"
        )
        assert [one["verdict"] for one in rows(said.stdout, json.loads)] == ["supported", "conflicting"]
        assert said.returncode == 1

    def test_verdicts_are_those_of_single_checks(self, indexed: Path, claims: Path) -> None:
        said = verify("batch", str(claims), "--format", "json", cwd=indexed)
        (first, *_) = json.loads(said.stdout)
        alone = json.loads(verify("250 prisoners freed", "--format", "json", cwd=indexed).stdout)
        assert {name: first[name] for name in alone} == alone

    def test_against_files_alone(self, tmp_path: Path, indexed: Path, claims: Path) -> None:
        said = verify("batch", str(claims), "--against", str(indexed / "notes" / "release.md"), cwd=tmp_path)
        assert said.returncode == 0, said.stderr
        assert [path.name for path in tmp_path.iterdir()] == ["claims.yaml"]

    def test_a_terminal_shows_how_far_it_is(self, indexed: Path, claims: Path, tmp_path: Path) -> None:
        _, shown = verify_in_terminal("batch", str(claims), "-o", str(tmp_path / "r.csv"), cwd=indexed, columns=120)
        assert "Checking" in shown
        assert "3/3" in shown


class TestEnds:
    def test_a_mismatch_is_listed_and_fails(self, indexed: Path, tmp_path: Path) -> None:
        (tmp_path / "t.yaml").write_text("- claim: 250 prisoners freed\n  expect: conflicting\n")
        said = verify(
            "batch", str(tmp_path / "t.yaml"), "-o", str(tmp_path / "r.csv"), "--fail-on", "never", cwd=indexed
        )
        assert said.returncode == 1
        assert "t.yaml:1: expected conflicting, is supported: 250 prisoners freed" in said.stderr

    def test_a_claim_that_needs_understanding_may_stay_open_but_not_turn_round(
        self, indexed: Path, tmp_path: Path
    ) -> None:
        file, needs = tmp_path / "t.yaml", "\n  needs: stance\n"
        file.write_text(f"- claim: The harbour bridge was painted\n  expect: supported{needs}")
        said = verify("batch", str(file), "--format", "jsonl", cwd=indexed)
        assert said.returncode == 0
        row = json.loads(said.stdout)
        assert (row["verdict"], row["needs"], row["as_expected"]) == ("unverified", "stance", True)
        file.write_text(f"- claim: 205 prisoners freed\n  expect: supported{needs}")
        said = verify("batch", str(file), cwd=indexed)
        assert said.returncode == 1
        assert "t.yaml:1: expected supported, is conflicting" in said.stdout

    def test_a_reader_who_leaves_early_is_no_error_and_resume_goes_on(self, own: Path, claims: Path) -> None:
        reading, writing = os.pipe()
        os.close(reading)
        arguments = ("batch", str(claims), "--format", "jsonl", "--quiet")
        done = subprocess.run(
            [*COMMAND, *arguments], cwd=own, stdout=writing, stderr=subprocess.PIPE, env=environment(), check=False
        )
        os.close(writing)
        assert (done.returncode, done.stderr) == (141, b"")
        assert len(journals(own)) == 1
        said = verify(*arguments, "--resume", cwd=own)
        assert len(said.stdout.splitlines()) == 3
        assert journals(own) == []

    def test_what_is_not_expected_fails_as_a_single_check_does(self, indexed: Path, tmp_path: Path) -> None:
        (tmp_path / "t.txt").write_text("205 prisoners freed\n")
        assert verify("batch", str(tmp_path / "t.txt"), cwd=indexed).returncode == 1
        assert verify("batch", str(tmp_path / "t.txt"), "--fail-on", "never", cwd=indexed).returncode == 0

    def test_a_bad_row_is_named_the_rest_is_checked_and_resume_does_the_mended_one(
        self, own: Path, tmp_path: Path
    ) -> None:
        file = tmp_path / "t.csv"
        file.write_text("claim,date\n250 prisoners freed,\n205 prisoners freed,soon\n")
        said = verify("batch", str(file), "--format", "jsonl", cwd=own)
        assert said.returncode == 2
        assert "t.csv:3: date: 'soon' is not a date" in said.stderr
        assert len(said.stdout.splitlines()) == 1
        assert len(journals(own)) == 1
        file.write_text("claim,date\n250 prisoners freed,\n205 prisoners freed,2026-03-20\n")
        said = verify("batch", str(file), "--format", "jsonl", "--resume", cwd=own)
        assert said.returncode == 1
        assert "1 of 2 claims were checked before." in said.stderr
        assert len(said.stdout.splitlines()) == 2
        assert journals(own) == []

    @pytest.mark.parametrize(
        ("arguments", "problem"),
        [
            (["none.yaml"], "none.yaml: cannot be read"),
            (["claims.yaml", "-o", "r.docx"], "r.docx: the ending says no format"),
            (["claims.yaml", "-o", "r.csv", "--format", "html"], "r.csv: is csv by its ending, and --format says html"),
            (["claims.yaml", "-o", "none/r.csv"], "there is no folder"),
            (["claims.yaml", "-o", "."], "the ending says no format"),
            (["claims.yaml", "-o", "r.csv", "-o", "r.csv"], "is named twice"),
            (["claims.json", "-o", "claims.json"], "is the claim file itself"),
            (["claims.yaml", "--ignore", "quantty"], "did you mean 'quantity'?"),
        ],
    )
    def test_what_is_wrong_is_said_before_anything_is_checked(
        self, indexed: Path, claims: Path, arguments: list[str], problem: str
    ) -> None:
        (claims.parent / "claims.json").write_text('["250 prisoners freed"]')
        said = verify("batch", *arguments, "--index", str(indexed / ".verifier"), cwd=claims.parent)
        assert said.returncode == 2
        assert problem in said.stderr
        assert said.stdout == ""
        assert "Traceback" not in said.stderr
        assert (claims.parent / "claims.json").read_text() == '["250 prisoners freed"]'

    @pytest.mark.parametrize(
        ("arguments", "problem"),
        [
            (["../claims.txt", "-o", "notes/report.md"], "notes/report.md: would stand among the sources"),
            (
                ["../claims.txt", "--against", "../n.md", "-o", "../n.md"],
                "../n.md: would stand among the sources (../n.md)",
            ),
            (["../claims.txt", "--against", "..", "-o", "r.html"], "r.html: would stand among the sources (..)"),
            (["../claims.txt", "--against", ".."], "../claims.txt: stands among the sources (..)"),
        ],
    )
    def test_no_claim_and_no_report_becomes_a_source(self, own: Path, arguments: list[str], problem: str) -> None:
        (own.parent / "claims.txt").write_text("250 prisoners freed\n")
        (own.parent / "n.md").write_text("Nothing of the kind.\n")
        before = sorted(own.parent.rglob("*"))
        said = verify("batch", *arguments, cwd=own)
        assert (said.returncode, said.stdout) == (2, "")
        assert problem in said.stderr
        assert sorted(own.parent.rglob("*")) == before
        assert (own.parent / "n.md").read_text() == "Nothing of the kind.\n"

    def test_what_the_sources_do_not_read_may_stand_there(self, own: Path) -> None:
        (own / "notes" / ".hidden").mkdir()
        reports = ["notes/r.csv", "notes/.hidden/r.md", "r.md"]
        said = verify("batch", "-", *(f"-o{report}" for report in reports), cwd=own, stdin="250 prisoners freed\n")
        assert said.returncode == 0, said.stderr
        assert all((own / report).exists() for report in reports)

    def test_a_report_that_was_there_stays_until_the_new_one_is_whole(self, own: Path, tmp_path: Path) -> None:
        (tmp_path / "r.csv").write_text("old")
        (tmp_path / "t.txt").write_text("250 prisoners freed\n")
        assert verify("batch", str(tmp_path / "t.txt"), "-o", str(tmp_path / "r.csv"), cwd=own).returncode == 0
        assert (tmp_path / "r.csv").read_text().startswith("line,id,claim")


def test_killed_at_random_moments_it_goes_on_to_the_same_report(own: Path, tmp_path: Path) -> None:
    """kill -9 of the whole command, again and again: the report in the end is that of a run without a stop."""
    file, total = tmp_path / "many.txt", 150
    file.write_text("".join(f"{100 + number} prisoners freed\n" for number in range(total)))
    straight = verify("batch", str(file), "--format", "jsonl", cwd=own).stdout
    chance = random.Random(3)
    kept = killed = 0
    while killed < 3:
        process = subprocess.Popen(
            [*COMMAND, "batch", str(file), "--resume", "-o", str(tmp_path / "r.jsonl")],
            cwd=own,
            env=environment(),
            stderr=subprocess.DEVNULL,
        )
        grown = kept
        while process.poll() is None and grown <= kept:  # past the start, that it is killed while it checks
            time.sleep(0.01)
            grown = sum(path.stat().st_size for path in journals(own))
        time.sleep(chance.uniform(0, 0.1))
        process.send_signal(signal.SIGKILL)
        if process.wait() == 0 or process.returncode == 1:
            break
        killed += 1
        held = sum(path.stat().st_size for path in journals(own))
        assert held >= kept
        kept = held
        assert not (tmp_path / "r.jsonl").exists()
    assert killed
    said = verify("batch", str(file), "--resume", "-o", str(tmp_path / "r.jsonl"), cwd=own)
    assert said.returncode == 1
    assert f"of {total} claims were checked before." in said.stderr
    assert (tmp_path / "r.jsonl").read_text("utf-8") == straight
    assert journals(own) == []
