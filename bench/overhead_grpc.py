"""What a warm server costs over its bare parts, measured side by side in one run.

    python bench/overhead_grpc.py [--calls 2000] [--concurrency 1]

A is `ToolService.CallTool` on a trivial tool of a plugin made for this, with its result
cached (the tool is pure), with its result computed anew in a worker process each time, and
without any tool behind it (the whole gRPC surface over a service that returns at once). B is a
bare grpc.aio server whose handler returns the bytes it got. Client and server share one
process and one loop. The calls are interleaved in rounds, so that what else the machine does
hits all of them alike.

Then `PlanService.SolveProblem` with Kairos asked for, its plan validated, its run in the
database, against calling Kairos in place on the same texts.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import grpc
import kairos

from mrkl_core._gen.mrkl.v1 import tool_service_pb2 as wire
from mrkl_core._gen.mrkl.v1 import tool_service_pb2_grpc as stubs
from mrkl_core.client import Client
from mrkl_core.contracts.answers import CallOutcome
from mrkl_core.contracts.planning import SolveOptions
from mrkl_core.resources import data_path
from mrkl_core.service.runtime import Runtime
from mrkl_core.surfaces.grpc.server import Server

PLUGIN = """
from mrkl_core import Effect, Expert, Tool, hookimpl

NUMBER = {"type": "number"}
ARGUMENTS = {"type": "object", "properties": {"n": NUMBER}, "required": ["n"]}

def echo(n):
    return n

@hookimpl
def mrkl_experts():
    yield Expert("bench", "Does nothing.", [
        Tool("pure", "Gives back its argument.", ARGUMENTS, NUMBER, echo),
        Tool("fresh", "Gives back its argument.", ARGUMENTS, NUMBER, echo, Effect.READS),
    ])
