"""What all tests share: how the package's own helpers are found, and a plain environment."""

import pytest


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test depends on the colours and width of the terminal that runs it."""
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "COLUMNS", "TERM_PROGRAM"):
        monkeypatch.delenv(name, raising=False)
