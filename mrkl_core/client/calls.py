"""Calls to a server: deadlines, pages and streams, and its statuses as errors."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Any

import grpc

from mrkl_core.contracts.context import Deadline
from mrkl_core.errors import Broken
from mrkl_core.surfaces.grpc.failures import from_call_error


async def unary(method: Any, request: Any, deadline: Deadline | None = None) -> Any:
    """The response. Raises `mrkl_core.errors`."""
    with _translated():
        return _read(await method(request, timeout=_timeout(deadline)))


async def every(method: Any, request: Any, field: str) -> list[Any]:
    """The items of every page."""
    items: list[Any] = []
    while True:
        response = await unary(method, request)
        items.extend(getattr(response, field))
        if not response.next_page_token:
            return items
        request.page_token = response.next_page_token


async def stream(method: Any, request: Any, deadline: Deadline | None) -> AsyncIterator[Any]:
    """Each response as it comes; closing the iterator cancels the call."""
    call = method(request, timeout=_timeout(deadline))
    try:
        with _translated():
            async for item in call:
                yield _read(item)
    finally:
        call.cancel()  # does nothing to a call that has ended


def _timeout(deadline: Deadline | None) -> float | None:
    return None if deadline is None else deadline.remaining()


@contextmanager
def _translated() -> Iterator[None]:
    """Raises the error that a status stands for."""
    try:
        yield
    except grpc.aio.AioRpcError as error:
        raise from_call_error(error) from error


def _read(response: Any) -> Any:
    if response is None:  # so grpc.aio says that a response cannot be decoded
        raise Broken("the server's answer cannot be decoded", hint="does it run another mrkl?")
    return response
