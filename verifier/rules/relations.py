"""Who does it to whom, from where and to where, for or against: what the small words and the order of others make of a sentence.

All words of a claim may be in a sentence, and it may still say something else: "sued by Apple" is not "sued Apple", and "fell
because" is not "fell before". Here only such differences are found; nothing is known of what the words mean.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from verifier.records import Fact
from verifier.rules import clauses, name
from verifier.rules.alignment import Alignment
from verifier.rules.lexicon import AUXILIARIES, MUTUAL
from verifier.rules.statement import LETTERS, Statement, Token

_BY = "by"
"""The word that lets the one who acts follow the act."""
_OWNS = ("'s", "’s")
_GENITIVE = re.compile(r"['’]s?\b|['’](?=\s)")
_KINDS = {
    word: kind
    for kind, words in {
        "to": "to into onto toward towards",
        "from": "from",
        "for": "for",
        "against": "against",
        "with": "with",
        "without": "without",
        "because": "because due",
        "although": "although though despite",
        "before": "before until till",
        "after": "after since",
        "above": "above over",
        "below": "below under beneath",
        "or": "or",
        "and": "and",
    }.items()
    for word in words.split()
}
"""Words that tell how the next word belongs to what is said, by kind."""
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
_PREPOSITIONS = frozenset(
    "of in at on to from for with into about between through during against within near than under".split()
)
_PLACING = frozenset(("in", "at", "near"))
"""Those that tell where something is."""
_BEING = frozenset("is are was were be been being".split())
_LINKS = _PREPOSITIONS | _BEING
"""Words between a name and another word that make their order say nothing."""
_RELATIVE = frozenset(("who", "which"))
_SUBORDINATE = _RELATIVE | frozenset(
    "whose after before because when where while since although though if as until".split()
)
"""Words that begin a clause which tells more of another."""
_AGENT = re.compile(r" by (?!(?:him|her|it|them|whom|which|himself|herself|itself|themselves)\b)", re.IGNORECASE)
"""Behind a verb, before the one who acts."""
_ADVERB = re.compile(r"\w+ly|often|also|already|later|now|still|once|twice|then|soon|again|only|even|ever|always")
_NO_ACTORS = frozenset(("not", "no", "never", "none", "before", "after", "which", "that", "yet"))
"""Words before a verb, other than adverbs, that are not the one who acts."""
_RELATING = re.compile(r",? (?:who|which|that|whose|whom)\b")
"""Behind a word of which more is told."""
_BEHIND_AGENTS = (_PREPOSITIONS | _SUBORDINATE) - {"of", "as"}
"""Words with which something else begins behind the one who acts."""
_COMPARING = frozenset(("than", "as"))
_CONTRASTED = "those"
"""Before what is not what the sentence spoke of until then: "35 branches in villages; those in cities remain open"."""
_LISTING = re.compile(r",? ?(?:and|or|&)? ?(?:the|an?)?")
_DETERMINED = re.compile(r"\b(?:an?|the|its|their|his|her|our) $", re.IGNORECASE)
"""Before a word that is no verb, though it has the form of one: "the amended bill"."""
_JOINED = re.compile(r"\b(?:and|but|while) (?:the )?$", re.IGNORECASE)
"""Before what may be another subject of the verb of the clause before."""
_JOINING = re.compile(r",|(?:and|or|&)\b")
_UNLIKE = "unlike"
"""Before what is told apart from what the sentence speaks of."""
_CLAUSES = re.compile(rf"\b(?:because|after|before|until|unless|if|although|whenever|{_UNLIKE})\b", re.IGNORECASE)
"""Words that join to a clause why, when or if it is so."""
_PAUSE = re.compile(r"[,;:]\s")
_INSERTED = re.compile(r",(?P<relative> (?:who|which)\b)?[^,]+,")
"""What is told of a word beside what the sentence says: ", who is 23,"."""
_WORD = re.compile(r"\w+")
PRONOUN = re.compile(r"\b(?:he|she|they) (?:(?:\w+ly|also|has|had|later|then|have) ){0,2}$", re.IGNORECASE)
"""Before a verb whose subject is told before."""
_POINTING_BACK = re.compile(
    rf"\b(?:{'|'.join(sorted(_PREPOSITIONS))}) (?:it|him|her|them|these|those|this|that)\b|\bthere\b"
)
"""What may stand for a name of another sentence."""
OTHERWISE = "the source says it the other way round, or of another"
LONGEST = 60
"""Tokens above which a text is no sentence that could be compared so."""


def reservation(claim: Statement, source: Statement) -> str:
    """In what a sentence with the words of a claim relates them otherwise; "" if it does not."""
    if max(len(claim.tokens), len(source.tokens)) > LONGEST:
        return ""
    pairs = [(_Phrase.of(claim, mine), _Phrase.of(source, theirs)) for mine, theirs in _common(claim, source)]
    for mine, theirs in pairs:
        same = _stem(mine.governor) == _stem(theirs.governor)
        if found := _excluded(mine.small, theirs.small, within_one=same):
            said, instead = (f"“{word}”" if word else "nothing" for word in found)
            return f"the source says {instead}, the claim {said}, before “{theirs.text}”"
        if _acts(mine, theirs) or _acts(theirs, mine) or _is_no_subject(mine, theirs):
            return OTHERWISE
        if theirs.is_oblique and _CONTRASTED in theirs.small[:-1] and _CONTRASTED not in mine.small:
            return f"the source says it of others, and “{_CONTRASTED}” stands before “{theirs.text}”"
    if _changes_voice(claim, source):
        return OTHERWISE
    if other := _in_its_place(claim, source):
        return f"the source says it of “{other.text}”"
    if actor := _acted_by_another(claim, source):
        return f"the source says it of “{actor}”"
    return OTHERWISE if _words_exchanged(pairs) or _clauses_exchanged(claim, source) else ""


def says_of_another(alignment: Alignment) -> bool:
    """Whether the sentence, with the words of the claim, says it of another name, or with two names exchanged."""
    return (
        any(
            otherwise(alignment)
            for otherwise in (_inverted, _exchanged, _given_to_another, _of_belonging, _in_place_of, _of_whom_it_means)
        )
        or alignment.renamed
    )


def _inverted(alignment: Alignment) -> bool:
    """Whether a name stands on the other side of the word beside it: "France beat …" against "… beat France"."""
    both = (alignment.source.text[alignment.source.start : alignment.source.end], alignment.claim.text)
    if any(_BY in text.casefold().split() for text in both):
        return False
    tokens, theirs = alignment.claim.tokens, [token.stem for token in alignment.source.tokens]
    named = [alignment.claim.is_named(token) for token in tokens]
    for i in range(len(tokens) - 1):
        left, right = tokens[i].stem, tokens[i + 1].stem
        between = alignment.claim.text[tokens[i].end : tokens[i + 1].start].casefold().split()
        beside = named[i] != named[i + 1] and theirs.count(left) == theirs.count(right) == 1
        owns = alignment.claim.text[tokens[i].start : tokens[i].end].endswith(_OWNS)
        beside = beside and not owns and not {left, right} & MUTUAL and not _LINKS.intersection(between)
        if beside and theirs.index(left) - theirs.index(right) == 1:
            return True
    return False


def _exchanged(alignment: Alignment) -> bool:
    """Whether two names of the claim stand in each other's place: "A hired the son of B" against "B hired the son of A".

    Their order is another, with words between them that both have, and each stands behind what the other does in the claim:
    "by" and "'s" turn an order round, and what is told behind "in" may come first.
    """
    tokens, theirs = alignment.claim.tokens, alignment.source.tokens
    places = [
        (_place_of(alignment.claim, fact, alignment.claim), _place_of(alignment.claim, fact, alignment.source))
        for fact in alignment.claim.names
    ]
    known = sorted((here, there) for here, there in places if here and there)
    for i, (first, its) in enumerate(known):
        for second, other in known[i + 1 :]:
            if first[1] > second[0] or other[1] > its[0]:
                continue
            between = {token.stem for token in tokens[first[1] : second[0]] if token.fact is None}
            between &= {token.stem for token in theirs[other[1] : its[0]] if token.fact is None}
            marks = [_mark(alignment.claim, first), _mark(alignment.claim, second)]
            marked = [_mark(alignment.source, its), _mark(alignment.source, other)]
            if between - MUTUAL and marks == marked[::-1]:
                return True
    return False


def _given_to_another(alignment: Alignment) -> bool:
    """Whether the sentence says of another what the claim says of one whom it names behind its verb.

    And of that one something else: "directed by Ann Lee and produced by Joan Birch", if the claim is that Birch directed.
    """
    if len(alignment.claim.clauses) > 1 or len(alignment.source.clauses) < 2 or not alignment.claim.verbs:
        return False
    plain = [token for token in alignment.claim.tokens if not alignment.claim.is_named(token)]
    said = {token.stem for token in plain} & _stems(alignment.source)
    for name_ in alignment.claim.names:
        here, there = (
            _place_of(alignment.claim, name_, alignment.claim),
            _place_of(alignment.claim, name_, alignment.source),
        )
        if not here or not there or name_.start < alignment.claim.verbs[0]:
            continue
        mark = _mark(alignment.claim, here)
        own = clauses.at(alignment.source, alignment.source.tokens[there[0]].start)
        if (
            (not mark and _is_attribute(alignment, here))
            or mark != _mark(alignment.source, there)
            or not own.verbs
            or said <= _stems(own)
        ):
            continue
        for clause in alignment.source.clauses:
            if clause is not own and clause.verbs and said <= _stems(clause):
                behind = [other for other in clause.names if other.start > clause.verbs[0]]
                rivals = [other for other in behind if _mark_of(alignment, other) == mark]
                if rivals and not clauses.shares_name(alignment.claim, rivals):
                    return True
    return False


def _of_belonging(alignment: Alignment) -> bool:
    """Whether the sentence says of what is somebody's what the claim says of that one: "the mayor's wife" of the mayor."""
    theirs = alignment.source.tokens
    for mine, following in itertools.pairwise(alignment.claim.tokens):
        for i, token in enumerate(theirs):
            if token.stem != mine.stem or not _owns(alignment.source, token) or _owns(alignment.claim, mine):
                continue
            until = next(
                (k for k in range(i + 1, i + 4) if k < len(theirs) and theirs[k].stem == following.stem), i + 1
            )
            between = theirs[i + 1 : until]
            if between and not any(each.stem in alignment.claim.stems for each in between):
                return True
    return False


