from __future__ import annotations

import random

import kairos
import pytest

from mrkl_core.contracts.evidence import Verdict
from mrkl_core.errors import PddlInvalid
from mrkl_core.planning.jobs import solve, validate
from mrkl_core.planning.plan_text import print_plan

GOOD = "(drive t a b)\n(drive t b c)\n"


def test_a_good_plan_is_valid_with_its_cost_and_evidence(drive):
    found = validate(drive.domain, drive.problem, GOOD)
    assert (found.valid, found.cost, found.failed_step, found.unmet) == (True, 2.0, None, ())
    assert found.validator == "mrkl"
    assert [e.verdict for e in found.evidence] == [Verdict.PASSED]


def test_the_first_failing_step_is_told_with_what_does_not_hold(drive):
    found = validate(drive.domain, drive.problem, "; hm\n(drive t a b)\n(drive t a c)\n")
    assert not found.valid
    assert found.failed_step == 1
    assert found.unmet == ("(at t a)", "(road a c)")
    assert found.message.startswith("line 3: step 2 (drive t a c) fails")
    assert found.cost is None
    assert [e.verdict for e in found.evidence] == [Verdict.FAILED]


def test_each_unmet_literal_is_traced_to_who_made_it_so(drive):
    found = validate(drive.domain, drive.problem, "(drive t a b)\n(drive t b c)\n(drive t b a)\n")
    assert [(c.literal, c.since, c.by) for c in found.causes] == [
        ("(at t b)", 1, "(drive t b c)"),
    ]
    assert found.state == ("(at t c)",)  # the roads never change
    found = validate(drive.domain, drive.problem, "(drive t b c)")
    assert [(c.literal, c.since, c.by) for c in found.causes] == [("(at t b)", -1, "")]


def test_an_unmet_comparison_and_a_derived_fact_are_traced_too(tank):
    found = validate(tank.domain, tank.problem, "(light) (go a b) (go b c)")
    (cause,) = found.causes
    assert (cause.since, cause.by) == (1, "(go a b)")
    assert "(= (fuel) 1)" in found.state
    found = validate(tank.domain, tank.problem, "(light)")
    (cause,) = found.causes  # who is seen was last changed by the lamp
    assert (cause.literal, cause.by) == ("(all-seen)", "(light)")


def test_an_object_that_is_declared_twice_is_of_both_types():
    domain = """(define (domain ovens) (:requirements :typing) (:types gas wood - oven)
      (:predicates (warm ?o - oven) (hot ?o - oven))
      (:action light :parameters (?o - gas) :effect (warm ?o))
      (:action stoke :parameters (?o - wood) :precondition (warm ?o) :effect (hot ?o)))"""
    problem = """(define (problem one) (:domain ovens) (:objects o - gas o - wood)
      (:init) (:goal (hot o)))"""
    assert validate(domain, problem, "(light o)\n(stoke o)").valid
    assert solve(domain, problem).status.solved


def test_an_unmet_goal_has_no_failing_step(drive):
    found = validate(drive.domain, drive.problem, "(drive t a b)")
    assert (found.valid, found.failed_step, found.unmet) == (False, None, ("(at t c)",))
    assert validate(drive.domain, drive.problem, "").unmet == ("(at t c)",)


@pytest.mark.parametrize(
    ("step", "message"),
    [
        ("(drvie t a b)", "action 'drvie' is not declared; did you mean 'drive'?"),
        ("(drive t a)", "action 'drive' takes 3 argument(s), found 2"),
        ("(drive tt a b)", "object 'tt' is not declared; did you mean 't'?"),
        ("(drive a a b)", "argument 1 of 'drive' must be truck; 'a' is place"),
    ],
)
def test_a_step_that_cannot_be_meant_is_named_with_the_nearest(drive, step, message):
    found = validate(drive.domain, drive.problem, f"{step}\n")
    assert found.failed_step == 0
    assert message in found.message
    assert "line 1:" in found.message


def test_a_plan_that_cannot_be_read_is_an_error(drive):
    with pytest.raises(PddlInvalid, match="plan:1:1"):
        validate(drive.domain, drive.problem, "drive t a b")


def test_numbers_conditions_quantifiers_and_derived_facts(tank):
    plan = "(light)\n(go a b)\n(refuel)\n(go b c)\n(refuel)\n(go c b)\n"
    found = validate(tank.domain, tank.problem, plan)
    assert found.valid, found.message
    assert found.cost == 1.5 + 1 + 2 + 1 + 2


@pytest.mark.parametrize(
    ("plan", "step", "unmet"),
    [
        # Not enough fuel: the numbers are told.
        ("(light) (go a b) (go b c)", 2, "(>= (fuel) (distance b c)) [1 and 2]"),
        # Without the lamp nothing is seen, so it may not be refuelled.
        ("(refuel)", 0, "(not (exists (?p - place) (and (in ?p) (not (seen ?p)))))"),
        ("(light) (light)", 1, "(not (lamp))"),
        ("(go a c)", 0, "(or (next a c) (next c a))"),
        ("(light)", None, "(all-seen)"),
    ],
)
def test_what_is_unmet_is_told_as_pddl(tank, plan, step, unmet):
    found = validate(tank.domain, tank.problem, plan)
    assert found.failed_step == step
    assert unmet in found.unmet


def one_action(effect: str, goal: str, *, init: str = "", functions: str = "") -> tuple[str, str]:
    domain = f"""(define (domain one) (:predicates (p) (q) (r ?x)) (:functions {functions})
      (:action act :parameters () :effect {effect}))"""
    problem = f"""(define (problem one) (:domain one) (:objects a b)
      (:init {init}) (:goal {goal}))"""
    return domain, problem


