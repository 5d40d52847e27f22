"""The composite action: what it declares is used and there, and its shell steps do what they should with any input."""

import json
import os
import re
import shlex
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ci.action import ACTION, EXPRESSION, STEPS, Run, without_stopped
from tests.cli.running import COMMAND, ROOT, desk
from verifier.index import model

TEXT = (ROOT / "action.yml").read_text(encoding="utf-8")
USED = EXPRESSION.findall(TEXT)


def tool(name: str) -> str:
    return str(Path(sys.executable).parent / name)


def test_it_is_valid() -> None:
    done = subprocess.run(
        [tool("check-jsonschema"), "--builtin-schema", "vendor.github-actions", str(ROOT / "action.yml")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_every_input_is_described_and_used_and_no_other_is() -> None:
    used = {name for expression in USED for name in re.findall(r"inputs\.([\w-]+)", expression)}
    assert used == set(ACTION["inputs"])
    assert all(declared["description"] for declared in ACTION["inputs"].values())
    assert all("default" in declared or declared["required"] for declared in ACTION["inputs"].values())


def test_every_output_that_is_referred_to_is_there() -> None:
    written = {
        (step["id"], name)
        for step in STEPS
        if "run" in step and "id" in step
        for name in re.findall(r'"([\w-]+)=[^"]*"(?: >> "\$GITHUB_OUTPUT"|$)', step["run"], re.M)
        + re.findall(r'echo "([\w-]+)=', step["run"])
    }
    written.add(("python", "python-path"))  # of actions/setup-python
    referred = {pair for expression in USED for pair in re.findall(r"steps\.([\w-]+)\.outputs\.([\w-]+)", expression)}
    assert referred <= written
    ids = [step.get("id") for step in STEPS]
    for number, step in enumerate(STEPS):
        assert set(re.findall(r"steps\.([\w-]+)\.", str(step))) <= set(ids[:number])


def test_no_script_holds_an_expression() -> None:
    assert [step["name"] for step in STEPS if "${{" in step.get("run", "")] == []


@pytest.mark.parametrize("step", [step for step in STEPS if "run" in step], ids=lambda step: step["name"])
def test_scripts_are_sound(step) -> None:
    done = subprocess.run(
        [tool("shellcheck"), "--shell=bash", "-"], input=step["run"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_every_other_action_is_of_a_version() -> None:
    assert all(re.fullmatch(r"[\w-]+/[\w/-]+@v\d+", step["uses"]) for step in STEPS if "uses" in step)


SAYS = """\
#!/usr/bin/env python3
import json, os, sys
with open(os.environ["SEEN"], "a") as seen:
    seen.write(json.dumps(sys.argv[1:]) + "\\n")
form = [word for word in sys.argv if word.startswith("--format=")][0].removeprefix("--format=")
sys.stderr.write("Warning: ##[add-path]/tmp\\n::error::from a message\\n")
print({"sarif": "{}", "github": "::error file=a::wrong", "summary": "## wrong"}[form])
sys.exit(int(os.environ["SAYS"]))
"""
"""In the place of `verify`: it notes its arguments, prints a command in a message, and exits as it is told."""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Makes a run of the action in a repository with two drafts, with a stand-in for the installed command."""
    workspace, scratch, home = tmp_path / "workspace", tmp_path / "scratch", tmp_path / "home"
    scratch.mkdir()
    (workspace / "articles" / "deep").mkdir(parents=True)
    for name in ("articles/one.md", "articles/deep/two words.md", "articles/picture.png", "notes.md"):
        (workspace / name).write_text("x\n")
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "x"]):
        subprocess.run([*git, *command], cwd=workspace, check=True)
    binaries = home / "venv" / "bin"
    binaries.mkdir(parents=True)
    (binaries / "python").symlink_to(sys.executable)
    (binaries / "verify").write_text(SAYS)
    (binaries / "verify").chmod(stat.S_IRWXU)
    monkeypatch.setenv("SEEN", str(tmp_path / "seen"))

    def start(says: int = 0, **inputs: str) -> Run:
        monkeypatch.setenv("SAYS", str(says))
        return Run(workspace, scratch, {"steps.keys.outputs.home": str(home)}, **inputs)

    return start


def seen() -> list[list[str]]:
    file = Path(os.environ["SEEN"])
    return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


def test_it_checks_the_files_that_the_patterns_match(run) -> None:
    made = run(files="articles/**/*.md\n\nnotes.md\n")
    made.step("Check the drafts")
    assert made.code == 0
    assert seen()[0] == [
        "draft", "--quiet", "--no-color", "--index=.verifier", "--format=sarif", "--",
        "articles/deep/two words.md", "articles/one.md", "notes.md",
    ]  # fmt: skip


def test_inputs_become_options(run) -> None:
    made = run(
        files="notes.md",
        config="a b.yaml",
        baseline="old.json",
        changed_since="HEAD~1",
        fail_on="never",
        min_confidence="0.9",
        options="--ignore=wording\n--date=2026-03-20\n",
    )
    made.step("Check the drafts")
    assert {"--config=a b.yaml", "--baseline=old.json", "--changed-since=HEAD~1", "--fail-on=never"} <= set(seen()[0])
    assert {"--min-confidence=0.9", "--ignore=wording", "--date=2026-03-20"} <= set(seen()[0])


@pytest.mark.parametrize(
    "text", ['"; touch hacked; "', "$(touch hacked)", "`touch hacked`", "'; touch hacked #", "&& touch hacked"]
)
def test_no_input_reaches_the_shell(run, text: str) -> None:
    names = [name.replace("-", "_") for name in ACTION["inputs"] if name != "files"]
    made = run(**dict.fromkeys(names, text), files=f"notes.md\n{text}")
    made.step("Check the drafts")
    assert made.code == 0
    assert not (made.workspace / "hacked").exists()
    assert f"--config={text}" in seen()[0]


def test_nothing_to_check_is_an_error(run) -> None:
    made = run(files="nowhere/*.md")
    assert "nothing was checked" in made.step("Check the drafts")
    assert made.code == 2
    assert seen() == []


@pytest.mark.parametrize("says", [0, 1])
def test_it_annotates_summarises_and_says_what_came_out(run, says: int) -> None:
    made = run(says=says, files="notes.md")
    log = made.step("Check the drafts")
    assert made.code == 0
    assert without_stopped(log) == ["::error file=a::wrong"]
    assert made.summary == "## wrong\n"
    assert Path(made.value(ACTION["outputs"]["sarif"]["value"])).read_text() == "{}\n"
    assert made.value(ACTION["outputs"]["exit-code"]["value"]) == str(says)
    made.step("Fail where something conflicts")
    assert made.code == says


def test_a_wrong_configuration_ends_the_job(run) -> None:
    made = run(says=2, files="notes.md")
    log = made.step("Check the drafts")
    assert made.code == 2
    assert "from a message" in log
    assert len(without_stopped(log)) == 1
    assert "could not be checked" in without_stopped(log)[0]


def test_annotations_and_summary_can_be_left_out(run) -> None:
    made = run(says=1, files="notes.md", annotate="false", summary="false")
    assert without_stopped(made.step("Check the drafts")) == []
    assert [words[4] for words in seen()] == ["--format=sarif"]


def test_the_keys_of_the_cache_follow_what_is_cached(run) -> None:
    known = {"steps.python.outputs.python-path": sys.executable, "github.action_path": str(ROOT)}
    made = run(files="x")
    made.known |= known
    made.step("Choose what is cached")
    assert made.code == 0
    assert made.value("${{ steps.keys.outputs.home }}").endswith("/.cache/verify-draft")
    assert re.fullmatch(r"3\.\d+\.\d+-[0-9a-f]{16}", made.value("${{ steps.keys.outputs.program }}"))
    assert re.fullmatch(r"[0-9a-f]{40}", made.value("${{ steps.keys.outputs.tree }}"))


def test_the_documentation_lists_every_input_with_its_default() -> None:
    rows = re.findall(
        r"^\| `([\w-]+)` \| (?:`(.*?)`)? ?\|", (ROOT / "docs" / "ci.md").read_text(encoding="utf-8"), re.M
    )
    documented = {name: default for name, default in rows if name in ACTION["inputs"]}
    assert documented == {name: declared.get("default", "") for name, declared in ACTION["inputs"].items()}


def test_with_the_real_command(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An article with one wrong figure: annotated at its place, summarised, in the SARIF file, and the job fails."""
    made = run(files="articles/*.md")
    desk(made.workspace)
    (made.workspace / "articles" / "one.md").write_text("Belarus freed 205 political prisoners on 19 March 2026.\n")
    installed = tmp_path / "home" / "venv" / "bin" / "verify"
    installed.write_text(f'#!/bin/sh\nexec {shlex.join(COMMAND)} "$@"\n')
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    (tmp_path / "home" / "model").symlink_to(model.cache_folder())  # it need not be exported once more
    [annotation] = without_stopped(made.step("Check the drafts"))
    assert annotation.startswith("::error file=articles/one.md,line=1,endLine=1,col=15,endColumn=")
    assert "1 error in 1 claim of 1 draft" in made.summary
    results = json.loads(Path(made.value("${{ steps.check.outputs.sarif }}")).read_text())["runs"][0]["results"]
    assert [result["ruleId"] for result in results] == ["quantity"]
    made.step("Fail where something conflicts")
    assert made.code == 1
