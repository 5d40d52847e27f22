"""Where sentences begin and end in a text; nothing here knows of documents or passages."""

from __future__ import annotations

import re
from collections.abc import Iterator

TITLES = frozenset(
    """
    Mr Mrs Ms Mx Dr Prof Rev Fr Messrs Mme Mlle Msgr Hon Gen Brig Col Lt Maj Capt Cmdr Cdr Adm Sgt Cpl Pvt Pte Gov Sen
    Rep Pres Amb Supt Det Insp Atty Asst Dep Sra Herr
    vs v cf viz e.g i.e eg ie
    """.split()
)
"""Words that, with a full stop, always belong to what follows: a name, or the other side of a comparison."""

NUMBERED = frozenset(
    """
    No Nos no nos Vol Vols vol vols p pp Ch ch Sec sec Art art Arts Fig Figs fig figs Para para Op Eq eq Ex Ext ext
    Tel tel Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun
    approx Approx est Est ca Ca c b d r min max avg
    """.split()
)
"""Words that, with a full stop, belong to a number where one follows: "No. 5", "Jan. 5", "c. 1850"."""

UNITS = frozenset("ft in mi yd lb lbs oz km sq cu hr hrs mins secs".split())
"""Units that keep their full stop before a conversion in parentheses: "5 sq. mi. (13 sq. km)"."""

CLOCK = frozenset("a.m p.m A.M P.M am pm".split())
"""Hours of the day, which end a sentence before a capital unless a day, a month or a time zone follows."""

AFTER_CLOCK = frozenset(
    """
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun
    January February March April May June July August September October November December
    Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec
    Eastern Central Mountain Pacific Moscow GMT UTC BST CET CEST EST EDT CST CDT MST MDT PST PDT ET CT MT PT IST AEST
    """.split()
)

FINAL = frozenset("etc B.C A.D B.C.E C.E".split())
"""Abbreviations after which a capital begins a new sentence."""

ABBREVIATIONS = frozenset(
    """
    St Ste Mt Ft Jr Sr Esq Inc Ltd Co Corp Cos Bros Plc LLC LP Dept Univ Assn Ass'n Inst Intl Int'l Nat'l Gov't
    Natl Bldg Ave Blvd Rd Hwy Pkwy Sq Ln Apt Ph.D M.D Sc.D Lit.D Ed.D D.Phil al ed eds et
    Ala Ariz Ark Calif Cal Colo Conn Del Fla Ga Ill Ind Kan Kans Ky La Mass Md Mich Minn Miss Mo Mont Neb Nev Okla Ore
    Pa Penn Tenn Tex Va Vt Wash Wis Wyo Ont Que Alta
    """.split()
)
"""Other words that keep their full stop within a sentence; only one of STARTERS ends it there."""

STARTERS = frozenset(
    """
    A After All Although An And Another As At Because Before Both But By Critics During Each Either Even Every Few For
    From He Her Here His How However If In Instead It Its Last Later Many Meanwhile More Most My Neither No Nobody None
    Nor Not Nothing Now Of Officials On Once One Only Or Other Others Our Over Police Several She Since So Some Still
    Such That The Their Then There These They This Those Though Through To Today Two Under Until We What When Where Whether
    Which While Who Why With Within Without Yesterday Yet You Your
    """.split()
)
"""Words with which a sentence may begin after an abbreviation that can end one ("… in the U.S. The …")."""

EXCLAIMED = frozenset("Yahoo Jeopardy Oklahoma Mamma".split())
"""Names that are written with an exclamation mark."""

