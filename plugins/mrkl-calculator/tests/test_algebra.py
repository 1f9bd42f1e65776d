"""Laws of algebra hold for what the tools give; worst inputs end at their limits."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mrkl_calculator.bases import in_base, write
from mrkl_calculator.bounds import Bounds
from mrkl_calculator.chances import draw
from mrkl_calculator.equations import solve
from mrkl_calculator.evaluate import evaluate
from mrkl_calculator.given import read_given
from mrkl_calculator.linear import solve_linear
from mrkl_calculator.names import LETTERS
from mrkl_calculator.order import sort
from mrkl_calculator.parse import parse
from mrkl_calculator.polynomial import added, polynomial, product, scaled, tree
from mrkl_calculator.primes import is_prime
from mrkl_calculator.refusal import Refusal
from mrkl_calculator.rewriting import sequence
from mrkl_calculator.tree import show
from mrkl_core import Failure, Result

_fractions = st.fractions(min_value=-50, max_value=50, max_denominator=9)
_terms = st.tuples(_fractions, st.integers(0, 3), st.integers(0, 3))


def _poly(terms: list[tuple[Fraction, int, int]]) -> str:
    powers = [(f"({c})", f"* x^{n}" if n else "", f"* y^{m}" if m else "") for c, n, m in terms]
    return " + ".join("".join(parts) for parts in powers) or "0"


def read(text: str) -> dict:
    found = polynomial(parse(text, Bounds(), LETTERS), Bounds())
    assert found is not None
    return found


@given(st.lists(_terms, max_size=4), st.lists(_terms, max_size=4), st.lists(_terms, max_size=3))
def test_polynomials_are_a_ring(a: list, b: list, c: list) -> None:
    p, q, r = read(_poly(a)), read(_poly(b)), read(_poly(c))
    bounds = Bounds()
    assert added(p, q) == added(q, p)
    assert product(p, added(q, r), bounds) == added(product(p, q, bounds), product(p, r, bounds))
    assert added(p, scaled(p, Fraction(-1))) == {}
    assert read(show(tree(p))) == p


@given(st.lists(st.tuples(_fractions, _fractions, _fractions), min_size=1, max_size=3))
def test_a_linear_solution_solves_its_equations(rows: list) -> None:
    equations = [read(f"({a}) * x + ({b}) * y - ({c})") for a, b, c in rows]
    found = solve_linear(equations)
    if found.consistent and {"x", "y"} <= found.values.keys():
        x, y = found.values["x"], found.values["y"]
        assert all(a * x + b * y == c for a, b, c in rows)


@given(st.integers(-(10**12), 10**12), st.integers(2, 36))
def test_a_base_there_and_back(number: int, base: int) -> None:
    result = in_base(write(number, base), base, 10)
    assert isinstance(result, Result)
    assert result.value["exact"] == str(number)


@given(st.lists(_fractions, min_size=1, max_size=8), st.booleans())
def test_sorting_is_sorting(numbers: list[Fraction], descending: bool) -> None:
    result = sort([str(n) for n in numbers], descending)
    assert isinstance(result, Result)
    found = [Fraction(item) for item in result.value["items"]]
    assert found == sorted(numbers, reverse=descending)


@settings(deadline=None)  # the first imports sympy
@given(st.integers(-5, 5), st.integers(-5, 5), st.integers(-9, 9))
def test_a_sequence_of_a_polynomial_goes_on(a: int, b: int, c: int) -> None:
    terms = [str(a * n * n + b * n + c) for n in range(1, 6)]
    result = sequence(terms)
    assert isinstance(result, Result)
    assert result.value["next"] == str(a * 36 + b * 6 + c)


@settings(deadline=None)
@given(st.integers(0, 2000))
def test_primes_are_those_of_trial_division(number: int) -> None:
    result = is_prime(str(number))
    assert isinstance(result, Result)
    divided = number > 1 and all(number % d for d in range(2, int(number**0.5) + 1))
    assert result.value["prime"] is divided


@pytest.mark.parametrize("number", ["3215031751", "3825123056546413051", "561", "2^67 - 1"])
def test_strong_pseudoprimes_are_composite(number: str) -> None:
    result = is_prime(number, "composite")
    assert isinstance(result, Result)
    assert result.value["exact"] == "true"


def test_a_draw_may_put_back() -> None:
    result = draw({"red": 1, "blue": 1}, ["red", "red"], replace=True)
    assert isinstance(result, Result)
    assert result.value["exact"] == "1/4"
    apart = draw({"red": 3, "blue": 2}, counts={"red": 1, "blue": 1})
    assert isinstance(apart, Result)
    assert apart.value["exact"] == "3/5"
    assert isinstance(draw({"red": 1}, ["red", "red"]), Failure)
    assert isinstance(draw({}, ["red"]), Failure)


def test_a_contradiction_is_refused() -> None:
    failure = evaluate("x", given=["x + y = 3", "x + y = 4"])
    assert isinstance(failure, Failure)
    assert failure.code == "CONTRADICTION"


def test_a_name_without_a_value_is_refused() -> None:
    failure = evaluate("x + z", given=["x = 3"])
    assert isinstance(failure, Failure)
    assert "z" in failure.message


def test_what_is_given_is_told() -> None:
    result = evaluate("2*x", given=["3*x = 12"])
    assert isinstance(result, Result)
    assert result.text == "with x = 4: 2 * 4 = 8"
    assert any("substituted back" in item.method for item in result.evidence)


def test_functions_within_functions_end_at_a_limit() -> None:
    names = read_given(["f(x) = x*x + x*x"], Bounds()).names
    with pytest.raises(Refusal, match="too long"):
        parse("f(" * 40 + "2" + ")" * 40, Bounds(), names)


@pytest.mark.parametrize(
    "equation",
    ["x^x = 2", "sin(x) = x^2", "abs(x) = 3", "1/x = 0", "x/0 = 1", "=", "x", "1 = 1"],
)
def test_any_equation_gives_a_result_or_a_failure(equation: str) -> None:
    assert isinstance(solve([equation]), Result | Failure)
