"""Amounts of money and currencies in words, signs and ISO 4217 codes."""

from __future__ import annotations

import re
from fractions import Fraction

from mrkl_core import Problem
from mrkl_units.currencies import NAMES, SHARED, SIGNS, code_named, currency
from mrkl_units.extract import number_at

#: Names that are read as one of the currencies that bear them, which the answer says.
_READ_AS = {"dollar": "USD", "pound": "GBP"}
_SIGN = "|".join(sorted(map(re.escape, SIGNS), key=len, reverse=True))
_BEFORE = re.compile(rf"(?P<minus>[-−])?\s*(?P<name>{_SIGN}|[A-Za-z]{{3}}(?=[\s0-9]))?\s*")


def named(text: str) -> tuple[str, str]:
    """The ISO code of a currency, and how an ambiguous name was read. Raises Problem."""
    words = " ".join(text.split()).rstrip(".")
    if code := code_named(words):
        return code, ""
    name = SIGNS.get(words) or currency(words) or re.sub(r"s$", "", words.lower())
    if name in _READ_AS:
        return _READ_AS[name], f"{name} read as {NAMES[_READ_AS[name]][0]}"
    if name in SHARED:
        of_name = [code for code, names in NAMES.items() if names[0].endswith(f" {name}")]
        hint = f"name it by its code: {', '.join(of_name)}" if of_name else ""
        raise Problem("AMBIGUOUS", f"{words!r} is the name of more than one currency", hint)
    if re.fullmatch(r"[A-Z]{3}", words):
        return words, ""
    raise Problem(
        "UNKNOWN_CURRENCY", f"{words[:40]!r} is no currency known here", "use its ISO 4217 code"
    )


def amount(text: str) -> tuple[Fraction, str, str]:
    """A sum of money: how much, the ISO code, and how its name was read. Raises Problem."""
    text = text.strip()
    before = _BEFORE.match(text)
    assert before is not None  # it may match nothing
    number = number_at(text, before.end()) if before.end() < len(text) else None
    if number is None:
        # "one hundred": its first letters are no code.
        before, number = None, number_at(text, 0) if text else None
    if number is None:
        raise Problem("SYNTAX", f"{text[:60]!r} is no sum of money, as '100 USD' is")
    value, end = number
    rest = text[end:].strip()
    sign = (before["name"] if before else "") or ""
    code, note = named(rest or sign)
    dollars = sign == "$" and code in NAMES and NAMES[code][0].endswith(" dollar")  # $100 CAD
    if sign and rest and not dollars and code_named(sign) != code:
        raise Problem("SYNTAX", f"{text[:60]!r} names two currencies")
    return (-value if before and before["minus"] else value), code, note


def is_currency(text: str) -> bool:
    """Whether these words name a currency, as far as is known without asking."""
    words = " ".join(text.split())
    return bool(code_named(words) or words in SIGNS or currency(words)) or _is_pound(words)


def is_exchange(quantity: str, to: str) -> bool:
    """Whether this asks for money in another currency; a pound on one side may be money."""
    if not is_currency(to):
        return False
    try:
        _, code, _ = amount(quantity)
    except Problem as problem:
        return problem.failure.code == "AMBIGUOUS" and not _is_pound(to)
    return code in NAMES and not (_is_pound(to) and re.search(r"\bpounds?\b", quantity, re.I))


def _is_pound(words: str) -> bool:
    return words.lower() in ("pound", "pounds")
