"""What the figures and dates of a text come to: totals, rests, shares, how many times as much, spans of time and ages.

A claim may have a figure that a source does not write and all the same says: "eleven were hurt" of seven adults and four
children, "a third" of 7 and 21, "died at 71" of two dates, "ended in 1652" of a year and eleven more.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator

import msgspec

from verifier.facts.units import SIZES
from verifier.records import Bound, Date, Fact, Interval, Outcome, Quantity
from verifier.rules import quantity
from verifier.rules.statement import Statement, counted, stem

TELLING = 3
"""Digits of a figure, without noughts at its ends, that two texts do not have in common by chance."""
MOST_PARTS = 6
"""Figures of a text of which it is tried whether some make a total."""
MOST_FIGURES = 60
"""Facts of a text among which a part of another is looked for."""
MOST_EQUAL = 4
"""Equal parts of a whole of which a text does not write how large each is."""
LEAST_WORKED = 4 / 7
"""The share of a longer time that what is told of a shorter one goes on for, at the least: four days a week."""
MOMENT = 1e-5
"""In days."""
OLDEST = 120
"""Years above which a bare figure is no age."""
DAY, YEAR = SIZES["day"].factor, SIZES["year"].factor
"""In seconds."""
_RELATIVE = frozenset(("share", "factor"))
"""Dimensions of figures that say what part, or how many times, another is."""
ORDERED = frozenset(("rank", "score", "ratio"))
"""Dimensions of figures with which nothing is reckoned: they are read otherwise than as an amount."""

_FIGURE = re.compile(r"\d[\d,.]*\d|\d")
_OF_THEM = re.compile(r" of (?:them|these|those|which|whom|the|its|their)\b")
_OF_THE = re.compile(r" of (?:the|its|their|his|her|all|these|those)?(?: the)? ?(?:about |some |more than )?")
_NEXT = re.compile(
    r"\bthe (?:(?:next|following|previous) (?P<unit>year|month|week|day)\b|(?P<other>year|month|week|day) (?:after|before)\b)",
    re.IGNORECASE,
)
"""A time that is one longer or shorter than another."""
_EQUAL = re.compile(
    r"\b(?:(?:same|equal) (?:size|number)s?|equal(?:ly[- ]sized)? (?:groups|halves|parts|teams)|equally)\b",
    re.IGNORECASE,
)
"""What tells that a whole is in parts as large as each other."""
_MOVED = re.compile(r" (later|earlier)\b")
"""Behind how long after or before another time something is."""
_ALL_BUT = re.compile(r"\ball (?:but|bar|save|except(?: for)?) (?:about |some |perhaps |the )?$", re.IGNORECASE)
"""Before how many something is not said of."""
_OF_EACH = re.compile(r"\b(?:each|both|apiece|every|a head)\b", re.IGNORECASE)
_OF_ALL = re.compile(
    r"\b(?:(?:between|among) (?:them|the (?:two|three|four|five|six))|in (?:total|all)(?=\W*$|[,.;)])|a total of|"
    r"total(?:l?ed|ling)|altogether|combined|together|jointly|collectively)\b",
    re.IGNORECASE,
)
"""What tells of a figure that each has it, or that all have it together."""
_ONE_OF = re.compile(
    r"\b(?:youngest|eldest|oldest|first|last|middle|second|third|fourth|fifth|one) of (?:the |her |his )?$",
    re.IGNORECASE,
)
"""Before how many one is among."""
_HAS = re.compile(r"\b(?:has|have|had|with) (?:\w+ )?$", re.IGNORECASE)
_SIBLINGS = frozenset(map(stem, ("sibling", "brother", "sister")))
REACH = 60
"""Characters behind a figure in which "each" is looked for."""
MOST_SUMMED = 6
"""Figures of which two may make a third."""
_BOTH = re.compile(r"\b[\w’'-]+ and [A-Z\d]")
"""What tells of two."""
_AMONG_THEM = re.compile(r"\b(?:including|among them|counting) (?:the |an? |its |his |her )?", re.IGNORECASE)


def is_telling(claim: Fact) -> bool:
    """Whether a figure has so many digits that two texts do not have it in common, nor make it, by chance."""
    return len(digits(claim).strip("0")) >= TELLING


def digits(fact: Fact) -> str:
    """The digits of a figure as it is written; "" of one in words."""
    found = _FIGURE.search(fact.text)
    return re.sub(r"[.,]", "", found[0]) if found else ""


def is_excepted(fact: Fact, statement: Statement) -> bool:
    """Whether a figure is of what something is not said of: "all but two of the eleven"."""
    return _ALL_BUT.search(statement.text, statement.start, fact.start) is not None


def is_other_part(mine: Fact, claim: Statement, theirs: Fact, source: Statement) -> bool:
    """Whether only one of two figures is of what something is not said of: "all but two", "two"."""
    return is_excepted(mine, claim) is not is_excepted(theirs, source)


def is_of_each(claim: Statement, source: Statement) -> bool:
    """Whether one of two texts tells what each has, and the other what all have together: "each paid $5m", "$10m in total"."""
    each, all_ = (
        [bool(word.search(one.text, one.start, one.end)) for one in (claim, source)] for word in (_OF_EACH, _OF_ALL)
    )
    return each[0] is not each[1] and all_ == each[::-1]


def is_each_of_another(mine: Fact, claim: Statement, theirs: Fact, source: Statement) -> bool:
    """Whether a claim says of each what a source says of all, and the source another figure of each: "8 million, or 4 each"."""
    here, there = (
        _OF_EACH.search(one.text, fact.end, min(one.end, fact.end + REACH))
        for one, fact in ((claim, mine), (source, theirs))
    )
    if here is None or there is None:
        return False
    between = [fact.value for fact in source.facts if theirs.end <= fact.start < there.start()]
    dimension = theirs.value.dimension if isinstance(theirs.value, Quantity) else ""
    return any(isinstance(value, Quantity) and value.dimension == dimension for value in between)


def is_sum_of_each(mine: Fact, claim: Statement, theirs: Fact, source: Statement) -> bool:
    """Whether a claim of several may have for its figure what those come to that a source tells of each: "each paid $5m"."""
    if is_of_each(claim, source):
        return True
    whole, part = mine.value, theirs.value
    of_each = [_OF_EACH.search(one.text, one.start, one.end) is not None for one in (claim, source)]
    of_one = len(claim.names) == 1 and not claim.text[claim.start : claim.names[0].start].strip()
    if of_each != [False, True] or of_one or not isinstance(whole, Quantity) or not isinstance(part, Quantity):
        return False
    counts = {value.core.low for value in (*_figures(claim), *_figures(source)) if value.dimension == "count"} | {2.0}
    return any(_agrees(whole, _plain(whole, many * part.core.low)) for many in counts if many > 1)


def is_without_one(mine: Fact, claim: Statement, source: Statement) -> bool:
    """Whether a figure is of the brothers or sisters of one of whom the source says among how many: "one of four sisters"."""
    ours = mine.value
    among = [fact.value for fact in source.facts[:MOST_FIGURES] if is_of_siblings(mine, claim, fact, source)]
    return isinstance(ours, Quantity) and any(
        isinstance(value, Quantity) and ours.core.low == value.core.low - 1 for value in among
    )


def is_margin(mine: Fact, theirs: Fact, source: Statement) -> bool:
    """Whether a figure is by how much one of a source exceeds the next: two of "by 51 votes to 49"."""
    others = [fact for fact in source.facts if source.text[theirs.end : fact.start].strip() == "to"]
    values = [fact.value for fact in (mine, theirs, *others)]
    if len(values) != 3 or not all(isinstance(value, Quantity) and value.dimension == "count" for value in values):
        return False
    margin, more, fewer = (value.core.low for value in values if isinstance(value, Quantity))
    return margin == more - fewer


def is_with_others(mine: Fact, claim: Statement, theirs: Fact, source: Statement) -> bool:
    """Whether a claim counts others in whom a source tells of beside: "ten, including the gunman", "nine; he killed himself"."""
    counts, among = mine.value, _AMONG_THEM.search(claim.text, claim.start, claim.end)
    if among is None or not isinstance(counts, Quantity) or not isinstance(theirs.value, Quantity):
        return False
    more = counts.core.low - theirs.value.core.low
    told = next((token for token in claim.tokens if token.start >= among.end()), None)
    one = told is not None and told.fact is None and told.stem in source.stems
    return counts.dimension == "count" and one and more == 1


def is_total(mine: Fact, claim: Statement, source: Statement) -> bool:
    """Whether two figures of a source make a claim's that is told of both: 30 in A and B of "19 in A and 11 in B"."""
    whole = _whole(mine)
    if whole is None or whole.dimension != "count" or _BOTH.search(claim.text, mine.end, claim.end) is None:
        return False
    return any(
        _agrees(whole, _plain(whole, one.core.low + other.core.low))
        for one, other in itertools.combinations(
            [value for value in _figures(source) if value.dimension == "count"][:MOST_SUMMED], 2
        )
    )


