"""Whether mrkl's validator agrees with others on plans that are right and wrong.

    python bench/second_opinion.py FOLDER… [--plans 20] [--seed 1] [--largest 4000] [--timeout 10]

Each folder holds a domain.pddl and problems. Sequential plans are judged by unified-planning, too:
a plan is a random walk, the goal some of what it reaches; it is also cut short, and has steps
swapped, doubled and changed. Problem files of more characters than `--largest` are passed over, as
unified-planning takes minutes to read them. Plans in time are judged by Kairos' validator, too:
Kairos solves a problem within `--timeout`, and steps are dropped, shifted, shortened, swapped and
put to another's start or end. Prints how many plans both call valid or invalid, and each
disagreement. Exits with 1 if they disagree.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pyparsing import ParseBaseException
from unified_planning.engines import SequentialPlanValidator
from unified_planning.exceptions import UPException
from unified_planning.io import PDDLReader
from unified_planning.shortcuts import get_environment

from mrkl_core.contracts.planning import Plan, Step
from mrkl_core.errors import MrklError
from mrkl_core.planning import jobs
from mrkl_core.planning.durative import Unjudged
from mrkl_core.planning.execute import Execution
from mrkl_core.planning.kairos_validator import validate_with_kairos
from mrkl_core.planning.pddl.features import BEYOND_SEQUENTIAL, features
from mrkl_core.planning.pddl.parse import parse_domain, parse_problem
from mrkl_core.planning.pddl.print import print_domain, print_problem
from mrkl_core.planning.pddl.tree import And, Atom, Domain, Formula, Not, Problem
from mrkl_core.planning.plan_text import print_plan, read_plan
from mrkl_core.planning.reasoning.successors import applicable
from mrkl_core.planning.validate import validate_steps
from mrkl_core.planning.validate_in_time import validate_in_time

#: How unified-planning says that it cannot read a problem, or judge plans for it.
UNREAD = (UPException, ParseBaseException, AssertionError, KeyError, ValueError)

#: Seconds that one random walk may take.
WALK_S = 5.0


def walk(domain: Domain, problem: Problem, rng: random.Random) -> tuple[list[Step], Problem]:
    """A random plan, and the problem with a goal that it reaches."""
    execution = Execution(domain, problem)
    before = execution.facts()
    steps: list[Step] = []
    until = time.monotonic() + WALK_S
    for _ in range(rng.randint(1, 12)):
        able = applicable(execution)
        if not able or time.monotonic() > until:
            break
        steps.append(rng.choice(able))
        execution.take(steps[-1])
    after = execution.facts()
    holding = rng.sample(sorted(after - before), min(3, len(after - before)))
    gone = rng.sample(sorted(before - after), min(1, len(before - after)))
    goal: list[Formula] = [Atom(name, tuple(terms)) for name, *terms in holding]
    goal.extend(Not(Atom(name, tuple(terms))) for name, *terms in gone)
    return steps, replace(problem, goal=And(tuple(goal)), metric=None)


def variants(steps: list[Step], problem: Problem, rng: random.Random) -> Iterator[list[Step]]:
    """The plan itself, and what becomes of it by accident."""
    yield steps
    if not steps:
        return
    at = rng.randrange(len(steps))
    yield steps[:at]
    yield steps[:at] + steps[at + 1 :]
    yield [*steps[:at], steps[at], *steps[at:]]
    other = rng.randrange(len(steps))
    swapped = list(steps)
    swapped[at], swapped[other] = swapped[other], swapped[at]
    yield swapped
    name, *terms = steps[at]
    if terms:
        terms[rng.randrange(len(terms))] = rng.choice(problem.objects).name
        yield [*steps[:at], (name, *terms), *steps[at + 1 :]]


class SecondOpinion:
    """unified-planning's verdicts on plans for one problem."""

    def __init__(self, domain: str, problem: str) -> None:
        self._reader = PDDLReader()
        self._problem = self._reader.parse_problem_string(domain, problem)

    def valid(self, steps: list[Step]) -> bool:
        """Its verdict; a plan that it cannot even state is not valid."""
        text = "\n".join(f"({' '.join(step)})" for step in steps)
        try:
            plan = self._reader.parse_plan_string(self._problem, text)
        except (UPException, AssertionError, KeyError):
            return False
        return bool(SequentialPlanValidator().validate(self._problem, plan))


