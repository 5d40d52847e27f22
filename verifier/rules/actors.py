"""Who acts and who is acted upon: whether a claim has one act where the source has another, or has it done to that one.

"Sued by Apple" is not "sued Apple", though the words are the same: the voice of the verb and "by" tell who acts.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from verifier.records import Name
from verifier.rules import clauses, phrases, subjects
from verifier.rules.lexicon import AUXILIARIES, MUTUAL
from verifier.rules.phrases import Phrase
from verifier.rules.statement import LETTERS, Statement, Token, stem

_AGENT = re.compile(r" by (?!(?:him|her|it|them|whom|which|himself|herself|itself|themselves)\b)", re.IGNORECASE)
"""Behind a verb, before the one who acts."""
_BEHIND_AGENTS = (phrases.PREPOSITIONS | subjects.SUBORDINATE) - {"of", "as"}
"""Words with which something else begins behind the one who acts."""
_ADVERB = re.compile(r"\w+ly|often|already|later|now|still|once|twice|soon|only|always")
"""What may stand between the one who acts and the verb."""
_NO_ACTORS = frozenset(map(stem, ("not", "no", "never", "none", "before", "after", "yet")))
"""Stems of words before a verb, other than adverbs, that are not the one who acts."""
_RELATING = re.compile(r",? (?:who|which|that|whose|whom)\b")
"""Behind a word of which more is told."""
_LINKING = frozenset("to over with against from on for at in".split())
"""Words by which another follows what something is done to."""
_COUNTING = frozenset(
    """
    number group kind type sort part half most lot lots pair majority minority dozens hundreds thousands millions city town
    village state province kingdom republic island district county port month year title role post range series set couple handful
    """.split()
)
"""Words behind which "of" tells of what they are."""
_DETERMINERS = frozenset("a an the its their his her our this that these those some all both".split())
_JOINED = re.compile(r"\b(?:and|but|while) (?:the )?$", re.IGNORECASE)
"""Before what may be another subject of the verb of the clause before."""


def is_acted_upon(one: Phrase, other: Phrase) -> bool:
    """Whether who acts in the one ("sued by Apple") is acted upon in the other: there it stands behind the same verb."""
    act = one.act
    if act is None or phrases.BY in other.small:
        return False
    verb = phrases.only(other.statement, act.stem)
    if verb is None or not other.clause <= verb.start < other.token.start:
        return False
    return phrases.BY not in other.statement.text[verb.end : other.token.start].casefold().split()


def changes_voice(claim: Statement, source: Statement) -> bool:
    """Whether a name does in the one what is done to it in the other: "was succeeded by Lind", "succeeded Lind"."""
    for mine in claim.names:
        places = [phrases.place_of(claim, mine, statement) for statement in (claim, source)]
        if all(places):
            here, there = (
                Phrase.of(statement, statement.tokens[place[0]])
                for statement, place in zip((claim, source), places, strict=True)
                if place
            )
            if is_acted_upon(here, there) or is_acted_upon(there, here):
                return True
    return False


def is_same_voice(claim: Statement, verb: Token, source: Statement, its: Token) -> bool:
    """Whether a verb of a claim, with nothing but auxiliaries before it, is active or passive as it is in the source."""
    mine, theirs = (
        phrases.gap(statement, statement.tokens.index(token)).casefold().replace(",", " ").split()
        for statement, token in ((claim, verb), (source, its))
    )
    passive = not phrases.BEING.isdisjoint(theirs) or f" {phrases.BY} " in source.text[its.end : source.end]
    return {*mine} <= {*AUXILIARIES} and phrases.BEING.isdisjoint(mine) is not passive


def suffers_its_own_act(claim: Statement, source: Statement) -> bool:
    """Whether the claim has done to its subject what that does to another in the source: "was fined", "fined the supplier"."""
    for verb in (token for token in claim.tokens if token.start in claim.verbs):
        its = phrases.only(source, verb.stem)
        place = claim.tokens.index(verb)
        if its is None or not place or its.start not in source.verbs or verb.stem in MUTUAL:
            continue
        mine = phrases.gap(claim, place).casefold().split()
        if phrases.BEING.isdisjoint(mine) or f" {phrases.BY} " in claim.text[verb.end : claim.end]:
            continue
        there = source.tokens.index(its)
        theirs = phrases.gap(source, there).casefold().split()
        subject = source.tokens[there - 1] if there else None
        if (
            subject is not None
            and phrases.BEING.isdisjoint(theirs)
            and set(theirs) <= {*AUXILIARIES}
            and subject.start not in source.verbs
            and subjects.head(source, subject).stem == subjects.head(claim, claim.tokens[place - 1]).stem
            and _has_object(source, there)
        ):
            return True
    return False


def done_to_another(claim: Statement, source: Statement) -> str:
    """To what the source has done what the claim has done to a word behind it: "bombing" of "condemned the bombing of a town".

    "" if to nothing else.
    """
    for place, word in enumerate(claim.tokens):
        verb = claim.tokens[place - 1] if place else None
        if verb is None or verb.start not in claim.verbs or not _is_thing(word):
            continue
        its, there = phrases.only(source, verb.stem), phrases.only(source, word.stem)
        if (
            its is None
            or there is None
            or its.start not in source.verbs
            or clauses.at(source, its.start).end < there.start
        ):
            continue
        between = [token for token in source.tokens if its.start < token.start < there.start]
        if not between or not all(map(_is_thing, between)) or between[0].stem in claim.stems:
            continue
        led = _relating(claim, place)
        at, first = (source.tokens.index(token) for token in (there, between[0]))
        small = set(phrases.gap(source, at).casefold().split())
        relating = (small & (_LINKING | {"of"})) - led
        is_counted = "of" in relating and phrases.written(source, between[-1]) in _COUNTING
        gerund = phrases.written(source, source.tokens[at - 1]).endswith("ing") and bool(small & _DETERMINERS)
        if _relating(source, first) == led and ((relating and not is_counted) or gerund):
            return source.text[between[0].start : between[-1].end]
    return ""


def _is_thing(token: Token) -> bool:
    return token.fact is None or isinstance(token.fact.value, Name)


def _relating(statement: Statement, place: int) -> set[str]:
    """The small words before a token that are no articles."""
    return set(phrases.gap(statement, place).casefold().split()) - _DETERMINERS


def _has_object(statement: Statement, verb: int) -> bool:
    """Whether right behind a verb stands a word or name to which it is done."""
    if verb + 1 >= len(statement.tokens):
        return False
    following = statement.tokens[verb + 1]
    words = phrases.gap(statement, verb + 1).casefold()
    return (
        _is_thing(following)
        and not set(words.split()) - _DETERMINERS
        and not phrases.written(statement, following).endswith("ly")
        and following.start not in statement.verbs
    )


def is_no_subject(mine: Phrase, theirs: Phrase) -> bool:
    """Whether the claim's subject stands behind a preposition in the source, after the verb that the claim puts behind it."""
    claim, source = mine.statement, theirs.statement
    verb = next((token for token in claim.tokens if token.start in claim.verbs), None)
    if verb is None or mine.token.start >= verb.start or mine.is_oblique or not theirs.is_oblique:
        return False
    following = claim.tokens[claim.tokens.index(mine.token) + 1]
    between = claim.text[mine.token.end : following.start].casefold().split()
    is_head = following is verb or bool({*AUXILIARIES, *phrases.PREPOSITIONS}.intersection(between))
    its = phrases.only(source, verb.stem)
    return is_head and its is not None and theirs.clause <= its.start < theirs.token.start