def _in_place_of(alignment: Alignment) -> bool:
    """Whether a sentence that is the claim but for a word has another there, and the claim's elsewhere.

    As "found the drug worse", if the claim is that of the drug and surgery "surgery" was found worse.
    """
    if not alignment.verbatim:
        return False
    single = [(mine[0], theirs[0]) for mine, theirs in alignment.replaced if len(mine) == len(theirs) == 1]
    here, there = _stems(alignment.claim), _stems(alignment.source)
    return any(
        mine.fact is None and theirs.fact is None and mine.stem in there and theirs.stem in here
        for mine, theirs in single
    )


def _of_whom_it_means(alignment: Alignment) -> bool:
    """Whether the sentence says by "he" or "she" of one whom it means what the claim says of another."""
    claim, source = alignment.claim, alignment.source
    for fact in claim.names:
        verb = None if _owns(claim, fact) else _led_by(claim, fact)
        its = _only(source, verb.stem) if verb else None
        alike = verb and its and _is_same_voice(claim, verb, source, its)
        there = begins_with_meant(alignment, its.start) if its and alike else None
        if there is None or _is_word_of(there.tokens[0], fact, claim):
            continue
        if any(_is_word_of(there.tokens[0], other, claim) for other in claim.names):
            return True
        named = next((other for other in there.names if there.tokens[0].is_in(other)), None)
        known = not _words(fact).isdisjoint(_words_of(there))
        if named and not known and (_is_other(fact, named) or _is_told_elsewhere(fact, source)):
            return True
    return False


