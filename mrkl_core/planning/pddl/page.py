"""A domain as a page that reads well, and a problem as counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from mrkl_core.contracts.pddl import ActionPage, DomainPage, ProblemPage
from mrkl_core.planning.pddl.check import is_wrong
from mrkl_core.planning.pddl.features import features
from mrkl_core.planning.pddl.invariant import Invariant
from mrkl_core.planning.pddl.invariants import invariants
from mrkl_core.planning.pddl.print import print_expression, print_formula
from mrkl_core.planning.pddl.tree import (
    TRUE,
    Action,
    And,
    Assign,
    Atom,
    Domain,
    DurativeAction,
    Forall,
    Formula,
    Not,
    Predicate,
    Problem,
    Timed,
    TimedInit,
    Typed,
    Value,
    When,
)
from mrkl_core.planning.pddl.types import TypeTree

_OPERATORS = {
    "assign": "becomes",
    "increase": "grows by",
    "decrease": "shrinks by",
    "scale-up": "is multiplied by",
    "scale-down": "is divided by",
}


def domain_page(domain: Domain) -> DomainPage:
    """What a domain has, in words where that reads better."""
    return DomainPage(
        domain.name,
        domain.requirements,
        tuple(_type_lines(TypeTree(domain.types), "object", 0)) if domain.types else (),
        tuple(_call(p) for p in domain.predicates),
        tuple(_call(Predicate(f.name, f.parameters)) for f in domain.functions),
        tuple(f"{c.name}: {_or(c.types)}" for c in domain.constants),
        tuple(
            f"{_call(Predicate(d.name, d.parameters))} if {_said(d.condition)}"
            for d in domain.derived
        ),
        tuple(map(_action, domain.actions)),
        tuple(map(_invariant, () if is_wrong(domain) else invariants(domain))),
    )


def problem_page(domain: Domain, problem: Problem) -> ProblemPage:
    """A problem as counts."""
    facts = [fact.what if isinstance(fact, TimedInit) else fact for fact in problem.init]
    metric = problem.metric
    return ProblemPage(
        problem.name,
        dict(Counter(_or(o.types) for o in problem.objects)),
        dict(Counter(fact.name for fact in facts if isinstance(fact, Atom))),
        dict(Counter(fact.fluent.name for fact in facts if isinstance(fact, Value))),
        sum(isinstance(fact, TimedInit) for fact in problem.init),
        tuple(map(_said, _parts(problem.goal))),
        f"{metric.direction} {print_expression(metric.expression)}" if metric else "",
        tuple(sorted(features(domain, problem))),
        tuple(map(_said, _parts(problem.constraints or TRUE))),
    )


def _type_lines(
    tree: TypeTree, name: str, depth: int, above: tuple[str, ...] = ()
) -> Iterator[str]:
    yield "  " * depth + name
    for (child,) in tree.children((name,)):
        if child not in above and child != name:
            yield from _type_lines(tree, child, depth + 1, (*above, name))


def _action(action: Action | DurativeAction) -> ActionPage:
    timed = isinstance(action, DurativeAction)
    condition = action.condition if isinstance(action, DurativeAction) else action.precondition
    return ActionPage(
        action.name,
        "durative-action" if timed else action.kind if isinstance(action, Action) else "",
        tuple(_typed(p) for p in action.parameters),
        _said(action.duration) if isinstance(action, DurativeAction) else "",
        tuple(_said(part) for part in _parts(condition)),
        tuple(_effect(part) for part in _parts(action.effect)),
    )


def _parts(formula: Formula) -> tuple[Formula, ...]:
    if formula == TRUE:
        return ()
    return formula.parts if isinstance(formula, And) else (formula,)


def _effect(effect: Formula) -> str:
    match effect:
        case Not(Atom() as atom):
            return f"no longer {print_formula(atom)}"
        case And(parts):
            return ", ".join(map(_effect, parts)) or "nothing"
        case When(condition, then):
            return f"if {_said(condition)}: {_effect(then)}"
        case Forall(variables, part):
            return f"for every {_names(variables)}: {_effect(part)}"
        case Timed(when, part):
            return f"{when}: {_effect(part)}"
        case Assign(operator, target, value):
            word = _OPERATORS.get(operator, operator)
            return f"{print_expression(target)} {word} {print_expression(value)}"
        case _:
            return print_formula(effect)


def _said(condition: Formula) -> str:
    match condition:
        case Not(part):
            return f"not {_said(part)}"
        case And(parts):
            return " and ".join(map(_said, parts)) or "always"
        case Forall(variables, part):
            return f"for every {_names(variables)}: {_said(part)}"
        case Timed(when, part):
            return f"{when}: {_said(part)}"
        case _:
            return print_formula(condition)


def _invariant(invariant: Invariant) -> str:
    """The invariant with types for its parameters, as in `(at ?truck *) = 1`."""
    names = ["?" + "|".join(types) for types in invariant.types]
    if "?object" in names or len(set(names)) < len(names):
        return str(invariant)
    return invariant.told(names)


def _names(variables: tuple[Typed, ...]) -> str:
    return ", ".join(_typed(v) for v in variables)


def _call(predicate: Predicate) -> str:
    inside = [predicate.name, *(_typed(p) for p in predicate.parameters)]
    return f"({' '.join(inside[:1])}{' ' if inside[1:] else ''}{', '.join(inside[1:])})"


def _typed(name: Typed) -> str:
    return name.name if name.types == ("object",) else f"{name.name}: {_or(name.types)}"


def _or(types: tuple[str, ...]) -> str:
    return " or ".join(types)
