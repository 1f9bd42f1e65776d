"""The tool for matrices: exact fractions, each answer checked by what it must do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import lcm

from mrkl_calculator.bounds import Bounds
from mrkl_calculator.exact import Exact
from mrkl_calculator.given import Given, read_given
from mrkl_calculator.parse import parse
from mrkl_calculator.refusal import Refusal
from mrkl_calculator.rows import (
    Rows,
    applied,
    characteristic,
    eliminated,
    identity,
    kernel,
    multiplied,
    reduced,
    traced,
    transposed,
)
from mrkl_calculator.tree import Compare
from mrkl_core import Evidence, Failure, Result

Cells = Sequence[Sequence[str | int | float]]

MOST = 20  # rows, and columns
_BITS = 4096  # of a determinant, at most: which keeps the largest to a second or two
_FRACTIONS = "exact fractions"
_PROBE = Fraction(1_000_003)


@dataclass(frozen=True)
class _Found:
    """An answer: a matrix or a number, in words, and why it is right."""

    rows: Rows
    text: str
    evidence: tuple[Evidence, ...]
    free: Rows = field(default_factory=list)


def matrix(
    operation: str,
    matrix: Cells,
    other: Cells = (),
    given: Sequence[str] = (),
    *,
    bounds: Bounds | None = None,
) -> Result | Failure:
    """What is asked of a matrix, or of two; see the tool's schema."""
    try:
        known = read_given(given, bounds or Bounds())
        left = read_matrix(matrix, "the matrix", known)
        if operation in _OF_TWO:
            if not other:
                raise Refusal("MISSING", f"{operation} needs a second matrix, as `other`")
            found = _OF_TWO[operation](left, read_matrix(other, "the other matrix", known))
        elif other:
            raise Refusal("TOO_MANY", f"{operation} is of one matrix, and there are two")
        else:
            found = _OF_ONE[operation](left)
    except Refusal as refusal:
        return Failure(refusal.code, refusal.message, refusal.hint)
    cells = _cells(found.rows)
    single = operation in ("determinant", "rank", "trace")
    return Result(
        {
            "exact": cells[0][0] if single else written(cells),
            "rows": cells,
            "free": _cells(found.free),
        },
        known.spoken() + found.text,
        (*found.evidence, *known.evidence()),
    )


def _determinant(rows: Rows) -> _Found:
    square(rows, "a determinant")
    value = eliminated(rows)
    _agree(value == traced(rows))
    how = "traces of powers (Faddeev-LeVerrier), in whole numbers; the first eliminated"
    check = Evidence("the determinant is the same by a second method", how)
    return _Found([[value]], f"the determinant is {value}", (check,))


def _inverse(rows: Rows) -> _Found:
    square(rows, "an inverse")
    one = identity(len(rows))
    joined = [row + unit for row, unit in zip(rows, one, strict=True)]
    found = reduced(joined, len(rows))
    if len(found.columns) < len(rows):
        zero = _column(kernel(rows)[0])
        raise Refusal(
            "NO_SOLUTION", f"this matrix has no inverse: it sends the column {zero} to zero"
        )
    inverse = [row[len(rows) :] for row in found.rows]
    _agree(multiplied(rows, inverse) == one == multiplied(inverse, rows))
    check = Evidence("the matrix times its inverse is the identity, on either side", _FRACTIONS)
    return _Found(inverse, f"the inverse is {written(_cells(inverse))}", (check,))


def _transpose(rows: Rows) -> _Found:
    turned = transposed(rows)
    _agree(all(turned[j][i] == v for i, row in enumerate(rows) for j, v in enumerate(row)))
    check = Evidence("each entry stands in the place with row and column exchanged", "compared")
    return _Found(turned, f"the transpose is {written(_cells(turned))}", (check,))


def _rank(rows: Rows) -> _Found:
    found = reduced(rows)
    rank, width = len(found.columns), len(rows[0])
    minor = [[rows[i][j] for j in found.columns] for i in found.origins]
    zeros = kernel(rows)
    _agree(rank == 0 or traced(minor) != 0)
    _agree(len(zeros) == width - rank and not any(any(applied(rows, zero)) for zero in zeros))
    checks = (
        Evidence(
            f"the rank is not less: {rank} rows and columns have a determinant that is not 0",
            "traces of powers (Faddeev-LeVerrier)",
        ),
        Evidence(
            f"the rank is not more: {width - rank} independent columns are sent to zero", _FRACTIONS
        ),
    )
    return _Found([[Fraction(rank)]], f"the rank is {rank}", checks)


def _trace(rows: Rows) -> _Found:
    square(rows, "a trace")
    value = sum((rows[i][i] for i in range(len(rows))), Fraction(0))
    _agree(characteristic(rows)[1] == -value)
    check = Evidence(
        "it is less than nothing by the second coefficient of the characteristic polynomial",
        "traces of powers (Faddeev-LeVerrier)",
    )
    return _Found([[value]], f"the trace is {value}", (check,))


def _cross(left: Rows, right: Rows) -> _Found:
    one, other = (_vector(rows) for rows in (left, right))
    (a, b, c), (d, e, f) = one, other
    found = [b * f - c * e, c * d - a * f, a * e - b * d]
    _agree(applied([one, other], found) == [0, 0])
    _agree(_square_of(found) == _square_of(one) * _square_of(other) - applied([one], other)[0] ** 2)
    check = Evidence(
        "it is at right angles to both, and as long as it must be", "exact fractions (Lagrange)"
    )
    return _Found([found], f"the cross product is {_column(found)}", (check,))


