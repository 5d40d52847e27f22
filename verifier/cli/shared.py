"""What all commands share: their common options, how they are registered, and the one place where errors are shown."""

from __future__ import annotations

import dataclasses
import inspect
import os
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TextIO, cast, get_type_hints

import msgspec
import typer

from verifier import config
from verifier.cli import INTERRUPTED
from verifier.config import Config
from verifier.errors import VerifierError
from verifier.index.place import parse
from verifier.reports.printable import commanding_nothing, printable

if TYPE_CHECKING:
    from rich.console import Console

PIPE_CLOSED = 141
"""The exit code of a process that wrote to a reader who had left: 128 and the number of the signal."""

FORMATS = ("text", "json", "jsonl")
"""How a command can print; the module of one that can print other ways has its own FORMATS."""


@dataclass(frozen=True)
class Shared:
    """The options that every command has."""

    config: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Configuration; by default verifier.yaml or pyproject.toml here or above."),
    ] = None
    index: Annotated[
        str | None, typer.Option(metavar="FOLDER", help="Folder of the index, or milvus+http://HOST:PORT/COLLECTION.")
    ] = None
    format: Annotated[str, typer.Option(help="How to print results; of serve, its log.")] = "text"
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print only results and errors.")] = False
    no_color: Annotated[bool, typer.Option("--no-color", help="Print without colour (as with NO_COLOR set).")] = False
    debug: Annotated[bool, typer.Option("--debug", help="Show where an error came from.")] = False

    def settings(self) -> Config:
        """The configuration, with the index that the command line names."""
        loaded = config.load(self.config)
        return loaded.with_index(parse(self.index, Path.cwd())) if self.index else loaded

    def colours(self) -> bool:
        """Whether results go to a terminal that may be given colours."""
        return sys.stdout.isatty() and not self.no_color and not os.environ.get("NO_COLOR")

    def output(self) -> Console:
        """Where text results go."""
        return self._console(stderr=False)

    def messages(self) -> Console:
        """Where progress goes."""
        return self._console(stderr=True)

    def _console(self, *, stderr: bool) -> Console:
        from rich.console import Console

        class Piped(Console):
            def on_broken_pipe(self) -> None:
                raise BrokenPipeError  # rich would exit with 1, which means a conflict

        stream = sys.stderr if stderr else sys.stdout
        # A terminal that is told not to colour still gets rich's layout; a pipe gets plain text of a fixed width.
        width = None if stream.isatty() or "COLUMNS" in os.environ else 100
        plain = self.no_color or bool(os.environ.get("NO_COLOR"))
        colours: Literal["auto"] | None = None if plain else "auto"
        return Piped(
            file=cast("TextIO", _Lines(stream)), color_system=colours, highlight=False, markup=False, width=width
        )

    def say(self, message: str) -> None:
        """A line for the person at the terminal, unless --quiet."""
        if not self.quiet:
            complain(message)


class _Lines:
    """A stream on which no text is a command to the log that it may go to; in all else it is the stream."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        return self._stream.write(commanding_nothing(text))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def complain(message: str) -> None:
    """A line on standard error."""
    sys.stderr.write(commanding_nothing(printable(message)) + "\n")


def write(text: str, *, commands: bool = False) -> None:
    """Data on standard output; with `commands` it is made of commands to a log."""
    sys.stdout.write(text if commands else commanding_nothing(text))


def as_json(value: Any) -> str:
    """A record as a line of JSON; paths are text, and what is no text in them is replaced."""
    from verifier.reports import json

    plain = msgspec.to_builtins(value, enc_hook=lambda path: os.fsencode(path).decode("utf-8", "replace"))
    return json.line(plain)


def register(app: typer.Typer, function: Callable[..., int]) -> None:
    """Make a function a command of the app: of its own options and the shared ones, its result the exit code."""
    own = [
        parameter.replace(annotation=hint)
        for parameter, hint in _hinted(inspect.signature(function).parameters, function)
        if parameter.name != "shared"
    ]
    module = sys.modules[function.__module__]
    hints = get_type_hints(Shared, include_extras=True)
    # Literal[*FORMATS]: the choices of this command.
    hints["format"] = Annotated[Literal[getattr(module, "FORMATS", FORMATS)], *hints["format"].__metadata__]
    common = [
        inspect.Parameter(
            field.name, inspect.Parameter.KEYWORD_ONLY, default=field.default, annotation=hints[field.name]
        )
        for field in dataclasses.fields(Shared)
    ]

    def run(**given: Any) -> None:
        shared = Shared(**{parameter.name: given.pop(parameter.name) for parameter in common})
        raise typer.Exit(_at_the_edge(lambda: function(shared, **given), debug=shared.debug))

    parameters = [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in (*own, *common)]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    run.__doc__ = function.__doc__
    app.command(function.__name__.rstrip("_"), epilog=module.EXAMPLES)(run)


def _hinted(parameters: Any, function: Callable[..., int]) -> list[tuple[inspect.Parameter, Any]]:
    hints = get_type_hints(function, include_extras=True)
    return [(parameter, hints[parameter.name]) for parameter in parameters.values()]


def _at_the_edge(command: Callable[[], int], *, debug: bool) -> int:
    """Run a command; say in one line what stopped it, with a traceback only for --debug."""
    try:
        code = command()
        sys.stdout.flush()
    except KeyboardInterrupt:
        complain("Stopped.")
        return INTERRUPTED
    except BrokenPipeError:
        # Python would complain again when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except VerifierError as error:
        complain(f"Error: {error}")
        code, trace = error.exit_code, traceback.format_exc()
    except Exception as error:
        hint = "" if debug else " (run again with --debug to see where)"
        complain(f"Error: {type(error).__name__}: {error}{hint}")
        code, trace = VerifierError.exit_code, traceback.format_exc()
    else:
        return code
    if debug:
        for line in trace.splitlines():
            complain(line)
    return code
