"""The states of a ground problem, one after the other, until all or enough were seen."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Mapping, Sequence

from mrkl_core.contracts.planning import Step
from mrkl_core.planning.reasoning.ground import Condition, Task
from mrkl_core.records import dataclass

#: So many states are looked at.
MAX_STATES = 20_000


@dataclass(frozen=True)
class Seen:
    """What a breadth-first walk saw; `complete` if there is no other state.

    `came` gives for each state, nearest first, the state before it and the step between;
    `holding` the facts that held in some state.
    """

    initial: int
    came: Mapping[int, tuple[int, Step]]
    holding: int
    complete: bool

    def path(self, goals: Sequence[Condition]) -> tuple[Step, ...] | None:
        """A shortest way to a state that meets one of the conditions, if one was seen."""
        open_ = [goal for goal in goals if not goal.needs & ~self.holding]
        if not open_:
            return None
        for state in (self.initial, *self.came):
            if any(goal.holds(state) for goal in open_):
                return self._steps_to(state)
        return None

    def _steps_to(self, state: int) -> tuple[Step, ...]:
        steps: list[Step] = []
        while state != self.initial:
            state, step = self.came[state]
            steps.append(step)
        return tuple(reversed(steps))


def explore(task: Task, until: float, most: int = MAX_STATES) -> Seen:
    """Walks from the initial state, by `until` on the monotonic clock."""
    came: dict[int, tuple[int, Step]] = {}
    waiting = deque((task.initial,))
    holding = task.initial
    while waiting and len(came) < most and time.monotonic() < until:
        state = waiting.popleft()
        for operator in task.applicable(state):
            after = operator.apply(state)
            if after not in came and after != task.initial:
                came[after] = state, operator.step
                holding |= after
                waiting.append(after)
    return Seen(task.initial, came, holding, not waiting)
