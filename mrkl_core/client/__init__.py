"""Typed access to a mrkl server for Python callers.

    async with Client("127.0.0.1:50051") as mrkl:
        outcome = await mrkl.call("calculator.evaluate", expression="2+2")
        answer = await mrkl.answer("what is 17% of 340?")

What comes back, and what is raised, are the same dataclasses and errors as in process:
`tools`, `answers` and `plans` have the methods of a Runtime's, all of them awaited.
"""

from __future__ import annotations

from types import TracebackType
from typing import Any, Self

import grpc

from mrkl_core.client.answers import AnswersClient
from mrkl_core.client.plans import PlansClient
from mrkl_core.client.tools import ToolsClient
from mrkl_core.contracts.answers import Answer, CallOutcome
from mrkl_core.surfaces.grpc.caller import named

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
