"""Writes `antonyms.json`: pairs of opposite words from WordNet, for the words that `cue_tables` has no sense for.

Run `python -m verifier.facts.antonyms_build FOLDER` with the folder of WordNet's database files (`data.adj`, `data.adv`,
`data.noun`, `data.verb` and `index.sense` of release 3.1). Nothing at run time imports it. WordNet is Copyright 2006 by
Princeton University; its licence, which lets anyone use and pass on the data, is kept in the file that is written.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

TABLE = Path(__file__).with_name("antonyms.json")

PARTS = {"adj": "x", "adv": "x", "noun": "n", "verb": "v"}
"""WordNet's part of speech, and the mark that `cues.inflect` knows it by."""
SENSE_TYPES = {"1": "noun", "2": "verb", "3": "adj", "4": "adv", "5": "adj"}
COMMONEST = 2
"""Opposites count for a word's first senses: "right" is the opposite of "wrong", "fast" of "slow", not of "loose"."""

NOT_EXCLUSIVE = frozenset(
    "all some on off up down have lack here there claim forfeit act refrain other same like".split()
)
"""Words whose opposite may be true besides, or that are mostly used for their grammar."""

LICENCE = (
    "WordNet 3.0 Copyright 2006 by Princeton University. All rights reserved. Permission to use, copy, modify and "
    "distribute this software and database and its documentation for any purpose and without fee or royalty is hereby "
    "granted, provided that you agree to comply with the following copyright notice and statements, including the "
    "disclaimer, and that the same appear on ALL copies of the software, database and documentation, including "
    'modifications that you make for internal use or for distribution. THIS SOFTWARE AND DATABASE IS PROVIDED "AS IS" '
    "AND PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES, EXPRESS OR IMPLIED. BY WAY OF EXAMPLE, BUT NOT "
    "LIMITATION, PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES OF MERCHANTABILITY OR FITNESS FOR ANY "
    "PARTICULAR PURPOSE OR THAT THE USE OF THE LICENSED SOFTWARE, DATABASE OR DOCUMENTATION WILL NOT INFRINGE ANY THIRD "
    "PARTY PATENTS, COPYRIGHTS, TRADEMARKS OR OTHER RIGHTS. The name of Princeton University or Princeton may not be "
    "used in advertising or publicity pertaining to distribution of the software and/or database. Title to copyright in "
    "this software, database and any associated documentation shall at all times remain with Princeton University and "
    "LICENSEE agrees to preserve same."
)


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    common = set(_common(folder / "index.sense"))
    pairs = sorted({pair for part in PARTS for pair in _pairs(folder / f"data.{part}", part, common)})
    rows = ",\n".join(f"  {json.dumps(pair)}" for pair in pairs)
    TABLE.write_text(f'{{"licence": {json.dumps(LICENCE)},\n"pairs": [\n{rows}\n]}}\n', encoding="utf-8")


def _common(path: Path) -> Iterator[tuple[str, str, str]]:
    """(part of speech, lemma, synset) of the first senses that WordNet's authors met in running text."""
    for line in path.read_text(encoding="utf-8").splitlines():
        key, synset, number, count = line.split()
        lemma, _, lexical = key.partition("%")
        if int(number) <= COMMONEST and int(count) > 0:
            yield SENSE_TYPES[lexical[0]], lemma, synset


def _pairs(path: Path, part: str, common: set[tuple[str, str, str]]) -> Iterator[tuple[str, str]]:
    """The opposites of a part of speech, each word marked with it, both in a common sense, in alphabetical order."""
    synsets: dict[str, tuple[list[str], list[list[str]]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            continue
        fields = line.split(" | ")[0].split()
        count = int(fields[3], 16)
        words = [word.partition("(")[0].lower() for word in fields[4 : 4 + 2 * count : 2]]
        links = fields[5 + 2 * count :]
        synsets[fields[0]] = words, [links[i : i + 4] for i in range(0, 4 * int(fields[4 + 2 * count]), 4)]
    for synset, (words, pointers) in synsets.items():
        for symbol, other, _, places in pointers:
            if symbol != "!":
                continue
            left, right = words[int(places[:2], 16) - 1], synsets[other][0][int(places[2:], 16) - 1]
            known = (part, left, synset) in common and (part, right, other) in common
            plain = left.isalpha() and right.isalpha() and not NOT_EXCLUSIVE & {left, right}
            if known and plain and left < right:
                yield f"{PARTS[part]}:{left}", f"{PARTS[part]}:{right}"


if __name__ == "__main__":
    main()
