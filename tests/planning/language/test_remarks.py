"""What can be done is a rule retold; whatever might be a fact of the problem is not passed over."""

from __future__ import annotations

import pytest

from mrkl_core.contracts.planning import Formalization, FormalizeStatus
from mrkl_core.planning.domains import Domains
from mrkl_core.planning.formalize import formalize

DOMAINS = Domains()
ROOMS = "There are two rooms. The robot is in room 1. Ball 1 is in room 1. Take it to room 2."
ROUTES = "Rover r1 is at waypoint w1. The lander is at w2. Send rock data of w2."


def read(words: str, domain: str = "grippers") -> Formalization:
    return formalize(words, DOMAINS.get(domain).language)[0]


@pytest.mark.parametrize(
    "remark",
    [
        "A gripper holds at most one ball.",
        "It can carry only one ball at a time and can go from any room to any other room.",
        "Each robot may carry one ball per gripper.",
        "A ball can be picked up only if the robot is in the same room and a gripper is free.",
    ],
)
def test_what_can_be_done_adds_nothing_and_is_told(remark: str) -> None:
    found = read(f"{ROOMS} {remark}")
    assert found.status is FormalizeStatus.FORMALIZED, found.unmatched
    assert any(remark.rstrip(".") in assumed for assumed in found.assumptions)
    assert {fact.fact for fact in found.facts} == {fact.fact for fact in read(ROOMS).facts}


@pytest.mark.parametrize(
    ("words", "domain"),
    [
        (f"{ROOMS} The robot can reach room 2.", "grippers"),
        (f"{ROOMS} Each robot can carry three balls.", "grippers"),
        (f"{ROOMS} The robot cannot go to the kitchen.", "grippers"),
        (f"{ROOMS} You can stop when all balls are in one room.", "grippers"),
        (f"{ROOMS} A robot can carry a ball and the left gripper is broken.", "grippers"),
        (f"{ROUTES} Rovers can go from any waypoint to any other waypoint.", "rovers"),
        (f"{ROUTES} Each rover can look into rocks.", "rovers"),
    ],
)
def test_what_may_be_a_fact_is_no_remark(words: str, domain: str) -> None:
    found = read(words, domain)
    assert found.status is FormalizeStatus.NOT_UNDERSTOOD
    told = [assumed for assumed in found.assumptions if "retells" in assumed]
    assert not any(found.unmatched[0] in assumed for assumed in told)


def test_a_state_that_opens_a_paragraph_is_that_of_all_of_it() -> None:
    words = (
        "Block a is on block b. Block b is on the table. In the goal state, block b is on block a."
    )
    asked = read(f"{words} Block a is on the table.", "blocksworld")
    assert asked.question.startswith("Is “Block a is on the table” how things are at the start")
    told = read(words.replace(" In", "\n\nIn") + " Block a is on the table.", "blocksworld")
    goals = {fact.fact for fact in told.facts if fact.goal}
    assert goals == {"(on block_b block_a)", "(on-table block_a)"}


def test_how_a_thing_is_is_not_what_it_is_called() -> None:
    assert "The left gripper is broken" in read(f"{ROOMS} The left gripper is broken.").unmatched
    named = read(
        "There are two rooms. The robot is robby. Robby is in room 1. Take ball 1 to room 2. "
        "Ball 1 is in room 1."
    )
    assert "(at-robby robby room_1)" in {fact.fact for fact in named.facts}


def test_what_doing_something_takes_is_a_remark_where_it_says_no_more() -> None:
    bar = "There is one shot. Dispenser 1 gives gin. Shot 1 should contain gin. "
    takes = "Filling and shaking need one hand to hold the shot and the other hand to be free."
    found = read(bar + takes, "barman")
    assert found.status is FormalizeStatus.FORMALIZED
    assert [f.fact for f in found.facts if f.goal] == ["(contains shot_1 gin)"]
    for more in ("Filling takes shot 1.", "Filling takes a hand and the hand should be free."):
        assert read(bar + more, "barman").status is FormalizeStatus.NOT_UNDERSTOOD