def _is_word_of(token: Token, fact: Fact, statement: Statement) -> bool:
    return any(each.stem == token.stem for each in statement.tokens if each.is_in(fact))


def begins_with_meant(alignment: Alignment, place: int) -> Statement | None:
    """What begins with the name of whom "he" before a verb at a place of the sentence means: that sentence, or the one before."""
    source = alignment.source
    pronoun = PRONOUN.search(source.text, source.start, place)
    if pronoun is None:
        return None
    before = [sentence for sentence in alignment.passage.sentences if sentence.end <= source.start]
    for text in (source.part(source.start, pronoun.start()), *before[-1:]):
        first = next(iter(text.tokens), None)
        if first and first.fact is None:
            known = any(_is_word_of(first, fact, alignment.claim) for fact in alignment.claim.names)
            return text if known or text.is_named(first) else None
    return None


def _is_attribute(alignment: Alignment, place: tuple[int, int]) -> bool:
    """Whether a name of the claim says of what kind the next word is: "an American photographer"."""
    tokens, last = alignment.claim.tokens, place[1] - 1
    return place[1] < len(tokens) and not alignment.claim.text[tokens[last].end : tokens[place[1]].start].strip()


def _mark_of(alignment: Alignment, fact: Fact) -> str:
    """What tells the part of a name of the sentence in it."""
    places = [i for i, token in enumerate(alignment.source.tokens) if token.is_in(fact)]
    return _mark(alignment.source, (places[0], places[-1] + 1)) if places else ""


