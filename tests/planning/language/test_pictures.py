"""A map of what is at each place says so place by place, or is asked about."""

from __future__ import annotations

import pytest

from mrkl_core.contracts.planning import Formalization, FormalizeStatus
from mrkl_core.planning.domains import Domains
from mrkl_core.planning.formalize import formalize

DOMAINS = Domains()
FLOOR = "The floor has 3 rows and 2 columns. Robot 1 has white. The colors are white and black.\n\n"
START = "The floor at the start:\n\n. .\n. .\n1 .\n\n"
SITE = "The robot and the depot are in row 1, column 1.\n\n"


def read(words: str, domain: str = "floortile") -> Formalization:
    return formalize(words, DOMAINS.get(domain).language)[0]


def goals(found: Formalization) -> set[str]:
    return {f.fact for f in found.facts if f.goal}


@pytest.mark.parametrize(
    "end",
    [
        "The floor at the end:\n\nB W\nW .\n. .\n",
        "Goal pattern (W = white, B = black, a dot means that nothing is required):\nB W\nW .\n. .",
        "Target pattern, top row first:\n| black | white |\n| white | - |\n| - | - |\n",
        "Goal:\nRow 2: black, white\nRow 1: white, -\n",
        "Final pattern:\nrow 1 (middle): W .\nrow 2 (top): B W\n",
        "Goal floor (B = painted black, W = painted white, - = not in the goal):\nB W\nW -\n- -\n",
    ],
)
def test_each_place_is_as_it_is_drawn(end: str) -> None:
    found = read(FLOOR + START + end)
    assert found.status is FormalizeStatus.FORMALIZED, (found.unmatched, found.question)
    assert "(robot-at robot_1 tile_0-1)" in found.problem
    wanted = {"2-1 black", "2-2 white", "1-1 white"}
    assert goals(found) == {f"(painted tile_{what})" for what in wanted}


@pytest.mark.parametrize(
    "end",
    [
        "Goal pattern:\nB W\nW .\n",  # a row too few
        "Goal pattern:\nB W B\nW . .\n. . .\n",  # a column too many
        "Goal pattern:\nB R\nW .\n. .\n",  # what is R?
        "Goal pattern:\nRow 5: B W\n",
        "Goal pattern, bottom row first:\nB W\nW .\n. .\n",
        "Goal pattern (a dot means black):\nB W\nW .\n. .\n",
        "Goal pattern (. = black):\nB W\nW .\n. .\n",
        "Goal pattern (. = not painted black):\nB W\nW .\n. .\n",
        "Goal pattern (- = nothing but white):\nB W\nW -\n- -\n",
        "Goal pattern (1 = black):\nB W\nW 1\n. .\n",
        "My goal is that tile_0-2 is white. This is so:\nB W\nW .\n. .\n",
    ],
)
def test_a_picture_that_does_not_fit_is_not_guessed_at(end: str) -> None:
    assert read(FLOOR + START + end).status is not FormalizeStatus.FORMALIZED


def test_a_map_may_lack_its_first_place_and_is_of_no_place_in_it() -> None:
    rows = "tile_0-1 tile_0-2\ntile_1-1 tile_1-2\n tile_2-2\n"
    rest = "robot1 is at tile_0-1 and has white. tile_2-2 should be white."
    assert read(f"The grid is:\n{rows}{rest}").status is FormalizeStatus.FORMALIZED
    assert "Where is tile_2-1" in read(f"The grid is:\n{rows}{rest} Paint tile_2-1 white.").question
    found = read(f"The grid tile_1-1 is:\n{rows}{rest}")
    assert found.status is FormalizeStatus.NOT_UNDERSTOOD


def test_numbers_are_heights_and_give_the_size() -> None:
    found = read(f"{SITE}Initial heights:\n0 0\n0 1\n\nGoal heights:\n0 2\n0 0\n", "termes")
    assert found.status is FormalizeStatus.FORMALIZED, (found.unmatched, found.question)
    assert "(height pos-2-2 n1)" in found.problem
    assert "(is-depot pos-1-1)" in found.problem
    more = "The height at row 2, column 2 is 2."
    twice = f"{SITE}Initial heights:\n0 0\n0 1\n\n{more}\n\nGoal heights:\n0 2\n0 0"
    assert read(twice, "termes").status is not FormalizeStatus.FORMALIZED
