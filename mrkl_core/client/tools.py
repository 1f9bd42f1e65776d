"""The tools of a server: found, shown, called."""

from __future__ import annotations

from typing import Any

import grpc

from mrkl_core._gen.mrkl.v1 import tool_service_pb2 as wire
from mrkl_core._gen.mrkl.v1 import tool_service_pb2_grpc as stubs
from mrkl_core.client.calls import every, unary
from mrkl_core.contracts.answers import CallOutcome
from mrkl_core.contracts.catalogue import ExpertCard, PluginReport, ToolCard, ToolMatch
from mrkl_core.contracts.context import Deadline
from mrkl_core.contracts.evidence import Evidence
from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_core.contracts.tool import Failure
from mrkl_core.errors import ArgumentsInvalid
from mrkl_core.experts.ijson import ijson_violations
from mrkl_core.surfaces.grpc.convert import from_message
from mrkl_core.surfaces.grpc.structs import fill_struct, from_struct, from_value


class ToolsClient:
    """The methods of `service.tools.Tools`, over the wire."""

    def __init__(self, channel: grpc.aio.Channel) -> None:
        self._stub: Any = stubs.ToolServiceStub(channel)

    async def experts(self) -> tuple[ExpertCard, ...]:
        """Every active expert, by priority."""
        items = await every(self._stub.ListExperts, wire.ListExpertsRequest(), "experts")
        return tuple(from_message(ExpertCard, item) for item in items)

    async def list(self, expert: str = "") -> tuple[ToolCard, ...]:
        """Every tool, or one expert's."""
        request = wire.ListToolsRequest(expert=expert)
        items = await every(self._stub.ListTools, request, "tools")
        return tuple(from_message(ToolCard, item) for item in items)

    async def search(self, words: str, limit: int = 10) -> tuple[ToolMatch, ...]:
        """The tools nearest to these words, best first."""
        request = wire.SearchToolsRequest(words=words, page_size=limit)
        response = await unary(self._stub.SearchTools, request)
        return tuple(from_message(ToolMatch, match) for match in response.matches)

    async def get(self, name: str) -> ToolCard:
        """One tool by its full name."""
        response = await unary(self._stub.GetTool, wire.GetToolRequest(name=name))
        return from_message(ToolCard, response.tool)

    async def plugins(self) -> tuple[PluginReport, ...]:
        """Every plugin found, with its state."""
        items = await every(self._stub.ListPlugins, wire.ListPluginsRequest(), "plugins")
        return tuple(from_message(PluginReport, item) for item in items)

    async def call(
        self, name: str, arguments: JsonObject, *, deadline: Deadline | None = None
    ) -> CallOutcome:
        """What calling a tool gave."""
        request = wire.CallToolRequest(name=name)
        _check_json(name, arguments)
        fill_struct(request.arguments, arguments)
        return _outcome(await unary(self._stub.CallTool, request, deadline))


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
