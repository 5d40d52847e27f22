"""What is loaded on first use is loaded once, also by threads that are the first together."""

import time

import pytest

from tests.threads import at_once
from verifier.once import LoadedOnce

THREADS = 8


class Model:
    def __init__(self) -> None:
        self.loaded = 0

    @LoadedOnce
    def weights(self) -> object:
        self.loaded += 1
        time.sleep(0.05)
        return object()


def test_threads_that_are_the_first_together_get_the_same() -> None:
    model = Model()
    given = at_once(*[lambda: model.weights] * THREADS)
    assert len(given) == THREADS
    assert {id(one) for one in given} == {id(model.weights)}
    assert model.loaded == 1


def test_each_instance_has_its_own_and_no_two_are_loaded_at_a_time() -> None:
    under_way, most = 0, 0

    class Counted:
        @LoadedOnce
        def weights(self) -> object:
            nonlocal under_way, most
            under_way += 1
            most = max(most, under_way)
            time.sleep(0.01)
            under_way -= 1
            return object()

    counted = [Counted() for _ in range(THREADS)]
    given = at_once(*(lambda each=each: each.weights for each in counted))
    assert len({id(one) for one in given}) == THREADS
    assert most == 1


def test_what_failed_is_tried_again() -> None:
    class Failing:
        tried = 0

        @LoadedOnce
        def weights(self) -> str:
            self.tried += 1
            if self.tried == 1:
                raise OSError
            return "loaded"

    failing = Failing()
    with pytest.raises(OSError):  # noqa: PT011
        _ = failing.weights
    assert (failing.weights, failing.weights, failing.tried) == ("loaded", "loaded", 2)
