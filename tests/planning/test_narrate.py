from __future__ import annotations

import pytest

from mrkl_core.contracts.planning import SolveStatus
from mrkl_core.planning.domains import Domains
from mrkl_core.planning.narrate import Narrator

BLOCKS = Domains().get("blocksworld").language
GRIPPERS = Domains().get("grippers").language


def test_a_step_is_told_with_the_persons_own_names() -> None:
    narrator = Narrator(BLOCKS, {"red_block": "the red block", "b2": "b2"})
    assert narrator.step(("unstack", "red_block", "b2")) == "Take the red block off b2."


def test_what_belongs_to_someone_named_beside_it_is_its() -> None:
    names = {"robby": "Robby", "left": "Robby's left gripper", "cup": "the cup"}
    told = Narrator(GRIPPERS, names).step(("pick", "robby", "cup", "hall", "left"))
    assert told == "Robby picks up the cup in hall with its left gripper."


def test_what_the_sentence_leaves_out_takes_nothing_from_the_rest() -> None:
    names = {"d": "Rome's depot", "a": "Rome's airport", "rome": "Rome", "t": "the truck"}
    told = Narrator(Domains().get("logistics").language, names).step(
        ("drive-truck", "t", "d", "a", "rome")
    )
    assert told == "Drive the truck from Rome's depot to Rome's airport."


def test_an_action_the_language_does_not_know_is_still_told() -> None:
    assert Narrator(BLOCKS).step(("paint", "a", "b")) == "Paint a and b"


def test_facts_are_told() -> None:
    narrator = Narrator(BLOCKS, {"a": "block A"})
    assert narrator.fact("(on a b)") == "block A is on top of b"
    assert narrator.fact("(arm-empty)") == "the arm is empty"
    assert narrator.fact("(unheard of)") == "(unheard of)"


@pytest.mark.parametrize(
    ("status", "plan", "told"),
    [
        (
            SolveStatus.SOLVED_SATISFICING,
            [("pickup", "a"), ("stack", "a", "b")],
            "2 steps reach the goal: a is on top of b.",
        ),
        (
            SolveStatus.SOLVED_OPTIMALLY,
            [("stack", "a", "b")],
            "1 step reaches the goal, and none shorter can: a is on top of b.",
        ),
        (SolveStatus.SOLVED_SATISFICING, [], "Nothing needs to be done: a is on top of b already."),
        (
            SolveStatus.UNSOLVABLE,
            None,
            "There is no plan: it was proved that the goal cannot be reached: a is on top of b.",
        ),
        (
            SolveStatus.TIMEOUT,
            None,
            "No plan was found in the time allowed; there may be one: a is on top of b.",
        ),
    ],
)
def test_outcomes_are_told_for_what_they_are(
    status: SolveStatus, plan: list[tuple[str, ...]] | None, told: str
) -> None:
    cost = None if plan is None else float(len(plan))
    assert Narrator(BLOCKS).summary(status, plan, ["(on a b)"], cost) == told
