"""Conditions, effects, expressions and typed lists, from bracketed items to the tree."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from fractions import Fraction

from mrkl_core.errors import PddlInvalid
from mrkl_core.planning.pddl.beyond import beyond
from mrkl_core.planning.pddl.read import Flat, Group, Item, Word, describe
from mrkl_core.planning.pddl.source import Edit, Note, Source
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
    Typed,
    When,
)

# Digits and exponent are bounded: a number must not be a bomb. What has an exponent is printed
# without, which must be readable again.
_NUMBER = re.compile(
    r"[+-]?((\d{1,400}(\.\d{0,400})?|\.\d{1,400})(e[+-]?\d{1,3})?|\d{1,1500}(\.\d{0,1500})?)"
)

_ARITHMETIC = frozenset("+-*/")
_COMPARISONS = frozenset(("=", "<", "<=", ">", ">="))
# No predicate or function can be called so: printed, it would read as something else.
RESERVED = _ARITHMETIC | _COMPARISONS | set("and or not imply forall exists when".split())
_ASSIGNMENTS = frozenset(("assign", "increase", "decrease", "scale-up", "scale-down", "change"))

# Trajectory operators: how many numbers and how many conditions each takes.
_MODAL = {
    "always": (0, 1),
    "sometime": (0, 1),
    "within": (1, 1),
    "at-most-once": (0, 1),
    "sometime-after": (0, 2),
    "sometime-before": (0, 2),
    "always-within": (1, 2),
    "hold-during": (2, 1),
    "hold-after": (1, 1),
}


_NO_TERMS: tuple[str, ...] = ()


class FormulaReader:
    """Turns bracketed items of one text into formulas."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.notes: list[Note] = []

    def note(self, code: str, message: str, at: int, hint: str, *edits: Edit) -> None:
        """Keeps in mind something sloppy that is read all the same."""
        self.notes.append(Note(code, message, at, hint, edits))

    def expected(self, what: str, item: Item | None, at: int, hint: str = "") -> PddlInvalid:
        """The error that says what was expected and what is there instead."""
        place = at if item is None else item.at
        other = beyond(item)
        if other:
            return self._source.invalid("NOT_COVERED", other, place)
        return self._source.invalid(
            "UNEXPECTED", f"expected {what}, found {describe(item)}", place, hint
        )

    def word(self, item: Item | None, what: str, at: int) -> Word:
        """The item, which must be a word."""
        if not isinstance(item, Word):
            raise self.expected(what, item, at)
        return item

    def group(self, item: Item | None, what: str, at: int) -> Group:
        """The item, which must be bracketed."""
        if not isinstance(item, Group):
            raise self.expected(what, item, at)
        return item

    def typed_list(self, items: Sequence[Item], what: str) -> tuple[Typed, ...]:
        """`a b - t c`, as names with their types; `what` is "?variable" for variables."""
        found: list[Typed] = []
        waiting: list[Word] = []
        variables = what.startswith("?")
        index = 0
        while index < len(items):
            item = self.word(items[index], f"{what} or '-'", items[index].at)
            if item.text == "-":
                index += 1
                after = items[index] if index < len(items) else None
                if not waiting:
                    raise self.expected(f"{what} before '-'", item, item.at)
                types = self._types(after, item.at)
                found.extend(Typed(word.text, types, word.at) for word in waiting)
                waiting = []
            elif item.text[0] == "-" and len(item.text) > 1 and waiting:
                name = item.text[1:]
                self.note(
                    "DASH_GLUED",
                    f"{item.text!r} is read as '- {name}'",
                    item.at,
                    f"write '- {name}'",
                    Edit(item.at + 1, item.at + 1, " "),
                )
                found.extend(Typed(word.text, (name,), word.at) for word in waiting)
                waiting = []
            elif variables and (item.text[0] != "?" or len(item.text) == 1):
                dash = item.text[0] == "-"
                hint = f"write '- {item.text[1:]}'" if dash else f"write '?{item.text}'"
                raise self.expected(f"{what} or '-'", item, item.at, hint)
            elif not variables and item.text[0] in "-?:" and len(item.text) > 1:
                hint = f"write '- {item.text[1:]}'" if item.text[0] == "-" else ""
                raise self.expected(f"{what} or '-'", item, item.at, hint)
            else:
                waiting.append(item)
            index += 1
        found.extend(Typed(word.text, at=word.at) for word in waiting)
        return tuple(found)

    def _types(self, item: Item | None, at: int) -> tuple[str, ...]:
        if isinstance(item, Word) and item.text != "-":
            return (item.text,)
        if isinstance(item, Group) and item.items:
            first, *rest = item.items
            if isinstance(first, Word) and first.text == "either" and rest:
                return tuple(self.word(t, "the name of a type", item.at).text for t in rest)
        raise self.expected("a type or '(either …)' after '-'", item, at)

    def condition(self, item: Item) -> Formula:
        """A condition, with all that PDDL 3 allows in one."""
        if isinstance(item, Word):
            return self._bare(item, "a condition")
        if not item.items:
            return And((), item.at)
        head, rest, at = self._head(item), item.items[1:], item.at
        match head:
            case "and":
                return And(tuple(self.condition(part) for part in rest), at)
            case "or":
                return Or(tuple(self.condition(part) for part in rest), at)
            case "not":
                return Not(self.condition(self._only(rest, item)), at)
            case "imply" if len(rest) == 2:
                return Imply(self.condition(rest[0]), self.condition(rest[1]), at)
            case "forall" | "exists":
                variables, part = self._quantified(rest, item)
                node = Forall if head == "forall" else Exists
                return node(variables, self.condition(part), at)
        if head in _COMPARISONS:
            return self._comparison(head, item)
        timed = self._timed(item, self.condition)
        if timed is not None:
            return timed
        if head in ("imply", "when") and all(isinstance(part, Group) for part in rest):
            hint = "an effect stands in a condition" if head == "when" else "imply takes two"
            raise self.expected("a condition", item, at, hint)
        if head == "preference" and rest and isinstance(rest[-1], Group):
            name = self.word(rest[0], "a name", at).text if len(rest) == 2 else ""
            return Preference(name, self.condition(rest[-1]), at)
        if head in _MODAL and rest and isinstance(rest[-1], Group):
            return self._modal(head, item)
        return self.atom(item)

    def effect(self, item: Item) -> Formula:
        """An effect."""
        if isinstance(item, Word):
            return self._bare(item, "an effect")
        if not item.items:
            return And((), item.at)
        head, rest, at = self._head(item), item.items[1:], item.at
        match head:
            case "and":
                return And(tuple(self.effect(part) for part in rest), at)
            case "not":
                part = self._only(rest, item)
                return Not(self.atom(self.group(part, "an atom to remove", at)), at)
            case "forall":
                variables, part = self._quantified(rest, item)
                return Forall(variables, self.effect(part), at)
            case "when":
                if len(rest) != 2:
                    raise self.expected("'(when CONDITION EFFECT)'", item, at)
                return When(self.condition(rest[0]), self.effect(rest[1]), at)
            case "or" | "imply" | "exists" | "oneof" | "probabilistic":
                raise self.expected("an effect", item, at, "an effect must be definite")
        if head in _ASSIGNMENTS and len(rest) == 2:
            if head == "change":
                old = Edit(item.items[0].at, item.items[0].at + len(head), "assign")
                self.note("ASSIGN_OLD", "'change' is read as 'assign'", at, "write 'assign'", old)
                head = "assign"
            return Assign(head, self._fluent(rest[0]), self.expression(rest[1]), at)
        timed = self._timed(item, self.effect)
        return timed if timed is not None else self.atom(item)

    def atom(self, item: Group) -> Atom:
        """A predicate over terms."""
        head = self._head(item)
        if head in RESERVED:
            raise self.expected("a predicate", item, item.at)
        return Atom(head, self._terms(item), item.at)

    def joined(self, items: Sequence[Item], key: str, read: Callable[[Item], Formula]) -> Formula:
        """Several conditions or effects where there should be one, as one."""
        first, last = items[0], items[-1]
        end = last.end + 1 if isinstance(last, Group) else last.at + len(last.text)
        self.note(
            "SEVERAL_JOINED",
            f"{len(items)} forms after {key!r} are read as one (and …)",
            first.at,
            "join them with (and …)",
            Edit(first.at, first.at, "(and "),
            Edit(end, end, ")"),
        )
        return And(tuple(map(read, items)), first.at)

    def _bare(self, item: Word, what: str) -> Atom:
        if not item.text[0].isalpha() or item.text in RESERVED:
            raise self.expected(what, item, item.at)
        end = item.at + len(item.text)
        self.note(
            "BARE_WORD",
            f"{item.text!r} is read as '({item.text})'",
            item.at,
            f"write '({item.text})'",
            Edit(item.at, item.at, "("),
            Edit(end, end, ")"),
        )
        return Atom(item.text, (), item.at)

    def expression(self, item: Item) -> Expression:
        """Something that gives a number (or, as a bare word, stands for an object)."""
        if isinstance(item, Word):
            if _NUMBER.fullmatch(item.text):
                return Number(Fraction(item.text), item.at)
            if item.text[0] in "?#":
                return Symbol(item.text, item.at)
            return self._fluent(item)
        if not item.items:
            raise self.expected("a number or an expression", item, item.at)
        head = self._head(item)
        if head not in _ARITHMETIC:
            return self._fluent(item)
        operands = tuple(self.expression(operand) for operand in item.items[1:])
        fewest = 1 if head == "-" else 2
        if len(operands) < fewest or (head in "-/" and len(operands) > 2):
            raise self.expected(f"operands for {head!r}", item, item.at)
        return Arithmetic(head, operands, item.at)

    def number(self, item: Item | None, at: int) -> Number:
        """The item, which must be a number."""
        if isinstance(item, Word) and _NUMBER.fullmatch(item.text):
            return Number(Fraction(item.text), item.at)
        raise self.expected("a number", item, at)

    def is_number(self, item: Item | None) -> bool:
        """Whether the item is a number."""
        return isinstance(item, Word) and _NUMBER.fullmatch(item.text) is not None

    def _head(self, item: Group) -> str:
        if isinstance(item, Flat):
            names = item.names
            if names:
                return names[0]
        first = item.items[0] if item.items else None
        if isinstance(first, Word):
            return first.text
        raise self.expected("a name after '('", first, item.at)

    def _terms(self, item: Group) -> tuple[str, ...]:
        if isinstance(item, Flat):
            return tuple(item.names[1:])
        terms = item.items[1:]
        for term in terms:
            if not isinstance(term, Word):
                raise self.expected("an object or a ?variable", term, item.at)
        return tuple([term.text for term in terms if isinstance(term, Word)])

    def _only(self, rest: Sequence[Item], item: Group) -> Item:
        if len(rest) != 1:
            what = f"one condition after {self._head(item)!r}"
            raise self.expected(what, rest[1] if rest else None, item.at)
        return rest[0]

    def _quantified(self, rest: Sequence[Item], item: Group) -> tuple[tuple[Typed, ...], Item]:
        if len(rest) != 2:
            found = rest[2] if len(rest) > 2 else None
            raise self.expected(f"'({self._head(item)} (VARIABLES) BODY)'", found, item.at)
        listed = self.group(rest[0], "'(?variable - type …)'", item.at)
        return self.typed_list(listed.items, "?variable"), rest[1]

    def _comparison(self, head: str, item: Group) -> Formula:
        rest = item.items[1:]
        if len(rest) != 2:
            found = rest[2] if len(rest) > 2 else None
            raise self.expected(f"two operands of {head!r}", found, item.at)
        left, right = rest
        if head == "=" and isinstance(left, Word) and isinstance(right, Word):
            numeric = any(self.is_number(s) or s.text == "?duration" for s in (left, right))
            if not numeric:
                return Equal(left.text, right.text, item.at)
        return Compare(head, self.expression(left), self.expression(right), item.at)

    def _timed(self, item: Group, inner: Callable[[Item], Formula]) -> Timed | None:
        # A predicate may well be called `at`; `(at start (…))` cannot be one.
        if len(item.items) != 3:
            return None
        head, which, part = item.items
        if isinstance(head, Word) and isinstance(which, Word) and isinstance(part, Group):
            when = f"{head.text} {which.text}"
            if when in ("at start", "at end", "over all"):
                return Timed(when, inner(part), item.at)
        return None

    def _modal(self, head: str, item: Group) -> Modal:
        numbers, parts = _MODAL[head]
        rest = item.items[1:]
        if len(rest) != numbers + parts:
            raise self.expected(
                f"{numbers} number(s) and {parts} condition(s) after {head!r}", item, item.at
            )
        return Modal(
            head,
            tuple(self.number(n, item.at) for n in rest[:numbers]),
            tuple(self.condition(part) for part in rest[numbers:]),
            item.at,
        )

    def _fluent(self, item: Item) -> Fluent:
        if isinstance(item, Word):  # PDDL 2.1 allows a function without arguments to be bare
            name, terms = item.text, _NO_TERMS
            if _NUMBER.fullmatch(name) or name[0] in "?#":
                raise self.expected("a function", item, item.at)
        else:
            name, terms = self._head(item), self._terms(item)
        if name in RESERVED:
            raise self.expected("a function", item, item.at)
        return Fluent(name, terms, item.at)
