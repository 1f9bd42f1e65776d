"""Reads questions for sums and products over a range: "the sum of k^2 from k = 1 to 100"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mrkl_calculator.asking.ask import Ask, Candidate
from mrkl_calculator.given import Given
from mrkl_calculator.parse import parse
from mrkl_calculator.refusal import Refusal
from mrkl_calculator.tree import Binary, Compare, symbols
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
_FIRST = re.compile(
    rf"{_SUM} of the first (?P<upper>[0-9]{{1,12}}) (?:(?P<odd>odd (?:numbers|integers))"
    r"|(?P<even>positive even (?:numbers|integers))|(?P<square>(?:perfect )?squares|square numbers)"
    r"|(?P<cube>(?:perfect )?cubes|cube numbers))",
    re.IGNORECASE,
)
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
    for form in _FORMS:
        if found := form.fullmatch(text):
            parts = found.groupdict()
            upper = parts["upper"] or parts.get("upper2") or parts.get("upper3") or ""
            by = parts["by"] or parts.get("by2") or ""
            yield from _ask(found, found["term"], upper, by, given, after=form is not _FORMS[0])
            return


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


def _end(text: str) -> str:
    """An end as the tool reads it."""
    return re.sub(r"\\?(?:infty|infinity)|∞|\boo\b", "infinity", text.strip(), flags=re.I)
