"""The tool that finds quantities in running text: "a 27-kilometer ring", "$75 million".

A number is taken with the longest run of words after it that is a unit. What people read in two
ways is left out: "2 pm" is a time, "two in my car" no length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from mrkl_core import Evidence, Failure, Problem, Result
from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_units.currencies import COMMON, SIGNS, currency
from mrkl_units.numbers import read_number, shown
from mrkl_units.quantities import read_unit

_LONGEST_UNIT = 5  # words
_MOST = 1000  # numbers in one text: each takes milliseconds
_SCALES = {
    **{"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9},
    **{"trillion": 10**12, "mn": 10**6, "bn": 10**9, "lakh": 10**5, "crore": 10**7},
}
#: After an amount of money, one letter scales it: $2.1T.
_MONEY_SCALES = {"k": 10**3, "m": 10**6, "b": 10**9, "t": 10**12}
_SIGN = "|".join(
    re.escape(sign).replace(r"\$", r"\s?\$") if sign[1:] else re.escape(sign) for sign in SIGNS
)
_SIGN += "|(?:" + "|".join(COMMON) + r")(?=\s?[0-9])"
_NUMBER_WORDS = (
    "a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
    "|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty"
    "|ninety|hundred|half"
)
#: Where a quantity may begin: not within a word, nor after a hyphen that joins one to it.
_START = re.compile(
    r"(?<![\w.,^\-−])(?<![0-9] [.,] )(?P<minus>[-−](?=\S)|(?<![0-9] )minus\s(?=[0-9]))?"
    rf"(?:(?P<sign>{_SIGN})\s?(?P<below>[-−])?)?"
    r"(?=[0-9½⅓⅔¼¾]|\.[0-9])"
    rf"|(?<![\w\-])(?=(?:{_NUMBER_WORDS})\b)",
    re.IGNORECASE,
)
_THIRDS = {"⅓": Fraction(1, 3), "⅔": Fraction(2, 3)}
#: A power written to its unit: s^-2, or s-2 that is no range to another number of seconds.
_POWER = r"[A-Za-z]\^[-−][1-9]|(?P<letter>[smKgLhd])[-−][1-4](?![0-9A-Za-z]|\s?(?P=letter))"
_WORD = re.compile(
    rf"\s?-?\s?(?:{_POWER}|[^\s,;:!?()\[\]<>\"“”\-–]+(?:(?<=\^)[-−][1-9])?)"
    r"|\s?[\[<(]([A-Za-z]{1,4})[\]>)]"
)
_NUMBER = re.compile(r"[\s-]*[0-9]")
#: Units that are words of their own: taken only where nothing goes on after them.
_ALSO_WORDS = frozenset({"a", "in", "at", "as", "are", "can", "to", "no", "me", "us"})
#: What joins a number to one with a unit, whose unit it shares: "45 and 50 mg", "3.5–4 TeV".
_SHARING = re.compile(r"\s?(?:[-–]|to|and|or)\s?", re.IGNORECASE)
_MARGIN = re.compile(r"\s?(?:±|\+/-|\+-)\s?(?=[0-9.])")
#: Pairs that are one quantity when they follow each other, with how many make one of the first.
_JOINED = {("foot", "inch"): 12, ("pound", "ounce"): 16, ("pound sterling", "penny"): 100}
_JOINED |= {("dollar", "cent"): 100, ("euro", "cent"): 100, ("US dollar", "cent"): 100}
_BETWEEN = re.compile(r"\s?(?:and\s|,\s)?")
_CLOSED = re.compile(r"\s*(?:$|[.,;:)!?]|(?:thick|long|wide|tall|high|deep|by|x)\b)", re.IGNORECASE)
_AGE = re.compile(r"[- ](?:old|of age)\b", re.IGNORECASE)
_YEARS_OLD = re.compile(r"\s?(?:yo|y/o|y\.o\.)(?!\w)", re.IGNORECASE)
_AND_A_PART = re.compile(r"\sand an? (half|third|quarter)\b(?! \w)", re.IGNORECASE)
_PARTS = {"half": Fraction(1, 2), "third": Fraction(1, 3), "quarter": Fraction(1, 4)}
#: 5'11"
_FEET = re.compile(r"([0-9]{1,2})\s?['′’]\s?([0-9]{1,2})\s?(?:[\"″”]|'')")
_INCHES = re.compile(r"\s?\"(?!\w)")
_QUOTING = re.compile(r"(?:^|[\s(])\"(?=\S)[^\"]*$")  # "English 101" is no length
#: What is no quantity but looks like one: 2nd, the 1990s, 5G, 3D, 120/80, 40° N.
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b", re.IGNORECASE)
_DECADE = re.compile(r"(?:the\s|(?<![0-9]))(?:1[0-9]|20)?[0-9]0s\b")
_MODEL = re.compile(r"(?:[DG]\b|K(?=\s[a-z]))")
_TWO_NUMBERS = re.compile(r"[0-9]{2,}/[0-9]{2,}")
_COMPASS = re.compile(r"[°'′″]\s?[NSEW]")
#: The hyphen of a range: 7-10 km.
_TO_NUMBER = re.compile(r"-(?=[0-9])")


_SCALE = re.compile(rf"\s?-?({'|'.join(_SCALES)})\b", re.IGNORECASE)
_LETTER = re.compile(r"\s?([kmbt])\s(\w+)", re.IGNORECASE)
_NO_UNITS = frozenset({"f", "c", "unit", "units", "quarter", "quarters"})
_LABEL = re.compile(r"-[0-9]")  # 24703 L-202
_DIGITS = re.compile(r"[\w.,]*(?:/[0-9]+)?")
_WORDY = re.compile(r"\w")
_PER = re.compile(r"\s?(?:per\s|/)")
_SYMBOLS = {sign: name for sign, name in SIGNS.items() if len(sign) == 1}


@dataclass(frozen=True)
class Found:
    """A quantity with its place in the text."""

    start: int
    end: int
    value: Fraction
    unit: str
    symbol: str
    margin: Fraction | None = None


def extract(text: str, numbers: bool = False) -> Result | Failure:
    """Every quantity in a text; see the tool's schema."""
    if len(_START.findall(text)) > _MOST:
        return Failure("TOO_LARGE", f"at most {_MOST:,} numbers are read", "ask about a part of it")
    found = list(quantities(text, numbers=numbers))
    if not found:
        return Failure("NONE_FOUND", "no quantity was recognized in this text")
    items: list[JsonObject] = [
        {
            "text": text[item.start : item.end],
            "start": item.start,
            "end": item.end,
            "value": shown(item.value)[0],
            "unit": item.unit,
            "symbol": item.symbol,
            "uncertainty": None if item.margin is None else shown(item.margin)[0],
        }
        for item in found
    ]
    told = "; ".join(f"{item['text']} = {item['value']} {item['unit']}".strip() for item in items)
    return Result(
        {"quantities": items},
        told,
        (Evidence("each was read to the end", "by the grammars of numbers and of units"),),
    )


