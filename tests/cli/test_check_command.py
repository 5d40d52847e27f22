import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.cli.running import COMMAND, RECOUNT, RELEASE, desk, environment, rows, verify, verify_in_terminal, words

DISPUTED = "Belarus freed 250 political prisoners on 19 March 2026"
ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def test_a_claim_that_the_sources_bear_out(indexed: Path) -> None:
    said = verify("250 prisoners freed", cwd=indexed)
    assert said.returncode == 0
    assert said.stderr == ""
    shown = words(said.stdout)
    assert shown.startswith("250 prisoners freed Supported · confidence")
    assert "Supporting evidence" in shown
    assert "Conflicting evidence" not in shown
    assert "**freed 250 political prisoners** on Thursday" in shown
    assert "Belarus frees 250 political prisoners · Example Times · 19 March 2026" in shown
    assert "notes/release.md" in said.stdout.split()
    assert "https://example.org/belarus" in said.stdout.split()
    assert "claim: 250 prisoners · source: 250 political prisoners" in shown


def test_a_claim_that_conflicts(indexed: Path) -> None:
    said = verify("205 prisoners freed", cwd=indexed)
    assert said.returncode == 1
    assert "Conflicting evidence" in said.stdout
    assert "claim: 205 prisoners · source: 250 political prisoners" in words(said.stdout)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("Belarus freed prisoners on 18 March 2026", "conflicting"),
        ("Belarus freed prisoners on 19 March 2026", "supported"),
        ("Belarus freed prisoners on Thursday", "supported"),
        ("The harbour bridge is 450 metres long", "supported"),
        ("The harbour bridge is 300 metres long", "conflicting"),
        ("Penguins danced on the moon", "unverified"),
    ],
)
def test_verdicts(indexed: Path, claim: str, verdict: str) -> None:
    assert json.loads(verify(claim, "--format", "json", cwd=indexed).stdout)["verdict"] == verdict


def test_sources_that_disagree(tmp_path: Path) -> None:
    said = verify("Belarus freed 250 political prisoners", cwd=desk(tmp_path, release=RELEASE, recount=RECOUNT))
    assert said.returncode == 1
    assert said.stdout.index("Supporting evidence") < said.stdout.index("Conflicting evidence")
    assert "Mixed: the sources disagree" in said.stdout


def test_a_claim_that_the_sources_do_not_speak_of(indexed: Path) -> None:
    said = verify("Penguins danced on the moon", cwd=indexed)
    assert said.returncode == 0
    assert "\nUnverified: not enough evidence\n" in said.stdout
    assert "Nearest passages" not in said.stdout


def test_nearest_passages_are_shown_when_asked_for(indexed: Path) -> None:
    assert "Nearest passages" in verify("Penguins danced on the moon", "--nearest", cwd=indexed).stdout


@pytest.mark.parametrize(
    ("claim", "fail_on", "code"),
    [
        ("205 prisoners freed", "conflicting", 1),
        ("205 prisoners freed", "never", 0),
        ("Penguins danced on the moon", "unverified", 1),
        ("Penguins danced on the moon", "conflicting", 0),
        ("250 prisoners freed", "unverified", 0),
    ],
)
def test_which_verdicts_fail(indexed: Path, claim: str, fail_on: str, code: int) -> None:
    assert verify(claim, "--fail-on", fail_on, cwd=indexed).returncode == code


def test_the_configuration_says_what_fails_and_the_option_overrides_it(own: Path) -> None:
    (own / "verifier.yaml").write_text("corpus: [notes]\nfail_on: never\n")
    assert verify("205 prisoners freed", cwd=own).returncode == 0
    assert verify("205 prisoners freed", "--fail-on", "conflicting", cwd=own).returncode == 1


def test_words_without_quotation_marks_are_one_claim(indexed: Path) -> None:
    assert verify("250", "prisoners", "freed", cwd=indexed).stdout == verify("250 prisoners freed", cwd=indexed).stdout


