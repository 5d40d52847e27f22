"""`action.yml` read, and its shell steps run as the runner would; steps that use other actions are left out."""

import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from tests.cli.running import ROOT

ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
WAIT = 300


class Run:
    """The shell steps of the action, one after another, in a workspace; what each wrote is kept."""

    def __init__(self, workspace: Path, scratch: Path, known: Mapping[str, str], **inputs: str) -> None:
        """`known` are expressions and their values beyond the inputs, such as a step's output."""
        self.workspace = workspace
        self._scratch = scratch
        self.known = dict(known)
        for name, declared in ACTION["inputs"].items():
            self.known[f"inputs.{name}"] = inputs.get(name.replace("-", "_"), declared.get("default", ""))
        self.log = ""
        self.code = 0

    def step(self, name: str) -> str:
        """Run the step of that name; what it printed."""
        step = next(step for step in STEPS if step["name"] == name)
        files = {kind: self._scratch / kind.lower() for kind in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        files["GITHUB_OUTPUT"].write_text("")
        script = self._scratch / "script.sh"
        script.write_text(step["run"])
        environment = {key: self.value(text) for key, text in step.get("env", {}).items()}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=self.workspace,
            env=os.environ
            | {"RUNNER_TEMP": str(self._scratch), "HOME": str(self._scratch)}
            | {kind: str(path) for kind, path in files.items()}
            | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=WAIT,
            check=False,
        )
        for line in files["GITHUB_OUTPUT"].read_text().splitlines():
            key, _, value = line.partition("=")
            self.known[f"steps.{step.get('id')}.outputs.{key}"] = value
        self.log, self.code = done.stdout, done.returncode
        return done.stdout

    def value(self, text: str) -> str:
        """A text with its expressions filled in."""
        return EXPRESSION.sub(lambda found: self.known[found[1]], text)

    @property
    def summary(self) -> str:
        """The job summary so far."""
        return (self._scratch / "github_step_summary").read_text(encoding="utf-8")


def without_stopped(log: str) -> list[str]:
    """The lines that the runner would look at for commands: none between a stop and the token that ends it."""
    lines, token = [], ""
    for line in log.splitlines():
        if token:
            token = "" if line == f"::{token}::" else token
        elif line.startswith("::stop-commands::"):
            token = line.removeprefix("::stop-commands::")
        else:
            lines.append(line)
    assert not token
    return lines
