"""The hook as a newsroom has it: a real pre-commit in a real repository, installing this package as it is shipped."""

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import docx
import pytest
import yaml

from tests.cli.running import ROOT, desk, environment

SHIPPED = ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml", "verifier")
WAIT = 600

RIGHT = "# A release in Belarus\n\nBelarus freed 250 political prisoners on 19 March 2026.\n"
WRONG = "# A release in Belarus\n\nBelarus freed 205 political prisoners on 19 March 2026.\n"


def run(folder: Path, *command: str, **more: str) -> subprocess.CompletedProcess[str]:
    """A command in a folder, in an environment that needs no network.

    pip takes the dependencies that the hook's environment needs from the one that runs the tests, as it does the build's.
    """
    offline = {
        "PIP_NO_DEPS": "1",
        "PIP_NO_INDEX": "1",
        "PIP_NO_BUILD_ISOLATION": "0",  # named for what it does when it is off
        "PYTHONPATH": sysconfig.get_paths()["purelib"],
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "GIT_CONFIG_GLOBAL": os.devnull,
    }
    names = ("AUTHOR", "COMMITTER")
    author = {f"GIT_{who}_{what}": "desk@example.org" for who in names for what in ("NAME", "EMAIL")}
    return subprocess.run(
        command,
        cwd=folder,
        env=environment(**offline, **author, **more),
        capture_output=True,
        text=True,
        timeout=WAIT,
        check=False,
    )


def committed(folder: Path) -> str:
    """Make the folder a repository with all its files in one commit; the commit."""
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "x"]):
        done = run(folder, "git", *command)
        assert done.returncode == 0, done.stderr
    return run(folder, "git", "rev-parse", "HEAD").stdout.strip()


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with sources and an article, in which the hook is installed."""
    hooks = tmp_path_factory.mktemp("verifier")
    for name in SHIPPED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, hooks / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, hooks)
    revision = committed(hooks)
    folder = desk(tmp_path_factory.mktemp("newsroom"))
    (folder / "articles").mkdir()
    (folder / "articles" / "release.md").write_text(RIGHT)
    (folder / ".gitignore").write_text(".verifier/\n")
    hook = {"id": "verify-draft", "files": "^articles/"}
    configured = {"repos": [{"repo": str(hooks), "rev": revision, "hooks": [hook]}]}
    (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(configured))
    committed(folder)
    home = {"PRE_COMMIT_HOME": str(tmp_path_factory.mktemp("pre-commit"))}
    done = run(folder, "pre-commit", "install", "--install-hooks", **home)
    assert done.returncode == 0, done.stdout + done.stderr
    (folder / "home").write_text(home["PRE_COMMIT_HOME"])
    return folder


def commit(newsroom: Path, text: str) -> subprocess.CompletedProcess[str]:
    """What `git commit` says to the article with this text."""
    (newsroom / "articles" / "release.md").write_text(text)
    run(newsroom, "git", "add", "articles")
    return run(newsroom, "git", "commit", "-m", "y", PRE_COMMIT_HOME=(newsroom / "home").read_text())


def test_the_manifest_is_valid() -> None:
    assert run(ROOT, "pre-commit", "validate-manifest", ".pre-commit-hooks.yaml").returncode == 0


def test_a_wrong_figure_stops_the_commit_and_the_right_one_does_not(newsroom: Path) -> None:
    done = commit(newsroom, WRONG)
    assert done.returncode == 1
    assert "articles/release.md:3:" in done.stdout + done.stderr
    assert "250 political prisoners" in done.stdout + done.stderr
    done = commit(newsroom, RIGHT + "\nThe harbour bridge is 450 metres long.\n")
    assert done.returncode == 0, done.stdout + done.stderr


def test_other_files_are_not_looked_at(newsroom: Path) -> None:
    (newsroom / "other.md").write_text(WRONG)
    run(newsroom, "git", "add", "other.md")
    done = run(newsroom, "git", "commit", "-m", "z", PRE_COMMIT_HOME=(newsroom / "home").read_text())
    assert done.returncode == 0
    assert "(no files to check)Skipped" in done.stderr + done.stdout


def test_a_word_file_is_checked_and_a_picture_is_not(newsroom: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Belarus freed 205 political prisoners on 19 March 2026.")
    document.save(str(newsroom / "articles" / "release.DOCX"))
    (newsroom / "articles" / "map.png").write_bytes(b"\x89PNG\r\n\x1a\n\0")
    done = commit(newsroom, RIGHT)
    run(newsroom, "git", "rm", "-qf", "articles/release.DOCX", "articles/map.png")
    assert done.returncode == 1
    assert "articles/release.DOCX:1:" in done.stdout + done.stderr
    assert "map.png" not in done.stdout + done.stderr
