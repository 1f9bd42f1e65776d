"""PlanService of mrkl.v1, over the service layer."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mrkl_core._gen.mrkl.v1 import plan_service_pb2 as wire
from mrkl_core._gen.mrkl.v1 import plan_service_pb2_grpc as stubs
from mrkl_core.contracts.events import Event
from mrkl_core.contracts.planning import SolveOptions
from mrkl_core.surfaces.grpc.border import deadline_of
from mrkl_core.surfaces.grpc.convert import fill, to_message
from mrkl_core.surfaces.grpc.pages import window

if TYPE_CHECKING:
    from mrkl_core.service.planning.plans import Plans


class PlanServicer(stubs.PlanServiceServicer):
    """Reads, solves, checks and explains planning problems."""

    def __init__(self, plans: Plans) -> None:
        self._plans = plans

    async def ListDomains(self, request: Any, context: Any) -> wire.ListDomainsResponse:
        """A page of the domains that have a name here."""
        asked = window("domains", request.page_size, request.page_token)
        page = asked.page(self._plans.domains())
        cards = [to_message(wire.DomainCard, card) for card in page.items]
        return wire.ListDomainsResponse(domains=cards, next_page_token=page.next_page_token)

    async def GetDomain(self, request: Any, context: Any) -> wire.GetDomainResponse:
        """One domain with its PDDL."""
        card = self._plans.domain(request.name)
        return wire.GetDomainResponse(domain=to_message(wire.DomainCard, card))

    async def ListEngines(self, request: Any, context: Any) -> wire.ListEnginesResponse:
        """A page of the engines, installed or not."""
        asked = window("engines", request.page_size, request.page_token)
        page = asked.page(self._plans.engines())
        cards = [to_message(wire.EngineCard, card) for card in page.items]
        return wire.ListEnginesResponse(engines=cards, next_page_token=page.next_page_token)

    async def FormalizeTask(self, request: Any, context: Any) -> wire.FormalizeTaskResponse:
        """Words as a problem."""
        found = await self._plans.formalize(
            request.words,
            request.domain,
            strict=request.strict,
            deadline=deadline_of(context),
        )
        return wire.FormalizeTaskResponse(formalization=to_message(wire.Formalization, found))

    async def LintProblem(self, request: Any, context: Any) -> wire.LintProblemResponse:
        """What is wrong or odd."""
        found = await self._plans.lint(
            request.domain, request.problem, deadline=deadline_of(context)
        )
        return wire.LintProblemResponse(
            diagnostics=[to_message(wire.Diagnostic, item) for item in found]
        )

    async def SolveProblem(
        self, request: Any, context: Any
    ) -> AsyncIterator[wire.SolveProblemResponse]:
        """Progress and better plans, then the result."""
        stream: Any = self._plans.solve(
            request.domain, request.problem, self._options(request), deadline=deadline_of(context)
        )
        async with aclosing(stream) as items:
            async for item in items:
                response = wire.SolveProblemResponse()
                fill(response.event if isinstance(item, Event) else response.result, item)
                yield response

    async def ValidatePlan(self, request: Any, context: Any) -> wire.ValidatePlanResponse:
        """Whether a plan works."""
        found = await self._plans.validate(
            request.domain, request.problem, request.plan, deadline=deadline_of(context)
        )
        return wire.ValidatePlanResponse(validation=to_message(wire.Validation, found))

    async def SimulatePlan(self, request: Any, context: Any) -> wire.SimulatePlanResponse:
        """What a plan does."""
        found = await self._plans.simulate(
            request.domain, request.problem, request.plan, deadline=deadline_of(context)
        )
        return wire.SimulatePlanResponse(simulation=to_message(wire.Simulation, found))

    async def ExplainPlan(self, request: Any, context: Any) -> wire.ExplainPlanResponse:
        """Why a plan is as it is."""
        found = await self._plans.explain(
            request.domain, request.problem, request.plan, deadline=deadline_of(context)
        )
        return wire.ExplainPlanResponse(explanation=to_message(wire.Explanation, found))

    async def DiagnoseProblem(self, request: Any, context: Any) -> wire.DiagnoseProblemResponse:
        """Why a problem has no plan."""
        found = await self._plans.diagnose(
            request.domain, request.problem, deadline=deadline_of(context)
        )
        return wire.DiagnoseProblemResponse(diagnosis=to_message(wire.Diagnosis, found))

    async def PlanTask(self, request: Any, context: Any) -> wire.PlanTaskResponse:
        """The whole way from words to a validated plan in words."""
        answer = await self._plans.plan(
            request.words,
            request.domain,
            self._options(request),
            strict=request.strict,
            deadline=deadline_of(context),
        )
        return wire.PlanTaskResponse(answer=to_message(wire.PlanAnswer, answer))

    async def ReplanTask(self, request: Any, context: Any) -> wire.ReplanTaskResponse:
        """A plan from what really happened."""
        answer = await self._plans.replan(
            request.run,
            request.observed,
            self._options(request),
            done=request.done,
            deadline=deadline_of(context),
        )
        return wire.ReplanTaskResponse(answer=to_message(wire.PlanAnswer, answer))

    def _options(self, request: Any) -> SolveOptions:
        """What the request sets, over the manifest's defaults."""
        given = {field.name: value for field, value in request.options.ListFields()}
        return replace(self._plans.defaults, **given)
