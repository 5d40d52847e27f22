"""Commands of `verify` in processes that can be killed, fail to write, or see another clock: a server that forks them.

The server has imported everything, so that a command costs a tenth of a second and hundreds of faults can be tried. Its
embedder is the tests' stand-in unless it is started with the real one.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import importlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import ROOT, environment

SOURCE = Path(__file__).with_name("shim.c")
COMPILER = next(filter(None, map(shutil.which, ("cc", "gcc", "clang"))), None)

needs_shim = pytest.mark.skipif(
    COMPILER is None or not sys.platform.startswith("linux"), reason="faults are injected by a C library on Linux"
)


@dataclass(frozen=True)
class Fault:
    """What happens to a command's changes of files below a folder, from the `at`-th on."""

    folder: Path
    kind: int
    at: int = 1
    error: int = 0

    @classmethod
    def counting(cls, folder: Path) -> Fault:
        """None; the changes are counted."""
        return cls(folder, kind=0)

    @classmethod
    def kill(cls, folder: Path, at: int) -> Fault:
        """kill -9 in the middle of the change."""
        return cls(folder, kind=1, at=at)

    @classmethod
    def full(cls, folder: Path, at: int = 1) -> Fault:
        """The disk becomes full in the middle of the change; what takes no space still goes."""
        return cls(folder, kind=2, at=at, error=errno.ENOSPC)

    @classmethod
    def broken(cls, folder: Path, at: int = 1) -> Fault:
        """The disk takes no change any more."""
        return cls(folder, kind=2, at=at, error=errno.EIO)

    @classmethod
    def read_only(cls, folder: Path) -> Fault:
        """The folder is mounted read-only."""
        return cls(folder, kind=3, error=errno.EROFS)

    @classmethod
    def closed(cls, folder: Path) -> Fault:
        """The user may not write to the folder."""
        return cls(folder, kind=3, error=errno.EACCES)

    @classmethod
    def unreadable(cls, folder: Path, at: int = 1) -> Fault:
        """The disk gives nothing out any more."""
        return cls(folder, kind=4, at=at, error=errno.EIO)


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    """The exit code, or the signal's number with a minus."""
    out: str
    err: str
    count: int
    """Changes, or reads, of files below the fault's folder."""


def compiled(folder: Path) -> Path:
    """The library that injects faults."""
    assert COMPILER is not None
    library = folder / "shim.so"
    subprocess.run([COMPILER, "-shared", "-fPIC", "-O1", "-o", str(library), str(SOURCE), "-ldl"], check=True)
    return library


class Commands:
    """A server that runs commands one at a time."""

    def __init__(self, library: Path, *, real: bool = False) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.commands", str(library), "real" if real else "stand-in"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env=environment(LD_PRELOAD=str(library), OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1"),
        )

    def run(self, *arguments: str, cwd: Path, fault: Fault | None = None, kill_after: float | None = None) -> Ended:
        """Run `verify` with these arguments; `kill_after` seconds it is killed, if it still runs."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        wanted = {
            "arguments": arguments,
            "cwd": str(cwd),
            "fault": None if fault is None else [str(fault.folder), fault.kind, fault.at, fault.error],
            "kill_after": kill_after,
        }
        self._process.stdin.write(json.dumps(wanted) + "\n")
        self._process.stdin.flush()
        return Ended(**json.loads(self._process.stdout.readline()))

    def close(self) -> None:
        """End the server."""
        self._process.communicate()


@contextlib.contextmanager
def serving(folder: Path, *, real: bool = False) -> Iterator[Commands]:
    """A server whose library is compiled in this folder."""
    commands = Commands(compiled(folder), real=real)
    try:
        yield commands
    finally:
        commands.close()


IMPORTED = """
    faiss filelock markdown_it onnxruntime tokenizers verifier.batch.output verifier.batch.reading verifier.batch.run
    verifier.checker verifier.cli.commands verifier.documents.markdown verifier.drafts.linting verifier.reports.json
    verifier.reports.overview
""".split()
"""What the server imports before it forks."""


# --- the server's own process ---------------------------------------------------------------------


def _serve(library: ctypes.CDLL) -> None:
    library.fault_count.restype = ctypes.c_long
    library.fault_arm.argtypes = [ctypes.c_char_p, ctypes.c_int, ctypes.c_long, ctypes.c_int]
    for line in sys.stdin:
        wanted = json.loads(line)
        out, err = (os.memfd_create(name) for name in ("out", "err"))
        library.fault_arm(b"", 0, 0, 0)
        child = os.fork()
        if child == 0:
            _run(wanted, out, err, library)
        status = _ended(child, wanted["kill_after"])
        answer = {"code": os.waitstatus_to_exitcode(status), "count": library.fault_count()}
        answer |= {name: _read(descriptor) for name, descriptor in (("out", out), ("err", err))}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def _ended(child: int, kill_after: float | None) -> int:
    if kill_after is not None:
        time.sleep(kill_after)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
    return os.waitpid(child, 0)[1]


def _read(descriptor: int) -> str:
    with os.fdopen(descriptor, "rb") as file:
        file.seek(0)
        return file.read().decode("utf-8", "replace")


def _run(wanted: dict[str, Any], out: int, err: int, library: ctypes.CDLL) -> None:
    """The forked process: it becomes the command and does not come back."""
    from verifier.cli import main

    code = 1
    try:
        os.setpgid(0, 0)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(out, 1)
        os.dup2(err, 2)
        os.chdir(wanted["cwd"])
        sys.argv = ["verify", *wanted["arguments"]]
        if wanted["fault"]:
            below, kind, at, error = wanted["fault"]
            library.fault_arm(os.fsencode(below), kind, at, error)
        main()
    except SystemExit as exit_:
        code = exit_.code if isinstance(exit_.code, int) else int(exit_.code is not None)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _prepare(*, real: bool) -> None:
    """Import what commands import, so that they need not."""
    for name in IMPORTED:
        importlib.import_module(name)
    from verifier import facts
    from verifier.index.embedder import Embedder

    facts.extract("Ann Lee freed 250 prisoners on 19 March 2026.")
    if not real:
        from tests.index.stand_in import CountingEmbedder

        Embedder.is_ready = True  # type: ignore[assignment,method-assign]
        Embedder.encode = lambda _, texts, on_progress=lambda _: None: CountingEmbedder().encode(texts, on_progress)  # type: ignore[method-assign]


if __name__ == "__main__":
    _prepare(real=sys.argv[2] == "real")
    _serve(ctypes.CDLL(sys.argv[1]))
