"""Problems told as different people tell them are read as what they mean, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from mrkl_core.contracts.planning import Formalization, FormalizeStatus
from mrkl_core.planning.domains import Domains
from mrkl_core.planning.formalize import formalize
from mrkl_core.planning.pddl.equivalence import equivalent
from mrkl_core.planning.pddl.parse import parse_problem

DOMAINS = Domains()
WORDINGS = sorted((Path(__file__).parent / "wordings").glob("*.txt"))


def read(words: str, domain: str) -> Formalization:
    return formalize(words, DOMAINS.get(domain).language)[0]


def goals(found: Formalization) -> set[str]:
    return {f.fact for f in found.facts if f.goal}


def now(found: Formalization) -> set[str]:
    return {f.fact for f in found.facts if not f.goal}


@pytest.mark.parametrize("path", WORDINGS, ids=lambda path: path.stem)
def test_a_problem_is_read_however_its_author_tells_it(path: Path) -> None:
    words, truth = path.read_text(encoding="utf-8").split("\n--- means\n")
    language = DOMAINS.get(path.stem.partition(".")[0]).language
    found, _ = formalize(words, language)
    assert found.status is FormalizeStatus.FORMALIZED, (found.unmatched, found.question)
    same = equivalent(language.domain, parse_problem(found.problem), parse_problem(truth))
    assert same.same, same.differences


@pytest.mark.parametrize(
    ("domain", "words", "lost"),
    [
        ("blocksworld", "It is not true that A is on B. Put B on A.", "It is not true that"),
        ("blocksworld", "A is on B. My goal is not to have that B is on A.", "not to have that"),
        ("termes", "The grid is not 2 by 2. The robot and the depot are at pos-0-0.", "not 2 by 2"),
        ("termes", "Towers are not at most 3 blocks high.", "Towers are not at most"),
        ("floortile", "Your goal is not to paint the grid in the following pattern:", "not to"),
        ("grippers", "Ball 1 is in room 1. Goal: robot 1 and ball 1", "ball 1"),
        ("blocksworld", "A is on no block. B is on A. Put A on B. No C is on B.", "No C is on B"),
    ],
)
def test_what_is_denied_is_never_taken_for_said(domain: str, words: str, lost: str) -> None:
    found = read(words, domain)
    assert found.status is FormalizeStatus.NOT_UNDERSTOOD
    assert any(lost in part for part in found.unmatched), found.unmatched


def test_a_heading_within_a_sentence_turns_to_the_goal() -> None:
    found = read("Start: A on B; B on table\nGoal: B on A", "blocksworld")
    assert now(found) == {"(on a b)", "(on-table b)"}
    assert goals(found) == {"(on b a)"}


def test_a_verb_said_once_holds_for_the_rest_of_a_list() -> None:
    words = "Balls 1 and 2 are in room 1. The robot is in room 1. "
    words += "Take ball 1 to room 2, ball 2 to room 3."
    assert goals(read(words, "grippers")) == {"(at ball_1 room_2)", "(at ball_2 room_3)"}


def test_what_is_not_not_so_is_so() -> None:
    words = "Wheel w1 is on hub h1. w1 is not not inflated. Put w1 on h1."
    assert "(inflated w1)" in now(read(words, "tyreworld"))


def test_a_start_without_a_block_is_no_goal() -> None:
    words = "The grid is 2 by 2. The robot and the depot are at pos-0-0. The robot holds no block."
    found = read(words + " The height at pos-1-1 should be 1.", "termes")
    assert goals(found) == {"(height pos-1-1 n1)"}


def test_what_connects_two_areas_does_not_join_them() -> None:
    words = "Areas a and b are in the depot. The corridor connects a and b. The hoist is in a."
    joined = {fact for fact in now(read(words, "storage")) if fact.startswith("(connected")}
    assert joined == {"(connected corridor area_a)", "(connected corridor area_b)"}


def test_a_whole_stands_for_its_parts_and_says_so() -> None:
    words = "Store area d1 is in depot 1, store areas c1 and c2 are in container 1. "
    found = read(words + "The load area is connected to d1 and to container 1.", "storage")
    assert "(connected load_area c2)" in now(found)
    assert any("means all that is in it" in assumption for assumption in found.assumptions)


def test_a_table_says_of_each_row_what_its_columns_are_called() -> None:
    words = (
        "| ball | location | destination |\n|---|---|---|\n| ball1 | room1 | room2 |\n\n"
        "The robot is in room1."
    )
    found = read(words, "grippers")
    assert "(at ball1 room1)" in now(found)
    assert goals(found) == {"(at ball1 room2)"}


def test_a_heading_tells_whose_areas_a_map_shows() -> None:
    found = read("The map of depot 1:\na1 a2\nb1 b2\n\nThe hoist is in a1.", "storage")
    assert {"(in a1 depot_1)", "(in b2 depot_1)"} <= now(found)


@pytest.mark.parametrize(
    ("domain", "words", "question"),
    [
        (
            "barman",
            "There are 2 shots and 3 dispensers, one per ingredient. Cocktail c1 is made of i1 and "
            "i2. Shot 1 should contain c1.",
            "Which ingredient does dispenser 3 give?",
        ),
        (
            "termes",
            "The grid is 3 by 3. The robot and the depot are at pos-2-0. "
            "Please a stack of 2 blocks at pos-1-2.",
            "how things are at the start, or part of the goal?",
        ),
        (
            "grippers",
            "There are 4 balls, ball1 to ball4, in room1. The robot is in room1. "
            "Goal: ball1 in room2; the other two balls in room3.",
            "3 are left",
        ),
    ],
)
def test_what_would_be_a_guess_is_asked(domain: str, words: str, question: str) -> None:
    found = read(words, domain)
    assert found.status is FormalizeStatus.NEEDS_INPUT, (found.unmatched, found.problem)
    assert question in found.question


def test_everything_else_means_only_things_of_one_kind() -> None:
    words = "The wrench is in the boot and wheel w1 is on hub h1. Goal: w1 on h1, everything else "
    assert read(words + "in the boot.", "tyreworld").status is FormalizeStatus.NOT_UNDERSTOOD


def test_it_means_the_subject_of_its_sentence_and_says_so() -> None:
    found = read(
        "Robot 1 is on tile_0-1, and its color is white. "
        "Robot 2 is on tile_0-2, it has color black.",
        "floortile",
    )
    assert {"(robot-has robot_1 white)", "(robot-has robot_2 black)"} <= now(found)
    assert any(a.startswith("“it” in ") for a in found.assumptions)


@pytest.mark.parametrize(
    ("domain", "words"),
    [
        ("driverlog", "d1 is at s1. One can walk from s1 to to s2. d1 should be at s2."),
        ("household", "The robot is in the kitchen. The kitchen is next to to the study."),
        ("grippers", "Robot 1 has a left left gripper and a right gripper."),
        (
            "termes",
            "p1 p1 p2\np3 p4 p5\n\nThe robot and the depot are at p1. p2 is 1 high at the end.",
        ),
    ],
)
def test_what_is_said_twice_in_a_row_is_no_other_statement(domain: str, words: str) -> None:
    found = read(words, domain)
    assert found.status is not FormalizeStatus.FORMALIZED, (found.facts, found.assumptions)


def test_an_odd_thing_and_its_name_are_not_two_things() -> None:
    found = read("There is one odd depot, depot0, with pallet0 and hoist0.", "depots")
    assert found.status is FormalizeStatus.NOT_UNDERSTOOD
    assert "depot0" in found.unmatched


def test_a_left_hand_is_the_robots_without_its_article() -> None:
    words = "Ball 1 and robot 1 are in room 1. Robot 1 has left and a right gripper. "
    found = read(words + "Ball 1 should be in room 2.", "grippers")
    assert found.problem.count("(free robot_1 ") == 2


_BAR = (
    "You have a shaker, two shots, two dispensers for two ingredients. The first ingredient of "
    "cocktail c1 is gin and the second ingredient of c1 is lime. Shot 1 should contain c1. "
)


def test_the_order_of_levels_with_names_is_what_the_words_say() -> None:
    words = "Levels of the shaker, lowest first: full2, full1. The shaker's level is full2. "
    found = read(_BAR + words + "full2 is the empty level of the shaker.", "barman")
    assert {f for f in now(found) if f.startswith("(next")} == {"(next full2 full1)"}


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Nothing is required of shot 2.", FormalizeStatus.FORMALIZED),
        ("Nothing is required of shot 1.", FormalizeStatus.NEEDS_INPUT),
        ("Nothing is required of shot 3.", FormalizeStatus.NOT_UNDERSTOOD),
        ("Where shot 2 ends up does not matter.", FormalizeStatus.FORMALIZED),
        ("The shots may end up anywhere.", FormalizeStatus.NEEDS_INPUT),
        ("The total cost, which starts at 0, must be minimized.", FormalizeStatus.FORMALIZED),
        ("The total cost must not be minimized.", FormalizeStatus.NOT_UNDERSTOOD),
        ("You control a barman.", FormalizeStatus.FORMALIZED),
        ("A free shot is on the table.", FormalizeStatus.NEEDS_INPUT),
    ],
)
def test_a_remark_adds_nothing_unless_a_goal_says_otherwise(
    words: str, status: FormalizeStatus
) -> None:
    found = read(_BAR + words, "barman")
    assert found.status is status, (found.unmatched, found.question)


def test_what_is_said_of_a_thing_may_leave_out_that_it_is_its() -> None:
    words = "There are 2 rooms and 2 balls. The robot is in room 1. Balls 1 and 2: room 1. "
    found = read(words + "Ball 1: now in room 1, destination room 2.", "grippers")
    assert goals(found) == {"(at ball_1 room_2)"}


def test_more_of_the_goal_is_the_goal_but_after_a_wish_it_is_asked() -> None:
    words = "There are 2 rooms and 2 balls. The robot and the balls are in room 1. "
    more = "My goal is that ball 1 is in room 2. Moreover, ball 2 is in room 2."
    assert "(at ball_2 room_2)" in goals(read(words + more, "grippers"))
    wish = "Ball 1 should be in room 2. Moreover, ball 2 is in room 1."
    assert goals(read(words + wish, "grippers")) == {"(at ball_1 room_2)"}


_MOVE = "There are 2 rooms and 1 ball. The robot and ball 1 are in room 1. Take it to room 2."


@pytest.mark.parametrize(
    ("title", "status"),
    [
        ("Move order 17", FormalizeStatus.FORMALIZED),
        ("=== MOVING BALLS ===", FormalizeStatus.FORMALIZED),
        ("Transport room 2", FormalizeStatus.NOT_UNDERSTOOD),
        ("No robots", FormalizeStatus.NOT_UNDERSTOOD),
        ("The robot must be careful", FormalizeStatus.NOT_UNDERSTOOD),
    ],
)
def test_a_title_adds_nothing_unless_it_names_or_says_something(
    title: str, status: FormalizeStatus
) -> None:
    found = read(f"{title}\n\n{_MOVE}", "grippers")
    assert found.status is status
    assert status is not FormalizeStatus.FORMALIZED or any(title in a for a in found.assumptions)


def test_what_must_hold_is_no_start() -> None:
    found = read("A is on B. C is on the table. The following must hold. B is on C.", "blocksworld")
    assert now(found) == {"(on a b)", "(on-table c)"}
    assert goals(found) == {"(on b c)"}


def test_a_remark_on_other_kinds_of_things_is_not_understood() -> None:
    words = "A robot with two arms has to transport balls between 2 rooms. "
    assert read(words + _MOVE, "grippers").status is FormalizeStatus.NOT_UNDERSTOOD


def test_hands_that_are_told_apart_are_these_two() -> None:
    found = read(_BAR + "The barman has two hands, left and right.", "barman")
    assert {"(handempty left_hand)", "(handempty right_hand)"} <= set(found.problem.split("\n    "))
    assert not any("left hand and a right hand" in a for a in found.assumptions)


def test_what_a_robot_uses_is_its_own_whatever_it_is_called() -> None:
    found = read(
        "robot1 uses left7 and right7. robot1 and ball1 are in room1. ball1 should be in room2.",
        "grippers",
    )
    (objects,) = [line for line in found.problem.splitlines() if line.endswith("- gripper")]
    assert objects.split() == ["left7", "right7", "-", "gripper"]
