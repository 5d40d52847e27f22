"""Text from documents made safe to show: no escape sequence or bidi override gets through; nothing is laid out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
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


COMMAND = re.compile(r"^([^\S\n]*):(?=:[\w-]+(?:[^\S\n][^\n]*?)?::)|##(?=\[)", re.MULTILINE)


def commanding_nothing(text: str) -> str:
    """The text with nothing in it that the log of a continuous integration takes for a command.

    GitHub's runner reads `::name …::` at the beginning of any line that a step prints, behind blanks too, and `##[name …]`
    anywhere in it (github.com/actions/runner, ActionCommand.cs).
    """
    return COMMAND.sub(lambda found: f"{found[1]}\uff1a" if found[1] is not None else "#\uff03", text)


def pieces(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    """The text made printable and cut at the spans, which are in order and disjoint; true stands with what is in one."""
    shown = printable(text)
    done = 0
    for start, end in spans:
        if done < start:
            yield shown[done:start], False
        if start < end:
            yield shown[start:end], True
        done = end
    if done < len(shown):
        yield shown[done:], False


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
