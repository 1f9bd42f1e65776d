"""Which steps a plan works without.

Steps are left out together with those that then cannot be taken any more: Action Elimination
(Nakhost and Müller, "Action elimination and plan neighborhood graph search", 2010).
"""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections.abc import Collection, Sequence

from mrkl_core.contracts.planning import Step
from mrkl_core.contracts.reasoning import Simplification
from mrkl_core.planning.execute import Execution, Refusal
from mrkl_core.planning.pddl.tree import Domain, Problem

#: Looking for redundant steps stops after this many seconds.
REDUNDANCY_S = 2.0


def redundant_steps(
    domain: Domain, problem: Problem, steps: Sequence[Step], seconds: float = REDUNDANCY_S
) -> tuple[frozenset[int], bool]:
    """Steps that can all be left out together, and whether the search for them was complete."""
    thinner = _Sequential(domain, problem, steps, time.monotonic() + seconds)
    return thinner.eliminate(), not thinner.late


def simplify(
    domain: Domain, problem: Problem, steps: Sequence[Step], seconds: float
) -> Simplification:
    """A valid plan without its needless steps, and what of it can be left out by itself."""
    thinner = _Sequential(domain, problem, steps, time.monotonic() + seconds)
    removed = thinner.eliminate()
    alone = thinner.removable()
    left = tuple(step for index, step in enumerate(steps) if index not in removed)
    return Simplification(left, tuple(sorted(removed)), alone, not thinner.late)


class Thinner(ABC):
    """Finds out what a plan works without, by trying; `late` once there was no time left to."""

    def __init__(self, count: int, until: float) -> None:
        self.late = False
        self._count = count
        self._until = until

    def eliminate(self) -> frozenset[int]:
        """Steps that can all be left out together."""
        out = self._one_by_one()
        for first in range(self._count):
            # Two steps may undo each other without either resting on the other.
            pair = [i for i in range(first, self._count) if i not in out][:2]
            if len(pair) == 2 and pair[0] == first and self.works_without({*out, *pair}):
                out |= set(pair)
        return out

    def removable(self) -> tuple[tuple[int, ...], ...]:
        """Single steps, and pairs of consecutive ones, each of which can be left out alone."""
        single = ((i,) for i in range(self._count))
        pairs = ((i, i + 1) for i in range(self._count - 1))
        return tuple(group for group in (*single, *pairs) if self.works_without(set(group)))

    @abstractmethod
    def works_without(self, out: Collection[int]) -> bool:
        """Whether the plan works without these steps; no, once time is up."""

    @abstractmethod
    def _one_by_one(self) -> frozenset[int]:
        """The steps left out when each is tried in turn."""

    def _in_time(self) -> bool:
        self.late = self.late or time.monotonic() > self._until
        return not self.late


class _Sequential(Thinner):
    def __init__(
        self, domain: Domain, problem: Problem, steps: Sequence[Step], until: float
    ) -> None:
        super().__init__(len(steps), until)
        self._domain = domain
        self._problem = problem
        self._steps = steps

    def works_without(self, out: Collection[int]) -> bool:
        execution = Execution(self._domain, self._problem)
        for index, step in enumerate(self._steps):
            if index not in out and not self._takes(execution, step):
                return False
        return not self.late and not execution.unmet(self._problem.goal, {})

    def _one_by_one(self) -> frozenset[int]:
        out: frozenset[int] = frozenset()
        for candidate in range(self._count):
            if candidate not in out:
                out = self._with_followers(out, candidate) or out
        return out

    def _with_followers(self, out: frozenset[int], candidate: int) -> frozenset[int] | None:
        """What is left out with a step and those that need it, if the plan still works."""
        without = out | {candidate}
        execution = Execution(self._domain, self._problem)
        for index, step in enumerate(self._steps):
            if index not in without and not self._takes(execution, step):
                if index < candidate or self.late:
                    return None
                without |= {index}
        return None if execution.unmet(self._problem.goal, {}) else without

    def _takes(self, execution: Execution, step: Step) -> bool:
        """Takes a step if it can be taken and there is time."""
        return self._in_time() and not isinstance(execution.take(step), Refusal)
