"""The invariants of a domain for one problem: groups of atoms, and how many hold at first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field
from itertools import islice, product

from mrkl_core.planning.pddl.invariant import Invariant, Part
from mrkl_core.planning.pddl.invariants import invariants
from mrkl_core.planning.pddl.tree import Atom, Domain, Not, Predicate, Problem, TimedInit
from mrkl_core.planning.pddl.types import Objects
from mrkl_core.records import dataclass

#: An invariant is instantiated for so many bindings at most, beside those that hold atoms.
MAX_INSTANCES = 100_000

Fact = tuple[str, ...]  # (predicate, object, …)
Key = tuple[int, tuple[str, ...]]  # which invariant, for which parameters


@dataclass(frozen=True)
class Group:
    """Atoms of which no plan makes more than one true, if at most one is `holding` at first.

    With an exact invariant and one holding, always just one is true. `atoms` is made when it
    is asked for: it may be long.
    """

    invariant: Invariant
    key: Key
    holding: tuple[Fact, ...]
    _objects: Objects = field(repr=False, compare=False)
    _predicates: dict[str, Predicate] = field(repr=False, compare=False)

    @property
    def binding(self) -> tuple[str, ...]:
        """The objects that the atoms agree in."""
        return self.key[1]

    @property
    def valid(self) -> bool:
        """Whether at most one atom holds at first, and so always."""
        return len(self.holding) <= 1

    @property
    def exact(self) -> bool:
        """Whether just one atom holds at first, and so always."""
        return self.invariant.exact and len(self.holding) == 1

    def atoms(self) -> Iterator[Fact]:
        """The atoms, as far as their types allow; those at first are among them."""
        for part in self.invariant.parts:
            types = tuple(p.types for p in self._predicates[part.predicate].parameters)
            if not all(
                self._objects.is_a(name, types[position])
                for position, name in zip(part.order, self.binding, strict=True)
            ):
                continue
            counted = self._objects.of(types[part.counted]) if part.counted >= 0 else ("",)
            for name in counted:
                yield (part.predicate, *part.terms(self.binding, name))

    def __str__(self) -> str:
        """As in `(at truck *) + (in truck *) = 1`."""
        return self.invariant.told(self.binding)


class Groups:
    """The groups of one problem, found by the atoms in them."""

    def __init__(
        self, domain: Domain, problem: Problem, found: Sequence[Invariant] | None = None
    ) -> None:
        self.objects = Objects(domain, problem)
        self._predicates = {p.name: p for p in domain.predicates}
        # What happens by itself at some time is no action's doing.
        timed = {_name(fact) for fact in problem.init if isinstance(fact, TimedInit)}
        self.invariants = tuple(
            invariant
            for invariant in (invariants(domain) if found is None else found)
            if timed.isdisjoint(part.predicate for part in invariant.parts)
        )
        self._parts: dict[str, list[tuple[int, Part]]] = {}
        for index, invariant in enumerate(self.invariants):
            for part in invariant.parts:
                self._parts.setdefault(part.predicate, []).append((index, part))
        self._holding: dict[Key, list[Fact]] = {}
        for fact in dict.fromkeys((a.name, *a.terms) for a in problem.init if isinstance(a, Atom)):
            for key in self._keys(fact):
                self._holding.setdefault(key, []).append(fact)

    def __iter__(self) -> Iterator[Group]:
        """Every group, those that hold an atom at first before the others."""
        for key in self._holding:
            yield self._group(key)
        for index, invariant in enumerate(self.invariants):
            objects = [self.objects.of(types) for types in invariant.types]
            for binding in islice(product(*objects), MAX_INSTANCES):
                if (index, binding) not in self._holding:
                    yield self._group((index, binding))

    def of(self, fact: Fact) -> list[Group]:
        """The groups that an atom is in."""
        return [self._group(key) for key in self._keys(fact)]

    def exact(self) -> Iterator[Group]:
        """The groups of which always just one atom is true."""
        for key, holding in self._holding.items():
            if self.invariants[key[0]].exact and len(holding) == 1:
                yield self._group(key)

    def sound(self, invariant: Invariant) -> bool:
        """Whether the invariant holds at first for all parameters, and so always."""
        index = self.invariants.index(invariant) if invariant in self.invariants else -1
        return index >= 0 and all(
            len(holding) <= 1 for key, holding in self._holding.items() if key[0] == index
        )

    def sound_keys(self, fact: Fact) -> Iterator[Key]:
        """The keys of the groups in which an atom, being true, excludes all others."""
        for key in self._keys(fact):
            if len(self._holding.get(key, ())) <= 1:
                yield key

    def _keys(self, fact: Fact) -> Iterator[Key]:
        name, *terms = fact
        for index, part in self._parts.get(name, ()):
            if len(terms) != len(part.order) + (part.counted >= 0):
                continue  # a wrong arity is told by the check
            binding = part.binding(terms)
            if all(
                object_ in self.objects and self.objects.is_a(object_, types)
                for object_, types in zip(binding, self.invariants[index].types, strict=True)
            ):
                yield index, binding

    def _group(self, key: Key) -> Group:
        holding = tuple(self._holding.get(key, ()))
        return Group(self.invariants[key[0]], key, holding, self.objects, self._predicates)


def groups(domain: Domain, problem: Problem) -> Groups:
    """The groups of a problem whose domain and problem are right."""
    return Groups(domain, problem)


def _name(fact: TimedInit) -> str:
    what = fact.what.part if isinstance(fact.what, Not) else fact.what
    return what.name if isinstance(what, Atom) else ""
