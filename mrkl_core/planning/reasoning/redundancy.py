"""Which steps a plan works without.

Steps are left out together with those that then cannot be taken any more: Action Elimination
(Nakhost and Müller, "Action elimination and plan neighborhood graph search", 2010).
"""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence

from mrkl_core.contracts.planning import Step
from mrkl_core.contracts.reasoning import Simplification
from mrkl_core.planning.execute import Execution, Refusal
from mrkl_core.planning.pddl.tree import Domain, Problem

#: Looking for redundant steps stops after this many seconds.
REDUNDANCY_S = 2.0


class _OutOfTime(Exception):
    pass


def redundant_steps(
    domain: Domain, problem: Problem, steps: Sequence[Step], seconds: float = REDUNDANCY_S
) -> tuple[frozenset[int], bool]:
    """Steps that can all be left out together, and whether the search for them was complete."""
    thinner = _Thinner(domain, problem, steps, time.monotonic() + seconds)
    return thinner.eliminate()


def simplify(
    domain: Domain, problem: Problem, steps: Sequence[Step], seconds: float
) -> Simplification:
    """A valid plan without its needless steps, and what of it can be left out by itself."""
    thinner = _Thinner(domain, problem, steps, time.monotonic() + seconds)
    removed, complete = thinner.eliminate()
    groups, all_tried = thinner.single_removals()
    left = tuple(step for index, step in enumerate(steps) if index not in removed)
    return Simplification(left, tuple(sorted(removed)), groups, complete and all_tried)


class _Thinner:
    def __init__(
        self, domain: Domain, problem: Problem, steps: Sequence[Step], until: float
    ) -> None:
        self._domain = domain
        self._problem = problem
        self._steps = steps
        self._until = until

    def eliminate(self) -> tuple[frozenset[int], bool]:
        out: frozenset[int] = frozenset()
        try:
            for candidate in range(len(self._steps)):
                if candidate not in out:
                    out = self._with_followers(out, candidate) or out
            for first in range(len(self._steps)):
                # Two steps may undo each other without either resting on the other.
                kept = [i for i in range(first, len(self._steps)) if i not in out][:2]
                if len(kept) == 2 and kept[0] == first and self._works_without({*out, *kept}):
                    out = out | set(kept)
        except _OutOfTime:
            return out, False
        return out, True

    def single_removals(self) -> tuple[tuple[tuple[int, ...], ...], bool]:
        """Single steps, and pairs of consecutive ones, without which the plan works."""
        count = len(self._steps)
        groups = [*((i,) for i in range(count)), *((i, i + 1) for i in range(count - 1))]
        found: list[tuple[int, ...]] = []
        try:
            for group in groups:
                if self._works_without(set(group)):
                    found.append(group)
        except _OutOfTime:
            return tuple(found), False
        return tuple(found), True

    def _with_followers(self, out: frozenset[int], candidate: int) -> frozenset[int] | None:
        """What is left out with a step and those that need it, if the plan still works."""
        without = out | {candidate}
        execution = Execution(self._domain, self._problem)
        for index, step in enumerate(self._steps):
            if index not in without and isinstance(self._take(execution, step), Refusal):
                if index < candidate:
                    return None
                without |= {index}
        return None if execution.unmet(self._problem.goal, {}) else without

    def _works_without(self, out: Collection[int]) -> bool:
        execution = Execution(self._domain, self._problem)
        for index, step in enumerate(self._steps):
            if index not in out and isinstance(self._take(execution, step), Refusal):
                return False
        return not execution.unmet(self._problem.goal, {})

    def _take(self, execution: Execution, step: Step) -> object:
        if time.monotonic() > self._until:
            raise _OutOfTime
        return execution.take(step)
