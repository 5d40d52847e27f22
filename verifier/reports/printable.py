"""Text from documents made safe to show: no escape sequence or bidi override gets through; nothing is laid out."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

# Controls other than white space (C0, DEL, C1: a terminal obeys them), marks that reorder what is read (bidi
# embeddings, overrides, isolates, and the lone marks), invisible fillers (word joiner … BOM, soft hyphen), and lone
# surrogates.
UNSAFE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
SPACE = re.compile(r"\s")


def printable(text: str) -> str:
    """The text with each unsafe character as U+FFFD and each white space as a blank; offsets stay as they were."""
    return SPACE.sub(" ", UNSAFE.sub("\ufffd", text))


def nearby(path: str) -> str:
    """The path as seen from the working folder if it lies below that, else as it is."""
    try:
        return str(Path(path).relative_to(Path.cwd()))
    except (ValueError, OSError):
        return path


def long_date(day: dt.date) -> str:
    """The day as a newspaper writes it: 19 March 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


MONTHS = (
    "January February March April May June July August September October November December"  # not the locale's
).split()
