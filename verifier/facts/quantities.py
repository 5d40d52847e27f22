"""Numbers with their units, bounds and ranges, and what they count, into facts; `rules.quantity` compares them."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence

from verifier.facts import counted, numerals, units
from verifier.facts.numerals import HYPHENS, Numeral
from verifier.facts.tokens import Tokens, tokenize
from verifier.facts.units import SIZES, Size
from verifier.records import Bound, Fact, Interval, Quantity

ABOUT = 0.1
"""How far, as a share of the value, "about" reaches to either side."""

LEFT_BOUNDS = {
    Bound.AT_LEAST: """
        at least | no fewer than | no less than | not less than | not fewer than | a minimum of | minimum of
        minimum | at minimum
        at a minimum | as little as | as few as | no smaller than | no lower than | no younger than
        no shorter than | from at least
        ≥ | > = | = > | more than or equal to | greater than or equal to | equal to or more than
        equal to or greater than
        at least or equal to | bigger or equal than | higher or equal than | larger or equal than | greater or equal to
        bigger than or equal to | higher than or equal to | more or equal to | greater or equal than | at the very least
        larger than or equal to | min | min . | starting at | equal to or higher than | equal or greater than""",
    Bound.MORE_THAN: """
        more than | over | above | greater than | larger than | bigger than | higher than | in excess of
        upwards of | upward of
        exceeding | exceeds | exceeded | exceed | beyond | north of | topping | topped | tops | surpassing
        surpassed | surpasses
        better than | longer than | older than | taller than | heavier than | wider than | deeper than | faster than
        farther than
        further than | well over | just over | slightly over | a little over | well above | just above | little over
        > | excess of
        slightly more than | just more than | a little more than | far more than | well past | just past
        a bit more than
        a bit over | hotter than | warmer than | not just""",
    Bound.AT_MOST: """
        at most | up to | no more than | not more than | as many as | as much as | at the most | a maximum of
        maximum of | maximum
        not exceeding | within | no greater than | no higher than | no longer than | no larger than | no bigger than
        no older than
        not over | no taller than | as high as | as long as | as far as | as old as | ≤ | < = | = <
        less than or equal to
        fewer than or equal to | equal to or less than | equal to or fewer than | smaller or equal than
        less or equal than | max
        max . | capped at | limited to | smaller than or equal to | lower than or equal to | less or equal to
        to within | upto""",
    Bound.LESS_THAN: """
        less than | fewer than | under | below | lower than | smaller than | shy of | just shy of | short of
        just short of | south of
        younger than | shorter than | lighter than | closer than | slower than | cheaper than | nearer than | <
        well under
        just under | slightly under | slightly less than | a little less than | just below | well below | just less than
        a little under | slightly below | colder than | cooler than""",
    Bound.ABOUT: """
        about | around | roughly | approximately | approx | approx . | approximate | aproximately | circa | c | c .
        ca . | ca | ~ | ≈
        some | an estimated | estimated | estimated at | nearly | almost | close to | near to | near | in the region of
        in the neighborhood of | in the neighbourhood of | on the order of | somewhere around | somewhere near
        nearing | approaching
        virtually | practically | more or less | give or take | the best part of | of the order of | or about
        or around
        somewhere in the region of | not quite | barely | ∼""",
}
"""Words before a number that limit it."""

RIGHT_BOUNDS = {
    Bound.AT_LEAST: """
        or more | or greater | or higher | or above | or over | or better | or longer | or older | or larger
        or bigger | or upwards
        or up | and above | and over | and more | and up | and older | and upwards | and upward | + | plus | - plus
        at least
        minimum | and counting | or taller | or heavier | or equal | or greater than | or more than | at minimum
        at the least
        at the very least | upwards""",
    Bound.AT_MOST: """
        or less | or fewer | or lower | or below | or under | or smaller | or younger | or shorter | or cheaper
        and under | and below
        and younger | at most | maximum | tops | at the most | max | and less | and fewer""",
    Bound.ABOUT: """
        or so | - odd | odd | or thereabouts | - ish | ish | approximately | approx | give or take | or thereabout
        roughly
        more or less""",
}
"""Words after a number that limit it."""

BELOW_ITS_CORE = frozenset(
    {"nearly", "almost", "nearing", "approaching", "virtually", "practically", "not quite", "close to"}
)
"""Words of nearness that say that the figure is not reached."""

CONTESTS = frozenset(
    "medal medals gold silver bronze title titles race races raced champion champions record records victory win wins won "
    "winner final finals heat heats event events".split()
)
"""Words after which "over 100 metres" is the length of the course."""

ARTICLE_AFTER = frozenset({
    "", ".", ",", ";", ":", "(", "for", "in", "after", "about", "over", "nearly", "almost", "within", "than",
    "only", "took",
    "lasted", "is", "was", "by", "to", "at", "and", "costs", "cost", "ran", "half", "least", "most", "just",
    "under", "of", "be",
    "or", "weighs", "weighed", "weigh", "measured", "measures", "add", "added", "use", "used", "takes", "take",
    "lasts", "last",
    "with", "on", "paid", "around", "roughly", "approximately", "exactly", "some", "has", "had", "spent", "up",
    "walked",
    "every", "bought", "drank", "ate", "needs", "need", "from", "between", "needed", "contains", "holds", "full",
    "below",
    "above", "not", "won", "until", "through", "drove", "worth", "pay", "charges", "charged", "rose", "fell",
    "earned", "ago",
})  # fmt: skip
"""Words after which "a mile" and "an hour" are amounts, and not the denominator of a rate."""
NOT_BEFORE_AN_AMOUNT = frozenset({
    "once", "twice", "times", "such", "many", "what", "quite", "per", "much", "often", "rather", "people", "not",
    "as", "like",
})  # fmt: skip
ARTICLE_UNITS = frozenset({
    "length", "area", "volume", "mass", "duration", "money", "speed", "energy", "power", "data", "temperature",
})  # fmt: skip

SO_LONG_AGO = frozenset({"ago", "earlier", "later", "previously"})
MILLION = 1e6
COMPARED_WITH = frozenset({"from", "to", "than", "against"})
SUMS_OF_MONEY = frozenset({
    "revenue", "revenues", "profit", "profits", "loss", "losses", "income", "earnings", "turnover", "cost", "costs",
    "debt", "debts", "deficit", "surplus", "spending", "budget",
})  # fmt: skip
SENTENCE_ENDS = frozenset({".", "!", "?", ";"})
AFTER_FACTOR = frozenset({"the", "that", "its", "his", "her", "their", "what", "last", "this", "those", "in", ""})
CHANGE_VERBS = frozenset({
    "rose", "rise", "rises", "rising", "risen", "fell", "fall", "falls", "falling", "fallen", "grew", "grow",
    "grows", "growing",
    "grown", "increased", "increase", "increases", "increasing", "decreased", "decrease", "decreases", "decreasing",
    "dropped",
    "drop", "drops", "dropping", "declined", "decline", "declines", "declining", "climbed", "climb", "climbs",
    "climbing",
    "jumped", "jump", "jumps", "jumping", "surged", "surge", "surges", "surging", "soared", "soar", "soars", "soaring",
    "plunged", "plunge", "plunges", "plunging", "slumped", "slump", "slumps", "tumbled", "tumble", "tumbles", "shrank",
    "shrink", "shrinks", "shrunk", "slipped", "slip", "slips", "gained", "gain", "gains", "lost", "lose", "loses",
    "cut", "cuts",
    "cutting", "raised", "raise", "raises", "lowered", "lower", "lowers", "reduced", "reduce", "reduces",
    "reduction", "went", "went up",
    "expanded", "expand", "expands", "contracted", "contract", "contracts", "rebounded", "sank", "sink", "sinks",
    "edged", "up",
    "down", "boosted", "boost", "boosts", "slashed", "slash", "doubled", "tripled", "changed", "moved", "swelled",
    "dipped",
    "advanced", "advance", "growth", "hike", "hiked", "spike", "spiked", "accelerated", "slowed", "upgraded",
    "downgraded",
    "strengthened", "weakened", "appreciated", "depreciated", "widened", "narrowed", "extended",
})  # fmt: skip
CHANGE_NOUNS = frozenset({
    "rise", "increase", "decrease", "drop", "fall", "decline", "jump", "surge", "gain", "loss", "cut", "reduction",
    "growth",
    "hike", "boost", "slump", "plunge", "improvement", "uptick", "spike", "swing", "change", "raise", "climb", "dip",
    "expansion", "contraction", "slide", "appreciation", "depreciation", "pay rise", "discount", "off",
})  # fmt: skip
SCORE_WORDS = frozenset({
    "win", "wins", "won", "beat", "beats", "defeat", "defeated", "defeats", "victory", "loss", "lost", "lose",
    "draw", "drew",
    "tie", "tied", "score", "scored", "scoreline", "vote", "voted", "votes", "ruling", "ruled", "decision",
    "record", "lead",
    "led", "match", "game", "set", "sets", "aggregate", "penalties", "shootout", "triumph", "thrashed", "edged",
    "downed",
    "trailed", "drubbing", "rout", "routed", "majority", "split", "final", "tally", "margin", "upset", "trail",
    "clinched",
})  # fmt: skip
RATIO_WORDS = frozenset({"ratio", "odds", "outnumbered", "outnumber", "outnumbers", "proportion"})
RANK_LABELS = frozenset({"#", "number", "ranked", "rank", "nº", "№", "place", "position"})
SEQUENCES = frozenset({
    "season", "episode", "week", "day", "round", "phase", "stage", "grade", "category", "tier", "game", "level",
    "magnitude",
    "lane", "seed", "division", "league", "quarter", "step", "year",
})  # fmt: skip
"""Nouns whose number comes after them and says which one of a row: "season 3"."""
LONGEST_RANKING = 1000
"""The most that a place "in the top …" is one of; money and people are counted beyond."""
BEING = frozenset({"is", "was", "be", "been", "are", "were", "became", "become", "becomes", "being"})
RANKED = BEING | {"ranked", "rated", "placed", "finished", "listed", "ranks", "finishes"}
"""Words before "in the top ten" that tell of a rank, not of a place."""
AGE_LABELS = frozenset({"aged", "age", "ages"})
AFTER_AGE = frozenset({"in", "on", "this", "last", "and", "when", "during", "but", "while", "just", "before", "after"})
OLD = frozenset({"old", "olds"})
MASS_WORDS = frozenset({
    "weigh", "weighs", "weighed", "weighing", "weight", "heavy", "heavier", "lighter", "lose", "loses", "losing",
    "shed", "baby",
    "newborn", "fish", "meat", "flour", "sugar", "butter", "beef", "load", "cargo", "bag", "sack", "lift", "lifted",
    "lifting", "lb",
    "lbs", "kg", "kilograms", "ounces", "ounce", "stone", "force", "thrust", "explosives", "cocaine", "heroin",
    "cannabis",
    "marijuana", "drugs", "rice", "potatoes", "apples", "dog", "cat", "turkey", "chicken", "cheese", "dumbbell",
    "tons", "catch",
})  # fmt: skip
MONEY_CONTEXT = frozenset({
    "cost", "costs", "costing", "price", "priced", "prices", "pay", "pays", "paid", "paying", "fine", "fined",
    "fines", "spend",
    "spent", "spends", "spending", "budget", "salary", "wage", "wages", "raise", "earn", "earns", "earned",
    "earning", "£",
    "sold", "sell", "sells", "bought", "buy", "tax", "taxes", "debt", "debts", "bill", "bills", "fee", "fees",
    "funding", "funds",
    "fund", "profit", "profits", "revenue", "revenues", "income", "loan", "loans", "donated", "donation", "donate",
    "grant",
    "prize", "rent", "ticket", "tickets", "charge", "charged", "worth", "valued", "value", "bank", "investment",
    "invest",
    "invested", "sum", "compensation", "damages", "deposit", "bid", "pence", "sterling", "cash", "money", "owed",
    "owes", "saved",
    "savings", "contract", "deal", "fare", "bonus", "pension", "currency", "million", "billion", "fetched", "auction",
})  # fmt: skip

PER_UNITS = {
    "second": "second", "minute": "minute", "hour": "hour", "day": "day", "night": "night", "week": "week",
    "month": "month",
    "year": "year", "annum": "year", "decade": "decade", "capita": "person", "person": "person", "head": "person",
    "people": "person", "inhabitant": "person", "inhabitants": "person", "residents": "person", "resident": "person",
    "population": "person", "citizen": "person", "citizens": "person", "share": "share", "piece": "piece",
    "barrel": "barrel",
    "gallon": "gallon", "litre": "litre", "liter": "litre", "pound": "pound", "kilogram": "kilogram",
    "kilo": "kilogram",
    "kg": "kilogram", "tonne": "tonne", "ton": "ton", "ounce": "ounce", "mile": "mile", "kilometre": "kilometre",
    "kilometer": "kilometre", "km": "kilometre", "metre": "metre", "meter": "metre", "acre": "acre",
    "hectare": "hectare",
    "game": "game", "match": "match", "season": "season", "household": "household", "family": "family",
    "student": "student",
    "pupil": "student", "vote": "vote", "unit": "unit", "item": "item", "ticket": "ticket", "minutes": "minute",
    "hr": "hour",
    "worker": "worker", "employee": "worker", "woman": "woman", "child": "child", "kwh": "kilowatt-hour",
    "mwh": "megawatt-hour",
    "min": "minute", "sec": "second", "bushel": "bushel", "dose": "dose", "room": "room", "couple": "couple",
    "yr": "year",
    "wk": "week", "mo": "month", "quarter": "quarter", "foot": "foot", "yard": "yard", "passenger": "passenger",
    "dozen": "dozen", "bottle": "bottle", "cent": "share", "capsule": "capsule", "square": "square",
}  # fmt: skip
PER_ADVERBS = {
    "annually": "year", "yearly": "year", "daily": "day", "weekly": "week", "monthly": "month", "hourly": "hour",
    "nightly": "night",
    "apiece": "piece",
}  # fmt: skip
NOT_PER_ARTICLE = frozenset(
    {"second", "foot", "square", "quarter", "cent", "capita", "annum", "min", "sec", "decade", "couple"}
)

PERCENT = {
    "%": 1.0, "percent": 1.0, "pct": 1.0, "per cent": 1.0, "pc": 1.0, "％": 1.0, "percents": 1.0, "‰": 0.1,
    "permille": 0.1,
    "per mille": 0.1, "per mil": 0.1,
}  # fmt: skip
POINTS = {
    "percentage points": 1.0, "percentage point": 1.0, "percent points": 1.0, "pp": 1.0, "ppt": 1.0, "ppts": 1.0,
    "pps": 1.0, "% points": 1.0,
    "basis points": 0.01, "basis point": 0.01, "bps": 0.01, "bp": 0.01, "bips": 0.01,
    "% point": 1.0,
}  # fmt: skip
SHARE_WORDS = frozenset(words.split(" ")[0] for words in (*PERCENT, *POINTS))
TALL = frozenset(
    {
        "tall",
        "long",
        "wide",
        "high",
        "deep",
        "thick",
        "of",
        "diameter",
        "across",
        "taller",
        "longer",
        ".",
        ",",
        ")",
        ";",
        "",
    }
)
SPRINTS = frozenset(
    {"hurdles", "races", "sprints", "relays", "dashes", "finals", "heats", "swims", "champions", "medallists"}
)
LETTER_UNITS = frozenset(
    {"A", "V", "W", "N", "J", "B", "C", "F", "L", "v", "w", "s", "st", "m", "g", "l", "h", "t", "Ω"}
)
COMPASS = frozenset({
    "north", "south", "east", "west", "n", "s", "e", "w", "latitude", "longitude", "angle", "angles", "rotation",
    "clockwise",
})  # fmt: skip
LOWERING = {("below", "zero"), ("below", "freezing"), ("below", "0"), ("under", "zero")}
DOLLAR_LIKE = frozenset(units.FAMILIES) | units.CODES


class _Amount:
    """One number with its unit, before bounds and ranges are applied; values are in `unit`."""

    __slots__ = (
        "bound", "core_high", "core_high_open", "core_low", "core_low_open", "counted", "dimension", "first",
        "high", "high_open", "kind",
        "last", "low", "low_open", "modifiers", "name",  "per", "precision", "raw_precision",
        "raw_value", "role", "scale",
        "unit",
    )  # fmt: skip

    def __init__(self, numeral: Numeral) -> None:
        self.first = numeral.first
        self.last = numeral.last
        self.raw_value = numeral.value
        self.raw_precision = numeral.precision
        self.scale = numeral.scale
        self.kind = numeral.kind
        self.core_low, self.core_high = numeral.low, numeral.high
        if numeral.kind != "vague":
            self.core_low = self.core_high = numeral.value
        self.low, self.high = self.core_low, self.core_high
        self.low_open = self.high_open = self.core_low_open = self.core_high_open = False
        self.bound = Bound.EXACT
        self.dimension = "count"
        self.unit = ""
        self.name = ""
        self.precision = 0.0 if numeral.precision == 0.5 else numeral.precision
        self.counted = ""
        self.modifiers: tuple[str, ...] = ()
        self.role = ""
        self.per = ""

    def measure(self, dimension: str, unit: str, factor: float = 1.0, offset: float = 0.0) -> None:
        """Turn the bare number into an amount of a unit."""
        self.dimension, self.unit = dimension, unit
        self.core_low = self.core_low * factor + offset
        self.core_high = self.core_high * factor + offset
        self.precision = self.raw_precision * factor
        self.low, self.high = self.core_low, self.core_high

    @property
    def is_single(self) -> bool:
        return self.core_low == self.core_high


def read(text: str, blocked: Sequence[tuple[int, int]] = ()) -> list[Fact]:
    """Read the quantities of a text, in order and disjoint; none touches a blocked span."""
    tokens = tokenize(text)
    return _Reader(tokens, tokens.covered(blocked)).facts()


def _phrases(table: dict[Bound, str]) -> dict[str, Bound]:
    return {
        " ".join(Tokens(phrase.strip()).lower): bound
        for bound, lines in table.items()
        for line in lines.splitlines()
        for phrase in line.split("|")
        if phrase.strip()
    }


_LEFT = _phrases(LEFT_BOUNDS)
_RIGHT = _phrases(RIGHT_BOUNDS)
_LEFT_LENGTHS: dict[str, tuple[int, ...]] = {}
for _phrase in _LEFT:
    _words = _phrase.split(" ")
    _LEFT_LENGTHS[_words[-1]] = tuple(sorted({*_LEFT_LENGTHS.get(_words[-1], ()), len(_words)}, reverse=True))
_RIGHT_LENGTHS: dict[str, tuple[int, ...]] = {}
for _phrase in _RIGHT:
    _words = _phrase.split(" ")
    _RIGHT_LENGTHS[_words[0]] = tuple(sorted({*_RIGHT_LENGTHS.get(_words[0], ()), len(_words)}, reverse=True))


class _Reader:
    """The passes over one text: amounts, then ranges, bounds, roles, rates and what is counted."""

    def __init__(self, tokens: Tokens, barred: set[int]) -> None:
        self.tokens = tokens
        self.barred = barred
        self.numerals = numerals.read(tokens, barred)
        self.starts = {numeral.first: numeral for numeral in self.numerals}
        self.closed = barred.union(numeral.first for numeral in self.numerals if numeral.kind != "ordinal")
        """Tokens that no noun phrase reaches into."""
        self.at = tokens.padded(barred).__getitem__
        """The lower-case token, "" outside the text and where reading is barred."""

    def facts(self) -> list[Fact]:
        """All facts, in order."""
        amounts = self._ranges(self._amounts())
        self._elided_money(amounts)
        return [self._fact(amount) for amount in amounts]

    def _elided_money(self, amounts: list[_Amount]) -> None:
        """Read the bare millions as money: "rose to 4.2 billion crowns from 3.1 billion, on revenue of 51 billion"."""
        for before, amount in itertools.pairwise(amounts):
            bare = amount.dimension == "count" and amount.scale >= MILLION and not amount.counted and not amount.per
            apart = {self.at(i) for i in range(before.last, amount.first)}
            if not bare or before.dimension != "money" or not apart.isdisjoint(SENTENCE_ENDS):
                continue
            compared = self.at(amount.first - 1) in COMPARED_WITH
            named = any(self.at(i) in SUMS_OF_MONEY for i in range(amount.first - 2, amount.first))
            if compared or named:
                amount.dimension, amount.unit = before.dimension, before.unit

    # --- amounts ----------------------------------------------------------------------------------

    def _amounts(self) -> list[_Amount]:
        found: list[_Amount] = []
        end = 0
        placed = {
            numeral.first: start for numeral in self.numerals if (start := self._placed_from(numeral)) is not None
        }
        within = set(placed.values()) - placed.keys()
        for numeral in self._with_articles():
            start = placed.get(numeral.first)
            if numeral.first < end or numeral.first in within:
                continue
            amount = self._amount(numeral, end) if start is None else self._placed(numeral, start)
            if amount is not None:
                found.append(amount)
                end = amount.last
        return found

    def _with_articles(self) -> Iterator[Numeral]:
        """The numerals, and "a mile" or "an hour" as one of them."""
        tokens = self.tokens
        articles = [i for i, word in enumerate(tokens.lower) if word in {"a", "an"} and i not in self.barred]
        found = [numeral for i in articles if (numeral := self._article(i)) is not None]
        if not found:
            return iter(self.numerals)
        covered = {k for numeral in self.numerals for k in range(numeral.first, numeral.last)}
        found = [numeral for numeral in found if numeral.first not in covered]
        return iter(sorted([*self.numerals, *found], key=lambda numeral: numeral.first))

    def _article(self, i: int) -> Numeral | None:
        tokens = self.tokens
        if not tokens.is_word(i + 1) or (self.at(i - 1) not in ARTICLE_AFTER and self._is_denominator(i)):
            return None
        word = tokens.lower[i + 1]
        if word in {
            "second",
            "point",
            "score",
            "mark",
            "crown",
            "has",
            "won",
            "real",
            "bit",
            "kip",
            "pound",
            "foot",
            "bar",
        } and (
            word not in {"pound", "foot"}
            or (tokens.is_word(i + 2) and tokens.at(i + 2) not in {"of", "and", "in", "for", "or"})
        ):
            return None
        name = units.unit_at(tokens, i + 1)
        money = units.money_at(tokens, i + 1) if word.islower() else None
        if name is None and money is None:
            return None
        if self.at(i + 2) in HYPHENS and self.at(i + 3) == "high":
            return None
        if name is not None and (SIZES[name[0]].dimension not in ARTICLE_UNITS or len(tokens.raw[i + 1]) < 2):
            return None
        if self.at((name or money or (0, 0))[-1]) in {"ago", "later", "old"} and word not in {
            "year",
            "month",
            "week",
            "day",
            "decade",
            "century",
        }:
            return None
        start, end = tokens.starts[i], tokens.ends[i]
        return Numeral(
            start=start, end=end, text=tokens.text[start:end], value=1.0, low=1.0, high=1.0, kind="article",
            first=i, last=i + 1
        )  # fmt: skip

    def _is_denominator(self, i: int) -> bool:
        """Whether "a day" at `i` follows what happens that often: a number shortly before, "twice", "times"."""
        before = self.tokens.lower[max(0, i - 5) : i]
        if self.at(i - 1) in NOT_BEFORE_AN_AMOUNT:
            return True
        return any(
            self.tokens.is_number(k) or self.tokens.lower[k] in numerals.STARTERS for k in range(i - len(before), i)
        )

    def _amount(self, numeral: Numeral, floor: int) -> _Amount | None:
        amount = _Amount(numeral)
        if numeral.kind in {"ordinal", "factor"}:
            return self._ordinal(amount) if numeral.kind == "ordinal" else self._factor(amount)
        if numeral.kind == "majority":
            amount.measure("share", "percent", 100.0)
            bound = Bound.MORE_THAN if self.at(numeral.first) == "majority" else Bound.LESS_THAN
            self._apply(amount, bound, "")
            amount.first -= self.at(amount.first - 1) in {"a", "the"}
            return amount
        self._right_bound(amount)
        self._currency_before(amount, floor)
        if amount.dimension == "count":
            self._unit_after(amount)
        if amount.dimension == "count" and numeral.kind == "article":
            return None
        if amount.dimension == "count" and numeral.kind in {"fraction", "share"}:
            amount.measure("share", "percent", 100.0)
            amount.precision = 1.5
        if amount.dimension not in {"count", "share"}:
            self._compound(amount)
            self._right_bound(amount)
        return amount

    def _ordinal(self, amount: _Amount) -> _Amount | None:
        if self.at(amount.first - 1) in {"i", "we", "you", "they", "to"} and self.at(amount.first) == "second":
            return None
        amount.precision = 0.0
        self._rank(amount)
        return amount

    def _rank(self, amount: _Amount) -> None:
        """Make it a rank, of what follows: "largest cities"."""
        amount.dimension = "rank"
        j = amount.last
        modifiers: list[str] = []
        if self.at(j) in HYPHENS and self.tokens.is_word(j + 1):
            j += 1
        while self._is_superlative(j) or self.at(j) in {"ever", "straight", "consecutive", "ranked"}:
            modifiers.append(counted.stem(self.at(j)))
            j += 1
        noun = counted.read(self.tokens, j, self.closed, single=True)
        if not noun.partitive:
            amount.counted, amount.modifiers = noun.head, (*modifiers, *noun.modifiers[:2])

    def _placed(self, numeral: Numeral, start: int) -> _Amount:
        """A rank that is only said to be no lower: "one of the five largest"."""
        amount = _Amount(numeral)
        amount.first, amount.precision = start, 0.0
        self._apply(amount, Bound.AT_MOST, "")
        self._rank(amount)
        return amount

    def _is_superlative(self, i: int) -> bool:
        return self.at(i).endswith("est") or self.at(i) in {"most", "least", "worst"}

    def _placed_from(self, numeral: Numeral) -> int | None:
        """Where "one of the five largest", "among the top ten" or "in the top 20" begins, which tells of a rank, if it is one.

        Not "in the five largest cities", which is a place, nor "the top 10 scorers", who are ten.
        """
        if (
            numeral.kind != "cardinal"
            or numeral.value != int(numeral.value)
            or not 1 < numeral.value <= LONGEST_RANKING
        ):
            return None
        i = numeral.first - 1
        i -= self.at(i) in HYPHENS
        top = self.at(i) == "top"
        i -= top
        if not top and not self._is_superlative(numeral.last):
            return None
        if top and self.at(i) == "a" and self.at(i - 1) in BEING:
            return i
        if self.at(i).endswith(("'s", "’s")):
            while self.tokens.raw[i - 1 : i] and self.tokens.raw[i - 1][0].isupper() and self.tokens.is_word(i - 1):
                i -= 1
            i -= self.at(i - 1) == "the"
        elif self.at(i) not in {"the", "its", "their", "his", "her"}:
            return None
        i -= 1
        if self.at(i) in {"among", "amongst"}:
            return i
        if self.at(i) == "of" and self.at(i - 1) == "one":
            return i - 1
        ranked = self.at(i - 1) in RANKED or self.at(numeral.last) in numerals.CLOSING | {"of", "for", "in"}
        return i if top and ranked and self.at(i) in {"in", "into", "inside", "within"} else None

    def _factor(self, amount: _Amount) -> _Amount | None:
        word = self.tokens.lower[amount.last - 1]
        following = self.at(amount.last)
        amount.precision = 0.0
        if word == "once" and following not in numerals.CLOSING | {
            "in",
            "a",
            "every",
            "per",
            "and",
            "or",
            "before",
            "daily",
        }:
            return None
        if word in {"double", "triple", "quadruple"} and following not in AFTER_FACTOR:
            return None
        if word in {"once", "twice", "thrice"} and following not in {
            "as",
            "the",
            "that",
            "its",
            "his",
            "her",
            "their",
            "more",
        }:
            amount.counted = "time"
            return amount
        amount.dimension = "factor"
        return amount

    def _currency_before(self, amount: _Amount, floor: int) -> None:
        found = units.sign_before(self.tokens, amount.first)
        if found is None or found[1] < floor or found[1] in self.barred:
            return
        amount.measure("money", found[0])
        amount.first = found[1]
        self._minus(amount)
        j = amount.last
        if self.at(j) == "m" and self.tokens.glued(j):
            self._rescale(amount, 1e6)
        code = self.tokens.raw[amount.last] if amount.last < len(self.tokens) else ""
        if code in units.CODES and amount.last not in self.barred and not amount.unit.isupper():
            amount.unit, amount.last = code, amount.last + 1
            return
        name = units.money_at(self.tokens, amount.last) if amount.unit == "dollar" else None
        if name is not None and name[1] == 1.0 and name[0] in {"dollar", *units.FAMILIES["dollar"]}:
            amount.unit, amount.last = name[0], name[2]

    def _minus(self, amount: _Amount) -> None:
        i = amount.first - 1
        if (
            self.at(i) in {"-", "−", "minus"}
            and not self.tokens.is_number(i - 1)
            and not (self.at(i) == "-" and self.tokens.glued(i))
        ):
            amount.core_low, amount.core_high = -amount.core_high, -amount.core_low
            amount.low, amount.high, amount.first = amount.core_low, amount.core_high, i

    def _rescale(self, amount: _Amount, factor: float) -> None:
        amount.core_low *= factor
        amount.core_high *= factor
        amount.precision = amount.raw_precision * factor
        amount.raw_precision *= factor
        amount.low, amount.high, amount.scale = amount.core_low, amount.core_high, factor
        amount.last += 1

    def _unit_after(self, amount: _Amount) -> None:
        tokens = self.tokens
        j = amount.last
        hyphen = self.at(j) in HYPHENS and tokens.glued(j) and tokens.is_word(j + 1)
        if hyphen:
            j += 1
        if amount.kind in {"fraction", "article"} or tokens.lower[amount.last - 1] in {
            "hundreds",
            "thousands",
            "millions",
            "dozens",
            "couple",
        }:
            j += self.at(j) == "of"
            j += self.at(j) in {"a", "an"} and amount.kind == "fraction"
        if self._percent(amount, j) or j in self.barred or j >= len(tokens):
            return
        raw = tokens.raw[j]
        glued = tokens.glued(j) or hyphen
        if raw == "m" and self._counts_millions(amount, j):
            self._rescale(amount, 1e6)
            j = amount.last
            raw = tokens.raw[j] if j < len(tokens) else ""
        money = units.money_at(tokens, j)
        unit = units.unit_at(tokens, j)
        if money is not None and not (unit is not None and unit[1] > money[2]) and self._is_money(amount, j, raw):
            self._as_money(amount, *money)
            return
        if (
            raw in {"c", "p"}
            and glued
            and tokens.is_number(j - 1)
            and not (raw == "p" and amount.raw_value in {240, 360, 480, 720, 1080})
        ):
            self._as_money(amount, *(("dollar", 0.01) if raw == "c" else ("GBP", 0.01)), j + 1)
            return
        if raw in {"'", "’", '"', "”", "″", "′"}:
            self._mark(amount, j)
            return
        if unit is None or not self._is_unit(amount, unit[0], j, unit[1], glued=glued):
            if raw == "grand" and amount.raw_value < 1e4:
                amount.measure("money", "", 1000.0)
                amount.last = j + 1
            elif (raw, self.at(j + 1)) in LOWERING:
                self._lower(amount, j + 2)
            return
        self._as_unit(amount, unit[0], unit[1])

    def _counts_millions(self, amount: _Amount, j: int) -> bool:
        """Whether "m" after digits is a million: a currency or a plural noun follows."""
        tokens = self.tokens
        if not tokens.is_number(j - 1) or amount.scale != 1.0:
            return False
        following = self.at(j + 1)
        if units.money_at(tokens, j + 1) is not None and following not in {"c", "p"}:
            return True
        return tokens.glued(j) and numerals.is_plural(following) and following not in SPRINTS

    def _is_money(self, amount: _Amount, j: int, raw: str) -> bool:
        """Whether a word that may be a currency is one here; "pounds" are also a weight, "won" and "real" are words."""
        word = raw.lower()
        if word in {"pound", "pounds"} and self.at(j + 1) != "sterling":
            return False
        if word in {
            "won",
            "real",
            "mark",
            "crown",
            "lei",
            "rand",
            "som",
            "sum",
            "dong",
            "kip",
            "lev",
            "ether",
            "drams",
            "lari",
        }:
            return amount.scale > 1 or amount.raw_value >= 100
        if word in {"rs", "rm", "br", "bs", "fr", "kr", "r", "tk", "rp"}:
            return self.tokens.glued(j) or self.at(j + 1) in {"", ".", ",", ")"} or word in {"rs", "kr", "rm"}
        if raw in units.CODES:
            return (
                raw not in {"ALL", "TOP", "MAD", "CUP", "TRY", "AMD", "PEN", "LAK", "MOP", "GEL"}
                or amount.scale > 1
                or raw in {"MAD", "TRY"}
            )
        return True

    def _as_money(self, amount: _Amount, code: str, part: float, end: int) -> None:
        amount.measure("money", code, part)
        amount.last = end
        amount.name = "minor" if part != 1.0 else ""

    def _percent(self, amount: _Amount, j: int) -> bool:
        if self.at(j) not in SHARE_WORDS:
            return False
        hyphen = self.at(j + 1) in HYPHENS
        for last in (j + 1 + hyphen, j):
            words = self.at(j) if last == j else f"{self.at(j)} {self.at(last)}"
            if words in POINTS:
                amount.measure("points", "percentage point", POINTS[words])
            elif words in PERCENT and (words != "pc" or self.tokens.glued(j)):
                amount.measure("share", "percent", PERCENT[words])
            else:
                continue
            amount.last = last + 1
            return True
        return False

    def _mark(self, amount: _Amount, j: int) -> None:
        """Feet and inches, or minutes and seconds, by their marks; a closing quotation mark is none."""
        tokens = self.tokens
        if not tokens.glued(j) or not tokens.is_number(j - 1) or amount.raw_value >= 400:
            return
        raw = tokens.raw[j]
        feet = raw in {"'", "’", "′"}
        if feet and tokens.raw[j + 1 : j + 2] == [raw] and tokens.glued(j + 1):
            amount.measure("length", "metre", SIZES["inch"].factor)
            amount.name, amount.last = "inch", j + 2
            return
        inches = self.starts.get(j + 1)
        if feet and inches is not None and tokens.glued(j + 1) and inches.value < 12:
            amount.measure("length", "metre", SIZES["foot"].factor)
            self._add(amount, inches, SIZES["inch"])
            k = amount.last
            if k < len(tokens) and tokens.raw[k] in {'"', "”", "″", "'", "’"} and tokens.glued(k):
                k += 1 + (tokens.raw[k] in {"'", "’"} and tokens.raw[k + 1 : k + 2] == [tokens.raw[k]])
            amount.last, amount.name = k, "inch"
            return
        opening = {"'", "‘"} if feet else {'"', "“"}
        near = tokens.raw[max(0, amount.first - 30) : amount.first]
        if raw in {"′", "″"} or sum(token in opening for token in near) % 2 == 0:
            amount.measure("length", "prime" if feet else "double prime")
            amount.last = j + 1

    def _is_unit(self, amount: _Amount, name: str, j: int, end: int, *, glued: bool) -> bool:
        """Whether a symbol that is also a word or a letter stands for a unit here."""
        tokens = self.tokens
        raw = tokens.raw[j]
        written = tokens.is_number(j - 1) or glued
        following = tokens.raw[end] if end < len(tokens) else ""
        if raw == "in":
            return written and tokens.is_number(j - 1) and (glued or following.lower() in TALL)
        if raw in LETTER_UNITS and end == j + 1:
            if not written:
                return False
            if raw == "s":
                return not glued or amount.raw_precision < 0.5
            if raw == "st":
                return glued or tokens.is_number(j + 1)
            if raw.isupper() and amount.raw_value >= 1000 and amount.raw_value < 2100 and glued:
                return False
            return glued or not following[:1].isalpha() or (raw.islower() and following.islower())
        if raw == "min" and not written:
            return False
        if name == "second" and amount.kind == "article":
            return False
        return not (name in {"league", "pixel"} and following[:1].isupper())

    def _as_unit(self, amount: _Amount, name: str, end: int) -> None:
        amount.last = end
        amount.name = name
        size = SIZES[name]
        if name == "pound":
            self._pounds(amount)
        elif name == "degree":
            self._degrees(amount, end)
        elif name in units.READINGS:
            amount.measure(size.dimension, name)
        else:
            amount.measure(size.dimension, size.unit, size.factor, size.offset)
            if size.dimension == "duration" and (
                self.at(end) in OLD or (self.at(end + 1) in OLD and self.at(end) in HYPHENS)
            ):
                amount.dimension = "age"
                amount.last = end + 1 + (self.at(end) in HYPHENS)
            elif size.dimension == "duration" and self.at(end) == "of" and self.at(end + 1) == "age":
                amount.dimension, amount.last = "age", end + 2
            elif size.dimension == "temperature" and (self.at(end), self.at(end + 1)) in LOWERING:
                self._below_zero(amount, size, end)

    def _below_zero(self, amount: _Amount, size: Size, end: int) -> None:
        value = -abs(amount.raw_value) * size.factor + size.offset
        amount.core_low = amount.core_high = amount.low = amount.high = value
        amount.last = end + 2

    def _degrees(self, amount: _Amount, end: int) -> None:
        if self.at(end) in COMPASS or (self.at(end - 1) == "°" and self.tokens.is_number(end)):
            amount.measure("angle", "degree")
            return
        amount.measure("temperature", "degree")
        if (self.at(end), self.at(end + 1)) in LOWERING:
            self._lower(amount, end + 2)

    def _lower(self, amount: _Amount, end: int) -> None:
        if amount.unit != "degree":
            amount.measure("temperature", "degree")
        amount.core_low = amount.core_high = amount.low = amount.high = -abs(amount.raw_value)
        amount.last = end

    def _pounds(self, amount: _Amount) -> None:
        """A weight or a currency, by the words around; undecided where nothing tells."""
        mass = self._nearest(amount, MASS_WORDS)
        money = self._nearest(amount, MONEY_CONTEXT)
        kept = self.at(amount.last) == "of" and self.at(amount.last + 1) not in {
            "debt",
            "damage",
            "aid",
            "funding",
            "cash",
            "investment",
        }
        weight = self.tokens.lower[amount.last - 1] in {"lb", "lbs", "."}
        if weight or mass < money or (kept and amount.scale == 1.0):
            amount.measure("mass", "kilogram", SIZES["pound"].factor)
        elif money < math.inf or amount.scale > 1.0:
            amount.measure("money", "GBP")
        elif amount.raw_precision < 0.5 and amount.kind != "fraction":
            amount.measure("mass", "kilogram", SIZES["pound"].factor)
        else:
            amount.measure("mass", "pound")

    def _nearest(self, amount: _Amount, words: frozenset[str]) -> float:
        """How many tokens away the nearest of some words is, within nine to either side; infinite if none is."""
        lower = self.tokens.lower
        before = (
            amount.first - k for k in range(amount.first - 1, max(-1, amount.first - 10), -1) if lower[k] in words
        )
        after = (k - amount.last + 1 for k in range(amount.last, min(len(lower), amount.last + 9)) if lower[k] in words)
        return min(next(before, math.inf), next(after, math.inf))

    def _add(self, amount: _Amount, numeral: Numeral, size: Size) -> None:
        value = numeral.value * size.factor
        sign = -1 if amount.core_low < 0 else 1
        amount.core_low += sign * value
        amount.core_high += sign * value
        amount.precision = numeral.precision * size.factor
        amount.low, amount.high = amount.core_low, amount.core_high
        amount.last = numeral.last

    def _compound(self, amount: _Amount) -> None:
        """Add smaller units: "5 ft 11 in", "an hour and a half", "3 dollars and 20 cents"."""
        size = SIZES.get(amount.name)
        while amount.dimension in {"length", "mass", "duration", "volume", "money", "age"}:
            j = amount.last
            joint = self.at(j) in {"and", ","}
            if amount.dimension == "age":
                return
            if self.at(j) == "and" and self._half_more(amount, j + 1, size):
                return
            joint = joint or (amount.name == "foot" and self.at(j) in HYPHENS and self.tokens.glued(j))
            numeral = self.starts.get(j + joint) or (
                self.starts.get(j + 2) if self.at(j) == "," and self.at(j + 1) == "and" else None
            )
            if numeral is None or numeral.kind not in {"cardinal", "fraction"} or not amount.is_single:
                return
            if amount.dimension == "money":
                self._cents(amount, numeral)
                return
            found = units.unit_at(self.tokens, numeral.last + (self.at(numeral.last) in HYPHENS))
            if (
                found is None
                and self.tokens.raw[numeral.last : numeral.last + 1] in (['"'], ["″"])
                and amount.name == "foot"
            ):
                found = "inch", numeral.last + 1
            if found is None or size is None:
                self._bare_remainder(amount, numeral)
                return
            if amount.name == "hour" and found[0] == "meter":
                found = "minute", found[1]
            smaller = SIZES[found[0]]
            same = smaller.dimension == size.dimension and smaller.factor < 0.51 * size.factor
            if not same or (amount.unit in units.READINGS and amount.name != "pound"):
                return
            if amount.unit == "pound":
                amount.measure("mass", "kilogram", SIZES["pound"].factor)
            self._add(amount, numeral, smaller)
            amount.last, amount.name, size = found[1], found[0], smaller

    def _bare_remainder(self, amount: _Amount, numeral: Numeral) -> None:
        """The inches of "six foot two", the minutes of "2h30"."""
        j = amount.last
        after = self.at(numeral.last)
        hyphen = self.at(j) in HYPHENS
        closed = after in TALL | {"and", "but", "inch"} or hyphen
        if amount.name == "foot" and numeral.first == j + hyphen and numeral.value < 12 and closed:
            self._add(amount, numeral, SIZES["inch"])
            amount.name = "inch"
        elif amount.name == "hour" and numeral.first == j and self.tokens.glued(j) and numeral.value < 60:
            self._add(amount, numeral, SIZES["minute"])
            amount.name = "minute"
            amount.last += self.at(amount.last) in {"m", "min", "mins"} and self.tokens.glued(amount.last)

    def _half_more(self, amount: _Amount, j: int, size: Size | None) -> bool:
        """As in "an hour and a half", "two years and a quarter"."""
        article = self.at(j) in {"a", "an", "one"}
        part = {"half": 0.5, "quarter": 0.25}.get(self.at(j + article), 0.0)
        end = j + article + 1
        if not part or units.unit_at(self.tokens, end) is not None or self.at(end) == "of" or not amount.is_single:
            return False
        step = size.factor if size and amount.unit == size.unit else 1.0
        amount.core_low = amount.core_high = amount.low = amount.high = amount.core_low + part * step
        amount.precision = 0.05 * step
        amount.last = end
        return True

    def _cents(self, amount: _Amount, numeral: Numeral) -> None:
        if amount.name == "minor" or numeral.value >= 100:
            return
        found = units.money_at(self.tokens, numeral.last)
        if found is None and self.at(numeral.last) in {"c", "p"} and self.tokens.glued(numeral.last):
            found = "", 0.01, numeral.last + 1
        bare = numeral.first == amount.last and 10 <= numeral.value < 100 and self.at(numeral.last) in numerals.CLOSING
        if found is None and bare and amount.scale == 1.0 and amount.raw_precision == 0.5:
            found = "", 0.01, numeral.last
        if found is None or found[1] == 1.0:
            return
        sign = -1 if amount.core_low < 0 else 1
        amount.core_low = amount.core_high = amount.low = amount.high = (
            amount.core_low + sign * numeral.value * found[1]
        )
        amount.precision = 0.5 * found[1]
        amount.last, amount.name = found[2], "minor"
        if amount.unit == "pound" and amount.dimension == "mass":
            amount.dimension, amount.unit = "money", "GBP"

    # --- ranges -----------------------------------------------------------------------------------

    def _ranges(self, amounts: list[_Amount]) -> list[_Amount]:
        joined: list[_Amount] = []
        for amount in amounts:
            self._left_bound(amount)
            if not joined or not self._join(joined[-1], amount):
                joined.append(amount)
        kept: list[_Amount] = []
        for amount in joined:
            floor = kept[-1].last if kept else 0
            if amount.first < floor:
                continue
            if not self._age(amount):
                self._noun(amount, floor)
            self._rate(amount)
            self._role(amount)
            kept.append(amount)
        return kept

    def _join(self, left: _Amount, right: _Amount) -> bool:
        """Make one range or score of two amounts where the words between say so; roles where a bound forbids it."""
        tokens = self.tokens
        words = [self.at(k) for k in range(left.last, right.first)]
        if (
            not words
            or len(words) > 4
            or "" in words
            or left.kind == "score"
            or not (left.is_single and right.is_single)
        ):
            return False
        if words[0] in {"and", "but", ","} and left.bound in {Bound.MORE_THAN, Bound.AT_LEAST} and right.bound in {
            Bound.LESS_THAN, Bound.AT_MOST,
        } and len(words) == 1:  # fmt: skip
            return self._meet(left, right)
        if len(words) > 1 and words not in (
            ["plus", "or"],
            ["plus", "or", "minus"],
            ["+", "/"],
            ["+", "/", "-"],
            ["up", "to"],
            ["-", "to", "-"],
        ):
            return False
        joint = words[0]
        opening = self.at(left.first - 1)
        if joint == ":" and len(words) == 1:
            return self._as_ratio(left, right)
        if joint in {"±", "plus", "+"}:
            return (joint == "±" or len(words) > 1) and self._spread(left, right)
        if opening == "by" and joint == "to" and self._is_change(left.first - 2):
            left.role, right.role = "change", "to"
            return False
        dashed = joint in HYPHENS or joint in {"~", "∼"}
        if dashed and tokens.glued(left.last) != tokens.glued(right.first) and joint == "-" and right.low >= 0:
            return False
        if not (dashed or joint in {"to", "through", "up", "or"} or (joint == "and" and opening == "between")):
            return False
        if not self._same_measure(left, right):
            return False
        if joint == "or" and (
            left.name not in {"", right.name} or not left.core_low < right.core_low <= 2 * left.core_low + 1
        ):
            return False
        if opening in {"between", "from"} and right.bound not in {Bound.EXACT, Bound.ABOUT}:
            left.role, right.role = "from", "to"
            return False
        if left.bound is not Bound.EXACT and left.bound is not Bound.ABOUT:
            return False
        if opening == "from" and joint in {"to", "up"} and self._is_change(left.first - 2):
            left.role, right.role = "from", "to"
            return False
        whole = (
            left.unit == "" and left.dimension == right.dimension == "count" and left.precision == right.precision == 0
        )
        if whole and (dashed or joint == "to") and max(left.core_low, right.core_low) < 1000:
            near = {
                *self.tokens.lower[max(0, left.first - 8) : left.first],
                *self.tokens.lower[right.last : right.last + 3],
            }
            if (dashed and left.core_low >= right.core_low) or near & SCORE_WORDS:
                return self._as_score(left, right)
        if joint == "to" and whole and {*self.tokens.lower[max(0, left.first - 5) : left.first]} & RATIO_WORDS:
            return self._as_ratio(left, right)
        if not left.core_low < right.core_low:
            if opening == "from" and joint == "to":
                left.role, right.role = "from", "to"
            return False
        return self._span(left, right, opening)

    def _same_measure(self, left: _Amount, right: _Amount) -> bool:
        """Whether two ends measure alike; an end without a unit takes over the other's unit and scale."""
        if left.kind == "fraction" and right.kind != "fraction" and right.dimension == "count":
            return False
        if "rank" in {left.dimension, right.dimension}:
            if {left.dimension, right.dimension} <= {"rank", "count"}:
                left.dimension = right.dimension = "rank"
            return left.dimension == right.dimension
        bare = left.dimension == "count"
        if right.scale > 1 and left.scale == 1.0 and (bare or right.dimension in {"count", left.dimension}):
            self._take_scale(left, right)
        if bare and right.dimension != "count" and right.name != "minor":
            size = SIZES.get(right.name)
            if size is not None and right.unit == size.unit:
                left.measure(right.dimension, size.unit, size.factor, size.offset)
            else:
                left.measure(right.dimension, right.unit)
            left.name = right.name
        elif left.dimension == "money" and right.dimension == "count":
            right.measure("money", left.unit)
        return left.dimension == right.dimension and left.unit == right.unit

    def _take_scale(self, left: _Amount, right: _Amount) -> None:
        """Read the "5" of "5 to 10 million" as five million."""
        if left.raw_value >= right.raw_value / right.scale or left.dimension not in {"count", "money"}:
            return
        left.core_low = left.core_high = left.low = left.high = left.raw_value * right.scale
        left.raw_precision *= right.scale
        left.precision, left.scale = left.raw_precision, right.scale

    def _meet(self, left: _Amount, right: _Amount) -> bool:
        """As in "more than 10 but less than 20"."""
        if not self._same_measure(left, right) or left.core_low >= right.core_low:
            return False
        left.high, left.high_open, left.core_high = right.high, right.high_open, right.core_high
        left.bound, left.last = Bound.BETWEEN, right.last
        return True

    def _spread(self, left: _Amount, right: _Amount) -> bool:
        if not self._same_measure(left, right):
            return False
        slack = abs(right.core_low)
        low, high = left.core_low - slack, left.core_high + slack
        left.core_low, left.core_high, left.low, left.high = low, high, low, high
        left.bound, left.last = Bound.BETWEEN, right.last
        return True

    def _as_score(self, left: _Amount, right: _Amount) -> bool:
        left.core_low, left.core_high = sorted((left.core_low, right.core_low))
        left.low, left.high = left.core_low, left.core_high
        left.dimension, left.kind, left.last = "score", "score", right.last
        return True

    def _as_ratio(self, left: _Amount, right: _Amount) -> bool:
        """As in "3:1", "a ratio of 3 to 1"; a time of day or a verse is none."""
        tokens = self.tokens
        colon = tokens.raw[left.last] == ":"
        spaced = colon and not (tokens.glued(left.last) and tokens.glued(right.first))
        if spaced or left.dimension != "count" or right.dimension != "count" or right.core_low <= 0 or right.counted:
            return False
        if colon and right.core_low > 9 and left.core_low != 16:
            return False
        left.core_low = left.core_high = left.low = left.high = left.core_low / right.core_low
        left.dimension, left.kind, left.last, left.precision = "ratio", "score", right.last, 0.0
        return True

    def _span(self, left: _Amount, right: _Amount, opening: str) -> bool:
        about = left.bound is Bound.ABOUT or right.bound is Bound.ABOUT
        left.core_high = right.core_high
        left.low, left.high = left.core_low, left.core_high
        left.precision = max(left.precision, right.precision)
        if about:
            slack = ABOUT * max(abs(left.core_low), abs(left.core_high))
            left.low, left.high = left.core_low - slack, left.core_high + slack
        left.bound, left.last, left.scale = Bound.BETWEEN, right.last, right.scale
        if opening in {"between", "from"} and left.first - 1 not in self.barred:
            left.first -= 1
        return True

    # --- bounds -----------------------------------------------------------------------------------

    def _right_bound(self, amount: _Amount) -> None:
        j = amount.last
        for length in _RIGHT_LENGTHS.get(self.at(j), ()):
            words = " ".join(self.at(k) for k in range(j, j + length))
            bound = _RIGHT.get(words)
            if bound is None or not self._closes(words, j, j + length):
                continue
            if amount.bound is Bound.EXACT:
                self._apply(amount, bound, words)
            amount.last = j + length
            return

    def _closes(self, words: str, j: int, end: int) -> bool:
        """Whether words after a number limit it, and do not begin the next part of the sentence."""
        if words in {"plus", "+"}:
            return (
                self.starts.get(end) is None
                and (words == "plus" or self.tokens.glued(j))
                and self.at(end) not in {"a", "an", "the", "or"}
            )
        if words in {"and more", "and above", "and below", "and over", "and under", "and up"}:
            return self.at(end) in {"", ".", ",", ")", ";", "in", "of"}
        if words in {
            "at least",
            "at most",
            "approximately",
            "roughly",
            "about",
            "minimum",
            "maximum",
            "max",
            "upwards",
            "more or less",
            "and less",
            "and fewer",
        }:
            return self.at(end) in {"", ".", ",", ")", ";"}
        if words in {"odd", "- odd", "tops"}:
            return words != "tops" or self.at(end) in {"", ".", ","}
        return self.starts.get(end) is None or words not in {"or more than", "or greater than"}

    def _left_bound(self, amount: _Amount) -> None:
        end = amount.first
        while (
            self.at(end - 1) in {"another", "additional", "further", "whopping", "staggering", "mere", "full"}
            and end > 1
        ):
            end -= 1
        found: list[tuple[Bound, str]] = []
        start = end
        while (match := self._bound_before(start)) is not None and len(found) < 4:
            bound, words, start = match
            found.append((bound, words))
        if not found or (found[0][1] in {"over", "under", "above", "below"} and self.tokens.is_number(start - 1)):
            return
        if found[0][1] == "over" and amount.dimension == "length" and self.at(start - 1) in CONTESTS:
            return
        if len(found) == 1 and found[0][1] == "some" and amount.raw_value < 5:
            return
        amount.first = start
        if amount.bound is not Bound.EXACT:
            found.append((amount.bound, ""))
        for order, (bound, words) in enumerate(found):
            if order:
                amount.core_low, amount.core_high = amount.low, amount.high
                amount.core_low_open, amount.core_high_open = amount.low_open, amount.high_open
            self._apply(amount, bound, words)

    def _bound_before(self, end: int) -> tuple[Bound, str, int] | None:
        for length in _LEFT_LENGTHS.get(self.at(end - 1), ()):
            start = end - length
            if start < 0:
                continue
            words = " ".join(self.at(k) for k in range(start, end))
            bound = _LEFT.get(words)
            if bound is None:
                continue
            if words == "c" and not self.tokens.glued(end):
                continue
            if words == "minimum" and self.at(start - 1) == "the":
                continue
            if start and self.at(start - 1) == "a" and words.startswith(("maximum", "minimum")):
                start -= 1
            return bound, words, start
        return None

    def _apply(self, amount: _Amount, bound: Bound, words: str) -> None:
        amount.bound = bound
        low, high = amount.core_low, amount.core_high
        if bound is Bound.MORE_THAN:
            amount.low, amount.high, amount.low_open = low, math.inf, True
        elif bound is Bound.AT_LEAST:
            amount.low, amount.high, amount.low_open = low, math.inf, False
        elif bound is Bound.LESS_THAN:
            amount.low, amount.high, amount.high_open = -math.inf, high, True
        elif bound is Bound.AT_MOST:
            amount.low, amount.high, amount.high_open = -math.inf, high, False
        elif math.isfinite(low) and math.isfinite(high):
            slack = ABOUT * max(abs(low), abs(high))
            amount.low, amount.high = low - slack, high + (0 if words in BELOW_ITS_CORE else slack)
        elif math.isfinite(low):
            amount.low, amount.high = low * (1 - ABOUT), high
        elif math.isfinite(high):
            amount.low, amount.high = low, high * (1 + ABOUT)

    # --- what it counts, rates, roles and ages ----------------------------------------------------

    def _noun(self, amount: _Amount, floor: int) -> None:
        j = amount.last
        if amount.dimension == "rank":
            return
        if amount.dimension == "count" and amount.kind != "factor" and not amount.counted:
            if self._rank_label(amount, floor):
                return
            if self._times(amount, j):
                return
            noun = counted.read(self.tokens, j, self.closed, single=amount.raw_value == 1)
            amount.counted, amount.modifiers = noun.head, noun.modifiers
            amount.role = "part" if noun.partitive else amount.role
            amount.last = noun.last
            if amount.bound is Bound.EXACT:
                self._right_bound(amount)
        elif (self.at(j) == "of" or amount.kind in {"fraction", "share"}) and amount.dimension != "score":
            j += self.at(j) in {"the", "its", "his", "her", "their", "all", "our", "these", "those"}
            noun = counted.read(self.tokens, j, self.closed, single=True)
            amount.counted, amount.modifiers = noun.head, noun.modifiers
            amount.role = "part" if noun.partitive else amount.role
        if self.at(amount.first - 1) == "including" or (
            self.at(amount.first - 1) == "them" and self.at(amount.first - 2) == "among"
        ):
            amount.role = "part"

    def _rank_label(self, amount: _Amount, floor: int) -> bool:
        """As in "No. 5", "number one", "ranked 21", "season 3"; not with what belongs to the amount before, up to `floor`."""
        i = amount.first - 1
        if i < floor:
            return False
        label = self.at(i)
        if label == "." and self.at(i - 1) in {"no", "nos"} and self.tokens.glued(i):
            amount.first = i - 1
        elif self.tokens.raw[i : i + 1] == ["No"] and i > 0 and not numerals.is_plural(self.at(amount.last)):
            amount.first = i
        elif label in RANK_LABELS or (
            label in SEQUENCES and amount.raw_value == int(amount.raw_value) and self._follows_sequence(amount)
        ):
            if label in SEQUENCES:
                amount.counted = counted.stem(label)
            amount.first = i if label != "ranked" else amount.first
        else:
            return False
        amount.dimension = "rank"
        return True

    def _follows_sequence(self, amount: _Amount) -> bool:
        plural = numerals.is_plural(self.at(amount.last))
        return (
            not plural
            and amount.scale == 1.0
            and self.at(amount.first - 2) not in {"a", "per", "each", "every", "last"}
        )

    def _times(self, amount: _Amount, j: int) -> bool:
        """As in "three times as many", "3x", "10-fold"."""
        word = self.at(j)
        hyphen = word in HYPHENS and self.at(j + 1) in {"fold", "times"}
        word = self.at(j + hyphen)
        if word == "fold" or (word in {"x", "×"} and self.tokens.glued(j) and not self.tokens.is_number(j + 1)):
            amount.dimension, amount.last = "factor", j + hyphen + 1
            return True
        if word in {"times", "time"} and self.at(j + 1) in {
            "as", "more", "larger", "higher", "bigger", "greater", "the", "that", "its", "faster", "less", "longer",
            "heavier", "lower",
        }:  # fmt: skip
            amount.dimension, amount.last = "factor", j + hyphen + 1
            return True
        return False

    def _rate(self, amount: _Amount) -> None:
        if amount.dimension in {"rank", "score", "age"}:
            return
        j = amount.last
        word = self.at(j)
        if word in PER_ADVERBS:
            amount.per, amount.last = PER_ADVERBS[word], j + 1
            return
        each = word in {"per", "each", "every"} or (word == "/" and self.tokens.is_word(j + 1))
        article = (
            word in {"a", "an"}
            and self.at(j + 1) in PER_UNITS
            and self.at(j + 1) not in NOT_PER_ARTICLE
            and not self._is_time_before(j + 2)
        )
        hyphen = word in HYPHENS and self.at(j + 1) in {"a", "an", "per"} and self.at(j + 2) in HYPHENS
        if not (each or article or hyphen):
            return
        k = j + (3 if hyphen else 1)
        numeral = self.starts.get(k)
        many = ""
        if numeral is not None and numeral.kind == "cardinal":
            many = f"{numeral.value:.12g} "
            k = numeral.last
        name = PER_UNITS.get(self.at(k), "")
        if name == "square":
            unit = units.unit_at(self.tokens, k)
            name, k = (unit[0].replace("-", " "), unit[1] - 1) if unit else ("", k)
        if not name and many:
            noun = counted.read(self.tokens, k, self.closed, single=False)
            name, k = (" ".join((*noun.modifiers[:1], noun.head)) or "person", noun.last - 1 if noun.head else k - 1)
        elif not name and word == "per" and self.tokens.is_word(k):
            name = counted.stem(self.at(k))
        if not name:
            return
        amount.per, amount.last = f"{many}{name}", k + 1

    def _is_time_before(self, i: int) -> bool:
        """Whether token `i` makes "a year" before it a time: "a year earlier", and at the end of a clause "a year before"."""
        return self.at(i) in SO_LONG_AGO or (self.at(i) == "before" and self.at(i + 1) in numerals.CLOSING)

    def _is_change(self, i: int) -> bool:
        """Whether one of the eight tokens up to `i` is a word of change."""
        return any(self.at(k) in CHANGE_VERBS for k in range(max(0, i - 7), i + 1))

    def _role(self, amount: _Amount) -> None:
        if amount.role or amount.dimension in {"rank", "score", "age"}:
            return
        before = self.at(amount.first - 1)
        after = self.at(amount.last)
        if (
            (before == "by" and self._is_change(amount.first - 2))
            or (before in CHANGE_VERBS and amount.dimension in {"share", "points"})
            or (
                amount.dimension in {"share", "points"}
                and (after in CHANGE_NOUNS or (before == "of" and self.at(amount.first - 2) in CHANGE_NOUNS))
            )
        ):
            amount.role = "change"
        elif before in {"to", "from"} and amount.bound is not Bound.BETWEEN and self._is_change(amount.first - 2):
            amount.role = before
        if amount.role == "change" and amount.dimension == "temperature":
            amount.dimension = "temperature change"

    def _age(self, amount: _Amount) -> bool:
        """As in "aged 34", "at the age of fifteen", "Smith, 34, ..."."""
        if amount.dimension != "count" or amount.scale != 1.0 or not 0 < amount.raw_value < 130:
            return False
        i = amount.first - 1
        label, following = self.at(i), self.at(amount.last)
        if label == "of" and self.at(i - 1) in {"age", "ages"}:
            label = "age"
        turned = label in {"turned", "turns", "turning"} and following in numerals.CLOSING | AFTER_AGE
        aside = (
            label == ","
            and following in {",", "."}
            and self.tokens.is_word(i - 1)
            and self.tokens.raw[i - 1][0].isupper()
            and amount.bound is Bound.EXACT
            and self.tokens.is_number(amount.first)
        )
        if not (label in AGE_LABELS or turned or aside):
            return False
        year = SIZES["year"].factor
        amount.dimension, amount.unit, amount.precision = "age", "second", 0.5 * year
        amount.core_low, amount.core_high = amount.core_low * year, amount.core_high * year
        amount.low, amount.high = amount.low * year, amount.high * year
        return True

    # --- the fact ---------------------------------------------------------------------------------

    def _fact(self, amount: _Amount) -> Fact:
        tokens = self.tokens
        start, end = tokens.starts[amount.first], tokens.ends[amount.last - 1]
        low, high = amount.low, amount.high
        if amount.bound is Bound.EXACT:
            low, high = amount.core_low, amount.core_high
        value = Quantity(
            interval=Interval(low, high, amount.low_open, amount.high_open),
            core=Interval(amount.core_low, amount.core_high, amount.core_low_open, amount.core_high_open),
            bound=amount.bound,
            dimension=amount.dimension,
            unit=amount.unit,
            precision=amount.precision,
            counted=amount.counted,
            modifiers=amount.modifiers,
            role=amount.role,
            per=amount.per,
        )
        return Fact(start, end, tokens.text[start:end], value)
