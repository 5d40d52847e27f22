"""Verdicts made by hand, one of each kind, for the tests of the reports."""

import datetime as dt
from typing import Any

from verifier.records import (
    Bound,
    Claim,
    Date,
    Evidence,
    Fact,
    Finding,
    Interval,
    Outcome,
    Passage,
    Quantity,
    Source,
    Stance,
    Status,
    Verdict,
)


def source(**known: Any) -> Source:
    return Source(id="5f3a", **{"path": "notes/release.md", **known})


TIMES = source(
    title="Belarus Frees 250 Political Prisoners in U.S.-Brokered Deal",
    publisher="The Moscow Times",
    published=dt.date(2026, 3, 19),
    url="https://www.themoscowtimes.com/2026/03/19/belarus-frees-250-political-prisoners-in-us-brokered-deal-a92276",
    path="articles/belarus-frees-250-political-prisoners.txt",
)
WEEKLY = source(title="A second look at the figures", publisher="Example Weekly", published=dt.date(2026, 3, 27))
UNDATED = source(path="notes/undated.txt", title="Notes of a briefing")


def evidence(
    text: str,
    stance: Stance,
    of: Source = TIMES,
    *,
    findings: tuple[Finding, ...] = (),
    highlights: tuple[tuple[int, int], ...] = (),
    start: int = 512,
    probability: float = 0.96004,
) -> Evidence:
    passage = Passage(of, start, start + len(text), text)
    return Evidence(
        passage=passage,
        score=0.812345,
        stance=stance,
        probability=probability,
        findings=findings,
        highlights=highlights,
    )


def count(text: str, within: str, number: float) -> Fact:
    value = Quantity(interval=Interval(number, number), core=Interval(number, number), counted="prison")
    start = within.index(text)
    return Fact(start, start + len(text), text, value)


def day(text: str, within: str, date: dt.date, *, relative: bool = False) -> Fact:
    span = Interval(date.toordinal(), date.toordinal() + 1, high_open=True)
    value = Date(readings=(span,), cores=(span,), bound=Bound.EXACT, relative=relative)
    start = within.index(text)
    return Fact(start, start + len(text), text, value)


def finding(rule: str, outcome: Outcome, claim: Fact | None, of: Fact | None, explanation: str, **more: Any) -> Finding:
    return Finding(rule=rule, outcome=outcome, claim=claim, source=of, explanation=explanation, **more)


FREED = (
    "Belarus freed 250 political prisoners on Thursday, after negotiations in which Washington agreed to remove its "
    "sanctions on several Belarusian companies."
)
RECOUNTED = (
    "A rights group that went through the lists counted 205 prisoners freed, not 250.\nThe rest had served their time."
)
UNRELATED = "Lithuania thanked its partners for their part in the talks."

SUPPORTED = Verdict(
    claim=Claim("Belarus freed prisoners on 19 March 2026"),
    status=Status.SUPPORTED,
    confidence=0.91,
    evidence=(
        evidence(
            FREED,
            Stance.SUPPORTS,
            findings=(
                finding(
                    "date",
                    Outcome.AGREES,
                    day("19 March 2026", "Belarus freed prisoners on 19 March 2026", dt.date(2026, 3, 19)),
                    day("Thursday", FREED, dt.date(2026, 3, 19), relative=True),
                    "the claim says 19 March 2026, and Thursday, 19 March 2026 in the source agrees with it",
                ),
            ),
            highlights=((8, 13), (41, 49)),
        ),
        evidence(UNRELATED, Stance.NEUTRAL, UNDATED, start=0, probability=0.6),
    ),
)

SAME_WORDS = Verdict(
    claim=Claim("Lithuania thanked its partners"),
    status=Status.SUPPORTED,
    confidence=0.95,
    evidence=(evidence(UNRELATED, Stance.SUPPORTS, UNDATED, start=0, highlights=((0, 30),)),),
)

CONFLICTING = Verdict(
    claim=Claim("205 prisoners freed"),
    status=Status.CONFLICTING,
    confidence=0.97,
    evidence=(
        evidence(
            FREED,
            Stance.CONFLICTS,
            findings=(
                finding(
                    "quantity",
                    Outcome.CONFLICTS,
                    count("205 prisoners", "205 prisoners freed", 205),
                    count("250 political prisoners", FREED, 250),
                    "the claim says 205 prisoners, the source 250 political prisoners",
                    suggestion="250",
                ),
            ),
            highlights=((14, 37),),
        ),
    ),
)

MIXED = Verdict(
    claim=Claim("205 prisoners freed"),
    status=Status.MIXED,
    confidence=0.8,
    evidence=(
        evidence(
            RECOUNTED,
            Stance.SUPPORTS,
            WEEKLY,
            findings=(
                finding(
                    "quantity",
                    Outcome.AGREES,
                    count("205 prisoners", "205 prisoners freed", 205),
                    count("205 prisoners", RECOUNTED, 205),
                    "the claim says 205 prisoners, and 205 prisoners in the source agrees with it",
                ),
            ),
            highlights=((51, 64), (65, 70)),
        ),
        *CONFLICTING.evidence,
    ),
)

UNVERIFIED = Verdict(
    claim=Claim("The museum opened in May"),
    status=Status.UNVERIFIED,
    confidence=0.6,
    evidence=(evidence(UNRELATED, Stance.NEUTRAL, UNDATED, start=0, probability=0.6),),
)

CONTRADICTS_ITSELF = Verdict(
    claim=Claim("Thursday 18 March 2026 was a holiday"),
    status=Status.CONFLICTING,
    confidence=0.97,
    findings=(
        finding(
            "weekday",
            Outcome.CONFLICTS,
            day("Thursday 18 March 2026", "Thursday 18 March 2026 was a holiday", dt.date(2026, 3, 18)),
            None,
            "18 March 2026 was a Wednesday, not a Thursday",
            suggestion="Wednesday",
        ),
    ),
)

HOSTILE_TEXT = (
    "He said \x1b[31mred\x1b[0m \u202egnp.exe\u202c [bold]not bold[/] <script>alert(1)</script> \x9b2J\x07 end."
)
HOSTILE = Verdict(
    claim=Claim("\x1b]0;title\x07 [red]claim[/red]"),
    status=Status.SUPPORTED,
    confidence=0.9,
    note="\x1b[2J",
    evidence=(
        evidence(
            HOSTILE_TEXT,
            Stance.SUPPORTS,
            source(
                title="\x1b[1mTitle <img src=x onerror=y>",
                publisher="[link=x]P[/link]\u2066",
                path="notes/\x1b[7mname\udcff.md",
                url="https://example.org/\x1b[0m",
            ),
            findings=(finding("quotation", Outcome.AGREES, None, None, "\x1b[31m“quoted” \u202eword"),),
            highlights=((9, 14),),
        ),
    ),
)

VERDICTS = {
    "supported": SUPPORTED,
    "conflicting": CONFLICTING,
    "mixed": MIXED,
    "unverified": UNVERIFIED,
    "contradicts itself": CONTRADICTS_ITSELF,
    "hostile": HOSTILE,
}
