"""Who needs what in a plan in time that works."""

from __future__ import annotations

from collections.abc import Sequence

from mrkl_core.planning.durative import Unjudged
from mrkl_core.planning.execute import Execution, Refusal
from mrkl_core.planning.happenings import BY_ITSELF, Point, Running, happenings
from mrkl_core.planning.pddl.tree import And, Domain, Formula, Problem
from mrkl_core.planning.plan_text import WrittenPlan
from mrkl_core.planning.support import GOAL, Need, Support, given
from mrkl_core.planning.trajectory import demanded


def links_in_time(
    domain: Domain, problem: Problem, plan: WrittenPlan
) -> list[dict[Need, list[int]]]:
    """For each step what it gives to whom, counted from 0; -1 is the goal. Raises Unjudged."""
    execution = Execution(domain, problem)
    told = _Links(execution, len(plan.steps))
    running = Running(execution)
    for _, points in happenings(execution, plan):
        ready: list[tuple[Point, Formula]] = []
        for point in points:
            found = running.ready(point)
            if isinstance(found, Refusal):
                raise Unjudged(str(found))
            told.use(found[0], found[1], point.index)
            ready.append((point, found[1]))
        changes = [(p.index, execution.effects(effect, {})) for p, effect in ready]
        execution.happen(And(tuple(effect for _, effect in ready)), {})
        for index, change in changes:
            told.give(given(change), index)
        running.ended(points)
        for step in running.steps.values():
            told.use(step.invariant, And(), step.index)
    told.use(problem.goal, And(), GOAL)
    return told.links


class _Links:
    def __init__(self, execution: Execution, count: int) -> None:
        self.links: list[dict[Need, list[int]]] = [{} for _ in range(count)]
        self._support = Support(execution.state, execution.domain.derived)
        self._giver: dict[Need, int] = {}

    def use(self, condition: Formula, effect: Formula, user: int) -> None:
        """Notes who gave what a condition and the conditions in an effect rest on."""
        needs = self._support.of(demanded(condition), {}) | self._support.of_effects(effect, {})
        for need in needs:
            giver = self._giver.get(need, BY_ITSELF)
            if giver != BY_ITSELF and giver != user:
                users = self.links[giver].setdefault(need, [])
                if user not in users:
                    users.append(user)

    def give(self, needs: Sequence[Need], giver: int) -> None:
        """Notes who gave something last; what comes by itself is given by no step."""
        self._giver.update(dict.fromkeys(needs, giver))
