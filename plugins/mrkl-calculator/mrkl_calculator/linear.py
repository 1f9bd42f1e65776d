"""Systems of linear equations, solved exactly by Gauss's elimination."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from mrkl_calculator.polynomial import Polynomial, added, degree, scaled, unknowns


@dataclass(frozen=True)
class Solved:
    """What a system says of its unknowns.

    `values` are of the unknowns that it determines, `open` the others.
    """

    values: dict[str, Fraction]
    open: tuple[str, ...]
    consistent: bool


def is_linear(equations: Sequence[Polynomial]) -> bool:
    """Whether no term has a degree over 1."""
    return all(degree(equation) <= 1 for equation in equations)


def solve_linear(equations: Sequence[Polynomial]) -> Solved:
    """The solution of linear polynomials that are to be 0."""
    names = sorted({name for equation in equations for name in unknowns(equation)})
    rows = [dict(equation) for equation in equations]
    pivots: dict[str, Polynomial] = {}
    for name in names:
        key = ((name, 1),)
        row = next((row for row in rows if key in row), None)
        if row is None:
            continue
        rows.remove(row)
        unit = scaled(row, 1 / row[key])
        rows = [_cleared(other, unit, name) for other in rows]
        pivots = {n: _cleared(other, unit, name) for n, other in pivots.items()}
        pivots[name] = unit
    values = {name: -row.get((), Fraction(0)) for name, row in pivots.items() if _alone(row)}
    left_open = tuple(name for name in names if name not in values)
    return Solved(values, left_open, not any(rows))


def _cleared(row: Polynomial, unit: Polynomial, name: str) -> Polynomial:
    factor = row.get(((name, 1),))
    return row if factor is None else added(row, scaled(unit, -factor))


def _alone(row: Polynomial) -> bool:
    return len(unknowns(row)) == 1
