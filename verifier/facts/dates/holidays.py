"""Holidays and observances that newsrooms name, and the days on which each falls in a year."""

from __future__ import annotations

from collections.abc import Callable

from verifier.facts.dates.calendars import (
    Span,
    day_number,
    easter,
    hebrew,
    is_leap,
    islamic,
    month_span,
    nth_weekday,
    orthodox_easter,
    weekday,
)
from verifier.facts.dates.lunar import LUNAR

Rule = Callable[[int], list[Span]]
"""Year → the spans that begin in it."""

_MON, _TUE, _, _THU, _FRI, _SAT, _SUN = range(7)


def _fixed(month: int, day: int, days: int = 1) -> Rule:
    def rule(year: int) -> list[Span]:
        low = day_number(year, month, day)
        return [(low, low + days)]

    return rule


def _nth(month: int, day: int, nth: int, plus: int = 0, days: int = 1) -> Rule:
    def rule(year: int) -> list[Span]:
        found = nth_weekday(*month_span(year, month), day, nth)
        return [(found + plus, found + plus + days)] if found is not None else []

    return rule


def _paschal(plus: int, days: int = 1, of: Callable[[int], int] = easter) -> Rule:
    def rule(year: int) -> list[Span]:
        low = of(year) + plus
        return [(low, low + days)] if 1000 <= year <= 3000 else []

    return rule


def _hebrew(month: int, day: int, days: int = 1) -> Rule:
    def rule(year: int) -> list[Span]:
        low = hebrew(year, month, day)
        return [(low, low + days)]

    return rule


def _islamic(month: int, day: int, days: int = 1) -> Rule:
    """A day either way, since the month begins when its moon is seen."""

    def rule(year: int) -> list[Span]:
        return [(low - 1, low + days + 1) for low in islamic(year, month, day)]

    return rule


def _lunar(feast: str, plus: int = 0, days: int = 1) -> Rule:
    def rule(year: int) -> list[Span]:
        when = LUNAR[feast].get(year)
        low = day_number(year, *when) + plus if when else 0
        return [(low, low + days)] if when else []

    return rule


def _before(month: int, day: int, on: int) -> Rule:
    """The last such weekday before the date."""

    def rule(year: int) -> list[Span]:
        date = day_number(year, month, day)
        low = date - 1 - (weekday(date - 1) - on) % 7
        return [(low, low + 1)]

    return rule


def _nearest_working_day(month: int, day: int) -> Rule:
    def rule(year: int) -> list[Span]:
        low = day_number(year, month, day)
        low += {_SAT: -1, _SUN: 1}.get(weekday(low), 0)
        return [(low, low + 1)]

    return rule


def _election_day(year: int) -> list[Span]:
    """The Tuesday after the first Monday of November."""
    first = nth_weekday(*month_span(year, 11), _MON, 1) or 0
    return [(first + 1, first + 2)]


def _inauguration_day(year: int) -> list[Span]:
    low = day_number(year, 1, 20)
    return [(low, low + 1)] if year % 4 == 1 else []


def _hanukkah(year: int) -> list[Span]:
    low = hebrew(year, 9, 25) - 1
    return [(low, low + 9)]


def _fast_of(month: int, day: int) -> Rule:
    """A fast that moves from the Sabbath to the Sunday."""

    def rule(year: int) -> list[Span]:
        low = hebrew(year, month, day)
        low += weekday(low) == _SAT
        return [(low, low + 1)]

    return rule


def _yom_haatzmaut(year: int) -> list[Span]:
    """5 Iyar, moved away from the Sabbath by the law of 2004 and the one before it."""
    low = hebrew(year, 2, 5)
    low += {_FRI: -1, _SAT: -2, _MON: 1 if year >= 2004 else 0}.get(weekday(low), 0)
    return [(low, low + 1)]


def _yom_hashoah(year: int) -> list[Span]:
    low = hebrew(year, 1, 27)
    low += {_FRI: -1, _SUN: 1}.get(weekday(low), 0)
    return [(low, low + 1)]


