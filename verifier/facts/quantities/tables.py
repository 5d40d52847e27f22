"""The words that quantities are read by, and what each stands for; no rules. Units and currencies are in `units.json`."""

from __future__ import annotations

from verifier.facts import numerals
from verifier.records import Bound

POSSESSIVES = frozenset("its his her their".split())
CLAUSE_ENDS = frozenset({"", ".", ",", ")", ";"})

# Bounds

LEFT_BOUNDS = {
    Bound.AT_LEAST: """
        at least | no fewer than | no less than | not less than | not fewer than | a minimum of | minimum of | minimum
        at minimum | at a minimum | as little as | as few as | no smaller than | no lower than | no younger than
        no shorter than | from at least | ≥ | > = | = > | more than or equal to | greater than or equal to
        equal to or more than | equal to or greater than | at least or equal to | bigger or equal than
        higher or equal than | larger or equal than | greater or equal to | bigger than or equal to
        higher than or equal to | more or equal to | greater or equal than | at the very least
        larger than or equal to | min | min . | starting at | equal to or higher than | equal or greater than""",
    Bound.MORE_THAN: """
        more than | over | above | greater than | larger than | bigger than | higher than | in excess of | upwards of
        upward of | exceeding | exceeds | exceeded | exceed | beyond | north of | topping | topped | tops
        surpassing | surpassed | surpasses | better than | longer than | older than | taller than | heavier than
        wider than | deeper than | faster than | farther than | further than | well over | just over | slightly over
        a little over | well above | just above | little over | > | excess of | slightly more than | just more than
        a little more than | far more than | well past | just past | a bit more than | a bit over | hotter than
        warmer than | not just""",
    Bound.AT_MOST: """
        at most | up to | no more than | not more than | as many as | as much as | at the most | a maximum of
        maximum of | maximum | not exceeding | within | no greater than | no higher than | no longer than
        no larger than | no bigger than | no older than | not over | no taller than | as high as | as long as
        as far as | as old as | ≤ | < = | = < | less than or equal to | fewer than or equal to
        equal to or less than | equal to or fewer than | smaller or equal than | less or equal than | max | max .
        capped at | limited to | smaller than or equal to | lower than or equal to | less or equal to
        to within | upto""",
    Bound.LESS_THAN: """
        less than | fewer than | under | below | lower than | smaller than | shy of | just shy of | short of
        just short of | south of | younger than | shorter than | lighter than | closer than | slower than
        cheaper than | nearer than | < | well under | just under | slightly under | slightly less than
        a little less than | just below | well below | just less than | a little under | slightly below
        colder than | cooler than""",
    Bound.ABOUT: """
        about | around | roughly | approximately | approx | approx . | approximate | aproximately | circa | c | c .
        ca . | ca | ~ | ≈ | some | an estimated | estimated | estimated at | nearly | almost | close to | near to
        near | in the region of | in the neighborhood of | in the neighbourhood of | on the order of
        somewhere around | somewhere near | nearing | approaching | virtually | practically | more or less
        give or take | the best part of | of the order of | or about | or around | somewhere in the region of
        not quite | barely | ∼""",
}
"""Words before a number that limit it."""

RIGHT_BOUNDS = {
    Bound.AT_LEAST: """
        or more | or greater | or higher | or above | or over | or better | or longer | or older | or larger
        or bigger | or upwards | or up | and above | and over | and more | and up | and older | and upwards
        and upward | + | plus | - plus | at least | minimum | and counting | or taller | or heavier | or equal
        or greater than | or more than | at minimum | at the least | at the very least | upwards""",
    Bound.AT_MOST: """
        or less | or fewer | or lower | or below | or under | or smaller | or younger | or shorter | or cheaper
        and under | and below | and younger | at most | maximum | tops | at the most | max | and less | and fewer""",
    Bound.ABOUT: """
        or so | - odd | odd | or thereabouts | - ish | ish | approximately | approx | give or take | or thereabout
        roughly | more or less""",
}
"""Words after a number that limit it."""

