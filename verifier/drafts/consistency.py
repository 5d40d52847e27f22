"""Whether a draft agrees with itself: headline, summary and text against each other, by the rules that sources are read by.

What one draft says twice it mostly says on purpose of two things, so a conflict counts only where a figure or a date is all
that differs: the shorter statement is wholly in the longer one but for it.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Sequence
from itertools import chain

from verifier import rules
from verifier.drafts.claims import Sentence
from verifier.drafts.prose import Draft, Kind
from verifier.drafts.records import INCONSISTENT, Level, Problem
from verifier.records import Date, Fact, Finding, Name, Outcome
from verifier.rules import name
from verifier.rules.counterparts import agree

COMPARED = ("quantity", "date")
"""Rules whose conflicts count between two sentences of one draft."""
LEAST_SAID = 0.75
"""The share of the shorter statement's words that the longer one must have."""
LEAST_SHARED = 2
"""Words that both must have."""

MOST_DIFFERENT = 2
"""Figures and dates of the shorter statement that the longer one may lack; one may stand beside itself in another unit."""

OTHERS = frozenset(
    "other others another more further again also since earlier previous previously before last already additional".split()
)
"""Words by which a statement speaks of something beside what was spoken of."""
NEAR_DAYS = 10.0
"""A date that only one of two statements has must be this near to the draft's for both to speak of its news."""

DERIVED = (Kind.HEADLINE, Kind.SUMMARY, Kind.HEADING, Kind.CAPTION)
"""What is written after the text and from it: there a slip is looked for first."""


def check(
    draft: Draft,
    sentences: Sequence[Sentence],
    level: Level,
    wanted: Callable[[Sentence], bool],
    *,
    date: dt.date | None,
    enabled: Collection[str] = COMPARED,
) -> list[tuple[Problem, Sentence]]:
    """The problems, each with the sentence that it stands at; at least one of the two must be `wanted`.

    `date` is when the draft was written. Only conflicts of `enabled` rules are problems, but all else that differs must
    still be asked: a date that is not all that differs is one of something else.
    """
    if not any(rule in enabled for rule in COMPARED):
        return []
    headline = next((each.text for each in sentences if each.block.kind is Kind.HEADLINE), "")
    stated = [
        (each, rules.Statement.of(each.text, each.facts, headline if each.block.kind is not Kind.HEADLINE else ""))
        for each in sentences
        if each.is_claim
    ]
    found = []
    for first, second in _alike([statement for _, statement in stated]):
        (one, left), (other, right) = stated[first], stated[second]
        if not (wanted(one) or wanted(other)):
            continue
        if _is_of_another(left, right, date) or _is_of_another(right, left, date):
            continue
        finding = _conflict(left, right) if len(left.tokens) <= len(right.tokens) else _turned(_conflict(right, left))
        if finding is not None and finding.rule in enabled and finding.claim and finding.source:
            # At the one that was derived from the other, or else the later one.
            is_derived = one.block.kind in DERIVED
            at, fact, against, stands = (
                (one, finding.claim, other, finding.source)
                if is_derived
                else (other, finding.source, one, finding.claim)
            )
            span = against.prose.span(stands.start, stands.end)
            line = draft.region(span).line
            message = f"{_NAMES[at.block.kind]} says {fact.text}, but line {line} of this draft says {stands.text}"
            problem = Problem(
                file=draft.file,
                region=draft.region(at.prose.span(fact.start, fact.end)),
                level=level,
                rule=INCONSISTENT,
                message=message,
                sentence=at.text,
            )
            found.append((problem, at))
    return found


def bears_out(sentences: Sequence[Sentence], derived: Sentence, fact: Fact) -> bool:
    """Whether the text gives a source's figure, date or name where it speaks of what a headline or summary speaks of."""
    told = rules.Statement.of(derived.text, derived.facts)
    for each in sentences:
        if each.is_claim and each.block.kind not in DERIVED:
            stems = rules.Statement.of(each.text, each.facts).stems
            same = any(_is_same(own, fact) for own in each.facts)
            if same and len(told.stems & stems) >= LEAST_SHARED:
                return True
    return False


