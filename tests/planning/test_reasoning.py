"""Exact answers about states, steps and plans, against a search that knows no shortcuts."""

from __future__ import annotations

from collections import deque
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mrkl_core.contracts.reasoning import Reach
from mrkl_core.errors import BadRequest
from mrkl_core.planning import jobs
from mrkl_core.planning.execute import Execution, Refusal
from mrkl_core.planning.pddl.parse import parse_domain, parse_problem
from mrkl_core.planning.pddl.print import print_domain, print_problem
from mrkl_core.planning.pddl.tree import And, Atom, Not, Or, When
from mrkl_core.planning.reasoning.landmarks import landmarks
from mrkl_core.planning.reasoning.reach import EXCLUDED, RELAXED, Reachability
from mrkl_core.planning.reasoning.successors import applicable, state_of
from mrkl_core.planning.validate import validate_steps

FACTS = ("p", "q", "r", "s", "t")


@st.composite
def small_worlds(draw):
    """A domain of a few facts with negation, alternatives and conditional effects."""
    literal = st.sampled_from([*(f"({f})" for f in FACTS), *(f"(not ({f}))" for f in FACTS)])

    def condition(most):
        parts = draw(st.lists(literal, max_size=most))
        if parts and draw(st.booleans()):
            parts.append(f"(or {draw(literal)} {draw(literal)})")
        return f"(and {' '.join(parts)})"

    actions = []
    for number in range(draw(st.integers(1, 5))):
        effects = draw(st.lists(literal, min_size=1, max_size=2))
        if draw(st.booleans()):
            effects.append(f"(when {condition(1)} {draw(literal)})")
        actions.append(
            f"(:action a{number} :parameters () :precondition {condition(2)}"
            f" :effect (and {' '.join(effects)}))"
        )
    domain = f"(define (domain small) (:requirements :adl) (:predicates {_declared()})"
    init = draw(st.lists(st.sampled_from(FACTS), unique=True, max_size=3))
    problem = (
        "(define (problem one) (:domain small)"
        f" (:init {' '.join(f'({f})' for f in init)}) (:goal {condition(2)}))"
    )
    return parse_domain(f"{domain}\n{chr(10).join(actions)})"), parse_problem(problem)


def _declared():
    return " ".join(f"({fact})" for fact in FACTS)


def every_state(domain, problem, avoid=None):
    """All states that can be reached by execution, through none where `avoid` holds."""
    first = Execution(domain, problem)
    if avoid in first.facts():
        return []
    seen = {first.facts()}
    waiting = deque([problem])
    while waiting:
        here = waiting.popleft()
        for step in applicable(Execution(domain, here)):
            execution = Execution(domain, here)
            assert not isinstance(execution.take(step), Refusal)
            if execution.facts() not in seen and avoid not in execution.facts():
                seen.add(execution.facts())
                waiting.append(_at(problem, execution))
    return seen


def _at(problem, execution):
    return replace(problem, init=state_of(execution))


def reaches_goal(domain, problem, states):
    for facts in states:
        execution = Execution(domain, _with(problem, facts))
        if not execution.unmet(problem.goal, {}):
            return True
    return False


def _with(problem, facts):
    return replace(problem, init=tuple(Atom(name, tuple(rest)) for name, *rest in facts))


@settings(max_examples=60, deadline=None)
@given(small_worlds())
def test_what_can_be_reached_is_what_a_plain_search_reaches(world):
    domain, problem = world
    states = every_state(domain, problem)
    reachability = Reachability(domain, problem, 10.0)
    for fact in FACTS:
        found = reachability.of(Atom(fact), fact)
        held = any((fact,) in state for state in states)
        assert found.verdict is (Reach.REACHABLE if held else Reach.UNREACHABLE)
        if found.steps is not None:
            execution = Execution(domain, replace(problem, goal=Atom(fact)))
            assert validate_steps(execution, found.steps).valid
    never = {a.name for a in domain.actions} - {
        step[0] for here in states for step in applicable(Execution(domain, _with(problem, here)))
    }
    found = jobs.never_applicable(print_domain(domain), print_problem(problem))
    assert {one.what for one in found.unreachable} == {f"({name})" for name in never}


@settings(max_examples=60, deadline=None)
@given(small_worlds())
def test_landmarks_are_the_facts_without_which_no_state_is_a_goal(world):
    domain, problem = world
    found = landmarks(domain, problem, 10.0)
    if not reaches_goal(domain, problem, every_state(domain, problem)):
        assert not found.solvable
        return
    listed = {*found.needed, *found.passed, *found.trivial}
    first = Execution(domain, problem).facts()
    for fact in FACTS:
        if (fact,) not in first:
            avoiding = every_state(domain, problem, avoid=(fact,))
            needed = not reaches_goal(domain, problem, avoiding)
            assert (f"({fact})" in listed) is needed


