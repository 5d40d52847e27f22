"""What of a draft is checked and what is passed over, and why, before anything is looked up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from verifier.drafts.records import Listed
from verifier.reports.json import indented, line, valid
from verifier.reports.printable import nearby, printable


def render(sentences: Sequence[Listed]) -> str:
    """One line for each sentence."""
    return "".join(
        f"{printable(nearby(each.file))}:{each.region.line}:{each.region.column}: "
        f"{'claim' if each.is_claim else 'passed over'} ({printable(each.reason)}) | {printable(each.text)}\n"
        for each in sentences
    )


def render_json(sentences: Sequence[Listed]) -> str:
    """An indented array."""
    return indented([_object(each) for each in sentences])


def render_lines(sentences: Sequence[Listed]) -> str:
    """One object a line."""
    return "".join(line(_object(each)) for each in sentences)


def _object(each: Listed) -> dict[str, Any]:
    region = {name: getattr(each.region, name) for name in each.region.__struct_fields__}
    return {
        "file": valid(nearby(each.file)),
        "text": valid(each.text),
        "claim": each.is_claim,
        "reason": valid(each.reason),
        "context": valid(each.context),
        **region,
    }
