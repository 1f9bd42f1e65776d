"""How many of ACPBench Hard's questions the planner expert's tools answer right.

    python bench/acpbench.py ../shared/bench/acpbench [--only land,nexta]

The tools get a record's PDDL and nothing else of it (for `prog` and `val` also the actions
that the question names). Each answer is judged by the data set's own rules; beside them,
`exact` counts where all that the data set lists is also in what the tool proved.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mrkl_core import Result
from mrkl_core.testing import call_tool, experts_of

Record = dict[str, Any]
(PLANNER,) = experts_of("mrkl_planner")


def ask(record: Record, tool: str, **more: Any) -> Any:
    """What a tool says of a record's problem."""
    domain, problem = record["PDDL_domain"], record["PDDL_problem"]
    outcome = call_tool(PLANNER, tool, domain=domain, problem=problem, **more)
    return outcome.value if isinstance(outcome, Result) else {}


def text(step: list[str]) -> str:
    return f"({' '.join(step)})"


def lower(facts: list[str]) -> set[str]:
    return {fact.lower() if fact.startswith("(") else f"({fact.lower()})" for fact in facts}


def steps_in(words: str) -> list[str]:
    return [step.lower() for step in re.findall(r"\([^()]+\)", words)]


def app(record: Record) -> tuple[bool, bool]:
    found = {text(step) for step in ask(record, "applicable")["actions"]}
    return (found == lower(record["answer"]),) * 2


def prog(record: Record) -> tuple[bool, bool]:
    """The question names the action in words: the applicable one with its objects."""
    words = re.findall(r"[\w-]+", record["question"].split('"')[1].lower())
    able = ask(record, "applicable")["actions"]

    def fit(step: list[str]) -> tuple[bool, list[int]]:
        # All objects named, in the order of the action's arguments where there is a choice.
        named = all(argument in words for argument in step[1:])
        places = [words.index(argument) if argument in words else -1 for argument in step[1:]]
        verb = sum(part in words for part in step[0].split("-"))
        return named, [len(set(step[1:])), verb, places == sorted(places)]

    step = max(able, key=fit)
    found = ask(record, "progress", actions=text(step))
    wanted = record["answer"]
    right = set(found["added"]) == lower(wanted["pos"]) and set(found["removed"]) == lower(
        wanted["neg"]
    )
    return right, right


def never(record: Record, tool: str, key: str) -> tuple[bool, bool]:
    """Right: one that is listed, or proved unreachable; "none" only where none is listed."""
    wanted = lower(record["answer"])
    found = ask(record, tool)
    if not wanted:
        none = found["unreachable"] == 0
        return none, none
    listed = sorted(wanted) if key == "facts" else "\n".join(sorted(wanted))
    asked = ask(record, tool, **{key: listed})["verdicts"]
    exact = all(one["verdict"] == "UNREACHABLE" for one in asked)
    return found["unreachable"] > 0, exact


def reach(record: Record) -> tuple[bool, bool]:
    return never(record, "reachable", "facts")


def areach(record: Record) -> tuple[bool, bool]:
    return never(record, "ever_applicable", "actions")


def val(record: Record) -> tuple[bool, bool]:
    plan = "\n".join(steps_in(record["question"].split('"')[1]))
    found = ask(record, "validate", plan=plan)["failed_step"]
    right = found == int(record["answer"])
    return right, right


def just(record: Record) -> tuple[bool, bool]:
    """Right: a proper subsequence that is a plan; the validator is asked again."""
    steps = steps_in(record["question"].split('"')[1])
    found = ask(record, "simplify", plan="\n".join(steps))
    shorter = [text(step) for step in found["plan"]]
    rest = iter(steps)
    subsequence = all(step in rest for step in shorter)
    valid = ask(record, "validate", plan="\n".join(shorter))["valid"]
    right = subsequence and valid and 0 < len(shorter) < len(steps)
    groups = {tuple(steps[i] for i in group) for group in found["removable"]}
    listed = {tuple(x.lower() for x in group[:-1]) for group in record["answer"]}
    return right, right and listed <= groups


def land(record: Record) -> tuple[bool, bool]:
    """Right: the first landmark is listed; "none" only where none is listed.

    The data set's landmarks are, but for a few, those of the delete relaxation.
    """
    wanted = lower(record["answer"]["yes"])
    found = ask(record, "landmarks")
    first = found["relaxed"][:1]
    right = wanted >= {*first} if first else not wanted
    return right, wanted <= {*found["needed"], *found["passed"]} and not found["undecided"]


def nexta(record: Record) -> tuple[bool, bool]:
    answer = record["answer"]
    yes, no = lower(answer["yes"]), lower(answer["no"])
    found = ask(record, "next_actions")
    best = {text(step) for step in found["best"]}
    judged = {text(one["action"]): one["optimal"] for one in found["actions"]}
    exact = all(judged[step] is True for step in yes) and all(judged[s] is False for s in no)
    first = text(found["best"][0]) if best else ""
    return first in yes or (bool(first) and first not in no), exact


TASKS: dict[str, Callable[[Record], tuple[bool, bool]]] = {
    task.__name__: task for task in (app, prog, reach, areach, val, just, land, nexta)
}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default=",".join(TASKS))
    parser.add_argument("--show", action="store_true", help="name each record that is wrong")
    arguments = parser.parse_args()
    print(f"{'task':8}{'records':>8}{'right':>7}{'exact':>7}{'s each':>8}{'slowest':>9}")
    for name in arguments.only.split(","):
        records = json.loads((arguments.folder / f"{name}.json").read_text(encoding="utf-8"))
        right = exact = 0
        seconds = []
        for number, record in enumerate(records):
            began = time.perf_counter()
            good, all_good = TASKS[name](record)
            seconds.append(time.perf_counter() - began)
            right, exact = right + good, exact + all_good
            if arguments.show and not (good and all_good):
                print(f"  {name} {number}: right={good} exact={all_good}")
        mean = sum(seconds) / len(seconds)
        print(f"{name:8}{len(records):8}{right:7}{exact:7}{mean:8.2f}{max(seconds):9.2f}")


if __name__ == "__main__":
    main()
