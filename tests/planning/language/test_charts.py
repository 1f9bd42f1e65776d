"""Maps drawn with one character a place."""

from __future__ import annotations

import pytest

from mrkl_core.contracts.planning import Faithfulness, Formalization, FormalizeStatus
from mrkl_core.planning.domains import Domains
from mrkl_core.planning.formalize import formalize

DOMAINS = Domains()


def read(words: str) -> Formalization:
    return formalize(words, DOMAINS.get("sokoban").language)[0]


def facts(found: Formalization) -> set[str]:
    return {fact.fact for fact in found.facts}


def test_a_map_says_what_stands_where_and_is_proved() -> None:
    found = read("#####\n#@$.#\n#####\nPush the box onto the goal.")
    assert found.faithfulness is Faithfulness.PROVED
    assert facts(found) == {
        "(player-at square_2-2)",
        "(at box_1 square_2-3)",
        "(goal square_2-4)",
        "(clear square_2-4)",
        "(stored box_1)",
    }
    assert "(right-of square_2-4 square_2-3)" in found.problem


def test_blanks_outside_of_the_walls_are_no_places() -> None:
    found = read("  ####  ####\n###@####  #\n#  $  .#  #\n#############\nSolve this puzzle.")
    assert "square_2-4" in found.problem
    assert "square_2-9" not in found.problem
    assert "square_3-10" not in found.problem


def test_a_box_on_a_goal_and_a_player_on_one() -> None:
    found = read("```\n#####\n#+$*#\n#####\n```\nSolve it.")
    assert {"(goal square_2-2)", "(player-at square_2-2)", "(stored box_2)"} <= facts(found)
    assert found.status is FormalizeStatus.FORMALIZED


@pytest.mark.parametrize(
    "words",
    [
        "#####\n#@$x#\n#####\nSolve it.",
        "#####\n#@$.\n#####\nSolve it.",
        "#@$.#\nSolve it.",
    ],
)
def test_what_is_no_whole_map_is_not_read_in_part(words: str) -> None:
    assert read(words).status is not FormalizeStatus.FORMALIZED


def test_two_players_are_asked_about() -> None:
    found = read("######\n#@$.@#\n######\nSolve it.")
    assert found.status is FormalizeStatus.NEEDS_INPUT
    assert "cannot both be true" in found.question


def test_a_place_can_be_told_by_row_and_column() -> None:
    sizes = "The room has 2 rows and 3 columns. There is a wall at (1, 2). "
    ways = ["(2, 1)", "row 2, column 1", "row 2 and column 1", "square 2-1", "square (2, 1)"]
    for way in ways:
        found = read(f"{sizes}The player is at {way}. Box 1 is at (2, 2). Push box 1 to (2, 3).")
        assert found.status is FormalizeStatus.FORMALIZED, way
        assert "(player-at square_2-1)" in facts(found)
        assert "square_1-2" not in found.problem


def test_each_place_in_a_list_has_a_box_of_its_own() -> None:
    sizes = "The room has 2 rows and 3 columns. The player is at (1, 1). "
    found = read(f"{sizes}There are boxes at (1, 2) and (2, 2). Push box 2 to (2, 3).")
    assert {"(at box_1 square_1-2)", "(at box_2 square_2-2)"} <= facts(found)


def test_a_place_outside_of_the_grid_is_asked_about() -> None:
    found = read("The room has 2 rows and 3 columns. The player is at (4, 4). Go to (1, 1).")
    assert found.status is FormalizeStatus.NEEDS_INPUT
