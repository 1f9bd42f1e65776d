"""The tool for eigenvalues: exact where they can be written, in digits where they cannot."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from mrkl_calculator.bounds import Bounds
from mrkl_calculator.given import Given, read_given
from mrkl_calculator.matrix import Cells, read_matrix, square
from mrkl_calculator.notation import exact_text, rounded
from mrkl_calculator.refusal import Refusal
from mrkl_calculator.rows import Rows, characteristic, eliminated, kernel
from mrkl_core import Evidence, Failure, Result

MOST_FOR_VALUES = 12
_EXACT_DEGREE = 4  # Abel: no general formula above it


def eigenvalues(
    matrix: Cells, given: Sequence[str] = (), digits: int = 15, *, bounds: Bounds | None = None
) -> Result | Failure:
    """The eigenvalues of a square matrix, with their vectors; see the tool's schema."""
    import sympy

    try:
        known = read_given(given, bounds or Bounds())
        rows = read_matrix(matrix, "the matrix", known)
        square(rows, "eigenvalues")
        if len(rows) > MOST_FOR_VALUES:
            raise Refusal("TOO_LARGE", f"eigenvalues are of up to {MOST_FOR_VALUES} rows here")
        letter = sympy.Symbol("t")
        coefficients = [sympy.Rational(c.numerator, c.denominator) for c in characteristic(rows)]
        polynomial = sympy.Poly(coefficients, letter)
        return _told(_found(polynomial, digits), polynomial, rows, known)
    except Refusal as refusal:
        return Failure(refusal.code, refusal.message, refusal.hint)


def _found(polynomial: Any, digits: int) -> list[dict[str, Any]]:
    """Each eigenvalue: its exact form if it has one, its digits, how often it comes."""
    import sympy

    found = []
    for factor, power in polynomial.factor_list()[1]:
        exact: list[Any] = []
        if factor.degree() <= 2:
            exact = [*sympy.roots(factor)]
        elif factor.degree() <= _EXACT_DEGREE:
            # Cardano's and Ferrari's forms say less than digits: only short ones are shown.
            exact = [r for r in sympy.roots(factor) if sympy.count_ops(r) <= 12]
        whole = len(exact) == factor.degree()
        values = exact if whole else sympy.Poly(factor).nroots(n=digits + 10, maxsteps=200)
        for value in values:
            form = exact_text(value, 1000) if whole else ""
            found.append(
                {"value": value, "exact": form, "decimal": _digits(value, digits), "times": power}
            )
    found.sort(key=lambda one: (float(sympy.re(one["value"])), float(sympy.im(one["value"]))))
    return found


def _digits(value: Any, digits: int) -> str:
    import sympy

    real, imaginary = (sympy.N(part, digits + 5) for part in value.as_real_imag())
    if abs(imaginary) < sympy.Float(10) ** -(digits + 2) * (1 + abs(real)):
        return rounded(real, digits)
    sign = "-" if imaginary < 0 else "+"
    return f"{rounded(real, digits)} {sign} {rounded(abs(imaginary), digits)}*i"


def _told(found: list[dict[str, Any]], polynomial: Any, rows: Rows, known: Given) -> Result:
    import sympy

    size = len(rows)
    total = sum(one["value"] * one["times"] for one in found)
    product = sympy.prod(one["value"] ** one["times"] for one in found)
    trace = sum((rows[i][i] for i in range(size)), Fraction(0))
    determinant = eliminated(rows)
    for name, sum_of, wanted in (("trace", total, trace), ("determinant", product, determinant)):
        target = sympy.Rational(wanted.numerator, wanted.denominator)
        gap = abs(sympy.N(sum_of - target, 30))
        if gap > 1e-12 * (1 + abs(target)):
            raise Refusal("CHECK_FAILED", f"the eigenvalues found do not give the {name}")
    vectors = {
        one["exact"]: [[str(v) for v in vector] for vector in _vectors(rows, one["value"])]
        for one in found
        if one["value"].is_Rational
    }
    shown = [
        (one["exact"] or f"≈ {one['decimal']}")
        + (f" ({one['times']} times)" if one["times"] > 1 else "")
        for one in found
    ]
    equation = exact_text(polynomial.as_expr(), 1000)
    evidence = [
        Evidence("their sum is the trace and their product the determinant",
                 "the determinant by elimination"),
        Evidence("each is a root of the characteristic polynomial",
                 "traces of powers (Faddeev-LeVerrier), factored", detail=equation),
    ]  # fmt: skip
    if vectors:
        evidence.append(
            Evidence("the matrix stretches each vector by its eigenvalue", "exact fractions")
        )
    return Result(
        {
            "exact": ", ".join(one["exact"] or one["decimal"] for one in found),
            "eigenvalues": [{k: one[k] for k in ("exact", "decimal", "times")} for one in found],
            "vectors": vectors,
            "polynomial": equation,
        },
        known.spoken() + f"the eigenvalues are {', '.join(shown)}",
        (*evidence, *known.evidence()),
    )


def _vectors(rows: Rows, value: Any) -> Rows:
    """The independent vectors of a rational eigenvalue: the kernel of the matrix less it."""
    number = Fraction(int(value.p), int(value.q))
    less = [[cell - number * (i == j) for j, cell in enumerate(row)] for i, row in enumerate(rows)]
    return kernel(less)
