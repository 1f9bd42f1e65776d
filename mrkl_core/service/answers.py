"""Answers: a strategy finds what the words ask for, and it is told with its evidence."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence

from mrkl_core.contracts.answers import Answer, AnswerStatus, CallOutcome
from mrkl_core.contracts.context import Deadline
from mrkl_core.contracts.events import Event
from mrkl_core.contracts.evidence import Evidence, Verdict
from mrkl_core.contracts.model import ChatModel
from mrkl_core.contracts.routing import Route
from mrkl_core.contracts.strategy import Conclusion, Strategy
from mrkl_core.errors import Broken, MrklError, ResultInvalid, StrategyNotFound, TimedOut, nearest
from mrkl_core.routing.choose import Chooser
from mrkl_core.service.desk import RequestDesk
from mrkl_core.service.run import Run
from mrkl_core.service.store import RunStore
from mrkl_core.service.stream import streamed
from mrkl_core.service.tools import Tools
from mrkl_core.service.words import check_today, check_words

#: The strategy where none is named.
DIRECT = "direct"

#: Seconds after the deadline for which a strategy may still tell what its calls said of it.
_GRACE_S = 1.0

_log = logging.getLogger("mrkl.answers")


class Answers:
    """Routes and answers requests in words."""

    def __init__(
        self,
        chooser: Callable[[], Chooser],
        tools: Tools,
        store: RunStore,
        strategies: Mapping[str, Strategy],
        model: Callable[[], ChatModel | None],
    ) -> None:
        self._chooser = chooser
        self._tools = tools
        self._store = store
        self._strategies = strategies
        self._model = model

    async def route(
        self, words: str, *, order: Sequence[str] = (), deadline: Deadline | None = None
    ) -> Route:
        """Where these words would go, and why; nothing is called.

        `order` names routers to ask instead of those of the manifest.
        """
        check_words(words)
        try:
            async with asyncio.timeout(None if deadline is None else deadline.remaining()):
                return await self._chooser().choose(words, order)
        except TimeoutError as error:
            raise TimedOut("the deadline passed while the request was routed") from error

    async def answer(
        self,
        words: str,
        *,
        today: str = "",
        strategy: str = "",
        deadline: Deadline | None = None,
    ) -> Answer:
        """The answer to these words, asked on the date `today` (the server's, if '').

        `strategy` names the way to it: one of a plugin's, "graph", which has the model plan, or
        "direct", which is taken if it is empty. Raises StrategyNotFound, and what routing and
        calling raise.
        """
        return await self._answer(words, today, strategy, deadline, None)

    def stream(
        self,
        words: str,
        *,
        today: str = "",
        strategy: str = "",
        deadline: Deadline | None = None,
    ) -> AsyncGenerator[Event | Answer]:
        """Each event as it happens; the last item is always the answer.

        Closing the iterator stops the work.
        """
        return streamed(lambda listen: self._answer(words, today, strategy, deadline, listen))

    async def _answer(
        self,
        words: str,
        today: str,
        strategy: str,
        deadline: Deadline | None,
        listen: Callable[[Event], None] | None,
    ) -> Answer:
        check_words(words)
        check_today(today)
        way = self._strategy(strategy or DIRECT)
        asked = {"words": words, "today": today, "strategy": strategy}
        run = Run("answer", {name: said for name, said in asked.items() if said}, listen)
        desk = RequestDesk(
            run,
            self._tools,
            lambda words, order: self.route(words, order=order, deadline=deadline),
            self._model(),
            today=today,
            deadline=deadline,
        )
        try:
            found = await _concluded(way, words, desk, deadline)
        except MrklError as error:
            run.emit("failed", code=error.code, message=error.message)
            await self._store.add(run.finish(error.code, {"error": error.message}))
            raise
        answer = _told(run, way.name, found, desk.made)
        await self._store.add(run.finish(answer.status, answer))
        return answer

    def _strategy(self, name: str) -> Strategy:
        if name not in self._strategies:
            raise StrategyNotFound(
                f"no strategy {name!r}",
                hint=nearest(name, self._strategies),
                metadata={"strategy": name},
            )
        return self._strategies[name]


async def _concluded(
    strategy: Strategy, words: str, desk: RequestDesk, deadline: Deadline | None
) -> Conclusion:
    try:
        async with asyncio.timeout(None if deadline is None else deadline.remaining() + _GRACE_S):
            found = await strategy.answer(words, desk)
    except TimeoutError as error:
        raise TimedOut(f"the deadline passed before {strategy.name!r} had an answer") from error
    except MrklError:
        raise
    except Exception as error:  # the border to a plugin's code
        _log.exception("the strategy %r raised", strategy.name)
        told = f"the strategy {strategy.name!r} raised {type(error).__name__}"
        raise Broken(told, metadata={"strategy": strategy.name}) from error
    if not isinstance(found, Conclusion):
        told = f"the strategy {strategy.name!r} gave {type(found).__name__}, not a Conclusion"
        raise ResultInvalid(told, metadata={"strategy": strategy.name})
    return found


def _told(run: Run, strategy: str, found: Conclusion, made: Sequence[CallOutcome]) -> Answer:
    """The answer, with the evidence of all calls made; of several outcomes, a line and a value
    each.
    """
    outcomes = found.outcomes
    failed = next((outcome for outcome in outcomes if outcome.failure is not None), None)
    first = failed or next(iter(outcomes), None)
    status, words, value = found.status, found.answer, found.value
    evidence = [*(check for outcome in made for check in outcome.evidence), *found.evidence]
    if first is not None:
        status = AnswerStatus.FAILED if failed else AnswerStatus.ANSWERED
        words = "\n".join([*map(_line, outcomes), *_untaken(found)])
        value = [outcome.value for outcome in outcomes] if len(outcomes) > 1 else outcomes[0].value
    elif status is AnswerStatus.ANSWERED:
        check = "the words of the answer"
        evidence.append(Evidence(check, f"put together by {strategy!r}", Verdict.UNCHECKED))
    if status is AnswerStatus.NEEDS_INPUT:
        run.emit("asked", reason=words)
    elif status is AnswerStatus.REFUSED:
        run.emit("refused", reason=words)
    else:
        run.emit("answered", status=status)
    return Answer(
        status=status,
        answer=words,
        value=value,
        expert=first.tool.partition(".")[0] if first else "",
        tool=first.tool if first else "",
        arguments=first.arguments if first else {},
        evidence=tuple(evidence),
        failure=failed.failure if failed else None,
        candidates=found.candidates,
        run=run.id,
        events=tuple(run.events),
    )


def _untaken(found: Conclusion) -> list[str]:
    """What the outcomes leave out, if they do: a part of the request may have found nobody."""
    return [f"Not taken into account: {', '.join(found.unused)}."] if found.unused else []


def _line(outcome: CallOutcome) -> str:
    failure = outcome.failure
    if failure is None:
        return outcome.text
    return f"{failure.message} ({failure.hint})" if failure.hint else failure.message
