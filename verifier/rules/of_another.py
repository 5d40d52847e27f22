"""Of whom it is said: whether a sentence says of another what the claim says of one whom it names.

That one may be named too, but elsewhere: "Hail fell at Wyford. At Exby it rained" does not say that hail fell at Exby.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from verifier.records import Fact, Name
from verifier.rules import actors, clauses, name, phrases, subjects
from verifier.rules.alignment import Alignment
from verifier.rules.lexicon import MUTUAL
from verifier.rules.phrases import Phrase
from verifier.rules.statement import Statement, Token

_PLACING = frozenset(("in", "at", "near"))
"""Prepositions that tell where something is."""
_WITHIN = _PLACING - {"near"}
"""Those of them behind which is the place itself."""
_LEADING = frozenset(("to", "into", "from"))
"""Prepositions that tell whence or where to."""
_POINTING_BACK = re.compile(
    rf"\b(?:{'|'.join(sorted(phrases.PREPOSITIONS))}) (?:it|him|her|them|these|those|this|that)\b|\bthere\b"
)
"""What may stand for a name of another sentence."""
_OWNED = re.compile(r".{0,2}['’]s? (?P<what>[a-z][a-z -]{2,40}),? ", re.DOTALL)
"""From the end of a genitive to the name of one who is somebody's."""
_WORD = re.compile(r"\w+")
_TITLE = re.compile(
    r"\b(?:(?P<man>mr|lord|sir|king|prince)|(?P<woman>mrs|ms|miss|lady|dame|queen|princess))\.? (?:[\w.’'-]+ )?$",
    re.IGNORECASE,
)
REACH = 30
"""Characters before a name in which such a title is looked for."""


def in_its_place(claim: Statement, source: Statement) -> Fact | None:
    """Whom the source has where the claim has a name: before the same verb, or behind the same words ("goals for Chile")."""
    for fact in claim.names:
        first = next((token for token in claim.tokens if token.is_in(fact)), None)
        if first is None:
            continue
        phrase, verb = Phrase.of(claim, first), subjects.led_by(claim, fact)
        if phrase.governor:
            others = _behind(source, phrase)
        elif verb:
            others = _before(source, claim, verb)
        else:
            continue
        # As the source has it a name may say more: that it is a person's.
        known = [each for each in source.names if name.is_same(fact, each)]
        if others and (
            (not known and _is_told_elsewhere(fact, source))
            or _is_told_of_else(phrase, known, source)
            or all(any(_is_other(each, other) for each in (fact, *known)) for other in others)
            or (verb and not phrases.owns(claim, fact) and _is_object(claim, fact, verb, others[0]))
        ):
            return others[0]
    return None


def behind_another_verb(claim: Statement, source: Statement) -> Fact | None:
    """The place that the claim has behind a verb, and the source, which has that verb too, behind another: "born in Bonn"."""
    for fact in claim.names:
        phrase = next((Phrase.of(claim, token) for token in claim.tokens if token.is_in(fact)), None)
        if phrase is None or phrase.governor is None or phrase.governor.start not in claim.verbs:
            continue
        verb = phrases.only(source, phrase.governor.stem)
        if (
            verb is None
            or len(phrase.relating) != 1
            or not _PLACING.issuperset(phrase.relating)
            or _behind(source, phrase)
        ):
            continue
        known = [each for each in source.names if name.is_same(fact, each)]
        if _is_told_of_else(phrase, known, source) and not _are_joined(source, verb, known[0]):
            return known[0]
    return None


def led_to_otherwise(claim: Statement, source: Statement) -> Fact | None:
    """The place that the one has as where it is, and the other only as where something goes to or is from: "a man from Dover".

    Not if the claim has it behind a word of its own: who settled in a place may have moved to it. Nor if both have it behind the
    same verb: what originated from a place did so in it.
    """
    for fact in claim.names:
        mine = next((Phrase.of(claim, token) for token in claim.tokens if token.is_in(fact)), None)
        if mine is None or mine.governor is None or _placed(mine) is None:
            continue
        there = [Phrase.of(source, token) for token in source.tokens if token.stem == mine.token.stem]
        same = any(phrases.stem_of(each.governor) == mine.governor.stem for each in there)
        known = mine.governor.stem in phrases.stems(source) and not (same and mine.governor.start in claim.verbs)
        if known and {_placed(each) for each in there} == {not _placed(mine)}:
            return fact
    return None


