"""What is loaded on first use, and once, however many threads are the first: `functools.cached_property` has no lock since
Python 3.12.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import RLock
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class LoadedOnce(Generic[T]):
    """A property that is loaded on first use and kept in the instance; read again, it costs what an attribute costs.

    All instances share one lock, so that no two of them make or mend the same file at once. What fails is tried again.
    """

    def __init__(self, load: Callable[[Any], T]) -> None:
        self._load = load
        self._lock = RLock()
        self.__doc__ = load.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, instance: Any, owner: type | None = None) -> T:
        kept: dict[str, T] = vars(instance)
        with self._lock:
            if self._name not in kept:
                kept[self._name] = self._load(instance)
        return kept[self._name]