BELOW_ITS_CORE = frozenset(
    {"nearly", "almost", "nearing", "approaching", "virtually", "practically", "not quite", "close to"}
)
"""Words of nearness that say that the figure is not reached."""

GONE_UP = frozenset("went gone moved edged crept shot pushed brought driven".split())
"""Before "up to", which then tells where a figure went, and is no bound."""

GIVEN_OVER = frozenset("hand hands handed handing take takes took taken taking turn turns turned".split())
"""Before "over", which then belongs to the verb: "took over 12 banks", but not "took over three hours"."""

AND_BOUNDS = frozenset({"and more", "and above", "and below", "and over", "and under", "and up"})
"""Bounds after a number that begin the next phrase unless the clause ends with them: "5 and more came"."""
AFTER_AND_BOUNDS = CLAUSE_ENDS | {"in", "of"}
AT_THE_END_ONLY = frozenset({
    "at least", "at most", "approximately", "roughly", "about", "minimum", "maximum", "max", "upwards",
    "more or less", "and less", "and fewer",
})  # fmt: skip
"""Bounds after a number that belong to the next number unless the clause ends with them."""
AFTER_TOPS = frozenset({"", ".", ","})
AFTER_NO_PLUS = frozenset({"a", "an", "the", "or"})
"""Words before which "plus" adds something."""
OPENING_ANOTHER = frozenset({"or more than", "or greater than"})
"""Bounds after a number that are the next number's if one follows."""

EMPHASIS = frozenset("another additional further whopping staggering mere full".split())
"""Words between a bound and its number."""
PREPOSITIONS_OF_PLACE = frozenset({"over", "under", "above", "below"})
CONTESTS = frozenset(
    "medal medals gold silver bronze title titles race races raced champion champions record records victory win wins won "
    "winner final finals heat heats event events".split()
)
"""Words after which "over 100 metres" is the length of the course."""

# "A mile", "an hour"

ARTICLE_AFTER = frozenset(
    """
    for in after about over nearly almost within than only took lasted is was by to at and costs cost ran half least
    most just under of be or weighs weighed weigh measured measures add added use used takes take lasts last with on
    paid around roughly approximately exactly some has had spent up walked every bought drank ate needs need from
    between needed contains holds full below above not won until through drove worth pay charges charged rose fell
    earned ago
    """.split()
) | {"", ".", ",", ";", ":", "("}
"""Words after which "a mile" and "an hour" are amounts, and not the denominator of a rate."""
NOT_BEFORE_AN_AMOUNT = frozenset(
    "once twice times such many what quite per much often rather people not as like".split()
)
ARTICLE_UNITS = frozenset("length area volume mass duration money speed energy power data temperature".split())
"""What may be measured by "a" and a unit."""
NO_UNIT_AFTER_ARTICLE = frozenset("second point score mark crown has won real bit kip bar".split())
"""Names of units and currencies that are other words after "a"."""
POUND_OR_FOOT = frozenset({"pound", "foot"})
AFTER_POUND_OR_FOOT = frozenset({"of", "and", "in", "for", "or"})
"""Words before which "a pound" and "a foot" are amounts."""
FROM_THEN = frozenset({"ago", "later", "old"})
CALENDAR_UNITS = frozenset("year month week day decade century".split())
"""Units of which one before a word of `FROM_THEN` is an amount: "a year ago"."""

# Units and shares

