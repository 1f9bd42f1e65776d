"""Measured quantities: the uncertainty follows the laws of propagation, and is told as it is."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mrkl_core import Failure, Result, Verdict
from mrkl_core.testing import as_called
from mrkl_units.arithmetic import calculate
from mrkl_units.bids import bid

calculate = as_called(calculate)


def found(expression: str, to: str = "") -> tuple[float, float]:
    outcome = calculate(expression, to)
    assert isinstance(outcome, Result), outcome
    return float(outcome.value["value"]), float(outcome.value["uncertainty"])  # type: ignore[index, call-overload, arg-type]


@pytest.mark.parametrize(
    ("expression", "to", "value", "margin"),
    [
        ("(5.0 ± 0.1) m / (2.0 ± 0.1) s", "", 2.50, 0.13),
        ("10 +/- 1 m + 5 +/- 1 m", "", 15.0, 1.4),
        ("5.0 m ± 0.1 m", "ft", 16.40, 0.33),
        ("3 * (2.00 ± 0.05) kg", "", 6.00, 0.15),
        ("(100 ± 3) cm - (40 ± 4) cm", "mm", 600, 50),
    ],
)
def test_uncertainties_add_in_quadrature(
    expression: str, to: str, value: float, margin: float
) -> None:
    assert found(expression, to) == (value, margin)


_numbers = st.integers(100, 999).map(lambda n: n / 10)


@given(_numbers, _numbers, st.integers(1, 9), st.integers(1, 9))
def test_relative_uncertainties_of_a_product_add_in_quadrature(
    a: float, b: float, one: int, other: int
) -> None:
    value, margin = found(f"({a} ± 0.{one}) m * ({b} ± 0.{other}) m")
    expected = a * b * math.hypot(one / 10 / a, other / 10 / b)
    assert value == pytest.approx(a * b, abs=margin)
    assert margin == pytest.approx(expected, rel=0.06)  # told to two digits


def test_where_the_two_sides_differ_it_is_not_called_checked() -> None:
    outcome = calculate("1 m / (2 ± 1) s")
    assert isinstance(outcome, Result)
    assert outcome.evidence[-1].verdict is Verdict.UNCHECKED


def test_a_measured_number_of_another_kind_is_refused() -> None:
    outcome = calculate("(5 ± 1) kg + (3 ± 1) m")
    assert isinstance(outcome, Failure)
    assert outcome.code == "INCOMPATIBLE"


@pytest.mark.parametrize(
    ("words", "tool", "arguments"),
    [
        ("convert 5.0 ± 0.1 kg to pounds", "calculate",
         {"expression": "5.0 ± 0.1 kg", "to": "pounds"}),
        ("12.0 inches in cm to 3 significant digits", "convert",
         {"quantity": "12.0 inches", "to": "cm", "digits": 3}),
        ("What is 3.20 m * 2.1 m, rounded to 2 sig. figs.?", "calculate",
         {"expression": "3.20 m * 2.1 m", "digits": 2}),
    ],
)  # fmt: skip
def test_words_about_measured_quantities(
    words: str, tool: str, arguments: dict[str, object]
) -> None:
    (only,) = bid(words)
    assert (only.tool, only.arguments) == (tool, arguments)
