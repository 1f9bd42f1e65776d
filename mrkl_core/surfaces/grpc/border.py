"""The border of the server: what every call goes through on its way in and out.

Requests are decoded, calls counted and bounded, errors turned into statuses, and responses
measured here and nowhere else; the services behind know nothing of it.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import aclosing, asynccontextmanager
from typing import Any, TypeAlias

from google.protobuf.message import DecodeError

import grpc
from mrkl_core.contracts.context import Deadline, called_by
from mrkl_core.errors import (
    BadRequest,
    Broken,
    MrklError,
    OutputTooLarge,
    QueueFull,
    ShuttingDown,
)
from mrkl_core.surfaces.grpc.caller import caller_of
from mrkl_core.surfaces.grpc.failures import to_status, to_trailer

log = logging.getLogger(__name__)

# In quotes: generic in the stubs alone.
_Handler: TypeAlias = "grpc.RpcMethodHandler[Any, Any]"
_Context: TypeAlias = "grpc.aio.ServicerContext[Any, Any]"

#: What of a caller's time is kept back (at most), so that the answer "it took too long", with
#: its reasons, still arrives before the caller hangs up.
RESERVE_S = 0.1


def deadline_of(context: _Context) -> Deadline | None:
    """The moment by which the work must have ended; None if the caller set none."""
    left = context.time_remaining()
    if left is None:
        return None
    return Deadline.after(left - min(RESERVE_S, left / 5))


class Border(grpc.aio.ServerInterceptor):
    """Guards the methods of mrkl.v1; lets health and reflection pass."""

    def __init__(self, *, max_calls: int, max_message_bytes: int) -> None:
        self._max_calls = max_calls
        self._max_message_bytes = max_message_bytes
        self._running: set[asyncio.Task[Any]] = set()
        self._closed = False
        self._evicted = False

    async def intercept_service(
        self,
        continuation: Callable[[grpc.HandlerCallDetails], Awaitable[_Handler | None]],
        details: grpc.HandlerCallDetails,
    ) -> _Handler | None:
        """Wraps the handler of a method of ours."""
        handler = await continuation(details)
        method = details.method
        if handler is None or not method.startswith("/mrkl."):
            return handler
        if handler.response_streaming:
            return grpc.unary_stream_rpc_method_handler(self._stream(method, handler))
        return grpc.unary_unary_rpc_method_handler(self._unary(method, handler))

    def close(self) -> None:
        """Takes no new calls from now on."""
        self._closed = True

    async def idle(self, seconds: float) -> bool:
        """Waits until no call runs; False if some still do after so many seconds."""
        if self._running:
            await asyncio.wait(set(self._running), timeout=seconds)
        return not self._running

    def evict(self) -> None:
        """Cancels the calls that run; their callers hear that the server shuts down."""
        self._evicted = True
        for task in set(self._running):
            task.cancel()

    def _unary(self, method: str, handler: Any) -> Any:
        async def unary(raw: bytes, context: _Context) -> bytes:
            async with self._served(method, context):
                request = _decoded(handler, raw)
                return self._encoded(handler, await handler.unary_unary(request, context))
            raise AssertionError("unreachable: _served always raises what it catches")

        return unary

    def _stream(self, method: str, handler: Any) -> Any:
        # A coroutine that writes, not a generator: when the call is cancelled it unwinds at
        # once, and what it started with it.
        async def stream(raw: bytes, context: _Context) -> None:
            async with self._served(method, context):
                request = _decoded(handler, raw)
                async with aclosing(handler.unary_stream(request, context)) as responses:
                    async for response in responses:
                        await context.write(self._encoded(handler, response))

        return stream

    @asynccontextmanager
    async def _served(self, method: str, context: _Context) -> AsyncIterator[None]:
        task = asyncio.current_task()
        assert task is not None
        try:
            self._admit()
            self._running.add(task)
            with called_by(caller_of(context)):
                yield
        except asyncio.CancelledError:
            if not self._evicted:
                raise  # the caller has gone: nobody is left to be told
            await _abort(context, ShuttingDown("the server stopped before the call had ended"))
        except MrklError as error:
            await _abort(context, _named(error, method))
        except Exception as error:
            # The border: whatever a service or a plugin raises, the caller gets a typed error
            # and an id, and the log gets the text.
            await _abort(context, _named(error, method))
        finally:
            self._running.discard(task)

    def _admit(self) -> None:
        if self._closed:
            raise ShuttingDown("the server is shutting down", hint="try another server, or later")
        if len(self._running) >= self._max_calls:
            raise QueueFull(
                f"{self._max_calls} calls are running, which is the limit",
                hint="try again later",
                metadata={"limit": str(self._max_calls)},
            )

    def _encoded(self, handler: Any, response: Any) -> bytes:
        raw: bytes = handler.response_serializer(response)
        if len(raw) > self._max_message_bytes:
            raise OutputTooLarge(
                f"the response has {len(raw)} bytes; at most {self._max_message_bytes} are sent",
                metadata={"bytes": str(len(raw)), "limit": str(self._max_message_bytes)},
            )
        return raw


def _decoded(handler: Any, raw: bytes) -> Any:
    try:
        return handler.request_deserializer(raw)
    except DecodeError as error:
        raise BadRequest(
            "the request cannot be decoded",
            hint="is it a message of mrkl.v1, and nested less than 100 levels deep?",
        ) from error


def _named(error: Exception, method: str) -> MrklError:
    """The error as callers may see it; one that is our fault gets an id and goes to the log."""
    if isinstance(error, MrklError) and not isinstance(error, Broken):
        return error
    request = secrets.token_hex(8)
    log.error("request %s, %s: %s", request, method, error, exc_info=error)
    if not isinstance(error, Broken):
        error = Broken(f"internal error; the server's log has it as request {request}")
    error.metadata["request"] = request
    return error


async def _abort(context: _Context, error: MrklError) -> None:
    status = to_status(error)
    code = next(code for code in grpc.StatusCode if code.value[0] == status.code)
    await context.abort(code, status.message, to_trailer(status))
