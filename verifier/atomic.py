"""Files written whole or not at all, whatever happens meanwhile; what is said if they can't be is the caller's."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterable
from pathlib import Path


def write(path: Path, content: bytes | Iterable[bytes]) -> None:
    """Write a file anew, first beside its place and then into it; a device or a pipe is written to as it is.

    The file keeps its permissions, and a link stays one: what it leads to is written. Raises OSError, and what `content`
    raises; what stood there before then still does, and nothing else is left.
    """
    pieces = (content,) if isinstance(content, bytes) else content
    if path.exists() and not path.is_file():
        with path.open("wb") as stream:
            stream.writelines(pieces)
        return
    target = Path(os.path.realpath(path))
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else None

    def opener(name: str, flags: int) -> int:
        return os.open(name, flags, 0o666 if mode is None else mode)

    # Two threads may write the same file.
    temporary = target.with_name(f".{target.name}.{os.getpid()}.{os.urandom(4).hex()}")
    try:
        with open(temporary, "xb", opener=opener) as stream:
            stream.writelines(pieces)
            stream.flush()
            os.fsync(stream.fileno())
        if mode is not None:
            temporary.chmod(mode)
        temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