def _administrative_day(year: int) -> list[Span]:
    """The Wednesday of the last full week of April."""
    last_saturday = nth_weekday(*month_span(year, 4), _SAT, -1) or 0
    return [(last_saturday - 3, last_saturday - 2)]


def _from_eve(rule: Rule) -> Rule:
    """A feast that begins on the evening before, which counts as part of it."""

    def earlier(year: int) -> list[Span]:
        return [(low - 1, high) for low, high in rule(year)]

    return earlier


def _leap_day(year: int) -> list[Span]:
    return [(day_number(year, 2, 29), day_number(year, 3, 1))] if is_leap(year) else []


def _super_bowl(year: int) -> list[Span]:
    """A Sunday of February, a week later since the season of 2021."""
    return _nth(2, _SUN, 2 if year >= 2022 else 1)(year)


HOLIDAY_NAMES: dict[str, Rule] = {
    name.strip(): rule
    for names, rule in (
        # fixed days
        ("new year day|new year|new year's", _fixed(1, 1)),
        ("new year eve|hogmanay|silvester|old year night", _fixed(12, 31)),
        ("epiphany|three kings day|twelfth night", _fixed(1, 6)),
        ("orthodox christmas|orthodox christmas day", _fixed(1, 7)),
        ("old new year", _fixed(1, 14)),
        ("australia day", _fixed(1, 26)),
        ("republic day", _fixed(1, 26)),
        ("holocaust memorial day|international holocaust remembrance day", _fixed(1, 27)),
        ("burns night", _fixed(1, 25)),
        ("groundhog day|candlemas", _fixed(2, 2)),
        ("waitangi day", _fixed(2, 6)),
        ("valentine day|st valentine day|saint valentine day|valentines", _fixed(2, 14)),
        ("leap day", _leap_day),
        ("st david day|saint david day", _fixed(3, 1)),
        ("international women day|women day", _fixed(3, 8)),
        ("pi day", _fixed(3, 14)),
        ("ides of march", _fixed(3, 15)),
        (
            "st patrick day|saint patrick day|st paddy day|paddy day|saint paddy day|st patrick|st. patrick day",
            _fixed(3, 17),
        ),
        ("nowruz|novruz|persian new year|parsi new year", _fixed(3, 20, 2)),
        ("freedom day", _fixed(4, 27)),
        ("april fool day|april fool|all fool day", _fixed(4, 1)),
        ("tax day", _fixed(4, 15)),
        ("yuri's night|cosmonautics day", _fixed(4, 12)),
        ("earth day", _fixed(4, 22)),
        ("st george day|saint george day", _fixed(4, 23)),
        ("anzac day", _fixed(4, 25)),
        ("king day|koningsdag", _fixed(4, 27)),
        ("walpurgis night", _fixed(4, 30)),
        ("may day|international worker day|worker day|international labour day", _fixed(5, 1)),
        ("world press freedom day", _fixed(5, 3)),
        ("star war day", _fixed(5, 4)),
        ("cinco de mayo", _fixed(5, 5)),
        ("ve day|v-e day|victory in europe day", _fixed(5, 8)),
        ("victory day", _fixed(5, 9)),
        ("europe day", _fixed(5, 9)),
        ("d-day|d day", _fixed(6, 6)),
        ("flag day", _fixed(6, 14)),
        ("bloomsday", _fixed(6, 16)),
        ("juneteenth|juneteenth day|juneteenth national independence day", _fixed(6, 19)),
        ("midsummer day|st john day", _fixed(6, 24)),
        ("canada day", _fixed(7, 1)),
        ("independence day|4th july|july 4th", _fixed(7, 4)),
        ("bastille day|french national day", _fixed(7, 14)),
        ("mandela day", _fixed(7, 18)),
        ("indian independence day", _fixed(8, 15)),
        ("assumption day|feast of the assumption|assumption of mary", _fixed(8, 15)),
        ("vj day|v-j day", _fixed(8, 15)),
        ("constitution day", _fixed(9, 17)),
        ("patriot day", _fixed(9, 11)),
        ("german unity day|day of german unity", _fixed(10, 3)),
        ("gandhi jayanti", _fixed(10, 2)),
        ("united nation day|un day", _fixed(10, 24)),
        ("halloween|hallowe'en|all hallow eve|halloween day", _fixed(10, 31)),
        ("all saint day|all hallow|all hallow day|world vegan day", _fixed(11, 1)),
        ("all soul day", _fixed(11, 2)),
        ("day of the dead|dia de los muertos|día de los muertos|day of dead", _fixed(11, 1, 2)),
        ("guy fawkes night|guy fawkes day|bonfire night", _fixed(11, 5)),
        ("veteran day|armistice day|remembrance day|poppy day", _fixed(11, 11)),
        ("human right day", _fixed(12, 10)),
        ("world aid day", _fixed(12, 1)),
        ("pearl harbor day", _fixed(12, 7)),
        ("st nicholas day|saint nicholas day", _fixed(12, 6)),
        ("christmas eve|xmas eve", _fixed(12, 24)),
        ("christmas|christmas day|xmas|xmas day|x-mas", _fixed(12, 25)),
        ("boxing day|st stephen day|saint stephen day", _fixed(12, 26)),
        ("kwanzaa", _fixed(12, 26, 7)),
        ("twelve day of christmas", _fixed(12, 25, 12)),
        # the nth weekday of a month
        (
            "martin luther king day|martin luther king jr day|martin luther king jr. day|mlk day|mlk jr day|"
            "mlk jr. day|civil right day|martin luther king junior day",
            _nth(1, _MON, 3),
        ),
        ("super bowl sunday", _super_bowl),
        (
            "president day|washington birthday|presidents' day|washington's birthday",
            _nth(2, _MON, 3),
        ),
        ("mothering sunday|uk mother day", _paschal(-21)),
        ("patriot's day massachusetts", _nth(4, _MON, 3)),
        ("administrative professional day|secretary day|admin day", _administrative_day),
        ("thank you thursday", _nth(5, _THU, 2)),
        ("mother day", _nth(5, _SUN, 2)),
        ("memorial day|decoration day", _nth(5, _MON, -1)),
        ("early may bank holiday", _nth(5, _MON, 1)),
        ("spring bank holiday", _nth(5, _MON, -1)),
        ("victoria day", _before(5, 25, _MON)),
        ("father day", _nth(6, _SUN, 3)),
        ("parent day", _nth(7, _SUN, 4)),
        ("summer bank holiday|august bank holiday", _nth(8, _MON, -1)),
        ("labor day|labour day", _nth(9, _MON, 1)),
        ("grandparent day", _nth(9, _SUN, 1, plus=7)),
        ("columbus day|indigenous people day|indigenous peoples' day", _nth(10, _MON, 2)),
        ("canadian thanksgiving", _nth(10, _MON, 2)),
        ("bos day|boss's day|boss day", _nearest_working_day(10, 16)),
        ("election day", _election_day),
        ("inauguration day", _inauguration_day),
        ("remembrance sunday", _nth(11, _SUN, 2)),
        ("melbourne cup day", _nth(11, _TUE, 1)),
        ("thanksgiving|thanksgiving day|turkey day", _nth(11, _THU, 4)),
        ("thanksgiving eve", _nth(11, _THU, 4, plus=-1)),
        ("black friday", _nth(11, _THU, 4, plus=1)),
        ("small busines saturday", _nth(11, _THU, 4, plus=2)),
        ("cyber monday", _nth(11, _THU, 4, plus=4)),
        ("giving tuesday", _nth(11, _THU, 4, plus=5)),
        ("advent sunday|first sunday of advent", _before(12, 4, _SUN)),
        ("earth hour", _nth(3, _SAT, -1)),
        ("super saturday", _before(12, 25, _SAT)),
        # Easter and what hangs on it
        ("shrove monday|rose monday", _paschal(-48)),
        ("shrove tuesday|pancake day|pancake tuesday|mardi gra|fat tuesday|mardi gras", _paschal(-47)),
        ("ash wednesday", _paschal(-46)),
        ("lent", _paschal(-46, 46)),
        ("palm sunday|branch sunday", _paschal(-7)),
        ("holy week", _paschal(-7, 7)),
        ("maundy thursday|holy thursday|covenant thursday|thursday of mystery", _paschal(-3)),
        ("good friday|holy friday|great friday", _paschal(-2)),
        ("holy saturday|easter eve|black saturday|easter saturday", _paschal(-1)),
        ("easter|easter sunday|easter day", _paschal(0)),
        ("easter monday|easter mon", _paschal(1)),
        ("easter weekend", _paschal(-2, 4)),
        ("divine mercy sunday", _paschal(7)),
        ("ascension day|ascension|ascension thursday|holy ascension", _paschal(39)),
        ("pentecost|whit sunday|whitsun|whitsunday|white sunday", _paschal(49)),
        ("whit monday|pentecost monday|monday of the holy spirit|whitsun monday", _paschal(50)),
        ("trinity sunday", _paschal(56)),
        ("corpus christi|feast of corpus christi", _paschal(60)),
        ("orthodox easter|orthodox easter sunday|greek easter|pascha", _paschal(0, of=orthodox_easter)),
        ("orthodox easter monday", _paschal(1, of=orthodox_easter)),
        ("orthodox good friday|orthodox great friday|orthodox holy friday", _paschal(-2, of=orthodox_easter)),
        ("orthodox palm sunday|orthodox branch sunday", _paschal(-7, of=orthodox_easter)),
        ("orthodox shrove monday|clean monday|orthodox ash monday|green monday", _paschal(-48, of=orthodox_easter)),
        ("lazarus saturday", _paschal(-8, of=orthodox_easter)),
        ("great lent|great fast", _paschal(-48, 40, of=orthodox_easter)),
        ("orthodox pentecost", _paschal(49, of=orthodox_easter)),
        # Jewish; a feast begins on the evening before, which counts as part of it
        ("rosh hashanah|rosh hashana|rosh ha-shanah|jewish new year|yom teruah", _from_eve(_hebrew(7, 1, 2))),
        ("yom kippur|day of atonement", _from_eve(_hebrew(7, 10))),
        (
            "sukkot|sukkoth|feast of tabernacle|feast of booth|feast of ingathering",
            _from_eve(_hebrew(7, 15, 7)),
        ),
        ("shemini atzeret", _from_eve(_hebrew(7, 22))),
        ("simchat torah", _from_eve(_hebrew(7, 22, 2))),
        ("hanukkah|chanukah|hanukah|chanukkah|feast of dedication|festival of light", _hanukkah),
        ("tu bishvat|tu b'shevat|tu bshevat", _from_eve(_hebrew(11, 15))),
        ("purim", _from_eve(_hebrew(12, 14))),
        ("shushan purim", _from_eve(_hebrew(12, 15))),
        ("passover|pesach|pessach|feast of unleavened bread", _from_eve(_hebrew(1, 15, 8))),
        ("yom hashoah|yom ha-shoah|holocaust remembrance day", _from_eve(_yom_hashoah)),
        ("yom haatzmaut|yom ha'atzmaut|israeli independence day", _from_eve(_yom_haatzmaut)),
        ("lag baomer|lag b'omer|lag bomer", _from_eve(_hebrew(2, 18))),
        ("shavuot|feast of week", _from_eve(_hebrew(3, 6, 2))),
        ("tisha b'av|tisha bav", _from_eve(_fast_of(5, 9))),
        # Muslim
        ("islamic new year|muslim new year|hijri new year", _islamic(1, 1)),
        ("ashura|day of ashura", _islamic(1, 10)),
        (
            "mawlid|mawlid al-nabi|prophet muhammad's birthday|milad un nabi|mawlid an nabi|mawlid al nabi",
            _islamic(3, 12),
        ),
        ("isra and mi'raj|isra and miraj|the prophet's ascension", _islamic(7, 27)),
        ("ramadan|ramadhan|ramzan|ramadhaan", _islamic(9, 1, 29)),
        ("laylat al-qadr|laylat al qadr|night of power", _islamic(9, 27)),
        (
            "eid al-fitr|eid al fitr|eid ul-fitr|eid ul fitr|eid-al-fitr|id ul fitr|lesser eid",
            _islamic(10, 1),
        ),
        (
            "eid al-adha|eid al adha|eid ul-adha|eid ul adha|eid-al-adha|bakrid|bakr id|feast of the sacrifice|"
            "feast of sacrifice|kurban bayram|tabaski|id ul adha",
            _islamic(12, 10),
        ),
        ("hajj", _islamic(12, 8, 5)),
        # East Asian
        ("chinese new year eve|lunar new year eve", _lunar("lunar new year", -1)),
        ("chinese new year|chinese new year day|lunar new year|spring festival|tet|seollal", _lunar("lunar new year")),
        ("lantern festival", _lunar("lunar new year", 14)),
        ("dragon boat festival", _lunar("dragon boat")),
        ("mid autumn festival|mid-autumn festival|moon festival|mooncake festival|chuseok", _lunar("mid autumn")),
        # Indian
        ("diwali|deepavali|lakshmi puja|diwali day", _lunar("diwali", 0)),
        ("naraka chaturdashi|choti diwali|chhoti diwali|kali chaudas", _lunar("diwali", -1)),
        ("dhanteras|dhantrayodashi|dhanatrayodashi", _lunar("diwali", -2)),
        ("bhai dooj|bhai dhooj|bhau-beej", _lunar("diwali", 2)),
        ("holi|phagwah|dhulandi|dhuleti", _lunar("holi")),
        ("holika dahan|chhoti holi|kamudu pyre", _lunar("holi", -1)),
        ("dussehra|vijayadashami|dasara|mysore dasara", _lunar("dussehra")),
        ("navaratri|navratri|durga puja|durgotsava", _lunar("navaratri", 0, 10)),
        ("raksha bandhan|rakshabandhan|rakhi", _lunar("raksha bandhan")),
        ("ganesh chaturthi|vinayak chaturthi|vinayaka chavithi", _lunar("ganesh chaturthi")),
        ("janmashtami|krishna janmashtami|krishnashtami|gokulashtami", _lunar("janmashtami")),
        ("maha shivaratri|mahashivratri|maha shivratri|shivaratri", _lunar("maha shivaratri")),
        ("ram navami|rama navami", _lunar("ram navami")),
        ("onam|thiruvonam", _lunar("onam")),
        ("vasant panchami|basant panchami", _lunar("basant panchami")),
        ("guru nanak jayanti|guru nanak gurpurab|gurpurab", _lunar("guru nanak")),
        ("mahavir jayanti|mahavir janma kalyanak", _lunar("mahavir jayanti")),
        ("karva chauth|karwa chauth", _lunar("karva chauth")),
        ("chhath|chhath puja|dala puja|surya shashthi", _lunar("chhath")),
        ("rath yatra|ratha yatra|ratha-yatra|rathayatra", _lunar("rath yatra")),
        ("hanuman jayanti", _lunar("hanuman jayanti")),
        ("thaipusam", _lunar("thaipusam")),
        ("buddha purnima|buddha's birthday", _lunar("buddha purnima")),
        ("vesak|vesak day|buddha day|wesak", _lunar("vesak")),
        ("makar sankranti|maghi", _fixed(1, 14)),
        ("pongal|thai pongal", _fixed(1, 14, 2)),
        ("vaisakhi|baisakhi|vaisakha", _fixed(4, 13, 2)),
    )
    for name in names.split("|")
}
"""Name → rule. Words are compared without apostrophes and a last "s"."""


def folded(word: str) -> str:
    """A word of a holiday's name as it is compared: without apostrophes and a last "s"."""
    word = word.replace("'", "").replace("’", "").replace(".", "")
    return word[:-1] if len(word) > 2 and word.endswith("s") else word


def _indexed() -> dict[str, list[tuple[tuple[str, ...], Rule]]]:
    index: dict[str, list[tuple[tuple[str, ...], Rule]]] = {}
    for name, rule in HOLIDAY_NAMES.items():
        words = tuple(folded(word) for word in name.replace("-", " ").split())
        index.setdefault(words[0], []).append((words[1:], rule))
    for names in index.values():
        names.sort(key=lambda entry: -len(entry[0]))
    return index


HOLIDAYS = _indexed()
"""First word → the rest of each name that begins with it, longest first."""
