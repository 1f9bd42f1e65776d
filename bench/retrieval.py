"""How fast ten thousand tools are searched: python bench/retrieval.py [TOOLS] [--grpc]

Prints how long the index takes to build, what it holds, what a tool more or less costs, the 50th
and 99th percentile of a search on a warm index, and its ratio to encoding the request alone, which
is the floor. With --grpc the tools are those of a plugin, and a search is SearchTools through
a channel to a warm server in the same process; the floor, measured between its calls, is the same.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import resource
import sys
import tempfile
import time
from pathlib import Path

from mrkl_core.client import Client
from mrkl_core.contracts.catalogue import ToolCard
from mrkl_core.evaluation.cards import card
from mrkl_core.models.encoder import SentenceEncoder
from mrkl_core.routing.retrieve import ToolIndex, ToolIndexes
from mrkl_core.service.runtime import Runtime
from mrkl_core.surfaces.grpc.server import Server

VERBS = "find list create delete update convert compare predict summarize translate".split()
NOUNS = """hotels flights recipes invoices meetings songs museums patients parcels loans currencies
documents plants planets matches movies courses contracts images sensors""".split()
PLACES = """for a city|by date|in a country|with filters|for a user|under a budget|near a place
by name|for a team|in a range""".replace("\n", "|").split("|")
REQUESTS = 300


def catalogue(count: int) -> tuple[ToolCard, ...]:
    found = []
    endless = itertools.cycle(itertools.product(VERBS, NOUNS, PLACES))
    for number, (verb, noun, place) in zip(range(count), endless, strict=False):
        schema = {"type": "object", "properties": {noun: {"type": "string"}}}
        text = f"{verb.capitalize()} {noun} {place}, as service number {number}."
        found.append(card(f"{verb}_{noun}_{number}", text, schema))
    return tuple(found)


PLUGIN = """
import json
from pathlib import Path
from mrkl_core import Expert, Tool, hookimpl

def nothing(**arguments):
    return ""

@hookimpl
def mrkl_experts():
    tools = json.loads(Path(__file__).with_name("tools.json").read_text("utf-8"))
    made = [Tool(name, text, schema, {"type": "string"}, nothing) for name, text, schema in tools]
    yield Expert("many", "Does many things.", made)
"""


def percentile(times: list[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(share * len(times)))]


def request(number: int) -> str:
    return f"please {VERBS[number % 10]} some {NOUNS[number % 19]} near Bergen, no {number}"


def at_the_index(tools: tuple[ToolCard, ...]) -> None:
    encoder = SentenceEncoder()
    encoder.encode(["warm up"])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    indexes = ToolIndexes((), encoder)
    index = indexes.over(
        tools, lambda done, of: print(f"\r{done}/{of} texts", end="", file=sys.stderr)
    )
    built = time.perf_counter() - start
    held = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"\n{len(tools)} tools: index built in {built:.1f} s, {held:.0f} MB more at the peak")
    update(tools, indexes)
    searched, encoded = [], []
    for number in range(REQUESTS):
        words = request(number)
        start = time.perf_counter()
        encoder.encode([words + "?"])
        middle = time.perf_counter()
        index.search(words)
        encoded.append(middle - start)
        searched.append(time.perf_counter() - middle)
    p50, p99 = percentile(searched, 0.5), percentile(searched, 0.99)
    floor = percentile(encoded, 0.5)
    print(
        f"search: p50 {1e3 * p50:.1f} ms, p99 {1e3 * p99:.1f} ms; encoding alone {1e3 * floor:.1f}"
    )
    print(f"ratio of a search to encoding its words: {p50 / floor:.1f}")


def update(tools: tuple[ToolCard, ...], indexes: ToolIndexes) -> None:
    """What one tool more or less costs, beside a new index over vectors that are kept."""
    more = (*tools, *catalogue(len(tools) + 1)[-1:])
    times = []
    for changed in (more, tools[1:], (*tools[1:], more[-1])):
        start = time.perf_counter()
        indexes.over(changed)
        times.append(time.perf_counter() - start)
    start = time.perf_counter()
    ToolIndex(more, (), indexes.vectors)
    anew = time.perf_counter() - start
    told = ", ".join(f"{1e3 * taken:.0f} ms" for taken in times)
    print(f"one tool more, one less, one for another: {told}; anew, nothing encoded: {anew:.2f} s")


async def through_grpc(tools: tuple[ToolCard, ...]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        info = root / "site" / "mrkl_many-1.dist-info"
        info.mkdir(parents=True)
        (root / "site" / "mrkl_many.py").write_text(PLUGIN, "utf-8")
        told = [(tool.name, tool.description, tool.arguments) for tool in tools]
        (root / "site" / "tools.json").write_text(json.dumps(told), "utf-8")
        metadata = "Metadata-Version: 2.1\nName: mrkl-many\nVersion: 1\n"
        (info / "METADATA").write_text(metadata, "utf-8")
        (info / "entry_points.txt").write_text("[mrkl]\nmany = mrkl_many\n", "utf-8")
        (root / "tools_manifest.yaml").write_text("version: 1\n", "utf-8")
        sys.path.insert(0, str(root / "site"))
        store = f"sqlite:///{root / 'runs.db'}"
        async with Runtime.open(root / "tools_manifest.yaml", store_url=store) as runtime:
            start = time.perf_counter()
            await runtime.warm()
            print(f"warm after {time.perf_counter() - start:.1f} s")
            async with Server(runtime, "127.0.0.1:0") as server, Client(server.address) as client:
                times, encoded, encoder = [], [], SentenceEncoder()
                encoder.encode(["warm up"])
                for number in range(REQUESTS):
                    start = time.perf_counter()
                    encoder.encode([request(number) + "?"])
                    middle = time.perf_counter()
                    found = await client.tools.search(request(number), 5)
                    encoded.append(middle - start)
                    times.append(time.perf_counter() - middle)
                    assert found
                p50, p99 = percentile(times, 0.5), percentile(times, 0.99)
                floor, floor99 = percentile(encoded, 0.5), percentile(encoded, 0.99)
                print(
                    f"SearchTools: p50 {1e3 * p50:.1f} ms, p99 {1e3 * p99:.1f} ms; encoding alone "
                    f"{1e3 * floor:.1f} and {1e3 * floor99:.1f}; ratio at p50 {p50 / floor:.1f}"
                )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tools", type=int, nargs="?", default=10_000)
    parser.add_argument("--grpc", action="store_true")
    options = parser.parse_args()
    if options.grpc:
        asyncio.run(through_grpc(catalogue(options.tools)))
    else:
        at_the_index(catalogue(options.tools))
