"""Why there is no plan: each claim can be checked by taking the problem at its word."""

from __future__ import annotations

import pytest

from mrkl_core.errors import BadRequest
from mrkl_core.planning.jobs import diagnose, solve


def test_a_goal_out_of_reach_is_named_with_facts_that_would_help(drive):
    nowhere = drive.problem.replace("(:goal (at t c))", "(:goal (and (at t d)))")
    found = diagnose(drive.domain, nowhere)
    assert found.solvable is False
    assert [one.what for one in found.unreachable] == ["(at t d)"]
    assert found.missing == ("(road a d)", "(road b d)", "(road c d)")
    for fact in found.missing:
        assert solve(drive.domain, nowhere.replace("(:init", f"(:init {fact}")).status.solved


def test_no_fact_is_missed_that_what_holds_excludes(drive):
    lost = drive.problem.replace("(at t a)", "(at t d)")
    found = diagnose(drive.domain, lost)
    assert found.solvable is False
    # A truck at two places would help, too, but that is no state.
    assert found.missing == ("(road d a)", "(road d b)", "(road d c)")


def test_goals_that_exclude_each_other_are_named_and_no_others(drive):
    goals = "(:goal (and (road a b) (at t b) (at t c)))"
    found = diagnose(drive.domain, drive.problem.replace("(:goal (at t c))", goals))
    assert found.solvable is False
    assert not found.unreachable
    assert (found.conflict, found.smallest) == (("(at t b)", "(at t c)"), True)


def test_a_problem_with_a_plan_says_what_every_plan_rests_on(drive):
    found = diagnose(drive.domain, drive.problem)
    assert found.solvable
    assert found.landmarks == ("(at t b)",)


def test_numbers_and_derived_facts_are_no_obstacle(tank):
    assert diagnose(tank.domain, tank.problem).solvable
    dark = tank.domain.replace(":precondition (not (lamp))", ":precondition (lamp)")
    assert dark != tank.domain
    found = diagnose(dark, tank.problem, seconds=5.0)
    assert found.solvable is False
    assert [one.what for one in found.unreachable] == ["(all-seen)"]


def test_problems_that_change_by_themselves_are_refused():
    domain = """(define (domain d) (:requirements :time) (:predicates (p)) (:functions (x))
      (:process grow :precondition (p) :effect (increase (x) (* #t 1)))
      (:action a :effect (p)))"""
    problem = "(define (problem x) (:domain d) (:init (= (x) 0)) (:goal (> (x) 3)))"
    with pytest.raises(BadRequest, match=r"a diagnosis covers .* uses time"):
        diagnose(domain, problem)
