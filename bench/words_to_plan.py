"""What words to a validated plan take on a warm server, beside the planner alone.

For every domain that comes with mrkl: `PlanService.PlanTask` with the words of its worked examples
and no model, its plan validated and told, its run in the database; and Kairos called in place on
the problem that those words state. The calls are interleaved, so that what else the machine does
hits both alike. `read` and `tell` are the parts of the answer's own timings.

    chrt -f 10 python bench/words_to_plan.py [--rounds 3] [DOMAIN…]
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.overhead_grpc import solve_bare
from mrkl_core.client import Client
from mrkl_core.contracts.planning import PlanAnswer, SolveOptions
from mrkl_core.planning.domains import Domains, NamedDomain
from mrkl_core.service.runtime import Runtime
from mrkl_core.surfaces.grpc.server import Server

KAIROS = SolveOptions(engine="kairos")


async def measure(client: Client, domain: NamedDomain, rounds: int) -> list[float]:
    """A line for a domain; gives the milliseconds added to each example's plan."""
    added, whole, alone, read, told = [], [], [], [], []
    for words, _ in domain.examples:
        answers: list[PlanAnswer] = []
        served: list[float] = []
        bare: list[float] = []
        for _ in range(rounds + 1):
            start = time.perf_counter()
            answers.append(await client.plans.plan(words, domain.name, KAIROS))
            middle = time.perf_counter()
            solve_bare(domain.pddl, answers[-1].problem)
            served.append((middle - start) * 1000)
            bare.append((time.perf_counter() - middle) * 1000)
        assert answers[-1].validated, (domain.name, answers[-1].status)
        one, other = statistics.median(served[1:]), statistics.median(bare[1:])
        added.append(one - other)
        whole.append(one)
        alone.append(other)
        timings = [answer.timings for answer in answers[1:]]
        read.append(statistics.median(t["formalize"] for t in timings) * 1000)
        told.append(statistics.median(t["narrate"] for t in timings) * 1000)
    parts = (alone, whole, added, read, told)
    figures = "".join(f"{statistics.median(part):9.1f}" for part in parts)
    print(f"{domain.name:14}{len(added):6}{figures}{max(added):9.1f}", flush=True)
    return added


async def main(rounds: int, chosen: Sequence[str]) -> None:
    """Opens a server on a manifest and a store of its own, and measures."""
    domains = Domains([])
    with tempfile.TemporaryDirectory() as folder:
        manifest = Path(folder) / "tools_manifest.yaml"
        manifest.write_text("version: 1\n", encoding="utf-8")
        store = f"sqlite:///{Path(folder) / 'runs.db'}"
        async with Runtime.open(manifest, store_url=store) as runtime:
            await runtime.warm()
            async with Server(runtime, "127.0.0.1:0") as server, Client(server.address) as client:
                heads = ("planner", "words", "added", "read", "tell", "most")
                print(f"{'medians, ms':14}{'words':>6}" + "".join(f"{h:>9}" for h in heads))
                added: list[float] = []
                for name in chosen or domains.names():
                    added += await measure(client, domains.get(name), rounds)
    print(f"added: p50 {statistics.median(added):.1f} ms, most {max(added):.1f} ms")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("chosen", nargs="*", metavar="DOMAIN")
    asyncio.run(main(**vars(parser.parse_args())))