PERCENT = {
    "%": 1.0, "percent": 1.0, "pct": 1.0, "per cent": 1.0, "pc": 1.0, "％": 1.0, "percents": 1.0, "‰": 0.1,
    "permille": 0.1, "per mille": 0.1, "per mil": 0.1,
}  # fmt: skip
POINTS = {
    "percentage points": 1.0, "percentage point": 1.0, "percent points": 1.0, "pp": 1.0, "ppt": 1.0, "ppts": 1.0,
    "pps": 1.0, "% points": 1.0, "% point": 1.0, "basis points": 0.01, "basis point": 0.01, "bps": 0.01, "bp": 0.01,
    "bips": 0.01,
}  # fmt: skip
SHARE_WORDS = frozenset(words.split(" ")[0] for words in (*PERCENT, *POINTS))
NUMBERS_WITH_OF = frozenset("hundreds thousands millions dozens couple".split())
"""Numbers between which and their unit an "of" may stand: "hundreds of miles"."""
IN_INCHES = frozenset("tall long wide high deep thick of diameter across taller longer".split()) | CLAUSE_ENDS
"""What follows where "in" is inches: "5 in wide"."""
AFTER_BARE_INCHES = IN_INCHES | {"and", "but", "inch"}
"""What follows the inches of "six foot two"."""
LETTER_UNITS = frozenset("A V W N J B C F L v w s st m g l h t Ω".split())
"""Symbols of units that are also plain letters."""
FOOT_MARKS = frozenset({"'", "’", "′"})
INCH_MARKS = frozenset({'"', "”", "″"})
APOSTROPHES = frozenset({"'", "’"})
PRIMES = frozenset({"′", "″"})
COMPASS = frozenset("north south east west n s e w latitude longitude angle angles rotation clockwise".split())
"""Words after degrees of an angle."""
LOWERING = {("below", "zero"), ("below", "freezing"), ("below", "0"), ("under", "zero")}
SPRINTS = frozenset("hurdles races sprints relays dashes finals heats swims champions medallists".split())
"""Plural nouns before which "400m" is metres, not millions."""
COMPOUNDED = frozenset({"length", "mass", "duration", "volume", "money"})
"""What is also given in two units, a large and a small one."""
SHARES = frozenset({"share", "points"})

# Money

MILLION = 1e6
SUMS_OF_MONEY = frozenset(
    """
    revenue revenues profit profits loss losses income earnings turnover cost costs debt debts deficit surplus spending
    budget
    """.split()
)
COMPARED_WITH = frozenset({"from", "to", "than", "against"})
"""Words before bare millions that are money as the amount before them."""
SENTENCE_ENDS = frozenset({".", "!", "?", ";"})
CURRENCIES_ALSO_OTHERWISE = frozenset("won real mark crown lei rand som sum dong kip lev ether drams lari".split())
"""Names of currencies that are words of their own: they need a large number before them."""
LETTER_CURRENCIES = frozenset("br bs fr r tk rp".split())
"""Signs of currencies that may be other abbreviations: they need the digits or a pause beside them."""
LETTER_CURRENCY_ENDS = frozenset({"", ".", ",", ")"})
CODES_ALSO_OTHERWISE = frozenset("ALL TOP CUP AMD PEN LAK MOP GEL".split())
"""Codes of currencies that are words or abbreviations of their own: they need a scale before them."""
SCREEN_LINES = frozenset({240, 360, 480, 720, 1080})
"""Numbers before which "p" counts the lines of a picture, not pence."""
MONEY_AFTER_OF = frozenset("debt damage aid funding cash investment".split())
"""Words that say of "pounds of …" that it may be no weight."""
POUND_OF_WEIGHT = frozenset({"lb", "lbs", "."})
"""Last tokens of the spellings of pounds that are always a weight: "12 lb", "12 lbs."."""
MASS_WORDS = frozenset(
    """
    weigh weighs weighed weighing weight heavy heavier lighter lose loses losing shed baby newborn fish meat flour
    sugar butter beef load cargo bag sack lift lifted lifting lb lbs kg kilograms ounces ounce stone force thrust
    explosives cocaine heroin cannabis marijuana drugs rice potatoes apples dog cat turkey chicken cheese dumbbell
    tons catch
    """.split()
)
"""Words near which pounds are a weight."""
MONEY_CONTEXT = frozenset(
    """
    cost costs costing price priced prices pay pays paid paying fine fined fines spend spent spends spending budget
    salary wage wages raise earn earns earned earning £ sold sell sells bought buy tax taxes debt debts bill bills fee
    fees funding funds fund profit profits revenue revenues income loan loans donated donation donate grant prize rent
    ticket tickets charge charged worth valued value bank investment invest invested sum compensation damages deposit
    bid pence sterling cash money owed owes saved savings contract deal fare bonus pension currency million billion
    fetched auction
    """.split()
)
"""Words near which pounds are money."""

