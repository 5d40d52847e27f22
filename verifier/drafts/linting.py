"""A draft through all of its checks: its claims looked up, compared with each other, and what is wrong made into problems."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from verifier.checker import Verifier
from verifier.drafts import claims, consistency, fixes, pronouns
from verifier.drafts.changed import Ranges
from verifier.drafts.claims import Sentence
from verifier.drafts.ignores import Ignores
from verifier.drafts.prose import Draft, Kind, Span
from verifier.drafts.records import (
    INCONSISTENT,
    LEVELS,
    NO_CLAIMS,
    UNUSED,
    UNVERIFIED,
    CheckedDraft,
    Level,
    Listed,
    Problem,
    Region,
)
from verifier.index import addresses
from verifier.records import Claim, Date, Evidence, Finding, Outcome, Place, Stance, Status, Verdict
from verifier.verdict import JUDGES

TOLD_BEFORE = 4
"""Sentences before a day without a year whose year may be meant."""
RULES = (*JUDGES, INCONSISTENT, UNVERIFIED)
"""All that a comment can ignore."""
SILENCED = "verify: off"
"""Why a sentence between the comments `off` and `on` is not checked."""
UNTOUCHED = "not touched"
"""Why one on other lines than the touched ones is not."""


@dataclass(frozen=True)
class Options:
    """How one draft is checked."""

    date: dt.date | None = None
    """Takes the place of the draft's own."""
    k: int | None = None
    failing: Collection[Status] = frozenset({Status.CONFLICTING, Status.MIXED})
    """The verdicts that are errors."""
    consistency: bool = True
    touched: Ranges = None
    """The lines of the draft on which sentences are checked; by default all."""


def check(draft: Draft, verifier: Verifier, options: Options) -> CheckedDraft:
    """Check one draft. Every unverified claim is a problem too, a note unless such verdicts fail."""
    return _Check(draft, verifier, options).run()


def listing(draft: Draft, date: dt.date | None, touched: Ranges = None) -> Iterator[Listed]:
    """Every sentence of a draft, whether it would be checked, and why."""
    sentences = claims.read(draft, date or draft.date)
    ignores = Ignores(draft, sentences, RULES)
    for number, sentence in enumerate(sentences):
        region = draft.region(sentence.prose.span())
        left_out = SILENCED if ignores.silences(sentence) else "" if _touches(touched, region) else UNTOUCHED
        is_claim = sentence.is_claim and not left_out
        prose, context = pronouns.resolved(sentences, number) if is_claim else (sentence.prose, "")
        yield Listed(
            file=draft.file,
            region=region,
            text=prose.text,
            is_claim=is_claim,
            reason=left_out or sentence.reason,
            context=context,
        )