def is_of_siblings(mine: Fact, claim: Statement, theirs: Fact, source: Statement) -> bool:
    """Whether a claim tells how many brothers or sisters one has, and a source among how many one is."""
    values = [fact.value for fact in (mine, theirs) if isinstance(fact.value, Quantity)]
    if len(values) < 2 or not {counted(value) for value in values} <= _SIBLINGS:
        return False
    has = _HAS.search(claim.text, claim.start, mine.start)
    return has is not None and _ONE_OF.search(source.text, source.start, theirs.start) is not None


def is_made(claim: Fact, statement: Statement) -> bool:
    """Whether figures or dates of a text make a figure of the claim, be it by chance: of small ones some often make another."""
    whole = _whole(claim)
    return is_surely_made(claim, statement) or (whole is not None and _is_total(whole, _figures(statement)))


def is_surely_made(claim: Fact, statement: Statement) -> bool:
    """Whether two figures or dates of a text make one of the claim that few would: a share, a factor, a span of time, a date."""
    if isinstance(claim.value, Date):
        return _is_reached(claim.value, statement)
    whole = _whole(claim)
    if whole is None:
        return False
    if whole.dimension in _RELATIVE:
        return any(_agrees(whole, made) for made in _relations(whole, _figures(statement)))
    return _is_span(whole, statement) or (is_telling(claim) and _is_total(whole, _figures(statement)))


