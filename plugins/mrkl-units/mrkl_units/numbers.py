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
#: The words that numbers begin with.
WORDS = (*_SMALL, *_TENS)
_VALUES: dict[str, Fraction] = {
    **{word: Fraction(n) for n, word in enumerate(_SMALL)},
    **{word: Fraction(20 + 10 * n) for n, word in enumerate(_TENS)},
    "half": Fraction(1, 2),
}
_PARTS = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4}
_PARTS |= {
    word + plural: n
    for n, word in enumerate(
        "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), start=3
    )
    for plural in ("", "s")
}
_PARTS |= {
    f"{word}th{plural}": n for n, word in enumerate(_SMALL) if n > 12 for plural in ("", "s")
}
_PARTS |= {
    f"{word[:-1]}ieth{plural}": _VALUES[word].numerator for word in _TENS for plural in ("", "s")
}
_PARTS |= {"hundredth": 100, "hundredths": 100, "thousandth": 1000, "thousandths": 1000}
_OF_A = re.compile(r"\s*(?:of\s+)?(?:(?:an?|one|the)\s+)?", re.IGNORECASE)
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_HALVES = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}

#: A number at the start of a text. Repetitions do not nest: matching is linear.
NUMBER = re.compile(
    r"""\s*(?P<sign>[-+−]|(?:[Mm]inus|[Nn]egative)\s)?\s*(?:
      (?P<mixed>[0-9]{1,9})(?:\s+(?:and\s+)?|-)(?P<top>[0-9]{1,9})\s*/\s*(?P<below>[0-9]{1,9})(?![0-9.])
    | (?P<over>[0-9]{1,15})\s*/\s*(?P<under>[0-9]{1,15})(?![0-9.])
    | (?P<grouped>[0-9]{1,3}(?:,[0-9]{3})+(?!,?[0-9])(?:\.[0-9]+)?)
    | (?P<plain>(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)
        (?:\s*[x×]\s*(?P<base>[1-9][0-9]?)\s*\^\s*(?P<power>[-−]?[0-9]{1,3})
        |[eE](?P<exp>[-+]?[0-9]{1,3})(?![0-9a-zA-Z]))?)
    )(?P<half>[½¼¾])?""",
    re.VERBOSE,
)
_POINT = re.compile(rf"\s+point((?:\s+(?:{'|'.join(_SMALL[:10])})\b)+)", re.IGNORECASE)
_WORD = re.compile(r"\s*-?\s*([a-zA-Z]+)")
#: What may follow digits: "2 and a half", "1.5 million".
_AND_PART = re.compile(r"\s+and\s+an?\s+(half|third|quarter)\b\s*", re.IGNORECASE)
_MINUS = re.compile(r"\s*(?:minus|negative)\s+", re.IGNORECASE)
_SCALED = re.compile(r"\s+(hundred|thousand|million|billion|dozen)\b", re.IGNORECASE)
MAX_DIGITS = 60


def read_number(text: str) -> tuple[Fraction, str] | None:
    """The number `text` begins with, and the rest; None if it begins with none."""
    match = NUMBER.match(text)
    if match is not None and len(match.group()) <= MAX_DIGITS:
        value, rest = _value(match), text[match.end() :]
        if value is None:
            return None
        if more := _AND_PART.match(rest):
            return value + Fraction(1, _PARTS[more[1].lower()]), rest[more.end() :]
        if scale := _SCALED.match(rest):
            return value * _SCALES[scale[1].lower()], rest[scale.end() :]
        # 3/4 of a mile
        of_a = match["over"] and re.match(r"\s*of\s", rest, re.IGNORECASE)
        return _of(value, rest) if of_a else (value, rest)
    if text.lstrip()[:1] in _HALVES:
        return _HALVES[text.lstrip()[0]], text.lstrip()[1:]
    if (minus := _MINUS.match(text)) and (found := _words(text[minus.end() :])):
        return -found[0], found[1]
    return _words(text)


def _value(match: re.Match[str]) -> Fraction | None:
    sign = -1 if match["sign"] not in (None, "+") else 1
    half = _HALVES.get(match["half"] or "", Fraction(0))
    if match["mixed"]:
        if not (below := int(match["below"])):
            return None
        value = int(match["mixed"]) + Fraction(int(match["top"]), below)
    elif match["over"]:
        if not (under := int(match["under"])):
            return None
        value = Fraction(int(match["over"]), under)
    elif match["grouped"]:
        value = Fraction(match["grouped"].replace(",", ""))
    else:
        exponent = match["power"] or match["exp"] or "0"
        plain = re.split(r"[x×eE]", match["plain"])[0].strip()
        value = Fraction(plain) * Fraction(match["base"] or 10) ** int(exponent.replace("−", "-"))
    return sign * (value + half)