def _place_of(claim: Statement, fact: Fact, statement: Statement) -> tuple[int, int] | None:
    """The tokens of a statement, from and up to, that are the words of one of the claim's names, if they stand there once."""
    stems = [token.stem for token in claim.tokens if token.is_in(fact)]
    there = [token.stem for token in statement.tokens]
    found = [i for i in range(len(there) - len(stems) + 1) if there[i : i + len(stems)] == stems]
    return (found[0], found[0] + len(stems)) if stems and len(found) == 1 else None


def _stems(statement: Statement) -> set[str]:
    return {token.stem for token in statement.tokens}


def _owns(statement: Statement, word: Token | Fact) -> bool:
    """Whether a word or name is a genitive: "Lund's", "the workers'"."""
    written = statement.text[word.start : word.end]
    return written.endswith(_OWNS) or _GENITIVE.match(statement.text, word.end) is not None


def _mark(statement: Statement, place: tuple[int, int]) -> str:
    """What tells the part of a name in its sentence: the preposition before it, "of" for a genitive, or nothing."""
    first, last = statement.tokens[place[0]], statement.tokens[place[1] - 1]
    if _owns(statement, last):
        return "of"
    return next(reversed(_relating(_Phrase.of(statement, first))), "")


@dataclass(frozen=True)
class _Phrase:
    """A word of a statement and what leads to it: "by" and "song" before "Perry" in "song by American singer Perry"."""

    statement: Statement
    token: Token
    small: tuple[str, ...]
    """The words without content, or that relate, before the word and those that it stands behind without a verb."""
    governor: Token | None
    """The word before these."""
    before: Token | None
    after: Token | None
    """The words right before and behind it, whatever they are."""

    @classmethod
    def of(cls, statement: Statement, token: Token) -> _Phrase:
        tokens, text = statement.tokens, statement.text
        place = first = tokens.index(token)
        while first and not _gap(statement, first).strip("- ") and not _ends_phrase(statement, tokens[first - 1]):
            first -= 1
        last = first - 1
        while last >= 0 and _written(statement, tokens[last]) in _KINDS:
            last -= 1
        start = tokens[last].end if last >= 0 else statement.start
        words = tuple(text[start : tokens[first].start].casefold().replace(",", " ").split())
        governor = tokens[last] if last >= 0 else None
        before = tokens[place - 1] if place else None
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        return cls(statement, token, words, governor, before, after)

    @property
    def text(self) -> str:
        return self.statement.text[self.token.start : self.token.end]

    @property
    def is_oblique(self) -> bool:
        """Whether it stands behind a preposition, and is neither subject nor object."""
        return not _PREPOSITIONS.isdisjoint(self.small)

    @property
    def act(self) -> Token | None:
        """The verb that it does, if it is named by "by" behind that: "was rescued from the crevasse by her brother"."""
        if _BY not in self.small:
            return None
        before = [token for token in self.statement.tokens if token.start < self.token.start]
        verb = next((token for token in reversed(before) if token.start in self.statement.verbs), None)
        return verb if verb and _is_done_by(self.statement, verb, self.token) else None

    @property
    def clause(self) -> int:
        """Where the clause that it is in begins."""
        return clauses.at(self.statement, self.token.start).start


