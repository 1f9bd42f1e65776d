"""Requests in words go to the right tool with the right numbers, or nowhere."""

from __future__ import annotations

import pytest

from mrkl_core import Expert, Result
from mrkl_core.testing import call_tool, experts_of
from mrkl_numerics.bids import bid


@pytest.fixture(scope="module")
def expert() -> Expert:
    (found,) = experts_of("mrkl_numerics")
    return found


@pytest.mark.parametrize(
    ("words", "tool", "value"),
    [
        ("find a root of cos(x) - x between 0 and 1", "root", 0.7390851332151607),
        ("What is the minimum of x^4 - x from 0 to 2?", "minimum", -0.472470393711),
        ("maximum of x*(10 - x) between 0 and 10", "minimum", 25),
        ("integrate exp(-x^2) from 0 to 1 numerically", "integral", 0.746824132812427),
        ("numerically integrate sin(x)/x dx from 1 to 2", "integral", 0.659329906435512),
        ("probability that a normal variable with mean 10 and sd 2 is below 12",
         "distribution", 0.8413447460685),
        ("P(-1 < Z < 1)", "distribution", 0.682689492137),
        ("P(Z > 1)", "distribution", 0.158655253931),
        ("probability that a normal with mean 100 and sd 15 is between 85 and 115",
         "distribution", 0.682689492137),
        ("the 95th percentile of the standard normal", "distribution", 1.64485362695),
        ("root of x^3 - 2x - 5 between 2 and 3", "root", 2.09455148154),
        ("P(X > 1.96) for the standard normal", "distribution", 0.0249978951482),
        ("what is the standard deviation of 2, 4, 4, 4, 5, 5, 7 and 9?", "describe", 2.1380899),
        ("correlation between 1, 2, 3, 4 and 2, 4, 6, 8", "correlation", 1),
        ("t-test of 5, 6, 7, 8 against 1, 2, 3, 4", "t_test", 0.004659215),
        ("interpolate (0, 0), (1, 1), (2, 4) at 1", "interpolate", 1),
    ],
)  # fmt: skip
def test_requests_are_answered(expert: Expert, words: str, tool: str, value: float) -> None:
    (found,) = bid(words)
    assert found.tool == tool
    outcome = call_tool(expert, found.tool, **found.arguments)
    assert isinstance(outcome, Result), outcome
    assert float(outcome.value["value"]) == pytest.approx(value, rel=1e-4, abs=1e-9)  # type: ignore[index, call-overload]


def test_a_line_and_a_differential_equation(expert: Expert) -> None:
    (line,) = bid("fit a straight line through (0, 1), (1, 3) and (2, 5)")
    assert line.arguments == {"x": [0, 1, 2], "y": [1, 3, 5], "degree": 1}
    (decay,) = bid("solve y' = -2*y, y(0) = 1 at t = 1")
    outcome = call_tool(expert, decay.tool, **decay.arguments)
    assert isinstance(outcome, Result)
    assert "0.1353352832" in outcome.text


@pytest.mark.parametrize(
    "words",
    ["", "the root of the problem between 1 and 2", "minimum of 3 and 5", "standard deviation",
     "P(X < 2) for a normal distribution", "correlation of 1, 2 and 3 and 4, 5 and 6",
     "t-test", "fit a line", "root of 1/2x - 3 between 1 and 9", "the weather from 3 to 5"],
)  # fmt: skip
def test_what_is_not_told_gets_no_bid(words: str) -> None:
    assert [*bid(words)] == []
