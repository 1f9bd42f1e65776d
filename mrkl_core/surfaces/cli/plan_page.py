"""A plan as one page of HTML that needs nothing else: timeline, states, who needs what."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from mrkl_core.contracts.jsonvalue import JsonObject, to_json
from mrkl_core.contracts.planning import Explanation, PlanAnswer, Simulation, Step, Transition
from mrkl_core.errors import BadRequest
from mrkl_core.records import dataclass
from mrkl_core.service.runtime import Runtime

TEMPLATE = Path(__file__).with_name("plan_page.html")


async def simulated(
    runtime: Runtime, domain: str, problem: str, plan: str
) -> tuple[Simulation, Explanation | None]:
    """What a plan changes, and why each step is in it where that can be told."""
    found = await runtime.plans.simulate(domain, problem, plan)
    try:
        return found, await runtime.plans.explain(domain, problem, plan)
    except BadRequest:  # its states can be told, but not who needs what
        return found, None


def plan_page(domain: str, problem: str, found: Simulation, why: Explanation | None) -> str:
    """The page for a simulated plan; `why` adds the reason for each step where there is one."""
    valid = found.validation.valid
    return _page(
        {
            "domain": domain,
            "problem": problem,
            "valid": valid,
            "verdict": "valid" if valid else "invalid",
            "message": found.validation.message,
            **_simulated(found, why),
        }
    )


def answer_page(
    words: str, answer: PlanAnswer, found: Simulation | None, why: Explanation | None
) -> str:
    """The page for a plan from words: the request beside what was read, then the plan."""
    read = groupby(answer.facts, lambda fact: (fact.words, fact.goal))
    return _page(
        {
            "domain": answer.domain,
            "problem": answer.faithfulness,
            "valid": answer.validated,
            "verdict": answer.status,
            "message": answer.summary,
            "words": words,
            "read": [
                {"words": said, "goal": goal, "facts": [fact.fact for fact in facts]}
                for (said, goal), facts in read
            ],
            "assumptions": answer.assumptions,
            "steps": answer.steps,
            "evidence": answer.evidence,
            **_simulated(found, why),
        }
    )


def _simulated(found: Simulation | None, why: Explanation | None) -> JsonObject:
    transitions = found.transitions if found else ()
    bars = sorted(_bars(transitions), key=lambda bar: bar.began)
    nodes = list(_nodes(bars, why)) if why else []
    return {
        "initial": found.initial if found else (),
        "numbers": found.numbers if found else {},
        "transitions": transitions,
        "timed": any(t.time is not None for t in transitions),
        "bars": bars,
        "nodes": [bar for bar, _ in nodes],
        "links": why.links if why else (),
        "why": {bar.began: sentence for bar, sentence in nodes},
    }


def _page(data: JsonObject) -> str:
    bare: JsonObject = {"words": "", "read": (), "assumptions": (), "steps": (), "evidence": ()}
    # A script element ends at the first "</", whatever it holds.
    text = json.dumps(to_json({**bare, **data}), allow_nan=False).replace("</", "<\\/")
    return TEMPLATE.read_text(encoding="utf-8").replace("__DATA__", text, 1)


@dataclass(frozen=True)
class _Bar:
    """A step's time: in whose lane, and with which changes it begins and is done (`at`)."""

    step: Step
    start: float
    length: float
    lane: str
    began: int
    at: int


def _nodes(bars: Iterable[_Bar], why: Explanation) -> Iterator[tuple[_Bar, str]]:
    """The bar of each step of the plan, and what is said of it; of what comes by itself none."""
    waiting: dict[Step, list[_Bar]] = {}
    for bar in bars:
        waiting.setdefault(bar.step, []).append(bar)
    for reason in why.steps:
        if waiting.get(reason.step):
            yield waiting[reason.step].pop(0), reason.sentence


def _bars(transitions: tuple[Transition, ...]) -> Iterator[_Bar]:
    running: dict[tuple[str, ...], list[tuple[int, float]]] = {}
    for at, change in enumerate(transitions, 1):
        time = float(at - 1) if change.time is None else change.time
        if change.phase == "start":
            running.setdefault(change.step, []).append((at, time))
            continue
        began, start, length = at, time, 1.0 if change.time is None else 0.0
        if change.phase == "end" and running.get(change.step):
            began, start = running[change.step].pop(0)
            length = time - start
        lane = change.step[1] if len(change.step) > 1 else change.step[0]
        yield _Bar(change.step, start, length, lane, began, at)
