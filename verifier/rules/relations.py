"""Who does it to whom, from where and to where, for or against: what the small words and the order of others make of a sentence.

All words of a claim may be in a sentence, and it may still say something else: "sued by Apple" is not "sued Apple", and "fell
because" is not "fell before". Only such differences are found; nothing is known of what the words mean. The small words are
compared here; who acts is compared by `actors`, of whom it is said by `of_another`, and what stands in each other's place by
`exchanges`. All of these read a sentence by `phrases` and `subjects`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from verifier.rules import actors, exchanges, of_another, phrases
from verifier.rules.alignment import Alignment
from verifier.rules.phrases import Phrase
from verifier.rules.statement import Statement, Token

_REASONS = {"because", "although"}
"""Kinds that belong to a whole clause, whatever stands before it."""
_EXCLUDING = [
    {"to", "from"},
    {"for", "against"},
    {"to", "against"},
    {"with", "without"},
    {"with", "against"},
    _REASONS,
    {"because", "before"},
    {"because", "after"},
    {"before", "after"},
    {"above", "below"},
    {"or", "and"},
]
"""Kinds of which one says something else than the other."""
_TURNING = frozenset(("against", "without"))
"""Kinds with which a word says something else than alone: "recommends against the drug"."""
_CONTRASTED = "those"
"""Before what is not what the sentence spoke of until then: "35 branches in villages; those in cities remain open"."""
OTHERWISE = "the source says it the other way round, or of another"


def reservation(claim: Statement, source: Statement) -> str:
    """In what a sentence with the words of a claim relates them otherwise; "" if it does not."""
    if max(len(claim.tokens), len(source.tokens)) > phrases.LONGEST:
        return ""
    pairs = _pairs(claim, source)
    for mine, theirs in pairs:
        same = phrases.stem_of(mine.governor) == phrases.stem_of(theirs.governor)
        if found := _excluded(mine.small, theirs.small, within_one=same):
            said, instead = (f"“{word}”" if word else "nothing" for word in found)
            return f"the source says {instead}, the claim {said}, before “{theirs.text}”"
        if (
            actors.is_acted_upon(mine, theirs)
            or actors.is_acted_upon(theirs, mine)
            or actors.is_no_subject(mine, theirs)
        ):
            return OTHERWISE
        if theirs.is_oblique and _CONTRASTED in theirs.small[:-1] and _CONTRASTED not in mine.small:
            return f"the source says it of others, and “{_CONTRASTED}” stands before “{theirs.text}”"
    if actors.changes_voice(claim, source) or actors.suffers_its_own_act(claim, source):
        return OTHERWISE
    if other := of_another.in_its_place(claim, source):
        return f"the source says it of “{other.text}”"
    if elsewhere := of_another.behind_another_verb(claim, source) or of_another.led_to_otherwise(claim, source):
        return f"the source says something else of “{elsewhere.text}”"
    if another := actors.done_to_another(claim, source):
        return f"the source says it of “{another}”"
    if actor := actors.acted_by_another(claim, source):
        return f"the source says it of “{actor}”"
    if exchanges.of_words(pairs) or exchanges.of_clauses(claim, source) or _is_exchanged_within(claim, source):
        return OTHERWISE
    return ""


def _is_exchanged_within(claim: Statement, source: Statement) -> bool:
    """Whether words stand in each other's place in each piece of a sentence with all words of a claim; others may repeat some.

    As in "foxes hunt rabbits, and lynxes hunt foxes", if the claim is that rabbits hunt foxes.
    """
    asked = phrases.stems(claim)
    whole = [piece for piece in source.pieces if asked <= phrases.stems(piece)]
    return bool(whole) and all(exchanges.of_words(_pairs(claim, piece)) for piece in whole)


def says_of_another(alignment: Alignment) -> bool:
    """Whether the sentence, with the words of the claim, says it of another name, or with two names exchanged."""
    ways = (
        exchanges.is_inverted,
        exchanges.of_names,
        of_another.given_to_another,
        of_another.of_belonging,
        of_another.of_another_owner,
        exchanges.of_one_word,
        of_another.of_whom_it_means,
        of_another.of_a_namesake,
    )
    return any(otherwise(alignment) for otherwise in ways) or alignment.renamed


def _pairs(claim: Statement, source: Statement) -> list[tuple[Phrase, Phrase]]:
    """What leads to each word that both have once, in the claim and in the source."""
    return [(Phrase.of(claim, mine), Phrase.of(source, theirs)) for mine, theirs in _common(claim, source)]


def _common(claim: Statement, source: Statement) -> Iterator[tuple[Token, Token]]:
    """The words that both have once, without those that only relate others."""
    here, there = (Counter(token.stem for token in statement.tokens) for statement in (claim, source))
    places = {token.stem: token for token in source.tokens}
    for token in claim.tokens:
        once = here[token.stem] == there[token.stem] == 1
        if once and token.fact is None and phrases.written(claim, token) not in phrases.KINDS:
            yield token, places[token.stem]


def _excluded(here: tuple[str, ...], there: tuple[str, ...], *, within_one: bool) -> tuple[str, str] | None:
    """A small word of the claim and one of the source that say something else, within phrases of the same word or of any."""
    mine, theirs = ({phrases.KINDS[word]: word for word in words if word in phrases.KINDS} for words in (here, there))
    for kind, word in mine.items():
        for other, instead in theirs.items():
            if {kind, other} in (_EXCLUDING if within_one else [_REASONS]) and kind not in theirs and other not in mine:
                return word, instead
    for own, others in ((mine, theirs), (theirs, mine)) if within_one else ():
        if not own and (turning := _TURNING & others.keys()):
            word = others[min(turning)]
            return ("", word) if own is mine else (word, "")
    return None
