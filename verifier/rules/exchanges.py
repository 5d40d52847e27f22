"""What stands in each other's place: two names, words or clauses of a claim that the source has the other way round.

"Nurses trained the doctors" says something else than "the doctors trained the nurses", and "buses and trains" the same as "trains
and buses": what is between the two, and the small words before them, tell which order is an exchange.
"""

from __future__ import annotations

import itertools
import re
from operator import attrgetter

from verifier.rules import phrases
from verifier.rules.alignment import Alignment
from verifier.rules.lexicon import MUTUAL
from verifier.rules.phrases import Phrase
from verifier.rules.statement import Statement

_LINKS = phrases.PREPOSITIONS | phrases.BEING
"""Words between a name and another word that make their order say nothing."""
_JOINING = re.compile(r",|(?:and|or|&)\b")
"""What stands somewhere between the words of a list."""
_UNLIKE = "unlike"
"""Before what is told apart from what the sentence speaks of."""
_MEANWHILE = frozenset(("when", "while"))
"""Before what is so at the same time: the two may change places whole, but not in part."""
_CLAUSES = re.compile(
    rf"\b(?:because|after|before|until|unless|if|although|whenever|when|while|{_UNLIKE})\b", re.IGNORECASE
)
"""Words that join to a clause why, when or if it is so."""
_PAUSE = re.compile(r"[,;:]\s")
"""Where such a clause ends."""
_Two = tuple[Phrase, Phrase]
"""Two words, in the order in which a statement has them."""


def is_inverted(alignment: Alignment) -> bool:
    """Whether a name stands on the other side of the word beside it: "France beat …" against "… beat France"."""
    both = (alignment.source.text[alignment.source.start : alignment.source.end], alignment.claim.text)
    if any(phrases.BY in text.casefold().split() for text in both):
        return False
    tokens, theirs = alignment.claim.tokens, [token.stem for token in alignment.source.tokens]
    named = [alignment.claim.is_named(token) for token in tokens]
    for i in range(len(tokens) - 1):
        left, right = tokens[i].stem, tokens[i + 1].stem
        between = alignment.claim.text[tokens[i].end : tokens[i + 1].start].casefold().split()
        beside = named[i] != named[i + 1] and theirs.count(left) == theirs.count(right) == 1
        owns = alignment.claim.text[tokens[i].start : tokens[i].end].endswith(phrases.OWNS)
        beside = beside and not owns and not {left, right} & MUTUAL and not _LINKS.intersection(between)
        if beside and theirs.index(left) - theirs.index(right) == 1:
            return True
    return False


def of_names(alignment: Alignment) -> bool:
    """Whether two names of the claim stand in each other's place: "A hired the son of B" against "B hired the son of A".

    Their order is another, with words between them that both have, and each stands behind what the other does in the claim:
    "by" and "'s" turn an order round, and what is told behind "in" may come first.
    """
    claim, source = alignment.claim, alignment.source
    places = [(phrases.place_of(claim, fact, claim), phrases.place_of(claim, fact, source)) for fact in claim.names]
    known = sorted((here, there) for here, there in places if here and there)
    for i, (first, its) in enumerate(known):
        for second, other in known[i + 1 :]:
            if first[1] > second[0] or other[1] > its[0]:
                continue
            between = {token.said for token in claim.tokens[first[1] : second[0]]}
            between &= {token.said for token in source.tokens[other[1] : its[0]]}
            marks = [phrases.mark(claim, first), phrases.mark(claim, second)]
            marked = [phrases.mark(source, its), phrases.mark(source, other)]
            if between - MUTUAL and marks == marked[::-1]:
                return True
    return False


def of_one_word(alignment: Alignment) -> bool:
    """Whether a sentence that is the claim but for a word has another there, and the claim's elsewhere.

    As "found the drug worse", if the claim is that of the drug and surgery "surgery" was found worse.
    """
    if not alignment.verbatim:
        return False
    single = [(mine[0], theirs[0]) for mine, theirs in alignment.replaced if len(mine) == len(theirs) == 1]
    here, there = phrases.stems(alignment.claim), phrases.stems(alignment.source)
    return any(
        mine.fact is None and theirs.fact is None and mine.stem in there and theirs.stem in here
        for mine, theirs in single
    )


