"""Names that nothing uses."""

from __future__ import annotations

from collections.abc import Iterator

from mrkl_core.planning.lint.finding import Finding, note
from mrkl_core.planning.pddl.features import operands, walk
from mrkl_core.planning.pddl.tree import (
    Action,
    Assign,
    Atom,
    Compare,
    Domain,
    Equal,
    Exists,
    Expression,
    Fluent,
    Forall,
    Formula,
    Problem,
    Symbol,
    TimedInit,
    Value,
)

#: More unused objects than these are counted, not named.
MAX_OBJECTS = 5


def unused(domain: Domain, problem: Problem | None) -> Iterator[Finding]:
    """Declared names that nothing uses."""
    used: set[str] = set()
    for action in domain.actions:
        conditions = (
            (action.precondition,)
            if isinstance(action, Action)
            else (action.duration, action.condition)
        )
        own = {word for part in (*conditions, action.effect) for word in words(part)}
        used |= own
        for parameter in action.parameters:
            if parameter.name not in own:
                yield note(
                    domain.source,
                    "PARAMETER_UNUSED",
                    f"parameter {parameter.name!r} of {action.name!r} is used nowhere",
                    parameter.at,
                    "remove it, unless it is there to be named in the plan",
                )
    for derived in domain.derived:
        used.add(derived.name)
        used.update(words(derived.condition))
    if problem is not None and problem.metric is not None:
        used.update(_expression_words(problem.metric.expression))
    for formula in (domain.constraints, problem.constraints if problem else None):
        if formula is not None:
            used.update(words(formula))
    for predicate in domain.predicates:
        if predicate.name not in used:
            said = f"predicate {predicate.name!r} is used by no action"
            yield note(domain.source, "PREDICATE_UNUSED", said, predicate.at)
    for function in domain.functions:
        if function.name not in used and function.name != "total-cost":
            said = f"function {function.name!r} is used by no action"
            yield note(domain.source, "FUNCTION_UNUSED", said, function.at)
    if problem is not None:
        yield from _unused_objects(problem)


def _unused_objects(problem: Problem) -> Iterator[Finding]:
    used = set(words(problem.goal))
    for fact in problem.init:
        what = fact.what if isinstance(fact, TimedInit) else fact
        if isinstance(what, Value):
            used.update((*what.fluent.terms, *_expression_words(what.value)))
        elif not isinstance(what, TimedInit):
            used.update(words(what))
    left = list({o.name: o for o in problem.objects if o.name not in used}.values())
    for number, item in enumerate(left[:MAX_OBJECTS], 1):
        more = len(left) - number if number == MAX_OBJECTS else 0
        said = f"object {item.name!r} is in no fact and not in the goal"
        said += f" (nor are {more} more)" if more else ""
        yield note(problem.source, "OBJECT_UNUSED", said, item.at)


def words(formula: Formula) -> Iterator[str]:
    """Every predicate, function, object and variable in a formula."""
    for node in walk(formula):
        match node:
            case Atom(name, terms):
                yield name
                yield from terms
            case Equal(left, right):
                yield left
                yield right
            case Compare(_, left, right):
                yield from _expression_words(left)
                yield from _expression_words(right)
            case Assign(_, target, value):
                yield from _expression_words(target)
                yield from _expression_words(value)
            case Forall() | Exists():
                pass
            case _:
                pass


def _expression_words(expression: Expression) -> Iterator[str]:
    for node in operands(expression):
        match node:
            case Fluent(name, terms):
                yield name
                yield from terms
            case Symbol(name):
                yield name
            case _:
                pass
