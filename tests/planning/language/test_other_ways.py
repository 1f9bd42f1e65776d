"""Ways of telling that belong to no domain: notations, lists under headings, each its own."""

from __future__ import annotations

import pytest

from mrkl_core.contracts.planning import Formalization, FormalizeStatus
from mrkl_core.planning.domains import Domains
from mrkl_core.planning.formalize import formalize

DOMAINS = Domains()


def read(words: str, domain: str) -> Formalization:
    return formalize(words, DOMAINS.get(domain).language)[0]


def now(found: Formalization) -> set[str]:
    return {f.fact for f in found.facts if not f.goal}


def goal(found: Formalization) -> set[str]:
    return {f.fact for f in found.facts if f.goal}


def test_facts_may_be_written_as_predicates_of_things() -> None:
    found = read("Now: ontable(b1), on(b2, b1), handempty. Goal: on(b1, b2).", "blocksworld")
    assert found.status is FormalizeStatus.FORMALIZED, found.unmatched
    assert now(found) == {"(on-table b1)", "(on b2 b1)", "(arm-empty)"}
    assert goal(found) == {"(on b1 b2)"}


def test_the_last_term_of_a_predicate_may_be_its_value() -> None:
    found = read(
        "2x2 grid. Robot and depot at pos-0-0. Max height 3. Goal: height(pos-1-1) = 2.", "termes"
    )
    assert "(height pos-1-1 n2)" in goal(found), found.unmatched


def test_a_heading_may_begin_each_line_of_the_list_below_it() -> None:
    found = read(
        "Initial stacks, from bottom to top:\n1. b1, b2\n2. b3\n"
        "Goal stacks, from bottom to top:\n1. b3, b2, b1\n",
        "blocksworld",
    )
    assert found.status is FormalizeStatus.FORMALIZED, found.unmatched
    assert now(found) == {"(on b2 b1)", "(on-table b1)", "(on-table b3)"}
    assert goal(found) == {"(on b2 b3)", "(on b1 b2)"}


def test_what_each_has_of_its_own_is_made_where_nothing_else_speaks_of_it() -> None:
    found = read(
        "There are a shaker, two shots and two ingredients, and each ingredient has its own "
        "dispenser. Cocktail1 is made of ingredient1 and ingredient2. Shot1 should contain "
        "cocktail1.",
        "barman",
    )
    assert found.status is FormalizeStatus.FORMALIZED, (found.unmatched, found.question)
    assert sum(fact.startswith("(dispenses ") for fact in now(found)) == 2


def test_so_many_each_are_not_so_many_in_all() -> None:
    found = read(
        "- two rooms\n- two robots, two grippers each\n- one ball\nStart:\n- robot1 in room1\n"
        "- robot2 in room2\n- ball1 in room1\nGoal:\n- ball1 in room2\n",
        "grippers",
    )
    assert found.status is FormalizeStatus.FORMALIZED, (found.unmatched, found.question)
    assert sum(kind == "gripper" for kind in _kinds(found)) == 4


def _kinds(found: Formalization) -> list[str]:
    objects = found.problem.partition("(:objects")[2].partition(")")[0]
    kinds: list[str] = []
    for line in objects.strip().splitlines():
        names, _, kind = line.partition(" - ")
        kinds += [kind.strip()] * len(names.split())
    return kinds


def test_names_may_span_a_range_and_arrows_say_where() -> None:
    found = read(
        "Rooms: room1..room3\nRobots: robot1\nBalls: ball1, ball2\nStart:\n- robot1 -> room1\n"
        "- ball1 -> room2\n- ball2 -> room3\nGoal:\n- ball1 -> room3\n",
        "grippers",
    )
    assert found.status is FormalizeStatus.FORMALIZED, (found.unmatched, found.question)
    assert "(at ball2 room3)" in now(found)


def test_one_whole_has_all_that_is_listed_after_it() -> None:
    """ "A warehouse has s1 and s2" is one warehouse, not one for each."""
    found = read(
        "A warehouse has s1 and s2. A container has s3. The loadarea is connected to s1 and s3. "
        "A crane is at s2. A box is on s3. The box should be in the warehouse.",
        "storage",
    )
    assert found.status is FormalizeStatus.FORMALIZED, (found.unmatched, found.question)
    assert _kinds(found).count("depot") == 1


@pytest.mark.parametrize("more", ["block 3 on block 4", "on block 4 is block 3"])
def test_a_clause_takes_up_the_verb_of_the_one_before(more: str) -> None:
    found = read(f"Block 1 is stacked on block 2, {more}. Put block 1 on block 3.", "blocksworld")
    assert {"(on block_1 block_2)", "(on block_3 block_4)"} <= now(found), found.unmatched


