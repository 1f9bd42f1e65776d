"""The tools on functions and equations, with their schemas."""

from __future__ import annotations

from mrkl_core import Example, Tool
from mrkl_core.schemas import arguments, array, number, truth
from mrkl_numerics.functions import integral, minimum, root
from mrkl_numerics.in_time import initial_value
from mrkl_numerics.programs import linear_program
from mrkl_numerics.schemas import by_name, numbers, result, rows, text
from mrkl_numerics.several import minimum_in_box, system

_FUNCTION = {
    "function": {
        **text("A function of x, as in 'exp(-x) - x'."),
        "examples": ["exp(-x) - x"],
    },
    "lower": number("The lower end."),
    "upper": number("The upper end."),
}
_VALUES = {
    "type": "object",
    "additionalProperties": {"type": "string"},
    "description": "Each unknown.",
}
_MAXIMIZE = truth("Whether the largest value is wanted.")
FUNCTION_TOOLS = (
    Tool(
        "root",
        "Finds where a function of x is 0, between two ends at which its signs differ.",
        arguments(_FUNCTION),
        result(
            residual=number("How far the function is from 0 there."),
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
        "Finds the least (or largest) value of a function of x between two ends.",
        arguments(_FUNCTION, maximize=_MAXIMIZE),
        result(x=text("Where it is.")),
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
        arguments(_FUNCTION),
        result(error=number("An estimate of the error.")),
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
        arguments(
            {
                "objective": numbers("What each number counts in the sum.", 200),
                "rows": rows("The constraints, a row each.", 200, 200),
                "limits": numbers("What each row times the numbers may be at most.", 200),
            },
            maximize=truth("Whether the largest sum is wanted."),
            integer=truth("Whether the numbers must be whole."),
        ),
        result(x=array("The numbers.", {"type": "string"})),
        linear_program,
        examples=(
            Example(
                "maximize 3a + 2b with a + b <= 4 and a + 3b <= 6",
                {"objective": [3, 2], "rows": [[1, 1], [1, 3]], "limits": [4, 6], "maximize": True},
            ),
        ),
    ),
    Tool(
        "system",
        "Solves equations with several unknowns together, numerically, from a start near by.",
        arguments(
            {
                "equations": {
                    "type": "array",
                    "items": text("An equation: 'x^2 + y^2 = 4'; without '=', it is to be 0."),
                    "minItems": 1,
                    "maxItems": 10,
                    "description": "As many as there are unknowns.",
                },
                "start": by_name(number("Where to start."), "Each unknown, and where to start."),
            }
        ),
        result(
            values=_VALUES,
            residual=number("How far the worst equation is from holding."),
            condition=number("The condition number of the Jacobian."),
        ),
        system,
        examples=(
            Example(
                "solve x^2 + y^2 = 4 and y = exp(x) near x = 0, y = 2",
                {"equations": ["x^2 + y^2 = 4", "y = exp(x)"], "start": {"x": 0, "y": 2}},
            ),
        ),
    ),
    Tool(
        "minimum_in_box",
        "Finds the least (or largest) value of a function of several unknowns between ends.",
        arguments(
            {
                "function": text("A function of the unknowns: '(x - 1)^2 + (y + 2)^2'."),
                "box": by_name(
                    {**numbers("The lower and the upper end.", 2), "minItems": 2},
                    "Each unknown, with its lower and its upper end.",
                    6,
                ),
            },
            maximize=_MAXIMIZE,
        ),
        result(
            values=_VALUES,
            at_end=array("The unknowns that stand at an end.", {"type": "string"}),
        ),
        minimum_in_box,
        examples=(
            Example(
                "the minimum of (x - 1)^2 + (y + 2)^2 with x and y from -5 to 5",
                {"function": "(x - 1)^2 + (y + 2)^2", "box": {"x": [-5, 5], "y": [-5, 5]}},
            ),
        ),
    ),
    Tool(
        "initial_value",
        "Solves ordinary differential equations of first order from values at the start.",
        arguments(
            {
                "rates": by_name(
                    text("Its rate of change: '-2*y + t'."), "Each unknown, and its rate of change."
                ),
                "start": by_name(number("Its value there."), "Each unknown's value at the start."),
                "end": number("The time at which the values are wanted."),
            },
            begin=number("The time of the start: 0 if left out."),
            at=numbers("More times, in between.", 1000),
            time=text("The letter of time: t if left out.", 20),
        ),
        result(
            values={
                "type": "array",
                "items": {"type": "object", "additionalProperties": {"type": "number"}},
                "description": "The unknowns at each time asked for.",
            },
            gap=number("How far two methods differ, as a share of the largest value."),
        ),
        initial_value,
        examples=(
            Example(
                "y' = -2y, y(0) = 1: y at t = 1",
                {"rates": {"y": "-2*y"}, "start": {"y": 1}, "end": 1},
            ),
            Example(
                "the oscillator x'' = -x from x = 1 at rest, at t = 3",
                {"rates": {"x": "v", "v": "-x"}, "start": {"x": 1, "v": 0}, "end": 3},
            ),
        ),
    ),
)
