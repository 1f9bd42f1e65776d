from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mrkl_core import Failure, Problem, Result
from mrkl_core.testing import as_called, assert_plugin_ok
from mrkl_numerics.between_points import interpolate
from mrkl_numerics.describing import describe
from mrkl_numerics.distributions import LAWS, distribution
from mrkl_numerics.expression import read_function
from mrkl_numerics.fits import fit, fit_curve
from mrkl_numerics.functions import integral, minimum, root
from mrkl_numerics.hypotheses import (
    anova,
    chi_square,
    correlation,
    proportion_test,
    rank_test,
    t_test,
)
from mrkl_numerics.in_time import initial_value
from mrkl_numerics.programs import linear_program
from mrkl_numerics.several import minimum_in_box, system

fit_curve, initial_value, integral, minimum, minimum_in_box, root, system = map(
    as_called, (fit_curve, initial_value, integral, minimum, minimum_in_box, root, system)
)


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
    assert code(distribution("uniform", [3, 2], x=1)) == "UNDEFINED"
    assert code(distribution("beta", [-1, 2], x=0.5)) == "UNDEFINED"


@pytest.mark.parametrize("name", LAWS)
def test_a_quantile_goes_back_to_its_probability(name: str) -> None:
    parameters = {
        "hypergeometric": [50, 20, 10], "binomial": [20, 0.3], "geometric": [0.2],
        "negative binomial": [5, 0.5], "uniform": [1, 4], "lognormal": [0, 0.5],
    }.get(name, [3.0, 2.0][: len(LAWS[name].parameters)])  # fmt: skip
    for probability in (0.01, 0.3, 0.9, 0.999):
        found = distribution(name, parameters, quantile=probability)
        below = value(distribution(name, parameters, x=value(found)))
        assert below >= probability - 1e-9
        assert value(distribution(name, parameters, x=value(found) - 1e-3)) < probability + 1e-9


def test_a_probability_between_two_numbers() -> None:
    assert value(distribution("binomial", [4, 0.5], lower=1, x=2)) == pytest.approx(10 / 16)
    assert value(distribution("poisson", [3], lower=0.5, x=2.5)) == pytest.approx(
        math.exp(-3) * (3 + 4.5)
    )
    assert value(distribution("normal", [10, 2], lower=8, x=12)) == pytest.approx(0.6826894921)
    assert value(distribution("hypergeometric", [52, 4, 5], x=0)) == pytest.approx(
        math.comb(48, 5) / math.comb(52, 5)
    )


def test_systems() -> None:
    found = system(["x^2 + y^2 = 4", "y = exp(x)"], {"x": 0.5, "y": 1})
    assert isinstance(found, Result)
    x, y = (float(found.value["values"][name]) for name in "xy")  # type: ignore[index, call-overload]
    assert x * x + y * y == pytest.approx(4)
    assert y == pytest.approx(math.exp(x))
    assert code(system(["x^2 + 1 = 0"], {"x": 1})) == "NOT_CONVERGED"
    assert code(system(["x + y = 1", "2*x + 2*y = 2"], {"x": 0, "y": 0})) == "ILL_CONDITIONED"
    assert code(system(["x = 1"], {"x": 0, "y": 0})) == "SYNTAX"
    assert code(system(["x = 1"], {"pi": 0})) == "SYNTAX"
    assert code(system(["sqrt(x) = 1"], {"x": -1})) == "UNDEFINED"


@given(st.lists(st.floats(-5, 5), min_size=3, max_size=3), st.integers(0, 10_000))
def test_a_linear_system_is_solved(wanted: list[float], seed: int) -> None:
    import random

    chance = random.Random(seed)
    rows = [[chance.uniform(-1, 1) + 3 * (i == j) for j in range(3)] for i in range(3)]
    equations = [
        " + ".join(f"({c})*{n}" for c, n in zip(row, "abc", strict=True))
        + f" = {sum(c * w for c, w in zip(row, wanted, strict=True))!r}"
        for row in rows
    ]
    found = system(equations, {"a": 0, "b": 0, "c": 0})
    assert isinstance(found, Result), found
    values = [float(found.value["values"][name]) for name in "abc"]  # type: ignore[index, call-overload]
    assert values == pytest.approx(wanted, abs=1e-7)


