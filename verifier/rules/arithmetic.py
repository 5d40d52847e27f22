"""Checks the sums that a claim does itself: changes in percent, totals of parts, ages and spans of years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from verifier.facts import numerals
from verifier.facts.dates.calendars import civil, shown
from verifier.facts.units import SIZES
from verifier.records import Bound, Cue, Date, Fact, Finding, Outcome, Quantity

NAME = "arithmetic"
SUMMARY = "The claim's own sums: a rise in percent, parts and their total, an age from two years."

YEAR = SIZES["year"].factor
DAYS = 365.2425
FACTORS = {"doubled": 2.0, "tripled": 3.0, "trebled": 3.0, "quadrupled": 4.0, "halved": 0.5}
WAYS = {"up": 1, "down": -1}
"""The senses of cues that say which way something goes."""
SPAN_AFTER = {"after": 1.0, "later": 1.0, "before": -1.0, "earlier": -1.0}

RECKONED = re.compile(r"\byears? (before|after|later|earlier)\b", re.IGNORECASE)
NOTHING_ELSE = re.compile(
    r"\s*(?:(?:\w+ly|by|in|on|at|to|from|of|the|a|an|about|around|some|almost|over|back|again|further|year|month|quarter)\s+)*"
)
"""Between a word for a rise or fall and the figures that rise or fall, figures and dates left out: "rose sharply by"."""
OF_ANOTHER = re.compile(r"\b(?:and|but|while|whereas|as|when|after|before|because|with|which|who|than)\b|[;.!?]")
"""What begins a clause that may speak of something else."""
APPOSITION = re.compile(r"[\s,(–—-]{0,4}(?:in|on|that is|i\.e\.)?\s{0,2}", re.IGNORECASE)

ROUNDING = 1.0
"""Percentage points by which a stated change may differ from the exact one, besides its own rounding."""


def check(text: str, facts: Sequence[Fact]) -> list[Finding]:
    """Find the claim's own sums; a finding for each that holds or surely does not, none where anything is unclear."""
    quantities = [fact for fact in facts if isinstance(fact.value, Quantity)]
    dates = [fact for fact in facts if isinstance(fact.value, Date)]
    if len(quantities) + len(dates) < 2:
        return []
    return [
        *_changes(text, facts, quantities),
        *_totals(text, quantities),
        *_ages_and_spans(text, quantities, dates),
        *_reckoned(text, dates),
    ]


def _value(fact: Fact) -> Quantity:
    assert isinstance(fact.value, Quantity)
    return fact.value


def _finding(fact: Fact, holds: bool, explanation: str, suggestion: str | None = None) -> Finding:
    return Finding(
        rule=NAME,
        outcome=Outcome.AGREES if holds else Outcome.CONFLICTS,
        claim=fact,
        source=None,
        explanation=explanation,
        suggestion=None if holds else suggestion,
    )


def _is_figure(quantity: Quantity) -> bool:
    return quantity.bound in {Bound.EXACT, Bound.ABOUT} and quantity.core.is_exact


# --- a change and its ends ------------------------------------------------------------------------


