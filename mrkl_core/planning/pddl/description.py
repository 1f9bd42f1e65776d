"""A problem as what matters of it: typed objects, labelled facts, and other conditions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import TypeAlias

from mrkl_core.planning.pddl.bind import bind, bind_expression
from mrkl_core.planning.pddl.isomorphism import Structure
from mrkl_core.planning.pddl.meaning import Goal, Meaning
from mrkl_core.planning.pddl.normal import Normal
from mrkl_core.planning.pddl.print import print_expression, print_formula, print_number
from mrkl_core.planning.pddl.tree import (
    And,
    Atom,
    Domain,
    Fluent,
    Formula,
    Init,
    Metric,
    Not,
    Number,
    Problem,
    Symbol,
    TimedInit,
    Value,
)
from mrkl_core.planning.pddl.types import Objects, types_of
from mrkl_core.planning.pddl.written import FormulaWriter
from mrkl_core.records import dataclass

#: What a fact is about: the section, what is said, the predicate or function, its value.
Label: TypeAlias = tuple[str, str, str, str]
Fact: TypeAlias = tuple[Label, tuple[str, ...]]


@dataclass(frozen=True)
class Description:
    """A problem, ready to be compared.

    `facts` has what the goal implies; `stated` only what the problem says; `kept` are objects that
    no other stands for: the domain's constants are.
    """

    objects: Mapping[str, tuple[str, ...]]
    kept: frozenset[str]
    facts: frozenset[Fact]
    stated: frozenset[Fact]
    conditions: tuple[tuple[str, Formula], ...]
    metric: Metric | None
    goal: Goal

    def texts(self, names: Mapping[str, str] = MappingProxyType({})) -> dict[tuple[str, str], str]:
        """The other conditions and the metric as text: renamed, with section, to as it is."""
        normal = Normal(_NO_OBJECTS, lambda _: None)
        found = {}
        for section, formula in self.conditions:
            renamed = normal.of(bind(formula, names))
            found[section, print_formula(renamed)] = print_formula(formula)
        if self.metric:
            direction, expression = self.metric.direction, self.metric.expression
            renamed_ = print_expression(bind_expression(expression, names))
            told = f"{direction} {print_expression(expression)}"
            found["metric", f"{direction} {renamed_}"] = told
        return found

    def structure(self, *, typed: bool = True) -> tuple[Structure, list[str]]:
        """The problem as a structure, and the objects that its first vertices stand for."""
        made = Structure()
        names = list(self.objects)
        vertex = {
            name: made.vertex(
                (
                    name if name in self.kept else "",
                    tuple(sorted(self.objects[name])) if typed else (),
                )
            )
            for name in names
        }
        for label, terms in self.facts:
            made.facts.append((label, tuple(vertex[term] for term in terms)))
        writer = FormulaWriter(made)
        for section, formula in self.conditions:
            writer.formula((section,), formula, vertex)
        if self.metric:
            writer.expression(("metric", self.metric.direction), self.metric.expression, vertex)
        return made, names


def describe(domain: Domain, problem: Problem, kept: Collection[str] = ()) -> Description:
    """A problem that is right, as what matters of it."""
    meaning = Meaning(domain, problem)
    goal = meaning.of(problem.goal)
    objects = types_of((*domain.constants, *problem.objects))
    initial = {fact for fact in map(_initial, problem.init) if fact is not None}
    stated = initial | set(_goal_facts(goal.atoms, "")) | set(_goal_facts(goal.absent, "not"))
    conditions = [("goal", part) for part in goal.rest]
    if problem.constraints is not None:
        constraints = meaning.normal(problem.constraints)
        parts = constraints.parts if isinstance(constraints, And) else (constraints,)
        conditions += [("constraints", part) for part in parts]
    return Description(
        objects,
        frozenset({*kept, *(c.name for c in domain.constants)} & objects.keys()),
        frozenset(stated | set(_goal_facts(goal.implied, ""))),
        frozenset(stated),
        tuple(conditions),
        problem.metric,
        goal,
    )


def told(fact: Fact) -> str:
    """A fact as PDDL text."""
    (_, kind, name, value), terms = fact
    time, _, what = kind.rpartition("|")
    if what == "=":
        *arguments, last = (*terms, value) if value else terms
        text = f"(= ({' '.join((name, *arguments))}) {last})"
    else:
        text = f"({' '.join((name, *terms))})"
        text = f"(not {text})" if what == "not" else text
    return f"(at {time} {text})" if time else text


def _initial(fact: Init, time: str = "") -> Fact | None:
    match fact:
        case Atom(name, terms):
            return ("init", time, name, ""), terms
        case Value(Fluent("total-cost", ()), Number(value)) if value == 0 and not time:
            return None  # that is where it begins in any case
        case Value(Fluent(name, terms), Number(value)):
            return ("init", f"{time}=", name, print_number(value)), terms
        case Value(Fluent(name, terms), Symbol(value)):
            return ("init", f"{time}=", name, ""), (*terms, value)
        case TimedInit(when, what):
            return _initial(what, f"{print_number(when.value)}|")
        case Not(Atom(name, terms)) if time:
            return ("init", f"{time}not", name, ""), terms
        case _:
            return None  # what is not said to be true is false in any case


def _goal_facts(facts: Iterable[tuple[str, ...]], kind: str) -> Iterable[Fact]:
    for name, *terms in facts:
        yield ("goal", kind, name, ""), tuple(terms)


_NO_OBJECTS = Objects(Domain(""), Problem("", ""))
