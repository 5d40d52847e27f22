"""Number expressions in digits and words into values; what they measure or count is read in `quantities`."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection

from verifier.facts.tokens import Tokens, tokenize
from verifier.facts.units import PREFIXES
from verifier.records import Record

INFINITY = math.inf

ONES = {
    "zero": 0, "nought": 0, "naught": 0, "nil": 0,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
SCALES = {
    "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "quadrillion": 1e15, "lakh": 1e5, "lac": 1e5,
    "crore": 1e7, "mln": 1e6, "bln": 1e9,
}  # fmt: skip
SCALES |= {f"{word}s": value for word, value in SCALES.items()}
HUNDRED = frozenset({"hundred", "hundreds"})
SUFFIXES = {
    "k": 1e3, "K": 1e3, "M": 1e6, "mn": 1e6, "Mn": 1e6, "mm": 1e6, "MM": 1e6, "mln": 1e6, "mil": 1e6, "b": 1e9,
    "B": 1e9,
    "bn": 1e9, "Bn": 1e9, "BN": 1e9, "bln": 1e9, "tn": 1e12, "Tn": 1e12, "trn": 1e12, "cr": 1e7, "Cr": 1e7, "lkh": 1e5,
}  # fmt: skip
"""Letters that scale the digits before them ("250k"); "m" and "mm" only beside a currency, for they are also units."""
UNIT_LETTERS = frozenset({"mm", "MM", "b", "B", "mil"})
COLLECTIVES = {"dozen": 12, "dozens": 12, "score": 20, "gross": 144}
VAGUE_PLURALS = {
    "dozens": 12.0, "scores": 20.0, "hundreds": 1e2, "thousands": 1e3, "millions": 1e6, "billions": 1e9,
    "trillions": 1e12, "lakhs": 1e5, "crores": 1e7, "tens": 10.0,
}  # fmt: skip
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30, "fortieth": 40,
    "fiftieth": 50, "sixtieth": 60, "seventieth": 70, "eightieth": 80, "ninetieth": 90, "hundredth": 100,
    "thousandth": 1000, "millionth": 1_000_000, "billionth": 1_000_000_000,
}  # fmt: skip
TENS_OF_ORDINAL = {f"{ten}{one}": TENS[ten] + ORDINALS[one] for ten in TENS for one in list(ORDINALS)[:9]}
GLUED_TENS = {f"{ten}{one}": TENS[ten] + ONES[one] for ten in TENS for one in list(ONES)[4:13]}
PARTS = {name: value for name, value in ORDINALS.items() if name not in {"first", "second"}} | {
    "half": 2, "halves": 2, "quarter": 4, "quarters": 4,
}  # fmt: skip
PARTS |= {f"{name}s": value for name, value in PARTS.items() if name in ORDINALS}
SIGNS = {
    "½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅖": 2 / 5, "⅗": 3 / 5, "⅘": 4 / 5,
    "⅙": 1 / 6,
    "⅚": 5 / 6, "⅛": 1 / 8, "⅜": 3 / 8, "⅝": 5 / 8, "⅞": 7 / 8, "⅐": 1 / 7, "⅑": 1 / 9, "⅒": 1 / 10,
}  # fmt: skip
FACTORS = {
    "once": 1, "twice": 2, "thrice": 3, "double": 2, "triple": 3, "quadruple": 4, "doubled": 2, "tripled": 3,
    "quadrupled": 4, "trebled": 3, "twofold": 2, "threefold": 3, "fourfold": 4, "fivefold": 5, "sixfold": 6,
    "sevenfold": 7, "eightfold": 8, "ninefold": 9, "tenfold": 10, "hundredfold": 100, "halved": 0.5, "doubling": 2,
    "tripling": 3, "quadrupling": 4, "halving": 0.5,
}  # fmt: skip
FEW = {"several": (3.0, 9.0), "few": (2.0, 9.0), "handful": (2.0, 9.0), "couple": (2.0, 2.0), "pair": (2.0, 2.0)}
FEW_OPENERS = frozenset({"a", "past", "last", "next", "first", "final", "those", "these", "every", "another"})
HYPHENS = frozenset("-‐‑–—")
OF_A_WHOLE = frozenset({"of", "more", "less", "fewer", "higher", "lower", "larger", "smaller", "as", "the", "to", "in"})
BEFORE_A_PART = frozenset({
    "by", "about", "around", "nearly", "almost", "roughly", "over", "under", "than", "only", "just", "least", "most",
    "approximately", "some", "exactly",
})  # fmt: skip
AFTER_HALF = frozenset({"of", "the", "a", "an", "its", "his", "her", "their", "our", "my", "your", "these", "those"})
CLOSING = frozenset({"", ".", ",", ";", ")", ":", "?", "!"})
NOT_BEFORE_HALF = frozenset({"first", "second", "other", "latter", "third", "better", "opening", "top", "bottom"})
IRREGULAR_PLURALS = frozenset({
    "people", "men", "women", "children", "police", "troops", "staff", "personnel", "feet", "teeth", "mice",
    "geese", "cattle",
    "sheep", "fish", "aircraft", "spacecraft", "species", "series", "policemen", "policewomen", "gunmen", "clergymen",
    "congressmen", "lawmakers", "grandchildren", "fishermen", "firemen", "servicemen", "servicewomen", "militia",
    "media",
    "data", "criteria", "phenomena", "alumni", "bacteria", "crew", "offspring", "headquarters", "mph", "menus",
    "viruses",
    "buses", "bonuses", "campuses", "taxis", "visas", "cameras", "areas", "umbrellas", "pizzas", "dramas", "operas",
    "villas", "sofas", "dogmas", "agendas", "formulas", "pandas", "koalas", "llamas", "zebras", "arenas", "mafias",
    "ideas",
    "skis", "tsunamis", "bikinis", "khakis", "rabbis", "yen", "euro",
})  # fmt: skip
"""Plural nouns that do not end in a plain "s" after a consonant, "e" or "o"."""
LONGEST_DIGITS = 25
LARGEST = 1e24
"""Beyond this neither scale words nor groups of digits are added on."""

STARTERS = frozenset(
    ONES.keys()
    | TENS.keys()
    | GLUED_TENS.keys()
    | SCALES.keys()
    | HUNDRED
    | COLLECTIVES.keys()
    | VAGUE_PLURALS.keys()
    | ORDINALS.keys()
    | TENS_OF_ORDINAL.keys()
    | SIGNS.keys()
    | FACTORS.keys()
    | FEW.keys()
    | {
        "a",
        "an",
        "half",
        "quarter",
        "no",
        "none",
        "both",
        "minus",
        "negative",
        "point",
        "single",
        "majority",
        "minority",
    }
)

GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?")
SPACED = re.compile(r"\d{1,3}(?:['’\u00a0\u202f\u2009]\d{3})+(?:[.,]\d{1,2})?")
DOTTED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}(?:\.\d{3})+,\d{1,2}")
DECIMAL_GROUP = re.compile(r"\d{3}\.\d{1,3}")
MOST_POWER = 99
"""Of ten, in either direction; nothing that is counted or measured needs more, and 1e309 is no float."""

PLAIN = re.compile(r"(?:\d*\.)?\d+")
COMMA_DECIMAL = re.compile(r"\d{1,4},\d{1,2}")
POWERS = frozenset({"e", "×", "x", "*"})
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


class Numeral(Record, frozen=True, kw_only=True):
    """A number expression: `text[start:end] == text_of_it`, with its value and the range that the words allow."""

    start: int
    end: int
    text: str
    value: float
    low: float
    high: float
    kind: str
    """cardinal, ordinal, fraction ("a third"), share ("one in five"), vague ("dozens"), factor ("twice"), majority,
    none."""
    precision: float = 0.5
    """Half of the last written digit's step: 0.5 for "3", 0.05 for "1.5", 50,000 for "2.5 million"."""
    scale: float = 1.0
    """The last scale word or suffix: 1e6 for "2.5 million", 1 where there is none."""
    first: int = 0
    """Index of the first token, and `last` one past the last, for readers that go on from here."""
    last: int = 0


