"""A batch gives the verdicts that single checks give, in order, and goes on where it was killed."""

import errno
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import filelock
import pytest

from tests.cli.running import HARBOUR, RELEASE
from verifier import Claim, Verdict, Verifier, states
from verifier.batch import run
from verifier.batch.journal import Journal
from verifier.batch.records import Row
from verifier.errors import InputError
from verifier.records import Status

TEXTS = (
    "250 prisoners freed",
    "205 prisoners freed",
    "Penguins danced on the moon",
    "The harbour bridge is 450 metres long",
)


def row(number: int, text: str = "") -> Row:
    return Row(claim=Claim(text or f"claim number {number}"), line=number)


class Counting:
    """Stands for a verifier: a verdict that names its claim, and a count of what was asked for."""

    def __init__(self) -> None:
        self.asked: Counter[Claim] = Counter()

    def check_all(self, claims: Iterator[Claim], *, k: int | None = None) -> Iterator[Verdict]:
        for claim in claims:
            self.asked[claim] += 1
            yield Verdict(claim=claim, status=Status.UNVERIFIED, confidence=0.6, note=claim.text)


@pytest.fixture(scope="module")
def checker(tmp_path_factory: pytest.TempPathFactory) -> Verifier:
    folder = tmp_path_factory.mktemp("notes")
    (folder / "a.md").write_text(RELEASE)
    (folder / "b.txt").write_text(HARBOUR)
    return Verifier.against([folder])


def test_checking_all_is_checking_each(checker: Verifier) -> None:
    claims = [Claim(f"{text}{' indeed' * times}") for times in range(12) for text in TEXTS]
    assert list(checker.check_all(claims)) == [checker.check(claim) for claim in claims]
    assert list(checker.check_all(claims[:3], k=1)) == [checker.check(claim, k=1) for claim in claims[:3]]
    assert list(checker.check_all([])) == []


def test_a_claim_without_words_is_an_error_as_it_is_alone(checker: Verifier) -> None:
    with pytest.raises(InputError, match="the claim has no words"):
        list(checker.check_all(["250 prisoners freed", "?"]))


@pytest.mark.parametrize("good", [0, 2, 40])
def test_an_error_comes_after_the_verdicts_on_the_claims_before_it(checker: Verifier, good: int) -> None:
    verdicts = checker.check_all([*(f"250 prisoners freed, {number}" for number in range(good)), "x" * 6000, "?"])
    assert [verdict.claim.text for verdict in islice(verdicts, good)] == [
        f"250 prisoners freed, {number}" for number in range(good)
    ]
    with pytest.raises(InputError, match="the most is 5,000"):
        next(verdicts)


def test_who_stops_early_waits_for_little(checker: Verifier) -> None:
    asked = 0

    def endless() -> Iterator[str]:
        nonlocal asked
        while True:
            asked += 1
            yield f"250 prisoners freed, {asked}"

    verdicts = checker.check_all(endless())
    assert next(verdicts).claim.text == "250 prisoners freed, 1"
    verdicts.close()
    assert asked < 100


def test_results_are_in_order_and_each_claim_is_checked_once(tmp_path: Path) -> None:
    rows = [row(1), row(2), row(3, "claim number 1"), row(4)]
    stand_in = Counting()
    with Journal.open(tmp_path / "j", "same", resume=False) as journal:
        results = list(run.check(stand_in, rows, journal))
        assert [result.number for result in results] == [1, 2, 3, 4]
        assert [result.verdict.note for result in results] == [one.claim.text for one in rows]
        assert list(run.Results(rows, journal)) == results == list(run.Results(rows, journal))
    assert max(stand_in.asked.values()) == 1
    assert len(stand_in.asked) == 3


