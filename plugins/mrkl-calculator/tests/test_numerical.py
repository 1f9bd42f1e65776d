"""Where no exact form is found there is a number, with its bound; or an honest refusal."""

from __future__ import annotations

import math
import time

import mpmath
import pytest

from mrkl_calculator.calculus import integrate, limit
from mrkl_calculator.equations import solve
from mrkl_calculator.patience import Impatient, patience
from mrkl_calculator.summed import real_roots
from mrkl_core import Failure, Result, Verdict
from mrkl_core.contracts.context import Deadline, call_context


@pytest.mark.parametrize(
    ("expression", "lower", "upper", "known"),
    [
        ("x^x", "0", "1", "0.783430510712"),
        ("cos(cos(x))", "0", "1", "0.659781053601"),
        ("ln(sin(x))", "0", "pi/2", "-1.088793045151"),
    ],
)
def test_an_integral_without_an_exact_form_is_summed(
    expression: str, lower: str, upper: str, known: str
) -> None:
    found = integrate(expression, lower=lower, upper=upper)
    assert isinstance(found, Result), found
    assert found.value["decimal"].startswith(known)
    assert found.value["exact"] == ""
    assert "no exact form" in found.text
    assert float(found.value["error"]) < 1e-12


@pytest.mark.parametrize(
    ("expression", "lower", "upper"),
    [
        ("exp(sin(x))/(x - 0.3)", "0", "1"),
        ("exp(sin(x))/x", "0", "1"),
        ("floor(x)", "0", "3"),
        ("exp(sin(x))", "0", "infinity"),
        ("sin(x)", "0", "infinity"),
    ],
)
def test_an_integral_over_a_pole_or_a_jump_is_refused(
    expression: str, lower: str, upper: str
) -> None:
    failure = integrate(expression, lower=lower, upper=upper)
    assert isinstance(failure, Failure), failure
    assert failure.code in ("UNDECIDED", "UNDEFINED")


def test_roots_that_cannot_be_written_are_told_as_numbers() -> None:
    found = solve(["x = cos(x)"])
    assert isinstance(found, Result), found
    (root,) = found.value["decimal"]
    assert math.isclose(float(root["x"]), 0.7390851332151607, rel_tol=1e-13)
    assert found.value["complete"] is False
    assert found.value["solutions"] == []


def test_a_polynomial_has_all_its_roots() -> None:
    found = solve(["x^5 - x + 1 = 0"])
    assert isinstance(found, Result), found
    assert len(found.value["decimal"]) == 5
    assert found.value["complete"] is True
    assert found.value["decimal"][0]["x"].startswith("-1.1673039782614")


def test_a_pole_is_no_root() -> None:
    found = real_roots(lambda x: mpmath.tan(x) - x)
    assert len(found) == 8
    for root in found:
        x = float(root.digits)
        assert math.isclose(math.tan(x), x, rel_tol=1e-9)


def test_a_limit_is_checked_near_infinity() -> None:
    found = limit("(1 + 1/n)^n", "infinity")
    assert isinstance(found, Result), found
    assert found.value["exact"] == "e"
    assert found.evidence[0].verdict is Verdict.PASSED


def test_what_takes_too_long_is_ended_in_time_for_another_way() -> None:
    context = call_context(lambda kind, data: None, Deadline.after(0.2))
    with pytest.raises(Impatient), context, patience(0.5):
        time.sleep(60)
