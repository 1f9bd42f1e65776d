"""Problems compared up to the names of objects, and goals by what they mean."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mrkl_core.planning.pddl.bind import bind
from mrkl_core.planning.pddl.equivalence import equivalent
from mrkl_core.planning.pddl.parse import parse_domain, parse_problem
from mrkl_core.planning.pddl.tree import Atom, Domain, Problem, Value
from mrkl_core.resources import data_path

PLANBENCH = Path("/work/shared/bench/planbench")

TABLE = """(define (problem three) (:domain blocksworld) (:objects a b c)
  (:init (arm-empty) (on-table a) (on-table b) (on-table c) (clear a) (clear b) (clear c))
  (:goal GOAL))"""


@pytest.fixture(scope="module")
def blocksworld() -> Domain:
    return parse_domain(
        (data_path("pddl_domains") / "blocksworld" / "domain.pddl").read_text(encoding="utf-8")
    )


def stacked(goal: str) -> Problem:
    return parse_problem(TABLE.replace("GOAL", goal))


def renamed(problem: Problem, dice: random.Random) -> Problem:
    """The problem with its objects called otherwise, and everything in another order."""
    new = [f"o{i}" for i in range(len(problem.objects))]
    dice.shuffle(new)
    names = {o.name: other for o, other in zip(problem.objects, new, strict=True)}
    objects = [replace(o, name=names[o.name]) for o in problem.objects]
    init = [
        replace(f, fluent=replace(f.fluent, terms=tuple(names.get(t, t) for t in f.fluent.terms)))
        if isinstance(f, Value)
        else bind(f, names)
        for f in problem.init
    ]
    dice.shuffle(objects)
    dice.shuffle(init)
    return replace(
        problem, objects=tuple(objects), init=tuple(init), goal=bind(problem.goal, names)
    )


@pytest.mark.parametrize(
    "goal",
    [
        "(and (on a b) (on b c) (clear a) (on-table c) (arm-empty))",  # all that is implied
        "(and (on b c) (on a b) (on b c))",
        "(and (on c a) (on a b))",  # b is the lowest now
        "(and (on a b) (on b c) (not (on-table a)) (not (holding c)))",
        "(and (on a b) (and) (not (not (on b c))))",
        "(forall (?x) (or (= ?x c) (and (on a b) (on b c))))",
        "(and (on a b) (on b c) (or (on a b) (on a c)))",
    ],
)
def test_goals_that_mean_the_same_are_the_same(blocksworld: Domain, goal: str) -> None:
    found = equivalent(blocksworld, stacked("(and (on a b) (on b c))"), stacked(goal))
    assert found.same
    assert not found.differences


@pytest.mark.parametrize(
    ("goal", "differences"),
    [
        ("(on a b)", {("a", "(on b c)")}),
        ("(and (on a b) (clear a))", {("a", "(on b c)")}),
        ("(and (on a b) (on b c) (holding a))", {("b", "(holding a)")}),
        ("(and (on a b) (on b a))", {("a", "(on b c)"), ("b", "(on b a)")}),  # never true
        ("(or (on a b) (on b c))", {("a", "(on a b)"), ("a", "(on b c)"), ("b", None)}),
    ],
)
def test_goals_that_do_not_are_not(
    blocksworld: Domain, goal: str, differences: set[tuple[str, str | None]]
) -> None:
    found = equivalent(blocksworld, stacked("(and (on a b) (on b c))"), stacked(goal))
    assert found.same is False
    told = {
        (d.only_in, d.text if (d.only_in, None) not in differences else None)
        for d in found.differences
    }
    assert {d.section for d in found.differences} == {"goal"}
    assert told == differences or len(told) == len(differences)


def test_what_is_only_sometimes_implied_is_not_implied(blocksworld: Domain) -> None:
    # With a fourth block, b may stand on it.
    four = TABLE.replace("a b c)", "a b c d)").replace("(:init", "(:init (on-table d) (clear d)")
    one, other = (
        parse_problem(four.replace("GOAL", goal))
        for goal in ("(and (on a b) (on-table b))", "(on a b)")
    )
    assert equivalent(blocksworld, one, other).same is False


def test_types_that_differ_are_told_as_types() -> None:
    domain = parse_domain(
        "(define (domain d) (:types car - vehicle vehicle) (:predicates (at ?v - vehicle))"
        " (:action go :parameters (?v - vehicle) :effect (at ?v)))"
    )
    text = "(define (problem p) (:domain d) (:objects x - {}) (:init) (:goal (at x)))"
    found = equivalent(
        domain, parse_problem(text.format("car")), parse_problem(text.format("vehicle"))
    )
    assert found.same is False
    assert [d.text for d in found.differences] == [
        "x - car: a subtype of vehicle",
        "x - vehicle: a supertype of car",
    ]


def test_numbers_prices_and_metrics_count(tank) -> None:
    domain = parse_domain(tank.domain)

    def compared(old: str, new: str) -> set[str]:
        assert old in tank.problem
        other = parse_problem(tank.problem.replace(old, new))
        found = equivalent(domain, parse_problem(tank.problem), other)
        assert found.same is (not found.differences)
        return {d.section for d in found.differences}

    assert compared("(= (fuel) 2.5)", "(= (fuel) 2.50)") == set()
    assert compared("(= (fuel) 2.5)", "(= (fuel) 3)") == {"init"}
    assert compared("(= (total-cost) 0)", "") == set()
    assert compared("minimize", "maximize") == {"metric"}
    assert compared("(:metric minimize (total-cost))", "") == {"metric"}
    assert compared("(not (in c))", "(in c)") == {"goal"}


def test_like_packages_are_told_apart_only_where_they_differ() -> None:
    # Each is like each: without care this takes 40! tries.
    domain = parse_domain(
        "(define (domain d) (:predicates (at ?p ?l)) "
        "(:action go :parameters (?p ?l) :effect (at ?p ?l)))"
    )
    names = [f"p{i}" for i in range(40)]

    def problem(last: str) -> Problem:
        facts = " ".join(f"(at {n} depot)" for n in names)
        goal = " ".join(f"(at {n} home)" for n in names[:-1]) + f" (at {last} home)"
        return parse_problem(
            f"(define (problem p) (:domain d) (:objects depot home {' '.join(names)})"
            f" (:init {facts}) (:goal (and {goal})))"
        )

    one = problem("p39")
    assert equivalent(domain, one, renamed(one, random.Random(1))).same
    assert equivalent(domain, one, renamed(problem("p0"), random.Random(1))).same is False


@pytest.mark.parametrize("name", ["blocksworld", "depots", "logistics"])
def test_renamed_problems_are_the_same_and_one_changed_fact_is_named(name: str) -> None:
    if not (PLANBENCH / name).is_dir():
        pytest.skip(f"{PLANBENCH} is not on this machine")
    folder = PLANBENCH / name
    domain = parse_domain((folder / "domain.pddl").read_text(encoding="utf-8"))
    pairs = json.loads((folder / "pairs.json").read_text(encoding="utf-8"))
    dice = random.Random(3)
    for pair in pairs[:12]:
        problem = parse_problem(pair["problem_pddl"])
        other = renamed(problem, dice)
        assert equivalent(domain, problem, other).same
        dropped = dice.randrange(len(other.init))
        changed = replace(other, init=other.init[:dropped] + other.init[dropped + 1 :])
        found = equivalent(domain, problem, changed)
        assert found.same is False
        removed = other.init[dropped]
        assert isinstance(removed, Atom)
        assert any(d.text.startswith(f"({removed.name}") for d in found.differences)


FREE = """(define (domain free) (:predicates (p ?x ?y) (q ?x))
  (:action a :parameters (?x ?y) :effect (p ?x ?y))
  (:action b :parameters (?x ?y) :effect (not (p ?x ?y)))
  (:action c :parameters (?x) :effect (q ?x))
  (:action d :parameters (?x) :effect (not (q ?x))))"""
NAMES = ("a", "b", "c")
ATOMS = sorted([("q", x) for x in NAMES] + [("p", x, y) for x in NAMES for y in NAMES])
facts = st.frozensets(st.sampled_from(ATOMS), max_size=6)


def free(init: frozenset[tuple[str, ...]], goal: frozenset[tuple[str, ...]]) -> Problem:
    listed = [" ".join(f"({' '.join(atom)})" for atom in sorted(atoms)) for atoms in (init, goal)]
    return parse_problem(
        f"(define (problem one) (:domain free) (:objects {' '.join(NAMES)})"
        f" (:init {listed[0]}) (:goal (and {listed[1]})))"
    )


@settings(max_examples=150, deadline=None)
@given(facts, facts, facts, facts, st.permutations(NAMES), st.booleans())
def test_two_problems_are_the_same_just_if_some_renaming_makes_them_so(
    init, goal, other_init, other_goal, order, alike
) -> None:
    def called(atoms, names):
        new = dict(zip(NAMES, names, strict=True))
        return frozenset((name, *(new[x] for x in rest)) for name, *rest in atoms)

    if alike:  # but for what differs in one fact at most
        other_init = called(init ^ frozenset(sorted(other_init)[:1]), order)
        other_goal = called(goal, order)
    found = equivalent(parse_domain(FREE), free(init, goal), free(other_init, other_goal))
    assert found.same is any(
        called(init, names) == other_init and called(goal, names) == other_goal
        for names in permutations(NAMES)
    )
