from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.faults.commands import Commands, serving


@pytest.fixture(scope="session")
def commands(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Commands]:
    """Commands of `verify` that cost little, with the stand-in for the embedder."""
    with serving(tmp_path_factory.mktemp("library")) as server:
        yield server