class _Reading:
    """What a part of the grammar has read: the value, and the index after its last token."""

    __slots__ = ("end", "high", "kind", "low", "precision", "scale", "value")

    def __init__(
        self,
        value: float,
        end: int,
        *,
        kind: str = "cardinal",
        precision: float = 0.5,
        scale: float = 1.0,
        low: float | None = None,
        high: float | None = None,
    ) -> None:
        self.value = value
        self.end = end
        self.kind = kind
        self.precision = precision
        self.scale = scale
        self.low = value if low is None else low
        self.high = value if high is None else high


def find(text: str) -> list[Numeral]:
    """Read all number expressions of a text, in order and disjoint."""
    return read(tokenize(text))


def read(tokens: Tokens, barred: Collection[int] = ()) -> list[Numeral]:
    """Read all number expressions among tokens; no expression touches the barred ones."""
    found: list[Numeral] = []
    parser = Parser(tokens, barred)
    lower = tokens.lower
    size = len(lower)
    i = 0
    for i_next in range(size):
        if i_next < i:
            continue
        word = lower[i_next]
        if (word in STARTERS or word[-1].isdecimal() or word[0].isdecimal() or word in "-−") and i_next not in barred:
            i = i_next
            reading = parser.expression(i)
            if reading is not None and reading.end > i:
                start, end = tokens.starts[i], tokens.ends[reading.end - 1]
                found.append(
                    Numeral(
                        start=start,
                        end=end,
                        text=tokens.text[start:end],
                        value=reading.value,
                        low=reading.low,
                        high=reading.high,
                        kind=reading.kind,
                        precision=reading.precision,
                        scale=reading.scale,
                        first=i,
                        last=reading.end,
                    )
                )
                i = reading.end
    return found


def is_plural(word: str) -> bool:
    """Whether a lower-case word looks like a plural noun."""
    return (word in IRREGULAR_PLURALS) or (len(word) > 3 and word[-1] == "s" and word[-2] not in "suia'")


