"""What a domain or problem says that cannot be meant: unknown names, wrong arity or type."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from mrkl_core.contracts.pddl import Diagnostic, Severity
from mrkl_core.errors import PddlInvalid, Violation, nearest
from mrkl_core.planning.pddl.constants import not_constant
from mrkl_core.planning.pddl.features import METRIC_FUNCTIONS
from mrkl_core.planning.pddl.source import Source
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
    Function,
    Imply,
    Init,
    Modal,
    Not,
    Number,
    Or,
    Predicate,
    Preference,
    Problem,
    Symbol,
    Timed,
    TimedInit,
    Typed,
    Value,
    When,
)
from mrkl_core.planning.pddl.types import TypeTree, types_of

#: More than these are not told: one slip can cause thousands.
MAX_DIAGNOSTICS = 50

_Scope = Mapping[str, tuple[str, ...]]


def check_domain(domain: Domain) -> tuple[Diagnostic, ...]:
    """What is wrong with a domain by itself."""
    check = _Check(domain, domain.source, domain.constants)
    check.domain()
    return check.found()


def check_problem(domain: Domain, problem: Problem) -> tuple[Diagnostic, ...]:
    """What is wrong with a problem, given a domain that is right."""
    check = _Check(domain, problem.source, (*domain.constants, *problem.objects))
    check.problem(problem)
    return check.found()


def is_wrong(domain: Domain) -> bool:
    """Whether a domain has errors: then what follows from it means nothing."""
    return bool(_errors(check_domain(domain)))


def require_valid(domain: Domain, problem: Problem | None = None) -> tuple[Diagnostic, ...]:
    """The warnings about these two. Raises PddlInvalid if there are errors."""
    found = tuple(not_constant(check_domain(domain), domain, problem))
    source = domain.source
    if problem is not None and not _errors(found):
        found += check_problem(domain, problem)
        source = problem.source
    errors = _errors(found)
    if errors:
        first = errors[0]
        place = first.location
        at = source.offset(place) if place else -1
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        raise PddlInvalid(
            first.message + more,
            hint=first.hint,
            location=place,
            metadata={"code": first.code, "excerpt": source.excerpt(at)},
            violations=[Violation(str(e.location or ""), e.message) for e in errors],
        )
    return found


def _errors(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    return [d for d in found if d.severity is Severity.ERROR]


class _Check:
    def __init__(self, domain: Domain, source: Source, objects: Iterable[Typed]) -> None:
        self._domain = domain
        self._source = source
        self._types = TypeTree(domain.types)
        self._predicates: dict[str, Predicate] = {p.name: p for p in domain.predicates}
        for derived in domain.derived:
            declared = Predicate(derived.name, derived.parameters, derived.at)
            self._predicates.setdefault(derived.name, declared)
        self._functions: dict[str, Function] = {f.name: f for f in domain.functions}
        self._objects = types_of(objects)
        self._diagnostics: list[Diagnostic] = []
        self._seen: set[tuple[str, str]] = set()
        self._right: set[tuple[object, ...]] = set()

    def found(self) -> tuple[Diagnostic, ...]:
        return tuple(self._diagnostics[:MAX_DIAGNOSTICS])

    def domain(self) -> None:
        domain = self._domain
        if self._types.cycle:
            self._error("TYPE_CYCLE", f"type {self._types.cycle!r} is its own supertype", 0)
        self._types_of(domain.constants)
        declarations: tuple[Predicate | Function, ...] = (*domain.predicates, *domain.functions)
        for declared in declarations:
            self._types_of(declared.parameters)
        self._twice(domain.predicates, "predicate")
        self._twice(domain.functions, "function")
        self._twice(domain.actions, "action")
        for function in domain.functions:
            if function.result != "number" and function.result not in self._types:
                self._unknown(
                    "TYPE_UNKNOWN", "type", function.result, function.at, self._types.names
                )
        for derived in domain.derived:
            self._types_of(derived.parameters)
            self._formula(derived.condition, _bind({}, derived.parameters))
        for action in domain.actions:
            self._types_of(action.parameters)
            self._twice(action.parameters, "parameter")
            scope = _bind({}, action.parameters)
            if isinstance(action, Action):
                self._formula(action.precondition, scope)
            else:
                self._formula(action.duration, scope)
                self._formula(action.condition, scope)
            self._formula(action.effect, scope)
        if domain.constraints is not None:
            # Constraints may name the objects of the problem.
            self._formula(domain.constraints, {}, known_objects=False)

    def problem(self, problem: Problem) -> None:
        if problem.domain and problem.domain != self._domain.name:
            message = f"the problem is for domain {problem.domain!r}, not {self._domain.name!r}"
            self._say(Severity.WARNING, "DOMAIN_NAME", message, 0)
        self._types_of(problem.objects)
        self._twice((*self._domain.constants, *problem.objects), "object", Severity.WARNING)
        for fact in problem.init:
            self._fact(fact)
        self._formula(problem.goal, {})
        if problem.constraints is not None:
            self._formula(problem.constraints, {})
        if problem.metric is not None:
            self._expression(problem.metric.expression, {}, metric=True)

    def _fact(self, fact: Init) -> None:
        match fact:
            case TimedInit(_, what):
                self._fact(what)
            case Value(fluent, value):
                self._expression(fluent, {})
                if isinstance(value, Symbol):
                    self._term(value.name, {}, value.at)
            case _:
                self._formula(fact, {})

    def _formula(self, formula: Formula, scope: _Scope, *, known_objects: bool = True) -> None:
        def inner(*parts: Formula, scope: _Scope = scope) -> None:
            for part in parts:
                self._formula(part, scope, known_objects=known_objects)

        match formula:
            case Atom(name, terms, at):
                predicate = self._predicates.get(name)
                if predicate is None:
                    known = self._predicates
                    hint = f"{name!r} is a function" if name in self._functions else ""
                    self._unknown("PREDICATE_UNKNOWN", "predicate", name, at, known, hint)
                else:
                    self._call(predicate, terms, scope, at, "predicate", known_objects)
            case Equal(left, right, at):
                if known_objects:
                    self._term(left, scope, at)
                    self._term(right, scope, at)
            case Compare(_, one, other):
                self._expression(one, scope)
                self._expression(other, scope)
            case And(parts) | Or(parts) | Modal(_, _, parts):
                inner(*parts)
            case Not(part) | Timed(_, part) | Preference(_, part):
                inner(part)
            case Imply(one, other) | When(one, other):
                inner(one, other)
            case Forall(variables, part) | Exists(variables, part):
                self._types_of(variables)
                inner(part, scope=_bind(scope, variables))
            case Assign(_, target, value):
                self._expression(target, scope)
                self._expression(value, scope)

    def _expression(self, expression: Expression, scope: _Scope, *, metric: bool = False) -> None:
        match expression:
            case Fluent(name, terms, at):
                function = self._functions.get(name)
                if function is not None:
                    self._call(function, terms, scope, at, "function")
                elif not terms and (name in self._objects or name in scope):
                    pass  # an object, compared with what an object function gives
                elif not (metric and name in METRIC_FUNCTIONS):
                    self._unknown("FUNCTION_UNKNOWN", "function", name, at, self._functions)
            case Arithmetic(_, operands):
                for operand in operands:
                    self._expression(operand, scope, metric=metric)
            case Symbol(name, at):
                if name not in ("?duration", "#t"):
                    self._term(name, scope, at)
            case Number():
                pass

    def _call(
        self,
        declared: Predicate | Function,
        terms: Sequence[str],
        scope: _Scope,
        at: int,
        what: str,
        known_objects: bool = True,
    ) -> None:
        # Thousands of facts differ in nothing but objects of the same types.
        alike = (what, declared.name, *[self._objects.get(term) for term in terms])
        if alike in self._right:
            return
        if len(terms) != len(declared.parameters):
            message = f"{what} {declared.name!r} takes {len(declared.parameters)} argument(s), "
            self._error("ARITY", message + f"found {len(terms)}", at, _signature(declared))
            return
        fits = True
        for number, (term, parameter) in enumerate(zip(terms, declared.parameters, strict=True), 1):
            if not known_objects and not term.startswith("?"):
                continue
            types = self._term(term, scope, at)
            if any(name not in self._types for name in (*types, *parameter.types)):
                continue  # told where that type is named
            if types and not self._types.can_fit(types, parameter.types):
                message = f"argument {number} of {declared.name!r} must be "
                message += f"{' or '.join(parameter.types)}; {term!r} is {' or '.join(types)}"
                self._error("TYPE_MISMATCH", message, at, _signature(declared))
                fits = False
        if fits and known_objects and None not in alike:
            self._right.add(alike)

    def _term(self, term: str, scope: _Scope, at: int) -> tuple[str, ...]:
        if term.startswith("?"):
            if term not in scope:
                self._unknown("VARIABLE_UNKNOWN", "variable", term, at, scope, what="is not bound")
            return scope.get(term, ())
        if term not in self._objects:
            self._unknown("OBJECT_UNKNOWN", "object", term, at, self._objects)
        return self._objects.get(term, ())

    def _types_of(self, names: Iterable[Typed]) -> None:
        for name in names:
            for type_name in name.types:
                if type_name not in self._types:
                    self._unknown("TYPE_UNKNOWN", "type", type_name, name.at, self._types.names)

    def _twice(
        self, named: Iterable[object], what: str, severity: Severity = Severity.ERROR
    ) -> None:
        seen: dict[str, object] = {}
        for item in named:
            name, at = str(getattr(item, "name", "")), int(getattr(item, "at", -1))
            if name in seen:
                same = seen[name] == item and what != "action"
                level = Severity.WARNING if same else severity
                both = "" if same or severity is Severity.ERROR else ", in two ways: both count"
                self._say(level, "DECLARED_TWICE", f"{what} {name!r} is declared twice{both}", at)
            seen[name] = item

    def _unknown(
        self,
        code: str,
        kind: str,
        name: str,
        at: int,
        known: Iterable[str],
        hint: str = "",
        what: str = "is not declared",
    ) -> None:
        self._error(code, f"{kind} {name!r} {what}", at, hint or nearest(name, known))

    def _error(self, code: str, message: str, at: int, hint: str = "") -> None:
        self._say(Severity.ERROR, code, message, at, hint)

    def _say(self, severity: Severity, code: str, message: str, at: int, hint: str = "") -> None:
        if (code, message) not in self._seen:  # a misspelt name is told once, not at each use
            self._seen.add((code, message))
            self._diagnostics.append(self._source.diagnostic(code, message, at, hint, severity))


def _bind(scope: _Scope, variables: Iterable[Typed]) -> dict[str, tuple[str, ...]]:
    return {**scope, **{v.name: v.types for v in variables}}


def _signature(declared: Predicate | Function) -> str:
    words = [f"{p.name} - {' or '.join(p.types)}" for p in declared.parameters]
    return "declared as (" + " ".join([declared.name, *words]) + ")"
