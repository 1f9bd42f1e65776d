"""The worst that can be asked ends soon, with a failure that says why."""

from __future__ import annotations

from typing import Any

import pytest

from mrkl_core import Expert, Failure
from mrkl_core.testing import call_tool, experts_of


@pytest.fixture(scope="module")
def expert() -> Expert:
    (found,) = experts_of("mrkl_numerics")
    return found


@pytest.mark.parametrize(
    ("tool", "arguments", "code"),
    [
        ("root", {"function": "1/x", "lower": -1, "upper": 1}, "NOT_CONVERGED"),
        ("root", {"function": "x", "lower": -1.7e308, "upper": 1.7e308}, "NOT_CONVERGED"),
        ("root", {"function": "(" * 400, "lower": 0, "upper": 1}, "SYNTAX"),
        ("integral", {"function": "1/x", "lower": -1, "upper": 1}, "NOT_CONVERGED"),
        ("initial_value", {"rates": {"y": "y^2"}, "start": {"y": 1}, "end": 2}, "NOT_CONVERGED"),
        (
            "initial_value",
            {"rates": {"y": "1/(y - 1)"}, "start": {"y": 1}, "end": 1},
            "NOT_CONVERGED",
        ),
        (
            "linear_program",
            {"objective": [1e308], "rows": [[1e308]], "limits": [1e308]},
            "ILL_CONDITIONED",
        ),
        ("fit", {"x": [1e300, 2e300, 3e300], "y": [1, 2, 3], "degree": 1}, "ILL_CONDITIONED"),
        ("interpolate", {"x": [0, 0, 1], "y": [1, 2, 3], "at": [0.5]}, "SYNTAX"),
    ],
)
def test_the_worst_arguments_are_refused(
    expert: Expert, tool: str, arguments: dict[str, Any], code: str
) -> None:
    failure = call_tool(expert, tool, **arguments)
    assert isinstance(failure, Failure), failure
    assert failure.code == code


def test_no_call_may_hold_more_numbers_than_are_checked_at_once(expert: Expert) -> None:
    most = 200_000
    for tool in expert.tools:
        for name, schema in tool.arguments["properties"].items():
            if schema.get("type") == "array":
                inner = schema["items"].get("maxItems", 1)
                assert schema["maxItems"] * inner <= most, f"{tool.name}: {name}"