def digits(written: str) -> tuple[float, float] | None:
    """The value of a digit group and half its last digit's step; None for a version, an address or a list."""
    if len(written) > LONGEST_DIGITS:
        return None
    if written.isdecimal():
        return float(written), 0.5
    if PLAIN.fullmatch(written):
        plain = written
    elif GROUPED.fullmatch(written) or INDIAN.fullmatch(written):
        plain = written.replace(",", "")
    elif SPACED.fullmatch(written):
        plain = re.sub(r"[^\d.,]", "", written).replace(",", ".")
    elif DOTTED.fullmatch(written):
        plain = written.replace(".", "").replace(",", ".")
    elif COMMA_DECIMAL.fullmatch(written):
        plain = written.replace(",", ".")
    else:
        return None
    decimals = len(plain.rpartition(".")[2]) if "." in plain else 0
    return float(plain), 0.5 * 10.0**-decimals


def ordinal_suffix(value: float) -> str:
    """The letters of "21st" for 21."""
    if value % 100 in {11, 12, 13}:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(int(value % 10), "th")


class Parser:
    """Recursive descent over tokens; every method takes the index where it begins and returns a reading or None."""

    def __init__(self, tokens: Tokens, barred: Collection[int] = ()) -> None:
        self.tokens = tokens
        self.lower = tokens.lower
        self.barred = barred
        self.size = len(tokens)
        self.at = tokens.padded(barred).__getitem__
        """The lower-case token, "" outside the text and where reading is barred."""

    # --- the whole expression ---------------------------------------------------------------------

    def expression(self, i: int) -> _Reading | None:
        """A number with its sign, its fraction and what it is out of."""
        word = self.at(i)
        if word in {"minus", "negative", "-", "−"}:
            return self._negative(i)
        reading = self._unsigned(i)
        if reading is None or reading.kind != "cardinal":
            return reading
        return self._share(reading) or reading

    def _negative(self, i: int) -> _Reading | None:
        word = self.at(i)
        if word in "-−" and (self.tokens.glued(i) or not self._opens(i + 1)):
            return None
        reading = self._unsigned(i + 1)
        if reading is None or reading.kind not in {"cardinal", "fraction"}:
            return None
        reading.value, reading.low, reading.high = -reading.value, -reading.high, -reading.low
        return reading

    def _opens(self, i: int) -> bool:
        """Whether digits stand at `i`, glued to the sign before or after a space that no number precedes."""
        if not self.tokens.is_number(i):
            return False
        return self.tokens.glued(i) and not self.tokens.is_number(i - 2)

    def _unsigned(self, i: int) -> _Reading | None:
        word = self.at(i)
        if not word:
            return None
        if word[-1].isdecimal():
            return self._from_digits(i)
        special = self._SPECIAL.get(word)
        if special is not None:
            reading = special(self, i)
            if reading is not None:
                return reading
        if word in ORDINALS or word in TENS_OF_ORDINAL:
            return self._ordinal_word(i)
        if word in FACTORS:
            return _Reading(FACTORS[word], i + 1, kind="factor", precision=0.0)
        if word in SIGNS:
            return self._scaled(_Reading(SIGNS[word], i + 1, kind="fraction", precision=0.01))
        return self._words(i)

    # --- digits -----------------------------------------------------------------------------------

    def _from_digits(self, i: int) -> _Reading | None:
        tokens = self.tokens
        if i and tokens.glued(i) and tokens.raw[i - 1][-1].isalpha() and not self._may_follow(i - 1):
            return None
        pair = digits(tokens.raw[i])
        if pair is None:
            return None
        value, precision = pair
        j = i + 1
        if precision == 0.5 and len(tokens.raw[i]) <= 3 and value and tokens.raw[i][0] != "0":
            value, j = self._spaced_groups(value, j)
            value, j = self._spread_groups(value, i, j)
        suffix = tokens.raw[j] if j < self.size and j not in self.barred and tokens.glued(j) else ""
        if suffix.lower() == ordinal_suffix(value) and precision == 0.5:
            return self._after_ordinal(_Reading(value, j + 1, kind="ordinal", precision=0.0), i)
        if suffix == "/" and tokens.is_number(j + 1) and tokens.glued(j + 1):
            return self._slash(value, j)
        if suffix in SIGNS:
            return self._scaled(_Reading(value + SIGNS[suffix], j + 1, precision=0.01))
        if precision == 0.5 and self.at(j) in SIGNS:
            return self._scaled(_Reading(value + SIGNS[self.at(j)], j + 1, precision=0.01))
        if precision == 0.5 and tokens.is_number(j) and self.at(j + 1) == "/" and tokens.is_number(j + 2):
            part = self._slash(digits(tokens.raw[j])[0], j + 1) if digits(tokens.raw[j]) else None  # type: ignore[index]
            if part is not None and part.value < 1:
                return self._scaled(_Reading(value + part.value, part.end, precision=0.01))
        power = self._power(value, precision, i, j) if self.at(j) in POWERS or tokens.raw[i] == "10" else None
        if power is not None:
            return power
        plain = _Reading(value, j, precision=precision)
        spoken = self._decimal_words(plain) if precision == 0.5 and self.at(j) == "point" else None
        return self._and_a_half(self._scales_in_digits(self._scaled(spoken or plain)))

    def _scales_in_digits(self, reading: _Reading) -> _Reading:
        """Falling scales after digits: "1 million 200 thousand"."""
        while 1.0 < reading.scale <= LARGEST and self.tokens.is_number(reading.end):
            pair = digits(self.tokens.raw[reading.end]) if reading.end not in self.barred else None
            group = self._scaled(_Reading(pair[0], reading.end + 1, precision=pair[1])) if pair else None
            if group is None or self.at(group.end - 1) not in SCALES or group.value >= reading.scale:
                return reading
            group.value += reading.value
            reading = _Reading(group.value, group.end, precision=group.precision, scale=group.scale)
        return reading

    def _may_follow(self, i: int) -> bool:
        """Whether digits may be glued to the letters at `i`: a currency, or the hours of "2h30"."""
        letters = self.tokens.lower[i]
        between = letters in {"h", "ft", "m"} and self.tokens.is_number(i - 1) and self.tokens.glued(i)
        return between or letters in PREFIXES

    def _spaced_groups(self, value: float, j: int) -> tuple[float, int]:
        """Join "1 234 567": groups of exactly three digits, one space apart."""
        tokens = self.tokens
        while (
            j < self.size
            and value < LARGEST
            and j not in self.barred
            and len(tokens.raw[j]) == 3
            and tokens.raw[j].isdecimal()
            and tokens.starts[j] == tokens.ends[j - 1] + 1
            and not (j + 1 < self.size and tokens.glued(j + 1) and tokens.raw[j + 1] in {"-", "/"})
        ):
            value = value * 1000 + float(tokens.raw[j])
            j += 1
        near = j < self.size and j not in self.barred and tokens.starts[j] == tokens.ends[j - 1] + 1
        if near and DECIMAL_GROUP.fullmatch(tokens.raw[j]):
            value, j = value * 1000 + float(tokens.raw[j]), j + 1
        return value, j

    def _spread_groups(self, value: float, i: int, j: int) -> tuple[float, int]:
        """Join "10 , 000" of a text that was cut into words; the last group must be 000, or it may be a list."""
        tokens = self.tokens
        end = j
        while (
            self.at(end) == ","
            and not tokens.glued(end)
            and not tokens.glued(end + 1)
            and re.fullmatch(r"\d{3}", self.at(end + 1))
            and end < j + 6
        ):
            end += 2
        if end == j or self.at(end - 1) != "000" or self.at(i - 1) == ",":
            return value, j
        return float(f"{value:.0f}" + "".join(tokens.raw[k] for k in range(j + 1, end, 2))), end

    def _slash(self, numerator: float, j: int) -> _Reading | None:
        """A fraction written "3/4"; a date or "24/7" is none."""
        tokens = self.tokens
        pair = digits(tokens.raw[j + 1])
        if pair is None or pair[1] != 0.5 or (self.at(j + 2) == "/" and tokens.glued(j + 2)):
            return None
        denominator = pair[0]
        if not denominator >= 2 or numerator >= denominator or numerator < 1 or numerator != int(numerator):
            return None
        value = numerator / denominator
        return self._scaled(_Reading(value, j + 2, kind="fraction", precision=0.02 * value))

    def _power(self, value: float, precision: float, i: int, j: int) -> _Reading | None:
        """Scientific notation: "1.2e6", "1.2 × 10^6", "10⁶"."""
        tokens = self.tokens
        at = self.at
        if at(j) == "e" and tokens.glued(j):
            sign = at(j + 1) if at(j + 1) in {"-", "+", "−"} else ""
            k = j + 1 + bool(sign)
            if tokens.is_number(k) and tokens.glued(k) and tokens.raw[k].isdecimal() and len(tokens.raw[k]) <= 3:
                if int(tokens.raw[k]) > MOST_POWER:
                    return None
                factor = 10.0 ** (float(tokens.raw[k]) * (-1 if sign in {"-", "−"} else 1))
                return _Reading(value * factor, k + 1, precision=precision * factor, scale=factor)
            return None
        base, k = (j + 1, j + 2) if at(j) in {"×", "x", "*"} and at(j + 1) == "10" else (i, j)
        if tokens.lower[base] != "10" or k >= self.size:
            return None
        minus = tokens.raw[k] == "⁻" and k + 1 < self.size
        end = k + 1 + minus
        exponent = "".join(tokens.raw[k:end]).translate(SUPERSCRIPTS) if tokens.glued(k) else ""
        if at(k) == "^":
            sign = at(k + 1) if at(k + 1) in {"-", "−"} else ""
            end = k + 2 + bool(sign)
            exponent = sign.replace("−", "-") + at(end - 1)
        if not re.fullmatch(r"-?\d{1,2}", exponent) or exponent == tokens.raw[k]:
            return None
        factor = 10.0 ** int(exponent)
        if base == i:
            return _Reading(factor, end, scale=factor, precision=0.5 * factor)
        return _Reading(value * factor, end, precision=precision * factor, scale=factor)

    # --- words ------------------------------------------------------------------------------------

    def _words(self, i: int) -> _Reading | None:
        between = self.at(i - 1) in {"between", "from"}
        reading = self._cardinal(i, conjunction=not between)
        if reading is not None and between and self.at(reading.end) not in {"and", "to"}:
            reading = self._cardinal(i, conjunction=True)
        if reading is None:
            return None
        return self._and_a_half(reading)

    def _cardinal(self, i: int, conjunction: bool) -> _Reading | None:
        """Groups with falling scales: "two million, three hundred thousand and five"."""
        group = self._below_thousand(i, conjunction)
        if group is None:
            return None
        ordinal = self._ordinal_end(group, i)
        if ordinal is not None:
            return ordinal
        part = self._denominator(group)
        if part is not None:
            return part
        point = self._decimal_words(group)
        reading = self._scaled(point or group)
        if reading.scale == 1.0 or reading.end == group.end:
            return reading
        return self._smaller_groups(reading, conjunction)

    def _smaller_groups(self, reading: _Reading, conjunction: bool) -> _Reading:
        while True:
            joint = self.at(reading.end)
            j = reading.end + (joint in {"and", ","})
            if joint == "and" and not conjunction:
                return reading
            group = self._below_thousand(j, conjunction)
            if group is None:
                return reading
            group = self._scaled(group)
            too_large = group.value >= reading.scale
            if too_large or (joint == "," and group.scale == 1.0 and group.value < 100):
                return reading
            ordinal = self._ordinal_end(group, j)
            if ordinal is not None and ordinal.kind == "ordinal":
                ordinal.value = ordinal.low = ordinal.high = reading.value + ordinal.value
                return ordinal
            reading = _Reading(reading.value + group.value, group.end, precision=group.precision, scale=group.scale)
            if group.scale == 1.0:
                return reading

    def _below_thousand(self, i: int, conjunction: bool) -> _Reading | None:
        reading = self._below_hundred(i)
        end = i
        if reading is not None:
            end = reading.end
        elif self.at(i) in {"a", "an"} and (self.at(i + 1) in HUNDRED or self.at(i + 1) in SCALES):
            reading, end = _Reading(1, i + 1), i + 1
        elif self.at(i) in HUNDRED or self.at(i) in SCALES:
            if self.at(i) in VAGUE_PLURALS:
                return None
            reading, end = _Reading(1, i), i
        if reading is None:
            return None
        hyphen = self.at(end) in HYPHENS and self.tokens.glued(end) and self.at(end + 1) == "hundred"
        if self.at(end) == "hundred" or hyphen or (self.at(end) == "hundreds" and reading.value > 1):
            value, end = reading.value * 100, end + 1 + hyphen
            joint = conjunction and self.at(end) == "and"
            rest = self._below_hundred(end + joint)
            if rest is not None and self.at(rest.end) not in HUNDRED and self.at(rest.end) not in COLLECTIVES:
                return _Reading(value + rest.value, rest.end)
            return _Reading(value, end)
        return self._read_by_pairs(reading)

    def _read_by_pairs(self, reading: _Reading) -> _Reading:
        """As in "One twenty two" is 122, "nineteen eighty-four" 1984, "one oh five" 105."""
        if not 1 <= reading.value < 100 or self.at(reading.end) in HYPHENS:
            return reading
        if self.at(reading.end) in {"oh", "o"}:
            rest = self._below_hundred(reading.end + 1)
            return _Reading(reading.value * 100 + rest.value, rest.end) if rest and rest.value < 10 else reading
        rest = self._below_hundred(reading.end)
        if rest is None or rest.value < 10 or self.at(rest.end) in HUNDRED or self.at(rest.end) in SCALES:
            return reading
        if reading.value >= 10 and reading.value % 10 == 0 and reading.value != 20 and rest.value < 10:
            return reading
        return _Reading(reading.value * 100 + rest.value, rest.end)

    def _below_hundred(self, i: int) -> _Reading | None:
        word = self.at(i)
        if word in ONES:
            return _Reading(ONES[word], i + 1)
        if word in GLUED_TENS:
            return _Reading(GLUED_TENS[word], i + 1)
        if word not in TENS:
            return None
        j = i + 1
        if self.at(j) in HYPHENS:
            j += 1
        if 0 < ONES.get(self.at(j), 0) < 10:
            return _Reading(TENS[word] + ONES[self.at(j)], j + 1)
        return _Reading(TENS[word], i + 1)

    def _decimal_words(self, group: _Reading) -> _Reading | None:
        """As in "three point five", "nought point oh two"."""
        if self.at(group.end) != "point":
            return None
        written = ""
        j = group.end + 1
        while self.at(j) in ONES or self.at(j) in {"oh", "o"} or self.at(j) in TENS:
            reading = self._below_hundred(j) or _Reading(0, j + 1)
            written += str(int(reading.value))
            j = reading.end
        if not written and self.tokens.is_number(j) and self.tokens.raw[j].isdecimal():
            written, j = self.tokens.raw[j], j + 1
        if not written or len(written) > LONGEST_DIGITS:
            return None
        value = group.value + float(f"0.{written}")
        return _Reading(value, j, precision=0.5 * 10.0 ** -len(written))

    def _scaled(self, reading: _Reading) -> _Reading:
        """Apply the scale words, collectives and suffix letters that follow."""
        tokens = self.tokens
        while True:
            j = reading.end
            word = self.at(j)
            if word in HYPHENS and tokens.glued(j) and (self.at(j + 1) in SCALES or self.at(j + 1) in COLLECTIVES):
                j += 1
                word = self.at(j)
            factor: float = SCALES.get(word, 0)
            if not factor and word == "hundred":
                factor = 100.0
            if not factor and word in COLLECTIVES and (word != "score" or reading.scale == 1.0):
                factor = float(COLLECTIVES[word])
            if not factor and reading.end < self.size and reading.end not in self.barred and reading.scale == 1.0:
                raw = tokens.raw[reading.end]
                glued = tokens.glued(reading.end) and tokens.is_number(reading.end - 1)
                if raw in SUFFIXES and (glued or raw in {"bn", "mn", "tn"}) and self._is_scale(raw, reading.end):
                    factor = SUFFIXES[raw]
            if not factor or reading.value > LARGEST:
                return reading
            precision = reading.precision * factor
            if word in COLLECTIVES or word == "hundred":
                precision = 0.5
            reading = _Reading(
                reading.value * factor, j + 1, kind="cardinal", precision=precision, scale=reading.scale * factor
            )

    def _is_scale(self, raw: str, j: int) -> bool:
        """Whether a suffix that is also a unit stands for a scale here: a currency is beside it."""
        if raw not in UNIT_LETTERS:
            return True
        before = self.tokens.at(j - 2)
        return before in _MONEY_SIGNS or (raw in {"B", "b"} and not self.tokens.at(j + 1).startswith("/"))

    def _and_a_half(self, reading: _Reading) -> _Reading:
        """As in "two and a half million", "a million and a half", "three and three quarters"."""
        if self.at(reading.end) != "and":
            return reading
        j = reading.end + 1
        article = self.at(j) in {"a", "an", "one"}
        part = 0.0
        end = j + 1 + article
        if (article and self.at(j + 1) in {"half", "quarter"}) or (
            article and self.at(j + 1) in PARTS and self.at(j + 1) in ORDINALS
        ):
            part = 1 / PARTS[self.at(j + 1)]
        elif self.at(j) == "half" and not self._starts_noun(j + 1):
            part, end = 0.5, j + 1
        else:
            top = self._below_hundred(j)
            k = top.end + (self.at(top.end) in HYPHENS) if top else j
            if top is not None and self.at(k) in PARTS and self.at(k).endswith("s") and top.value < PARTS[self.at(k)]:
                part, end = top.value / PARTS[self.at(k)], k + 1
        if not part:
            return reading
        mixed = _Reading(reading.value + part * reading.scale, end, precision=0.01 * reading.scale, scale=reading.scale)
        return self._scaled(mixed) if reading.scale == 1.0 else mixed

    def _starts_noun(self, i: int) -> bool:
        return self.tokens.is_word(i) and self.at(i) not in SCALES and self.at(i) not in {"of", "in", "on", "at"}

    # --- ordinals and fractions -------------------------------------------------------------------

    def _ordinal_end(self, group: _Reading, i: int) -> _Reading | None:
        """As in "twenty-first", "one hundred and third", "two hundredth"."""
        j = group.end
        hyphen = self.at(j) in HYPHENS and self.tokens.glued(j)
        word = self.at(j + hyphen)
        value = ORDINALS.get(word, 0)
        if self.at(j) == "and" and group.value >= 100 and group.value % 100 == 0:
            last = self._last_ordinal(j + 1)
            return last and _Reading(group.value + last.value, last.end, kind="ordinal", precision=0.0)
        if not value or group.scale != 1.0:
            return None
        tail = group.value % 100
        if value < 10 and group.value >= 20 and tail in {20, 30, 40, 50, 60, 70, 80, 90}:
            total = group.value + value
        elif value in {100, 1000, 1_000_000} and group.value >= 1 and not (value == 1000 and group.value == 1):
            total = group.value * value
        else:
            return None
        return self._after_ordinal(_Reading(total, j + hyphen + 1, kind="ordinal", precision=0.0), i)

    def _last_ordinal(self, i: int) -> _Reading | None:
        """The ordinal that closes "one hundred and third", "two hundred and twenty-first"."""
        tens = self._below_hundred(i)
        if tens is not None:
            return self._ordinal_end(tens, i)
        value = ORDINALS.get(self.at(i), 0)
        return _Reading(value, i + 1) if 0 < value < 100 else None

    def _denominator(self, group: _Reading) -> _Reading | None:
        """As in "two-thirds", "three quarters", "one fifth", "nine tenths"."""
        j = group.end
        hyphen = self.at(j) in HYPHENS and self.tokens.glued(j)
        word = self.at(j + hyphen)
        parts = PARTS.get(word)
        if parts is None:
            return None
        plural = word.endswith("s") or word == "halves"
        if plural != (group.value > 1) and not (hyphen and word in ORDINALS):
            return None
        end = j + hyphen + 1
        if word == "quarters" and self.at(end) in {"ago", "later", "in"}:
            return None
        follows = self.at(end)
        if not plural and word in ORDINALS and self._starts_noun(end) and follows not in OF_A_WHOLE | _PART_NOUNS:
            return None
        return _Reading(group.value / parts, end, kind="fraction", precision=0.01)

    def _ordinal_word(self, i: int) -> _Reading | None:
        word = self.at(i)
        value = ORDINALS.get(word) or TENS_OF_ORDINAL[word]
        return self._after_ordinal(_Reading(value, i + 1, kind="ordinal", precision=0.0), i)

    def _after_ordinal(self, reading: _Reading, i: int) -> _Reading | None:
        return None if self.at(i - 1) in {"every"} and self.at(reading.end) == "other" else reading

    def _share(self, reading: _Reading) -> _Reading | None:
        """As in "one in five", "3 out of 4", "nine out of every ten"."""
        j = reading.end
        first = self.at(j)
        if first == "in":
            j += 1
            outright = False
        elif first == "out" and self.at(j + 1) == "of":
            j += 2
            outright = True
        else:
            return None
        if self.at(j) in {"every", "each"}:
            j += 1
            outright = True
        whole = self._unsigned(j)
        if whole is None or whole.kind != "cardinal" or reading.value != int(reading.value):
            return None
        if (
            not 0 < reading.value <= whole.value
            or reading.scale != 1.0
            or (reading.value == whole.value and not outright)
        ):
            return None
        plain_year = self.tokens.is_number(j) and whole.end == j + 1 and 1000 <= whole.value <= 2100
        if plain_year and "," not in self.tokens.raw[j]:
            return None
        if not outright and (reading.value > 10 or whole.value < 2 or reading.precision != 0.5):
            return None
        if self.at(whole.end) in {"%", "percent"}:
            return None
        return _Reading(reading.value / whole.value, whole.end, kind="share", precision=0.01)

    # --- words with a grammar of their own --------------------------------------------------------

    def _article(self, i: int) -> _Reading | None:
        """As in "a hundred", "a dozen", "a third of", "a couple of", "a quarter", "a few hundred"."""
        word = self.at(i + 1)
        if word in FEW:
            return self._few(i + 1)
        if word in {"good", "full", "whole"} and (self.at(i + 2) in FEW or self.at(i + 2) in COLLECTIVES):
            return self._article(i + 1)
        if word == "half":
            return self._half(i + 1)
        if word == "dozen" or (word == "score" and self.at(i + 2) == "of") or word == "gross":
            return self._scaled(_Reading(1, i + 1))
        if word in PARTS and not word.endswith("s"):
            if self.at(i + 2) == "of" and self.at(i + 3) in {"a", "an"} and self.at(i + 4) in SCALES:
                return self._scaled(_Reading(1 / PARTS[word], i + 4, kind="fraction", precision=0.005))
            if word == "quarter" and self.at(i + 2) in {"of", "mile", "million", "century", "hour", "-"}:
                return self._scaled(_Reading(0.25, i + 2, kind="fraction", precision=0.01))
            follows = self.at(i + 2)
            alone = follows in CLOSING and self.at(i - 1) in {"", "is", "was", "to", "from", "(", "another"}
            before = self.at(i - 1) in BEFORE_A_PART or alone
            if follows in OF_A_WHOLE - {"to", "in", "the"} or (before and not self._starts_noun(i + 2)):
                return _Reading(1 / PARTS[word], i + 2, kind="fraction", precision=0.01)
        return None

    def _few(self, i: int) -> _Reading | None:
        word = self.at(i)
        low, high = FEW[word]
        if word == "few" and self.at(i - 1) not in FEW_OPENERS:
            return None
        if word == "handful" and self.at(i + 1) != "of":
            return None
        if word in {"couple", "pair"} and not (self.at(i + 1) == "of" or self.at(i - 1) in FEW_OPENERS):
            return None
        if word in {"couple", "pair"} and self.at(i - 1) not in FEW_OPENERS | {"one"}:
            return None
        j = i + 1
        factor = 1.0
        k = j + (self.at(j) == "of")
        while True:
            name = self.at(k)
            if name in {"dozen", "hundred"}:
                factor *= 12.0 if name == "dozen" else 100.0
            elif name in SCALES and (name not in VAGUE_PLURALS or k == j):
                factor *= SCALES[name]
            else:
                break
            k += 1
            j = k
        if factor == 1.0 and low == high:
            return _Reading(low, j, precision=0.0)
        if low == high:
            return _Reading(low * factor, j, kind="vague", low=1.5 * factor, high=3 * factor, precision=0.0)
        return _Reading((low + 2) * factor, j, kind="vague", low=low * factor, high=(high + 0.99) * factor)

    def _half(self, i: int) -> _Reading | None:
        if self.at(i - 1) in NOT_BEFORE_HALF:
            return None
        j = i + 1
        hyphen = self.at(j) in HYPHENS and self.tokens.glued(j)
        follows = self.at(j + hyphen)
        if follows in {"a", "an"} and (self.at(j + 1) in SCALES or self.at(j + 1) == "dozen"):
            return self._scaled(_Reading(0.5, j + 1, kind="fraction", precision=0.05))
        if follows in SCALES or follows == "dozen":
            return self._scaled(_Reading(0.5, j + hyphen, kind="fraction", precision=0.05))
        whole = follows in AFTER_HALF
        known = self.at(i - 1) in BEFORE_A_PART | {
            "a",
            "one",
            "in",
            "",
            "to",
            "from",
            "is",
            "was",
        } and not self._starts_noun(j)
        if whole or known or follows in _PART_NOUNS:
            return _Reading(0.5, j, kind="fraction", precision=0.01)
        return None

    def _quarter(self, i: int) -> _Reading | None:
        """As in "quarter of an hour", "quarter-litre", "quarter mile"."""
        j = i + 1
        hyphen = self.at(j) in HYPHENS and self.tokens.glued(j)
        if self.at(i - 1) in ORDINALS or self.at(i - 1) in {"the", "this", "last", "next", "per", "latest", "previous"}:
            return None
        if self.at(j + hyphen) in _PART_NOUNS or (self.at(j) == "of" and self.at(j + 1) in {"a", "an"}):
            return _Reading(0.25, j, kind="fraction", precision=0.01)
        return None

    def _part_alone(self, i: int) -> _Reading | None:
        """As in "tenth of a gallon", "fourth of a litre", without an article before it."""
        word = self.at(i)
        if word in PARTS and self.at(i + 1) == "of" and self.at(i + 2) in {"a", "an"}:
            return _Reading(1 / PARTS[word], i + 1, kind="fraction", precision=0.01)
        return None

    def _vague_plural(self, i: int) -> _Reading | None:
        """As in "dozens of", "tens of thousands", "hundreds of thousands of": from one and a half to a hundredfold."""
        value = 1.0
        j = i
        while self.at(j) in VAGUE_PLURALS and j < i + 5:
            value *= VAGUE_PLURALS[self.at(j)]
            j += 1
            if self.at(j) == "of" and self.at(j + 1) in VAGUE_PLURALS:
                j += 1
        if self.lower[j - 1] == "tens" or (self.lower[i] == "scores" and self.at(j) != "of"):
            return None
        introduced = self.at(j) in {"of", "more", "-"} or self.at(i - 1) in {"in", "by"} or self.tokens.is_word(j)
        if not introduced and j == i + 1 and self.at(j) not in CLOSING:
            return None
        return _Reading(2 * value, j, kind="vague", low=1.5 * value, high=100 * value, precision=0.0)

    def _majority(self, i: int) -> _Reading | None:
        """As in "a majority of voters": more than half, which `quantities` makes of it; with a number it is a margin."""
        follows = self.at(i + 2)
        if self.at(i + 1) != "of" or follows[:1].isdecimal() or follows in ONES or follows in TENS or not follows:
            return None
        return _Reading(0.5, i + 1, kind="majority", precision=0.0)

    def _no(self, i: int) -> _Reading | None:
        """As in "no deaths", "none": zero; the plural tells it from "no longer" and "no doubt"."""
        word = self.at(i)
        if word == "none":
            return _Reading(0, i + 1, kind="none", precision=0.0)
        follows = self.at(i + 1)
        return _Reading(0, i + 1, kind="none", precision=0.0) if is_plural(follows) or follows == "one" else None

    def _both(self, i: int) -> _Reading | None:
        follows = self.at(i + 1)
        if follows in {"the", "of", "his", "her", "their", "its"}:
            follows = self.at(i + 2)
        return _Reading(2, i + 1, precision=0.0) if is_plural(follows) else None

    def _single(self, i: int) -> _Reading | None:
        """As in "a single vote", "not one single day"."""
        return _Reading(1, i + 1, precision=0.0) if self.at(i - 1) in {"a", "one", "every"} else None

    def _point(self, i: int) -> _Reading | None:
        """As in "point 77", "point five": a decimal without its nought."""
        if self.at(i - 1) in {"the", "a", "this", "that", "at", "to"} or self.tokens.is_number(i - 1):
            return None
        return self._decimal_words(_Reading(0, i)) if self.at(i + 2) not in {"of", "on"} else None

    _SPECIAL: dict[str, Callable[[Parser, int], _Reading | None]] = {
        "a": _article, "an": _article, "half": _half, "quarter": _quarter, "no": _no, "none": _no, "both": _both,
        "point": _point, "single": _single, "majority": _majority, "minority": _majority,
        **dict.fromkeys(FEW, _few),
        **dict.fromkeys(VAGUE_PLURALS, _vague_plural),
        **dict.fromkeys(ORDINALS.keys() - {"first", "second"}, _part_alone),
    }  # fmt: skip


_MONEY_SIGNS = frozenset("$£€¥₹₽₴₿₩₺₦₫₱")
_PART_NOUNS = frozenset({
    "mile", "miles", "hour", "hours", "litre", "liter", "pint", "cup", "pound", "ounce", "teaspoon", "tablespoon",
    "gallon",
    "inch", "foot", "kilometre", "kilometer", "metre", "meter", "acre", "ton", "tonne", "day", "year", "century",
    "percent",
    "million", "billion", "point", "kilo", "kilogram", "dozen", "marathon", "quart", "minute", "second",
})  # fmt: skip
