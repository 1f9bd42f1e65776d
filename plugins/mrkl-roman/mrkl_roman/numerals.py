"""The tool: a number in digits or numerals in, both out, read back as a check."""

from __future__ import annotations

from mrkl_core import Evidence, Failure, Result

_STEPS = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")),
    *((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_VALUES = {"M": 1000, "D": 500, "C": 100, "L": 50, "X": 10, "V": 5, "I": 1}


def convert(number: str) -> Result | Failure:
    """A number and its numeral; see the tool's schema."""
    text = number.strip().upper()
    value = int(text) if text.isascii() and text.isdigit() else read(text)
    if value is None:
        return Failure("SYNTAX", f"{number!r} is no number in digits or numerals", "as in 'XIV'")
    if not 0 < value < 4000:
        return Failure("UNDEFINED", f"numerals go from 1 to 3999; {value} has none")
    numeral = write(value)
    if not text.isdigit() and numeral != text:
        return Failure("SYNTAX", f"{value} is written {numeral}, not {number!r}")
    if read(numeral) != value:
        return Failure("CHECK_FAILED", f"{numeral} does not read back as {value}")
    return Result(
        {"numeral": numeral, "value": value},
        f"{value} is {numeral}",
        (Evidence("the numeral reads back as the number", "summed letter by letter"),),
    )


def write(value: int) -> str:
    """A number from 1 to 3999 in numerals."""
    text = ""
    for step, letters in _STEPS:
        count, value = divmod(value, step)
        text += letters * count
    return text


def read(text: str) -> int | None:
    """What the letters add up to; a smaller one before a larger is taken off. None if unread."""
    if not text or not set(text) <= _VALUES.keys():
        return None
    values = [_VALUES[letter] for letter in text]
    following = [*values[1:], 0]
    return sum(-v if v < after else v for v, after in zip(values, following, strict=True))
