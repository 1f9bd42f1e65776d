"""Reads requests for a conversion; what is not one in every word gets no bid."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mrkl_core import Bid, Problem
from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_units.arithmetic import is_sum
from mrkl_units.constants import known
from mrkl_units.conversions import ASK, HOW, asked, rounded
from mrkl_units.convert import understood
from mrkl_units.money.reading import is_currency, is_exchange
from mrkl_units.numbers import WORDS
from mrkl_units.quantities import read_unit
from mrkl_units.ucum.tools import by_codes

#: A conversion names its quantity with a digit, a number word or "a": a cheap first look.
_GATE = re.compile(
    rf"[0-9½¼¾π]|\bpi\b|\b(?:an?|half|quarter|hundred|many \S+ per|{'|'.join(WORDS)})\b",
    re.IGNORECASE,
)


#: "kilos to pounds": two units, and no number, which is one.
_PLAIN = re.compile(
    r"(?:convert )?[^\W0-9_]+(?: [^\W0-9_]+)? (?:to|into) [^\W0-9_]+(?: [^\W0-9_]+)?\W*"
)
#: What the name of a constant has in it: a cheap first look, before scipy is imported.
_CONSTANT_GATE = re.compile(
    r"\b(?:constant|speed of light|mass|hbar|gravity|charge|radius|magneton|permittivity"
    r"|permeability|avogadro(?:'s)? number)\b",
    re.IGNORECASE,
)
_CONSTANT = re.compile(
    rf"\s*{ASK}(?:(?:what(?:'s| is)|give me|{HOW} is)\s+)?(?:the )?(?P<name>[^?]{{3,60}}?)"
    r"(?: (?:in|to) (?P<unit>[^?]{1,40}?))?\s*[?.!]*\s*",
    re.IGNORECASE,
)


#: "convert 6.3 s.m-1 to s/m": neither side of a code has a space.
_CODES = re.compile(
    rf"\s*{ASK}(?:(?:convert|change|express|turn|what is) )?(?P<quantity>[-+0-9.eE]+ \S+) "
    r"(?:to|into|in|as) (?P<to>\S+?)[?!]*\s*",
    re.IGNORECASE,
)
_VALID = re.compile(
    r"\s*is (?:'(?P<quoted>.+)'|(?P<code>\S+)) a valid "
    r"(?:ucum (?:unit|code)|unit (?:of|in) ucum)\s*\?*",
    re.IGNORECASE,
)
_CODE = re.compile(
    rf"\s*{ASK}(?:what(?:'s| is) )?(?:the )?ucum (?:code|unit) (?:of|for) "
    r"(?P<unit>[^?]{1,100}?)\s*\?*",
    re.IGNORECASE,
)
#: Sums of quantities: a number with a unit, and a sign between quantities.
_MEASURED_GATE = re.compile(r"[0-9]\s*[A-Za-z]*\s*(?:±|\+\s?/\s?-|\+-)\s*[0-9]")
_CONVERT = re.compile(r"^\s*(?:please )?convert ", re.IGNORECASE)
_SUM_GATE = re.compile(r"[0-9]\s*[A-Za-z°µ].*(?:[-+*×/÷−]|\b(?:plus|minus|times|divided by)\b)")
_SUM = re.compile(
    rf"\s*{ASK}(?:(?:what(?:'s| is)|calculate|compute|{HOW} is) )?"
    r"(?P<expression>[^?]{3,200}?)"
    r"(?: (?:in|to|as) (?P<to>(?!(?:to|as) )[^?0-9]{1,40}))?\s*[?.!=]*\s*",
    re.IGNORECASE,
)
#: 3b + 4b: letters written to their numbers, and no word, are more likely unknowns.
_ALGEBRA = re.compile(r"[^A-Za-z]*(?:[0-9][A-Za-z](?:[^A-Za-z]+|$))+")
#: "the exchange rate of the dollar to the euro", "… on 2024-05-17".
_RATE = re.compile(
    rf"\s*{ASK}(?:what(?:'s| is) )?(?:the )?(?:current |latest )?(?:exchange|conversion) rate "
    r"(?:of|from|for|between) (?:the |an? )?(?P<of>[^?]{1,40}?) (?:to|in|into|and|against) "
    r"(?:the |an? )?(?P<to>[^?]{1,40}?)\s*[?.!]*\s*",
    re.IGNORECASE,
)
#: "30 mpg in l/100 km" is a conversion: an inch has no letter after it.
_INTO = re.compile(r"\b(?:in|to|as) [A-Za-z]", re.IGNORECASE)
_DAY = re.compile(r" (?:on|at) (?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})\s*[?.!]*\s*$")
_LONGEST = 200  # of all but a text
_EXTRACT = re.compile(
    r"\s*(?:find|extract|list|give)(?: me)?(?: all)?(?: the)? (?:quantities|measurements|amounts)"
    r" (?:in|from)(?: the text)?:? (?P<text>.+)",
    re.IGNORECASE,
)


def bid(words: str) -> Iterable[Bid]:
    """One bid if the words ask for a conversion, or a constant, and are all understood."""
    text = " ".join(words.split())
    if found := _EXTRACT.fullmatch(text):
        yield Bid("extract", {"text": found["text"]}, 0.9, "asks for the quantities of a text")
    if len(text) > _LONGEST:
        return
    if _CONSTANT_GATE.search(text):
        yield from _constant_bids(text)
    conversions = (
        list(_conversion_bids(text)) if _GATE.search(text) or _PLAIN.fullmatch(text) else []
    )
    yield from conversions
    if found := _VALID.fullmatch(text):
        code = found["quoted"] or found["code"]
        yield Bid("ucum_validate", {"code": code}, 0.95, "asks whether a code is valid")
    if found := _CODE.fullmatch(text):
        yield Bid("ucum_code", {"unit": found["unit"]}, 0.95, "asks for the code of a unit")
    if found := _RATE.fullmatch(_dated(text)[0]):
        yield from _rate_bids(found, _dated(text)[1])
    if conversions:
        return
    if _MEASURED_GATE.search(text):
        yield from _sum_bids(*rounded(_CONVERT.sub("", text)))
    elif _SUM_GATE.search(text):
        yield from _sum_bids(*rounded(text))


def _dated(text: str) -> tuple[str, JsonObject]:
    """The text without the day it ends with, and that day as an argument."""
    if found := _DAY.search(text):
        return text[: found.start()], {"date": found["day"]}
    return text, {}


def _rate_bids(found: re.Match[str], day: JsonObject) -> Iterable[Bid]:
    money, to = found["of"].strip(), found["to"].strip()
    if is_currency(money) and is_currency(to):
        arguments: JsonObject = {"money": f"1 {money}", "to": to, **day}
        yield Bid("exchange", arguments, 0.95, "asks for a rate of exchange")


def _sum_bids(text: str, digits: JsonObject) -> Iterable[Bid]:
    match = _SUM.fullmatch(text)
    if match is None or _ALGEBRA.fullmatch(text) or _INTO.search(match["expression"]):
        return
    if not is_sum(match["expression"]):
        return
    if "decimals" in digits:
        return  # a sum is rounded to significant digits, if at all
    arguments: JsonObject = {"expression": match["expression"], **digits}
    if match["to"]:
        arguments["to"] = match["to"]
    yield Bid("calculate", arguments, 0.96, "quantities to compute with")


def _constant_bids(text: str) -> Iterable[Bid]:
    match = _CONSTANT.fullmatch(text)
    if match is None:
        return
    whole = known(f"{match['name']} in {match['unit']}")  # "speed of light in vacuum"
    name = whole or known(match["name"])
    if name is None:
        return
    arguments: JsonObject = {"name": name}
    if match["unit"] and not whole:
        try:
            read_unit(match["unit"])
        except Problem:
            return
        arguments["unit"] = match["unit"]
    yield Bid("constant", arguments, 0.95, f"CODATA has {name!r}")


def _conversion_bids(text: str) -> Iterable[Bid]:
    text, day = _dated(text)
    text, digits = rounded(text)
    for request in asked(text):
        quantity, to = request.quantity, request.to
        arguments: JsonObject = {"quantity": quantity, "to": to, **digits}
        if is_exchange(quantity, to):
            money: JsonObject = {"money": quantity, "to": to}
            yield Bid("exchange", {**money, **day}, 0.95, f"money, read as {quantity!r} in {to!r}")
            return
        if day:
            return
        try:
            understood(quantity, to)
        except Problem as problem:
            if request.sure and problem.failure.code in ("INCOMPATIBLE", "IMPOSSIBLE"):
                yield Bid("convert", arguments, 0.9, f"a conversion: {problem}")
                return
            continue
        yield Bid("convert", arguments, 0.95, f"read as {quantity!r} in {to!r}")
        return
    if day:
        return
    match = _CODES.fullmatch(text)
    if match is not None and by_codes(match["quantity"], match["to"]) is not None:
        arguments = {"quantity": match["quantity"], "to": match["to"]}
        yield Bid("convert", arguments, 0.9, "both units are codes of UCUM")
