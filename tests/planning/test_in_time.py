"""Plans in time, under constraints and with preferences: two validators, one verdict."""

from __future__ import annotations

import random

import pytest

from mrkl_core.contracts.evidence import Verdict
from mrkl_core.contracts.planning import Validation
from mrkl_core.errors import BadRequest
from mrkl_core.planning import jobs
from mrkl_core.planning.kairos_validator import validate_with_kairos
from mrkl_core.planning.pddl.features import features
from mrkl_core.planning.pddl.parse import parse_domain, parse_problem
from mrkl_core.planning.plan_text import print_plan, read_plan
from mrkl_core.planning.validate import validate_plan
from mrkl_core.planning.validate_in_time import validate_in_time

TIME = """(define (domain time)
  (:requirements :durative-actions :numeric-fluents :negative-preconditions
    :timed-initial-literals :conditional-effects :continuous-effects :duration-inequalities)
  (:predicates (p) (q) (r) (s) (w))
  (:functions (f) (g) (h))
  (:durative-action a :parameters () :duration (= ?duration 5)
    :condition (and (at start (p)) (over all (r)))
    :effect (and (at start (not (p))) (at end (q))))
  (:durative-action b :parameters () :duration (= ?duration 3)
    :condition (at start (q)) :effect (at end (s)))
  (:durative-action drop-late :parameters () :duration (= ?duration 3)
    :condition (and) :effect (at end (not (r))))
  (:durative-action drop-soon :parameters () :duration (= ?duration 3)
    :condition (and) :effect (at start (not (r))))
  (:durative-action raise :parameters () :duration (= ?duration 3)
    :condition (and) :effect (at start (r)))
  (:durative-action count :parameters () :duration (= ?duration 3)
    :condition (and) :effect (at end (increase (f) 1)))
  (:durative-action count-two :parameters () :duration (= ?duration 3)
    :condition (and) :effect (at end (increase (f) 2)))
  (:durative-action set :parameters () :duration (= ?duration 3)
    :condition (and) :effect (at end (assign (f) 9)))
  (:durative-action few :parameters () :duration (= ?duration 3)
    :condition (at end (<= (f) 1)) :effect (at end (s)))
  (:durative-action pour :parameters ()
    :duration (and (>= ?duration 0.5) (<= ?duration (+ (h) 3)))
    :condition (over all (<= (g) 4))
    :effect (and (at end (s)) (increase (g) (* #t 2))))
  (:durative-action timed :parameters () :duration (= ?duration (* 2 (h)))
    :condition (at end (r)) :effect (at end (increase (f) ?duration)))
  (:durative-action third :parameters () :duration (= ?duration (/ 10 3))
    :condition (and) :effect (at end (decrease (h) ?duration)))
  (:durative-action if-start :parameters () :duration (= ?duration 1)
    :condition (and) :effect (when (at start (p)) (at start (w))))
  (:action snap :parameters () :precondition (q) :effect (w)))"""

PROBLEM = """(define (problem x) (:domain {domain})
  (:init {init}) (:goal (and {goal})) {more})"""

