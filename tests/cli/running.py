"""The command `verify` in a process of its own, as a user runs it, and a small newsroom's folder to run it in."""

import contextlib
import os
import pty
import select
import subprocess
import sys
from pathlib import Path
from typing import Any

COMMAND = [sys.executable, "-c", "from verifier.cli import main; main()"]
ROOT = Path(__file__).parent.parent.parent
WAIT = 120

RELEASE = """\
---
title: Belarus frees 250 political prisoners
publisher: Example Times
published: 2026-03-19
url: https://example.org/belarus
---
Belarus freed 250 political prisoners on Thursday, after talks of Alexander Lukashenko and the U.S. envoy John Coale.

In return the United States lifted its sanctions on several Belarusian banks.
"""
RECOUNT = """\
---
title: A recount of those released
publisher: Example Weekly
published: 2026-03-27
---
Belarus freed 248 political prisoners on 19 March 2026, a rights group said after a second count.
"""
HARBOUR = """\
Harbour bridge opens after four years

By Ann Example

12 May 2024

The harbour bridge opened to traffic on Sunday. The harbour bridge is 450 metres long, and it cost $35 million.
"""


def environment(**more: str) -> dict[str, str]:
    """The caller's, as plain as a first login, with this checkout's package, which is compiled once."""
    odd = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "PYTHONDONTWRITEBYTECODE")
    plain = {name: value for name, value in os.environ.items() if name not in odd}
    return plain | {"PYTHONPATH": str(ROOT), "TERM": "xterm-256color"} | more


def verify(*arguments: str, cwd: Path, stdin: str | bytes = b"", **more: str) -> subprocess.CompletedProcess[str]:
    """Run it with its output piped; `more` are environment variables."""
    given = stdin.encode() if isinstance(stdin, str) else stdin
    done = subprocess.run(
        [*COMMAND, *arguments],
        cwd=cwd,
        input=given,
        capture_output=True,
        env=environment(**more),
        timeout=WAIT,
        check=False,
    )
    return subprocess.CompletedProcess(arguments, done.returncode, done.stdout.decode(), done.stderr.decode())


def verify_in_terminal(*arguments: str, cwd: Path, columns: int = 80, **more: str) -> tuple[int, str]:
    """Run it in a terminal; the exit code and all that it wrote there."""
    screen, terminal = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, *arguments],
        cwd=cwd,
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        env=environment(COLUMNS=str(columns), **more),
    )
    os.close(terminal)
    written = b""
    with contextlib.suppress(OSError):  # the terminal's end, once the process has left it
        while select.select([screen], [], [], WAIT)[0]:
            piece = os.read(screen, 65536)
            if not piece:
                break
            written += piece
    os.close(screen)
    return process.wait(WAIT), written.decode().replace("\r\n", "\n")


def desk(folder: Path, settings: str = "corpus: [notes]\n", **files: str) -> Path:
    """A folder with a configuration and notes; `files` are notes by name, by default the release and the harbour."""
    notes = folder / "notes"
    notes.mkdir(parents=True, exist_ok=True)
    (folder / "verifier.yaml").write_text(settings)
    for name, text in (files or {"release": RELEASE, "harbour": HARBOUR}).items():
        (notes / (f"{name}.md" if text.startswith("---") else f"{name}.txt")).write_text(text)
    return folder


def words(text: str) -> str:
    """The text on one line."""
    return " ".join(text.split())


def rows(text: str, load: Any) -> list[Any]:
    return [load(line) for line in text.splitlines()]
