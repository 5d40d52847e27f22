"""A file is written whole or not at all, and stays what it was but for its content."""

import os
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from verifier import atomic


def test_a_file_has_what_is_written_and_nothing_stands_beside_it(tmp_path: Path) -> None:
    atomic.write(tmp_path / "new", b"one")
    assert (tmp_path / "new").read_bytes() == b"one"
    atomic.write(tmp_path / "new", (piece for piece in (b"two", b" ", b"three")))
    assert (tmp_path / "new").read_bytes() == b"two three"
    assert list(tmp_path.iterdir()) == [tmp_path / "new"]


@pytest.mark.parametrize("before", [None, b"before"])
def test_what_goes_wrong_leaves_all_as_it_was(tmp_path: Path, before: bytes | None) -> None:
    if before is not None:
        (tmp_path / "file").write_bytes(before)

    def failing() -> Iterator[bytes]:
        yield b"half"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        atomic.write(tmp_path / "file", failing())
    assert [path.read_bytes() for path in tmp_path.iterdir()] == ([] if before is None else [before])


def test_what_cannot_be_replaced_is_an_error_and_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for path in (tmp_path / "folder", tmp_path / "gone" / "file", tmp_path / "folder" / ("x" * 300)):
        with pytest.raises(OSError, match=r"."):
            atomic.write(path, b"content")
    assert list(tmp_path.rglob("*")) == [tmp_path / "folder"]


@pytest.mark.skipif(os.name == "nt", reason="permissions are of POSIX")
def test_permissions_stay_and_those_of_a_new_file_are_as_usual(tmp_path: Path) -> None:
    for mode in (0o600, 0o664, 0o444):
        (tmp_path / "old").unlink(missing_ok=True)
        (tmp_path / "old").touch()
        (tmp_path / "old").chmod(mode)
        atomic.write(tmp_path / "old", b"content")
        assert stat.S_IMODE((tmp_path / "old").stat().st_mode) == mode
    atomic.write(tmp_path / "new", b"content")
    (tmp_path / "usual").touch()
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    for name in ("there", "not-yet"):
        (tmp_path / name).symlink_to(tmp_path / "elsewhere" / name)
    (tmp_path / "elsewhere" / "there").write_bytes(b"before")
    for name in ("there", "not-yet"):
        atomic.write(tmp_path / name, b"content")
        assert (tmp_path / name).is_symlink()
        assert (tmp_path / "elsewhere" / name).read_bytes() == b"content"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_is_written_to_as_it_is(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append((tmp_path / "pipe").read_bytes()))
    reader.start()
    atomic.write(tmp_path / "pipe", [b"one ", b"two"])
    reader.join(10)
    assert read == [b"one two"]