class _Check:
    def __init__(self, draft: Draft, verifier: Verifier, options: Options) -> None:
        self._draft = draft
        self._verifier = verifier
        self._options = options
        self._sentences = claims.read(draft, options.date or draft.date)
        self._ignores = Ignores(draft, self._sentences, RULES)
        self._problems: list[Problem] = []

    def run(self) -> CheckedDraft:
        """All checks in their order."""
        self._silenced = {id(each) for each in self._sentences if self._ignores.silences(each)}
        verdicts = []
        wanted = [(i, each) for i, each in enumerate(self._sentences) if each.is_claim and self._is_wanted(each)]
        asked = [self._claim(i) for i, _ in wanted]
        checked = self._verifier.check_all([claim for claim, _ in asked], k=self._options.k)
        for (_, sentence), (claim, spans), decided in zip(wanted, asked, checked, strict=True):
            verdict = self._as_the_text_has_it(sentence, _nearest_first(decided))
            verdicts.append(verdict)
            for problem in self._of(sentence, claim, spans, verdict):
                self._add(problem, sentence)
        if self._options.consistency:
            for problem, sentence in consistency.check(
                self._draft,
                [each for each in self._sentences if id(each) not in self._silenced],
                LEVELS[INCONSISTENT] if self._options.failing else Level.WARNING,
                self._is_wanted,
                date=self._options.date or self._draft.date,
                enabled=self._verifier.rules,
            ):
                self._add(problem, sentence)
        self._problems += self._ignores.problems(all_checked=self._options.touched is None)
        if not any(each.is_claim and id(each) not in self._silenced for each in self._sentences):
            self._problems.append(self._vacuous())
        self._problems.sort(key=lambda each: (each.region.start, each.rule == UNUSED, each.rule, each.message))
        return CheckedDraft(
            file=self._draft.file,
            text=self._draft.text,
            encoding=self._draft.encoding,
            claims=tuple(verdicts),
            problems=tuple(self._problems),
        )

    def _is_wanted(self, sentence: Sentence) -> bool:
        if id(sentence) in self._silenced:
            return False
        return _touches(self._options.touched, self._draft.region(sentence.prose.span()))

    def _claim(self, number: int) -> tuple[Claim, Callable[[int, int], Span]]:
        """The claim that a sentence makes, and where a span of its text stands in the file."""
        sentence = self._sentences[number]
        prose, context = pronouns.resolved(self._sentences, number)
        start, end = prose.span()
        region = self._draft.region((start, end))
        claim = Claim(
            prose.text,
            date=self._date(number),
            place=Place(self._draft.file, region.line, region.column, region.start),
            context=context,
            cites=tuple(_addresses(sentence, Path(self._draft.file).parent)),
        )
        return claim, prose.span

    def _date(self, number: int) -> dt.date | None:
        """What a sentence's "yesterday" counts from.

        Where the draft tells of another year, "Sunday, 20 July" is a day of that one, on which its own date has no bearing.
        """
        date = self._options.date or self._draft.date
        stated = _dates(self._sentences[number])
        if date is None or not any(each.weekday is not None and each.day and each.year is None for each in stated):
            return date
        near = self._sentences[max(0, number - TOLD_BEFORE) : number + 1]
        headline = [each for each in self._sentences[:number] if each.block.kind is Kind.HEADLINE]
        years = {value.year for sentence in (*headline, *near) for value in _dates(sentence)}
        return None if years - {None, date.year} else date

    def _as_the_text_has_it(self, sentence: Sentence, verdict: Verdict) -> Verdict:
        """Of a headline, the verdict with that evidence first which says what the text says: it is of the same event."""
        if sentence.block.kind not in consistency.DERIVED:
            return verdict

        def order(evidence: Evidence) -> bool:
            found = [each for each in evidence.findings if each.outcome is Outcome.CONFLICTS]
            return not any(self._is_borne_out(sentence, each) for each in found)

        against = [each for each in verdict.evidence if each.stance is Stance.CONFLICTS]
        ordered = iter(sorted(against, key=order))
        evidence = tuple(next(ordered) if each.stance is Stance.CONFLICTS else each for each in verdict.evidence)
        return msgspec.structs.replace(verdict, evidence=evidence)

    def _is_borne_out(self, sentence: Sentence, finding: Finding) -> bool:
        if sentence.block.kind not in consistency.DERIVED or finding.source is None:
            return True
        return consistency.bears_out(self._sentences, sentence, finding.source)

    def _of(
        self, sentence: Sentence, claim: Claim, spans: Callable[[int, int], Span], verdict: Verdict
    ) -> Iterator[Problem]:
        """What is wrong with a claim: a problem for each of its facts that conflicts."""
        level = self._level(verdict.status)
        whole = spans(0, len(claim.text))
        if verdict.status is Status.UNVERIFIED:
            message = verdict.note or "nothing in the sources decides this"
            yield self._problem(whole, level, UNVERIFIED, message, verdict)
        elif verdict.status is not Status.SUPPORTED:
            for finding in _deciding(verdict):
                fact = finding.claim
                span = spans(fact.start, fact.end) if fact else whole
                problem = self._problem(span, level, finding.rule, _message(finding, verdict), verdict)
                # Another event's figure is no correction of a headline.
                same = self._is_borne_out(sentence, finding)
                fix = fixes.propose(self._draft, spans, verdict, finding, self._verifier) if same else None
                yield msgspec.structs.replace(problem, fix=fix) if fix else problem

    def _problem(self, span: Span, level: Level, rule: str, message: str, verdict: Verdict | None) -> Problem:
        return Problem(
            file=self._draft.file,
            region=self._draft.region(span),
            level=level,
            rule=rule,
            message=message,
            sentence=verdict.claim.text if verdict else "",
            verdict=verdict,
        )

    def _level(self, status: Status) -> Level:
        if status in self._options.failing:
            return Level.ERROR
        return LEVELS[UNVERIFIED] if status is Status.UNVERIFIED else Level.WARNING

    def _add(self, problem: Problem, sentence: Sentence) -> None:
        if not self._ignores.hide(problem, sentence.prose.span()):
            self._problems.append(problem)

    def _vacuous(self) -> Problem:
        end = len(self._draft.text.split("\n", 1)[0].rstrip("\r"))
        message = "no claim was found in this draft, so nothing was checked; --list shows why"
        return self._problem((0, end), LEVELS[NO_CLAIMS], NO_CLAIMS, message, None)


def _touches(touched: Ranges, region: Region) -> bool:
    return touched is None or any(first <= region.end_line and region.line <= last for first, last in touched)


def _dates(sentence: Sentence) -> list[Date]:
    return [fact.value for fact in sentence.facts if isinstance(fact.value, Date)]


def _nearest_first(verdict: Verdict) -> Verdict:
    """The verdict with its evidence in the order in which an editor looks at it.

    Among equals what the draft links to comes first, then what was published nearest to its date: of several events of a kind
    the draft most likely means that one.
    """
    cited = {addresses.key(address) for address in verdict.claim.cites}
    date = verdict.claim.date

    def order(evidence: Evidence) -> tuple[bool, bool, float, float]:
        source = evidence.passage.source
        linked = any(address and addresses.key(address) in cited for address in (source.url, source.path))
        away = abs((source.published - date).days) if date and source.published else float("inf")
        return evidence.stance is Stance.NEUTRAL, not linked, -evidence.probability, away

    return msgspec.structs.replace(verdict, evidence=tuple(sorted(verdict.evidence, key=order)))


def _deciding(verdict: Verdict) -> Iterator[Finding]:
    """The findings that conflict, the best source's for each fact of the claim."""
    seen: set[tuple[int, int] | None] = set()
    found = [each for each in verdict.findings if each.outcome is Outcome.CONFLICTS]
    for evidence in verdict.evidence:
        if evidence.stance is Stance.CONFLICTS:
            found += [each for each in evidence.findings if each.outcome is Outcome.CONFLICTS]
    for finding in found:
        place = (finding.claim.start, finding.claim.end) if finding.claim else None
        if place not in seen:
            seen.add(place)
            yield finding


def _message(finding: Finding, verdict: Verdict) -> str:
    if verdict.status is Status.MIXED:
        return f"the sources disagree: {finding.explanation}; another supports it"
    return finding.explanation


def _addresses(sentence: Sentence, folder: Path) -> Iterator[str]:
    """Where the links of a sentence lead; a path counts from the draft's folder."""
    for link in sentence.block.links:
        if link.start < sentence.end and sentence.start < link.end and link.url:
            yield link.url if "://" in link.url else str(folder.absolute() / link.url)
