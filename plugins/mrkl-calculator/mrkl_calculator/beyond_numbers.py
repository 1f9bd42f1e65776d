"""The tools whose answers are no single number: matrices, eigenvalues, pictures."""

from __future__ import annotations

from functools import partial

from mrkl_calculator.bounds import Bounds
from mrkl_calculator.matrix import OPERATIONS, matrix
from mrkl_calculator.plot import MOST_FUNCTIONS, MOST_POINTS, plot
from mrkl_calculator.schemas import DECIMAL, arguments, text, texts, whole
from mrkl_calculator.spectrum import eigenvalues
from mrkl_core import Example, Tool
from mrkl_core.schemas import choice, result

_ROW = {"type": "array", "items": {"type": ["string", "number"], "maxLength": 200}, "maxItems": 100}
_ROWS = {"type": "array", "items": _ROW, "maxItems": 100, "examples": [[["1", "2"], ["3", "4"]]]}


def matrix_tool(bounds: Bounds) -> Tool:
    """The tool for matrices."""
    answer = {"type": "array", "items": {"type": "array", "items": {"type": "string"}}}
    return Tool(
        "matrix",
        "Linear algebra in exact fractions: determinant, inverse, transpose, rank, trace, product "
        "of two matrices, cross product of two vectors, the solution x of matrix · x = other.",
        arguments(
            {
                "operation": choice("What is wanted.", *OPERATIONS),
                "matrix": {**_ROWS, "description": "Its rows, of numbers or expressions."},
            },
            other={**_ROWS, "description": "The right factor, or the right side (a column)."},
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


def eigenvalues_tool(bounds: Bounds) -> Tool:
    """The tool for eigenvalues and eigenvectors."""
    value = result(exact=text("Its exact form; '' if it has none."), decimal=DECIMAL,
                   times={"type": "integer", "description": "Its multiplicity."})  # fmt: skip
    vectors = {"type": "array", "items": {"type": "array", "items": {"type": "string"}}}
    return Tool(
        "eigenvalues",
        "Gives the eigenvalues of a square matrix, exactly where they can be written, with the "
        "eigenvectors of the rational ones and the characteristic polynomial.",
        arguments(
            {"matrix": {**_ROWS, "description": "Its rows, of numbers or expressions."}},
            digits=whole("Significant digits of the decimals.", 1, 100, 15),
        ),
        result(
            exact=text("All of them.", longest=100_000),
            eigenvalues={"type": "array", "items": value, "description": "Each, smallest first."},
            vectors={
                "type": "object",
                "additionalProperties": vectors,
                "description": "For each rational one, independent columns.",
            },
            polynomial=text("The characteristic polynomial, of t.", longest=100_000),
        ),
        partial(eigenvalues, bounds=bounds),
        examples=(
            Example("the eigenvalues of [[2, 1], [1, 2]]", {"matrix": [["2", "1"], ["1", "2"]]}),
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
            functions=texts("Functions: 'x^2', 'y = sin(x)'.", MOST_FUNCTIONS),
            points={
                "type": "array",
                "items": point,
                "maxItems": MOST_POINTS,
                "description": "Points as pairs of numbers: [[1, 2], [3, 4]].",
            },
            lower=text("Where the range of the variable begins.", "-10"),
            upper=text("Where it ends.", "10"),
            format=choice("SVG as text, or PNG in base64.", "svg", "png"),
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
        synonyms=("graph", "chart", "curve"),
    )
