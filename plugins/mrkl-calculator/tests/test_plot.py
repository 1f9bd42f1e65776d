"""Pictures of functions and points are what they say, and stay within their limits."""

from __future__ import annotations

import base64
import xml.etree.ElementTree as ElementTree
from typing import Any

import pytest

from mrkl_calculator.bids import bid
from mrkl_calculator.plot import plot
from mrkl_core import Failure, Result, Verdict

pytest.importorskip("matplotlib", reason="the extra `plot` is not installed")


def drawn(**arguments: Any) -> dict[str, Any]:
    result = plot(**arguments)
    assert isinstance(result, Result), result
    assert all(item.verdict is Verdict.PASSED for item in result.evidence)
    assert isinstance(result.value, dict)
    return result.value


def code(**arguments: Any) -> str:
    failure = plot(**arguments)
    assert isinstance(failure, Failure), failure
    return failure.code


def test_an_svg_is_xml_and_the_same_each_time() -> None:
    one = drawn(functions=["x^2", "y = sin(x)"], points=[[1, 2], [3, 4.5]])
    assert ElementTree.fromstring(one["data"]).tag.endswith("svg")
    assert one["drawn"] == ["x^2", "sin(x)", "2 points"]
    assert one == drawn(functions=["x^2", "y = sin(x)"], points=[[1, 2], [3, 4.5]])


def test_a_png_is_one_in_base64() -> None:
    data = base64.b64decode(drawn(functions=["tan(x)"], format="png")["data"])
    assert data.startswith(b"\x89PNG\r\n")


def test_places_without_a_value_are_counted() -> None:
    assert drawn(functions=["sqrt(x)"], lower="-1", upper="1")["gaps"] == {"sqrt(x)": 200}
    assert drawn(functions=["1/x"], lower="-1", upper="1")["gaps"] == {"1 / x": 1}


def test_what_is_given_may_be_used() -> None:
    assert drawn(functions=["a * x"], given=["a = 3"])["drawn"] == ["3 * x"]


def test_what_cannot_be_drawn_is_refused() -> None:
    assert code() == "MISSING"
    assert code(functions=["x * y"]) == "UNDETERMINED"
    assert code(functions=["sqrt(-1 - x^2)"]) == "UNDEFINED"
    assert code(functions=["x"], lower="2", upper="1") == "UNDEFINED"
    assert code(functions=["x"], upper="10^13") == "TOO_LARGE"
    assert code(functions=["x + "]) == "SYNTAX"


@pytest.mark.parametrize("function", ["x^x^x", "exp(exp(x))", "1/(x - x)+x", "factorial(x)"])
def test_hard_functions_end(function: str) -> None:
    plot(functions=[function])


def test_the_most_that_can_be_drawn_fits_a_result() -> None:
    wild = [f"sin({n}0 * x) * x^{n}" for n in range(1, 6)]
    found = drawn(functions=wild, points=[[n % 7, n % 11] for n in range(500)], format="png")
    assert len(found["data"]) < 60_000


@pytest.mark.parametrize(
    ("words", "arguments"),
    [
        ("plot x^2 from -2 to 2", {"functions": ["x^2"], "lower": "-2", "upper": "2"}),
        ("draw the graph of y = sin(x)", {"functions": ["y = sin(x)"]}),
        ("graph sin(x) and cos(x) as png", {"functions": ["sin(x)", "cos(x)"], "format": "png"}),
        ("plot the points (1, 2), (3, -4.5)", {"points": [[1, 2], [3, -4.5]]}),
    ],
)
def test_words_about_pictures_are_read(words: str, arguments: dict[str, Any]) -> None:
    (only,) = bid(words)
    assert (only.tool, only.arguments) == ("plot", arguments)


@pytest.mark.parametrize("words", ["plot against the king", "draw a cat", "graph theory"])
def test_other_words_are_no_pictures(words: str) -> None:
    assert not list(bid(words))
