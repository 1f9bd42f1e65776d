"""Numbers in the place of names: counts, letters for every number, blocks called 1, 2, 3."""

from __future__ import annotations

import pytest

from mrkl_core.contracts.planning import Formalization, FormalizeStatus
from mrkl_core.planning.domains import Domains
from mrkl_core.planning.formalize import formalize

_ROOMS = "Balls 1 and 2 are in room 1. Ball 1 should be in room 2. "


def read(words: str, domain: str) -> Formalization:
    return formalize(words, Domains().get(domain).language)[0]


def now(found: Formalization) -> set[str]:
    return {f.fact for f in found.facts if not f.goal}


@pytest.mark.parametrize(
    "words", ["Rooms: 4.", "The number of rooms is 4.", "Rooms: 4, robots: 1."]
)
def test_a_number_under_a_label_is_how_many_there_are(words: str) -> None:
    found = read(f"{words} The robot is in room 1. {_ROOMS}", "grippers")
    assert found.problem.count(" - room") == 1
    assert "room_3 room_4" in found.problem


def test_numbers_listed_under_a_label_are_names() -> None:
    found = read(
        "Rooms: 3 and 5. The robot and ball 1 are in room 3. Take it to room 5.", "grippers"
    )
    assert "room_4" not in found.problem


def test_a_letter_stands_for_every_number() -> None:
    words = f"There are 2 robots, 2 rooms and 2 balls. Robot k is in room k. {_ROOMS}"
    found = read(words, "grippers")
    assert {"(at-robby robot_1 room_1)", "(at-robby robot_2 room_2)"} <= now(found)
    assert any("for every k from 1 to 2" in a for a in found.assumptions)


@pytest.mark.parametrize(
    "words",
    [
        f"There are 3 robots, 2 rooms and 2 balls. Robot k is in room k. {_ROOMS}",
        f"There are 2 robots, 2 rooms and 2 balls. Robot k is in room m. {_ROOMS}",
        f"There are 2 rooms and 2 balls. Robot k is in room 1, for every k. {_ROOMS}",
    ],
)
def test_a_letter_that_stands_for_no_certain_numbers_is_none(words: str) -> None:
    assert read(words, "grippers").status is not FormalizeStatus.FORMALIZED


def test_letters_that_are_names_stay_names() -> None:
    words = "Rooms A and B. Robot A is in room A, robot B is in room B. Ball A is in room A. "
    found = read(words + "Ball A should be in room B.", "grippers")
    assert now(found) == {
        "(at-robby robot_a room_a)", "(at-robby robot_b room_b)", "(at ball_a room_a)"
    }  # fmt: skip


def test_what_is_numbered_from_zero_begins_with_it() -> None:
    words = "There are 2 robots, 3 rooms and 1 ball. Rooms and robots are numbered from 0. "
    found = read(
        words + "All robots and the ball are in room 1. Take the ball to room 2.", "grippers"
    )
    assert {"(at-robby robot_0 room_1)", "(at-robby robot_1 room_1)"} <= now(found)
    assert "room_0" in found.problem
    assert "room_3" not in found.problem


def test_blocks_called_by_numbers_are_stacked_in_brackets() -> None:
    words = "Number of blocks: 4 (named 1 to 4). Initial stacks, bottom to top: [2 1] [3 4]\n"
    found = read(words + "Goal stacks, top to bottom: [4 2]", "blocksworld")
    assert {"(on block_1 block_2)", "(on block_4 block_3)", "(on-table block_3)"} <= now(found)
    assert {f.fact for f in found.facts if f.goal} == {"(on block_4 block_2)"}


def test_stacks_without_their_order_are_not_understood() -> None:
    found = read("Blocks: A, B, C. Initial stacks: [A B] [C]. Goal: A on C.", "blocksworld")
    assert found.status is FormalizeStatus.NOT_UNDERSTOOD