def acted_by_another(claim: Statement, source: Statement) -> str:
    """Who does in the source what another of whom it speaks does by the claim, as its subject or behind "by"; "" if nobody."""
    verb = next((token for token in claim.tokens if token.start in claim.verbs), None)
    its = _said_there(claim, source, verb) if verb else None
    if verb is None or its is None:
        return ""
    mine, theirs = _actors(claim, verb), _actors(source, its)
    others = {token.stem for token in theirs}
    if not mine or not theirs or any(token.stem in others or token.stem not in source.stems for token in mine):
        return ""
    named = claim.is_named(mine[-1]) or (source.is_named(theirs[-1]) and theirs[-1].stem not in claim.stems)
    of_it = claim.tokens[: claim.tokens.index(mine[0])][-1:]
    if theirs[0].start < its.start and (
        named
        or any(token.stem in others for token in of_it)
        or _may_act(mine, source, its)
        or _happens(claim, verb, source, its)
    ):
        return ""
    return source.text[theirs[0].start : theirs[-1].end]


def _said_there(claim: Statement, source: Statement, verb: Token) -> Token | None:
    """A verb of the claim in the source: where that has it once, or once in a clause with all words of the claim."""
    plain = {token.stem for token in claim.tokens if token.fact is None}
    full = (clause for clause in source.clauses if plain <= phrases.stems(clause))
    return phrases.only(source, verb.stem) or next((phrases.only(clause, verb.stem) for clause in full), None)


