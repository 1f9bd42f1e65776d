from __future__ import annotations

import pytest

from mrkl_core.contracts.planning import Faithfulness, FormalizeStatus, Step
from mrkl_core.errors import NotReady
from mrkl_core.planning.domains import shared
from mrkl_core.planning.pddl.parse import parse_problem
from mrkl_core.planning.pddl.tree import Atom
from mrkl_core.planning.repair.knowledge import known, unnamed
from mrkl_core.planning.repair.observe import observed

BLOCKS = shared().get("blocksworld")
PROBLEM = """(define (problem p) (:domain blocksworld) (:objects a b c)
  (:init (on a b) (on-table b) (on-table c) (clear a) (clear c) (arm-empty))
  (:goal (and (on b c) (on a b))))"""
STEPS: list[Step] = [("unstack", "a", "b"), ("putdown", "a"), ("pickup", "b"), ("stack", "b", "c")]


def facts(problem: str) -> set[str]:
    init = parse_problem(problem).init
    return {f"({' '.join((f.name, *f.terms))})" for f in init if isinstance(f, Atom)}


def test_what_was_observed_holds_and_what_cannot_hold_beside_it_does_not() -> None:
    # Block a should be on the table by now; it fell on c.
    found = observed(PROBLEM, STEPS[:2], "Block a is on block c.", known(BLOCKS))
    assert found.status is FormalizeStatus.FORMALIZED, found.question
    assert facts(found.problem) == {
        "(on a c)", "(on-table b)", "(on-table c)", "(clear a)", "(clear b)", "(arm-empty)"
    }  # fmt: skip
    assert found.faithfulness is Faithfulness.ASSUMED
    assert any("observed: “Block a is on block c”" in a for a in found.assumptions)
    assert "first 2 steps" in found.assumptions[-1]
    goal = {f.fact for f in found.facts if f.goal}
    assert goal == {"(on b c)", "(on a b)"}


def test_an_observation_that_is_not_understood_changes_nothing() -> None:
    found = observed(PROBLEM, (), "The cat ate block a.", known(BLOCKS))
    assert found.status is FormalizeStatus.NOT_UNDERSTOOD
    assert found.unmatched
    assert found.problem == ""


@pytest.mark.parametrize(
    "words", ["Block z is on the table.", "I want block a on block c.", "Block a is on itself."]
)
def test_what_cannot_be_taken_for_an_observation_is_asked_about(words: str) -> None:
    found = observed(PROBLEM, (), words, known(BLOCKS))
    assert found.status is not FormalizeStatus.FORMALIZED
    assert found.question or found.unmatched


def test_steps_that_cannot_have_been_taken_are_told() -> None:
    found = observed(PROBLEM, STEPS[1:2], "Block a is on block c.", known(BLOCKS))
    assert found.status is FormalizeStatus.NEEDS_INPUT
    assert "putdown" in found.question


def test_without_a_language_nothing_can_be_observed() -> None:
    with pytest.raises(NotReady, match="without a language"):
        observed(PROBLEM, (), "Block a is on block c.", unnamed(BLOCKS.pddl))
