"""Makes the calls of a route: each as soon as there is what it needs, those apart together.

A route is a graph of tasks (HuggingGPT, Shen et al. 2023): an edge is a reference from a call's
arguments to the value of another. On what failed, or failed a check, nothing is built.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Mapping
from dataclasses import replace

from mrkl_core.contracts.answers import AnswerStatus, CallOutcome
from mrkl_core.contracts.evidence import Evidence, Verdict
from mrkl_core.contracts.jsonvalue import JsonValue
from mrkl_core.contracts.routing import Candidate, Route, RouteStep
from mrkl_core.contracts.strategy import Conclusion, Desk
from mrkl_core.contracts.tool import Failure
from mrkl_core.errors import ArgumentsInvalid
from mrkl_core.routing.references import NothingThere, filled, passed_on, references

#: The failure of a call that could not be made, or whose value nothing can be built on.
UNUSABLE = "STEP_UNUSABLE"


async def carried_out(route: Route, desk: Desk) -> Conclusion:
    """What the calls of a route give; without any, what is missing or what could be asked."""
    if route.chosen is None:
        status = AnswerStatus.NEEDS_INPUT if route.question else AnswerStatus.REFUSED
        told = route.question or route.refusal
        return Conclusion(answer=told, status=status, candidates=route.candidates)
    asked = (route.chosen, *route.also)
    outcomes = await _Calls(route, desk).made(asked)
    return Conclusion(
        tuple({id(outcome): outcome for outcome in outcomes}.values()),
        candidates=route.candidates,
        unused=route.unused,
        evidence=_composed(route) if route.chosen.by == "by_model" else (),
    )


class _Calls:
    """The calls of one route under way; each is made once, whoever waits for it."""

    def __init__(self, route: Route, desk: Desk) -> None:
        self._desk = desk
        self._schemas = {tool.name: tool.arguments for tool in desk.tools}
        self._steps = {int(step.reference[1:-1]): step for step in route.steps}
        self._begun: dict[int, asyncio.Task[CallOutcome]] = {}

    async def made(self, calls: tuple[Candidate, ...]) -> list[CallOutcome]:
        """The outcomes of these calls; for one that could not be made, of what it waited for."""
        under_way = [asyncio.ensure_future(self._make(call)) for call in calls]
        try:
            return await asyncio.gather(*under_way)
        finally:
            for task in (*under_way, *self._begun.values()):
                task.cancel()
            await asyncio.gather(*under_way, *self._begun.values(), return_exceptions=True)

    async def _make(self, call: Candidate) -> CallOutcome:
        arguments = dict(call.arguments or {})
        needed = {r.number for r in references(arguments)} & self._steps.keys()
        values: dict[int, JsonValue] = {}
        for number, outcome in zip(
            needed, await asyncio.gather(*map(self._step, needed)), strict=True
        ):
            if outcome.failure is not None:
                return outcome
            values[number] = outcome.value
        if not needed:
            return await self._desk.call(call.tool, arguments)
        try:
            arguments = dict(filled(arguments, values, self._schemas.get(call.tool, {})))
            return await self._desk.call(call.tool, arguments)
        except (NothingThere, ArgumentsInvalid) as error:
            told = ", ".join(f"{{{number}}}" for number in sorted(needed))
            why = f"{call.tool} cannot be called with what {told} gave: {error}"
            failure = Failure(UNUSABLE, why)
            return CallOutcome(call.tool, arguments, None, why, (), failure, "", 0.0)

    async def _step(self, number: int) -> CallOutcome:
        """The outcome of a step; a failure where nothing can be built on it."""
        if number not in self._begun:
            self._begun[number] = asyncio.ensure_future(self._settled(self._steps[number]))
        return await self._begun[number]

    async def _settled(self, step: RouteStep) -> CallOutcome:
        outcome = await self._make(step.call)
        failure = outcome.failure or _unusable(outcome, step)
        return replace(outcome, value=None, failure=failure) if failure else outcome


def _unusable(outcome: CallOutcome, step: RouteStep) -> Failure | None:
    """Why nothing can be built on a step's outcome; None if its value can be passed on."""
    if any(evidence.verdict is Verdict.FAILED for evidence in outcome.evidence):
        why = "a check of it failed, so nothing was built on it"
    elif step.fits and not re.fullmatch(step.fits, _text(outcome.value)):
        why = "what else was asked cannot be worked out from that"
    else:
        return None
    return Failure(UNUSABLE, f"{step.words or step.call.tool!r} gives {outcome.text!r}: {why}")


def _text(value: JsonValue) -> str:
    passed = passed_on(value)
    return passed if isinstance(passed, str) else ""


def _composed(route: Route) -> tuple[Evidence, ...]:
    """What nobody checked: that these calls, put together so by a model, are what was asked."""
    assert route.chosen is not None
    steps = [f"{step.reference} = {_told(step.call)}" for step in route.steps]
    calls = [_told(call) for call in (route.chosen, *route.also)]
    check = "these calls are what was asked"
    return (Evidence(check, route.chosen.reason, Verdict.UNCHECKED, "; ".join([*steps, *calls])),)


def _told(call: Candidate) -> str:
    arguments: Mapping[str, JsonValue] = call.arguments or {}
    said = (f"{key}={json.dumps(value, ensure_ascii=False)}" for key, value in arguments.items())
    return f"{call.tool}({', '.join(said)})"
