"""A draft with ten planted errors and twenty true statements, checked against corpus/: what is caught, what is flagged wrongly.

    python benchmarks/planted.py

The draft is tests/drafts/planted.yaml. An error is caught at the right place if a problem's words overlap the words that are
wrong; elsewhere in its sentence it is caught, but not in place.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.drafts import planting


def main() -> None:
    planted = planting.load()
    checked = planting.check(planted)
    in_place = near = false = errors = 0
    for each, within, exact in planting.found(planted, checked):
        said = "; ".join(f"{problem.rule}: {problem.message}" for problem in within)
        words = planted.text[each.start : each.end]
        if each.kind:
            errors += 1
            in_place += exact
            near += bool(within) and not exact
            verdict = "caught" if exact else "caught elsewhere" if within else "missed"
            print(f"{each.kind:<10} {verdict}: {words}\n           {said}")
        elif within:
            false += 1
            print(f"true       flagged: {words}\n           {said}")
    true = len(planted.statements) - errors
    supported = sum(verdict.status == "supported" for verdict in checked.claims)
    print(f"{in_place} of {errors} errors caught in place, {near} elsewhere in their sentence")
    print(f"{false} of {true} true statements flagged; of all claims {supported} are supported")


if __name__ == "__main__":
    main()
