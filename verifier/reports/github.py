"""Problems of drafts as workflow commands, which GitHub shows as annotations on the lines of a pull request.

The runner reads a command as `::name key=value,key=value::message` on a line of its own, and undoes %25, %0D and %0A, in a
value also %3A and %2C. What is escaped here can't end its line, value or key, so no text becomes a command.
"""

from __future__ import annotations

from collections.abc import Sequence

from verifier.drafts.records import CheckedDraft, Level, Problem
from verifier.reports.printable import printable
from verifier.reports.problems import TOOL, details, fresh, path_of

COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}


def render(drafts: Sequence[CheckedDraft]) -> str:
    """A command a line, for each problem that no baseline lists."""
    return "".join(_command(problem) + "\n" for _, problem, _ in fresh(drafts))


def _command(problem: Problem) -> str:
    region = problem.region
    keys = {"file": path_of(problem.file), "line": region.line, "endLine": region.end_line}
    if region.line == region.end_line:
        keys |= {"col": region.column, "endColumn": region.end_column}  # the runner takes columns within one line only
    keys["title"] = f"{TOOL}: {problem.rule}"
    values = ",".join(f"{key}={str(value).translate(VALUE)}" for key, value in keys.items())
    message = "\n".join([printable(problem.message), *details(problem)])
    return f"::{COMMANDS[problem.level]} {values}::{message.translate(MESSAGE)}"


MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
VALUE = MESSAGE | str.maketrans({":": "%3A", ",": "%2C"})
