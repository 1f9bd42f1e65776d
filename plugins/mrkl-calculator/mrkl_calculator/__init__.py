"""The calculator expert: exact mathematics from symbols or words."""

from __future__ import annotations

from collections.abc import Iterable

from mrkl_calculator.bids import bid
from mrkl_calculator.bounds import Bounds
from mrkl_calculator.tools import tools
from mrkl_core import Expert, Settings, hookimpl


@hookimpl
def mrkl_experts(settings: Settings) -> Iterable[Expert]:
    """Declares the expert; its config may set `max_digits` of an answer."""
    yield Expert(
        "calculator",
        "Calculates exactly, and never guesses a digit.",
        tuple(tools(settings.read("calculator", Bounds))),
        examples=(
            "what is 17% of 340?",
            "2^100",
            "the square root of 144 plus 5",
            "solve x^2 - x - 1 = 0",
            "Let x = 3. What is x^2 + 1?",
            "is 2^31 - 1 prime?",
            "the determinant of [[1, 2], [3, 4]]",
        ),
        keywords=(
            "arithmetic",
            "math",
            "sum",
            "percent",
            "plus",
            "times",
            "divided",
            "square root",
            "equation",
            "solve",
            "prime",
            "derivative",
            "integral",
            "probability",
            "matrix",
            "determinant",
            "plot",
        ),
        bid=bid,
        preload=("sympy", "mpmath"),
    )