def _ends_phrase(statement: Statement, token: Token) -> bool:
    if token.start in statement.verbs:
        return not _DETERMINED.search(statement.text, statement.start, token.start)
    return _written(statement, token) in _KINDS


def _written(statement: Statement, token: Token) -> str:
    return statement.text[token.start : token.end].casefold()


def _stem(token: Token | None) -> str:
    return token.stem if token else ""


def _gap(statement: Statement, place: int) -> str:
    """The text between a token and the one before."""
    return statement.text[statement.tokens[place - 1].end : statement.tokens[place].start]


def _common(claim: Statement, source: Statement) -> Iterator[tuple[Token, Token]]:
    """The words that both have once, without those that only relate others."""
    here, there = (Counter(token.stem for token in statement.tokens) for statement in (claim, source))
    places = {token.stem: token for token in source.tokens}
    for token in claim.tokens:
        once = here[token.stem] == there[token.stem] == 1
        if once and token.fact is None and _written(claim, token) not in _KINDS:
            yield token, places[token.stem]


def _excluded(here: tuple[str, ...], there: tuple[str, ...], *, within_one: bool) -> tuple[str, str] | None:
    """A small word of the claim and one of the source that say something else, within phrases of the same word or of any."""
    mine, theirs = ({_KINDS[word]: word for word in words if word in _KINDS} for words in (here, there))
    for kind, word in mine.items():
        for other, instead in theirs.items():
            if {kind, other} in (_EXCLUDING if within_one else [_REASONS]) and kind not in theirs and other not in mine:
                return word, instead
    for own, others in ((mine, theirs), (theirs, mine)) if within_one else ():
        if not own and (turning := _TURNING & others.keys()):
            word = others[min(turning)]
            return ("", word) if own is mine else (word, "")
    return None


def _is_done_by(statement: Statement, verb: Token, actor: Token) -> bool:
    """Whether the "by" before an actor belongs to a verb: right behind it, or with only where or when it was between."""
    words = statement.text[verb.end : actor.start].casefold().split()
    if _BY not in words:
        return False
    between = words[: -1 - words[::-1].index(_BY)]
    return not between or (
        between[0] in {*_PREPOSITIONS, "as"} and not any(word[-1] in ",;:" or word[0] == "(" for word in words)
    )


def _acts(one: _Phrase, other: _Phrase) -> bool:
    """Whether who acts in the one ("sued by Apple") is acted upon in the other: there it stands behind the same verb."""
    act = one.act
    if act is None or _BY in other.small:
        return False
    verb = _only(other.statement, act.stem)
    if verb is None or not other.clause <= verb.start < other.token.start:
        return False
    return _BY not in other.statement.text[verb.end : other.token.start].casefold().split()


def _changes_voice(claim: Statement, source: Statement) -> bool:
    """Whether a name does in the one what is done to it in the other: "was succeeded by Lind", "succeeded Lind"."""
    for mine in claim.names:
        places = [_place_of(claim, mine, statement) for statement in (claim, source)]
        if all(places):
            here, there = (
                _Phrase.of(statement, statement.tokens[place[0]])
                for statement, place in zip((claim, source), places, strict=True)
                if place
            )
            if _acts(here, there) or _acts(there, here):
                return True
    return False


def _is_no_subject(mine: _Phrase, theirs: _Phrase) -> bool:
    """Whether the claim's subject stands behind a preposition in the source, after the verb that the claim puts behind it."""
    claim, source = mine.statement, theirs.statement
    verb = next((token for token in claim.tokens if token.start in claim.verbs), None)
    if verb is None or mine.token.start >= verb.start or mine.is_oblique or not theirs.is_oblique:
        return False
    following = claim.tokens[claim.tokens.index(mine.token) + 1]
    between = claim.text[mine.token.end : following.start].casefold().split()
    is_head = following is verb or bool({*AUXILIARIES, *_PREPOSITIONS}.intersection(between))
    its = _only(source, verb.stem)
    return is_head and its is not None and theirs.clause <= its.start < theirs.token.start