def quantities(text: str, *, numbers: bool = False) -> Iterator[Found]:
    """The quantities in a text, from left to right; plain numbers too, if they are wanted."""
    waiting: Found | None = None
    for item in _items(text):
        if waiting is not None:
            joined = _together(text, waiting, item)
            if joined is not None:
                waiting = joined
                continue
            if (
                not waiting.unit
                and item.unit
                and _SHARING.fullmatch(text[waiting.end : item.start])
            ):
                waiting = replace(waiting, unit=item.unit, symbol=item.symbol)
            if waiting.unit or numbers:
                yield waiting
        waiting = item
    if waiting is not None and (waiting.unit or numbers):
        yield waiting


def _items(text: str) -> Iterator[Found]:
    """Each number with its unit, or without one."""
    place = 0
    while found := _START.search(text, place):
        item = _money(text, found) if found["sign"] else _measured(text, found)
        if item is not None:
            yield item
            place = max(item.end, found.start() + 1)
            hyphen = _TO_NUMBER.match(text, place)
            end = _at(text, hyphen.end(), hyphen.end()) if hyphen else None
            if end is not None and end.unit and item.unit in ("", end.unit):
                yield end
                place = end.end
            continue
        place = max(found.end(), found.start() + 1)
        if digits := _DIGITS.match(text, place):
            place = max(place, digits.end())


def _together(text: str, one: Found, other: Found) -> Found | None:
    """Two quantities as one, if they are written as one: 5 ft 2 in."""
    parts = _JOINED.get((one.unit, other.unit or "cent"))
    if not other.unit and not (other.value.denominator == 1 and text[one.end : other.start] == " "):
        return None  # 15 dollars 50
    if parts is None or not _BETWEEN.fullmatch(text[one.end : other.start]) or other.value >= parts:
        return None
    return replace(one, end=other.end, value=one.value + other.value / parts)


def number_at(text: str, start: int) -> tuple[Fraction, int] | None:
    """The number that begins here, and where it ends."""
    if text[start] in _THIRDS:
        return _THIRDS[text[start]], start + 1
    window = text[start : start + 80]
    read = read_number(window)
    if read is None:
        return None
    value, rest = read
    end = start + len(window) - len(rest)
    if scale := _SCALE.match(text, end):
        return value * _SCALES[scale[1].lower()], scale.end()
    letter = _LETTER.match(text, end)
    if letter and currency(letter[2]):  # 1.8M dollars
        return value * _MONEY_SCALES[letter[1].lower()], letter.end(1)
    return value, end


