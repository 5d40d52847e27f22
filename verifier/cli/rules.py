"""`verify rules`: the rules by name, and which are on."""

from __future__ import annotations

from verifier.cli.shared import Shared, as_json, write

EXAMPLES = """
\b
Examples:
  verify rules
  verify explain quantity
  verify "250 prisoners freed" --ignore date
"""


def rules(shared: Shared) -> int:
    """List the rules by which claims are checked. It says whether each is on."""
    from verifier.verdict import JUDGES

    switched = shared.settings().rules
    rows = [
        {"rule": name, "state": switched.get(name, "on"), "summary": module.SUMMARY} for name, module in JUDGES.items()
    ]
    if shared.format == "json":
        write(as_json(rows))
    elif shared.format == "jsonl":
        write("".join(map(as_json, rows)))
    else:
        from rich.table import Table
        from rich.text import Text

        table = Table(box=None, show_header=False, pad_edge=False)
        for row in rows:
            table.add_row(Text(row["rule"], "bold"), row["state"], row["summary"])
        shared.output().print(table)
    return 0
