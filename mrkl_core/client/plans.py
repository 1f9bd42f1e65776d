"""Planning at a server: PDDL read, solved, checked and explained."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any, TypeVar

import grpc

from mrkl_core._gen.mrkl.v1 import plan_service_pb2 as wire
from mrkl_core._gen.mrkl.v1 import plan_service_pb2_grpc as stubs
from mrkl_core.client.calls import every, stream, unary
from mrkl_core.contracts.context import Deadline
from mrkl_core.contracts.drafting import DomainDraft
from mrkl_core.contracts.events import Event
from mrkl_core.contracts.execution import Bindings, Executed
from mrkl_core.contracts.pddl import Diagnostic, DomainPage, Equivalence, Mended, ProblemPage
from mrkl_core.contracts.planning import (
    DomainCard,
    EngineCard,
    Explanation,
    Formalization,
    PlanAnswer,
    Simulation,
    SolveOptions,
    SolveResult,
    Validation,
)
from mrkl_core.contracts.reasoning import Diagnosis
from mrkl_core.surfaces.grpc.convert import from_message, from_response, to_message

T = TypeVar("T")


class PlansClient:
    """The methods of `service.planning.plans.Plans`, over the wire."""

    def __init__(self, channel: grpc.aio.Channel) -> None:
        self._stub: Any = stubs.PlanServiceStub(channel)

    async def domains(self) -> tuple[DomainCard, ...]:
        """Every domain that has a name there."""
        items = await every(self._stub.ListDomains, wire.ListDomainsRequest(), "domains")
        return tuple(from_message(DomainCard, item) for item in items)

    async def domain(self, name: str) -> DomainCard:
        """One domain with its PDDL."""
        return await self._asked("GetDomain", DomainCard, None, name=name)

    async def engines(self) -> tuple[EngineCard, ...]:
        """Every engine known there, installed or not."""
        items = await every(self._stub.ListEngines, wire.ListEnginesRequest(), "engines")
        return tuple(from_message(EngineCard, item) for item in items)

    async def formalize(
        self,
        words: str,
        domain: str,
        *,
        language: str = "",
        strict: bool = False,
        deadline: Deadline | None = None,
    ) -> Formalization:
        """Words as a PDDL problem."""
        return await self._asked(
            "FormalizeTask",
            Formalization,
            deadline,
            words=words,
            domain=domain,
            language=language,
            strict=strict,
        )

    async def lint(
        self, domain: str, problem: str = "", *, deadline: Deadline | None = None
    ) -> tuple[Diagnostic, ...]:
        """What is wrong or odd with a domain, and with a problem for it."""
        return await self._asked(
            "LintProblem", tuple[Diagnostic, ...], deadline, domain=domain, problem=problem
        )

    async def mend(
        self, domain: str, problem: str = "", *, deadline: Deadline | None = None
    ) -> Mended:
        """The texts after all safe fixes, what was mended, and what is left to say."""
        return await self._asked("MendProblem", Mended, deadline, domain=domain, problem=problem)

    async def lay_out(self, text: str, *, deadline: Deadline | None = None) -> str:
        """A PDDL text in mrkl's style, comments kept."""
        return await self._asked("LayOutText", str, deadline, text=text)

    async def domain_page(self, domain: str, *, deadline: Deadline | None = None) -> DomainPage:
        """A domain to read."""
        return await self._asked("ShowDomain", DomainPage, deadline, domain=domain)

    async def problem_page(
        self, domain: str, problem: str, *, deadline: Deadline | None = None
    ) -> ProblemPage:
        """A problem as counts."""
        return await self._asked(
            "ShowProblem", ProblemPage, deadline, domain=domain, problem=problem
        )

    async def draw(
        self, domain: str, problem: str, form: str, *, deadline: Deadline | None = None
    ) -> str:
        """A problem as a picture; `form` is svg or dot."""
        return await self._asked(
            "DrawProblem", str, deadline, domain=domain, problem=problem, form=form
        )

    async def equivalent(
        self, domain: str, a: str, b: str, *, deadline: Deadline | None = None
    ) -> Equivalence:
        """Whether two problems of a domain are the same up to the names of objects."""
        return await self._asked("CompareProblems", Equivalence, deadline, domain=domain, a=a, b=b)

    async def solve(
        self,
        domain: str,
        problem: str,
        options: SolveOptions | None = None,
        *,
        deadline: Deadline | None = None,
    ) -> AsyncIterator[Event | SolveResult]:
        """Events of the search; the last item is always the result."""
        request = wire.SolveProblemRequest(
            domain=domain, problem=problem, options=_options(options)
        )
        async for item in stream(self._stub.SolveProblem, request, deadline):
            if item.HasField("result"):
                yield from_message(SolveResult, item.result)
            else:
                yield from_message(Event, item.event)

    async def validate(
        self, domain: str, problem: str, plan: str, *, deadline: Deadline | None = None
    ) -> Validation:
        """Whether a plan works, and where it first does not."""
        return await self._asked(
            "ValidatePlan", Validation, deadline, domain=domain, problem=problem, plan=plan
        )

    async def simulate(
        self, domain: str, problem: str, plan: str, *, deadline: Deadline | None = None
    ) -> Simulation:
        """The state changes of a plan, step by step."""
        return await self._asked(
            "SimulatePlan", Simulation, deadline, domain=domain, problem=problem, plan=plan
        )

    async def explain(
        self, domain: str, problem: str, plan: str, *, deadline: Deadline | None = None
    ) -> Explanation:
        """Why each step is in a plan."""
        return await self._asked(
            "ExplainPlan", Explanation, deadline, domain=domain, problem=problem, plan=plan
        )

    async def diagnose(
        self, domain: str, problem: str, *, deadline: Deadline | None = None
    ) -> Diagnosis:
        """Why a problem has no plan, or what every plan goes through."""
        return await self._asked(
            "DiagnoseProblem", Diagnosis, deadline, domain=domain, problem=problem
        )

    async def plan(
        self,
        words: str,
        domain: str = "",
        options: SolveOptions | None = None,
        *,
        language: str = "",
        strict: bool = False,
        deadline: Deadline | None = None,
    ) -> PlanAnswer:
        """LLM+P: from words to a validated plan in words."""
        return await self._asked(
            "PlanTask",
            PlanAnswer,
            deadline,
            words=words,
            domain=domain,
            options=_options(options),
            language=language,
            strict=strict,
        )

    async def replan(
        self,
        earlier: str,
        observed: str,
        options: SolveOptions | None = None,
        *,
        done: int = 0,
        deadline: Deadline | None = None,
    ) -> PlanAnswer:
        """Plans on from an earlier run: `done` of its steps were taken, and this was observed."""
        return await self._asked(
            "ReplanTask",
            PlanAnswer,
            deadline,
            earlier=earlier,
            observed=observed,
            options=_options(options),
            done=done,
        )

    async def draft_domain(self, words: str, *, deadline: Deadline | None = None) -> DomainDraft:
        """A domain for what the words ask, written by a model, linted and probed."""
        return await self._asked("DraftDomain", DomainDraft, deadline, words=words)

    async def execute(
        self,
        earlier: str,
        bindings: Bindings | None = None,
        options: SolveOptions | None = None,
        *,
        approve: bool = False,
        max_replans: int | None = None,
        deadline: Deadline | None = None,
    ) -> AsyncIterator[Event | Executed]:
        """Carries out the plan of an earlier run; the last item is always what was done."""
        request = wire.ExecutePlanRequest(
            earlier=earlier,
            bindings=None if bindings is None else to_message(wire.Bindings, bindings),
            approve=approve,
            max_replans=max_replans,
            options=_options(options),
        )
        async for item in stream(self._stub.ExecutePlan, request, deadline):
            if item.HasField("result"):
                yield from_message(Executed, item.result)
            else:
                yield from_message(Event, item.event)

    async def _asked(
        self, method: str, kind: type[T], deadline: Deadline | None, **given: Any
    ) -> T:
        """What a method answers, whose response has one field."""
        request = getattr(wire, f"{method}Request")(**given)
        return from_response(kind, await unary(getattr(self._stub, method), request, deadline))


def _options(options: SolveOptions | None) -> Any:
    return None if options is None else to_message(wire.SolveOptions, options)
