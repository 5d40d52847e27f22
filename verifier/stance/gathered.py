"""Of a text of several passages, the sentences that have most to do with a claim: what sums up a story stands in none of them.

The model reads a passage at a time; what it says of these sentences together is weighed beside that (`verdict.with_whole`).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from verifier.rules import Statement

SENTENCES = 3
"""With two, or with four, which the model may cut, fewer claims of `benchmarks/` lean to the right side."""


def nearest(claim: Statement, passages: Sequence[Statement]) -> str:
    """The SENTENCES that share most with the claim, in their order; rare words, figures and dates of the text count more."""
    sentences = [sentence for passage in passages for sentence in passage.sentences]
    said = [{token.said for token in sentence.tokens} for sentence in sentences]
    frequency = Counter(word for words in said for word in words)
    wanted = {token.said for token in claim.tokens}

    def shared(place: int) -> float:
        return sum(math.log(1 + len(sentences) / frequency[word]) for word in sorted(said[place] & wanted))

    chosen = sorted(range(len(sentences)), key=lambda place: (-shared(place), place))[:SENTENCES]
    texts = (sentences[place] for place in sorted(chosen))
    return " ".join(each.text[each.start : each.end].strip() for each in texts)
