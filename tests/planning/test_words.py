from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from mrkl_core.contracts.context import call_context
from mrkl_core.contracts.evidence import Verdict
from mrkl_core.contracts.planning import (
    Faithfulness,
    Formalization,
    FormalizeStatus,
    PlanAnswer,
    SolveOptions,
    SolveStatus,
    StepChange,
)
from mrkl_core.errors import BadRequest, DomainNotFound, NotReady
from mrkl_core.planning.domains import shared
from mrkl_core.planning.formalize import formalize
from mrkl_core.planning.read_back import read_back
from mrkl_core.planning.words import formalize_words, plan_problem, plan_words

WORDS = "The red block is on the blue block. Put the blue block on the red block."
OPTIONS = SolveOptions(timeout_s=20)


def plan(words: str, domain: str = "", **how: bool) -> PlanAnswer:
    return plan_words(words, domain, OPTIONS, domains=shared(), **how)


def test_words_become_a_validated_plan_in_words() -> None:
    answer = plan(WORDS)
    assert answer.status is SolveStatus.SOLVED_SATISFICING
    assert (answer.domain, answer.validated, answer.cost) == ("blocksworld", True, 4)
    assert answer.steps == (
        "Take the red block off the blue block.",
        "Put the red block down on the table.",
        "Pick up the blue block from the table.",
        "Stack the blue block on the red block.",
    )
    assert answer.summary == "4 steps reach the goal: the blue block is on top of the red block."
    assert {"formalize", "all"} <= set(answer.timings)


def test_the_evidence_has_every_check_and_every_assumption() -> None:
    answer = plan(WORDS)
    checks = [(e.check, e.verdict) for e in answer.evidence]
    assert ("every part of the request was understood", Verdict.PASSED) in checks
    assert ("the problem says what the request says", Verdict.PASSED) in checks
    assumed = [e.detail for e in answer.evidence if e.verdict is Verdict.UNCHECKED]
    assert assumed == list(answer.assumptions) != []
    assert any("reaches the goal" in e.check for e in answer.evidence)


def test_what_happens_is_told_as_it_happens() -> None:
    events: list[tuple[str, dict[str, Any]]] = []
    with call_context(lambda kind, data: events.append((kind, data)), None):
        plan(WORDS)
    kinds = [kind for kind, _ in events]
    ours = ["formalized", "solving", "validated", "narrated"]
    assert sorted(set(ours), key=kinds.index) == ours
    assert events[0][1]["status"] is FormalizeStatus.FORMALIZED


def test_a_plan_for_a_part_of_the_words_says_which_part_it_leaves_out() -> None:
    answer = plan(WORDS + " Mind the gap.")
    assert answer.status is FormalizeStatus.NOT_UNDERSTOOD
    assert answer.faithfulness is Faithfulness.UNSURE
    assert (answer.unmatched, answer.validated) == (("Mind the gap",), True)
    assert answer.plan == plan(WORDS).plan
    assert answer.summary.startswith("Not understood: “Mind the gap”. Planned without it: ")
    assert answer.evidence[0].verdict is Verdict.FAILED
    assert not any(e.check == "the problem says what the request says" for e in answer.evidence)


@pytest.mark.parametrize("how", ["strict", "whole"])
def test_a_part_of_the_words_is_not_planned_where_that_is_not_wanted(how: str) -> None:
    answer = plan(WORDS + " Mind the gap.", **{how: True})
    assert answer.status is FormalizeStatus.NOT_UNDERSTOOD
    assert (answer.plan, answer.problem, answer.validated) == (None, "", False)
    assert answer.summary == "Not understood: “Mind the gap”. Nothing was planned."
    assert [e.verdict for e in answer.evidence] == [Verdict.FAILED]


def test_an_open_question_is_asked_not_guessed() -> None:
    answer = plan("The red block is on the blue block.", "blocksworld")
    assert answer.status is FormalizeStatus.NEEDS_INPUT
    assert answer.question == answer.summary == "What should be true at the end?"
    assert answer.plan is None


