"""Reads questions for sums and products over a range: "the sum of k^2 from k = 1 to 100"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from mrkl_calculator.asking.ask import Ask, Candidate
from mrkl_calculator.exact import Exact
from mrkl_calculator.given import Given
from mrkl_calculator.parse import parse
from mrkl_calculator.refusal import Refusal
from mrkl_calculator.tree import Binary, Compare, number, replaced, symbols
from mrkl_core.contracts.jsonvalue import JsonObject

_SUM = r"(?:the )?\\?(?:(?:infinite )?(?P<sum>sum(?:mation)?|[∑Σ])|(?P<product>prod(?:uct)?|[∏Π]))"
#: Ends are written without spaces, so that "to 10 plus 5" is not taken for "to 15".
_END = r"(?:(?:minus |-|\\|\+)?(?:infinity|infty|∞|oo)|[^\s?,_]+)"
_RANGE = (
    r"(?:(?:for|over|where|with|as|when) )?(?:all )?(?:(?:integers?|whole numbers?) )?"
    r"(?:(?:from )?(?P<by>[A-Za-z]) ?= ?(?:from )?|(?P<by2>[A-Za-z]) "
    r"(?:(?:goes|going|runs|running|ranges|ranging) )?from |from )"
    rf"(?P<lower>{_END}) (?:to|through|until|up to) (?P<upper>{_END})"
)
_FORMS = (
    re.compile(
        rf"{_SUM} (?:of )?(?:the (?:infinite )?series )?(?P<term>[^?]+?),? {_RANGE}", re.IGNORECASE
    ),
    re.compile(rf"{_SUM},? {_RANGE},? (?:of )?(?P<term>[^?]+)", re.IGNORECASE),
    re.compile(
        rf"{_SUM} ?_ ?[({{]?(?P<by>[A-Za-z]) ?= ?(?P<lower>[^\s?,_^{{}}()]+)[)}}]? ?\^ ?"
        r"(?:\{(?P<upper>[^{}]+)\}|\((?P<upper2>[^()]+)\)|(?P<upper3>[^\s?,_{}()]+)) ?"
        r"(?:of )?(?P<term>[^?]+)",
        re.IGNORECASE,
    ),
)
_ENDLESS = re.compile(
    rf"{_SUM} (?:of )?(?:the (?:infinite )?series )?(?P<term>[^?]+?),? (?:up )?to (?:infinity|∞)",
    re.IGNORECASE,
)
_FIRST = re.compile(
    rf"{_SUM} of the first (?P<upper>[0-9]{{1,12}}) (?:(?P<odd>odd (?:numbers|integers))"
    r"|(?P<even>positive even (?:numbers|integers))|(?P<square>(?:perfect )?squares|square numbers)"
    r"|(?P<cube>(?:perfect )?cubes|cube numbers))",
    re.IGNORECASE,
)
_ODD_OR_EVEN = re.compile(
    rf"{_SUM} (?:of )?(?:all )?(?:the )?(?:(?P<odd>odd)|(?P<even>even)) (?:numbers|integers)"
    r"(?: from)? (?P<first>[0-9]{1,12}) (?:to|through) (?P<last>[0-9]{1,12})",
    re.IGNORECASE,
)
#: "1 + 2 + 3 + ... + 50"; what ends in dots has lost them as the end of a sentence.
_DOTTED = re.compile(
    r"(?:(?:the )?sum of )?(?P<terms>[^?=….]*(?:\.[0-9][^?=….]*)*?) ?\+"
    r"(?: ?(?:\.{2,}|…) ?\+ ?(?P<last>[^?+=…]+))?"
)
_MOST_TERMS = 10**12
_TERMS = {"odd": "2*k - 1", "even": "2*k", "square": "k^2", "cube": "k^3"}


def read(candidate: Candidate, given: Given) -> Iterator[Ask]:
    """The request as a sum or product of terms, if it is one in every word."""
    text = candidate.text
    if len(text) > 500 or candidate.verdict:
        return
    if found := _FIRST.fullmatch(text):
        (term,) = (term for name, term in _TERMS.items() if found[name])
        yield from _ask(found, term, found["upper"], "k", given)
        return
    if found := _ODD_OR_EVEN.fullmatch(text):
        yield from _every_other(found)
        return
    if found := _DOTTED.fullmatch(text):
        yield from _dotted(found["terms"], found["last"] or "", given)
        return
    for form in _FORMS:
        if found := form.fullmatch(text):
            parts = found.groupdict()
            upper = parts["upper"] or parts.get("upper2") or parts.get("upper3") or ""
            by = parts["by"] or parts.get("by2") or ""
            yield from _ask(found, found["term"], upper, by, given, after=form is not _FORMS[0])
            return
    if found := _ENDLESS.fullmatch(text):
        yield from _endless(found, given)


def _ask(
    found: re.Match[str], term: str, upper: str, by: str, given: Given, *, after: bool = False
) -> Iterator[Ask]:
    ends = {"lower": found.groupdict().get("lower") or "1", "upper": upper}
    ends = {name: _end(text) for name, text in ends.items()}
    names = given.names.local(*([by] if by else [])).open()
    try:
        node = parse(term, given.bounds, names)
        for text in ends.values():
            if "infinity" not in text:
                parse(text, given.bounds, given.names.open())
        # Whether "∑ k + 5" adds 5 once or with every term, people read in two ways.
        whole = parse(f"1*{term}", given.bounds, names) if after else None
    except Refusal:
        return
    if isinstance(whole, Binary) and whole.sign in "+-":
        return
    if isinstance(node, Compare) or not (by or symbols(node)):
        return
    arguments: JsonObject = {"expression": term, **ends}
    arguments |= {"variable": by} if by else {}
    arguments |= {"operation": "product"} if found["product"] else {}
    yield Ask("sum", arguments, "to add or multiply over a range")


def _every_other(found: re.Match[str]) -> Iterator[Ask]:
    """The odd or the even numbers from one number to another."""
    odd = 1 if found["odd"] else 0
    lower = (int(found["first"]) + 1 - odd) // 2 + odd
    upper = (int(found["last"]) - odd) // 2 + odd
    if lower <= upper:
        term = "2*k - 1" if odd else "2*k"
        arguments: JsonObject = {"expression": term, "lower": f"{lower}", "upper": f"{upper}"}
        yield Ask("sum", arguments, "odd or even numbers")


def _endless(found: re.Match[str], given: Given) -> Iterator[Ask]:
    """A sum to infinity that does not say where it begins: at 1, if its term has no value at 0."""
    try:
        node = parse(found["term"], given.bounds, given.names.open())
        (letter,) = symbols(node)
        Exact(given.bounds).number(replaced(node, {letter: number(Fraction(0))}))
    except Refusal as refusal:
        if refusal.code == "DIVISION_BY_ZERO":
            yield from _ask(found, found["term"], "infinity", letter, given)
    except ValueError:
        return


def _dotted(text: str, end: str, given: Given) -> Iterator[Ask]:
    """Terms that go up by one step or one factor, three at least, and the last if there is one."""
    try:
        first, *more = (_value(term, given) for term in text.split("+"))
        last = _value(end, given) if end else None
    except (Refusal, ValueError):
        return
    terms = [first, *more]
    pairs = [*zip(terms, more, strict=False)]
    if len(terms) < 3:
        return
    steps, factors = {b - a for a, b in pairs}, {b / a for a, b in pairs if a}
    if len(steps) == 1 and last is not None and (step := steps.pop()):
        count = (last - first) / step + 1
        if count.denominator == 1 and len(terms) < count <= _MOST_TERMS:
            term = f"({first}) + ({step}) * (k - 1)"
            yield Ask("sum", {"expression": term, "lower": "1", "upper": str(count)}, "equal steps")
    elif len(factors) == 1 and 0 not in terms and (factor := factors.pop()) != 1:
        reached = _powers(first, factor, last)
        if last is None or reached > len(terms):
            upper = "infinity" if last is None else str(reached)
            term = f"({first}) * ({factor})^(k - 1)"
            yield Ask("sum", {"expression": term, "lower": "1", "upper": upper}, "equal factors")


def _powers(first: Fraction, factor: Fraction, last: Fraction | None) -> int:
    """As which term the last comes; 0 if it does not within the first thousand."""
    term = first
    for count in range(1, 1000):
        if term == last:
            return count
        term *= factor
    return 0


def _value(text: str, given: Given) -> Fraction:
    node = parse(text, given.bounds, given.names)
    value = None if isinstance(node, Compare) else Exact(given.bounds).number(node)
    if not isinstance(value, Fraction):
        raise ValueError(text)
    return value


def _end(text: str) -> str:
    """An end as the tool reads it."""
    return re.sub(r"\\?(?:infty|infinity)|∞|\boo\b", "infinity", text.strip(), flags=re.I)
