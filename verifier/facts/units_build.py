"""Writes `units.json`: names of units and currencies from Unicode CLDR (through babel), their sizes from pint.

Run `python -m verifier.facts.units_build` after adding a unit; it needs the `dev` extra.
Nothing at run time imports it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from verifier.facts.tokens import Tokens

TABLE = Path(__file__).with_name("units.json")

CANONICAL = {
    "length": "metre", "area": "square metre", "volume": "litre", "mass": "kilogram", "duration": "second",
    "temperature": "celsius", "speed": "metre per second", "energy": "joule", "power": "watt", "data": "byte",
    "data rate": "byte per second", "frequency": "hertz", "pressure": "pascal", "voltage": "volt", "current": "ampere",
    "force": "newton", "resistance": "ohm", "consumption": "mile per gallon", "radiation": "sievert",
    "acceleration": "g-force", "pixels": "pixel", "sound level": "decibel", "torque": "newton metre",
}  # fmt: skip
PINT_NAMES = {
    "metre": "meter", "square metre": "meter**2", "litre": "liter", "celsius": "degC",
    "metre per second": "meter/second",
    "byte per second": "byte/second", "g-force": "g_0", "mile per gallon": "mile/gallon",
    "newton metre": "newton*meter",
}  # fmt: skip

CLDR_UNITS = {
    "length": "kilometer meter decimeter centimeter millimeter micrometer nanometer mile yard foot inch parsec "
    "light-year astronomical-unit furlong fathom nautical-mile",
    "area": "square-kilometer hectare square-meter square-centimeter square-mile acre square-yard "
    "square-foot square-inch",
    "volume": "cubic-kilometer cubic-meter cubic-centimeter cubic-mile cubic-yard cubic-foot cubic-inch megaliter "
    "hectoliter liter deciliter centiliter milliliter acre-foot bushel gallon-imperial "
    "fluid-ounce-imperial quart-imperial cup "
    "tablespoon teaspoon barrel",
    "mass": "tonne kilogram gram milligram microgram stone pound ounce ounce-troy carat",
    "duration": "century decade year month week day hour minute second millisecond microsecond nanosecond",
    "temperature": "celsius fahrenheit kelvin",
    "speed": "kilometer-per-hour meter-per-second mile-per-hour knot",
    "energy": "kilocalorie calorie kilojoule joule kilowatt-hour electronvolt british-thermal-unit",
    "power": "gigawatt megawatt kilowatt watt milliwatt horsepower",
    "digital": "petabyte terabyte terabit gigabyte gigabit megabyte megabit kilobyte kilobit byte bit",
    "frequency": "gigahertz megahertz kilohertz hertz",
    "pressure": "pound-force-per-square-inch bar millibar atmosphere pascal hectopascal kilopascal megapascal",
    "electric": "ampere milliampere ohm volt",
    "consumption": "mile-per-gallon",
    "acceleration": "g-force",
    "graphics": "pixel megapixel",
    "force": "newton",
}
"""The units of CLDR's categories that English prose uses."""

DIMENSIONS = {"digital": "data", "graphics": "pixels"}
ELECTRIC = {"ampere": "current", "milliampere": "current", "ohm": "resistance", "volt": "voltage"}
SIZES = {
    "gallon-imperial": "imperial_gallon", "fluid-ounce-imperial": "imperial_fluid_ounce",
    "quart-imperial": "imperial_quart",
    "ounce-troy": "troy_ounce", "barrel": "oil_barrel", "tonne": "metric_ton", "celsius": "degC", "fahrenheit": "degF",
    "british-thermal-unit": "Btu", "pound-force-per-square-inch": "psi", "g-force": "g_0", "acre-foot": "acre*foot",
    "decade": "10*year", "megapixel": "1e6*pixel", "mile-per-gallon": "mile/gallon", "horsepower": "horsepower",
}  # fmt: skip
"""CLDR names that pint knows by another name."""

