"""The examples of docs/ci.md are valid where they can be used: by the schemas of GitHub, GitLab and pre-commit."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.cli.running import ROOT
from verifier import config

DOCUMENT = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")


def example(heading: str) -> str:
    """The first YAML block under a heading."""
    return re.findall(r"^```yaml\n(.*?)^```$", DOCUMENT.split(f"\n## {heading}\n")[1], re.M | re.S)[0]


def tool(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(Path(sys.executable).parent / name), *arguments], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(("heading", "schema"), [("GitHub", "vendor.github-workflows"), ("GitLab", "vendor.gitlab-ci")])
def test_pipelines(tmp_path: Path, heading: str, schema: str) -> None:
    file = tmp_path / "example.yml"
    file.write_text(example(heading))
    done = tool("check-jsonschema", "--builtin-schema", schema, str(file))
    assert done.returncode == 0, done.stdout


def test_the_workflow_gives_only_inputs_that_there_are() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    steps = yaml.safe_load(example("GitHub"))["jobs"]["facts"]["steps"]
    assert set(steps[1]["with"]) <= set(action["inputs"])


def test_pre_commit(tmp_path: Path) -> None:
    file = tmp_path / ".pre-commit-config.yaml"
    file.write_text(example("pre-commit"))
    assert tool("pre-commit", "validate-config", str(file)).returncode == 0
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    used = [hook["id"] for hook in yaml.safe_load(example("pre-commit"))["repos"][0]["hooks"]]
    assert used == [hook["id"] for hook in hooks]


def test_the_configuration(tmp_path: Path) -> None:
    file = tmp_path / "verifier.yaml"
    file.write_text(re.findall(r"^```yaml\n(.*?)^```$", DOCUMENT, re.M | re.S)[0])
    assert config.load(file).corpus == (tmp_path / "sources",)
