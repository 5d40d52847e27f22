"""One bit of a file flipped, as a disk does it: size and times stay."""

from __future__ import annotations

import contextlib
import os
import random
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def flipped(file: Path, place: int, bit: int) -> Iterator[None]:
    """The file with one bit flipped, and as it was again behind."""
    flip(file, place, bit)
    try:
        yield
    finally:
        if file.exists():
            flip(file, place, bit)


def flip(file: Path, place: int, bit: int) -> None:
    """Flip one bit."""
    seen = file.stat()
    with file.open("r+b") as stream:
        stream.seek(place)
        byte = stream.read(1)
        stream.seek(place)
        stream.write(bytes([byte[0] ^ 1 << bit]))
    os.utime(file, ns=(seen.st_atime_ns, seen.st_mtime_ns))


def places(file: Path, seed: int, number: int) -> list[tuple[int, int]]:
    """A sample of a file's bits: half from anywhere, half from the parts that are not empty."""
    chance = random.Random(seed)
    content = file.read_bytes()
    filled = [place for place, byte in enumerate(content) if byte]
    chosen = [chance.randrange(len(content)) for _ in range(number // 2)]
    chosen += [chance.choice(filled) for _ in range(number - number // 2)]
    return [(place, chance.randrange(8)) for place in chosen]
