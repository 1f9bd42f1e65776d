"""The tools on data: a least-squares fit, a test of means, a distribution's probabilities."""

from __future__ import annotations

import math
from collections.abc import Sequence

from mrkl_core import Evidence, Failure, Result

_CONDITION = 1e10
#: name → scipy's name and its parameters, in order.
DISTRIBUTIONS = {
    "normal": ("norm", ("mean", "sd")),
    "t": ("t", ("df",)),
    "chi2": ("chi2", ("df",)),
    "exponential": ("expon", ("mean",)),
    "binomial": ("binom", ("n", "p")),
    "poisson": ("poisson", ("mean",)),
}


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


def t_test(
    sample: Sequence[float],
    other: Sequence[float] = (),
    mean: float = 0.0,
    paired: bool = False,
) -> Result | Failure:
    """Whether means differ; see the tool's schema."""
    import numpy as np
    from scipy import stats

    a, b = np.array(sample, dtype=float), np.array(other, dtype=float)
    if paired and a.size != b.size:
        return Failure("SYNTAX", "paired samples are of one length")
    if a.size < 2 or b.size == 1:
        return Failure("SYNTAX", "a test of means needs two numbers or more in each sample")
    one = a - b if paired else a
    spread = one.var(ddof=1) / one.size + (0 if paired or not b.size else b.var(ddof=1) / b.size)
    if spread == 0:
        return Failure("UNDEFINED", "the numbers do not vary, so there is nothing to test")
    if b.size and not paired:
        name, found = "Welch's t-test", stats.ttest_ind(a, b, equal_var=False)
        statistic = (a.mean() - b.mean()) / math.sqrt(spread)
    else:
        name, found = (
            "paired t-test" if paired else "t-test",
            stats.ttest_1samp(one, 0 if paired else mean),
        )
        statistic = (one.mean() - (0 if paired else mean)) / math.sqrt(spread)
    if not math.isclose(statistic, float(found.statistic), rel_tol=1e-9, abs_tol=1e-12):
        return Failure("CHECK_FAILED", "two ways of computing the statistic disagree")
    p = float(found.pvalue)
    return Result(
        {"value": f"{p:.10g}", "statistic": f"{statistic:.10g}", "df": f"{float(found.df):.10g}"},
        f"{name}: t = {statistic:.6g}, {float(found.df):.6g} degrees of freedom, p = {p:.6g}",
        (Evidence("the statistic is that of its definition", "computed from means and variances"),),
    )


def distribution(
    name: str, parameters: Sequence[float], x: float | None = None, quantile: float | None = None
) -> Result | Failure:
    """P(X ≤ x), or the x of a probability; see the tool's schema."""
    from scipy import stats

    kind, needed = DISTRIBUTIONS[name]
    if len(parameters) != len(needed) or (x is None) is (quantile is None):
        return Failure("SYNTAX", f"{name} takes {' and '.join(needed)}, and either x or quantile")
    scale = {"scale": parameters[0]} if name == "exponential" else {}
    frozen = getattr(stats, kind)(*(() if scale else parameters), **scale)
    if quantile is not None:
        found = float(frozen.ppf(quantile))
        back = float(frozen.cdf(found))
        holds = math.isclose(back, quantile, rel_tol=1e-7) or back >= quantile > frozen.cdf(
            found - 1
        )
        told = f"P(X ≤ {found:.12g}) = {quantile:g}"
    else:
        found = float(frozen.cdf(x))
        holds = math.isclose(found + float(frozen.sf(x)), 1.0, rel_tol=1e-12)
        told = f"P(X ≤ {x:g}) = {found:.12g}"
    if not math.isfinite(found):
        return Failure("UNDEFINED", f"{name} has no such value for these parameters")
    if not holds:
        return Failure("CHECK_FAILED", "the inverse does not come back")
    return Result(
        {"value": f"{found:.12g}"},
        f"{name}({', '.join(f'{p:g}' for p in parameters)}): {told}",
        (Evidence("put back, it gives the same", "by the inverse, or the other tail"),),
    )
