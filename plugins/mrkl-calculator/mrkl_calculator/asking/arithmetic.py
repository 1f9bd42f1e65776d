"""Reads arithmetic, and questions that are arithmetic in disguise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from mrkl_calculator.asking.ask import SURE, Ask, Candidate
from mrkl_calculator.asking.disguises import PLACES, X, disguised
from mrkl_calculator.given import Given
from mrkl_calculator.parse import parse
from mrkl_calculator.refusal import Refusal
from mrkl_calculator.tree import Compare, Constant, Node, Number, Postfix, Prefix, Symbol, show

_DIGIT = re.compile(rf"(?:the )?({'|'.join(PLACES)}) digit of {X}", re.IGNORECASE)
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
#: "0.375 as a fraction": how it is to be written.
_FORM = re.compile(
    r"(?:convert|write|express|change|simplify|reduce|put)? ?(?P<what>[^?]{1,100}?) "
    r"(?:(?:as|to|into|in) (?:an? |its |the )?(?:(?:simplest|simplified|exact|improper) )?"
    r"(?P<form>fraction|mixed (?:number|fraction)|scientific notation)"
    r"(?: in (?:its )?(?:lowest|simplest) (?:terms|form))?"
    r"|(?:as|to|into|in) (?:its )?(?P<lowest>lowest terms|simplest (?:form|terms)))",
    re.IGNORECASE,
)
#: "2 and 1/2 plus 3 and 3/4": where nothing is listed, the "and" is that of a mixed number.
_OF_MIXED = re.compile(
    r"(?:[-+*/×÷().0-9\s]|\b(?:and|plus|minus|times|multiplied by|divided by|over)\b)+",
    re.IGNORECASE,
)
_MIXED = re.compile(r"\b([0-9]+) and ([0-9]+/[0-9]+)\b", re.IGNORECASE)
#: The notes of a calculator in a text: "<<48/2=24>>24", with what stood before it or not.
_NOTE = re.compile(r"(?:[^<>A-Za-z]*= ?)?[$€£]?<<([^<>=]{1,200})=[^<>=]*>>[^<>=A-Za-z]*")
_LONGEST = 300  # of words that are tried as questions


def read(candidate: Candidate, given: Given) -> Iterator[Ask]:
    """The request as an expression to evaluate, if it is one in every word."""
    if (exactly := _DIGITS.fullmatch(candidate.text)) and 1 <= int(exactly[2]) <= _MOST_DIGITS:
        for ask in _read(replace(candidate, text=exactly[1]), given, bare=True):
            yield replace(ask, arguments={**ask.arguments, "digits": int(exactly[2])})
        return
    if found := _FORM.fullmatch(candidate.text):
        words = (found["form"] or "fraction").lower()
        form = "mixed number" if words.startswith("mixed") else words
        for ask in _read(replace(candidate, text=found["what"]), given, bare=True):
            yield replace(ask, arguments={**ask.arguments, "form": form})
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
    if note := _NOTE.fullmatch(text):
        text = note[1]
    text = text.removeprefix("=")  # as in a spreadsheet
    if _OF_MIXED.fullmatch(text):
        text = _MIXED.sub(r"\1 \2", text)
    if len(text) <= _LONGEST:
        text = _HALF_THE.sub(r"\1 of the", text)
        if _ROUNDED.search(text):
            text = _GROUPED.sub("", text)
        for expression in disguised(text, candidate.verdict):
            yield expression, SURE
        if digit := _DIGIT.fullmatch(text):
            yield f"digit(({digit[2]}), {PLACES[digit[1].lower()]})", SURE
    yield text, _sure(text, candidate.framed)


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
