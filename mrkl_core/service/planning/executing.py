"""Plans carried out as a service: a stream of events that ends with what was done."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence

from mrkl_core.contracts.context import Deadline
from mrkl_core.contracts.events import Event
from mrkl_core.contracts.execution import Bindings, Executed, ExecutionStatus
from mrkl_core.contracts.jsonvalue import JsonObject, to_json
from mrkl_core.contracts.planning import (
    Faithfulness,
    Formalization,
    FormalizeStatus,
    PlanAnswer,
    SolveOptions,
    Step,
)
from mrkl_core.contracts.read import from_json
from mrkl_core.errors import MrklError
from mrkl_core.planning.domains import is_pddl
from mrkl_core.planning.pddl.parse import parse_domain
from mrkl_core.planning.repair.after import After
from mrkl_core.service.planning.carrying import Carrier, Planner
from mrkl_core.service.planning.replanning import domain_of, names_of, require_understood
from mrkl_core.service.planning.solving import bounded
from mrkl_core.service.planning.worded import Worded
from mrkl_core.service.run import Run, RunRecord
from mrkl_core.service.stream import streamed

#: How often the rest of a plan is planned again, unless somebody says otherwise.
MOST_REPLANS = 3


class Executing(Worded):
    """Carries plans out with the tools that are bound to their actions."""

    def execute(
        self,
        earlier: str,
        bindings: Bindings | None = None,
        options: SolveOptions | None = None,
        *,
        approve: bool = False,
        max_replans: int = MOST_REPLANS,
        deadline: Deadline | None = None,
    ) -> AsyncGenerator[Event | Executed]:
        """Carries out the plan of an earlier run; the last item is always what was done.

        Each step is a call like any other: guards are asked, limits kept. What its tool or the
        observing tool tells is compared with what the step should change; where it is otherwise,
        or a step fails, the rest is planned again, at most `max_replans` times. Unless `approve`,
        no tool that changes the outside world is called. `bindings` stand in for the domain's.
        Closing the iterator stops the tool that runs; what was done by then is kept. Raises
        RunNotFound; BadRequest if that run planned nothing; NotReady if no tool does one of its
        actions; ToolNotFound and ToolDisabled.
        """
        asked = bounded(options or self.defaults, deadline)

        async def work(listen: Callable[[Event], None]) -> Executed:
            before = await self._store.get(earlier)
            require_understood(before)
            domain = domain_of(before)
            about = {"domain": domain, "names": names_of(before)}
            run = Run("execute", {"from": earlier, "approve": approve, **about}, listen)
            carrier = Carrier(
                self._tools(),
                self._planner(before, asked, run, deadline),
                parse_domain(self._pddl(domain)),
                bindings or self._bound(domain),
                run,
                approve=approve,
                max_replans=max_replans,
                deadline=deadline,
            )
            return await self._carried(carrier, run, before)

        return streamed(work)

    async def _carried(self, carrier: Carrier, run: Run, before: RunRecord) -> Executed:
        """What was done, which is kept however it ends."""
        plan = before.response
        steps = [tuple(step) for step in plan["plan"]]
        try:
            done = await carrier.carry(str(plan["problem"]), steps, plan["steps"])
        except MrklError as error:
            await self._store.add(run.finish(error.code, {"error": error.message}))
            raise
        except asyncio.CancelledError:
            so_far = carrier.ended(ExecutionStatus.STOPPED, "It was cancelled.")
            await self._store.add(run.finish("CANCELLED", so_far))
            raise
        await self._store.add(run.finish(done.status, done))
        return done

    def _planner(
        self, before: RunRecord, options: SolveOptions, run: Run, deadline: Deadline | None
    ) -> Planner:
        """The planner for what an earlier run planned, at work in child processes."""
        domain = domain_of(before)

        async def after(
            problem: str,
            steps: Sequence[Step],
            observed: Sequence[str] | None,
            complete: Sequence[str],
        ) -> After:
            arguments: JsonObject = {
                "problem": problem,
                "steps": to_json(steps),
                "domain": domain,
                "observed": to_json(observed),
                "complete": to_json(complete),
                "folders": list(self._folders()),
            }
            return from_json(After, await self._model_job("after", arguments, deadline))

        async def again(problem: str, rest: Sequence[Step]) -> PlanAnswer:
            found = Formalization(
                FormalizeStatus.FORMALIZED,
                str(before.response["domain"]),
                problem,
                by="observed",
                faithfulness=Faithfulness.ASSUMED,
                names=names_of(before),
            )
            arguments: JsonObject = {
                "formalization": to_json(found),
                "domain": domain,
                "rest": to_json(rest),
            }
            return await self._planned("plan_formalized", arguments, options, run, deadline)

        return Planner(after, again)

    def _bound(self, domain: str) -> Bindings:
        return Bindings() if is_pddl(domain) else self._domains.get(domain).bindings
