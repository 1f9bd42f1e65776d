"""All there is to say about a domain and a problem: errors, warnings, and what looks odd."""

from __future__ import annotations

from collections.abc import Iterator

from mrkl_core.contracts.planning import Diagnostic, Severity
from mrkl_core.errors import PddlInvalid
from mrkl_core.planning.pddl.check import check_domain, check_problem
from mrkl_core.planning.pddl.features import features, walk
from mrkl_core.planning.pddl.parse import parse_domain, parse_problem
from mrkl_core.planning.pddl.tree import (
    Action,
    And,
    Atom,
    Domain,
    Forall,
    Formula,
    Not,
    Problem,
    Timed,
    TimedInit,
    When,
)

# What each requirement brings with it.
_IMPLIED = {
    ":adl": frozenset(
        (
            "typing",
            "negative-preconditions",
            "disjunctive-preconditions",
            "equality",
            "existential-preconditions",
            "universal-preconditions",
            "conditional-effects",
        )
    ),
    ":quantified-preconditions": frozenset(
        ("existential-preconditions", "universal-preconditions")
    ),
    ":fluents": frozenset(("numeric-fluents", "object-fluents", "action-costs")),
    ":numeric-fluents": frozenset(("action-costs",)),
}


def lint(domain: str, problem: str = "") -> tuple[Diagnostic, ...]:
    """Diagnostics of both texts; an unreadable text gives its one error."""
    try:
        parsed_domain = parse_domain(domain)
    except PddlInvalid as error:
        return (diagnostic(error),)
    found = [*check_domain(parsed_domain)]
    if not problem:
        return (*found, *_oddities(parsed_domain))
    try:
        parsed_problem = parse_problem(problem)
    except PddlInvalid as error:
        return (*found, diagnostic(error))
    found += check_problem(parsed_domain, parsed_problem)
    found += _oddities(parsed_domain)
    found += _unreachable(parsed_domain, parsed_problem)
    found += _undeclared_requirements(parsed_domain, parsed_problem)
    return tuple(found)


def diagnostic(error: PddlInvalid) -> Diagnostic:
    """The error as a diagnostic."""
    code = error.metadata.get("code", error.code)
    return Diagnostic(code, Severity.ERROR, error.message, error.location, error.hint)


def _oddities(domain: Domain) -> Iterator[Diagnostic]:
    """Parameters that nothing uses, and predicates that nothing mentions."""
    mentioned: set[str] = set()
    for action in domain.actions:
        conditions = (
            (action.precondition,)
            if isinstance(action, Action)
            else (action.duration, action.condition)
        )
        words: set[str] = set()
        for formula in (*conditions, action.effect):
            for node in walk(formula):
                if isinstance(node, Atom):
                    mentioned.add(node.name)
                words.update(_terms(node))
        for parameter in action.parameters:
            if parameter.name not in words:
                yield domain.source.diagnostic(
                    "PARAMETER_UNUSED",
                    f"parameter {parameter.name!r} of {action.name!r} is used nowhere",
                    parameter.at,
                    "remove it, unless it is there to be named in the plan",
                    Severity.NOTE,
                )
    for derived in domain.derived:
        mentioned.add(derived.name)
        mentioned.update(n.name for n in walk(derived.condition) if isinstance(n, Atom))
    for predicate in domain.predicates:
        if predicate.name not in mentioned:
            yield domain.source.diagnostic(
                "PREDICATE_UNUSED",
                f"predicate {predicate.name!r} is used by no action",
                predicate.at,
                severity=Severity.NOTE,
            )


def _terms(node: Formula) -> Iterator[str]:
    # A repr names every term at any depth of numbers; reprs of leaves are short.
    if isinstance(node, Atom):
        yield from node.terms
    elif not isinstance(node, (And, Not, When, Forall, Timed)):
        for word in repr(node).replace("'", " ").split():
            if word.startswith("?"):
                yield word


def _unreachable(domain: Domain, problem: Problem) -> Iterator[Diagnostic]:
    """Goals whose predicate no action makes true and the initial state does not hold."""
    made = {rule.name for rule in domain.derived}
    for action in domain.actions:
        made.update(_added(action.effect))
    initial = set()
    for fact in problem.init:
        what = fact.what if isinstance(fact, TimedInit) else fact
        if isinstance(what, Atom):
            initial.add((what.name, *what.terms))
    parts = problem.goal.parts if isinstance(problem.goal, And) else (problem.goal,)
    for part in parts:
        if not isinstance(part, Atom) or part.name in made:
            continue
        if (part.name, *part.terms) not in initial:
            yield problem.source.diagnostic(
                "GOAL_UNREACHABLE",
                f"no action makes {part.name!r} true, and it does not hold at first",
                part.at,
                severity=Severity.WARNING,
            )


def _added(effect: Formula) -> Iterator[str]:
    removed = {id(n.part) for n in walk(effect) if isinstance(n, Not)}
    conditions = {
        id(inner) for n in walk(effect) if isinstance(n, When) for inner in walk(n.condition)
    }
    for node in walk(effect):
        if isinstance(node, Atom) and id(node) not in removed | conditions:
            yield node.name


def _undeclared_requirements(domain: Domain, problem: Problem) -> Iterator[Diagnostic]:
    declared = set()
    for requirement in (*domain.requirements, *problem.requirements):
        declared |= {requirement[1:]} | _IMPLIED.get(requirement, frozenset())
    missing = sorted(features(domain, problem) - declared)
    if missing:
        yield domain.source.diagnostic(
            "REQUIREMENT_UNDECLARED",
            f"{', '.join(missing)} in use, not in :requirements",
            max(domain.source.text.find("("), 0),
            "add " + " ".join(f":{name}" for name in missing),
            Severity.NOTE,
        )
