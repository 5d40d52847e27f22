"""Looks up units and currencies by name and sign in the table that `units_build` writes; reads no amounts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

from verifier.facts.tokens import Tokens

_TABLE: dict[str, Any] = json.loads(Path(__file__).with_name("units.json").read_text(encoding="utf-8"))


class Size(NamedTuple):
    """A unit's size: a value times `factor` plus `offset` is in the canonical `unit` of its dimension."""

    dimension: str
    unit: str
    factor: float
    offset: float = 0.0


CANONICAL: dict[str, str] = _TABLE["canonical"]
SIZES: dict[str, Size] = {
    name: Size(dimension, CANONICAL[dimension], factor, offset)
    for name, (dimension, factor, offset, *_) in _TABLE["units"].items()
}
READINGS: dict[str, tuple[Size, ...]] = {
    name: tuple(Size(row[0], CANONICAL[row[0]], *size) for size in row[3:])
    for name, row in _TABLE["units"].items()
    if len(row) > 3
} | {
    "pound": (SIZES["pound"], Size("money", "GBP", 1.0)),
    "ounce": (SIZES["ounce"], *(Size("volume", "litre", size[0]) for size in _TABLE["units"]["fluid ounce"][3:])),
    "prime": (SIZES["foot"], SIZES["minute"]),
    "double prime": (SIZES["inch"], SIZES["second"]),
}
"""Names of units that have several sizes, or measure several things; quantities in them keep the name as their unit."""

WORDS: dict[str, str] = _TABLE["words"]
SYMBOLS: dict[str, str] = _TABLE["symbols"]
MONEY: dict[str, str] = _TABLE["money"]
SIGNS: dict[str, str] = _TABLE["signs"]
CODES: frozenset[str] = frozenset(_TABLE["codes"])
MINOR: dict[str, list[Any]] = _TABLE["minor"]
FAMILIES: dict[str, list[str]] = _TABLE["families"]
PREFIXES = frozenset(
    {code.lower() for code in CODES} | {sign.lower() for sign in SIGNS if sign.isalpha()} | {"x", "c", "ca"}
)
"""Letters that may be glued to the front of an amount."""


def _lengths(*tables: dict[str, Any]) -> dict[str, tuple[int, ...]]:
    lengths: dict[str, set[int]] = {}
    for table in tables:
        for key in table:
            words = key.split(" ")
            lengths.setdefault(words[0].lower(), set()).add(len(words))
    return {word: tuple(sorted(counts, reverse=True)) for word, counts in lengths.items()}


_UNIT_LENGTHS = _lengths(WORDS, SYMBOLS)
_MONEY_LENGTHS = _lengths(MONEY, MINOR)
HYPHENS = frozenset("-‐‑")


def unit_at(tokens: Tokens, i: int) -> tuple[str, int] | None:
    """The unit whose name begins at token `i`, and the index after it; hyphens within a name do not count."""
    if i >= len(tokens):
        return None
    for length in _UNIT_LENGTHS.get(tokens.lower[i], ()):
        end = i + length
        raw, lower = tokens.raw[i:end], tokens.lower[i:end]
        if not HYPHENS.isdisjoint(lower):
            kept = [k for k in range(i, min(i + 2 * length, len(tokens))) if tokens.raw[k] not in HYPHENS][:length]
            if not kept:
                continue
            raw, lower, end = [tokens.raw[k] for k in kept], [tokens.lower[k] for k in kept], kept[-1] + 1
        name = SYMBOLS.get(" ".join(raw)) or WORDS.get(" ".join(lower))
        powered = raw[-1].isdecimal() and not tokens.glued(end - 1)
        if name is not None and len(raw) == length and not powered:
            return name, end
    return None


def money_at(tokens: Tokens, i: int) -> tuple[str, float, int] | None:
    """The currency whose name, code or sign begins at token `i`, what part of it is meant, and the index after it."""
    if i >= len(tokens):
        return None
    lower, raw = tokens.lower, tokens.raw
    if i + 1 < len(raw) and f"{raw[i]} {raw[i + 1]}" in SIGNS:
        return SIGNS[f"{raw[i]} {raw[i + 1]}"], 1.0, i + 2
    for length in _MONEY_LENGTHS.get(lower[i], ()):
        if i + length > len(lower):
            continue
        words = " ".join(lower[i : i + length])
        if words in MINOR and (len(words) > 1 or words == "¢"):
            code, part = MINOR[words]
            return code, part, i + length
        if words in MONEY:
            return MONEY[words], 1.0, i + length
    if raw[i] in CODES:
        return raw[i].replace("RMB", "CNY"), 1.0, i + 1
    if raw[i] in SIGNS and not (raw[i].isalpha() and len(raw[i]) == 1):
        return SIGNS[raw[i]], 1.0, i + 1
    return None


def sign_before(tokens: Tokens, i: int) -> tuple[str, int] | None:
    """The currency whose sign, code or name ends right before token `i`, and the index where it begins."""
    if i < 1:
        return None
    raw = tokens.raw
    if i > 2 and f"{raw[i - 3]} {raw[i - 2]} {raw[i - 1]}" in SIGNS:
        return SIGNS[f"{raw[i - 3]} {raw[i - 2]} {raw[i - 1]}"], i - 3
    if i > 1 and f"{raw[i - 2]} {raw[i - 1]}" in SIGNS:
        return SIGNS[f"{raw[i - 2]} {raw[i - 1]}"], i - 2
    if i > 1 and raw[i - 1] == "$" and len(raw[i - 2]) > 1 and f"{raw[i - 2].upper()} $" in SIGNS:
        return SIGNS[f"{raw[i - 2].upper()} $"], i - 2
    if i > 1 and raw[i - 2] in CODES and raw[i - 1] in SIGNS:
        return raw[i - 2], i - 2
    before = raw[i - 1]
    if before in SIGNS and (not before.isalpha() or len(before) > 1 or tokens.glued(i)):
        return SIGNS[before], i - 1
    if before in CODES:
        return before.replace("RMB", "CNY"), i - 1
    if before.lower() == "ringgit":
        return ("MYR", i - 2) if i > 1 and tokens.lower[i - 2].startswith("malaysia") else ("MYR", i - 1)
    if before.upper() in {"RM", "RS"} and tokens.glued(i):
        return SIGNS["RM" if before.upper() == "RM" else "Rs"], i - 1
    return None
