"""Threads that do the same at the same moment."""

import threading
from collections.abc import Callable


def at_once(*asked: Callable[[], object]) -> list[object]:
    """What each gives, all asked at the same moment in threads of their own."""
    start = threading.Barrier(len(asked))
    given: list[object] = []

    def ask(one: Callable[[], object]) -> None:
        start.wait()
        given.append(one())

    threads = [threading.Thread(target=ask, args=(one,)) for one in asked]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return given
