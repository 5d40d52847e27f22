"""How often verdicts are right where a claim has to be searched for among the texts of all others.

    python benchmarks/searched.py ROWS.jsonl…

ROWS are labelled claims as `verify eval` reads them, by default the stories and summaries beside this script. Their texts are
one corpus; each claim is checked against it as `verify TEXT` does, and not against its own text alone. A claim on which its own
text is silent is left out, for another may not be.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from verifier import Verifier, documents
from verifier.config import Config
from verifier.evaluation import prediction, rows, score
from verifier.index import Index
from verifier.records import Claim, Source
from verifier.stance import data

FIGURES = ("two_way", "false_alarms", "wrongly_passed", "conflicts_found", "decided")
BESIDE = [Path(__file__).with_name(f"{name}.jsonl") for name in ("stories", "summaries")]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=BESIDE, metavar="ROWS.jsonl")
    files = {file: [row for row in rows(file) if row.label != "nei"] for file in parser.parse_args().files}
    texts = dict.fromkeys((data.text_of(row), row.published) for labelled in files.values() for row in labelled)
    corpus = [
        documents.parse(text, Source(id=f"text {number}", published=published))
        for number, (text, published) in enumerate(texts, 1)
    ]
    verifier = Verifier(Index.in_memory(corpus), Config())
    print(f"{len(texts)} texts, {verifier.status().passages} passages")
    print(f"{'':20} rows" + "".join(f"{figure:>17}" for figure in FIGURES))
    for file, labelled in files.items():
        said = verifier.check_all(Claim(row.claim, date=row.published) for row in labelled)
        scores = score([(row, prediction(row, each)) for row, each in zip(labelled, said, strict=True)]).scores
        print(f"{file.stem:20} {scores.rows:4}" + "".join(f"{getattr(scores, figure):17.3f}" for figure in FIGURES))


if __name__ == "__main__":
    main()
