"""Matrices: laws of linear algebra, refusals with their reasons, limits."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mrkl_calculator.bids import bid
from mrkl_calculator.matrix import matrix
from mrkl_calculator.rows import eliminated, traced
from mrkl_calculator.spectrum import eigenvalues
from mrkl_core import Failure, Result, Verdict

_fractions = st.fractions(min_value=-9, max_value=9, max_denominator=7)


def _squares(most: int = 5) -> st.SearchStrategy[list[list[Fraction]]]:
    return st.integers(1, most).flatmap(
        lambda n: st.lists(st.lists(_fractions, min_size=n, max_size=n), min_size=n, max_size=n)
    )


def cells(rows: list[list[Fraction]]) -> list[list[str]]:
    return [[str(value) for value in row] for row in rows]


def found(operation: str, *matrices: Any) -> dict[str, Any]:
    result = matrix(operation, *matrices)
    assert isinstance(result, Result), result
    assert all(item.verdict is Verdict.PASSED for item in result.evidence)
    assert isinstance(result.value, dict)
    return result.value


def refused(operation: str, *matrices: Any) -> Failure:
    failure = matrix(operation, *matrices)
    assert isinstance(failure, Failure), failure
    return failure


@settings(deadline=None)
@given(_squares())
def test_two_ways_to_a_determinant_agree(rows: list[list[Fraction]]) -> None:
    assert eliminated(rows) == traced(rows)


@settings(deadline=None)
@given(_squares(4))
def test_an_inverse_undoes_its_matrix_or_the_determinant_is_zero(rows: list) -> None:
    outcome = matrix("inverse", cells(rows))
    singular = found("determinant", cells(rows))["exact"] == "0"
    assert isinstance(outcome, Failure) is singular
    if isinstance(outcome, Result):
        assert found("inverse", outcome.value["rows"])["rows"] == cells(rows)


@settings(deadline=None)
@given(_squares(4))
def test_the_rank_is_that_of_the_transpose(rows: list) -> None:
    turned = found("transpose", cells(rows))["rows"]
    assert found("rank", cells(rows))["exact"] == found("rank", turned)["exact"]


@settings(deadline=None)
@given(_squares(3), st.data())
def test_a_solution_is_found_where_there_is_one(rows: list, data: st.DataObject) -> None:
    x = data.draw(st.lists(_fractions, min_size=len(rows), max_size=len(rows)))
    right = [[str(sum(a * b for a, b in zip(row, x, strict=True)))] for row in rows]
    solution = found("solve", cells(rows), right)
    assert found("product", cells(rows), solution["rows"])["rows"] == right
    assert bool(solution["free"]) or solution["rows"] == [[str(value)] for value in x]


def test_numbers_may_be_decimals_and_expressions() -> None:
    assert found("determinant", [[0.1, "1/3"], [3, "sqrt(4)"]])["exact"] == "-4/5"


def test_what_cannot_be_says_why() -> None:
    assert "sends the column (-2, 1) to zero" in refused("inverse", [[1, 2], [2, 4]]).message
    assert "0 = 1" in refused("solve", [[1, 2], [1, 2]], [[3], [4]]).message
    assert refused("determinant", [[1, 2, 3], [4, 5, 6]]).code == "UNDEFINED"
    assert refused("product", [[1, 2]], [[1, 2]]).code == "INCOMPATIBLE"
    assert refused("product", [[1, 2]]).code == "MISSING"
    assert refused("rank", [[1, 2]], [[1]]).code == "TOO_MANY"
    assert refused("rank", [[1, 2], [3]]).code == "SYNTAX"
    assert refused("rank", [["sqrt(2)"]]).code == "UNSUPPORTED"


def test_what_would_be_too_large_is_refused() -> None:
    assert refused("rank", [[1] * 21]).code == "TOO_LARGE"
    assert refused("determinant", [["10^300"] * 20] * 20).code == "TOO_LARGE"


def test_the_largest_matrix_has_an_inverse() -> None:
    size = 20
    hilbert = [[f"1/{i + j + 1}" for j in range(size)] for i in range(size)]
    top = found("inverse", hilbert)["rows"][0]
    assert top[0] == str(size**2)


@pytest.mark.parametrize(
    ("words", "operation"),
    [
        ("what is the determinant of [[1, 2], [3, 4]]?", "determinant"),
        ("det([[1, 2], [3, 4]])", "determinant"),
        ("find the inverse of the matrix [1 2; 3 4]", "inverse"),
        ("[[1, 2], [3, 4]]^-1", "inverse"),
        ("transpose [[1, 2, 3], [4, 5, 6]]", "transpose"),
        ("what is the rank of the 2x2 matrix [[1, 2], [2, 4]]", "rank"),
        ("multiply [[1, 2], [3, 4]] by [[0, 1], [1, 0]]", "product"),
        ("[[1, 2], [3, 4]] * [[5], [6]]", "product"),
        ("solve [[2, 1], [1, 3]] x = [3, 5]", "solve"),
        ("Let a = 2. What is the determinant of [[a, 1], [1, a]]?", "determinant"),
    ],
)
def test_words_about_matrices_are_read(words: str, operation: str) -> None:
    (only,) = bid(words)
    assert (only.tool, only.arguments["operation"]) == ("matrix", operation)
    assert isinstance(matrix(**only.arguments), Result)


@pytest.mark.parametrize("words", ["determinant of [1, x]", "[[1, 2] times 3", "rank [A]"])
def test_words_that_are_no_matrix_get_no_bid(words: str) -> None:
    assert not list(bid(words))


def test_eigenvalues_are_exact_where_they_can_be_written() -> None:
    found = eigenvalues([[2, 1], [1, 2]])
    assert isinstance(found, Result)
    assert found.value["exact"] == "1, 3"  # type: ignore[index, call-overload]
    assert found.value["vectors"] == {"1": [["-1", "1"]], "3": [["1", "1"]]}  # type: ignore[index, call-overload]
    golden = eigenvalues([[1, 1], [1, 0]])
    assert isinstance(golden, Result)
    assert golden.value["exact"] == "1/2 - sqrt(5)/2, 1/2 + sqrt(5)/2"  # type: ignore[index, call-overload]
    turn = eigenvalues([[0, -1], [1, 0]])
    assert isinstance(turn, Result)
    assert turn.value["exact"] == "-i, i"  # type: ignore[index, call-overload]
    twice = eigenvalues([[5, 1, 0], [0, 5, 0], [0, 0, 2]])
    assert isinstance(twice, Result)
    assert [one["times"] for one in twice.value["eigenvalues"]] == [1, 2]  # type: ignore[index, call-overload, union-attr]


def test_eigenvalues_without_a_short_form_are_given_in_digits() -> None:
    import numpy as np

    rows = [[(i * j + 3 * i + 2 * j) % 7 for j in range(6)] for i in range(6)]
    found = eigenvalues(rows)
    assert isinstance(found, Result)
    decimals = [one["decimal"] for one in found.value["eigenvalues"]]  # type: ignore[index, call-overload, union-attr]
    mine = sorted(complex(d.replace(" ", "").replace("*i", "j")).real for d in decimals)
    assert mine == pytest.approx(sorted(np.linalg.eigvals(np.array(rows, float)).real), abs=1e-9)
    assert isinstance(eigenvalues([[1, 2, 3]]), Failure)
    assert isinstance(eigenvalues([["x"]]), Failure)