def _acted_by_another(claim: Statement, source: Statement) -> str:
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
    full = (clause for clause in source.clauses if plain <= _stems(clause))
    return _only(source, verb.stem) or next((_only(clause, verb.stem) for clause in full), None)


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
        and _PREPOSITIONS.isdisjoint(_gap(claim, place + 1).casefold().split())
    )
    phrase = itertools.takewhile(lambda at: not _gap(source, at).strip(), range(there + 1, len(source.tokens)))
    object_ = [source.tokens[at].stem for at in (there, *phrase) if at < len(source.tokens)]
    return not has_object and claim.tokens[place - 1].stem in object_


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
    while place and _ADVERB.fullmatch(_written(statement, tokens[place - 1])):
        place -= 1
    active = {*_gap(statement, place).casefold().split()} <= {*AUXILIARIES} - _BEING if place else False
    subject = head(statement, tokens[place - 1])
    is_noun = subject.fact is None and subject.start not in statement.verbs and subject.stem not in _NO_ACTORS
    return [subject] if active and is_noun else []


def subject_word(statement: Statement) -> Token | None:
    """The word for what a statement speaks of: the head of what stands before its first verb."""
    words = (token for token in statement.tokens if token.fact is None)
    before = [token for token in words if statement.verbs and token.end <= statement.verbs[0]]
    return head(statement, before[-1]) if before else None


def begins_with_another(claim: Statement, source: Statement) -> bool:
    """Whether a sentence speaks of what a claim speaks of, but as its subject of something else: "B cost less than A"."""
    mine, theirs = subject_word(claim), subject_word(source)
    return mine is None or (mine.stem in source.stems and (theirs is None or theirs.stem != mine.stem))


def head(statement: Statement, token: Token) -> Token:
    """The word that a subject's last word tells more of: "inspector" of "an inspector in Parma"."""
    phrase = _Phrase.of(statement, token)
    governor = phrase.governor if phrase.is_oblique else None
    if governor is None or governor.fact or governor.start in statement.verbs or governor.start < phrase.clause:
        return token
    return head(statement, governor)


def _in_its_place(claim: Statement, source: Statement) -> Fact | None:
    """Whom the source has where the claim has a name: before the same verb, or behind the same words ("goals for Chile")."""
    for fact in claim.names:
        first = next((token for token in claim.tokens if token.is_in(fact)), None)
        if first is None:
            continue
        phrase, verb = _Phrase.of(claim, first), _led_by(claim, fact)
        if _relating(phrase) and phrase.governor:
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
            or (verb and not _owns(claim, fact) and _is_object(claim, fact, verb, others[0]))
        ):
            return others[0]
    return None


def _is_object(claim: Statement, mine: Fact, verb: Token, other: Fact) -> bool:
    """Whether the claim has another behind the verb that it says of one, and compares them in nothing."""
    apart = _words(mine).isdisjoint(_words(other)) and verb.stem not in MUTUAL
    behind = (each for each in claim.names if each.start > verb.start)
    return apart and any(name.is_same(each, other) for each in behind) and not _COMPARING & _words_of(claim)


def _is_other(mine: Fact, other: Fact) -> bool:
    """Whether two names are surely not of the same, and have no word in common."""
    return name.same(name.value(mine), name.value(other)) is False and _words(mine).isdisjoint(_words(other))


def _words(fact: Fact) -> set[str]:
    return set(_WORD.findall(fact.text.casefold()))


def _words_of(statement: Statement) -> set[str]:
    return set(_WORD.findall(statement.text[statement.start : statement.end].casefold()))


def _is_told_elsewhere(mine: Fact, source: Statement) -> bool:
    """Whether a text speaks of the bearer of a name, and only in other sentences; not of a nationality, nor as "it"."""
    if name.value(mine).kind == "nationality" or _POINTING_BACK.search(source.text, source.start, source.end):
        return False
    there = re.search(rf"\b{re.escape(mine.text)}\b", source.text) is not None
    return there and _words(mine).isdisjoint(_words_of(source))


def _is_told_of_else(phrase: _Phrase, known: Sequence[Fact], source: Statement) -> bool:
    """Whether a name that the source has stands behind the same small words, but those of another verb: "found in Bradford"."""
    within = (token for token in source.tokens if any(token.is_in(fact) for fact in known))
    its = next((_Phrase.of(source, token) for token in within), None)
    if its is None or its.governor is None or not _relating(its) or _relating(its) != _relating(phrase):
        return False
    return its.governor.start in source.verbs and its.governor.stem != _stem(phrase.governor)