OTHER_UNITS: dict[str, tuple[str, str, str]] = {
    # name: dimension, pint's expression, aliases
    "league": ("length", "3*mile", "leagues"),
    "micron": ("length", "micrometer", "microns"),
    "football pitch": ("area", "7140*meter**2", ""),
    "dunam": ("area", "1000*meter**2", "dunams"),
    "square millimeter": ("area", "millimeter**2", "square millimeters, square millimetre, square millimetres, mm²"),
    "cubic decimeter": ("volume", "liter", "cubic decimeters, cubic decimetre, cubic decimetres"),
    "gigaliter": ("volume", "1e9*liter", "gigaliters, gigalitre, gigalitres"),
    "kiloliter": ("volume", "1000*liter", "kiloliters, kilolitre, kilolitres"),
    "kiloton": ("mass", "1000*metric_ton", "kilotons, kilotonne, kilotonnes"),
    "megatonne": ("mass", "1e6*metric_ton", "megatonnes, megaton, megatons"),
    "gigatonne": ("mass", "1e9*metric_ton", "gigatonnes, gigaton, gigatons"),
    "long ton": ("mass", "long_ton", "long tons, imperial ton, imperial tons"),
    "short ton": ("mass", "short_ton", "short tons"),
    "hundredweight": ("mass", "112*pound", "hundredweights, cwt"),
    "quintal": ("mass", "100*kilogram", "quintals"),
    "fortnight": ("duration", "14*day", "fortnights"),
    "weekend": ("duration", "2*day", ""),
    "millennium": ("duration", "1000*year", "millennia, millenniums"),
    "kilometer per second": ("speed", "kilometer/second", "kilometers per second, kilometres per second, km/s"),
    "foot per second": ("speed", "foot/second", "feet per second, ft/s"),
    "mile per second": ("speed", "mile/second", "miles per second"),
    "meter per minute": ("speed", "meter/minute", "meters per minute, metres per minute"),
    "mach": ("speed", "343*meter/second", ""),
    "watt-hour": ("energy", "watt*hour", "watt-hours, watt hour, watt hours, Wh"),
    "megawatt-hour": ("energy", "megawatt*hour", "megawatt-hours, megawatt hour, megawatt hours, MWh"),
    "gigawatt-hour": ("energy", "gigawatt*hour", "gigawatt-hours, gigawatt hour, gigawatt hours, GWh"),
    "terawatt-hour": ("energy", "terawatt*hour", "terawatt-hours, terawatt hour, terawatt hours, TWh"),
    "megajoule": ("energy", "megajoule", "megajoules, MJ"),
    "gigajoule": ("energy", "gigajoule", "gigajoules, GJ"),
    "ton of tnt": ("energy", "tTNT", "tons of tnt, tonnes of tnt"),
    "terawatt": ("power", "terawatt", "terawatts, TW"),
    "kibibyte": ("data", "1024*byte", "kibibytes, KiB"),
    "mebibyte": ("data", "1024**2*byte", "mebibytes, MiB"),
    "gibibyte": ("data", "1024**3*byte", "gibibytes, GiB"),
    "exabyte": ("data", "1e18*byte", "exabytes, EB"),
    "zettabyte": ("data", "1e21*byte", "zettabytes, ZB"),
    "bit per second": ("data rate", "bit/second", "bits per second, bps."),
    "kilobit per second": ("data rate", "1e3*bit/second", "kilobits per second, kbps, Kbps, kbit/s"),
    "megabit per second": ("data rate", "1e6*bit/second", "megabits per second, Mbps, mbps, Mbit/s, Mb/s"),
    "gigabit per second": ("data rate", "1e9*bit/second", "gigabits per second, Gbps, gbps, Gbit/s, Gb/s"),
    "megabyte per second": ("data rate", "1e6*byte/second", "megabytes per second, MB/s"),
    "gigabyte per second": ("data rate", "1e9*byte/second", "gigabytes per second, GB/s"),
    "revolution per minute": ("frequency", "hertz/60", "revolutions per minute, rpm, RPM"),
    "terahertz": ("frequency", "terahertz", "THz"),
    "kilovolt": ("voltage", "kilovolt", "kilovolts, kV"),
    "millivolt": ("voltage", "millivolt", "millivolts, mV"),
    "amp": ("current", "ampere", "amps"),
    "kilonewton": ("force", "kilonewton", "kilonewtons, kN"),
    "sievert": ("radiation", "sievert", "sieverts, Sv"),
    "millisievert": ("radiation", "millisievert", "millisieverts, mSv"),
    "microsievert": ("radiation", "microsievert", "microsieverts, μSv, µSv"),
    "decibel": ("sound level", "", "decibels, dB"),
    "millimeter of mercury": ("pressure", "133.322387415*pascal", "mmHg, mm Hg, millimeters of mercury"),
}
"""Units of English prose that CLDR has no name for."""

