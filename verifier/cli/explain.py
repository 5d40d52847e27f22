"""`verify explain`: what a rule reads, with examples that the rule itself answers when they are shown."""

from __future__ import annotations

import inspect
from typing import Annotated

import typer

from verifier.cli.shared import Shared, as_json, write
from verifier.config import nearest
from verifier.errors import InputError

EXAMPLES = """
\b
Examples:
  verify explain quantity
  verify explain date --format json
"""


def explain(
    shared: Shared,
    rule: Annotated[str, typer.Argument(metavar="RULE", help="A rule that `verify rules` lists.")],
) -> int:
    """Say what a rule reads, with examples of what it answers."""
    from verifier.rules import examples
    from verifier.verdict import JUDGES

    if rule not in JUDGES:
        raise InputError(f"{rule}: there is no such rule; {nearest(rule, list(JUDGES))}")
    module = JUDGES[rule]
    reads = inspect.cleandoc(module.__doc__ or "")
    answered = [examples.answer(rule, example) for example in examples.of(rule)]
    if shared.format != "text":
        described = {"rule": rule, "summary": module.SUMMARY, "reads": reads, "examples": answered}
        write(as_json(described))
        return 0
    from rich.text import Text

    output = shared.output()
    output.print(Text.assemble((rule, "bold"), "\n", module.SUMMARY, "\n\n", reads, "\n"))
    for one in answered:
        output.print(Text.assemble("claim:  ", (one.claim, "bold")))
        if one.source:
            output.print(Text.assemble("source: ", one.source))
        style = {"agrees": "green", "conflicts": "red"}.get(one.outcome, "dim")
        output.print(Text.assemble((f"{one.outcome}: {one.explanation}", style), "\n"))
    output.print(Text(f"To leave it out: --ignore {rule}, or in verifier.yaml `rules: {{{rule}: off}}`.", "dim"))
    return 0
