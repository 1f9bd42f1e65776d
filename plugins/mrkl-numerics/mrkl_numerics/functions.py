"""The tools on a function of one unknown: its root, minimum, integral."""

from __future__ import annotations

import math

from mrkl_core import Evidence, Failure, Problem, Result
from mrkl_numerics.expression import Function, read_function

_GRID = 2000


def root(function: str, lower: float, upper: float) -> Result | Failure:
    """Where a function is 0 between two ends; see the tool's schema."""
    from scipy.optimize import brentq

    try:
        f = read_function(function)
        a, b = _ends(lower, upper)
        left, right = f(a), f(b)
        if math.isnan(left) or math.isnan(right) or left * right > 0:
            raise Problem(
                "NO_BRACKET",
                f"the function is {left:.6g} and {right:.6g} at the ends: no change of sign",
                "choose ends between which it changes its sign",
            )
        x, report = brentq(f, a, b, xtol=1e-14, full_output=True)
    except (ValueError, RuntimeError):  # no value on the way; or too far to go
        return Failure(
            "NOT_CONVERGED", "the function has no value somewhere, or no root is reached"
        )
    residual, step = abs(f(x)), max(abs(x), 1.0) * 1e-9
    beside = (f(max(x - step, a)), f(min(x + step, b)))
    largest = max(abs(left), abs(right), 1e-300)
    if not report.converged or math.isnan(residual) or residual > 1e-6 * largest:
        return Failure(
            "NOT_CONVERGED", f"near {x:.15g} the function is {f(x):.6g}: a jump, no root"
        )
    if beside[0] * beside[1] > 0 and residual:
        return Failure("NOT_CONVERGED", f"the function does not change its sign at {x:.15g}")
    return Result(
        {"value": f"{x:.15g}", "residual": residual, "iterations": int(report.iterations)},
        f"{function} = 0 at x ≈ {x:.15g} (others may lie between the ends)",
        (
            Evidence("the function is nearly 0 there", "evaluated", detail=f"{residual:.2g}"),
            Evidence("its sign changes beside it", f"evaluated {step:.0e} to either side"),
        ),
    )


def minimum(function: str, lower: float, upper: float, maximize: bool = False) -> Result | Failure:
    """The least value (or the largest) between two ends; see the tool's schema."""
    import numpy as np
    from scipy.optimize import minimize_scalar

    sign = -1.0 if maximize else 1.0
    given = read_function(function)
    a, b = _ends(lower, upper)

    def f(x: float) -> float:
        return sign * given(x)

    grid = np.linspace(a, b, _GRID + 1)
    values = np.array([f(x) for x in grid])
    if not np.isfinite(values).all():
        raise Problem("UNDEFINED", "the function has no finite value somewhere between the ends")
    place = int(np.argmin(values))
    near = (grid[max(place - 1, 0)], grid[min(place + 1, _GRID)])
    found = minimize_scalar(f, bounds=near, method="bounded", options={"xatol": 1e-12})
    x, value = min(((float(found.x), float(found.fun)), (float(grid[place]), float(values[place]))),
                   key=lambda pair: pair[1])  # fmt: skip
    if not found.success or value > values.min():
        return Failure("NOT_CONVERGED", "the minimum could not be made sure of")
    return Result(
        {"value": f"{sign * value:.12g}", "x": f"{x:.9g}"},
        f"the {'largest' if maximize else 'least'} value of {function} from {a:g} to {b:g} "
        f"is {sign * value:.12g}, at x ≈ {x:.9g}",
        (
            Evidence(
                f"no point of a grid lies {'higher' if maximize else 'lower'}",
                f"evaluated at {_GRID + 1} places",
            ),
        ),
    )


def integral(function: str, lower: float, upper: float) -> Result | Failure:
    """A definite integral, by two rules; see the tool's schema."""
    import warnings

    from scipy.integrate import IntegrationWarning, quad

    f = read_function(function)
    a, b = _ends(lower, upper)

    def finite(x: float) -> float:
        # scipy 1.17's QUADPACK dies of a NaN: a bus error, not an exception.
        if not math.isfinite(y := f(x)):
            raise Problem("NOT_CONVERGED", f"the function has no finite value at {x:.6g}")
        return y

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", IntegrationWarning)
        value, error = quad(finite, a, b, limit=200)
    other = _gauss(f, a, b)
    gap = abs(value - other)
    if (
        not math.isfinite(value)
        or not gap <= 1e-7 * (1 + abs(value))
        or error > 1e-6 * (1 + abs(value))
    ):
        return Failure(
            "NOT_CONVERGED",
            "two rules do not agree on this integral: it may not converge, or jump",
            "divide it where the function jumps or grows without bound",
        )
    digits = max(3, min(15, int(-math.log10(max(gap, error, 1e-15) / max(abs(value), 1e-15)))))
    return Result(
        {"value": f"{value:.{digits}g}", "error": float(max(error, gap))},
        f"∫ {function} dx from {a:g} to {b:g} ≈ {value:.{digits}g}",
        (
            Evidence(
                "two rules agree",
                "adaptive Gauss and Kronrod (QUADPACK); Gauss and Legendre on 100 parts",
                detail=f"to {gap:.1g}; error estimated {error:.1g}",
            ),
        ),
    )


def _gauss(f: Function, a: float, b: float) -> float:
    """The integral by Gauss and Legendre's rule of order 20 on each of 100 parts."""
    import numpy as np

    nodes, weights = np.polynomial.legendre.leggauss(20)
    half = (b - a) / 200
    middles = a + half * (2 * np.arange(100) + 1)
    pairs = [*zip(nodes, weights, strict=True)]
    return float(half * sum(w * f(m + half * n) for m in middles for n, w in pairs))


def _ends(lower: float, upper: float) -> tuple[float, float]:
    if not (math.isfinite(lower) and math.isfinite(upper) and lower < upper):
        raise Problem("SYNTAX", f"the lower end, {lower}, must be below the upper one, {upper}")
    return float(lower), float(upper)
