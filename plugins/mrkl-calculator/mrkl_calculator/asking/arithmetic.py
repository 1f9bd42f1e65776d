"""Reads arithmetic, and questions that are arithmetic in disguise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from mrkl_calculator.asking.ask import SURE, Ask, Candidate
from mrkl_calculator.given import Given
from mrkl_calculator.parse import parse
from mrkl_calculator.refusal import Refusal
from mrkl_calculator.tree import Compare, Constant, Node, Number, Postfix, Prefix, Symbol, show

#: A slot for an expression; the parser judges what stands in it. Short, so that trying every
#: place where it may end stays cheap.
_X = r"([^,?]{1,60}?)"
#: The same without words, so that where it ends is clear.
_S = r"((?:[^,?A-Za-z]|(?<![A-Za-z])[A-Za-z](?![A-Za-z])){1,80}?)"
_N = r"(-?[0-9][0-9,]*(?:[./][0-9]+)?)"
_PLACES = r"(?:decimal places?|decimals|dps?|d\.p\.)"
_PLACE_NAMES = (
    "units|ones|tens|hundreds|thousands|ten thousands|hundred thousands|millions|ten millions"
    "|hundred millions|billions|ten billions|hundred billions|trillions"
).split("|")
_PLACE_OF = {name: place for place, name in enumerate(n for n in _PLACE_NAMES if n != "ones")}
_PLACE_OF["ones"] = 0
_PERCENT = r" ?(?:%|percent|per cent)"
_AS_PERCENT = r" (?:as a percentage|as a percent|in percent)"
_SHARE = r"(\1) / (\2) * 100"
_INTEGER = r"([0-9]{1,12})"
_SHARES = r"(?:tip|sales tax|tax|vat|commission|interest)"
_BILL = rf"(?:an? )?{_N}(?: (?:bill|meal|dinner|purchase|item|order))?"
#: Questions that are arithmetic in disguise.
_QUESTIONS = (
    (rf"what (?:percentage|percent) of {_X} is {_X}", r"(\2) / (\1) * 100"),
    (rf"{_X} is what (?:percentage|percent) of {_X}", r"(\1) / (\2) * 100"),
    (rf"(?:what (?:percentage|percent) is )?{_X} (?:out )?of {_X}{_AS_PERCENT}", _SHARE),
    (rf"what (?:percentage|percent) is {_X} (?:out )?of {_X}", _SHARE),
    (rf"{_X} as an? percent(?:age)? of {_X}", _SHARE),
    (rf"{_X} is {_X}{_PERCENT} of (?:what|which)(?: number)?", r"(\1) / (\2) * 100"),
    (rf"{_X}{_PERCENT} of (?:what|which)(?: number)? is {_X}", r"(\2) / (\1) * 100"),
    (
        r"(?:the )?percent(?:age)? (?:change|increase) "
        rf"(?:from|between|in going from) {_X} (?:to|and) {_X}",
        r"((\2) - (\1)) / (\1) * 100",
    ),
    (
        rf"(?:the )?percent(?:age)? decrease from {_X} to {_X}",
        r"((\1) - (\2)) / (\1) * 100",
    ),
    (rf"(?:increase )?{_X} (?:increased )?by {_X}{_PERCENT}", r"(\1) * (1 + (\2) / 100)"),
    (
        rf"(?:decrease |reduce )?{_X} (?:decreased |reduced )?by {_X}{_PERCENT}",
        r"(\1) * (1 - (\2) / 100)",
    ),
    (rf"{_N}{_PERCENT} (?:more|greater|higher) than {_X}", r"(\2) * (1 + (\1) / 100)"),
    (rf"{_N}{_PERCENT} (?:less|lower|fewer) than {_X}", r"(\2) * (1 - (\1) / 100)"),
    (rf"{_X}{_PERCENT} off(?: of)? {_X}", r"(\2) * (1 - (\1) / 100)"),
    (rf"{_X} with {_N}{_PERCENT} off", r"(\1) * (1 - (\2) / 100)"),
    (rf"(?:an? )?{_N}{_PERCENT} {_SHARES} (?:on|of|for) {_BILL}", r"(\2) * (\1) / 100"),
    (rf"(?:an? |the )?{_SHARES} of {_N}{_PERCENT} (?:on|for) {_BILL}", r"(\2) * (\1) / 100"),
    (
        rf"(?:the )?simple interest on {_X} at {_N}{_PERCENT}(?: per year| a year| annually)? "
        rf"for {_N} years?",
        r"(\1) * (\2) / 100 * (\3)",
    ),
    (rf"(?:the )?reciprocal of {_X}", r"1 / (\1)"),
    (rf"(?:the )?ratio of {_X} to {_X}", r"(\1) / (\2)"),
    (rf"(?:convert |write |express )?{_X} (?:as|to|into) a decimal", r"\1"),
    (rf"(?:convert |write |express )?{_X} (?:as|to|into) an? percent(?:age)?", r"(\1) * 100"),
    (rf"(?:how much )?(?:more|greater|larger|bigger|higher) is {_X} than {_X}", r"(\1) - (\2)"),
    (rf"(?:how much )?(?:less|smaller|lower) is {_X} than {_X}", r"(\2) - (\1)"),
    (
        rf"{_N} (?:less|fewer) than ({_N} (?:times|plus|minus) {_N}|(?:twice|double) {_N})",
        r"\2 - \1",
    ),
    (rf"{_N} [a-z]+(?: [a-z]+)? (?:at|for) {_N} (?:each|apiece)", r"(\1) * (\2)"),
    (
        rf"(?:if )?(?:i|you|we) buy {_N} [a-z]+(?: [a-z]+)? (?:at|for) {_N} (?:each|apiece),? "
        r"(?:how much|what) (?:do|will|would|must) (?:i|you|we) (?:pay|spend|owe)",
        r"(\1) * (\2)",
    ),
    (
        rf"(?:split|divide|share) {_X} (?:equally |evenly )?(?:among|between) {_INTEGER}"
        r"(?: [a-z]+)?",
        r"(\1) / (\2)",
    ),
    (rf"{_X} split {_INTEGER} ways", r"(\1) / (\2)"),
    (rf"increase {_X} by {_X}", r"(\1) + (\2)"),
    (rf"(?:decrease|reduce) {_X} by {_X}", r"(\1) - (\2)"),
    (rf"(?:the )?remainder (?:when|of) {_X} (?:is )?divided by {_X}", r"(\1) mod (\2)"),
    (rf"subtract {_X} from {_X}", r"(\2) - (\1)"),
    (rf"{_X} (?:take away|subtract) {_X}", r"(\1) - (\2)"),
    (
        rf"(?:add together|add up|add|sum|put together|total of) {_X} (?:and|to) {_X}",
        r"(\1) + (\2)",
    ),
    (r"(?:add up|add together|add) ([^?]+,[^?]+)", r"sum of \1"),
    (rf"multiply {_X} (?:by|and|with) {_X}", r"(\1) * (\2)"),
    (rf"divide {_X} by {_X}", r"(\1) / (\2)"),
    (rf"(?:the )?(?:distance|difference) between {_X} and {_X}", r"abs((\1) - (\2))"),
    (rf"{_N} (?:less|fewer) than {_N}", r"\2 - \1"),
    (rf"{_N} more than {_N}", r"\2 + \1"),
    (rf"{_X} doubled", r"2 * (\1)"),
    (rf"{_X} tripled", r"3 * (\1)"),
    (rf"{_X} halved", r"(\1) / 2"),
    (
        rf"(?:the )?sum of (?:(?:all )?(?:the )?(?:integers|numbers|whole numbers) )?(?:from )?"
        rf"{_INTEGER} (?:to|through) {_INTEGER}",
        r"(\2 - \1 + 1) * (\1 + \2) / 2",
    ),
    (
        rf"(?:the )?sum of the first {_INTEGER} "
        r"(?:positive integers|natural numbers|positive whole numbers|integers|numbers)",
        r"\1 * (\1 + 1) / 2",
    ),
    (rf"log base {_X} of {_X}", r"log((\2), (\1))"),
    (rf"round up {_X}|{_X},? rounded up", r"ceil(\1\2)"),
    (rf"round down {_X}|{_X},? rounded down", r"floor(\1\2)"),
    (rf"(?:round )?{_X},?(?: rounded)? to {_X} {_PLACES}", r"round((\1), (\2))"),
    (
        rf"(?:round )?{_X},?(?: rounded)? to the nearest (?:integer|whole number|unit)",
        r"round(\1)",
    ),
    (
        rf"(?:round )?{_X},?(?: rounded)? to the nearest (hundred|thousand|million|billion)",
        r"roundto((\1), one \2)",
    ),
    (rf"(?:round )?{_X},?(?: rounded)? to the nearest {_X}", r"roundto((\1), (\2))"),
    (rf"(?:the )?(?:least|lowest|smallest) common multiple of {_S} and {_S}", r"lcm((\1), (\2))"),
    (rf"(?:the )?common denominator of {_S} and {_S}", r"denominators((\1), (\2))"),
    (
        rf"(?:the )?(?:greatest|highest) common (?:divisor|factor) of {_S} and {_S}",
        r"gcd((\1), (\2))",
    ),
    (rf"(?:the )?next prime(?: number)? after {_X}", r"nextprime(\1)"),
    (rf"(?:the )?inverse of {_X} mod(?:ulo)? {_X}", r"inverse((\1), (\2))"),
)
#: The same after "is", "are" or "does": questions to be answered with true or false.
_CLAIMS = (
    (rf"{_X} (?:less|smaller) than or equal to {_X}", r"(\1) <= (\2)"),
    (rf"{_X} (?:greater|more|bigger|larger) than or equal to {_X}", r"(\1) >= (\2)"),
    (rf"{_X} less than {_X}", r"(\1) < (\2)"),
    (rf"{_X} more than {_X}", r"(\1) > (\2)"),
    (rf"{_X} (?:not equal to|unequal to|different from) {_X}", r"(\1) != (\2)"),
    (rf"{_X} (?:equal to|the same as) {_X}", r"(\1) = (\2)"),
    (rf"{_X} and {_X} (?:not equal|non-equal|nonequal|unequal|different)", r"(\1) != (\2)"),
    (rf"{_X} and {_X} have different values", r"(\1) != (\2)"),
    (rf"{_X} and {_X} (?:equal|the same|have the same value)", r"(\1) = (\2)"),
    (rf"{_X} (?:a multiple of|divisible by) {_X}", r"(\1) mod (\2) = 0"),
    (rf"{_X} a (?:factor|divisor) of {_X}", r"(\2) mod (\1) = 0"),
    (rf"{_X} (?:an )?even(?: number)?", r"(\1) mod 2 = 0"),
    (rf"{_X} (?:an )?odd(?: number)?", r"(\1) mod 2 = 1"),
    (rf"{_X} divide {_X}", r"(\2) mod (\1) = 0"),
)
_DIGIT = re.compile(rf"(?:the )?({'|'.join(_PLACE_NAMES)}) digit of {_X}", re.IGNORECASE)
#: What people write as a date, and what may be a telephone number.
_DATE = re.compile(r"[0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2}|[0-9]{1,2}([-/])[0-9]{1,2}\1[0-9]{4}")
_LABEL = re.compile(
    r"0[0-9]+[-/][-/0-9]+|[-/0-9]+[-/]0[0-9][-/0-9]*|(?:[0-9]{1,3}-)*[0-9]{3}-[0-9]{4}"
)
#: Signs and names of money; what is left when they are gone is computed if they are of one kind.
_MONEY = re.compile(
    r"(?P<sign>[$€£¥₹¢])|(?<=[0-9 ])(?P<name>dollar|euro|cent|buck|rupee|USD|EUR|GBP)s?\b",
    re.IGNORECASE,
)
#: The commas of 2,847, which would end a slot: one number is rounded, and no list.
_GROUPED = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_ROUNDED = re.compile(r"^round (?!\()|\brounded to\b", re.IGNORECASE)
_HALF_THE = re.compile(r"\b(half|third|quarter) the\b", re.IGNORECASE)
#: "pi to 50 digits": how exactly it is wanted, which is no part of what is wanted.
_DIGITS = re.compile(r"(.+?),? to ([0-9]{1,4}) (?:significant )?(?:digits|figures)", re.IGNORECASE)
_MOST_DIGITS = 1000
_LONGEST = 300  # of words that are tried as questions


def read(candidate: Candidate, given: Given) -> Iterator[Ask]:
    """The request as an expression to evaluate, if it is one in every word."""
    if (exactly := _DIGITS.fullmatch(candidate.text)) and 1 <= int(exactly[2]) <= _MOST_DIGITS:
        for ask in _read(replace(candidate, text=exactly[1]), given, bare=True):
            yield replace(ask, arguments={**ask.arguments, "digits": int(exactly[2])})
        return
    yield from _read(candidate, given)


def _read(candidate: Candidate, given: Given, *, bare: bool = False) -> Iterator[Ask]:
    for expression, sure in _expressions(candidate):
        try:
            node = parse(expression, given.bounds, given.names)
        except Refusal as refusal:
            if refusal.code in ("AMBIGUOUS", "TOO_LARGE"):
                # It is arithmetic; the tool will say what is wrong with it.
                reason = f"arithmetic, but {refusal.message}"
                yield Ask("evaluate", {"expression": expression}, reason, 0.9)
                return
            continue
        if sure and (bare or given.names.values or not _bare(node)):
            # What names stand for is told with them; without any, it is shown as it was read.
            shown = expression if given.names.values or given.names.functions else show(node)
            yield Ask("evaluate", {"expression": shown}, f"read to the end as {shown}", sure)
        return


def _expressions(candidate: Candidate) -> Iterator[tuple[str, float]]:
    """The words as expressions to try, and how sure each is."""
    text = _unpriced(candidate.text)
    if len(text) <= _LONGEST:
        text = _HALF_THE.sub(r"\1 of the", text)
        if _ROUNDED.search(text):
            text = _GROUPED.sub("", text)
        for pattern, to in _compiled(candidate.verdict):
            if found := pattern.fullmatch(text):
                yield found.expand(to), SURE
        if digit := _DIGIT.fullmatch(text):
            yield f"digit(({digit[2]}), {_PLACE_OF[digit[1].lower()]})", SURE
    yield text, _sure(text, candidate.framed)


@cache
def _compiled(verdict: bool) -> tuple[tuple[re.Pattern[str], str], ...]:
    forms = _CLAIMS if verdict else _QUESTIONS
    return tuple((re.compile(pattern, re.IGNORECASE), to) for pattern, to in forms)


def _unpriced(text: str) -> str:
    """Amounts of one currency as plain numbers; those of several are left as they are."""
    kinds = {(found["sign"] or found["name"]).lower() for found in _MONEY.finditer(text)}
    return _MONEY.sub("", text) if len(kinds) == 1 else text


def _sure(text: str, framed: bool) -> float:
    """How sure it is that a text which parses is meant as arithmetic."""
    if _DATE.fullmatch(text):
        return 0.0
    if _LABEL.fullmatch(text) is None:
        return SURE
    return 0.8 if framed else 0.5


def _bare(node: Node) -> bool:
    """Whether there is nothing to compute: a name or number alone, or compared with itself."""
    while isinstance(node, Prefix) or (isinstance(node, Postfix) and node.sign != "!"):
        node = node.operand
    if isinstance(node, Compare):
        return node.left == node.right
    return isinstance(node, Number | Constant | Symbol)