UNSOLVABLE = (
    "Rome and Oslo are cities. Rome has a depot and Oslo has a depot. Truck 1 is at the depot "
    "in Rome. The parcel is at the depot in Rome. Take the parcel to the depot in Oslo."
)


def test_nothing_is_called_unsolvable_for_a_part_of_the_words() -> None:
    answer = plan(f"{UNSOLVABLE} Something with wings stands by.")
    assert (answer.status, answer.plan) == (FormalizeStatus.NOT_UNDERSTOOD, None)
    assert "Nothing was planned." in answer.summary


def test_what_cannot_be_is_told_in_words() -> None:
    answer = plan(UNSOLVABLE)
    assert answer.status is SolveStatus.UNSOLVABLE
    assert answer.plan is None
    assert answer.summary.startswith(
        "There is no plan: it was proved that the goal cannot be reached: "
        "the parcel is at Oslo's depot. There would be a plan if "
    )
    assert answer.why_not is not None
    assert answer.why_not.unreachable == ("the parcel is at Oslo's depot",)
    assert "Oslo's depot is in Rome" in answer.why_not.fixes


def test_goals_that_exclude_each_other_are_told_together() -> None:
    domain = """(define (domain walk) (:predicates (at ?x) (ready))
      (:action go :parameters (?x ?y) :precondition (at ?x)
        :effect (and (at ?y) (not (at ?x)))))"""
    problem = """(define (problem p) (:domain walk) (:objects a b)
      (:init (at a)) (:goal (and (at a) (at b))))"""
    read = Formalization(FormalizeStatus.FORMALIZED, "walk", problem, by="by_model")
    answer = plan_problem(read, domain, None, OPTIONS)
    assert answer.status is SolveStatus.UNSOLVABLE
    assert answer.why_not is not None
    assert answer.why_not.conflict == ("(at a)", "(at b)")
    assert "but not all together: (at a); (at b)." in answer.summary


def test_each_step_tells_what_it_takes_and_changes() -> None:
    answer = plan(WORDS)
    assert len(answer.changes) == len(answer.steps)
    assert answer.changes[1] == StepChange(
        added=("the arm is empty", "the red block is clear", "the red block is on the table"),
        removed=("the arm is holding the red block",),
        cost=1,
    )


def test_a_goal_already_reached_needs_no_step() -> None:
    answer = plan("A is on B. I want A on B.", "blocksworld")
    assert answer.plan == ()
    assert answer.summary.startswith("Nothing needs to be done")


def test_words_of_no_domain_are_refused() -> None:
    with pytest.raises(DomainNotFound, match="the domains are barman, blocksworld, "):
        plan("Sing me a song.")
    with pytest.raises(NotReady, match="has no language"):
        formalize_words(WORDS, "(define (domain d))", shared())


def test_reading_back_finds_what_the_problem_does_not_say() -> None:
    language = shared().get("blocksworld").language
    found, names = formalize(WORDS, language)
    # The names of two things are exchanged: what is said is no longer what was read.
    swapped = {"red_block": names["blue_block"], "blue_block": names["red_block"]}
    assert read_back(found, language).verdict is Verdict.PASSED
    assert read_back(replace(found, names=swapped), language).verdict is Verdict.FAILED


def test_words_for_another_domain_are_told_which_one_reads_them() -> None:
    told = plan(
        "Ball 1 is in room 1. The robot is in room 1. Take ball 1 to room 2.", "blocksworld"
    )
    assert told.status is FormalizeStatus.NOT_UNDERSTOOD
    first = told.diagnostics[0]
    assert (first.code, "'grippers'" in first.message) == ("ANOTHER_DOMAIN", True)


def test_words_that_some_of_a_domain_reads_are_compared_with_no_other() -> None:
    told = plan("Block a is on block b. Take ball 1 to room 2.", "blocksworld")
    assert "ANOTHER_DOMAIN" not in {d.code for d in told.diagnostics}


def test_pddl_in_the_place_of_words_is_sent_where_it_is_solved() -> None:
    with pytest.raises(BadRequest) as refused:
        plan("(define (problem p) (:domain blocksworld) (:init) (:goal (and)))", "blocksworld")
    assert "mrkl pddl solve" in refused.value.hint