def _words(text: str) -> tuple[Fraction, str] | None:
    """The number in words at the start: "two hundred and five", "three and a half", "a third"."""
    words = _spelled(text)
    value, used = _cardinal(words)
    if value is None:
        value, used = _part(words)
    elif (after := _part(words[used:], value))[0] is not None:
        value, used = after[0], used + after[1]
    elif words[used : used + 1] == ["and"]:
        top, first = _cardinal(words[used + 1 :])
        more, last = _part(words[used + 1 + first :], top)
        if more is not None:
            value, used = value + more, used + 1 + first + last
    if value is None:
        return None
    rest = text
    for _ in range(used):
        rest = rest[_WORD.match(rest).end() :]  # type: ignore[union-attr] # it was matched above
    if value.denominator == 1 and (point := _POINT.match(rest)):
        digits = "".join(str(_SMALL.index(word)) for word in point[1].lower().split())
        return value + Fraction(int(digits), 10 ** len(digits)), rest[point.end() :]
    return _of(value, rest) if value.denominator != 1 else (value, rest)


def _of(part: Fraction, rest: str) -> tuple[Fraction, str]:
    """The part of what follows: of one mile, or of 5 miles."""
    found = _OF_A.match(rest)
    after = rest[found.end() :] if found else rest
    number = NUMBER.match(after) if found and "of" in found[0].lower() else None
    value = _value(number) if number is not None else None
    return (
        (part, after) if value is None or number is None else (part * value, after[number.end() :])
    )


def _spelled(text: str) -> list[str]:
    """The words that `text` begins with, in lower case; no number has more than 20."""
    words: list[str] = []
    while len(words) < 20 and (match := _WORD.match(text)) is not None:
        words.append(match[1].lower())
        text = text[match.end() :]
    return words


def _cardinal(words: list[str]) -> tuple[Fraction | None, int]:
    """The whole number (or half, as in "half a million") in front, and how many words it has."""
    total, current, largest, place = Fraction(0), None, 10**15, 0
    while place < len(words):
        word = words[place]
        if word == "and" and place and words[place - 1] in _SCALES:
            if words[place + 1 : place + 2] and words[place + 1] in _VALUES:
                place += 1
                continue
            break
        if word in ("a", "an") and current is None:
            current = Fraction(1)
        elif word in ("a", "an") and words[place - 1] == "half":
            pass  # half a dozen
        elif word in _VALUES and _fits(words, place, _VALUES[word]):
            current = (current or 0) + _VALUES[word]
        elif word == "dozen" and current is None:
            current = Fraction(12)
        elif word in _SCALES and current and _SCALES[word] < largest:
            current *= _SCALES[word]
            if word != "hundred":
                largest = _SCALES[word]
                total, current = total + current, Fraction(0)
        else:
            break
        place += 1
    return (None, 0) if current is None else (total + current, place)


def _fits(words: list[str], place: int, value: Fraction) -> bool:
    """Whether a small number may follow: twenty-one and 205 do, "two three" does not."""
    before = words[place - 1] if place else ""
    if not place or before in _SCALES or before == "and":
        return True
    return before in _TENS and 0 < value < 10 and value.denominator == 1


def _part(words: list[str], top: Fraction | None = None) -> tuple[Fraction | None, int]:
    """The "thirds" of "two thirds"; `top` is what stands before it."""
    below = _PARTS.get(words[0], 0) if words else 0
    # One third, two thirds; "twenty third" is an ordinal.
    if not below or top is None or (top == 1) == words[0].endswith("s"):
        return None, 0
    return top / below, 1


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


def to_decimals(value: Fraction, places: int) -> tuple[str, bool]:
    """The number to so many decimals, halves away from zero, and whether that is all of it."""
    scaled = value * 10**places
    whole = abs(scaled.numerator) * 2 // scaled.denominator
    rounded = Fraction((whole + 1) // 2, 10**places)
    sign = "-" if value < 0 and rounded else ""
    digits = str(rounded * 10**places).rjust(places + 1, "0")
    text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return sign + text, rounded == abs(value)