def is_part(claim: Fact, statement: Statement) -> bool:
    """Whether a text has the figure as a part, "14 songs, six of them in Welsh", or as a share, "a quarter of the 80".

    Or as one of some equal parts: "160 pupils in two groups of the same size".
    """
    whole = _whole(claim)
    if whole is None or whole.dimension != "count" or not whole.core.is_exact:
        return False
    facts = [fact for fact in statement.facts[:MOST_FIGURES] if isinstance(fact.value, Quantity)]
    equal = _EQUAL.search(statement.text, statement.start, statement.end) is not None
    for fact, following in itertools.zip_longest(facts, facts[1:]):
        value = fact.value
        assert isinstance(value, Quantity)
        parted = value.dimension == "count" and _OF_THEM.match(statement.text, fact.end) is not None
        if parted and whole.core.is_within(value.interval):
            return True
        if equal and value.dimension == "count" and _is_equal_part(whole, value):
            return True
        share = _times_as_much(value) if value.dimension == "share" else 0.0
        if share and following and _OF_THE.fullmatch(statement.text, fact.end, following.start):
            of = following.value
            assert isinstance(of, Quantity)
            if of.dimension == "count" and _agrees(whole, _plain(whole, share * of.core.low)):
                return True
    return False


def _is_equal_part(part: Quantity, whole: Quantity) -> bool:
    parts = range(2, MOST_EQUAL + 1)
    return whole.core.is_exact and any(math.isclose(number * part.core.low, whole.core.low) for number in parts)


