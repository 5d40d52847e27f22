"""How well the sentences of a draft that can be checked are told from the others, on drafts labelled by hand.

    python benchmarks/claim_detection.py [--errors]

The ten drafts and their labels are in tests/drafts/labelled.yaml. The rules were made on one half of them; the other was
written before the rules and only measured. A sentence counts as found if the sentence of the reader that shares most of its
characters is called a claim; one that the reader does not see at all counts as not found.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.drafts import labels


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="print what is called wrongly in the tuning half")
    options = parser.parse_args()
    rows = [(draft.half, each) for draft in labels.load() for each in labels.predictions(draft)]
    print(f"{'half':<10}{'sentences':>10}{'claims':>8}{'precision':>11}{'recall':>8}{'F1':>7}")
    for half in ("tuning", "test", "both"):
        chosen = [each for name, each in rows if half in (name, "both")]
        precision, recall, f1 = score(chosen)
        claims = sum(each.label for each in chosen)
        print(f"{half:<10}{len(chosen):>10}{claims:>8}{precision:>11.3f}{recall:>8.3f}{f1:>7.3f}")
    if options.errors:
        for name, each in rows:
            if name == "tuning" and each.label != each.found:
                print(f"{'missed' if each.label else 'wrong '}  {each.text!r}: {each.reason}")


def score(rows: list[labels.Prediction]) -> tuple[float, float, float]:
    """Precision, recall and F1 of the claims."""
    hits = sum(each.label and each.found for each in rows)
    found, claims = sum(each.found for each in rows), sum(each.label for each in rows)
    precision, recall = hits / found if found else 0.0, hits / claims if claims else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if hits else 0.0


if __name__ == "__main__":
    main()
