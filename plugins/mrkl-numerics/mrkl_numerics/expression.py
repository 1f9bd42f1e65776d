"""Expressions of one unknown, x, read by recursive descent into a function of numbers.

Loosest first: + −; × ÷; a minus sign before; ^ to the right. So −x^2 is −(x²).
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable

from mrkl_numerics.problems import Problem

Function = Callable[[float], float]

_LONGEST = 500
_DEEPEST = 50
_TOKEN = re.compile(
    r"\s*(?:(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?)|(?P<name>[A-Za-z][A-Za-z0-9]*)"
    r"|(?P<sign>\*\*|[-+*/^()])|(?P<end>$))"
)
_CONSTANTS = {"pi": math.pi, "e": math.e}
_FUNCTIONS: dict[str, Function] = {
    name: getattr(math, name)
    for name in "sqrt exp sin cos tan asin acos atan sinh cosh tanh erf gamma log10 log2".split()
} | {"ln": math.log, "log": math.log10, "abs": abs, "cbrt": math.cbrt}


def read_function(text: str) -> Function:
    """The function of x that a text is; NaN where it has no value. Raises Problem SYNTAX."""
    if len(text) > _LONGEST:
        raise Problem("SYNTAX", f"at most {_LONGEST} characters are read")
    reader = _Reader(text)
    inner = reader.sum(0)
    if reader.kind != "end":
        raise Problem("SYNTAX", f"{text!r}: {reader.text!r} was not expected")

    def function(x: float) -> float:
        try:
            return float(inner(float(x)))
        except (ValueError, ZeroDivisionError, OverflowError, TypeError):
            return math.nan

    return function


class _Reader:
    def __init__(self, text: str) -> None:
        self._source, self._place = text, 0
        self.kind, self.text = "", ""
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

    def sum(self, depth: int) -> Function:
        """Terms added and subtracted."""
        if depth > _DEEPEST:
            raise Problem("SYNTAX", "the expression is nested too deeply")
        left = self._product(depth)
        while sign := self._take("+", "-"):
            left = _joined(sign, left, self._product(depth))
        return left

    def _product(self, depth: int) -> Function:
        left = self._prefix(depth)
        while sign := self._take("*", "/"):
            left = _joined(sign, left, self._prefix(depth))
        return left

    def _prefix(self, depth: int) -> Function:
        if depth > _DEEPEST:
            raise Problem("SYNTAX", "the expression is nested too deeply")
        if self._take("-"):
            operand = self._prefix(depth + 1)
            return lambda x: -operand(x)
        base = self._atom(depth)
        if self._take("^", "**"):
            return _joined("^", base, self._prefix(depth + 1))
        return base

    def _atom(self, depth: int) -> Function:
        kind, text = self.kind, self.text
        if kind == "number":
            self._advance()
            value = float(text)
            return lambda x: value
        if self._take("("):
            inner = self.sum(depth + 1)
            if not self._take(")"):
                raise Problem("SYNTAX", "')' was expected")
            return inner
        if kind != "name":
            raise Problem("SYNTAX", f"{self._source!r}: a number or x was expected")
        self._advance()
        if text == "x":
            return lambda x: x
        if text in _CONSTANTS:
            constant = _CONSTANTS[text]
            return lambda x: constant
        if text not in _FUNCTIONS or not self._take("("):
            raise Problem(
                "SYNTAX", f"{text!r} is not known: the unknown is x", "as in 'exp(-x) - x'"
            )
        argument = self.sum(depth + 1)
        if not self._take(")"):
            raise Problem("SYNTAX", "')' was expected")
        function = _FUNCTIONS[text]
        return lambda x: function(argument(x))


def _joined(sign: str, left: Function, right: Function) -> Function:
    if sign == "+":
        return lambda x: left(x) + right(x)
    if sign == "-":
        return lambda x: left(x) - right(x)
    if sign == "*":
        return lambda x: left(x) * right(x)
    if sign == "/":
        return lambda x: left(x) / right(x)
    return lambda x: math.pow(left(x), right(x))
