"""What is said of PDDL texts: what is wrong with them, what is in them, whether two agree."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum

from mrkl_core.errors import Location
from mrkl_core.records import dataclass


class Severity(StrEnum):
    """How much a diagnostic matters."""

    ERROR = "ERROR"
    WARNING = "WARNING"
    NOTE = "NOTE"


@dataclass(frozen=True)
class Diagnostic:
    """Something to say about a text: `code` is stable, `hint` is the fix where there is one."""

    code: str
    severity: Severity
    message: str
    location: Location | None = None
    hint: str = ""


@dataclass(frozen=True)
class Mended:
    """Two texts after all safe fixes, what was mended, and what is left to say."""

    domain: str
    problem: str
    mended: tuple[Diagnostic, ...]
    left: tuple[Diagnostic, ...]


@dataclass(frozen=True)
class ActionPage:
    """An action to read: its parameters with their types, what it needs and what it makes."""

    name: str
    kind: str
    parameters: tuple[str, ...]
    duration: str
    needs: tuple[str, ...]
    makes: tuple[str, ...]


@dataclass(frozen=True)
class DomainPage:
    """A domain to read; `types` are indented by how far they are below object."""

    name: str
    requirements: tuple[str, ...]
    types: tuple[str, ...]
    predicates: tuple[str, ...]
    functions: tuple[str, ...]
    constants: tuple[str, ...]
    derived: tuple[str, ...]
    actions: tuple[ActionPage, ...]
    invariants: tuple[str, ...]


@dataclass(frozen=True)
class ProblemPage:
    """A problem as counts: objects by type, facts by predicate, values by function."""

    name: str
    objects: dict[str, int]
    facts: dict[str, int]
    values: dict[str, int]
    timed: int
    goal: tuple[str, ...]
    metric: str
    features: tuple[str, ...]
    constraints: tuple[str, ...] = ()


@dataclass(frozen=True)
class Difference:
    """Something that only one of two problems says.

    `section` is objects, types, init, goal, constraints or metric; `only_in` is "a" or "b".
    """

    section: str
    only_in: str
    text: str


@dataclass(frozen=True)
class Equivalence:
    """Whether two problems are the same up to the names of objects.

    `renaming` has the objects of a that are called otherwise in b: if they are the same, those
    that make them so; if not, the likeliest, for which `differences` are told. `same` is None
    where the problems were too alike and too large to decide.
    """

    same: bool | None
    renaming: dict[str, str] = field(default_factory=dict)
    differences: tuple[Difference, ...] = ()
