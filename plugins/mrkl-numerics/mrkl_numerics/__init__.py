"""The numerics expert: answers by floating point, each with its residual or its bound."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from mrkl_core import Expert, hookimpl
from mrkl_numerics.bids import bid
from mrkl_numerics.data_tools import DATA_TOOLS
from mrkl_numerics.function_tools import FUNCTION_TOOLS

_SOLVERS = ("scipy.optimize", "scipy.integrate")


@hookimpl
def mrkl_experts() -> Iterable[Expert]:
    """Declares the expert."""
    yield Expert(
        "numerics",
        "Numerical roots, minima, integrals, differential equations, linear programs, fits, "
        "interpolation, tests and distributions.",
        (
            *(replace(tool, preload=_SOLVERS) for tool in FUNCTION_TOOLS),
            *(replace(tool, preload=("scipy.stats",)) for tool in DATA_TOOLS),
        ),
        examples=("the root of exp(-x) - x between 0 and 1", "fit a line to points"),
        keywords=("numerical", "optimize", "fit", "regression", "test", "distribution", "quantile"),
        bid=bid,
    )
