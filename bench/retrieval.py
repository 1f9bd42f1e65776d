"""How fast ten thousand tools are searched: python bench/retrieval.py [TOOLS]

Prints how long the index takes to build, what it holds, the 50th and 99th percentile of a search
on a warm index, and the ratio of that to encoding the request alone, which is the floor.
"""

from __future__ import annotations

import itertools
import resource
import sys
import time

from mrkl_core.contracts.catalogue import ToolCard
from mrkl_core.evaluation.cards import card
from mrkl_core.models.encoder import SentenceEncoder
from mrkl_core.routing.retrieve import ToolIndexes

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


def percentile(times: list[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(share * len(times)))]


def main() -> None:
    tools = catalogue(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
    encoder = SentenceEncoder()
    encoder.encode(["warm up"])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    index = ToolIndexes((), encoder).over(
        tools, lambda done, of: print(f"\r{done}/{of} texts", end="", file=sys.stderr)
    )
    built = time.perf_counter() - start
    held = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"\n{len(tools)} tools: index built in {built:.1f} s, {held:.0f} MB more at the peak")
    searched, encoded = [], []
    for number in range(REQUESTS):
        words = f"please {VERBS[number % 10]} some {NOUNS[number % 19]} near Bergen, no {number}"
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


if __name__ == "__main__":
    main()
