"""How the graph of neighbours does against comparing every note: recall, time, time to build.

Vectors as sentences have them: clusters of unit vectors, asked for by a neighbour of one of them.

    python bench/memory.py [COUNT...]
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from typing import Any

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # as in a worker

import numpy as np

from mrkl_memory.nearest import STEP, Exact, Graph

QUERIES, LIMIT, SIZE = 50, 10, 512


def unit(rows: Any) -> Any:
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def vectors(count: int) -> tuple[Any, Any]:
    random = np.random.default_rng(0)
    centres = random.normal(size=(200, SIZE))
    rows = unit(centres[random.integers(0, 200, count)] + 0.8 * random.normal(size=(count, SIZE)))
    near = rows[random.integers(0, count, QUERIES)]
    return rows, unit(near + 0.02 * random.normal(size=near.shape))


def main() -> None:
    counts = [int(argument) for argument in sys.argv[1:]] or [1_000, 10_000, 50_000]
    print(f"{'notes':>7} {'exact ms':>9} {'graph ms':>9} {'recall at 10':>13} {'build s':>8}")
    for count in counts:
        rows, asked = vectors(count)
        exact, graph = Exact(rows), Graph(rows)
        start = time.perf_counter()
        for _ in range(-(-count // STEP)):  # it takes in a step at each search
            graph.search(asked[0], LIMIT)
        built = time.perf_counter() - start
        times: tuple[list[float], list[float]] = ([], [])
        shared = 0
        for vector in asked:
            start = time.perf_counter()
            one = exact.search(vector, LIMIT)
            middle = time.perf_counter()
            other = graph.search(vector, LIMIT)
            times[0].append(middle - start)
            times[1].append(time.perf_counter() - middle)
            shared += len({n for n, _ in one} & {n for n, _ in other})
        ours = [f"{statistics.median(t) * 1000:9.2f}" for t in times]
        print(f"{count:7} {' '.join(ours)} {shared / LIMIT / QUERIES:13.3f} {built:8.1f}")


if __name__ == "__main__":
    main()
