"""What all tests share: how the package's own helpers are found, and a plain environment."""

import hypothesis
import pytest

# How long an example takes says something of the machine; that reading takes linear time has tests of its own.
hypothesis.settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("any machine")


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test depends on the colours and width of the terminal that runs it."""
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "COLUMNS", "TERM_PROGRAM"):
        monkeypatch.delenv(name, raising=False)