def _placed(phrase: Phrase) -> bool | None:
    """Whether a word stands behind "in" or "at", and not behind "to" or "from"; None if right behind none of these."""
    if phrase.before and phrases.written(phrase.statement, phrase.before) in phrases.PREPOSITIONS:
        return None
    led = frozenset(phrase.relating[-1:])
    return bool(led & _WITHIN) if led & (_WITHIN | _LEADING) else None


def _are_joined(source: Statement, verb: Token, place: Fact) -> bool:
    """Whether only verbs are between a verb and a place: "written, printed and sold in London"."""
    between = (token for token in source.tokens if verb.end <= token.start < place.start)
    return verb.start < place.start and all(token.start in source.verbs for token in between)


def _before(source: Statement, claim: Statement, verb: Token) -> list[Fact]:
    """The name that is the subject of a verb of the claim in the source, if it is one, and the voice is the same."""
    its = phrases.only(source, verb.stem)
    if (
        its is None
        or verb.fact
        or its is source.tokens[0]
        or subjects.PRONOUN.search(source.text, source.start, its.start)
    ):
        return []
    subject = subjects.subject(source, its) if actors.is_same_voice(claim, verb, source, its) else None
    return [subject] if subject else []


def _behind(source: Statement, phrase: Phrase) -> list[Fact]:
    """The names that the source has behind the same word and small words, if these are there once, and in a row with them."""
    assert phrase.governor
    if phrases.only(source, phrase.governor.stem) is None:
        return []
    found: list[Fact] = []
    for fact in source.names:
        within = [token for token in source.tokens if token.is_in(fact)]
        if not within or phrases.owns(source, within[-1]):
            continue
        its = Phrase.of(source, within[0])
        same = its.governor and its.governor.stem == phrase.governor.stem and _is_related_alike(its, phrase)
        in_row = found and phrases.LISTING.fullmatch(
            source.text[found[-1].end : fact.start].removeprefix(" in").strip()
        )
        if same or in_row:
            found.append(fact)
    return found


def _is_related_alike(one: Phrase, other: Phrase) -> bool:
    """Whether two words stand behind the same small words, or both behind some that tell where: "at Hull", "in York"."""
    both = (one.relating, other.relating)
    return both[0] == both[1] or all(each and _PLACING.issuperset(each) for each in both)


def _is_object(claim: Statement, mine: Fact, verb: Token, other: Fact) -> bool:
    """Whether the claim has another behind the verb that it says of one, and compares them in nothing."""
    apart = _words(mine).isdisjoint(_words(other)) and verb.stem not in MUTUAL
    behind = (each for each in claim.names if each.start > verb.start)
    return apart and any(name.is_same(each, other) for each in behind) and not phrases.COMPARING & _words_of(claim)


def _is_told_of_else(phrase: Phrase, known: Sequence[Fact], source: Statement) -> bool:
    """Whether a name that the source has stands behind the same small words, but those of another verb: "found in Bradford"."""
    within = (token for token in source.tokens if any(token.is_in(fact) for fact in known))
    its = next((Phrase.of(source, token) for token in within), None)
    if its is None or its.governor is None or not its.relating or its.relating != phrase.relating:
        return False
    return its.governor.start in source.verbs and its.governor.stem != phrases.stem_of(phrase.governor)


def _is_told_elsewhere(mine: Fact, source: Statement) -> bool:
    """Whether a text speaks of the bearer of a name, and only in other sentences; not of a nationality, nor as "it"."""
    if name.value(mine).kind == "nationality" or _POINTING_BACK.search(source.text, source.start, source.end):
        return False
    there = re.search(rf"\b{re.escape(mine.text)}\b", source.text) is not None
    return there and _words(mine).isdisjoint(_words_of(source))


def _is_other(mine: Fact, other: Fact) -> bool:
    """Whether two names are surely not of the same, and have no word in common."""
    return name.same(name.value(mine), name.value(other)) is False and _words(mine).isdisjoint(_words(other))


def _words(fact: Fact) -> set[str]:
    return set(_WORD.findall(fact.text.casefold()))


def _words_of(statement: Statement) -> set[str]:
    return set(_WORD.findall(statement.text[statement.start : statement.end].casefold()))


