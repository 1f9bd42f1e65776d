"""Quantities and units in text, by a grammar of our own: pint never sees a user's text.

A quantity is one or more numbers with units ("5 ft 11 in"); a unit is names with whole powers,
multiplied or divided ("kg m/s^2", "miles per hour", "square feet").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import get_close_matches
from fractions import Fraction
from typing import Any

from mrkl_units.numbers import read_number
from mrkl_units.problems import Problem
from mrkl_units.registry import names, registry

MAX_POWER = 9
MAX_PARTS = 8

#: Several words, or signs, that name one unit. Longest first.
_PHRASES = {
    "degrees celsius": "degC",
    "degree celsius": "degC",
    "degrees centigrade": "degC",
    "degrees fahrenheit": "degF",
    "degree fahrenheit": "degF",
    "degrees kelvin": "kelvin",
    "fluid ounces": "fluid_ounce",
    "fluid ounce": "fluid_ounce",
    "fl oz": "fluid_ounce",
    "fl. oz": "fluid_ounce",
    "nautical miles": "nautical_mile",
    "nautical mile": "nautical_mile",
    "light years": "light_year",
    "light-years": "light_year",
    "light year": "light_year",
    "metric tons": "metric_ton",
    "metric ton": "metric_ton",
    "imperial gallons": "imperial_gallon",
    "imperial gallon": "imperial_gallon",
    "astronomical units": "astronomical_unit",
    "astronomical unit": "astronomical_unit",
    "electron volts": "electron_volt",
    "electron volt": "electron_volt",
    "°c": "degC",
    "° c": "degC",
    "°f": "degF",
    "° f": "degF",
    "℃": "degC",
    "℉": "degF",
}
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
    "barrel": "barrel is the US dry barrel",
}
#: What a factor rests on that was measured, or cannot be written as a fraction.
_INEXACT = frozenset(
    "degree radian arcminute arcsecond turn revolution dalton unified_atomic_mass_unit "
    "electron_mass proton_mass neutron_mass hartree rydberg bohr parsec atomic_mass_constant "
    "revolutions_per_minute grade".split()
)
#: Short words that pint takes for units (are, attosecond, …) and people do not.
_NO_UNITS = frozenset({"a", "an", "as", "at", "to", "of", "the", "is", "and"})
_POWERS = {"squared": 2, "cubed": 3}
_BEFORE = {"square": 2, "sq": 2, "cubic": 3, "cu": 3}
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_TO_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_TOKEN = re.compile(
    r"""\s*(?:(?P<divide>/|÷|per\b|an?\b(?=\s*(?:second|minute|hour|day|week|year)))
    |(?P<times>\*(?!\*)|·|⋅|×)|(?P<power>(?:\^|\*\*)\s*[-−]?[0-9]{1,3}|[⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})
    |(?P<word>[A-Za-zµμΩåÅ_]+|[°'"′″℃℉%])|(?P<digits>[-−]?[0-9]{1,2}))""",
    re.VERBOSE,
)


@dataclass(frozen=True)
class Unit:
    """A unit as it was read: pint's own unit, and what to say about how it was read."""

    text: str
    pint: Any
    powers: tuple[tuple[str, int], ...]
    notes: tuple[str, ...] = ()

    @property
    def exact(self) -> bool:
        """Whether factors to other units are fractions known exactly."""
        return not _INEXACT.intersection(name for name, _ in self.powers)

    @property
    def symbol(self) -> str:
        """The unit in symbols: km/h, m²."""
        terms = [(_symbol(name, abs(power)), power) for name, power in self.powers]
        above = "·".join(term for term, power in terms if power > 0)
        below = "·".join(term for term, power in terms if power < 0)
        return f"{above or '1'}/{below}" if below else above


@dataclass(frozen=True)
class Quantity:
    """A number with its unit."""

    value: Fraction
    unit: Unit
    text: str = ""


def _symbol(name: str, power: int) -> str:
    symbol = str(registry().get_symbol(name)).replace("_", " ")
    return symbol + (str(power).translate(_TO_SUPERSCRIPTS) if power > 1 else "")


def read_quantity(text: str) -> Quantity:
    """The quantity in `text`. Raises Problem."""
    parts: list[Quantity] = []
    rest = text.strip().rstrip(".?!").strip()
    while rest:
        number = read_number(rest)
        if number is None:
            what = "a number and its unit were expected, as in '10 km'"
            raise Problem("SYNTAX", f"{text!r} is not a quantity: {what}")
        value, after = number
        unit_text, rest = _until_number(after)
        parts.append(Quantity(value, read_unit(unit_text)))
        if len(parts) > MAX_PARTS:
            raise Problem("SYNTAX", f"{text!r} has more than {MAX_PARTS} parts")
    if not parts:
        raise Problem("SYNTAX", "the quantity is empty")
    return _sum(parts, text)


def _until_number(text: str) -> tuple[str, str]:
    """The unit at the start of `text`, and what follows if another number does."""
    match = re.search(r"(?<=[a-zA-Z'\"′″.])[\s,]+(?:and\s+)?(?=[0-9])|(?<=['′])(?=[0-9])", text)
    return (text, "") if match is None else (text[: match.start()], text[match.end() :])


def _sum(parts: list[Quantity], text: str) -> Quantity:
    first = parts[0]
    if len(parts) == 1:
        return first
    if first.unit.text in ("'", "′") and parts[-1].unit.text == "":
        raise Problem("SYNTAX", f"{text!r}: the last number has no unit")
    total = first.value
    sign = -1 if first.value < 0 else 1
    for part in parts[1:]:
        if part.unit.pint.dimensionality != first.unit.pint.dimensionality or part.value < 0:
            raise Problem("SYNTAX", f"{text!r} adds up units of different kinds")
        total += (
            sign * registry().Quantity(part.value, part.unit.pint).to(first.unit.pint).magnitude
        )
    notes = tuple(note for part in parts for note in part.unit.notes)
    return Quantity(total, replace(first.unit, notes=notes), text.strip())


def read_unit(text: str) -> Unit:
    """The unit in `text`. Raises Problem for one that is not known, with the nearest names."""
    shown = text.strip().rstrip(".?").strip()
    if not shown:
        raise Problem("SYNTAX", "there is no unit", "write one, as in '10 km'")
    if len(shown) > 100:
        raise Problem("SYNTAX", "the unit has more than 100 characters")
    found: dict[str, int] = {}
    sign, upcoming, last = 1, 1, ""
    rest = _with_phrases(shown)
    if rest.startswith("1/"):
        sign, rest = -1, rest[2:]
    while rest.strip():
        match = _TOKEN.match(rest)
        if match is None:
            raise Problem("UNKNOWN_UNIT", f"{shown!r} is not a unit: {rest.strip()[:20]!r} is not")
        rest = rest[match.end() :]
        word = match["word"]
        if match["divide"]:
            sign = -1
        elif match["power"] or match["digits"] or (word or "").lower() in _POWERS:
            power = _power(match, word, shown)
            if not last:
                raise Problem("SYNTAX", f"{shown!r}: a power stands before its unit")
            found[last] = found[last] - _sign(found[last]) + _sign(found[last]) * power
            last = ""
        elif word and word.lower() in _BEFORE:
            upcoming = _BEFORE[word.lower()]
        elif word:
            names_now = _resolve(word, shown)
            for name, power in names_now.items():
                found[name] = found.get(name, 0) + sign * power * upcoming
            last, upcoming = (next(iter(names_now)) if len(names_now) == 1 else ""), 1
    if not found or any(abs(power) > MAX_POWER for power in found.values()):
        raise Problem("UNKNOWN_UNIT", f"{shown!r} is not a unit")
    ureg = registry()
    unit = ureg.Unit("")
    for name, power in found.items():
        unit = unit * ureg.Unit(name) ** power
    notes = tuple(_READ_AS[name] for name in found if name in _READ_AS)
    return Unit(shown, unit, tuple(found.items()), notes)


def _sign(number: int) -> int:
    return -1 if number < 0 else 1


def _power(match: re.Match[str], word: str | None, shown: str) -> int:
    if word:
        return _POWERS[word.lower()]
    digits = (match["power"] or match["digits"]).translate(_SUPERSCRIPTS)
    power = int(re.sub(r"[\^*\s]", "", digits).replace("−", "-"))
    if not 0 < abs(power) <= MAX_POWER:
        raise Problem("UNKNOWN_UNIT", f"{shown!r}: powers go from 1 to {MAX_POWER}")
    return power


def _with_phrases(text: str) -> str:
    low = text.lower()
    for phrase, name in _PHRASES.items():
        place = low.find(phrase)
        if place >= 0 and not low[place + len(phrase) :][:1].isalpha():
            text = f"{text[:place]} {name} {text[place + len(phrase) :]}"
            low = text.lower()
    return text


def _resolve(word: str, shown: str) -> dict[str, int]:
    """pint's names and powers for one word."""
    import pint

    known = _NAMES.get(word) or _NAMES.get(word.lower())
    if known and re.search(r"[/^]", known):
        top, _, below = known.partition("/")
        name, _, power = top.partition("^")
        parts = {registry().get_name(name): int(power or 1)}
        return {**parts, registry().get_name(below): -1} if below else parts
    spellings = (known or word, word.lower()) if word.lower() not in _NO_UNITS else ()
    for spelling in spellings:
        try:
            name = registry().get_name(spelling)
        except (pint.UndefinedUnitError, AttributeError):
            continue
        if name:
            return {name: 1}
    close = get_close_matches(word.lower(), names(), n=3)
    hint = f"did you mean {' or '.join(close)}?" if close else "give a unit such as km, °F or m/s"
    raise Problem("UNKNOWN_UNIT", f"{word!r} in {shown!r} is not a unit that is known", hint)
