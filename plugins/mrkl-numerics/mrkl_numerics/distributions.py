"""The tool for distributions: a probability, or the number that a probability belongs to."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from mrkl_core import Evidence, Failure, Result, Verdict
from mrkl_core.records import dataclass


@dataclass(frozen=True)
class Law:
    """A distribution: scipy's name, its parameters here, and how scipy takes them."""

    scipy: str
    parameters: tuple[str, ...]
    given: Callable[..., dict[str, Any]]


_COUNTING = ("binom", "poisson", "geom", "nbinom", "hypergeom")
_MOST_TERMS = 1_000_000
LAWS = {
    "normal": Law("norm", ("mean", "sd"), lambda m, s: {"loc": m, "scale": s}),
    "t": Law("t", ("df",), lambda df: {"df": df}),
    "chi2": Law("chi2", ("df",), lambda df: {"df": df}),
    "f": Law("f", ("df1", "df2"), lambda one, other: {"dfn": one, "dfd": other}),
    "exponential": Law("expon", ("mean",), lambda m: {"scale": m}),
    "uniform": Law("uniform", ("lower", "upper"), lambda a, b: {"loc": a, "scale": b - a}),
    "gamma": Law("gamma", ("shape", "scale"), lambda a, s: {"a": a, "scale": s}),
    "beta": Law("beta", ("a", "b"), lambda a, b: {"a": a, "b": b}),
    "weibull": Law("weibull_min", ("shape", "scale"), lambda c, s: {"c": c, "scale": s}),
    "lognormal": Law(
        "lognorm", ("mean of log", "sd of log"), lambda m, s: {"s": s, "scale": math.exp(m)}
    ),
    "binomial": Law("binom", ("n", "p"), lambda n, p: {"n": n, "p": p}),
    "poisson": Law("poisson", ("mean",), lambda m: {"mu": m}),
    "geometric": Law("geom", ("p",), lambda p: {"p": p}),
    "negative binomial": Law("nbinom", ("successes", "p"), lambda n, p: {"n": n, "p": p}),
    "hypergeometric": Law(
        "hypergeom", ("total", "marked", "drawn"), lambda m, n, d: {"M": m, "n": n, "N": d}
    ),
}


def distribution(
    name: str,
    parameters: Sequence[float],
    x: float | None = None,
    quantile: float | None = None,
    lower: float | None = None,
) -> Result | Failure:
    """P(X ≤ x), P(lower ≤ X ≤ x), or the x of a probability; see the tool's schema."""
    from scipy import stats

    law = LAWS[name]
    if len(parameters) != len(law.parameters) or (quantile is None) is (x is lower is None):
        needed = " and ".join(law.parameters)
        return Failure("SYNTAX", f"{name} takes {needed}, and either x, lower or a quantile")
    frozen = getattr(stats, law.scipy)(**law.given(*parameters))
    shown = f"{name}({', '.join(f'{p:g}' for p in parameters)})"
    if not math.isfinite(float(frozen.cdf(float(frozen.median())))):
        return Failure("UNDEFINED", f"{shown} is no distribution: its parameters do not allow it")
    if quantile is not None:
        return _quantile(frozen, shown, quantile)
    if x is not None and lower is not None and lower > x:
        return Failure("SYNTAX", f"lower, {lower:g}, must not be above x, {x:g}")
    return _probability(frozen, shown, law.scipy in _COUNTING, lower, x)


def _probability(
    frozen: Any, shown: str, discrete: bool, lower: float | None, x: float | None
) -> Result | Failure:
    # scipy's hypergeometric is wrong between whole numbers.
    first = lower if lower is None or not discrete else math.ceil(lower)
    last = x if x is None or not discrete else math.floor(x)
    before = None if first is None else first - 1 if discrete else first
    if last is None:
        found, told = float(frozen.sf(before)), f"P(X ≥ {lower:g})"
    elif before is None:
        found, told = float(frozen.cdf(last)), f"P(X ≤ {x:g})"
    else:
        found = float(frozen.cdf(last) - frozen.cdf(before))
        told = f"P({lower:g} ≤ X ≤ {x:g})"
    second = (_summed if discrete else _integrated)(frozen, first, last)
    if second is not None and not math.isclose(found, second, rel_tol=1e-7, abs_tol=1e-10):
        return Failure("CHECK_FAILED", f"two ways of computing {told} disagree")
    how = "the probabilities summed" if discrete else "the density integrated (Gauss, Legendre)"
    return Result(
        {"value": f"{found:.12g}", "rest": 1 - found},
        f"{shown}: {told} = {found:.12g}",
        (
            Evidence(
                "a second way gives the same",
                how,
                Verdict.UNCHECKED if second is None else Verdict.PASSED,
            ),
        ),
    )


def _quantile(frozen: Any, shown: str, quantile: float) -> Result | Failure:
    found = float(frozen.ppf(quantile))
    if not math.isfinite(found):
        return Failure("UNDEFINED", f"{shown} reaches {quantile:g} at no finite number")
    back = float(frozen.cdf(found))
    least = back >= quantile > float(frozen.cdf(found - 1))
    if not (math.isclose(back, quantile, rel_tol=1e-7) or least):
        return Failure("CHECK_FAILED", "the inverse does not come back")
    return Result(
        {"value": f"{found:.12g}", "rest": 1 - back},
        f"{shown}: P(X ≤ {found:.12g}) = {back:.12g}",
        (Evidence("put back, it gives the probability", "by the distribution function"),),
    )


def _summed(frozen: Any, first: float | None, last: float | None) -> float | None:
    """The probabilities of the whole numbers, added; None if there are too many."""
    import numpy as np

    if last is None:
        below = _summed(frozen, None, (first or 0) - 1)
        return None if below is None else 1 - below
    low, high = (float(end) for end in frozen.support())
    start, end = max(low, low if first is None else first), min(high, last)
    if end - start > _MOST_TERMS:
        return None
    return float(np.sum(frozen.pmf(np.arange(start, end + 1))))


def _integrated(frozen: Any, first: float | None, last: float | None) -> float | None:
    """The density's integral, over all but 1e-13 of what is asked.

    None where the density has a pole at an end of its support, which the rule does not bear.
    """
    import numpy as np

    if any(not math.isfinite(float(frozen.pdf(e))) for e in frozen.support() if math.isfinite(e)):
        return None
    low, high = float(frozen.ppf(1e-13)), float(frozen.isf(1e-13))
    # Heavy tails reach far: quantiles too divide the range, so that the weight is met.
    start, end = (
        low if first is None else max(first, low),
        high if last is None else min(last, high),
    )
    if end <= start:
        return 0.0
    edges = np.unique(np.concatenate([
        np.linspace(start, end, 401),
        [e for e in frozen.ppf(np.linspace(0.001, 0.999, 400)) if start < e < end],
    ]))  # fmt: skip
    nodes, weights = np.polynomial.legendre.leggauss(20)
    half = (edges[1:] - edges[:-1]) / 2
    places = (edges[1:] + edges[:-1])[:, None] / 2 + half[:, None] * nodes
    return float((frozen.pdf(places) * weights * half[:, None]).sum())