AMBIGUOUS: dict[str, tuple[str, tuple[str, ...], str]] = {
    # name: dimension, the sizes that it may have, aliases
    "ton": ("mass", ("metric_ton", "short_ton", "long_ton"), "tons"),
    "gallon": ("volume", ("gallon", "imperial_gallon"), "gallons, gal, gals, gal."),
    "quart": ("volume", ("quart", "imperial_quart"), "quarts, qt, qts"),
    "pint": ("volume", ("pint", "imperial_pint"), "pints, pt, pts"),
    "fluid ounce": ("volume", ("fluid_ounce", "imperial_fluid_ounce"), "fluid ounces, fl oz, fl. oz., fl. oz, floz"),
    "degree": ("temperature", ("degC", "degF"), "degrees, deg, degs, °, deg."),
}
"""Names of several sizes; quantities in them agree or conflict only as far as every reading allows."""

MORE_ALIASES = {
    "kilometer": "kms, kilometre, kilometres, kilometer, klick, klicks, Km, KM, kilometrs",
    "meter": "metre, metres, mtr, mtrs, meters", "centimeter": "cms, centimetre, centimetres",
    "millimeter": "millimetre, millimetres, mms", "mile": "mi., statute mile, statute miles", "yard": "yds, yd.",
    "foot": "feet, ft., foot, fts", "inch": "inches, in., ins", "nautical-mile": "NM, nm., sea miles",
    "light-year": "lightyear, "
    "lightyears, light-year, light-years, ly", "hectare": "has", "square-meter": "sq m, sq. m, sqm, square metre, "
    "square metres, m2, "
    "metres squared, meters squared, sq metres, sq meters", "square-kilometer": "sq km, sq. km, sqkm, km2, km^2, "
    "square kms, sq kms, "
    "sq kilometers, sq kilometres", "square-foot": "sq ft, sq. ft, sq. ft., sqft, ft2, sq feet, square ft, sf",
    "square-mile":
    "sq mi, sq. mi, sq. mi., sq miles, sq mile", "square-yard": "sq yd, sq. yd., sq yards", "square-inch": "sq in, "
    "sq. in.",
    "square-centimeter": "sq cm, cm2", "cubic-meter": "cu m, m3, cbm", "cubic-foot": "cu ft, cu. ft., cubic ft, "
    "cubic foot",
    "cubic-centimeter": "cc, ccs, cm3, cubic cm", "cubic-kilometer": "km3, cu km",
    "liter": "litre, litres, ltr, ltrs, l, L", "milliliter": "ml, mls, mL, millilitre, millilitres",
    "centiliter": "cl, centilitre, centilitres", "deciliter": "dl, decilitre, decilitres", "hectoliter": "hl, "
    "hectolitre, "
    "hectolitres", "megaliter": "megalitre, megalitres", "barrel": "barrels of oil, bbls", "acre": "ac",
    "gallon-imperial": "imperial gallon, imperial gallons, uk gallons, uk gallon", "quart-imperial": "imperial quarts",
    "fluid-ounce-imperial": "imperial fluid ounces", "cup": "cups", "tablespoon": "tbsps, tbs, tablespoonful, "
    "tablespoonfuls, "
    "tbsp.", "teaspoon": "tsps, teaspoonful, teaspoonfuls, tsp.",
    "tonne": "tonne, tonnes, metric tonne, metric tonnes, metric ton, metric tons, mt",
    "kilogram": "kilo, kilos, kgs, kilogramme, kilogrammes, Kg, KG", "gram": "gm, gms, gramme, grammes, grms",
    "milligram": "mgs, milligramme", "microgram": "mcg, µg", "stone": "stones", "pound": "lbs, lb., lbs.",
    "ounce": "ozs, oz.",
    "ounce-troy": "troy oz", "carat": "ct, karat, karats",
    "year": "yrs, yr., y, yr", "month": "mos, mths, mth, mo", "week": "wks, wk., wk", "day": "", "hour": "hrs, hr., "
    "hr, h",
    "minute": "mins, min., min", "second": "secs, sec., s, sec", "decade": "decades", "century": "centuries",
    "millisecond": "msec, msecs", "celsius": "c., deg c, degs c, deg. c, degree c, degrees c, ° c, ºc, º c, ℃, "
    "°celsius, "
    "° celsius, degrees celsius, degree celsius, celsius, centigrade, degrees centigrade, degree centigrade, celcius, "
    "degrees celcius, degrees c., deg celsius",
    "fahrenheit": "deg f, degs f, deg. f, degree f, degrees f, ° f, ºf, º f, ℉, ° fahrenheit, degrees fahrenheit, "
    "degree fahrenheit, "
    "fahrenheit, fahrenheits, degrees farenheit, farenheit, degrees f., deg fahrenheit",
    "kelvin": "degrees kelvin, deg k, degrees k, ° k",
    "kilometer-per-hour": "kph, kmh, kmph, km/h, km/hr, km per hour, kilometers an hour, kilometres an hour, "
    "kilometre per hour, "
    "kilometres per hour, kms per hour, kilometers per hour, kilometer an hour, kilometre an hour, "
    "kilometers-per-hour, "
    "kilometres-per-hour, km an hour, kms/h",
    "mile-per-hour": "mph, mi/h, miles an hour, mile an hour, miles per hour, miles-per-hour, mile-per-hour, "
    "mile-an-hour, MPH",
    "meter-per-second": "m/s, metres per second, meters per second, metres a second, meters a second, "
    "metre per second, m/sec",
    "knot": "kts, kn, kt", "kilocalorie": "kcals, kcal", "calorie": "cals", "kilowatt-hour": "kWhs, kwh, "
    "kilowatt hour, "
    "kilowatt hours, kilowatt-hour, kilowatt-hours, kW h", "watt": "w.", "horsepower": "hp, bhp", "gigawatt": "GWs",
    "megawatt": "MWs",
    "gigabyte": "gb, gbs, gigs, gig, GB", "megabyte": "mb, mbs, meg, megs, MB", "kilobyte": "kb, kB, KB",
    "terabyte": "tb, TB",
    "petabyte": "PB", "mile-per-gallon": "mpg, miles per gallon, miles to the gallon, miles a gallon", "volt": "v.",
    "pound-force-per-square-inch": "psi, pounds per square inch", "atmosphere": "atmospheres", "g-force": "gs, g's",
    "pixel": "px, pixels", "megapixel": "megapixels", "electronvolt": "eV",
}  # fmt: skip
"""Spellings and abbreviations that CLDR's English leaves out."""

