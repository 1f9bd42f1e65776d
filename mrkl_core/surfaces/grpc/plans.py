"""PlanService of mrkl.v1, over the service layer."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import aclosing
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeAlias

from google.protobuf.message import Message

from mrkl_core._gen.mrkl.v1 import plan_service_pb2 as wire
from mrkl_core._gen.mrkl.v1 import plan_service_pb2_grpc as stubs
from mrkl_core.contracts.events import Event
from mrkl_core.contracts.execution import Bindings
from mrkl_core.contracts.planning import SolveOptions
from mrkl_core.service.planning.executing import MOST_REPLANS
from mrkl_core.surfaces.grpc.border import deadline_of
from mrkl_core.surfaces.grpc.convert import fill, from_message, to_message, to_response
from mrkl_core.surfaces.grpc.pages import window

if TYPE_CHECKING:
    from mrkl_core.service.planning.plans import Plans

_Method: TypeAlias = Callable[["PlanServicer", Any, Any], Awaitable[Any]]


def _method(name: str, response: type[Message]) -> _Method:
    """Serves a method of `Plans`: the request's fields are its arguments, by name, and what it
    gives is the response's only field.
    """

    async def serve(self: PlanServicer, request: Any, context: Any) -> Message:
        given = {f.name: getattr(request, f.name) for f in request.DESCRIPTOR.fields}
        if "options" in given:
            given["options"] = self._options(request)
        found = await getattr(self._plans, name)(**given, deadline=deadline_of(context))
        return to_response(response, found)

    return serve


class PlanServicer(stubs.PlanServiceServicer):
    """Reads, solves, checks and explains planning problems."""

    def __init__(self, plans: Plans) -> None:
        self._plans = plans

    FormalizeTask = _method("formalize", wire.FormalizeTaskResponse)
    LintProblem = _method("lint", wire.LintProblemResponse)
    MendProblem = _method("mend", wire.MendProblemResponse)
    LayOutText = _method("lay_out", wire.LayOutTextResponse)
    ShowDomain = _method("domain_page", wire.ShowDomainResponse)
    ShowProblem = _method("problem_page", wire.ShowProblemResponse)
    DrawProblem = _method("draw", wire.DrawProblemResponse)
    CompareProblems = _method("equivalent", wire.CompareProblemsResponse)
    ValidatePlan = _method("validate", wire.ValidatePlanResponse)
    SimulatePlan = _method("simulate", wire.SimulatePlanResponse)
    ExplainPlan = _method("explain", wire.ExplainPlanResponse)
    DiagnoseProblem = _method("diagnose", wire.DiagnoseProblemResponse)
    PlanTask = _method("plan", wire.PlanTaskResponse)
    ReplanTask = _method("replan", wire.ReplanTaskResponse)
    DraftDomain = _method("draft_domain", wire.DraftDomainResponse)

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

    async def ExecutePlan(
        self, request: Any, context: Any
    ) -> AsyncIterator[wire.ExecutePlanResponse]:
        """Each step as it happens, then what was done."""
        bound = from_message(Bindings, request.bindings) if request.HasField("bindings") else None
        replans = request.max_replans if request.HasField("max_replans") else MOST_REPLANS
        stream: Any = self._plans.execute(
            request.earlier,
            bound,
            self._options(request),
            approve=request.approve,
            max_replans=replans,
            deadline=deadline_of(context),
        )
        async with aclosing(stream) as items:
            async for item in items:
                response = wire.ExecutePlanResponse()
                fill(response.event if isinstance(item, Event) else response.result, item)
                yield response

    def _options(self, request: Any) -> SolveOptions:
        """What the request sets, over the manifest's defaults."""
        given = {field.name: value for field, value in request.options.ListFields()}
        return replace(self._plans.defaults, **given)
