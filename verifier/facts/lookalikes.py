"""Figures that are no facts to compare: addresses, telephone and model numbers, names with a number in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from verifier.facts import numerals, units
from verifier.facts.dates.tables import MONTHS
from verifier.facts.tokens import Tokens, tokenize

NAMED_BY_NUMBER = frozenset({
    # ways, places and doors
    "route", "highway", "interstate", "motorway", "autobahn", "freeway", "expressway", "runway", "terminal", "gate",
    "platform", "pier", "track", "room", "suite", "apartment", "apt", "flat", "building", "block", "ward", "precinct",
    "district", "sector", "zone", "area", "pavilion", "hangar", "warehouse", "reactor", "borehole",
    # laws and papers
    "article", "articles", "section", "sections", "clause", "paragraph", "subsection", "chapter", "chapters", "title",
    "schedule", "annex", "appendix", "resolution", "directive", "regulation", "proposition", "prop", "bill", "decree",
    "rule", "protocol", "form", "docket", "case", "page", "pages", "p", "pp", "vol", "volume", "fig", "figure",
    "table", "exhibit", "footnote", "verse", "psalm", "surah", "isbn", "issn", "pmid", "rfc", "iso", "doi", "isin",
    "vin",
    "ref", "reference", "id", "invoice", "receipt", "serial", "passport", "permit", "licence", "license", "code", "zip",
    "postcode", "pin", "account", "ticket", "lot", "patent", "hb", "sb", "hr",
    # vehicles, craft and products
    "boeing", "airbus", "antonov", "tupolev", "ilyushin", "embraer", "cessna", "learjet", "bombardier", "concorde",
    "flight", "apollo", "soyuz", "sputnik", "voyager", "mariner", "pioneer", "gemini", "falcon", "ariane", "artemis",
    "shenzhou", "chang'e", "luna", "venera", "vostok", "salyut", "explorer", "expedition", "chandrayaan", "viking",
    "iphone", "ipad", "ipod", "ios", "galaxy", "pixel", "windows", "android", "macos", "office", "playstation", "xbox",
    "nintendo", "ps", "gpt", "chatgpt", "python", "java", "photoshop", "firefox", "chrome", "version", "release",
    "build",
    "model", "type", "mark", "mk", "porsche", "ferrari", "audi", "peugeot", "renault", "mazda", "bmw",
    # media, sport and groups
    "channel", "radio", "studio", "formula", "moto", "nova", "france", "sport", "tv", "bbc", "itv", "espn", "fox",
    "abc",
    "cnn", "opus", "op", "bwv", "kv", "symphony", "sonata", "group", "big", "catch", "ocean's", "se7en", "blink",
    "maroon",
    "sum", "u", "hawaii", "adam", "matchbox", "slaughterhouse",
})  # fmt: skip
"""Words that make the number after them a name. "No. 5", "season 3" and "week 2" are ranks and are compared."""

SCRIPTURE = frozenset({
    "genesis", "exodus", "leviticus", "numbers", "deuteronomy", "joshua", "judges", "samuel", "kings", "chronicles",
    "isaiah", "jeremiah", "ezekiel", "daniel", "matthew", "luke", "john", "acts", "romans", "corinthians", "galatians",
    "ephesians", "philippians", "colossians", "thessalonians", "timothy", "hebrews", "peter", "revelation", "psalms",
    "proverbs", "quran",
})  # fmt: skip
"""Books whose number is chapter and verse: "John 3:16"."""

LOWER_CASE_TOO = frozenset({
    "article", "articles", "section", "sections", "clause", "paragraph", "subsection", "chapter", "chapters", "page",
    "pages", "p", "pp", "vol", "fig", "figure", "table", "appendix", "annex", "footnote", "isbn", "issn", "pmid", "rfc",
    "doi", "flight", "route", "highway", "interstate", "motorway", "channel", "version", "resolution", "directive",
    "room", "gate", "terminal", "platform", "runway", "zip", "pin", "id", "ref", "verse", "psalm", "invoice", "serial",
    "exhibit", "docket", "iphone", "ipad", "ipod", "ios",
})  # fmt: skip
"""Of these also the lower-case word names by number; the others only with a capital."""

NOT_A_NAME = frozenset({
    "million", "billion", "trillion", "thousand", "hundred", "percent", "per", "people", "years", "year", "times",
    "days",
    "points", "men", "women", "dollars", "members", "goals", "miles", "minutes", "hours", "weeks", "months", "votes",
    "seats", "employees", "passengers", "games", "viewers", "km", "kg", "%", "in", "of",
})  # fmt: skip
"""Where one of these follows, the number is a count after all: "Fox 15 million viewers"."""

IDIOMS = """
    24/7 | 9/11 | 7/7 | 50/50 | 50-50 | 20/20 vision | fifty-fifty | twenty-four seven
    world war i | world war ii | world war iii | world war one | world war two | world war three | world war 1
    world war 2
    world war 3 | first world war | second world war | third world war | first lady | second lady | first minister
    first nation | first nations | third reich | first republic | second republic | third republic | fourth republic
    fifth republic | second temple | first intifada | second intifada | third estate | fourth estate | fifth column
    first amendment | second amendment | third amendment | fourth amendment | fifth amendment | sixth amendment
    eighth amendment | tenth amendment | thirteenth amendment | fourteenth amendment | fifteenth amendment
    nineteenth amendment | twenty-fifth amendment | 1st amendment | 2nd amendment | 4th amendment | 5th amendment
    14th amendment | 25th amendment | air force one | air force two | formula one | formula two | formula three
    formula four | channel one | channel two | channel three | channel four | channel five | radio one | radio two
    radio four | radio five | bbc one | bbc two | bbc three | bbc four | capital one | article five | group of seven
    group of eight | group of twenty | group of 7 | group of 8 | group of 20 | big four | big three | big five
    gang of four
    apollo eleven | apollo thirteen | ocean's eleven | ocean's twelve | fantastic four | famous five | secret seven
    magnificent seven | catch twenty-two | fab four | big ten | big twelve | power five | four seasons | five eyes
    seven sisters
    three gorges | three mile island | six nations | six flags | six day war | six-day war | seven years' war
    thirty years' war | hundred years' war | eighty years' war | five-year plan | four horsemen | nine inch nails
    twenty one pilots | one direction | three musketeers | blink-182 | seven wonders | ten commandments
    twelve apostles | forty niners | three kings | five pillars | seven seas | seven hills | thousand oaks | two sigma
    twentieth century fox | 20th century fox | 20th century studios | 21st century fox | seven eleven | 7-eleven
    one another | no one | no-one | one day | one-time | one of a kind | one by one | one-on-one | one-to-one
    one-off | one way or another | one-way | two-way | three-way | four-way | one-sided | two-faced | four-letter
    one-liner
    all fours | one and only | one and the same | the one who | the one that | one or the other | this one | that one
    which one | one must | one might | one should | one can | one's | oneself | square one
    day one | number one priority | phase one clinical | one-stop | one-size-fits-all | one foot in
    at first | at first sight | at first glance | at first hand | first and foremost | first of all | first aid
    first name
    first names | first-hand | firsthand | first hand | first-class | first class | second-class | second class
    second-hand | second hand | third-party | third party | third parties | third-parties | third world
    first-degree | second-degree | third-degree | first degree | second degree | third degree | first-rate | second-rate
    second thoughts | second thought | second nature | second guess | second-guess | second opinion | split second
    split-second | just a second | safety first | first come | head first | sixth sense | seventh heaven | cloud nine
    nine lives | eleventh hour | zero tolerance | zero-sum | ground zero | zero hour | net zero | net-zero
    patient zero
    zero-day | zero-tolerance | zero-emission | zero-emissions | half-brother | half-sister | half-siblings
    half brother
    half sister | half-time | half time | halftime | half-way | half way | half-hearted | half-term
    half-back
    half-life | half-mast | half-century | half moon | half marathon | half-marathon | double-check | double check
    double-edged | double-decker | double standard | double standards | double agent | double bass | double-cross
    double room | double bed | double glazing | double album | double digits | double-digit | double fault | double play
    double act | doubleheader | double-header | double-dip | double jeopardy | double helix | doubles title
    triple jump
    triple crown | triple threat | triple bypass | triple-a | triple play | once upon | once again | once more | at once
    for once | once in a | once a year event | all at once | quarter-final | quarter-finals | quarter final
    quarter finals | quarterfinal | quarterfinals | pound for pound | in the first place | in the second place
    on the one hand | on one hand | one hand
