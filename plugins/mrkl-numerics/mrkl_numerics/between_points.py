"""The tool for values between points: interpolation, never beyond them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mrkl_core import Evidence, Failure, Result

METHODS = ("linear", "pchip", "cubic", "polynomial")
_MOST_OF_A_POLYNOMIAL = 12


def interpolate(
    x: Sequence[float], y: Sequence[float], at: Sequence[float], method: str = "pchip"
) -> Result | Failure:
    """Values between points; see the tool's schema."""
    import numpy as np
    from scipy import interpolate as between

    if len(x) != len(y) or len(x) < 2 or len({*x}) != len(x):
        return Failure("SYNTAX", "x and y are of one length, two or more, and no x comes twice")
    if method == "polynomial" and len(x) > _MOST_OF_A_POLYNOMIAL:
        return Failure(
            "ILL_CONDITIONED",
            f"a polynomial through more than {_MOST_OF_A_POLYNOMIAL} points swings between them",
            "use pchip or cubic",
        )
    order = np.argsort(x)
    places, values = np.array(x, dtype=float)[order], np.array(y, dtype=float)[order]
    outside = [one for one in at if not places[0] <= one <= places[-1]]
    if outside:
        return Failure(
            "OUTSIDE",
            f"{outside[0]:g} lies outside the points, which reach from {places[0]:g} "
            f"to {places[-1]:g}",
            "numerics.fit gives a rule that reaches further, if one is known to hold",
        )

    def through(xs: Any, ys: Any) -> Any:
        if method == "linear" or len(xs) == 2:
            return lambda t: np.interp(t, xs, ys)
        if method == "cubic":
            return between.CubicSpline(xs, ys)
        if method == "pchip":
            return between.PchipInterpolator(xs, ys)
        return between.BarycentricInterpolator(xs, ys)

    curve = through(places, values)
    found = [float(curve(one)) for one in at]
    spread = float(np.ptp(values)) or 1.0
    if float(np.abs(curve(places) - values).max()) > 1e-9 * (spread + abs(values).max()):
        return Failure("CHECK_FAILED", "the curve does not pass through the points")
    error = _left_out(through, places, values)
    shown = [f"{one:.10g}" for one in found]
    told = ", ".join(f"y({t:g}) ≈ {one}" for t, one in zip(at, shown, strict=True))
    detail = "" if error is None else f"; a point left out is missed by {error:.2g} on average"
    return Result(
        {"value": ", ".join(shown), "values": shown, "left_out_error": error},
        f"{told} ({method} interpolation{detail})",
        (Evidence("the curve passes through every point", "evaluated at them"),),
    )


def _left_out(through: Any, x: Any, y: Any) -> float | None:
    """How far the curve without an inner point misses it, on average; None for under 4 points."""
    import numpy as np

    count = len(x)
    if count < 4:
        return None
    missed = []
    for i in range(1, count - 1, max(1, (count - 2) // 50)):
        rest = np.arange(count) != i
        missed.append(abs(float(through(x[rest], y[rest])(x[i])) - y[i]))
    return float(np.mean(missed))