def _behind(source: Statement, phrase: _Phrase) -> list[Fact]:
    """The names that the source has behind the same word and small words, if these are there once, and in a row with them."""
    assert phrase.governor
    if _only(source, phrase.governor.stem) is None:
        return []
    found: list[Fact] = []
    for fact in source.names:
        within = [token for token in source.tokens if token.is_in(fact)]
        if not within or _owns(source, within[-1]):
            continue
        its = _Phrase.of(source, within[0])
        same = its.governor and its.governor.stem == phrase.governor.stem and _is_related_alike(its, phrase)
        in_row = found and _LISTING.fullmatch(source.text[found[-1].end : fact.start].removeprefix(" in").strip())
        if same or in_row:
            found.append(fact)
    return found


def _is_related_alike(one: _Phrase, other: _Phrase) -> bool:
    """Whether two words stand behind the same small words, or both behind some that tell where: "at Hull", "in York"."""
    return _relating(one) == _relating(other) or all(
        each and _PLACING.issuperset(each) for each in map(_relating, (one, other))
    )


def _led_by(claim: Statement, fact: Fact) -> Token | None:
    """The word behind a name that a claim begins with, and behind what is put in: "won" of "Lee, who is 23, won"."""
    own = [token for token in claim.tokens if token.is_in(fact)]
    if not own or _Phrase.of(claim, own[0]).governor:
        return None
    end = own[-1].end
    if claim.text.startswith(",", end):
        inserted = _INSERTED.match(claim.text, end)
        adds = inserted and (inserted["relative"] or not any(end < verb < inserted.end() for verb in claim.verbs))
        end = inserted.end() if inserted and adds else claim.end
    return next((token for token in claim.tokens if token.start >= end), None)


def _before(source: Statement, claim: Statement, verb: Token) -> list[Fact]:
    """The name that is the subject of a verb of the claim in the source, if it is one, and the voice is the same."""
    its = _only(source, verb.stem)
    if its is None or verb.fact or its is source.tokens[0] or PRONOUN.search(source.text, source.start, its.start):
        return []
    subject = _subject(source, its) if _is_same_voice(claim, verb, source, its) else None
    return [subject] if subject else []


def _is_same_voice(claim: Statement, verb: Token, source: Statement, its: Token) -> bool:
    """Whether a verb of a claim, with nothing but auxiliaries before it, is active or passive as it is in the source."""
    mine, theirs = (
        _gap(statement, statement.tokens.index(token)).casefold().replace(",", " ").split()
        for statement, token in ((claim, verb), (source, its))
    )
    passive = not _BEING.isdisjoint(theirs) or f" {_BY} " in source.text[its.end : source.end]
    return {*mine} <= {*AUXILIARIES} and _BEING.isdisjoint(mine) is not passive


def _subject(source: Statement, verb: Token) -> Fact | None:
    """The name that is the subject of a verb, if it is a name: in its clause, or in the one that this adds to."""
    place = next((i for i, clause in enumerate(source.clauses) if clause.start <= verb.start < clause.end), 0)
    for clause in reversed(source.clauses[: place + 1]):
        joint = _joint(source, clause)
        own = [token for token in clause.tokens if token.fact is None and token.start < verb.start]
        if verb.start < clause.end:
            if own:
                adds = _KINDS.keys() & set(source.text[own[-1].end : verb.start].casefold().split()[-1:])
                return _named(source, own[0] if adds else own[-1])
            if joint in _RELATIVE:
                names = [fact for fact in source.names if fact.end < clause.start]
                return names[-1] if names and source.text[names[-1].end : clause.start].strip(" ,") == joint else None
        elif joint not in _SUBORDINATE and own:
            return _named(source, own[0])
    return None


def _joint(source: Statement, clause: Statement) -> str:
    """The word before a clause that joins it to another, or that it begins with."""
    words = source.text[source.start : clause.start].casefold().split()[-1:]
    first = source.text[clause.start : clause.end].casefold().split()[:1]
    return next((word for word in (*words, *first) if word in _SUBORDINATE), "")


