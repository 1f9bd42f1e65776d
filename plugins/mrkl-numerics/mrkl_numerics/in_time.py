"""The tool for ordinary differential equations: the values that start from given ones."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from mrkl_core import Evidence, Failure, Problem, Result
from mrkl_numerics.expression import Function, check_unknowns, read_function

_TOLERANCE = 1e-10
_MOST_STEPS = 25_000


class _TooManySteps(Exception):
    pass


class _Slope:
    """The rates as the solver wants them, counted."""

    def __init__(self, functions: Sequence[Function], time: str) -> None:
        self._functions, self._time, self.calls = functions, time, 0

    def __call__(self, t: float, values: Any) -> list[float]:
        self.calls += 1
        if self.calls > _MOST_STEPS:
            raise _TooManySteps
        found = [function(t, *values) for function in self._functions]
        if not all(map(math.isfinite, found)):
            raise Problem(
                "NOT_CONVERGED",
                f"the rates have no finite value near {self._time} = {t:.6g}",
                "end before that, or start elsewhere",
            )
        return found


def initial_value(
    rates: Mapping[str, str],
    start: Mapping[str, float],
    end: float,
    begin: float = 0.0,
    at: Sequence[float] = (),
    time: str = "t",
) -> Result | Failure:
    """What a system of first order grows to from its start; see the tool's schema."""
    import numpy as np

    names = [*rates]
    check_unknowns([time, *names])
    if set(names) != set(start) or time in names:
        raise Problem(
            "SYNTAX", "each unknown needs its rate and its value at the start, and no other"
        )
    functions = [read_function(rate, [time, *names]) for rate in rates.values()]
    times = sorted({float(one) for one in (*at, end)}, reverse=end < begin)
    if not all(min(begin, end) <= one <= max(begin, end) for one in times) or begin == end:
        raise Problem("SYNTAX", f"the times must lie from {begin:g} to {end:g}")
    slope = _Slope(functions, time)
    first = [float(start[name]) for name in names]
    try:
        explicit = _solved(slope, begin, end, first, times, ("DOP853", "LSODA"))
        implicit = _solved(slope, begin, end, first, times, ("Radau",))
    except _TooManySteps:
        return Failure("NOT_CONVERGED", f"over {_MOST_STEPS:,} evaluations did not reach the end",
                       "end earlier")  # fmt: skip
    scale = np.abs(explicit).max(axis=1, keepdims=True) + 1e-9
    gap = float((np.abs(explicit - implicit) / scale).max())
    if not gap <= 1e-5:
        return Failure(
            "NOT_CONVERGED",
            f"two methods differ by {gap:.2g} of the largest value: a chaotic or singular system",
            "end earlier",
        )
    digits = max(3, min(10, int(-math.log10(max(gap, 1e-12)))))
    rows = [
        {time: t, **{n: float(f"{v:.{digits}g}") for n, v in zip(names, column, strict=True)}}
        for t, column in zip(times, explicit.T, strict=True)
    ]
    last = ", ".join(f"{name} ≈ {rows[-1][name]:.{digits}g}" for name in names)
    return Result(
        {"value": last, "values": rows, "gap": gap},
        f"at {time} = {end:g}: {last}",
        (
            Evidence(
                "two methods of different kinds agree",
                "explicit Runge and Kutta of order 8 (or LSODA where stiff), implicit Radau",
                detail=f"to {gap:.1g} of the largest value",
            ),
        ),
    )


def _solved(
    slope: _Slope, begin: float, end: float, first: list[float], times: list[float],
    methods: Sequence[str],
) -> Any:  # fmt: skip
    """The values at the times by the first method that reaches the end; a row an unknown."""
    from scipy.integrate import solve_ivp

    for place, method in enumerate(methods):
        slope.calls = 0
        try:
            found = solve_ivp(slope, (begin, end), first, method=method, t_eval=times,
                              rtol=_TOLERANCE, atol=_TOLERANCE * 1e-2)  # fmt: skip
        except _TooManySteps:
            if place == len(methods) - 1:
                raise
            continue
        if found.success:
            return found.y
    raise Problem("NOT_CONVERGED", f"the steps became too small: {found.message}"[:200])
