"""The file in which a batch keeps every verdict as it comes, so that a run that was killed can go on.

It begins with MARK and the run's fingerprint; after it come frames, one a verdict: the length and CRC-32 of what follows,
the claim's key, and the verdict in MessagePack. A frame is written in one call behind the last, so that a killed process
leaves whole frames and at most one in part, which is cut off when the file is opened again.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import filelock
import msgspec

from verifier.errors import InputError
from verifier.records import Claim, Verdict

MARK = b"verify batch 1\n"
FOLDER = "batches"
"""Below the folder of the index."""

_FRAME = struct.Struct("<II")
_KEY = 16
_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Verdict)


class Journal:
    """The verdicts that a batch has so far; `open` is the way here."""

    def __init__(self, path: Path, descriptor: int, places: dict[bytes, tuple[int, int]]) -> None:
        self.path = path
        self._descriptor = descriptor
        self._places = places
        """Of each claim's verdict: offset and length."""
        self._end = os.lseek(descriptor, 0, os.SEEK_END)
        self.is_done = False
        """Whether nothing is left to be done: then the file is deleted when it is closed."""

    @classmethod
    @contextlib.contextmanager
    def open(cls, path: Path, fingerprint: str, *, resume: bool) -> Iterator[Journal]:
        """The journal in that file, alone to this process; what it holds is kept only to `resume` the same run.

        Its verdicts are of the same run if they were made with the same fingerprint. Raises InputError if the file can't
        be written, or another process is writing it.
        """
        with contextlib.ExitStack() as alone:
            with _keeping(path):
                alone.enter_context(_alone(path))
            with contextlib.ExitStack() as opened:
                with _keeping(path):
                    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
                    opened.callback(os.close, descriptor)
                    journal = cls(path, descriptor, _prepare(descriptor, fingerprint, resume=resume))
                yield journal
            if journal.is_done:
                # While nobody else can have begun one there; closed before, or Windows would not let it go.
                path.unlink(missing_ok=True)
                if os.name == "posix":  # elsewhere a file that is locked can't be deleted, and filelock does it
                    _lock_of(path).unlink(missing_ok=True)
        if journal.is_done:
            with contextlib.suppress(OSError):  # of other batches' journals, or of the index
                path.parent.rmdir()
                path.parent.parent.rmdir()

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, claim: Claim) -> bool:
        return _key(claim) in self._places

    def __getitem__(self, claim: Claim) -> Verdict:
        """A verdict that is kept. Raises InputError if the file can't be read."""
        offset, length = self._places[_key(claim)]
        with _keeping(self.path):
            os.lseek(self._descriptor, offset, os.SEEK_SET)
            body = os.read(self._descriptor, length)
        return _decoder.decode(body)

    def add(self, claim: Claim, verdict: Verdict) -> None:
        """Keep a verdict; once this returns, it outlives the process. Raises InputError if the file can't be written."""
        body = _key(claim) + _encoder.encode(verdict)
        frame = _FRAME.pack(len(body), zlib.crc32(body)) + body
        with _keeping(self.path):
            os.lseek(self._descriptor, self._end, os.SEEK_SET)
            written = os.write(self._descriptor, frame)
            if written < len(frame):
                raise OSError(None, "the disk is full")
        self._places[_key(claim)] = (self._end + _FRAME.size + _KEY, len(body) - _KEY)
        self._end += len(frame)


def _lock_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.lock")


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[None]:
    """A journal's lock, without waiting for it. Raises InputError if another process has it.

    Whoever is done deletes the lock's file, maybe just when it has been opened here: then what is locked here is a file that no
    other process finds. So the lock counts only if the file stood there before and still does; otherwise it is taken anew.
    """
    file = _lock_of(path)
    lock = filelock.FileLock(file, timeout=0)
    while not lock.is_locked:
        path.parent.mkdir(parents=True, exist_ok=True)
        with file.open("ab") as before:
            try:
                lock.acquire()
            except filelock.Timeout as error:
                raise InputError(f"another process is checking the same claims: wait for it to end ({file})") from error
            if not _is_at(file, before):
                lock.release()
    try:
        yield
    finally:
        lock.release()


def _is_at(path: Path, file: BinaryIO) -> bool:
    """Whether an open file still has this path."""
    try:
        return os.path.samestat(path.stat(), os.fstat(file.fileno()))
    except FileNotFoundError:
        return False


@contextlib.contextmanager
def _keeping(path: Path) -> Iterator[None]:
    """What is done to the journal's own file; what fails in it is said of that file, as InputError."""
    try:
        yield
    except OSError as error:
        raise InputError(f"{path}: the verdicts can't be kept there: {error.strerror or error}") from error


def _key(claim: Claim) -> bytes:
    """Tells a claim from every other: its text, date and speaker."""
    return hashlib.sha256(_encoder.encode(claim)).digest()[:_KEY]


def _prepare(descriptor: int, fingerprint: str, *, resume: bool) -> dict[bytes, tuple[int, int]]:
    """Where the verdicts are in a file that is ready to be written on; all others are thrown away."""
    head = MARK + fingerprint.encode() + b"\n"
    if resume and os.read(descriptor, len(head)) == head:
        places, end = _frames(descriptor, len(head))
        os.ftruncate(descriptor, end)
        return places
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.ftruncate(descriptor, 0)
    os.write(descriptor, head)
    return {}


def _frames(descriptor: int, start: int) -> tuple[dict[bytes, tuple[int, int]], int]:
    """The places of all verdicts in whole frames, and where these end."""
    places: dict[bytes, tuple[int, int]] = {}
    with os.fdopen(os.dup(descriptor), "rb") as file:
        file.seek(start)
        while len(head := file.read(_FRAME.size)) == _FRAME.size:
            length, checksum = _FRAME.unpack(head)
            body = file.read(length)
            if len(body) < length or zlib.crc32(body) != checksum:
                break
            offset = start + _FRAME.size
            places[body[:_KEY]] = (offset + _KEY, length - _KEY)
            start = offset + length
    return places, start
