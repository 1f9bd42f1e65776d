"""Coverage, agile and quality scores on competition problems: mrkl against single engines.

    python bench/ipc.py ../shared/bench/ipc [--timeout 60] [--memory 2048] [--every 1]
        [--only PART] [--contenders mrkl,kairos] [--record FILE]
    python bench/ipc.py --from FILE

Each contender solves each problem in a process of its own, one after the other on an otherwise
idle machine, inside one limit of time and of memory:

- mrkl: `mrkl pddl solve` with its defaults
- fast-downward: the bare driver, `--alias lama-first`
- kairos: its first plan, in a bare Python process; kairos-anytime: its default, until it ends
- unified-planning: its OneshotPlanner, as it chooses

With `--record` each result is appended to a file as it comes, and what is in there already, under
the same limits, is not run again: a run that was cut goes on. `--from` prints the table of a file.

Scores as the competition has them: agile is 1 up to a second and 1 - log t / log T after it;
quality is C* / C, where C* is the cheapest that anyone here found. Plans are checked by mrkl's
validator; an invalid one, or UNSOLVABLE where another has a plan, is told at the end.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import math
import os
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from mrkl_core.planning.jobs import validate

_STEP = re.compile(r"\s*(?:\d+(?:\.\d+)?\s*:\s*)?\(")
KAIROS = """
import sys, kairos
problem = kairos.load_problem(sys.argv[2], kairos.load_domain(sys.argv[1]))
result = kairos.Planner().solve(problem, timeout=float(sys.argv[3]), log_level="error",
    memory_limit_mb=int(sys.argv[4]), anytime=sys.argv[5] == "anytime")
print(result.plan or ";" + result.status.name)
"""
UNIFIED = """
import sys
from unified_planning.environment import get_environment
from unified_planning.io import PDDLReader, PDDLWriter
environment = get_environment()
environment.credits_stream = None
problem = PDDLReader(environment).parse_problem(sys.argv[1], sys.argv[2])
with environment.factory.OneshotPlanner(problem_kind=problem.kind) as planner:
    result = planner.solve(problem, timeout=float(sys.argv[3]))
print(PDDLWriter(problem).get_plan(result.plan) if result.plan else ";" + result.status.name)
"""


def contenders(timeout: float, memory: int) -> dict[str, list[str]]:
    """Each contender's command, to which domain and problem are added where `{}` stands."""
    python = sys.executable
    solve = [python, "-m", "mrkl_core", "pddl", "solve", "{d}", "{p}"]
    told = ["{d}", "{p}", str(timeout), str(memory)]
    found = {
        "mrkl": [*solve, "--timeout", str(timeout - 0.5), "--memory", str(memory)],
        "kairos": [python, "-c", KAIROS, *told, "first"],
        "kairos-anytime": [python, "-c", KAIROS, *told, "anytime"],
        "unified-planning": [python, "-c", UNIFIED, *told],
    }
    spec = find_spec("up_fast_downward")
    if spec is not None and spec.origin is not None:
        driver = Path(spec.origin).parent / "downward" / "fast-downward.py"
        limits = ["--overall-memory-limit", f"{memory}M", "--plan-file", "{o}"]
        found["fast-downward"] = [
            python,
            str(driver),
            *limits,
            "--alias",
            "lama-first",
            "{d}",
            "{p}",
        ]
    return found


def problems(folder: Path) -> Iterator[tuple[Path, Path]]:
    """Each problem with its domain."""
    for domain in sorted(folder.resolve().glob("*/domain.pddl")):
        for problem in sorted(domain.parent.glob("*.pddl")):
            if problem != domain:
                yield domain, problem


def attempt(command: list[str], texts: tuple[Path, Path], timeout: float) -> tuple[float, str]:
    """The seconds it took, and what it printed (or left as a plan)."""
    with tempfile.TemporaryDirectory() as scratch:
        plan = Path(scratch, "plan")
        places = {"{d}": str(texts[0]), "{p}": str(texts[1]), "{o}": str(plan)}
        start = time.perf_counter()
        process = subprocess.Popen(
            [places.get(part, part) for part in command],
            cwd=scratch,
            env={**os.environ, "MRKL_STORE": f"{scratch}/runs.db"},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )
        try:
            printed, _ = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            printed = ""
        finally:
            took = time.perf_counter() - start
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        return took, plan.read_text(encoding="utf-8") if plan.is_file() else printed


