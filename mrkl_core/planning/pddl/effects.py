"""Actions as plain rules: conjunctions of literals, and single atoms made true or false."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count, product
from typing import TypeAlias

from mrkl_core.planning.pddl.bind import bind
from mrkl_core.planning.pddl.logic import negated
from mrkl_core.planning.pddl.tree import (
    Action,
    And,
    Atom,
    Domain,
    DurativeAction,
    Exists,
    Forall,
    Formula,
    Imply,
    Not,
    Or,
    Preference,
    Timed,
    Typed,
    When,
)
from mrkl_core.records import dataclass

#: A condition with more alternatives than this is kept whole, as one conjunct.
MAX_ALTERNATIVES = 16

#: Parts of a condition that all hold: atoms, negations, equalities, and whatever is not split.
Conjunction: TypeAlias = frozenset[Formula]
Types: TypeAlias = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Change:
    """An atom made true (`adds`) or false wherever `condition` holds, for all `variables`."""

    atom: Atom
    adds: bool
    condition: Conjunction = frozenset()
    variables: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to apply an action; `types` has every variable of it, effects' own included."""

    name: str
    condition: Conjunction
    changes: tuple[Change, ...]
    types: Types
    at: int = -1


def rules(domain: Domain) -> tuple[Rule, ...]:
    """The actions of a domain; each alternative of a disjunctive condition is a rule.

    A durative action is what it does as a whole, as if nothing happened in between.
    """
    return tuple(rule for action in domain.actions for rule in _Flattener().rules(action))


class _Flattener:
    """Flattens one action, renaming the variables of quantifiers apart."""

    def __init__(self) -> None:
        self._types: dict[str, tuple[str, ...]] = {}
        self._numbers = count(1)

    def rules(self, action: Action | DurativeAction) -> Iterator[Rule]:
        self._types = {p.name: p.types for p in action.parameters}
        if isinstance(action, Action):
            changes = list(self.changes(action.effect))
            alternatives = self.alternatives(action.precondition)
        else:
            changes = list(self._composed(action.effect))
            alternatives = self.alternatives(_before(action))
        for condition in alternatives:
            yield Rule(action.name, condition, tuple(changes), self._types, action.at)

    def alternatives(self, formula: Formula) -> list[Conjunction]:
        """The condition as alternatives, each a set of parts that hold together."""
        match formula:
            case And(parts):
                found: list[Conjunction] = [frozenset()]
                for part in parts:
                    more = self.alternatives(part)
                    if len(found) * len(more) > MAX_ALTERNATIVES:
                        more = [frozenset((part,))]
                    found = [a | b for a, b in product(found, more)]
                return found
            case Or(parts):
                either = [a for part in parts for a in self.alternatives(part)]
                return either if len(either) <= MAX_ALTERNATIVES else [frozenset((formula,))]
            case Imply(left, right):
                return self.alternatives(Or((negated(left), right)))
            case Not(And() | Or() | Imply() | Not() | Exists() | Forall()):
                return self.alternatives(negated(formula.part))
            case Exists(variables, part):
                return self.alternatives(self._renamed(variables, part)[0])
            case Timed(_, part):
                return self.alternatives(part)
            case Preference():
                return [frozenset()]
            case _:
                return [frozenset((formula,))]

    def changes(
        self,
        effect: Formula,
        condition: Conjunction = frozenset(),
        variables: frozenset[str] = frozenset(),
    ) -> Iterator[Change]:
        """The single changes of an effect; numbers are left out."""
        match effect:
            case Atom():
                yield Change(effect, True, condition, variables)
            case Not(Atom() as atom):
                yield Change(atom, False, condition, variables)
            case And(parts):
                for part in parts:
                    yield from self.changes(part, condition, variables)
            case Timed(_, part):
                yield from self.changes(part, condition, variables)
            case When(when, part):
                for alternative in self.alternatives(when):
                    yield from self.changes(part, condition | alternative, variables)
            case Forall(typed, part):
                renamed, names = self._renamed(typed, part)
                yield from self.changes(renamed, condition, variables | set(names))
            case _:
                pass

    def _renamed(self, variables: Sequence[Typed], part: Formula) -> tuple[Formula, list[str]]:
        names = {v.name: f"{v.name}~{next(self._numbers)}" for v in variables}
        self._types.update({names[v.name]: v.types for v in variables})
        return bind(part, names), list(names.values())

    def _composed(self, effect: Formula) -> Iterator[Change]:
        """Start and end one after the other: what the end removes was added in vain."""
        first, last = _split(effect)
        end = list(self.changes(last))
        removed = {c.atom for c in end if not c.adds}
        yield from (c for c in self.changes(first) if not (c.adds and c.atom in removed))
        yield from end


def _split(effect: Formula) -> tuple[Formula, Formula]:
    """What happens at the start and what at the end."""
    match effect:
        case Timed("at end"):
            return And(()), effect
        case And(parts):
            pairs = [_split(part) for part in parts]
            return And(tuple(p[0] for p in pairs)), And(tuple(p[1] for p in pairs))
        case Forall(variables, part):
            start, end = _split(part)
            return Forall(variables, start), Forall(variables, end)
        case When(Timed("at end"), _):
            return And(()), effect
        case _:
            return effect, And(())


def _before(action: DurativeAction) -> Formula:
    """What must hold before the action: its conditions, less what its start makes true."""
    made = {c.atom for c in _Flattener().changes(_split(action.effect)[0]) if c.adds}

    def kept(part: Formula) -> bool:
        return not (isinstance(part, Timed) and part.when != "at start" and part.part in made)

    parts = action.condition.parts if isinstance(action.condition, And) else (action.condition,)
    return And(tuple(part for part in parts if kept(part)))
