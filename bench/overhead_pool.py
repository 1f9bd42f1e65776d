"""What a call in a killable child costs over a bare round trip to a forked one.

    python bench/overhead_pool.py [--calls 2000]

A is `Pool.run` on a function that does nothing: limits set and lifted, output captured, what
it left swept. B is the floor: JSON over a socketpair to a child in a loop, through the same
asyncio. Rounds are interleaved, so that what else the machine does hits both alike. Then the
first call of a fresh pool, by fork and by exec; and the first call after a worker died.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import socket
import statistics
import threading
import time
from collections.abc import Awaitable, Callable
from typing import Any

from mrkl_core.contracts.context import Limits
from mrkl_core.contracts.settings import Settings
from mrkl_core.errors import ToolCrashed
from mrkl_core.experts.pool import Pool

LIMITS = Limits()
FUNCTION = "mrkl_core.contracts.jsonvalue:to_json"


def bare_child() -> socket.socket:
    """A socket to a child that sends back the JSON it reads."""
    ours, theirs = socket.socketpair()
    if os.fork() == 0:
        ours.close()
        while data := theirs.recv(65536):
            theirs.sendall(json.dumps(json.loads(data)).encode())
        os._exit(0)
    theirs.close()
    ours.setblocking(False)
    return ours


async def timed(call: Callable[[int], Awaitable[Any]], count: int) -> float:
    """Seconds a call."""
    began = time.perf_counter()
    for i in range(count):
        await call(i)
    return (time.perf_counter() - began) / count


async def first_call() -> float:
    """Seconds that the first call of a fresh pool takes."""
    pool = Pool(Settings(), [])
    began = time.perf_counter()
    await pool.run("bench", FUNCTION, {"value": 0}, LIMITS)
    seconds = time.perf_counter() - began
    await pool.close()
    return seconds


async def main(calls: int) -> None:
    """Measures and prints."""
    sock = bare_child()
    loop = asyncio.get_running_loop()
    pool = Pool(Settings(), [])

    async def ours(i: int) -> None:
        await pool.run("bench", FUNCTION, {"value": i}, LIMITS)

    async def floor(i: int) -> None:
        await loop.sock_sendall(sock, json.dumps({"value": i}).encode())
        json.loads(await loop.sock_recv(sock, 65536))

    async def after_a_death(_: int) -> None:
        try:
            await pool.run("bench", "os:_exit", {"status": 1}, LIMITS)
        except ToolCrashed:
            began = time.perf_counter()
            await ours(0)
            replaced.append(time.perf_counter() - began)

    replaced: list[float] = []
    await ours(0)
    rounds = [(await timed(ours, calls // 10), await timed(floor, calls // 10)) for _ in range(10)]
    a, b = (statistics.median(column) for column in zip(*rounds, strict=True))
    print(f"call in the pool     {a * 1e6:7.0f} µs")
    print(f"bare round trip      {b * 1e6:7.0f} µs   ratio {a / b:.1f}")
    await timed(after_a_death, 20)
    print(f"after a death        {statistics.median(replaced) * 1e6:7.0f} µs")
    await pool.close()
    sock.close()
    forked = [await first_call() for _ in range(5)]
    print(f"first call by fork   {statistics.median(forked) * 1e3:7.1f} ms")
    threading.Thread(target=threading.Event().wait, daemon=True).start()  # forbids the fork
    executed = [await first_call() for _ in range(5)]
    print(f"first call by exec   {statistics.median(executed) * 1e3:7.1f} ms")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--calls", type=int, default=2000)
    asyncio.run(main(parser.parse_args().calls))