def judge(texts: tuple[Path, Path], took: float, printed: str) -> dict[str, Any]:
    """Whether it is a plan, and what it costs."""
    lines = [line for line in printed.splitlines() if _STEP.match(line)]
    found: dict[str, Any] = {"seconds": round(took, 3), "cost": None, "solved": False}
    found["unsolvable"] = "UNSOLVABLE" in printed
    if not lines and ("cost = 0" not in printed):
        return found
    domain, problem = (path.read_text(encoding="utf-8", errors="replace") for path in texts)
    checked = validate(domain, problem, "\n".join(lines))
    return {**found, "solved": checked.valid, "invalid": not checked.valid, "cost": checked.cost}


class Record:
    """Results by problem and contender, in a file too if there is one.

    A line is `[[timeout, memory], problem, contender, result]`.
    """

    def __init__(self, path: Path | None, limits: tuple[float, int] | None) -> None:
        self.table: dict[str, dict[str, Any]] = defaultdict(dict)
        self.limits = limits
        self._path = path
        if path is not None and path.is_file():
            for line in path.read_text(encoding="utf-8").splitlines():
                under, problem, contender, result = json.loads(line)
                self.limits = self.limits or (under[0], under[1])
                if tuple(under) == self.limits:
                    self.table[problem][contender] = result

    def add(self, problem: str, contender: str, result: dict[str, Any]) -> None:
        """Keeps a result."""
        self.table[problem][contender] = result
        if self._path is not None:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps([self.limits, problem, contender, result]) + "\n")


def main() -> None:
    """Runs what is asked for, and prints the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--timeout", type=float, default=60.0)
    parser.add_argument("--memory", type=int, default=2048)
    parser.add_argument("--every", type=int, default=1, help="take each n-th problem only")
    parser.add_argument("--only", default="", help="take problems with this in their name only")
    parser.add_argument("--contenders", default="", help="their names, by commas")
    parser.add_argument("--record", type=Path, help="keep each result here, a JSON line each")
    parser.add_argument("--from", dest="told", type=Path, help="only print what is recorded there")
    asked = parser.parse_args()
    if asked.told is not None:
        tell(Record(asked.told, None))
    elif asked.folder is None:
        parser.error("give a folder of problems, or --from")
    else:
        record = Record(asked.record, (asked.timeout, asked.memory))
        run(asked, record)
        tell(record)


def run(asked: argparse.Namespace, record: Record) -> None:
    """Runs every contender on every problem, but what is known."""
    limit = (asked.memory + 1024) * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    commands = contenders(asked.timeout, asked.memory)
    names = asked.contenders.split(",") if asked.contenders else list(commands)
    for texts in list(problems(asked.folder))[:: asked.every]:
        key = f"{texts[0].parent.name}/{texts[1].stem}"
        for name in names:
            if asked.only in key and name not in record.table[key]:
                took, printed = attempt(commands[name], texts, asked.timeout)
                record.add(key, name, judge(texts, took, printed))


def tell(record: Record) -> None:
    """The scores of each, and what nobody may do."""
    timeout = record.limits[0] if record.limits else 0.0
    table = {problem: row for problem, row in record.table.items() if row}
    scores = {name: [0, 0.0, 0.0] for row in table.values() for name in row}
    for key, row in table.items():
        best = min((r["cost"] for r in row.values() if r["solved"]), default=None)
        for name, got in row.items():
            if got["unsolvable"] and best is not None:
                print(f"WRONG: {name} calls {key} unsolvable")
            if got.get("invalid"):
                print(f"INVALID: {name} on {key}")
            if got["solved"] and best is not None:
                seconds = got["seconds"]
                score = scores[name]
                score[0] += 1
                score[1] += (
                    1 if seconds <= 1 else max(0.0, 1 - math.log(seconds) / math.log(timeout))
                )
                score[2] += best / got["cost"] if got["cost"] else 1.0
    print(f"{len(table):4} problems{'':17}   run solved   agile quality     sum")
    for name, (solved, agile, quality) in scores.items():
        ran = sum(name in row for row in table.values())
        print(f"{name:30}{ran:6} {solved:6} {agile:7.1f} {quality:7.1f} {agile + quality:7.1f}")


if __name__ == "__main__":
    main()