def _money(text: str, found: re.Match[str]) -> Found | None:
    number = number_at(text, found.end())
    if number is None:
        return None
    value, end = number
    letter = re.compile(r"([kmbt])\b", re.IGNORECASE).match(text, end)
    if letter:
        value, end = value * _MONEY_SCALES[letter[1].lower()], letter.end()
    sign = re.sub(r"\s", "", found["sign"])
    name = SIGNS.get(sign) or SIGNS.get(sign.upper()) or currency(sign)
    if (per := _PER.match(text, end)) and (unit := _unit(text, per.end(), "1")) is not None:
        name, sign, end = f"{name}/{unit[0]}", f"{sign}/{unit[1]}", unit[2]
    negative = found["minus"] or found["below"]
    return Found(found.start(), end, -value if negative else value, name, sign)


def _measured(text: str, found: re.Match[str]) -> Found | None:
    item = _at(text, found.start(), found.end())
    return replace(item, value=-item.value) if item and found["minus"] else item


def _at(text: str, begin: int, start: int) -> Found | None:
    """The number that stands at `start`, with its unit if it has one."""
    if tall := _FEET.match(text, start):
        feet = int(tall[1]) + Fraction(int(tall[2]), 12)
        return Found(begin, tall.end(), feet, "foot", "ft")
    number = number_at(text, start)
    if number is None or _is_label(text, start, number[1]):
        return None
    value, end = number
    number_text = text[start:end]
    if old := _YEARS_OLD.match(text, end):
        return Found(begin, old.end(), value, "year", "a")
    if (inches := _INCHES.match(text, end)) and not _QUOTING.search(text[:start]):
        return Found(begin, inches.end(), value, "inch", "in")
    margin: Fraction | None = None
    if (sign := _MARGIN.match(text, end)) and (more := number_at(text, sign.end())) is not None:
        margin, end = more
    unit = _unit(text, end, number_text)
    if unit is not None:
        name, symbol, end = unit
        if currency(name) and (scale := _SCALE.match(text, end)):  # 75 USD million
            value, end = value * _SCALES[scale[1].lower()], scale.end()
        if part := _AND_A_PART.match(text, end):  # an hour and a half
            value, end = value + _PARTS[part[1].lower()], part.end()
        age = _AGE.match(text, end)
        return Found(begin, age.end() if age else end, value, name, symbol, margin)
    if number_text.lower() in ("a", "an") or _WORDY.match(text, end):
        return None
    return Found(begin, end, value, "", "", margin)


def _is_label(text: str, start: int, end: int) -> bool:
    """Whether the number is part of a name, a rank, a decade or a pair."""
    return bool(
        _ORDINAL.match(text, end)
        or _MODEL.match(text, end)
        or _DECADE.match(text, start)
        or (_TWO_NUMBERS.fullmatch(text, start, end) and Fraction(text[start:end]) >= 1)
    )


def _unit(text: str, end: int, number: str) -> tuple[str, str, int] | None:
    """The longest unit after a number: its name, symbol and end."""
    ends: list[int] = []
    place = end
    while len(ends) < _LONGEST_UNIT and (word := _WORD.match(text, place)):
        if _NUMBER.match(word[0]):
            break
        place = word.end()
        ends.append(place)
    for last in reversed(ends):
        shown_unit = re.sub(r"^[\s\-\[<(]+|[\]>)]+$", "", text[end:last]).rstrip(" .'’")
        read = _named(shown_unit, text, last, number)
        if read is not None:
            trimmed = end + text[end:last].find(shown_unit) + len(shown_unit)
            closing = trimmed + 1 if text[trimmed : trimmed + 1] in ("]", ">") else trimmed
            return (*read, closing)
    return None


def _named(unit: str, text: str, last: int, number: str) -> tuple[str, str] | None:
    """The unit's name and symbol, unless it may well be another word."""
    if _COMPASS.fullmatch(unit):
        return None
    *before, final = unit.lower().split() or [""]
    spelled, article = number[:1].isalpha(), number.lower() in ("a", "an")
    if not unit or unit[0].isdigit() or re.search(r"\s[0-9]", unit):
        return None
    if final in _ALSO_WORDS and (spelled or before or not _CLOSED.match(text, last)):
        return None
    if unit in _SYMBOLS and not spelled:
        return _SYMBOLS[unit], unit
    clock = number.isdigit() and int(number) <= 12
    if (
        (unit.lower() in ("am", "pm") and clock)
        or unit.lower() in _NO_UNITS
        or _LABEL.match(text, last)
    ):
        return None
    if spelled and (len(unit) == 1 or (article and (len(unit) < 4 or unit == "second"))):
        return None
    if money := currency(unit):
        return money, unit
    try:
        read = read_unit(unit, suggest=False)
    except Problem:
        return _named(unit.replace("-", " "), text, last, number) if "-" in unit else None
    if article and not any(unit[:3].lower() == name.split("_")[0][:3] for name, _ in read.powers):
        return None  # "a bus" is no bushel
    names = [
        name.replace("_", " ") + (f"^{power}" if power != 1 else "") for name, power in read.powers
    ]
    return " ".join(names), read.symbol
