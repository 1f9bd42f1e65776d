"""The types of a domain: who is whose subtype, and which objects each type has."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from mrkl_core.planning.pddl.tree import Domain, Problem, Typed


class TypeTree:
    """Subtypes and supertypes; every type is below "object"."""

    def __init__(self, types: Iterable[Typed]) -> None:
        self._parents: dict[str, set[str]] = {"object": set()}
        for declared in types:
            parents = self._parents.setdefault(declared.name, set())
            for parent in declared.types:
                # A supertype that has no line of its own is declared by being one.
                self._parents.setdefault(parent, set())
                if declared.name != "object":
                    parents.add(parent)
        self._can_fit: dict[tuple[tuple[str, ...], tuple[str, ...]], bool] = {}
        self._above: dict[str, frozenset[str]] = {}
        self._children: dict[str, list[str]] = {}
        for name, parents in self._parents.items():
            for parent in (parents or {"object"}) - {name}:
                self._children.setdefault(parent, []).append(name)

    @property
    def names(self) -> Iterable[str]:
        """Every type, "object" included."""
        return self._parents.keys()

    def __contains__(self, name: str) -> bool:
        return name in self._parents

    def above(self, name: str) -> frozenset[str]:
        """The type, its supertypes and "object"; a type in a cycle is in its own cycle."""
        found = self._above.get(name)
        if found is None:
            reached, waiting = {name, "object"}, [name]
            while waiting:
                for parent in self._parents.get(waiting.pop(), ()):
                    if parent not in reached:
                        reached.add(parent)
                        waiting.append(parent)
            found = self._above[name] = frozenset(reached)
        return found

    def children(self, types: tuple[str, ...]) -> list[tuple[str, ...]]:
        """The next narrower types: the members of an `either`, or the direct subtypes."""
        names = types if len(types) > 1 else self._children.get(types[0], [])
        return [(name,) for name in names]

    def fits(self, types: Iterable[str], wanted: Iterable[str]) -> bool:
        """Whether something that is one of `types` always is one of `wanted`."""
        targets = set(wanted)
        return all(not targets.isdisjoint(self.above(name)) for name in types)

    def can_fit(self, types: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
        """Whether something that is one of `types` may be one of `wanted`."""
        found = self._can_fit.get((types, wanted))
        if found is None:
            # Two types may have a subtype in common without one being above the other.
            found = self._can_fit[types, wanted] = any(
                not self.above(name).isdisjoint(types) and not self.above(name).isdisjoint(wanted)
                for name in self._parents
            )
        return found

    @cached_property
    def cycle(self) -> str:
        """A type that is its own supertype; empty if there is none."""
        for name in self._parents:
            seen: set[str] = set()
            waiting = list(self._parents[name])
            while waiting:
                parent = waiting.pop()
                if parent == name:
                    return name
                if parent not in seen:
                    seen.add(parent)
                    waiting.extend(self._parents.get(parent, ()))
        return ""


def types_of(objects: Iterable[Typed]) -> dict[str, tuple[str, ...]]:
    """The types of each object; one that is declared twice has those of both."""
    found: dict[str, tuple[str, ...]] = {}
    for item in objects:
        found[item.name] = tuple(dict.fromkeys((*found.get(item.name, ()), *item.types)))
    return found


class Objects:
    """The objects of a problem and the constants of its domain, by type."""

    def __init__(self, domain: Domain, problem: Problem) -> None:
        self.types = TypeTree(domain.types)
        every = (*domain.constants, *problem.objects)
        self.declared = types_of(every)
        self._kinds: dict[str, list[tuple[str, ...]]] = {name: [] for name in self.declared}
        for item in every:
            self._kinds[item.name].append(item.types)
        self._of: dict[tuple[str, ...], tuple[str, ...]] = {}

    def __contains__(self, name: str) -> bool:
        return name in self.declared

    def is_a(self, name: str, wanted: tuple[str, ...]) -> bool:
        """Whether the object is of one of these types."""
        return any(self.types.fits(types, wanted) for types in self._kinds[name])

    def of(self, wanted: tuple[str, ...]) -> tuple[str, ...]:
        """The objects of these types, in the order of their declaration."""
        found = self._of.get(wanted)
        if found is None:
            found = tuple(name for name in self.declared if self.is_a(name, wanted))
            self._of[wanted] = found
        return found
