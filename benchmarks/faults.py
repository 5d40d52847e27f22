"""kill -9 at random moments of `index`, `remove`, `batch` and the first export of the model, 200 times each.

Every command is the real one with the real model, forked from a process that has imported everything, so that the moments fall
into the work and not into imports; the export runs in such a fork too. After each kill the index is opened and examined: of
every file it holds what it held before or all that is in it now, SQLite's and FTS5's own checks find nothing, and the same
command run again ends the work. Linux with a C compiler.

    python benchmarks/faults.py [--kills 200] [--seed 1] [index|remove|batch|export …]
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.faults.commands import Commands, serving
from tests.faults.held import AFTER, BEFORE, again, held, newsroom

KILLED = -signal.SIGKILL
NOTES = {f"note{number}": f"Mill number {number} employs {200 + number} people.\n" for number in range(20)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="*", choices=[[], *KINDS], default=[])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    for what in given.what or KINDS:
        started = time.monotonic()
        with tempfile.TemporaryDirectory() as scratch:
            counted = KINDS[what](Path(scratch), given.kills, random.Random(given.seed))
        counts = ", ".join(f"{number} {outcome}" for outcome, number in sorted(counted.items()))
        print(f"{what}: {counts}; none lost, in {time.monotonic() - started:.0f} s", flush=True)


def index(scratch: Path, kills: int, chance: random.Random) -> Counter[str]:
    """An update in which files change, come and go."""
    with serving(scratch, real=True) as commands:
        states = []
        for name, files in (("before", BEFORE), ("after", AFTER)):
            folder = newsroom(scratch / name, NOTES | files)
            assert commands.run("index", cwd=folder).code == 0
            states.append(held(folder / ".verifier"))
        before, after = states
        desk = newsroom(scratch / "desk", NOTES | BEFORE)
        assert commands.run("index", cwd=desk).code == 0
        newsroom(desk, NOTES | AFTER)

        def check(folder: Path) -> str:
            found = held(folder / ".verifier")
            for name, texts in found.items():
                assert texts in (before.get(name), after.get(name)), f"{name} is there in part"
            return {str(before): "as before", str(after): "done"}.get(str(found), "half of the files done")

        def end(folder: Path) -> None:
            assert commands.run("index", "--prune", cwd=folder).code == 0
            assert held(folder / ".verifier") == after

        return killed(commands, again(desk).__next__, ("index", "--prune"), kills, chance, check, end)


def remove(scratch: Path, kills: int, chance: random.Random) -> Counter[str]:
    """Two files are taken out."""
    with serving(scratch, real=True) as commands:
        desk = newsroom(scratch / "desk", NOTES | BEFORE)
        (desk / "verifier.yaml").write_text("index: .verifier\n")
        assert commands.run("index", "notes", cwd=desk).code == 0
        asked = ("remove", str(desk / "notes" / "ferry.md"), str(desk / "notes" / "mill.txt"))
        whole = held(desk / ".verifier")
        less = {name: texts for name, texts in whole.items() if name not in ("ferry", "mill")}

        def check(folder: Path) -> str:
            found = held(folder / ".verifier")
            assert found in (whole, less)
            return "as before" if found == whole else "done"

        def end(folder: Path) -> None:
            commands.run(*asked, cwd=folder)
            assert held(folder / ".verifier") == less

        return killed(commands, again(desk).__next__, asked, kills, chance, check, end)


def batch(scratch: Path, kills: int, chance: random.Random) -> Counter[str]:
    """Twenty claims into two reports."""
    with serving(scratch, real=True) as commands:
        desk = newsroom(scratch / "desk", NOTES | BEFORE)
        (desk / "claims.txt").write_text(
            "".join(f"Mill number 7 employs {number} people\n" for number in range(200, 220))
        )
        assert commands.run("index", cwd=desk).code == 0
        asked = ("batch", "claims.txt", "--resume", "-or.html", "-or.json")
        fresh = again(desk).__next__
        folder = fresh()
        code = commands.run(*asked, cwd=folder).code
        reports = {name: (folder / name).read_bytes() for name in ("r.html", "r.json")}

        def check(folder: Path) -> str:
            there = [name for name in reports if (folder / name).exists()]
            assert all((folder / name).read_bytes() == reports[name] for name in there)
            kept = list((folder / ".verifier").glob("batches/*.journal"))
            return "done" if len(there) == 2 else "some verdicts kept" if kept else "as before"

        def end(folder: Path) -> None:
            assert commands.run(*asked, cwd=folder).code == code
            assert {name: (folder / name).read_bytes() for name in reports} == reports

        return killed(commands, fresh, asked, kills, chance, check, end)


def killed(  # noqa: PLR0917 - what is run, how often, and how it is looked at
    commands: Commands,
    fresh: Callable[[], Path],
    asked: tuple[str, ...],
    kills: int,
    chance: random.Random,
    check: Callable[[Path], str],
    end: Callable[[Path], None],
) -> Counter[str]:
    """Kill the command that often, each time in a fresh folder; count what was found behind it."""
    times = []
    for _ in range(3):
        folder = fresh()
        started = time.monotonic()
        commands.run(*asked, cwd=folder)
        times.append(time.monotonic() - started)
    counted: Counter[str] = Counter()
    number = 0
    while number < kills:
        folder = fresh()
        ended = commands.run(*asked, cwd=folder, kill_after=chance.uniform(0, max(times)))
        if ended.code == KILLED:
            number += 1
            counted[check(folder)] += 1
            end(folder)
    return counted


def export(scratch: Path, kills: int, chance: random.Random) -> Counter[str]:
    """The real export, of a process that has imported torch."""
    import sentence_transformers  # noqa: F401

    from verifier.index import export as exporting
    from verifier.index import model

    os.environ["VERIFIER_CACHE"] = str(scratch)

    def run() -> int:
        child = os.fork()
        if child:
            return child
        os.close(2)

        def here(precision: str, target: Path) -> None:
            sys.argv = ["export", precision, str(target)]
            exporting.main()

        model._run_export = here  # type: ignore[assignment]
        code = 1
        try:
            model.export("fp32")
            code = 0
        finally:
            os._exit(code)

    started = time.monotonic()
    assert os.waitpid(run(), 0)[1] == 0
    longest = time.monotonic() - started
    model.discard("fp32")
    counted: Counter[str] = Counter()
    while sum(counted.values()) < kills:
        child = run()
        time.sleep(chance.uniform(0, longest))
        os.kill(child, signal.SIGKILL)
        if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != KILLED:
            model.discard("fp32")
            continue
        found = model.find("fp32")
        assert found is None or model.verify("fp32") is not None, "half of a model would be used"
        counted["no model" if found is None else "whole model"] += 1
        model.discard("fp32")
    assert os.waitpid(run(), 0)[1] == 0
    assert model.verify("fp32") is not None
    left = sorted(path.name for path in scratch.iterdir())
    assert left == sorted([model.folder("fp32").name, model.lock_of(model.folder("fp32")).name]), left
    return counted


KINDS = {"index": index, "remove": remove, "batch": batch, "export": export}

if __name__ == "__main__":
    main()
