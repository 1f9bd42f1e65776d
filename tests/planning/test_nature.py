"""Processes and events: what goes on and happens by itself is judged twice, too."""

from __future__ import annotations

import random

import pytest

from mrkl_core.planning import jobs
from mrkl_core.planning.durative import Unjudged
from mrkl_core.planning.kairos_validator import validate_with_kairos
from mrkl_core.planning.pddl.features import features
from mrkl_core.planning.pddl.parse import parse_domain, parse_problem
from mrkl_core.planning.plan_text import print_plan, read_plan
from mrkl_core.planning.validate_in_time import validate_in_time

TANKS = (
    """(define (domain tanks) (:requirements :time :typing :numeric-fluents) (:types tank)
  (:predicates (open ?t - tank) (full ?t - tank)) (:functions (level ?t) (most ?t) (rate ?t))
  (:process fill :parameters (?t - tank)
    :precondition (and (open ?t) (< (level ?t) (most ?t)))
    :effect (increase (level ?t) (* #t (rate ?t))))
  (:event fills :parameters (?t - tank)
    :precondition (and (open ?t) (>= (level ?t) (most ?t)))
    :effect (and (not (open ?t)) (full ?t)))
  (:action open :parameters (?t - tank) :precondition (not (open ?t)) :effect (open ?t))
  (:action close :parameters (?t - tank) :precondition (open ?t) :effect (not (open ?t))))""",
    """(define (problem two) (:domain tanks) (:objects a b - tank)
  (:init (= (level a) 0) (= (level b) 1) (= (most a) 5) (= (most b) 3)
    (= (rate a) 2) (= (rate b) 0.5))
  (:goal (and (full a) (full b))))""",
)

SUN = (
    """(define (domain sun) (:requirements :time :numeric-fluents :timed-initial-literals)
  (:predicates (sun) (charged) (used)) (:functions (charge))
  (:process charging :parameters () :precondition (and (sun) (<= (charge) 99))
    :effect (increase (charge) (* #t 10)))
  (:event charges :parameters () :precondition (and (not (charged)) (>= (charge) 40))
    :effect (charged))
  (:event empties :parameters () :precondition (and (charged) (< (charge) 15))
    :effect (not (charged)))
  (:action use :parameters () :precondition (charged)
    :effect (and (used) (decrease (charge) 30))))""",
    """(define (problem day) (:domain sun)
  (:init (= (charge) 5) (at 2 (sun)) (at 6 (not (sun))) (at 9 (sun)))
  (:goal (and (used) (>= (charge) 20) (charged))))""",
)

THERMOSTAT = """(define (domain heater) (:requirements :time :numeric-fluents)
  (:predicates (on) (alarm) (done)) (:functions (warmth) (times))
  (:process heat :parameters () :precondition (on) :effect (increase (warmth) (* #t 2)))
  (:process cool :parameters () :precondition (not (on)) :effect (decrease (warmth) (* #t 1)))
  (:event hot :parameters () :precondition (and (on) (> (warmth) 21))
    :effect (and (not (on)) (increase (times) 1)))
  (:event cold :parameters () :precondition (and (not (on)) (< (warmth) 18)) :effect (on))
  (:event ring :parameters () :precondition (and (not (alarm)) (>= (times) 2)) :effect (alarm))
  (:action finish :parameters () :precondition (alarm) :effect (done)))"""


@pytest.mark.parametrize("task", [TANKS, SUN], ids=["tanks", "sun"])
def test_a_second_validator_agrees_on_good_and_broken_plans(task) -> None:
    domain, problem = map(str, task)
    found = jobs.solve(domain, problem)
    assert found.plan, found.reasons
    assert [one.verdict for one in found.evidence[:2]] == ["PASSED", "PASSED"]
    read = parse_domain(domain), parse_problem(problem)
    used, dice, verdicts = features(*read), random.Random(2), set()
    for _ in range(60):
        times = [
            (max(0.0, start + dice.choice((-2, -0.5, 0, 0, 0.5, 1, 3))), length)
            for start, length in found.times
        ]
        end = found.end + dice.choice((-1, -0.25, 0, 0, 2)) if found.end else None
        plan = read_plan(print_plan(found.plan, times=times, end=end))
        ours = validate_in_time(*read, plan, used)
        assert ours.valid is validate_with_kairos(*read, plan).valid, (times, end, ours.message)
        verdicts.add(ours.valid)
    assert verdicts == {True, False}


@pytest.mark.parametrize(("when", "works"), [(6.9, False), (7.1, True)])
def test_an_event_happens_as_soon_as_its_condition_does(when: float, works: bool) -> None:
    problem = """(define (problem x) (:domain heater)
      (:init (= (warmth) 16) (= (times) 0)) (:goal (done)))"""
    # On at once, off at 2.5 with 21, on at 5.5 with 18, off at 7: the second time.
    read = parse_domain(THERMOSTAT), parse_problem(problem)
    plan = read_plan(f"{when}: (finish) [0]\n")
    assert validate_in_time(*read, plan, features(*read)).valid is works


def test_what_is_not_linear_or_never_ends_is_not_judged() -> None:
    curved = """(define (domain d) (:requirements :time) (:predicates (p)) (:functions (x) (v))
      (:process move :parameters () :precondition (p) :effect (increase (x) (* #t (v))))
      (:process speed :parameters () :precondition (p) :effect (increase (v) (* #t 1)))
      (:action a :parameters () :effect (p)))"""
    endless = """(define (domain d) (:requirements :time) (:predicates (p)) (:functions (x) (v))
      (:event again :parameters () :precondition (p) :effect (increase (x) 1))
      (:action a :parameters () :effect (p)))"""
    problem = "(define (problem x) (:domain d) (:init (= (x) 0) (= (v) 0)) (:goal (>= (x) 3)))"
    unknown = curved.replace("#t (v)", "#t (w)").replace("(v))\n", "(v) (w))\n", 1)
    for domain in (curved, endless, unknown):
        read = parse_domain(domain), parse_problem(problem)
        plan = read_plan("0: (a) [0]\n4: @PlanEND\n")
        with pytest.raises(Unjudged):
            validate_in_time(*read, plan, features(*read))


@pytest.mark.parametrize("task", [TANKS, SUN], ids=["tanks", "sun"])
def test_what_goes_on_by_itself_is_not_odd(task) -> None:
    left = {one.code for one in jobs.lint(*task)}
    assert left <= {"REQUIREMENT_UNDECLARED"}
    assert not any("continuous" in one.message for one in jobs.lint(*task))
