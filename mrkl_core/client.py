"""Typed access to a mrkl server for Python callers.

    async with Client("127.0.0.1:50051") as mrkl:
        outcome = await mrkl.call("calculator.evaluate", expression="2+2")
        answer = await mrkl.answer("what is 17% of 340?")

What comes back, and what is raised, are the same dataclasses and errors as in process:
`tools`, `answers` and `plans` have the methods of a Runtime's, all of them awaited.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self

import grpc

from mrkl_core._gen.mrkl.v1 import answer_service_pb2 as answer_wire
from mrkl_core._gen.mrkl.v1 import answer_service_pb2_grpc as answer_stubs
from mrkl_core._gen.mrkl.v1 import plan_service_pb2 as plan_wire
from mrkl_core._gen.mrkl.v1 import plan_service_pb2_grpc as plan_stubs
from mrkl_core._gen.mrkl.v1 import tool_service_pb2 as tool_wire
from mrkl_core._gen.mrkl.v1 import tool_service_pb2_grpc as tool_stubs
from mrkl_core.contracts.answers import Answer, CallOutcome
from mrkl_core.contracts.catalogue import ExpertCard, PluginReport, ToolCard, ToolMatch
from mrkl_core.contracts.context import Deadline
from mrkl_core.contracts.events import Event
from mrkl_core.contracts.evidence import Evidence
from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_core.contracts.pddl import Diagnostic
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
from mrkl_core.contracts.routing import Route
from mrkl_core.contracts.tool import Failure
from mrkl_core.errors import ArgumentsInvalid, Broken
from mrkl_core.experts.ijson import ijson_violations
from mrkl_core.surfaces.grpc.caller import named
from mrkl_core.surfaces.grpc.convert import from_message, to_message
from mrkl_core.surfaces.grpc.failures import from_call_error
from mrkl_core.surfaces.grpc.structs import fill_struct, from_struct, from_value

#: The largest message taken; a server sends none larger than its own limit.
MAX_MESSAGE_BYTES = 64 * 1024 * 1024


class Client:
    """A connection to one server: "host:port" or "unix:/path".

    It is made when first needed, and made again after it was lost. Everything raises
    `mrkl_core.errors`, as a Runtime does; a server that does not answer is Unavailable.
    `caller` says who asks, which tools that keep something for somebody need to know.
    """

    def __init__(
        self,
        address: str = "127.0.0.1:50051",
        *,
        caller: str = "",
        max_message_bytes: int = MAX_MESSAGE_BYTES,
    ) -> None:
        self.address = address
        self._channel = grpc.aio.insecure_channel(
            address,
            interceptors=named(caller),
            options=[
                ("grpc.max_receive_message_length", max_message_bytes),
                ("grpc.max_send_message_length", max_message_bytes),
            ],
        )
        self.tools = ToolsClient(self._channel)
        self.answers = AnswersClient(self._channel)
        self.plans = PlansClient(self._channel)

    async def call(self, name: str, **arguments: Any) -> CallOutcome:
        """What calling a tool with these arguments gave."""
        return await self.tools.call(name, arguments)

    async def answer(self, words: str) -> Answer:
        """The answer to these words."""
        return await self.answers.answer(words)

    async def close(self) -> None:
        """Ends the connection; calls that run are cancelled."""
        await self._channel.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()


class ToolsClient:
    """The methods of `service.tools.Tools`, over the wire."""

    def __init__(self, channel: grpc.aio.Channel) -> None:
        self._stub: Any = tool_stubs.ToolServiceStub(channel)

    async def experts(self) -> tuple[ExpertCard, ...]:
        """Every active expert, by priority."""
        items = await _all(self._stub.ListExperts, tool_wire.ListExpertsRequest(), "experts")
        return tuple(from_message(ExpertCard, item) for item in items)

    async def list(self, expert: str = "") -> tuple[ToolCard, ...]:
        """Every tool, or one expert's."""
        request = tool_wire.ListToolsRequest(expert=expert)
        items = await _all(self._stub.ListTools, request, "tools")
        return tuple(from_message(ToolCard, item) for item in items)

    async def search(self, words: str, limit: int = 10) -> tuple[ToolMatch, ...]:
        """The tools nearest to these words, best first."""
        request = tool_wire.SearchToolsRequest(words=words, page_size=limit)
        response = await _unary(self._stub.SearchTools, request)
        return tuple(from_message(ToolMatch, match) for match in response.matches)

    async def get(self, name: str) -> ToolCard:
        """One tool by its full name."""
        response = await _unary(self._stub.GetTool, tool_wire.GetToolRequest(name=name))
        return from_message(ToolCard, response.tool)

    async def plugins(self) -> tuple[PluginReport, ...]:
        """Every plugin found, with its state."""
        items = await _all(self._stub.ListPlugins, tool_wire.ListPluginsRequest(), "plugins")
        return tuple(from_message(PluginReport, item) for item in items)

    async def call(
        self, name: str, arguments: JsonObject, *, deadline: Deadline | None = None
    ) -> CallOutcome:
        """What calling a tool gave."""
        request = tool_wire.CallToolRequest(name=name)
        _check_json(name, arguments)
        fill_struct(request.arguments, arguments)
        return _outcome(await _unary(self._stub.CallTool, request, deadline))


