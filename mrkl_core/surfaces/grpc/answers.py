"""AnswerService of mrkl.v1, over the service layer."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import TYPE_CHECKING, Any

from mrkl_core._gen.mrkl.v1 import answer_service_pb2 as wire
from mrkl_core._gen.mrkl.v1 import answer_service_pb2_grpc as stubs
from mrkl_core.contracts.events import Event
from mrkl_core.surfaces.grpc.border import deadline_of
from mrkl_core.surfaces.grpc.convert import fill, to_message

if TYPE_CHECKING:
    from mrkl_core.service.answers import Answers


class AnswerServicer(stubs.AnswerServiceServicer):
    """Answers requests in words."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers

    async def RouteQuery(self, request: Any, context: Any) -> wire.RouteQueryResponse:
        """Where the words would go."""
        route = await self._answers.route(request.words, deadline=deadline_of(context))
        return wire.RouteQueryResponse(route=to_message(wire.Route, route))

    async def AnswerQuery(self, request: Any, context: Any) -> wire.AnswerQueryResponse:
        """The answer."""
        answer = await self._answers.answer(
            request.words,
            today=request.today,
            strategy=request.strategy,
            deadline=deadline_of(context),
        )
        return wire.AnswerQueryResponse(answer=to_message(wire.Answer, answer))

    async def StreamAnswer(
        self, request: Any, context: Any
    ) -> AsyncIterator[wire.StreamAnswerResponse]:
        """Each event as it happens, then the answer."""
        stream: Any = self._answers.stream(
            request.words,
            today=request.today,
            strategy=request.strategy,
            deadline=deadline_of(context),
        )
        async with aclosing(stream) as items:
            async for item in items:
                response = wire.StreamAnswerResponse()
                fill(response.event if isinstance(item, Event) else response.answer, item)
                yield response
