"""What checking a draft yields: its claims with their verdicts, and the problems that a report shows; nothing is decided here."""

from __future__ import annotations

from enum import StrEnum

from verifier.records import Record, Verdict

UNVERIFIED = "unverified"
INCONSISTENT = "inconsistent"
UNUSED = "unused-ignore"
NO_CLAIMS = "no-claims"


class Level(StrEnum):
    """How much a problem matters: an error fails the run, a warning or a note does not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


LEVELS = {
    UNVERIFIED: Level.NOTE,
    INCONSISTENT: Level.ERROR,
    UNUSED: Level.WARNING,
    NO_CLAIMS: Level.WARNING,
}
"""What a problem can come from besides the rules and the stance model, and its level unless --fail-on says otherwise."""


class Region(Record, frozen=True):
    """A span of a draft's file as it is on disk: `start` and `end` are offsets in code points from 0, end exclusive.

    Lines and columns count from 1, columns in code points, `end_column` exclusive.
    """

    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int


class Fix(Record, frozen=True):
    """Words that take the place of a region; `safe` if nothing else in the sentence depends on them."""

    region: Region
    replacement: str
    safe: bool


class Problem(Record, frozen=True, kw_only=True):
    """Something that an editor should look at, at one place of a draft."""

    file: str
    region: Region
    """The words that are wrong, or the whole claim where no words of it are to blame."""
    level: Level
    rule: str
    """What found it: a rule's name ("quantity"), "wording", or one of LEVELS."""
    message: str
    """One line: "the claim says 205 prisoners, the source 250 political prisoners"."""
    sentence: str = ""
    """The text of the sentence that it stands in; empty for one of no sentence."""
    verdict: Verdict | None = None
    """The verdict on the claim, with its evidence best first."""
    fix: Fix | None = None
    known: bool = False
    """Whether the baseline lists it: shown on request, never a failure."""


class CheckedDraft(Record, frozen=True, kw_only=True):
    """One draft after checking."""

    file: str
    text: str
    """The file's text as read, into which all regions point."""
    encoding: str | None = "utf-8"
    """How the file's bytes become `text`; None for a format of which the text is only a part."""
    claims: tuple[Verdict, ...]
    """In the order of the draft; each claim has its place."""
    problems: tuple[Problem, ...]
    """By place, then by rule."""


class Listed(Record, frozen=True, kw_only=True):
    """A sentence of a draft, and whether it would be checked."""

    file: str
    region: Region
    text: str
    """As it would be checked: without markup, a pronoun resolved where that is safe."""
    is_claim: bool
    reason: str
    """What can be checked in it, or why it is passed over."""
    context: str = ""
    """The sentences before it that would be looked up with it."""
