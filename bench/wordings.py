"""How many problems, told as fifteen different people would, are read as the true ones.

Makes problems of the seven domains, small to large, tells each as each author does (with the
chances of a seed), reads the words without a model and compares with the truth: equal, asked
(one question), refused (not understood) or wrong (another problem); partly, where what was not
understood is named and the rest is equal to the truth or other. `--show` prints what failed.

    python bench/wordings.py [DOMAIN …] [--problems N] [--seed N] [--author NAME] [--show]
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from random import Random
from typing import Any

from authors import tellers

from mrkl_core.contracts.planning import Faithfulness, FormalizeStatus
from mrkl_core.planning.domains import Domains, NamedDomain
from mrkl_core.planning.formalize import formalize
from mrkl_core.planning.pddl.equivalence import equivalent
from mrkl_core.planning.pddl.parse import parse_problem

DOMAINS = ("barman", "blocksworld", "floortile", "grippers", "storage", "termes", "tyreworld")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("domains", nargs="*", default=DOMAINS)
    parser.add_argument("--problems", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--author")
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args()
    shipped = Domains()
    total: Counter[str] = Counter()
    for name in args.domains:
        teller, authors = tellers(name)
        for author, tell in authors.items():
            if args.author not in (None, author):
                continue
            counts: Counter[str] = Counter()
            slowest = 0.0
            for number in range(args.problems):
                chance = Random(f"{args.seed}-{name}-{author}-{number}")
                size = 1 + number * teller.LARGEST // max(1, args.problems)
                task = teller.task(size, chance)
                words = tell(task, chance)
                verdict, why, took = judge(task, words, shipped.get(name))
                counts[verdict] += 1
                slowest = max(slowest, took)
                if args.show and verdict != "equal":
                    print(f"--- {name} {author} {number}: {verdict}: {why}\n{words}\n")
            total += counts
            told = ", ".join(f"{count} {verdict}" for verdict, count in sorted(counts.items()))
            print(f"{name:12} {author:10} {told}; slowest {slowest * 1000:.0f} ms", flush=True)
    print(dict(total))
    return 0


def judge(task: Any, words: str, domain: NamedDomain) -> tuple[str, str, float]:
    """How the words were read, why not better, and the seconds it took."""
    started = time.perf_counter()
    found, _ = formalize(words, domain.language)
    took = time.perf_counter() - started
    lost = " | ".join(d.message for d in found.diagnostics)
    if found.status is FormalizeStatus.NEEDS_INPUT:
        return "asked", found.question, took
    if not found.problem:
        return "refused", lost, took
    same = equivalent(domain.language.domain, parse_problem(found.problem), task.truth().problem())
    if found.status is FormalizeStatus.NOT_UNDERSTOOD:  # UNSURE: of a part of the words
        return ("partly, equal" if same.same else "partly, other"), lost, took
    if same.same:
        return "equal", "", took
    proved = "PROVED " if found.faithfulness is Faithfulness.PROVED else ""
    return "wrong", f"{proved}{same.differences[:4]}", took


if __name__ == "__main__":
    sys.exit(main())
