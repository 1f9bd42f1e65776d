"""Matrices as rows of fractions: elimination, and a determinant that does without it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

Rows = list[list[Fraction]]


@dataclass(frozen=True)
class Reduced:
    """The reduced echelon form of a matrix, and where its pivots stood in the matrix."""

    rows: Rows
    columns: tuple[int, ...]
    origins: tuple[int, ...]  # the row of the matrix that gave each pivot


def identity(size: int) -> Rows:
    """The matrix that changes nothing."""
    return [[Fraction(row == column) for column in range(size)] for row in range(size)]


def transposed(rows: Rows) -> Rows:
    """Rows as columns."""
    return [list(column) for column in zip(*rows, strict=True)]


def multiplied(left: Rows, right: Rows) -> Rows:
    """The product; the left has as many columns as the right has rows."""
    columns = transposed(right)
    return [[_dot(row, column) for column in columns] for row in left]


def applied(rows: Rows, vector: Sequence[Fraction]) -> list[Fraction]:
    """The matrix times a column."""
    return [_dot(row, vector) for row in rows]


def reduced(rows: Rows, width: int | None = None) -> Reduced:
    """Gauss and Jordan's elimination, with pivots in the first `width` columns."""
    rows = [list(row) for row in rows]
    order = list(range(len(rows)))
    columns: list[int] = []
    for column in range(len(rows[0]) if width is None else width):
        top = len(columns)
        found = next((i for i in range(top, len(rows)) if rows[i][column]), None)
        if found is None:
            continue
        rows[top], rows[found] = rows[found], rows[top]
        order[top], order[found] = order[found], order[top]
        pivot = rows[top][column]
        rows[top] = [value / pivot for value in rows[top]]
        for i, row in enumerate(rows):
            if i != top and (factor := row[column]):
                rows[i] = [a - factor * b for a, b in zip(row, rows[top], strict=True)]
        columns.append(column)
    return Reduced(rows, tuple(columns), tuple(order[: len(columns)]))


def kernel(rows: Rows) -> Rows:
    """Independent columns that the matrix sends to zero, as many as there are."""
    found = reduced(rows)
    width = len(rows[0])
    basis = []
    for free in (column for column in range(width) if column not in found.columns):
        vector = [Fraction(column == free) for column in range(width)]
        for row, column in zip(found.rows, found.columns, strict=False):
            vector[column] = -row[free]
        basis.append(vector)
    return basis


def eliminated(rows: Rows) -> Fraction:
    """The determinant, as the product of the pivots."""
    rows = [list(row) for row in rows]
    answer = Fraction(1)
    while rows:
        found = next((i for i, row in enumerate(rows) if row[0]), None)
        if found is None:
            return Fraction(0)
        first = rows.pop(found)
        answer *= first[0] * (-1) ** found
        tail = first[1:]
        rows = [
            [a - row[0] / first[0] * b for a, b in zip(row[1:], tail, strict=True)] for row in rows
        ]
    return answer


def traced(rows: Rows) -> Fraction:
    """The determinant by Faddeev and LeVerrier's method: traces of products, in whole numbers."""
    scales = [lcm(*(value.denominator for value in row)) for row in rows]
    whole = [[int(v * scale) for v in row] for row, scale in zip(rows, scales, strict=True)]
    answer = Fraction((-1) ** len(rows) * _coefficients(whole)[-1])
    for scale in scales:
        answer /= scale
    return answer


def characteristic(rows: Rows) -> list[Fraction]:
    """The coefficients of det(t - matrix), from the highest power down."""
    scale = lcm(*(value.denominator for row in rows for value in row))
    whole = [[int(value * scale) for value in row] for row in rows]
    return [Fraction(c, scale**power) for power, c in enumerate(_coefficients(whole))]


def _coefficients(whole: list[list[int]]) -> list[int]:
    """The characteristic polynomial of whole numbers (Faddeev and LeVerrier)."""
    columns = list(zip(*whole, strict=True))
    product = [list(row) for row in whole]
    found = [1]
    for step in range(1, len(whole) + 1):
        if step > 1:
            for i in range(len(whole)):
                product[i][i] += found[-1]
            # The product commutes with the matrix: both are polynomials of it.
            product = [[sum(map(int.__mul__, row, c)) for c in columns] for row in product]
        found.append(-sum(product[i][i] for i in range(len(whole))) // step)
    return found


def _dot(left: Sequence[Fraction], right: Sequence[Fraction]) -> Fraction:
    return sum((a * b for a, b in zip(left, right, strict=True)), Fraction(0))
