"""How many of PlanBench's plans are judged right, and unsolvable problems proved so.

    python bench/plan_verification.py [../shared/bench/planbench]

A plan is right where the verdict, the failing step and the unmet conditions are those of the
data set. The words of the problem are read by mrkl's own grammar; those of the plan and of the
verdict, which are always the same four sentences, here.
"""

from __future__ import annotations

import json
import re
import sys
import time
from pathlib import Path

from mrkl_core.planning import jobs
from mrkl_core.planning.domains import Domains
from mrkl_core.planning.formalize import formalize

DATA = Path(__file__).resolve().parents[2] / "shared" / "bench" / "planbench"

ACTIONS = (
    (r"unstack the (\w+) block from on top of the (\w+) block", "unstack"),
    (r"stack the (\w+) block on top of the (\w+) block", "stack"),
    (r"pick up the (\w+) block", "pickup"),
    (r"put down the (\w+) block", "putdown"),
)
FACTS = (
    (r"(\w+) block is on top of the (\w+) block", "on"),
    (r"(\w+) block is on the table", "on-table"),
    (r"(\w+) block is clear", "clear"),
    (r"holding (?:the )?(\w+) block", "holding"),
    (r"hand is empty", "arm-empty"),
)


def read(patterns: tuple[tuple[str, str], ...], words: str) -> set[str]:
    """The facts or actions that some words say."""
    found = set()
    for pattern, name in patterns:
        for match in re.finditer(pattern, words):
            found.add(" ".join((name, *(f"{color}_block" for color in match.groups()))))
        words = re.sub(pattern, "", words)
    return {f"({one})" for one in found}


def plan_of(words: str) -> str:
    """The plan as PDDL."""
    lines = words.split("[PLAN]")[1].split("[PLAN END]")[0].strip().splitlines()
    return "\n".join(step for line in lines for step in read(ACTIONS, line))


def verified(record: dict[str, str], domains: Domains) -> bool:
    """Whether our verdict on a record's plan is the true one."""
    words, truth = record["nl_statement_and_plan"], record["ground_truth_plan"]
    blocksworld = domains.get("blocksworld")
    problem, _ = formalize(words.split("My plan is as follows")[0], blocksworld.language)
    if not problem.problem:
        return False
    found = jobs.validate(blocksworld.pddl, problem.problem, plan_of(words))
    if "invalid" not in truth:
        return found.valid
    step = re.search(r"at step (\d+)", truth)
    unmet = read(FACTS, truth.split(":\n")[-1])
    failed = None if found.failed_step is None else found.failed_step + 1
    return (
        not found.valid and failed == (int(step[1]) if step else None) and unmet == {*found.unmet}
    )


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA
    if not folder.is_dir():
        print(f"skipped: {folder} is not here")
        return 0
    domains = Domains()
    plans = json.loads((folder / "plan_verification.json").read_text(encoding="utf-8"))
    right = sum(verified(record, domains) for record in plans)
    print(f"plans judged right (verdict, step, unmet conditions): {right}/{len(plans)}")
    domain = (folder / "blocksworld" / "domain.pddl").read_text(encoding="utf-8")
    unsolvable = json.loads((folder / "unsolvable_blocksworld.json").read_text(encoding="utf-8"))
    began = time.perf_counter()
    proved = sum(
        jobs.solve(domain, record["problem_pddl"]).status == "UNSOLVABLE" for record in unsolvable
    )
    each = (time.perf_counter() - began) / len(unsolvable)
    print(f"unsolvable problems proved so: {proved}/{len(unsolvable)}, {each * 1000:.0f} ms each")
    return 0


if __name__ == "__main__":
    sys.exit(main())
