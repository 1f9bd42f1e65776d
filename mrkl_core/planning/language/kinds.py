"""What each thing of a text is: the types that the words give it, and those it may have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from mrkl_core.planning.language import english
from mrkl_core.planning.language.model import Language
from mrkl_core.planning.language.thing import Thing, Unclear


class Kinds:
    """All things of one text, and their types."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.all: list[Thing] = []

    def kind(self, thing: Thing) -> str:
        """Its type as said, by its noun or by its name; empty if nothing tells."""
        return max(thing.said, key=lambda t: len(self.language.ancestors(t)), default="")

    def tell(self, thing: Thing, kind: str) -> None:
        """Takes note of a type that the words give it; Unclear if they gave it another."""
        if kind in thing.said:
            return
        known = self.kind(thing)
        if known and not self.language.is_a(kind, known) and not self.language.is_a(known, kind):
            raise Unclear(f"Is {thing.phrase} {self.language.a(known)} or {self.language.a(kind)}?")
        thing.said.append(kind)

    def possible(self, thing: Thing) -> tuple[str, ...]:
        """The types it may have, by all that is known; the widest only."""
        said = self.kind(thing)
        if said and not self._abstract(said):
            return (said,)
        fits = [
            t
            for t in self.language.concrete
            if (not said or self.language.is_a(t, said))
            and all(self.language.is_a(t, *bound) for bound in thing.bounds)
        ]
        return tuple(t for t in fits if not any(o != t and self.language.is_a(t, o) for o in fits))

    def _abstract(self, kind: str) -> bool:
        return kind not in self.language.concrete

    def may_be(self, thing: Thing, types: Sequence[str]) -> bool:
        """Whether it can stand where one of these types is asked for."""
        return any(
            self.language.is_a(t, *types)
            or (not thing.said and any(self.language.is_a(w, t) for w in types))
            for t in self.possible(thing)
        )

    def of_type(self, *types: str) -> list[Thing]:
        """The things known to be of one of these types, in order of mention."""
        found = []
        for thing in self.all:
            possible = self.possible(thing)
            if possible and all(self.language.is_a(kind, *types) for kind in possible):
                found.append(thing)
        return found

    def _of(self, kind: str) -> list[Thing]:
        """The things of a type, or of a kind of things that is no type: a jack."""
        if kind == "object" or any(t.name == kind for t in self.language.domain.types):
            return self.of_type(kind)
        noun = self.language.lexicon.nouns.get(tuple(map(english.stem, kind.split())))
        return [thing for thing in self.all if noun is not None and thing.noun == noun]

    def together(self, kinds: Sequence[str]) -> Iterator[tuple[Thing, ...]]:
        """Every combination of things of these types; what belongs to one of them is with it."""
        types = self.language.types
        owned = [kind in types and types[kind].of in kinds for kind in kinds]
        for things in product(*(self._of(kind) for kind in kinds)):
            if all(
                t.owner is None or t.owner in things
                for t, within in zip(things, owned, strict=True)
                if within
            ):
                yield things
