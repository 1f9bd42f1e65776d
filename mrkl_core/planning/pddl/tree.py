"""PDDL as a tree of frozen dataclasses.

Names are in lower case. `at` is a node's offset in the text it was read from (-1 if it was
made, not read) and takes no part in comparisons; `domain.source.location(node.at)` is its
place. Terms are plain strings; variables begin with "?".
"""

from __future__ import annotations

from dataclasses import field
from fractions import Fraction
from typing import TypeAlias

from mrkl_core.planning.pddl.source import Note, Source
from mrkl_core.records import dataclass

_MADE = Source("", "")


@dataclass(frozen=True, slots=True)
class Typed:
    """A name with its type; more than one type means `(either …)`."""

    name: str
    types: tuple[str, ...] = ("object",)
    at: int = field(default=-1, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Predicate:
    """A declared predicate."""

    name: str
    parameters: tuple[Typed, ...] = ()
    at: int = field(default=-1, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Function:
    """A declared function; `result` is "number" unless it gives objects."""

    name: str
    parameters: tuple[Typed, ...] = ()
    result: str = "number"
    at: int = field(default=-1, compare=False, repr=False)


# Numbers and what gives numbers.


@dataclass(frozen=True, slots=True)
class Number:
    """A number, kept exactly."""

    value: Fraction
    at: int = field(default=-1, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Fluent:
    """The value of a function: `(fuel ?truck)`."""

    name: str
    terms: tuple[str, ...] = ()
    at: int = field(default=-1, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Symbol:
    """A term where a number or an object is meant: `?duration`, `#t`, an object's name."""

    name: str
    at: int = field(default=-1, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """`+`, `-`, `*` or `/` over expressions; `-` of one is its negation."""

    operator: str
    operands: tuple[Expression, ...]
    at: int = field(default=-1, compare=False, repr=False)


Expression: TypeAlias = Number | Fluent | Symbol | Arithmetic


# Formulas: conditions and effects share their connectives.


@dataclass(frozen=True, slots=True)
class Atom:
    """A predicate over terms; as an effect, it becomes true."""

    name: str
    terms: tuple[str, ...] = ()
    at: int = field(default=-1, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Equal:
    """Two terms are the same object."""

    left: str
    right: str
    at: int = field(default=-1, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Compare:
    """`=`, `<`, `<=`, `>` or `>=` between expressions."""

    operator: str
    left: Expression
    right: Expression
    at: int = field(default=-1, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class And:
    """All of the parts; the empty one is always true, and as an effect does nothing."""

    parts: tuple[Formula, ...] = ()
    at: int = field(default=-1, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Or:
    """Any of the parts."""

    parts: tuple[Formula, ...] = ()
    at: int = field(default=-1, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Not:
    """Not the part; as an effect, the atom becomes false."""

    part: Formula
    at: int = field(default=-1, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Imply:
    """If left, then right."""

    left: Formula
    right: Formula
    at: int = field(default=-1, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Forall:
    """The part for every binding of the variables; a condition or an effect."""

    variables: tuple[Typed, ...]
    part: Formula
    at: int = field(default=-1, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Exists:
    """The part for some binding of the variables."""

    variables: tuple[Typed, ...]
    part: Formula
    at: int = field(default=-1, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Preference:
    """A condition that is wished for; breaking it costs what the metric says."""

    name: str
    part: Formula
    at: int = field(default=-1, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Timed:
    """`when` is "at start", "at end" or "over all"."""

    when: str
    part: Formula
    at: int = field(default=-1, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Modal:
    """A condition on the whole trajectory: `always`, `within`, `sometime-after`, …"""

    operator: str
    numbers: tuple[Number, ...]
    parts: tuple[Formula, ...]
    at: int = field(default=-1, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class When:
    """The effect happens if the condition held before it."""

    condition: Formula
    effect: Formula
    at: int = field(default=-1, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Assign:
    """`operator` is assign, increase, decrease, scale-up or scale-down."""

    operator: str
    target: Fluent
    value: Expression
    at: int = field(default=-1, compare=False, repr=False)


Formula: TypeAlias = (
    Atom
    | Equal
    | Compare
    | And
    | Or
    | Not
    | Imply
    | Forall
    | Exists
    | Preference
    | Timed
    | Modal
    | When
    | Assign
)

TRUE = And(())


@dataclass(frozen=True, slots=True)
class Action:
    """An instantaneous action; `kind` is "action", "process" or "event"."""

    name: str
    parameters: tuple[Typed, ...] = ()
    precondition: Formula = TRUE
    effect: Formula = TRUE
    kind: str = "action"
    at: int = field(default=-1, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class DurativeAction:
    """An action that takes time."""

    name: str
    parameters: tuple[Typed, ...] = ()
    duration: Formula = TRUE
    condition: Formula = TRUE
    effect: Formula = TRUE
    at: int = field(default=-1, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Derived:
    """A predicate defined by a condition."""

    name: str
    parameters: tuple[Typed, ...]
    condition: Formula
    at: int = field(default=-1, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Value:
    """An initial value: a number of a function, or the object it gives."""

    fluent: Fluent
    value: Number | Symbol
    at: int = field(default=-1, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class TimedInit:
    """Something that becomes true, false or equal at a known time."""

    time: Number
    what: Atom | Not | Value
    at: int = field(default=-1, compare=False, repr=False)


Init: TypeAlias = Atom | Not | Value | TimedInit


@dataclass(frozen=True, slots=True)
class Metric:
    """What to make small or large; `direction` is "minimize" or "maximize"."""

    direction: str
    expression: Expression
    at: int = field(default=-1, compare=False, repr=False)


@dataclass(frozen=True)
class Domain:
    """A planning domain."""

    name: str
    requirements: tuple[str, ...] = ()
    types: tuple[Typed, ...] = ()
    constants: tuple[Typed, ...] = ()
    predicates: tuple[Predicate, ...] = ()
    functions: tuple[Function, ...] = ()
    derived: tuple[Derived, ...] = ()
    actions: tuple[Action | DurativeAction, ...] = ()
    constraints: Formula | None = None
    source: Source = field(default=_MADE, compare=False, repr=False)
    notes: tuple[Note, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True)
class Problem:
    """A problem of a domain, which `domain` names."""

    name: str
    domain: str
    requirements: tuple[str, ...] = ()
    objects: tuple[Typed, ...] = ()
    init: tuple[Init, ...] = ()
    goal: Formula = TRUE
    constraints: Formula | None = None
    metric: Metric | None = None
    source: Source = field(default=_MADE, compare=False, repr=False)
    notes: tuple[Note, ...] = field(default=(), compare=False, repr=False)