def is_of_working_time(claim: Fact, source: Fact) -> bool:
    """Whether one rate may be the other over a longer time, of which only a part is worked: "60 a day", "300 a week"."""
    values = [fact.value for fact in (claim, source) if isinstance(fact.value, Quantity)]
    rates = [(value.per, value.core.low) for value in values if value.core.is_exact and value.per in quantity.SECONDS]
    if len(rates) != 2:
        return False
    (short, often), (long, seldom) = sorted((quantity.SECONDS[per], amount) for per, amount in rates)
    return DAY <= short < long and LEAST_WORKED * often / short <= seldom / long < often / short


def is_inverse(claim: Fact, source: Fact) -> bool:
    """Whether one factor is that of the other turned round: "A costs twice as much as B", "B costs half as much"."""
    values = [fact.value for fact in (claim, source) if isinstance(fact.value, Quantity)]
    factors = [value.core.low for value in values if value.dimension == "factor" and value.core.is_exact]
    return len(factors) == 2 and math.isclose(factors[0] * factors[1], 1)


def is_within_period(claim: Fact, statement: Statement) -> bool:
    """Whether a date of the claim lies in a longer time that the text gives: "in 1996" in "from 1994 to 1999"."""
    mine = claim.value
    if not isinstance(mine, Date):
        return False
    periods = [core for fact in statement.facts if isinstance(fact.value, Date) for core in fact.value.cores]
    return any(core.is_within(period) and core != period for core in mine.cores for period in periods)


def _whole(claim: Fact) -> Quantity | None:
    value = claim.value
    return value if isinstance(value, Quantity) and value.dimension not in ORDERED else None


def _figures(statement: Statement) -> list[Quantity]:
    values = [fact.value for fact in statement.facts]
    return [value for value in values if isinstance(value, Quantity) and value.core.is_exact]


def _is_total(whole: Quantity, values: list[Quantity]) -> bool:
    """As "four were hurt badly and ten slightly", "all but two of the fourteen", "of 90 tonnes two-thirds are skimmed off"."""
    low, high = whole.interval.low - whole.precision / 2, whole.interval.high + whole.precision / 2
    # Of "22 years, the last fourteen" the second is in the unit of the first.
    unit = 2 * whole.precision if whole.dimension == "duration" and whole.precision else 1.0
    parts = [
        value.core.low * (unit if is_bare(value) else 1.0)
        for value in values
        if value.dimension == whole.dimension or is_bare(value)
    ][:MOST_PARTS]
    shares = [] if whole.dimension in _RELATIVE else [share for value in values if (share := _times_as_much(value))]
    for count in range(2, len(parts) + 1):
        for some in itertools.combinations(parts, count):
            if low <= sum(some) <= high or low <= 2 * max(some) - sum(some) <= high:
                return True
    return any(
        low <= result <= high
        for part, share in itertools.product(parts, shares)
        for result in (part * share, part * (1 - share), part / share)
    )


def _times_as_much(value: Quantity) -> float:
    """How many times another a figure says that something is: of a share, a factor or "twice"; 0 if it says another thing."""
    if value.dimension == "share":
        return value.core.low / 100
    return value.core.low if value.dimension == "factor" or value.counted == "time" else 0.0


def _relations(whole: Quantity, values: list[Quantity]) -> Iterator[Quantity]:
    """What part, or how many times as much, one figure is of another in the same unit, by what part it differs; what is left."""
    if whole.dimension == "share" and not whole.role:
        yield from (
            _plain(whole, 100 - value.core.low) for value in values if value.dimension == "share" and not value.role
        )
    plain = [value for value in values if value.dimension not in _RELATIVE | ORDERED and value.core.low > 0]
    for left, right in itertools.permutations(plain[:MOST_PARTS], 2):
        if not _is_alike(left, right) or left.core.low == right.core.low:
            continue
        ratio = left.core.low / right.core.low
        if whole.dimension == "factor":
            yield _plain(whole, ratio)
        elif whole.role == "change":
            yield _plain(whole, abs(1 - ratio) * 100)
        elif ratio < 1:
            yield _plain(whole, ratio * 100)