class AnswersClient:
    """The methods of `service.answers.Answers`, over the wire."""

    def __init__(self, channel: grpc.aio.Channel) -> None:
        self._stub: Any = answer_stubs.AnswerServiceStub(channel)

    async def route(self, words: str, *, deadline: Deadline | None = None) -> Route:
        """Where these words would go, and why; nothing is called."""
        request = answer_wire.RouteQueryRequest(words=words)
        return from_message(Route, (await _unary(self._stub.RouteQuery, request, deadline)).route)

    async def answer(
        self, words: str, *, today: str = "", deadline: Deadline | None = None
    ) -> Answer:
        """The answer to these words, asked on the date `today` (the server's, if '')."""
        request = answer_wire.AnswerQueryRequest(words=words, today=today)
        return from_message(
            Answer, (await _unary(self._stub.AnswerQuery, request, deadline)).answer
        )

    async def stream(
        self, words: str, *, today: str = "", deadline: Deadline | None = None
    ) -> AsyncIterator[Event | Answer]:
        """Each event as it happens; the last item is always the answer."""
        request = answer_wire.StreamAnswerRequest(words=words, today=today)
        async for item in _stream(self._stub.StreamAnswer, request, deadline):
            if item.HasField("answer"):
                yield from_message(Answer, item.answer)
            else:
                yield from_message(Event, item.event)


class PlansClient:
    """The methods of `service.planning.plans.Plans`, over the wire."""

    def __init__(self, channel: grpc.aio.Channel) -> None:
        self._stub: Any = plan_stubs.PlanServiceStub(channel)

    async def domains(self) -> tuple[DomainCard, ...]:
        """Every domain that has a name there."""
        items = await _all(self._stub.ListDomains, plan_wire.ListDomainsRequest(), "domains")
        return tuple(from_message(DomainCard, item) for item in items)

    async def domain(self, name: str) -> DomainCard:
        """One domain with its PDDL."""
        response = await _unary(self._stub.GetDomain, plan_wire.GetDomainRequest(name=name))
        return from_message(DomainCard, response.domain)

    async def engines(self) -> tuple[EngineCard, ...]:
        """Every engine known there, installed or not."""
        items = await _all(self._stub.ListEngines, plan_wire.ListEnginesRequest(), "engines")
        return tuple(from_message(EngineCard, item) for item in items)

    async def formalize(
        self, words: str, domain: str, *, strict: bool = False, deadline: Deadline | None = None
    ) -> Formalization:
        """Words as a PDDL problem."""
        request = plan_wire.FormalizeTaskRequest(words=words, domain=domain, strict=strict)
        response = await _unary(self._stub.FormalizeTask, request, deadline)
        return from_message(Formalization, response.formalization)

    async def lint(
        self, domain: str, problem: str = "", *, deadline: Deadline | None = None
    ) -> tuple[Diagnostic, ...]:
        """What is wrong or odd with a domain, and with a problem for it."""
        request = plan_wire.LintProblemRequest(domain=domain, problem=problem)
        response = await _unary(self._stub.LintProblem, request, deadline)
        return tuple(from_message(Diagnostic, item) for item in response.diagnostics)

    async def solve(
        self,
        domain: str,
        problem: str,
        options: SolveOptions | None = None,
        *,
        deadline: Deadline | None = None,
    ) -> AsyncIterator[Event | SolveResult]:
        """Events of the search; the last item is always the result."""
        request = plan_wire.SolveProblemRequest(
            domain=domain, problem=problem, options=_options(options)
        )
        async for item in _stream(self._stub.SolveProblem, request, deadline):
            if item.HasField("result"):
                yield from_message(SolveResult, item.result)
            else:
                yield from_message(Event, item.event)

    async def validate(
        self, domain: str, problem: str, plan: str, *, deadline: Deadline | None = None
    ) -> Validation:
        """Whether a plan works, and where it first does not."""
        request = plan_wire.ValidatePlanRequest(domain=domain, problem=problem, plan=plan)
        response = await _unary(self._stub.ValidatePlan, request, deadline)
        return from_message(Validation, response.validation)

    async def simulate(
        self, domain: str, problem: str, plan: str, *, deadline: Deadline | None = None
    ) -> Simulation:
        """The state changes of a plan, step by step."""
        request = plan_wire.SimulatePlanRequest(domain=domain, problem=problem, plan=plan)
        response = await _unary(self._stub.SimulatePlan, request, deadline)
        return from_message(Simulation, response.simulation)

    async def explain(
        self, domain: str, problem: str, plan: str, *, deadline: Deadline | None = None
    ) -> Explanation:
        """Why each step is in a plan."""
        request = plan_wire.ExplainPlanRequest(domain=domain, problem=problem, plan=plan)
        response = await _unary(self._stub.ExplainPlan, request, deadline)
        return from_message(Explanation, response.explanation)

    async def diagnose(
        self, domain: str, problem: str, *, deadline: Deadline | None = None
    ) -> Diagnosis:
        """Why a problem has no plan, or what every plan goes through."""
        request = plan_wire.DiagnoseProblemRequest(domain=domain, problem=problem)
        response = await _unary(self._stub.DiagnoseProblem, request, deadline)
        return from_message(Diagnosis, response.diagnosis)

    async def plan(
        self,
        words: str,
        domain: str = "",
        options: SolveOptions | None = None,
        *,
        strict: bool = False,
        deadline: Deadline | None = None,
    ) -> PlanAnswer:
        """LLM+P: from words to a validated plan in words."""
        request = plan_wire.PlanTaskRequest(
            words=words, domain=domain, options=_options(options), strict=strict
        )
        response = await _unary(self._stub.PlanTask, request, deadline)
        return from_message(PlanAnswer, response.answer)

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
        request = plan_wire.ReplanTaskRequest(
            run=earlier, observed=observed, done=done, options=_options(options)
        )
        response = await _unary(self._stub.ReplanTask, request, deadline)
        return from_message(PlanAnswer, response.answer)