def true_in(formula, state):
    """What a condition means, said once more without any code of ours."""
    match formula:
        case And(parts):
            return all(true_in(part, state) for part in parts)
        case Or(parts):
            return any(true_in(part, state) for part in parts)
        case Not(part):
            return not true_in(part, state)
    return formula.name in state


def changed(effect, state):
    """What an effect adds and removes in a state."""
    match effect:
        case And(parts):
            both = [changed(part, state) for part in parts]
            return {f for a, _ in both for f in a}, {f for _, r in both for f in r}
        case When(condition, part):
            return changed(part, state) if true_in(condition, state) else (set(), set())
        case Not(part):
            return set(), {part.name}
    return {effect.name}, set()


def successor(action, state):
    if not true_in(action.precondition, state):
        return None
    added, removed = changed(action.effect, state)
    return state - removed | added


def walked(domain, state, names):
    """The state after these actions, or how many of them could be taken."""
    actions = {action.name: action for action in domain.actions}
    for done, name in enumerate(names):
        state = successor(actions[name], state)
        if state is None:
            return done
    return state


def works(domain, problem, first, names):
    end = walked(domain, first, names)
    return not isinstance(end, int) and true_in(problem.goal, end)


def distance(domain, problem, state):
    """The fewest steps to the goal; None if it is out of reach."""
    seen, layer, steps = {state}, [state], 0
    while layer:
        if any(true_in(problem.goal, here) for here in layer):
            return steps
        after = {successor(action, here) for here in layer for action in domain.actions}
        layer = list(after - seen - {None})
        seen |= after
        steps += 1
    return None


walks = st.lists(st.integers(0, 4), max_size=6)


@settings(max_examples=120, deadline=None)
@given(small_worlds(), walks)
def test_steps_states_and_plans_are_judged_as_plain_sets_of_facts_are(world, walk):
    domain, problem = world
    texts = print_domain(domain), print_problem(problem)
    names = [domain.actions[n % len(domain.actions)].name for n in walk]
    plan = "".join(f"({name})\n" for name in names)
    first = frozenset(atom.name for atom in problem.init)
    able = {a.name for a in domain.actions if successor(a, first) is not None}
    assert {name for (name,) in jobs.applicable(*texts)} == able

    end = walked(domain, first, names)
    verdict = jobs.validate(*texts, plan)
    assert verdict.valid is works(domain, problem, first, names)
    assert verdict.failed_step == (end if isinstance(end, int) else None)
    if not isinstance(end, int):
        assert set(jobs.progress(*texts, plan).final) == {f"({fact})" for fact in end}
    if not verdict.valid:
        return

    found = jobs.simplify(*texts, plan)
    groups = [{i} for i in range(len(names))] + [{i, i + 1} for i in range(len(names) - 1)]
    alone = [
        tuple(sorted(group))
        for group in groups
        if works(domain, problem, first, [n for i, n in enumerate(names) if i not in group])
    ]
    assert sorted(found.removable) == sorted(alone)
    left = [name for (name,) in found.plan]
    assert works(domain, problem, first, left)
    assert left == [n for i, n in enumerate(names) if i not in found.removed]
    assert bool(found.removed) or not alone


@settings(max_examples=80, deadline=None)
@given(small_worlds())
def test_next_steps_are_those_that_shortest_plans_begin_with(world):
    domain, problem = world
    first = frozenset(atom.name for atom in problem.init)
    found = jobs.next_steps(print_domain(domain), print_problem(problem))
    best = distance(domain, problem, first)
    for one in found.steps:
        state = walked(domain, first, one.step)
        left = distance(domain, problem, state)
        assert one.dead_end is (left is None)
        assert one.cost == (None if left is None else left + 1)
        if best:
            assert one.optimal is (left is not None and left + 1 == best)


BLOCKS = """(define (domain blocks) (:predicates (on ?x ?y) (table ?x) (clear ?x) (free) (held ?x))
  (:action pick :parameters (?x) :precondition (and (clear ?x) (table ?x) (free))
   :effect (and (held ?x) (not (clear ?x)) (not (table ?x)) (not (free))))
  (:action drop :parameters (?x) :precondition (held ?x)
   :effect (and (clear ?x) (table ?x) (free) (not (held ?x))))
  (:action stack :parameters (?x ?y) :precondition (and (held ?x) (clear ?y))
   :effect (and (on ?x ?y) (clear ?x) (free) (not (held ?x)) (not (clear ?y))))
  (:action unstack :parameters (?x ?y) :precondition (and (on ?x ?y) (clear ?x) (free))
   :effect (and (held ?x) (clear ?y) (not (on ?x ?y)) (not (clear ?x)) (not (free)))))"""
