"""Which steps a plan in time works without, and is no worse without."""

from __future__ import annotations

import time
from collections.abc import Collection

from mrkl_core.contracts.planning import Plan
from mrkl_core.contracts.reasoning import Simplification
from mrkl_core.planning.pddl.tree import Domain, Problem
from mrkl_core.planning.plan_text import WrittenPlan
from mrkl_core.planning.reasoning.redundancy import REDUNDANCY_S, Thinner
from mrkl_core.planning.validate_in_time import validate_in_time


def redundant_in_time(
    domain: Domain,
    problem: Problem,
    plan: WrittenPlan,
    features: frozenset[str],
    seconds: float = REDUNDANCY_S,
) -> tuple[frozenset[int], bool]:
    """Steps that can all be left out together, and whether there was time to try all.

    Raises Unjudged.
    """
    thinner = _InTime(domain, problem, plan, features, time.monotonic() + seconds)
    return thinner.eliminate(), not thinner.late


def simplify_in_time(
    domain: Domain,
    problem: Problem,
    plan: WrittenPlan,
    features: frozenset[str],
    seconds: float,
) -> Simplification:
    """A valid plan without its needless steps, and what of it can be left out by itself.

    The steps that stay keep their times. Raises Unjudged.
    """
    thinner = _InTime(domain, problem, plan, features, time.monotonic() + seconds)
    out = thinner.eliminate()
    alone = thinner.removable()
    left = _without(plan, out)
    return Simplification(
        left.steps, tuple(sorted(out)), alone, not thinner.late, times=left.plan.times
    )


class _InTime(Thinner):
    def __init__(
        self,
        domain: Domain,
        problem: Problem,
        plan: WrittenPlan,
        features: frozenset[str],
        until: float,
    ) -> None:
        super().__init__(len(plan.steps), until)
        self._given = (domain, problem)
        self._plan = plan
        self._features = features
        self._cost = validate_in_time(domain, problem, plan, features).cost
        metric = problem.metric
        self._more_is_better = metric is not None and metric.direction == "maximize"

    def works_without(self, out: Collection[int]) -> bool:
        """Whether the plan is valid without these steps and no worse; no, once time is up."""
        if not self._in_time():
            return False
        found = validate_in_time(*self._given, _without(self._plan, out), self._features)
        if not found.valid or found.cost is None or self._cost is None:
            return found.valid
        return found.cost >= self._cost if self._more_is_better else found.cost <= self._cost

    def _one_by_one(self) -> frozenset[int]:
        """The last step first: with a step that nothing needs goes what only it needed."""
        out: frozenset[int] = frozenset()
        for index in reversed(range(self._count)):
            if self.works_without(out | {index}):
                out |= {index}
        return out


def _without(plan: WrittenPlan, out: Collection[int]) -> WrittenPlan:
    kept = [index for index in range(len(plan.steps)) if index not in out]
    times = tuple(plan.plan.times[index] for index in kept) if plan.plan.times else ()
    steps = tuple(plan.steps[index] for index in kept)
    lines = tuple(plan.lines[index] for index in kept)
    return WrittenPlan(Plan(steps, times=times), lines, plan.temporal)