def _vector(rows: Rows) -> list[Fraction]:
    vector = [value for row in rows for value in row]
    if 1 not in (len(rows), len(rows[0])) or len(vector) != 3:
        raise Refusal("INCOMPATIBLE", "a cross product is of two vectors of three numbers each")
    return vector


def _square_of(vector: Sequence[Fraction]) -> Fraction:
    return sum((value * value for value in vector), Fraction(0))


def _product(left: Rows, right: Rows) -> _Found:
    if len(left[0]) != len(right):
        raise Refusal(
            "INCOMPATIBLE",
            f"a product needs as many columns on the left as rows on the right: these have "
            f"{len(left[0])} and {len(right)}",
        )
    answer = multiplied(left, right)
    probe = [_PROBE**power for power in range(len(right[0]))]
    _agree(applied(answer, probe) == applied(left, applied(right, probe)))
    check = Evidence(
        "the product does to a column what both do one after the other",
        "exact fractions (Freivalds)",
        detail=f"the column 1, t, t² … of t = {_PROBE}",
    )
    return _Found(answer, f"the product is {written(_cells(answer))}", (check,))


def _solution(rows: Rows, right: Rows) -> _Found:
    if len(right) == 1 < len(rows):
        right = transposed(right)
    if len(right) != len(rows) or len(right[0]) != 1:
        raise Refusal("INCOMPATIBLE", f"the right side must be one column of {len(rows)} numbers")
    width = len(rows[0])
    wanted = [row[0] for row in right]
    joined = [row + value for row, value in zip(rows, right, strict=True)]
    found = reduced(joined, width)
    if any(row[width] for row in found.rows[len(found.columns) :]):
        raise _without_solution(rows, wanted)
    values = [Fraction(0)] * width
    for row, column in zip(found.rows, found.columns, strict=False):
        values[column] = row[width]
    free = kernel(rows)
    _agree(applied(rows, values) == wanted and not any(any(applied(rows, zero)) for zero in free))
    checks = [Evidence("the matrix times the solution is the right side", _FRACTIONS)]
    text = f"x = {_column(values)}"
    if free:
        text += "".join(f" + t{i} {_column(zero)}" for i, zero in enumerate(free, 1))
        text += " for any " + ", ".join(f"t{i}" for i in range(1, len(free) + 1))
        checks.append(Evidence("the matrix sends each free column to zero", _FRACTIONS))
    else:
        minor = [[rows[i][j] for j in found.columns] for i in found.origins]
        _agree(traced(minor) != 0)
        how = "a determinant by traces of powers (Faddeev-LeVerrier)"
        checks.append(Evidence("there is no other: the columns are independent", how))
    return _Found([[value] for value in values], text, tuple(checks), free)


def _without_solution(rows: Rows, wanted: list[Fraction]) -> Refusal:
    """The refusal, with the sum of rows that says 0 = something else."""
    for factors in kernel(transposed(rows)):
        total = sum((a * b for a, b in zip(factors, wanted, strict=True)), Fraction(0))
        if total:
            shown = _column(factors)
            said = f"the rows times {shown} add up to 0 = {total}"
            return Refusal("NO_SOLUTION", f"no column solves this: {said}")
    return Refusal("CHECK_FAILED", "that this has no solution could not be shown")


_OF_ONE: dict[str, Callable[[Rows], _Found]] = {
    "determinant": _determinant,
    "inverse": _inverse,
    "transpose": _transpose,
    "rank": _rank,
    "trace": _trace,
}
_OF_TWO: dict[str, Callable[[Rows, Rows], _Found]] = {
    "product": _product,
    "solve": _solution,
    "cross": _cross,
}
OPERATIONS = (*_OF_ONE, *_OF_TWO)


def read_matrix(cells: Cells, name: str, known: Given) -> Rows:
    """The rows of a matrix, within its limits. Raises Refusal."""
    widths = {len(row) for row in cells}
    if len(widths) != 1 or widths == {0}:
        raise Refusal("SYNTAX", f"{name} needs rows of the same length")
    if len(cells) > MOST or max(widths) > MOST:
        raise Refusal("TOO_LARGE", f"{name} may have {MOST} rows and {MOST} columns")
    rows = [[_entry(str(cell), known) for cell in row] for row in cells]
    sizes = [
        lcm(*(v.denominator for v in row)).bit_length()
        + max(abs(v.numerator).bit_length() for v in row)
        for row in rows
    ]
    replace(known.bounds, max_bits=_BITS).allow(sum(sizes), f"a determinant of {name}", 0)
    return rows


def _entry(text: str, known: Given) -> Fraction:
    node = parse(text, known.bounds, known.names)
    value = None if isinstance(node, Compare) else Exact(known.bounds).number(node)
    if not isinstance(value, Fraction):
        raise Refusal("UNSUPPORTED", f"{text!r} is no fraction: the entries of a matrix must be")
    return value


def square(rows: Rows, what: str) -> None:
    """Raises Refusal if the matrix is not square."""
    if len(rows) != len(rows[0]):
        shape = f"{len(rows)} × {len(rows[0])}"
        raise Refusal("UNDEFINED", f"only a square matrix has {what}: this is {shape}")


def _agree(holds: bool) -> None:
    if not holds:
        raise Refusal("CHECK_FAILED", "the answer failed its check, so there is none to give")


def _cells(rows: Rows) -> list[list[str]]:
    return [[str(value) for value in row] for row in rows]


def _column(values: Sequence[Fraction]) -> str:
    return f"({', '.join(str(value) for value in values)})"


def written(cells: Sequence[Sequence[str]]) -> str:
    """A matrix in text, as it is read: [[1, 2], [3, 4]]."""
    return f"[{', '.join('[' + ', '.join(row) + ']' for row in cells)}]"
