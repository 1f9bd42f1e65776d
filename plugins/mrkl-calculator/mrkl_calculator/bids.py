"""Reads requests for arithmetic; what is not arithmetic in every word gets no bid."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mrkl_calculator.bounds import Bounds
from mrkl_calculator.parse import parse
from mrkl_calculator.refusal import Refusal
from mrkl_calculator.tree import Compare, Constant, Node, Number, Postfix, Prefix, show
from mrkl_core import Bid

#: Words around the arithmetic, stripped from the front until none is left.
_FRAMES = re.compile(
    r"(?:please|can you|could you|would you|tell me|give me|calculate|compute|evaluate|work out"
    r"|figure out|find|solve|simplify|what is|what's|whats|what are|what does|how much is|how much"
    r"|the value of|the result of|the answer to|is|does|the)\b[\s:,]*",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[\s?.!=]*(?:\b(?:please|equal|make|come to)\b[\s?.!=]*)*$", re.IGNORECASE)
#: A slot for an expression; the parser judges what stands in it. Short, so that trying every
#: place where it may end stays cheap.
_X = r"([^,?]{1,40}?)"
_N = r"(-?[0-9][0-9,]*(?:[./][0-9]+)?)"
_PLACES = r"(?:decimal places?|decimals|dps?|d\.p\.)"
#: Questions that are arithmetic in disguise.
_QUESTIONS = (
    (rf"what (?:percentage|percent) of {_X} is {_X}", r"(\2) / (\1) * 100"),
    (rf"{_X} is what (?:percentage|percent) of {_X}", r"(\1) / (\2) * 100"),
    (rf"increase {_X} by {_X} ?(?:%|percent)", r"(\1) * (1 + (\2) / 100)"),
    (rf"(?:decrease|reduce) {_X} by {_X} ?(?:%|percent)", r"(\1) * (1 - (\2) / 100)"),
    (rf"{_X} ?(?:%|percent) off {_X}", r"(\2) * (1 - (\1) / 100)"),
    (rf"increase {_X} by {_X}", r"(\1) + (\2)"),
    (rf"(?:decrease|reduce) {_X} by {_X}", r"(\1) - (\2)"),
    (rf"(?:the )?remainder (?:when|of) {_X} (?:is )?divided by {_X}", r"(\1) mod (\2)"),
    (rf"subtract {_X} from {_X}", r"(\2) - (\1)"),
    (rf"{_X} (?:take away|subtract) {_X}", r"(\1) - (\2)"),
    (rf"(?:add|sum|put together|add together|add up) {_X} (?:and|to) {_X}", r"(\1) + (\2)"),
    (rf"multiply {_X} (?:by|and|with) {_X}", r"(\1) * (\2)"),
    (rf"divide {_X} by {_X}", r"(\1) / (\2)"),
    (rf"{_N} less than {_N}", r"\2 - \1"),
    (rf"{_N} more than {_N}", r"\2 + \1"),
    (rf"log base {_X} of {_X}", r"log((\2), (\1))"),
    (rf"(?:round )?{_X},?(?: rounded)? to {_X} {_PLACES}", r"round((\1), (\2))"),
    (rf"(?:round )?{_X},?(?: rounded)? to the nearest (?:integer|whole number)", r"round(\1)"),
    (
        rf"(?:round )?{_X},?(?: rounded)? to the nearest (hundred|thousand|million|billion)",
        r"roundto((\1), one \2)",
    ),
    (rf"(?:round )?{_X},?(?: rounded)? to the nearest {_X}", r"roundto((\1), (\2))"),
)
#: The same after "is", "are" or "does": questions to be answered with true or false.
_CLAIMS = (
    (rf"{_X} (?:less|smaller) than or equal to {_X}", r"(\1) <= (\2)"),
    (rf"{_X} (?:greater|more|bigger|larger) than or equal to {_X}", r"(\1) >= (\2)"),
    (rf"{_X} less than {_X}", r"(\1) < (\2)"),
    (rf"{_X} more than {_X}", r"(\1) > (\2)"),
    (rf"{_X} (?:not equal to|different from) {_X}", r"(\1) != (\2)"),
    (rf"{_X} (?:a multiple of|divisible by) {_X}", r"(\1) mod (\2) = 0"),
    (rf"{_X} a (?:factor|divisor) of {_X}", r"(\2) mod (\1) = 0"),
    (rf"{_X} divide {_X}", r"(\2) mod (\1) = 0"),
)
#: What people write as a date; and what may be a telephone number, a score or hours.
_DATE = re.compile(r"[0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2}|[0-9]{1,2}([-/])[0-9]{1,2}\1[0-9]{2,4}")
_LABEL = re.compile(r"[0-9]+(?:[-/][0-9]+)+")
_REWRITES, _VERDICTS = (
    tuple((re.compile(pattern, re.IGNORECASE), to) for pattern, to in forms)
    for forms in (_QUESTIONS, _CLAIMS)
)
_LONGEST = 300  # of words that are tried as questions


def bid(words: str) -> Iterable[Bid]:
    """One bid if the words are arithmetic from end to end."""
    text = " ".join(words.split())
    if not text or len(text) > 1000:
        return
    for candidate, sure in _candidates(text):
        try:
            node = parse(candidate, Bounds())
        except Refusal as refusal:
            if refusal.code in ("AMBIGUOUS", "TOO_LARGE"):
                # It is arithmetic; the tool will say what is wrong with it.
                reason = f"arithmetic, but {refusal.message}"
                yield Bid("evaluate", {"expression": candidate}, 0.9, reason)
                return
            continue
        if not _bare(node) and sure:
            shown = show(node)
            yield Bid("evaluate", {"expression": shown}, sure, f"read to the end as {shown}")
        return


def _candidates(text: str) -> Iterable[tuple[str, float]]:
    """The words with less and less around them, as expressions to try, and how sure each is."""
    text = _ENDS.sub("", text, count=1)
    forms, framed = _REWRITES, False
    while True:
        if len(text) <= _LONGEST:
            for pattern, to in forms:
                if found := pattern.fullmatch(text):
                    yield found.expand(to), 0.97
        yield text, _sure(text, framed)
        match = _FRAMES.match(text)
        if match is None or match.end() == len(text):
            return
        if match[0].lower().startswith(("is ", "are ", "does ")):
            forms = _VERDICTS
        text, framed = text[match.end() :], True


def _sure(text: str, framed: bool) -> float:
    """How sure it is that a text which parses is meant as arithmetic."""
    if _DATE.fullmatch(text):
        return 0.0
    if _LABEL.fullmatch(text) is None:
        return 0.97
    return 0.8 if framed else 0.5


def _bare(node: Node) -> bool:
    """Whether there is nothing to compute: a name or number alone, or compared with itself."""
    while isinstance(node, Prefix) or (isinstance(node, Postfix) and node.sign != "!"):
        node = node.operand
    if isinstance(node, Compare):
        return node.left == node.right
    return isinstance(node, Number | Constant)
