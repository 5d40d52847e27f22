"""How often a conflict is raised where there is none.

    python benchmarks/false_alarms.py PASSAGES.jsonl [--pairs 100000]
    python benchmarks/false_alarms.py --documents FILE_OR_FOLDER… [--claims claims/]

Between two texts that have nothing to do with each other: pairs of different rows are drawn at random (seeded), the one
is taken as a claim and the other as the source. Two rows may be about the same thing by chance: what is found is printed,
so that it can be read. Within a sentence: each one of these texts is asked whether its own words contradict each other. Between
a text and itself: every sentence of the documents is checked as a claim against every passage of its own document. These ask the
rules alone. With `--claims`, of which the documents support some: each of these is held against the four documents that are most
like it, by rules and wording, first as if a search had found them, then as if they were given as its evidence.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

import numpy as np

from verifier import Verifier, documents, facts, rules, stance
from verifier.batch import reading
from verifier.index import Index
from verifier.records import Finding, Outcome, Status

NEAR = 4
"""Documents that a claim is held against, the one that supports it most likely among them."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("passages", type=Path, nargs="?")
    parser.add_argument("--pairs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--documents", type=Path, nargs="+", default=[])
    parser.add_argument("--claims", type=Path, help="a folder of labelled claims, as claims/ is; needs --documents")
    options = parser.parse_args()
    if options.passages is None and not options.documents:
        parser.error("give PASSAGES.jsonl, or --documents")
    if options.claims and not options.documents:
        parser.error("--claims needs --documents")
    if options.passages is not None:
        alone(options.passages)
        unrelated(options.passages, options.pairs, options.seed)
    if options.claims:
        beside(options.claims, options.documents)
    elif options.documents:
        within(options.documents)


def unrelated(passages: Path, pairs: int, seed: int) -> None:
    statements = [rules.Statement.of(text, facts.extract(text)) for text in texts_of(passages)]
    draw = random.Random(seed)
    conflicts = 0
    for _ in range(pairs):
        claim, source = draw.sample(statements, 2)
        found = rules.examine(claim, source).conflicts
        if found and claim.text != source.text:
            conflicts += 1
            show(claim, source.text, found[0])
    print(f"{conflicts} conflicts in {pairs:,} pairs: {10_000 * conflicts / pairs:.2f} in 10,000")


def alone(passages: Path) -> None:
    sentences = conflicts = 0
    for text in texts_of(passages):
        for start, end in documents.sentences.spans(text):
            claim = rules.Statement.of(text[start:end], facts.extract(text[start:end]))
            found = [each for each in rules.self_check(claim) if each.outcome is Outcome.CONFLICTS]
            sentences += 1
            conflicts += bool(found)
            for finding in found:
                show(claim, "itself", finding)
    print(f"{conflicts} of {sentences:,} sentences contradict themselves")


def texts_of(passages: Path) -> list[str]:
    return [json.loads(line)["text"] for line in passages.read_text(encoding="utf-8").splitlines()]


def within(paths: list[Path]) -> None:
    sentences = conflicts = 0
    for path in documents.find(paths):
        for document in documents.read(path):
            published, title = document.source.published, document.source.title or ""
            passages = [
                rules.Statement.of(passage.text, facts.extract(passage.text, published), title, passage.context)
                for passage in documents.split(document)
            ]
            for start, end in documents.sentences.spans(document.text):
                text = document.text[start:end]
                claim = rules.Statement.of(text, facts.extract(text, published))
                sentences += 1
                found = [("itself", each) for each in rules.self_check(claim) if each.outcome is Outcome.CONFLICTS]
                found += [(each.text, finding) for each in passages for finding in rules.examine(claim, each).conflicts]
                conflicts += bool(found)
                for source, finding in found:
                    show(claim, source, finding)
    print(f"{conflicts} of {sentences:,} sentences conflict with their own document")


def beside(folder: Path, paths: list[Path]) -> None:
    read = [document for path in documents.find(paths) for document in documents.read(path)]
    rows = [row for path in sorted(folder.glob("*.yaml")) for row in reading.read(path)[0]]
    claims = [row.claim for row in rows if row.expect is Status.SUPPORTED]
    own = Verifier(Index.in_memory([]))
    vectors = own.index.embedder.encode([document.text for document in read])
    nearest = np.argsort(-(own.index.embedder.encode([claim.text for claim in claims]) @ vectors.T), axis=1)[:, :NEAR]
    pairs = [(claim, read[place]) for claim, places in zip(claims, nearest, strict=True) for place in places]
    alone = {document: Verifier(Index.in_memory([document])) for document in read}
    for way, said in (
        ("found", [alone[document].check(claim) for claim, document in pairs]),
        ("given", own.judge(pairs)),
    ):
        conflicts = [one for one in said if one.status is Status.CONFLICTING]
        by_rules = sum(
            all(finding.rule != stance.NAME for item in one.evidence for finding in item.findings) for one in conflicts
        )
        print(
            f"{way}: {len(conflicts)} of {len(pairs)} true claims beside a document conflict, {by_rules} by the rules"
        )


def show(claim: rules.Statement, source: str, finding: Finding) -> None:
    print(f"claim:  {claim.text}\nsource: {source}\n  {finding.rule}: {finding.explanation}\n")


if __name__ == "__main__":
    main()