def test_a_word_that_can_be_any_name_begins_no_clause_anew() -> None:
    """ "Stand" in "are empty, and stand on the table" is no thing that stands there."""
    found = read(
        "The barman has a shaker and three shots. All of them are clean, empty, and stand on the "
        "table. Each ingredient has its own dispenser. Cocktail1 is made of ingredient1 and "
        "ingredient2. Shot1 should contain cocktail1.",
        "barman",
    )
    assert "(ontable shot1)" in now(found), (found.unmatched, found.question)


@pytest.mark.parametrize(
    ("domain", "words"),
    [
        # a name that only a sentence that states nothing speaks of
        ("meetings", "Three colleagues, Carla, Dan and Eve, Zork are involved."),
        # adjectives that nothing takes up
        ("barman", "There are three dispensers, one for each almost ingredient."),
        ("barman", "Two zorks glasses, shot 1 and shot 2, are on the counter."),
    ],
)
def test_no_word_is_lost(domain: str, words: str) -> None:
    assert read(words, domain).unmatched, words


def test_two_negations_say_what_is_so() -> None:
    start = "2x2 grid. Robot and depot at pos-0-0. Max height 3. "
    found = read(f"{start}The robot must not not be carrying a block at the end.", "termes")
    assert goal(found) == {"(has-block)"}


def test_a_strange_adjective_makes_a_thing_of_its_own() -> None:
    found = read("In Northtown there are a zorks airport, place_a, and a location.", "logistics")
    assert any("zorks" in name for name in found.names.values())


def test_a_list_ends_with_its_and() -> None:
    words = "Satellite 1 has instruments i1 and i2, Zork and satellite 2 has instrument i3."
    assert "(on-board zork satellite_1)" not in now(read(words, "satellite"))


def test_a_sentence_after_the_goal_is_not_silently_the_start() -> None:
    words = "A is on B. Your goal is to move the blocks so that B is on A. C is on B."
    found = read(words, "blocksworld")
    assert found.status is FormalizeStatus.NEEDS_INPUT
    assert "part of the goal" in found.question


def test_what_follows_a_goal_with_a_colon_is_its_list() -> None:
    found = read(
        "The robot is on a grid with 2 rows and 2 columns. The robot and the depot are at "
        "pos-0-0. The highest tower is 3.\nYour goal is to build blocks so that the following "
        "heights are reached:\nThe height at pos-1-1 is 2.\nThe height at pos-0-1 is 1.",
        "termes",
    )
    assert {"(height pos-1-1 n2)", "(height pos-0-1 n1)"} <= goal(found), found.question
    assert not any(fact.startswith("(height pos-0-1 n1)") for fact in now(found))


TOOLS = "The wrench, the jack and the pump are in the boot. "


def test_what_a_heading_says_in_brackets_is_said_of_what_it_names() -> None:
    for heading in ("In the boot (open, not locked):", "Boot (open, unlocked):"):
        found = read(
            f"{heading}\n- wrench\n- jack\n- pump\n- r1 (intact, not inflated)\n\n"
            "w1 is on hub1.\nGoal:\n- r1 on hub1, inflated\n",
            "tyreworld",
        )
        assert found.status is FormalizeStatus.FORMALIZED, found.unmatched
        assert {"(open boot)", "(in pump boot)", "(intact r1)", "(not-inflated r1)"} <= now(found)
        assert goal(found) == {"(on r1 hub1)", "(inflated r1)"}


def test_a_heading_whose_brackets_are_not_understood_is_not_passed_over() -> None:
    words = (
        "In the boot (open, rusted):\n- wrench\n- jack\n- pump\n\nw1 is on hub1. Close the boot."
    )
    found = read(words, "tyreworld")
    assert found.status is FormalizeStatus.NOT_UNDERSTOOD


def test_which_is_means_the_last_of_a_list_alone() -> None:
    found = read(
        "I've got a flat tyre, and it is on the hub. In the boot there's a jack, a pump, a wrench "
        "and an intact tyre that isn't inflated. Please put the intact tyre on the hub.",
        "tyreworld",
    )
    assert found.status is FormalizeStatus.FORMALIZED, (found.unmatched, found.question)
    assert {f for f in now(found) if "inflated" in f} == {"(not-inflated intact_tyre)"}


def test_which_are_means_those_named_together_last_where_it_cannot_mean_all() -> None:
    found = read(
        "In the boot are the wrench, the jack, the pump and two intact tyres, r1 and r2, which "
        "aren't inflated. A flat tyre is on hub1. Put r1 on hub1.",
        "tyreworld",
    )
    assert found.status is FormalizeStatus.FORMALIZED, (found.unmatched, found.question)
    assert {"(not-inflated r1)", "(not-inflated r2)"} <= now(found)


