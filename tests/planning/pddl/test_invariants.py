"""Invariants: what is found, and that no walk through the states ever breaks one."""

from __future__ import annotations

import random

import pytest

from mrkl_core.planning.execute import Execution, Refusal
from mrkl_core.planning.pddl.groups import groups
from mrkl_core.planning.pddl.invariants import invariants
from mrkl_core.planning.pddl.parse import parse_domain, parse_problem
from mrkl_core.planning.pddl.tree import Domain, Problem
from mrkl_core.resources import data_path


def shipped(name: str) -> tuple[Domain, Problem]:
    folder = data_path("pddl_domains") / name
    return (
        parse_domain((folder / "domain.pddl").read_text(encoding="utf-8")),
        parse_problem((folder / "p01.pddl").read_text(encoding="utf-8")),
    )


def found(text: str) -> set[str]:
    return {str(invariant) for invariant in invariants(parse_domain(text))}


def test_blocksworld_has_its_three() -> None:
    assert {str(i) for i in invariants(shipped("blocksworld")[0])} == {
        "(arm-empty) + (holding *) = 1",
        "(clear ?1) + (holding ?1) + (on * ?1) = 1",
        "(on-table ?1) + (holding ?1) + (on ?1 *) = 1",
    }


def test_a_place_is_one_of_many(drive) -> None:
    assert found(drive.domain) == {"(at ?1 *) = 1"}


def test_what_an_action_may_empty_is_at_most_one(drive) -> None:
    parked = "(:action park :parameters (?t - truck ?a - place) "
    parked += ":precondition (at ?t ?a) :effect (not (at ?t ?a))))"
    assert found(drive.domain.rstrip()[:-1] + parked) == {"(at ?1 *) <= 1"}


def test_what_an_action_may_double_is_no_invariant(drive) -> None:
    copied = "(:action copy :parameters (?t - truck ?a - place) :effect (at ?t ?a)))"
    assert found(drive.domain.rstrip()[:-1] + copied) == set()


def test_a_fact_removed_and_given_back_does_not_pay_for_another() -> None:
    # (free) is removed and added: (done *) and (free) hold together afterwards.
    text = """(define (domain radio) (:predicates (free) (done ?x))
      (:action send :parameters (?x) :precondition (free)
        :effect (and (not (free)) (free) (done ?x))))"""
    assert found(text) == set()


def test_what_fails_for_a_type_may_hold_for_a_subtype() -> None:
    text = """(define (domain yard) (:types truck crate - thing place)
      (:predicates (at ?x - thing ?p - place))
      (:action drive :parameters (?t - truck ?a ?b - place) :precondition (at ?t ?a)
        :effect (and (not (at ?t ?a)) (at ?t ?b)))
      (:action spread :parameters (?c - crate ?a ?b - place) :precondition (at ?c ?a)
        :effect (at ?c ?b)))"""
    (invariant,) = invariants(parse_domain(text))
    assert (str(invariant), invariant.types) == ("(at ?1 *) = 1", (("truck",),))


def test_effects_for_all_are_matched_with_each_other() -> None:
    text = """(define (domain box) (:types thing place)
      (:predicates (at ?x - thing ?p - place) (packed ?x - thing) (here ?p - place))
      (:action move :parameters (?a ?b - place) :precondition (here ?a)
        :effect (and (not (here ?a)) (here ?b)
          (forall (?x - thing) (when (and (packed ?x) (at ?x ?a))
            (and (not (at ?x ?a)) (at ?x ?b)))))))"""
    assert found(text) == {"(at ?1 *) = 1", "(here *) = 1"}


def test_a_group_tells_its_atoms_and_which_hold(drive) -> None:
    (group,) = groups(parse_domain(drive.domain), parse_problem(drive.problem))
    assert list(group.atoms()) == [("at", "t", place) for place in "abcd"]
    assert group.holding == (("at", "t", "a"),)
    assert group.exact
    assert str(group) == "(at t *) = 1"


@pytest.mark.parametrize(("init", "holding"), [("", 0), ("(at t a) (at t b)", 2)])
def test_a_group_tells_when_none_or_more_hold(drive, init, holding) -> None:
    problem = parse_problem(drive.problem.replace("(at t a)", init, 1))
    (group,) = groups(parse_domain(drive.domain), problem)
    assert len(group.holding) == holding
    assert not group.exact


def test_two_places_of_one_truck_exclude_each_other(drive) -> None:
    found = groups(parse_domain(drive.domain), parse_problem(drive.problem))
    (here,), (there,) = (list(found.sound_keys(("at", "t", place))) for place in "ad")
    assert here == there


def test_a_fact_that_comes_by_itself_breaks_the_invariant_of_actions(drive) -> None:
    problem = parse_problem(drive.problem.replace("(at t a)", "(at t a) (at 5 (at t b))", 1))
    assert list(groups(parse_domain(drive.domain), problem)) == []


WALKED = [
    "agricola-sat18-strips/p01",
    "barman-sat14-strips/p1-11-4-15",
    "depot/p01",
    "folding-sat23-adl/p01",
    "grid/prob01",
    "pegsol-sat11-strips/p01",
    "ricochet-robots-sat23-adl/p01",
    "slitherlink-sat23-adl/p01",
    "sokoban-opt11-strips/p01",
    "storage/p01",
]


def walk(domain: Domain, problem: Problem, steps: int) -> None:
    """Takes random steps; after each, the groups hold as many atoms as they may."""
    dice = random.Random(1)
    execution = Execution(domain, problem)
    checked = [g for g in groups(domain, problem) if g.valid]
    atoms = [(group, frozenset(group.atoms())) for group in checked]
    for _ in range(steps):
        actions = [a for a in execution.actions.values() if a.kind == "action"]
        dice.shuffle(actions)
        for action in actions:
            scopes = list(execution.state.solutions([action.precondition], {}, action.parameters))
            if scopes:
                scope = dice.choice(scopes)
                break
        else:
            return
        change = execution.take((action.name, *(scope[p.name] for p in action.parameters)))
        assert not isinstance(change, Refusal)
        facts = execution.facts()
        for group, members in atoms:
            number = len(members & facts)
            assert number <= 1, f"{group} after {action.name}"
            assert number == 1 or not group.exact, f"{group} after {action.name}"


@pytest.mark.parametrize("name", ["blocksworld", "logistics", "grippers"])
def test_no_walk_breaks_an_invariant(name: str) -> None:
    walk(*shipped(name), 60)


@pytest.mark.parametrize("name", WALKED)
def test_no_walk_in_a_competition_domain_breaks_an_invariant(ipc, name: str) -> None:
    task = ipc(name)
    walk(parse_domain(task.domain), parse_problem(task.problem), 15)
