"""A server in a process of its own, told to stop while it works."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Any

import grpc
import psutil
import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc

from mrkl_core import errors
from mrkl_core.client import Client

RUNNER = """
import asyncio, sys
from pathlib import Path
from mrkl_core.service.runtime import Runtime
from mrkl_core.surfaces.grpc.server import serve

async def main(manifest, store, grace):
    async with Runtime.open(manifest=Path(manifest), store_url=store) as runtime:
        ready = lambda address: print(address, flush=True)
        await serve(runtime, "127.0.0.1:0", on_ready=ready, grace_s=float(grace))

asyncio.run(main(*sys.argv[1:]))
"""


@dataclass(frozen=True)
class Served:
    """A running server process."""

    process: asyncio.subprocess.Process
    address: str

    def signal(self, number: int) -> None:
        self.process.send_signal(number)

    def descendants(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    async def ended(self) -> int:
        """Its exit code."""
        return await asyncio.wait_for(self.process.wait(), 20)

    async def draining(self) -> None:
        """Waits until health says NOT_SERVING."""
        async with grpc.aio.insecure_channel(self.address) as channel:
            health: Any = health_pb2_grpc.HealthStub(channel)
            async for state in health.Watch(health_pb2.HealthCheckRequest(), timeout=10):
                if state.status == health_pb2.HealthCheckResponse.NOT_SERVING:
                    return
        raise AssertionError("the health stream ended while SERVING")


Start = Callable[[float], AbstractAsyncContextManager[Served]]


@pytest.fixture
def start(site: Any) -> Start:
    @asynccontextmanager
    async def started(grace_s: float) -> AsyncIterator[Served]:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", RUNNER, str(site.manifest), site.store_url, str(grace_s)),
            env={**os.environ, "PYTHONPATH": str(site.path)},
            stdout=asyncio.subprocess.PIPE,
        )
        try:
            assert process.stdout is not None
            line = await asyncio.wait_for(process.stdout.readline(), 20)
            yield Served(process, line.decode().strip())
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()

    return started


async def nobody_left(processes: list[psutil.Process]) -> None:
    gone, left = await asyncio.to_thread(psutil.wait_procs, processes, 10)
    assert not left
    assert len(gone) == len(processes)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_running_call_ends_and_new_ones_are_refused(
    start: Start, held: Any, number: int
) -> None:
    async with start(20) as served, Client(served.address) as client:
        call = asyncio.create_task(client.call("probe.hold", file=str(held.file), seconds=60))
        await held.started()
        children = served.descendants()
        assert children
        served.signal(number)
        await served.draining()
        with pytest.raises(errors.ShuttingDown) as caught:
            await client.tools.experts()
        assert caught.value.retry_after_s == 1.0
        held.release()
        assert (await call).value == 60
        assert await served.ended() == 0
        await nobody_left(children)


async def test_after_the_grace_running_calls_are_killed_and_told(start: Start, held: Any) -> None:
    async with start(0.2) as served, Client(served.address) as client:
        call = asyncio.create_task(client.call("probe.hold", file=str(held.file), seconds=60))
        await held.started()
        children = served.descendants()
        served.signal(signal.SIGTERM)
        with pytest.raises(errors.ShuttingDown, match="before the call had ended"):
            await call
        assert await served.ended() == 0
        await held.gone()
        await nobody_left(children)


async def test_a_second_signal_ends_the_grace(start: Start, held: Any) -> None:
    async with start(600) as served, Client(served.address) as client:
        call = asyncio.create_task(client.call("probe.hold", file=str(held.file), seconds=60))
        await held.started()
        children = served.descendants()
        served.signal(signal.SIGTERM)
        await served.draining()
        served.signal(signal.SIGTERM)
        with pytest.raises(errors.ShuttingDown):
            await call
        assert await served.ended() == 0
        await nobody_left(children)


async def test_a_killed_server_leaves_no_process(start: Start, held: Any) -> None:
    async with start(20) as served, Client(served.address) as client:
        call = asyncio.create_task(client.call("probe.hold", file=str(held.file), seconds=60))
        await held.started()
        children = served.descendants()
        served.signal(signal.SIGKILL)
        with pytest.raises(errors.Unavailable):
            await call
        assert await served.ended() == -signal.SIGKILL
        await nobody_left(children)
