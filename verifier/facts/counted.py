"""Finds what a number counts: the head noun after it, its modifiers, and a participle that says what became of them."""

from __future__ import annotations

from functools import lru_cache

from verifier.facts.dates.tables import MONTH_NAMES, WEEKDAY_NAMES
from verifier.facts.numerals import is_plural
from verifier.facts.stemming import english
from verifier.facts.tokens import Tokens
from verifier.records import Record

STOP = frozenset({
    "a", "an", "the", "and", "or", "but", "nor", "so", "yet", "if", "then", "than", "that", "which", "who", "whom",
    "whose",
    "when", "where", "while", "because", "as", "since", "until", "though", "although", "in", "on", "at", "by",
    "for", "from",
    "to", "with", "without", "within", "into", "onto", "of", "off", "over", "under", "about", "above", "below", "after",
    "before", "during", "between", "among", "amid", "against", "across", "along", "around", "behind", "beside",
    "beyond",
    "despite", "down", "up", "out", "per", "through", "throughout", "toward", "towards", "upon", "via", "versus",
    "vs", "is",
    "are", "was", "were", "be", "been", "being", "am", "has", "have", "had", "having", "do", "does", "did", "will",
    "would",
    "shall", "should", "can", "could", "may", "might", "must", "not", "no", "never", "also", "only", "just", "even",
    "still",
    "already", "now", "here", "there", "it", "its", "he", "she", "they", "them", "his", "her", "their", "our", "we",
    "us",
    "you", "i", "my", "your", "this", "these", "those", "each", "every", "all", "both", "some", "any", "such",
    "too", "very",
    "ago", "later", "earlier", "away", "apart", "together", "overall", "long", "wide", "tall", "deep", "high", "thick",
    "left", "said", "says", "say", "told", "came", "went", "took", "gave", "made", "got", "began", "became", "come",
    "go",
    "take", "give", "make", "get", "rose", "fell", "grew", "won", "lost", "beat", "ran", "saw", "led", "held",
    "met", "set",
    "put", "paid", "spent", "sold", "bought", "built", "found", "caught", "sent", "stood", "lay", "remain", "include",
    "including", "according", "following", "more", "less", "fewer", "instead", "plus", "minus", "worth", "annually",
    "daily", "weekly", "monthly", "yearly", "today", "yesterday", "tomorrow", "what", "how", "why", "once", "again",
    "almost", "nearly", "ever", "alone", "worldwide", "nationwide",
    "died", "makes", "gets", "takes", "gives", "goes", "comes", "uses", "wins", "loses", "shows",
    *(name.lower() for name in (*MONTH_NAMES, *WEEKDAY_NAMES)),
})  # fmt: skip
"""Words that end a noun phrase."""

PARTICIPLES = frozenset({
    "dead", "missing", "hurt", "shot", "slain", "born", "killed", "freed", "alive", "unaccounted", "hospitalised",
    "hospitalized", "homeless", "drowned", "ill", "sick",
})  # fmt: skip
"""Beside words in -ed: what became of those who are counted."""
AUXILIARIES = frozenset(
    {"was", "were", "are", "is", "been", "be", "being", "have", "had", "has", "who", "people", "also", "left"}
)
PARTITIVES = frozenset({"the", "these", "those", "its", "his", "her", "their", "our", "all", "more"})
FURTHER = frozenset({"more", "other", "further", "additional", "fewer", "such"})
PRONOUNS = frozenset({"them", "whom", "which"})
NOT_PARTICIPLES = frozenset(
    {"hundred", "red", "united", "need", "speed", "seed", "bed", "shed", "feed", "breed", "weed"}
)
LONGEST = 6


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Snowball's English stem of a lower-case word."""
    return english(word.replace("’", "'").removesuffix("'s"))


class Counted(Record, frozen=True):
    """What a number counts; `last` is one past the head noun's token, or where the reading began if there is none."""

    head: str
    modifiers: tuple[str, ...]
    last: int
    partitive: bool = False
    """Whether it is "of them", "of whom": a part of what was counted before."""


def read(tokens: Tokens, i: int, barred: set[int], *, single: bool = False) -> Counted:
    """Read the noun phrase that begins at token `i`; `single` where the number is one and the noun not plural."""
    start = i
    if tokens.at(i) == "of" and i not in barred:
        if tokens.at(i + 1) in PRONOUNS or (tokens.at(i + 1) in {"those", "these"} and tokens.at(i + 2) in STOP | {""}):
            return Counted("", _fate(tokens, i + 2, barred), start, partitive=True)
        i += 1
        while tokens.at(i) in PARTITIVES:
            i += 1
    elif tokens.raw[i : i + 1] == ["-"] and tokens.glued(i) and tokens.is_word(i + 1) and tokens.glued(i + 1):
        return Counted(stem(tokens.lower[i + 1]), (), i + 2)
    if tokens.at(i) in FURTHER and tokens.at(i + 1) not in STOP:
        i += 1
    run = _run(tokens, i, barred)
    if not run:
        return Counted("", _fate(tokens, i, barred), start)
    head = _head(tokens, run, single=single)
    if head is None:
        return Counted("", _fate(tokens, i, barred), start)
    before = tuple(stem(tokens.lower[k]) for k in run if k < head)
    return Counted(stem(tokens.lower[head]), before + _fate(tokens, head + 1, barred), head + 1)


def _run(tokens: Tokens, i: int, barred: set[int]) -> list[int]:
    """The words from `i` on that may belong to one noun phrase."""
    run: list[int] = []
    while len(run) < LONGEST and i < len(tokens) and i not in barred:
        if tokens.raw[i] in {"-", "‑"} and tokens.glued(i) and run:
            i += 1
            continue
        if not tokens.is_word(i) or tokens.lower[i] in STOP:
            break
        run.append(i)
        i += 1
    return run


def _head(tokens: Tokens, run: list[int], *, single: bool) -> int | None:
    for place, k in enumerate(run):
        if is_plural(tokens.lower[k]) and not (single and place == 0 and len(run) > 1):
            last = place
            while last + 1 < len(run) and is_plural(tokens.lower[run[last + 1]]):
                last += 1
            return run[last]
    if not single:
        return None
    for place, k in enumerate(run):
        if place and _is_participle(tokens.lower[k]):
            return run[place - 1]
    return None if _is_participle(tokens.lower[run[0]]) and len(run) == 1 else run[min(len(run), 3) - 1]


def _is_participle(word: str) -> bool:
    return word in PARTICIPLES or (word.endswith("ed") and len(word) > 4 and word not in NOT_PARTICIPLES)


def _fate(tokens: Tokens, i: int, barred: set[int]) -> tuple[str, ...]:
    """The stems of participles that follow the noun, past auxiliaries: "were also injured"."""
    skipped = 0
    while tokens.at(i) in AUXILIARIES and skipped < 3:
        i += 1
        skipped += 1
    return (stem(tokens.lower[i]),) if i not in barred and _is_participle(tokens.at(i)) else ()
