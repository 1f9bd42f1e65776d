"""How many requests written by others are read into the true problem, without a model.

Reads the words of ../shared/bench/planbench (or the folder given) and compares each problem
with the true one up to renaming. Prints the rate and the time a request takes.

    python bench/formalize.py [FOLDER]
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections import Counter
from pathlib import Path

from mrkl_core.contracts.planning import FormalizeStatus
from mrkl_core.planning.domains import Domains
from mrkl_core.planning.formalize import formalize
from mrkl_core.planning.pddl.parse import parse_problem
from mrkl_core.planning.pddl.tree import And, Atom, Problem

DATA = Path(__file__).resolve().parents[2] / "shared" / "bench" / "planbench"

#: The true problems use other names for the same predicates; unary ones that stand for types
#: are compared as types.
SAME = {"handempty": "arm-empty", "ontable": "on-table"}
TYPES = {"obj": "package", "truck": "truck", "airplane": "airplane", "city": "city"}

Fact = tuple[str, ...]


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA
    if not folder.is_dir():
        print(f"skipped: {folder} is not here")
        return 0
    domains = Domains()
    for name in domains.names():
        pairs = folder / name / "pairs.json"
        if pairs.is_file():
            print(measure(name, json.loads(pairs.read_text(encoding="utf-8")), domains))
    return 0


def measure(name: str, pairs: list[dict[str, str]], domains: Domains) -> str:
    language = domains.get(name).language
    read = right = 0
    times = []
    for pair in pairs:
        start = time.perf_counter()
        found, _ = formalize(pair["nl_problem"], language)
        times.append(time.perf_counter() - start)
        if found.status is FormalizeStatus.FORMALIZED:
            read += 1
            right += same(facts(parse_problem(found.problem)), facts(truth(pair)))
    worst = max(times) * 1000
    return (
        f"{name}: {read}/{len(pairs)} read, {right}/{len(pairs)} equal to the true problem, "
        f"median {statistics.median(times) * 1000:.1f} ms, worst {worst:.1f} ms a request"
    )


def truth(pair: dict[str, str]) -> Problem:
    return parse_problem(pair["problem_pddl"])


def facts(problem: Problem) -> frozenset[Fact]:
    """Initial facts, goals and types as one set of facts."""
    found: set[Fact] = set()
    classes: dict[str, set[str]] = {}
    for thing in problem.objects:
        if thing.types[0] != "object":
            classes.setdefault(thing.name, set()).add(thing.types[0])
    for item in problem.init:
        assert isinstance(item, Atom)
        if len(item.terms) == 1 and item.name in (*TYPES, "location", "airport"):
            kinds = classes.setdefault(item.terms[0], set())
            kinds.add(TYPES.get(item.name, item.name))
        else:
            found.add(("init", SAME.get(item.name, item.name), *item.terms))
    for name, kinds in classes.items():
        kind = "airport" if "airport" in kinds else min(kinds)
        found.add(("type", kind, name))
    goals = problem.goal.parts if isinstance(problem.goal, And) else (problem.goal,)
    for goal in goals:
        assert isinstance(goal, Atom)
        found.add(("goal", SAME.get(goal.name, goal.name), *goal.terms))
    return frozenset(found)


def same(left: frozenset[Fact], right: frozenset[Fact]) -> bool:
    """Whether one becomes the other by renaming things."""
    if len(left) != len(right):
        return False
    return _match(left, right, colours(left), colours(right), {})


def colours(found: frozenset[Fact]) -> dict[str, int]:
    """A colour for each thing that no renaming changes, by refinement."""
    colour = {term: 0 for fact in found for term in fact[2:]}
    for _ in range(len(colour)):
        seen = {
            term: (
                colour[term],
                sorted(
                    (fact[:2], at, [colour[t] for t in fact[2:]])
                    for fact in found
                    for at, other in enumerate(fact[2:])
                    if other == term
                ),
            )
            for term in colour
        }
        fresh = {term: hash(repr(value)) for term, value in seen.items()}
        if len(set(fresh.values())) == len(set(colour.values())):
            return fresh
        colour = fresh
    return colour


def _match(
    left: frozenset[Fact],
    right: frozenset[Fact],
    lefts: dict[str, int],
    rights: dict[str, int],
    known: dict[str, str],
) -> bool:
    if Counter(lefts.values()) != Counter(rights.values()):
        return False
    open_terms = [t for t in lefts if t not in known]
    if not open_terms:
        renamed = {(*f[:2], *(known[t] for t in f[2:])) for f in left}
        return renamed == right
    term = open_terms[0]
    for other in rights:
        if rights[other] == lefts[term] and other not in known.values():
            step = {**known, term: other}
            if _consistent(left, right, step) and _match(left, right, lefts, rights, step):
                return True
    return False


def _consistent(left: frozenset[Fact], right: frozenset[Fact], known: dict[str, str]) -> bool:
    return all(
        (*f[:2], *(known[t] for t in f[2:])) in right
        for f in left
        if all(t in known for t in f[2:])
    )


if __name__ == "__main__":
    sys.exit(main())
