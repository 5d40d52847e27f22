"""Words that exclude each other in the same place of a claim and a sentence ("rose", "fell"), and who is compared with whom."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher

from verifier.facts.cues import opposites
from verifier.records import Fact
from verifier.rules import clauses, name, phrases, scope, subjects
from verifier.rules.phrases import Phrase
from verifier.rules.statement import LETTERS, Statement, Token, stem

LONGEST_SWAP = 2
"""Words of each side that may stand in each other's place around a pair of opposites."""
_THAN = re.compile(r"\bthan\b", re.IGNORECASE)
_PARTNERED = frozenset(("to", "from"))
"""Before the other of two between whom something is sold, lent or sent."""
_COMPARATIVE = frozenset(("more", "less", "above", "below"))
"""Senses that change with the two that they compare: if A costs less than B, B costs more."""


_PARTS = frozenset(("many", "few", "majority", "minority"))
"""Senses of words that say how many of them it is said of."""


def opposed(claim: Statement, source: Statement) -> tuple[Fact, Fact] | None:
    """Two words that exclude each other, in the same place of two statements that are otherwise the same there."""
    pairs = list(excluding(claim, source))
    if not pairs or compare_otherwise(claim, source):
        return None
    swaps = list(_swaps(claim.tokens, source.tokens))
    alone = len(swaps) == 1 and _rest(claim, swaps[0][0]) == _rest(source, swaps[0][1])
    senses = [Counter(cue.sense for _, cue in scope.cues(statement, "direction")) for statement in (claim, source)]
    for mine, theirs in pairs:
        left, right = scope.sense(mine), scope.sense(theirs)
        repeated = senses[0][right] or senses[1][left] or senses[0][left] != 1 or senses[1][right] != 1
        if (repeated and not alone) or _is_negated(claim, mine) or _is_negated(source, theirs):
            continue
        if not all(_stands_alike(named, mine, source, theirs) for named in claim.names):
            continue
        if left in _COMPARATIVE and subjects.begins_with_another(claim, source):
            continue
        in_place = any(_within(mine, a) and _within(theirs, b) for a, b in swaps)
        if in_place and not _have_changed_places(claim, mine, source, theirs):
            return mine, theirs
    return None


def excluding(claim: Statement, source: Statement) -> Iterator[tuple[Fact, Fact]]:
    """Each word of a claim with each of a source that excludes it, wherever they stand."""
    for mine, left in scope.cues(claim, "direction"):
        for theirs, right in scope.cues(source, "direction"):
            if right.sense in opposites().get(left.sense, frozenset()) and not _is_same_verb(mine, theirs):
                yield mine, theirs


def _is_same_verb(mine: Fact, theirs: Fact) -> bool:
    """Whether two cues are one verb: that "was beaten" loses, and "beat" wins, is for `actors` to say."""
    return len({stem(LETTERS.findall(fact.text)[-1]) for fact in (mine, theirs)}) == 1


def is_said_apart(mine: Fact, source: Statement) -> bool:
    """Whether another sentence of the text has the claim's word: what was shut in the one may have reopened in the other."""
    words = {stem(word[0]) for word in LETTERS.finditer(mine.text)}
    others = source.text[: source.start], source.text[source.end :]
    return any(stem(word[0]) in words for other in others for word in LETTERS.finditer(other))


def _stands_alike(named: Fact, mine: Fact, source: Statement, theirs: Fact) -> bool:
    """Whether a name, if both have it, stands on the same side of two words: not if Germany has "fewer than Poland", and Poland
    "more than Germany". If it follows the words, it must do so in their clause.
    """
    same = [fact for fact in source.names if name.is_same(named, fact)]
    if not same:
        return True
    if named.start < mine.start:
        return any(fact.start < theirs.start for fact in same)
    clause = clauses.of(source, theirs)
    follows = [fact for fact in same if fact.start > theirs.start]
    return not follows or any(clause.start <= fact.start < clause.end for fact in follows)


def _have_changed_places(claim: Statement, mine: Fact, source: Statement, theirs: Fact) -> bool:
    """Whether who acts in the one stands behind "to" or "from" in the other: "A bought it", "B sold it to A"."""
    acting = (_acting(claim, mine), _acting(source, theirs))
    partners = (_partners(claim), _partners(source))
    both = (acting[0] & partners[1] - partners[0]) | (acting[1] & partners[0] - partners[1])
    return any(claim.count(word) == source.count(word) == 1 for word in both)


def _acting(statement: Statement, verb: Fact) -> set[str]:
    """The stems of what stands before a verb in its clause, or behind "by"."""
    start = clauses.of(statement, verb).start
    words = [token for token in statement.tokens if token.fact is None and token.start >= start]
    return {
        token.stem
        for token in words
        if token.start < verb.start or phrases.BY in Phrase.of(statement, token).relating[-1:]
    }


def _partners(statement: Statement) -> set[str]:
    """The stems of the words behind "to" or "from"."""
    words = (token for token in statement.tokens if token.fact is None)
    return {token.stem for token in words if _PARTNERED.intersection(Phrase.of(statement, token).relating[-1:])}


def compare_otherwise(claim: Statement, source: Statement) -> bool:
    """Whether claim and source compare the other way round: "A has fewer than B", "B has more than A"."""
    return _compares_otherwise(claim, source) or _compares_otherwise(source, claim)


def are_converse(claim: Statement, source: Statement) -> bool:
    """Whether claim and source say the same so: with words that exclude each other, of two that have changed places."""
    both = all(_THAN.search(each.text, each.start, each.end) for each in (claim, source))
    return both and any(excluding(claim, source)) and compare_otherwise(claim, source)


def _compares_otherwise(one: Statement, other: Statement) -> bool:
    """Whether one statement compares with what the other speaks of: "less likely than men", "men were more likely"."""
    said = {token.said for token in other.tokens}
    return not said.isdisjoint(_compared_with(one) - _compared_with(other))


def _compared_with(statement: Statement) -> set[str]:
    """What stands right behind "than"."""
    ends = [match.end() for match in _THAN.finditer(statement.text, statement.start, statement.end)]
    following = (next((token for token in statement.tokens if token.start >= end), None) for end in ends)
    return {token.said for token in following if token}


def _rest(statement: Statement, swapped: tuple[Token, ...]) -> list[str]:
    """The stems outside a swap."""
    return [token.stem for token in statement.tokens if token not in swapped]


def _is_negated(statement: Statement, cue: Fact) -> bool:
    """Whether a negation stands before the word in its clause: "did not rise" is not the opposite of "fell".

    Behind a word for a part of them it may: if many were not freed, few were.
    """
    denials = scope.cues(clauses.of(statement, cue), "negation")
    return any(fact.end <= cue.start or scope.sense(cue) in _PARTS for fact, _ in denials)


def _within(fact: Fact, tokens: tuple[Token, ...]) -> bool:
    return any(fact.start < token.end and token.start < fact.end for token in tokens)


def _swaps(left: tuple[Token, ...], right: tuple[Token, ...]) -> Iterator[tuple[tuple[Token, ...], tuple[Token, ...]]]:
    """Short runs of words that stand in each other's place between equal ones."""
    matcher = SequenceMatcher(None, [token.stem for token in left], [token.stem for token in right], autojunk=False)
    for operation, a, a_end, b, b_end in matcher.get_opcodes():
        if operation == "replace" and a_end - a <= LONGEST_SWAP and b_end - b <= LONGEST_SWAP:
            yield left[a:a_end], right[b:b_end]
