"""A progress bar on standard error for work that takes a while: how much is done, how fast, how long it will take."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from verifier.cli.shared import Shared

if TYPE_CHECKING:
    from verifier.index import Engine
    from verifier.index import Progress as Reported


@contextmanager
def progress(shared: Shared, index: Engine, title: str) -> Iterator[Callable[[Reported], None]]:
    """A function to report an update of the index to; the bar appears with the first report, and only in a terminal."""
    bar = _Bar(shared, title)
    if not index.embedder.is_ready:
        shared.say("Preparing the embedding model: once for each user, some 15 seconds.")
    try:
        yield bar
    finally:
        bar.stop()


@contextmanager
def counting(shared: Shared, title: str, total: int, *, shown: bool = True) -> Iterator[Callable[[], None]]:
    """A function to call after each claim; the bar shows only in a terminal that nothing else is written to."""
    if not (shown and sys.stderr.isatty() and not shared.quiet):
        yield lambda: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"))
    with Progress(*columns, TimeRemainingColumn(), console=shared.messages(), transient=True) as bar:
        task = bar.add_task(title, total=total, rate="")

        def count() -> None:
            speed = bar.tasks[0].speed
            bar.update(task, advance=1, rate=f"{speed:.0f} claims/s" if speed else "")

        yield count


class _Bar:
    def __init__(self, shared: Shared, title: str) -> None:
        self._shared = shared
        self._title = title
        self._stop: Callable[[], None] = lambda: None
        self._show: Callable[[Reported], None] | None = None

    def __call__(self, reported: Reported) -> None:
        if self._show is None:
            self._show = self._start() if sys.stderr.isatty() and not self._shared.quiet else lambda _: None
        self._show(reported)

    def _start(self) -> Callable[[Reported], None]:
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

        bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.fields[files]}"),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
            console=self._shared.messages(),
            transient=True,
        )
        task = bar.add_task(self._title, total=None, files="", rate="")
        bar.start()
        self._stop = bar.stop

        def show(reported: Reported) -> None:
            elapsed = bar.tasks[task].elapsed or 0.0
            passages = reported.passages
            rate = f"{passages / elapsed:.0f} passages/s" if elapsed and passages else ""
            files = f"{reported.files}/{reported.all_files} files"
            bar.update(task, completed=reported.bytes, total=reported.all_bytes, files=files, rate=rate)

        return show

    def stop(self) -> None:
        self._stop()