def test_minima_in_a_box() -> None:
    valley = minimum_in_box("(1 - x)^2 + 100*(y - x^2)^2", {"x": [-2, 2], "y": [-1, 3]})
    assert value(valley) == pytest.approx(0, abs=1e-9)
    many = "20 + x^2 + y^2 - 10*(cos(2*pi*x) + cos(2*pi*y))"
    assert value(minimum_in_box(many, {"x": [-5, 4], "y": [-4, 5]})) == pytest.approx(0, abs=1e-6)
    assert value(minimum_in_box("x + 2*y", {"x": [0, 1], "y": [0, 3]}, maximize=True)) == 7
    assert code(minimum_in_box("x", {"x": [1, 1]})) == "SYNTAX"
    assert code(minimum_in_box("sqrt(-1 - x^2)", {"x": [0, 1]})) == "UNDEFINED"


def test_differential_equations() -> None:
    def last(name: str, outcome: Result | Failure) -> float:
        assert isinstance(outcome, Result), outcome
        return float(outcome.value["values"][-1][name])  # type: ignore[index, call-overload]

    decay = initial_value({"y": "-2*y"}, {"y": 1}, 3)
    assert last("y", decay) == pytest.approx(math.exp(-6), abs=1e-9)
    swing = initial_value({"x": "v", "v": "-x"}, {"x": 1, "v": 0}, 10, at=[1, 2])
    assert last("x", swing) == pytest.approx(math.cos(10), abs=1e-7)
    assert [row["t"] for row in swing.value["values"]] == [1, 2, 10]  # type: ignore[union-attr, index, call-overload]
    back = initial_value({"y": "t"}, {"y": 2}, -2, begin=0)
    assert last("y", back) == pytest.approx(4)
    stiff = initial_value({"y": "-5000*(y - cos(t))"}, {"y": 0}, 1)
    assert last("y", stiff) == pytest.approx(math.cos(1), abs=1e-3)
    assert code(initial_value({"y": "y^2"}, {"y": 1}, 2)) == "NOT_CONVERGED"  # it ends at t = 1
    assert code(initial_value({"y": "y"}, {"z": 1}, 2)) == "SYNTAX"
    assert code(initial_value({"y": "y"}, {"y": 1}, 2, at=[3])) == "SYNTAX"


def test_what_cannot_be_foretold_is_not() -> None:
    lorenz = {"x": "10*(y - x)", "y": "x*(28 - z) - y", "z": "x*y - 8/3*z"}
    assert code(initial_value(lorenz, {"x": 1, "y": 1, "z": 1}, 40)) == "NOT_CONVERGED"


@pytest.mark.parametrize("method", ["linear", "pchip", "cubic", "polynomial"])
def test_a_line_is_interpolated_by_every_method(method: str) -> None:
    found = interpolate([0, 1, 3, 4], [1, 3, 7, 9], [2.5], method)
    assert value(found) == pytest.approx(6)


def test_interpolation_does_not_go_beyond_its_points() -> None:
    assert code(interpolate([0, 1], [0, 1], [1.5])) == "OUTSIDE"
    assert code(interpolate([0, 0], [0, 1], [0])) == "SYNTAX"
    assert code(interpolate([*range(30)], [*range(30)], [1], "polynomial")) == "ILL_CONDITIONED"
    steps = interpolate([0, 1, 2, 3], [0, 0, 1, 1], [0.5, 2.5])
    assert isinstance(steps, Result)
    assert [float(v) for v in steps.value["values"]] == [0, 1]  # type: ignore[index, call-overload, union-attr]


