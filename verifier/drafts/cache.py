"""Results of drafts kept beside the index, so that an unchanged draft against an unchanged index is not checked again.

A result counts as long as nothing that it came from has changed: the draft's bytes, the settings, the index, the files that the
index is kept up to date with, and this package with its models. Only what is cheap to read is looked at (sizes and times of
files), and next to nothing is imported: a hit has to be faster than anything that it saves.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from verifier import atomic
from verifier.drafts.records import CheckedDraft
from verifier.index.place import DATABASE_FILE, LOG_FILE
from verifier.states import PACKAGE, state, states

FOLDER = "drafts"
"""Within the index's folder."""
MOST = 256
"""Results that are kept; the oldest go first."""

_DIGEST = 32


class Cache:
    """The results for one index and one set of files that it comes from."""

    def __init__(self, index: Path, sources: Iterable[Path]) -> None:
        """Note the state of the sources and of this package as they are now, before anything is read from them."""
        self._folder = index / FOLDER
        self._index = index
        self._before = hashlib.sha256()
        for folder in (PACKAGE, *sources):
            for line in states(folder):
                self._before.update(line)

    def key(self, file: str, data: bytes, settings: Any) -> str:
        """What a result for this draft under these settings is kept as; `settings` is all else that it depends on."""
        whole = self._before.copy()
        for name in (DATABASE_FILE, LOG_FILE):
            whole.update(state(self._index / name, empty_is_none=True))
        plain = msgspec.json.encode(settings, enc_hook=str)
        given = os.fsencode(file)
        for part in (os.fsencode(Path(file).absolute()), given, plain, data):
            whole.update(len(part).to_bytes(8, "big"))
            whole.update(part)
        return whole.hexdigest()

    def get(self, key: str) -> CheckedDraft | None:
        """The result kept as `key`; None if there is none, or it is damaged."""
        try:
            stored = (self._folder / key).read_bytes()
            if hashlib.sha256(stored[_DIGEST:]).digest() != stored[:_DIGEST]:
                return None
            return msgspec.msgpack.decode(stored[_DIGEST:], type=CheckedDraft)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return None

    def put(self, key: str, checked: CheckedDraft) -> None:
        """Keep a result; where the folder can't be written nothing is kept."""
        encoded = msgspec.msgpack.encode(checked)
        with contextlib.suppress(OSError):
            self._folder.mkdir(exist_ok=True)
            atomic.write(self._folder / key, hashlib.sha256(encoded).digest() + encoded)
            self._sweep()

    def _sweep(self) -> None:
        entries = sorted(os.scandir(self._folder), key=lambda entry: -entry.stat().st_mtime_ns)
        for entry in entries[MOST:]:
            Path(entry.path).unlink(missing_ok=True)
