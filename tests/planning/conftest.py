"""Fixtures for planning: small problems of our own, and the shared competition files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

IPC = Path("/work/shared/bench/ipc")


@dataclass(frozen=True)
class Task:
    """A domain and a problem as text."""

    domain: str
    problem: str


DRIVE = """(define (domain drive)
  (:requirements :strips :typing)
  (:types truck place)
  (:predicates (at ?t - truck ?p - place) (road ?a ?b - place))
  (:action drive
    :parameters (?t - truck ?a ?b - place)
    :precondition (and (at ?t ?a) (road ?a ?b))
    :effect (and (not (at ?t ?a)) (at ?t ?b))))
"""

DRIVE_PROBLEM = """(define (problem two-roads)
  (:domain drive)
  (:objects t - truck a b c d - place)
  (:init (at t a) (road a b) (road b c) (road b a))
  (:goal (at t c)))
"""


@pytest.fixture
def drive() -> Task:
    """A truck, three places in a row and one that no road leads to."""
    return Task(DRIVE, DRIVE_PROBLEM)


@pytest.fixture(scope="session")
def drive_text() -> tuple[str, str]:
    """The texts of `drive`, for properties."""
    return DRIVE, DRIVE_PROBLEM


TANK = """(define (domain tank)
  (:requirements :adl :numeric-fluents :derived-predicates)
  (:types place)
  (:predicates (in ?p - place) (next ?a ?b - place) (seen ?p - place) (lamp) (all-seen))
  (:functions (fuel) (distance ?a ?b - place) (total-cost))
  (:derived (all-seen) (forall (?p - place) (seen ?p)))
  (:action go
    :parameters (?a ?b - place)
    :precondition (and (in ?a) (or (next ?a ?b) (next ?b ?a)) (>= (fuel) (distance ?a ?b)))
    :effect (and (not (in ?a)) (in ?b) (when (lamp) (seen ?b))
      (decrease (fuel) (distance ?a ?b)) (increase (total-cost) (distance ?a ?b))))
  (:action light
    :parameters ()
    :precondition (not (lamp))
    :effect (and (lamp) (forall (?p - place) (when (in ?p) (seen ?p)))))
  (:action refuel
    :parameters ()
    :precondition (not (exists (?p - place) (and (in ?p) (not (seen ?p)))))
    :effect (and (assign (fuel) 2.5) (increase (total-cost) 1))))
"""

TANK_PROBLEM = """(define (problem three)
  (:domain tank)
  (:objects a b c - place)
  (:init (in a) (next a b) (next b c) (= (fuel) 2.5) (= (total-cost) 0)
    (= (distance a b) 1.5) (= (distance b a) 1.5) (= (distance b c) 2) (= (distance c b) 2))
  (:goal (and (all-seen) (not (in c))))
  (:metric minimize (total-cost)))
"""


@pytest.fixture
def tank() -> Task:
    """Numbers, conditional effects, quantifiers, a derived predicate and a price."""
    return Task(TANK, TANK_PROBLEM)


TEMPORAL = """(define (domain match)
  (:requirements :typing :durative-actions)
  (:types match fuse)
  (:predicates (light) (handfree) (unused ?m - match) (mended ?f - fuse))
  (:durative-action light-match
    :parameters (?m - match)
    :duration (= ?duration 5)
    :condition (and (at start (unused ?m)) (over all (light)))
    :effect (and (at start (not (unused ?m))) (at start (light)) (at end (not (light)))))
  (:durative-action mend
    :parameters (?f - fuse)
    :duration (= ?duration 2)
    :condition (and (at start (handfree)) (over all (light)))
    :effect (and (at start (not (handfree))) (at end (mended ?f)) (at end (handfree)))))
"""

TEMPORAL_PROBLEM = """(define (problem two-fuses)
  (:domain match)
  (:objects m - match f g - fuse)
  (:init (handfree) (unused m))
  (:goal (and (mended f) (mended g))))
"""


@pytest.fixture
def match() -> Task:
    """A temporal problem that needs actions at the same time."""
    return Task(TEMPORAL, TEMPORAL_PROBLEM)


def _domain_of(problem: Path) -> Path:
    names = ("domain.pddl", f"domain_{problem.name}", f"{problem.stem}-domain.pddl")
    return next(problem.parent / n for n in names if (problem.parent / n).exists())


@pytest.fixture
def ipc() -> Callable[[str], Task]:
    """A competition task by "folder/problem"; skips where the shared files are absent."""

    def load(name: str) -> Task:
        problem = IPC / f"{name}.pddl"
        if not problem.exists():
            pytest.skip(f"{problem} is not on this machine")
        domain = _domain_of(problem)
        return Task(domain.read_text(encoding="utf-8"), problem.read_text(encoding="utf-8"))

    return load


@pytest.fixture
def ipc_tasks() -> Iterator[Task]:
    """Every competition task; skips where the shared files are absent."""
    if not IPC.is_dir():
        pytest.skip(f"{IPC} is not on this machine")
    problems = [p for p in sorted(IPC.glob("*/*.pddl")) if "domain" not in p.name]
    assert problems
    return (
        Task(_domain_of(p).read_text(encoding="utf-8"), p.read_text(encoding="utf-8"))
        for p in problems
    )
