"""The tool that describes a sample: its middle, its spread, its order."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from mrkl_core import Evidence, Failure, Result

FIGURES = ("mean", "median", "standard deviation", "variance")


def describe(sample: Sequence[float], figure: str = "mean") -> Result | Failure:
    """The usual figures of a sample, one of them in front; see the tool's schema."""
    import numpy as np
    from scipy import stats

    numbers = np.array(sample, dtype=float)
    if not numbers.size:
        return Failure("SYNTAX", "a sample has one number or more")
    # A second opinion in exact fractions: sums of squares lose digits in floating point.
    exact = [Fraction(float(one)) for one in numbers]
    mean = sum(exact, Fraction(0)) / len(exact)
    squares = sum(((one - mean) ** 2 for one in exact), Fraction(0))
    spread = math.sqrt(squares / (len(exact) - 1)) if len(exact) > 1 else None
    if not math.isclose(float(mean), float(numbers.mean()), rel_tol=1e-9, abs_tol=1e-300) or (
        spread is not None
        and not math.isclose(spread, float(numbers.std(ddof=1)), rel_tol=1e-6, abs_tol=1e-300)
    ):
        return Failure("ILL_CONDITIONED", "the numbers are too near each other for their size",
                       "take away what they have in common")  # fmt: skip
    low, middle, high = (float(q) for q in np.quantile(numbers, (0.25, 0.5, 0.75)))
    figures: dict[str, Any] = {
        "count": int(numbers.size), "mean": float(mean), "sd": spread,
        "least": float(numbers.min()), "lower_quartile": low, "median": middle,
        "upper_quartile": high, "largest": float(numbers.max()), "sum": float(numbers.sum()),
    }  # fmt: skip
    if spread:
        half = float(stats.t.ppf(0.975, numbers.size - 1)) * spread / math.sqrt(numbers.size)
        figures["interval"] = [float(mean) - half, float(mean) + half]
    wanted = {
        "mean": f"{float(mean):.10g}",
        "median": f"{middle:.10g}",
        "standard deviation": "" if spread is None else f"{spread:.10g}",
        "variance": "" if spread is None else f"{spread * spread:.10g}",
    }
    if not wanted[figure]:
        return Failure("UNDEFINED", f"one number has no {figure}")
    told = f"the {figure} of {numbers.size} numbers is {wanted[figure]}"
    if figure in ("standard deviation", "variance"):
        # Both divisors are in use; the words do not say which.
        whole = math.sqrt(squares / len(exact)) ** (1 if figure == "standard deviation" else 2)
        told += f", taken as a sample (n - 1); {whole:.10g}, taken as all there are (n)"
    told += (
        f"; mean {float(mean):.10g}, median {middle:.10g}, quartiles {low:.10g} and {high:.10g}, "
        f"from {numbers.min():.10g} to {numbers.max():.10g}"
    )
    return Result(
        {"value": wanted[figure], **figures},
        told,
        (Evidence("mean and deviation are the same in exact fractions", "computed twice"),),
    )
