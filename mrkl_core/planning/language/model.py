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

#: A fact with slots, wildcards and numbers: ("at", "{pkg}", "*"), ("height", "{p}", "0"); a
#: name of two words, ("not holding", "{x}"), is what must not hold.
Template = tuple[str, ...]

#: What the name of a fact that must not hold starts with.
NOT = "not "


@dataclass(frozen=True)
class Numbers:
    """How the numbers that a type stands for are written and follow each other."""

    symbol: str
    next: Template
    usual: int = 0
    from_lowest: bool = False


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
    numbers: Numbers | None = None


class RuleKind(StrEnum):
    """What a pattern is for."""

    PREDICATE = "predicate"
    SENTENCE = "sentence"
    BACKGROUND = "background"
    GRID = "grid"
    NUMBERING = "numbering"


@dataclass(frozen=True)
class Rule:
    """What the sentences of a pattern state; `slots` gives each slot's possible types.

    The facts hold of the things of `along`, a slot for a list, two by two, as `this` and `next`:
    of each with the one after it, or, if `everyone`, of each with every other. `each` are slots
    that no word fills: every thing of their types. A `wished` one is followed only by a wish.
    The facts give way where a fact of `unless` holds at the start, whoever tells of it. Of a type
    of numbers there is none above that of `most`. A sentence of `count`, a predicate, tells of how
    many facts of it there are: "3 towers", of what is on the table.
    """

    kind: RuleKind
    source: str
    slots: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    now: tuple[Template, ...] = ()
    goal: tuple[Template, ...] = ()
    given: tuple[Template, ...] = ()
    along: str = ""
    everyone: bool = False
    each: tuple[tuple[str, str], ...] = ()
    wished: bool = False
    unless: tuple[Template, ...] = ()
    most: str = ""
    count: str = ""


@dataclass(frozen=True)
class Implication:
    """A fact that follows wherever all of some others hold."""

    given: tuple[Template, ...]
    then: Template


#: Parameters by predicate: their names without "?", and their types.
Parameters = dict[str, tuple[tuple[str, tuple[str, ...]], ...]]


def parameters_of(domain: Domain) -> Parameters:
    """The parameters of each predicate of a domain."""
    return {
        p.name: tuple((v.name.removeprefix("?"), v.types) for v in p.parameters)
        for p in domain.predicates
    }


@dataclass(frozen=True)
class Grid:
    """Things in rows and columns; see schema.json for each field."""

    of: str
    named: str
    first: tuple[int, int]
    upwards: bool
    above: Template
    beside: Template
    drawn: Mapping[str, tuple[Template, ...] | None] = field(default_factory=dict)
    cells: tuple[Template, ...] = ()


@dataclass(frozen=True)
class State:
    """At most one of these facts holds for each binding of `each`.

    If none is stated, `otherwise` holds because of `because`; else `ask` is asked. Slots of
    `otherwise` that are not in `each` stand for the first free thing that fits `given`. `many`
    lets more than one fact hold; where `when` does not hold nothing is assumed or asked.
    """

    each: tuple[tuple[str, str], ...]
    one_of: tuple[Template, ...]
    otherwise: Template = ()
    because: str = ""
    ask: str = ""
    given: tuple[Template, ...] = ()
    at_end: bool = False
    many: bool = False
    when: tuple[Template, ...] = ()


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
    adjectives: Mapping[str, tuple[Template, ...]]
    pairs: frozenset[str]
    implications: tuple[Implication, ...]
    grids: tuple[Grid, ...]
    actions: Mapping[str, str]

    @property
    def requirements(self) -> tuple[str, ...]:
        """The PDDL requirements of the domain, without their colons."""
        return tuple(r.removeprefix(":") for r in self.domain.requirements)

    @cached_property
    def parents(self) -> dict[str, str]:
        """Each type's super-type."""
        return {t.name: t.types[0] for t in self.domain.types if t.name != "object"}

    @cached_property
    def parameters(self) -> Parameters:
        """Each predicate's parameters without "?", with their types."""
        return parameters_of(self.domain)

    def kinds(self, predicate: str) -> tuple[tuple[str, ...], ...]:
        """The types of the things that each parameter is said of; narrower than the domain's where
        a sentence tells a type: "{x:nut} is loose on {y:hub}".
        """
        rules = (r for r in self.rules if (r.kind, r.source) == (RuleKind.PREDICATE, predicate))
        slots = next(rules).slots
        return tuple(
            tuple(k for k in self.concrete if self.is_a(k, *types) and self.is_a(k, *slots[name]))
            for name, types in self.parameters[predicate]
        )

    @cached_property
    def reflexive(self) -> frozenset[str]:
        """The predicates that may relate a thing to itself: one implication says so."""
        thens = (i.then for i in self.implications)
        return frozenset(then[0] for then in thens if len(set(then)) < len(then))

    def ancestors(self, kind: str) -> tuple[str, ...]:
        """The type and its super-types, nearest first.

        Where `object` has nouns of its own it is a type like any other, not everything.
        """
        return self._lines.get(kind) or self._line(kind)

    @cached_property
    def _lines(self) -> dict[str, tuple[str, ...]]:
        return {t.name: self._line(t.name) for t in self.domain.types}

    def _line(self, kind: str) -> tuple[str, ...]:
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
        line = self.ancestors(kind)
        return any(o in line for o in of)

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
