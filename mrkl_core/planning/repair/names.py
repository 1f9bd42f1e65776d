"""Names that the domain does not know: matched with those it does, or declared."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import permutations

from mrkl_core.planning.pddl.tree import Atom, Problem
from mrkl_core.planning.repair.draft import Work, goal_facts, written
from mrkl_core.planning.repair.kinds import Kinds
from mrkl_core.planning.repair.rewrite import rewrite, stated
from mrkl_core.planning.repair.words import key

_ALIKE = 0.8


class Names:
    """Mends the names of one draft; `examples` are problems to take types from."""

    def __init__(self, work: Work, examples: Sequence[Problem] = ()) -> None:
        self._work = work
        self._predicates = {p.name: p for p in work.domain.predicates}
        self._kinds = Kinds(work, examples)

    def mend(self) -> None:
        """Does all of it, in the order in which one helps the next."""
        self._mend_predicates()
        self._mend_types()
        self._mend_terms()
        self._kinds.mend_one()
        self._mend_order()
        self._kinds.declare()
        self._kinds.retype()
        self._mend_order()

    # -- predicates ------------------------------------------------------------------------

    def _used(self) -> dict[str, list[tuple[str, ...]]]:
        used: dict[str, list[tuple[str, ...]]] = {}
        for name, *terms in stated(self._work):
            used.setdefault(name, []).append(tuple(terms))
        return used

    def _mend_predicates(self) -> None:
        used = self._used()
        renamed: dict[str, str] = {}
        for name, uses in used.items():
            if name not in self._predicates:
                found = self._meant(name, uses, used)
                if found:
                    renamed[name] = found
                    self._work.changes.append(f"{name!r} is read as {found!r}, the domain's name")
        if renamed:
            rewrite(self._work, lambda a: Atom(renamed.get(a.name, a.name), a.terms))
        unknown = {f[0] for f in stated(self._work) if f[0] not in self._predicates}
        asked = {fact[0] for fact in goal_facts(self._work.goal)}
        for name in sorted(unknown):
            if self._is_type(name):
                self._types_as_facts(name)
            elif name in asked:
                self._work.doubts.append(f"the domain has no predicate {name!r}")
            else:
                why = f"the domain has no predicate {name!r}"
                self._work.drop(self._work.with_predicate(name), why)
                self._work.unsaid.append(why)

    def _is_type(self, name: str) -> bool:
        return name in self._work.types and all(
            len(f) == 2 for f in stated(self._work) if f[0] == name
        )

    def _types_as_facts(self, name: str) -> None:
        """`(block b1)` beside the facts says what type b1 is."""
        for fact in self._work.with_predicate(name):
            if self._work.objects.get(fact[1], ("object",)) == ("object",):
                self._work.objects[fact[1]] = (name,)
        self._work.drop(self._work.with_predicate(name), f"{name!r} is a type, not a predicate")

    def _meant(
        self, name: str, uses: Sequence[tuple[str, ...]], used: dict[str, list[tuple[str, ...]]]
    ) -> str:
        """The one predicate that this can be: by its letters, else by its arguments."""
        fitting = [
            p.name
            for p in self._predicates.values()
            if all(self._kinds.may_be((p.name, *terms)) for terms in uses)
        ]
        same = [p for p in fitting if key(p) == key(name)]
        if len(same) == 1:
            return same[0]
        alike = sorted(
            (p for p in fitting if _ratio(p, name) >= _ALIKE),
            key=lambda p: -_ratio(p, name),
        )
        if alike and (len(alike) == 1 or _ratio(alike[0], name) > _ratio(alike[1], name)):
            return alike[0]
        free = [p for p in fitting if p not in used]
        related = [p for p in free if _share_a_word(p, name)]
        if len(related) == 1:
            return related[0]
        return free[0] if len(free) == 1 and self._typed_enough(free[0]) else ""

    def _typed_enough(self, name: str) -> bool:
        """Whether no other predicate takes the same arguments, so that these tell it."""
        mine = self._predicates[name].parameters
        kinds = [p.types for p in mine]
        return sum([v.types for v in p.parameters] == kinds for p in self._predicates.values()) == 1

    # -- terms and types -------------------------------------------------------------------

    def _mend_types(self) -> None:
        work = self._work
        known = list(work.types.names)
        for wrong in sorted({k for kinds in work.objects.values() for k in kinds} - set(known)):
            found = _nearest(wrong, known)
            for name, kinds in work.objects.items():
                if wrong in kinds:
                    work.objects[name] = (found,) if found else ()
            if found:
                work.changes.append(f"type {wrong!r} is read as {found!r}, the domain's name")

    def _mend_terms(self) -> None:
        work = self._work
        declared = [*work.objects, *work.constants]
        renamed: dict[str, str] = {}
        for term in dict.fromkeys(t for fact in stated(self._work) for t in fact[1:]):
            if term in declared or term.startswith("?"):
                continue
            same = [name for name in declared if key(name) == key(term)]
            found = same[0] if len(same) == 1 else ""
            if found:
                renamed[term] = found
                work.changes.append(f"{term!r} is read as {found!r}, which is declared")
        for name in [n for n in work.objects if n not in work.constants]:
            same = [c for c in work.constants if key(c) == key(name)]
            if same:
                renamed[name] = same[0]
                del work.objects[name]
        if renamed:
            rewrite(self._work, lambda a: Atom(a.name, tuple(renamed.get(t, t) for t in a.terms)))

    def _mend_order(self) -> None:
        """Puts arguments into the one order that fits their types."""

        def ordered(atom: Atom) -> Atom:
            predicate = self._predicates.get(atom.name)
            if predicate is None or not 2 <= len(atom.terms) <= 4:
                return atom
            fact = (atom.name, *atom.terms)
            if len(atom.terms) != len(predicate.parameters):
                return atom
            used = self._kinds.may_be(fact)  # then only what actions use tells the order
            if used and self._kinds.may_be(fact, used=True):
                return atom
            orders = {(atom.name, *terms) for terms in permutations(atom.terms)}
            fits = [order for order in orders if self._kinds.may_be(order, used=used)]
            if len(fits) != 1:
                return atom
            said = f"{written(fact)} is read as {written(fits[0])}, by the types"
            self._work.changes.append(said)
            return Atom(fits[0][0], fits[0][1:])

        rewrite(self._work, ordered)


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, key(one), key(other)).ratio()


def _share_a_word(one: str, other: str) -> bool:
    words = [set(re.split(r"[\W_]+", name)) for name in (one, other)]
    return bool(words[0] & words[1] - {""})


def _nearest(name: str, known: Sequence[str]) -> str:
    same = [k for k in known if key(k) == key(name)]
    if same:
        return same[0]
    best, other, *_ = [*sorted(known, key=lambda k: -_ratio(k, name)), "", ""]
    return best if _ratio(best, name) >= _ALIKE and _ratio(other, name) < _ratio(best, name) else ""
