"""Text made safe to stand within Markdown: nothing in it becomes markup, wherever it is shown."""

from __future__ import annotations

import re

from verifier.reports.printable import printable

MARKUP = re.compile(r"[\\`*_{}\[\]<>()#|~&!$]")
"""What may begin markup within a line of Markdown (with tables and mathematics, as GitHub reads it)."""
OPENINGS = re.compile(r"^(\d*)([-+=.)])")
"""What may begin a list, a rule or a heading at the start of a line, where a number may stand before it."""


def inline(text: str) -> str:
    """The printable text with all that Markdown or HTML would read as markup escaped; for the middle of a line.

    CommonMark takes any ASCII punctuation as itself behind a backslash.
    """
    return MARKUP.sub(r"\\\g<0>", printable(text))


def line(text: str) -> str:
    """The same for a text that may stand at the beginning of a line."""
    return OPENINGS.sub(r"\1\\\2", inline(text).strip())
