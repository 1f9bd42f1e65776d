"""The numerics expert: answers by floating point, each with its residual or its bound."""

from __future__ import annotations

from collections.abc import Iterable

from mrkl_core import Expert, hookimpl
from mrkl_numerics.bids import bid
from mrkl_numerics.data_tools import DATA_TOOLS
from mrkl_numerics.function_tools import FUNCTION_TOOLS


@hookimpl
def mrkl_experts() -> Iterable[Expert]:
    """Declares the expert."""
    yield Expert(
        "numerics",
        "Numerical roots, minima, integrals, differential equations, linear programs, fits, "
        "interpolation, tests and distributions.",
        (*FUNCTION_TOOLS, *DATA_TOOLS),
        examples=("the root of exp(-x) - x between 0 and 1", "fit a line to points"),
        keywords=("numerical", "optimize", "fit", "regression", "test", "distribution", "quantile"),
        bid=bid,
        preload=("scipy.optimize", "scipy.integrate", "scipy.stats"),
    )
