"""The service for tests: in this process with a verifier of its own, or as the command in a process that listens."""

import contextlib
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import httpx
import msgspec
from starlette.testclient import TestClient

from tests.cli.running import COMMAND, WAIT, environment
from tests.reports.verdicts import CONFLICTING
from verifier.checker import usable
from verifier.records import Claim, Verdict
from verifier.serve.application import Service
from verifier.serve.checking import Checks, Current
from verifier.serve.limits import Limits
from verifier.serve.log import Log
from verifier.serve.metrics import Metrics
from verifier.serve.tokens import Tokens

TOKEN = "correct-horse-battery-staple"
LOCAL = "http://127.0.0.1"


class StandIn:
    """A verifier that says the same of every claim, when it is let; and its index, which may be replaced."""

    def __init__(self) -> None:
        self.may_go = threading.Event()
        self.may_go.set()
        self.begun = threading.Semaphore(0)
        self.checked: list[str] = []
        self.error: Exception | None = None
        self.replaced = False
        self.closed = False
        self.index = self

    def check(self, claim: Claim, *, k: int | None = None) -> Verdict:
        claim = usable(claim)
        self.begun.release()
        assert self.may_go.wait(WAIT)
        if self.error:
            raise self.error
        self.checked.append(claim.text)
        return msgspec.structs.replace(CONFLICTING, claim=claim)

    def is_replaced(self) -> bool:
        return self.replaced

    def close(self) -> None:
        self.closed = True


class Running:
    """A service in this process."""

    def __init__(
        self, verifier: Any, *, again: Callable[[], Any] | None = None, tokens: Sequence[str] = (), **limits: Any
    ) -> None:
        self.said: list[str] = []
        self.metrics = Metrics()
        settled = Limits(**{"rate": 0} | limits)
        current = Current(verifier, again or (lambda: verifier), self.said.append)
        self.checks = Checks(current, settled, self.metrics, self.said.append)
        self.app = Service(self.checks, settled, Tokens(tokens), self.metrics, Log()).application()
        self.client = TestClient(self.app, base_url=LOCAL, follow_redirects=False)

    def several(self) -> httpx.AsyncClient:
        """A client for requests at the same time."""
        return httpx.AsyncClient(transport=httpx.ASGITransport(self.app), base_url=LOCAL)


class Process:
    """The command `verify serve` while it listens."""

    def __init__(self, process: subprocess.Popen[str], url: str) -> None:
        self.process = process
        self.url = url
        self.said: list[str] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stderr
        self.said.extend(self.process.stderr)

    def end(self, how: int = signal.SIGTERM) -> int:
        """Tell it to end; the exit code."""
        self.process.send_signal(how)
        return self.wait()

    def wait(self) -> int:
        code = self.process.wait(WAIT)
        self._reader.join(WAIT)
        return code


@contextlib.contextmanager
def serving(folder: Path, *options: str, **variables: str) -> Iterator[Process]:
    """`verify serve` in a folder, at a free port."""
    process = subprocess.Popen(
        [*COMMAND, "serve", "--port", "0", *options],
        cwd=folder,
        env=environment(**variables),
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stderr
        before = []
        for line in process.stderr:
            if "Listening on " in line:
                yield Process(process, line.partition("Listening on ")[2].strip().rstrip('"}'))
                return
            before.append(line)
        raise AssertionError(f"it ended before it listened: {''.join(before)}")
    finally:
        if process.poll() is None:
            process.kill()
            process.wait(WAIT)
