"""A disk that is full, broken or read-only: a clear error, exit code 2 or 3, and an index that is as it was, or done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.commands import Commands, Ended, Fault, needs_shim
from tests.faults.held import AFTER, BEFORE, again, held, newsroom, sample

pytestmark = needs_shim

FAULTS = {"full": Fault.full, "broken": Fault.broken, "unreadable": Fault.unreadable}
WORDS = ("disk", "Input/output error", "No space left")
"""One of which an error must say, so that a person looks at the disk."""

COMMANDS = {
    "index": ("index", "--prune"),
    "rebuild": ("index", "--rebuild"),
    "remove": ("remove", "notes/mill.txt"),
    "check": ("The mill employs 230 people",),
    "status": ("status", "--check"),
    "batch": ("batch", "claims.txt", "-o", "r.csv"),
    "draft": ("draft", "draft.md"),
    "fix": ("draft", "--fix", "draft.md", "--no-cache"),
    "baseline": ("draft", "draft.md", "--baseline", "known.json", "--write-baseline"),
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, commands: Commands) -> Path:
    """A newsroom with an index of sources that have changed since, claims and a draft; a test begins with `again`."""
    folder = newsroom(tmp_path_factory.mktemp("newsroom") / "desk", BEFORE)
    (folder / "claims.txt").write_text("The mill employs 230 people\nThe mill employs 203 people\n")
    (folder / "draft.md").write_text("# The mill\n\nThe mill employs 203 people.\n")
    assert commands.run("index", cwd=folder).code == 0
    return newsroom(folder, AFTER)


def told(ended: Ended) -> None:
    """It said in a few lines what is wrong, and did not advise to throw a sound index away."""
    assert ended.code in (2, 3), f"{ended}"
    assert "Traceback" not in ended.err
    assert "--debug" not in ended.err, f"an error that is not the project's own: {ended.err}"
    assert len(ended.err.strip().splitlines()) <= 5  # one for each source that can not be read, too
    assert any(word in ended.err for word in WORDS), ended.err
    assert "--rebuild" not in ended.err


@pytest.mark.parametrize("name", FAULTS)
@pytest.mark.parametrize("command", COMMANDS)
def test_at_any_moment(desk: Path, commands: Commands, name: str, command: str) -> None:
    asked, fault = COMMANDS[command], FAULTS[name]
    counting = Fault.counting(desk) if name != "unreadable" else Fault.unreadable(desk, 10**9)
    fresh = again(desk)
    folder = next(fresh)
    sound = commands.run(*asked, cwd=folder, fault=counting)
    assert sound.code in (0, 1), sound.err
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    done = held(folder / ".verifier")
    for at in sample(1, 3, sound.count):
        folder = next(fresh)
        old = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
        ended = commands.run(*asked, cwd=folder, fault=fault(desk, at))
        if ended.code != sound.code:
            told(ended)
        for path in (path for path in folder.iterdir() if path.is_file() and not path.name.startswith(".")):
            assert path.read_bytes() in (old.get(path.name), before.get(path.name)), f"{path.name} is broken, {at}"
        ended = commands.run(*asked, cwd=folder)
        assert ended.code == sound.code or "not in the index" in ended.err  # what was removed before the disk was full
        assert held(folder / ".verifier") == done


@pytest.mark.parametrize("fault", [Fault.read_only, Fault.closed])
@pytest.mark.parametrize("command", COMMANDS)
def test_read_only(desk: Path, commands: Commands, command: str, fault: Callable[[Path], Fault]) -> None:
    """What only reads goes on, and what writes says that it can't."""
    folder = next(again(desk))
    ended = commands.run(*COMMANDS[command], cwd=folder, fault=fault(folder))
    if command in ("check", "draft", "status"):
        assert ended.code in (0, 1), ended.err
        assert ("the index is not up to date" in ended.err) == (command != "status")
    else:
        assert ended.code in (2, 3), ended
        assert "--debug" not in ended.err
        assert "--rebuild" not in ended.err


@pytest.fixture
def unmade(tmp_path: Path) -> Path:
    return newsroom(tmp_path / "desk", AFTER)


@pytest.mark.parametrize("fault", [Fault.full, Fault.broken, Fault.read_only])
def test_an_index_that_cannot_be_made(unmade: Path, commands: Commands, fault: Callable[[Path], Fault]) -> None:
    ended = commands.run("index", cwd=unmade, fault=fault(unmade))
    assert ended.code in (2, 3)
    assert "--debug" not in ended.err
    assert ".verifier" in ended.err
    assert commands.run("index", cwd=unmade).code == 0
    assert set(held(unmade / ".verifier")) == set(AFTER)
