"""What the command line costs over its bare parts, measured side by side in one run.

    python bench/overhead_cli.py [--rounds 7] [--task DOMAIN.pddl PROBLEM.pddl]

- `mrkl pddl solve --engine E` on shipped problems, its plan validated, against the bare engine on
  the same files: a Python process that calls Kairos; the Fast Downward driver. With `--task`
  only that, on those files.
- `mrkl ask` against a process that calls the calculator's function, and the same through a warm
  runtime against calling the function in place.

Whole processes are timed from start to end, interleaved in rounds; the medians are compared.
On a busy machine `chrt -f 10 python bench/overhead_cli.py` (as root) keeps others off the cores.
"""

from __future__ import annotations

import argparse
import asyncio
import importlib.util
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from mrkl_core.resources import data_path

KAIROS = """
import sys, kairos
domain = kairos.load_domain(sys.argv[1])
problem = kairos.load_problem(sys.argv[2], domain)
print(kairos.Planner().solve(problem, timeout=30, anytime=False).plan)
"""
CALCULATOR = """
from mrkl_calculator.evaluate import evaluate
print(evaluate("17% of 340").text)
"""
PROBLEMS = (("blocksworld", "p03"), ("logistics", "p05"), ("grippers", "p02"))


def timed(command: list[str], environment: dict[str, str], folder: str) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=environment, cwd=folder)
    return time.perf_counter() - start


def compare(title: str, ours: list[str], bare: list[str], rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "MRKL_STORE": f"{folder}/runs.db"}
        pairs = [
            (timed(ours, environment, folder), timed(bare, environment, folder))
            for _ in range(rounds + 1)
        ][1:]  # the first round warms the disk
    one, other = (statistics.median(side) * 1000 for side in zip(*pairs, strict=True))
    print(f"{title:42} {other:8.0f} {one:8.0f} {one - other:+8.0f} {one / other:7.2f}")


def shipped() -> Iterator[list[Path]]:
    """Domain and problem of three shipped problems."""
    for domain, problem in PROBLEMS:
        folder = data_path("pddl_domains") / domain
        yield [folder / "domain.pddl", folder / f"{problem}.pddl"]


def solving(tasks: Iterable[list[Path]], rounds: int) -> None:
    mrkl = [sys.executable, "-m", "mrkl_core", "pddl", "solve"]
    spec = importlib.util.find_spec("up_fast_downward")
    for task in tasks:
        files = [str(path.resolve()) for path in task]
        title = f"pddl solve {task[1].parent.name} {task[1].stem}"
        compare(
            f"{title}, kairos",
            [*mrkl, *files, "--engine", "kairos"],
            [sys.executable, "-c", KAIROS, *files],
            rounds,
        )
        if spec is not None and spec.origin is not None:
            driver = str(Path(spec.origin).parent / "downward" / "fast-downward.py")
            compare(
                f"{title}, fast-downward",
                [*mrkl, *files, "--engine", "fast-downward"],
                [sys.executable, driver, "--alias", "lama-first", *files],
                rounds,
            )


def asking(rounds: int) -> None:
    compare(
        "ask, against the function in a process",
        [sys.executable, "-m", "mrkl_core", "ask", "17% of 340"],
        [sys.executable, "-c", CALCULATOR],
        rounds,
    )


async def warm() -> None:
    from mrkl_calculator.evaluate import evaluate
    from mrkl_core import Runtime

    def spent(work: Callable[[], object]) -> float:
        start = time.perf_counter()
        work()
        return time.perf_counter() - start

    with tempfile.TemporaryDirectory() as folder:
        async with Runtime.open(store_url=f"sqlite:///{folder}/runs.db") as runtime:
            await runtime.warm()
            ours: list[float] = []
            bare: list[float] = []
            for number in range(300):
                expression = f"{number}% of 340"
                start = time.perf_counter()
                await runtime.answers.answer(expression)
                ours.append(time.perf_counter() - start)
                bare.append(spent(lambda text=expression: evaluate(text)))  # type: ignore[misc]
    one, other = (statistics.median(side[50:]) * 1000 for side in (ours, bare))
    title = "ask, warm runtime, against the function"
    print(f"{title:42} {other:8.2f} {one:8.2f} {one - other:+8.2f} {one / other:7.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--task", type=Path, nargs=2, metavar="FILE")
    asked = parser.parse_args()
    print(f"{'medians, ms':42} {'bare':>8} {'mrkl':>8} {'added':>8} {'ratio':>7}")
    solving([asked.task] if asked.task else shipped(), asked.rounds)
    if not asked.task:
        asking(asked.rounds)
        asyncio.run(warm())


if __name__ == "__main__":
    main()
