"""The names people use for units, and the units of pint that they mean."""

from __future__ import annotations

import re
from difflib import get_close_matches

from mrkl_units.problems import Problem
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
        "fluid_ounce": "fl oz, fl. oz, fl. oz.",
        "light_year": "light-years, light-year",
        "foot_pound": "foot-pounds, foot-pound, ft-lb, ft·lb, ft lbf",
        "kilowatt_hour": "kw-h",
    }.items()
    for spelling in spellings.split(", ")
}
#: Words before a name that say whose it is, as pint writes them.
_WHOSE = {"us": "US", "u.s.": "US", "american": "US", "uk": "UK", "u.k.": "UK", "british": "UK"}
_NAMES = {
    "celsius": "degC",
    "centigrade": "degC",
    "fahrenheit": "degF",
    "kmh": "km/h",
    "mps": "m/s",
    "°": "degree",
    "'": "foot",
    "′": "foot",
    '"': "inch",
    "″": "inch",
    "μ": "micrometer",
    "lbs": "pound",
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


def _known(name: str) -> str | None:
    """pint's own name for a unit; None if it has none."""
    import pint

    try:
        return str(registry().get_name(name)) or None
    except (pint.UndefinedUnitError, pint.OffsetUnitCalculusError, AttributeError):
        return None


def note_on(name: str) -> str:
    """What to say about how a name of several meanings was read; empty for others."""
    return _READ_AS.get(name, "")


def resolve(word: str, shown: str) -> dict[str, int]:
    """pint's names and powers for one word. Raises Problem."""
    known = _NAMES.get(word) or _NAMES.get(word.lower())
    if known and re.search(r"[/^]", known):
        top, _, below = known.partition("/")
        name, _, power = top.partition("^")
        parts = {str(_known(name)): int(power or 1)}
        return {**parts, str(_known(below)): -1} if below else parts
    spellings = (known or word, word.lower()) if word.lower() not in _NO_UNITS else ()
    for spelling in spellings:
        if name_of_it := _known(spelling):
            return {name_of_it: 1}
    close = get_close_matches(word.lower(), names(), n=3)
    hint = f"did you mean {' or '.join(close)}?" if close else "give a unit such as km, °F or m/s"
    raise Problem("UNKNOWN_UNIT", f"{word!r} in {shown!r} is not a unit that is known", hint)
