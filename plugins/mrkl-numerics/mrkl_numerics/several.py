"""The tools on functions of several unknowns: a system's solution, a minimum in a box."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from mrkl_core import Evidence, Failure, Problem, Result, Verdict
from mrkl_numerics.expression import Function, check_unknowns, read_function

_SEED = 20_221
_HUGE = 1e150  # its square is still a number


def system(equations: Sequence[str], start: Mapping[str, float]) -> Result | Failure:
    """Where all equations hold, found by Powell's hybrid method; see the tool's schema."""
    import numpy as np
    from scipy.optimize import root

    check_unknowns([*start])
    if len(equations) != len(start):
        raise Problem(
            "SYNTAX", f"{len(start)} unknowns need as many equations, not {len(equations)}"
        )
    sides = [_difference(equation, [*start]) for equation in equations]
    first = [side(*start.values()) for side in sides]
    if not all(map(math.isfinite, first)):
        raise Problem("UNDEFINED", "an equation has no finite value at the start",
                      "start elsewhere")  # fmt: skip

    def residuals(place: Any) -> Any:
        return np.nan_to_num([side(*place) for side in sides], nan=1e100, posinf=1e100)

    found = root(residuals, [*start.values()], method="hybr", tol=1e-13)
    left = residuals(found.x)
    slopes = _jacobian(residuals, found.x)
    # An error in x of one part in 1e9 would leave this much; what leaves more is no solution.
    allowed = 1e-9 * (np.abs(slopes) @ (np.abs(found.x) + 1e-3)) + 1e-12
    if not np.isfinite(found.x).all() or (np.abs(left) > allowed).any():
        return Failure(
            "NOT_CONVERGED",
            f"from this start the equations come no nearer than {float(np.abs(left).max()):.3g}",
            "start nearer to a solution; there may be none",
        )
    condition = float(np.linalg.cond(slopes))
    if condition > 1e10:
        return Failure(
            "ILL_CONDITIONED",
            f"the equations do not determine one place here: condition {condition:.2g}",
        )
    digits = max(3, min(12, 15 - math.ceil(math.log10(max(condition, 1.0)))))
    values = {n: f"{x + 0.0:.{digits}g}" for n, x in zip(start, found.x, strict=True)}
    told = ", ".join(f"{name} ≈ {value}" for name, value in values.items())
    return Result(
        {"value": told, "values": values, "residual": float(np.abs(left).max()),
         "condition": condition},
        f"{told} (other solutions may lie elsewhere)",
        (Evidence("put in, every equation holds", "evaluated",
                  detail=f"to {float(np.abs(left).max()):.1g}"),
         Evidence("no other solution lies close by", "the Jacobian can be inverted",
                  detail=f"condition {condition:.2g}")),
    )  # fmt: skip


def minimum_in_box(
    function: str, box: Mapping[str, Sequence[float]], maximize: bool = False
) -> Result | Failure:
    """The least value in a box, by differential evolution and descent; see the tool's schema.

    The search is global and seeded, so that it finds the same again; that nothing lies lower is
    likely, not proved: the evidence is marked so.
    """
    from scipy.optimize import differential_evolution, minimize

    sign = -1.0 if maximize else 1.0
    check_unknowns([*box])
    f = read_function(function, [*box])
    ends = [(float(low), float(high)) for low, high in box.values()]
    for name, (low, high) in zip(box, ends, strict=True):
        if not low < high:
            raise Problem("SYNTAX", f"the ends of {name} must be two numbers, the lower first")

    def height(place: Any) -> float:
        value = sign * f(*place)
        return value if abs(value) < _HUGE else _HUGE

    found = differential_evolution(height, ends, rng=_SEED, tol=1e-10, maxiter=400, polish=True)
    again = differential_evolution(height, ends, rng=_SEED + 1, tol=1e-10, maxiter=400, polish=True)
    best = min((found, again), key=lambda one: float(one.fun))
    best = min(
        (best, minimize(height, best.x, method="Nelder-Mead", bounds=ends,
                        options={"xatol": 1e-10, "fatol": 1e-14})),
        key=lambda one: float(one.fun),
    )  # fmt: skip
    gap = abs(float(found.fun) - float(again.fun))
    value = float(best.fun)
    if value >= _HUGE:
        return Failure("UNDEFINED", "the function has no finite value where it was tried")
    if gap > 1e-6 * (1 + abs(value)):
        return Failure("NOT_CONVERGED", f"two searches end {gap:.2g} apart", "make the box smaller")
    if not _is_lowest_nearby(height, best.x, ends):
        return Failure("NOT_CONVERGED", "a lower value lies beside what was found")
    values = {n: f"{x + 0.0:.6g}" for n, x in zip(box, best.x, strict=True)}
    extreme = "largest" if maximize else "least"
    told = ", ".join(f"{name} ≈ {x}" for name, x in values.items())
    at_end = [n for n, x, (low, high) in zip(box, best.x, ends, strict=True)
              if min(x - low, high - x) < 1e-7 * (high - low)]  # fmt: skip
    note = f" (at an end for {', '.join(at_end)})" if at_end else ""
    return Result(
        {"value": f"{sign * value:.8g}", "values": values, "at_end": [*at_end]},
        f"the {extreme} value of {function} in the box is {sign * value:.8g}, at {told}{note}",
        (Evidence("no place around it is better", "evaluated at 200 places, near and less near"),
         Evidence("nothing in the box is better", "two searches from different populations agree, "
                  "which makes it likely and no more", Verdict.UNCHECKED)),
    )  # fmt: skip


def _difference(equation: str, unknowns: Sequence[str]) -> Function:
    """An equation as a function that is 0 where it holds; without "=", the text is to be 0."""
    left, sign, right = equation.partition("=")
    one = read_function(left, unknowns)
    if not sign:
        return one
    other = read_function(right, unknowns)
    return lambda *values: one(*values) - other(*values)


def _jacobian(residuals: Any, place: Any) -> Any:
    """The slopes of each residual by each unknown, by central differences."""
    import numpy as np

    columns = []
    for i, x in enumerate(place):
        step = 1e-6 * max(abs(x), 1e-3)
        shift = np.eye(len(place))[i] * step
        columns.append((residuals(place + shift) - residuals(place - shift)) / (2 * step))
    return np.array(columns).T


def _is_lowest_nearby(height: Any, place: Any, ends: Sequence[tuple[float, float]]) -> bool:
    import numpy as np

    low, high = np.array(ends).T
    chance = np.random.default_rng(_SEED)
    here = height(place)
    for spread in (1e-2, 1e-4):
        for _ in range(100):
            near = np.clip(
                place + spread * (high - low) * chance.uniform(-1, 1, len(low)), low, high
            )
            if height(near) < here - 1e-7 * (1 + abs(here)):
                return False
    return True
