"""The names people use for units, and the units of pint that they mean."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache

from mrkl_core import Problem
from mrkl_units.registry import names, registry

#: Several words, or signs, that name one unit. Longest first.
_PHRASES = {
    spelling: unit
    for unit, spellings in {
        "degC": "degrees celsius, degree celsius, degrees centigrade, degree centigrade, "
        "deg celsius, ° celsius, degrees c, degree c, deg c, °c, ° c, ℃",
        "degF": "degrees fahrenheit, degree fahrenheit, deg fahrenheit, degrees f, degree f, "
        "deg f, °f, ° f, ℉",
        "kelvin": "degrees kelvin, degree kelvin",
        "percent": "per cent",
        "kilocalorie": "food calories, food calorie, dietary calories, dietary calorie",
        "fluid_ounce": "fl oz, fl. oz, fl. oz.",
        "light_year": "light-years, light-year",
        "foot_pound": "foot-pounds, foot-pound, foot-lbs, foot-lb, foot lbs, ft-lbs, ft-lb, "
        "ft·lb, ft lbs, ft lbf, ft lb, pound-feet, pound-foot, lb-ft, lb·ft, lb ft, lbf-ft, lbf·ft",
        "kilowatt_hour": "kw-h",
        "millimeter_Hg": "mm hg, millimeters of mercury, millimetres of mercury",
        "inch_Hg": "in hg, inches of mercury, inches hg",
        "inch_H2O": "inches of water, in h2o",
        "hundred_kilometers": "100 kilometers, 100 kilometres, 100 km, 100km",
        "acre_foot": "acre-feet, acre-foot",
    }.items()
    for spelling in spellings.split(", ")
}
#: Words before a name that say whose it is, as pint writes them.
_WHOSE = {"us": "US", "u.s.": "US", "american": "US", "uk": "UK", "u.k.": "UK", "british": "UK"}
#: The same after a name, "pint (UK)", or before what stands for a name of several words.
_WHOSE_AFTER = re.compile(
    r"\b(?P<name>[a-z]+(?: [a-z]+)?) ?\((?P<whose>us|u\.s\.|uk|u\.k\.|imperial|british|american)\)",
    re.IGNORECASE,
)
_MPG_OF = re.compile(
    r"\b(?P<before>us|u\.s\.|uk|u\.k\.|imperial|british|american)? ?\bmpg\b"
    r"(?: (?P<after>us|u\.s\.|uk|u\.k\.|imperial|british|american)\b)?",
    re.IGNORECASE,
)
_NAMES = {
    "celsius": "degC",
    "celcius": "degC",
    "farenheit": "degF",
    "wks": "week",
    "centigrade": "degC",
    "fahrenheit": "degF",
    "kmh": "km/h",
    "kmph": "km/h",
    "kph": "km/h",
    "mps": "m/s",
    "fps": "foot/second",
    "mpg": "mile/gallon",
    "gpm": "gallon/minute",
    "cfm": "foot^3/minute",
    "sqm": "m^2",
    "sqkm": "km^2",
    "sqft": "foot^2",
    "°": "degree",
    "'": "foot",
    "′": "foot",
    '"': "inch",
    "″": "inch",
    "μ": "micrometer",
    "lbs": "pound",
    "kilo": "kilogram",
    "kilogramme": "kilogram",
    "kilogrammes": "kilogram",
    "gramme": "gram",
    "grammes": "gram",
    "kilos": "kilogram",
    "kgs": "kilogram",
    "gm": "gram",
    "gms": "gram",
    "kms": "kilometer",
    "cms": "centimeter",
    "mms": "millimeter",
    "mls": "milliliter",
    "ozs": "ounce",
    "st": "stone",
    "mmhg": "millimeter_Hg",
    "PS": "metric_horsepower",
    "f": "farad",
    "Nm": "newton*meter",
    "secs": "second",
    "hrs": "hour",
    "hr": "hour",
    "mins": "minute",
    "yrs": "year",
    "cc": "cm^3",
    "kcals": "kilocalorie",
    "cal": "calorie",
    "Cal": "kilocalorie",
    "knots": "knot",
    "kts": "knot",
    "stones": "stone",
    "feets": "foot",
    "barrel": "oil_barrel",
    "barrels": "oil_barrel",
    "bbl": "oil_barrel",
    "KM": "km",
    "KG": "kg",
    "CM": "cm",
    "KB": "kilobyte",
    "kb": "kilobit",
    "Kb": "kilobit",
    "Mb": "megabit",
    "Gb": "gigabit",
    "Tb": "terabit",
    "amu": "dalton",
    "decade": "decennium",
    "decades": "decennium",
}
_NAMES |= {f"{prefix}Ohm": f"{prefix}ohm" for prefix in ("", "m", "k", "M", "G")}
#: Nobody who types "mbps" means a thousandth of a bit.
_NAMES |= {f"{prefix[0]}bps": f"{prefix}bit/second" for prefix in ("kilo", "mega", "giga", "tera")}
_NAMES |= {f"{prefix}Bps": f"{prefix}B/s" for prefix in ("k", "K", "M", "G", "T")}
#: Symbols named after people, as they are typed in small letters; "mw" may be two of them.
_NAMES |= {
    (prefix + symbol).lower(): prefix + symbol
    for prefix, bases in (
        ("", ("Hz", "Wh")),
        ("k", ("Hz", "eV", "Wh", "Pa", "W", "J", "V")),
        ("M", ("Hz", "eV")),
        ("G", ("Hz", "eV", "W", "Wh")),
    )
    for symbol in bases
}
#: Which take the rarer prefixes; "cfm" is no centifermi.
_METRIC = frozenset(
    "meter gram second ampere kelvin mole candela hertz newton pascal joule watt coulomb volt "
    "farad ohm siemens weber tesla henry lumen lux becquerel gray sievert katal liter bar bit byte "
    "electron_volt bel radian steradian molar poise stokes meter_Hg meter_H2O watt_hour barn "
    "curie parsec are year".split()
)
_OF_ANY = frozenset({"", "kilo", "mega", "giga", "tera", "milli", "micro", "nano"})
_US = "the US customary one"
#: Names that mean different units in different places: what they are read as here.
_READ_AS = {
    "gallon": f"gallon is {_US} (3.785411784 L)",
    "quart": f"quart is {_US}",
    "pint": f"pint is {_US} liquid pint",
    "cup": f"cup is {_US}",
    "fluid_ounce": f"fluid ounce is {_US}",
    "teaspoon": f"teaspoon is {_US}",
    "tablespoon": f"tablespoon is {_US}",
    "ton": "ton is the US short ton (2000 lb)",
    "calorie": "calorie is the thermochemical one (4.184 J)",
    "kilocalorie": "calorie is the thermochemical one (4.184 J)",
    "horsepower": "horsepower is the mechanical one",
    "ounce": "ounce is the avoirdupois one, a weight",
    "year": "year is the Julian one (365.25 days)",
    "month": "month is a twelfth of a Julian year",
    "oil_barrel": "barrel is that of oil (42 US gallons)",
    "hundredweight": f"hundredweight is {_US} (100 lb)",
    "bushel": f"bushel is {_US}",
    "peck": f"peck is {_US}",
    "gill": f"gill is {_US}",
    "british_thermal_unit": "BTU is that of ISO 31-4 (1055.056 J)",
}
#: Short words that pint takes for units (are, attosecond, …) and people do not.
_NO_UNITS = frozenset({"a", "am", "an", "as", "at", "to", "of", "the", "is", "and"})


def with_names_joined(text: str) -> str:
    """The text with each name of several words as one: "nautical miles" as nautical_miles."""
    text = _WHOSE_AFTER.sub(r"\g<whose> \g<name>", text)
    text = _MPG_OF.sub(_miles_per, text)
    for phrase, name in _PHRASES.items():
        if phrase in text.lower():
            bounded = rf"(?<![^\W_]){re.escape(phrase)}(?![^\W_])"
            text = re.sub(bounded, f" {name} ", text, flags=re.IGNORECASE)
    words = text.split()
    for place in range(len(words)):  # as long as the list was: joining leaves none unseen
        for length in (3, 2):
            joined = _joined(words[place : place + length]) if place + length <= len(words) else ""
            if joined:
                words[place : place + length] = [joined]
                break
    return " ".join(words)


def _miles_per(found: re.Match[str]) -> str:
    whose = found["before"] or found["after"]
    return f"mile per {whose} gallon" if whose else found[0]


def _joined(words: list[str]) -> str:
    """The one unit that two or three words name together; empty if they name none."""
    if not all(len(word) > 1 and word.replace(".", "").isalpha() for word in words):
        return ""
    first, *rest = (word.lower() for word in words)
    whose = _WHOSE.get(first, first)
    name = "_".join((whose, *rest))
    if _known(name):
        return name
    # "US gallon": what is read as the US one anyway.
    plain = "_".join(rest)
    return plain if whose == "US" and _US in _READ_AS.get(_known(plain) or "", "") else ""


@lru_cache(maxsize=4096)
def _known(name: str) -> str | None:
    """pint's own name for a unit; None if it has none."""
    import pint

    try:
        found = str(registry().get_name(name))
        prefix, base, _ = (registry().parse_unit_name(name) or (("", "", ""),))[0]
    except (pint.UndefinedUnitError, pint.OffsetUnitCalculusError, AttributeError):
        return None
    prefixed = not prefix or base in _METRIC or (prefix in _OF_ANY and "_per_" not in base)
    return found or None if prefixed else None


