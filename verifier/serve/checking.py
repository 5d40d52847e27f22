"""Claims checked side by side against the index as it is now, no more at once than was said and none for longer."""

from __future__ import annotations

import asyncio
import math
import threading
import time
from collections import deque
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from itertools import islice
from typing import TYPE_CHECKING

from verifier.errors import InputError, StoredIndexError, VerifierError
from verifier.index.embedder import cores
from verifier.records import Claim
from verifier.serve.limits import Limits
from verifier.serve.problems import RefusedError, busy

if TYPE_CHECKING:
    from verifier.checker import Verifier
    from verifier.index import IndexStatus
    from verifier.records import Verdict
    from verifier.serve.metrics import Metrics

LOOK_SECONDS = 1.0
"""How often it is looked whether the index was made anew. One that changes in place is read as it is at every search."""

RETRY_SECONDS = 1.0
"""When to come back after a refusal: by then some of what was under way is done."""

TRIAL = Claim("The index can be searched")
"""What is checked to see whether it can."""
TRIAL_SECONDS = 1.0
"""How often that is done at most, however many ask."""


class Current:
    """The verifier over the index that stands in its place now; one over an index that was thrown away is closed."""

    def __init__(self, opened: Verifier, again: Callable[[], Verifier], complain: Callable[[str], None]) -> None:
        self._lock = threading.Lock()
        self._held = _Held(opened)
        self._again = again
        self._complain = complain
        self._looked = time.monotonic()

    @contextmanager
    def use(self) -> Iterator[Verifier]:
        """The verifier, which stays open for as long as this lasts; may be called from any thread."""
        with self._lock:
            self._look()
            held = self._held
            held.users += 1
        try:
            yield held.verifier
        finally:
            with self._lock:
                held.users -= 1
                self._close_if_unused(held)

    def _look(self) -> None:
        now = time.monotonic()
        if now - self._looked < LOOK_SECONDS:
            return
        self._looked = now
        if not self._held.verifier.index.is_replaced():
            return
        try:
            opened = self._again()
        except VerifierError as error:
            self._complain(f"Warning: the new index is not used: {error}")
            return
        before, self._held = self._held, _Held(opened)
        self._complain("The index was made anew and is read from now on.")
        self._close_if_unused(before)

    def _close_if_unused(self, held: _Held) -> None:
        if held is not self._held and not held.users:
            held.verifier.index.close()


class _Held:
    def __init__(self, verifier: Verifier) -> None:
        self.verifier = verifier
        self.users = 0


class Checks:
    """Threads that check claims, and the requests that they work for."""

    def __init__(self, current: Current, limits: Limits, metrics: Metrics, complain: Callable[[str], None]) -> None:
        self._current = current
        self.problem = ""
        """Why the index could not be searched when it was last tried; empty if it could."""
        self._may_try = 0.0
        """When it may be tried again for no claim's sake, by the monotonic clock."""
        self._limits = limits
        self._metrics = metrics
        self._complain = complain
        self._threads = (
            cores() + 1
        )  # one more than there are cores: none is idle while a thread waits for the interpreter
        self._pool = ThreadPoolExecutor(self._threads, thread_name_prefix="claim")
        self._requests = 0
        self._batches = 0
        self._overdue = 0

    @contextmanager
    def admitted(self, *, batch: bool = False) -> Iterator[None]:
        """A place among the requests that are under way. Raises RefusedError, at once, if there is none."""
        if self._requests + self._overdue >= self._limits.requests:
            raise busy(RETRY_SECONDS, "the service is at work on as many requests as it can be")
        if batch and self._batches >= self._limits.batches:
            raise busy(RETRY_SECONDS, "the service is at work on as many batches as it can be")
        self._requests += 1
        self._batches += batch
        try:
            yield
        finally:
            self._requests -= 1
            self._batches -= batch

    @property
    def under_way(self) -> int:
        """Requests that are under way, and claims that go on although nobody waits for them any more."""
        return self._requests + self._overdue

    @property
    def is_stuck(self) -> bool:
        """Whether every thread is at work on a claim that has taken too long."""
        return self._overdue >= self._threads

    async def check(self, claim: Claim, k: int | None) -> Verdict:
        """The verdict on one claim. Raises RefusedError if it can't be checked, or takes too long."""
        began = time.monotonic()
        verdict = await self._try(claim, k)
        self._metrics.checked(verdict.status, time.monotonic() - began)
        return verdict

    async def try_again(self) -> None:
        """See whether the index can be searched now, if it could not when it was last tried."""
        if not self.problem or time.monotonic() < self._may_try:
            return
        self._may_try = math.inf  # until this trial is over
        try:
            with suppress(RefusedError):
                await self._try(TRIAL, 1)
        finally:
            self._may_try = time.monotonic() + TRIAL_SECONDS

    async def check_all(self, claims: Sequence[Claim], k: int | None) -> AsyncGenerator[Verdict, None]:
        """The verdict on each claim, in order, each as soon as it is known; a few are under way at once."""
        waiting = iter(claims)
        begun = deque(asyncio.ensure_future(self.check(claim, k)) for claim in islice(waiting, cores()))
        try:
            while begun:
                verdict = await begun[0]
                begun.popleft()
                begun.extend(asyncio.ensure_future(self.check(claim, k)) for claim in islice(waiting, 1))
                yield verdict
        finally:
            for task in begun:
                task.cancel()
            await asyncio.gather(*begun, return_exceptions=True)

    def status(self) -> IndexStatus:
        """What the index holds; takes a moment."""
        with self._current.use() as verifier:
            return verifier.status()

    def close(self) -> None:
        """Begin nothing more."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def _try(self, claim: Claim, k: int | None) -> Verdict:
        working = self._pool.submit(self._check, claim, k)
        try:
            async with asyncio.timeout(self._limits.seconds):
                verdict = await asyncio.wrap_future(working)
        except TimeoutError:
            raise busy(RETRY_SECONDS, f"the claim was not checked within {self._limits.seconds:g} s") from None
        except StoredIndexError as error:
            self._note(str(error))
            raise busy(
                RETRY_SECONDS, "the index can't be searched at the moment; whoever runs the service sees why"
            ) from error
        except InputError as error:
            raise RefusedError(422, str(error)) from error
        finally:
            self._let_go(working)
        self._note("")
        return verdict

    def _check(self, claim: Claim, k: int | None) -> Verdict:
        with self._current.use() as verifier:
            return verifier.check(claim, k=k)

    def _let_go(self, working: Future[Verdict]) -> None:
        """Keep the place of a claim that nobody waits for any more until its thread is done with it."""
        if working.done() or working.cancel():
            return
        loop = asyncio.get_running_loop()
        self._overdue += 1

        def done(_: object) -> None:
            with suppress(RuntimeError):  # the service has ended meanwhile
                loop.call_soon_threadsafe(self._one_less_overdue)

        working.add_done_callback(done)

    def _one_less_overdue(self) -> None:
        self._overdue -= 1

    def _note(self, problem: str) -> None:
        if problem and problem != self.problem:
            self._complain(f"Error: {problem}")
        self.problem = problem
