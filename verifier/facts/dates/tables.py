"""The words of dates and times, and what each stands for; no rule of grammar and no arithmetic."""

from __future__ import annotations

from verifier.facts import units
from verifier.records import Bound

MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sep sept",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for word in words.split()
}
MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

WEEKDAYS = {
    word: number
    for number, words in enumerate(
        (
            "monday mon mondays",
            "tuesday tue tues tuesdays",
            "wednesday wed weds wednesdays",
            "thursday thu thur thurs thursdays",
            "friday fri fridays",
            "saturday sat saturdays",
            "sunday sun sundays",
        )
    )
    for word in words.split()
}
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

WORDS_ALSO_OTHERWISE = frozenset("may march mar sat sun wed mon fri jan dec jun june april august sep oct".split())
"""Names of months and weekdays that are words or names of their own: they need a capital or a date beside them."""

MONTHS_ALSO_OTHERWISE = frozenset("may march mar jan april june august dec jun".split())

TITLES_AFTER_WEEKDAY = frozenset(
    "times telegraph mirror express mail herald post world independent night nights addams magazine's mass".split()
)
"""Words that make a weekday part of a title when capitalised: "Sunday Times", "Friday Night Lights"."""

TITLES_BEFORE_WEEKDAY = frozenset("bloody ruby man girl freaky taco".split())

CARDINALS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
TENS = {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
ORDINALS = {
    word: value
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        start=1,
    )
} | {"thirtieth": 30}
ORDINAL_ENDINGS = frozenset(("st", "nd", "rd", "th"))
VAGUE_NUMBERS = {"couple": 2, "pair": 2, "few": 3, "several": 5, "dozen": 12}
"""Counts that stand for a small range around the value given here."""

BEFORE_A_VERB = frozenset(
    """
    will would can could may might shall should must to not did do does which who that
    cannot wont wouldnt cant couldnt didnt dont doesnt shouldnt
    """.split()
)
"""Words, without apostrophes, behind which "last" is a verb."""

UNITS: dict[str, tuple[str, int]] = {
    word: meaning
    for words, meaning in (
        ("second seconds sec secs", ("second", 1)),
        ("minute minutes min mins", ("minute", 1)),
        ("hour hours hr hrs", ("hour", 1)),
        ("day days", ("day", 1)),
        ("night nights", ("day", 1)),
        ("week weeks wk wks", ("day", 7)),
        ("fortnight fortnights", ("day", 14)),
        ("month months mo mos", ("month", 1)),
        ("quarter quarters qtr qtrs", ("month", 3)),
        ("semester semesters", ("month", 6)),
        ("year years yr yrs", ("month", 12)),
        ("decade decades", ("month", 120)),
        ("century centuries", ("month", 1200)),
        ("millennium millennia", ("month", 12000)),
        ("weekend weekends wkend week-end", ("weekend", 1)),
    )
    for word in words.split()
}
"""Units of time as a count of seconds, minutes, hours, days, months or weekends."""