def given_to_another(alignment: Alignment) -> bool:
    """Whether the sentence says of another what the claim says of one whom it names behind its verb.

    And of that one something else: "directed by Ann Lee and produced by Joan Birch", if the claim is that Birch directed.
    """
    claim, source = alignment.claim, alignment.source
    if len(claim.clauses) > 1 or len(source.clauses) < 2 or not claim.verbs:
        return False
    said = {token.stem for token in claim.tokens if not claim.is_named(token)} & phrases.stems(source)
    for fact in claim.names:
        here, there = (phrases.place_of(claim, fact, statement) for statement in (claim, source))
        if not here or not there or fact.start < claim.verbs[0]:
            continue
        mark = phrases.mark(claim, here)
        own = clauses.at(source, source.tokens[there[0]].start)
        if (
            (not mark and _is_attribute(claim, here))
            or mark != phrases.mark(source, there)
            or not own.verbs
            or said <= phrases.stems(own)
        ):
            continue
        others = (each for each in source.clauses if each is not own and each.verbs and said <= phrases.stems(each))
        if any(_has_rival(claim, source, clause, mark) for clause in others):
            return True
    return False


def _has_rival(claim: Statement, source: Statement, clause: Statement, mark: str) -> bool:
    """Whether a clause has names behind its verb that are marked so, and none of them is the claim's."""
    behind = [fact for fact in clause.names if fact.start > clause.verbs[0]]
    rivals = [fact for fact in behind if _mark_of(source, fact) == mark]
    return bool(rivals) and not clauses.shares_name(claim, rivals)


def _mark_of(statement: Statement, fact: Fact) -> str:
    """What tells the part of a name in its sentence; "" also of one that has no words of its own."""
    places = [i for i, token in enumerate(statement.tokens) if token.is_in(fact)]
    return phrases.mark(statement, (places[0], places[-1] + 1)) if places else ""


def _is_attribute(claim: Statement, place: tuple[int, int]) -> bool:
    """Whether a name of the claim says of what kind the next word is: "an American photographer"."""
    tokens, last = claim.tokens, place[1] - 1
    return place[1] < len(tokens) and not claim.text[tokens[last].end : tokens[place[1]].start].strip()


def of_belonging(alignment: Alignment) -> bool:
    """Whether the sentence says of what is somebody's what the claim says of that one: "the mayor's wife" of the mayor."""
    claim, source = alignment.claim, alignment.source
    theirs = source.tokens
    owners = [(i, token) for i, token in enumerate(theirs) if phrases.owns(source, token)]
    for mine, following in itertools.pairwise(claim.tokens):
        for i, token in owners:
            if token.stem != mine.stem or phrases.owns(claim, mine):
                continue
            until = next(
                (k for k in range(i + 1, i + 4) if k < len(theirs) and theirs[k].stem == following.stem), i + 1
            )
            between = theirs[i + 1 : until]
            if between and not any(each.stem in claim.stems for each in between):
                return True
    if max(len(claim.tokens), len(theirs)) > phrases.LONGEST:
        return False
    return any(_is_dropped(claim, place, source, i) for place in range(len(claim.tokens)) for i, _ in owners)


def _is_dropped(claim: Statement, place: int, source: Statement, owner: int) -> bool:
    """Whether the claim says of a word what the source says of what is that one's: of Orlov what it says of Orlov's brother.

    The claim has nothing of what is owned, and the source has beside it what the claim has beside the word, if not of it too.
    """
    mine, theirs = claim.tokens[place], source.tokens
    if mine.fact or mine.stem != theirs[owner].stem or not claim.stems.isdisjoint(_owned_by(source, owner)):
        return False
    led = _led(claim, mine)
    if phrases.owns(claim, mine) or led != _led(source, theirs[owner]) or led & _PLACING:
        return False
    same = [token for token in theirs if token.stem == mine.stem and not phrases.owns(source, token)]
    free = [claim.stems <= source.piece_at(token.start).stems for token in same]
    here = source.piece_at(theirs[owner].start).stems
    own = next((fact for fact in claim.names if mine.is_in(fact)), mine)
    before = [token.stem for token in claim.tokens if token.end <= own.start]
    behind = [token.stem for token in claim.tokens if token.start >= own.end]
    return not any(free) and (claim.stems <= here if free else not here.isdisjoint((*before[-1:], *behind[:1])))