def test_what_is_kept_is_not_checked_again(tmp_path: Path) -> None:
    rows = [row(number) for number in range(20)]
    with Journal.open(tmp_path / "j", "same", resume=False) as journal:
        first = list(islice(run.check(Counting(), rows, journal), 7))
        assert len(journal) == len(first)
    again = Counting()
    # Meanwhile a row was mended, and one was put before the others.
    changed = [row(99), *rows[:3], row(3, "another claim"), *rows[4:]]
    with Journal.open(tmp_path / "j", "same", resume=True) as journal:
        results = list(run.check(again, changed, journal))
    assert [result.row for result in results] == changed
    assert all(result.verdict.claim == result.row.claim for result in results)
    assert set(again.asked) == {one.claim for one in changed} - {result.row.claim for result in first}


@pytest.mark.parametrize(("fingerprint", "resume"), [("other", True), ("same", False)])
def test_verdicts_of_another_run_are_not_taken_over(tmp_path: Path, fingerprint: str, resume: bool) -> None:
    with Journal.open(tmp_path / "j", "same", resume=False) as journal:
        list(run.check(Counting(), [row(1)], journal))
    with Journal.open(tmp_path / "j", fingerprint, resume=resume) as journal:
        assert len(journal) == 0


@pytest.mark.parametrize("damage", ["cut", "garbage", "zeros"])
def test_a_torn_end_is_cut_off_and_the_rest_is_kept(tmp_path: Path, damage: str) -> None:
    file = tmp_path / "j"
    rows = [row(number) for number in range(5)]
    with Journal.open(file, "same", resume=False) as journal:
        list(run.check(Counting(), rows, journal))
    whole = file.read_bytes()
    sizes = range(len(whole) - 60, len(whole), 7)
    for size in sizes:
        tail = {"cut": b"", "garbage": os.urandom(40), "zeros": bytes(len(whole) - size)}[damage]
        file.write_bytes(whole[:size] + tail)
        again = Counting()
        with Journal.open(file, "same", resume=True) as journal:
            assert len(journal) == 4
            assert len(list(run.check(again, rows, journal))) == 5
        assert list(again.asked) == [rows[4].claim]
        assert file.read_bytes() == whole


def test_two_runs_at_once_are_refused(tmp_path: Path) -> None:
    with (
        Journal.open(tmp_path / "j", "same", resume=False),
        pytest.raises(InputError, match="another process is checking the same claims"),
        Journal.open(tmp_path / "j", "same", resume=True),
    ):
        pass


def test_what_fails_beside_the_journal_is_not_said_of_it(tmp_path: Path) -> None:
    with pytest.raises(BrokenPipeError), Journal.open(tmp_path / "j", "same", resume=False):
        raise BrokenPipeError(errno.EPIPE, "Broken pipe")


def test_a_journal_that_cannot_be_kept_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "taken").mkdir()
    with (
        pytest.raises(InputError, match=r"taken: the verdicts can't be kept there: Is a directory"),
        Journal.open(tmp_path / "taken", "same", resume=False),
    ):
        pass
    with Journal.open(tmp_path / "j", "same", resume=False) as journal:
        monkeypatch.setattr(os, "write", lambda *_: 0)
        with pytest.raises(InputError, match=r"j: the verdicts can't be kept there: the disk is full"):
            list(run.check(Counting(), [row(1)], journal))


def test_a_journal_that_is_done_leaves_nothing(tmp_path: Path) -> None:
    with Journal.open(tmp_path / "index" / "batches" / "j", "same", resume=False) as journal:
        journal.is_done = True
    assert list(tmp_path.iterdir()) == []


def test_nobody_begins_one_while_it_is_deleted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unlink, deleted = Path.unlink, []

    def refused(path: Path, missing_ok: bool = False) -> None:
        deleted.append(path.name)
        with (
            pytest.raises(InputError, match="another process is checking the same claims"),
            Journal.open(tmp_path / "j", "same", resume=False),
        ):
            pass
        unlink(path, missing_ok)

    with Journal.open(tmp_path / "j", "same", resume=False) as journal:
        journal.is_done = True
        monkeypatch.setattr(Path, "unlink", refused)
    assert deleted == ["j", "j.lock"]


