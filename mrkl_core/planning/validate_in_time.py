"""Whether a plan in time works, under constraints and with preferences: mrkl's own verdict.

A second judge beside Kairos' validator, which shares none of its code. What it does not cover
(object fluents, rates that change on the way) it says, and judges nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

from mrkl_core.contracts.evidence import Evidence, Verdict
from mrkl_core.contracts.planning import Validation
from mrkl_core.planning.continuous import grown, holds_meanwhile
from mrkl_core.planning.durative import Unjudged
from mrkl_core.planning.evaluate import Unevaluable
from mrkl_core.planning.execute import Change, Execution, Fact, Refusal, Unmet, told
from mrkl_core.planning.happenings import BY_ITSELF, Lasting, Point, Running, happenings
from mrkl_core.planning.history import History
from mrkl_core.planning.interference import Touched, touched
from mrkl_core.planning.nature import Nature
from mrkl_core.planning.pddl.features import operands
from mrkl_core.planning.pddl.print import print_formula
from mrkl_core.planning.pddl.tree import And, Domain, Fluent, Formula, Problem
from mrkl_core.planning.plan_text import WrittenPlan
from mrkl_core.planning.trajectory import Trajectory, demanded, wishes

CHECK = "the plan reaches the goal"
METHOD = "executed in time by mrkl's validator"

#: What is not covered.
UNJUDGED = frozenset(("object-fluents",))

#: So many events may happen in one plan.
MOST_EVENTS = 10_000

#: Numbers in plans are rounded; less than this is no difference.
NUMBER_TOLERANCE = Fraction(1, 10**6)


class _Broken(Exception):
    """The plan does not work: where, and what does not hold there."""

    def __init__(self, said: str, step: int | None, unmet: Sequence[Unmet] = ()) -> None:
        super().__init__(said)
        self.step = step
        self.unmet = tuple(unmet)


def validate_in_time(
    domain: Domain, problem: Problem, plan: WrittenPlan, features: frozenset[str]
) -> Validation:
    """The verdict. Raises Unjudged where a feature is not covered."""
    if features & UNJUDGED:
        raise Unjudged(f"it uses {', '.join(sorted(features & UNJUDGED))}")
    run = _Run(Execution(domain, problem), plan)
    try:
        cost = run.verdict()
    except Unevaluable as reason:
        raise Unjudged(f"what goes on cannot be computed: {reason}") from reason
    except _Broken as broken:
        history = run.history
        step = None if broken.step == BY_ITSELF else broken.step
        return Validation(
            valid=False,
            cost=None,
            failed_step=step,
            unmet=tuple(part.text for part in broken.unmet),
            message=str(broken),
            validator="mrkl",
            evidence=(Evidence(CHECK, METHOD, Verdict.FAILED, str(broken)),),
            causes=history.causes(broken.unmet),
            state=history.state(),
        )
    said = f"{len(plan.steps)} step(s), cost {cost:g}"
    evidence = Evidence(CHECK, METHOD, Verdict.PASSED, said)
    return Validation(True, cost, None, (), f"the plan is valid: {said}", "mrkl", (evidence,))


class _Run:
    def __init__(self, execution: Execution, plan: WrittenPlan) -> None:
        problem, domain = execution.problem, execution.domain
        constraints = [c for c in (domain.constraints, problem.constraints) if c is not None]
        self.history = History(execution, plan.steps)
        self._execution = execution
        self._state = execution.state
        self._state.tolerance = NUMBER_TOLERANCE
        self._plan = plan
        self._trajectory = Trajectory(And(tuple(constraints)), self._state)
        self._wishes_broken: Counter[str] = Counter()
        self._running = Running(execution)
        self._nature = Nature(execution)
        self._events = 0
        self._clock = Fraction(0)
        self._makespan = Fraction(0)

    def verdict(self) -> float:
        """The plan's cost. Raises _Broken and Unjudged."""
        self._react(self._nature.due())
        self._see()
        for time, points in happenings(self._execution, self._plan):
            if time < 0:
                raise _Broken(f"{points[0]}: before the plan begins", points[0].index)
            self._pass(time, str(points[0]))
            self._happen(points)
            self._react(self._nature.due())
            self._see()
        if self._plan.plan.end is not None:
            self._makespan = max(self._makespan, Fraction(repr(self._plan.plan.end)))
            self._pass(self._makespan, f"the plan ends at {float(self._makespan):g}")
            self._react(self._nature.due())
        return self._conclude()

    def _see(self) -> None:
        try:
            self._trajectory.see(self._clock, self._state)
        except Unevaluable as reason:
            raise Unjudged(f"a constraint cannot be computed: {reason}") from reason

    def _pass(self, time: Fraction, then: str) -> None:
        """Lets time pass, from one change that comes by itself to the next."""
        while self._clock < time:
            rates = (rate for step in self._running.steps.values() for rate in step.rates)
            stretch = self._nature.stretch(rates, time - self._clock)
            if stretch.due:
                self._react(stretch.due)
                continue
            self._grow(stretch.slope, stretch.length, then)
            self._clock += stretch.length
            due = self._nature.due()
            self._react(due)  # before a step at the same time
            if due and self._clock < time:
                self._see()

    def _grow(self, slope: Mapping[Fact, Fraction], elapsed: Fraction, then: str) -> None:
        """Numbers grow, and what must hold over all is looked at."""
        if not slope:
            return
        running = self._running.steps.values()
        for step in running:
            if not holds_meanwhile(step.invariant, slope, elapsed, self._state):
                said = f"{_named(step)}: what it needs over all does not hold until {then}"
                raise _Broken(f"{said}: {print_formula(step.invariant)}", step.index)
        numbers = grown(slope, elapsed, self._state)
        self._state.numbers.update(numbers)
        self.history.happened(BY_ITSELF, Change(numbers=numbers))
        for step in running:
            mine = {(target.name, *target.terms) for target, _ in step.rates}
            self.history.happened(step.index, Change(numbers={key: numbers[key] for key in mine}))

    def _react(self, due: Sequence[Formula]) -> None:
        """Events happen, and those that they make due, all that are due at once."""
        while due:
            self._events += len(due)
            if self._events > MOST_EVENTS:
                raise Unjudged(f"more than {MOST_EVENTS} events happen")
            for effect in due:
                self.history.happened(BY_ITSELF, self._execution.effects(effect, {}))
            self._execution.happen(And(tuple(due)), {})
            for step in self._running.steps.values():
                said = f"{_named(step)}: an event ends what it needs over all"
                self._demand(step.invariant, said, step.index)
            due = self._nature.due()

    def _happen(self, points: Sequence[Point]) -> None:
        """Makes all that is simultaneous happen, each by itself in the state before."""
        ready = [(point, *self._ready(point)) for point in points]
        for point, condition, _ in ready:
            self._demand(condition, f"{point}: its condition does not hold", point.index)
        self._separate(ready)
        try:
            changes = [(p, self._execution.effects(effect, {})) for p, _, effect in ready]
            self._execution.happen(And(tuple(effect for _, _, effect in ready)), {})
        except Unevaluable as reason:
            raise _Broken(
                f"{points[0]}: its effect cannot be computed: {reason}", points[0].index
            ) from reason
        for point, change in changes:
            self.history.happened(point.index, change)
            if point.index != BY_ITSELF:
                self._makespan = max(self._makespan, point.time)
        self._running.ended(points)
        for step in self._running.steps.values():
            said = f"{_named(step)}: what it needs over all does not hold after {points[-1]}"
            self._demand(step.invariant, said, step.index)

    def _ready(self, point: Point) -> tuple[Formula, Formula]:
        try:
            found = self._running.ready(point)
        except Unevaluable as reason:
            raise _Broken(f"{point}: {reason}", point.index) from reason
        if isinstance(found, Refusal):
            raise _Broken(f"{point}: {found}", point.index)
        return found

    def _demand(self, condition: Formula, said: str, step: int | None) -> None:
        """Counts the wishes that a condition breaks, and refuses what it demands in vain."""
        for name, wish in wishes(condition, self._state):
            self._wishes_broken[name] += bool(self._execution.unmet(wish, {}))
        unmet = self._execution.unmet(demanded(condition), {})
        if unmet:
            raise _Broken(f"{said}: {told(unmet)}", step, unmet)

    def _separate(self, ready: Sequence[tuple[Point, Formula, Formula]]) -> None:
        if len(ready) == 1:
            return
        known: list[tuple[Point, Touched]] = []
        for point, condition, effect in ready:
            mine = touched(self._execution, condition, effect)
            for other, theirs in known:
                over = mine.clash(theirs)
                if over is not None:
                    said = f"{other} and {point} interfere over ({' '.join(over)})"
                    raise _Broken(said, point.index)
            known.append((point, mine))

    def _conclude(self) -> float:
        self._demand(
            self._execution.problem.goal, "the plan ends, but the goal does not hold", None
        )
        broken = self._trajectory.broken()
        if broken:
            said = " ".join(print_formula(constraint) for constraint in broken)
            raise _Broken(f"the plan breaks a constraint: {said}", None)
        self._wishes_broken += self._trajectory.wishes_broken()
        numbers = self._state.numbers
        numbers[("total-time",)] = self._makespan
        metric = self._execution.problem.metric
        if metric is None and (self._execution.lasting or self._nature):
            return float(self._makespan)
        for asked in operands(metric.expression) if metric else ():
            if isinstance(asked, Fluent) and asked.name == "is-violated":
                count = sum(self._wishes_broken[name] for name in asked.terms)
                numbers[(asked.name, *asked.terms)] = Fraction(count)
        try:
            return self._execution.cost(len(self._plan.steps))
        except (Unevaluable, OverflowError) as reason:
            raise _Broken(f"the metric cannot be computed: {reason}", None) from reason


def _named(step: Lasting) -> str:
    return f"step {step.index + 1} ({' '.join(step.step)})"
