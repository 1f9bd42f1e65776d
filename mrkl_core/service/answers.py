"""Answers: words are routed, the tool is called, and what came out is told with its evidence."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from dataclasses import replace

from mrkl_core.contracts.answers import Answer, AnswerStatus, CallOutcome
from mrkl_core.contracts.context import Deadline
from mrkl_core.contracts.events import Event
from mrkl_core.contracts.evidence import Verdict
from mrkl_core.contracts.routing import Candidate, Route, RouteStep
from mrkl_core.contracts.tool import Failure
from mrkl_core.errors import MrklError, TimedOut
from mrkl_core.routing.chains import filled, passed_on
from mrkl_core.routing.choose import Chooser
from mrkl_core.service.run import Run
from mrkl_core.service.store import RunStore
from mrkl_core.service.stream import streamed
from mrkl_core.service.tools import Tools
from mrkl_core.service.words import check_today, check_words


class Answers:
    """Routes and answers requests in words."""

    def __init__(self, chooser: Chooser, tools: Tools, store: RunStore) -> None:
        self._chooser = chooser
        self._tools = tools
        self._store = store

    async def route(self, words: str, *, deadline: Deadline | None = None) -> Route:
        """Where these words would go, and why; nothing is called."""
        check_words(words)
        try:
            async with asyncio.timeout(None if deadline is None else deadline.remaining()):
                return await self._chooser.choose(words)
        except TimeoutError as error:
            raise TimedOut("the deadline passed while the request was routed") from error

    async def answer(
        self, words: str, *, today: str = "", deadline: Deadline | None = None
    ) -> Answer:
        """The answer to these words, asked on the date `today` (the server's, if '').

        Raises what routing and calling raise.
        """
        return await self._answer(words, today, deadline, None)

    def stream(
        self, words: str, *, today: str = "", deadline: Deadline | None = None
    ) -> AsyncGenerator[Event | Answer]:
        """Each event as it happens; the last item is always the answer.

        Closing the iterator stops the work.
        """
        return streamed(lambda listen: self._answer(words, today, deadline, listen))

    async def _answer(
        self,
        words: str,
        today: str,
        deadline: Deadline | None,
        listen: Callable[[Event], None] | None,
    ) -> Answer:
        check_words(words)
        check_today(today)
        run = Run("answer", {"words": words, **({"today": today} if today else {})}, listen)
        try:
            answer = await self._run(run, words, today, deadline)
        except MrklError as error:
            run.emit("failed", code=error.code, message=error.message)
            await self._store.add(run.finish(error.code, {"error": error.message}))
            raise
        await self._store.add(run.finish(answer.status, answer))
        return answer

    async def _run(self, run: Run, words: str, today: str, deadline: Deadline | None) -> Answer:
        route = await self.route(words, deadline=deadline)
        chosen = route.chosen
        run.emit(
            "routed",
            tool=chosen.tool if chosen else None,
            reason=chosen.reason if chosen else route.refusal,
            reasons=route.reasons,
        )
        if chosen is None:
            run.emit("asked" if route.question else "refused", reason=route.refusal)
            return _refusal(run, route)
        before: list[CallOutcome] = []
        values: dict[str, str] = {}
        for step in route.steps:
            outcome = await self._call(run, step.call, values, today, deadline)
            before.append(outcome)
            if (failure := outcome.failure or _unusable(outcome, step)) is not None:
                failed = replace(outcome, value=None, failure=failure)
                return _answered(run, route, [failed], before)
            values[step.reference] = passed_on(outcome.value)
        outcomes: list[CallOutcome] = await asyncio.gather(
            *(self._call(run, call, values, today, deadline) for call in (chosen, *route.also))
        )
        return _answered(run, route, outcomes, [*before, *outcomes])

    async def _call(
        self,
        run: Run,
        call: Candidate,
        values: Mapping[str, str],
        today: str,
        deadline: Deadline | None,
    ) -> CallOutcome:
        """What the call gives, with the values of earlier steps where it refers to them."""
        arguments = filled(call.arguments or {}, values)
        run.emit("calling", tool=call.tool, arguments=arguments)
        outcome = await self._tools.call_in(
            run, call.tool, arguments, today=today, deadline=deadline
        )
        run.emit(
            "called",
            tool=call.tool,
            elapsed_s=outcome.elapsed_s,
            cached=outcome.cached,
            failure=outcome.failure.code if outcome.failure else None,
        )
        return outcome


def _refusal(run: Run, route: Route) -> Answer:
    return Answer(
        status=AnswerStatus.NEEDS_INPUT if route.question else AnswerStatus.REFUSED,
        answer=route.question or route.refusal,
        value=None,
        expert="",
        tool="",
        arguments={},
        evidence=(),
        failure=None,
        candidates=route.candidates,
        run=run.id,
        events=tuple(run.events),
    )


def _unusable(outcome: CallOutcome, step: RouteStep) -> Failure | None:
    """Why nothing can be built on a step's outcome; None if its value can be passed on."""
    if any(evidence.verdict is Verdict.FAILED for evidence in outcome.evidence):
        why = "a check of it failed, so nothing was built on it"
    elif not re.fullmatch(step.fits, passed_on(outcome.value)):
        why = "what else was asked cannot be worked out from that"
    else:
        return None
    return Failure("STEP_UNUSABLE", f"{step.words!r} gives {outcome.text!r}: {why}")


def _answered(
    run: Run, route: Route, outcomes: Sequence[CallOutcome], made: Sequence[CallOutcome]
) -> Answer:
    """One answer: of several outcomes, a line and a value each; the evidence of all calls made."""
    first, *others = outcomes
    failed = next((outcome for outcome in outcomes if outcome.failure is not None), None)
    run.emit("answered", status="FAILED" if failed else "ANSWERED")
    return Answer(
        status=AnswerStatus.FAILED if failed else AnswerStatus.ANSWERED,
        answer="\n".join(map(_told, outcomes)),
        value=[outcome.value for outcome in outcomes] if others else first.value,
        expert=(failed or first).tool.partition(".")[0],
        tool=(failed or first).tool,
        arguments=(failed or first).arguments,
        evidence=tuple(evidence for outcome in made for evidence in outcome.evidence),
        failure=failed.failure if failed else None,
        candidates=route.candidates,
        run=run.id,
        events=tuple(run.events),
    )


def _told(outcome: CallOutcome) -> str:
    failure = outcome.failure
    if failure is None:
        return outcome.text
    return f"{failure.message} ({failure.hint})" if failure.hint else failure.message
