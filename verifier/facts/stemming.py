"""Snowball's English stems, for any thread: a stemmer keeps the word under way in itself, so each thread has its own."""

from __future__ import annotations

import threading

import snowballstemmer


class _OfThisThread(threading.local):
    def __init__(self) -> None:
        self.stemmer = snowballstemmer.stemmer("english")


_own = _OfThisThread()


def english(word: str) -> str:
    """The stem of a lower-case word."""
    stemmed: str = _own.stemmer.stemWord(word)
    return stemmed