_OPENING = "\"'“‘«‹([„‚¿¡"
_QUOTES = frozenset("\"'”’»›")
_ALWAYS = "。！？｡؟۔।॥։።။។"
_CLOSERS = "\"'”’»›)\\]」』）"
_STOP = re.compile(
    rf"(?<![.!?…])(?P<mark>[.!?…]++)(?:\[\d{{1,3}}\]){{0,5}}[{_CLOSERS}]*+(?=\s)|[{_ALWAYS}]++[{_CLOSERS}]*+"
)
_BREAK = re.compile(
    r"\n[ \t]*+(?:\n\s*+"
    r"|(?=[-*•‣▪][ \t]|\(?(?:\d{1,3}|[a-z])[.)][ \t]+\S)"
    r"|(?=[^\n|]{0,200}[ ]\|[ ]))"
)
"""What parts two units whatever their words: a blank line, and the start of a line that is a list item or table row."""
_LAST_WORD = re.compile(r"[^\s\"'“”‘’«»()\[\]/—–-]{1,30}$")
_NEXT = re.compile(rf"\s*+(?P<opening>[{re.escape(_OPENING)}—–-]*+)\s?(?P<word>\w{{0,40}})")
_ATTRIBUTION = re.compile(
    r"\s+(?:[A-Z]\w{0,30}\s+){1,3}(?:said|says|asked|asks|added|told|wrote|replied|shouted|cried|tweeted|joked)\b"
)
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]{1,2}")
_LIST_MARK = re.compile(r"\s*\(?(?:\d{1,3}|[A-Za-z]|[ivx]{1,4})\Z")
_NUMBER = re.compile(r"\d|[A-Z]$|[IVXLC]+$")


def spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence, trimmed of white space, in order and disjoint; together they hold all else.

    A blank line and the start of a list item or table row always end a sentence. A full stop does not after an
    abbreviation, an initial or within a number, nor where the sentence goes on in lower case. Marks that close a
    quotation or a parenthesis belong to the sentence before them. Takes time linear in the length of the text.
    """
    found: list[tuple[int, int]] = []
    start = 0
    for end in _ends(text):
        sentence = text[start:end]
        trimmed = sentence.strip()
        if trimmed:
            start += len(sentence) - len(sentence.lstrip())
            found.append((start, start + len(trimmed)))
        start = end
    return found


def _ends(text: str) -> Iterator[int]:
    """Where each sentence ends, the last at the end of the text."""
    start = 0
    for unit_end, next_unit in _units(text):
        for match in _STOP.finditer(text, start, unit_end):
            if _ends_sentence(text, start, unit_end, match):
                start = match.end()
                yield start
        yield unit_end
        start = next_unit


def _units(text: str) -> Iterator[tuple[int, int]]:
    """Where each paragraph, list item or row ends, and where the next one starts."""
    if "\n" in text:
        for match in _BREAK.finditer(text):
            yield match.span()
    yield len(text), len(text)


def _ends_sentence(text: str, start: int, end: int, stop: re.Match[str]) -> bool:
    """Whether the sentence that began at `start` ends with the mark that was found, in a unit that ends at `end`."""
    mark = stop["mark"]
    after = stop.end()
    if mark is None:
        return text[after - 1] not in "」』" or text[after : after + 1].isspace() or after == end
    following = _NEXT.match(text, after, end)
    if following is None or following.end() == end == following.start("word"):
        return True
    word = following["word"]
    if _is_small(word[:1]) or (not word and not following["opening"] and text[following.end()] in ",;:.)"):
        return False
    closed = text[after - 1] in _QUOTES
    if mark != ".":
        before = _LAST_WORD.search(text, max(start, stop.start() - 31), stop.start())
        if before and before[0] in EXCLAIMED and mark == "!":
            return word in STARTERS
        return not (closed and mark[-1] in "!?" and _ATTRIBUTION.match(text, after, end))
    before = _LAST_WORD.search(text, max(start, stop.start() - 31), stop.start())
    return closed or before is None or not _holds_on(text, start, before, following)


def _is_small(letter: str) -> bool:
    """Whether a letter is a small one of a script that has capitals (Georgian has none in running text)."""
    return letter.islower() and letter.title() != letter


def _holds_on(text: str, start: int, before: re.Match[str], following: re.Match[str]) -> bool:
    """Whether the full stop after `before` belongs to an abbreviation, an initial or a list mark, and ends nothing."""
    last, word = before[0], following["word"]
    if len(last) <= 4 and before.end() - start <= 12 and _LIST_MARK.fullmatch(text, start, before.end()):
        return True
    if last in TITLES:
        return True
    if last in NUMBERED:
        return _NUMBER.match(word) is not None or word in AFTER_CLOCK
    if last in UNITS:
        return following["opening"] in ("(", "[")
    if last in CLOCK:
        return not word[:1].isalpha() or word in AFTER_CLOCK
    if last in FINAL:
        return False
    if last in ABBREVIATIONS or _INITIALS.fullmatch(last) or (len(last) == 1 and last.isupper()):
        return word not in STARTERS
    return False