def _check_json(name: str, arguments: JsonObject) -> None:
    """Raises ArgumentsInvalid, as the server would, for what cannot even be sent."""
    found = ijson_violations(arguments)
    if found:
        first = found[0]
        raise ArgumentsInvalid(
            f"{name!r} cannot be called so: {first.field}: {first.description}",
            metadata={"tool": name},
            violations=found,
        )


def _options(options: SolveOptions | None) -> Any:
    return None if options is None else to_message(plan_wire.SolveOptions, options)


def _outcome(response: Any) -> CallOutcome:
    failed = response.HasField("failure")
    failure = from_message(Failure, response.failure) if failed else None
    return CallOutcome(
        tool=response.tool,
        arguments=from_struct(response.arguments),
        value=from_value(response.failure.value if failed else response.result.value),
        text=response.text,
        evidence=tuple(from_message(Evidence, item) for item in response.evidence),
        failure=failure,
        run=response.run,
        elapsed_s=response.elapsed_s,
        cached=response.cached,
    )


def _timeout(deadline: Deadline | None) -> float | None:
    return None if deadline is None else deadline.remaining()


@contextmanager
def _translated() -> Iterator[None]:
    """Raises the error that a status stands for."""
    try:
        yield
    except grpc.aio.AioRpcError as error:
        raise from_call_error(error) from error


async def _unary(method: Any, request: Any, deadline: Deadline | None = None) -> Any:
    with _translated():
        return _read(await method(request, timeout=_timeout(deadline)))


def _read(response: Any) -> Any:
    if response is None:  # so grpc.aio says that a response cannot be decoded
        raise Broken("the server's answer cannot be decoded", hint="does it run another mrkl?")
    return response


async def _all(method: Any, request: Any, field: str) -> list[Any]:
    """The items of every page."""
    items: list[Any] = []
    while True:
        response = await _unary(method, request)
        items.extend(getattr(response, field))
        if not response.next_page_token:
            return items
        request.page_token = response.next_page_token


async def _stream(method: Any, request: Any, deadline: Deadline | None) -> AsyncIterator[Any]:
    call = method(request, timeout=_timeout(deadline))
    try:
        with _translated():
            async for item in call:
                yield _read(item)
    finally:
        call.cancel()  # does nothing to a call that has ended
