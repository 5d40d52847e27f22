"""The commands of `verify` put together; each parses, calls the library, and hands the result to a report."""

from __future__ import annotations

import io
import sys
from typing import Annotated, Any

import typer

import verifier
from verifier.cli import (
    INTERRUPTED,
    batch,
    check,
    draft,
    evaluate,
    explain,
    index,
    remove,
    rules,
    serve,
    shared,
    status,
)
from verifier.cli.group import Commands

COMMANDS = (
    check.check,
    draft.draft,
    batch.batch,
    serve.serve,
    index.index,
    status.status,
    remove.remove,
    evaluate.eval_,
    rules.rules,
    explain.explain,
)


_ClickError: Any = typer.BadParameter.__mro__[2]
"""Click's ClickException: some versions of typer bring a click of their own, under another name."""


def run() -> int:
    """Run the command line; the exit code of the design."""
    for stream in (sys.stdout, sys.stderr):
        # JSON is UTF-8 whatever the locale, and a path that is no text must not stop a report.
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        code: int = app(prog_name="verify", standalone_mode=False)
    except _ClickError as error:
        # Its message repeats what was typed, or what a shell made of the names of files.
        said = io.StringIO()
        error.show(file=said)
        for line in said.getvalue().splitlines():
            shared.complain(line)
        code = error.exit_code
    except typer.Abort:
        shared.complain("Stopped.")
        code = INTERRUPTED
    return code


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"verify {verifier.__version__}")
        raise typer.Exit


def _group(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Look a claim up in source passages and show the words that support it or conflict with it."""


app = typer.Typer(
    name="verify",
    cls=Commands,
    rich_markup_mode=None,  # help in plain text: rich alone costs more than everything else that it needs
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=check.EXAMPLES,
)
app.callback()(_group)
for function in COMMANDS:
    shared.register(app, function)