def _actors(statement: Statement, verb: Token) -> list[Token]:
    """The words of who acts, so far as they stand right before a verb, or behind it and "by"."""
    tokens = statement.tokens
    by = _AGENT.match(statement.text, verb.end, statement.end)
    if by:
        words = LETTERS.finditer(statement.text, by.end(), statement.end)
        ends = [word.start() for word in words if word[0] in _BEHIND_AGENTS]
        end = min([*ends, *(start for start in statement.verbs if start >= by.end()), statement.end])
        agent = [token for token in tokens if by.end() <= token.start < end]
        return [] if agent and agent[0].fact else agent
    place = tokens.index(verb)
    while place and _ADVERB.fullmatch(phrases.written(statement, tokens[place - 1])):
        place -= 1
    active = {*phrases.gap(statement, place).casefold().split()} <= {*AUXILIARIES} - phrases.BEING if place else False
    subject = subjects.head(statement, tokens[place - 1])
    is_noun = subject.fact is None and subject.start not in statement.verbs and subject.stem not in _NO_ACTORS
    return [subject] if active and is_noun else []


def _may_act(actors: Sequence[Token], source: Statement, verb: Token) -> bool:
    """Whether one of them stands before a verb in its clause, or more is told of one: "drivers who had a permit entered".

    Or it is the subject of the same verb that is left out: "wages rose by 4 percent and rents by 3".
    """
    clause, stems = clauses.at(source, verb.start), {token.stem for token in actors}
    own = [token for token in source.tokens if token.stem in stems]
    before = [token for token in own if token.start < verb.start]
    if any(token.start >= clause.start or _RELATING.match(source.text, token.end) for token in before):
        return True
    return any(
        _JOINED.search(source.text, verb.end, token.start)
        and all(start < token.start for start in clauses.at(source, token.start).verbs)
        for token in own
    )


def _happens(claim: Statement, verb: Token, source: Statement, its: Token) -> bool:
    """Whether somebody in the source does to its object what by the claim just happens to that: "talks began", "began talks"."""
    place, there = claim.tokens.index(verb), source.tokens.index(its) + 1
    has_object = (
        place + 1 < len(claim.tokens)
        and claim.tokens[place + 1].fact is None
        and phrases.PREPOSITIONS.isdisjoint(phrases.gap(claim, place + 1).casefold().split())
    )
    phrase = itertools.takewhile(lambda at: not phrases.gap(source, at).strip(), range(there + 1, len(source.tokens)))
    object_ = [source.tokens[at].stem for at in (there, *phrase) if at < len(source.tokens)]
    return not has_object and claim.tokens[place - 1].stem in object_
