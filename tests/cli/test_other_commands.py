"""eval, rules and explain, and what the command says of itself."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from tests.cli.running import COMMAND, environment, rows, verify, words
from verifier import __version__
from verifier.cli.commands import app
from verifier.rules import RULES
from verifier.verdict import JUDGES

COMMANDS = sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]

LABELLED = [
    {
        "id": "1",
        "claim": "Belarus freed 250 prisoners.",
        "evidence": "Belarus freed 250 prisoners.",
        "label": "supports",
    },
    {
        "id": "2",
        "claim": "Belarus freed 205 prisoners.",
        "evidence": ["Belarus freed 250 prisoners."],
        "label": "refutes",
    },
    {"id": "3", "claim": "Penguins danced.", "evidence": "The harbour bridge opened.", "label": "nei"},
    {
        "id": "4",
        "claim": "The bridge opened yesterday.",
        "evidence": "The bridge opened on 18 March 2026.",
        "label": "supports",
        "published": "2026-03-19",
    },
]


class TestEval:
    @pytest.fixture
    def data(self, tmp_path: Path) -> Path:
        file = tmp_path / "data.jsonl"
        file.write_text("".join(json.dumps(row) + "\n" for row in LABELLED))
        return file

    def test_scores_are_printed(self, data: Path) -> None:
        said = verify("eval", "data.jsonl", cwd=data.parent)
        assert said.returncode == 0
        for figure in ("Accuracy", "False alarms", "Wrongly passed", "Calibration error"):
            assert re.search(rf"{figure} +\d\.\d\d\d", said.stdout)
        for label in ("supports", "refutes", "nei"):
            assert re.search(rf"^ *{label} +\d+ +\d+ +\d+ +\d+", said.stdout, re.M)

    def test_scores_as_json(self, data: Path) -> None:
        said = json.loads(verify("eval", "data.jsonl", "--format", "json", cwd=data.parent).stdout)
        assert said["scores"]["rows"] == 4
        assert said["scores"]["accuracy"] == 1.0
        assert said["scores"]["false_alarms"] == 0.0

    def test_predictions_are_written_a_line_each(self, data: Path) -> None:
        assert verify("eval", "data.jsonl", "--predictions", "out.jsonl", cwd=data.parent).returncode == 0
        said = rows((data.parent / "out.jsonl").read_text(), json.loads)
        assert [row["id"] for row in said] == ["1", "2", "3", "4"]
        assert [row["verdict"] for row in said] == ["supported", "conflicting", "unverified", "supported"]
        assert all(set(row["probabilities"]) == {"supports", "conflicts", "neutral"} for row in said)
        assert all(sum(row["probabilities"].values()) == pytest.approx(1, abs=0.001) for row in said)

    def test_no_index_is_made(self, data: Path) -> None:
        verify("eval", "data.jsonl", cwd=data.parent)
        assert [path.name for path in data.parent.iterdir()] == ["data.jsonl"]

    @pytest.mark.parametrize(
        ("text", "named"),
        [("", "no rows"), ('{"id": "1"}\n', "data.jsonl:1"), ("{broken\n", "data.jsonl:1"), ("\xff\n", "data.jsonl:1")],
    )
    def test_data_that_is_none_is_named(self, tmp_path: Path, text: str, named: str) -> None:
        (tmp_path / "data.jsonl").write_bytes(text.encode("latin-1"))
        said = verify("eval", "data.jsonl", cwd=tmp_path)
        assert said.returncode == 2
        assert named in said.stderr

    def test_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        said = verify("eval", "missing.jsonl", cwd=tmp_path)
        assert said.returncode == 2
        assert "missing.jsonl" in said.stderr


class TestRules:
    def test_every_rule_is_listed_with_what_it_reads(self, tmp_path: Path) -> None:
        said = words(verify("rules", cwd=tmp_path).stdout)
        for name, rule in JUDGES.items():
            assert f"{name} on {words(rule.SUMMARY)}" in said

    def test_a_rule_that_is_off_is_shown_so(self, tmp_path: Path) -> None:
        (tmp_path / "verifier.yaml").write_text("rules: {quantity: off}\n")
        said = json.loads(verify("rules", "--format", "json", cwd=tmp_path).stdout)
        assert {row["rule"]: row["state"] for row in said} == dict.fromkeys(JUDGES, "on") | {"quantity": "off"}

    def test_the_stance_model_can_be_switched_off(self, tmp_path: Path) -> None:
        (tmp_path / "note.md").write_text("The Eagle has landed, Armstrong said on the Moon.\n")
        said = verify(
            "The Eagle landed", "--ignore", "wording", "--against", "note.md", "--format", "json", cwd=tmp_path
        )
        assert "wording" not in said.stdout
        assert said.returncode == 0

    @pytest.mark.parametrize("rule", RULES)
    def test_each_is_explained_with_examples(self, tmp_path: Path, rule: str) -> None:
        said = json.loads(verify("explain", rule, "--format", "json", cwd=tmp_path).stdout)
        assert said["summary"] == RULES[rule].SUMMARY
        assert {example["outcome"] for example in said["examples"]} >= {"conflicts"}
        text = verify("explain", rule, cwd=tmp_path).stdout
        assert text.startswith(rule)
        assert "claim:" in text

    def test_a_rule_that_is_none_is_named_with_the_nearest(self, tmp_path: Path) -> None:
        said = verify("explain", "quantty", cwd=tmp_path)
        assert said.returncode == 2
        assert "did you mean 'quantity'" in said.stderr


class TestHelp:
    def test_the_command_shows_how_it_is_used(self, tmp_path: Path) -> None:
        said = verify("--help", cwd=tmp_path)
        assert said.returncode == 0
        assert 'verify "250 prisoners freed"' in said.stdout
        for part in ("--against", "--nearest", "--format", "--version", "index", "explain"):
            assert part in said.stdout

    def test_nothing_at_all_is_a_mistake_that_says_how_to_go_on(self, tmp_path: Path) -> None:
        said = verify(cwd=tmp_path)
        assert said.returncode == 2
        assert 'verify "250 prisoners freed"' in said.stderr

    @pytest.mark.parametrize("command", COMMANDS)
    def test_each_command_shows_examples(self, tmp_path: Path, command: str) -> None:
        said = verify(command, "--help", cwd=tmp_path)
        assert said.returncode == 0
        assert "Examples:" in said.stdout
        assert verify("--quiet", command, "--help", cwd=tmp_path).stdout == said.stdout

    def test_help_reads_well_in_a_narrow_terminal(self, tmp_path: Path) -> None:
        said = verify("--help", cwd=tmp_path, COLUMNS="60").stdout
        assert max(map(len, said.partition("Examples:")[0].splitlines())) <= 60

    def test_the_version(self, tmp_path: Path) -> None:
        assert verify("--version", cwd=tmp_path).stdout == f"verify {__version__}\n"

    def test_the_shell_completes_commands_and_options(self, tmp_path: Path) -> None:
        def complete(line: str) -> list[str]:
            asked = {"COMP_WORDS": line, "COMP_CWORD": str(len(line.split()) - 1)}
            return verify(cwd=tmp_path, _VERIFY_COMPLETE="complete_bash", **asked).stdout.split()

        assert complete("verify sta") == ["status"]
        assert complete("verify status --qui") == ["--quiet"]
        assert "--against" in complete("verify --ag")

    def test_the_shell_s_completion_can_be_shown(self, tmp_path: Path) -> None:
        said = verify("--show-completion", "bash", cwd=tmp_path, _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1")
        assert said.returncode == 0
        assert "_VERIFY_COMPLETE" in said.stdout


PROGRAMS = {
    "the console script": "from verifier.cli import main; main()",
    "the module": "import runpy; runpy.run_module('verifier', run_name='__main__')",
}


class TestCtrlC:
    @pytest.mark.parametrize("program", PROGRAMS.values(), ids=PROGRAMS)
    @pytest.mark.parametrize("imported", ["verifier.cli.commands", "msgspec", "typer", "verifier.checker", "numpy"])
    def test_while_modules_are_imported_it_ends_as_at_any_other_time(
        self, tmp_path: Path, program: str, imported: str
    ) -> None:
        stopping = (
            "import os, signal, sys\nsignal.signal(signal.SIGINT, signal.default_int_handler)\nclass Stopping:\n"
            f"    def find_spec(self, name, *_): name == {imported!r} and os.kill(os.getpid(), signal.SIGINT)\n"
            "sys.meta_path.insert(0, Stopping())\n"
        )
        (tmp_path / "note.txt").write_text("A note.")
        done = subprocess.run(
            [sys.executable, "-c", stopping + program, "A note", "--against", "note.txt"],
            cwd=tmp_path,
            env=environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stdout, done.stderr) == (130, "", "Stopped.\n")


class TestSpeed:
    HEAVY = {"torch", "transformers", "sentence_transformers"}
    SLOW = HEAVY | {"numpy", "faiss", "onnxruntime", "tokenizers", "trafilatura", "rich", "yaml"}

    def imported(self, *command: str, cwd: Path) -> set[str]:
        done = subprocess.run(
            [sys.executable, "-X", "importtime", *command], cwd=cwd, capture_output=True, env=environment(), check=False
        )
        lines = done.stderr.decode().splitlines()
        return {line.rpartition("|")[2].strip() for line in lines if line.startswith("import time:")}

    def test_help_imports_nothing_slow(self, tmp_path: Path) -> None:
        assert self.imported(*COMMAND[1:], "--help", cwd=tmp_path) & (self.SLOW - {"yaml"}) == set()

    def test_a_check_imports_nothing_that_takes_seconds(self, indexed: Path) -> None:
        imported = self.imported(*COMMAND[1:], "250 prisoners freed", cwd=indexed)
        assert imported & self.HEAVY == set()
        assert "onnxruntime" in imported

    def test_help_imports_little_more_than_typer(self, tmp_path: Path) -> None:
        """Modules are counted, not seconds: a slow machine gives the same answer."""
        added = self.imported(*COMMAND[1:], "--help", cwd=tmp_path) - self.imported("-c", "import typer", cwd=tmp_path)
        assert len(added) < 100, sorted(added)
