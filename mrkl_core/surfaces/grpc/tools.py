"""ToolService of mrkl.v1, over the service layer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mrkl_core._gen.mrkl.v1 import tool_service_pb2 as wire
from mrkl_core._gen.mrkl.v1 import tool_service_pb2_grpc as stubs
from mrkl_core.contracts.answers import CallOutcome
from mrkl_core.surfaces.grpc.border import deadline_of
from mrkl_core.surfaces.grpc.convert import fill, to_message
from mrkl_core.surfaces.grpc.pages import window
from mrkl_core.surfaces.grpc.structs import fill_struct, fill_value, from_struct

if TYPE_CHECKING:
    from mrkl_core.service.tools import Tools


class ToolServicer(stubs.ToolServiceServicer):
    """Shows the experts, their tools and the plugins that bring them, and calls a tool."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    async def ListExperts(self, request: Any, context: Any) -> wire.ListExpertsResponse:
        """A page of the active experts."""
        asked = window("experts", request.page_size, request.page_token)
        page = asked.page(self._tools.experts())
        cards = [to_message(wire.ExpertCard, card) for card in page.items]
        return wire.ListExpertsResponse(experts=cards, next_page_token=page.next_page_token)

    async def ListTools(self, request: Any, context: Any) -> wire.ListToolsResponse:
        """A page of the tools."""
        asked = window(f"tools {request.expert}", request.page_size, request.page_token)
        page = asked.page(self._tools.list(request.expert))
        cards = [to_message(wire.ToolCard, card) for card in page.items]
        return wire.ListToolsResponse(tools=cards, next_page_token=page.next_page_token)

    async def SearchTools(self, request: Any, context: Any) -> wire.SearchToolsResponse:
        """A page of the tools nearest to the words."""
        asked = window(f"search {request.words}", request.page_size, request.page_token)
        page = asked.page(self._tools.search(request.words, asked.start + asked.size + 1))
        matches = [to_message(wire.ToolMatch, match) for match in page.items]
        return wire.SearchToolsResponse(matches=matches, next_page_token=page.next_page_token)

    async def GetTool(self, request: Any, context: Any) -> wire.GetToolResponse:
        """One tool."""
        return wire.GetToolResponse(tool=to_message(wire.ToolCard, self._tools.get(request.name)))

    async def ListPlugins(self, request: Any, context: Any) -> wire.ListPluginsResponse:
        """A page of the plugins, whatever their state."""
        asked = window("plugins", request.page_size, request.page_token)
        page = asked.page(self._tools.plugins())
        reports = [to_message(wire.PluginReport, report) for report in page.items]
        return wire.ListPluginsResponse(plugins=reports, next_page_token=page.next_page_token)

    async def CallTool(self, request: Any, context: Any) -> wire.CallToolResponse:
        """What calling one tool gave."""
        outcome = await self._tools.call(
            request.name, from_struct(request.arguments), deadline=deadline_of(context)
        )
        return outcome_message(outcome)


def outcome_message(outcome: CallOutcome) -> wire.CallToolResponse:
    """The one message that is not field by field its dataclass: it has the result in a oneof."""
    response = wire.CallToolResponse(
        tool=outcome.tool,
        text=outcome.text,
        run=outcome.run,
        elapsed_s=outcome.elapsed_s,
        cached=outcome.cached,
    )
    fill_struct(response.arguments, outcome.arguments)
    if outcome.failure is not None:
        fill(response.failure, outcome.failure)
    else:
        fill_value(response.result.value, outcome.value)
    for evidence in outcome.evidence:
        fill(response.evidence.add(), evidence)
    return response