def accidents(plan: Plan, rng: random.Random) -> Iterator[Plan]:
    """A plan in time, and what becomes of it by accident."""
    yield plan
    steps, times = plan.steps, plan.times
    here, there = rng.randrange(len(steps)), rng.randrange(len(steps))
    (start, lasts), (other, other_lasts) = times[here], times[there]
    yield Plan(steps[:here] + steps[here + 1 :], times=times[:here] + times[here + 1 :])
    by = rng.choice((-5, -1, -0.5, -0.001, 0.0004, 0.001, 0.5, 1, 5))
    for moved in (
        {here: (max(0.0, start + by), lasts)},
        {here: (start, lasts * 0.9)},
        {here: (other, lasts), there: (start, other_lasts)},
        {here: (other, lasts)},
        {here: (other + other_lasts, lasts)},
        {at: (max(0.0, t + by), d) for at, (t, d) in enumerate(times) if at >= here},
    ):
        yield Plan(steps, times=tuple(moved.get(at, time) for at, time in enumerate(times)))


def compare_in_time(
    domain: Domain, problem: Problem, plans: int, rng: random.Random, timeout: float
) -> Counter[str]:
    """How mrkl's validator and Kairos' judge accidents to a plan of Kairos'."""
    found: Counter[str] = Counter()
    used = features(domain, problem)
    options = {"engine": "kairos", "timeout_s": timeout}
    solved = jobs.solve(domain.source.text, problem.source.text, options)
    if not solved.plan:
        return Counter(unsolved=1)
    for _ in range(plans):
        for plan in accidents(Plan(solved.plan, times=solved.times), rng):
            written = read_plan(print_plan(plan.steps, times=plan.times))
            try:
                ours = validate_in_time(domain, problem, written, used)
            except Unjudged as reason:
                print(f"  not judged: {reason}")
                return found + Counter(unjudged=1)
            theirs = validate_with_kairos(domain, problem, written)
            found["valid" if ours.valid else "invalid"] += 1
            if ours.valid != theirs.valid:
                found["disagree"] += 1
                print(f"    mrkl: {ours.message}; Kairos: {theirs.message}")
    return found


def compare(folder: Path, plans: int, seed: int, largest: int, timeout: float) -> Counter[str]:
    """How the two judge plans for the problems of a folder."""
    found: Counter[str] = Counter()
    domain = parse_domain((folder / "domain.pddl").read_text(encoding="utf-8"))
    for path in sorted(folder.glob("*.pddl")):
        text = path.read_text(encoding="utf-8")
        if path.name == "domain.pddl":
            continue
        problem = parse_problem(text)
        if features(domain, problem) & BEYOND_SEQUENTIAL:
            rng = random.Random(f"{seed} {path}")
            found += compare_in_time(domain, problem, plans, rng, timeout)
            continue
        if len(text) > largest:
            continue
        for number in range(plans):
            rng = random.Random(f"{seed} {path} {number}")
            steps, asked = walk(domain, problem, rng)
            try:
                other = SecondOpinion(print_domain(domain), print_problem(asked))
                verdicts = [(v, other.valid(v)) for v in variants(steps, asked, rng)]
            except UNREAD as reason:
                found["unread"] += 1
                print(f"  unified-planning cannot judge {path}: {str(reason)[:80]!r}")
                break
            for variant, theirs in verdicts:
                ours = validate_steps(Execution(domain, asked), variant)
                found["valid" if ours.valid else "invalid"] += 1
                if ours.valid != theirs:
                    found["disagree"] += 1
                    print(f"  {path}: {variant}\n    {asked.goal}")
                    print(f"    mrkl: {ours.message}; unified-planning: {theirs}")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--plans", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--largest", type=int, default=4000)
    parser.add_argument("--timeout", type=float, default=10.0)
    asked = parser.parse_args()
    get_environment().credits_stream = None
    total: Counter[str] = Counter()
    for folder in asked.folders:
        if not (folder / "domain.pddl").is_file():
            continue
        try:
            found = compare(folder, asked.plans, asked.seed, asked.largest, asked.timeout)
        except MrklError as error:
            print(f"{folder.name}: {error.message}")
            continue
        if found:
            print(f"{folder.name}: {dict(found)}", flush=True)
        total += found
    print(f"in all: {dict(total)}, {total['disagree']} disagreement(s)")
    return 1 if total["disagree"] else 0


if __name__ == "__main__":
    sys.exit(main())
