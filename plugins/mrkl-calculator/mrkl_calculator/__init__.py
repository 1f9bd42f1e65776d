"""The calculator expert: exact arithmetic from symbols or words."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from mrkl_calculator.bids import bid
from mrkl_calculator.bounds import Bounds
from mrkl_calculator.evaluate import evaluate
from mrkl_core import Example, Expert, Settings, Tool, hookimpl

_ARGUMENTS = {
    "type": "object",
    "additionalProperties": False,
    "required": ["expression"],
    "properties": {
        "expression": {
            "type": "string",
            "description": "Arithmetic in symbols or words: '17% of 340', 'sqrt(2)^10', "
            "'twelve times seven', '2^10 > 1000'.",
            "examples": ["17% of 340"],
            "maxLength": 2000,
        },
        "digits": {
            "type": "integer",
            "description": "Significant digits of a decimal that has to be rounded.",
            "default": 15,
            "minimum": 1,
            "maximum": 1000,
        },
    },
}

_RESULT = {
    "type": "object",
    "required": ["expression", "exact", "decimal", "rounded", "latex", "kind"],
    "properties": {
        "expression": {"type": "string", "description": "The arithmetic as it was read."},
        "exact": {"type": "string", "description": "The exact value: '289/5', 'sqrt(2)', 'true'."},
        "decimal": {"type": "string", "description": "The value in decimal digits."},
        "rounded": {
            "type": "boolean",
            "description": "Whether digits of the decimal were cut.",
        },
        "latex": {"type": "string", "description": "The exact value in LaTeX."},
        "kind": {"enum": ["integer", "rational", "real", "complex", "boolean"]},
    },
}


@hookimpl
def mrkl_experts(settings: Settings) -> Iterable[Expert]:
    """Declares the expert; its config may set `max_digits` of an answer."""
    bounds = Bounds(**settings.config("calculator"))
    evaluate_tool = Tool(
        "evaluate",
        "Evaluates arithmetic exactly: rational numbers, roots, powers, logarithms, "
        "trigonometry, percentages, comparisons.",
        _ARGUMENTS,
        _RESULT,
        partial(evaluate, bounds=bounds),
        examples=(
            Example("what is 17% of 340?", {"expression": "17% of 340"}),
            Example("the square root of 2 to 30 digits", {"expression": "sqrt(2)", "digits": 30}),
        ),
    )
    yield Expert(
        "calculator",
        "Calculates exactly, and never guesses a digit.",
        (evaluate_tool,),
        examples=("what is 17% of 340?", "2^100", "the square root of 144 plus 5"),
        keywords=(
            "arithmetic",
            "math",
            "sum",
            "percent",
            "plus",
            "times",
            "divided",
            "square root",
        ),
        bid=bid,
        preload=("sympy", "mpmath"),
    )