#: Plan, goal, what comes by itself, and whether that works.
IN_TIME = {
    "one after the other": ("0: (a) [5]\n5.001: (b) [3]", "(s)", "", True),
    "an effect at its very time": ("0: (a) [5]\n5: (b) [3]", "(s)", "", False),
    "too early": ("0: (a) [5]\n4.999: (b) [3]", "(s)", "", False),
    "needed over all and gone at the end": ("0: (a) [5]\n2: (drop-late) [3]", "(q)", "", True),
    "needed over all and gone before": ("0: (a) [5]\n1.9: (drop-late) [3]", "(q)", "", False),
    "needed over all and gone at the start": ("0: (a) [5]\n0: (drop-soon) [3]", "(q)", "", False),
    "there as it begins": ("0: (drop-soon) [3]\n4: (a) [5]\n4: (raise) [3]", "(q)", "", True),
    "both add": ("0: (count) [3]\n0: (count-two) [3]", "(= (f) 3)", "", True),
    "one adds and one sets": ("0: (count) [3]\n0: (set) [3]", "(s)", "", False),
    "one adds and one asks": ("0: (count) [3]\n0: (few) [3]", "(= (f) 1)", "", False),
    "one adds after one asks": ("0.001: (count) [3]\n0: (few) [3]", "(= (f) 1)", "", True),
    "rounded": ("0: (a) [5.0005]", "(q)", "", True),
    "too long": ("0: (a) [5.002]", "(q)", "", False),
    "no duration": ("0: (a)", "(q)", "", False),
    "any duration that fits": ("0: (pour) [1.75]", "(= (g) 3.5)", "", True),
    "a duration that does not": ("0: (pour) [4.5]", "(s)", "", False),
    "poured to the brim": ("0: (pour) [2]", "(= (g) 4)", "", True),
    "poured over": ("0: (pour) [2.1]", "(s)", "", False),
    "poured twice at once": ("0: (pour) [1]\n0: (pour) [1]", "(= (g) 4)", "", True),
    "poured over by two": ("0: (pour) [1.5]\n0.5: (pour) [1]", "(s)", "", False),
    "its duration counts": ("0: (timed) [4]", "(= (f) 4)", "", True),
    "thirds": ("0: (third) [3.333]\n0: (third) [3.333]\n0: (third) [3.333]", "(<= (h) -7.999)",
        "", True),
    "gone as it is asked for": ("0: (timed) [4]", "(= (f) 4)", "(at 4 (not (r)))", False),
    "gone after it was asked for": ("0: (timed) [4]", "(= (f) 4)", "(at 4.001 (not (r)))", True),
    "gone by itself meanwhile": ("0: (a) [5]", "(q)", "(at 3 (not (r)))", False),
    "what comes by itself counts": ("0: (a) [5]", "(w)", "(at 9 (w))", True),
    "what goes by itself counts": ("0: (a) [5]", "(r)", "(at 9 (not (r)))", False),
    "a number by itself": ("0: (count) [3]", "(= (f) 5)", "(at 1 (= (f) 4))", True),
    "one that takes no time": ("0: (a) [5]\n5.001: (snap)", "(w)", "", True),
    "one that takes no time too soon": ("0: (a) [5]\n5: (snap)", "(w)", "", False),
    "twice the same": ("0: (count) [3]\n0: (count) [3]", "(= (f) 2)", "", True),
    "if it holds at the start": ("0: (if-start) [1]", "(w)", "", True),
    "if it held before": ("0: (a) [5]\n1: (if-start) [1]", "(w)", "", False),
    "no such action": ("0: (aa) [5]", "(q)", "", False),
    "too many arguments": ("0: (a x) [5]", "(q)", "", False),
    "nothing at all": ("", "(p)", "", True),
}  # fmt: skip

STATES = """(define (domain states) (:requirements :adl :constraints :preferences)
  (:predicates (p) (q) (r))
  (:action a :parameters () :precondition (p) :effect (q))
  (:action b :parameters () :precondition (q) :effect (and (r) (not (q))))
  (:action c :parameters () :precondition (preference early (r)) :effect (q)))"""

#: Plan, constraints, and whether it keeps them.
CONSTRAINED = [
    ("(a) (b)", "(always (p))", True),
    ("(a) (b)", "(always (q))", False),
    ("(a) (b)", "(sometime (q))", True),
    ("(a)", "(sometime (r))", False),
    ("(a) (b)", "(at end (r))", True),
    ("(a) (b)", "(at end (q))", False),
    ("(a) (b)", "(within 1 (q))", True),
    ("(a) (b)", "(within 1 (r))", False),
    ("(a) (b)", "(at-most-once (q))", True),
    ("(a) (b) (a)", "(at-most-once (q))", False),
    ("(a) (b)", "(sometime-after (q) (r))", True),
    ("(a) (b)", "(sometime-after (r) (q))", False),
    ("(a) (b)", "(sometime-before (r) (q))", True),
    ("(a) (b)", "(sometime-before (p) (p))", False),
    ("(a) (b)", "(always-within 1 (q) (r))", True),
    ("(a) (b)", "(always-within 0 (q) (r))", False),
    ("(a) (b)", "(and (sometime (r)) (always (not (q))))", False),
    ("(a) (b)", "(preference wish (always (q)))", True),
]


