"""Balances reactions exactly: the null space of the matrix of atoms and charges over Q."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm

from mrkl_chemistry.formula import Formula, read_formula
from mrkl_core import Problem

MAX_SPECIES = 40

_ARROW = re.compile(r"\s*(?:<=+>|<-+>|-+>|=+>|→|⟶|⇌|⇄|=|\byields?\b|\bgives?\b|\bforms?\b)\s*")
_LEAD = re.compile(r"(\d+/\d+|\d*\.\d+|\d+)\s*(?=[A-Za-z(\[{.^])")
#: A plus sign without spaces around it that joins two species, not one that is a charge.
_TIGHT = re.compile(r"\+(?=\d*(?:[A-Z\[{]|e\^?-|\((?!(?:s|l|g|aq)\))))")


@dataclass(frozen=True)
class Term:
    """One species of an equation and the coefficient written before it, if one was."""

    formula: Formula
    given: Fraction | None = None


@dataclass(frozen=True)
class Equation:
    """What stands on either side."""

    reactants: tuple[Term, ...]
    products: tuple[Term, ...]

    @property
    def terms(self) -> tuple[Term, ...]:
        """All species, the reactants first."""
        return self.reactants + self.products

    def is_balanced_with(self, coefficients: Sequence[Fraction | int]) -> bool:
        """Whether every atom and the charge come out even, counted side by side."""
        return not any(
            sum((c * row for c, row in zip(coefficients, line, strict=True)), Fraction(0))
            for line in _matrix(self)
        )

    def written(self, coefficients: Sequence[int]) -> str:
        """The equation with these coefficients."""
        texts = [
            (f"{c} " if c != 1 else "") + term.formula.text
            for c, term in zip(coefficients, self.terms, strict=True)
        ]
        count = len(self.reactants)
        return " + ".join(texts[:count]) + " -> " + " + ".join(texts[count:])


def read_equation(text: str, read: Callable[[str], Formula] = read_formula) -> Equation:
    """The equation in a text; `read` makes a formula of each species. Raises Problem."""
    sides = _ARROW.split(text.strip())
    if len(sides) != 2:
        raise Problem("SYNTAX", "an equation has two sides", 'write it as "Fe + O2 -> Fe2O3"')
    reactants, products = (_side(side, read) for side in sides)
    if len(reactants) + len(products) > MAX_SPECIES:
        raise Problem("TOO_LARGE", f"an equation may have {MAX_SPECIES} species")
    return Equation(reactants, products)


def _side(text: str, read: Callable[[str], Formula]) -> tuple[Term, ...]:
    pieces = [piece for part in re.split(r"\s\+\s", text) for piece in _TIGHT.split(part)]
    if not all(piece.strip() for piece in pieces):
        raise Problem("SYNTAX", "a species is missing beside a plus sign or an arrow")
    return tuple(_term(piece.strip(), read) for piece in pieces)


def _term(piece: str, read: Callable[[str], Formula]) -> Term:
    lead = _LEAD.match(piece)
    if lead is None:
        return Term(read(piece))
    try:
        given = Fraction(lead[1]) if len(lead[1]) < 16 else Fraction(0)
    except ZeroDivisionError:
        given = Fraction(0)
    if not given:
        raise Problem("SYNTAX", f"{lead[1]!r} is no coefficient")
    return Term(read(piece[lead.end() :]), given)


def _matrix(equation: Equation) -> list[list[Fraction]]:
    """A line for each kind of atom, one for the charge; products count as negative."""
    signs = [1] * len(equation.reactants) + [-1] * len(equation.products)
    pairs = [(sign, term.formula) for sign, term in zip(signs, equation.terms, strict=True)]
    names = sorted({name for _, formula in pairs for name in formula.atoms})
    lines = [[sign * f.atoms.get(name, Fraction(0)) for sign, f in pairs] for name in names]
    lines.append([Fraction(sign * f.charge) for sign, f in pairs])
    return lines


def null_space(lines: Sequence[Sequence[Fraction]]) -> list[list[Fraction]]:
    """A basis of the vectors that every line sends to zero, by exact elimination."""
    width = len(lines[0])
    reduced: list[tuple[int, list[Fraction]]] = []
    for source in lines:
        line = list(source)
        for pivot, done in reduced:
            if line[pivot]:
                factor = line[pivot]
                line = [a - factor * b for a, b in zip(line, done, strict=True)]
        pivot = next((i for i, value in enumerate(line) if value), -1)
        if pivot < 0:
            continue
        line = [value / line[pivot] for value in line]
        for number, (other, done) in enumerate(reduced):
            if factor := done[pivot]:
                cleared = [a - factor * b for a, b in zip(done, line, strict=True)]
                reduced[number] = (other, cleared)
        reduced.append((pivot, line))
    pivots = {pivot: line for pivot, line in reduced}
    basis = []
    for free in (i for i in range(width) if i not in pivots):
        vector = [Fraction(0)] * width
        vector[free] = Fraction(1)
        for pivot, line in pivots.items():
            vector[pivot] = -line[free]
        basis.append(vector)
    return basis


def balance(equation: Equation) -> list[int]:
    """The smallest whole coefficients. Raises Problem if there are none, or many ways."""
    basis = null_space(_matrix(equation))
    if not basis:
        raise Problem(
            "IMPOSSIBLE",
            "no coefficients balance it: some kind of atom, or the charge, cannot come out even",
            _hint(equation),
        )
    if len(basis) > 1:
        raise Problem(
            "UNDERDETERMINED",
            f"it is {len(basis)} independent reactions at once: their ratio is not determined",
            "balance each on its own, or leave out a species that stands on both sides",
        )
    return _whole(equation, basis[0])


def _whole(equation: Equation, vector: list[Fraction]) -> list[int]:
    if sum(1 if value > 0 else -1 for value in vector if value) < 0:
        vector = [-value for value in vector]
    scale = lcm(*(value.denominator for value in vector))
    numbers = [int(value * scale) for value in vector]
    divisor = gcd(*numbers)
    numbers = [number // divisor for number in numbers]
    pairs = list(zip(numbers, equation.terms, strict=True))
    if idle := [term.formula.text for number, term in pairs if number == 0]:
        raise Problem("IMPOSSIBLE", f"{', '.join(idle)} can take no part in it")
    if wrong := [term.formula.text for number, term in pairs if number < 0]:
        said = f"it balances only with {', '.join(wrong)} on the other side"
        raise Problem("IMPOSSIBLE", said)
    return numbers


def _hint(equation: Equation) -> str:
    left = {name for term in equation.reactants for name in term.formula.atoms}
    right = {name for term in equation.products for name in term.formula.atoms}
    if lonely := sorted(left ^ right):
        return f"{', '.join(lonely)} stands on one side only"
    return ""
