"""The numerics expert: answers by floating point, each with its residual or its bound."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from mrkl_core import Example, Expert, Tool, hookimpl
from mrkl_numerics.data import DISTRIBUTIONS, distribution, fit, t_test
from mrkl_numerics.functions import integral, minimum, root
from mrkl_numerics.programs import linear_program

_VALUE = {"type": "string", "description": "The answer, in digits that can be relied on."}


def _number(description: str) -> dict[str, Any]:
    return {"type": "number", "description": description}


def _text(description: str) -> dict[str, Any]:
    return {"type": "string", "description": description}


def _numbers(description: str, most: int = 10_000) -> dict[str, Any]:
    items = {"type": "number"}
    return {"type": "array", "items": items, "maxItems": most, "description": description}


def _arguments(required: dict[str, Any], **optional: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [*required],
        "properties": {**required, **optional},
    }


def _result(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": ["value", *properties],
            "properties": {"value": _VALUE, **properties}}  # fmt: skip


_FUNCTION = {
    "function": {
        "type": "string",
        "description": "A function of x, as in 'exp(-x) - x'.",
        "examples": ["exp(-x) - x"],
        "maxLength": 500,
    },
    "lower": _number("The lower end."),
    "upper": _number("The upper end."),
}
_MATRIX = {
    "type": "array",
    "maxItems": 200,
    "items": {"type": "array", "items": {"type": "number"}, "maxItems": 200},
    "description": "The constraints, a row each.",
}
_TOOLS = (
    Tool(
        "root",
        "Finds where a function of x is 0, between two ends at which its signs differ.",
        _arguments(_FUNCTION),
        _result(
            residual=_number("How far the function is from 0 there."),
            iterations={"type": "integer"},
        ),
        root,
        examples=(
            Example(
                "the root of exp(-x) - x between 0 and 1",
                {"function": "exp(-x) - x", "lower": 0, "upper": 1},
            ),
        ),
    ),
    Tool(
        "minimum",
        "Finds the least value of a function of x between two ends.",
        _arguments(_FUNCTION),
        _result(x=_text("Where it is.")),
        minimum,
        examples=(
            Example(
                "the minimum of x^4 - x from 0 to 2",
                {"function": "x^4 - x", "lower": 0, "upper": 2},
            ),
        ),
    ),
    Tool(
        "integral",
        "Integrates a function of x numerically between two ends.",
        _arguments(_FUNCTION),
        _result(error=_number("An estimate of the error.")),
        integral,
        examples=(
            Example(
                "integrate exp(-x^2) from 0 to 1 numerically",
                {"function": "exp(-x^2)", "lower": 0, "upper": 1},
            ),
        ),
    ),
    Tool(
        "linear_program",
        "Finds non-negative numbers that make a sum least (or largest) under linear constraints.",
        _arguments(
            {
                "objective": _numbers("What each number counts in the sum.", 200),
                "rows": _MATRIX,
                "limits": _numbers("What each row times the numbers may be at most.", 200),
            },
            maximize={"type": "boolean", "description": "Whether the largest sum is wanted."},
            integer={"type": "boolean", "description": "Whether the numbers must be whole."},
        ),
        _result(x={"type": "array", "items": {"type": "string"}, "description": "The numbers."}),
        linear_program,
        examples=(
            Example(
                "maximize 3a + 2b with a + b <= 4 and a + 3b <= 6",
                {"objective": [3, 2], "rows": [[1, 1], [1, 3]], "limits": [4, 6], "maximize": True},
            ),
        ),
    ),
    Tool(
        "fit",
        "Fits a polynomial to points by least squares.",
        _arguments(
            {"x": _numbers("The places."), "y": _numbers("The values there.")},
            degree={
                "type": "integer",
                "minimum": 0,
                "maximum": 10,
                "description": "The polynomial's degree; 1 for a line.",
            },
        ),
        _result(
            coefficients={
                "type": "array",
                "items": {"type": "string"},
                "description": "From the constant up.",
            },
            r2=_number("The share of the variation that it explains."),
            residual=_number("The root of the sum of squares left."),
            condition=_number("The condition number: how far errors in y may grow."),
        ),
        fit,
        examples=(Example("a line through (0,1), (1,3), (2,5)", {"x": [0, 1, 2], "y": [1, 3, 5]}),),
    ),
    Tool(
        "t_test",
        "Tests whether two means differ (Welch), or a mean from a number; two-sided.",
        _arguments(
            {"sample": _numbers("The numbers.")},
            other=_numbers("A second sample; a number is tested against if left out."),
            mean=_number("The number to test against: 0 if left out."),
            paired={"type": "boolean", "description": "Whether the samples go in pairs."},
        ),
        _result(statistic=_text("t."), df=_text("The degrees of freedom.")),
        t_test,
        examples=(
            Example("does the mean of 5, 6, 7 differ from 4?", {"sample": [5, 6, 7], "mean": 4}),
        ),
    ),
    Tool(
        "distribution",
        "Gives P(X <= x) of a distribution, or the x that a probability belongs to.",
        _arguments(
            {
                "name": {"enum": [*DISTRIBUTIONS], "description": "The distribution."},
                "parameters": _numbers(
                    "; ".join(f"{n}: {', '.join(p)}" for n, (_, p) in DISTRIBUTIONS.items()) + ".",
                    2,
                ),
            },
            x=_number("The number whose probability is wanted."),
            quantile={
                "type": "number",
                "exclusiveMinimum": 0,
                "exclusiveMaximum": 1,
                "description": "Or the probability whose number is wanted.",
            },
        ),
        _result(),
        distribution,
        examples=(
            Example(
                "P(X <= 1.96) of the standard normal",
                {"name": "normal", "parameters": [0, 1], "x": 1.96},
            ),
        ),
    ),
)


@hookimpl
def mrkl_experts() -> Iterable[Expert]:
    """Declares the expert."""
    yield Expert(
        "numerics",
        "Numerical roots, minima, integrals, linear programs, fits, tests and distributions.",
        _TOOLS,
        examples=("the root of exp(-x) - x between 0 and 1", "fit a line to points"),
        keywords=("numerical", "optimize", "fit", "regression", "test", "distribution", "quantile"),
        preload=("scipy.optimize", "scipy.integrate", "scipy.stats"),
    )
