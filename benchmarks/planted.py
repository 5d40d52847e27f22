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
from verifier.checker import Verifier
from verifier.config import Config
from verifier.drafts import linting, reading
from verifier.drafts.records import Level

ROOT = Path(__file__).parent.parent


def main() -> None:
    planted = planting.load()
    verifier = Verifier.against([ROOT / "corpus"], config=Config())
    draft = reading.read("planted.md", planted.text.encode())
    checked = linting.check(draft, verifier, linting.Options(date=planted.date))
    found = [problem for problem in checked.problems if problem.level is Level.ERROR]
    in_place = near = false = errors = 0
    for each in planted.statements:
        within = [p for p in found if each.start <= p.region.start < each.end]
        exact = [p for p in within if p.region.start < each.wrong[1] and each.wrong[0] < p.region.end]
        said = "; ".join(f"{p.rule}: {p.message}" for p in within)
        words = planted.text[each.start : each.end]
        if each.kind:
            errors += 1
            in_place += bool(exact)
            near += bool(within) and not exact
            verdict = "caught" if exact else "caught elsewhere" if within else "missed"
            print(f"{each.kind:<10} {verdict}: {words}\n           {said}")
        elif within:
            false += 1
            print(f"true       flagged: {words}\n           {said}")
    true = len(planted.statements) - errors
    by_claim = {status: sum(v.status == status for v in checked.claims) for status in ("supported", "unverified")}
    print(f"{in_place} of {errors} errors caught in place, {near} elsewhere in their sentence")
    print(f"{false} of {true} true statements flagged; of all claims {by_claim['supported']} are supported")


if __name__ == "__main__":
    main()
