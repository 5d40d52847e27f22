"""Tells plural nouns from other words, for the readers of numbers and of what they count."""

from __future__ import annotations

IRREGULAR_PLURALS = frozenset(
    "people men women children police troops staff personnel feet teeth mice geese cattle sheep fish aircraft spacecraft "
    "species series policemen policewomen gunmen clergymen congressmen lawmakers grandchildren fishermen firemen "
    "servicemen servicewomen militia media data criteria phenomena alumni bacteria crew offspring headquarters mph menus "
    "viruses buses bonuses campuses taxis visas cameras areas umbrellas pizzas dramas operas villas sofas dogmas agendas "
    "formulas pandas koalas llamas zebras arenas mafias ideas skis tsunamis bikinis khakis rabbis yen euro".split()
)
"""Plural nouns that do not end in a plain "s" after a consonant, "e" or "o"."""


def is_plural(word: str) -> bool:
    """Whether a lower-case word looks like a plural noun."""
    return (word in IRREGULAR_PLURALS) or (len(word) > 3 and word[-1] == "s" and word[-2] not in "suia'")
