"""A plan as one page of HTML that needs nothing else: timeline, states, who needs what."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from mrkl_core.contracts.jsonvalue import JsonObject, to_json
from mrkl_core.contracts.planning import Explanation, Simulation, Transition

TEMPLATE = Path(__file__).with_name("plan_page.html")


def plan_page(domain: str, problem: str, found: Simulation, why: Explanation | None) -> str:
    """The page for a simulated plan; `why` adds the reason for each step where there is one."""
    timed = any(t.time is not None for t in found.transitions)
    data = {
        "domain": domain,
        "problem": problem,
        "valid": found.validation.valid,
        "message": found.validation.message,
        "initial": found.initial,
        "numbers": found.numbers,
        "transitions": found.transitions,
        "timed": timed,
        "bars": list(_bars(found.transitions)),
        "links": why.links if why else (),
        "why": [reason.sentence for reason in why.steps] if why else (),
    }
    # A script element ends at the first "</", whatever it holds.
    text = json.dumps(to_json(data), allow_nan=False).replace("</", "<\\/")
    return TEMPLATE.read_text(encoding="utf-8").replace("__DATA__", text, 1)


def _bars(transitions: tuple[Transition, ...]) -> Iterator[JsonObject]:
    """A bar for each step: when, how long, in whose lane, and after which change it is done."""
    running: dict[tuple[str, ...], list[tuple[int, float]]] = {}
    for at, change in enumerate(transitions, 1):
        time = float(at - 1) if change.time is None else change.time
        if change.phase == "start":
            running.setdefault(change.step, []).append((at, time))
            continue
        start, length = time, 1.0 if change.time is None else 0.0
        if change.phase == "end" and running.get(change.step):
            _, start = running[change.step].pop(0)
            length = time - start
        lane = change.step[1] if len(change.step) > 1 else change.step[0]
        yield {"step": change.step, "start": start, "length": length, "lane": lane, "at": at}