def _is_alike(left: Quantity, right: Quantity) -> bool:
    """Whether two figures are in the same unit, or one is without its own: "9,000 litres, the new one 5,800"."""
    bare = any(map(is_bare, (left, right)))
    return bare or (left.dimension, left.unit, left.per) == (right.dimension, right.unit, right.per)


def is_bare(value: Quantity) -> bool:
    """Whether a figure is told without its unit, or what it counts."""
    return value.dimension == "count" and not value.counted


def _plain(whole: Quantity, value: float) -> Quantity:
    """A figure of the same kind as another, worked out."""
    exact = Interval(value, value)
    return msgspec.structs.replace(whole, interval=exact, core=exact, bound=Bound.EXACT, precision=value / 100)


def _agrees(whole: Quantity, made: Quantity) -> bool:
    """Whether a figure that is worked out is the claim's; "less than half" is not said of a hundredth."""
    claim, source = Fact(0, 0, "", whole), Fact(0, 0, "", made)
    return quantity.compare(claim, source).outcome is Outcome.AGREES and not quantity.is_far(claim, source)


def _is_span(whole: Quantity, statement: Statement) -> bool:
    """Whether a time or an age lies between two dates: an age is in full years, and may be a bare figure ("died at 96")."""
    if whole.dimension == "count" and not whole.counted and 0 < whole.core.low <= OLDEST:
        years = whole.core.low * YEAR
        whole = msgspec.structs.replace(whole, dimension="age", interval=Interval(years, years))
    if whole.dimension not in {"duration", "age"}:
        return False
    dates = [fact.value.cores[0] for fact in statement.facts if isinstance(fact.value, Date) and fact.value.cores]
    low, high = whole.interval.low - whole.precision, whole.interval.high + whole.precision
    if whole.dimension == "age":
        low, high = whole.interval.low, whole.interval.high + YEAR
    for one, other in itertools.combinations((date for date in dates[:MOST_PARTS] if date.is_bounded), 2):
        first, last = sorted((one, other), key=lambda each: each.low)
        if (last.low - first.high) * DAY <= high and low <= (last.high - first.low) * DAY:
            return True
    return False


def _is_reached(whole: Date, statement: Statement) -> bool:
    """Whether a date lies as long before or after another as the text says: "begun in 1641 and finished eleven years later"."""
    values = [fact.value for fact in statement.facts]
    times = [value.core.low / DAY for value in values if isinstance(value, Quantity) and value.dimension == "duration"]
    times += [abs(value.elapsed) for value in values if isinstance(value, Date) and value.elapsed]
    units = (
        match["unit"] or match["other"] for match in _NEXT.finditer(statement.text, statement.start, statement.end)
    )
    times += [SIZES[unit.casefold()].factor / DAY for unit in units]
    if _is_shifted(whole, statement):
        return True
    dates = [value for value in values if isinstance(value, Date) and value.grain == whole.grain and not value.elapsed]
    cores = [core for date in dates[:MOST_PARTS] for core in date.cores if core.is_bounded]
    reached = [
        (core.low + core.high) / 2 + sign * time
        for core, time, sign in itertools.product(cores, times[:MOST_PARTS], (1, -1))
    ]
    return any(core.low <= day < core.high for core in whole.cores for day in reached)


def _is_shifted(whole: Date, statement: Statement) -> bool:
    """Whether a time of day is that of the text, moved: "9am" of "at 8am on Mondays and an hour later on Tuesdays"."""
    clocks, shifts = [], []
    for fact in statement.facts[:MOST_FIGURES]:
        value = fact.value
        if isinstance(value, Date):
            clocks += [clock.low for clock in value.clock if not value.elapsed]
            shifts += [value.elapsed] if value.elapsed else []
        elif isinstance(value, Quantity) and value.dimension == "duration":
            moved = _MOVED.match(statement.text, fact.end, statement.end)
            shifts += [value.core.low / DAY * (1 if moved[1] == "later" else -1)] if moved else []
    times = [clock + shift for clock, shift in itertools.product(clocks[:MOST_PARTS], shifts[:MOST_PARTS])]
    return any(abs(mine.low - time) < MOMENT for mine in whole.clock for time in times)
