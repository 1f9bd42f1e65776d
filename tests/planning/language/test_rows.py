"""Rows and columns told by what is in them, and which places are side by side."""

from __future__ import annotations

import pytest

from mrkl_core.contracts.planning import Formalization, FormalizeStatus
from mrkl_core.planning.domains import Domains
from mrkl_core.planning.formalize import formalize

DOMAINS = Domains()
FLOOR = (
    "The floor has 3 rows and 3 columns, rows 0 to 2 from bottom to top. robot1 is on tile_0-1 "
    "and has white. The colors are white and black. "
)
DUTY = " The robot and the depot are at pos-0-0. The height at pos-1-1 should be 1."


def read(words: str, domain: str = "termes") -> Formalization:
    return formalize(words, DOMAINS.get(domain).language)[0]


@pytest.mark.parametrize(
    "words",
    [
        "pos-0-0 and pos-0-1 form the front row, pos-1-0 and pos-1-1 form the back row.",
        "Row 0: pos-0-0, pos-0-1\nRow 1: pos-1-0, pos-1-1\n\n",
        "The positions are pos-0-0, pos-0-1 (first row), pos-1-0, pos-1-1 (second row).",
        "The positions are pos-0-0 to pos-1-1. Two positions are neighbors if they share an edge.",
        "There is a grid with 2 columns and 2 rows.",
        "Four positions form a 2 by 2 board.",
        "The cell in column x and row y is named pos-x-y. There is a 2x2 grid.",
    ],
)
def test_a_grid_is_told_in_any_words(words: str) -> None:
    found = read(words + DUTY)
    assert found.status is FormalizeStatus.FORMALIZED, (found.unmatched, found.question)
    assert found.problem.count("(neighbor ") == 8


@pytest.mark.parametrize(
    "words",
    [
        "pos-0-0 and pos-1-1 form the front row.",
        "pos-0-0 and pos-0-1 are the first row, pos-1-0 and pos-1-2 are the second row.",
        "The positions are pos-0-0, pos-0-1 and pos-1-1. Adjacent positions are connected.",
        "Two positions are not neighbors if they share an edge. There is a 2x2 grid.",
        "Two positions are neighbors if they share a corner. There is a 2x2 grid.",
        "Five positions form a 2 by 2 board.",
    ],
)
def test_what_makes_no_grid_is_not_passed_over(words: str) -> None:
    assert read(words + DUTY).status is not FormalizeStatus.FORMALIZED


def test_columns_come_first_where_the_names_say_so() -> None:
    found = read(
        "There is a grid with 3 columns and 2 rows. The cell in column x and row y is named "
        "pos-x-y. The robot and the depot are at pos-2-1. The height at pos-0-1 should be 1."
    )
    assert found.status is FormalizeStatus.FORMALIZED, (found.unmatched, found.question)
    assert "pos-2-1" in found.problem
    assert "pos-1-2" not in found.problem


@pytest.mark.parametrize(
    ("words", "goal"),
    [
        ("Row 1 must be painted black, white, black from left to right.", "tile_1-2 white"),
        ("The top row must read white, black, white.", "tile_2-2 black"),
        ("Column 1 should be white, black, white from top to bottom.", "tile_1-1 black"),
    ],
)
def test_the_values_of_a_row_are_told_in_order(words: str, goal: str) -> None:
    found = read(FLOOR + words, "floortile")
    assert found.status is FormalizeStatus.FORMALIZED, (found.unmatched, found.question)
    assert f"(painted {goal})" in found.problem.partition("(:goal")[2]


@pytest.mark.parametrize(
    "words",
    ["The top row must read white, black.", "The first row must read white, black, white."],
)
def test_values_that_fit_no_row_are_asked_about(words: str) -> None:
    assert read(FLOOR + words, "floortile").status is FormalizeStatus.NEEDS_INPUT


def test_a_map_may_have_the_numbers_of_its_rows_and_columns() -> None:
    found = read(
        '"1" is robot1 and "." is a clear tile.\n\n2 . .\n1 1 .\n0 . .\n  1 2\n\n'
        "robot1 has white. Paint tile_2-1 white.",
        "floortile",
    )
    assert found.status is FormalizeStatus.FORMALIZED, (found.unmatched, found.question)
    assert "(robot-at robot1 tile_1-1)" in found.problem
    assert "(up tile_2-1 tile_1-1)" in found.problem


def test_the_rows_of_a_depot_are_of_its_own_areas() -> None:
    found = read(
        "Depot depot1 has 2 rows and 2 columns of store areas. Container container0 has the store "
        "area container-0-0. The load area is connected to depot1-1-1 and container-0-0. The hoist "
        "is at depot1-2-2. crate0 is on container-0-0. crate0 should be in depot1.",
        "storage",
    )
    assert found.status is FormalizeStatus.FORMALIZED, (found.unmatched, found.question)
    assert "(connected depot1-1-1 depot1-1-2)" in found.problem
    assert found.problem.count("(connected ") == 12


def test_nothing_is_asked_of_what_is_left_open() -> None:
    words = "There is a 2x2 grid." + DUTY
    assert read(words).problem.partition("(:goal")[2].count("(height ") == 4
    found = read(words + " It does not matter what the other positions look like at the end.")
    assert found.problem.partition("(:goal")[2].count("(height ") == 1
