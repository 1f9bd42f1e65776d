"""An expression of one variable: read, its places read as numbers, what is found told."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from mrkl_calculator.bounds import Bounds
from mrkl_calculator.given import Given, read_given
from mrkl_calculator.notation import exact_text, latex, rounded
from mrkl_calculator.parse import parse
from mrkl_calculator.refusal import Refusal
from mrkl_calculator.rewriting import read_expression
from mrkl_calculator.symbolic import symbol, to_sympy
from mrkl_calculator.tree import Compare, Node, show, symbols
from mrkl_core import Evidence, Failure, Result

_INFINITE = {"infinity": 1, "oo": 1, "∞": 1, "-infinity": -1, "minus infinity": -1, "-∞": -1}


def failure(error: BaseException, what: str) -> Failure:
    """The failure of a call, of what was asked of it."""
    if isinstance(error, Refusal):
        return Failure(error.code, error.message, error.hint)
    return Failure("UNDECIDED", f"no method known here finds {what}")


def _decimal(value: Any) -> str:
    try:
        return rounded(value, 15)
    except Refusal:
        return ""  # its exact form stands


def to_mpmath(value: Any) -> Any:
    """A sympy number in mpmath's present precision; infinity too."""
    import mpmath

    if value.is_infinite:
        return mpmath.inf if value > 0 else -mpmath.inf
    return mpmath.mpmathify(value.evalf(mpmath.mp.dps))


class OneLetter:
    """An expression read, and its variable chosen. Raises Refusal."""

    def __init__(
        self, text: str, variable: str, given: Sequence[str], bounds: Bounds | None
    ) -> None:
        self.bounds = bounds or Bounds()
        self.known = read_given(given, self.bounds)
        if variable:
            names = self.known.names.local(variable)
            self.known = Given(names, bounds=self.bounds, solved=self.known.solved)
        node = read_expression(text, self.known)
        letters = sorted(symbols(node))
        if not variable and len(letters) > 1:
            raise Refusal("AMBIGUOUS", f"which of {', '.join(letters)} is the variable?")
        self.name = variable or (letters[0] if letters else "x")
        self.node = node
        self.shown = show(node)
        self.letter = symbol(self.name)
        self.value: Any = to_sympy(node)

    @cached_property
    def function(self) -> Any:
        """The expression as a function of numbers, in mpmath's present precision."""
        import sympy

        return sympy.lambdify(self.letter, self.value, "mpmath")

    def number(self, text: str) -> Any:
        """A place given as text, infinity too."""
        import sympy

        sign = _INFINITE.get(text.strip().lower())
        if sign:
            return sign * sympy.oo
        node: Node = parse(text, self.bounds, self.known.names)
        if isinstance(node, Compare) or symbols(node):
            raise Refusal("SYNTAX", f"{text!r} is no number")
        return to_sympy(node)

    def told(self, found: Any, text: str, evidence: Evidence, more: str = "") -> Result:
        """The result of what was found."""
        if found.is_polynomial():
            found = found.expand()
        exact = exact_text(found, self.bounds.max_digits)
        closed = not found.free_symbols and found.is_finite is not False
        decimal = _decimal(found) if closed else ""
        told = f"{text} = {exact}{more}"
        if decimal and decimal != exact and not found.is_Rational:
            told += f" ≈ {decimal}"
        value = {"exact": exact, "decimal": decimal, "latex": latex(found)}
        return Result(value, told, (evidence, *self.known.evidence()))

    def told_as_number(self, text: str, decimal: str, error: str, check: Evidence) -> Result:
        """The result of what has no exact form that is known: digits, and how far off at most."""
        off = f", ± {error}" if error else ""
        told = f"{text} ≈ {decimal} (numerical{off}; no exact form was found)"
        value = {"exact": "", "decimal": decimal, "latex": "", "error": error}
        return Result(value, told, (check, *self.known.evidence()))
