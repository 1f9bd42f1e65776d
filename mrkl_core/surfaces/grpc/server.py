"""The server: mrkl.v1 with health and reflection, started, drained and stopped."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Self

from grpc_health.v1 import health, health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection

import grpc
from mrkl_core._gen.mrkl.v1 import answer_service_pb2_grpc as answer_stubs
from mrkl_core._gen.mrkl.v1 import plan_service_pb2_grpc as plan_stubs
from mrkl_core._gen.mrkl.v1 import tool_service_pb2_grpc as tool_stubs
from mrkl_core.contracts.catalogue import PluginState
from mrkl_core.errors import NotReady
from mrkl_core.surfaces.grpc.answers import AnswerServicer
from mrkl_core.surfaces.grpc.border import Border
from mrkl_core.surfaces.grpc.plans import PlanServicer
from mrkl_core.surfaces.grpc.tools import ToolServicer

if TYPE_CHECKING:
    from mrkl_core.service.runtime import Runtime

log = logging.getLogger(__name__)

#: Loopback: there is neither TLS nor authentication yet.
DEFAULT_ADDRESS = "127.0.0.1:50051"
DEFAULT_GRACE_S = 10.0
MAX_MESSAGE_BYTES = 4 * 1024 * 1024
MAX_CALLS = 256

SERVICES = ("mrkl.v1.ToolService", "mrkl.v1.AnswerService", "mrkl.v1.PlanService")

#: Seconds for what was cancelled to unwind, and for last responses to leave.
_UNWIND_S = 5.0
_FLUSH_S = 0.5


class Server:
    """Serves a runtime at an address: "host:port" (0 picks a free port) or "unix:/path".

    `async with Server(runtime, "127.0.0.1:0") as server: server.address`. The runtime stays
    its opener's to close.
    """

    def __init__(
        self,
        runtime: Runtime,
        address: str = DEFAULT_ADDRESS,
        *,
        max_calls: int = MAX_CALLS,
        max_message_bytes: int = MAX_MESSAGE_BYTES,
        grace_s: float = DEFAULT_GRACE_S,
    ) -> None:
        self.address = address
        self._grace_s = grace_s
        self._runtime = runtime
        self._border = Border(max_calls=max_calls, max_message_bytes=max_message_bytes)
        self._health = health.aio.HealthServicer()
        self._server = grpc.aio.server(
            interceptors=[self._border],
            options=[
                ("grpc.max_receive_message_length", max_message_bytes),
                # The border measures what is sent, and says so in a typed error.
                ("grpc.max_send_message_length", -1),
                # Without this, a second server would share the port in silence.
                ("grpc.so_reuseport", 0),
            ],
        )
        tool_stubs.add_ToolServiceServicer_to_server(ToolServicer(runtime.tools), self._server)
        answer_stubs.add_AnswerServiceServicer_to_server(
            AnswerServicer(runtime.answers), self._server
        )
        plan_stubs.add_PlanServiceServicer_to_server(PlanServicer(runtime.plans), self._server)
        health_pb2_grpc.add_HealthServicer_to_server(self._health, self._server)
        reflection.enable_server_reflection(
            (*SERVICES, health.SERVICE_NAME, reflection.SERVICE_NAME), self._server
        )

    async def start(self) -> str:
        """Binds and serves; the address that was bound. Raises NotReady if it cannot be had."""
        try:
            port = self._server.add_insecure_port(self.address)
        except RuntimeError as error:
            raise NotReady(
                f"cannot listen on {self.address!r}",
                hint="is a server there, or is it no address of this machine? port 0 is free",
                metadata={"address": self.address},
            ) from error
        if not self.address.startswith("unix:"):
            self.address = f"{self.address.rpartition(':')[0]}:{port}"
        for name, serving in self._healths().items():
            await self._health.set(name, serving)
        await self._server.start()
        log.info("serving on %s", self.address)
        return self.address

    async def stop(self) -> None:
        """Drains and stops.

        New calls are refused and health turns to NOT_SERVING at once; running calls may end
        within the grace, then they are cancelled, and their callers told.
        """
        self._border.close()
        await self._health.enter_graceful_shutdown()
        if not await self._border.idle(self._grace_s):
            log.warning("the grace of %s s has passed; cancelling what still runs", self._grace_s)
            self.hurry()
            await self._border.idle(_UNWIND_S)
        await self._server.stop(_FLUSH_S)

    def hurry(self) -> None:
        """Ends the grace now."""
        self._border.evict()

    def _healths(self) -> dict[str, health_pb2.HealthCheckResponse.ServingStatus]:
        """ "" for the whole; one entry per service, expert and plugin."""
        yes = health_pb2.HealthCheckResponse.SERVING
        no = health_pb2.HealthCheckResponse.NOT_SERVING
        states = {"": yes, **dict.fromkeys(SERVICES, yes)}
        for report in self._runtime.tools.plugins():
            active = report.state is PluginState.ACTIVE
            states[f"mrkl.plugin.{report.name}"] = yes if active else no
        for expert in self._runtime.registry.catalogue.experts:
            states[f"mrkl.expert.{expert.name}"] = yes
        return states

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.stop()


async def serve(
    runtime: Runtime,
    address: str = DEFAULT_ADDRESS,
    *,
    on_ready: Callable[[str], None] = lambda address: None,
    max_calls: int = MAX_CALLS,
    max_message_bytes: int = MAX_MESSAGE_BYTES,
    grace_s: float = DEFAULT_GRACE_S,
) -> None:
    """Serves until SIGTERM or SIGINT, then drains; a second signal ends the grace.

    `on_ready` is told the bound address.
    """
    server = Server(
        runtime,
        address,
        max_calls=max_calls,
        max_message_bytes=max_message_bytes,
        grace_s=grace_s,
    )
    stopping = asyncio.Event()

    def on_signal() -> None:
        if stopping.is_set():
            server.hurry()
        stopping.set()

    warming: asyncio.Future[None] | None = None
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, on_signal)
    try:
        async with server:
            on_ready(server.address)
            warming = asyncio.ensure_future(runtime.warm())
            await stopping.wait()
            log.info("draining, at most %s s", grace_s)
    finally:
        if warming is not None:
            warming.cancel()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)