@pytest.mark.parametrize("another", [False, True])
def test_a_lock_counts_only_where_others_find_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, another: bool
) -> None:
    """Its file is deleted between opening and locking it, and in one case another process has made it anew."""
    acquire = filelock.FileLock.acquire
    file = tmp_path / "j.lock"
    other = filelock.FileLock(file, timeout=0)

    def late(lock: filelock.FileLock, *given: Any, **more: Any) -> Any:
        monkeypatch.setattr(filelock.FileLock, "acquire", acquire)
        taken = acquire(lock, *given, **more)
        file.unlink()
        if another:
            other.acquire()
        return taken

    monkeypatch.setattr(filelock.FileLock, "acquire", late)
    refused = pytest.raises(InputError, match="another process is checking the same claims")
    if another:
        with refused, Journal.open(tmp_path / "j", "same", resume=False):
            pass
        other.release()
    with (
        Journal.open(tmp_path / "j", "same", resume=False),
        refused,
        Journal.open(tmp_path / "j", "same", resume=False),
    ):
        pass


def test_sources_and_settings_are_part_of_the_fingerprint(checker: Verifier, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(RELEASE)
    (tmp_path / "b.txt").write_text(HARBOUR)
    same = Verifier.against([tmp_path])
    assert run.fingerprint(same) == run.fingerprint(Verifier.against([tmp_path]))
    assert run.fingerprint(same) != run.fingerprint(same, k=3)
    (tmp_path / "a.md").write_text(RELEASE.replace("Example Times", "Example Post"))
    assert run.fingerprint(same) != run.fingerprint(Verifier.against([tmp_path]))


def test_the_program_is_part_of_the_fingerprint(
    checker: Verifier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(states, "PACKAGE", tmp_path)
    (tmp_path / "rule.py").write_text("MOST = 6\n")
    before = run.fingerprint(checker)
    assert run.fingerprint(checker) == before
    (tmp_path / "__pycache__").mkdir()
    assert run.fingerprint(checker) == before
    (tmp_path / "rule.py").write_text("MOST = 60\n")
    assert run.fingerprint(checker) != before


WRITER = """
import sys, time
from pathlib import Path
from verifier.batch import run
from verifier.batch.journal import Journal
from verifier.batch.records import Row
from verifier.records import Claim, Status, Verdict

class Slow:
    def check_all(self, claims, k=None):
        for claim in claims:
            time.sleep(0.001)
            yield Verdict(claim=claim, status=Status.UNVERIFIED, confidence=0.6, note=claim.text)

rows = [Row(claim=Claim(f"claim number {number}"), line=number) for number in range(int(sys.argv[2]))]
with Journal.open(Path(sys.argv[1]), "same", resume=True) as journal:
    print(len(journal), flush=True)
    for result in run.check(Slow(), rows, journal):
        assert result.verdict.note == result.row.claim.text
print("done", flush=True)
"""


def test_killed_at_any_moment_none_is_lost_and_none_repeated(tmp_path: Path) -> None:
    chance = random.Random(1)
    file, total = tmp_path / "j", 500
    held, killed = 0, 0
    while True:
        process = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(file), str(total)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parent.parent.parent,
        )
        assert process.stdout is not None
        before = int(process.stdout.readline())
        assert before >= held, "a verdict that was kept is lost"
        held = before
        time.sleep(chance.uniform(0, 0.25))
        process.send_signal(signal.SIGKILL)
        if "done" in process.stdout.read():
            break
        process.wait()
        killed += 1
    assert killed >= 2, "no process was killed half-way"
    size = file.stat().st_size
    with Journal.open(file, "same", resume=True) as journal:
        assert len(journal) == total
        stored = [journal[row(number).claim] for number in range(total)]
        each = size - len(b"verify batch 1\nsame\n")
    assert [verdict.note for verdict in stored] == [f"claim number {number}" for number in range(total)]
    # Nothing stands there twice: the file is as long as one that was written without a stop.
    with Journal.open(tmp_path / "straight", "same", resume=False) as journal:
        list(run.check(Counting(), [row(number) for number in range(total)], journal))
    assert (tmp_path / "straight").stat().st_size == each + len(b"verify batch 1\nsame\n")
