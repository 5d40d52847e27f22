"""kill -9 in the middle of any change of a file: what was there before or what was asked for, and the next run ends the work."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.faults.commands import Commands, Fault, needs_shim
from tests.faults.held import AFTER, BEFORE, again, held, newsroom, sample

pytestmark = needs_shim

KILLED = -9
CLAIMS = "".join(f"The mill employs {number} people\n" for number in range(220, 232))


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory, commands: Commands) -> Path:
    """A newsroom whose sources have changed since they were indexed; a test begins with `again`."""
    folder = newsroom(tmp_path_factory.mktemp("newsroom") / "desk", BEFORE)
    assert commands.run("index", cwd=folder).code == 0
    return newsroom(folder, AFTER)


def wholes(files: dict[str, str], commands: Commands, folder: Path) -> dict[str, list[str]]:
    """What an index of these files holds."""
    assert commands.run("index", cwd=newsroom(folder, files)).code == 0
    return held(folder / ".verifier")


class TestIndex:
    @pytest.fixture(scope="class")
    @classmethod
    def states(cls, tmp_path_factory: pytest.TempPathFactory, commands: Commands) -> list[dict[str, list[str]]]:
        places = [tmp_path_factory.mktemp("whole") / name for name in ("before", "after")]
        return [wholes(files, commands, place) for files, place in zip((BEFORE, AFTER), places, strict=True)]

    def test_an_update(self, indexed: Path, commands: Commands, states: list[dict[str, list[str]]]) -> None:
        before, after = states
        fresh = again(indexed)
        changes = commands.run("index", "--prune", cwd=next(fresh), fault=Fault.counting(indexed)).count
        seen = set()
        for at in sample(1, 20, changes):
            folder = next(fresh)
            killed = commands.run("index", "--prune", cwd=folder, fault=Fault.kill(indexed, at))
            assert killed.code == KILLED
            found = held(folder / ".verifier")
            for name, texts in found.items():
                assert texts in (before.get(name), after.get(name)), f"{name} is there in part, change {at}"
            assert set(before) & set(after) <= set(found), f"a file is lost, change {at}"
            seen.add(str(found))
            assert commands.run("index", "--prune", cwd=folder).code == 0
            assert held(folder / ".verifier") == after
        assert {str(before), str(after)} <= seen, "no process was killed early, or none late"

    def test_the_first_one(self, tmp_path: Path, commands: Commands, states: list[dict[str, list[str]]]) -> None:
        _, after = states
        fresh = again(newsroom(tmp_path / "desk", AFTER))
        changes = commands.run("index", cwd=next(fresh), fault=Fault.counting(tmp_path)).count
        for at in sample(2, 8, changes):
            folder = next(fresh)
            assert commands.run("index", cwd=folder, fault=Fault.kill(tmp_path, at)).code == KILLED
            assert commands.run("The mill employs 230 people", cwd=folder).code == 0
            assert held(folder / ".verifier") == after

    def test_one_that_begins_anew(self, indexed: Path, commands: Commands, states: list[dict[str, list[str]]]) -> None:
        _, after = states
        fresh = again(indexed)
        changes = commands.run("index", "--rebuild", cwd=next(fresh), fault=Fault.counting(indexed)).count
        for at in sample(3, 8, changes):
            folder = next(fresh)
            assert commands.run("index", "--rebuild", cwd=folder, fault=Fault.kill(indexed, at)).code == KILLED
            assert commands.run("index", "--prune", cwd=folder).code == 0
            assert held(folder / ".verifier") == after

    def test_at_random_times(self, indexed: Path, commands: Commands, states: list[dict[str, list[str]]]) -> None:
        before, after = states
        chance = random.Random(4)
        folder = next(again(indexed))
        for version in (AFTER, BEFORE) * 5:
            newsroom(folder, version)
            commands.run("index", "--prune", cwd=folder, kill_after=chance.uniform(0.02, 0.25))
            for name, texts in held(folder / ".verifier").items():
                assert texts in (before.get(name), after.get(name))
        assert commands.run("index", "--prune", cwd=newsroom(folder, AFTER)).code == 0
        assert held(folder / ".verifier") == after


def test_remove(tmp_path: Path, commands: Commands) -> None:
    template = newsroom(tmp_path / "desk", BEFORE)
    (template / "verifier.yaml").write_text("index: .verifier\n")  # no corpus, which a check would index again
    assert commands.run("index", "notes", cwd=template).code == 0
    fresh = again(template)
    folder = next(fresh)
    asked = ("remove", str(template / "notes" / "ferry.md"), str(template / "notes" / "mill.txt"))
    before = held(folder / ".verifier")
    changes = commands.run(*asked, cwd=folder, fault=Fault.counting(tmp_path)).count
    after = held(folder / ".verifier")
    assert (set(before), set(after)) == ({"census", "ferry", "mill"}, {"census"})
    for at in sample(5, 10, changes):
        folder = next(fresh)
        assert commands.run(*asked, cwd=folder, fault=Fault.kill(tmp_path, at)).code == KILLED
        found = held(folder / ".verifier")
        assert found in (before, after)
        assert commands.run(*asked, cwd=folder).code == (0 if found == before else 2)  # 2: not in the index
        assert held(folder / ".verifier") == after


def test_batch(tmp_path: Path, commands: Commands) -> None:
    template = newsroom(tmp_path / "desk", BEFORE)
    (template / "claims.txt").write_text(CLAIMS)
    assert commands.run("index", cwd=template).code == 0
    reports = ("r.csv", "r.json")
    asked = ("batch", "claims.txt", "--resume", *(f"-o{name}" for name in reports))
    fresh = again(template)
    folder = next(fresh)
    straight = commands.run(*asked, cwd=folder, fault=Fault.counting(tmp_path))
    assert straight.code == 1, straight.err
    whole = {name: (folder / name).read_bytes() for name in reports}
    kept = set()
    for at in sample(6, 12, straight.count):
        folder = next(fresh)
        assert commands.run(*asked, cwd=folder, fault=Fault.kill(tmp_path, at)).code == KILLED
        for name in reports:
            assert not (folder / name).exists() or (folder / name).read_bytes() == whole[name]
        ended = commands.run(*asked, cwd=folder)
        assert ended.code == 1
        kept.add(ended.err.split(" claims were checked before")[0] if "before" in ended.err else "none")
        assert {name: (folder / name).read_bytes() for name in reports} == whole
        assert not list((folder / ".verifier").glob("batches/*.journal"))
    assert len(kept) > 2, "no verdict was kept"


def test_a_draft_that_is_corrected_is_the_old_one_or_the_new_one(tmp_path: Path, commands: Commands) -> None:
    template = newsroom(tmp_path / "desk", BEFORE)
    draft = "# The mill\n\nThe mill employs 203 people.\n"
    (template / "draft.md").write_text(draft)
    assert commands.run("index", cwd=template).code == 0
    fresh = again(template)
    folder = next(fresh)
    changes = commands.run("draft", "--fix", "draft.md", cwd=folder, fault=Fault.counting(tmp_path)).count
    fixed = (folder / "draft.md").read_text()
    assert fixed == draft.replace("203", "230")
    for at in sample(7, 6, changes):
        folder = next(fresh)
        assert commands.run("draft", "--fix", "draft.md", cwd=folder, fault=Fault.kill(tmp_path, at)).code == KILLED
        assert (folder / "draft.md").read_text() in (draft, fixed)
        assert commands.run("draft", "--fix", "draft.md", cwd=folder).code == 0
        assert (folder / "draft.md").read_text() == fixed