def of_words(pairs: list[tuple[Phrase, Phrase]]) -> bool:
    """Whether two words of a claim stand in each other's place in the source, behind the same small words; not in a list."""
    for (first, its), (second, other) in itertools.combinations(pairs, 2):
        crossed = other.token.start < its.token.start
        alike = crossed and first.relating == other.relating and second.relating == its.relating
        if not alike or (_is_list(first, second) and _is_list(other, its)):
            continue
        here, there = (first, second), (other, its)
        if _beside_the_same(here, there) or _parted_alike(here, there) or _told_apart(here, there):
            return True
    return False


def _beside_the_same(here: _Two, there: _Two) -> bool:
    """Whether each stands right behind, or before, the word that the other does there: "driver died, passengers survived"."""
    for beside in (attrgetter("before"), attrgetter("after")):
        words = [phrases.stem_of(beside(phrase)) for phrase in here]
        once = all(phrases.only(two[0].statement, word) for two in (here, there) for word in words if word)
        same = words == [phrases.stem_of(beside(phrase)) for phrase in there]
        if same and once and words[0] != words[1] and MUTUAL.isdisjoint(words):
            return True
    return False


def _parted_alike(here: _Two, there: _Two) -> bool:
    """Whether the same words are between them, one of which stands nowhere else: "given the drug recovered sooner than those
    given the placebo".
    """
    parting, its = _between(*here), _between(*there)
    once = any(phrases.only(here[0].statement, word) for word in parting)
    return once and sorted(parting) == sorted(its) and MUTUAL.isdisjoint(parting)


def _told_apart(here: _Two, there: _Two) -> bool:
    """Whether they stand side by side, with two small words that tell who is who ("from … to"), or a comparing one ("than")."""
    small = [phrase.relating for phrase in here]
    if not _are_side_by_side(*here) or not _are_side_by_side(*there):
        return False
    told_apart = small[0] != small[1] and {*small[0], *small[1]} <= {*phrases.KINDS, phrases.BY}
    between = here[0].statement.text[here[0].token.end : here[1].token.start].casefold().split()
    return told_apart or not phrases.COMPARING.isdisjoint(between)


def _are_side_by_side(first: Phrase, second: Phrase) -> bool:
    """Whether no word is between two words of a statement, but for what the name that the first begins has more."""
    statement = first.statement
    name = next((fact for fact in statement.names if first.token.is_in(fact)), None)
    start = name.end if name else first.token.end
    return not any(start <= token.start < second.token.start for token in statement.tokens)


def _between(first: Phrase, second: Phrase) -> list[str]:
    """The stems between two words of a statement."""
    start, end = first.token.end, second.token.start
    return [token.stem for token in first.statement.tokens if start <= token.start < end]


def _is_list(first: Phrase, second: Phrase) -> bool:
    """Whether nothing but commas and "and" is between two words and those that stand between them."""
    statement = first.statement
    within = [token for token in statement.tokens if first.token.start <= token.start <= second.token.start]
    gaps = [statement.text[left.end : right.start].strip() for left, right in itertools.pairwise(within)]
    joined = any(_JOINING.match(gap) for gap in gaps) and all(phrases.LISTING.fullmatch(gap) for gap in gaps)
    return joined and not any(token.start in statement.verbs or token.stem == "not" for token in within)


def of_clauses(claim: Statement, source: Statement) -> bool:
    """Whether what the claim says because, after or before something is that something in the source, and the other way round."""
    here, there = _subordinate(claim), _subordinate(source)
    for word in here.keys() & there.keys():
        (main, adds), (its_main, its_adds) = here[word], there[word]
        crossed = len(main & its_adds), len(adds & its_main)
        most = all(count > 1 or 2 * count >= len(words) for count, words in zip(crossed, (main, adds), strict=True))
        if most and min(crossed) > max(len(main & its_main), len(adds & its_adds)):
            return True
        stay = not main.isdisjoint(its_main) and not adds.isdisjoint(its_adds)
        if word in _MEANWHILE and min(crossed) and stay:
            return True
        if word == _UNLIKE and main & (its_adds - adds):
            return True
    return False


def _subordinate(statement: Statement) -> dict[str, tuple[set[str], set[str]]]:
    """By each word that joins a clause to another, the stems that are only outside that clause, and those only within."""
    found = {}
    for match in _CLAUSES.finditer(statement.text, statement.start, statement.end):
        end = statement.until(_PAUSE, match.end())
        words = [token for token in statement.tokens if token.fact is None]
        adds = {token.stem for token in words if match.end() <= token.start < end}
        main = {token.stem for token in words if not match.start() <= token.start < end}
        found[match[0].casefold()] = (main - adds, adds - main)
    return found