"""
"""Names and turns of phrase with a number word in them, none of which counts anything."""

PHRASES: dict[str, list[tuple[str, ...]]] = {}
for _phrase in (tuple(Tokens(phrase.strip()).lower) for line in IDIOMS.splitlines() for phrase in line.split("|")):
    if _phrase:
        PHRASES.setdefault(_phrase[0], []).append(_phrase)
for _phrases in PHRASES.values():
    _phrases.sort(key=len, reverse=True)

URL = re.compile(r"(?:https?://|www\.)[^\s<>\"')\]]+")
MAILBOX = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}|@[^\W\d]\w*")
HEXADECIMAL = re.compile(r"\b0x[0-9a-fA-F]+\b|\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\b")
DIGIT_RUN = re.compile(r"[+(\d][\d() .\-]{5,30}\d")
TELEPHONE = re.compile(
    r"(?<![\w.,$€£-])(?:\+\d{1,3}[ .-]?)?\(\d{2,5}\)[ .-]?\d{2,4}(?:[ .-]\d{2,5}){1,3}(?![\w%])"
    r"|(?<![\w.,$€£])\+\d{1,3}(?:[ .-]?\d{2,4}){2,5}(?![\w%])"
    r"|(?<![\w.,$€£/-])(?:"
    r"\d{3}[-.]\d{3}[-.]\d{4}(?![\w%-])"
    r"|(?:1-)?8\d\d-\d{3}-\d{4}(?![\w%-])"
    r"|\d{3}-\d{4}(?![\w%-])"
    r"|0\d{2,5}[ -]\d{3,4}[ -]?\d{3,4}(?![\w%])"
    r"|\d{3}-\d{2}-\d{4}(?![\w-])"
    r"|97[89][ -]?\d{1,5}[ -]\d{1,7}[ -]\d{1,7}[ -][\dXx](?!\w)"
    r"|(?:\d{4}[ -]){3}\d{4}(?![\w-])"
    r"|\d{1,6}(?:-\d{1,6}){3,6}(?![\w-]))"
)
LIST_MARKER = re.compile(r"(?:^|\n)[ \t]*(?:\(?\d{1,3}[.)]|\[\d{1,3}\])(?=[ \t])")
CITATION = re.compile(r"\[\d{1,3}\]")
CODE = re.compile(r"[A-Za-z]+[-‐‑]?\d[\w-]*|\d+[A-Z]{1,3}\d\w*|\d{1,2}[DG]\b(?!\w)")

GLUED_AMOUNTS = re.compile(
    r"(?:USD|EUR|GBP|JPY|CNY|RMB|INR|CHF|AUD|CAD|NZD|SGD|HKD|MYR|RM|Rs|Tk|Ksh|KWD|AED|SAR|QAR|BGN|SEK|NOK|DKK|PLN|CZK|HUF"
    r"|RUB|UAH|BYN|TRY|ZAR|BRL|MXN|KRW|THB|IDR|PHP|ILS|EGP|LBP|x|c|ca)\d",
    re.IGNORECASE,
)
"""Letters before digits that are no code: a currency."""

DATED_CODES = re.compile(
    r"(?:[QH]\d,?(?: of)?(?: FY)? ?['’]?|[1-4][QH] ?['’]?|FY ?['’]?)(?:\d{4}|\d\d)(?!\w)"
    r"|\d{4}-?(?:[QH]\d|W\d\d)(?!\w)"
)
"""Codes that name a quarter, a half, a fiscal year or a week of a year; `dates` reads them."""
QUARTER_ALONE = re.compile(r"Q[1-4](?!\w)")
BEFORE_A_QUARTER = frozenset({"in", "for", "during", "by", "since", "until", "late", "early", "mid", "of"})
DOTTED_DATE = re.compile(r"(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.[12]\d{3}")

OR_AMOUNTS = frozenset({("one", "day")})
"""Idioms that are an amount beside these words."""
BEFORE_AN_AMOUNT = frozenset({
    "in", "for", "within", "lasted", "lasts", "last", "lasting", "took", "takes", "take", "taking", "about", "only",
    "just", "than", "least", "most", "after", "over", "under", "nearly", "almost", "of", "spent", "every",
})  # fmt: skip
AFTER_AN_AMOUNT = frozenset({"ago", "later", "earlier", "before", "after", "hence"})

SINGULARS_IN_S = frozenset({
    "news", "means", "lens", "mumps", "measles", "mathematics", "physics", "politics", "economics", "athletics",
    "gymnastics", "chess", "swiss", "james", "times", "works", "gallows", "innings", "summons", "shambles", "christmas",
})  # fmt: skip
AFTER_AN_ACT = frozenset({
    "that", "why", "how", "what", "whether", "if", "who", "where", "when", "to", "of", "about", "for", "not", ".", ",",
})  # fmt: skip
"""What follows a verb rather than a noun."""


def spans(text: str) -> list[tuple[int, int]]:
    """Stretches of a text that no reader of numbers or dates may touch, in order and disjoint."""
    tokens = tokenize(text)
    found = [*_phrases_in(tokens), *_pronouns_in(tokens)]
    if "://" in text or "www." in text:
        found += (match.span() for match in URL.finditer(text))
    if "@" in text:
        found += (match.span() for match in MAILBOX.finditer(text))
    numbers = [i for i, raw in enumerate(tokens.raw) if raw[-1].isdecimal()]
    if numbers:
        found += (match.span() for match in LIST_MARKER.finditer(text))
        if "[" in text:
            found += (match.span() for match in CITATION.finditer(text))
        if "0x" in text or text.count("-") > 3:
            found += (match.span() for match in HEXADECIMAL.finditer(text))
        if len(numbers) > 1:
            for run in DIGIT_RUN.finditer(text):
                found += (match.span() for match in TELEPHONE.finditer(text, *run.span()))
        for i in numbers:
            span = _named(tokens, i) or (None if _is_dated(tokens, i) else _coded(tokens, i))
            if span:
                found.append(span)
    return _merged(found) if len(found) > 1 else found


def _phrases_in(tokens: Tokens) -> Iterator[tuple[int, int]]:
    lower = tokens.lower
    for i, word in enumerate(lower):
        if word in PHRASES:
            for phrase in PHRASES[word]:
                end = i + len(phrase)
                if tuple(lower[i:end]) == phrase:
                    if phrase not in OR_AMOUNTS or not _is_amount(tokens, i, end):
                        yield tokens.starts[i], tokens.ends[end - 1]
                    break


def _pronouns_in(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """Where "one" is anybody and acts: "One wonders why", "one hopes that": no noun in -s stands beside a one."""
    for i, word in enumerate(tokens.lower[:-1]):
        verb = tokens.lower[i + 1]
        acts = verb not in SINGULARS_IN_S and verb not in numerals.IRREGULAR_PLURALS and numerals.is_plural(verb)
        if word == "one" and acts and tokens.at(i + 2) in AFTER_AN_ACT:
            yield tokens.starts[i], tokens.ends[i]


def _is_amount(tokens: Tokens, i: int, end: int) -> bool:
    """Whether "one day" is a length of time: "lasted one day", "one day ago", "one day and six hours"."""
    if tokens.at(i - 1) in BEFORE_AN_AMOUNT or tokens.at(end) in AFTER_AN_AMOUNT:
        return True
    j = end + (tokens.at(end) in {"and", ","})
    number = tokens.is_number(j) or tokens.at(j) in numerals.ONES or tokens.at(j) in numerals.TENS
    return number and units.unit_at(tokens, j + 1) is not None


def _merged(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _named(tokens: Tokens, i: int) -> tuple[int, int] | None:
    """A number that is part of a name: "Boeing 737", "Article 5", "Catch-22", "p. 12"."""
    raw = tokens.raw
    before = i - 1
    if before >= 0 and raw[before] in {".", "-", "‑", "#"} and before:
        before -= 1
    if before < 0 or not tokens.is_word(before):
        return None
    word = tokens.lower[before]
    named = word in NAMED_BY_NUMBER and (raw[before][0].isupper() or word in LOWER_CASE_TOO)
    named = named or (word in SCRIPTURE and tokens.at(i + 1) == ":" and tokens.glued(i + 1))
    if not named or (raw[i - 1] == "." and word not in {"p", "pp", "vol", "fig", "op", "ref", "apt", "prop", "ch"}):
        return None
    follows = tokens.at(i + 1)
    if follows in NOT_A_NAME and not (follows in {"of", "in"} and word in LOWER_CASE_TOO):
        return None
    return tokens.starts[before], tokens.ends[_chain_end(tokens, i)]


def _chain_end(tokens: Tokens, i: int) -> int:
    """The last token of "9-11", "12, 13 and 14", "5.2(a)" after a word that names by number."""
    while (
        i + 2 < len(tokens)
        and tokens.raw[i + 1] in {"-", "–", "/", ":"}
        and tokens.is_number(i + 2)
        and tokens.glued(i + 1)
        and tokens.glued(i + 2)
    ):
        i += 2
    if i + 1 < len(tokens) and tokens.glued(i + 1) and tokens.is_word(i + 1) and len(tokens.raw[i + 1]) <= 3:
        i += 1
    return i


def _is_dated(tokens: Tokens, i: int) -> bool:
    """Whether digits that look like a code belong to a date: "31.10.1974", "Q3 2012", "FY23", "19-Mar-2026"."""
    raw = tokens.raw
    start = i
    if i and raw[i - 1] in {"-", "W"} and tokens.glued(i) and i > 1 and tokens.glued(i - 1):
        start -= 2 if raw[i - 1] == "-" else 1
        if tokens.lower[start] in MONTHS:
            return tokens.is_number(start - 2) and raw[start - 1] == "-"
        start -= 2 if raw[i - 1] == "W" and start > 1 else 0
    elif i and raw[i - 1] in {"Q", "H", "FY"} and tokens.glued(i):
        start -= 1
        start -= tokens.glued(start) and tokens.is_number(start - 1)
    text = tokens.text[tokens.starts[start] : tokens.starts[i] + 16]
    if DATED_CODES.match(text) or DOTTED_DATE.fullmatch(raw[i]):
        return True
    return QUARTER_ALONE.match(text) is not None and tokens.at(start - 1) in BEFORE_A_QUARTER


def _coded(tokens: Tokens, i: int) -> tuple[int, int] | None:
    """A code of letters and digits: "F-16", "COVID-19", "G7", "MH370", "4G", "2.0.1"."""
    raw = tokens.raw
    if raw[i].count(".") > 1 and raw[i].count(",") == 0 and not re.fullmatch(r"\d{1,3}(?:\.\d{3})+", raw[i]):
        return tokens.starts[i], tokens.ends[i]
    start = i
    if start and tokens.glued(start) and raw[start - 1][-1].isalpha():
        start -= 1
        squared = raw[start] in {"km", "m", "cm", "mm", "ft", "mi", "in"} and raw[i] in {"2", "3"}
        joined = tokens.glued(start) and raw[start] in {"h", "e", "ft", "m", "x"}
        if tokens.is_number(start - 1) and (squared or joined):
            return None
    elif start > 1 and raw[start - 1] in {"-", "‑", "‐"} and tokens.glued(start) and tokens.glued(start - 1):
        name = raw[start - 2]
        if name[-1].isalpha() and (name.isupper() or name[0].isupper()) and not tokens.is_number(start - 2):
            start -= 2
    text = tokens.text[tokens.starts[start] : tokens.ends[i] + 24]
    if start == i:
        match = CODE.match(text)
        return (tokens.starts[i], tokens.starts[i] + match.end()) if match and not match[0].isdigit() else None
    if GLUED_AMOUNTS.match(text) and raw[start + 1] not in {"-", "‑", "‐"}:
        return None
    match = CODE.match(text)
    return (tokens.starts[start], tokens.starts[start] + match.end()) if match else None