def note_on(name: str) -> str:
    """What to say about how a name of several meanings was read; empty for others."""
    return _READ_AS.get(name, "")


def _compound(text: str) -> dict[str, int]:
    """The names and powers of a compound of ours, as in "foot^3/minute"."""
    found: dict[str, int] = {}
    for sign, part in zip((1, -1), text.split("/"), strict=False):
        for factor in part.split("*"):
            name, _, power = factor.partition("^")
            found[str(_known(name))] = sign * int(power or 1)
    return found


def resolve(word: str, shown: str, *, suggest: bool = True) -> dict[str, int]:
    """pint's names and powers for one word. Raises Problem, with the nearest names if asked."""
    # Feet and FEET are feet; a symbol with both kinds of letters means them.
    plain = word.islower() or word.isupper() or word.istitle()
    known = _NAMES.get(word)
    if not known and (plain or not _known(word)):
        known = _NAMES.get(word.lower())
    if known and re.search(r"[*/^]", known):
        return _compound(known)
    taken = word == "A" or word.lower() not in _NO_UNITS
    spellings = (known or word, *([word.lower()] if plain else [])) if taken else ()
    for spelling in spellings:
        if name_of_it := _known(spelling):
            return {name_of_it: 1}
    close = get_close_matches(word.lower(), names(), n=3) if suggest else []
    hint = f"did you mean {' or '.join(close)}?" if close else "give a unit such as km, °F or m/s"
    raise Problem("UNKNOWN_UNIT", f"{word!r} in {shown!r} is not a unit that is known", hint)
