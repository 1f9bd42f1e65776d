"""Whether two problems of a domain are the same up to the names of their objects.

Goals are compared by meaning, as far as invariants decide it (see `meaning`); objects by
graph isomorphism (see `isomorphism`). Planetarium (Zuo et al., 2024) does the same with
rules written by hand for each domain.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from mrkl_core.contracts.pddl import Difference, Equivalence
from mrkl_core.planning.pddl.description import Description, describe, told
from mrkl_core.planning.pddl.isomorphism import Undecided, isomorphism
from mrkl_core.planning.pddl.nearest import Names, mapped, nearest_renaming
from mrkl_core.planning.pddl.tree import Domain, Problem
from mrkl_core.planning.pddl.types import TypeTree


def equivalent(
    domain: Domain, a: Problem, b: Problem, *, kept: Collection[str] = ()
) -> Equivalence:
    """Whether the two problems, both right, are the same; if not, what differs.

    The objects called as in `kept` are the same in both.
    """
    one, other = describe(domain, a, kept), describe(domain, b, kept)
    if _equal(one, other):
        return Equivalence(True)
    try:
        names = _renaming(one, other)
        if names is not None:
            return Equivalence(True, {a: b for a, b in names.items() if a != b})
        # It may be only that an object is declared with a wider or narrower type.
        names = _renaming(one, other, typed=False)
        same: bool | None = False
    except Undecided:
        names, same = None, None
    if names is None:
        names = nearest_renaming(one, other)
    tree = TypeTree(domain.types)
    found = tuple(dict.fromkeys(_differences(one, other, names, tree)))
    return Equivalence(same, {a: b for a, b in names.items() if a != b}, found)


def _equal(one: Description, other: Description) -> bool:
    return (
        {name: set(types) for name, types in one.objects.items()}
        == {name: set(types) for name, types in other.objects.items()}
        and one.facts == other.facts
        and one.texts().keys() == other.texts().keys()
    )


def _renaming(one: Description, other: Description, *, typed: bool = True) -> Names | None:
    (left, names), (right, others) = one.structure(typed=typed), other.structure(typed=typed)
    found = isomorphism(left, right)
    if found is None:
        return None
    return {name: others[found[vertex]] for vertex, name in enumerate(names)}


def _differences(
    one: Description, other: Description, names: Names, tree: TypeTree
) -> Iterator[Difference]:
    back = {b: a for a, b in names.items()}
    for name in one.objects:
        if name not in names:
            yield Difference("objects", "a", name)
    for name in other.objects:
        if name not in back:
            yield Difference("objects", "b", name)
    for name, counterpart in names.items():
        types, others = one.objects[name], other.objects[counterpart]
        if set(types) != set(others):
            yield Difference("types", "a", _typed(name, types, others, tree))
            yield Difference("types", "b", _typed(counterpart, others, types, tree))
    for fact in sorted(one.stated):
        if mapped(fact, names) not in other.facts:
            yield Difference(fact[0][0], "a", told(fact))
    for fact in sorted(other.stated):
        if mapped(fact, back) not in one.facts:
            yield Difference(fact[0][0], "b", told(fact))
    left, right = one.texts(names), other.texts()
    for key, text in left.items():
        if key not in right:
            yield Difference(key[0], "a", text)
    for section, text in right:
        if (section, text) not in left:
            yield Difference(section, "b", text)


def _typed(name: str, types: tuple[str, ...], others: tuple[str, ...], tree: TypeTree) -> str:
    """The object with its type, and how that is related to the type it has in the other."""
    relation = ""
    if tree.fits(types, others):
        relation = f": a subtype of {' or '.join(others)}"
    elif tree.fits(others, types):
        relation = f": a supertype of {' or '.join(others)}"
    return f"{name} - {' or '.join(types)}{relation}"