"""

Call = Callable[[], Awaitable[Any]]


class _AtOnce:
    """A tool service with nothing behind it: what is left is the surface."""

    async def call(self, name: str, arguments: Any, *, deadline: Any = None) -> CallOutcome:
        return CallOutcome(name, arguments, arguments["n"], "", (), None, "run", 0.0)

    def plugins(self) -> tuple[()]:
        return ()

    def experts(self) -> tuple[()]:
        return ()


async def bare_echo() -> tuple[grpc.aio.Server, str]:
    """A grpc.aio server that gives back the bytes it got."""

    async def echo(request: bytes, context: Any) -> bytes:
        return request

    server = grpc.aio.server()
    handlers = {"Echo": grpc.unary_unary_rpc_method_handler(echo)}
    server.add_generic_rpc_handlers([grpc.method_handlers_generic_handler("bare", handlers)])
    port = server.add_insecure_port("127.0.0.1:0")
    await server.start()
    return server, f"127.0.0.1:{port}"


async def timed(call: Call, calls: int, concurrency: int) -> list[float]:
    """Milliseconds of each call."""
    times: list[float] = []

    async def caller() -> None:
        for _ in range(calls // concurrency):
            start = time.perf_counter()
            await call()
            times.append((time.perf_counter() - start) * 1000)

    await asyncio.gather(*(caller() for _ in range(concurrency)))
    return times


async def measure(runtime: Runtime, calls: int, concurrency: int) -> dict[str, list[float]]:
    """Times by contender."""
    echo, echo_address = await bare_echo()
    nothing: Any = SimpleNamespace(tools=_AtOnce(), answers=None, plans=None)
    async with (
        Server(runtime, "127.0.0.1:0") as server,
        Server(nothing, "127.0.0.1:0") as surface,
        grpc.aio.insecure_channel(echo_address) as echo_channel,
        grpc.aio.insecure_channel(server.address) as channel,
        grpc.aio.insecure_channel(surface.address) as surface_channel,
    ):
        contenders = {
            "bare grpc.aio echo": _echo(echo_channel),
            "CallTool, surface alone": _call_tool(surface_channel, "bench.pure"),
            "CallTool, cached": _call_tool(channel, "bench.pure"),
            "CallTool, run in a worker": _call_tool(channel, "bench.fresh"),
        }
        times: dict[str, list[float]] = {name: [] for name in contenders}
        for call in contenders.values():
            await timed(call, 50, concurrency)  # warm up
        for _ in range(10):
            for name, call in contenders.items():
                times[name] += await timed(call, max(concurrency, calls // 10), concurrency)
    await echo.stop(None)
    return times


def _echo(channel: grpc.aio.Channel) -> Call:
    method: Any = channel.unary_unary("/bare/Echo")
    payload = _request("bench.pure").SerializeToString()
    return lambda: method(payload)


def _call_tool(channel: grpc.aio.Channel, name: str) -> Call:
    stub: Any = stubs.ToolServiceStub(channel)
    request = _request(name)
    return lambda: stub.CallTool(request)


def _request(name: str) -> wire.CallToolRequest:
    request = wire.CallToolRequest(name=name)
    request.arguments["n"] = 1
    return request


def show(times: dict[str, list[float]]) -> None:
    """A line per contender, with its ratio to the bare echo."""
    floor = statistics.median(next(iter(times.values())))
    print(f"{'':28}{'p50 ms':>9}{'p99 ms':>9}{'ratio of p50':>14}")
    for name, values in times.items():
        p50, p99 = statistics.median(values), statistics.quantiles(values, n=100)[98]
        print(f"{name:28}{p50:9.3f}{p99:9.3f}{p50 / floor:14.2f}")


PROBLEMS = (("blocksworld", "p03"), ("logistics", "p05"), ("grippers", "p02"))


def solve_bare(domain: str, problem: str) -> None:
    """What anybody would write who has the engine in Python."""
    task = kairos.parse_problem(problem, kairos.parse_domain(domain))
    planner: Any = kairos.Planner
    assert planner().solve(task, timeout=30, anytime=False, log_level="error").plan


async def solving(runtime: Runtime, calls: int) -> None:
    """A line per problem: a search through the server beside the same in place."""
    async with Server(runtime, "127.0.0.1:0") as server, Client(server.address) as client:
        for name, number in PROBLEMS:
            folder = data_path("pddl_domains") / name
            domain = (folder / "domain.pddl").read_text(encoding="utf-8")
            problem = (folder / f"{number}.pddl").read_text(encoding="utf-8")
            bare: list[float] = []
            served: list[float] = []
            for _ in range(calls + 3):
                start = time.perf_counter()
                solve_bare(domain, problem)
                middle = time.perf_counter()
                async for _item in client.plans.solve(
                    domain, problem, SolveOptions(engine="kairos")
                ):
                    pass
                served.append((time.perf_counter() - middle) * 1000)
                bare.append((middle - start) * 1000)
            one, other = statistics.median(served[3:]), statistics.median(bare[3:])
            title = f"SolveProblem, {name} {number}"
            print(f"{title:42}{other:8.1f}{one:8.1f}{one - other:+8.1f}{one / other:8.2f}")


async def main(calls: int, concurrency: int) -> None:
    """Sets up a plugin, a manifest and a store in a folder of their own, and measures."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        info = root / "site" / "mrkl_bench-1.dist-info"
        info.mkdir(parents=True)
        (root / "site" / "mrkl_bench.py").write_text(PLUGIN, encoding="utf-8")
        metadata = "Metadata-Version: 2.1\nName: mrkl-bench\nVersion: 1\n"
        (info / "METADATA").write_text(metadata, encoding="utf-8")
        (info / "entry_points.txt").write_text("[mrkl]\nbench = mrkl_bench\n", encoding="utf-8")
        (root / "tools_manifest.yaml").write_text("version: 1\n", encoding="utf-8")
        sys.path.insert(0, str(root / "site"))
        store = f"sqlite:///{root / 'runs.db'}"
        async with Runtime.open(root / "tools_manifest.yaml", store_url=store) as runtime:
            await runtime.warm()
            show(await measure(runtime, calls, concurrency))
            print(f"{'medians, ms':42}{'bare':>8}{'mrkl':>8}{'added':>8}{'ratio':>8}")
            await solving(runtime, max(10, calls // 50))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=2000)
    parser.add_argument("--concurrency", type=int, default=1)
    asyncio.run(main(**vars(parser.parse_args())))
