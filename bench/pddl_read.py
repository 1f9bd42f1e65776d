"""How fast PDDL is read, beside unified-planning's, Fast Downward's and Kairos' readers.

    python bench/pddl_read.py FOLDER [--largest N] [--up]

FOLDER holds competition domains (FOLDER/*/domain.pddl and problems). For each task a domain and
a problem are read from text: mrkl into its tree, and checked; the others into theirs, checks
included where they are one with reading. Readers are interleaved file by file, best of 3; the
figures are the median over all files, the slowest file, and the ratio to mrkl over the N
largest. With --up, unified-planning too, on those only: it takes half a minute for some.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from mrkl_core.planning.pddl.check import check_domain, check_problem
from mrkl_core.planning.pddl.parse import parse_domain, parse_problem

Reader = Callable[[str, str], object]


def mrkl(domain: str, problem: str) -> None:
    """Our reader and check."""
    read = parse_domain(domain)
    check_domain(read)
    check_problem(read, parse_problem(problem))


def kairos(domain: str, problem: str) -> None:
    """Kairos' reader, which checks."""
    import kairos as engine

    engine.parse_problem(problem, engine.parse_domain(domain))


def fast_downward(domain: str, problem: str) -> None:
    """The reader of Fast Downward's translator."""
    from fast_downward.translate import pddl_parser

    with TemporaryDirectory() as folder:
        files = Path(folder) / "domain.pddl", Path(folder) / "problem.pddl"
        for file, text in zip(files, (domain, problem), strict=True):
            file.write_text(text, encoding="latin-1")
        pddl_parser.open(domain_filename=str(files[0]), problem_filename=str(files[1]))


def unified_planning(domain: str, problem: str) -> None:
    """unified-planning's reader."""
    from unified_planning.io import PDDLReader
    from unified_planning.shortcuts import get_environment

    get_environment().credits_stream = None
    PDDLReader().parse_problem_string(domain, problem)


def seconds(reader: Reader, domain: str, problem: str, rounds: int) -> float | None:
    """The best of some rounds; None if it cannot read the task."""
    best = float("inf")
    for _ in range(rounds):
        began = time.perf_counter()
        try:
            reader(domain, problem)
        except (Exception, SystemExit):  # whatever a reader raises, it has not read it
            return None
        best = min(best, time.perf_counter() - began)
    return best


def tasks(folder: Path) -> list[tuple[Path, str, str]]:
    """Every problem with its domain."""
    found = []
    for problem in sorted(folder.glob("*/*.pddl")):
        names = ("domain.pddl", f"domain_{problem.name}", f"{problem.stem}-domain.pddl")
        domain = next((problem.parent / n for n in names if (problem.parent / n).exists()), None)
        if "domain" not in problem.name and domain is not None:
            texts = domain.read_text(encoding="utf-8"), problem.read_text(encoding="utf-8")
            found.append((problem, *texts))
    return found


def main() -> None:
    """Prints a table."""
    options = argparse.ArgumentParser()
    options.add_argument("folder", type=Path)
    options.add_argument("--largest", type=int, default=8)
    options.add_argument("--up", action="store_true")
    asked = options.parse_args()
    known = sorted(tasks(asked.folder), key=lambda task: -len(task[2]))
    largest = {task[0] for task in known[: asked.largest]}
    readers: dict[str, Reader] = {"mrkl": mrkl, "Kairos": kairos, "Fast Downward": fast_downward}
    if asked.up:
        readers["unified-planning"] = unified_planning
        unified_planning(
            "(define (domain d))", "(define (problem p) (:domain d) (:init) (:goal (and)))"
        )
    times: dict[str, dict[Path, float]] = {name: {} for name in readers}
    for path, domain, problem in known:
        for name, reader in readers.items():
            slow = name == "unified-planning"
            if not slow or path in largest:
                best = seconds(reader, domain, problem, 1 if slow else 3)
                if best is not None:
                    times[name][path] = best
    print(
        f"{len(known)} tasks, the {len(largest)} largest from {len(known[0][2]) // 1024} KiB down"
    )
    for name, found in times.items():
        both = [p for p in largest if p in found and p in times["mrkl"]]
        ratio = sum(found[p] for p in both) / sum(times["mrkl"][p] for p in both) if both else 0
        middle, slowest = statistics.median(found.values()) * 1000, max(found.values())
        print(
            f"{name:17} read {len(found):3}  median {middle:8.1f} ms  slowest {slowest:7.3f} s"
            f"  largest: {ratio:6.2f} x mrkl ({len(both)} files)"
        )


if __name__ == "__main__":
    main()