def both(domain: str, problem: str, plan: str) -> tuple[Validation, Validation]:
    tree, read = parse_domain(domain), parse_problem(problem)
    written = read_plan(plan)
    ours = validate_in_time(tree, read, written, features(tree, read))
    return ours, validate_with_kairos(tree, read, written)


def in_time(goal: str, events: str = "") -> str:
    init = f"(p) (r) (= (f) 0) (= (g) 0) (= (h) 2) {events}"
    return PROBLEM.format(domain="time", init=init, goal=goal, more="")


def states(constraints: str, goal: str = "", more: str = "") -> str:
    more = f"(:constraints (and {constraints})) {more}"
    return PROBLEM.format(domain="states", init="(p)", goal=goal, more=more)


@pytest.mark.parametrize("name", IN_TIME)
def test_two_validators_say_the_same_of_a_plan_in_time(name: str) -> None:
    plan, goal, events, works = IN_TIME[name]
    ours, theirs = both(TIME, in_time(goal, events), plan)
    assert (ours.valid, theirs.valid) == (works, works), (ours.message, theirs.message)
    if works and plan:
        assert ours.cost == pytest.approx(theirs.cost)


@pytest.mark.parametrize(("plan", "constraints", "kept"), CONSTRAINED)
def test_two_validators_say_the_same_of_constraints(
    plan: str, constraints: str, kept: bool
) -> None:
    ours, theirs = both(STATES, states(constraints), plan.replace(") (", ")\n("))
    assert (ours.valid, theirs.valid) == (kept, kept), (ours.message, theirs.message)


def test_broken_preferences_cost_what_the_metric_says() -> None:
    problem = states(
        "(preference wish (always (q)))",
        "(preference late (q))",
        "(:metric minimize (+ (* 3 (is-violated wish)) (is-violated late) (is-violated early)))",
    )
    for plan, cost in (("(a)\n(b)", 4), ("(a)", 3), ("(c)\n(c)\n(a)\n(b)\n(c)", 5)):
        ours, theirs = both(STATES, problem, plan)
        assert (ours.cost, theirs.cost) == (cost, cost)


def test_a_plan_in_time_that_fails_names_the_step_what_it_lacks_and_since_when() -> None:
    found = jobs.validate(TIME, in_time("(q)"), "0: (drop-soon) [3]\n4: (a) [5]\n")
    assert found.failed_step == 1
    assert found.unmet == ("(r)",)
    assert "step 2 (a)" in found.message
    assert [(cause.since, cause.by) for cause in found.causes] == [(0, "(drop-soon)")]
    assert "(p)" not in found.state


def test_a_plan_works_only_if_both_validators_say_so() -> None:
    works = jobs.validate(TIME, in_time("(q)"), "0: (a) [5]\n")
    assert works.valid
    assert [one.method for one in works.evidence] == [
        "executed in time by mrkl's validator",
        "checked by Kairos' validator, which is not its search",
    ]


def test_what_is_not_covered_is_said_and_judged_by_kairos_alone() -> None:
    late = TIME.replace(
        "(when (at start (p)) (at start (w)))", "(when (at start (p)) (at end (w)))"
    )
    found = jobs.validate(late, in_time("(w)"), "0: (if-start) [1]\n")
    assert found.valid
    assert found.validator == "kairos"
    assert [one.verdict for one in found.evidence] == [Verdict.PASSED, Verdict.UNCHECKED]
    assert "another time" in found.evidence[1].detail


def test_a_plan_in_time_is_explained() -> None:
    plan = "0: (a) [5]\n0: (count) [3]\n5.001: (b) [3]\n"
    found = jobs.explain(TIME.replace("(increase (g) (* #t 2))", ""), in_time("(s)"), plan)
    assert found.validation.valid
    needed = [(reason.needed_by, reason.redundant) for reason in found.steps]
    assert needed == [((2,), False), ((), True), ((-1,), False)]
    assert found.steps[0].gives == ("(q)",)
    assert "1 can be left out" in found.summary