NEVER = frozenset({
    "in", "at", "c", "pt", "d", "w", "y", "m.", "has", "as", "pm", "am", "us", "bit", "point", "ct", "a", "fur",
    "yr.", "st.",
    "ac", "mo", "ma", "cd", "mc", "gs", "mach", "weekend", "bar", "st", "fth", "atm", "quarter", "ms", "mp", "mps",
    "fps", "pts",
    "au", "cm.", "dec", "pc", "sf", "meg", "#", "AU", "CM", "c .", "v .", "w .", "mtr", "a .",
    "s", "h", "g", "v", "j", "n", "k", "f", "b", "l", "t", "m", "ins", "gold", "silver", "platinum", "palladium",
})  # fmt: skip
"""Lower-case spellings that are words, or too short to be told from other uses; `quantities` reads some by rules."""
SINGLE_LETTERS = {
    "m": "meter", "g": "gram", "l": "liter", "L": "liter", "t": "tonne", "h": "hour", "s": "second", "W": "watt",
    "w": "watt", "V": "volt", "v": "volt", "J": "joule", "N": "newton", "A": "ampere", "Ω": "ohm", "B": "byte",
    "C": "celsius",
    "F": "fahrenheit", "st": "stone", "bar": "bar", "ms": "millisecond", "in": "inch", "ha": "hectare",
}  # fmt: skip
"""Symbols that are read only in exactly this case."""

