"""What happens when in a plan in time: the starts and ends of its steps, and what is known to come.

After Fox and Long, "PDDL2.1: An extension to PDDL for expressing temporal planning domains"
(2003): a plan is a sequence of happenings, each all that is simultaneous.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from mrkl_core.contracts.planning import Step
from mrkl_core.planning.durative import (
    END,
    OVER_ALL,
    START,
    Unjudged,
    condition_at,
    effect_at,
    fitting,
    rates,
)
from mrkl_core.planning.evaluate import Bindings
from mrkl_core.planning.execute import Execution, Refusal
from mrkl_core.planning.pddl.bind import bind
from mrkl_core.planning.pddl.print import print_formula
from mrkl_core.planning.pddl.tree import (
    TRUE,
    Assign,
    Atom,
    DurativeAction,
    Expression,
    Fluent,
    Formula,
    Not,
    Number,
    TimedInit,
    Value,
)
from mrkl_core.planning.plan_text import WrittenPlan
from mrkl_core.records import dataclass

#: What is no further apart happens at one time: sums of rounded times are not exact.
SIMULTANEOUS = Fraction(1, 10**6)

#: Stands for the problem itself where a step is counted: it says what comes by itself.
BY_ITSELF = -1


@dataclass(frozen=True)
class Point:
    """One end of a step, counted from 0; `phase` is empty for a step that takes no time."""

    index: int
    step: Step
    time: Fraction
    phase: str
    duration: Fraction = Fraction(0)
    event: Formula = TRUE

    def __str__(self) -> str:
        if self.index == BY_ITSELF:
            return f"{print_formula(self.event)}, which comes by itself at {float(self.time):g}"
        end = f"the {self.phase} of " if self.phase else ""
        return f"{end}step {self.index + 1} ({' '.join(self.step)}) at {float(self.time):g}"


@dataclass(frozen=True)
class Lasting:
    """A ground step from its start on: what it needs and does at each time."""

    index: int
    step: Step
    constraint: Formula
    duration: Fraction
    condition: Formula
    effect: Formula
    invariant: Formula
    rates: tuple[tuple[Fluent, Expression], ...]

    def at(self, when: str) -> tuple[Formula, Formula]:
        """The condition and the effect of its start or its end."""
        return condition_at(self.condition, when), effect_at(self.effect, when)


def happenings(execution: Execution, plan: WrittenPlan) -> list[tuple[Fraction, list[Point]]]:
    """The points of a plan by their time, starts before ends; none is looked at closely yet.

    Without actions that last the states are counted, and no time is told. Beside processes and
    events, steps that take no time happen one after the other, as planners for these have it.
    """
    one_by_one = _by_itself(execution)
    found: list[tuple[Fraction, list[Point]]] = []
    for point in sorted(_points(execution, plan), key=lambda p: p.time):
        if not found or point.time - found[-1][0] > SIMULTANEOUS:
            found.append((point.time, []))
        found[-1][1].append(point)
    if one_by_one:
        found = [(time, list(group)) for time, points in found for group in _in_turn(points)]
    for _, points in found:
        points.sort(key=lambda p: p.phase == "end")
    return found


class Running:
    """The steps of a plan that last and have begun, by their number in the plan."""

    def __init__(self, execution: Execution) -> None:
        self.steps: dict[int, Lasting] = {}
        self._execution = execution

    def ready(self, point: Point) -> tuple[Formula, Formula] | Refusal:
        """The ground condition and effect of a point, or what is wrong with it.

        A step that begins runs from now on. Raises Unjudged, Unevaluable.
        """
        if point.index == BY_ITSELF:
            return TRUE, point.event
        if point.phase == "end":
            step = self.steps.get(point.index)
            if step is None:
                return Refusal("it ends before it begins")
            _, fits = fitting(step.constraint, step.duration, self._execution.state, END)
            return step.at(END) if fits else _misfit(step.duration, step.constraint)
        bound = self._execution.bindings(point.step)
        if isinstance(bound, Refusal):
            return bound
        if not point.phase:
            action = self._execution.actions[point.step[0]]
            return bind(action.precondition, bound), bind(action.effect, bound)
        begun = self._begin(point, bound)
        if isinstance(begun, Refusal):
            return begun
        self.steps[point.index] = begun
        return begun.at(START)

    def ended(self, points: Sequence[Point]) -> None:
        """Forgets the steps that end."""
        for point in points:
            if point.phase == "end":
                self.steps.pop(point.index, None)

    def _begin(self, point: Point, bound: Bindings) -> Lasting | Refusal:
        action = self._execution.lasting[point.step[0]]
        constraint = bind(action.duration, bound)
        duration, fits = fitting(constraint, point.duration, self._execution.state, START)
        if not fits:
            return _misfit(point.duration, constraint)
        known = {"?duration": Number(duration)}
        condition = bind(action.condition, bound, known)
        effect = bind(action.effect, bound, known)
        return Lasting(
            index=point.index,
            step=point.step,
            constraint=constraint,
            duration=duration,
            condition=condition,
            effect=effect,
            invariant=condition_at(condition, OVER_ALL),
            rates=tuple(rates(effect)),
        )


def has_time(execution: Execution) -> bool:
    """Whether states are at times; otherwise they are only counted."""
    known = any(isinstance(fact, TimedInit) for fact in execution.problem.init)
    return known or bool(execution.lasting) or _by_itself(execution)


def _by_itself(execution: Execution) -> bool:
    """Whether there are processes or events."""
    return any(action.kind != "action" for action in execution.actions.values())


def _in_turn(points: Sequence[Point]) -> Iterator[list[Point]]:
    together = [point for point in points if point.phase or point.index == BY_ITSELF]
    if together:
        yield together
    for point in points:
        if point not in together:
            yield [point]


def _misfit(duration: Fraction, constraint: Formula) -> Refusal:
    told = print_formula(constraint)
    return Refusal(f"its duration, {float(duration):g}, is none that {told} allows")


def _points(execution: Execution, plan: WrittenPlan) -> Iterator[Point]:
    for fact in execution.problem.init:
        if isinstance(fact, TimedInit):
            yield Point(BY_ITSELF, ("at",), fact.time.value, "", event=_event(fact))
    times = plan.plan.times if has_time(execution) else ()
    for index, (step, (start, length)) in enumerate(
        zip(plan.steps, times or _counted(plan.steps), strict=True)
    ):
        begins, lasts = _exact(start), _exact(length)
        if isinstance(execution.lasting.get(step[0]), DurativeAction):
            yield Point(index, step, begins, "start", lasts)
            yield Point(index, step, begins + lasts, "end", lasts)
        else:
            yield Point(index, step, begins, "")


def _counted(steps: Sequence[Step]) -> list[tuple[float, float]]:
    """The times of a plan that names none: each step makes the next state."""
    return [(float(index), 0.0) for index in range(1, len(steps) + 1)]


def _exact(written: float) -> Fraction:
    """A time as it was written, not as floating point has it."""
    return Fraction(repr(written))


def _event(fact: TimedInit) -> Formula:
    match fact.what:
        case Value(fluent, Number() as value):
            return Assign("assign", fluent, value)
        case Atom() | Not():
            return fact.what
        case _:
            raise Unjudged("objects that functions give change by themselves")