@pytest.mark.parametrize("arguments", [["--", "status"], ["--quiet", "--", "status"]])
def test_a_claim_that_is_a_command_s_name_stands_behind_dashes(indexed: Path, arguments: list[str]) -> None:
    assert verify(*arguments, cwd=indexed).stdout.startswith("status\nUnverified")


def test_options_may_stand_before_the_claim_and_behind_it(indexed: Path) -> None:
    before = verify("--format", "jsonl", "-k", "2", "250 prisoners freed", cwd=indexed)
    behind = verify("250 prisoners freed", "-k", "2", "--format=jsonl", cwd=indexed)
    assert before.stdout == behind.stdout != ""


def test_a_rule_can_be_left_out(indexed: Path) -> None:
    said = verify("205 prisoners freed", "--ignore", "quantity", "--format", "json", cwd=indexed)
    assert json.loads(said.stdout)["verdict"] != "conflicting"
    assert said.returncode == 0


def test_the_configuration_switches_a_rule_off(own: Path) -> None:
    (own / "verifier.yaml").write_text("corpus: [notes]\nrules: {quantity: off}\n")
    assert verify("205 prisoners freed", cwd=own).returncode == 0


def test_a_verdict_below_the_least_confidence_is_unverified(indexed: Path) -> None:
    said = json.loads(verify("250 prisoners freed", "--min-confidence", "1", "--format", "json", cwd=indexed).stdout)
    assert said["verdict"] == "unverified"
    assert said["note"]


def test_k_limits_the_evidence(indexed: Path) -> None:
    assert len(json.loads(verify("prisoners", "-k", "1", "--format", "json", cwd=indexed).stdout)["evidence"]) == 1


def test_the_date_of_a_claim_says_what_yesterday_was(indexed: Path) -> None:
    claim = "Belarus freed 250 political prisoners yesterday"
    assert verify(claim, "--date", "2026-03-25", "--fail-on", "unverified", cwd=indexed).returncode == 1


def test_quiet_leaves_the_result_alone(indexed: Path) -> None:
    said = verify("250 prisoners freed", "--quiet", cwd=indexed)
    assert said.stdout == verify("250 prisoners freed", cwd=indexed).stdout
    assert said.stderr == ""


class TestMachineFormats:
    def test_json_holds_one_object_that_points_into_the_document(self, indexed: Path) -> None:
        said = json.loads(verify("205 prisoners freed", "--format", "json", cwd=indexed).stdout)
        evidence = said["evidence"][0]
        assert (said["claim"], said["verdict"]) == ("205 prisoners freed", "conflicting")
        assert evidence["source"] == {
            "title": "Belarus frees 250 political prisoners",
            "publisher": "Example Times",
            "published": "2026-03-19",
            "url": "https://example.org/belarus",
            "path": "notes/release.md",
        }
        finding = evidence["findings"][0]
        assert finding["claim"] == {"text": "205 prisoners", "start": 0, "end": 13}
        start = finding["source"]["start"] - evidence["start"]
        assert evidence["text"][start:].startswith(finding["source"]["text"])

    def test_the_same_question_gives_the_same_bytes(self, indexed: Path) -> None:
        first = verify("205 prisoners freed", "--format", "json", cwd=indexed).stdout
        assert first == verify("205 prisoners freed", "--format", "json", cwd=indexed).stdout

    def test_so_it_does_from_an_index_made_anew(self, own: Path, indexed: Path) -> None:
        first = verify("205 prisoners freed", "--format", "json", cwd=own).stdout
        assert verify("index", "--rebuild", cwd=own).returncode == 0
        assert verify("205 prisoners freed", "--format", "json", cwd=own).stdout == first
        assert verify("205 prisoners freed", "--format", "json", cwd=indexed).stdout == first

    def test_json_is_utf8_in_any_locale(self, indexed: Path) -> None:
        said = verify("Penguins in Łódź", "--format", "json", cwd=indexed, LC_ALL="C", PYTHONIOENCODING="latin-1")
        assert json.loads(said.stdout)["claim"] == "Penguins in Łódź"