def _named(source: Statement, token: Token) -> Fact | None:
    """The name that a word belongs to, if it stands behind no preposition."""
    fact = next((fact for fact in source.names if token.is_in(fact)), None)
    first = next((each for each in source.tokens if fact and each.is_in(fact)), token)
    return fact if fact and not _relating(_Phrase.of(source, first)) else None


def _words_exchanged(pairs: list[tuple[_Phrase, _Phrase]]) -> bool:
    """Whether two words of a claim stand in each other's place in the source, behind the same small words; not in a list."""
    for (first, its), (second, other) in itertools.combinations(pairs, 2):
        crossed = other.token.start < its.token.start
        alike = crossed and _relating(first) == _relating(other) and _relating(second) == _relating(its)
        if not alike or (_is_list(first, second) and _is_list(other, its)):
            continue
        here, there = (first, second), (other, its)
        if _beside_the_same(here, there) or _parted_alike(here, there) or _told_apart(here, there):
            return True
    return False


def _clauses_exchanged(claim: Statement, source: Statement) -> bool:
    """Whether what the claim says because, after or before something is that something in the source, and the other way round."""
    here, there = _subordinate(claim), _subordinate(source)
    for word in here.keys() & there.keys():
        (main, adds), (its_main, its_adds) = here[word], there[word]
        crossed = len(main & its_adds), len(adds & its_main)
        most = all(count > 1 or 2 * count >= len(words) for count, words in zip(crossed, (main, adds), strict=True))
        if most and min(crossed) > max(len(main & its_main), len(adds & its_adds)):
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


_Two = tuple[_Phrase, _Phrase]
"""Two words, in the order in which a statement has them."""


def _beside_the_same(here: _Two, there: _Two) -> bool:
    """Whether each stands right behind, or before, the word that the other does there: "driver died, passengers survived"."""
    for beside in (attrgetter("before"), attrgetter("after")):
        words = [_stem(beside(phrase)) for phrase in here]
        once = all(_only(two[0].statement, word) for two in (here, there) for word in words if word)
        same = words == [_stem(beside(phrase)) for phrase in there]
        if same and once and words[0] != words[1] and MUTUAL.isdisjoint(words):
            return True
    return False


def _parted_alike(here: _Two, there: _Two) -> bool:
    """Whether the same words are between them, one of which stands nowhere else: "given the drug recovered sooner than those
    given the placebo".
    """
    parting, its = _between(*here), _between(*there)
    once = any(_only(here[0].statement, word) for word in parting)
    return once and sorted(parting) == sorted(its) and MUTUAL.isdisjoint(parting)


def _told_apart(here: _Two, there: _Two) -> bool:
    """Whether they stand side by side, with two small words that tell who is who ("from … to"), or a comparing one ("than")."""
    small = [_relating(phrase) for phrase in here]
    if here[1].before != here[0].token or there[1].before != there[0].token:
        return False
    told_apart = small[0] != small[1] and {*small[0], *small[1]} <= {*_KINDS, _BY}
    between = here[0].statement.text[here[0].token.end : here[1].token.start].casefold().split()
    return told_apart or not _COMPARING.isdisjoint(between)


def _between(first: _Phrase, second: _Phrase) -> list[str]:
    """The stems between two words of a statement."""
    start, end = first.token.end, second.token.start
    return [token.stem for token in first.statement.tokens if start <= token.start < end]


def _only(statement: Statement, word: str) -> Token | None:
    """The token of a stem, if the statement has it once."""
    found = [token for token in statement.tokens if token.stem == word]
    return found[0] if len(found) == 1 else None


def _relating(phrase: _Phrase) -> tuple[str, ...]:
    """Those of the small words that make it no subject or object."""
    return tuple(word for word in phrase.small if word in _PREPOSITIONS or word == _BY)


def _is_list(first: _Phrase, second: _Phrase) -> bool:
    """Whether nothing but commas and "and" is between two words and those that stand between them."""
    statement = first.statement
    within = [token for token in statement.tokens if first.token.start <= token.start <= second.token.start]
    gaps = [statement.text[left.end : right.start].strip() for left, right in itertools.pairwise(within)]
    joined = any(_JOINING.match(gap) for gap in gaps) and all(_LISTING.fullmatch(gap) for gap in gaps)
    return joined and not any(token.start in statement.verbs or token.stem == "not" for token in within)
