"""Numbers in quantities: digits, fractions and small number words, read exactly."""

from __future__ import annotations

import re
from decimal import Decimal, localcontext
from fractions import Fraction

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUES: dict[str, Fraction] = {
    **{word: Fraction(n) for n, word in enumerate(_SMALL)},
    **{word: Fraction(20 + 10 * n) for n, word in enumerate(_TENS)},
    "a": Fraction(1),
    "an": Fraction(1),
    "half": Fraction(1, 2),
    "dozen": Fraction(12),
}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_HALVES = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}

#: A number at the start of a text. Repetitions do not nest: matching is linear.
NUMBER = re.compile(
    r"""\s*(?P<sign>[-+−]?)\s*(?:
      (?P<mixed>[0-9]{1,9})\s+(?P<top>[0-9]{1,9})\s*/\s*(?P<below>[0-9]{1,9})(?![0-9.])
    | (?P<over>[0-9]{1,15})\s*/\s*(?P<under>[0-9]{1,15})(?![0-9.])
    | (?P<grouped>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?)
    | (?P<plain>(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:\s*[x×]\s*10\s*\^\s*(?P<ten>[-−]?[0-9]{1,3})
        |[eE](?P<exp>[-+]?[0-9]{1,3})(?![0-9a-zA-Z]))?)
    )(?P<half>[½¼¾])?""",
    re.VERBOSE,
)
_WORD = re.compile(r"\s*-?\s*([a-zA-Z]+)")
MAX_DIGITS = 60


def read_number(text: str) -> tuple[Fraction, str] | None:
    """The number `text` begins with, and the rest; None if it begins with none."""
    match = NUMBER.match(text)
    if match is not None and len(match.group()) <= MAX_DIGITS:
        return _value(match), text[match.end() :]
    if text.lstrip()[:1] in _HALVES:
        return _HALVES[text.lstrip()[0]], text.lstrip()[1:]
    return _words(text)


def _value(match: re.Match[str]) -> Fraction:
    sign = -1 if match["sign"] in ("-", "−") else 1
    half = _HALVES.get(match["half"] or "", Fraction(0))
    if match["mixed"]:
        below = int(match["below"])
        value = int(match["mixed"]) + (Fraction(int(match["top"]), below) if below else 0)
    elif match["over"]:
        under = int(match["under"])
        value = Fraction(int(match["over"]), under) if under else Fraction(int(match["over"]))
    elif match["grouped"]:
        value = Fraction(match["grouped"].replace(",", ""))
    else:
        exponent = match["ten"] or match["exp"] or "0"
        plain = re.split(r"[x×eE]", match["plain"])[0].strip()
        value = Fraction(plain) * Fraction(10) ** int(exponent.replace("−", "-"))
    return sign * (value + half)


def _words(text: str) -> tuple[Fraction, str] | None:
    total, current, rest = Fraction(0), None, text
    while (match := _WORD.match(rest)) is not None:
        word = match[1].lower()
        if current is not None and word in ("a", "an"):
            pass  # half a mile, three and a half
        elif word in _VALUES:
            current = (current or Fraction(0)) + _VALUES[word]
        elif word in _SCALES and current is not None:
            current *= _SCALES[word]
            if _SCALES[word] > 100:
                total, current = total + current, Fraction(0)
        elif word != "and" or current is None or not _number_word(rest[match.end() :]):
            break
        rest = rest[match.end() :]
    return None if current is None else (total + current, rest)


def _number_word(text: str) -> bool:
    match = _WORD.match(text)
    return match is not None and match[1].lower() in _VALUES


def shown(value: Fraction, digits: int = 15) -> tuple[str, bool]:
    """The number in up to `digits` significant digits, and whether that is all of it."""
    with localcontext(prec=digits):
        decimal = Decimal(value.numerator) / Decimal(value.denominator)
        exact = Fraction(decimal) == value
        exponent = decimal.adjusted() if decimal else 0
        if -7 <= exponent < digits + 6:
            text = format(decimal, "f")
            return (text.rstrip("0").rstrip(".") if "." in text else text), exact
        mantissa = decimal.scaleb(-exponent).normalize()
        return f"{mantissa}e{exponent}", exact
