"""The strategy that is taken where none is named: route the words, make the calls, tell."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace

from mrkl_core.contracts.answers import AnswerStatus, CallOutcome
from mrkl_core.contracts.evidence import Verdict
from mrkl_core.contracts.routing import RouteStep
from mrkl_core.contracts.strategy import Conclusion, Desk
from mrkl_core.contracts.tool import Failure
from mrkl_core.routing.chains import filled, passed_on


class Direct:
    """Makes the calls that routing finds: first those that others need, then these at once."""

    name = "direct"

    async def answer(self, words: str, desk: Desk) -> Conclusion:
        """What the tools give; if nobody fits, what is missing or what could be asked."""
        route = await desk.route(words)
        if route.chosen is None:
            status = AnswerStatus.NEEDS_INPUT if route.question else AnswerStatus.REFUSED
            told = route.question or route.refusal
            return Conclusion(answer=told, status=status, candidates=route.candidates)
        values: dict[str, str] = {}
        for step in route.steps:
            outcome = await desk.call(step.call.tool, filled(step.call.arguments or {}, values))
            if (failure := outcome.failure or _unusable(outcome, step)) is not None:
                failed = replace(outcome, value=None, failure=failure)
                return Conclusion((failed,), candidates=route.candidates)
            values[step.reference] = passed_on(outcome.value)
        outcomes = await asyncio.gather(
            *(
                desk.call(call.tool, filled(call.arguments or {}, values))
                for call in (route.chosen, *route.also)
            )
        )
        return Conclusion(tuple(outcomes), candidates=route.candidates, unused=route.unused)


def _unusable(outcome: CallOutcome, step: RouteStep) -> Failure | None:
    """Why nothing can be built on a step's outcome; None if its value can be passed on."""
    if any(evidence.verdict is Verdict.FAILED for evidence in outcome.evidence):
        why = "a check of it failed, so nothing was built on it"
    elif not re.fullmatch(step.fits, passed_on(outcome.value)):
        why = "what else was asked cannot be worked out from that"
    else:
        return None
    return Failure("STEP_UNUSABLE", f"{step.words!r} gives {outcome.text!r}: {why}")