@pytest.mark.parametrize(
    ("effect", "goal", "init", "valid"),
    [
        # What is both removed and added stays.
        ("(and (p) (not (p)))", "(p)", "", True),
        # Conditions of effects look at the state before.
        ("(and (p) (when (p) (q)))", "(q)", "", False),
        ("(and (not (p)) (when (p) (q)))", "(q)", "(p)", True),
        ("(forall (?x) (when (not (r ?x)) (r ?x)))", "(forall (?x) (r ?x))", "(r a)", True),
        ("(forall (?x) (r ?x))", "(and (r a) (r b) (not (= a b)))", "", True),
        ("(and)", "(exists (?x ?y) (and (not (= ?x ?y)) (r ?x) (r ?y)))", "(r a)", False),
        ("(and)", "(exists (?x ?y) (and (not (= ?x ?y)) (r ?x) (r ?y)))", "(r a) (r b)", True),
        ("(and)", "(exists (?x) (or (and (r ?x) (p)) (and (not (r ?x)) (q))))", "(r a) (q)", True),
        ("(and)", "(forall (?x) (imply (r ?x) (exists (?x) (not (r ?x)))))", "(r a)", True),
        ("(and)", "(not (and (p) (or (q) (not (q)))))", "(p)", False),
    ],
)
def test_effects_and_conditions_mean_what_pddl_says(effect, goal, init, valid):
    domain, problem = one_action(effect, goal, init=init)
    assert validate(domain, problem, "(act)").valid is valid
    assert kairos.validate_plan(domain, problem, kairos.parse_plan("(act)")).valid is valid


@pytest.mark.parametrize(
    ("effect", "goal", "said"),
    [
        ("(increase (f) 1)", "(= (f) 1)", "(f) has no value"),
        ("(and (assign (g) 1) (assign (g) 2))", "(p)", "assigned two values at once"),
        ("(and (assign (g) 1) (increase (g) 2))", "(p)", "do not commute"),
        ("(scale-down (g) 0)", "(p)", "division by zero"),
        ("(assign (g) (/ 1 (- (g) (g))))", "(p)", "division by zero"),
        ("(p)", "(> (f) 1)", "(f) has no value"),
    ],
)
def test_numbers_that_cannot_be_computed_fail_the_plan(effect, goal, said):
    domain, problem = one_action(effect, goal, init="(= (g) 3)", functions="(f) (g)")
    found = validate(domain, problem, "(act)")
    assert not found.valid
    assert said in found.message


def test_numbers_stay_exact_and_bounded():
    tenth = one_action("(increase (g) 0.1)", "(= (g) 1)", init="(= (g) 0)", functions="(g)")
    assert validate(*tenth, "(act)\n" * 10).valid
    square = one_action("(assign (g) (* (g) (g)))", "(p)", init="(= (g) 3)", functions="(g)")
    found = validate(*square, "(act)\n" * 64)
    assert not found.valid
    assert "bits" in found.message


def test_derived_facts_need_a_way_without_their_own_negation():
    domain = """(define (domain d) (:predicates (p) (q))
      (:derived (p) (not (q))) (:derived (q) (not (p))))"""
    problem = "(define (problem d) (:domain d) (:init) (:goal (p)))"
    with pytest.raises(PddlInvalid, match="own negation"):
        validate(domain, problem, "")


def test_a_temporal_plan_is_checked_by_two_validators(match):
    good = "0: (light-match m) [5]\n0.1: (mend f) [2]\n2.2: (mend g) [2]\n"
    found = validate(match.domain, match.problem, good)
    assert found.valid, found.message
    assert found.validator == "mrkl"
    assert [one.verdict for one in found.evidence] == ["PASSED", "PASSED"]
    late = validate(match.domain, match.problem, good.replace("2.2", "4.2"))
    assert not late.valid
    assert late.unmet or late.message


SAMPLES = [
    "depot/p01",
    "driverlog-numeric-automatic/instance-1",
    "miconic-fulladl/f1-0",
    "openstacks-sat08-adl/p01",
    "psr-middle/p01-s17-n2-l2-f30",
    "schedule/probschedule-2-0",
    "storage/p01",
    "tpp-metric/instance-1",
    "caldera-sat18-adl/p01",
]


@pytest.mark.parametrize("name", SAMPLES)
def test_mutated_plans_get_the_same_verdict_as_from_kairos_validator(ipc, name):
    task = ipc(name)
    steps = list(solve(task.domain, task.problem, {"engine": "kairos", "timeout_s": 10}).plan or ())
    assert steps
    chance = random.Random(name)
    checked = {True: 0, False: 0}
    for _ in range(12):
        mutant = list(steps)
        match chance.randrange(4):
            case 0:
                mutant = mutant[: chance.randrange(len(mutant))]
            case 1:
                one, other = chance.randrange(len(mutant)), chance.randrange(len(mutant))
                mutant[one], mutant[other] = mutant[other], mutant[one]
            case 2:
                del mutant[chance.randrange(len(mutant))]
            case _:
                mutant.insert(chance.randrange(len(mutant)), chance.choice(mutant))
        text = print_plan(mutant)
        ours = validate(task.domain, task.problem, text)
        theirs = kairos.validate_plan(task.domain, task.problem, kairos.parse_plan(text))
        assert ours.valid is theirs.valid, (text, ours.message)
        if not ours.valid:
            assert ours.failed_step == theirs.failed_step, (text, ours.message)
        checked[ours.valid] += 1
    assert checked[False]