class TestManyClaims:
    CLAIMS = "250 prisoners freed\n\n205 prisoners freed\r\n  \nPenguins danced on the moon"

    def test_each_line_of_standard_input_is_a_claim(self, indexed: Path) -> None:
        said = verify("-", "--format", "json", cwd=indexed, stdin=self.CLAIMS)
        assert [one["verdict"] for one in json.loads(said.stdout)] == ["supported", "conflicting", "unverified"]
        assert said.returncode == 1

    def test_one_line_is_an_array_too(self, indexed: Path) -> None:
        said = verify("-", "--format", "json", cwd=indexed, stdin="250 prisoners freed\n")
        assert len(json.loads(said.stdout)) == 1

    def test_json_lines_have_one_a_line(self, indexed: Path) -> None:
        said = verify("-", "--format", "jsonl", cwd=indexed, stdin=self.CLAIMS)
        assert [one["claim"] for one in rows(said.stdout, json.loads)] == [
            "250 prisoners freed",
            "205 prisoners freed",
            "Penguins danced on the moon",
        ]

    def test_text_shows_one_after_another(self, indexed: Path) -> None:
        said = verify("-", cwd=indexed, stdin=self.CLAIMS)
        assert re.findall(r"^(Supported|Conflicting|Unverified)(?: ·|:)", said.stdout, re.M) == [
            "Supported",
            "Conflicting",
            "Unverified",
        ]

    def test_a_bad_line_is_named_and_the_rest_is_checked(self, indexed: Path) -> None:
        said = verify("-", "--format", "jsonl", cwd=indexed, stdin="250 prisoners freed\n!?\n205 prisoners freed\n")
        assert said.returncode == 2
        assert len(said.stdout.splitlines()) == 2
        assert "line 2" in said.stderr


class TestAgainst:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        (tmp_path / "a.md").write_text(RELEASE)
        (tmp_path / "b.md").write_text(RECOUNT)
        return tmp_path

    def test_a_claim_too_long_for_the_name_of_a_file(self, folder: Path) -> None:
        said = verify("--against", "a.md", "Belarus freed 250 political prisoners" + " and again" * 40, cwd=folder)
        assert (said.returncode, said.stderr) == (0, "")

    @pytest.mark.parametrize(
        "arguments",
        [
            ["Belarus freed 250 political prisoners", "--against", "a.md", "b.md"],
            ["--against", "a.md", "b.md", "--", "Belarus freed 250 political prisoners"],
            ["--against", "a.md", "b.md", "--quiet", "Belarus freed 250 political prisoners"],
            ["--against", "a.md", "b.md", "Belarus freed 250 political prisoners"],
            ["--against=a.md", "--against=b.md", "Belarus freed 250 political prisoners"],
            ["Belarus freed 250 political prisoners", "--against", "."],
        ],
    )
    def test_the_named_files_alone_are_used(self, folder: Path, arguments: list[str]) -> None:
        said = verify(*arguments, cwd=folder)
        assert said.stderr == ""
        assert "Mixed" in said.stdout
        assert [path.name for path in sorted(folder.iterdir())] == ["a.md", "b.md"]

    def test_the_index_is_left_alone(self, own: Path) -> None:
        assert verify("250 prisoners freed", "--against", "notes/harbour.txt", cwd=own).returncode == 0
        assert not (own / ".verifier").exists()

    def test_a_file_that_is_not_there(self, folder: Path) -> None:
        said = verify("250 prisoners freed", "--against", "c.md", cwd=folder)
        assert said.returncode == 2
        assert "c.md" in said.stderr


