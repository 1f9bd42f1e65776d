"""Runs a command's work on a runtime, and takes it down whatever happens."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import aclosing
from typing import TypeVar, cast

from mrkl_core.contracts.context import LOCAL, called_by
from mrkl_core.contracts.events import Event
from mrkl_core.errors import NotReady
from mrkl_core.service.runtime import Runtime
from mrkl_core.surfaces.cli.exits import Exit
from mrkl_core.surfaces.cli.failure import tell_warning
from mrkl_core.surfaces.cli.logs import start_logging
from mrkl_core.surfaces.cli.progress import Progress
from mrkl_core.surfaces.cli.session import Session

T = TypeVar("T")


def run(
    session: Session, work: Callable[[Runtime], Awaitable[int]], *, serving: bool = False
) -> int:
    """The exit code of the work.

    Ctrl-C and SIGTERM cancel it; the runtime then kills every child process before this
    returns or raises. A server keeps each run before it answers; a command answers first.
    Who asks is MRKL_CALLER; a server is told by each call.
    """
    start_logging(session, serving=serving)
    try:
        with called_by(os.environ.get("MRKL_CALLER") or LOCAL):
            return asyncio.run(_work(session, work, serving))
    except asyncio.CancelledError:
        return Exit.TERMINATED


async def _work(session: Session, work: Callable[[Runtime], Awaitable[int]], serving: bool) -> int:
    task = asyncio.current_task()
    assert task is not None
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(name, task.cancel)
    code: int | None = None
    try:
        async with Runtime.open(session.manifest, serving=serving) as runtime:
            code = await work(runtime)
            sys.stdout.flush()
    except NotReady as error:  # the answer has been told, and the run cannot be kept
        if code is None:
            raise
        tell_warning(session, error)
    return code


async def last(stream: AsyncIterator[Event | T], progress: Progress) -> T:
    """The result at the end of a stream, its events shown and logged on the way."""
    result: T | None = None
    async with aclosing(stream) as items:  # type: ignore[type-var]
        async for item in items:
            if isinstance(item, Event):
                progress.event(item)
            else:
                result = item
    return cast(T, result)
