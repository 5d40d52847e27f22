"""How the words after `verify` are understood: which command is meant, and where options may stand; runs nothing."""

from __future__ import annotations

from collections.abc import Container
from typing import Any

from typer.core import TyperGroup

DEFAULT = "check"
"""The command that is meant when none is named."""

SPREADING = "--against"
"""The option that takes all words up to the next option, as a shell's wildcard gives them."""


class Commands(TyperGroup):
    """The commands of `verify`, one of them the default; options may stand before a command or behind it."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Name the command where the user has not."""
        return super().parse_args(ctx, self._routed(ctx, args))

    def _routed(self, ctx: Any, args: list[str]) -> list[str]:
        own = {name for param in self.get_params(ctx) for name in param.opts}
        if not args:
            return args if ctx.resilient_parsing else [DEFAULT]
        if args[0] in own:
            return args
        options: list[Any] = [param for param in self.commands[DEFAULT].params if param.param_type_name == "option"]
        place = _first_word(args, {name for param in options if not param.is_flag for name in param.opts})
        if place is not None and args[place] in self.commands:
            return [args[place], *_spread(args[:place] + args[place + 1 :])]
        asked = [argument for argument in _before_dashes(args) if argument in own]
        return asked[:1] or [DEFAULT, *_spread(args)]

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Both ways to call it."""
        formatter.write_usage(ctx.command_path, "[OPTIONS] TEXT…  |  - (claims from standard input, one a line)")
        formatter.write_usage(ctx.command_path, "COMMAND [OPTIONS] …", prefix=" " * len("Usage: "))

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """The commands, then the options of the default command and the group's own."""
        self.format_commands(ctx, formatter)
        params = [*self.commands[DEFAULT].get_params(ctx), *self.get_params(ctx)]
        records = {param.name: param.get_help_record(ctx) for param in params if param.param_type_name == "option"}
        with formatter.section("Options"):
            formatter.write_dl([record for record in records.values() if record])

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """Commands and the group's options, and those of the default command."""
        return [*super().shell_complete(ctx, incomplete), *self.commands[DEFAULT].shell_complete(ctx, incomplete)]


def _before_dashes(args: list[str]) -> list[str]:
    return args[: args.index("--")] if "--" in args else args


def _first_word(args: list[str], valued: Container[str]) -> int | None:
    """The place of the first argument that is neither an option nor the value of one; None if `--` comes before."""
    place = 0
    while place < len(args) and args[place] != "--":
        if args[place] == SPREADING:
            place += 1
            while place < len(args) and not args[place].startswith("-"):
                place += 1
        elif not args[place].startswith("-") or args[place] == "-":
            return place
        else:
            place += 2 if args[place] in valued else 1
    return None


def _spread(args: list[str]) -> list[str]:
    """`--against a b c` as `--against a --against b --against c`, which is how options with many values are parsed."""
    spread: list[str] = []
    follows = False
    before = _before_dashes(args)
    for argument in before:
        if follows and not argument.startswith("-"):
            spread += [SPREADING, argument]
        else:
            follows = argument == SPREADING
            spread += [] if follows else [argument]
    if follows and spread[-2:-1] != [SPREADING]:
        spread.append(SPREADING)
    return spread + args[len(before) :]
