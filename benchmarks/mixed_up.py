"""How often a claim passes that has the words of its source, but not in the source's sense.

    python benchmarks/mixed_up.py TEXTS.jsonl… [--most 400] [--without-model] [--show 20]

Claims are made from real sentences (rows with `text`, or with `evidence`), each held against the sentence that it is made from:

- another clause's date or figure: the first clause of a sentence, with a date or figure of the same form from a later one;
- the clause as it is: the same clause with its own, which is true;
- names exchanged: two names of the sentence in each other's place, with other words between them;
- what is only believed, or a condition: the clause behind "believed that", "if", "whether" …, on its own;
- a limit left out: a sentence with a superlative up to what limits it, which ends it ("the largest island in Europe");
- a rank left out: a sentence without the rank that stands beside its superlative ("the second-largest island");
- all for some: a sentence without "half of", "some of", "two of the" before those of whom it speaks;
- a small word for its opposite: "from" for "to", "against" for "for", "without" for "with", "although" for "because".

Some of the made claims are true all the same: two dates may hold for one clause ("in 2012 and 2013"), two names may be given in
any order. So what is supported can't be expected to come down to nothing; `--show` prints it.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from verifier import Verifier, documents, facts
from verifier.config import Config
from verifier.documents import sentences
from verifier.index import Index
from verifier.records import Claim, Date, Fact, Name, Quantity, Source, Status
from verifier.rules.alignment import comparable
from verifier.stance import StanceModel
from verifier.stance.model import FOLDER

CLAUSE = "another clause's date or figure"
AS_IT_IS = "the clause as it is (true)"
EXCHANGED = "names exchanged"
BELIEVED = "only believed, or a condition"
LIMIT = "a limit left out"
RANK = "a rank left out"
ALL = "all for some"
SMALL = "a small word for its opposite"

SHORTEST, LONGEST = 40, 350
"""Characters of a sentence that claims are made from."""
FEWEST_WORDS = 5
"""Words of a clause that is a claim."""
_JOINT = re.compile(r", (?:and|but|while|whereas) | (?:and|but|while|whereas|before|after|until) |, |; ")
_BELIEVED = re.compile(
    r"\b(?:alleged|hoped|feared|doubted|believed|claimed|predicted|speculated|suggested|argued|assumed|proposed) that "
    r"(?P<clause>[^.;]{25,160})\.|\b(?:if|whether|unless) (?P<condition>[^,.;]{25,120}),"
)
_LIMIT = re.compile(
    r"\bthe (?:only|first|last|\w+est|most \w+)(?: (?!(?:in|of|among)\b)[\w-]+){1,3}(?P<limit> (?:in|of|among) "
    r"(?!(?:the )?(?:world|history|all time)\b)[\w' ]+)\.$"
)
_RANK = re.compile(
    r"\b(?P<rank>(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:nd|rd|th))[ -])(?:\w+est|most \w+)\b"
)
_SOME = re.compile(
    r"(?:^|(?<=, )|(?<=\bthat )|(?<=\band )|(?<=\bbut )|(?<=\bby )|(?<=\bto )|(?<=\bwon ))"
    r"(?:half|some|many|most|several|two|three|four|five|six|\d+%) of (?=(?:the|its|their|his|her) )",
    re.IGNORECASE,
)
_OPPOSITES = {
    "to": "from",
    "from": "to",
    "for": "against",
    "with": "without",
    "because": "although",
    "although": "because",
}
_OPPOSED = re.compile(
    r"(?<=ed )(?:to|from) (?=[A-Z])|(?<=\w )(?:voted|fought|campaigned|spoke) for |\bwith(?= the )|\b(?:because|although)\b"
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path, nargs="+")
    parser.add_argument("--most", type=int, default=400, help="claims of each kind, drawn at random")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--without-model", action="store_true")
    parser.add_argument("--show", type=int, default=0, help="print so many of each kind that are supported")
    options = parser.parse_args()
    made: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for sentence in _sentences(options.texts):
        for kind, claim in _claims(sentence):
            made[kind].append((claim, sentence))
    draw = random.Random(options.seed)
    verifier = Verifier(Index.in_memory([]), Config(), None if options.without_model else StanceModel(FOLDER))
    print(f"{'':32}  claims  supported  conflicting  unverified")
    for kind in (AS_IT_IS, CLAUSE, EXCHANGED, BELIEVED, LIMIT, RANK, ALL, SMALL):
        pairs = draw.sample(made[kind], min(options.most, len(made[kind])))
        verdicts = verifier.judge([(Claim(claim), documents.parse(text, Source(id="text"))) for claim, text in pairs])
        shares = Counter(verdict.status for verdict in verdicts)
        figures = [shares[status] for status in (Status.SUPPORTED, Status.CONFLICTING, Status.UNVERIFIED)]
        print(f"{kind:32}  {len(pairs):6}  {figures[0]:9}  {figures[1]:11}  {figures[2]:10}", flush=True)
        passed = [pair for pair, verdict in zip(pairs, verdicts, strict=True) if verdict.status is Status.SUPPORTED]
        for claim, text in passed[: options.show if kind is not AS_IT_IS else 0]:
            print(f"    {claim}\n        {text}")


def _sentences(files: list[Path]) -> list[str]:
    found: dict[str, None] = {}
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            given = row.get("text") or row["evidence"]
            text = given if isinstance(given, str) else " ".join(given)
            for start, end in sentences.spans(text):
                sentence = text[start:end].strip()
                if SHORTEST < len(sentence) < LONGEST and sentence[0].isupper() and sentence.endswith("."):
                    found.setdefault(sentence)
    return list(found)


def _claims(sentence: str) -> Iterator[tuple[str, str]]:
    read = facts.extract(sentence)
    yield from _of_clauses(sentence, read)
    names = [fact for fact in read if isinstance(fact.value, Name) and sentence.count(fact.text) == 1]
    for left, right in pairwise(names):
        between = sentence[left.end : right.start]
        if "," not in between and len(between.split()) > 1 and not re.fullmatch(r"\W*(?:and|or|&)\W*", between):
            yield EXCHANGED, f"{sentence[: left.start]}{right.text}{between}{left.text}{sentence[right.end :]}"
            break
    if match := _BELIEVED.search(sentence):
        clause = match["clause"] or match["condition"]
        yield BELIEVED, f"{clause[0].upper()}{clause[1:]}."
    if match := _LIMIT.search(sentence):
        yield LIMIT, f"{sentence[: match.start('limit')]}."
    if match := _RANK.search(sentence):
        yield RANK, sentence[: match.start("rank")] + sentence[match.end("rank") :]
    if match := _SOME.search(sentence):
        rest = sentence[match.end() :]
        yield ALL, sentence[: match.start()] + (rest if match.start() else rest[0].upper() + rest[1:])
    if match := _OPPOSED.search(sentence):
        word = next(word for word in match[0].split() if word in _OPPOSITES)
        yield SMALL, sentence[: match.start()] + match[0].replace(word, _OPPOSITES[word]) + sentence[match.end() :]


def _of_clauses(sentence: str, read: tuple[Fact, ...]) -> Iterator[tuple[str, str]]:
    measured = [fact for fact in read if isinstance(fact.value, Quantity | Date)]
    for joint in _JOINT.finditer(sentence):
        if any(fact.start < joint.end() and joint.start() < fact.end for fact in read):
            continue
        clause = sentence[: joint.start()]
        own = [fact for fact in measured if fact.end <= joint.start()]
        others = [fact for fact in measured if fact.start >= joint.end()]
        if len(own) != 1 or len(clause.split()) < FEWEST_WORDS or clause.count("(") != clause.count(")"):
            continue
        (fact,) = own
        for other in others:
            if comparable(fact, other) and fact.text != other.text and _form(fact.text) == _form(other.text):
                yield AS_IT_IS, f"{clause}."
                yield CLAUSE, f"{clause[: fact.start]}{other.text}{clause[fact.end :]}."
                return


def _form(text: str) -> str:
    """How a date or figure is written: "March 1999" and "May 2004" are alike."""
    return re.sub(r"[A-Z][a-z]+", "A", re.sub(r"\d+", lambda match: "0" * min(len(match[0]), 3), text))


if __name__ == "__main__":
    main()