def test_each_on_its_own_makes_what_it_speaks_of() -> None:
    found = read(
        "I have two flat tyres, and each of them is on a hub. There are two nuts, each tight on "
        f"its hub. The hubs are on the ground and fastened. {TOOLS}The nuts should be loose on "
        "the hubs.",
        "tyreworld",
    )
    assert found.status is FormalizeStatus.FORMALIZED, (found.unmatched, found.question)
    assert {"(tight nut_1 hub_1)", "(tight nut_2 hub_2)", "(fastened hub_2)"} <= now(found)


def test_its_own_is_not_guessed_where_other_facts_may_tell_it() -> None:
    known = (
        "There are two hubs, hub1 and hub2. Wheel w1 is on hub2. Wheel w2 is on hub1. "
        f"Nut n1 is tight on hub2 and nut n2 is tight on hub1. {TOOLS}"
    )
    for words in ("At the end each wheel should be on its hub.", "Each nut is loose on its hub."):
        assert read(known + words, "tyreworld").status is not FormalizeStatus.FORMALIZED


def test_a_wheel_is_what_can_be_inflated() -> None:
    words = f"Tyre w1 is on hub1. {TOOLS}They should be inflated."
    assert read(words, "tyreworld").status is not FormalizeStatus.FORMALIZED


def test_the_place_that_people_run_is_no_thing_of_its_own() -> None:
    rest = (
        "depot and one container. Store area a1 is in the depot. Store area a2 is in the container."
    )
    goes_on = " The hoist is at a1. A crate is on a2. The crate should be in the depot."
    found = read(f"We run a storage yard with one {rest}{goes_on}", "storage")
    assert found.status is FormalizeStatus.FORMALIZED, (found.unmatched, found.question)
    for place in ("a closed yard", "a store", "a storage crate"):
        found = read(f"We run {place} with one {rest}{goes_on}", "storage")
        assert found.status is FormalizeStatus.NOT_UNDERSTOOD, place


FLOOR = "We have a floor with three rows and two columns of tiles. "
ROBOTS = "robot1 is on tile_1-1 and has white. robot2 is on tile_0-2 and has black. "
WANTED = "Tile_2-1 should be white."


def test_the_ends_of_the_rows_are_compared_with_the_rows() -> None:
    def told(ends: str) -> Formalization:
        rows = f"The rows go from {ends}, and each row is numbered from left to right. "
        return read(FLOOR + rows + ROBOTS + WANTED, "floortile")

    found = told("tile_0-1 at the bottom to tile_2-1 at the top")
    assert found.status is FormalizeStatus.FORMALIZED, (found.unmatched, found.question)
    assert "(up tile_2-1 tile_1-1)" in found.problem
    for ends in (
        "tile_2-1 at the bottom to tile_0-1 at the top",
        "tile_0-1 at the top to tile_2-1 at the bottom",
        "0 at the top to 2 at the bottom",
    ):
        assert "(up tile_1-1 tile_2-1)" in told(ends).problem, ends
    for ends in (
        "tile_0-1 at the bottom to tile_1-1 at the top",
        "tile_0-1 at the bottom to tile_2-2 at the top",
        "1 at the bottom to 4 at the top",
        "0 at the bottom to 3 at the top",
    ):
        assert told(ends).status is not FormalizeStatus.FORMALIZED, ends
    one = "The rows go from tile_0-1 at the bottom to tile_2-1 at the top, and one row is numbered "
    found = read(f"{FLOOR}{one}from left to right. {ROBOTS}{WANTED}", "floortile")
    assert found.status is FormalizeStatus.NOT_UNDERSTOOD


def test_they_are_all_of_a_kind_that_were_named_sentence_by_sentence() -> None:
    found = read(f"{FLOOR}{ROBOTS}They can use white and black. {WANTED}", "floortile")
    assert found.status is FormalizeStatus.FORMALIZED, (found.unmatched, found.question)


def test_they_are_not_guessed_where_another_may_be_among_them() -> None:
    rooms, they = "There are two rooms, a and b. ", "They should be in room b."
    for words in (
        "Robot 1 is in room a. Ball 1 is in room a. Ball 2 is in room a. ",
        "Robot 1 is in room a. Ball 3 is in room b. Robot 1 is free. Ball 1 is in room a. "
        "Ball 2 is in room a. ",
    ):
        assert "They" in read(rooms + words + they, "grippers").question


def test_a_request_may_head_its_list() -> None:
    found = read(f"{FLOOR}{ROBOTS}\nPaint:\n- tile_2-1: white\n- tile_2-2: black", "floortile")
    assert found.status is FormalizeStatus.FORMALIZED, (found.unmatched, found.question)
    assert goal(found) == {"(painted tile_2-1 white)", "(painted tile_2-2 black)"}