SIGNS = {
    "$": "dollar", "US$": "USD", "U.S.$": "USD", "$US": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD",
    "Can$": "CAD",
    "NZ$": "NZD", "HK$": "HKD", "S$": "SGD", "NT$": "TWD", "R$": "BRL", "MX$": "MXN", "J$": "JMD", "TT$": "TTD",
    "BZ$": "BZD",
    "£": "GBP", "€": "EUR", "¥": "yen", "₹": "INR", "₽": "RUB", "₴": "UAH", "₿": "BTC", "₩": "KRW", "₪": "ILS",
    "₺": "TRY", "₦": "NGN",
    "₫": "VND", "₱": "PHP", "₲": "PYG", "₡": "CRC", "₵": "GHS", "₸": "KZT", "₾": "GEL", "₼": "AZN", "฿": "THB",
    "Rs": "INR", "Rs.": "INR",
    "RM": "MYR", "RMB": "CNY", "Rp": "IDR", "zł": "PLN", "Kč": "CZK", "kr": "krona", "kr.": "krona", "Fr": "CHF",
    "Fr.": "CHF", "Br": "BYN",
    "R": "ZAR", "Ksh": "KES", "KSh": "KES", "Tk": "BDT", "US $": "USD", "USD $": "USD", "€ur": "EUR", "Bs": "BOB",
    "E£": "EGP",
}  # fmt: skip
"""Signs before or after an amount; a lower-case value is a family of currencies, not one."""

