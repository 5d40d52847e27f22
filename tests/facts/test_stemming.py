"""Threads that stem at the same time get the stems that one alone gets."""

import sys
from concurrent.futures import ThreadPoolExecutor

import snowballstemmer

from verifier.facts.stemming import english


def test_threads_do_not_disturb_each_other() -> None:
    endings = ("ing", "ed", "ational", "iveness", "s", "ically")
    words = [f"{'abcdefgh'[number % 8]}o{number}rel{ending}" for number in range(1500) for ending in endings]
    expected = [snowballstemmer.stemmer("english").stemWord(word) for word in words]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as pool:
            found = list(pool.map(lambda _: [english(word) for word in words], range(4)))
    finally:
        sys.setswitchinterval(interval)
    assert all(stems == expected for stems in found)
