from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import HARBOUR, RELEASE, desk
from tests.serve.service import Running, StandIn
from verifier import Verifier


@pytest.fixture(scope="session")
def verifier(tmp_path_factory: pytest.TempPathFactory) -> Verifier:
    """One over the notes of a small newsroom."""
    folder = desk(tmp_path_factory.mktemp("served"), release=RELEASE, harbour=HARBOUR)
    return Verifier.against([folder / "notes"])


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    """A verifier that costs nothing; whatever still waits for it is let go at the end."""
    made = StandIn()
    yield made
    made.may_go.set()


@pytest.fixture
def running(stand_in: StandIn) -> Callable[..., Running]:
    """Makes a service over the stand-in."""

    def run(**more: Any) -> Running:
        return Running(stand_in, **more)

    return run


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with a configured corpus, for services in processes of their own."""
    return desk(tmp_path_factory.mktemp("newsroom"), release=RELEASE, harbour=HARBOUR)
