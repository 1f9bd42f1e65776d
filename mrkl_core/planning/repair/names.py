"""Names that the domain does not know: matched with those it does, or declared."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import permutations

from mrkl_core.planning.pddl.tree import (
    And,
    Atom,
    Exists,
    Forall,
    Formula,
    Imply,
    Not,
    Or,
    Predicate,
    Problem,
)
from mrkl_core.planning.repair.draft import Fact, Work, goals, told, written
from mrkl_core.planning.repair.regular import shape

_ALIKE = 0.8
Rewrite = Callable[[Atom], Atom]


def key(name: str) -> str:
    """A name without what people vary: case, dashes, underscores."""
    return re.sub(r"[\W_]+", "", name.casefold())


class Names:
    """Mends the names of one draft; `examples` are problems to take types from."""

    def __init__(self, work: Work, examples: Sequence[Problem] = ()) -> None:
        self._work = work
        self._predicates = {p.name: p for p in work.domain.predicates}
        self._known_types: dict[str, tuple[str, ...]] = {}
        self._shapes: dict[str, set[tuple[str, ...]]] = {}
        for problem in examples:
            for thing in problem.objects:
                self._known_types.setdefault(thing.name, thing.types)
                self._shapes.setdefault(shape(thing.name), set()).add(thing.types)

    def mend(self) -> None:
        """Does all of it, in the order in which one helps the next."""
        self._mend_predicates()
        self._mend_types()
        self._mend_terms()
        self._mend_order()
        self._declare()
        self._retype()
        self._mend_order()

    # -- predicates ------------------------------------------------------------------------

    def _used(self) -> dict[str, list[tuple[str, ...]]]:
        used: dict[str, list[tuple[str, ...]]] = {}
        for name, *terms in self._atoms():
            used.setdefault(name, []).append(tuple(terms))
        return used

    def _atoms(self) -> list[Fact]:
        found = list(self._work.facts)
        for part in goals(self._work.goal):
            found += [(a.name, *a.terms) for a in _walk(part)]
        return found

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
            self._rewrite(lambda a: Atom(renamed.get(a.name, a.name), a.terms))
        unknown = {f[0] for f in self._atoms() if f[0] not in self._predicates}
        for name in sorted(unknown):
            if self._is_type(name):
                self._types_as_facts(name)
            else:
                self._work.doubts.append(f"the domain has no predicate {name!r}")

    def _is_type(self, name: str) -> bool:
        return name in self._work.types and all(len(f) == 2 for f in self._atoms() if f[0] == name)

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
            if all(self._may_take(p, terms) for terms in uses)
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

    def _may_take(self, predicate: Predicate, terms: tuple[str, ...]) -> bool:
        if len(predicate.parameters) != len(terms):
            return False
        for term, parameter in zip(terms, predicate.parameters, strict=True):
            kinds = self._kinds(term)
            if kinds and not self._work.types.can_fit(kinds, parameter.types):
                return False
        return True

    def _kinds(self, term: str) -> tuple[str, ...]:
        kinds = self._work.objects.get(term) or self._work.constants.get(term) or ()
        return () if any(k not in self._work.types for k in kinds) else kinds

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
        for term in dict.fromkeys(t for fact in self._atoms() for t in fact[1:]):
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
            self._rewrite(lambda a: Atom(a.name, tuple(renamed.get(t, t) for t in a.terms)))

    def _mend_order(self) -> None:
        """Puts arguments into the one order that fits their types."""

        def ordered(atom: Atom) -> Atom:
            predicate = self._predicates.get(atom.name)
            if (
                predicate is None
                or len(atom.terms) != len(predicate.parameters)
                or len(atom.terms) > 4
                or self._may_take(predicate, atom.terms)
            ):
                return atom
            fits = {t for t in permutations(atom.terms) if self._may_take(predicate, t)}
            if len(fits) != 1:
                return atom
            mended = Atom(atom.name, fits.pop())
            old, new = (atom.name, *atom.terms), (mended.name, *mended.terms)
            self._work.changes.append(f"{written(old)} is read as {written(new)}, by the types")
            return mended

        self._rewrite(ordered)

    def _declare(self) -> None:
        work = self._work
        missing = dict.fromkeys(
            term
            for fact in self._atoms()
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

    def _retype(self) -> None:
        work = self._work
        for name, kinds in list(work.objects.items()):
            wanted = self._bounds(name)
            if (
                kinds
                and all(work.types.can_fit(kinds, w) for w in wanted)
                and kinds[0] in (work.types)
                and not (
                    kinds == ("object",) and not all(work.types.fits(kinds, w) for w in wanted)
                )
            ):
                continue
            found = self._inferred(name)
            if found and found != kinds:
                work.objects[name] = found
                was = f", not {kinds[0]!r}" if kinds and kinds != ("object",) else ""
                work.changes.append(f"{name!r} is {found[0]!r}{was}: the facts use it so")
            elif not found:
                work.doubts.append(f"nothing tells what {name!r} is")

    def _bounds(self, name: str) -> list[tuple[str, ...]]:
        """The types that the facts ask of a thing."""
        return [
            parameter.types
            for fact in self._atoms()
            if fact[0] in self._predicates
            and len(fact) - 1 == len(self._predicates[fact[0]].parameters)
            for term, parameter in zip(fact[1:], self._predicates[fact[0]].parameters, strict=True)
            if term == name
        ]

    def _inferred(self, name: str) -> tuple[str, ...]:
        """The type that fits all uses: the worked example's, that of things named like it, or
        the widest one.
        """
        types, bounds = self._work.types, self._bounds(name)

        def fits(kinds: tuple[str, ...]) -> bool:
            return all(kinds and types.fits(kinds, wanted) for wanted in bounds)

        # Only a type the things it could be compared with have already, else the widest.
        alike = {
            kinds
            for other, kinds in self._work.objects.items()
            if other != name and kinds and kinds != ("object",) and shape(other) == shape(name)
        }
        same = self._known_types.get(name, ())
        candidates: list[tuple[str, ...]] = [same, *alike, *self._shapes.get(shape(name), ())]
        for known in candidates:
            if known and known != ("object",) and fits(known):
                return known
        fitting = [(t,) for t in types.names if fits((t,))]
        named = [t for t in fitting if t != ("object",) and key(name).startswith(key(t[0]))]
        if named:
            return max(named, key=lambda t: len(t[0]))
        widest = [t for t in fitting if not any(o != t and types.fits(t, o) for o in fitting)]
        return widest[0] if bounds and len(widest) == 1 else ()

    # -- rewriting -------------------------------------------------------------------------

    def _rewrite(self, rewrite: Rewrite) -> None:
        work = self._work
        mended = (rewrite(Atom(fact[0], fact[1:])) for fact in work.facts)
        work.facts = {(a.name, *a.terms): None for a in mended}
        work.goal = _mapped(work.goal, rewrite)


def renamed(problem: Problem, names: Mapping[str, str]) -> Problem:
    """The problem with its objects called otherwise."""

    def atom(a: Atom) -> Atom:
        return Atom(a.name, tuple(names.get(t, t) for t in a.terms))

    return replace(
        problem,
        objects=tuple(replace(o, name=names.get(o.name, o.name)) for o in problem.objects),
        init=tuple(atom(f) if isinstance(f, Atom) else f for f in problem.init),
        goal=_mapped(problem.goal, atom),
    )


def arity(work: Work) -> None:
    """Takes back facts with too many or too few arguments, and doubts them."""
    arities = {p.name: len(p.parameters) for p in work.domain.predicates}
    wrong = [f for f in work.facts if f[0] in arities and len(f) - 1 != arities[f[0]]]
    for fact in wrong:
        del work.facts[fact]
    if wrong:
        work.doubts.append(f"{told(wrong)}: the wrong number of arguments")


def _walk(formula: Formula) -> Iterable[Atom]:
    match formula:
        case Atom():
            yield formula
        case And(parts) | Or(parts):
            for part in parts:
                yield from _walk(part)
        case Not(part) | Forall(_, part) | Exists(_, part):
            yield from _walk(part)
        case Imply(one, other):
            yield from _walk(one)
            yield from _walk(other)


def _mapped(formula: Formula, rewrite: Rewrite) -> Formula:
    match formula:
        case Atom():
            return rewrite(formula)
        case And(parts):
            return And(tuple(_mapped(p, rewrite) for p in parts))
        case Or(parts):
            return Or(tuple(_mapped(p, rewrite) for p in parts))
        case Not(part):
            return Not(_mapped(part, rewrite))
        case Forall(variables, part):
            return Forall(variables, _mapped(part, rewrite))
        case Exists(variables, part):
            return Exists(variables, _mapped(part, rewrite))
        case Imply(one, other):
            return Imply(_mapped(one, rewrite), _mapped(other, rewrite))
    return formula


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
