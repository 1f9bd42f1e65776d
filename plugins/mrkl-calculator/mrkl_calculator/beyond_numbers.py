"""The tools whose answers are no single number, with their schemas: matrices and pictures."""

from __future__ import annotations

from functools import partial

from mrkl_calculator.bounds import Bounds
from mrkl_calculator.matrix import OPERATIONS, matrix
from mrkl_calculator.plot import MOST_FUNCTIONS, MOST_POINTS, plot
from mrkl_calculator.schemas import arguments, choice, result, text, texts
from mrkl_core import Example, Tool


def matrix_tool(bounds: Bounds) -> Tool:
    """The tool for matrices."""
    entry = {"type": ["string", "number"], "maxLength": 200}
    row = {"type": "array", "items": entry, "maxItems": 100}
    rows = {"type": "array", "items": row, "maxItems": 100, "examples": [[["1", "2"], ["3", "4"]]]}
    answer = {"type": "array", "items": {"type": "array", "items": {"type": "string"}}}
    return Tool(
        "matrix",
        "Linear algebra in exact fractions: determinant, inverse, transpose, rank, the product of "
        "two matrices, the solution x of matrix · x = other.",
        arguments(
            {
                "operation": choice("What is wanted.", *OPERATIONS),
                "matrix": {**rows, "description": "Its rows, of numbers or expressions."},
            },
            {"other": {**rows, "description": "The right factor, or the right side (a column)."}},
        ),
        result(
            exact=text("The number; or the matrix, as [[1, 2], [3, 4]].", longest=100_000),
            rows={**answer, "description": "The answer's rows."},
            free={
                **answer,
                "description": "Columns of which any multiple may be added to a solution.",
            },
        ),
        partial(matrix, bounds=bounds),
        examples=(
            Example(
                "the determinant of [[1, 2], [3, 4]]",
                {"operation": "determinant", "matrix": [["1", "2"], ["3", "4"]]},
            ),
        ),
    )


def plot_tool(bounds: Bounds) -> Tool:
    """The tool that draws."""
    point = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
    return Tool(
        "plot",
        "Draws functions of one variable, and points, as a picture.",
        arguments(
            {},
            {
                "functions": texts("Functions: 'x^2', 'y = sin(x)'.", MOST_FUNCTIONS),
                "points": {
                    "type": "array",
                    "items": point,
                    "maxItems": MOST_POINTS,
                    "description": "Points as pairs of numbers: [[1, 2], [3, 4]].",
                },
                "lower": text("Where the range of the variable begins.", "-10"),
                "upper": text("Where it ends.", "10"),
                "format": choice("SVG as text, or PNG in base64.", "svg", "png"),
            },
        ),
        result(
            format={"enum": ["svg", "png"]},
            data=text("The picture.", longest=100_000),
            drawn=texts("What is in it."),
            gaps={"type": "object", "description": "At how many places each has no real value."},
        ),
        partial(plot, bounds=bounds),
        examples=(
            Example("plot x^2 from -2 to 2", {"functions": ["x^2"], "lower": "-2", "upper": "2"}),
        ),
    )
