"""A task as other programs read it: mrkl's own spelling, and the way back to the names given."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field, replace
from itertools import count

from mrkl_core.contracts.planning import Plan
from mrkl_core.planning.pddl.print import print_domain, print_problem
from mrkl_core.planning.pddl.tree import Domain, Problem
from mrkl_core.records import dataclass

_WORD = re.compile(r"[^\s()?]+")
_FRESH = re.compile(r"\bname\d+\b")


@dataclass(frozen=True)
class Spelling:
    """The texts, and the new spelling of each name that was changed."""

    domain: str
    problem: str
    names: Mapping[str, str] = field(default_factory=dict)

    def spelt(self, plan: Plan) -> Plan:
        """A plan of the task in this spelling."""
        return _renamed(plan, self.names)

    def back(self, plan: Plan) -> Plan:
        """A plan in this spelling with the names of the task."""
        return _renamed(plan, self._given())

    def told(self, message: str) -> str:
        """A message about this spelling with the names of the task."""
        given = self._given()
        return _FRESH.sub(lambda found: given.get(found[0], found[0]), message)

    def _given(self) -> dict[str, str]:
        return {new: old for old, new in self.names.items()}


def spelling(domain: Domain, problem: Problem) -> Spelling:
    """The task without what is sloppy, its names in ASCII: engines read no other letters."""
    texts = print_domain(domain), print_problem(replace(problem, domain=domain.name))
    known = {word for text in texts for word in _WORD.findall(text)}
    fresh = (name for number in count(1) if (name := f"name{number}") not in known)
    names = {word: next(fresh) for word in sorted(known) if not word.isascii()}
    spelt = (_WORD.sub(lambda found: names.get(found[0], found[0]), text) for text in texts)
    return Spelling(next(spelt), next(spelt), names)


def _renamed(plan: Plan, names: Mapping[str, str]) -> Plan:
    steps = tuple(tuple(names.get(word, word) for word in step) for step in plan.steps)
    return replace(plan, steps=steps)
