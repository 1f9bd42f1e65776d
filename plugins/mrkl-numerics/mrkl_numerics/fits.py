"""The tools for least squares: a polynomial, or a curve with parameters of one's own."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from mrkl_core import Evidence, Failure, Problem, Result
from mrkl_numerics.expression import check_unknowns, read_function

_CONDITION = 1e10


def fit(x: Sequence[float], y: Sequence[float], degree: int = 1) -> Result | Failure:
    """A polynomial by least squares; see the tool's schema."""
    import numpy as np

    if len(x) != len(y) or len(x) <= degree:
        return Failure(
            "SYNTAX", f"a fit of degree {degree} needs more than {degree} points, x and y"
        )
    matrix = np.vander(np.array(x, dtype=float), degree + 1, increasing=True)
    condition = float(np.linalg.cond(matrix))
    if condition > _CONDITION:
        return Failure(
            "ILL_CONDITIONED", f"the points do not determine it: condition {condition:.1g}",
            "take other points, a lower degree, or x nearer to 0",
        )  # fmt: skip
    values = np.array(y, dtype=float)
    found = np.linalg.lstsq(matrix, values, rcond=None)[0]
    rest = values - matrix @ found
    slopes = float(np.abs(matrix.T @ rest).max())
    if slopes > 1e-6 * float(np.abs(matrix.T @ np.abs(values)).max() + 1):
        return Failure("CHECK_FAILED", "what was found is not the least of squares")
    total = float(((values - values.mean()) ** 2).sum())
    squares = float((rest**2).sum())
    r2 = 1 - squares / total if total else 1.0
    coefficients = [f"{c:.10g}" for c in found]
    terms = [
        c if n == 0 else f"{c}*x" + (f"^{n}" if n > 1 else "") for n, c in enumerate(coefficients)
    ]
    return Result(
        {"value": " + ".join(terms), "coefficients": coefficients, "r2": r2,
         "residual": math.sqrt(squares), "condition": condition},
        f"y ≈ {' + '.join(terms)} (R² = {r2:.6g})",
        (Evidence("no small change makes the squares less", "the normal equations",
                  detail=f"condition {condition:.2g}"),),
    )  # fmt: skip


def fit_curve(
    function: str, x: Sequence[float], y: Sequence[float], start: Mapping[str, float]
) -> Result | Failure:
    """The parameters of a curve by least squares (Levenberg, Marquardt); see the tool's schema."""
    import numpy as np
    from scipy.optimize import least_squares

    names = [*start]
    check_unknowns(["x", *names])
    f = read_function(function, ["x", *names])
    if "x" in names or len(x) != len(y) or len(x) <= len(names):
        raise Problem("SYNTAX", "x and y are of one length, and more points than parameters")
    values = np.array(y, dtype=float)

    def rest(parameters: Any) -> Any:
        found = np.array([f(one, *parameters) for one in x])
        return np.nan_to_num(found - values, nan=1e100, posinf=1e100, neginf=-1e100)

    found = least_squares(rest, [float(one) for one in start.values()], method="lm",
                          xtol=1e-14, ftol=1e-14, gtol=1e-14, max_nfev=5000)  # fmt: skip
    squares = float((found.fun**2).sum())
    if not math.isfinite(squares) or squares >= 1e100 or found.status <= 0:
        return Failure("NOT_CONVERGED", "no least of squares was reached from this start",
                       "start nearer to the parameters that are likely")  # fmt: skip
    sizes = np.linalg.norm(found.jac, axis=0)
    condition = float(np.linalg.cond(found.jac / np.where(sizes, sizes, 1.0)))
    if not sizes.all() or condition > _CONDITION:
        return Failure(
            "ILL_CONDITIONED",
            f"the points do not determine each of {', '.join(names)}: condition {condition:.2g}",
            "leave a parameter out, or take other points",
        )
    slopes = np.abs(found.jac.T @ found.fun) / sizes
    if (slopes > 1e-6 * (math.sqrt(squares) + 1e-9 * (1 + np.abs(values).max()))).any():
        return Failure("CHECK_FAILED", "what was found is not the least of squares")
    spread = float(((values - values.mean()) ** 2).sum())
    variance = squares / (len(x) - len(names))
    errors = np.sqrt(np.diag(np.linalg.inv(found.jac.T @ found.jac)) * variance)
    parameters = {n: f"{v + 0.0:.8g}" for n, v in zip(names, found.x, strict=True)}
    told = ", ".join(
        f"{n} ≈ {v} ± {e:.2g}" for (n, v), e in zip(parameters.items(), errors, strict=True)
    )
    r2 = 1 - squares / spread if spread else 1.0
    return Result(
        {"value": told, "parameters": parameters,
         "errors": {n: float(e) for n, e in zip(names, errors, strict=True)},
         "r2": r2, "residual": math.sqrt(squares), "condition": condition},
        f"{told} (R² = {r2:.6g}; another start may lead elsewhere)",
        (Evidence("no small change makes the squares less", "the normal equations",
                  detail=f"condition {condition:.2g}"),),
    )  # fmt: skip
