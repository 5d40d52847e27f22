"""`verify TEXT`: one claim, or many from standard input, looked up and shown with the evidence."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from itertools import chain
from typing import Annotated

import typer

from verifier import folders
from verifier.cli import judging
from verifier.cli.shared import Shared, complain, write
from verifier.errors import InputError
from verifier.records import Claim, Verdict

EXAMPLES = """
\b
Examples:
  verify "250 prisoners freed"
  verify "The treaty was signed on Thursday" --date 2026-03-21
  verify "250 prisoners freed" --against article.txt notes/
  verify - --format jsonl < claims.txt > verdicts.jsonl
  verify index notes/ articles/
  verify explain quantity
"""

SHOWN = 3
"""Passages of a section that text output shows unless -k asks for another number."""


def check(
    shared: Shared,
    text: Annotated[list[str] | None, typer.Argument(metavar="TEXT…", help="The claim; - reads many.")] = None,
    against: judging.Against = None,
    nearest: Annotated[
        bool, typer.Option("--nearest", help="Show the nearest passages that say nothing of the claim, too.")
    ] = False,
    k: judging.Passages = None,
    date: Annotated[
        dt.datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="When the claim was made: its “today”."),
    ] = None,
    ignore: judging.Ignore = None,
    fail_on: judging.Failing = None,
    min_confidence: judging.MinConfidence = None,
) -> int:
    """Show what supports a claim and what conflicts with it. The word `check` may be left out."""
    words, files = list(text or ()), list(against or ())
    if not words and files and not folders.is_there(files[-1]):
        words = [str(files.pop())]  # the claim stands behind --against
    if not words:
        raise InputError('no claim is given: verify "250 prisoners freed", or - to read claims from standard input')
    config = judging.configured(shared.settings(), ignore or (), fail_on, min_confidence)
    many = words == ["-"]
    claims = _lines() if many else iter([(0, " ".join(words))])
    first = next(claims, None)
    if first is None:
        raise InputError("standard input has no claim: give one a line")
    verifier = judging.opened(shared, config, files)
    failing = False
    broken = False

    def verdicts() -> Iterator[Verdict]:
        nonlocal failing, broken
        for number, claim in chain([first], claims):
            try:
                verdict = verifier.check(Claim(claim, date=date.date() if date else None), k=k)
            except InputError as error:
                if not many:
                    raise
                complain(f"Error: line {number} of standard input: {error}")
                broken = True
                continue
            failing |= verdict.status in judging.FAILING[config.fail_on]
            yield verdict

    _report(shared, verdicts(), many=many, nearest=nearest, shown=k or SHOWN)
    return InputError.exit_code if broken else int(failing)


def _report(shared: Shared, verdicts: Iterator[Verdict], *, many: bool, nearest: bool, shown: int) -> None:
    if shared.format == "text":
        from verifier.reports import terminal

        terminal.render(verdicts, shared.output(), nearest=nearest, shown=shown)
        return
    from verifier.reports import json

    if shared.format == "json":
        write(json.render(verdicts, many=many))
    else:
        for verdict in verdicts:
            write(json.render_line(verdict))


def _lines() -> Iterator[tuple[int, str]]:
    """The claims on standard input, one a line, with their line; blank lines are left out.

    Bytes that are no UTF-8 become lone surrogates, which no claim may have.
    """
    for number, line in enumerate(sys.stdin.buffer, 1):
        claim = line.decode("utf-8-sig", "surrogateescape").strip()
        if claim:
            yield number, claim
