"""A domain's language, ready for reading and for saying."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from functools import cached_property

from mrkl_core.planning.language.mentions import Lexicon
from mrkl_core.planning.language.patterns import Flat, Node
from mrkl_core.planning.pddl.tree import Domain
from mrkl_core.records import dataclass

Template = tuple[str, ...]  # ("at", "{pkg}", "*"): a fact with slots and wildcards


@dataclass(frozen=True)
class TypeWords:
    """How people call the things of one type; see schema.json for each field."""

    name: str
    nouns: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    abstract: bool = False
    of: str = ""
    by: Template = ()
    unless_said: tuple[str, ...] = ()


class RuleKind(StrEnum):
    """What a pattern is for."""

    PREDICATE = "predicate"
    SENTENCE = "sentence"
    BACKGROUND = "background"


@dataclass(frozen=True)
class Rule:
    """What the sentences of a pattern state; `slots` gives each slot's possible types."""

    kind: RuleKind
    source: str
    slots: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    now: tuple[Template, ...] = ()
    goal: tuple[Template, ...] = ()


@dataclass(frozen=True)
class State:
    """At most one of these facts holds for each binding of `each`.

    If none is stated, `otherwise` holds because of `because`; else `ask` is asked.
    """

    each: tuple[tuple[str, str], ...]
    one_of: tuple[Template, ...]
    otherwise: Template = ()
    because: str = ""
    ask: str = ""


@dataclass(frozen=True)
class Language:
    """All that a domain.yaml says, beside its domain."""

    name: str
    title: str
    description: str
    examples: tuple[str, ...]
    domain: Domain
    types: Mapping[str, TypeWords]
    lexicon: Lexicon
    rules: tuple[Rule, ...]
    automaton: Node
    says: Mapping[str, Flat]
    states: tuple[State, ...]
    acyclic: frozenset[str]
    actions: Mapping[str, str]

    @cached_property
    def parents(self) -> dict[str, str]:
        """Each type's super-type."""
        return {t.name: t.types[0] for t in self.domain.types if t.name != "object"}

    @cached_property
    def parameters(self) -> dict[str, tuple[tuple[str, tuple[str, ...]], ...]]:
        """Each predicate's parameters without "?", with their types."""
        return {
            p.name: tuple((v.name.removeprefix("?"), v.types) for v in p.parameters)
            for p in self.domain.predicates
        }

    def ancestors(self, kind: str) -> tuple[str, ...]:
        """The type and its super-types, nearest first.

        Where `object` has nouns of its own it is a type like any other, not everything.
        """
        chain = [kind]
        while chain[-1] in self.parents and len(chain) <= len(self.parents) + 1:
            chain.append(self.parents[chain[-1]])
        if "object" not in chain:
            chain.append("object")
        if chain[0] != "object" and self.object_is_plain:
            chain = [c for c in chain if c != "object"]
        return tuple(chain)

    @cached_property
    def object_is_plain(self) -> bool:
        """Whether `object` is a type like any other in this domain."""
        words = self.types.get("object")
        return bool(words and (words.nouns or words.kinds))

    def is_a(self, kind: str, *of: str) -> bool:
        """Whether a thing of type `kind` is also of one of these types."""
        return any(o in self.ancestors(kind) for o in of)

    @cached_property
    def concrete(self) -> tuple[str, ...]:
        """The types that things may have."""
        names = [t.name for t in self.domain.types if t.name != "object"]
        if self.object_is_plain or not names:
            names.append("object")
        return tuple(n for n in names if not self.types.get(n, TypeWords(n)).abstract)

    def a(self, kind: str) -> str:
        """The noun of a type with its article."""
        noun = self.noun(kind)
        return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"

    def noun(self, kind: str) -> str:
        """What a thing of this type is called."""
        words = self.types.get(kind)
        if words and words.nouns:
            return words.nouns[0]
        return kind.replace("-", " ").replace("_", " ")
