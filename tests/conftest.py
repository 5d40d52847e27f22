"""What all tests share: how the package's own helpers are found, and a plain environment."""

import math
import time
from collections.abc import Callable

import hypothesis
import pytest

# Every run tries the same examples, so that a commit passes or does not. How long one takes says something of the machine; that
# reading takes linear time has tests of its own.
hypothesis.settings.register_profile(
    "any machine", deadline=None, derandomize=True, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("any machine")


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test depends on the colours and width of the terminal that runs it."""
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "COLUMNS", "TERM_PROGRAM"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def assert_linear() -> Callable[[Callable[[str], object], str], None]:
    """Asserts that reading a text takes time in proportion to its length, whatever the machine: sixteen times is quadratic."""

    def seconds(read: Callable[[str], object], text: str) -> float:
        began = time.process_time()
        read(text)
        return time.process_time() - began

    def check(read: Callable[[str], object], text: str) -> None:
        quarter = whole = math.inf
        # Other tests at the same time make a measurement longer, never shorter: the least of three counts.
        for _ in range(3):
            quarter, whole = min(quarter, seconds(read, text[: len(text) // 4])), min(whole, seconds(read, text))
            if whole < max(1.0, 8 * quarter):
                return
        raise AssertionError(f"{quarter:.2f} s for a quarter of the text, {whole:.2f} s for all of it")

    return check
