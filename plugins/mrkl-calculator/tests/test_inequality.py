"""Inequalities: where they hold, tried apart from how they are solved."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mrkl_calculator.inequality import inequality
from mrkl_core import Failure, Result


@pytest.mark.parametrize(
    ("asked", "exact"),
    [
        (["2*x + 3 > 11"], "x > 4"),
        (["1/x > 2"], "0 < x < 1/2"),
        (["|x - 2| < 3"], "-1 < x < 5"),
        (["sqrt(x) < 2"], "0 <= x < 4"),
        (["2^x > 8"], "x > 3"),
        (["(x - 1)^2 <= 0"], "x = 1"),
        (["x^2 > -1"], "every real number x"),
        (["x > 1", "x^2 < 9"], "1 < x < 3"),
    ],
)
def test_they_are_solved_and_the_answer_tried(asked: list[str], exact: str) -> None:
    found = inequality(asked)
    assert isinstance(found, Result), found
    assert found.value["exact"] == exact
    assert "tried" in found.evidence[0].method


def test_ends_without_a_form_of_their_own_are_told_by_their_digits() -> None:
    found = inequality(["x^5 - x - 1 > 0"])
    assert isinstance(found, Result), found
    assert (found.value["exact"], found.text) == ("", "about x > 1.16730397826142")
    assert inequality(["x^2 < 2"]).text.endswith("about -1.41421356237310 < x < 1.41421356237310")


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("x^2 < -1", "NO_SOLUTION"),
        ("sin(x) > 0", "UNDECIDED"),
        ("x < y", "UNDETERMINED"),
        ("x = 3", "SYNTAX"),
        ("x^99 > 2", "TOO_LARGE"),
        ("3 < 5", "UNDETERMINED"),
    ],
)
def test_what_is_not_solved_is_refused_with_why(asked: str, code: str) -> None:
    found = inequality([asked])
    assert isinstance(found, Failure), found
    assert found.code == code


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(-9, 9), min_size=2, max_size=2, unique=True), st.integers(-10, 10))
def test_a_product_of_two_factors_is_negative_between_its_roots(
    roots: list[int], place: int
) -> None:
    low, high = sorted(roots)
    found = inequality([f"(x - ({low})) * (x - ({high})) < 0"])
    assert isinstance(found, Result), found
    (part,) = found.value["intervals"]
    assert (Fraction(part["lower"]) < place < Fraction(part["upper"])) is (low < place < high)
