"""Quantities and units in text, by a grammar of our own: pint never sees a user's text.

A quantity is one or more numbers with units ("5 ft 11 in"); a unit is names with whole powers,
multiplied or divided ("kg m/s^2", "miles per hour", "square feet").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from mrkl_core import Problem
from mrkl_units.kinds import base_of, convertible, exact_factor
from mrkl_units.names import note_on, resolve, with_names_joined
from mrkl_units.numbers import read_number
from mrkl_units.registry import registry

MAX_POWER = 9
MAX_PARTS = 8

_POWERS = {"squared": 2, "cubed": 3}
_BEFORE = {"square": 2, "sq": 2, "cubic": 3, "cu": 3}
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
#: Quotation marks for feet and inches, and the masculine ordinal for a degree.
_SIGNS = str.maketrans("’‘”“º", "''\"\"°")
#: The unit of a last number without one: five foot eleven, 11 stone 6, 2h15.
_IMPLIED = {"foot": "inch", "stone": "pound", "hour": "minute"}
#: Where another number of the same quantity begins.
_NEXT_NUMBER = re.compile(
    r"(?<=[a-zA-Z'\"\u2032\u2033.])[\s,]+(?:and\s+)?(?=[0-9½¼¾]|(?:one|two|three|four|five|six|seven|eight"
    r"|nine|ten|eleven|twelve)\b)"
    r"|(?<=['\u2032])(?=[0-9])|(?<=foot)-(?=[0-9])|(?<=[a-z])(?=[0-9]+(?:\.[0-9]+)?[a-z]|[1-9][0-9])",
    re.IGNORECASE,
)
#: The point of "sq. ft."
_ABBREVIATED = re.compile(r"(?<=[A-Za-z]{2})\.(?=\s|$)")
_PER_HUNDRED = re.compile(r"(?:/| per ) ?100 ?(?:km|kilomet(?:er|re)s?)\b", re.IGNORECASE)
#: "a mile and a half"
_UNIT_AND_PART = re.compile(r"(\S+) (\S+) and (?:a|one) (half|third|quarter)", re.IGNORECASE)
#: Differences of temperature, as their symbols are written.
#: "pi/2 radians": an angle, and nothing else that is measured in pi.
_PI = re.compile(
    r"(?P<times>[0-9]{1,9}(?:\.[0-9]{1,9})?)? ?\*? ?(?:pi|π)(?: ?/ ?(?P<over>[1-9][0-9]{0,8}))? "
    r"?rad(?:ian)?s?",
    re.IGNORECASE,
)
PI = Fraction("3.14159265358979323846264338327950288419716939937510582097494459")
_DIFFERENCES = {"Δ°C": "delta_degC", "Δ°F": "delta_degF", "ΔK": "kelvin"}
_SHOWN = {"decennium": "decade", "hundred_kilometers": "100 km"}
_TO_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_TOKEN = re.compile(
    r"""\s*(?:(?P<divide>/|÷|per\b|an?\b(?=\s*(?:second|minute|hour|day|week|year)))
    |(?P<times>\*(?!\*)|·|⋅|×)|(?P<open>\()|(?P<close>\))|(?P<power>(?:\^|\*\*)\s*[-−]?[0-9]{1,3}|[⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})
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
    def symbol(self) -> str:
        """The unit in symbols: km/h, m²."""
        terms = [(_symbol(name, abs(power)), power) for name, power in self.powers]
        above = "·".join(term for term, power in terms if power > 0)
        below = "·".join(term for term, power in terms if power < 0)
        return f"{above or '1'}/{below}" if below else above


@dataclass(frozen=True)
class Quantity:
    """A number with its unit; `exact` unless parts were added by a factor that is not."""

    value: Fraction
    unit: Unit
    text: str = ""
    exact: bool = True


def _symbol(name: str, power: int) -> str:
    symbol = _SHOWN.get(name) or str(registry().get_symbol(name)).replace("_", " ")
    return symbol + (str(power).translate(_TO_SUPERSCRIPTS) if power > 1 else "")


def read_quantity(text: str) -> Quantity:
    """The quantity in `text`. Raises Problem."""
    if found := _PI.fullmatch(text.strip()):
        value = Fraction(found["times"] or 1) * PI / Fraction(found["over"] or 1)
        return Quantity(value, read_unit("radian"), text.strip(), exact=False)
    parts: list[Quantity] = []
    rest = _signs_as_typed(text).strip().rstrip(".?!").strip()
    rest = _PER_HUNDRED.sub("/100km", rest)
    if found := _UNIT_AND_PART.fullmatch(rest):
        rest = f"{'1' if found[1] in ('a', 'an') else found[1]} and a {found[3]} {found[2]}"
    while rest:
        number = read_number(rest)
        if number is None:
            what = "a number and its unit were expected, as in '10 km'"
            raise Problem("SYNTAX", f"{text!r} is not a quantity: {what}")
        value, after = number
        unit_text, rest = _until_number(after)
        unit_text = unit_text.lstrip("- ")
        before = parts[-1].unit.powers[0][0] if parts else ""
        if not unit_text.strip():
            unit_text = _IMPLIED.get(before, "")
        elif unit_text.strip() == "m" and before == "hour":
            unit_text = "minute"  # 2h15m
        parts.append(Quantity(value, read_unit(unit_text)))
        if len(parts) > MAX_PARTS:
            raise Problem("SYNTAX", f"{text!r} has more than {MAX_PARTS} parts")
    if not parts:
        raise Problem("SYNTAX", "the quantity is empty")
    return _sum(parts, text)


def _signs_as_typed(text: str) -> str:
    return text.translate(_SIGNS).replace("''", '"')


def _until_number(text: str) -> tuple[str, str]:
    """The unit at the start of `text`, and what follows if another number does."""
    match = _NEXT_NUMBER.search(text)
    return (text, "") if match is None else (text[: match.start()], text[match.end() :])


def _sum(parts: list[Quantity], text: str) -> Quantity:
    first = parts[0]
    if len(parts) == 1:
        return first
    total = first.value
    sign = -1 if first.value < 0 else 1
    for part in parts[1:]:
        if not convertible(part.unit.pint, first.unit.pint) or part.value < 0:
            raise Problem("SYNTAX", f"{text!r} adds up units of different kinds")
        total += (
            sign * registry().Quantity(part.value, part.unit.pint).to(first.unit.pint).magnitude
        )
    notes = tuple(note for part in parts for note in part.unit.notes)
    exact = all(exact_factor(part.unit.pint, first.unit.pint) for part in parts)
    return Quantity(total, replace(first.unit, notes=notes), text.strip(), exact)


def read_unit(text: str, *, suggest: bool = True) -> Unit:
    """The unit in `text`. Raises Problem for one that is not known, with the nearest names.

    Looking for those takes milliseconds: a text of many words goes without.
    """
    shown = _ABBREVIATED.sub("", _signs_as_typed(text)).strip().rstrip(".?").strip()
    if not shown:
        raise Problem("SYNTAX", "there is no unit", "write one, as in '10 km'")
    if len(shown) > 100:
        raise Problem("SYNTAX", "the unit has more than 100 characters")
    plain = shown
    for written, name in _DIFFERENCES.items():
        plain = plain.replace(written, name)
    found = _Terms(shown, suggest).read(with_names_joined(plain))
    if not found or any(abs(power) > MAX_POWER for power in found.values()):
        raise Problem("UNKNOWN_UNIT", f"{shown!r} is not a unit")
    if len(found) > 1 or found != dict.fromkeys(found, 1):
        # In a compound a degree is a difference: W/(m·°C) knows no zero.
        found = {_difference(name): power for name, power in found.items()}
    unit = registry().Unit("")
    for name, power in found.items():
        unit = unit * registry().Unit(name) ** power
    notes = tuple(note for name in found if (note := note_on(name)))
    return Unit(shown, unit, tuple(found.items()), notes)


def unit_of(unit: Any) -> Unit:
    """One of pint's own units, with its powers. Raises Problem for a power that is not whole."""
    powers = {str(name): Fraction(power) for name, power in unit._units.items()}
    if any(power.denominator != 1 for power in powers.values()):
        raise Problem("UNSUPPORTED", "this has a unit to a power that is no whole number")
    return Unit(" ".join(powers), unit, tuple((name, int(power)) for name, power in powers.items()))


def _difference(name: str) -> str:
    multiplies = registry()._units[base_of(name)].is_multiplicative
    return name if multiplies else f"delta_{name}"


class _Terms:
    """Reads the names and powers of a unit, one token after the other."""

    def __init__(self, shown: str, suggest: bool) -> None:
        self._shown, self._suggest = shown, suggest
        self._found: dict[str, int] = {}
        self._sign, self._upcoming, self._last = 1, 1, ""
        self._grouped = self._open = False

    def read(self, rest: str) -> dict[str, int]:
        """pint's names with their powers."""
        if rest.startswith("1/"):
            rest = rest[1:]
        while rest.strip():
            match = _TOKEN.match(rest)
            if match is None:
                problem = f"{self._shown!r} is not a unit: {rest.strip()[:20]!r} is not"
                raise Problem("UNKNOWN_UNIT", problem)
            rest = rest[match.end() :]
            self._take(match)
        if self._open or self._grouped or self._upcoming != 1:
            raise self._wrong("it ends too early")
        return {name: power for name, power in self._found.items() if power}

    def _wrong(self, why: str) -> Problem:
        return Problem("SYNTAX", f"{self._shown!r}: {why}")

    def _take(self, match: re.Match[str]) -> None:
        word = match["word"] or ""
        if match["divide"]:
            if self._grouped or self._open:
                raise self._wrong("one division at a time, and none in parentheses")
            self._sign, self._open = -1, True
        elif match["times"]:
            if self._sign < 0 and not self._grouped:
                raise Problem(
                    "AMBIGUOUS",
                    f"{self._shown!r}: what is multiplied after '/' is read in two ways",
                    "put parentheses, as in 'J/(kg*K)'",
                )
            self._open = True
        elif match["open"] or match["close"]:
            if self._grouped is bool(match["open"]):
                raise self._wrong("parentheses do not match")
            self._grouped, self._last = bool(match["open"]), ""
            self._sign = self._sign if self._grouped else 1
        elif match["power"] or match["digits"] or word.lower() in _POWERS:
            self._raise(_power(match, word, self._shown))
        elif word.lower() in _BEFORE:
            self._upcoming = _BEFORE[word.lower()]
        else:
            self._multiply(resolve(word, self._shown, suggest=self._suggest))

    def _raise(self, power: int) -> None:
        if not self._last or self._open:
            raise self._wrong("a power stands before its unit")
        one = _sign(self._found[self._last])
        self._found[self._last] += one * (power - 1)
        self._last = ""

    def _multiply(self, powers: dict[str, int]) -> None:
        for name, power in powers.items():
            self._found[name] = self._found.get(name, 0) + self._sign * power * self._upcoming
        self._last = next(iter(powers)) if len(powers) == 1 else ""
        self._upcoming, self._open = 1, False


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
