"""Domains and problems as PDDL text."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from mrkl_core.planning.pddl.tree import (
    TRUE,
    Action,
    And,
    Arithmetic,
    Assign,
    Atom,
    Compare,
    Domain,
    DurativeAction,
    Equal,
    Exists,
    Expression,
    Fluent,
    Forall,
    Formula,
    Imply,
    Init,
    Modal,
    Not,
    Number,
    Or,
    Preference,
    Problem,
    Symbol,
    Timed,
    TimedInit,
    Typed,
    Value,
    When,
)


def print_domain(domain: Domain) -> str:
    """The domain as PDDL text, one section a block; ends with a line break."""
    blocks = [f"(define (domain {domain.name})"]
    if domain.requirements:
        blocks.append(f"  (:requirements {' '.join(domain.requirements)})")
    if domain.types:
        blocks.append(_section("types", _typed_lines(domain.types)))
    if domain.constants:
        blocks.append(_section("constants", _typed_lines(domain.constants)))
    if domain.predicates:
        lines = (_call(p.name, _typed(p.parameters)) for p in domain.predicates)
        blocks.append(_section("predicates", lines))
    if domain.functions:
        lines = (f"{_call(f.name, _typed(f.parameters))} - {f.result}" for f in domain.functions)
        blocks.append(_section("functions", lines))
    if domain.constraints is not None:
        blocks.append(f"  (:constraints {print_formula(domain.constraints)})")
    for derived in domain.derived:
        head = _call(derived.name, _typed(derived.parameters))
        blocks.append(f"  (:derived {head} {print_formula(derived.condition)})")
    blocks.extend(_action(action) for action in domain.actions)
    return "\n".join(blocks) + ")\n"


def print_problem(problem: Problem) -> str:
    """The problem as PDDL text, one fact a line; ends with a line break."""
    blocks = [f"(define (problem {problem.name})"]
    if problem.domain:
        blocks.append(f"  (:domain {problem.domain})")
    if problem.requirements:
        blocks.append(f"  (:requirements {' '.join(problem.requirements)})")
    if problem.objects:
        blocks.append(_section("objects", _typed_lines(problem.objects)))
    blocks.append(_section("init", map(print_init, problem.init)))
    goal = problem.goal
    if isinstance(goal, And) and len(goal.parts) > 1:
        blocks.append(_section("goal (and", map(print_formula, goal.parts)) + ")")
    else:
        blocks.append(f"  (:goal {print_formula(goal)})")
    if problem.constraints is not None:
        blocks.append(f"  (:constraints {print_formula(problem.constraints)})")
    if problem.metric is not None:
        expression = print_expression(problem.metric.expression)
        blocks.append(f"  (:metric {problem.metric.direction} {expression})")
    return "\n".join(blocks) + ")\n"


def print_formula(formula: Formula) -> str:
    """A condition or an effect on one line."""
    match formula:
        case Atom(name, terms):
            return _call(name, " ".join(terms))
        case Equal(left, right):
            return f"(= {left} {right})"
        case Compare(operator, one, other):
            return f"({operator} {print_expression(one)} {print_expression(other)})"
        case And(parts):
            return _call("and", " ".join(map(print_formula, parts)))
        case Or(parts):
            return _call("or", " ".join(map(print_formula, parts)))
        case Not(part):
            return f"(not {print_formula(part)})"
        case Imply(condition, then):
            return f"(imply {print_formula(condition)} {print_formula(then)})"
        case Forall(variables, part):
            return f"(forall ({_typed(variables)}) {print_formula(part)})"
        case Exists(variables, part):
            return f"(exists ({_typed(variables)}) {print_formula(part)})"
        case Preference(name, part):
            return _call("preference", f"{name} {print_formula(part)}".strip())
        case Timed(when, part):
            return f"({when} {print_formula(part)})"
        case Modal(operator, numbers, parts):
            words = [print_expression(n) for n in numbers] + [print_formula(p) for p in parts]
            return _call(operator, " ".join(words))
        case When(condition, effect):
            return f"(when {print_formula(condition)} {print_formula(effect)})"
        case Assign(operator, target, value):
            return f"({operator} {print_expression(target)} {print_expression(value)})"


def print_expression(expression: Expression) -> str:
    """An expression on one line."""
    match expression:
        case Number(value):
            return print_number(value)
        case Symbol(name):
            return name
        case Fluent(name, terms):
            return _call(name, " ".join(terms))
        case Arithmetic(operator, operands):
            return _call(operator, " ".join(map(print_expression, operands)))


def print_number(value: Fraction) -> str:
    """A number in decimal digits: exact wherever decimals can be."""
    if value.denominator == 1:
        return str(value.numerator)
    places, rest = 0, value.denominator
    while rest % 10 == 0:
        rest //= 10
        places += 1
    for factor in (2, 5):
        while rest % factor == 0:
            rest //= factor
            places += 1
    if rest != 1:
        return repr(float(value))
    scaled = abs(value.numerator) * 10**places // value.denominator
    digits = str(scaled).rjust(places + 1, "0")
    decimals = digits[-places:].rstrip("0")
    return f"{'-' if value < 0 else ''}{digits[:-places]}.{decimals}"


def print_init(init: Init) -> str:
    """One fact of the initial state on one line."""
    match init:
        case Value(fluent, value):
            return f"(= {print_expression(fluent)} {print_expression(value)})"
        case TimedInit(time, what):
            return f"(at {print_expression(time)} {print_init(what)})"
        case _:
            return print_formula(init)


def _action(action: Action | DurativeAction) -> str:
    if isinstance(action, Action):
        kind = action.kind
        parts = [("precondition", action.precondition), ("effect", action.effect)]
    else:
        kind = "durative-action"
        parts = [
            ("duration", action.duration),
            ("condition", action.condition),
            ("effect", action.effect),
        ]
    lines = [f"  (:{kind} {action.name}", f"    :parameters ({_typed(action.parameters)})"]
    for name, formula in parts:
        if formula == TRUE:
            continue
        if isinstance(formula, And) and len(formula.parts) > 1:
            lines.append(f"    :{name} (and")
            lines.extend(f"      {print_formula(part)}" for part in formula.parts)
            lines[-1] += ")"
        else:
            lines.append(f"    :{name} {print_formula(formula)}")
    return "\n".join(lines) + ")"


def _section(name: str, lines: Iterable[str]) -> str:
    return "\n".join([f"  (:{name}", *(f"    {line}" for line in lines)]) + ")"


def _call(name: str, words: str) -> str:
    return f"({name} {words})" if words else f"({name})"


def _types(types: tuple[str, ...]) -> str:
    return types[0] if len(types) == 1 else f"(either {' '.join(types)})"


def _typed(names: tuple[Typed, ...]) -> str:
    """The names with their types; without any if every one is an object."""
    if all(name.types == ("object",) for name in names):
        return " ".join(name.name for name in names)
    return " ".join(f"{name.name} - {_types(name.types)}" for name in names)


def _typed_lines(names: tuple[Typed, ...]) -> list[str]:
    """One line a run of names of one type."""
    lines: list[str] = []
    plain = all(name.types == ("object",) for name in names)
    run: list[str] = []
    for index, name in enumerate(names):
        run.append(name.name)
        if index + 1 == len(names) or names[index + 1].types != name.types:
            lines.append(" ".join(run) + ("" if plain else f" - {_types(name.types)}"))
            run = []
    return lines