UNIT_GRAINS = {
    ("second", 1): "second",
    ("minute", 1): "minute",
    ("hour", 1): "hour",
    ("day", 1): "day",
    ("day", 7): "week",
    ("day", 14): "week",
    ("month", 1): "month",
    ("month", 3): "quarter",
    ("month", 6): "half",
    ("month", 12): "year",
    ("month", 120): "decade",
    ("month", 1200): "century",
    ("month", 12000): "century",
    ("weekend", 1): "weekend",
}
UNIT_DAYS = {"second": 1 / 86400, "minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "month": 30.4375, "weekend": 7.0}

GRAINS = (
    *("second", "minute", "hour", "part", "day", "weekend", "week", "month", "quarter"),
    *("season", "half", "year", "decade", "century"),
)
"""From the finest to the coarsest."""

SEASONS: dict[str, tuple[int, int, int, int]] = {
    "spring": (3, 1, 6, 22),
    "summer": (6, 1, 9, 24),
    "autumn": (9, 1, 12, 22),
    "fall": (9, 1, 12, 22),
    "winter": (12, 1, 3, 22),
    "springtime": (3, 1, 6, 22),
    "summertime": (6, 1, 9, 24),
    "wintertime": (12, 1, 3, 22),
}
"""First month and day, last month and day (exclusive), of the northern seasons: from the meteorological start to the
astronomical end, since a text says neither which it means."""

DAY_PARTS: dict[str, tuple[float, float]] = {
    "morning": (3, 12),
    "mornings": (3, 12),
    "dawn": (4, 8),
    "daybreak": (4, 8),
    "sunrise": (4, 9),
    "breakfast": (6, 10),
    "brunch": (9, 13),
    "midday": (11, 13),
    "lunch": (12, 14),
    "lunchtime": (12, 14),
    "afternoon": (12, 19),
    "afternoons": (12, 19),
    "dinner": (17, 22),
    "dinnertime": (17, 22),
    "dusk": (16, 22),
    "sunset": (16, 22),
    "evening": (17, 24),
    "evenings": (17, 24),
    "night": (18, 29),
    "nights": (18, 29),
    "overnight": (18, 32),
    "nighttime": (18, 29),
    "daytime": (6, 19),
}
"""First and last hour; a night runs into the next day."""

EARLY_PARTS = {"morning": (0, 9), "afternoon": (12, 15), "evening": (17, 20), "night": (18, 22), "tonight": (18, 22)}
LATE_PARTS = {"morning": (9, 12), "afternoon": (15, 19), "evening": (20, 24), "night": (21, 29), "tonight": (21, 29)}
MID_PARTS = {"morning": (8, 11), "afternoon": (13, 17), "day": (11, 14)}

ZONES: dict[str, float] = {
    **dict.fromkeys("gmt utc z wet zulu".split(), 0),
    **dict.fromkeys("bst cet wat met".split(), 1),
    **dict.fromkeys("cest eet sast cat".split(), 2),
    **dict.fromkeys("msk eest eat trt ast3".split(), 3),
    "gst": 4,
    "pkt": 5,
    "ist": 5.5,
    "npt": 5.75,
    "ict": 7,
    "wib": 7,
    **dict.fromkeys("sgt hkt awst pht".split(), 8),
    **dict.fromkeys("jst kst".split(), 9),
    "acst": 9.5,
    "aest": 10,
    "aedt": 11,
    "nzst": 12,
    "nzdt": 13,
    "nst": -3.5,
    **dict.fromkeys("brt art adt".split(), -3),
    **dict.fromkeys("ast edt".split(), -4),
    **dict.fromkeys("est cdt".split(), -5),
    **dict.fromkeys("cst mdt".split(), -6),
    **dict.fromkeys("mst pdt".split(), -7),
    **dict.fromkeys("pst akdt".split(), -8),
    "akst": -9,
    "hst": -10,
}
"""Hours ahead of UTC; of the abbreviations with two meanings the one that English-language newsrooms use."""

ZONES_WITH_SUMMER_TIME: dict[str, float] = {"et": -5, "ct": -6, "mt": -7, "pt": -8}
ZONES_BY_PLACE: dict[str, float] = {
    "eastern": -5,
    "central": -6,
    "mountain": -7,
    "pacific": -8,
    "moscow": 3,
    "kyiv": 2,
    "minsk": 3,
    "beijing": 8,
    "tokyo": 9,
    "london": 0,
    "delhi": 5.5,
    "greenwich": 0,
}
"""With "time" after them. The zones of the United States and Europe are an hour further ahead in summer."""

BOUNDS: tuple[tuple[str, Bound], ...] = (
    ("since", Bound.AT_LEAST),
    ("ever since", Bound.AT_LEAST),
    ("as from", Bound.AT_LEAST),
    ("starting", Bound.AT_LEAST),
    ("starting on", Bound.AT_LEAST),
    ("starting from", Bound.AT_LEAST),
    ("starting in", Bound.AT_LEAST),
    ("beginning", Bound.AT_LEAST),
    ("beginning on", Bound.AT_LEAST),
    ("beginning in", Bound.AT_LEAST),
    ("effective", Bound.AT_LEAST),
    ("no earlier than", Bound.AT_LEAST),
    ("not earlier than", Bound.AT_LEAST),
    ("not before", Bound.AT_LEAST),
    ("no sooner than", Bound.AT_LEAST),
    ("on or after", Bound.AT_LEAST),
    ("in or after", Bound.AT_LEAST),
    ("at the earliest", Bound.AT_LEAST),
    ("after", Bound.MORE_THAN),
    ("later than", Bound.MORE_THAN),
    ("sooner than", Bound.LESS_THAN),
    ("anytime after", Bound.MORE_THAN),
    ("any time after", Bound.MORE_THAN),
    ("sometime after", Bound.MORE_THAN),
    ("past", Bound.MORE_THAN),
    ("until", Bound.AT_MOST),
    ("untill", Bound.AT_MOST),
    ("till", Bound.AT_MOST),
    ("til", Bound.AT_MOST),
    ("up until", Bound.AT_MOST),
    ("up to", Bound.AT_MOST),
    ("through", Bound.AT_MOST),
    ("thru", Bound.AT_MOST),
    ("by", Bound.AT_MOST),
    ("no later than", Bound.AT_MOST),
    ("not later than", Bound.AT_MOST),
    ("on or before", Bound.AT_MOST),
    ("in or before", Bound.AT_MOST),
    ("ending", Bound.AT_MOST),
    ("ending on", Bound.AT_MOST),
    ("ending in", Bound.AT_MOST),
    ("before", Bound.LESS_THAN),
    ("prior to", Bound.LESS_THAN),
    ("earlier than", Bound.LESS_THAN),
    ("anytime before", Bound.LESS_THAN),
    ("any time before", Bound.LESS_THAN),
    ("sometime before", Bound.LESS_THAN),
    ("about", Bound.ABOUT),
    ("around", Bound.ABOUT),
    ("approximately", Bound.ABOUT),
    ("roughly", Bound.ABOUT),
    ("circa", Bound.ABOUT),
    ("ca", Bound.ABOUT),
    ("c", Bound.ABOUT),
    ("near", Bound.ABOUT),
    ("sometime around", Bound.ABOUT),
    ("at around", Bound.ABOUT),
    ("at about", Bound.ABOUT),
    ("on or about", Bound.ABOUT),
)

TRAILING_BOUNDS: tuple[tuple[str, Bound], ...] = (
    ("on", Bound.AT_LEAST),
    ("onward", Bound.AT_LEAST),
    ("onwards", Bound.AT_LEAST),
    ("forward", Bound.AT_LEAST),
    ("or later", Bound.AT_LEAST),
    ("or after", Bound.AT_LEAST),
    ("and later", Bound.AT_LEAST),
    ("at the earliest", Bound.AT_LEAST),
    ("or earlier", Bound.AT_MOST),
    ("or before", Bound.AT_MOST),
    ("and earlier", Bound.AT_MOST),
    ("at the latest", Bound.AT_MOST),
    ("or so", Bound.ABOUT),
    ("approximately", Bound.ABOUT),
)
"""Words after a date that bound it; "on" and its like only where "from" stands before it."""

DURATION_BOUNDS: tuple[tuple[str, Bound], ...] = (
    ("more than", Bound.MORE_THAN),
    ("over", Bound.MORE_THAN),
    ("well over", Bound.MORE_THAN),
    ("just over", Bound.MORE_THAN),
    ("at least", Bound.AT_LEAST),
    ("less than", Bound.LESS_THAN),
    ("fewer than", Bound.LESS_THAN),
    ("under", Bound.LESS_THAN),
    ("no more than", Bound.AT_MOST),
    ("at most", Bound.AT_MOST),
    ("almost", Bound.ABOUT),
    ("nearly", Bound.ABOUT),
    ("exactly", Bound.ABOUT),
    ("some", Bound.ABOUT),
    ("about", Bound.ABOUT),
    ("around", Bound.ABOUT),
    ("roughly", Bound.ABOUT),
    ("approximately", Bound.ABOUT),
)
"""Words before a duration that lies between a date and the date of the text."""

DATE_PREPOSITIONS = frozenset(
    "in on of since by until till before after during from to through thru around circa ca for between and or early "
    "late mid last next this past coming each every the at as following preceding year fiscal late- than".split()
)

COUNTED = frozenset(
    "people men women children soldiers troops prisoners inmates voters votes dollars euros pounds yen rubles roubles "
    "francs marks percent per hours hrs minutes seconds days weeks months years km kilometres kilometers metres meters "
    "miles feet ft m cm mm kg kilograms tons tonnes grams litres liters gallons acres hectares degrees words copies "
    "jobs cases deaths seats points users times staff employees members students homes houses households residents "
    "inhabitants refugees migrants workers officers police cattle horses sheep units pages copies barrels watts mw kw "
    "gb mb kb rpm hp calories police personnel participants delegates guests passengers fans spectators mph kph lb lbs "
    "cents bucks million billion thousand hundred sq square cubic m2 rounds shares".split()
)
"""What a number counts when it is not a year."""

_ALSO_OTHERWISE = frozenset(
    "hand stone stones cup cups bar bars league leagues gig gigs pixel atmosphere atmospheres foot mark marks gold silver "
    "palladium platinum won real lei rand som sum dong kip lev ether lari dram drams crown crowns franc dollar euro "
    "pound peso ruble rouble rupee lira sterling krone krona shilling dinar dirham nickel nickels dime penny sen sens "
    "second day week month year decade century centuries millennium millennia fortnight quarter min us ms pa ns me mi "
    "in st".split()
)
"""Units that are words of their own, or that a year may stand before ("the 2012 World Cup", "the 1998 rouble crisis")."""
UNIT_NAMES = frozenset(
    name
    for table in (units.WORDS, units.MONEY, units.MINOR)
    for name in table
    if name not in _ALSO_OTHERWISE and (len(name) > 2 or name in ("kg", "gb", "lb", "ml", "oz"))
)
UNIT_SYMBOLS = frozenset(name for name in units.SYMBOLS if len(name) > 1 and name not in _ALSO_OTHERWISE)
"""Names of units, up to three words each, in lower case, and symbols as they are written."""
CURRENCY_CODES = frozenset(
    "USD EUR GBP JPY CNY RMB INR CHF AUD CAD NZD SGD HKD MYR SEK NOK DKK PLN CZK HUF RUB UAH BYN ZAR BRL MXN KRW THB "
    "IDR PHP ILS EGP TWD VND AED SAR QAR KWD BGN RON NGN KES GHS PKR BDT LKR ISK CLP ARS".split()
)
"""Codes of currencies that are no words in a line of capitals ("WORLD CUP 2010")."""

YEAR_BLOCKERS = frozenset(
    "no number nr page pages p pp flight route highway article section room version model boeing airbus psalm chapter "
    "least most than nearly almost some only exactly over under just channel apartment unit lot serial id code iso "
    "windows rfc street avenue px ps hz rs rm $ € £ ¥ ₹ ₽ ₩ ₺ ₴ about:".split()
)
"""Words before a number that say it is not a year."""

FUTURE_CUES = frozenset(
    "will ll shall won't plans planned plan going expected expects due scheduled schedule set upcoming intends hopes "
    "tomorrow may might could would should must can".split()
)
PRESENT_CUES = frozenset("is are am".split())
"""Verbs that leave it open whether a day has been or is to come."""
REPORTING_CUES = frozenset("said told".split())
"""Verbs whose tense is that of the report: in "officials said the talks begin on Monday" it says nothing of Monday."""
PAST_CUES = frozenset(
    "was were had did said ago came went took gave began won lost met told left held ran fell rose grew became made "
    "saw found led sent built bought sold spoke wrote wore died killed shot struck hit broke brought chose drove flew "
    "fought got hurt kept knew laid lay let paid put quit read rode rang sang sank sat shook shut slept spent stood "
    "stole swept swore taught threw thought understood woke withdrew yesterday beat born been".split()
)
"""Verbs that put a sentence in the past, besides those in -ed."""

NOT_PAST = frozenset(
    "need speed indeed bed red seed feed exceed proceed succeed hundred united bleed breed weed deed fed led wed shed "
    "sacred naked wicked limited united scheduled planned expected slated supposed".split()
)
"""Words in -ed that put no sentence in the past."""


DASHES = frozenset("-–—‒−")


CONNECTORS = DASHES | frozenset(("to", "through", "thru", "till", "til", "until", "untill"))


SHIFTS = {
    **dict.fromkeys("next coming upcoming".split(), 1),
    "following": 1,
    **dict.fromkeys("last past previous preceding".split(), -1),
    **dict.fromkeys("this current".split(), 0),
}


EARLY = frozenset("early beginning start opening".split())


MIDDLE = frozenset("mid middle".split())


LATE = frozenset("late end close".split())


ERAS = {"bc": -1, "bce": -1, "ad": 1, "ce": 1}


MERIDIEMS = {"am": 0, "a": 0, "pm": 12, "p": 12}


CONTRACTED = {
    "eod": ("end", "day"),
    "eow": ("end", "week"),
    "eom": ("end", "month"),
    "eoq": ("end", "quarter"),
    "eoy": ("end", "year"),
    "bom": ("start", "month"),
    "boy": ("start", "year"),
}


DEICTIC = {"today": 0, "tonight": 0, "tonite": 0, "yesterday": -1, "tomorrow": 1, "tomorrows": 1, "tmrw": 1}


DECADES = {
    word: 10 * number
    for number, word in enumerate(
        "twenties thirties forties fifties sixties seventies eighties nineties".split(), start=2
    )
}


NOT_PLURAL = frozenset(
    "was has does this its thus plus always perhaps across versus towards afterwards series news".split()
)


YEAR_OPENERS = frozenset(("(", "[", "-", "–", "—", "/", '"', "“", "‘", "'", "’", "c", "ca", "."))


JOINERS = DASHES | frozenset(("/", "."))


BEFORE_A_TIME = frozenset("at by until till from since @".split())
TIME_OPENERS = frozenset(("(", "[", "-", "–", "—", "/", '"', "“", "@", "~", "‘"))


FIRM_PREPOSITIONS = frozenset(
    "in on of since by until till before after during through last next this early late mid every each from to "
    "between and past following coming -".split()
)


SEASON_OPENERS = frozenset(
    "in of since by until during early late mid this last next every each over before after for through -".split()
)


BEFORE_DAY_ALONE = frozenset("on by until till before after since from to through".split())


AFTER_DATE = frozenset(
    "at in on of to and or by was were is for from until when as with after before through who that the but will had "
    "has have he she it they we i a an this last next".split()
)


GLUES = frozenset("on at of in from for by around about".split())


CAPITALISED_HOLIDAYS = frozenset(
    "lent tet ascension holi hajj pascha ashura vesak wesak pongal maghi onam chhath rakhi".split()
)


MIRRORED = {
    Bound.MORE_THAN: Bound.LESS_THAN,
    Bound.AT_LEAST: Bound.AT_MOST,
    Bound.LESS_THAN: Bound.MORE_THAN,
    Bound.AT_MOST: Bound.AT_LEAST,
}


def phrases_by_first_word(table: tuple[tuple[str, Bound], ...]) -> dict[str, list[tuple[tuple[str, ...], Bound]]]:
    """First word → the rest of each phrase with its bound, longest first."""
    index: dict[str, list[tuple[tuple[str, ...], Bound]]] = {}
    for phrase, bound in table:
        first, *rest = phrase.split()
        index.setdefault(first, []).append((tuple(rest), bound))
    for entries in index.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return index


PERCENT = frozenset(("%", "percent", "cent", "pc"))
"""How a share ends."""

BOUND_STARTS = phrases_by_first_word(BOUNDS)

TRAILING_STARTS = phrases_by_first_word(TRAILING_BOUNDS)

DURATION_BOUND_STARTS = phrases_by_first_word(DURATION_BOUNDS)
