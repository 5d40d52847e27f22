"""Weights in four bits, so that the released model takes half the room of its int8 weights.

A row of a weight matrix has a scale. Each block of BLOCK columns in it has one of 16 sizes, and each weight one of 16 levels
between minus and plus that size, closer together near nothing (the NF4 levels of Dettmers et al., 2023, QLoRA). Size times
level is rounded to an integer from -64 to 64; with these the runtime multiplies. Training (`network`) rounds as `packed` does, so
the network learns with the weights that it will have.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

BLOCK = 32
MOST = 64
"""The largest of the integers: of seven bits, as `verifier.index.export` explains."""
SIZES = 16
LEVELS = np.array(
    [
        *(-1.0, -0.6961928, -0.5250731, -0.3949175, -0.2844414, -0.1847734, -0.0910500, 0.0),
        *(0.0795803, 0.1609302, 0.2461123, 0.3379152, 0.4407098, 0.5626170, 0.7229568, 1.0),
    ],
    dtype=np.float32,
)
TABLE: NDArray[np.int8] = np.rint(np.outer(np.arange(1, SIZES + 1) / SIZES, LEVELS) * MOST).astype(np.int8)
"""The integer of each size (row) and level (column)."""
_BETWEEN = (LEVELS[1:] + LEVELS[:-1]) / 2
_PAIRS: NDArray[np.uint16] = (
    np.stack(np.broadcast_arrays(TABLE[:, :, None], TABLE[:, None, :]), axis=-1).reshape(-1).view(np.uint16)
)
"""The integers of a size and two levels, at the place `size << 8 | level << 4 | level`."""
_AT_ONCE = 1 << 20
"""Integers that are unpacked together: what a processor's cache holds."""

Integers = NDArray[np.int8]
Packed = tuple[NDArray[np.uint8], NDArray[np.uint8]]
"""Levels (row, column / 2) and sizes (row, column / BLOCK / 2), two to a byte, the first in the higher half."""


def rounded(weights: NDArray[np.float32]) -> tuple[Integers, NDArray[np.float32]]:
    """The nearest integers that can be packed, in the weights' shape (row, column), and the scale of each row, (row, 1)."""
    rows, columns = weights.shape
    blocks = weights.reshape(rows, columns // BLOCK, BLOCK)
    largest = np.abs(blocks).max(axis=2, keepdims=True)
    scales = np.maximum(largest.max(axis=1), 1e-12)
    share = largest / scales[:, None]
    sizes = np.clip(np.ceil(share * SIZES - 1e-4), 1, SIZES).astype(np.uint8)
    levels = np.searchsorted(_BETWEEN, blocks / (sizes * (scales[:, None] / SIZES)))
    integers = TABLE[sizes - 1, levels].reshape(rows, columns)
    return integers, scales / MOST


def pack(integers: Integers) -> Packed:
    """Integers (row, column) as `rounded` gives them, without loss. Raises ValueError for others."""
    rows, columns = integers.shape
    blocks = integers.reshape(rows, columns // BLOCK, BLOCK)
    levels = np.zeros(blocks.shape, dtype=np.uint8)
    sizes = np.full(blocks.shape[:2], SIZES, dtype=np.uint8)
    for size, allowed in enumerate(TABLE):
        level_of = np.full(256, SIZES, dtype=np.uint8)
        level_of[allowed.view(np.uint8)] = np.arange(len(allowed))
        found = level_of[blocks.view(np.uint8)]
        fits = (found < SIZES).all(axis=2) & (sizes == SIZES)
        sizes[fits], levels[fits] = size, found[fits]
    if (sizes == SIZES).any():
        raise ValueError("there are weights that are no level of their block's size")
    return _halves(levels.reshape(rows, columns)), _halves(sizes)


def unpack(packed: Packed) -> Integers:
    """The integers (row, column) that were packed."""
    levels, sizes = packed
    columns = 2 * levels.shape[1]
    integers = np.empty((len(levels), columns), dtype=np.int8)
    step = max(1, _AT_ONCE // columns)
    for start in range(0, len(levels), step):
        part = slice(start, start + step)
        of_block = np.stack([sizes[part] >> 4, sizes[part] & 15], axis=-1).reshape(-1, columns // BLOCK, 1)
        both = levels[part].reshape(-1, columns // BLOCK, BLOCK // 2)
        places = (of_block.astype(np.uint16) << 8) | both
        integers[part] = _PAIRS[places].view(np.int8).reshape(-1, columns)
    return integers


def _halves(small: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Numbers under 16, two to a byte."""
    both: NDArray[np.uint8] = small[:, 0::2] << np.uint8(4) | small[:, 1::2]
    return both
