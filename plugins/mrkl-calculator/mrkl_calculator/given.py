"""What a request says before it asks: "Let x be 3. Suppose 2*y + x = 11." gives x and y.

A statement defines a name or a function, or is one or more equations. Equations wait until all
that is given determines their unknowns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import KW_ONLY, dataclass, field, replace
from fractions import Fraction

from mrkl_calculator.bounds import Bounds
from mrkl_calculator.exact import Exact
from mrkl_calculator.linear import is_linear, solve_linear
from mrkl_calculator.names import NO_NAMES, Names
from mrkl_calculator.parse import parse
from mrkl_calculator.polynomial import (
    Polynomial,
    added,
    derivative,
    polynomial,
    scaled,
    tree,
)
from mrkl_calculator.refusal import Refusal
from mrkl_calculator.tokens import normal
from mrkl_calculator.tree import Compare, Node, number, replaced, show, symbols
from mrkl_core import Evidence

_OPENING = re.compile(
    r"(?:let|suppose|assume|given|if|where|and|define|set|say|that|then|also|with)\b[\s:,]*",
    re.IGNORECASE,
)
_FUNCTION = re.compile(r"([A-Za-z]+)\s*\(\s*([A-Za-z]+)\s*\)\s*(?:=|\bbe\b|\bis\b)\s*(.+)", re.I)
_NAME = re.compile(r"([A-Za-z]+)\s*(?:=|\bbe\b|\bis\b|\bequals\b)\s*(.+)", re.IGNORECASE)
_DERIVATIVE = re.compile(
    r"(?:the )?(?:(first|second|third|fourth) )?derivative of (.+?)"
    r"(?: (?:with respect to|wrt|w\.r\.t\.) ([A-Za-z]))?",
    re.IGNORECASE,
)
_TIMES = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_MOST = 50  # statements


@dataclass(frozen=True)
class Given:
    """The names that are known, and the equations that are still open."""

    names: Names = NO_NAMES
    waiting: tuple[Compare, ...] = ()
    _: KW_ONLY
    solved: tuple[Compare, ...] = ()
    bounds: Bounds = field(default_factory=Bounds)

    def told(self, statement: str) -> Given:
        """This and what one statement says. Raises Refusal."""
        text = statement.strip().rstrip(".").strip()
        while (opening := _OPENING.match(text)) and not _NAME.match(text):
            text = text[opening.end() :]
        if found := _FUNCTION.fullmatch(text):
            return self._function(normal(found[1]), normal(found[2]), found[3])
        found = _NAME.fullmatch(text)
        if found and not self.names.has_value(normal(found[1])):
            closed = self._value(found[2])
            if closed is not None:
                # Waiting equations may be about this name.
                given = replace(self, names=self.names.given(normal(found[1]), closed))
                return given._settled()
        return self._equations(text)

    def evidence(self) -> tuple[Evidence, ...]:
        """That what was found for the unknowns solves the equations it was found from."""
        if not self.solved:
            return ()
        exact = Exact(self.bounds)
        for equation in self.solved:
            sides = replaced(equation, self.names.values)
            assert isinstance(sides, Compare)
            if not exact.holds(sides):
                raise Refusal("CHECK_FAILED", f"{show(equation)} does not hold with what was found")
        return (
            Evidence(
                "the values found solve every equation given", "substituted back, in fractions"
            ),
        )

    def spoken(self, *wanted: str) -> str:
        """The numbers found, as in "with x = 3, y = 4: "; only those wanted, if any are."""
        values = {n: v for n, v in self.names.values.items() if not wanted or n in wanted}
        shown = ", ".join(f"{name} = {show(value)}" for name, value in values.items())
        return f"with {shown}: " if shown and len(shown) < 300 else ""

    def _value(self, text: str) -> Node | None:
        """The number this is, as a tree; None if it is not one yet."""
        try:
            node = parse(text, self.bounds, self.names)
        except Refusal as refusal:
            if refusal.code != "SYNTAX":
                raise
            return None
        if isinstance(node, Compare) or symbols(node):
            return None
        poly = polynomial(node, self.bounds)
        return node if poly is None else tree(poly)

    def _function(self, name: str, parameter: str, text: str) -> Given:
        names = self.names.local(parameter)
        times = 0
        if found := _DERIVATIVE.fullmatch(text):
            text, times = found[2], _TIMES.get((found[1] or "first").lower(), 1)
        body = parse(text, self.bounds, names)
        if isinstance(body, Compare):
            raise Refusal("SYNTAX", f"{text!r} compares; a function of {parameter} was expected")
        if times:
            poly = polynomial(body, self.bounds)
            if poly is None:
                raise Refusal("SYNTAX", f"{text!r} is no polynomial, whose derivative is known")
            for _ in range(times):
                poly = derivative(poly, parameter)
            body = tree(poly)
        return replace(self, names=self.names.defined(name, parameter, body))

    def _equations(self, text: str) -> Given:
        parts = equations_of(text)
        last: Refusal | None = None
        given: Given | None = None
        # e and i are unknowns if the equations make numbers of them, and constants otherwise.
        for unknown in (self.names.open("e", "i"), self.names.open()):
            try:
                found = tuple(_equation(parse(part, self.bounds, unknown)) for part in parts)
            except Refusal as refusal:
                last = last or refusal
                continue
            given = replace(self, waiting=self.waiting + found)._settled()
            if not (given.waiting and _named(found, "e", "i")):
                return given
        if given is None:
            raise last or Refusal("SYNTAX", f"{text!r} is no equation")
        return given

    def _settled(self) -> Given:
        """This, with every unknown that its equations determine as a value."""
        values = self.names.values
        waiting = [replaced(equation, values) for equation in self.waiting]
        pairs = [
            (e, difference(w, self.bounds)) for e, w in zip(self.waiting, waiting, strict=True)
        ]
        linear = [(e, poly) for e, poly in pairs if poly is not None and is_linear([poly])]
        found = solve_linear([poly for _, poly in linear])
        if not found.consistent:
            raise Refusal("CONTRADICTION", "no numbers solve all the equations given")
        if not found.values:
            done = [e for e, poly in pairs if poly == {}]
            left = tuple(e for e in self.waiting if e not in done)
            return replace(self, waiting=left, solved=(*self.solved, *done))
        names = self.names
        for name, value in found.values.items():
            names = names.given(name, number(value))
        return replace(self, names=names)._settled()


def read_given(statements: Sequence[str], bounds: Bounds) -> Given:
    """All that is given. Raises Refusal."""
    if len(statements) > _MOST:
        raise Refusal("TOO_LONG", f"at most {_MOST} statements can be given")
    given = Given(bounds=bounds)
    for statement in statements:
        given = given.told(statement)
    return given


def equations_of(text: str) -> list[str]:
    """The equations of "2*x + y = 3, x = 1" or "… and …", each by itself."""
    parts = re.split(r"\s*(?:,|;|\band\b)\s*", text)
    return [part for part in parts if part]


def difference(node: Node, bounds: Bounds) -> Polynomial | None:
    """Left minus right of an equation, as a polynomial; None if it is none."""
    assert isinstance(node, Compare)
    left, right = polynomial(node.left, bounds), polynomial(node.right, bounds)
    if left is None or right is None:
        return None
    return added(left, scaled(right, Fraction(-1)))


def _equation(node: Node) -> Compare:
    if not isinstance(node, Compare) or node.sign != "=":
        raise Refusal("SYNTAX", f"{show(node)} is no equation")
    return node


def _named(equations: Iterable[Compare], *names: str) -> bool:
    return any(symbols(equation) & {*names} for equation in equations)
