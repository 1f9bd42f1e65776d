"""What type each thing is: declared where it is not, put right where its uses say otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mrkl_core.planning.pddl.features import walk
from mrkl_core.planning.pddl.tree import Action, Atom, Domain, Problem
from mrkl_core.planning.repair.draft import Fact, Work
from mrkl_core.planning.repair.regular import shape
from mrkl_core.planning.repair.rewrite import stated
from mrkl_core.planning.repair.words import key

ANY = ("object",)

#: For each predicate the types that each of its arguments may have.
Slots = Mapping[str, Sequence[tuple[str, ...]]]


def declared_slots(domain: Domain) -> Slots:
    """The types that the domain declares."""
    return {p.name: [v.types for v in p.parameters] for p in domain.predicates}


def used_slots(domain: Domain) -> Slots:
    """The types that the domain declares; where those are no types, those its actions use."""
    used: dict[str, list[dict[str, None]]] = {
        p.name: [{} for _ in p.parameters] for p in domain.predicates
    }
    for action in domain.actions:
        if isinstance(action, Action):
            types = {v.name: v.types for v in action.parameters}
            for node in (*walk(action.precondition), *walk(action.effect)):
                if isinstance(node, Atom) and node.name in used:
                    for slot, term in zip(used[node.name], node.terms, strict=False):
                        slot.update(dict.fromkeys(types.get(term, ())))
    declared = declared_slots(domain)
    return {
        name: [
            kinds if kinds != ANY else tuple(slot) or kinds
            for kinds, slot in zip(declared[name], slots, strict=True)
        ]
        for name, slots in used.items()
    }


class Kinds:
    """Mends the types of one draft's things; `examples` are problems to take types from."""

    def __init__(self, work: Work, examples: Sequence[Problem] = ()) -> None:
        self._work = work
        self._declared = declared_slots(work.domain)
        self._used = used_slots(work.domain)
        self._known: dict[str, tuple[str, ...]] = {}
        self._shapes: dict[str, set[tuple[str, ...]]] = {}
        for problem in examples:
            for thing in problem.objects:
                self._known.setdefault(thing.name, thing.types)
                self._shapes.setdefault(shape(thing.name), set()).add(thing.types)

    def mend_one(self) -> None:
        """Retypes a thing whose declaration alone is at odds with all that is said of it."""
        work = self._work
        for name, kinds in list(work.objects.items()):
            odd = [fact for fact in stated(work) if name in fact[1:] and not self.may_be(fact)]
            found = self._inferred(name) if odd and kinds != ANY else ()
            if not found or found == kinds:
                continue
            work.objects[name] = found
            if all(map(self.may_be, odd)):
                work.changes.append(self._told(name, kinds))
            else:  # the order of arguments may be wrong instead
                work.objects[name] = kinds

    def may_be(self, fact: Fact, *, used: bool = False) -> bool:
        """Whether the types of its things allow a fact; `used`: and any action needs it so."""
        slots = (self._used if used else self._declared).get(fact[0])
        if slots is None or len(slots) != len(fact) - 1:
            return False
        return all(
            not kinds or self._work.types.can_fit(kinds, wanted)
            for wanted, kinds in zip(slots, map(self._kinds, fact[1:]), strict=True)
        )

    def declare(self) -> None:
        """Declares what is used and not declared."""
        work = self._work
        missing = dict.fromkeys(
            term
            for fact in stated(work)
            for term in fact[1:]
            if term not in work.objects and term not in work.constants and term[0] != "?"
        )
        for name in missing:
            kinds = self._inferred(name)
            if kinds:
                work.objects[name] = kinds
                kind = " or ".join(kinds)
                work.changes.append(f"{name!r} is declared as {kind!r}: the facts use it so")
            else:
                work.doubts.append(f"nothing tells what {name!r} is")

    def retype(self) -> None:
        """Gives a type to what has none, or one that its uses do not allow."""
        work = self._work
        for name, kinds in list(work.objects.items()):
            if kinds and kinds[0] in work.types and self._suits(name, kinds):
                if self._is_odd(name, kinds):
                    work.unsaid.append(f"{name!r} is declared as {' or '.join(kinds)!r}")
                if kinds == ANY and work.domain.types and not self._is_used(name):
                    work.unsaid.append(f"nothing tells what {name!r} is")
                continue
            found = self._inferred(name)
            if found and found != kinds:
                work.objects[name] = found
                work.changes.append(self._told(name, kinds))
            elif not found:
                work.doubts.append(f"nothing tells what {name!r} is")

    def _suits(self, name: str, kinds: tuple[str, ...]) -> bool:
        """Whether a declared type will do."""
        types = self._work.types
        if kinds == ANY:
            wanted = list(self._wanted(name, self._used))
            if not wanted:  # nothing is said of it: only its name can tell
                return not _named(name, [(t,) for t in types.names])
            return all(types.fits(kinds, each) for each in wanted)
        return all(types.can_fit(kinds, wanted) for wanted in self._wanted(name, self._declared))

    def _is_odd(self, name: str, kinds: tuple[str, ...]) -> bool:
        """Whether things called so are something else in the worked examples, and by the name."""
        called = self._shapes.get(shape(name), set())
        return len(called) == 1 and kinds not in called and _named(name, list(called)) != ()

    def _is_used(self, name: str) -> bool:
        return any(True for _ in self._wanted(name, self._used))

    def _told(self, name: str, was: tuple[str, ...]) -> str:
        kind = self._work.objects[name][0]
        before = f", not {was[0]!r}" if was and was != ANY else ""
        return f"{name!r} is {kind!r}{before}: the facts use it so"

    def _kinds(self, term: str) -> tuple[str, ...]:
        kinds = self._work.objects.get(term) or self._work.constants.get(term) or ()
        return () if any(k not in self._work.types for k in kinds) else kinds

    def _wanted(self, name: str, slots: Slots) -> Iterator[tuple[str, ...]]:
        """The types that the facts ask of a thing."""
        for fact in stated(self._work):
            if fact[0] in slots and len(slots[fact[0]]) == len(fact) - 1:
                for term, wanted in zip(fact[1:], slots[fact[0]], strict=True):
                    if term == name:
                        yield wanted

    def _inferred(self, name: str) -> tuple[str, ...]:
        """The type that fits all uses: the worked example's, that of things named like it, or
        the widest one.
        """
        types, bounds = self._work.types, list(self._wanted(name, self._declared))

        def fits(kinds: tuple[str, ...]) -> bool:
            return all(kinds and types.fits(kinds, wanted) for wanted in bounds)

        alike = {
            kinds
            for other, kinds in self._work.objects.items()
            if other != name and kinds and kinds != ANY and shape(other) == shape(name)
        }
        same = self._known.get(name, ())
        candidates: list[tuple[str, ...]] = [same, *alike, *self._shapes.get(shape(name), ())]
        for known in candidates:
            if known and known != ANY and fits(known):
                return known
        fitting = [(t,) for t in types.names if fits((t,))]
        if named := _named(name, fitting):
            return named
        used = list(self._wanted(name, self._used))
        narrow = [t for t in fitting if all(types.fits(t, wanted) for wanted in used)]
        fitting = narrow or fitting
        widest = [t for t in fitting if not any(o != t and types.fits(t, o) for o in fitting)]
        return widest[0] if bounds and len(widest) == 1 else ()


def _named(name: str, kinds: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The type that a name ends with, as "meeting_room2" does, else the one it begins with."""
    letters = key(name).rstrip("0123456789")
    known = [kind for kind in kinds if kind != ANY]
    for fits in (letters.endswith, letters.startswith):
        if found := [kind for kind in known if fits(key(kind[0]))]:
            return max(found, key=lambda kind: len(kind[0]))
    return ()