def test_numbers_that_grow_are_not_explained() -> None:
    with pytest.raises(BadRequest, match="continuous-effects"):
        jobs.explain(TIME, in_time("(s)"), "0: (pour) [1]\n")


def test_an_end_before_its_start_is_refused() -> None:
    found = jobs.validate(TIME, in_time("(q)"), "5: (a) [-3]\n")
    assert not found.valid


@pytest.mark.parametrize(
    "name",
    ["rovers-time-automatic/instance-1", "match-cellar-temporal-satisficing/instance-1",
     "depots-time-automatic/instance-1", "satellite-time-automatic/instance-1"],
)  # fmt: skip
def test_accidents_to_competition_plans_get_one_verdict(ipc, name: str) -> None:
    task = ipc(name)
    domain, problem = parse_domain(task.domain), parse_problem(task.problem)
    used = features(domain, problem)
    solved = jobs.solve(task.domain, task.problem, {"engine": "kairos", "timeout_s": 10})
    assert solved.plan
    steps, times = list(solved.plan), list(solved.times)
    dice = random.Random(name)
    valid = 0
    for _ in range(20):
        here, there = dice.randrange(len(steps)), dice.randrange(len(steps))
        start, duration = times[here]
        moved = dice.choice(
            [
                (start + dice.choice((-1, -0.001, 0.001, 0.5, 3)), duration),
                (times[there][0], duration),
                (sum(times[there]), duration),
                (start, duration * 0.9),
            ]
        )
        if moved[0] < 0:
            continue
        changed = [*times[:here], moved, *times[here + 1 :]]
        plan = read_plan(print_plan(steps, times=changed))
        found = validate_plan(domain, problem, plan, used)
        assert found.validator == "mrkl", found.message
        valid += found.valid
    assert valid < 20


def test_a_plan_in_time_is_simplified_from_its_end_and_keeps_its_times(match) -> None:
    plan = "0: (light-match m) [5]\n0.1: (mend f) [2]\n2.2: (mend g) [2]\n"
    goal = match.problem.replace("(mended g)", "")
    found = jobs.simplify(match.domain, goal, plan)
    assert (found.removed, found.removable, found.complete) == ((2,), ((2,),), True)
    assert found.times == ((0.0, 5.0), (0.1, 2.0))
    # Nothing needs the mending, and then nothing the match.
    nothing = goal.replace("(mended f)", "(unused n)").replace(
        "(unused m)", "(unused m) (unused n)"
    )
    found = jobs.simplify(match.domain, nothing.replace("m - match", "m n - match"), plan)
    assert found.plan == ()


def test_a_step_that_a_wish_needs_is_not_needless() -> None:
    domain = """(define (domain d) (:requirements :preferences) (:predicates (p) (q))
      (:action a :effect (p)) (:action b :effect (q)))"""
    problem = """(define (problem x) (:domain d) (:init)
      (:goal (and (p) (preference w (q)))) (:metric minimize (is-violated w)))"""
    assert jobs.simplify(domain, problem, "(a)\n(b)").removed == ()


def test_why_there_is_no_plan_in_time(match) -> None:
    found = jobs.diagnose(match.domain, match.problem.replace("(handfree)", ""), 10.0)
    assert found.solvable is False
    assert found.unreachable
    assert found.missing == ("(handfree)",)


def test_a_plan_waits_until_what_goes_on_by_itself_is_done() -> None:
    domain = """(define (domain d) (:requirements :time) (:predicates (p)) (:functions (x))
      (:process grow :parameters () :precondition (p) :effect (increase (x) (* #t 1)))
      (:action a :parameters () :precondition (not (p)) :effect (p)))"""
    problem = "(define (problem x) (:domain d) (:init (= (x) 0)) (:goal (>= (x) 3)))"
    found = jobs.solve(domain, problem)
    assert (found.plan, found.end) == ((("a",),), 3.0)
    plan = print_plan(found.plan, times=found.times, end=found.end)
    assert jobs.validate(domain, problem, plan).valid
    assert not jobs.validate(domain, problem, plan.replace("3.000: @", "2.000: @")).valid