SWAP = """(define (problem swap) (:domain blocks) (:objects a b c)
  (:init (on a b) (table b) (table c) (clear a) (clear c) (free)) (:goal (on b a)))"""


def test_applicable_steps_are_those_and_no_others():
    assert jobs.applicable(BLOCKS, SWAP) == (("pick", "c"), ("unstack", "a", "b"))
    assert jobs.applicable(BLOCKS, SWAP, "(unstack a b)") == (
        ("drop", "a"),
        ("stack", "a", "b"),
        ("stack", "a", "c"),
    )


def test_steps_before_the_question_must_be_possible():
    with pytest.raises(BadRequest, match=r"step 2 \(pick b\) cannot be taken.*\(free\)"):
        jobs.applicable(BLOCKS, SWAP, "(pick c)\n(pick b)")


def test_a_fact_that_only_two_facts_together_rule_out_is_unreachable():
    (found,) = jobs.reachable(BLOCKS, SWAP, ["(on a a)"])
    assert found.verdict is Reach.UNREACHABLE
    (found,) = jobs.reachable(BLOCKS, SWAP, ["(ON C A)"])
    assert found.verdict is Reach.REACHABLE
    assert found.steps == (("pick", "c"), ("stack", "c", "a"))


def test_what_never_happens_is_listed_with_its_proof():
    many = " ".join(f"x{n}" for n in range(9))
    stacked = " ".join(f"(table x{n}) (clear x{n})" for n in range(9))
    problem = (
        f"(define (problem many) (:domain blocks) (:objects {many}) (:init (free) {stacked})"
        " (:goal (on x0 x1)))"
    )
    found = jobs.never_applicable(BLOCKS, problem)
    # Too many states to look at all: pairs that exclude each other prove it.
    assert {one.what for one in found.unreachable} == {
        *(f"(stack x{n} x{n})" for n in range(9)),
        *(f"(unstack x{n} x{n})" for n in range(9)),
    }
    assert {one.proof for one in found.unreachable} <= {EXCLUDED, RELAXED}
    assert not found.undecided


def test_a_fact_of_numbers_and_derived_facts_is_left_to_an_engine(tank):
    (found,) = jobs.reachable(tank.domain, tank.problem, ["(lamp)"])
    assert found.verdict is Reach.REACHABLE
    with pytest.raises(BadRequest, match="landmarks cover classical problems"):
        jobs.landmarks(tank.domain, tank.problem)


@pytest.mark.parametrize(
    ("fact", "message"),
    [
        ("(onn a b)", "predicate 'onn' is not declared"),
        ("(on a)", "takes 2 argument"),
        ("(on a z)", "object 'z' is not declared"),
        ("", "predicate '' is not declared"),
    ],
)
def test_a_fact_that_cannot_be_meant_is_refused(fact, message):
    with pytest.raises(BadRequest, match=message):
        jobs.reachable(BLOCKS, SWAP, [fact])


def test_landmarks_tell_what_is_needed_from_what_comes_about():
    found = jobs.landmarks(BLOCKS, SWAP)
    # Backwards from the goal: b is held to be put on a, clear to be held, freed by holding a.
    assert found.needed == ("(held b)", "(clear b)", "(held a)")
    assert found.relaxed == ("(held b)", "(clear b)")
    assert set(found.trivial) >= {"(on b a)", "(on a b)"}
    assert not found.undecided


def test_the_next_step_is_judged_by_the_cheapest_plan_that_begins_so():
    found = jobs.next_steps(BLOCKS, SWAP)
    assert found.cost == 4
    assert {one.step: (one.cost, one.optimal) for one in found.steps} == {
        ("pick", "c"): (6, False),
        ("unstack", "a", "b"): (4, True),
    }
    # What was judged optimal leaves one step less.
    after = jobs.next_steps(BLOCKS, SWAP, "(unstack a b)")
    assert after.cost == 3


def test_a_needless_detour_is_left_out_and_each_part_is_named():
    steps = ["(unstack a b)", "(stack a c)", "(unstack a c)", "(drop a)", "(pick b)", "(stack b a)"]
    found = jobs.simplify(BLOCKS, SWAP, "\n".join(steps))
    assert found.removed == (1, 2)
    # Alone, either pair can go: a may as well stay on c.
    assert found.removable == ((1, 2), (2, 3))
    assert [f"({' '.join(step)})" for step in found.plan] == [steps[0], *steps[3:]]
    assert found.complete
