"""A problem as a model wrote it, and the same problem under repair."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mrkl_core.planning.pddl.tree import (
    And,
    Atom,
    Domain,
    Formula,
    Init,
    Not,
    Problem,
    Typed,
    Value,
)
from mrkl_core.planning.pddl.types import TypeTree

#: A ground fact: its predicate and its objects.
Fact = tuple[str, ...]


@dataclass(frozen=True)
class Draft:
    """What a reply states, nothing checked.

    `elided` are the words by which it left something out; `cut` tells that it ended before
    the problem did; `regular` names relations to be laid out as in the worked example;
    `notes` say what was odd about its form.
    """

    problem: Problem
    elided: tuple[str, ...] = ()
    cut: bool = False
    regular: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Work:
    """A draft under repair: what it says by now, and why it says so.

    `changes` are repairs, each with its reason; `doubts` are faults that were not mended;
    `unsaid` is what the reply says and no problem of the domain can say.
    """

    def __init__(self, domain: Domain, draft: Draft) -> None:
        self.domain = domain
        self.draft = draft
        self.types = TypeTree(domain.types)
        self.constants = {c.name: c.types for c in domain.constants}
        problem = draft.problem
        self.objects: dict[str, tuple[str, ...]] = {}
        for thing in problem.objects:
            if thing.name not in self.constants:  # which some problems declare again
                self.objects.setdefault(thing.name, thing.types)
        self.facts: dict[Fact, None] = {}
        self.rest: list[Init] = []
        counted = {function.name for function in domain.functions}
        for item in problem.init:
            if isinstance(item, Atom):
                self.facts[(item.name, *item.terms)] = None
            elif isinstance(item, Not):
                continue  # what is not stated is not so
            elif not isinstance(item, Value) or item.fluent.name in counted:
                self.rest.append(item)
        self.metric = problem.metric if counted else None  # else nothing is counted
        self.goal: Formula = problem.goal
        self.changes: list[str] = list(draft.notes)
        self.doubts: list[str] = []
        self.unsaid: list[str] = []

    def fits(self, name: str, wanted: tuple[str, ...]) -> bool:
        """Whether a thing is of one of these types."""
        kinds = self.objects.get(name) or self.constants.get(name)
        return kinds is not None and self.types.fits(kinds, wanted)

    def of(self, wanted: tuple[str, ...]) -> list[str]:
        """The things of these types, constants last."""
        names = dict.fromkeys((*self.objects, *self.constants))
        return [name for name in names if self.fits(name, wanted)]

    def with_predicate(self, name: str) -> list[Fact]:
        """The facts of one predicate."""
        return [fact for fact in self.facts if fact[0] == name]

    def add(self, facts: Iterable[Fact], reason: str) -> None:
        """States facts, and why."""
        fresh = [fact for fact in facts if fact not in self.facts]
        if fresh:
            self.facts.update(dict.fromkeys(fresh))
            self.changes.append(f"{told(fresh)}: {reason}")

    def drop(self, facts: Iterable[Fact], reason: str) -> None:
        """Takes facts back, and says why."""
        gone = [fact for fact in facts if fact in self.facts]
        for fact in gone:
            del self.facts[fact]
        if gone:
            self.changes.append(f"not {told(gone)}: {reason}")

    def problem(self) -> Problem:
        """The problem as it is now."""
        given = self.draft.problem
        return Problem(
            name=given.name,
            domain=self.domain.name,
            requirements=given.requirements,
            objects=tuple(Typed(name, kinds) for name, kinds in self.objects.items()),
            init=(*(Atom(fact[0], fact[1:]) for fact in self.facts), *self.rest),
            goal=self.goal,
            constraints=given.constraints,
            metric=self.metric,
        )


def goals(goal: Formula) -> Iterator[Formula]:
    """The parts of a goal that all must hold."""
    if isinstance(goal, And):
        for part in goal.parts:
            yield from goals(part)
    else:
        yield goal


def goal_facts(goal: Formula) -> dict[Fact, None]:
    """The plain facts among the parts of a goal."""
    return {(g.name, *g.terms): None for g in goals(goal) if isinstance(g, Atom)}


def written(fact: Fact) -> str:
    """The fact in PDDL."""
    return f"({' '.join(fact)})"


def told(facts: Iterable[Fact], most: int = 4) -> str:
    """The facts in PDDL; of many, the first and how many there are."""
    shown = [written(fact) for fact in facts]
    if len(shown) <= most:
        return " ".join(shown)
    return f"{' '.join(shown[: most - 1])} and {len(shown) - most + 1} more"
