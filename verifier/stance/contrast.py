"""Makes contrast pairs from real claims and sentences: one thing changed, so that only the comparison tells the label.

Nothing here is random but through the generator that is passed in: the same seed makes the same pairs.
"""

from __future__ import annotations

import functools
import itertools
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from verifier import facts
from verifier.facts import cue_tables, cues
from verifier.records import Cue, Date, Fact, Name, Quantity, Stance


@dataclass(frozen=True)
class Pair:
    """A claim, evidence, and what the evidence does to the claim; `kind` names where the pair came from."""

    claim: str
    evidence: str
    stance: Stance
    kind: str


@dataclass(frozen=True)
class Swap:
    """Words that stand in claim and evidence, and what takes their place.

    `stance` is what a text with the one says of a claim with the other.
    """

    kind: str
    old: str
    new: str
    stance: Stance = Stance.CONFLICTS


Names = dict[str, list[str]]
"""Kind of name → names of that kind."""

MONTHS = "January February March April May June July August September October November December".split()
NUMBER_WORDS = "two three four five six seven eight nine ten eleven twelve".split()
ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
NATIONALITIES = (
    "American British French German Italian Spanish Russian Chinese Indian Canadian Australian Irish".split()
)

CLASSES = (
    MONTHS,
    NUMBER_WORDS,
    ORDINALS,
    NATIONALITIES,
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
    "red blue green yellow black white brown purple".split(),
    "actor singer writer director politician scientist painter footballer journalist lawyer".split(),
    "actress singer author novelist model dancer".split(),
    "film novel album song play painting opera".split(),
    "drama comedy thriller horror documentary musical".split(),
    "brother father son uncle cousin".split(),
    "sister mother daughter aunt niece".split(),
    "president governor mayor minister senator".split(),
    "rock jazz country pop classical".split(),
    "football basketball baseball tennis hockey cricket".split(),
    "city village province country state".split(),
    "gold silver bronze".split(),
    "guitar piano violin drums".split(),
)
"""Words of which a thing described has one: to put one for another makes the statement false."""

QUANTIFIERS = (
    ("all", "none"),
    ("always", "never"),
    ("every", "no"),
    ("both", "neither"),
    ("most", "few"),
    ("many", "few"),
    ("only", "not only"),
)
MODALITIES = (
    ("was", "may have been"),
    ("was", "was expected to be"),
    ("is", "may be"),
    ("is", "could become"),
    ("has", "is said to have"),
    ("agreed", "offered"),
    ("agreed", "refused"),
    ("said", "denied"),
    ("announced", "considered"),
    ("won", "hoped to win"),
    ("released", "promised to release"),
)
"""What is stated, and what only may be: a text with the second says nothing of a claim with the first."""

NEGATED = (
    ("was", "was not"),
    ("is", "is not"),
    ("were", "were not"),
    ("are", "are not"),
    ("has", "has not"),
    ("had", "had not"),
    ("can", "cannot"),
    ("will", "will not"),
    ("did", "did not"),
    ("was", "was never"),
)
AUXILIARIES = "was were is are has had can could will would did does do".split()
PAST = "was were has had did".split()
NOT_DENIED = "all every each both some many most any no none nobody neither few only who which that where when while than".split()
"""Words before a verb with which "not" behind it may not deny the whole claim."""

ONE_SIDED = (
    "defeated",
    "beat",
    "bought",
    "acquired",
    "killed",
    "succeeded",
    "replaced",
    "directed",
    "wrote",
    "invaded",
    "sued",
    "criticised",
    "criticized",
    "attacked",
    "accused",
    "taught",
    "founded",
    "owns",
    "owned",
    "followed by",
    "killed by",
    "directed by",
    "written by",
    "founded by",
    "owned by",
    "defeated by",
    "succeeded by",
    "replaced by",
)
"""What one does to another: the two can't change places."""

RESTATED = (
    ("said", "stated"),
    ("began", "started"),
    ("film", "movie"),
    ("died", "passed away"),
    ("people", "persons"),
    ("located", "situated"),
    ("received", "got"),
    ("bought", "purchased"),
    ("large", "big"),
    ("received", "was given"),
    ("created", "made"),
    ("nearly", "almost"),
    ("about", "around"),
    ("became", "turned into"),
    ("also", "in addition"),
    ("freed", "released"),
    ("the largest", "one of the largest"),
    ("the first", "one of the first"),
    ("the best", "among the best"),
)
"""What may be said in place of it, without the label changing (left in the evidence, right in the claim)."""

_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_VERB = "|".join(AUXILIARIES)
_DENIAL = re.compile(rf"\b({_VERB})(?: not| never|n't)\b|\bcannot\b|\bnever(?= )")
_DENIABLE = re.compile(rf"\b({_VERB})\b(?! no\b)")
_OWNED = re.compile(r"(has|had) (?=(?:an?|the|one|two|three|his|her|its|their|\d+)\b)")
_SECOND_CLAUSE = re.compile(rf"\b(?:and|or|but) (?:{_VERB})\b")
_CUT = re.compile(
    r",? (?:which|who|where|while|although|but|and is|and was|along with|as well as|including)\b|[;:(]|, "
)


