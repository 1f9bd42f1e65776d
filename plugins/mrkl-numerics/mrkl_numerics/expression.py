"""Expressions of named unknowns, read by recursive descent into a function of numbers.

Loosest first: + −; × ÷; a minus sign before; ^ to the right. So −x^2 is −(x²), and 2x^2 is 2·(x²).
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence

from mrkl_core import Problem

Function = Callable[..., float]
#: A part of an expression: its value where the unknowns have these values, in order.
_Part = Callable[[Sequence[float]], float]

_LONGEST = 500
_DEEPEST = 50
_TOKEN = re.compile(
    r"\s*(?:(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?)|(?P<name>[A-Za-z][A-Za-z0-9]*)"
    r"|(?P<sign>\*\*|[-+*/^()])|(?P<end>$))"
)
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]{0,19}")
_CONSTANTS = {"pi": math.pi, "e": math.e}
_FUNCTIONS: dict[str, Callable[[float], float]] = {
    name: getattr(math, name)
    for name in "sqrt exp sin cos tan asin acos atan sinh cosh tanh erf gamma log10 log2".split()
} | {"ln": math.log, "log": math.log10, "abs": abs, "cbrt": math.cbrt}


def read_function(text: str, unknowns: Sequence[str] = ("x",)) -> Function:
    """The function of the unknowns, in order; NaN where it has no value.

    Raises Problem: SYNTAX, AMBIGUOUS.
    """
    if len(text) > _LONGEST:
        raise Problem("SYNTAX", f"at most {_LONGEST} characters are read")
    reader = _Reader(text, unknowns)
    inner = reader.sum(0)
    if reader.kind != "end":
        raise Problem("SYNTAX", f"{text!r}: {reader.text!r} was not expected")

    def function(*values: float) -> float:
        try:
            return float(inner([float(value) for value in values]))
        except (ValueError, ZeroDivisionError, OverflowError, TypeError):
            return math.nan

    return function


def check_unknowns(unknowns: Sequence[str]) -> None:
    """Raises Problem SYNTAX for a name that an expression could not have."""
    for name in unknowns:
        if not _NAME.fullmatch(name) or name in _CONSTANTS or name in _FUNCTIONS:
            raise Problem(
                "SYNTAX", f"{name!r} cannot name an unknown", "use a letter, as in 'y', or 'x1'"
            )


class _Reader:
    def __init__(self, text: str, unknowns: Sequence[str]) -> None:
        self._source, self._place, self._unknowns = text, 0, [*unknowns]
        self.kind, self.text = "", ""
        self._beside = False  # whether factors stood side by side: 2x
        self._advance()

    def _advance(self) -> None:
        found = _TOKEN.match(self._source, self._place)
        if found is None:
            raise Problem("SYNTAX", f"{self._source!r} is not understood at {self._place + 1}")
        self._place = found.end()
        self.kind, self.text = str(found.lastgroup), found[str(found.lastgroup)]

    def _take(self, *signs: str) -> str:
        sign = self.text if self.kind == "sign" and self.text in signs else ""
        if sign:
            self._advance()
        return sign

    def sum(self, depth: int) -> _Part:
        """Terms added and subtracted."""
        if depth > _DEEPEST:
            raise Problem("SYNTAX", "the expression is nested too deeply")
        left = self._product(depth)
        while sign := self._take("+", "-"):
            left = _joined(sign, left, self._product(depth))
        return left

    def _product(self, depth: int) -> _Part:
        left = self._prefix(depth)
        while sign := self._take("*", "/"):
            self._beside = False
            left = _joined(sign, left, self._prefix(depth))
            if sign == "/" and self._beside:
                raise Problem("AMBIGUOUS", f"{self._source!r}: what is divided by '2x'?",
                              "put parentheses: '1/(2*x)' or '(1/2)*x'")  # fmt: skip
        return left

    def _prefix(self, depth: int) -> _Part:
        if depth > _DEEPEST:
            raise Problem("SYNTAX", "the expression is nested too deeply")
        if self._take("-"):
            operand = self._prefix(depth + 1)
            return lambda v: -operand(v)
        kind = self.kind
        base = self._atom(depth)
        if self._take("^", "**"):
            return _joined("^", base, self._prefix(depth + 1))
        if kind == "number" and (self.kind == "name" or self.text == "("):
            inner = self._prefix(depth + 1)
            self._beside = True
            return _joined("*", base, inner)
        return base

    def _atom(self, depth: int) -> _Part:
        kind, text = self.kind, self.text
        if kind == "number":
            self._advance()
            value = float(text)
            return lambda _: value
        if self._take("("):
            inner = self.sum(depth + 1)
            if not self._take(")"):
                raise Problem("SYNTAX", "')' was expected")
            return inner
        if kind != "name":
            raise Problem("SYNTAX", f"{self._source!r}: a number or an unknown was expected")
        self._advance()
        if text in self._unknowns:
            place = self._unknowns.index(text)
            return lambda v: v[place]
        if text in _CONSTANTS:
            constant = _CONSTANTS[text]
            return lambda _: constant
        if text not in _FUNCTIONS or not self._take("("):
            known = ", ".join(self._unknowns)
            raise Problem(
                "SYNTAX",
                f"{text!r} is not known: the unknowns are {known}",
                f"as in 'exp(-{self._unknowns[0]}) - 1'",
            )
        argument = self.sum(depth + 1)
        if not self._take(")"):
            raise Problem("SYNTAX", "')' was expected")
        function = _FUNCTIONS[text]
        return lambda v: function(argument(v))


def _joined(sign: str, left: _Part, right: _Part) -> _Part:
    if sign == "+":
        return lambda v: left(v) + right(v)
    if sign == "-":
        return lambda v: left(v) - right(v)
    if sign == "*":
        return lambda v: left(v) * right(v)
    if sign == "/":
        return lambda v: left(v) / right(v)
    return lambda v: math.pow(left(v), right(v))
