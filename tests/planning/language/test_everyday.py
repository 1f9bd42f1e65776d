"""Everyday forms that hold in every domain: who acts, chains, letters in names, wishes."""

from __future__ import annotations

import pytest

from mrkl_core.contracts.planning import Formalization, FormalizeStatus
from mrkl_core.planning.domains import Domains
from mrkl_core.planning.formalize import formalize

DOMAINS = Domains()
ROOMS = "There are two rooms. The robot starts out in room 1. Ball 1 can be found in room 1. "
BLOCKS = "There are blocks a, b and c on the table. "


def read(words: str, domain: str) -> Formalization:
    return formalize(words, DOMAINS.get(domain).language)[0]


@pytest.mark.parametrize(
    "wish",
    [
        "It is necessary that ball 1 is in room 2.",
        "Your task is to bring about a state in which ball 1 is in room 2.",
        "The robot has finished its job when all of the following hold: ball 1 is in room 2.",
        "The plan should make the following true: ball 1 is in room 2.",
        "The following facts should hold later: ball 1 is in room 2.",
        "To achieve: ball1 (in room2)",
        "The robot is expected to bring ball 1 to room 2.",
    ],
)
def test_a_goal_is_a_goal_however_it_is_opened(wish: str) -> None:
    found = read(ROOMS + wish, "grippers")
    assert found.status is FormalizeStatus.FORMALIZED, (found.unmatched, found.question)
    assert [f.fact.replace("_", "") for f in found.facts if f.goal] == ["(at ball1 room2)"]


@pytest.mark.parametrize(
    ("words", "domain", "fact"),
    [
        ("Start: a on b on c. Goal: c on a.", "blocksworld", "(on b c)"),
        (BLOCKS + "On a stands nothing. Put b on c.", "blocksworld", "(clear block_a)"),
        (BLOCKS + "The robot is expected to put a on b.", "blocksworld", "(on block_a block_b)"),
        (
            "There are blocks b1, b2, ..., b5 on the table. Put b3 on b4.",
            "blocksworld",
            "(on-table b4)",
        ),
        (
            "Robby (the robot) is in rooma. ball1 is in roomb. Take ball1 to rooma.",
            "grippers",
            "(at ball1 roomb)",
        ),
        (
            'Robby (the robot) is in rooma. It has ball1 in the gripper "left". Put it into roomb.',
            "grippers",
            "(carry robby ball1 left_gripper)",
        ),
        (
            "You are a robot named robby. You are in room 1 with ball 1 in your left gripper. "
            "Take ball 1 to room 2.",
            "grippers",
            "(at-robby robby room_1)",
        ),
        (
            "The first robot, r1, is in room 1. The second robot (r2) is in room 2. Ball 1 is in "
            "room 1. Take it to room 2.",
            "grippers",
            "(at-robby r2 room_2)",
        ),
    ],
)
def test_an_everyday_form_says_what_it_says(words: str, domain: str, fact: str) -> None:
    found = read(words, domain)
    assert found.status is FormalizeStatus.FORMALIZED, (found.unmatched, found.question)
    assert fact in {f.fact for f in found.facts}


def test_the_last_of_what_is_so_is_no_silent_goal() -> None:
    found = read(f"{BLOCKS} Finally, a is on b. Put b on a.", "blocksworld")
    assert found.question.startswith("Is “a is on b” how things are at the start")


@pytest.mark.parametrize("words", ["The robot should not put a on b.", "a is on b under c."])
def test_what_only_looks_like_such_a_form_is_not_read_as_one(words: str) -> None:
    found = read(f"{BLOCKS} {words} Put c on b.", "blocksworld")
    assert words.rstrip(".") in found.unmatched


def test_names_after_what_is_said_of_a_number_of_things_are_theirs() -> None:
    words = (
        "Two balls are in room 1: b1 and b2. The robot is in room 1. Goal: two balls are in room 2"
    )
    for goal in (": b1 and b2.", ", namely b1 and b2."):
        found = read(words + goal, "grippers")
        assert found.status is FormalizeStatus.FORMALIZED, (found.unmatched, found.question)
        assert {f.fact for f in found.facts if f.goal} == {"(at b1 room_2)", "(at b2 room_2)"}
    found = read(words.replace("Two balls are", "Three balls are") + ": b1 and b2.", "grippers")
    assert found.status is FormalizeStatus.NOT_UNDERSTOOD


@pytest.mark.parametrize(
    ("title", "status"),
    [
        ("Moving domain.", FormalizeStatus.FORMALIZED),
        ("This is a problem of the moving world.", FormalizeStatus.FORMALIZED),
        ("This is room 2.", FormalizeStatus.NOT_UNDERSTOOD),
        ("Ball 2 problem.", FormalizeStatus.NOT_UNDERSTOOD),
    ],
)
def test_what_only_says_that_there_is_a_problem_adds_nothing(
    title: str, status: FormalizeStatus
) -> None:
    words = f"{title} {ROOMS}Ball 1 should be in room 2."
    assert read(words, "grippers").status is status


def test_lines_that_all_end_sentences_are_paragraphs() -> None:
    start, goal = ROOMS + "Ball 2 is in room 1.", "In the goal state, ball 1 is in room 2."
    found = read(f"{start}\n{goal} Ball 2 is in room 2.", "grippers")
    assert {f.fact for f in found.facts if f.goal} == {"(at ball_1 room_2)", "(at ball_2 room_2)"}
    wrapped = f"{start}\n{goal} Ball 2 is in room 2.".replace(
        "Ball 2 is in room 1", "Ball 2 is\nin room 1"
    )
    assert read(wrapped, "grippers").status is not FormalizeStatus.FORMALIZED


def test_being_is_so_only_of_what_is_held_or_kept() -> None:
    words = "There are two shots. Shot 1 is being held in the left hand. Fill shot 1 with gin."
    assert "(holding left_hand shot_1)" in {f.fact for f in read(words, "barman").facts}
    words = "Wheel w1 is on hub h1. w1 is being inflated. Put w1 on h1."
    assert read(words, "tyreworld").status is FormalizeStatus.NOT_UNDERSTOOD


def test_a_heading_of_one_word_may_end_like_a_sentence() -> None:
    found = read(f"State. {ROOMS}\n\nObjective. Ball 1 is in room 2.", "grippers")
    assert found.status is FormalizeStatus.FORMALIZED, (found.unmatched, found.question)
    assert [f.fact for f in found.facts if f.goal] == ["(at ball_1 room_2)"]


def test_all_of_a_kind_may_be_named_in_brackets() -> None:
    words = (
        "All its tools (the wrench, the jack, the pump) are in the boot. Wheel w1 is on hub h1. "
    )
    facts = {f.fact for f in read(words + "w1 should be in the boot.", "tyreworld").facts}
    assert {"(in wrench boot)", "(in jack boot)", "(in pump boot)"} <= facts