def _is_same(own: Fact, fact: Fact) -> bool:
    if isinstance(fact.value, Name):
        return isinstance(own.value, Name) and name.compare(own, fact).outcome is Outcome.AGREES
    return agree(own, fact)


_NAMES = {
    Kind.HEADLINE: "the headline",
    Kind.SUMMARY: "the summary",
    Kind.HEADING: "the heading",
    Kind.CAPTION: "the caption",
    Kind.QUOTE: "the quotation",
    Kind.ITEM: "the item",
    Kind.CELL: "the cell",
    Kind.NOTE: "the footnote",
    Kind.PARAGRAPH: "the text",
}


def _alike(statements: Sequence[rules.Statement]) -> list[tuple[int, int]]:
    """The pairs of statements with enough words in common to speak of one thing, by their numbers and in order.

    Two that share this many words share one that is not among the commonest of either, so only by those are they looked up
    (prefix filtering): a word that all of a draft's sentences have would pair each with each.
    """
    often = Counter(chain.from_iterable(statement.stems for statement in statements))
    having: defaultdict[str, list[int]] = defaultdict(list)
    found = []
    for number, statement in enumerate(statements):
        rarest = sorted(statement.stems, key=lambda stem: (often[stem], stem))[: 1 - LEAST_SHARED]
        met = {earlier for stem in rarest for earlier in having[stem]}
        found += [
            (earlier, number) for earlier in met if len(statement.stems & statements[earlier].stems) >= LEAST_SHARED
        ]
        for stem in rarest:
            having[stem].append(number)
    return sorted(found)


def _may_conflict(shorter: rules.Statement, longer: rules.Statement) -> bool:
    """Whether the examination can find that one figure or date is all that differs: what it asks first, told without it."""
    words = [token for token in shorter.tokens if token.fact is None]
    # Names may be given in another form.
    absent = sum(token.stem not in longer.stems and not shorter.is_named(token) for token in words)
    if absent > (1 - LEAST_SAID) * len(words):
        return False
    figures = [token.fact for token in shorter.tokens if token.fact is not None]
    return sum(not any(agree(fact, other) for other in longer.facts) for fact in figures) <= MOST_DIFFERENT


def _conflict(shorter: rules.Statement, longer: rules.Statement) -> Finding | None:
    """The one figure or date in which the statements differ, if all else agrees."""
    if not _may_conflict(shorter, longer) or _exchanges_names(shorter, longer):
        return None
    examined = rules.examine(shorter, longer)
    conflicts = examined.conflicts
    if len(conflicts) != 1 or conflicts[0].rule not in COMPARED or examined.alignment.said < LEAST_SAID:
        return None
    if examined.unmatched or any(finding.outcome is Outcome.SILENT for finding in examined.findings):
        return None
    return conflicts[0]


def _exchanges_names(one: rules.Statement, other: rules.Statement) -> bool:
    """Whether names that both have stand in another order: what Germany sold to France is not what France sold to Germany."""
    first, second = (
        list(dict.fromkeys(fact.value.canonical for fact in statement.facts if isinstance(fact.value, Name)))
        for statement in (one, other)
    )
    return [each for each in first if each in second] != [each for each in second if each in first]


def _is_of_another(one: rules.Statement, other: rules.Statement, written: dt.date | None) -> bool:
    """Whether the words or the dates of one statement show that it speaks of another event than the other does."""
    said, there = (set(statement.text.casefold().split()) for statement in (one, other))
    if OTHERS & (said - there):
        return True
    if any(isinstance(fact.value, Date) for fact in other.facts):
        return False
    return any(not _is_news(fact.value, written) for fact in one.facts if isinstance(fact.value, Date))


def _is_news(value: Date, written: dt.date | None) -> bool:
    """Whether a date may be that of what a draft reports which was written then."""
    if value.weekday is not None or (value.relative and value.grain in ("day", "part")):
        return True
    if written is None:
        return False
    today = float(written.toordinal())
    return any(abs(core.low - today) <= NEAR_DAYS and core.high - core.low <= NEAR_DAYS for core in value.cores)


def _turned(finding: Finding | None) -> Finding | None:
    """The finding seen from the other side."""
    if finding is None:
        return None
    return Finding(
        rule=finding.rule, outcome=finding.outcome, claim=finding.source, source=finding.claim, explanation=""
    )