class TestFollowingTheCorpus:
    def test_the_first_check_makes_the_index(self, own: Path) -> None:
        assert verify("250 prisoners freed", cwd=own).returncode == 0
        assert (own / ".verifier").is_dir()

    def test_changed_new_and_deleted_files_count_at_once(self, own: Path) -> None:
        assert verify("250 prisoners freed", cwd=own).returncode == 0
        (own / "notes" / "release.md").write_text(RELEASE.replace("250", "205"))
        assert verify("250 prisoners freed", cwd=own).returncode == 1
        (own / "notes" / "recount.md").write_text(RECOUNT.replace("248", "250"))
        assert "Mixed" in verify("Belarus freed 250 political prisoners", cwd=own).stdout
        (own / "notes" / "release.md").unlink()
        assert verify("250 prisoners freed", cwd=own).returncode == 0

    def test_it_works_from_a_folder_below(self, own: Path) -> None:
        (own / "deep" / "er").mkdir(parents=True)
        assert verify("250 prisoners freed", cwd=own / "deep" / "er").returncode == 0
        assert (own / ".verifier").is_dir()

    def test_an_unreadable_file_is_named_and_does_not_stop_the_check(self, own: Path) -> None:
        (own / "notes" / "broken.pdf").write_bytes(b"%PDF-1.7 broken")
        said = verify("250 prisoners freed", cwd=own)
        assert said.returncode == 0
        assert "broken.pdf" in said.stderr


class TestTerminals:
    def test_a_terminal_has_colour(self, indexed: Path) -> None:
        code, shown = verify_in_terminal("205 prisoners freed", cwd=indexed)
        assert code == 1
        assert "\x1b[1;31m" in shown
        assert "**" not in shown
        assert "250 political prisoners" in words(ESCAPE.sub("", shown))

    @pytest.mark.parametrize("how", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
    def test_no_colour_on_request(self, indexed: Path, how: dict[str, str]) -> None:
        _, shown = verify_in_terminal("205 prisoners freed", cwd=indexed, **how)
        assert "\x1b" not in shown
        assert "**freed 250 political prisoners**" in words(shown)

    def test_no_color_is_the_same(self, indexed: Path) -> None:
        _, shown = verify_in_terminal("205 prisoners freed", "--no-color", cwd=indexed)
        assert "\x1b" not in shown
        assert "**freed 250 political prisoners**" in words(shown)

    @pytest.mark.parametrize("columns", [40, 60, 100])
    def test_no_line_but_an_address_is_wider_than_the_terminal(self, indexed: Path, columns: int) -> None:
        _, shown = verify_in_terminal("205 prisoners freed", "--nearest", cwd=indexed, columns=columns)
        lines = ESCAPE.sub("", shown).splitlines()
        assert [line for line in lines if len(line) > columns and "://" not in line] == []

    def test_a_pipe_gets_plain_text(self, indexed: Path) -> None:
        assert "\x1b" not in verify("205 prisoners freed", "--nearest", cwd=indexed).stdout

    def test_a_reader_who_leaves_early_is_no_error(self, indexed: Path) -> None:
        reading, writing = os.pipe()
        os.close(reading)
        done = subprocess.run(
            [*COMMAND, "205 prisoners freed"],
            cwd=indexed,
            stdout=writing,
            stderr=subprocess.PIPE,
            env=environment(),
            check=False,
        )
        os.close(writing)
        assert done.stderr == b""
        assert done.returncode == 141

    def test_nothing_in_a_document_reaches_the_terminal_as_a_command(self, tmp_path: Path) -> None:
        text = "The \x1b[2Jharbour \x9b31mbridge \u202eis 450 metres\u202c long, [bold]they[/bold] said."
        folder = desk(tmp_path, bridge=text)
        verify("index", cwd=folder)
        code, shown = verify_in_terminal("The harbour bridge is 450 metres long", "--nearest", cwd=folder, NO_COLOR="1")
        assert code == 0
        assert all(character == "\n" or character.isprintable() for character in shown)
        assert "[bold]they[/bold]" in words(shown)
