"""Questions that are arithmetic in disguise, each with the expression it comes to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

#: A slot for an expression; the parser judges what stands in it. Short, so that trying every
#: place where it may end stays cheap.
X = r"([^,?]{1,60}?)"
#: The same without words, so that where it ends is clear.
_S = r"((?:[^,?A-Za-z]|(?<![A-Za-z])[A-Za-z](?![A-Za-z])){1,80}?)"
_N = r"(-?[0-9][0-9,]*(?:[./][0-9]+)?)"
_WORD = (
    "(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six"
    "|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|thousand|million)"
)
#: A number in digits or in words.
_M = rf"({_N[1:-1]}|{_WORD}(?:[- ](?:and )?{_WORD})*)"
#: A part in words, which is a part of what it is taken from: "by a quarter", "by two thirds".
_PART = (
    r"((?:an?|one|two|three|four|five|six|seven|eight|nine) "
    r"(?:half|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth)s?|half)"
)
#: "by 1/4", which may be a part of it or the number: nobody can say.
_NO_PART = r"(?![0-9]+ ?/ ?[0-9]+$)"
_MORE, _LESS = "(?:more|greater|higher|larger|bigger)", "(?:less|lower|smaller|fewer)"
_PLACES = r"(?:decimal places?|decimals|dps?|d\.p\.)"
_PLACE_NAMES = (
    "units|ones|tens|hundreds|thousands|ten thousands|hundred thousands|millions|ten millions"
    "|hundred millions|billions|ten billions|hundred billions|trillions"
).split("|")
PLACES = {name: place for place, name in enumerate(n for n in _PLACE_NAMES if n != "ones")}
PLACES["ones"] = 0
_PERCENT = r" ?(?:%|percent|per cent)"
_AS_PERCENT = r" (?:as a percentage|as a percent|in percent)"
_SHARE = r"(\1) / (\2) * 100"
_INTEGER = r"([0-9]{1,12})"
_SHARES = r"(?:tip|sales tax|tax|vat|commission|interest)"
_BILL = rf"(?:an? |the )?(?:bill of )?{_N}(?: (?:bill|meal|dinner|purchase|item|order))?"
_CUT = r"(?:marked down|discounted|reduced)(?: by)?"
_PRICE = (
    r"(?:what(?:'s| is) (?:the|its) (?:(?:sale|new|final) )?price"
    r"|how much (?:do|will|would|must|should) (?:i|you|we) pay|how much (?:is|does) it(?: cost)?"
    r"(?: now)?)"
)
#: Questions that are arithmetic in disguise.
_QUESTIONS = (
    (rf"what (?:percentage|percent) of {X} is {X}", r"(\2) / (\1) * 100"),
    (rf"{X} is what (?:percentage|percent) of {X}", r"(\1) / (\2) * 100"),
    (rf"(?:what (?:percentage|percent) is )?{X} (?:out )?of {X}{_AS_PERCENT}", _SHARE),
    (rf"what (?:percentage|percent) is {X} (?:out )?of {X}", _SHARE),
    (rf"{X} as an? percent(?:age)? of {X}", _SHARE),
    (rf"{X} is {X}{_PERCENT} of (?:what|which)(?: number)?", r"(\1) / (\2) * 100"),
    (rf"{X}{_PERCENT} of (?:what|which)(?: number)? is {X}", r"(\2) / (\1) * 100"),
    (
        r"(?:the )?percent(?:age)? (?:change|increase) "
        rf"(?:from|between|in going from) {X} (?:to|and) {X}",
        r"((\2) - (\1)) / (\1) * 100",
    ),
    (
        rf"(?:the )?percent(?:age)? decrease from {X} to {X}",
        r"((\1) - (\2)) / (\1) * 100",
    ),
    (
        rf"(?:by )?what percent(?:age)? (?:is )?{X} (?:is )?{_MORE} than {X}",
        r"((\1) - (\2)) / (\2) * 100",
    ),
    (
        rf"(?:by )?what percent(?:age)? (?:is )?{X} (?:is )?{_LESS} than {X}",
        r"((\2) - (\1)) / (\2) * 100",
    ),
    (
        rf"{X} is (?:how much|how many percent|what percent(?:age)?) {_MORE} than {X} in percent",
        r"((\1) - (\2)) / (\2) * 100",
    ),
    (rf"add {_N}{_PERCENT} to {X}", r"(\2) * (1 + (\1) / 100)"),
    (
        rf"(?:subtract|take(?: away| off)?|deduct) {_N}{_PERCENT} "
        rf"(?:away from|off from|off of|from|off) {X}",
        r"(\2) * (1 - (\1) / 100)",
    ),
    (
        rf"(?:if )?{X} is {_N}{_PERCENT} of (?:a|some) number[,.;]? "
        r"(?:what(?:'s| is) the number|find the number)",
        r"(\1) / (\2) * 100",
    ),
    (rf"increase {X} by {_PART}|{X} increased by {_PART}", r"(\1\3) * (1 + \2\4)"),
    (
        rf"(?:decrease|reduce) {X} by {_PART}|{X} (?:decreased|reduced) by {_PART}",
        r"(\1\3) * (1 - \2\4)",
    ),
    (rf"(?:increase )?{X} (?:increased )?by {X}{_PERCENT}", r"(\1) * (1 + (\2) / 100)"),
    (
        rf"(?:decrease |reduce )?{X} (?:decreased |reduced )?by {X}{_PERCENT}",
        r"(\1) * (1 - (\2) / 100)",
    ),
    (rf"{_N}{_PERCENT} (?:more|greater|higher) than {X}", r"(\2) * (1 + (\1) / 100)"),
    (rf"{_N}{_PERCENT} (?:less|lower|fewer) than {X}", r"(\2) * (1 - (\1) / 100)"),
    (rf"{X}{_PERCENT} off(?: of)? {X}", r"(\2) * (1 - (\1) / 100)"),
    (rf"{X} with {_N}{_PERCENT} off", r"(\1) * (1 - (\2) / 100)"),
    (
        rf"(?:an? )?{_M} [a-z]+ (?:is |was )?(?:{_N}{_PERCENT} off|{_CUT} {_N}{_PERCENT})[.,;]? "
        rf"{_PRICE}",
        r"(\1) * (1 - \2\3 / 100)",
    ),
    (
        rf"(?:if )?(?:an? |the )?[a-z]+(?: [a-z]+)? (?:costs?|is priced at|is|was) {_N},? (?:and )?"
        rf"(?:it )?(?:is |it's )?(?:{_N}{_PERCENT} off|{_CUT} {_N}{_PERCENT})[.,;]? {_PRICE}",
        r"(\1) * (1 - \2\3 / 100)",
    ),
    (
        rf"{_BILL} (?:plus|with|and|including) (?:an? )?{_N}{_PERCENT} {_SHARES}",
        r"(\1) * (1 + (\2) / 100)",
    ),
    (
        rf"(?:if )?(?:i|you|we) (?:tip|leave) {_N}{_PERCENT} on {_BILL},? "
        r"(?:what(?:'s| is)|how much is) (?:the|my|our) total(?: bill)?",
        r"(\2) * (1 + (\1) / 100)",
    ),
    (
        rf"(?:split|divide|share) {_BILL} (?:plus|with|and) (?:an? )?{_N}{_PERCENT} {_SHARES} "
        rf"(?:among|between) {_INTEGER}(?: [a-z]+)?",
        r"(\1) * (1 + (\2) / 100) / (\3)",
    ),
    (rf"(?:an? )?{_N}{_PERCENT} {_SHARES} (?:on|of|for) {_BILL}", r"(\2) * (\1) / 100"),
    (rf"(?:an? |the )?{_SHARES} of {_N}{_PERCENT} (?:on|for) {_BILL}", r"(\2) * (\1) / 100"),
    (
        rf"(?:the )?simple interest on {X} at {_N}{_PERCENT}(?: per year| a year| annually)? "
        rf"for {_N} years?",
        r"(\1) * (\2) / 100 * (\3)",
    ),
    (rf"(?:the )?reciprocal of {X}", r"1 / (\1)"),
    (rf"(?:the )?ratio of {X} to {X}", r"(\1) / (\2)"),
    (rf"(?:convert |write |express )?{X} (?:as|to|into) a decimal", r"\1"),
    (rf"(?:convert |write |express )?{X} (?:as|to|into) an? percent(?:age)?", r"(\1) * 100"),
    (rf"(?:how much )?(?:more|greater|larger|bigger|higher) is {X} than {X}", r"(\1) - (\2)"),
    (rf"(?:how much )?(?:less|smaller|lower) is {X} than {X}", r"(\2) - (\1)"),
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
        rf"(?:split|divide|share) {X} (?:equally |evenly )?(?:among|between) {_INTEGER}"
        r"(?: [a-z]+)?",
        r"(\1) / (\2)",
    ),
    (rf"{X} split {_INTEGER} ways", r"(\1) / (\2)"),
    (rf"increase {X} by {_NO_PART}{X}", r"(\1) + (\2)"),
    (rf"(?:decrease|reduce) {X} by {_NO_PART}{X}", r"(\1) - (\2)"),
    (rf"(?:the )?remainder (?:when|of) {X} (?:is )?divided by {X}", r"(\1) mod (\2)"),
    (rf"subtract {X} from {X}", r"(\2) - (\1)"),
    (rf"{X} (?:take away|subtract) {X}", r"(\1) - (\2)"),
    (
        rf"(?:add together|add up|add|sum|put together|total of) {X} (?:and|to) {X}",
        r"(\1) + (\2)",
    ),
    (r"(?:add up|add together|add) ([^?]+,[^?]+)", r"sum of \1"),
    (rf"multiply {X} (?:by|and|with) {X}", r"(\1) * (\2)"),
    (rf"divide {X} by {X}", r"(\1) / (\2)"),
    (rf"(?:the )?(?:distance|difference) between {X} and {X}", r"abs((\1) - (\2))"),
    (rf"take (?:away )?{X} (?:away )?from {X}", r"(\2) - (\1)"),
    (rf"{_M} (?:less|fewer) than {_M}", r"(\2) - (\1)"),
    (rf"{_M} more than {_M}", r"(\2) + (\1)"),
    (rf"{X} doubled", r"2 * (\1)"),
    (rf"{X} tripled", r"3 * (\1)"),
    (rf"{X} halved", r"(\1) / 2"),
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
    (rf"log base {X} of {X}", r"log((\2), (\1))"),
    (rf"round up {X}|{X},? rounded up", r"ceil(\1\2)"),
    (rf"round down {X}|{X},? rounded down", r"floor(\1\2)"),
    (rf"(?:round )?{X},?(?: rounded)? to {X} {_PLACES}", r"round((\1), (\2))"),
    (
        rf"(?:round )?{X},?(?: rounded)? to the nearest (?:integer|whole number|unit)",
        r"round(\1)",
    ),
    (
        rf"(?:round )?{X},?(?: rounded)? to the nearest (hundred|thousand|million|billion)",
        r"roundto((\1), one \2)",
    ),
    (rf"(?:round )?{X},?(?: rounded)? to the nearest {X}", r"roundto((\1), (\2))"),
    (rf"(?:the )?(?:least|lowest|smallest) common multiple of {_S} and {_S}", r"lcm((\1), (\2))"),
    (rf"(?:the )?common denominator of {_S} and {_S}", r"denominators((\1), (\2))"),
    (
        rf"(?:the )?(?:greatest|highest) common (?:divisor|factor) of {_S} and {_S}",
        r"gcd((\1), (\2))",
    ),
    (rf"(?:the )?next prime(?: number)? after {X}", r"nextprime(\1)"),
    (
        rf"(?:the )?(?:first|smallest|least) prime(?: number)? {_MORE} than {X}",
        r"nextprime(\1)",
    ),
    (r"(?:the )?([0-9]+)(?:st|nd|rd|th) fibonacci(?: number)?", r"fibonacci(\1)"),
    (rf"(?:the )?(?:last|units|ones) digit of {X}", r"digit((\1), 0)"),
    (rf"(?:an? )?arc(sin|cos|tan)(?: of)? {X} in degrees", r"a\1(\2) * 180 / pi"),
    (rf"(?:an? )?a(sin|cos|tan)(?: of)? ?{X} in degrees", r"a\1(\2) * 180 / pi"),
    (rf"(?:the )?inverse of {X} mod(?:ulo)? {X}", r"inverse((\1), (\2))"),
)
#: The same after "is", "are" or "does": questions to be answered with true or false.
_CLAIMS = (
    (rf"{X} (?:less|smaller) than or equal to {X}", r"(\1) <= (\2)"),
    (rf"{X} (?:greater|more|bigger|larger) than or equal to {X}", r"(\1) >= (\2)"),
    (rf"{X} less than {X}", r"(\1) < (\2)"),
    (rf"{X} more than {X}", r"(\1) > (\2)"),
    (rf"{X} (?:not equal to|unequal to|different from) {X}", r"(\1) != (\2)"),
    (rf"{X} (?:equal to|the same as) {X}", r"(\1) = (\2)"),
    (rf"{X} and {X} (?:not equal|non-equal|nonequal|unequal|different)", r"(\1) != (\2)"),
    (rf"{X} and {X} have different values", r"(\1) != (\2)"),
    (rf"{X} and {X} (?:equal|the same|have the same value)", r"(\1) = (\2)"),
    (rf"{X} (?:a multiple of|divisible by) {X}", r"(\1) mod (\2) = 0"),
    (rf"{X} a (?:factor|divisor) of {X}", r"(\2) mod (\1) = 0"),
    (rf"{X} (?:an )?even(?: number)?", r"(\1) mod 2 = 0"),
    (rf"{X} (?:an )?odd(?: number)?", r"(\1) mod 2 = 1"),
    (rf"{X} divide {X}", r"(\2) mod (\1) = 0"),
)


def disguised(text: str, verdict: bool) -> Iterator[str]:
    """The expressions that the words may come to."""
    for pattern, to in _compiled(verdict):
        if found := pattern.fullmatch(text):
            yield found.expand(to)


@cache
def _compiled(verdict: bool) -> tuple[tuple[re.Pattern[str], str], ...]:
    forms = _CLAIMS if verdict else _QUESTIONS
    return tuple((re.compile(pattern, re.IGNORECASE), to) for pattern, to in forms)
