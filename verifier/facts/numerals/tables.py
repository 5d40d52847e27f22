"""The words and signs that numbers are read by, and what each stands for; no rules."""

from __future__ import annotations

HYPHENS = frozenset("-‐‑–—")
MINUS = frozenset({"minus", "negative", "-", "−"})
CLOSING = frozenset({"", ".", ",", ";", ")", ":", "?", "!"})

# Words of numbers

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
GLUED_TENS = {f"{ten}{one}": TENS[ten] + ONES[one] for ten in TENS for one in list(ONES)[4:13]}
"""Such as "twentyone"."""
OH = frozenset({"oh", "o"})
"""A nought that is read out: "one oh five"."""
HUNDRED = frozenset({"hundred", "hundreds"})

# What multiplies the number before it

SCALES = {
    "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "quadrillion": 1e15, "lakh": 1e5, "lac": 1e5,
    "crore": 1e7, "mln": 1e6, "bln": 1e9,
}  # fmt: skip
SCALES |= {f"{word}s": value for word, value in SCALES.items()}
COLLECTIVES = {"dozen": 12, "dozens": 12, "score": 20, "gross": 144}
"""Words that count by so many, also after a scale: "three dozen", "a hundred dozen"."""
MULTIPLIERS = SCALES | {"hundred": 100.0} | {word: float(value) for word, value in COLLECTIVES.items()}
SUFFIXES = {
    "k": 1e3, "K": 1e3, "M": 1e6, "mn": 1e6, "Mn": 1e6, "mm": 1e6, "MM": 1e6, "mln": 1e6, "mil": 1e6,
    "b": 1e9, "B": 1e9, "bn": 1e9, "Bn": 1e9, "BN": 1e9, "bln": 1e9, "tn": 1e12, "Tn": 1e12, "trn": 1e12,
    "cr": 1e7, "Cr": 1e7, "lkh": 1e5,
}  # fmt: skip
"""Letters that scale the digits before them ("250k"); "m" and "mm" only beside a currency, for they are also units."""
FREE_SUFFIXES = frozenset({"bn", "mn", "tn"})
"""Those that need not be glued to the digits."""
UNIT_LETTERS = frozenset({"mm", "MM", "b", "B", "mil"})
MONEY_SIGNS = frozenset("$£€¥₹₽₴₿₩₺₦₫₱")

# Ordinals and fractions

ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30, "fortieth": 40,
    "fiftieth": 50, "sixtieth": 60, "seventieth": 70, "eightieth": 80, "ninetieth": 90, "hundredth": 100,
    "thousandth": 1000, "millionth": 1_000_000, "billionth": 1_000_000_000,
}  # fmt: skip
TENS_OF_ORDINAL = {f"{ten}{one}": TENS[ten] + ORDINALS[one] for ten in TENS for one in list(ORDINALS)[:9]}
PARTS = {name: value for name, value in ORDINALS.items() if name not in {"first", "second"}} | {
    "half": 2, "halves": 2, "quarter": 4, "quarters": 4,
}  # fmt: skip
PARTS |= {f"{name}s": value for name, value in PARTS.items() if name in ORDINALS}
SIGNS = {
    "½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅖": 2 / 5, "⅗": 3 / 5, "⅘": 4 / 5,
    "⅙": 1 / 6, "⅚": 5 / 6, "⅛": 1 / 8, "⅜": 3 / 8, "⅝": 5 / 8, "⅞": 7 / 8, "⅐": 1 / 7, "⅑": 1 / 9, "⅒": 1 / 10,
}  # fmt: skip
PART_NOUNS = frozenset(
    "mile miles hour hours litre liter pint cup pound ounce teaspoon tablespoon gallon inch foot kilometre kilometer "
    "metre meter acre ton tonne day year century percent million billion point kilo kilogram dozen marathon quart "
    "minute second".split()
)
"""What a part is of without an "of": "half mile", "quarter hour"."""
BEFORE_A_PART = frozenset(
    "by about around nearly almost roughly over under than only just least most approximately some exactly".split()
)
BEFORE_A_PART_ALONE = frozenset({"", "is", "was", "to", "from", "(", "another"})
"""Words before "a third" that make it a fraction where the clause ends after it."""
AFTER_A_PART = frozenset("of more less fewer higher lower larger smaller as".split())
"""Words after "a third" that make it a fraction, and no third of several."""
AFTER_ONE_PART = AFTER_A_PART | {"the", "to", "in"} | PART_NOUNS
"""Words after "one third" that do not keep it from being a fraction, as other nouns do."""
BEFORE_HALF = BEFORE_A_PART | {"a", "one", "in", "", "to", "from", "is", "was"}
NOT_BEFORE_HALF = frozenset("first second other latter third better opening top bottom".split())
AFTER_HALF = frozenset("of the a an its his her their our my your these those".split())
NOT_BEFORE_QUARTER = frozenset(ORDINALS) | frozenset("the this last next per latest previous".split())
"""Words before a quarter of a year."""
AFTER_QUARTERS = frozenset({"ago", "later", "in"})
"""Words after quarters of a year."""
AFTER_A_QUARTER = frozenset({"of", "mile", "million", "century", "hour", "-"})

# Vague words

FEW = {"several": (3.0, 9.0), "few": (2.0, 9.0), "handful": (2.0, 9.0), "couple": (2.0, 2.0), "pair": (2.0, 2.0)}
FEW_OPENERS = frozenset("a past last next first final those these every another".split())
VAGUE_PLURALS = {
    "dozens": 12.0, "scores": 20.0, "hundreds": 1e2, "thousands": 1e3, "millions": 1e6, "billions": 1e9,
    "trillions": 1e12, "lakhs": 1e5, "crores": 1e7, "tens": 10.0,
}  # fmt: skip

# Other words that stand for a number

FACTORS = {
    "once": 1, "twice": 2, "thrice": 3, "double": 2, "triple": 3, "quadruple": 4, "doubled": 2, "tripled": 3,
    "quadrupled": 4, "trebled": 3, "twofold": 2, "threefold": 3, "fourfold": 4, "fivefold": 5, "sixfold": 6,
    "sevenfold": 7, "eightfold": 8, "ninefold": 9, "tenfold": 10, "hundredfold": 100, "halved": 0.5, "doubling": 2,
    "tripling": 3, "quadrupling": 4, "halving": 0.5,
}  # fmt: skip
AFTER_BOTH = frozenset("the of his her their its".split())
BEFORE_SINGLE = frozenset({"a", "one", "every"})
NOT_BEFORE_POINT = frozenset("the a this that at to".split())

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
    | set("a an half quarter no none both minus negative point single majority minority".split())
)
"""Words that a number may begin with; besides those, digits and the signs of minus."""
BEFORE_AS = frozenset(
    "many much high large big long fast likely old often tall heavy expensive deep wide far strong dense".split()
)
"""Words between "half as" and "as": "half as many as"."""
