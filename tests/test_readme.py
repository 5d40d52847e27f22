"""The README is true: its commands run, its output is what is printed, and no command or option is missing from it."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.cli.running import ROOT, environment, verify
from verifier import config
from verifier.cli import batch, serve, shared
from verifier.cli.commands import app

README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.M | re.S)


def commands() -> list[str]:
    return [line for block in blocks("sh")[2:] for line in block.splitlines()]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the commands see of a checkout, with an index of its own."""
    folder = tmp_path_factory.mktemp("checkout")
    shutil.copytree(ROOT / "corpus", folder / "corpus")
    shutil.copytree(ROOT / "claims", folder / "claims")
    shutil.copy(ROOT / "pyproject.toml", folder)
    assert verify("index", cwd=folder).returncode == 0
    return folder


def test_the_first_two_blocks_are_the_two_commands() -> None:
    assert blocks("sh")[:2] == ['./dev verify "250 prisoners freed"\n', "./dev test\n"]


@pytest.mark.parametrize("command", commands())
def test_a_command_runs_as_written(checkout: Path, command: str) -> None:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        command, shell=True, cwd=checkout, env=environment(PATH=path), capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 1), done.stderr
    assert done.stdout or "index" in command


def test_the_output_shown_is_what_it_prints(checkout: Path) -> None:
    assert verify("250 prisoners freed", cwd=checkout).stdout == blocks("text")[0]


def test_every_command_and_option_is_there() -> None:
    import typer.main

    group = typer.main.get_command(app)
    names = [f"verify {name}" for name in group.commands]
    options = {name for each in (group, *group.commands.values()) for param in each.params for name in param.opts}
    names += [name for name in options if name.startswith("-")]
    assert [name for name in names if not re.search(rf"{re.escape(name)}(?![\w-])", README)] == []


def test_every_format_of_results_and_of_the_services_log_is_there() -> None:
    (said,) = [line for line in README.splitlines() if line.startswith("All take ")]
    assert f"`--format {'|'.join(shared.FORMATS)}`" in said
    assert f"`{'|'.join(form for form in batch.FORMATS if form not in shared.FORMATS)}`" in said
    assert f"of `serve` `{'|'.join(serve.FORMATS)}`" in said


def test_every_setting_is_there_with_its_default() -> None:
    shown = yaml.safe_load(blocks("yaml")[0])
    search = shown.pop("search")
    assert set(shown) | {"search", "collection"} == set(config.Config.__struct_fields__)  # `index` says the collection
    defaults = config.SearchSettings()
    assert search == {name: getattr(defaults, name) for name in defaults.__struct_fields__}
    assert (shown["embedder"], shown["fail_on"], shown["min_confidence"]) == ("fp32", "conflicting", 0.0)


def test_the_library_example_runs(checkout: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", blocks("python")[0]],
        cwd=checkout,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("conflicting ['Belarus freed 250")
