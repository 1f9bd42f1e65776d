"""The worst that can be asked ends soon, with a failure that says why."""

from __future__ import annotations

from typing import Any

import pytest

from mrkl_calculator.bids import bid
from mrkl_core import Expert, Failure, Result
from mrkl_core.testing import call_tool, experts_of


@pytest.fixture(scope="module")
def expert() -> Expert:
    (found,) = experts_of("mrkl_calculator")
    return found


@pytest.mark.parametrize(
    ("tool", "arguments", "code"),
    [
        ("evaluate", {"expression": "9**9**9**9"}, "TOO_LARGE"),
        ("evaluate", {"expression": "factorial(10**9)"}, "TOO_LARGE"),
        ("evaluate", {"expression": "("}, "SYNTAX"),
        ("evaluate", {"expression": "(" * 900 + "1" + ")" * 900}, "TOO_LONG"),
        ("evaluate", {"expression": "|" * 900 + "1" + "|" * 900}, "TOO_LONG"),
        ("evaluate", {"expression": "-" * 1900 + "1"}, "TOO_LONG"),
        ("evaluate", {"expression": "2^" * 900 + "1"}, "TOO_LONG"),
        ("evaluate", {"expression": "0.1e-999999"}, "TOO_LARGE"),
        ("evaluate", {"expression": "1e9999999999999"}, "TOO_LARGE"),
        ("evaluate", {"expression": "fibonacci(10^18)"}, "TOO_LARGE"),
        ("evaluate", {"expression": "binomial(10^9, 5*10^8)"}, "TOO_LARGE"),
        ("evaluate", {"expression": "1.0000001^(10^12)"}, "TOO_LARGE"),
        (
            "evaluate",
            {"expression": "f(" * 5 + "2)))))", "given": ["f(x) = x^9*x^9*x^9"]},
            "TOO_LARGE",
        ),
        ("evaluate", {"expression": "tan(pi/2)"}, "UNDEFINED"),
        ("evaluate", {"expression": "0^0"}, "UNDEFINED"),
        ("evaluate", {"expression": "nan"}, "SYNTAX"),
        ("solve", {"equations": ["x^1000 = 1"]}, "TOO_LARGE"),
        ("rewrite", {"expression": "(x + y + z + w)^60", "form": "expand"}, "TOO_LARGE"),
        ("matrix", {"operation": "inverse", "matrix": [["9" * 199] * 20] * 20}, "TOO_LARGE"),
        ("integrate", {"expression": "1/x", "lower": "0", "upper": "infinity"}, "UNDEFINED"),
        ("plot", {"functions": ["tan(x)"], "lower": "-1e308", "upper": "1e308"}, "TOO_LARGE"),
        ("plot", {"points": [[0, 1e308], [1, -1e308]]}, "TOO_LARGE"),
        ("plot", {"functions": ["1/0"]}, "UNDEFINED"),
    ],
)
def test_the_worst_arguments_are_refused(
    expert: Expert, tool: str, arguments: dict[str, Any], code: str
) -> None:
    failure = call_tool(expert, tool, **arguments)
    assert isinstance(failure, Failure), failure
    assert failure.code == code


def test_a_long_number_is_told_whole(expert: Expert) -> None:
    found = call_tool(expert, "is_prime", number="10^2000 + 5")
    assert isinstance(found, Result), found
    assert len(found.value["number"]) == 2001


@pytest.mark.parametrize(
    "words",
    ["what is " * 180 + "2+2", "1/" * 700, "(" * 1500, "a " * 740, "sum of " * 200, "!" * 1400],
)
def test_the_worst_words_get_no_bid(words: str) -> None:
    assert not list(bid(words))
