"""Sums and products over whole numbers: known ones, formulas, what diverges, worst inputs."""

from __future__ import annotations

from fractions import Fraction
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mrkl_calculator.bids import bid
from mrkl_calculator.sums import sum_terms
from mrkl_core import Failure, Result, Verdict
from mrkl_core.testing import call_tool, experts_of


def answered(words: str) -> Result | Failure:
    (expert,) = experts_of("mrkl_calculator")
    (found,) = bid(words)
    assert found.tool == "sum"
    return call_tool(expert, found.tool, **found.arguments)


@pytest.mark.parametrize(
    ("words", "exact"),
    [
        ("sum of k^2 from k=1 to 100", "338350"),
        ("What is the sum of k^2 for k from 1 to 100?", "338350"),
        ("sum_{k=1}^{100} k^2", "338350"),
        ("∑_{i=1}^{100} i^2", "338350"),
        ("sum over n from 1 to infinity of 1/2^n", "1"),
        ("what is the sum of 1/n^2 from n=1 to infinity", "pi^2/6"),
        (r"\sum_{k=1}^{\infty} (-1)^k/k", "-ln(2)"),
        ("sum of 1/(2n + 1)^2 from n=0 to infinity", "pi^2/8"),
        ("the product of k from k = 1 to 5", "120"),
        ("product of 1 - 1/k^2 from k=2 to infinity", "1/2"),
        ("sum of the first 100 odd numbers", "10000"),
        ("sum of the first 10 squares", "385"),
        ("sum of k from k=1 to n", "n^2/2 + n/2"),
        ("product of 1 + 1/k from k=1 to n", "n + 1"),
        ("sum of k^3 from k=1 to 10^12", str((10**12 * (10**12 + 1) // 2) ** 2)),
        ("sum of sqrt(k) from k=1 to 4", "sqrt(2) + sqrt(3) + 3"),
        ("Let a = 3. What is the sum of a*k from k=1 to 4?", "30"),
    ],
)
def test_a_sum_in_words_is_answered_and_checked(words: str, exact: str) -> None:
    found = answered(words)
    assert isinstance(found, Result), found
    assert isinstance(found.value, dict)
    assert found.value["exact"] == exact
    assert [item.verdict for item in found.evidence][:1] == [Verdict.PASSED]


@pytest.mark.parametrize(
    "words",
    [
        "sum of k^2 from 1 to 10 plus 5",
        "∑_{k=1}^{10} k + 5",
        "sum of 3 from 1 to 5",
        "sum of apples from 1 to 5",
        "the product of hard work from 2019 to 2024",
        "sum of 3, 4 and 5",
    ],
)
def test_what_is_no_sum_over_a_range_or_is_read_in_two_ways_is_left_alone(words: str) -> None:
    assert all(found.tool != "sum" for found in bid(words))


@pytest.mark.parametrize(
    ("term", "lower", "upper", "code"),
    [
        ("sin(k)", "1", "10^12", "TOO_LARGE"),
        ("1/k", "1", "10^12", "TOO_LARGE"),
        ("2^k", "1", "10^12", "TOO_LARGE"),
        ("k^1000", "1", "10^9", "TOO_LARGE"),
        ("1/k", "1", "infinity", "UNDEFINED"),
        ("sin(k)", "1", "infinity", "UNDEFINED"),
        ("1/k^2", "0", "infinity", "UNDEFINED"),
        ("1/(k - 3)", "1", "5", "DIVISION_BY_ZERO"),
        ("1/(k*(k + 1))", "-5", "10^9", "UNDEFINED"),
        ("sin(k)/k", "1", "infinity", "UNDECIDED"),  # it converges, which sympy denies
        ("1/(k*ln(k)^2)", "2", "infinity", "UNDECIDED"),  # it converges too slowly for numbers
        ("x*k", "1", "3", "AMBIGUOUS"),
        ("k", "5", "1", "UNDEFINED"),
        ("k", "1.5", "3", "SYNTAX"),
        ("k", "-infinity", "3", "SYNTAX"),
        ("k", "1", "-infinity", "UNDEFINED"),
        ("k!", "1", "5000", "TOO_LARGE"),
    ],
)
def test_what_has_no_sum_or_none_that_is_sure_is_refused(
    term: str, lower: str, upper: str, code: str
) -> None:
    failure = sum_terms(term, lower, upper)
    assert isinstance(failure, Failure), failure
    assert failure.code == code


def test_a_product_that_tends_to_nothing_is_said_not_to_converge() -> None:
    failure = sum_terms("1/2", "1", "infinity", "k", "product")
    assert isinstance(failure, Failure)
    assert "other than 0" in failure.message


def test_a_sum_without_an_exact_form_is_a_number_that_says_so() -> None:
    found = sum_terms("1/k^k", "1", "infinity")
    assert isinstance(found, Result), found
    assert isinstance(found.value, dict)
    assert (found.value["exact"], found.value["decimal"]) == ("", "1.29128600")
    assert "no exact form" in found.text


@given(
    st.lists(st.integers(-9, 9), min_size=1, max_size=4),
    st.integers(-20, 20),
    st.integers(0, 30),
    st.sampled_from(["sum", "product"]),
)
def test_terms_come_to_what_they_come_to(
    coefficients: list[int], start: int, more: int, operation: str
) -> None:
    term = " + ".join(f"({c})*k^{power + 1}" for power, c in enumerate(coefficients))
    found = sum_terms(term, str(start), str(start + more), "k", operation)
    terms = [
        sum(c * k ** (power + 1) for power, c in enumerate(coefficients))
        for k in range(start, start + more + 1)
    ]
    assert isinstance(found, Result), found
    assert isinstance(found.value, dict)
    assert Fraction(found.value["exact"]) == (prod(terms) if operation == "product" else sum(terms))
