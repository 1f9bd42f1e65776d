"""What follows from facts that are true together, by the invariants of a problem."""

from __future__ import annotations

from collections.abc import Iterable

from mrkl_core.planning.pddl.acyclic import closes
from mrkl_core.planning.pddl.groups import Fact, Groups, Key
from mrkl_core.planning.pddl.tree import Atom

#: So many atoms are looked at; what would take more is not found.
MAX_LOOKS = 1_000_000


class Completion:
    """Facts that are true, and all that is known to be true or false with them.

    An atom is false if a group has another that is true, or if it would close a cycle in a
    relation that has none; the last atom of an exact group that is not false is true.
    """

    def __init__(
        self,
        groups: Groups,
        acyclic: frozenset[str],
        true: Iterable[Fact],
        false: Iterable[Fact] = (),
    ) -> None:
        self.known: set[Fact] = set()
        self._groups = groups
        self._acyclic = acyclic
        self._true = sorted(true)
        self._false = frozenset(false)
        self._holder: dict[Key, Fact] = {}  # the atom known to be true, by group
        self._arcs: dict[str, dict[str, list[str]]] = {}
        self._looks = MAX_LOOKS

    def complete(self) -> tuple[Fact, ...]:
        """Draws all conclusions; returns facts that cannot be true together, if there are any."""
        for fact in self._true:
            conflict = self._learn(fact)
            if conflict:
                return conflict
        for fact in self._true:
            if fact in self._false or self._closes_cycle(fact):
                return self._around(fact)
        waiting = [group for group in self._groups.exact() if group.key not in self._holder]
        news = bool(self._true or self._false)
        while news and self._looks > 0:
            news = False
            for group in waiting:
                left = None if group.key in self._holder else self._left(group.atoms())
                if left is None:
                    continue
                conflict = self._learn(left[0]) if left else tuple(self._true)
                if conflict:
                    return conflict
                news = True
        return ()

    def truth(self, atom: Atom) -> bool | None:
        """Whether an atom is true or false in each reachable state with these facts, or None."""
        fact = (atom.name, *atom.terms)
        return True if fact in self.known else False if self._is_false(fact) else None

    def needed(self) -> frozenset[Fact]:
        """The facts given as false that are not false by the true ones anyway."""
        return frozenset(fact for fact in self._false if not self._is_excluded(fact))

    def _left(self, atoms: Iterable[Fact]) -> list[Fact] | None:
        """The atoms that may be true, None if they are more than one."""
        left: list[Fact] = []
        for atom in atoms:
            self._looks -= 1
            if not self._is_false(atom):
                left.append(atom)
                if len(left) > 1 or self._looks < 0:
                    return None
        return left

    def _is_false(self, fact: Fact) -> bool:
        return fact in self._false or self._is_excluded(fact)

    def _is_excluded(self, fact: Fact) -> bool:
        return fact not in self.known and (
            any(key in self._holder for key in self._groups.sound_keys(fact))
            or self._closes_cycle(fact)
        )

    def _closes_cycle(self, fact: Fact) -> bool:
        name, *terms = fact
        return name in self._acyclic and closes(terms[0], terms[1], self._arcs.get(name, {}))

    def _around(self, fact: Fact) -> tuple[Fact, ...]:
        """The facts of a cycle's relation that are on it."""
        name, *_ = fact
        return tuple(f for f in self._true if f[0] == name and self._closes_cycle(f)) or (fact,)

    def _learn(self, fact: Fact) -> tuple[Fact, ...]:
        """Takes a fact as true; returns the facts that it cannot be true with."""
        self.known.add(fact)
        for key in self._groups.sound_keys(fact):
            other = self._holder.setdefault(key, fact)
            if other != fact:
                return other, fact
        name, *terms = fact
        if name in self._acyclic:
            self._arcs.setdefault(name, {}).setdefault(terms[0], []).append(terms[1])
        return ()
