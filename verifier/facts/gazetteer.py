"""What the tables know of names: countries, cities, bodies and nationalities under every way to write them."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from verifier.facts import name_tables as tables
from verifier.facts.territories import CITY_COUNTRIES, COUNTRIES

UNDECOMPOSED = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "’": "'",
        "ʼ": "'",
        "-": " ",
        ".": None,
        '"': None,
        "“": None,
        "”": None,
        "(": None,
        ")": None,
    }
)


class Entry(NamedTuple):
    """What the tables know of a name."""

    canonical: str
    kind: str
    level: str = ""
    """country, state, city or region for a place; "" otherwise."""
    inside: frozenset[str] = frozenset()
    """Codes of the countries, or names of the bodies, that it is a part of; a country is inside itself."""


@functools.lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case without diacritics and full stops, hyphens as spaces: the form in which names are compared.

    >>> fold("Łukasz Al-Hašimi Jr.")
    'lukasz al hasimi jr'
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(character for character in text if not unicodedata.combining(character))
    return " ".join(text.casefold().translate(UNDECOMPOSED).split())


SMALL_WORD = re.compile(r" (?:of|for|and|the|in)(?: the)?(?= )")


def _words(table: str) -> Iterator[str]:
    for word in table.split():
        yield word.replace("-", " ")


class Gazetteer(NamedTuple):
    """The look-ups that a name is read by; every key is folded."""

    known: dict[str, Entry]
    acronyms: dict[str, Entry]
    """Read only where they are written in capitals."""
    linked: dict[str, Entry]
    """Names of several words without their small words, as a run of capitalised words has them."""
    with_and: tuple[str, ...]
    """Names that have an "and" in them."""


@functools.cache
def gazetteer() -> Gazetteer:
    """All tables as one; built when a name is first looked for."""
    known: dict[str, Entry] = {}
    for city, codes in CITY_COUNTRIES.items():
        known[city] = Entry(city, "place", "city", frozenset(codes.split()))
    for code, listed in tables.CITIES.items():
        for city in _words(listed):
            held = known[city].inside if city in known else frozenset()
            known[city] = Entry(city, "place", "city", held | {code})
    for code, listed in tables.STATES.items():
        for state in _words(listed):
            level = "" if state in known else "state"
            known[state] = Entry(state, "place", level, frozenset({code}))
    for region in tables.REGIONS:
        name = region.replace("-", " ")
        known[name] = Entry(name, "place", "region")
    for planet in tables.PLANETS:
        known[planet] = Entry(planet, "place", "planet")
    for country, code in COUNTRIES.items():
        # Georgia is a state too, Jersey and Jordan are a town and people, Chad is a man: never surely different.
        level = "" if country in {"georgia", "jersey", "jordan", "chad"} else "country"
        known[country] = Entry(country.replace(" & ", " and "), "place", level, frozenset({code}))
    for name, (_, inside) in tables.ORGANISATIONS.items():
        code = inside.upper() if len(inside) == 2 else inside
        known[name] = Entry(name, "organisation", "", frozenset({code} if code else ()))
        known[name.replace("organization", "organisation")] = known[name]
    known["washington"] = Entry("washington", "place", "", frozenset({"US"}))
    known["soviet union"] = Entry("soviet union", "place", "region")
    for code, listed in tables.DEMONYMS.items():
        main = next(_words(listed))
        for word in _words(listed):
            for form in (word, word + "s"):
                known.setdefault(form, Entry(main, "nationality", "country", frozenset({code})))
    for people, code in tables.PEOPLES.items():
        for form in (people, people + "s"):
            known.setdefault(form, Entry(people, "nationality", "region", frozenset(code.split())))
    acronyms: dict[str, Entry] = {}
    for variant, name in tables.VARIANTS.items():
        entry = known.get(name, Entry(name, "place", "region"))
        if variant in tables.ABBREVIATIONS:
            acronyms[variant] = entry
        else:
            known[variant] = entry
    for name, (acronym, _) in tables.ORGANISATIONS.items():
        if acronym:
            acronyms[acronym] = known[name]
    linked = {SMALL_WORD.sub("", name): entry for name, entry in known.items() if " " in name}
    return Gazetteer(known, acronyms, linked, tuple(name for name in known if " and " in name))