def _changes(text: str, facts: Sequence[Fact], quantities: list[Fact]) -> Iterator[Finding]:
    """As in "rose from 40 to 50, a 30% rise", "rose by 10 to 50 from 40", "doubled from 20 to 50"."""
    ends = {role: [fact for fact in quantities if _value(fact).role == role] for role in ("from", "to", "change")}
    if len(ends["from"]) != 1 or len(ends["to"]) != 1:
        return
    start, end = _value(ends["from"][0]), _value(ends["to"][0])
    alike = (start.dimension, start.unit, start.per) == (end.dimension, end.unit, end.per)
    if not alike or not (_is_figure(start) and _is_figure(end)) or start.core.low <= 0:
        return
    before, after = start.core.low, end.core.low
    slack = start.precision + end.precision
    low = (after - end.precision) / (before + start.precision)
    high = (after + end.precision) / max(before - start.precision, 1e-12)
    names = f"from {ends['from'][0].text} to {ends['to'][0].text}"
    pair = sorted((ends["from"][0], ends["to"][0]), key=lambda fact: fact.start)
    word, way = _way(text, facts, pair[0]) or (None, 0)
    # Who rises in the ranks comes nearer to the first.
    if word and start.dimension != "rank" and (after - before) * way < -slack:
        moved, said = ("a fall", "a rise") if way > 0 else ("a rise", "a fall")
        yield _finding(word, False, f"{names} is {moved}, the claim says {said}")
    changes = ends["change"] + [fact for fact in quantities if fact.text.casefold() in FACTORS]
    if len(changes) != 1 or not _is_theirs(changes[0], pair, text):
        return
    change = changes[0]
    stated = _value(change)
    if not _is_figure(stated) or stated.per not in {"", start.per}:
        return
    size = abs(stated.core.low)
    loose = stated.bound is Bound.ABOUT
    if stated.dimension == "factor":
        factor = FACTORS.get(change.text.casefold(), size)
        holds = low * 0.9 <= factor <= high * 1.1
        yield _finding(change, holds, f"{names} is {after / before:.3g} times as much: the claim says {change.text}")
    elif stated.dimension == "share":
        exact = abs(after / before - 1) * 100
        reach = stated.precision + ROUNDING + (0.1 * size if loose else 0.0)
        least, most = sorted((abs(low - 1) * 100, abs(high - 1) * 100))
        in_points = start.dimension == "share" and abs(abs(after - before) - size) <= reach
        holds = least - reach <= size <= most + reach or in_points
        yield _finding(
            change, holds, f"{names} is a change of {exact:.3g}%, the claim says {change.text}", f"{exact:.3g}%"
        )
    elif (stated.dimension, stated.unit) == (start.dimension, start.unit) or (
        stated.dimension == "points" and start.dimension == "share"
    ):
        exact = abs(after - before)
        reach = stated.precision + slack + (0.1 * size if loose else 0.0)
        holds = abs(exact - size) <= reach + 1e-9 * size
        yield _finding(change, holds, f"{names} is a difference of {exact:.6g}, the claim says {change.text}")


def _way(text: str, facts: Sequence[Fact], figure: Fact) -> tuple[Fact, int] | None:
    """The word right before a figure that says which way it goes, with that; one further off may say it of something else."""
    between = ""
    end = figure.start
    for fact in reversed([fact for fact in facts if fact.end <= figure.start]):
        if isinstance(fact.value, Quantity | Date):
            between = text[fact.end : end] + between
            end = fact.start
        elif isinstance(fact.value, Cue) and fact.value.sense in WAYS:
            return (fact, WAYS[fact.value.sense]) if NOTHING_ELSE.fullmatch(text[fact.end : end] + between) else None
    return None


def _is_theirs(change: Fact, pair: Sequence[Fact], text: str) -> bool:
    """Whether a change is told in one breath with the figures between which it is: "from 40 to 50, a 25% rise"."""
    first, last = pair
    between = text[change.end : first.start] if change.end <= first.start else text[last.end : change.start]
    return OF_ANOTHER.search(between) is None


# --- parts and their total ------------------------------------------------------------------------


def _totals(text: str, facts: list[Fact]) -> Iterator[Finding]:
    """As in "120 men and 140 women, 250 in all", "a total of 260: 120 men and 140 women"."""
    for i, fact in enumerate(facts):
        whole = _value(fact)
        if not _is_figure(whole) or whole.dimension not in {"count", "money"} or whole.role:
            continue
        after = text[fact.end : fact.end + 24].casefold()
        before = text[max(0, fact.start - 24) : fact.start].casefold()
        closing = _opens_with(
            after, ("in all", "in total", "altogether", "overall", "combined", "all told", "together")
        )
        leading = before.rstrip().endswith(("total of", "totalling", "totaling", "in all", "together", "altogether"))
        if closing or (leading and i):
            parts = _run_before(text, facts, i, whole)
        elif leading:
            parts = _run_after(text, facts, i, whole)
        else:
            continue
        if len(parts) < 2:
            continue
        values = [_value(part) for part in parts]
        total = sum(value.core.low for value in values)
        slack = whole.precision + sum(value.precision for value in values)
        vague = whole.bound is Bound.ABOUT or any(value.bound is Bound.ABOUT for value in values)
        if vague:
            slack += 0.1 * whole.core.low
        listed = " and ".join(part.text for part in parts)
        holds = abs(total - whole.core.low) <= slack + 1e-9 * total
        yield _finding(fact, holds, f"{listed} make {total:,.12g}, the claim says {fact.text}", f"{total:,.12g}")