def test_a_request_may_head_its_list_after_a_line_with_a_label() -> None:
    listed = "\nRobots:\n- robot1 on tile_0-1, has white\nColors: white, black\nPaint:"
    found = read(f"The floor is a 2 by 2 grid.{listed}\n- tile_1-1: black", "floortile")
    assert found.status is FormalizeStatus.FORMALIZED, (found.unmatched, found.question)
    assert goal(found) == {"(painted tile_1-1 black)"}


def test_a_heading_that_may_be_a_request_is_asked_about_where_the_goal_is_told_elsewhere() -> None:
    found = read(
        f"{FLOOR}{ROBOTS}\nPaint:\n- tile_2-2: black\nGoal:\n- tile_2-1: white", "floortile"
    )
    assert "at the start, or part of the goal" in found.question


TILES = (
    "The floor is a 2 by 2 grid. robot1 is on tile_0-1 and has white. "
    "The colours are white and black. tile_1-2 should be black. "
)


@pytest.mark.parametrize(
    "words",
    [
        "All tiles are unpainted.",
        "No tile is painted yet.",
        "None of the tiles has been painted.",
        "Nothing is painted so far.",
    ],
)
def test_a_fact_gives_way_to_one_beside_which_its_sentence_stays_true(words: str) -> None:
    found = read(TILES + words, "floortile")
    assert found.status is FormalizeStatus.FORMALIZED, (found.unmatched, found.question)
    clear = {f for f in now(found) if f.startswith("(clear")}
    assert clear == {"(clear tile_0-2)", "(clear tile_1-1)", "(clear tile_1-2)"}


@pytest.mark.parametrize(
    "words",
    [
        "tile_0-1 is clear. All tiles are unpainted.",
        "All tiles are unpainted. tile_0-1 is clear.",
        "tile_1-1 is painted white. No tile is painted yet.",
        "tile_1-1 is white. All tiles are unpainted.",
    ],
)
def test_no_plain_fact_gives_way(words: str) -> None:
    found = read(TILES + words, "floortile")
    assert found.status is FormalizeStatus.NEEDS_INPUT
    assert "cannot both be true" in found.question


def test_no_tile_can_be_wished_unpainted() -> None:
    found = read(TILES + "tile_1-1 should be unpainted.", "floortile")
    assert found.unmatched == ("tile_1-1 should be unpainted",)


def test_neither_hand_is_each_of_every_owner() -> None:
    words = (
        "There are two rooms. Robot 1 is in room 1, and robot 2 is in room 2. Ball 1 is in room 1. "
        "Ball 1 should be in room 2. Neither gripper is holding anything. "
    )
    found = read(words, "grippers")
    assert len([f for f in now(found) if f.startswith("(free")]) == 4, found.unmatched
    held = read(words + "Robot 2 holds ball 2 in its left gripper.", "grippers")
    assert "cannot both be true" in held.question


def test_nothing_is_dirty_that_was_used() -> None:
    words = "You have a shaker and a glass shot1. Nothing is dirty. The tap d1 gives gin. "
    wish = "shot1 should contain gin. "
    found = read(words + wish, "barman")
    assert "(clean shot1)" in now(found), (found.unmatched, found.question)
    used = read(words + wish + "shot1 was used for gin.", "barman")
    assert "cannot both be true" in used.question


def test_a_row_connects_each_with_the_next_alone() -> None:
    words = "The depot has three store areas a1, a2 and a3. They form a row"
    found = read(f"{words}, each connected to the next.", "storage")
    assert {"(connected a1 a2)", "(connected a2 a3)"} <= now(found)
    assert "(connected a1 a3)" not in now(found)
    unsure = read(f"{words}. They are connected.", "storage")
    assert "They are connected" in unsure.unmatched


def test_its_parts_are_those_of_what_the_sentence_is_about() -> None:
    found = read(
        "There are two robots with two arms each and 2 rooms. Robot 1 is in room 2 with ball 2 in "
        "its left gripper. Robot 2 is in room 1 with nothing in its grippers. Ball 1 is in room 1. "
        "Bring ball 1 to room 2.",
        "grippers",
    )
    assert {fact for fact in now(found) if fact.startswith("(free ")} == {
        "(free robot_2 robot_2_left_gripper)",
        "(free robot_2 robot_2_right_gripper)",
    }


def test_two_free_parts_are_ones_own() -> None:
    found = read(
        "There are two robots and 2 rooms. Robot 1 has two free grippers, left and right. Robot 2 "
        "carries ball 2 in its left gripper. Ball 1 is in room 1. The robots are in room 1. "
        "Bring ball 1 to room 2.",
        "grippers",
    )
    assert "(free robot_1 robot_1_left_gripper)" in now(found)
    assert "(free robot_1 robot_2_right_gripper)" not in now(found)
    assert "(carry robot_2 ball_2 robot_2_left_gripper)" in now(found)