def _led(statement: Statement, token: Token) -> set[str]:
    """The prepositions, but for "by", behind which a word stands, or the name of which it is one."""
    own = next((fact for fact in statement.names if token.is_in(fact)), token)
    first = next(each for each in statement.tokens if each.start >= own.start)
    return set(Phrase.of(statement, first).relating) - {phrases.BY}


def _owned_by(source: Statement, owner: int) -> Iterator[str]:
    """The stems of the words right behind a genitive, up to a verb: "pupil", "Georg" and "Hale"."""
    for place in range(owner + 1, len(source.tokens)):
        token = source.tokens[place]
        is_first = place == owner + 1
        if not is_first and (token.start in source.verbs or phrases.gap(source, place).strip(" -") not in {"", "of"}):
            return
        yield token.stem


def of_another_owner(alignment: Alignment) -> bool:
    """Whether somebody is what the claim says for another than by the claim: "Rovers' goalkeeper Hale" of Danton's."""
    claim, source = alignment.claim, alignment.source
    for mine, what, owned in _owned(claim):
        for theirs, same, other in _owned(source):
            apart = not name.is_same(mine, theirs) and _words(mine).isdisjoint(_words(theirs))
            if what == same and apart and name.is_same(owned, other):
                return True
    return False


def _owned(statement: Statement) -> Iterator[tuple[Fact, str, Fact]]:
    """Whose somebody is, what, and who: "Danton", "goalkeeper", "Peter Hale" of "Danton's goalkeeper, Peter Hale"."""
    for owner, other in itertools.pairwise(statement.names):
        of_whom = _OWNED.fullmatch(statement.text, owner.end - 2, other.start)
        if of_whom:
            yield owner, of_whom["what"].casefold(), other


def of_whom_it_means(alignment: Alignment) -> bool:
    """Whether the sentence says by "he" or "she" of one whom it means what the claim says of another."""
    claim, source = alignment.claim, alignment.source
    for fact in claim.names:
        verb = None if phrases.owns(claim, fact) else subjects.led_by(claim, fact)
        its = phrases.only(source, verb.stem) if verb else None
        alike = verb and its and actors.is_same_voice(claim, verb, source, its)
        there = subjects.begins_with_meant(alignment, its.start) if its and alike else None
        if there is None or subjects.is_word_of(there.tokens[0], fact, claim):
            continue
        if any(subjects.is_word_of(there.tokens[0], other, claim) for other in claim.names):
            return True
        named = next((other for other in there.names if there.tokens[0].is_in(other)), None)
        known = not _words(fact).isdisjoint(_words_of(there))
        if named and not known and (_is_other(fact, named) or _is_told_elsewhere(fact, source)):
            return True
    return False


def of_a_namesake(alignment: Alignment) -> bool:
    """Whether the sentence has another of nearly the claim's name: "Robert F. Kennedy", where the passage has "… Jr." too.

    Or the passage has only one who is another, with a word of the name or of the other sex: "Henry VIII" for "Henry IV".
    """
    here, there = ([name.value(each) for each in text.names] for text in (alignment.source, alignment.passage))
    for fact in alignment.claim.names:
        mine = name.value(fact)
        same = [name.same(mine, other) for other in there]
        if True not in same and any(map(_is_namesake, itertools.repeat(mine), there, same)):
            return True
        elsewhere = mine not in here and mine in there
        if elsewhere and any(" " in other.canonical and name.same(mine, other) for other in here):
            return True
        sex = _sex(alignment.claim, fact)
        bearers = [each for each, alike in zip(alignment.passage.names, same, strict=True) if alike]
        if sex and bearers and all(_sex(alignment.passage, each) not in ("", sex) for each in bearers):
            return True
    return False


def _is_namesake(mine: Name, other: Name, same: bool | None) -> bool:
    """Whether a name is another person's, and has words of the claim's: another number, or other names in the middle."""
    words, others = mine.canonical.split(), other.canonical.split()
    people = mine.kind == other.kind == "person" and not set(words).isdisjoint(others)
    alike = min(len(words), len(others)) > 2 and (words[0], words[-1]) == (others[0], others[-1])
    return people and (same is False or alike)


def _sex(statement: Statement, fact: Fact) -> str:
    """Of what sex a title before a name shows its bearer to be; "" if none does."""
    title = _TITLE.search(statement.text, max(0, fact.start - REACH), fact.start)
    return (title.lastgroup or "") if title else ""
