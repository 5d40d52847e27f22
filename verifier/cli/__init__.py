"""The command `verify`: it begins here, and all that it can do is imported under the eye of `main`."""

from __future__ import annotations

import sys

INTERRUPTED = 130
"""The exit code of a process that Ctrl-C ended: 128 and the number of the signal."""


def main() -> None:
    """Run the command line; leaves with the exit code of the design, at whatever moment it is stopped."""
    try:
        # This takes a moment, in which Ctrl-C may come.
        from verifier.cli.commands import run

        code = run()
    except KeyboardInterrupt:
        sys.stderr.write("Stopped.\n")
        code = INTERRUPTED
    sys.exit(code)
