"""Numbers in a request: in digits or words, with scale, sign, unit, percent or currency."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mrkl_core.routing.extract.mentions import Kind, Mention
from mrkl_core.routing.extract.tokens import Token
from mrkl_core.routing.extract.units import unit_of

_SMALL = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen
"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = """
zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
"""
WORDS = {
    **{word: number for number, word in enumerate(_SMALL.split())},
    **{word: 10 * number for number, word in enumerate(_TENS.split(), start=2)},
    "dozen": 12,
}
ORDINALS = {word: number for number, word in enumerate(_ORDINALS.split())}
SCALES = {
    **{"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12},
    **{"mn": 10**6, "bn": 10**9},
}
#: Letters that scale an amount of money; alone they are units.
MONEY_SCALES = {"k": 1000, "K": 1000, "m": 10**6, "M": 10**6, "B": 10**9, "b": 10**9}
CURRENCIES = "$€£¥₹"
#: Before a span of time, these mean one of it.
_ONE = frozenset("next last past coming upcoming previous".split())
#: Beside these, "one" stands for a thing: another one, one with two doors.
_BEFORE_ONE = frozenset("another each every new other that the this which".split())
_AFTER_ONE = frozenset("for has having is of that which whose with".split())
_DIGITS = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?(?:e[+-]?\d+)?\Z", re.IGNORECASE)
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)\Z", re.IGNORECASE)


def numbers(tokens: Sequence[Token]) -> Iterator[Mention]:
    """Every number; a sign, a currency and a unit belong to it."""
    place = 0
    while place < len(tokens):
        found = _number(tokens, place)
        if found is None:
            place += 1
            continue
        yield found
        place = found.last + 1


def _number(tokens: Sequence[Token], place: int) -> Mention | None:
    value, end = _value(tokens, place)
    if place and tokens[place - 1].text == "^":
        return None  # an exponent
    if value is None:
        span = unit_of(_at(tokens, place + 1)) if tokens[place].low in _ONE else None
        if span is None or span.kind != "time":
            return None
        return Mention(Kind.NUMBER, 1, place, place, _at(tokens, place + 1), "understood")
    first, unit = place, ""
    before = tokens[place - 1].text if place else ""
    if before in ("-", "−") and _signs(tokens, place - 1):
        value, first = -value, place - 1
    if before and before in CURRENCIES:
        unit, first = before, place - 1
        if scale := MONEY_SCALES.get(_at(tokens, end + 1)):
            value, end = float(format(value * scale, ".15g")), end + 1
    follow, gap = _at(tokens, end + 1), ""
    if follow == "-":  # a 5-day forecast
        gap, follow = follow, _at(tokens, end + 2)
    if not unit and follow:
        two = f"{follow} {_at(tokens, end + 2)}"
        if follow == "°" and unit_of("°" + _at(tokens, end + 2)):
            unit = "°" + _at(tokens, end + 2)
        elif follow == "%" or two.startswith("per cent"):
            unit = "%"
        elif unit_of(follow) and follow != "in":
            unit = follow
        elif _at(tokens, end + 1) == "degrees" and unit_of(_at(tokens, end + 2)):
            unit = _at(tokens, end + 2)
    last = end + 1 if unit == "%" and not gap else end
    return Mention(Kind.NUMBER, value, first, last, unit)


def _value(tokens: Sequence[Token], place: int) -> tuple[float | int | None, int]:
    """The number that begins here, and its last token."""
    token, end = tokens[place], place
    value: float | int
    if _DIGITS.match(token.low):
        text = token.low.replace(",", "")
        value = int(text) if text.isdecimal() else float(text)
        if _at(tokens, place + 1) == "/" and _at(tokens, place + 2).isdecimal():
            below = int(_at(tokens, place + 2))
            if below and tokens[place + 2].start == token.end + 1 and _at(tokens, place + 3) != "/":
                return value / below, place + 2
    elif token.low in WORDS:
        if token.low == "one" and (
            _at(tokens, place - 1).lower() in _BEFORE_ONE or _at(tokens, place + 1) in _AFTER_ONE
        ):
            return None, place
        value = WORDS[token.low]
        if value >= 20 and value != 12:
            skip = 2 if _at(tokens, place + 1) == "-" else 1
            ones = WORDS.get(_at(tokens, place + skip).casefold(), 0)
            if 0 < ones < 10:
                value, end = value + ones, place + skip
    elif token.low in ORDINALS:
        # "First, find …" counts what is asked, and is no value.
        return (None if _at(tokens, place + 1) == "," else ORDINALS[token.low]), place
    elif ordinal := _ORDINAL.match(token.low):
        return int(ordinal[1]), place
    elif "-" in token.low and (parts := token.low.split("-"))[0] in WORDS:
        tens, ones = WORDS[parts[0]], WORDS.get(parts[1], 0)
        return (tens + ones if tens >= 20 and 0 < ones < 10 else tens), place
    else:
        return None, place
    while scale := SCALES.get(_at(tokens, end + 1).casefold()):
        value, end = value * scale, end + 1
    return (int(value) if isinstance(value, float) and value.is_integer() and end > place
            else value), end  # fmt: skip


def _signs(tokens: Sequence[Token], place: int) -> bool:
    """Whether this dash is a minus: it follows no word, and touches its number."""
    if tokens[place].end != tokens[place + 1].start:
        return False
    return (
        place == 0 or not tokens[place - 1].is_word or tokens[place - 1].end < tokens[place].start
    )


def _at(tokens: Sequence[Token], place: int) -> str:
    return tokens[place].text if 0 <= place < len(tokens) else ""
