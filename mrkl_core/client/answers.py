"""Answers of a server to requests in words."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import grpc

from mrkl_core._gen.mrkl.v1 import answer_service_pb2 as wire
from mrkl_core._gen.mrkl.v1 import answer_service_pb2_grpc as stubs
from mrkl_core.client.calls import stream, unary
from mrkl_core.contracts.answers import Answer
from mrkl_core.contracts.context import Deadline
from mrkl_core.contracts.events import Event
from mrkl_core.contracts.routing import Route
from mrkl_core.surfaces.grpc.convert import from_message


class AnswersClient:
    """The methods of `service.answers.Answers`, over the wire."""

    def __init__(self, channel: grpc.aio.Channel) -> None:
        self._stub: Any = stubs.AnswerServiceStub(channel)

    async def route(self, words: str, *, deadline: Deadline | None = None) -> Route:
        """Where these words would go, and why; nothing is called."""
        request = wire.RouteQueryRequest(words=words)
        return from_message(Route, (await unary(self._stub.RouteQuery, request, deadline)).route)

    async def answer(
        self,
        words: str,
        *,
        today: str = "",
        strategy: str = "",
        deadline: Deadline | None = None,
    ) -> Answer:
        """The answer to these words, asked on the date `today` (the server's, if '').

        `strategy` names the way to it; "direct" is taken if it is empty.
        """
        request = wire.AnswerQueryRequest(words=words, today=today, strategy=strategy)
        return from_message(Answer, (await unary(self._stub.AnswerQuery, request, deadline)).answer)

    async def stream(
        self,
        words: str,
        *,
        today: str = "",
        strategy: str = "",
        deadline: Deadline | None = None,
    ) -> AsyncIterator[Event | Answer]:
        """Each event as it happens; the last item is always the answer."""
        request = wire.StreamAnswerRequest(words=words, today=today, strategy=strategy)
        async for item in stream(self._stub.StreamAnswer, request, deadline):
            if item.HasField("answer"):
                yield from_message(Answer, item.answer)
            else:
                yield from_message(Event, item.event)
