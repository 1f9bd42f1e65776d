"""Facts found by their predicate and a thing in them, however many there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from mrkl_core.planning.language.model import Parameters, State, Template
from mrkl_core.planning.language.thing import Thing

#: A fact over things that have no symbols yet.
Fact = tuple[str | Thing, ...]


class FactIndex:
    """A set of facts that answers which of them fit a template with wildcards."""

    def __init__(self, facts: Iterable[Fact] = ()) -> None:
        self._all: dict[str, list[Fact]] = {}
        self._with: dict[tuple[str, int, Thing], list[Fact]] = {}
        for fact in facts:
            self.add(fact)

    def add(self, fact: Fact) -> None:
        """Adds one fact."""
        name = str(fact[0])
        self._all.setdefault(name, []).append(fact)
        for at, term in enumerate(fact[1:]):
            if isinstance(term, Thing):
                self._with.setdefault((name, at, term), []).append(fact)

    def held(self, state: State, binding: Mapping[str, Thing]) -> list[Fact]:
        """The facts of a state's group that hold for a binding."""
        return [fact for template in state.one_of for fact in self.fitting(template, binding)]

    def fitting(self, template: Template, binding: Mapping[str, Thing]) -> Sequence[Fact]:
        """The facts that a template gives; slots that nothing fills fit anything."""
        wanted = {
            at: binding[term.strip("{}")]
            for at, term in enumerate(template[1:])
            if term.strip("{}") in binding
        }
        if not wanted:
            return tuple(self._all.get(template[0], ()))
        first = next(iter(wanted))
        return [
            fact
            for fact in self._with.get((template[0], first, wanted[first]), ())
            if all(fact[at + 1] is thing for at, thing in wanted.items())
        ]


def turned(fact: Fact, parameters: Parameters) -> Fact | None:
    """A fact between two of a type the other way round; None if it is not between two."""
    kinds = [types for _, types in parameters[str(fact[0])]]
    pairs = [(i, j) for j in range(len(kinds)) for i in range(j) if kinds[i] == kinds[j]]
    if len(pairs) != 1:
        return None
    i, j = (at + 1 for at in pairs[0])
    terms = list(fact)
    terms[i], terms[j] = terms[j], terms[i]
    return tuple(terms)


def filled(template: Template, binding: Mapping[str, Thing]) -> Fact:
    """The fact that a template gives for a binding."""
    return (template[0], *(binding[term.strip("{}")] for term in template[1:]))
