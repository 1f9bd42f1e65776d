"""The PDDL features a domain and problem use, whatever their :requirements declare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mrkl_core.planning.pddl.tree import (
    Action,
    And,
    Arithmetic,
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
    Imply,
    Metric,
    Modal,
    Not,
    Number,
    Or,
    Preference,
    Problem,
    Symbol,
    Timed,
    TimedInit,
    Value,
    When,
)

#: What is beyond a sequence of instantaneous actions from facts and numbers to a goal.
BEYOND_SEQUENTIAL = frozenset(
    (
        "constraints",
        "continuous-effects",
        "durative-actions",
        "duration-inequalities",
        "object-fluents",
        "preferences",
        "time",
        "timed-initial-literals",
    )
)

TOTAL_COST = Fluent("total-cost")

#: What only a metric speaks of, and nobody declares.
METRIC_FUNCTIONS = frozenset(("total-time", "is-violated"))


def features(domain: Domain, problem: Problem) -> frozenset[str]:
    """The features in use, as PDDL requirements without the colon.

    Numbers that do no more than add up a price in `(total-cost)` are "action-costs"; any
    other use of numbers is "numeric-fluents".
    """
    found: set[str] = set(_declared(domain, problem))
    assigned: list[tuple[Assign, bool]] = []
    for action in domain.actions:
        if isinstance(action, Action):
            conditions, effect = [action.precondition], action.effect
            if action.kind != "action":
                found.add("time")
        else:
            found.add("durative-actions")
            conditions, effect = [action.condition], action.effect
            if any(isinstance(n, Compare) and n.operator != "=" for n in walk(action.duration)):
                found.add("duration-inequalities")
        for condition in conditions:
            found.update(_of_condition(condition))
        found.update(_of_effect(effect))
        assigned.extend(_assignments(effect))
    for derived in domain.derived:
        found.update(_of_condition(derived.condition))
    found.update(_of_condition(problem.goal))
    for constraints in (domain.constraints, problem.constraints):
        if constraints is not None:
            found.add("constraints")
            found.update(_of_condition(constraints))
    found.update(_of_numbers(assigned, problem))
    return frozenset(found)


def unchanging(domain: Domain) -> frozenset[str]:
    """The predicates that no action changes."""
    effects = (node for action in domain.actions for node in walk(action.effect))
    changed = {node.name for node in effects if isinstance(node, Atom)}
    derived = {d.name for d in domain.derived}
    return frozenset(p.name for p in domain.predicates if p.name not in changed | derived)


def walk(formula: Formula) -> Iterator[Formula]:
    """The formula and all formulas in it."""
    waiting = [formula]
    while waiting:
        node = waiting.pop()
        yield node
        match node:
            case And(parts) | Or(parts) | Modal(_, _, parts):
                waiting.extend(parts)
            case Not(part) | Timed(_, part) | Preference(_, part):
                waiting.append(part)
            case Forall(_, part) | Exists(_, part):
                waiting.append(part)
            case Imply(one, other) | When(one, other):
                waiting.extend((one, other))
            case Atom() | Equal() | Compare() | Assign():
                pass


def changed_by(effect: Formula) -> Iterator[str]:
    """The predicates and functions that an effect may change."""
    match effect:
        case Atom(name) | Not(Atom(name)) | Assign(_, Fluent(name)):
            yield name
        case And(parts):
            for part in parts:
                yield from changed_by(part)
        case When(_, part) | Forall(_, part) | Timed(_, part):
            yield from changed_by(part)
        case _:
            pass


def _declared(domain: Domain, problem: Problem) -> Iterator[str]:
    if domain.types:
        yield "typing"
    if domain.derived:
        yield "derived-predicates"
    if any(function.result != "number" for function in domain.functions):
        yield "object-fluents"
    for fact in problem.init:
        if isinstance(fact, TimedInit):
            yield "timed-initial-literals"
        elif isinstance(fact, Value) and isinstance(fact.value, Symbol):
            yield "object-fluents"


def _of_condition(condition: Formula) -> Iterator[str]:
    for node in walk(condition):
        match node:
            case Not(Equal()):
                yield "equality"
                yield "negative-preconditions"
            case Not(Atom()):
                yield "negative-preconditions"
            case Not():
                yield "disjunctive-preconditions"
            case Or() | Imply():
                yield "disjunctive-preconditions"
            case Equal():
                yield "equality"
            case Exists():
                yield "existential-preconditions"
            case Forall():
                yield "universal-preconditions"
            case Compare():
                yield "numeric-fluents"
            case Preference():
                yield "preferences"
            case Modal():
                yield "constraints"
            case _:
                pass


def _of_effect(effect: Formula) -> Iterator[str]:
    for node in walk(effect):
        match node:
            case When(condition, _):
                yield "conditional-effects"
                yield from _of_condition(condition)
            case Forall():
                yield "conditional-effects"
            case Assign(_, _, value):
                if any(isinstance(e, Symbol) and e.name == "#t" for e in operands(value)):
                    yield "continuous-effects"
            case _:
                pass


def _assignments(effect: Formula, *, plain: bool = True) -> Iterator[tuple[Assign, bool]]:
    """Each assignment, and whether it happens whenever its action does."""
    match effect:
        case Assign():
            yield effect, plain
        case And(parts):
            for part in parts:
                yield from _assignments(part, plain=plain)
        case When(_, part) | Forall(_, part):
            yield from _assignments(part, plain=False)
        case Timed(_, part):
            yield from _assignments(part, plain=plain)
        case _:
            pass


def _of_numbers(assigned: Iterable[tuple[Assign, bool]], problem: Problem) -> Iterator[str]:
    assigned = list(assigned)
    values = {
        (fact.fluent.name, fact.fluent.terms): fact.value.value
        for fact in problem.init
        if isinstance(fact, Value) and isinstance(fact.value, Number)
    }
    # A price that Fast Downward can read: whole, not negative, never changed.
    for assign, plain in assigned:
        price = assign.value
        cheap = (
            plain
            and assign.operator == "increase"
            and assign.target == TOTAL_COST
            and (
                (isinstance(price, Fluent) and price != TOTAL_COST)
                or (isinstance(price, Number) and price.value >= 0 and price.value.denominator == 1)
            )
        )
        yield "action-costs" if cheap else "numeric-fluents"
    priced = {a.value.name for a, _ in assigned if isinstance(a.value, Fluent)}
    for (name, _), value in values.items():
        if name in priced and (value < 0 or value.denominator != 1):
            yield "numeric-fluents"
    if problem.metric is not None:
        if problem.metric == Metric("minimize", TOTAL_COST):
            yield "action-costs"
        elif not any(
            isinstance(part, Fluent) and part.name in METRIC_FUNCTIONS
            for part in operands(problem.metric.expression)
        ):
            yield "numeric-fluents"


def operands(expression: Expression) -> Iterator[Expression]:
    """The expression and all expressions in it."""
    waiting = [expression]
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, Arithmetic):
            waiting.extend(node.operands)