MONEY_WORDS = {
    "dollar": "dollar, dollars, bucks, buck, smackers", "GBP": "pounds sterling, pound sterling, quid, sterling, "
    "british pounds, "
    "uk pounds, pounds uk", "pound": "pounds, pound", "USD": "us dollars, u.s. dollars, american dollars, us dollar, "
    "u.s. dollar, "
    "united states dollars, american dollar", "EUR": "euro, euros", "yen": "", "JPY": "yen, yens, japanese yen",
    "CNY": "yuan, renminbi, chinese yuan, yuans", "rupee": "rupees, rupee", "RUB": "rubles, ruble, roubles, rouble, "
    "russian rubles, "
    "russian roubles", "BYN": "belarusian rubles, belarusian roubles", "franc": "francs, franc",
    "CHF": "swiss francs, swiss franc",
    "peso": "pesos, peso", "krona": "kronor, krona, kroner, krone, crowns", "SEK": "swedish kronor, swedish krona, "
    "swedish crowns",
    "NOK": "norwegian kroner, norwegian krone", "DKK": "danish kroner, danish krone", "dinar": "dinars, dinar",
    "rial": "rials, rial",
    "riyal": "riyals, riyal", "dirham": "dirhams, dirham", "lira": "lira, liras, lire", "UAH": "hryvnia, hryvnias, "
    "hryvnya, hryvni",
    "KRW": "won, south korean won", "PLN": "zloty, zlotys, zlotych", "HUF": "forints, forint", "CZK": "koruna, "
    "korunas, czech crowns",
    "INR": "indian rupees, indian rupee, rs", "PKR": "pakistani rupees", "BTC": "bitcoin, bitcoins, btc",
    "ETH": "ether, ethereum",
    "ILS": "shekels, shekel, new shekels", "BRL": "reais, brazilian reals, brazilian reais", "MYR": "ringgit, "
    "ringgits, malaysian "
    "ringgit, malaysian ringgits, malaysia ringgit, malaysia ringgits, rm", "THB": "baht", "IDR": "rupiah, rupiahs",
    "VND": "dong",
    "ZAR": "rand, south african rand, rands", "NGN": "naira", "KES": "kenyan shillings", "shilling": "shillings, "
    "shilling",
    "TRY": "turkish lira, turkish liras", "EGP": "egyptian pounds, egyptian pound", "LBP": "lebanese pounds, "
    "lebanese pound",
    "SAR": "saudi riyals, saudi riyal", "QAR": "qatari riyals, qatari riyal", "AED": "uae dirhams, emirati dirhams",
    "KWD": "kuwaiti "
    "dinars, kuwaiti dinar", "BDT": "taka", "KZT": "tenge", "GEL": "lari", "AMD": "drams", "guilder": "guilders, "
    "guilder",
    "mark": "deutschmarks, deutsche marks, deutschemarks, reichsmarks", "peseta": "pesetas, peseta",
    "PHP": "philippine pesos",
    "MXN": "mexican pesos", "ARS": "argentine pesos", "CLP": "chilean pesos", "COP": "colombian pesos",
    "AUD": "australian dollars, "
    "aussie dollars", "CAD": "canadian dollars",
    "NZD": "new zealand dollars, kiwi dollars", "HKD": "hong kong dollars, hk dollars",
    "SGD": "singapore dollars", "TWD": "new taiwan dollars, taiwan dollars", "BGN": "lev, leva", "RON": "lei, "
    "romanian lei",
    "drachma": "drachmas, drachma", "ruble": "",
}  # fmt: skip
MINOR = {
    "cent": "dollar", "cents": "dollar", "¢": "dollar", "c": "dollar", "penny": "pound", "pennies": "dollar",
    "pence": "GBP", "p": "GBP",
    "dime": "dollar", "dimes": "dollar", "nickel": "dollar", "nickels": "dollar", "sen": "MYR", "sens": "MYR",
    "kopeks": "RUB",
    "kopecks": "RUB", "kopiyka": "UAH", "kopiykas": "UAH", "paise": "INR", "centavos": "peso", "centimes": "franc",
    "euro cents": "EUR",
    "eurocents": "EUR", "us cents": "USD", "fils": "dinar", "grosz": "PLN", "groszy": "PLN", "öre": "SEK", "øre": "NOK",
}  # fmt: skip
MINOR_SIZES = {"dime": 0.1, "dimes": 0.1, "nickel": 0.05, "nickels": 0.05, "fils": 0.001}
FAMILIES = {
    "dollar": "USD AUD CAD NZD HKD SGD TWD JMD TTD BZD FJD LRD NAD ZWL BSD BBD BMD GYD SRD XCD BND KYD",
    "pound": "GBP EGP LBP SYP SDG SSP FKP GIP SHP IEP", "yen": "JPY CNY", "rupee": "INR PKR LKR NPR MUR SCR",
    "franc": "CHF XAF XOF BIF "
    "CDF DJF GNF RWF KMF XPF FRF BEF LUF", "peso": "MXN ARS CLP COP CUP DOP PHP UYU", "krona": "SEK NOK DKK ISK",
    "dinar": "KWD BHD IQD "
    "JOD DZD LYD TND RSD MKD", "rial": "IRR OMR YER SAR QAR", "riyal": "SAR QAR OMR YER IRR", "dirham": "AED MAD",
    "lira": "TRY ITL LBP SYP",
    "shilling": "KES TZS UGX SOS", "ruble": "RUB BYN", "guilder": "NLG ANG SRD", "mark": "DEM BAM", "peseta": "ESP",
    "drachma": "GRD",
}  # fmt: skip
"""A bare "dollars" may be any of these; the first is meant unless the text says otherwise."""