def names_of(texts: Sequence[str]) -> Names:
    """The names that the texts hold, by kind, each as often as it stands there."""
    found: Names = defaultdict(list)
    for text in texts:
        for fact in facts.extract(text):
            if isinstance(fact.value, Name) and fact.value.kind and " " not in fact.text[20:]:
                found[fact.value.kind].append(fact.text)
    return found


def quartets(claim: str, evidence: str, names: Names, chance: random.Random) -> list[list[Pair]]:
    """For a claim that the evidence supports: each change made in neither, one, the other and both of the two.

    A quartet has every claim and every evidence once with either label, so that neither alone tells anything.
    """
    return [pairs for swap in swaps(claim, evidence, names, chance) if (pairs := _quartet(claim, evidence, swap))]


def _quartet(claim: str, evidence: str, swap: Swap) -> list[Pair]:
    changed_claim = replaced(claim, swap.old, swap.new)
    changed_evidence = replaced(evidence, swap.old, swap.new)
    if claim == changed_claim or evidence == changed_evidence:
        return []
    if swap.kind == "modality":
        back = Stance.SUPPORTS if swap.new.startswith(("may", "could")) else Stance.NEUTRAL
    elif swap.stance is Stance.NEUTRAL:
        back = Stance.NEUTRAL
    else:
        back = Stance.CONFLICTS
    return [
        Pair(claim, evidence, Stance.SUPPORTS, swap.kind),
        Pair(changed_claim, evidence, back, swap.kind),
        Pair(claim, changed_evidence, swap.stance, swap.kind),
        Pair(changed_claim, changed_evidence, Stance.SUPPORTS, swap.kind),
    ]


def replaced(text: str, old: str, new: str) -> str:
    """The text with every `old` that stands as whole words made `new`; a capital at the start is kept."""

    def put(match: re.Match[str]) -> str:
        return new[0].upper() + new[1:] if match.group()[0].isupper() and new[0].islower() else new

    return re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", put, text)


def holds(text: str, words: str) -> bool:
    """Whether the words stand in the text as whole words."""
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None


def swaps(claim: str, evidence: str, names: Names, chance: random.Random) -> Iterator[Swap]:
    """The changes that can be made to a claim and to the evidence that supports it."""
    stated = facts.extract(claim)
    for fact in stated:
        if holds(evidence, fact.text):
            yield from _fact_swaps(fact, stated, names, chance)
    for members in CLASSES:
        for word in members:
            if holds(claim, word) and holds(evidence, word):
                rest = [other for other in members if other != word and not holds(evidence, other)]
                if rest:
                    yield Swap("class", word, chance.choice(rest))
    for kind, table, stance in (
        ("negation", NEGATED, Stance.CONFLICTS),
        ("quantifier", QUANTIFIERS, Stance.CONFLICTS),
        ("modality", MODALITIES, Stance.NEUTRAL),
    ):
        fitting = [(old, new) for old, new in table if holds(claim, old) and holds(evidence, old)]
        if fitting:
            old, new = chance.choice(fitting)
            yield Swap(kind, old, new, stance)


def _fact_swaps(fact: Fact, stated: Sequence[Fact], names: Names, chance: random.Random) -> Iterator[Swap]:
    value = fact.value
    if isinstance(value, Quantity | Date):
        number = _DIGITS.search(fact.text)
        if number:
            figure = number.group()
            yield Swap("date" if isinstance(value, Date) else "number", figure, other_number(figure, value, chance))
    elif isinstance(value, Name):
        pool = names.get(value.kind, [])
        other = chance.choice(pool) if pool else fact.text
        if other.lower() not in fact.text.lower() and fact.text.lower() not in other.lower():
            is_subject = fact.start <= 4 and fact is next(each for each in stated if isinstance(each.value, Name))
            yield Swap("subject" if is_subject else "name", fact.text, other, _OF_SUBJECT[is_subject])
    elif isinstance(value, Cue) and value.type == "direction" and fact.text.islower():
        others = antonyms().get(fact.text.lower())
        if others:
            yield Swap("antonym", fact.text, chance.choice(others))


_OF_SUBJECT = {True: Stance.NEUTRAL, False: Stance.CONFLICTS}
"""What is said of another subject says nothing of this one."""


def other_number(figure: str, value: Quantity | Date, chance: random.Random) -> str:
    """Another figure of the same form: near by for a year or a day, any for a count."""
    plain = figure.replace(",", "")
    if isinstance(value, Date):
        number = int(float(plain))
        if number > 31:
            return str(number + chance.choice([-20, -10, -7, -4, -3, -2, -1, 1, 2, 3, 5, 8, 10, 30]))
        return str(chance.choice([day for day in range(1, 29) if day != number]))
    number = int(float(plain))
    factor = chance.choice([0.3, 0.5, 0.7, 0.85, 1.15, 1.4, 2, 3, 10])
    changed = max(1, round(number * factor))
    changed += changed == number
    whole = f"{changed:,}" if "," in figure else str(changed)
    return whole + (f".{plain.partition('.')[2]}" if "." in plain else "")


