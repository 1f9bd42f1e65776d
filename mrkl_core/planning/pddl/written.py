"""Formulas written into a structure: a vertex for each part, parts of and/or without order."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

from mrkl_core.planning.pddl.isomorphism import Structure
from mrkl_core.planning.pddl.print import print_number
from mrkl_core.planning.pddl.tree import (
    And,
    Arithmetic,
    Assign,
    Atom,
    Compare,
    Equal,
    Exists,
    Expression,
    Fluent,
    Forall,
    Formula,
    Imply,
    Modal,
    Not,
    Number,
    Or,
    Preference,
    Symbol,
    Timed,
    When,
)

Vertices = Mapping[str, int]


class FormulaWriter:
    """Writes conditions and expressions into one structure; `vertices` are of their terms."""

    def __init__(self, structure: Structure) -> None:
        self._structure = structure

    def formula(self, role: Hashable, formula: Formula, vertices: Vertices) -> int:
        """The vertex of a condition; `role` is its place in what it is a part of."""
        match formula:
            case Atom(name, terms):
                return self._node(role, name, terms, vertices)
            case Equal(left, right):
                return self._node(role, "=", (left, right), vertices)
            case Compare(operator, one, other):
                node = self._made(role, operator)
                for side, expression in (("left", one), ("right", other)):
                    self._part(node, self.expression(side, expression, vertices))
                return node
            case And(parts) | Or(parts):
                return self._of(role, type(formula).__name__, "", parts, vertices)
            case Not(part):
                return self._of(role, "not", "", (part,), vertices)
            case Preference(name, part):
                return self._of(role, "preference", name, (part,), vertices)
            case Timed(when, part):
                return self._of(role, "timed", when, (part,), vertices)
            case Imply(one, other) | When(one, other):
                node = self._made(role, type(formula).__name__)
                self._part(node, self.formula("if", one, vertices))
                self._part(node, self.formula("then", other, vertices))
                return node
            case Modal(operator, numbers, parts):
                node = self._made(role, (operator, tuple(n.value for n in numbers)))
                for place, part in enumerate(parts):
                    self._part(node, self.formula(place, part, vertices))
                return node
            case Forall(variables, part) | Exists(variables, part):
                node = self._made(role, type(formula).__name__)
                own = {v.name: self._structure.vertex(("variable", v.types)) for v in variables}
                for vertex in own.values():
                    self._part(node, vertex)
                self._part(node, self.formula("", part, {**vertices, **own}))
                return node
            case Assign(operator, target, value):
                node = self._made(role, operator)
                self._part(node, self.expression("left", target, vertices))
                self._part(node, self.expression("right", value, vertices))
                return node

    def expression(self, role: Hashable, expression: Expression, vertices: Vertices) -> int:
        """The vertex of an expression."""
        match expression:
            case Number(value):
                return self._made(role, print_number(value))
            case Symbol(name):
                return self._node(role, "", (name,), vertices)
            case Fluent(name, terms):
                return self._node(role, name, terms, vertices)
            case Arithmetic(operator, operands):
                node = self._made(role, operator)
                for place, operand in enumerate(operands):
                    place = 0 if operator in "+*" else place
                    self._part(node, self.expression(place, operand, vertices))
                return node

    def _made(self, role: Hashable, colour: Hashable) -> int:
        return self._structure.vertex(("part", role, colour))

    def _part(self, whole: int, part: int) -> None:
        self._structure.facts.append(("part", (whole, part)))

    def _of(
        self, role: Hashable, kind: str, name: str, parts: tuple[Formula, ...], vertices: Vertices
    ) -> int:
        node = self._made(role, (kind, name))
        for part in parts:
            self._part(node, self.formula("", part, vertices))
        return node

    def _node(self, role: Hashable, name: str, terms: tuple[str, ...], vertices: Vertices) -> int:
        words = tuple(term for term in terms if term not in vertices)  # ?duration, #t
        node = self._made(role, (name, words))
        known = tuple(vertices[term] for term in terms if term in vertices)
        self._structure.facts.append(("terms", (node, *known)))
        return node
