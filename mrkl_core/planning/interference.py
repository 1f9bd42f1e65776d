"""Whether what happens at one time interferes: then its order would matter, and it has none.

The rule of no moving targets (Fox and Long, 2003): nothing may be changed while another thing at
the same time asks for it or changes it otherwise; two may both add to a number.
"""

from __future__ import annotations

from collections.abc import Iterator

from mrkl_core.planning.durative import Unjudged
from mrkl_core.planning.evaluate import Bindings
from mrkl_core.planning.execute import Execution, Fact
from mrkl_core.planning.pddl.features import operands, walk
from mrkl_core.planning.pddl.tree import (
    And,
    Assign,
    Atom,
    Compare,
    Exists,
    Expression,
    Fluent,
    Forall,
    Formula,
    Imply,
    Not,
    Or,
    Preference,
    When,
)
from mrkl_core.records import dataclass


@dataclass(frozen=True)
class Touched:
    """The facts and numbers that one point asks for and changes."""

    reads: frozenset[Fact]
    adds: frozenset[Fact] = frozenset()
    deletes: frozenset[Fact] = frozenset()
    grows: frozenset[Fact] = frozenset()
    assigns: frozenset[Fact] = frozenset()

    def clash(self, other: Touched) -> Fact | None:
        """Something over which the two interfere; None if they do not."""
        found = (
            self.reads & other._writes
            | self._writes & other.reads
            | self.adds & other.deletes
            | self.deletes & other.adds
            | self.assigns & (other.assigns | other.grows)
            | self.grows & other.assigns
        )
        return min(found, default=None)

    @property
    def _writes(self) -> frozenset[Fact]:
        return self.adds | self.deletes | self.grows | self.assigns


def touched(execution: Execution, condition: Formula, effect: Formula) -> Touched:
    """What a ground point touches in this state. Raises Unevaluable, and Unjudged where it asks
    for a derived fact.
    """
    reads = {*_read(execution, condition, {}), *_asked(execution, effect, {})}
    adds, deletes, grows, assigns = set[Fact](), set[Fact](), set[Fact](), set[Fact]()
    for literal, scope in execution.fired(effect, {}):
        match literal:
            case Atom(name, terms):
                adds.add((name, *(scope.get(t, t) for t in terms)))
            case Not(Atom(name, terms)):
                deletes.add((name, *(scope.get(t, t) for t in terms)))
            case Assign(operator, Fluent(name, terms), value):
                kind = grows if operator in ("increase", "decrease") else assigns
                kind.add((name, *(scope.get(t, t) for t in terms)))
                reads.update(_numbers(value, scope))
            case _:
                pass
    return Touched(*map(frozenset, (reads, adds, deletes, grows, assigns)))


def _asked(execution: Execution, effect: Formula, scope: Bindings) -> Iterator[Fact]:
    """What the conditions in an effect ask for, whether it happens or not."""
    match effect:
        case And(parts):
            for part in parts:
                yield from _asked(execution, part, scope)
        case When(condition, then):
            yield from _read(execution, condition, scope)
            yield from _asked(execution, then, scope)
        case Forall(variables, part) if any(isinstance(node, When) for node in walk(part)):
            for instance in execution.state.instances(variables, scope):
                yield from _asked(execution, part, instance)
        case _:
            pass


def _read(execution: Execution, condition: Formula, scope: Bindings) -> Iterator[Fact]:
    """The facts and numbers that a condition speaks of."""
    match condition:
        case Atom(name) if name in execution.derived:
            raise Unjudged(
                f"({name} …), which follows from other facts, is asked for "
                "while other things happen"
            )
        case Atom(name, terms):
            yield (name, *(scope.get(t, t) for t in terms))
        case Compare(_, left, right):
            yield from _numbers(left, scope)
            yield from _numbers(right, scope)
        case And(parts) | Or(parts):
            for part in parts:
                yield from _read(execution, part, scope)
        case Not(part) | Preference(_, part):
            yield from _read(execution, part, scope)
        case Imply(left, right):
            yield from _read(execution, left, scope)
            yield from _read(execution, right, scope)
        case Forall(variables, part) | Exists(variables, part):
            for instance in execution.state.instances(variables, scope):
                yield from _read(execution, part, instance)
        case _:
            pass


def _numbers(expression: Expression, scope: Bindings) -> Iterator[Fact]:
    for node in operands(expression):
        if isinstance(node, Fluent):
            yield (node.name, *(scope.get(t, t) for t in node.terms))