def _opens_with(text: str, phrases: tuple[str, ...]) -> bool:
    return text.lstrip(" ,").startswith(phrases)


def _run_before(text: str, facts: list[Fact], i: int, whole: Quantity) -> list[Fact]:
    """The parts listed right before a total, joined by commas and "and", in its sentence."""
    run: list[Fact] = []
    edge = facts[i].start
    for fact in reversed(facts[:i]):
        between = text[fact.end : edge].casefold()
        if not _is_part(fact, whole) or not _is_list_joint(between, first=not run):
            break
        run.insert(0, fact)
        edge = fact.start
    return run


def _run_after(text: str, facts: list[Fact], i: int, whole: Quantity) -> list[Fact]:
    run: list[Fact] = []
    edge = facts[i].end
    for fact in facts[i + 1 :]:
        between = text[edge : fact.start].casefold()
        if not _is_part(fact, whole) or not _is_list_joint(between, first=not run):
            break
        run.append(fact)
        edge = fact.end
    return run


def _is_part(fact: Fact, whole: Quantity) -> bool:
    value = _value(fact)
    same = (value.dimension, value.unit, value.per, value.role) == (whole.dimension, whole.unit, whole.per, "")
    return same and _is_figure(value) and value.core.low <= whole.core.low * 10


def _is_list_joint(between: str, *, first: bool) -> bool:
    """Whether only commas, a conjunction and a word or two of description lie between two members of a list."""
    if any(mark in between for mark in ".;?!") or len(between) > 40:
        return False
    words = between.replace(",", " ").replace(":", " ").split()
    joined = "," in between or ":" in between or "and" in words or "plus" in words or "–" in between
    limit = 5 if first else 3
    return joined and len(words) <= limit and not {"of", "than", "from", "including", "among"} & set(words)


# --- years and ages -------------------------------------------------------------------------------


def _ages_and_spans(text: str, quantities: list[Fact], dates: list[Fact]) -> Iterator[Finding]:
    """As in "born in 1954, he turned 70 in 2023", "founded in 1990, 30 years before 2026"."""
    lower = text.casefold()
    years = [(fact, period) for fact in dates if (period := _period(fact)) is not None]
    if len(years) != 2 or "." in lower[years[0][0].end : years[1][0].start].replace("c.", ""):
        return
    for fact in quantities:
        stated = _value(fact)
        if not _is_figure(stated) or stated.bound is not Bound.EXACT:
            continue
        born = lower.rfind("born", max(0, years[0][0].start - 40), years[0][0].start) >= 0
        age = stated.dimension == "age" or (
            stated.dimension == "count"
            and not stated.counted
            and lower[: fact.start].rstrip().endswith(("turned", "turns", "aged", "was"))
        )
        if born and age:
            count = stated.core.low / (YEAR if stated.dimension == "age" else 1.0)
            if fact.start < years[0][0].start or count != round(count):
                continue
            yield from _aged(
                fact, count, years[0], years[1], turned="turn" in lower[max(0, fact.start - 10) : fact.start]
            )
        elif stated.dimension == "duration" and not stated.per and _is_whole_years(stated):
            yield from _apart(fact, lower, stated.core.low / YEAR, years)


def _is_whole_years(quantity: Quantity) -> bool:
    count = quantity.core.low / YEAR
    return abs(count - round(count)) < 1e-6 and abs(quantity.precision - YEAR / 2) < 1.0