# Ranks and factors

BEFORE_THE_VERB_SECOND = frozenset({"i", "we", "you", "they", "to"})
"""Words after which "second" is a verb."""
IRREGULAR_SUPERLATIVES = frozenset({"most", "least", "worst"})
BESIDE_A_RANK = frozenset({"ever", "straight", "consecutive", "ranked"})
"""Words that may stand between an ordinal and its noun, besides superlatives."""
LONGEST_RANKING = 1000
"""The most that a place "in the top …" is one of; money and people are counted beyond."""
BEING = frozenset("is was be been are were became become becomes being".split())
RANKED = BEING | frozenset("ranked rated placed finished listed ranks finishes".split())
"""Words before "in the top ten" that tell of a rank, not of a place."""
AMONG = frozenset({"among", "amongst"})
INSIDE = frozenset({"in", "into", "inside", "within"})
AFTER_TOP_TEN = numerals.CLOSING | {"of", "for", "in"}
"""What follows "in the top ten" that is a rank."""
RANK_LABELS = frozenset({"#", "number", "ranked", "rank", "nº", "№", "place", "position"})
SEQUENCES = frozenset(
    """
    season episode week day round phase stage grade category tier game level magnitude lane seed division league
    quarter step year
    """.split()
)
"""Nouns whose number comes after them and says which one of a row: "season 3"."""
BEFORE_NO_SEQUENCE = frozenset({"a", "per", "each", "every", "last"})
"""Words after which such a noun belongs to what stands before it."""

AFTER_ONCE = numerals.CLOSING | frozenset("in a every per and or before daily".split())
"""What follows "once" that is a number of times."""
TIMES = frozenset({"once", "twice", "thrice"})
AFTER_TIMES = frozenset("as the that its his her their more".split())
"""What follows "twice" that is a factor, not a number of times."""
MULTIPLES = frozenset({"double", "triple", "quadruple"})
AFTER_MULTIPLE = frozenset("the that its his her their what last this those in".split()) | {""}
"""What follows "double" that is a factor."""
COMPARED = frozenset("as more larger higher bigger greater the that its faster less longer heavier lower".split())
"""What follows "three times" that is a factor."""

# Ranges, scores and ratios

JOINTS = (
    ["plus", "or"],
    ["plus", "or", "minus"],
    ["+", "/"],
    ["+", "/", "-"],
    ["up", "to"],
    ["-", "to", "-"],
)
"""What may stand between the two ends of a range, besides single words."""
SCORE_WORDS = frozenset(
    """
    win wins won beat beats defeat defeated defeats victory loss lost lose draw drew tie tied score scored scoreline
    vote voted votes ruling ruled decision record lead led match game set sets aggregate penalties shootout triumph
    thrashed edged downed trailed drubbing rout routed majority split final tally margin upset trail clinched
    """.split()
)
RATIO_WORDS = frozenset("ratio odds outnumbered outnumber outnumbers proportion".split())

# What it counts, rates, roles and ages

WHOLES = POSSESSIVES | {"the", "all", "our", "these", "those"}
"""Words between a share and what it is a share of."""