def test_curves_are_fitted() -> None:
    places = [0.0, 1, 2, 3, 4, 5]
    found = fit_curve("a*exp(-b*x) + c", places, [3 * math.exp(-0.7 * x) + 1 for x in places],
                      {"a": 1, "b": 1, "c": 0})  # fmt: skip
    assert isinstance(found, Result), found
    parameters = found.value["parameters"]  # type: ignore[index, call-overload]
    assert [float(parameters[n]) for n in "abc"] == pytest.approx([3, 0.7, 1])  # type: ignore[index, call-overload]
    same = fit_curve("a*x + b*x", places, places, {"a": 1, "b": 1})
    assert code(same) == "ILL_CONDITIONED"
    assert code(fit_curve("a*x", [1], [1], {"a": 1})) == "SYNTAX"


def test_figures_of_a_sample() -> None:
    found = describe([2, 4, 4, 4, 5, 5, 7, 9])
    assert isinstance(found, Result)
    assert value(found) == 5
    assert found.value["sd"] == pytest.approx(math.sqrt(32 / 7))  # type: ignore[index, call-overload]
    assert value(describe([3])) == 3
    assert code(describe([])) == "SYNTAX"
    # Floating point loses the spread of these in the size of their squares.
    assert found.value["median"] == 4.5  # type: ignore[index, call-overload]


def test_tests_of_several_samples() -> None:
    # Textbook: three groups with F = 9.3 at 2 and 15 degrees of freedom.
    groups = [[6, 8, 4, 5, 3, 4], [8, 12, 9, 11, 6, 8], [13, 9, 11, 8, 7, 12]]
    found = anova(groups)
    assert isinstance(found, Result)
    assert float(found.value["statistic"]) == pytest.approx(9.3, abs=0.05)  # type: ignore[index, call-overload, arg-type]
    assert value(found) == pytest.approx(0.0024, abs=1e-4)
    assert code(anova([[1, 1], [2, 2]])) == "UNDEFINED"
    assert code(anova([[1, 2]])) == "SYNTAX"


def test_tests_of_counts() -> None:
    # Mendel's peas against 9:3:3:1.
    peas = chi_square([[315, 101, 108, 32]], [9, 3, 3, 1])
    assert value(peas) == pytest.approx(0.9254, abs=1e-4)
    table = chi_square([[10, 20], [30, 40]])
    assert value(table) == pytest.approx(0.3729, abs=1e-4)
    assert code(chi_square([[0, 0], [1, 2]])) == "UNDEFINED"
    assert code(chi_square([[1, 2], [3]])) == "SYNTAX"
    assert value(proportion_test(60, 100)) == pytest.approx(0.05688793, abs=1e-7)
    assert code(proportion_test(3, 2)) == "SYNTAX"


def test_tests_by_ranks() -> None:
    assert value(rank_test([1, 2, 3, 4], [5, 6, 7, 8])) == pytest.approx(2 / math.comb(8, 4))
    paired = rank_test([1, 2, 3, 4, 5, 6], [2, 4, 6, 8, 10, 12], paired=True)
    assert value(paired) == pytest.approx(2 / 2**6)
    assert code(rank_test([1, 2], [1, 2], paired=True)) == "UNDEFINED"


def test_correlations() -> None:
    pair = correlation([1, 2, 3, 4, 5], [2, 1, 4, 3, 5])
    assert value(pair) == pytest.approx(0.8)
    assert pair.value["p"] == pytest.approx(0.1040880, abs=1e-6)  # type: ignore[union-attr, index, call-overload]
    ranks = correlation([1, 2, 3, 4], [1, 8, 27, 64], "spearman")
    assert isinstance(ranks, Result)
    assert float(ranks.value["value"]) == pytest.approx(1)  # type: ignore[index, call-overload, arg-type]
    assert code(correlation([1, 1, 1], [1, 2, 3])) == "UNDEFINED"
