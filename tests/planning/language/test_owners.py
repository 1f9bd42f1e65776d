"""Whose a part is, where no fact of the domain says it: no part is there twice, or another's."""

from __future__ import annotations

import pytest

from mrkl_core.contracts.planning import Formalization, FormalizeStatus
from mrkl_core.planning.domains import Domains
from mrkl_core.planning.formalize import formalize
from mrkl_core.planning.pddl.parse import parse_problem

ROOMS = "There are two rooms. Ball 1 is in room 1. Ball 1 should be in room 2."


def read(words: str) -> Formalization:
    return formalize(words, Domains().get("grippers").language)[0]


@pytest.mark.parametrize(
    "words",
    [
        "Robot 1 is in room 2, and its left gripper and right gripper are empty.",
        "Robot 1 is in room 2. The left gripper and its right gripper are empty.",
        "Robot 1 is in room 2. Robot 1 carries ball 2 in the right gripper.",
        "Robot 1 is in room 2. At the end robot 1 should hold ball 2 in the left gripper. "
        "Ball 2 is in room 1.",
    ],
)
def test_a_robot_has_no_gripper_twice(words: str) -> None:
    found = read(f"{words} {ROOMS}")
    assert found.status is FormalizeStatus.FORMALIZED
    objects = parse_problem(found.problem).objects
    assert sum(thing.types == ("gripper",) for thing in objects) == 2


@pytest.mark.parametrize(
    "named", ["Both of its grippers, g1 and g2, are free.", "g1, g2 are free."]
)
def test_a_gripper_told_of_and_then_named_is_one(named: str) -> None:
    two = "Robot 1 is in room 2. It has two grippers, a left one and a right one. "
    found = read(f"{two} {named} {ROOMS}")
    assert found.status is FormalizeStatus.FORMALIZED, (found.unmatched, found.question)
    objects = parse_problem(found.problem).objects
    assert [t.name for t in objects if t.types == ("gripper",)] == ["g1", "g2"]


def test_grippers_told_of_in_two_ways_are_asked_about() -> None:
    two = "Robot 1 is in room 2. It has two grippers, a left one and a right one. "
    found = read(f"{two} Its left gripper is free. Robot 1 holds ball 2 in g1. {ROOMS}")
    assert found.question.startswith("Which of these are the same")


def test_each_robot_holds_with_its_own_gripper() -> None:
    holds = "Robot 1 holds ball 2 in its left gripper. Robot 2 holds ball 3 in the left gripper."
    found = read(f"Robot 1 and robot 2 are in room 2. {holds} {ROOMS}")
    facts = [fact.fact for fact in found.facts if "carry" in fact.fact]
    assert len({fact.rsplit(" ", 1)[1] for fact in facts}) == len(facts) == 2
    assert found.problem.count("(free ") == 2


def test_a_gripper_of_another_robot_is_asked_about() -> None:
    holds = "Robot 1 has grippers c and d. Robot 2 holds ball 2 in gripper c."
    found = read(f"Robot 1 and robot 2 are in room 2. {holds} {ROOMS}")
    assert found.question == "Does gripper c belong to robot 1 or to robot 2?"