@functools.cache
def antonyms() -> dict[str, tuple[str, ...]]:
    """Word → words of an excluding sense in the same inflection, from the tables that the rules read."""
    forms: dict[str, list[tuple[str, int, list[str]]]] = defaultdict(list)
    for sense, listed in cue_tables.SENSES.items():
        for entry in listed.split():
            if "_" not in entry:
                inflected = list(cues.inflect(entry))
                if entry[0] == "v" and len(inflected) == 5:
                    del inflected[3]
                forms[sense].append((entry[0], len(inflected), inflected))
    found: dict[str, list[str]] = defaultdict(list)
    for sense, excluded in cues.opposites().items():
        for other in sorted(excluded):
            for mine, theirs in itertools.product(forms.get(sense, ()), forms.get(other, ())):
                if mine[:2] == theirs[:2]:
                    for left, right in zip(mine[2], theirs[2], strict=True):
                        found[left].append(right)
    return {word: tuple(dict.fromkeys(others)) for word, others in found.items()}


def exchanged(claim: str, evidence: str) -> list[Pair]:
    """The two that one-sided verbs stand between, in each other's place."""
    verb = next((verb for verb in ONE_SIDED if holds(claim, verb)), None)
    named = [fact.text for fact in facts.extract(claim) if isinstance(fact.value, Name)]
    if verb is None or len(named) < 2:
        return []
    before, _, after = claim.partition(verb)
    left = next((name for name in named if name in before), None)
    right = next((name for name in named if name in after and name != left), None)
    if left is None or right is None or not (holds(evidence, left) and holds(evidence, right)):
        return []
    turned, turned_evidence = _exchange(claim, left, right), _exchange(evidence, left, right)
    return [
        Pair(claim, evidence, Stance.SUPPORTS, "role"),
        Pair(turned, evidence, Stance.CONFLICTS, "role"),
        Pair(claim, turned_evidence, Stance.CONFLICTS, "role"),
        Pair(turned, turned_evidence, Stance.SUPPORTS, "role"),
    ]


def _exchange(text: str, left: str, right: str) -> str:
    return right.join(part.replace(right, left) for part in text.split(left))


def denied(claim: str, chance: random.Random) -> str | None:
    """The claim with its verb denied, or without the denial that it has: what is true of one is false of the other."""
    if _SECOND_CLAUSE.search(claim):
        return None
    if denial := _DENIAL.search(claim):
        kept = "can" if denial.group() == "cannot" else denial.group(1) or ""
        return " ".join(f"{claim[: denial.start()]}{kept}{claim[denial.end() :]}".split())
    verb = _DENIABLE.search(claim)
    if verb is None or any(holds(claim[: verb.start()].lower(), word) for word in NOT_DENIED):
        return None
    if owned := _OWNED.match(claim, verb.start()):
        does = "does" if owned.group(1) == "has" else "did"
        return f"{claim[: verb.start()]}{does} not have {claim[owned.end() :]}"
    if verb.group() == "can":
        said = "not"
    else:
        said = chance.choice((" not", " not", "n't", " never" if verb.group() in PAST else " not"))
    return claim[: verb.end()] + said + claim[verb.end() :]


def shortened(sentence: str) -> str | None:
    """The sentence without what follows a comma, a bracket or a relative pronoun: what it still says it says truly."""
    cuts = [match.start() for match in _CUT.finditer(sentence) if match.start() >= 40]
    if not cuts:
        return None
    cut = sentence[: cuts[0]].rstrip(" ,;:(")
    return cut + "." if len(cut.split()) >= 6 else None


def restated(claim: str) -> str:
    """The claim with some words in place of others that say the same or less."""
    for old, new in RESTATED:
        if holds(claim, old) and not holds(claim, new):
            claim = replaced(claim, old, new)
    return claim


def withheld(claim: str, evidence: str) -> list[Pair]:
    """Evidence from which a figure or date of the claim was taken: it no longer says it."""
    pairs = []
    for fact in facts.extract(claim):
        if isinstance(fact.value, Quantity | Date) and holds(evidence, fact.text):
            if isinstance(fact.value, Date):
                less = re.sub(rf"(?: (?:in|on|at|since|by|until|during))? {re.escape(fact.text)}(?!\w)", "", evidence)
            else:
                number = _DIGITS.search(fact.text)
                less = replaced(evidence, number.group(), "some") if number else evidence
            if less != evidence:
                pairs.append(Pair(claim, less, Stance.NEUTRAL, "withheld"))
    return pairs


def surrounded(evidence: str, others: Sequence[str], chance: random.Random, longest: int = 60) -> str:
    """The evidence within a paragraph of other sentences, at any place of it, `longest` words in all."""
    parts = [evidence]
    room = longest - len(evidence.split())
    for other in chance.sample(list(others), min(3, len(others))):
        if other not in parts and len(other.split()) <= room:
            parts.insert(chance.randrange(len(parts) + 1), other)
            room -= len(other.split())
    return " ".join(parts)