def _period(fact: Fact) -> tuple[float, float] | None:
    """First and last day of a date that resolves to one stretch of at most a year."""
    assert isinstance(fact.value, Date)
    if len(fact.value.cores) != 1 or fact.value.bound is not Bound.EXACT or fact.value.year is None:
        return None
    core = fact.value.cores[0]
    return (core.low, core.high) if core.is_bounded and core.high - core.low <= 367 else None


def _reckoned(text: str, dates: list[Fact]) -> Iterator[Finding]:
    """As in "in 1990, 30 years before 2026", "in 1900 and 50 years later, in 1960": a date reckoned from another."""
    for i, fact in enumerate(dates):
        match = RECKONED.search(fact.text)
        if match is None:
            continue
        count = next((numeral.value for numeral in numerals.find(fact.text[: match.start()])), None)
        before, after = (dates[i - 1] if i else None), (dates[i + 1] if i + 1 < len(dates) else None)
        period = _period(fact)
        for other, between in (
            (before, text[before.end : fact.start] if before else ""),
            (after, text[fact.end : after.start] if after else ""),
        ):
            stated = _period(other) if other else None
            if period is None or other is None or stated is None or not APPOSITION.fullmatch(between):
                continue
            gap = max(period[0] - stated[1], stated[0] - period[1])
            yield _finding(
                other, gap < DAYS, f"{fact.text} is {_year(period)}, the claim says {other.text}", _year(period)
            )
            break
        if period is not None or count is None or before is None or after is None:
            continue
        start, end = _period(before), _period(after)
        joined = len(text[before.end : fact.start].split()) <= 6 and APPOSITION.fullmatch(text[fact.end : after.start])
        if start is None or end is None or not joined or match[1] not in SPAN_AFTER:
            continue
        years = (end[0] - start[0]) / DAYS * SPAN_AFTER[match[1]]
        if years > 0:
            holds = abs(years - count) < 1.5
            yield _finding(
                fact, holds, f"{before.text} and {after.text} are {years:.0f} years apart, the claim says {fact.text}"
            )


def _year(period: tuple[float, float]) -> str:
    return shown(civil(period[0])[0])


Dated = tuple[Fact, tuple[float, float]]


def _aged(fact: Fact, age: float, birth: Dated, then: Dated, *, turned: bool) -> Iterator[Finding]:
    """Whether someone born in one period can have an age in another; who turns an age does so on the birthday."""
    youngest = (then[1][0] - birth[1][1]) / DAYS
    oldest = (then[1][1] - birth[1][0]) / DAYS
    if oldest <= 0:
        return
    least, most = (youngest, oldest) if turned else (youngest - 1, oldest)
    holds = least - 0.01 < age < most + 0.01
    if turned and birth[1][1] - birth[1][0] > 364 and then[1][1] - then[1][0] > 364:
        holds = age == round((then[1][0] - birth[1][0]) / DAYS)
    exact = round((then[1][0] - birth[1][0]) / DAYS)
    yield _finding(
        fact,
        holds,
        f"between {birth[0].text} and {then[0].text} lie {exact} years, the claim says {fact.text}",
        str(exact),
    )


def _apart(fact: Fact, lower: str, count: float, years: list[Dated]) -> Iterator[Finding]:
    """Whether two dates are as many years apart as "30 years before 2026" or "30 years later" says."""
    following = lower[fact.end : fact.end + 12].split()
    word = following[0].strip(",") if following else ""
    if word not in SPAN_AFTER:
        return
    first, second = years
    after = lower[fact.end : second[0].start].split()
    if fact.start < first[0].end or fact.start > second[0].start or len(after) > 4:
        return
    sign = SPAN_AFTER[word] if word in {"later", "earlier"} else -SPAN_AFTER[word]
    gap = (second[1][0] - first[1][0]) / DAYS
    if gap * sign <= 0:
        return
    width = max(second[1][1] - second[1][0], first[1][1] - first[1][0]) / DAYS
    holds = abs(abs(gap) - count) < (1.0 if width < 0.9 else 0.6)
    yield _finding(
        fact,
        holds,
        f"{first[0].text} and {second[0].text} are {abs(gap):.0f} years apart, the claim says {fact.text}",
        f"{abs(gap):.0f} years",
    )
