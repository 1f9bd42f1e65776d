"""What the tellers share: a task with its truth, and small turns of phrase."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from mrkl_core.planning.pddl.parse import parse_problem
from mrkl_core.planning.pddl.tree import Problem

Fact = tuple[str, ...]
Author = Callable[[Any, Random], str]
_WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split()


@dataclass(frozen=True)
class Truth:
    """What a telling means: objects with their types, facts, and goals ("not …" denies one)."""

    domain: str
    objects: Mapping[str, str]
    init: Sequence[Fact]
    goal: Sequence[Fact]
    costs: bool = False

    def problem(self) -> Problem:
        """The same as a parsed problem."""
        objects = " ".join(f"{name} - {kind}" for name, kind in self.objects.items())
        init = " ".join(f"({' '.join(fact)})" for fact in self.init)
        goal = " ".join(
            f"(not ({' '.join(fact[1:])}))" if fact[0] == "not" else f"({' '.join(fact)})"
            for fact in self.goal
        )
        return parse_problem(
            f"(define (problem truth) (:domain {self.domain}) (:objects {objects}) "
            f"(:init {'(= (total-cost) 0)' if self.costs else ''} {init}) (:goal (and {goal}))"
            f"{'(:metric minimize (total-cost))' if self.costs else ''})"
        )


def listing(items: Sequence[str], last: str = " and ") -> str:
    """ "A", "A and B", "A, B and C"."""
    if len(items) < 2:
        return "".join(items)
    return ", ".join(items[:-1]) + last + items[-1]


def oxford(items: Sequence[str]) -> str:
    """ "A, B, and C"."""
    return listing(items, ", and " if len(items) > 2 else " and ")


def count(number: int) -> str:
    """A small number in words."""
    return _WORDS[number] if number < len(_WORDS) else str(number)


def some(number: int, noun: str) -> str:
    """ "three balls", "one ball"."""
    return f"{count(number)} {noun}{'' if number == 1 else 's'}"


def several(number: int, noun: str) -> str:
    """ "3 balls", "1 ball"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def up(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def bullets(items: Sequence[str], mark: str = "-") -> str:
    """Items as a list."""
    return "\n".join(f"{mark} {item}" for item in items)
