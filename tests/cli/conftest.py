import shutil
from pathlib import Path

import pytest

from tests.cli.running import desk, verify


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk whose notes are indexed, for tests that only ask; whoever changes it takes `own`."""
    folder = desk(tmp_path_factory.mktemp("desk"))
    assert verify("index", "notes", cwd=folder).returncode == 0
    return folder


@pytest.fixture
def own(indexed: Path, tmp_path: Path) -> Path:
    """A desk of this test alone, its notes not indexed yet."""
    shutil.copytree(indexed / "notes", tmp_path / "desk" / "notes")
    shutil.copy(indexed / "verifier.yaml", tmp_path / "desk")
    return tmp_path / "desk"