PER_UNITS = {
    "second": "second", "minute": "minute", "hour": "hour", "day": "day", "night": "night", "week": "week",
    "month": "month", "year": "year", "annum": "year", "decade": "decade", "capita": "person", "person": "person",
    "head": "person", "people": "person", "inhabitant": "person", "inhabitants": "person", "residents": "person",
    "resident": "person", "population": "person", "citizen": "person", "citizens": "person", "share": "share",
    "piece": "piece", "barrel": "barrel", "gallon": "gallon", "litre": "litre", "liter": "litre", "pound": "pound",
    "kilogram": "kilogram", "kilo": "kilogram", "kg": "kilogram", "tonne": "tonne", "ton": "ton", "ounce": "ounce",
    "mile": "mile", "kilometre": "kilometre", "kilometer": "kilometre", "km": "kilometre", "metre": "metre",
    "meter": "metre", "acre": "acre", "hectare": "hectare", "game": "game", "match": "match", "season": "season",
    "household": "household", "family": "family", "student": "student", "pupil": "student", "vote": "vote",
    "unit": "unit", "item": "item", "ticket": "ticket", "minutes": "minute", "hr": "hour", "worker": "worker",
    "employee": "worker", "woman": "woman", "child": "child", "kwh": "kilowatt-hour", "mwh": "megawatt-hour",
    "min": "minute", "sec": "second", "bushel": "bushel", "dose": "dose", "room": "room", "couple": "couple",
    "yr": "year", "wk": "week", "mo": "month", "quarter": "quarter", "foot": "foot", "yard": "yard",
    "passenger": "passenger", "dozen": "dozen", "bottle": "bottle", "cent": "share", "capsule": "capsule",
    "square": "square",
}  # fmt: skip
"""Words after "per", and what the rate is for each of."""
PER_ADVERBS = {
    "annually": "year", "yearly": "year", "daily": "day", "weekly": "week", "monthly": "month", "hourly": "hour",
    "nightly": "night", "apiece": "piece",
}  # fmt: skip
NOT_PER_ARTICLE = frozenset("second foot square quarter cent capita annum min sec decade couple".split())
"""Words of `PER_UNITS` that with "a" make no rate."""
SO_LONG_AGO = frozenset({"ago", "earlier", "later", "previously"})

CHANGE_VERBS = frozenset(
    """
    rose rise rises rising risen fell fall falls falling fallen grew grow grows growing grown increased increase
    increases increasing decreased decrease decreases decreasing dropped drop drops dropping declined decline declines
    declining climbed climb climbs climbing jumped jump jumps jumping surged surge surges surging soared soar soars
    soaring plunged plunge plunges plunging slumped slump slumps tumbled tumble tumbles shrank shrink shrinks shrunk
    slipped slip slips gained gain gains lost lose loses cut cuts cutting raised raise raises lowered lower lowers
    reduced reduce reduces reduction went expanded expand expands contracted contract contracts rebounded sank sink
    sinks edged up down boosted boost boosts slashed slash doubled tripled changed moved swelled dipped advanced
    advance growth hike hiked spike spiked accelerated slowed upgraded downgraded strengthened weakened appreciated
    depreciated widened narrowed extended
    """.split()
)
MOVES = frozenset(
    """
    rose rise rises rising risen fell fall falls falling fallen climbed climb climbs climbing jumped jump jumps jumping surged
    surge surges soared soar soars plunged plunge plunges slumped slump slumps tumbled tumble tumbles slipped slip slips dropped
    declined decline declines dipped sank sink sinks edged rebounded advanced gained gain gains lost lose loses up down
    """.split()
)
"""Of these, those after which an amount of any kind is by how much, not what is moved: "rose 14p", but "raised 14 million"."""
CHANGE_NOUNS = frozenset(
    """
    rise increase decrease drop fall decline jump surge gain loss cut reduction growth hike boost slump plunge
    improvement uptick spike swing change raise climb dip expansion contraction slide appreciation depreciation
    discount off
    """.split()
)

AGE = frozenset({"age", "ages"})
AGE_LABELS = AGE | {"aged"}
TURNING = frozenset({"turned", "turns", "turning"})
AFTER_AGE = numerals.CLOSING | frozenset("in on this last and when during but while just before after".split())
"""What follows an age after "turned"."""
OLD = frozenset({"old", "olds"})
PERSONS = frozenset(
    """boy girl man woman child baby toddler infant teenager pupil student son daughter brother sister father mother grandfather
    grandmother husband wife boyfriend girlfriend who was is has had from""".split()
)
"""What follows "44-year-old" where it is a person."""
