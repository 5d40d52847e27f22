"""Whether a sentence speaks of the very event that a claim does: only then does a figure or date that differs conflict.

That the flood of August left 60 families homeless is no conflict with the 40 of the flood of May. It is the same event if all
else that the claim says is in the sentence, and the two figures or dates are of the same thing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from verifier.records import Bound, Date, Fact, Finding, Outcome, Quantity
from verifier.rules import clauses, counterparts, date, negation, quotation, reckoning, superlative
from verifier.rules.alignment import Alignment, comparable
from verifier.rules.comparison import agrees
from verifier.rules.lexicon import ONCE_ONLY
from verifier.rules.statement import Statement, Token, stem

SAME_EVENT = 0.8
"""From this share of the claim's words a sentence that is no restatement may still be about the same event."""
NEAR_DAYS = 45.0
"""Dates of an event that can happen again conflict only when they are this near: further apart are two events."""
_LINKING = frozenset(map(stem, ("after", "before", "until")))
"""Words that join what is said, and name nothing of which a figure may be."""
_OF_SOME = re.compile(r"\bof (?:the|these|those|its|his|her|their|them)\b")
"""What tells of a figure that it is of a part."""


def is_close(alignment: Alignment, unmatched: Sequence[Fact]) -> bool:
    """Whether all but a word of the claim is in the sentence: what is denied there is what the claim states."""
    if any(character.isdigit() for token in alignment.absent for character in token.stem):
        return False
    return alignment.said >= SAME_EVENT or (len(alignment.absent) == 1 and not unmatched)


def confirmed(
    alignment: Alignment, doubtful: list[Finding], findings: list[Finding], unmatched: list[Fact]
) -> list[Finding]:
    """The conflict of facts that only may stand for the same thing, if all else shows that it is the same event."""
    settled = all(finding.outcome is Outcome.AGREES for finding in findings)
    if len(doubtful) != 1 or unmatched or not settled:
        return []
    finding = doubtful[0]
    if finding.claim is None or finding.source is None or not alignment.names_known:
        return []
    if any(agrees(other) and other.source is finding.source for other in findings):
        # "Six of the seven graves" is not contradicted by the seven.
        return []
    if alignment.coverage < SAME_EVENT:
        return []
    if isinstance(finding.claim.value, Date) and isinstance(finding.source.value, Date):
        same = _is_same_occasion(alignment, finding.claim, finding.source)
    else:
        same = _is_same_measure(alignment, finding.claim, finding.source)
    return [finding] if same else []


def _is_same_occasion(alignment: Alignment, claim: Fact, source: Fact) -> bool:
    """Whether two different dates can be meant for one event: it happens once, or they are near, or a slip apart."""
    mine, theirs = claim.value, source.value
    assert isinstance(mine, Date)
    assert isinstance(theirs, Date)
    attached = [fact for fact in alignment.source.dates if alignment.is_attached(fact)]
    agreeing = [fact for fact in attached if date.compare(claim, fact).outcome is Outcome.AGREES]
    if source not in attached or any(
        counterparts.said_rather(alignment, claim, source, fact) < clauses.Rather.SURELY for fact in agreeing
    ):
        return False
    if alignment.claim.stems & ONCE_ONLY & alignment.source.stems:
        return True
    if mine.bound is theirs.bound is not Bound.EXACT:
        return True
    parts = [(mine.year, theirs.year), (mine.month, theirs.month), (mine.day, theirs.day)]
    if (
        theirs.year is None
        and theirs.month
        and theirs.relative
        and mine.month == theirs.month
        and mine.day == theirs.day
    ):
        return False
    if sum(left == right is not None for left, right in parts) >= 2:
        return True
    if any(isinstance(fact.value, Quantity) and fact.value.dimension == "rank" for fact in alignment.claim.facts):
        return True
    gaps = [max(left.low - right.high, right.low - left.high) for left in mine.cores for right in theirs.cores]
    return not gaps or min(gaps) <= NEAR_DAYS


def _is_same_measure(alignment: Alignment, claim: Fact, source: Fact) -> bool:
    """Whether two different quantities count the same thing: the same noun, or the same word beside them."""
    left, right = claim.value, source.value
    assert isinstance(left, Quantity)
    assert isinstance(right, Quantity)
    if {stem(word) for word in left.modifiers} - alignment.source.stems - {stem(word) for word in right.modifiers}:
        return False
    rivals = [
        fact
        for fact in alignment.source.facts
        if fact is not source
        and comparable(claim, fact)
        and not counterparts.agree(source, fact)
        and not counterparts.is_of_another(alignment, fact)
    ]
    if _is_of_another_time(alignment, claim, source) or superlative.is_rank_of_another(
        alignment.claim, claim, alignment.source, source
    ):
        return False
    if left.role != right.role or (left.core.high < right.core.low and _is_part(claim) and not _is_part(source)):
        return False
    of_its_time = source in counterparts.of_same_time(claim, alignment)
    if (rivals and not of_its_time and alignment.is_contested(claim, source)) or reckoning.is_made(
        claim, alignment.with_next
    ):
        return False
    if left.counted and left.dimension == "count":
        return bool(right.counted) or of_its_time
    return bool(_neighbours(alignment.claim, claim) & _neighbours(alignment.source, source))


def _is_of_another_time(alignment: Alignment, claim: Fact, source: Fact) -> bool:
    """Whether the source's is a figure of another time than the claim's: "up 4% on Monday, which makes 12% since June"."""
    times, dates = counterparts.times_of(alignment.claim, claim), alignment.source.dates
    own = [each for each in dates if counterparts.is_of_time(alignment.source, source, each)]
    same = [each for each in dates if len(times) == 1 and counterparts.agree(times[0], each)]
    return bool(own) and bool(same) and not any(each in same for each in own)


def _is_part(fact: Fact) -> bool:
    """Whether a figure is of a part of what a text speaks of: "seven of the deaths"."""
    return _OF_SOME.search(fact.text) is not None


def _neighbours(statement: Statement, fact: Fact) -> set[str]:
    """Stems of the words next to a fact."""
    place = next(i for i, token in enumerate(statement.tokens) if token.fact is fact)
    return {token.stem for token in statement.tokens[max(0, place - 2) : place + 3] if token.fact is None}


def is_another(alignment: Alignment, missing: Sequence[Token], conflicts: list[Finding]) -> bool:
    """Whether the differences are too many for one event, or one of the two is only expected, possible or alleged."""
    quoted = [finding.claim for finding in conflicts if finding.rule == quotation.NAME and finding.claim]
    facts = [finding.claim for finding in conflicts if finding.claim]
    own = [
        fact for fact in facts if not any(each is not fact and each.start <= fact.start < each.end for each in quoted)
    ]
    kinds = {type(fact.value) for fact in own}
    if len(own) > 1 and kinds != {Quantity}:
        return True
    if not kinds & {Quantity, Date}:
        return False
    elsewhere = {
        token.start for token in alignment.absent if token not in alignment.missing and token.stem not in _LINKING
    }
    gone = {token.start for token in missing} | (elsewhere if kinds == {Quantity} else set())
    reworded = any(
        theirs and any(token.start in gone for token in mine) and all(token.fact is None for token in theirs)
        for mine, theirs in alignment.replaced
    )
    return reworded or negation.held_back(alignment.claim, alignment.source)
