"""One plan carried out: call, look, compare, and plan the rest again where it is otherwise."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mrkl_core.contracts.context import Deadline
from mrkl_core.contracts.evidence import Evidence, Verdict
from mrkl_core.contracts.execution import (
    Bindings,
    Executed,
    ExecutedStep,
    ExecutionStatus,
    StepOutcome,
)
from mrkl_core.contracts.jsonvalue import JsonObject, JsonValue
from mrkl_core.contracts.planning import PlanAnswer, Step
from mrkl_core.contracts.tool import Effect
from mrkl_core.errors import ApprovalNeeded, BadRequest, MrklError, NotFound, NotReady, Refused
from mrkl_core.planning.bindings import bound_call
from mrkl_core.planning.pddl.tree import Domain
from mrkl_core.planning.repair.after import After
from mrkl_core.service.run import Run

if TYPE_CHECKING:
    from mrkl_core.service.tools import Tools

_DONE = (StepOutcome.OBSERVED, StepOutcome.REPORTED)


@dataclass(frozen=True)
class Planner:
    """What carrying a plan out needs of planning.

    `after` tells where steps and an observation lead from a problem, given the predicates of
    which an observation tells everything; `again` plans from there, and keeps what still works
    of the rest of the plan.
    """

    after: Callable[[str, Sequence[Step], Sequence[str] | None, Sequence[str]], Awaitable[After]]
    again: Callable[[str, Sequence[Step]], Awaitable[PlanAnswer]]


@dataclass(frozen=True)
class _Todo:
    """A step to take, and the call that does it."""

    step: Step
    told: str
    tool: str
    arguments: JsonObject


class Stop(Exception):
    """There is no way on; says why."""

    def __init__(self, status: ExecutionStatus, why: str) -> None:
        super().__init__(why)
        self.status, self.why = status, why


class Carrier:
    """Carries one plan out, and knows at any time what was done and what is left."""

    def __init__(
        self,
        tools: Tools,
        planner: Planner,
        domain: Domain,
        bindings: Bindings,
        run: Run,
        *,
        approve: bool,
        max_replans: int,
        deadline: Deadline | None,
    ) -> None:
        self._tools = tools
        self._planner = planner
        self._domain = domain
        self._bindings = bindings
        self._run = run
        self._approve = approve
        self._left = max_replans
        self._deadline = deadline
        self._replans = 0
        self._problem = ""
        self._rest: list[_Todo] = []
        self._done: list[ExecutedStep] = []
        self._reached = True  # so a plan without steps says
        self._seen = False

    async def carry(self, problem: str, steps: Sequence[Step], told: Sequence[str]) -> Executed:
        """What came of it. Raises NotReady, BadRequest and NotFound before anything is done."""
        self._problem = problem
        self._take_on(steps, told)
        try:
            self._ask_approval()
            if self._bindings.observe is not None:
                await self._stand(await self._look(), [])
            while self._rest:
                await self._take(self._rest[0])
        except Stop as stop:
            return self.ended(stop.status, stop.why)
        if not self._reached:
            return self.ended(ExecutionStatus.STOPPED, "Every step was done; the goal is not so.")
        again = f", the rest planned again {_times(self._replans)}" if self._replans else ""
        return self.ended(
            ExecutionStatus.DONE, f"The plan was carried out: {_steps(len(self._done))}{again}."
        )

    def ended(self, status: ExecutionStatus, summary: str) -> Executed:
        """All that was done up to now."""
        return Executed(
            status=status,
            summary=summary,
            steps=tuple(self._done),
            left=tuple(todo.told for todo in self._rest),
            replans=self._replans,
            problem=self._problem,
            question=summary if status is ExecutionStatus.NEEDS_INPUT else "",
            evidence=self._evidence(status),
            run=self._run.id,
        )

    def _evidence(self, status: ExecutionStatus) -> tuple[Evidence, ...]:
        seen = sum(step.outcome is StepOutcome.OBSERVED for step in self._done)
        done = sum(step.outcome in _DONE for step in self._done)
        verdict = Verdict.PASSED if seen == len(self._done) else Verdict.UNCHECKED
        if done < len(self._done):
            verdict = Verdict.FAILED
        steps = Evidence(
            "each step did what it should",
            "its effects were looked at, or told by its tool",
            verdict,
            f"{seen} of {_steps(len(self._done))} observed, {done - seen} only reported",
        )
        if status is not ExecutionStatus.DONE:
            return (steps,) if self._done else ()
        goal = Evidence(
            "the goal holds in the world",
            "observed at the end" if self._seen else "by the effects of the steps; nobody looked",
            Verdict.PASSED if self._seen else Verdict.UNCHECKED,
        )
        return (steps, goal)

    # -- one step --------------------------------------------------------------------------

    async def _take(self, todo: _Todo) -> None:
        call = {"tool": todo.tool, "arguments": todo.arguments}
        self._run.emit("step_started", step=todo.step, sentence=todo.told, **call)
        outcome, text, observed = await self._call(todo.tool, todo.arguments)
        tried = ExecutedStep(todo.step, todo.told, todo.tool, todo.arguments, outcome, text)
        if self._bindings.observe is not None:
            observed = await self._look()
        if outcome is StepOutcome.LOST and observed is None:
            self._keep(tried)
            raise Stop(
                ExecutionStatus.STOPPED,
                f"Nobody knows what this step did, and nothing was observed: {todo.told} {text}",
            )
        await self._stand(observed, [todo.step] if outcome in _DONE else [], tried)

    async def _stand(
        self,
        observed: Sequence[str] | None,
        steps: Sequence[Step],
        tried: ExecutedStep | None = None,
    ) -> None:
        """Takes on where things stand now, and plans the rest again if it is otherwise."""
        here = await self._planner.after(self._problem, steps, observed, self._bindings.complete)
        differs = (*(f"(not {fact})" for fact in here.lacking), *here.unexpected)
        if tried is not None:
            self._keep(_judged(tried, here, differs))
        if here.question:
            raise Stop(ExecutionStatus.NEEDS_INPUT, here.question)
        self._problem, self._reached, self._seen = here.problem, here.reached, here.seen
        if steps:
            del self._rest[0]
        failed = tried is not None and not steps
        if differs or failed:
            await self._plan_again(tried.text if tried is not None else "", failed=failed)

    def _keep(self, tried: ExecutedStep) -> None:
        self._done.append(tried)
        self._run.emit("step_ended", outcome=tried.outcome, text=tried.text, differs=tried.differs)

    async def _call(
        self, tool: str, arguments: JsonObject
    ) -> tuple[StepOutcome, str, Sequence[str] | None]:
        """What a tool says that it did, in words, and what it observed."""
        try:
            outcome = await self._tools.call_in(self._run, tool, arguments, deadline=self._deadline)
        except ApprovalNeeded as error:
            raise Stop(ExecutionStatus.NEEDS_APPROVAL, error.message) from error
        except (BadRequest, NotFound, NotReady, Refused) as error:  # it was not called
            raise Stop(ExecutionStatus.STOPPED, error.message) from error
        except MrklError as error:
            return StepOutcome.LOST, error.message, None
        observed = _observed(outcome.value)
        failed = outcome.failure is not None
        return StepOutcome.FAILED if failed else StepOutcome.REPORTED, outcome.text, observed

    async def _look(self) -> Sequence[str] | None:
        """What the observing tool tells; None if it fails."""
        look = self._bindings.observe
        assert look is not None
        outcome, text, observed = await self._call(look.tool, look.arguments)
        if outcome is not StepOutcome.REPORTED or observed is None:
            self._run.emit("not_observed", tool=look.tool, text=text)
            return None
        return observed

    # -- plans -----------------------------------------------------------------------------

    async def _plan_again(self, why: str, *, failed: bool) -> None:
        """Takes on a plan from here; that the rest still works counts for nothing."""
        rest = tuple(todo.step for todo in self._rest)
        answer = await self._planner.again(self._problem, rest)
        self._run.emit("replanned", status=answer.status, plan=answer.plan, steps=answer.steps)
        if answer.plan is None:
            raise Stop(ExecutionStatus.STOPPED, answer.summary)
        if failed or answer.plan != rest:
            if self._replans == self._left:
                raise Stop(
                    ExecutionStatus.STOPPED,
                    f"The rest was planned again {_times(self._replans)}, which is all that is "
                    f"allowed. {why}".strip(),
                )
            self._replans += 1
        try:
            self._take_on(answer.plan, answer.steps)
        except MrklError as error:
            raise Stop(ExecutionStatus.STOPPED, error.message) from error
        self._ask_approval()

    def _take_on(self, steps: Sequence[Step], told: Sequence[str]) -> None:
        """Makes these the steps to take, if a tool does each of them."""
        calls = [bound_call(self._bindings, self._domain, step) for step in steps]
        tools = {tool for tool, _ in calls}
        if self._bindings.observe is not None:
            tools.add(self._bindings.observe.tool)
        for tool in sorted(tools):
            self._tools.get(tool)
        todo = zip(steps, told, calls, strict=True)
        self._rest = [_Todo(step, words, *call) for step, words, call in todo]

    def _ask_approval(self) -> None:
        for todo in self._rest if not self._approve else ():
            if self._tools.get(todo.tool).effect is Effect.CHANGES:
                raise Stop(
                    ExecutionStatus.NEEDS_APPROVAL,
                    f"{todo.tool} changes the outside world, and nobody has approved it: "
                    f"{todo.told}",
                )


def _judged(tried: ExecutedStep, here: After, differs: tuple[str, ...]) -> ExecutedStep:
    """The step with what was seen of it."""
    outcome = tried.outcome
    if outcome is StepOutcome.REPORTED:
        if differs:
            outcome = StepOutcome.DEVIATED
        elif here.confirmed:
            outcome = StepOutcome.OBSERVED
    return replace(tried, outcome=outcome, differs=differs)


def _observed(value: JsonValue) -> Sequence[str] | None:
    """What a tool's value tells of the world."""
    told = value.get("observed") if isinstance(value, dict) else None
    return [str(fact) for fact in told] if isinstance(told, list) else None


def _steps(count: int) -> str:
    return "1 step" if count == 1 else f"{count} steps"


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
