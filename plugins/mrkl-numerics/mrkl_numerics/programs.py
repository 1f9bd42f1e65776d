"""The tool for linear programs: the best of linear constraints, in whole numbers if asked."""

from __future__ import annotations

from collections.abc import Sequence

from mrkl_core import Evidence, Failure, Result

_TOLERANCE = 1e-7
_LARGEST = 1e15  # the solver takes 1e20 for infinite


def linear_program(
    objective: Sequence[float],
    rows: Sequence[Sequence[float]],
    limits: Sequence[float],
    maximize: bool = False,
    integer: bool = False,
) -> Result | Failure:
    """The best non-negative numbers under rows · x ≤ limits; see the tool's schema."""
    import numpy as np
    from scipy.optimize import linprog

    size = len(objective)
    if len(rows) != len(limits) or any(len(row) != size for row in rows):
        return Failure("SYNTAX", f"each of the {len(limits)} rows needs {size} numbers")
    if any(abs(number) > _LARGEST for row in (objective, limits, *rows) for number in row):
        return Failure("ILL_CONDITIONED", f"numbers up to {_LARGEST:g} are reckoned with")
    sign = -1 if maximize else 1
    matrix, bounds = np.array(rows, dtype=float), np.array(limits, dtype=float)
    costs = sign * np.array(objective, dtype=float)
    found = linprog(costs, A_ub=matrix, b_ub=bounds, integrality=[int(integer)] * size,
                    options={"time_limit": 4})  # fmt: skip
    if found.status in (2, 3):
        infeasible = found.status == 2
        return Failure(
            "INFEASIBLE" if infeasible else "UNBOUNDED",
            "nothing meets all constraints" if infeasible else "it can be made better without end",
        )
    if found.status != 0:
        return Failure("NOT_CONVERGED", f"the solver stopped: {found.message}"[:300])
    x = np.round(found.x) if integer else found.x
    scale = 1 + np.abs(bounds)
    if (matrix @ x > bounds + _TOLERANCE * scale).any() or (x < -_TOLERANCE).any():
        return Failure("CHECK_FAILED", "what was found does not meet the constraints")
    value = float(np.dot(objective, x))
    if integer:
        gap = abs(float(costs @ x) - float(found.mip_dual_bound))
        bound = "the bound of branch and bound"
    else:
        gap = abs(float(costs @ x) - float(bounds @ found.ineqlin.marginals))
        bound = "the dual program, whose value bounds this one"
    if gap > 1e-6 * (1 + abs(value)):
        return Failure("NOT_CONVERGED", f"the value is within {gap:.2g} of its bound only")
    shown = [f"{number:.12g}" for number in x + 0.0]
    return Result(
        {"value": f"{value:.12g}", "x": shown},
        f"the {'largest' if maximize else 'least'} value is {value:.12g}, at ({', '.join(shown)})",
        (
            Evidence("every constraint holds", "multiplied out"),
            Evidence("nothing is better", bound, detail=f"gap {gap:.1g}"),
        ),
    )
