from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mrkl_core import Failure, Result
from mrkl_core.testing import assert_plugin_ok
from mrkl_numerics.data import distribution, fit, t_test
from mrkl_numerics.expression import read_function
from mrkl_numerics.functions import integral, minimum, root
from mrkl_numerics.problems import Problem
from mrkl_numerics.programs import linear_program


def value(outcome: Result | Failure) -> float:
    assert isinstance(outcome, Result), outcome
    assert outcome.evidence
    return float(outcome.value["value"])  # type: ignore[index, call-overload]


def code(outcome: Result | Failure) -> str:
    assert isinstance(outcome, Failure), outcome
    return outcome.code


def test_the_plugin_is_ok() -> None:
    assert_plugin_ok("mrkl_numerics")


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        ("-x^2", 3, -9),
        ("2^3^2", 0, 512),
        ("2**-1", 0, 0.5),
        ("x*(1 + x)/2", 3, 6),
        ("sin(pi/2) + ln(e)", 0, 2),
        ("1e3 + .5", 0, 1000.5),
        ("8 - 3 - 2", 0, 3),
    ],
)
def test_expressions_are_read(text: str, at: float, expected: float) -> None:
    assert read_function(text)(at) == pytest.approx(expected)


@pytest.mark.parametrize(
    "text",
    ["", "2 +", "y", "sin x", "2 3", "__import__('os')", "x.real", "(" * 200, "-" * 200 + "x"],
)
def test_what_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(Problem) as caught:
        read_function(text)
    assert caught.value.failure.code == "SYNTAX"


def test_what_has_no_value_is_nan() -> None:
    assert math.isnan(read_function("1/x")(0))
    assert math.isnan(read_function("sqrt(x)")(-1))
    assert math.isnan(read_function("exp(x)")(1e9))


@given(st.text(alphabet="x0123456789.+-*/^() sincoexplt", max_size=40))
def test_any_text_is_a_function_or_refused(text: str) -> None:
    try:
        function = read_function(text)
    except Problem:
        return
    assert isinstance(function(0.7), float)


def test_roots() -> None:
    assert value(root("exp(-x) - x", 0, 1)) == pytest.approx(0.567143290409784, abs=1e-14)
    assert code(root("x^2 + 1", -1, 1)) == "NO_BRACKET"
    assert code(root("1/(x - 0.3)", 0, 1)) == "NOT_CONVERGED"
    assert code(root("x", 1, 0)) == "SYNTAX"


@given(st.floats(-10, 10), st.floats(0.1, 5))
def test_the_root_of_a_line_is_where_it_crosses(crossing: float, slope: float) -> None:
    outcome = root(f"{slope} * (x - ({crossing}))", -11, 11)
    assert value(outcome) == pytest.approx(crossing, abs=1e-9)


def test_minima() -> None:
    assert value(minimum("(x - 1)^2 + 3", -5, 5)) == pytest.approx(3)
    lowest = min(math.sin(5 * x) + x for x in (n / 10_000 - 3 for n in range(60_001)))
    assert value(minimum("sin(5*x) + x", -3, 3)) == pytest.approx(lowest, abs=1e-6)
    assert value(minimum("x", 2, 3)) == pytest.approx(2, abs=1e-9)
    assert code(minimum("1/x", -1, 1)) == "UNDEFINED"


def test_integrals() -> None:
    assert value(integral("exp(-x^2)", 0, 1)) == pytest.approx(0.746824132812427, rel=1e-12)
    assert value(integral("sin(50*x)", 0, 3)) == pytest.approx((1 - math.cos(150)) / 50, rel=1e-6)
    assert code(integral("1/x", -1, 1)) == "NOT_CONVERGED"
    assert code(integral("1/x^2", 0, 1)) == "NOT_CONVERGED"
    assert code(integral("sqrt(x)", -1, 1)) == "NOT_CONVERGED"


def test_linear_programs() -> None:
    rows, limits = [[1.0, 1.0], [1.0, 3.0]], [4.0, 6.0]
    assert value(linear_program([3, 2], rows, limits, maximize=True)) == pytest.approx(12)
    knapsack = linear_program([8, 11, 6], [[5, 7, 4], [1, 0, 0], [0, 1, 0], [0, 0, 1]],
                              [14, 1, 1, 1], maximize=True, integer=True)  # fmt: skip
    assert value(knapsack) == pytest.approx(19)
    assert code(linear_program([1], [[1], [-1]], [1, -2])) == "INFEASIBLE"
    assert code(linear_program([1], [[-1]], [0], maximize=True)) == "UNBOUNDED"
    assert code(linear_program([1, 2], [[1]], [1])) == "SYNTAX"


@given(st.floats(-5, 5), st.floats(-5, 5))
def test_a_line_is_found_again(start: float, slope: float) -> None:
    found = fit([0, 1, 2, 5], [start + slope * x for x in (0, 1, 2, 5)])
    assert isinstance(found, Result)
    first, second = (float(c) for c in found.value["coefficients"])
    assert (first, second) == (pytest.approx(start, abs=1e-8), pytest.approx(slope, abs=1e-8))


def test_fits_that_are_not_determined_are_refused() -> None:
    assert code(fit([1, 1, 1], [1, 2, 3])) == "ILL_CONDITIONED"
    assert code(fit([1e9, 1e9 + 1, 1e9 + 2], [1, 2, 3])) == "ILL_CONDITIONED"
    assert code(fit([1], [1])) == "SYNTAX"


def test_tests_of_means() -> None:
    # Student's sleep data: the paired test of 1908.
    one = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
    other = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
    assert value(t_test(one, other, paired=True)) == pytest.approx(0.00283289, rel=1e-5)
    assert value(t_test(one, other)) == pytest.approx(0.0793941, rel=1e-5)
    assert code(t_test([1, 1, 1], mean=1)) == "UNDEFINED"
    assert code(t_test([1], mean=1)) == "SYNTAX"


def test_distributions() -> None:
    assert value(distribution("normal", [0, 1], x=1.96)) == pytest.approx(0.9750021, abs=1e-7)
    assert value(distribution("normal", [0, 1], quantile=0.975)) == pytest.approx(
        1.959964, abs=1e-6
    )
    assert value(distribution("binomial", [10, 0.5], x=5)) == pytest.approx(0.623046875)
    assert value(distribution("binomial", [10, 0.5], quantile=0.5)) == 5
    assert value(distribution("exponential", [2], x=2)) == pytest.approx(1 - math.exp(-1))
    assert code(distribution("normal", [0, -1], x=1)) == "UNDEFINED"
    assert code(distribution("normal", [0], x=1)) == "SYNTAX"