def main() -> None:
    """Write the table beside this module."""
    import babel  # noqa: PLC0415
    import pint  # noqa: PLC0415

    registry: Any = pint.UnitRegistry()
    units: dict[str, list[Any]] = {}
    words: dict[str, str] = {}
    symbols: dict[str, str] = dict(SINGLE_LETTERS)
    locales = [babel.Locale.parse(name) for name in ("en", "en_GB", "en_CA", "en_AU")]

    def name(alias: str, unit: str, *, generated: bool) -> None:
        key = " ".join(token for token in Tokens(alias).raw if token != "-")  # noqa: S105
        if not key or (generated and (key in symbols or key in NEVER or key.lower() in NEVER)):
            return
        short = len(key) <= 3 or not key.islower()
        if short and not key.replace(" ", "").islower():
            symbols.setdefault(key, unit)
        if key.lower() not in NEVER:
            words.setdefault(key.lower(), unit)

    for category, members in CLDR_UNITS.items():
        for member in members.split():
            dimension = ELECTRIC.get(member) or DIMENSIONS.get(category, category)
            units[member] = [dimension, *_size(registry, dimension, SIZES.get(member) or _expression(member))]
    for unit, (dimension, expression, _aliases) in OTHER_UNITS.items():
        units[unit] = [dimension, *(_size(registry, dimension, expression) if expression else (1.0, 0.0))]
    for unit, (dimension, sizes, aliases) in AMBIGUOUS.items():
        units[unit] = [
            dimension,
            *_size(registry, dimension, sizes[0]),
            *([*_size(registry, dimension, s)] for s in sizes),
        ]
        for alias in (unit, *aliases.split(", ")):
            name(alias, unit, generated=False)
    for unit, aliases in MORE_ALIASES.items():
        for alias in aliases.split(", "):
            name(alias, unit, generated=False)
    for unit, (_, _, aliases) in OTHER_UNITS.items():
        for alias in (unit, *aliases.split(", ")):
            name(alias, unit, generated=False)
    for category, members in CLDR_UNITS.items():
        for member in members.split():
            for alias in _cldr_names(locales, f"{category}-{member}"):
                name(alias, member, generated=True)

    money = {alias: code for code, aliases in MONEY_WORDS.items() for alias in aliases.split(", ") if alias}
    for code in sorted(locales[0].currencies):
        plurals = locales[0]._data["currency_names_plural"].get(code, {})
        for alias in {locales[0].currencies[code], *plurals.values()}:
            if not re.search(r"[()\d]", alias):
                money.setdefault(" ".join(Tokens(alias).lower), code)
    codes = sorted(str(code) for code in locales[0].currencies if not str(code).startswith("X"))
    table = {
        "canonical": CANONICAL,
        "units": units,
        "words": words,
        "symbols": symbols,
        "money": {" ".join(Tokens(alias).lower): code for alias, code in money.items()},
        "codes": [*codes, "BTC", "RMB"],
        "signs": {" ".join(Tokens(sign).raw): code for sign, code in SIGNS.items()},
        "minor": {alias: [code, MINOR_SIZES.get(alias, 0.01)] for alias, code in MINOR.items()},
        "families": {family: codes.split() for family, codes in FAMILIES.items()},
    }
    TABLE.write_text(json.dumps(table, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")


def _expression(member: str) -> str:
    """CLDR's "square-kilometer" and "mile-per-hour" as pint reads them."""
    expression = re.sub(r"square-(\w+)", r"\1**2", member)
    expression = re.sub(r"cubic-(\w+)", r"\1**3", expression)
    return expression.replace("-per-", "/").replace("kilowatt-hour", "kilowatt*hour").replace("-", "_")


def _size(registry: Any, dimension: str, expression: str) -> tuple[float, float]:
    """Factor and offset: value * factor + offset is in the dimension's canonical unit."""
    canonical = CANONICAL[dimension]
    if dimension == "sound level":
        return 1.0, 0.0
    target = registry.parse_units(PINT_NAMES.get(canonical, canonical))
    if dimension == "temperature":
        zero, one = (float(registry.Quantity(value, expression).to(target).magnitude) for value in (0.0, 1.0))
        return round(one - zero, 12), round(zero, 12)
    return float(f"{registry.parse_expression(expression).to(target).magnitude:.12g}"), 0.0


def _cldr_names(locales: list[Any], key: str) -> Iterator[str]:
    for locale in locales:
        for length in ("long", "short", "narrow"):
            patterns = locale._data["unit_patterns"].get(key, {}).get(length, {})
            for count in ("one", "other"):
                pattern = patterns.get(count) if hasattr(patterns, "get") else None
                if pattern and pattern.startswith("{0}"):
                    yield pattern.removeprefix("{0}").strip()


if __name__ == "__main__":
    main()
