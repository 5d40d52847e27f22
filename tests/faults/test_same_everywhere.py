"""The same question, the same bytes: whatever the clock, the locale, the time zone, the hash seed and the threads are."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.cli.running import COMMAND, desk, environment
from tests.faults.commands import compiled, needs_shim
from tests.faults.held import EVERY

CLAIMS = """\
- claim: 250 prisoners freed
- claim: 205 prisoners freed yesterday
  date: 2026-03-20
- claim: The harbour bridge is 540 metres long
- claim: The harbour bridge was never opened
"""
DRAFT = """\
---
title: Belarus frees 205 prisoners
published: 2026-03-20
---
Belarus freed 205 political prisoners on Thursday. The harbour bridge, which opened on 12 May 2024, cost $53 million.

“It took İstanbul's ıssue, and Straße and ǅ,” said Ann Example. The bridge is 450 metres long.
"""
ASKED = {
    "verify": ("Belarus freed 205 political prisoners", "--format", "json", "--nearest"),
    "batch": ("batch", "claims.yaml", "-o", "r.html", "-o", "r.json", "-o", "r.csv"),
    "draft": ("draft", "draft.md", "--format", "sarif", "--no-cache", "--unverified"),
}

YEAR = 365 * 86_400
UNUSUAL = {
    "hash seed": ({"PYTHONHASHSEED": "1"}, {"PYTHONHASHSEED": "4294967295"}),
    "time zone": ({"TZ": "Pacific/Kiritimati"}, {"TZ": "Etc/GMT+12"}),
    "locale": (
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
    ),
    "threads": ({"OMP_NUM_THREADS": "7", "OPENBLAS_NUM_THREADS": "3"}, {"OMP_NUM_THREADS": "1"}),
    "clock": ({"FAULT_CLOCK": str(11 * YEAR)}, {"FAULT_CLOCK": str(-30 * YEAR)}),
}
"""What is unusual about a machine, and the environments that make it so."""


def surroundings() -> dict[str, dict[str, str]]:
    """All that is unusual at once, in two ways; where each fault is asked for, each also alone."""
    together = {
        f"all of it, {way}": {name: value for ways in UNUSUAL.values() for name, value in ways[way].items()}
        for way in (0, 1)
    }
    alone = {f"{what}, {way}": ways[way] for what, ways in UNUSUAL.items() for way in (0, 1)}
    return together | (alone if EVERY else {})


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = desk(tmp_path_factory.mktemp("desk"))
    (made / "claims.yaml").write_text(CLAIMS)
    (made / "draft.md").write_text(DRAFT)
    return made


def said(folder: Path, before: tuple[str, ...] = (), **environ: str) -> dict[str, tuple[int, bytes]]:
    """What each command answers there, from an index that was made there."""
    where = environment(SOURCE_DATE_EPOCH="1774000000", **environ)
    anew = [*before, *COMMAND, "index", "--rebuild"]
    assert subprocess.run(anew, cwd=folder, env=where, capture_output=True, check=False).returncode == 0
    answers = {}
    for name, arguments in ASKED.items():
        done = subprocess.run([*before, *COMMAND, *arguments], cwd=folder, env=where, capture_output=True, check=False)
        assert done.returncode in (0, 1), done.stderr
        answers[name] = (done.returncode, done.stdout)
    return answers | {name: (0, (folder / name).read_bytes()) for name in ("r.html", "r.json", "r.csv")}


@pytest.fixture(scope="module")
def usual(folder: Path) -> dict[str, tuple[int, bytes]]:
    return said(folder, PYTHONHASHSEED="0")


@needs_shim
@pytest.mark.parametrize("what", surroundings())
def test_it_is_the_same(folder: Path, usual: dict[str, tuple[int, bytes]], tmp_path: Path, what: str) -> None:
    assert said(folder, LD_PRELOAD=str(compiled(tmp_path)), **surroundings()[what]) == usual


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="cores are chosen on Linux")
def test_one_core(folder: Path, usual: dict[str, tuple[int, bytes]]) -> None:
    core = str(min(os.sched_getaffinity(0)))
    assert said(folder, ("taskset", "-c", core)) == usual
