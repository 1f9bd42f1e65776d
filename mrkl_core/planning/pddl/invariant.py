"""What an invariant says: of these atoms, at most one holds, or always just one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """The atoms of one predicate in an invariant.

    `order[i]` is the position of the invariant's parameter i among the predicate's arguments;
    `counted` the position of the argument left over, -1 if there is none.
    """

    predicate: str
    order: tuple[int, ...]
    counted: int = -1

    def binding(self, terms: Sequence[str]) -> tuple[str, ...]:
        """The invariant's parameters, from an atom's terms."""
        return tuple([terms[position] for position in self.order])

    def terms(self, binding: Sequence[str], counted: str = "") -> tuple[str, ...]:
        """An atom's terms, from the invariant's parameters and the counted argument."""
        places = [*zip(self.order, binding, strict=True)]
        if self.counted >= 0:
            places.append((self.counted, counted))
        return tuple(term for _, term in sorted(places))


@dataclass(frozen=True, slots=True)
class Invariant:
    """Of the atoms of the parts that agree in the parameters, no action makes a second one true.

    `exact`: nor does any action remove the last one. `types` are the parameters' types.
    """

    parts: tuple[Part, ...]
    types: tuple[tuple[str, ...], ...] = ()
    exact: bool = False

    def part(self, predicate: str) -> Part | None:
        """The part of a predicate, of which there is one at most."""
        return next((part for part in self.parts if part.predicate == predicate), None)

    def told(self, binding: Sequence[str]) -> str:
        """The invariant for these parameters, as in `(at truck *) + (in truck *) = 1`."""
        atoms = [" ".join((p.predicate, *p.terms(binding, "*"))) for p in self.parts]
        return " + ".join(f"({atom})" for atom in atoms) + (" = 1" if self.exact else " <= 1")

    def __str__(self) -> str:
        """As in `(at ?1 *) + (in ?1 *) = 1`."""
        return self.told([f"?{number}" for number in range(1, len(self.types) + 1)])
