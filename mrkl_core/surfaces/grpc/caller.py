"""Who asks, in the metadata of a call: written by a client, or by a proxy before the server.

The server believes it, as it has no authentication of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import grpc

KEY = "mrkl-caller"

_Call: TypeAlias = Callable[[grpc.aio.ClientCallDetails, Any], Any]


def caller_of(context: grpc.aio.ServicerContext[Any, Any]) -> str:
    """Who asks, as the call's metadata says; '' if they do not."""
    found = dict(context.invocation_metadata() or ()).get(KEY, "")
    return found if isinstance(found, str) else ""


def named(caller: str) -> Sequence[grpc.aio.ClientInterceptor]:
    """The interceptors that have every call say who asks; none without a name."""
    return (_Unary(caller), _Stream(caller)) if caller else ()


class _Named:
    def __init__(self, caller: str) -> None:
        self._caller = caller

    def _told(self, details: grpc.aio.ClientCallDetails) -> grpc.aio.ClientCallDetails:
        metadata = grpc.aio.Metadata(*(details.metadata or ()), (KEY, self._caller))
        return grpc.aio.ClientCallDetails(
            details.method, details.timeout, metadata, details.credentials, details.wait_for_ready
        )


class _Unary(_Named, grpc.aio.UnaryUnaryClientInterceptor):
    async def intercept_unary_unary(
        self, continuation: _Call, client_call_details: grpc.aio.ClientCallDetails, request: Any
    ) -> Any:
        return await continuation(self._told(client_call_details), request)


class _Stream(_Named, grpc.aio.UnaryStreamClientInterceptor):
    async def intercept_unary_stream(
        self, continuation: _Call, client_call_details: grpc.aio.ClientCallDetails, request: Any
    ) -> Any:
        return await continuation(self._told(client_call_details), request)
